//! The whole handbook: all things by id, and what follows from them.

use super::derived::Derived;
use super::id::Table;
use super::things::{
    Area, Asset, Band, Competency, Dimension, Family, Grade, Guide, Level, Move, Page, Pathway, Release, Role, Scale,
    Track,
};
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
