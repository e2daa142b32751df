//! What those who review a change are told: which pages differ from what is published, on a page of its own and in a bar
//! on all others.

use super::body::Body;
use super::builder::{Builder, count};
use super::changes::{self, ChangedGroup};
use super::day::Day;
use super::marked::{self, Marked, MarkedFigure};
use super::page::{Link, Page, TocEntry};
use super::plan::Maker;
use super::release::{self, CommitLink, Size};
use super::told::Told;
use crate::base::{Commit, Route};
use crate::model::names;
use crate::model::things::Thing;
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// The page that tells what differs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Review {
    /// What is published, as it was asked for: a branch, a tag, a commit.
    pub base: String,
    /// The commit that holds it.
    pub commit: CommitLink,
    /// When that came into the history.
    pub day: Day,
    /// How many pages differ: `3 pages differ`.
    pub sentence: String,
    /// How much changed: `3 levels, 6 changes`; absent where no thing did.
    pub counts: Option<String>,
    /// How much of a release it makes.
    pub size: Option<Size>,
    /// The ladders that changed, with marks.
    pub figures: Vec<MarkedFigure>,
    /// The things that changed, by what kind of thing they are.
    pub groups: Vec<ChangedGroup>,
    /// The pages that differ.
    pub lists: Vec<PageList>,
}

/// Pages that have something in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PageList {
    /// What became of them.
    pub fate: Fate,
    /// What they have in common, as a heading.
    pub title: &'static str,
    /// The pages.
    pub pages: Vec<PageLine>,
}

/// A page that differs, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PageLine {
    /// The page.
    pub link: Link,
    /// What it is about, such as `level`.
    pub kind: &'static str,
    /// What became of it.
    pub fate: Fate,
    /// In how many places it differs.
    pub changes: usize,
    /// Whether this page is it.
    pub current: bool,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It says something else.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// The bar on a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Bar {
    /// What is published, as it was asked for.
    pub base: String,
    /// How many pages differ: `3 pages differ`.
    pub sentence: String,
    /// The page that tells what differs; absent on that page.
    pub all: Option<String>,
    /// The first of the pages that differ.
    pub pages: Vec<PageLine>,
    /// How many more there are.
    pub more: usize,
    /// What became of this page; absent where it did not change.
    pub fate: Option<Fate>,
    /// In how many places it differs.
    pub changes: usize,
    /// The way back to the root of the site, where the theme's files are.
    pub site: String,
}

/// A page that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its address.
    pub route: Route,
    /// Its title in plain words.
    pub title: String,
    /// What it is about.
    pub kind: &'static str,
    /// What became of it.
    pub fate: Fate,
    /// In how many places it differs.
    pub changes: usize,
    /// Whether what it is about changed, and not only what it says of others. Such pages are listed first.
    pub own: bool,
    /// How early it is listed among those, the first with the lowest numbers: what people are asked for before the rest.
    pub rank: (usize, usize),
}

/// What is published, and what changed since.
#[derive(Clone, Debug)]
pub struct Since {
    /// What it is called.
    pub name: Arc<str>,
    /// The commit that holds it.
    pub commit: Commit,
    /// What changed since.
    pub told: Told,
    /// The ladders on which levels changed.
    pub ladders: Vec<Marked>,
}

impl Since {
    /// The things that changed.
    pub fn changed(&self) -> HashSet<&Thing> {
        self.told.things.iter().filter_map(|changed| changed.thing.as_ref()).collect()
    }
}

/// How many pages the bar names.
const NAMED: usize = 6;

/// How early a page is listed that follows from others.
pub const LAST: usize = 5;

/// What a page is about, and how early it is listed.
pub fn kind(maker: &Maker) -> (&'static str, usize) {
    match maker {
        Maker::Thing(Thing::Level(_)) => ("level", 0),
        Maker::Thing(Thing::Family(_)) => ("ladder", 1),
        Maker::Thing(Thing::Page(_)) => ("page", 4),
        Maker::Thing(thing @ Thing::Track(_)) => (word(thing), 2),
        Maker::Thing(thing) => (word(thing), 3),
        _ => ("overview", LAST),
    }
}

