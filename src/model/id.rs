//! Ids that know what they name, and tables by id.

use indexmap::IndexMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

/// The id of a `T` that exists in the handbook.
pub struct Id<T> {
    name: Arc<str>,
    thing: PhantomData<fn() -> T>,
}

/// All things of one kind by their id, in the author's order.
pub type Table<T> = IndexMap<Id<T>, T>;

impl<T> Id<T> {
    /// The id with the given name. Only the resolver makes ids, after it has seen that the thing exists.
    pub(super) fn new(name: Arc<str>) -> Self {
        Self { name, thing: PhantomData }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The name, shared.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self::new(self.name.clone())
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.name)
    }
}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(&other.name)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
