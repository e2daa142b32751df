//! Competencies against levels.

use super::page::{Link, Tone};
use super::parts::LaneList;
use serde::Serialize;

/// Competencies against levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Matrix {
    /// The ladder.
    pub ladder: Link,
    /// The levels, track by track.
    pub tracks: Vec<LaneList>,
    /// The competencies by area.
    pub areas: Vec<MatrixArea>,
    /// The steps of the scales in use, lowest first, for the legend.
    pub legend: Vec<MatrixStep>,
}

/// The competencies of one area.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixArea {
    /// The area.
    pub title: Option<String>,
    /// Its competencies.
    pub rows: Vec<MatrixRow>,
}

/// A competency through the levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixRow {
    /// The competency.
    pub competency: Link,
    /// One cell a level.
    pub cells: Vec<MatrixCell>,
}

/// What a level expects of a competency, in short.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixCell {
    /// Where the level says it; absent when it says nothing.
    pub href: Option<String>,
    /// The step; absent where only entries are given.
    pub step: Option<MatrixStep>,
    /// How many entries it states.
    pub count: usize,
    /// The level's colour.
    pub tone: Tone,
    /// The level's title, for those who cannot see the head of the table.
    pub level: String,
}

/// A step of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixStep {
    /// Its title.
    pub title: String,
    /// Its height among five: 1 the lowest, 5 the highest.
    pub heat: u8,
}
