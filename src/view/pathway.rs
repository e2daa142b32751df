//! The page of a pathway.

use super::page::{Link, Words};
use super::parts::{Entry, Resource};
use serde::Serialize;

/// A pathway.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Pathway {
    /// What it is.
    pub summary: Option<Words>,
    /// Where it starts.
    pub from: Vec<Link>,
    /// Where it leads.
    pub to: Vec<Link>,
    /// The plan.
    pub plan: PathwayPlan,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// The steps of a pathway.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathwayPlan {
    /// The pathway.
    pub link: Link,
    /// How long it takes.
    pub duration: Option<Words>,
    /// Its steps in order.
    pub steps: Vec<PathwayStep>,
}

/// A step of a pathway.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathwayStep {
    /// When.
    pub when: Words,
    /// What it is about.
    pub title: Option<Words>,
    /// What to do.
    pub items: Vec<Entry>,
}
