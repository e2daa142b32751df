//! The page of a competency, and the page of all of them.

use super::body::Card;
use super::matrix::MatrixStep;
use super::page::{Link, Words};
use super::parts::{Entry, LevelLink, Resource, Section};
use serde::Serialize;

/// All competencies.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Competencies {
    /// By area.
    pub areas: Vec<CompetencyArea>,
    /// The scales.
    pub scales: Vec<ScaleList>,
}

/// The competencies of one area.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompetencyArea {
    /// Its id on the page.
    pub id: String,
    /// The area.
    pub title: String,
    /// What it is.
    pub summary: Option<Words>,
    /// Its competencies.
    pub cards: Vec<Card>,
}

/// A scale with its steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ScaleList {
    /// Its id on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its steps, lowest first: the title and what it means.
    pub steps: Vec<(String, Option<Words>)>,
}

/// A competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Competency {
    /// Its area.
    pub area: Option<Link>,
    /// What it is.
    pub summary: Option<Words>,
    /// How one gets better at it.
    pub development: Option<Words>,
    /// Its steps, lowest first.
    pub steps: Vec<CompetencyStep>,
    /// Its thread through the ladders.
    pub threads: Vec<Thread>,
    /// The roles that need it.
    pub roles: Vec<Link>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// A step of a competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompetencyStep {
    /// Its title.
    pub title: String,
    /// Its height among five: 1 the lowest, 5 the highest.
    pub heat: u8,
    /// What it means in general.
    pub general: Option<Words>,
    /// What it means here.
    pub text: Option<Words>,
    /// How it is told.
    pub criteria: Vec<Entry>,
    /// What it looks like.
    pub examples: Vec<Words>,
}

/// A competency through the levels of one ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Thread {
    /// The ladder.
    pub ladder: Link,
    /// The levels that expect it, track by track, lowest first.
    pub levels: Vec<ThreadLevel>,
}

/// What one level expects of the competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ThreadLevel {
    /// The level.
    pub level: LevelLink,
    /// The step.
    pub step: Option<MatrixStep>,
    /// What it states.
    pub items: Vec<Entry>,
}
