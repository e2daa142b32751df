//! Comparisons of levels, and the page that lists them.

use super::builder::{self, Builder};
use super::page::{Link, Tone, Words};
use super::shown::Shown;
use super::table::Table;
use super::{address, matrix, table};
use crate::base::Route;
use crate::model::id::Id;
use crate::model::skills::Grade;
use crate::model::things::{self, Family, Level, MoveKind, Thing, Track};
use serde::Serialize;
use std::collections::BTreeMap;

/// The page that lists all comparisons.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompareIndex {
    /// What the page is about.
    pub summary: Option<Words>,
    /// The author's own words.
    pub text: Option<Words>,
    /// By ladder: its tracks, its matrix, its neighbours, its equivalents.
    pub ladders: Vec<CompareGroup>,
    /// The tables of grades.
    pub grades: Vec<PairLink>,
    /// Pairs of levels of the same grade in different ladders.
    pub across: Vec<PairLink>,
}

/// The comparisons of one ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompareGroup {
    /// The ladder.
    pub ladder: Link,
    /// Its id on the page.
    pub id: String,
    /// Its matrices: one, or for a large ladder one for each track.
    pub matrices: Vec<Link>,
    /// Whole tracks.
    pub tracks: Vec<PairLink>,
    /// Levels that follow one another.
    pub steps: Vec<PairLink>,
    /// Levels of the same grade.
    pub equals: Vec<PairLink>,
}

/// A link to a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PairLink {
    /// The link.
    pub link: Link,
    /// Short facts, such as the levels' codes.
    pub codes: Vec<(String, Tone)>,
}

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Compare {
    /// Why these are compared, in a sentence of plain words.
    pub summary: String,
    /// The table.
    pub table: Table,
    /// Comparisons nearby.
    pub nearby: Vec<Link>,
}

/// The most levels of one grade of which each pair is compared.
const PAIRED: usize = 6;

/// The most levels in the table of a grade.
const WIDEST: usize = 12;

/// What is compared.
#[derive(Clone, Debug)]
pub enum Comparison<'a> {
    /// The levels of a track.
    Track(&'a Track),
    /// The levels of a grade.
    Grade(&'a Grade, Vec<&'a Level>),
    /// Two levels, and why.
    Pair(&'a Level, &'a Level, Why),
}

/// Why two levels are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// One follows the other.
    Next,
    /// They have the same grade.
    Equal,
    /// One moves from one to the other.
    Move,
}

impl Comparison<'_> {
    /// Its address.
    pub fn route(&self) -> Option<Route> {
        match self {
            Self::Track(track) => address::compare_track(track.id.as_str()),
            Self::Grade(grade, _) => address::compare_grade(grade.id.as_str()),
            Self::Pair(first, second, _) => address::compare_pair(first.id.as_str(), second.id.as_str()),
        }
    }

    /// What the page is called.
    pub fn title(&self) -> String {
        match self {
            Self::Track(track) => format!("{}, level by level", track.title.plain()),
            Self::Grade(grade, _) => format!("{}, level by level", grade.title.plain()),
            Self::Pair(first, second, _) => format!("{} and {}", first.title.plain(), second.title.plain()),
        }
    }

    fn levels<'s>(&'s self, shown: &Shown<'s>) -> Vec<&'s Level> {
        match self {
            Self::Track(track) => shown.levels_of(track).collect(),
            Self::Grade(_, levels) => levels.clone(),
            Self::Pair(first, second, _) => vec![first, second],
        }
    }

    fn summary(&self) -> &'static str {
        match self {
            Self::Track(_) => "All levels of the track side by side, the lowest first.",
            Self::Grade(..) => {
                "Levels of the same grade, side by side: the same height on different ladders and tracks."
            }
            Self::Pair(_, _, Why::Next) => "One level and the next: what stays, and what the next one asks for.",
            Self::Pair(_, _, Why::Equal) => "Two levels of the same grade: the same height on different tracks.",
            Self::Pair(_, _, Why::Move) => "Two levels that people move between.",
        }
    }
}

