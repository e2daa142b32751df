//! The page of a track.

use super::page::{Link, Tone, Words};
use super::parts::{LevelLink, Section};
use super::table::Table;
use serde::Serialize;

/// A track.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Track {
    /// Its ladder.
    pub ladder: Option<Link>,
    /// Its colour.
    pub tone: Tone,
    /// What kind of track it is, in a word or two.
    pub label: String,
    /// What it is.
    pub summary: Option<Words>,
    /// Short facts.
    pub facts: Vec<String>,
    /// The levels from which one enters it.
    pub after: Vec<LevelLink>,
    /// The tracks that one may go on to.
    pub before: Vec<LevelLink>,
    /// Its levels side by side.
    pub table: Option<Table>,
    /// What grows along it: for each step up, what is new.
    pub growth: Vec<StepUp>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// What is new from one level to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct StepUp {
    /// The lower levels.
    pub from: Vec<Link>,
    /// The higher level.
    pub to: LevelLink,
    /// How many expectations are new.
    pub new: usize,
    /// How many have grown.
    pub grown: usize,
    /// How many it states in all.
    pub total: usize,
    /// Competencies that are new or at a higher step, with the step.
    pub competencies: Vec<Raised>,
    /// The comparison of the two.
    pub compare: Option<Link>,
}

/// A competency that is new at a level or at a higher step.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Raised {
    /// The competency.
    pub link: Link,
    /// The step before, if there was one.
    pub before: Option<String>,
    /// The step now.
    pub now: Option<String>,
}
