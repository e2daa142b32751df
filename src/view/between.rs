//! What changed between two versions, as a report tells it: which two they are, and what is told.

use super::told::Told;
use crate::base::Commit;
use serde::Serialize;
use std::sync::Arc;

/// Two versions of a handbook and what changed from the one to the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Between {
    /// The older one.
    pub old: Version,
    /// The newer one.
    pub new: Version,
    /// What changed.
    #[serde(flatten)]
    pub told: Told,
}

/// A version of a handbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Version {
    /// What the reader calls it: a tag, a branch, a date, or that it is the working tree.
    pub name: String,
    /// The id of the commit that holds it; absent for the working tree.
    pub commit: Option<Arc<str>>,
    /// When that came into the history, as RFC 3339 writes it.
    pub date: Option<String>,
}

impl Version {
    /// The version of a name, and the commit that holds it.
    pub fn new(name: &str, commit: Option<&Commit>) -> Self {
        let date = commit.map(|commit| commit.committed.rfc3339());
        Self { name: name.to_owned(), commit: commit.map(|commit| commit.id.clone()), date }
    }
}