/// All comparisons in a fixed order: tracks, grades, pairs.
pub fn all<'a>(shown: &Shown<'a>) -> Vec<Comparison<'a>> {
    let book = shown.handbook;
    let tracks = book.tracks.values().filter(|track| shown.has(&Thing::Track(track.id.clone())));
    let tracks = tracks.filter(|track| shown.levels_of(track).nth(1).is_some()).map(Comparison::Track);
    let grades = by_grade(shown).into_iter().filter(|(_, levels)| (3..=WIDEST).contains(&levels.len()));
    let grades = grades.map(|(grade, levels)| Comparison::Grade(grade, levels));
    let pairs = shown
        .pairs()
        .iter()
        .filter_map(|((first, second), why)| Some(Comparison::Pair(shown.level(first)?, shown.level(second)?, *why)));
    tracks.chain(grades).chain(pairs).collect()
}

/// The levels of each grade, lowest grade first.
fn by_grade<'a>(shown: &Shown<'a>) -> Vec<(&'a Grade, Vec<&'a Level>)> {
    let book = shown.handbook;
    let mut levels: BTreeMap<&Id<Grade>, Vec<&Level>> = BTreeMap::new();
    for level in book.levels.keys().filter_map(|id| shown.level(id)) {
        if let Some(grade) = &level.grade {
            levels.entry(grade).or_default().push(level);
        }
    }
    book.grades.values().filter_map(|grade| Some((grade, levels.remove(&grade.id)?))).collect()
}

/// All pairs of levels that are compared, each once: the lower one first, of equals the one that is defined first.
pub fn pairs(shown: &Shown<'_>) -> BTreeMap<(Id<Level>, Id<Level>), Why> {
    let mut pairs = BTreeMap::new();
    let mut add = |first: &Id<Level>, second: &Id<Level>, why: Why| {
        let (key, swapped) = ((first.clone(), second.clone()), (second.clone(), first.clone()));
        if first != second
            && !pairs.contains_key(&swapped)
            && shown.level(first).is_some()
            && shown.level(second).is_some()
        {
            pairs.entry(key).or_insert(why);
        }
    };
    for (id, place) in &shown.handbook.derived.places {
        place.next.iter().for_each(|next| add(id, next, Why::Next));
    }
    for (_, levels) in by_grade(shown).into_iter().filter(|(_, levels)| levels.len() <= PAIRED) {
        for (at, first) in levels.iter().enumerate() {
            levels.iter().skip(at + 1).for_each(|second| add(&first.id, &second.id, Why::Equal));
        }
    }
    for step in shown.moves() {
        let why = if step.kind == MoveKind::Promotion { Why::Next } else { Why::Move };
        step.from.iter().for_each(|from| add(from, &step.to, why));
    }
    pairs
}

/// The comparison of two levels, whichever stands first; `None` when there is none.
pub fn link(page: &Builder<'_>, one: &Id<Level>, other: &Id<Level>) -> Option<Link> {
    let known =
        |first: &Id<Level>, second: &Id<Level>| page.shown.pairs().contains_key(&(first.clone(), second.clone()));
    let (first, second) = match (known(one, other), known(other, one)) {
        (true, _) => (one, other),
        (_, true) => (other, one),
        _ => return None,
    };
    let titles = (page.shown.level(first)?.title.plain(), page.shown.level(second)?.title.plain());
    let route = address::compare_pair(first.as_str(), second.as_str())?;
    Some(page.link_to(format!("{} and {}", titles.0, titles.1), &route))
}

/// A comparison.
pub fn compare(page: &mut Builder<'_>, comparison: &Comparison<'_>) -> Compare {
    let levels = comparison.levels(page.shown);
    let nearby = nearby(page, &levels);
    Compare { summary: comparison.summary().to_owned(), table: table::table(page, comparison.title(), &levels), nearby }
}

