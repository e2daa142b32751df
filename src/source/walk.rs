//! Which files are read: walks the named folders and follows only the links that stay inside the handbook's folder.

use crate::base::{Diagnostic, Span};
use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// How many links to folders are followed in one handbook; folders of links to folders of links would never end.
const MOST_LINKS: usize = 200;

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
                    let message =
                        "the file's name is not UTF-8, or holds a backslash or a control character: it was not read";
                    self.left_out("file-name", &shown, message.to_owned(), "rename it");
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
            self.left_out("special-file", &path, message, "remove it");
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
            let message =
                format!("the symbolic link `{path}` leads back to a folder that holds it: it was not followed");
            self.left_out("symlink-loop", &path, message, "remove the link");
        } else if self.links > MOST_LINKS {
            let message = format!("there are more than {MOST_LINKS} links to folders: `{path}` was not followed");
            self.left_out("symlink-loop", &path, message, "remove links, or put the files themselves there");
        } else {
            self.folder(&path, &target);
        }
        self.trail.pop();
    }

    /// Where the link `place` leads, if that may be read.
    fn target(&self, path: &str, place: &Path) -> Result<Target, Box<Diagnostic>> {
        let refused = |code: &'static str, why: &str, help: &str| {
            let message = format!("the symbolic link `{path}` {why}: it was not followed");
            Err(Box::new(left_out(code, path, message, help)))
        };
        let real = match place.canonicalize() {
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return refused("symlink-broken", "leads nowhere", "remove it, or mend where it leads");
            }
            Err(error) if is_loop(&error) => return refused("symlink-loop", "leads to itself", "remove the link"),
            Err(error) => return refused("unreadable", &format!("cannot be followed ({error})"), "mend or remove it"),
        };
        let Ok(inside) = real.strip_prefix(&self.root) else {
            let help = "put the file itself there: nothing outside the folder is read";
            return refused("symlink-outside", "leads out of the handbook's folder", help);
        };
        let hidden = inside.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
        if hidden || self.output.as_ref().is_some_and(|output| real.starts_with(output)) {
            return refused("symlink-outside", "leads to what is never read", "put the file itself there");
        }
        match fs::metadata(&real) {
            Ok(about) if about.is_dir() => Ok(Target::Folder(real)),
            Ok(about) if about.is_file() => Ok(Target::File(real)),
            Ok(_) => refused("special-file", "leads to what is neither a file nor a folder", "remove the link"),
            Err(error) => refused("unreadable", &format!("cannot be followed ({error})"), "mend or remove it"),
        }
    }

    fn left_out(&mut self, code: &'static str, path: &str, message: String, help: &str) {
        self.diagnostics.push(left_out(code, path, message, help));
    }
}

/// An error about a whole file.
pub(super) fn left_out(code: &'static str, path: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(code, &Span::start_of(&Arc::from(path)), message).help(help)
}

/// The error about a file that the system does not let us read.
pub(super) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let message = format!("`{path}` cannot be read: {error}");
    left_out("unreadable", path, message, "give yourself the right to read it, or remove it")
}

fn is_plain(name: &str) -> bool {
    !name.contains(|letter: char| letter == '\\' || letter.is_control())
}

fn is(place: &Path, output: Option<&PathBuf>) -> bool {
    output.is_some_and(|output| place == output)
}

fn is_loop(error: &io::Error) -> bool {
    error.to_string().to_lowercase().contains("symbolic link") // `ErrorKind::FilesystemLoop` is not stable yet
}

/// Whether a file's name says that it is hidden or that an editor or a desktop left it behind.
fn is_left_behind(name: &[u8]) -> bool {
    name.starts_with(b".")
        || name.ends_with(b"~")
        || (name.starts_with(b"#") && name.ends_with(b"#"))
        || [&b".swp"[..], b".swo", b".swx", b"___jb_tmp___", b"___jb_old___"].iter().any(|end| name.ends_with(end))
        || matches!(name, b"Thumbs.db" | b"desktop.ini" | b"4913")
}
