//! A page as plain data: what it says, for one audience. Templates see this and nothing else.
//!
//! Markdown and figures stand in two tables beside the body; the body holds their numbers, [`Words`] and [`Drawing`].
//! The renderer turns the tables into markup once, and a template shows `{{ words | html }}` or `{{ drawing | figure }}`.

use super::body::Body;
use super::diagram::Diagram;
use super::editions::Editions;
use super::fence::Parts;
use super::release::Latest;
use crate::base::{self, Route};
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// Its title in plain words.
    pub title: String,
    /// What it is about in plain words, for search engines and link previews; at most 200 characters.
    pub description: String,
    /// The way back to the site's root: `""`, `"../"`, …, or the base path on a page whose own address is not known.
    pub root: String,
    /// The way back to the root of the whole site, where the theme's files are: the same, but in the folder of an older
    /// release.
    pub site: String,
    /// The releases that a reader may choose from; absent where none is kept.
    pub editions: Option<Editions>,
    /// Whether it is about what is not published yet; such pages are only there where drafts are shown.
    pub draft: bool,
    /// A feed of what it is about.
    pub feed: Option<Link>,
    /// What surrounds the body.
    pub nav: Nav,
    /// What it says.
    pub body: Body,
    /// All Markdown on the page, by the numbers in [`Words`].
    #[serde(skip)]
    pub texts: Vec<Passage>,
    /// All figures on the page, by the numbers in [`Drawing`].
    #[serde(skip)]
    pub figures: Vec<Diagram>,
}

/// The number of a passage in [`Page::texts`], from 0. Templates see it counted from 1, so that words are always true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Words(pub usize);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.0 + 1).serialize(serializer)
    }
}

/// The number of a figure in [`Page::figures`], from 0. Templates see it counted from 1, as [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Drawing(pub usize);

impl Serialize for Drawing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.0 + 1).serialize(serializer)
    }
}

/// Markdown with the addresses of its links as seen from this page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The Markdown.
    pub text: base::Text<Href>,
    /// How it is set.
    pub form: Form,
    /// What its typed fences show, by their numbers; a fence without an entry shows nothing.
    pub fences: Parts,
}

/// How Markdown is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Inside a line: phrasing content only.
    Line,
    /// As the words of a link: as [`Form::Line`], but its own links are only words.
    Label,
    /// As blocks; heading levels are raised by the number, so that a section fits under the page's own headings.
    Blocks(u8),
}

/// The address of a link in Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Href {
    /// Where it leads as seen from the page; for a broken link what the author wrote.
    pub address: Arc<str>,
    /// The words to show when the author gave none.
    pub words: Arc<str>,
    /// Whether it stays on the site, leads elsewhere or nowhere.
    pub reach: Reach,
}

/// Whether a link stays on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// It stays.
    Inside,
    /// It leads to another site.
    Outside,
    /// It leads nowhere.
    Nowhere,
    /// It leads to what this audience does not see: its words stay, if the author gave any, and nothing else.
    Hidden,
}

/// A link of ours.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Where it leads as seen from the page, percent-encoded.
    pub href: String,
}

/// What surrounds the body of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Nav {
    /// The handbook's main parts.
    pub top: Vec<TopLink>,
    /// The way here from the home page; without this page itself.
    pub crumbs: Vec<Link>,
    /// The neighbourhood of the page. Never the whole handbook: at most some forty links.
    pub side: Vec<SideGroup>,
    /// The parts of this page.
    pub toc: Vec<TocEntry>,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// When what the page is about last changed; absent where that is not known, and on the page of a level, which
    /// tells it with its history.
    pub changed: Option<Latest>,
    /// Where to edit what the page was made from.
    pub edit: Option<String>,
}

/// A link to a main part of the handbook.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TopLink {
    /// The link.
    pub link: Link,
    /// Whether this page is in that part.
    pub current: bool,
}

/// A group of links beside the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SideGroup {
    /// The group's name.
    pub title: String,
    /// Where the whole group is, if anywhere.
    pub href: Option<String>,
    /// Its links.
    pub links: Vec<SideLink>,
    /// How many more there are than the group shows; 0 when it shows all.
    pub more: usize,
}

/// A link beside the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SideLink {
    /// The link.
    pub link: Link,
    /// A level's code, in plain words.
    pub code: Option<String>,
    /// The track's tone.
    pub tone: Option<Tone>,
    /// Whether it is this page.
    pub current: bool,
}

/// A part of this page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TocEntry {
    /// Its heading in plain words.
    pub text: String,
    /// Its id on the page.
    pub id: String,
    /// 2 for the main parts, 3 for the parts of those.
    pub level: u8,
}

impl TocEntry {
    /// The entry of a heading.
    pub fn new(text: &str, id: &str, level: u8) -> Self {
        Self { text: text.to_owned(), id: id.to_owned(), level }
    }
}

/// What the colour of a track means; the same on chips, diagrams, tables and bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// The common trunk: grey.
    Shared,
    /// Individual contributors: indigo.
    Ic,
    /// Managers: teal.
    Management,
    /// Both: orange.
    Hybrid,
    /// Specialists: plum.
    Specialist,
}
