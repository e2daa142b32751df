//! The profile of one or two levels as plain data: how high each competency stands.

use crate::view::page::Tone;

/// A profile that is drawn as a radar.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Profile {
    /// Its name, for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// The competencies, clockwise from the top.
    pub axes: Vec<Axis>,
    /// How many steps the scale has that all share; 0 where the scales differ.
    pub rings: usize,
    /// The levels: one or two.
    pub levels: Vec<Outline>,
}

/// A competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Axis {
    /// Its title.
    pub title: String,
    /// The steps of the levels in words.
    pub steps: String,
    /// Where its page is.
    pub href: String,
}

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outline {
    /// Its track's colour.
    pub tone: Tone,
    /// How high each competency stands on its scale: 1000 the highest step, 0 where nothing is said.
    pub heights: Vec<u16>,
}
