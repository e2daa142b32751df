//! Results kept by the content they were made from.

use super::Bytes;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// 128 bits of a hash over everything that a result depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u128);

impl Key {
    /// The key of the given parts; where one part ends matters, not only the bytes.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self::from(hasher.finalize())
    }

    /// The key of a value: of all that its [`Hash`] gives. It holds within one process.
    pub fn of_value(value: &impl Hash) -> Self {
        let mut given = Given { hasher: blake3::Hasher::new(), buffer: Vec::with_capacity(CHUNK) };
        value.hash(&mut given);
        Self::from(given.whole().finalize())
    }
}

impl From<blake3::Hash> for Key {
    fn from(hash: blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(u128::from_le_bytes(half))
    }
}

/// How many bytes are hashed at once.
const CHUNK: usize = 16_384;

/// What a value gives to be hashed, one after the other: hashing much at once is faster than many small pieces.
struct Given {
    hasher: blake3::Hasher,
    buffer: Vec<u8>,
}

impl Given {
    /// The hasher, which has seen all.
    fn whole(&mut self) -> &mut blake3::Hasher {
        self.hasher.update(&self.buffer);
        self.buffer.clear();
        &mut self.hasher
    }
}

impl Hasher for Given {
    fn write(&mut self, bytes: &[u8]) {
        if self.buffer.len() + bytes.len() > CHUNK {
            self.whole();
        }
        self.buffer.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        let mut hasher = self.hasher.clone();
        Key::from(hasher.update(&self.buffer).finalize()).0 as u64
    }
}

/// Values by key, shared between threads. A value is a pure function of what its key was made from.
///
/// Time passes by turns, one for each build: see [`Memo::turn`].
#[derive(Debug)]
pub struct Memo<V> {
    values: Mutex<Turns<HashMap<Key, Entry<V>>>>,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { values: Mutex::default() }
    }
}

impl<V: Clone> Memo<V> {
    /// The value of `key`, if there is one.
    pub fn get(&self, key: Key) -> Option<V> {
        let values = &mut *lock(&self.values);
        let entry = values.all.get_mut(&key)?;
        entry.used = values.now;
        Some(entry.value.clone())
    }

    /// The value of `key`, made by `make` when there is none yet. Two threads may both make it; both get equal values.
    pub fn get_or(&self, key: Key, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.get(key) {
            return value;
        }
        let value = make();
        self.insert(key, value.clone());
        value
    }

    /// Adds a value that was made before.
    pub fn insert(&self, key: Key, value: V) {
        let values = &mut *lock(&self.values);
        values.all.insert(key, Entry { value, used: values.now });
    }

    /// All keys and values in order of the keys.
    pub fn entries(&self) -> Vec<(Key, V)> {
        let mut entries: Vec<_> =
            lock(&self.values).all.iter().map(|(key, entry)| (*key, entry.value.clone())).collect();
        entries.sort_by_key(|(key, _)| *key);
        entries
    }

    /// Ends a turn: what was not wanted in it nor in the `idle` turns before it is dropped.
    pub fn turn(&self, idle: u64) {
        let mut values = lock(&self.values);
        let oldest = values.next(idle);
        values.all.retain(|_, entry| entry.used >= oldest);
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        lock(&self.values).all.len()
    }

    /// Whether there is no value at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Values by file, shared between threads. A value is a pure function of a file's path and bytes.
///
/// Bytes are compared, not hashed; those that are the same allocation as before are not even looked at.
#[derive(Debug)]
pub struct FileMemo<V> {
    values: Mutex<Turns<HashMap<Arc<str>, Versions<V>>>>,
}

/// A file's values by its bytes.
type Versions<V> = Vec<(Bytes, Entry<V>)>;

impl<V> Default for FileMemo<V> {
    fn default() -> Self {
        Self { values: Mutex::default() }
    }
}

impl<V: Clone> FileMemo<V> {
    /// The value of a file, made by `make` when there is none yet. Two threads may both make it; both get equal values.
    pub fn get_or(&self, path: &Arc<str>, bytes: &Bytes, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.get(path, bytes) {
            return value;
        }
        let value = make();
        let values = &mut *lock(&self.values);
        let entry = Entry { value: value.clone(), used: values.now };
        values.all.entry(path.clone()).or_default().push((bytes.clone(), entry));
        value
    }

    fn get(&self, path: &Arc<str>, bytes: &Bytes) -> Option<V> {
        let values = &mut *lock(&self.values);
        let versions = values.all.get_mut(path)?;
        let same = versions.iter_mut().find(|(known, _)| Arc::ptr_eq(known, bytes));
        let (known, entry) = match same {
            Some(same) => same,
            None => versions.iter_mut().find(|(known, _)| known == bytes)?,
        };
        known.clone_from(bytes);
        entry.used = values.now;
        Some(entry.value.clone())
    }

    /// Ends a turn: what was not wanted in it nor in the `idle` turns before it is dropped.
    pub fn turn(&self, idle: u64) {
        let mut values = lock(&self.values);
        let oldest = values.next(idle);
        values.all.retain(|_, versions| {
            versions.retain(|(_, entry)| entry.used >= oldest);
            !versions.is_empty()
        });
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        lock(&self.values).all.values().map(Vec::len).sum()
    }

    /// Whether there is no value at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Values and the number of the turn.
#[derive(Debug, Default)]
struct Turns<A> {
    all: A,
    now: u64,
}

impl<A> Turns<A> {
    /// Begins the next turn; returns the oldest that is not more than `idle` before the one that ends.
    fn next(&mut self, idle: u64) -> u64 {
        let oldest = self.now.saturating_sub(idle);
        self.now += 1;
        oldest
    }
}

/// A value and the turn in which it was last wanted.
#[derive(Debug)]
struct Entry<V> {
    value: V,
    used: u64,
}

fn lock<A>(values: &Mutex<A>) -> MutexGuard<'_, A> {
    values.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_wants_for_some_turns_is_dropped() {
        let (memo, file): (Memo<u8>, Arc<str>) = (Memo::default(), "a".into());
        let files: FileMemo<u8> = FileMemo::default();
        for turn in 0..5u8 {
            memo.get_or(Key(7), || 7);
            memo.get_or(Key(u128::from(turn) + 100), || turn);
            files.get_or(&file, &Bytes::from([turn]), || turn);
            memo.turn(1);
            files.turn(1);
            assert_eq!((memo.len(), files.len()), (2 + usize::from(turn > 0), 1 + usize::from(turn > 0)));
        }
        assert_eq!(memo.entries(), [(Key(7), 7), (Key(103), 3), (Key(104), 4)]);
    }

    #[test]
    fn files_are_told_apart_by_path_and_bytes() {
        let (files, one, other): (FileMemo<u8>, Arc<str>, Arc<str>) = (FileMemo::default(), "a".into(), "b".into());
        let bytes = |text: &str| Bytes::from(text.as_bytes());
        assert_eq!(files.get_or(&one, &bytes("x"), || 1), 1);
        assert_eq!(files.get_or(&one, &bytes("x"), || 2), 1);
        assert_eq!(files.get_or(&one, &bytes("y"), || 3), 3);
        assert_eq!(files.get_or(&other, &bytes("x"), || 4), 4);
        assert_eq!(files.get_or(&one, &bytes("x"), || 5), 1);
    }

    #[test]
    fn values_that_differ_have_other_keys() {
        let keys = [Key::of_value(&("a", "bc")), Key::of_value(&("ab", "c")), Key::of_value(&("abc", ""))];
        assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
        assert_eq!(Key::of_value(&vec![1, 2]), Key::of_value(&[1, 2].as_slice()));
    }
}
