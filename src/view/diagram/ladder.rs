//! A ladder diagram as plain data: lanes, rows, boxes and the edges between them.

use crate::view::page::Tone;

/// A ladder diagram.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ladder {
    /// Its name, for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// Small, with codes only, beside the text; else in full.
    pub small: bool,
    /// The tracks in authored order.
    pub lanes: Vec<Lane>,
    /// The grades, lowest first.
    pub rows: Vec<String>,
    /// The levels, track by track, lowest first.
    pub rungs: Vec<Rung>,
    /// The ways between levels.
    pub edges: Vec<Edge>,
}

/// A track.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lane {
    /// Its title.
    pub title: String,
    /// Its colour.
    pub tone: Tone,
    /// Where its page is.
    pub href: String,
}

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rung {
    /// Its lane's number.
    pub lane: usize,
    /// Its row's number; `None` for a level without a grade.
    pub row: Option<usize>,
    /// Its title.
    pub title: String,
    /// Its code, if it has one.
    pub code: Option<String>,
    /// What else to say, such as `8–12 years` and `$185K–$320K`.
    pub notes: Vec<String>,
    /// Where its page is.
    pub href: String,
    /// Whether it is the level that the page is about.
    pub current: bool,
    /// Whether it is a draft, retired or not in use.
    pub faint: bool,
}

/// A way between two levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    /// The number of the rung that it starts from.
    pub from: usize,
    /// The number of the rung that it leads to.
    pub to: usize,
    /// What kind of way it is.
    pub way: Way,
}

/// What kind of way leads from one level to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// The next level.
    Next,
    /// Into one of several tracks, or into the track that goes on.
    Fork,
    /// Into another track.
    Switch,
    /// Back into a track left before.
    Return,
    /// To the side.
    Lateral,
}
