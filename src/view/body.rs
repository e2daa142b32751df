//! What each kind of page says, as plain data; and the kinds that are too small for a file of their own.

use super::article::Article;
use super::changes::{Changes, Chapter};
use super::compare::{Compare, CompareIndex};
use super::competency::{Competencies, Competency};
use super::guide::{Guide, Guides};
use super::home::Home;
use super::ladder::Ladder;
use super::letters::Letters;
use super::level::Level;
use super::matrix::Matrix;
use super::page::{Link, Tone, Words};
use super::pathway::Pathway;
use super::review::Review;
use super::role::Role;
use super::track::Track;
use serde::Serialize;

/// What a page says. `kind` is the name of its template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body {
    /// The home page.
    Home(Home),
    /// All ladders.
    Ladders(Cards),
    /// A ladder.
    Ladder(Ladder),
    /// A track.
    Track(Track),
    /// A level.
    Level(Box<Level>),
    /// The page that lists all comparisons.
    CompareIndex(CompareIndex),
    /// A comparison.
    Compare(Compare),
    /// The competencies of a ladder's levels.
    Matrix(Matrix),
    /// All competencies.
    Competencies(Competencies),
    /// A competency.
    Competency(Competency),
    /// All roles.
    Roles(Cards),
    /// A role.
    Role(Role),
    /// All pathways.
    Pathways(Cards),
    /// A pathway.
    Pathway(Pathway),
    /// All guides.
    Guides(Guides),
    /// A guide.
    Guide(Guide),
    /// A Markdown page.
    Article(Article),
    /// A folder of Markdown pages without a page of its own.
    Folder(Cards),
    /// What changed, release by release.
    Changes(Changes),
    /// What changed with one release.
    Chapter(Box<Chapter>),
    /// What differs from what is published.
    Review(Box<Review>),
    /// Everything by name, or a part of it.
    Letters(Letters),
    /// What is shown for an address that does not exist.
    NotFound(NotFound),
    /// A page that leads on to another.
    Redirect(Redirect),
}

/// A page of cards.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Cards {
    /// What the page is about.
    pub summary: Option<Words>,
    /// The author's own words.
    pub text: Option<Words>,
    /// The cards, in groups.
    pub groups: Vec<CardGroup>,
}

/// A group of cards.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CardGroup {
    /// The group's name; absent when there is only one.
    pub title: Option<String>,
    /// Its id on the page.
    pub id: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// A card that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Card {
    /// The link.
    pub link: Link,
    /// What it is.
    pub summary: Option<Words>,
    /// Short facts, such as `3 tracks`.
    pub facts: Vec<String>,
    /// Its colour, if it belongs to a track.
    pub tone: Option<Tone>,
}

/// What is shown for an address that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NotFound {
    /// Where to look.
    pub links: Vec<Link>,
}

/// A page that leads on to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Redirect {
    /// Where it leads.
    pub to: Link,
}
