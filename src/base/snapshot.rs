//! The input of a build: bytes by path, read before the build begins.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The bytes of one file, shared and immutable.
pub type Bytes = Arc<[u8]>;

/// All files of a handbook at one moment, by their path relative to the handbook's folder.
///
/// Paths use `/` on every system, never start with `/` and never hold `.` or `..`. Iteration is in byte order of the
/// paths, so all that follows from a snapshot has a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    files: BTreeMap<Arc<str>, Bytes>,
}

impl Snapshot {
    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Bytes>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The bytes of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// All files in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Bytes)> {
        self.files.iter()
    }

    /// The files inside `folder` (with or without a final `/`; empty means all), with their whole paths.
    pub fn under<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a Arc<str>, &'a Bytes)> {
        let folder = folder.trim_end_matches('/');
        let prefix = if folder.is_empty() || folder == "." { String::new() } else { format!("{folder}/") };
        let from = std::ops::Bound::Included(prefix.as_str());
        let files = self.files.range::<str, _>((from, std::ops::Bound::Unbounded));
        files.take_while(move |(path, _)| path.starts_with(prefix.as_str()))
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl<P: Into<Arc<str>>, B: Into<Bytes>> FromIterator<(P, B)> for Snapshot {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let mut snapshot = Self::default();
        for (path, bytes) in files {
            snapshot.insert(path, bytes);
        }
        snapshot
    }
}
