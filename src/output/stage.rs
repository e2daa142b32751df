//! The folder beside a site in which the next one is made: one writer at a time, swapped in with one step.

use super::Error;
use super::manifest::{MANIFEST, Manifest};
use super::place::Place;
use crate::base::Site;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long one writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

/// The stage of one site, held by this writer alone until it is dropped or the process ends.
///
/// It holds `next`, the site being made; `old`, the site that was moved out of the way; and `lock`, whose lock the
/// system itself releases when a process dies. Whoever holds the lock may sweep away what dead writers left.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    target: PathBuf,
    _lock: File,
}

impl Stage {
    /// Waits for the stage of `place`, restores a site that a dead writer had moved away, and sweeps up after it.
    pub(super) fn open(place: &Place) -> Result<Self, Error> {
        let folder = place.stage();
        let deadline = Instant::now() + PATIENCE;
        let lock = loop {
            match lock(folder).map_err(Error::io("make", folder))? {
                Some(lock) => break lock,
                None if Instant::now() > deadline => return Err(Error::Busy(place.folder().to_owned())),
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        };
        let stage = Self { folder: folder.to_owned(), target: place.folder().to_owned(), _lock: lock };
        if !place.exists() && stage.old().is_dir() {
            fs::rename(stage.old(), place.folder()).map_err(Error::io("bring back", place.folder()))?;
        }
        stage.sweep();
        fs::write(folder.join(".gitignore"), "*\n").map_err(Error::io("write to", folder))?;
        Ok(stage)
    }

    /// Makes the next site: links the files named in `same` from the old one, writes all others.
    pub(super) fn fill(
        &self,
        place: &Place,
        site: &Site,
        manifest: &Manifest,
        same: &BTreeSet<&str>,
    ) -> Result<(), Error> {
        let next = self.next();
        let folders: BTreeSet<&str> = site.iter().flat_map(|(route, _)| folders(route.as_str())).collect();
        for folder in std::iter::once("").chain(folders) {
            let folder = next.join(folder);
            fs::create_dir(&folder).map_err(Error::io("make", &folder))?;
        }
        let files: Vec<_> = site.iter().map(|(route, bytes)| (route.as_str(), &bytes[..])).collect();
        files.par_iter().try_for_each(|(route, bytes)| {
            let file = next.join(route);
            if same.contains(route) && keep(&place.folder().join(route), &file).is_ok() {
                return Ok(());
            }
            fs::write(&file, bytes).map_err(Error::io("write", &file))
        })?;
        let list = next.join(MANIFEST);
        fs::write(&list, manifest.text()).map_err(Error::io("write", &list))?;
        if let Ok(about) = fs::metadata(place.folder()) {
            let _ = fs::set_permissions(&next, about.permissions());
        }
        Ok(())
    }

    /// Puts the next site in the place of the old one.
    pub(super) fn swap(&self, place: &Place) -> Result<(), Error> {
        let target = place.folder();
        if !place.exists() {
            return fs::rename(self.next(), target).map_err(Error::io("move the site to", target));
        }
        match exchange(&self.next(), target) {
            Ok(true) => Ok(()),
            Ok(false) => self.swap_in_two_steps(place),
            Err(error) if error.raw_os_error().is_some() && is_mount_point(target) => Err(Error::Refused {
                folder: target.to_owned(),
                why: "a disk or volume is mounted there, so it cannot be swapped".to_owned(),
                help: "name a folder inside it with `-d`".to_owned(),
            }),
            Err(error) => Err(Error::io("replace", target)(error)),
        }
    }

    /// Puts the next site in place where the system cannot exchange two folders: [`Stage::open`] mends what a death
    /// between the two steps leaves.
    pub(super) fn swap_in_two_steps(&self, place: &Place) -> Result<(), Error> {
        let target = place.folder();
        fs::rename(target, self.old()).map_err(Error::io("move away", target))?;
        let Err(error) = fs::rename(self.next(), target) else { return Ok(()) };
        let _ = fs::rename(self.old(), target);
        Err(Error::io("move the site to", target)(error))
    }

    /// Takes the site away.
    pub(super) fn remove(&self, place: &Place) -> Result<(), Error> {
        fs::rename(place.folder(), self.next()).map_err(Error::io("remove", place.folder()))
    }

    /// Removes what is left, but never the only whole site.
    fn sweep(&self) {
        remove(&self.next());
        if self.target.is_dir() {
            remove(&self.old());
        }
    }

    fn next(&self) -> PathBuf {
        self.folder.join("next")
    }

    fn old(&self) -> PathBuf {
        self.folder.join("old")
    }
}

impl Drop for Stage {
    /// Removes what is left and lets the next writer in.
    fn drop(&mut self) {
        self.sweep();
        let _ = fs::remove_file(self.folder.join(".gitignore"));
        let _ = fs::remove_file(self.folder.join("lock"));
        let _ = fs::remove_dir(&self.folder);
    }
}

/// Takes the lock of the stage in `folder`, or `None` while another process holds it.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    // Another writer may remove the folder at any moment between these steps: then the next try makes it anew.
    match fs::create_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    match fs::symlink_metadata(folder) {
        Ok(about) if about.is_symlink() => return Err(io::Error::other("it is a symbolic link")),
        Ok(about) if !about.is_dir() => return Err(io::ErrorKind::NotADirectory.into()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let path = folder.join("lock");
    let file = match File::options().create(true).truncate(false).write(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None), // removed just now by another writer
        Err(error) => return Err(error),
    };
    match file.try_lock() {
        Ok(()) => Ok(is_same(&file, &path).then_some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whether `path` still names the open `file`: a writer that ended may have removed it after it was opened.
#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let name = |about: fs::Metadata| (about.dev(), about.ino());
    file.metadata().is_ok_and(|open| fs::metadata(path).is_ok_and(|named| name(open) == name(named)))
}

#[cfg(not(unix))]
fn is_same(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// Exchanges two folders in one step; `false` where the system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(next: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, next, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_next: &Path, _target: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(unix)]
fn is_mount_point(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|about| about.dev()).ok();
    folder.parent().is_some_and(|parent| device(parent) != device(folder))
}

#[cfg(not(unix))]
fn is_mount_point(_folder: &Path) -> bool {
    false
}

/// All folders above a file, the outermost first.
fn folders(route: &str) -> impl Iterator<Item = &str> {
    route.match_indices('/').filter_map(|(at, _)| route.get(..at))
}

/// Makes `new` the same file as `old`, or a copy with the same time where links cannot be made.
fn keep(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new).or_else(|_| copy(old, new))
}

/// Copies a file with its modification time.
fn copy(old: &Path, new: &Path) -> io::Result<()> {
    let modified = fs::metadata(old)?.modified()?;
    fs::copy(old, new)?;
    File::options().write(true).open(new)?.set_modified(modified)
}

/// Removes a folder and all in it, in parallel; what cannot be removed is left for the next sweep.
fn remove(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let entries: Vec<_> = entries.flatten().collect();
    entries.par_iter().for_each(|entry| {
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_dir() => return remove(&entry.path()),
            _ => fs::remove_file(entry.path()),
        };
    });
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_its_time() {
        let home = tempfile::tempdir().unwrap();
        let (old, new) = (home.path().join("old"), home.path().join("new"));
        fs::write(&old, "x").unwrap();
        let past = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&old).unwrap().set_modified(past).unwrap();
        copy(&old, &new).unwrap();
        assert_eq!(fs::metadata(&new).unwrap().modified().unwrap(), past);
    }
}