/// Other comparisons of the same levels, at most eight.
fn nearby(page: &Builder<'_>, levels: &[&Level]) -> Vec<Link> {
    let places = &page.shown.handbook.derived.places;
    let around = levels.iter().take(2).flat_map(|level| {
        let place = places.get(&level.id);
        let near = place.map(|place| place.previous.iter().chain(&place.next).chain(&place.equivalents));
        near.into_iter().flatten().filter_map(|other| link(page, &level.id, other))
    });
    let mut links: Vec<Link> = Vec::new();
    let own = page.route.to(&page.route);
    for link in around.filter(|link| link.href != own) {
        if !links.contains(&link) && links.len() < 8 {
            links.push(link);
        }
    }
    links
}

/// The page that lists all comparisons; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> CompareIndex {
    let text = index.map(|index| page.shown.text_of(index)).filter(|text| !text.prose.is_empty());
    let families: Vec<&Family> = page.shown.handbook.families.values().collect();
    let across = page
        .shown
        .pairs()
        .iter()
        .filter(|((first, second), why)| **why == Why::Equal && family_of(page, first) != family_of(page, second));
    let across = across.filter_map(|((first, second), _)| pair(page, first, second)).collect();
    CompareIndex {
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        text: page.blocks_of(text.as_ref()),
        ladders: families.into_iter().filter_map(|family| group(page, family)).collect(),
        grades: grades(page),
        across,
    }
}

fn grades(page: &Builder<'_>) -> Vec<PairLink> {
    let grades = all(page.shown).into_iter().filter(|comparison| matches!(comparison, Comparison::Grade(..)));
    let link = |comparison: Comparison<'_>| {
        let codes = comparison.levels(page.shown).into_iter().filter_map(|level| code(page, level)).collect();
        Some(PairLink { link: page.link_to(comparison.title(), &comparison.route()?), codes })
    };
    grades.filter_map(link).collect()
}

fn family_of<'a>(page: &Builder<'a>, level: &Id<Level>) -> Option<&'a Id<Family>> {
    page.shown.track_of(level).and_then(|track| track.family.as_ref())
}

fn group(page: &mut Builder<'_>, family: &Family) -> Option<CompareGroup> {
    let ladder = page.link(&Thing::Family(family.id.clone()))?;
    let inside = |(first, second): &(Id<Level>, Id<Level>)| {
        family_of(page, first) == Some(&family.id) && family_of(page, second) == Some(&family.id)
    };
    let of = |wanted: fn(Why) -> bool| {
        let pairs = page.shown.pairs().iter().filter(|(pair, why)| wanted(**why) && inside(pair));
        pairs.filter_map(|((first, second), _)| pair(page, first, second)).collect::<Vec<_>>()
    };
    let (steps, equals) = (of(|why| why != Why::Equal), of(|why| why == Why::Equal));
    let tracks = page.shown.tracks_of(&family.id).into_iter();
    let tracks = tracks.filter(|track| page.shown.levels_of(track).nth(1).is_some());
    let track = |track: &Track| {
        let codes = page
            .shown
            .levels_of(page.shown.handbook.tracks.get(&track.id)?)
            .filter_map(|level| code(page, level))
            .collect();
        Some(PairLink { link: page.link_to(track.title.plain(), &address::compare_track(track.id.as_str())?), codes })
    };
    let tracks = tracks.filter_map(track).collect();
    let matrices = matrix::of_family(page.shown, family).into_iter();
    let matrices = matrices.map(|(title, route)| page.link_to(title, &route)).collect();
    let id = page.fresh_id(&format!("ladder-{}", family.id.as_str()));
    Some(CompareGroup { ladder, id, matrices, tracks, steps, equals })
}

fn pair(page: &Builder<'_>, first: &Id<Level>, second: &Id<Level>) -> Option<PairLink> {
    let codes = [first, second].into_iter().filter_map(|id| code(page, page.shown.level(id)?)).collect();
    Some(PairLink { link: link(page, first, second)?, codes })
}

fn code(page: &Builder<'_>, level: &Level) -> Option<(String, Tone)> {
    let tone = page.shown.track_of(&level.id).map_or(Tone::Shared, builder::tone);
    Some((level.code.as_ref()?.plain(), tone))
}