fn word(thing: &Thing) -> &'static str {
    names::kind_of(thing).map_or("page", |kind| kind.singular())
}

/// The page that tells what differs, and its contents list; which pages those are is told by [`list`].
pub fn review(page: &mut Builder<'_>, since: &Since) -> (Review, Vec<TocEntry>) {
    page.reserve(&["ladder", "differing"]);
    let figures: Vec<MarkedFigure> = since.ladders.iter().map(|marked| marked::figure(page, marked)).collect();
    let body = Review {
        base: since.name.to_string(),
        commit: release::commit_link(page, &since.commit),
        day: Day::of(&since.commit.committed.day().to_string()),
        sentence: sentence(0),
        counts: (!since.told.is_empty()).then(|| release::counts(&since.told)),
        size: since.told.release.map(release::size),
        lists: Vec::new(),
        groups: changes::groups(page, &since.told),
        figures,
    };
    let mut contents = vec![TocEntry::new("Pages that differ", "differing", 2)];
    contents.extend((!body.figures.is_empty()).then(|| TocEntry::new("On the ladder", "ladder", 2)));
    contents.extend(changes::contents_of(&body.groups));
    (body, contents)
}

/// Tells on the page of a review which pages differ. What is gone can be read there, so it is linked.
pub fn list(page: &mut Page, differing: &[Differing]) {
    let Body::Review(body) = &mut page.body else { return };
    body.sentence = sentence(differing.len());
    for thing in body.groups.iter_mut().flat_map(|group| &mut group.things).filter(|thing| thing.href.is_none()) {
        let mut gone = differing.iter().filter(|it| it.fate == Fate::Removed);
        let found = gone.find(|it| it.kind == thing.kind && it.title == thing.title);
        thing.href = found.map(|it| page.route.to(&it.route));
    }
    let own = [(Fate::Changed, true, "Changed"), (Fate::Added, true, "New"), (Fate::Removed, true, "Gone")];
    let lists = own.into_iter().chain([
        (Fate::Changed, false, "Changed with them"),
        (Fate::Added, false, "New with them"),
        (Fate::Removed, false, "Gone with them"),
    ]);
    let list = |(fate, own, title): (Fate, bool, &'static str)| {
        let pages = differing.iter().filter(|it| it.fate == fate && it.own == own).map(|it| line(&page.route, it));
        let pages: Vec<PageLine> = pages.collect();
        (!pages.is_empty()).then_some(PageList { fate, title, pages })
    };
    body.lists = lists.filter_map(list).collect();
}

/// The bar on the page at `route`, of which `here` is known if it differs. `review` is the page that tells what differs.
pub fn bar(route: &Route, base: &str, (differing, here): (&[Differing], Option<&Differing>), review: &Route) -> Bar {
    Bar {
        base: base.to_owned(),
        sentence: sentence(differing.len()),
        all: (route != review).then(|| route.to(review)),
        pages: differing.iter().take(NAMED).map(|it| line(route, it)).collect(),
        more: differing.len().saturating_sub(NAMED),
        fate: here.map(|here| here.fate),
        changes: here.map_or(0, |here| here.changes),
        site: "../".repeat(route.as_str().matches('/').count()),
    }
}

fn line(from: &Route, it: &Differing) -> PageLine {
    let link = Link { text: it.title.clone(), href: from.to(&it.route) };
    PageLine { link, kind: it.kind, fate: it.fate, changes: it.changes, current: *from == it.route }
}

/// `3 pages differ`.
pub fn sentence(pages: usize) -> String {
    match pages {
        0 => "No page differs".to_owned(),
        1 => "1 page differs".to_owned(),
        many => format!("{} differ", count(many, "page", "pages")),
    }
}
