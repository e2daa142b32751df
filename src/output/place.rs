//! Where a site may be written: every folder in which someone could lose something is refused.

use super::Error;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A folder that a site may be written to.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    stage: PathBuf,
}

/// What must not be harmed by writing a site.
#[derive(Clone, Copy, Debug)]
pub struct Guard<'a> {
    /// The handbook's folder: a site may lie in it, but not be it or hold it.
    pub root: &'a Path,
    /// The files and folders that are read, absolute or relative to `root`: a site may not even lie in one.
    pub inputs: &'a [&'a str],
    /// The person's home: a site may lie in it, but not be it or hold it.
    pub home: Option<&'a Path>,
    /// Whether the site must lie in `root`: so where the handbook itself names the folder, not the one who builds it.
    pub inside: bool,
    /// Whether a folder that does not exist yet is made.
    pub create: bool,
}

impl Place {
    /// The place `folder`, absolute or relative to the current folder, which need not exist.
    ///
    /// A symbolic link is refused, since what it leads to could be anyone's; links above it are followed.
    ///
    /// # Errors
    ///
    /// When a site must not be written there; nothing has been touched.
    pub fn new(folder: &Path, guard: Guard<'_>) -> Result<Self, Error> {
        let refused = |why: &str, help: &str| Error::Refused {
            folder: folder.to_owned(),
            why: why.to_owned(),
            help: help.to_owned(),
        };
        let folder = &std::path::absolute(folder).map_err(Error::io("find", folder))?.components().collect::<PathBuf>();
        let elsewhere = "name a folder of its own for it, such as `site`, with `-d` or `build-dir`";
        match fs::symlink_metadata(folder) {
            Ok(about) if about.is_symlink() => {
                return Err(refused("it is a symbolic link", "remove the link, or name the folder itself with `-d`"));
            }
            Ok(about) if !about.is_dir() => return Err(refused("it is a file", elsewhere)),
            Err(_) if !guard.create => {
                return Err(refused("it does not exist, and `create-missing` is `false`", "make the folder first"));
            }
            _ => {}
        }
        let folder = resolve(folder).map_err(Error::io("find", folder))?;
        let root = resolve(guard.root).map_err(Error::io("find", guard.root))?;
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(refused("it is the root of the disk", elsewhere));
        };
        if root.starts_with(&folder) {
            return Err(refused("it is the handbook's folder or holds it", elsewhere));
        }
        let home = guard.home.and_then(|home| resolve(home).ok());
        if home.is_some_and(|home| home.starts_with(&folder)) {
            return Err(refused("it is your home folder or holds it", elsewhere));
        }
        if guard.inside && !folder.starts_with(&root) {
            return Err(refused("a link leads out of the handbook's folder", "name the folder itself with `-d`"));
        }
        for input in guard.inputs {
            let place = resolve(&root.join(input)).map_err(Error::io("find", Path::new(input)))?;
            if folder.starts_with(&place) || place.starts_with(&folder) {
                return Err(refused(&format!("it overlaps `{input}`, which is read"), elsewhere));
            }
        }
        let own = |part: Component<'_>| matches!(part.as_os_str().to_str(), Some(".git" | ".rungbook"));
        if folder.components().any(own) {
            return Err(refused("it belongs to git or to the cache", elsewhere));
        }
        let stage = parent.join(format!(".{}.rungbook", name.to_string_lossy()));
        Ok(Self { folder, stage })
    }

    /// The folder of the site, absolute.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the folder exists.
    pub(super) fn exists(&self) -> bool {
        self.folder.is_dir()
    }

    /// The folder beside it in which the next site is made.
    pub(super) fn stage(&self) -> &Path {
        &self.stage
    }
}

/// The path without links and `..`, as far as it exists.
fn resolve(path: &Path) -> std::io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    let mut rest = Vec::new();
    let mut known = whole.as_path();
    loop {
        if let Ok(real) = known.canonicalize() {
            let mut resolved = real;
            for part in rest.iter().rev() {
                match part {
                    Component::ParentDir => drop(resolved.pop()),
                    Component::CurDir => {}
                    part => resolved.push(part),
                }
            }
            return Ok(resolved);
        }
        let Some(last) = known.components().next_back() else { return Ok(whole) };
        rest.push(last);
        let Some(parent) = known.parent() else { return Ok(whole) };
        known = parent;
    }
}
