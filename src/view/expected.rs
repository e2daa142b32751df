//! What is expected at a level, and what of it is new.

use super::page::Link;
use super::parts::Entry;
use serde::Serialize;

/// What is expected at a level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Expected {
    /// The levels that it is compared with.
    pub before: Vec<Link>,
    /// How many expectations the level states.
    pub total: usize,
    /// How many of them are new.
    pub new: usize,
    /// How many have grown.
    pub grown: usize,
    /// By competency.
    pub competencies: Vec<Expectation>,
}

/// What is expected of one competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Expectation {
    /// The competency.
    pub competency: Link,
    /// Its area's title.
    pub area: Option<String>,
    /// The step.
    pub step: Option<String>,
    /// The step before, where it was another one.
    pub step_before: Option<String>,
    /// Whether lower levels say nothing of it.
    pub is_new: bool,
    /// What the level states.
    pub items: Vec<Entry>,
    /// What carries over from lower levels.
    pub carried: Vec<Carried>,
}

/// What carries over from a lower level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Carried {
    /// The level that states it.
    pub from: Link,
    /// What it says.
    pub items: Vec<Entry>,
}
