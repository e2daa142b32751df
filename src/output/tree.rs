//! What stands in a folder: every file with its size and modification time.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;
use walkdir::WalkDir;

/// A file as it stands in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The path from the folder, with `/`.
    pub route: String,
    /// The size in bytes.
    pub size: u64,
    /// The time of the last change in nanoseconds since 1970, when the system says it.
    pub modified: Option<i64>,
}

/// All files in a folder and below.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) files: BTreeMap<String, Kept>,
    /// The first thing found that is neither a plain file with a readable name nor a folder.
    pub(super) foreign: Option<String>,
}

impl Tree {
    /// Reads the folder; links are not followed. A folder that holds nothing counts as nothing.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        let mut found = Vec::new();
        for entry in WalkDir::new(folder).min_depth(1) {
            let entry = entry?;
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
            if let (Some(parts), true) = (parts, entry.file_type().is_file()) {
                found.push((parts.join("/"), entry.into_path()));
            } else {
                let name = path.to_string_lossy().into_owned();
                tree.foreign = Some(tree.foreign.map_or(name.clone(), |other| other.min(name)));
            }
        }
        let files: Vec<Kept> =
            found.into_par_iter().map(|(route, path)| kept(route, &path)).collect::<io::Result<_>>()?;
        tree.files = files.into_iter().map(|file| (file.route.clone(), file)).collect();
        Ok(tree)
    }

    /// All files in order of their paths.
    pub(super) fn kept(self) -> Vec<Kept> {
        self.files.into_values().collect()
    }
}

/// The file at `path` as it stands.
fn kept(route: String, path: &Path) -> io::Result<Kept> {
    let about = fs::symlink_metadata(path)?;
    let modified = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = modified.and_then(|since| i64::try_from(since.as_nanos()).ok());
    Ok(Kept { route, size: about.len(), modified })
}

/// The first thing in `folder` that is not a folder.
pub(super) fn first(folder: &Path) -> Option<String> {
    let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let found = entries.into_iter().find(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()))?;
    let path = found.as_ref().ok().map(|entry| entry.path()).or_else(|| found.as_ref().err()?.path())?;
    Some(path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned())
}
