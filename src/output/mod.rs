//! A site to a folder, all or nothing, and what is kept between two builds.

pub mod cache;
pub mod manifest;
pub mod place;
mod stage;
pub mod tree;

use crate::base::{Key, Route, Site};
use manifest::{MANIFEST, Manifest};
use place::Place;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tree::{Kept, Tree};

/// Why a site was not written; the folder is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder must not be written to.
    #[error("`{}` cannot be the folder of the site: {why}", folder.display())]
    Refused {
        /// The folder.
        folder: PathBuf,
        /// The end of the sentence.
        why: String,
        /// What to do.
        help: String,
    },
    /// Two files of the site are one file on some systems.
    #[error("`{0}` and `{1}` cannot both stand in a folder on every system")]
    Collision(Route, Route),
    /// Something else is writing there and does not end.
    #[error("another build is still writing to `{}`", .0.display())]
    Busy(PathBuf),
    /// The system refused.
    #[error("cannot {action} `{}`: {error}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl Error {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Refused { help, .. } => help.clone(),
            Self::Collision(..) => {
                "their names differ only in case or accents, or one is a folder of the other: rename one".to_owned()
            }
            Self::Busy(_) => "wait for it to end, then build again".to_owned(),
            Self::Io { error, .. } => match error.kind() {
                io::ErrorKind::PermissionDenied => {
                    "give yourself the right to write there, or name another folder with `-d`"
                }
                io::ErrorKind::StorageFull => "free some space; the old site is as it was",
                _ => "see that the disk is well, then build again; the old site is as it was",
            }
            .to_owned(),
        }
    }

    fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { action, path: path.to_owned(), error }
    }
}

/// What a write did.
#[derive(Debug, Default)]
pub struct Published {
    /// All files that rungbook wrote, the manifest among them, as they now stand.
    pub files: Vec<Kept>,
    /// How many files are new or differ.
    pub written: usize,
    /// How many files are gone.
    pub removed: usize,
}

/// Writes `site` to `place` so that the folder holds the whole old site until it holds the whole new one.
///
/// All is staged in a folder beside it, whose lock keeps two writers apart, and swapped in; files that do not change
/// are linked, not written, and keep their modification time. When nothing changes at all, nothing is touched. `known`
/// is what an earlier write returned, or empty: with it, unchanged files need not be read.
///
/// # Errors
///
/// See [`Error`]. Also when the folder holds a file that rungbook did not write: nothing of anyone's is removed.
pub fn publish(place: &Place, site: &Site, known: &[Kept]) -> Result<Published, Error> {
    collisions(site)?;
    let manifest = Manifest::of(site);
    let stage = stage::Stage::open(place)?;
    let (old, tree) = standing(place)?;
    let same = unchanged(place, site, (&manifest, &old), (&tree, known));
    let removed = tree.files.keys().filter(|route| manifest.get(route).is_none() && *route != MANIFEST).count();
    let written = site.len() - same.len();
    if old == manifest && written == 0 && removed == 0 {
        return Ok(Published { files: tree.kept(), written, removed });
    }
    stage.fill(place, site, &manifest, &same)?;
    stage.swap(place)?;
    // Read before the next writer is let in, who would take the folder away.
    let files = Tree::read(place.folder()).map_err(Error::io("read", place.folder()))?.kept();
    drop(stage);
    Ok(Published { files, written, removed })
}

/// Whether the folder holds exactly the files `known`, each with its size and modification time, and nothing else.
pub fn is_current(place: &Place, known: &[Kept]) -> bool {
    Tree::read(place.folder()).is_ok_and(|tree| tree.foreign.is_none() && tree.kept() == known)
}

/// Removes a site that rungbook wrote, whole; returns how many files it had, or `None` where there is no site.
///
/// # Errors
///
/// When the folder is not rungbook's, holds a file that is not, or cannot be removed.
pub fn clean(place: &Place) -> Result<Option<usize>, Error> {
    if !place.exists() {
        return Ok(None);
    }
    let stage = stage::Stage::open(place)?;
    let (_, tree) = standing(place)?;
    if tree.files.is_empty() {
        return Ok(None);
    }
    stage.remove(place)?;
    Ok(Some(tree.files.keys().filter(|route| *route != MANIFEST).count()))
}

/// Replaces the file at `path` so that it is the old or the new one at every moment; its rights stay.
///
/// A symbolic link is followed, so that what it leads to is replaced.
///
/// # Errors
///
/// When the folder cannot be written to; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = path.canonicalize()?;
    let rights = fs::metadata(&real)?.permissions();
    beside(&real, |file| {
        file.write_all(bytes)?;
        file.set_permissions(rights)?;
        file.sync_all()
    })
}

