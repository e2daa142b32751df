//! Which files are read: walks the named folders and follows only the links that stay inside the handbook's folder.

use super::left_out::{self, MOST_LINKS, is_left_behind, is_plain, left_out, refused, unreadable};
use crate::base::Diagnostic;
use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// A walk through a handbook's folder.
pub(super) struct Walk {
    /// The handbook's folder, without links in its path.
    root: PathBuf,
    /// The folder of the site, without links in its path.
    output: Option<PathBuf>,
    files: BTreeMap<Arc<str>, PathBuf>,
    diagnostics: Vec<Diagnostic>,
    /// The folders in which the links stand that are being followed now.
    trail: Vec<PathBuf>,
    links: usize,
}

/// Where a link leads.
enum Target {
    File(PathBuf),
    Folder(PathBuf),
}

impl Walk {
    pub(super) fn new(root: PathBuf, output: Option<PathBuf>) -> Self {
        Self { root, output, files: BTreeMap::new(), diagnostics: Vec::new(), trail: Vec::new(), links: 0 }
    }

    /// All files by their path in the snapshot, with the place to read them from, and what was left out.
    pub(super) fn finish(self) -> (BTreeMap<Arc<str>, PathBuf>, Vec<Diagnostic>) {
        (self.files, self.diagnostics)
    }

    /// Takes the file or folder at `path`, relative to the handbook's folder, if there is one.
    pub(super) fn enter(&mut self, path: &str) {
        let place = self.root.join(path);
        let Ok(real) = place.canonicalize() else {
            if place.symlink_metadata().is_ok() {
                self.link(path.to_owned(), &place);
            }
            return;
        };
        if real != place {
            return self.link(path.to_owned(), &place);
        }
        match fs::metadata(&real) {
            Ok(about) if about.is_dir() => self.folder(path, &real),
            Ok(about) => self.entry(path.to_owned(), &real, about.file_type()),
            Err(error) => self.diagnostics.push(unreadable(path, &error)),
        }
    }

    /// Takes all that is in the folder `place`, which stands at `path` in the snapshot.
    fn folder(&mut self, path: &str, place: &Path) {
        let output = self.output.clone();
        let wanted = move |entry: &walkdir::DirEntry| {
            entry.depth() == 0
                || !(is_left_behind(entry.file_name().as_encoded_bytes()) || is(entry.path(), output.as_ref()))
        };
        for entry in WalkDir::new(place).into_iter().filter_entry(wanted) {
            match entry {
                Ok(entry) if entry.depth() == 0 || entry.file_type().is_dir() => {}
                Ok(entry) => {
                    if let Some(path) = self.name(path, place, entry.path()) {
                        self.entry(path, entry.path(), entry.file_type());
                    }
                }
                Err(error) => {
                    let at = error.path().and_then(|at| self.name(path, place, at)).unwrap_or_else(|| path.to_owned());
                    self.diagnostics.push(unreadable(&at, &error.into()));
                }
            }
        }
    }

    /// The path in the snapshot of `file`, which lies in `place`, which stands at `path`.
    fn name(&mut self, path: &str, place: &Path, file: &Path) -> Option<String> {
        let rest = file.strip_prefix(place).ok()?;
        let mut name = path.to_owned();
        for part in rest.components() {
            name.push('/');
            match part {
                Component::Normal(part) if part.to_str().is_some_and(is_plain) => {
                    name.push_str(&part.to_string_lossy())
                }
                _ => {
                    let shown = format!("{path}/{}", rest.to_string_lossy());
                    self.diagnostics.push(left_out::odd_name(&shown));
                    return None;
                }
            }
        }
        Some(name)
    }

    /// Takes what is at `place` and is no folder.
    fn entry(&mut self, path: String, place: &Path, kind: FileType) {
        if kind.is_file() {
            self.files.insert(path.into(), place.to_owned());
        } else if kind.is_symlink() {
            self.link(path, place);
        } else {
            let message = format!("`{path}` is neither a file nor a folder: it was not read");
            self.diagnostics.push(left_out("special-file", &path, message, "remove it"));
        }
    }

    /// Follows the link `place`, which stands at `path`, unless it leads somewhere else.
    fn link(&mut self, path: String, place: &Path) {
        let target = match self.target(&path, place) {
            Ok(Target::File(file)) => {
                self.files.insert(path.into(), file);
                return;
            }
            Ok(Target::Folder(folder)) => folder,
            Err(found) => return self.diagnostics.push(*found),
        };
        let Some(home) = place.parent().and_then(|home| home.canonicalize().ok()) else { return };
        self.trail.push(home);
        self.links += 1;
        if self.trail.iter().any(|home| home.starts_with(&target)) {
            self.diagnostics.push(left_out::returning_link(&path));
        } else if self.links > MOST_LINKS {
            self.diagnostics.push(left_out::many_links(&path));
        } else {
            self.folder(&path, &target);
        }
        self.trail.pop();
    }

    /// Where the link `place` leads, if that may be read.
    fn target(&self, path: &str, place: &Path) -> Result<Target, Box<Diagnostic>> {
        let unread = |error: &io::Error| {
            let why = format!("cannot be followed ({error})");
            refused("unreadable", path, &why, "mend or remove it")
        };
        let real = match place.canonicalize() {
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(left_out::broken_link(path).into()),
            Err(error) if is_loop(&error) => return Err(left_out::own_link(path).into()),
            Err(error) => return Err(unread(&error).into()),
        };
        let Ok(inside) = real.strip_prefix(&self.root) else { return Err(left_out::outside(path).into()) };
        let hidden = inside.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
        if hidden || self.output.as_ref().is_some_and(|output| real.starts_with(output)) {
            return Err(left_out::never_read(path).into());
        }
        match fs::metadata(&real) {
            Ok(about) if about.is_dir() => Ok(Target::Folder(real)),
            Ok(about) if about.is_file() => Ok(Target::File(real)),
            Ok(_) => {
                let why = "leads to what is neither a file nor a folder";
                Err(refused("special-file", path, why, "remove the link").into())
            }
            Err(error) => Err(unread(&error).into()),
        }
    }
}

fn is(place: &Path, output: Option<&PathBuf>) -> bool {
    output.is_some_and(|output| place == output)
}

fn is_loop(error: &io::Error) -> bool {
    error.to_string().to_lowercase().contains("symbolic link") // `ErrorKind::FilesystemLoop` is not stable yet
}
