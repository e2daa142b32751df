//! What levels are made of and measured by: competencies and their scales, grades, dimensions, roles.

use super::id::Id;
use super::things::{Item, Level, Meta, Pathway, Resource, Section, Text};
use crate::base::Spanned;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A group of competencies.
#[derive(Clone, Debug, Hash)]
pub struct Area {
    /// Its id.
    pub id: Id<Area>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// What it is.
    pub summary: Option<Text>,
    /// The area that this one belongs to.
    pub parent: Option<Spanned<Id<Area>>>,
}

/// What is assessed.
#[derive(Clone, Debug, Hash)]
pub struct Competency {
    /// Its id.
    pub id: Id<Competency>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// The group that it belongs to.
    pub area: Option<Id<Area>>,
    /// What it is.
    pub summary: Option<Text>,
    /// The scale that its steps are on.
    pub scale: Option<Id<Scale>>,
    /// How one gets better at it.
    pub development: Option<Text>,
    /// What each step means here: its place on the scale, 0 the lowest.
    pub steps: Vec<(usize, Step)>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
}

/// What a step means for one competency.
#[derive(Clone, Debug, Default, Hash)]
pub struct Step {
    /// What it means.
    pub text: Option<Text>,
    /// How it is told.
    pub criteria: Vec<Item>,
    /// What it looks like.
    pub examples: Vec<Text>,
}

/// Named steps, lowest first.
#[derive(Clone, Debug, Hash)]
pub struct Scale {
    /// Its id.
    pub id: Id<Scale>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Option<Text>,
    /// Its steps, lowest first.
    pub steps: Vec<ScaleStep>,
}

/// A step of a scale.
#[derive(Clone, Debug, Hash)]
pub struct ScaleStep {
    /// Its id, unique on its scale.
    pub id: Arc<str>,
    /// What readers see.
    pub title: Text,
    /// What it means.
    pub text: Option<Text>,
}

/// One organisation-wide rung.
#[derive(Clone, Debug, Hash)]
pub struct Grade {
    /// Its id.
    pub id: Id<Grade>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// Its height among the grades: 0 the lowest, each its own.
    pub height: usize,
    /// What other organisations call it.
    pub external: Vec<(Text, Text)>,
}

/// A job that people hold.
#[derive(Clone, Debug, Hash)]
pub struct Role {
    /// Its id.
    pub id: Id<Role>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// What it is.
    pub summary: Option<Text>,
    /// The levels that the people in it hold.
    pub levels: Vec<Id<Level>>,
    /// What it needs.
    pub needs: Vec<Need>,
    /// What those do who do it well.
    pub practices: Vec<Item>,
    /// How to get there.
    pub pathways: Vec<Id<Pathway>>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
}

/// What a role needs: a competency, or words, or both.
#[derive(Clone, Debug, Hash)]
pub struct Need {
    /// In words.
    pub text: Option<Text>,
    /// As a competency, with the step on its scale.
    pub competency: Option<(Id<Competency>, Option<usize>)>,
}

/// A declared row of the comparison tables.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its id.
    pub id: Id<Dimension>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// What it is.
    pub summary: Option<Text>,
    /// Its place among the rows.
    pub order: f64,
}

impl Hash for Dimension {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { id, meta, title, summary, order } = self;
        (id, meta, title, summary, order.to_bits()).hash(state);
    }
}
