//! The home page.

use super::body::Card;
use super::page::{Link, Words};
use super::parts::Figure;
use serde::Serialize;

/// The home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Home {
    /// A line above the title, such as the version and its date.
    pub eyebrow: Option<String>,
    /// What the handbook is.
    pub summary: Option<Words>,
    /// How much there is, such as `11 levels` and `3 tracks`.
    pub counts: Vec<String>,
    /// The first things to do.
    pub actions: Vec<Link>,
    /// The diagram of the first ladder.
    pub diagram: Option<Figure>,
    /// The ladders.
    pub ladders: Vec<Card>,
    /// The author's own words.
    pub text: Option<Words>,
    /// The other parts of the handbook.
    pub parts: Vec<Card>,
}