/// Makes a file in the folder `root` in one step, and the folders in it that lead there. Nothing is made outside `root`.
///
/// # Errors
///
/// When the file is there already, a folder leads out of `root`, or the system refuses.
pub fn create(root: &Path, file: &str, bytes: &[u8]) -> io::Result<()> {
    let root = root.canonicalize()?;
    let mut folder = root.clone();
    let (parents, name) = file.rsplit_once('/').unwrap_or(("", file));
    for part in parents.split('/').filter(|part| !part.is_empty()) {
        folder.push(part);
        if !folder.exists() {
            fs::create_dir(&folder)?;
        }
        folder = folder.canonicalize()?;
        if !folder.starts_with(&root) {
            return Err(io::Error::other("it leads out of the handbook's folder"));
        }
    }
    let path = folder.join(name);
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    beside(&path, |file| {
        file.write_all(bytes)?;
        file.sync_all()
    })
}

/// Fills a new file beside `path`, then puts it there in one step.
fn beside(path: &Path, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let new = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let mut file = fs::File::options().write(true).create_new(true).open(&new)?;
    let outcome = fill(&mut file).and_then(|()| fs::rename(&new, path));
    if outcome.is_err() {
        let _ = fs::remove_file(&new);
    }
    outcome
}

/// What stands in the folder now: nothing, or a site that rungbook wrote.
fn standing(place: &Place) -> Result<(Manifest, Tree), Error> {
    if !place.exists() {
        return Ok((Manifest::default(), Tree::default()));
    }
    let refused =
        |why: String, help: &str| Error::Refused { folder: place.folder().to_owned(), why, help: help.to_owned() };
    let Some(manifest) = Manifest::load(place.folder()) else {
        return match tree::first(place.folder()) {
            None => Ok((Manifest::default(), Tree::default())),
            Some(file) => Err(refused(
                format!("it holds files that rungbook did not write, such as `{file}`"),
                "name an empty or new folder with `-d` or `build-dir`, or empty this one yourself",
            )),
        };
    };
    let tree = Tree::read(place.folder()).map_err(Error::io("read", place.folder()))?;
    let listed = |route: &String| route == MANIFEST || manifest.get(route).is_some();
    let foreign = tree.foreign.as_ref().or_else(|| tree.files.keys().find(|route| !listed(route)));
    match foreign {
        None => Ok((manifest, tree)),
        Some(file) => Err(refused(
            format!("`{file}` in it was not written by rungbook and would be lost"),
            "move that file away; what belongs to the site lives among the content, and is copied from there",
        )),
    }
}

/// The files of `site` that already stand in the folder byte for byte.
fn unchanged<'a>(
    place: &Place,
    site: &'a Site,
    (manifest, old): (&Manifest, &Manifest),
    (tree, known): (&Tree, &[Kept]),
) -> BTreeSet<&'a str> {
    let known: BTreeMap<&str, &Kept> = known.iter().map(|file| (file.route.as_str(), file)).collect();
    let files: Vec<_> = site.iter().collect();
    let stands = |(route, bytes): &(&'a Route, &crate::base::Bytes)| {
        let name = route.as_str();
        let found = tree.files.get(name).filter(|found| found.size == bytes.len() as u64)?;
        if old.get(name) != manifest.get(name) {
            return None;
        }
        let trusted = known.get(name).is_some_and(|kept| kept.size == found.size && kept.modified == found.modified);
        let same = trusted || fs::read(place.folder().join(name)).is_ok_and(|old| old[..] == bytes[..]);
        same.then_some(name)
    };
    files.par_iter().filter_map(stands).collect()
}

/// Refuses a site in which two paths are one on a system that folds case or composes accents.
fn collisions(site: &Site) -> Result<(), Error> {
    let mut seen: BTreeMap<String, (&str, &Route)> = BTreeMap::new();
    let manifest = Route::new(MANIFEST);
    if let Some(manifest) = manifest.as_ref().filter(|_| site.get(MANIFEST).is_some()) {
        return Err(Error::Collision(manifest.clone(), manifest.clone()));
    }
    for route in site.iter().map(|(route, _)| route).chain(&manifest) {
        let path = route.as_str();
        let ends = path.match_indices('/').map(|(at, _)| (at, true)).chain([(path.len(), false)]);
        for (end, folder) in ends {
            let part = path.get(..end).unwrap_or(path);
            let kind = if folder { "/" } else { "" };
            let (first, other) = *seen.entry(fold(part)).or_insert((part, route));
            let alike = first == part && (other == route || (folder && other.as_str().get(end..=end) == Some(kind)));
            if !alike {
                return Err(Error::Collision(other.clone(), route.clone()));
            }
        }
    }
    Ok(())
}

fn fold(path: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().collect::<String>().to_lowercase() }
}

/// The name of everything that a build depends on: the program, the files and the options. In hexadecimal.
pub fn fingerprint(now: &crate::base::Snapshot, options: &[&str]) -> String {
    let files: Vec<_> = now.iter().collect();
    let keys: Vec<[u8; 16]> =
        files.par_iter().map(|(path, bytes)| Key::of([path.as_bytes(), bytes]).0.to_le_bytes()).collect();
    let parts = options.iter().map(|option| option.as_bytes()).chain(keys.iter().map(|key| &key[..]));
    format!("{:032x}", Key::of(parts).0)
}

#[cfg(test)]
mod tests;
