//! Pay bands as plain data: one panel for each currency, levels in groups, the highest on top.

use crate::view::page::Tone;

/// Pay bands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pay {
    /// Their name, for those who do not see them.
    pub title: String,
    /// What they show, in a sentence.
    pub description: String,
    /// The markets that are told apart; empty where there is only one.
    pub markets: Vec<String>,
    /// One for each currency.
    pub panels: Vec<Panel>,
}

/// The bands in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Panel {
    /// The code of the currency, such as `USD`.
    pub currency: String,
    /// What stands before an amount, such as `$`.
    pub sign: String,
    /// The levels.
    pub groups: Vec<Group>,
}

/// The levels of a track.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// The track's title; empty where there is only one group.
    pub title: String,
    /// The track's colour.
    pub tone: Tone,
    /// The levels, highest first.
    pub rows: Vec<Row>,
}

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Its code, if it has one.
    pub code: Option<String>,
    /// Where its page is; `None` for the page's own level.
    pub href: Option<String>,
    /// Whether the page is about it.
    pub current: bool,
    /// Its bands.
    pub bands: Vec<Band>,
}

/// A pay band.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Band {
    /// The number of its market in [`Pay::markets`]; 0 where there is only one.
    pub market: usize,
    /// The pay as written.
    pub text: String,
    /// The lower end, in whole units of the currency.
    pub low: u64,
    /// The upper end; `None` where there is none.
    pub high: Option<u64>,
    /// Whether it goes on beyond the upper end.
    pub open: bool,
}
