//! What changed between two versions, as a report tells it: which two they are, and what is told.

use super::told::Told;
use crate::base::Commit;
use serde::Serialize;

/// Two versions of a handbook and what changed from the one to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// What the reader calls it: a tag, a branch, a date, or that it is the working tree.
    pub name: String,
    /// The commit that holds it; absent for the working tree.
    pub commit: Option<Commit>,
}
