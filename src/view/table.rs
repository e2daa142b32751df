//! Levels side by side.

use super::page::Words;
use super::parts::{Entry, LevelLink, Pay};
use serde::Serialize;

/// Levels side by side.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Table {
    /// What it shows, for those who cannot see it.
    pub caption: String,
    /// The levels.
    pub columns: Vec<LevelLink>,
    /// The rows in groups.
    pub groups: Vec<RowGroup>,
    /// How many rows differ.
    pub differing: usize,
    /// How many rows there are.
    pub rows: usize,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowGroup {
    /// Its name; absent for the facts at the top.
    pub title: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: one aspect of each level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Row {
    /// The aspect in plain words.
    pub label: String,
    /// Where the aspect has a page.
    pub href: Option<String>,
    /// Whether the levels differ in it.
    pub differs: bool,
    /// One cell a level.
    pub cells: Vec<Cell>,
}

/// What a level says about one aspect. Empty when all its parts are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Cell {
    /// A step on a scale, in plain words.
    pub step: Option<String>,
    /// Lines of text.
    pub lines: Vec<Words>,
    /// Pay bands.
    pub pay: Vec<Pay>,
    /// Entries.
    pub items: Vec<Entry>,
    /// How many entries carry over from lower levels.
    pub carried: usize,
}
