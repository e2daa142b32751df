//! The input of a build: bytes by path, read before the build begins.

use super::Key;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The bytes of one file, shared and immutable.
pub type Bytes = Arc<[u8]>;

/// All files of a handbook at one moment, by their path relative to the handbook's folder.
///
/// Paths use `/` on every system, never start with `/` and never hold `.` or `..`. Iteration is in byte order of the
/// paths, so all that follows from a snapshot has a fixed order. A clone shares all until one of the two is changed.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    all: Arc<Files>,
}

#[derive(Clone, Debug, Default)]
struct Files {
    files: BTreeMap<Arc<str>, Bytes>,
    /// The hash of all paths and bytes, once somebody has asked for it.
    key: OnceLock<Key>,
}

impl Snapshot {
    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Bytes>) {
        let all = Arc::make_mut(&mut self.all);
        all.key.take();
        all.files.insert(path.into(), bytes.into());
    }

    /// The hash of all paths and bytes; found once for a snapshot and its clones.
    pub fn key(&self) -> Key {
        let parts = || self.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
        *self.all.key.get_or_init(|| Key::of(parts()))
    }

    /// The bytes of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.all.files.get(path)
    }

    /// All files in order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Bytes)> {
        self.all.files.iter()
    }

    /// The files inside `folder` (with or without a final `/`; empty means all), with their whole paths.
    pub fn under<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a Arc<str>, &'a Bytes)> {
        let folder = folder.trim_end_matches('/');
        let prefix = if folder.is_empty() || folder == "." { String::new() } else { format!("{folder}/") };
        let from = std::ops::Bound::Included(prefix.as_str());
        let files = self.all.files.range::<str, _>((from, std::ops::Bound::Unbounded));
        files.take_while(move |(path, _)| path.starts_with(prefix.as_str()))
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.all.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.all.files.is_empty()
    }
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.all, &other.all) || self.all.files == other.all.files
    }
}

impl Eq for Snapshot {}

impl<P: Into<Arc<str>>, B: Into<Bytes>> FromIterator<(P, B)> for Snapshot {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let mut snapshot = Self::default();
        for (path, bytes) in files {
            snapshot.insert(path, bytes);
        }
        snapshot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_what_is_in_it() {
        let one: Snapshot = [("a", b"1".as_slice()), ("b", b"2")].into_iter().collect();
        let mut other = one.clone();
        assert_eq!((one.key(), &one), (other.key(), &other));
        other.insert("b", b"3".as_slice());
        assert_ne!((one.key(), &one), (other.key(), &other));
        other.insert("b", b"2".as_slice());
        assert_eq!((one.key(), &one), (other.key(), &other));
    }
}
