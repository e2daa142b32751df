//! The thread of a competency as plain data: which step each level of a ladder expects.

use crate::view::page::Tone;

/// A thread through the levels of a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Thread {
    /// Its name, for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// How many steps the scale has.
    pub steps: usize,
    /// The tracks, each with its levels from the lowest.
    pub tracks: Vec<Track>,
}

/// A track.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Track {
    /// Its title.
    pub title: String,
    /// Its colour.
    pub tone: Tone,
    /// Its levels, lowest first.
    pub levels: Vec<Level>,
}

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Level {
    /// Its code, or its title where it has none.
    pub label: String,
    /// The step's title, or what else the level says of the competency.
    pub word: String,
    /// The step's height from 1, the lowest; `None` where the level names no step.
    pub step: Option<usize>,
    /// Where the level says it.
    pub href: String,
    /// All of it, for those who do not see it.
    pub name: String,
}
