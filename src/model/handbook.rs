//! The whole handbook: all things by id, and what follows from them.

use super::derive;
use super::derived::Derived;
use super::id::Table;
use super::narrow;
use super::skills::{Area, Competency, Dimension, Grade, Role, Scale};
use super::things::{Asset, Band, Family, Guide, Level, Move, Page, Pathway, Release, Thing, Track};
use crate::base::Span;
use crate::parse::config::Settings;

/// A handbook in which every name is resolved.
#[derive(Clone, Debug)]
pub struct Handbook {
    /// What book.toml says.
    pub settings: Settings,
    /// Ladders.
    pub families: Table<Family>,
    /// Tracks.
    pub tracks: Table<Track>,
    /// Levels.
    pub levels: Table<Level>,
    /// Areas.
    pub areas: Table<Area>,
    /// Competencies.
    pub competencies: Table<Competency>,
    /// Scales.
    pub scales: Table<Scale>,
    /// Grades, lowest first.
    pub grades: Table<Grade>,
    /// Roles.
    pub roles: Table<Role>,
    /// Moves.
    pub moves: Table<Move>,
    /// Pathways.
    pub pathways: Table<Pathway>,
    /// Pay.
    pub bands: Vec<Band>,
    /// Dimensions in the order of the rows.
    pub dimensions: Table<Dimension>,
    /// Guides.
    pub guides: Table<Guide>,
    /// Releases.
    pub releases: Vec<Release>,
    /// Markdown pages in order of their paths.
    pub pages: Vec<Page>,
    /// Files to copy in order of their paths.
    pub assets: Vec<Asset>,
    /// What follows from all of this.
    pub derived: Derived,
}

impl Handbook {
    /// Narrows the audiences of all that belongs to something narrower, after some of them were narrowed.
    pub fn narrow(&mut self) {
        narrow::audiences(self);
    }

    /// Finds out anew what follows from the things, after some of them were changed.
    pub fn derive(&mut self) {
        self.derived = derive::derived(self);
    }

    /// Finds out anew where each level stands, for a handbook that is only compared with others.
    pub fn stand(&mut self) {
        self.derived = derive::standing(self);
    }

    /// Where a thing is written.
    pub fn span_of(&self, thing: &Thing) -> Option<Span> {
        let span = match thing {
            Thing::Family(id) => &self.families.get(id)?.meta.span,
            Thing::Track(id) => &self.tracks.get(id)?.meta.span,
            Thing::Level(id) => &self.levels.get(id)?.meta.span,
            Thing::Area(id) => &self.areas.get(id)?.meta.span,
            Thing::Competency(id) => &self.competencies.get(id)?.meta.span,
            Thing::Scale(id) => &self.scales.get(id)?.meta.span,
            Thing::Role(id) => &self.roles.get(id)?.meta.span,
            Thing::Pathway(id) => &self.pathways.get(id)?.meta.span,
            Thing::Guide(id) => &self.guides.get(id)?.meta.span,
            Thing::Page(path) => &self.pages.iter().find(|page| page.path == *path)?.span,
        };
        Some(span.clone())
    }
}
