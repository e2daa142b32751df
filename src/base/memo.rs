//! Results kept by the content they were made from.

use std::collections::HashMap;
use std::sync::Mutex;

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
        let mut half = [0; 16];
        half.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(u128::from_le_bytes(half))
    }
}

/// Values by key, shared between threads. A value is a pure function of what its key was made from.
#[derive(Debug)]
pub struct Memo<V> {
    values: Mutex<HashMap<Key, V>>,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { values: Mutex::new(HashMap::new()) }
    }
}

impl<V: Clone> Memo<V> {
    /// The value of `key`, made by `make` when there is none yet. Two threads may both make it; both get equal values.
    pub fn get_or(&self, key: Key, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.lock().get(&key) {
            return value.clone();
        }
        let value = make();
        self.lock().insert(key, value.clone());
        value
    }

    /// Adds a value that was made before.
    pub fn insert(&self, key: Key, value: V) {
        self.lock().insert(key, value);
    }

    /// All keys and values in order of the keys.
    pub fn entries(&self) -> Vec<(Key, V)> {
        let mut entries: Vec<_> = self.lock().iter().map(|(key, value)| (*key, value.clone())).collect();
        entries.sort_by_key(|(key, _)| *key);
        entries
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Key, V>> {
        self.values.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
