//! The page of a role.

use super::page::{Link, Words};
use super::parts::{Entry, LevelLink, Resource, Section};
use super::pathway::PathwayPlan;
use serde::Serialize;

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Role {
    /// What it is.
    pub summary: Option<Words>,
    /// The levels that the people in it hold.
    pub levels: Vec<LevelLink>,
    /// What it needs.
    pub needs: Vec<Need>,
    /// What those do who do it well.
    pub practices: Vec<Entry>,
    /// How to get there.
    pub pathways: Vec<PathwayPlan>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// What a role needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Need {
    /// In words.
    pub text: Option<Words>,
    /// As a competency.
    pub competency: Option<Link>,
    /// The step on its scale.
    pub step: Option<String>,
}
