//! Comparisons of levels, and the page that lists them.

use super::page::{Link, Tone};
use super::table::Table;
use serde::Serialize;

/// The page that lists all comparisons.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompareIndex {
    /// By ladder: its tracks, its matrix, its neighbours, its equivalents.
    pub ladders: Vec<CompareGroup>,
    /// Pairs of levels of the same grade in different ladders.
    pub across: Vec<PairLink>,
}

/// The comparisons of one ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompareGroup {
    /// The ladder.
    pub ladder: Link,
    /// Its id on the page.
    pub id: String,
    /// Its matrix.
    pub matrix: Option<Link>,
    /// Whole tracks.
    pub tracks: Vec<PairLink>,
    /// Levels that follow one another.
    pub steps: Vec<PairLink>,
    /// Levels of the same grade.
    pub equals: Vec<PairLink>,
}

/// A link to a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PairLink {
    /// The link.
    pub link: Link,
    /// Short facts, such as the levels' codes.
    pub codes: Vec<(String, Tone)>,
}

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Compare {
    /// Why these are compared, in a sentence of plain words.
    pub summary: String,
    /// The table.
    pub table: Table,
    /// Comparisons nearby.
    pub nearby: Vec<Link>,
}
