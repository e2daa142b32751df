//! The home page.

use super::body::Card;
use super::builder::{Builder, count};
use super::changed::{self, ChangedThing, Limit};
use super::day::Day;
use super::folders::{Child, Folders};
use super::page::{Link, Words};
use super::parts::Figure;
use super::release::{self, Release};
use super::story::{Chapter, Story};
use super::{address, changes, diagrams, ladder, nav};
use crate::base::Route;
use crate::model::things::{self, Status, Thing};
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
    /// The newest releases, newest first.
    pub news: Vec<News>,
}

/// A release in short.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct News {
    /// The release.
    pub release: Release,
    /// What matters most of what changed with it, levels first, without their lines and with one badge each.
    pub things: Vec<ChangedThing>,
    /// How many more things changed.
    pub more: usize,
}

/// How many releases the home page tells of.
const NEWS: usize = 2;

/// How many things of a release it names.
const NAMED: usize = 5;

/// The home page; `index` is the author's own page for it.
pub fn home(page: &mut Builder<'_>, (folders, story): (&Folders<'_>, &Story), index: Option<&things::Page>) -> Home {
    let families = page.shown.handbook.families.values();
    let families: Vec<_> = families.filter(|family| page.shown.has(&Thing::Family(family.id.clone()))).collect();
    let text = index.map(|index| page.shown.text_of(&index.text)).filter(|text| !text.prose.is_empty());
    Home {
        eyebrow: eyebrow(page, story),
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        counts: counts(page),
        actions: actions(page),
        diagram: families.iter().find_map(|family| diagrams::full(page, family)),
        ladders: families.iter().filter_map(|family| ladder_card(page, family)).collect(),
        text: page.blocks_of(text.as_ref()),
        parts: parts(page, folders),
        news: news(page, story),
    }
}

/// The newest release that is out.
fn eyebrow(page: &Builder<'_>, story: &Story) -> Option<String> {
    let named = |version: &str, day: &str| {
        let is_number = version.starts_with(|letter: char| letter.is_ascii_digit());
        format!("{}{version} · {}", if is_number { "Version " } else { "" }, Day::of(day).text)
    };
    let newest = story.released().find_map(|chapter| Some(named(chapter.version.as_ref()?, chapter.day.as_ref()?)));
    let releases = page.shown.handbook.releases.iter();
    let seen = releases.filter(|release| page.shown.open(&release.meta) && release.meta.status == Status::Active);
    newest.or_else(|| seen.max_by(|a, b| a.date.cmp(&b.date)).map(|newest| named(&newest.version, newest.day())))
}

/// The newest releases that changed something that the audience reads.
fn news(page: &mut Builder<'_>, story: &Story) -> Vec<News> {
    let told = story.released().filter(|chapter| !chapter.told.is_empty());
    told.take(NEWS).map(|chapter| self::new(page, story, chapter)).collect()
}

fn new(page: &Builder<'_>, story: &Story, chapter: &Chapter) -> News {
    let (told, others) = changes::gravest(&chapter.told.things, NAMED);
    let titles = Limit { lines: 0, letters: 0 };
    let mut things: Vec<ChangedThing> = told.into_iter().map(|it| changed::changed(page, it, titles)).collect();
    things.iter_mut().for_each(|thing| thing.badges.truncate(1));
    News { release: release::release(page, story, chapter), things, more: others.len() }
}

fn counts(page: &Builder<'_>) -> Vec<String> {
    let book = page.shown.handbook;
    let some = |number: usize, one, many| (number > 0).then(|| count(number, one, many));
    let levels = book.levels.keys().filter(|id| page.shown.level(id).is_some()).count();
    let tracks = book.tracks.keys().filter(|id| page.shown.has(&Thing::Track((*id).clone()))).count();
    let roles = book.roles.keys().filter(|id| page.shown.has(&Thing::Role((*id).clone()))).count();
    [some(levels, "level", "levels"), some(tracks, "track", "tracks"), some(roles, "role", "roles")]
        .into_iter()
        .flatten()
        .collect()
}

fn actions(page: &Builder<'_>) -> Vec<Link> {
    let parts = nav::generated(page);
    let words = [("Find your level", address::LADDERS), ("Compare levels", address::COMPARE)];
    let there = words.into_iter().filter(|(_, address)| parts.iter().any(|(_, known)| known == address));
    there.filter_map(|(text, address)| Some(page.link_to(text, &Route::new(address)?))).collect()
}

/// A ladder as a card.
pub fn ladder_card(page: &mut Builder<'_>, family: &things::Family) -> Option<Card> {
    Some(Card {
        link: page.link(&Thing::Family(family.id.clone()))?,
        summary: page.lede_of(family.summary.as_ref()),
        facts: ladder::facts(page, family),
        tone: None,
    })
}

/// The other parts of the handbook: those made from definitions, then the author's folders and pages.
fn parts(page: &mut Builder<'_>, folders: &Folders<'_>) -> Vec<Card> {
    let generated = nav::generated(page)
        .into_iter()
        .filter(|(_, address)| !matches!(*address, address::LADDERS | address::COMPARE));
    let mut cards: Vec<Card> = Vec::new();
    for (text, address) in generated {
        let Some(route) = Route::new(address) else { continue };
        let index =
            page.shown.handbook.pages.iter().find(|source| {
                page.shown.spot(&Thing::Page(source.path.clone())).is_some_and(|spot| spot.route == route)
            });
        let summary = page.lede_of(index.and_then(|index| index.summary.as_ref()));
        cards.push(Card {
            link: page.link_to(text, &route),
            summary,
            facts: extent(page, address).into_iter().collect(),
            tone: None,
        });
    }
    for folder in nav::top_folders(page, folders).collect::<Vec<_>>() {
        cards.extend(folder_card(page, folders, &Child::Folder(folder.path)));
    }
    let root = folders.get("").into_iter().flat_map(|root| &root.children);
    for child in root.filter(|child| matches!(child, Child::Page(_))) {
        cards.extend(folder_card(page, folders, child));
    }
    cards
}

/// How much there is in a part that is made from definitions.
fn extent(page: &Builder<'_>, address: &str) -> Option<String> {
    let book = page.shown.handbook;
    let seen = |things: &mut dyn Iterator<Item = Thing>| things.filter(|thing| page.shown.has(thing)).count();
    match address {
        address::COMPETENCIES => {
            let number = seen(&mut book.competencies.keys().cloned().map(Thing::Competency));
            Some(count(number, "competency", "competencies"))
        }
        address::ROLES => Some(count(seen(&mut book.roles.keys().cloned().map(Thing::Role)), "role", "roles")),
        address::PATHWAYS => {
            Some(count(seen(&mut book.pathways.keys().cloned().map(Thing::Pathway)), "pathway", "pathways"))
        }
        address::GUIDES => Some(count(seen(&mut book.guides.keys().cloned().map(Thing::Guide)), "guide", "guides")),
        _ => None,
    }
}

/// What stands in a folder as a card.
pub fn folder_card(page: &mut Builder<'_>, folders: &Folders<'_>, child: &Child<'_>) -> Option<Card> {
    let (title, route) = folders.stop(child)?;
    let (summary, facts) = match child {
        Child::Page(child) => (child.summary.as_ref(), Vec::new()),
        Child::Folder(path) => {
            let folder = folders.get(path)?;
            (folder.index.and_then(|index| index.summary.as_ref()), vec![count(folder.children.len(), "page", "pages")])
        }
    };
    Some(Card { link: page.link_to(title, &route), summary: page.lede_of(summary), facts, tone: None })
}
