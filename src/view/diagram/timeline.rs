//! Steps on a time line as plain data.

use crate::view::page::Tone;

/// A time line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timeline {
    /// Its name, for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// Its colour; the handbook's own when absent.
    pub tone: Option<Tone>,
    /// What its axis counts, such as `Month`.
    pub unit: String,
    /// How many days one of them has.
    pub unit_days: u32,
    /// The steps in the author's order.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// What it is about.
    pub title: String,
    /// When, in the author's words.
    pub when: String,
    /// What else to say, such as how much there is to do.
    pub note: String,
    /// Where it is told in full.
    pub href: Option<String>,
    /// When, in days; `None` where no time can be read.
    pub span: Option<Span>,
}

/// A span of days from the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day, from 0.
    pub start: u32,
    /// The day after the last one; `None` where it goes on.
    pub end: Option<u32>,
}
