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
    /// Whether the lowest row is on top.
    pub falling: bool,
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
    /// Its title; empty for a lane that has no name.
    pub title: String,
    /// Its colour.
    pub tone: Tone,
    /// Where its page is, if it has one.
    pub href: Option<String>,
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
    /// Where its page is, if it has one.
    pub href: Option<String>,
    /// Whether it is the level that the page is about.
    pub current: bool,
    /// How it differs from an older ladder.
    pub mark: Option<Mark>,
    /// Whether it is a draft, retired or not in use.
    pub faint: bool,
}

/// How a level differs from an older ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
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
    /// Into one track from several.
    Join,
    /// Up, beyond the next level.
    Promotion,
    /// Into another track.
    Switch,
    /// Back into a track left before.
    Return,
    /// To the side.
    Lateral,
}

impl Way {
    /// Whether it leads across tracks instead of up.
    pub fn is_across(self) -> bool {
        matches!(self, Self::Switch | Self::Return | Self::Lateral)
    }
}
