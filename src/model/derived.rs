//! What follows from the definitions: where each level stands, what is new there, who mentions what.
//!
//! All of it is meant for the readers of one build: what they may not see leaves no trace here.

use super::id::Id;
use super::skills::Competency;
use super::things::{Item, Level, Move, Thing, Track};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What follows from the definitions.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Where each level stands.
    pub places: BTreeMap<Id<Level>, Place>,
    /// Who mentions a thing or page, in order: things of the ladder first, then pages by path.
    pub mentions: BTreeMap<Thing, Vec<Thing>>,
}

/// Where a level stands.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The track that lists it; `None` when no track does.
    pub track: Option<Id<Track>>,
    /// Its place in its track, 0 the lowest.
    pub position: usize,
    /// The levels before it: the one below in its track, else those that the track comes after.
    pub previous: Vec<Id<Level>>,
    /// The levels after it: the one above in its track, and the first levels of the tracks that come after it.
    pub next: Vec<Id<Level>>,
    /// The moves that start here.
    pub leaving: Vec<Id<Move>>,
    /// The moves that lead here.
    pub arriving: Vec<Id<Move>>,
    /// Other levels of the same grade.
    pub equivalents: Vec<Id<Level>>,
    /// What is expected here compared with the levels before, by competency in the order of the level, then those that
    /// only lower levels name.
    pub growth: Vec<Growth>,
}

/// What a level expects of one competency compared with the levels before it.
#[derive(Clone, Debug)]
pub struct Growth {
    /// The competency.
    pub competency: Id<Competency>,
    /// The step here: stated, or carried over where the track accumulates.
    pub step: Option<usize>,
    /// The highest step of the levels before.
    pub step_before: Option<usize>,
    /// One verdict for each entry that the level states, in its order; none where only lower levels name the
    /// competency.
    pub verdicts: Vec<Verdict>,
    /// The entries of lower levels that still hold here, where the track accumulates. Entries that one of this level's
    /// own entries repeats or builds on are not among them.
    pub carried: Carried,
}

/// Entries of lower levels, by level. What a level carries over, the levels above it share.
#[derive(Clone, Debug, Default)]
pub struct Carried(pub(super) Option<Arc<Layer>>);

/// The entries of one lower level that still hold.
#[derive(Debug)]
pub struct Layer {
    /// The level that states them.
    pub level: Id<Level>,
    /// The entries in its order; at least one.
    pub items: Arc<[Item]>,
    /// The numbers by which the entries are known while they are compared, sorted.
    pub(super) numbers: Vec<u32>,
    /// What is carried over from still lower levels.
    pub(super) below: Carried,
}

impl Carried {
    /// The lower levels with their entries, lowest first.
    pub fn layers(&self) -> Vec<&Layer> {
        let mut layers: Vec<&Layer> = self.downwards().collect();
        layers.reverse();
        layers
    }

    /// Whether nothing is carried over.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The lower levels with their entries, highest first.
    pub(super) fn downwards(&self) -> impl Iterator<Item = &Layer> {
        std::iter::successors(self.0.as_deref(), |layer| layer.below.0.as_deref())
    }
}

impl Drop for Layer {
    /// Lets the layers below go one by one: a long track must not use up the stack.
    fn drop(&mut self) {
        let mut below = self.below.0.take();
        while let Some(mut layer) = below.and_then(Arc::into_inner) {
            below = layer.below.0.take();
        }
    }
}

/// How an entry compares with those of the levels before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing like it before.
    New,
    /// It grows out of an entry of the given level that asked for less.
    Grown(Id<Level>),
    /// The given level says the same, if in other words.
    Carried(Id<Level>),
}
