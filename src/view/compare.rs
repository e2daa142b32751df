//! Comparisons of levels, and the page that lists them.

use super::builder::{self, Builder};
use super::compared::{self, Pair, Why, family_of};
use super::page::{Link, Tone, Words};
use super::parts::Chart;
use super::profile::{self, Profile};
use super::shown::Shown;
use super::table::Table;
use super::{address, matrix, split, table};
use crate::base::Route;
use crate::model::id::Id;
use crate::model::skills::Grade;
use crate::model::things::{self, Family, Level, Thing, Track};
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
    /// Pairs of levels of different ladders.
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
    /// Levels that people move between.
    pub moves: Vec<PairLink>,
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
    /// The steps of two levels, one over the other.
    pub profile: Option<Profile>,
    /// The table.
    pub table: Table,
    /// How the time of the levels is divided, where that is known of more than one of them.
    pub split: Option<Chart>,
    /// Comparisons nearby.
    pub nearby: Vec<Link>,
}

/// The most links to other comparisons on the page of one.
const NEARBY: usize = 8;

/// How many of them lead to the tables of other tracks.
const NEARBY_TRACKS: usize = 4;

/// What is compared.
#[derive(Clone, Debug)]
pub enum Comparison<'a> {
    /// The levels of a track.
    Track(&'a Track),
    /// The levels of a grade.
    Grade(&'a Grade, Vec<&'a Level>),
    /// Two levels.
    Pair(Pair<'a>),
}

impl<'a> Comparison<'a> {
    /// Its address.
    pub fn route(&self) -> Option<Route> {
        match self {
            Self::Track(track) => address::compare_track(track.id.as_str()),
            Self::Grade(grade, _) => address::compare_grade(grade.id.as_str()),
            Self::Pair(pair) => route(pair),
        }
    }

    /// What the page is called.
    pub fn title(&self) -> String {
        match self {
            Self::Track(track) => format!("{}, level by level", track.title.plain()),
            Self::Grade(grade, _) => format!("{}, level by level", grade.title.plain()),
            Self::Pair(pair) => title(pair),
        }
    }

    fn levels(&self, shown: &Shown<'a>) -> Vec<&'a Level> {
        match self {
            Self::Track(track) => shown.levels_of(track).collect(),
            Self::Grade(_, levels) => levels.clone(),
            Self::Pair(pair) => vec![pair.first, pair.second],
        }
    }

    /// Why these are compared, in a sentence.
    fn summary(&self) -> String {
        let Self::Pair(Pair { why, names: (first, second), .. }) = self else {
            let all = match self {
                Self::Track(_) => "All levels of the track side by side, the lowest first.",
                _ => "All levels of the grade side by side: the same height on different tracks and ladders.",
            };
            return all.to_owned();
        };
        match why {
            Why::Next => format!("{second} is the next level after {first}."),
            Why::Fork => format!("{second} comes after {first}, on another track."),
            Why::Equal => format!("{first} and {second} hold the same grade."),
            Why::Move => format!("People move between {first} and {second}."),
        }
    }
}

fn route(pair: &Pair<'_>) -> Option<Route> {
    address::compare_pair(pair.first.id.as_str(), pair.second.id.as_str())
}

fn title(pair: &Pair<'_>) -> String {
    format!("{} and {}", pair.names.0, pair.names.1)
}

/// All comparisons in a fixed order: tracks, grades, pairs.
pub fn all<'a>(shown: &Shown<'a>) -> Vec<Comparison<'a>> {
    let compared = shown.compared();
    let tracks = compared::tracks(shown).map(Comparison::Track);
    let grades = compared.grades().iter().map(|(grade, levels)| Comparison::Grade(grade, levels.clone()));
    tracks.chain(grades).chain(compared.pairs().iter().cloned().map(Comparison::Pair)).collect()
}

/// A link to the comparison of two levels, whichever stands first; `None` when there is none.
pub fn link(page: &Builder<'_>, one: &Id<Level>, other: &Id<Level>) -> Option<Link> {
    link_pair(page, page.shown.compared().find(one, other)?)
}

fn link_pair(page: &Builder<'_>, pair: &Pair<'_>) -> Option<Link> {
    Some(page.link_to(title(pair), &route(pair)?))
}

fn link_all(page: &Builder<'_>, comparison: &Comparison<'_>) -> Option<Link> {
    Some(page.link_to(comparison.title(), &comparison.route()?))
}

/// A comparison.
pub fn compare(page: &mut Builder<'_>, comparison: &Comparison<'_>) -> Compare {
    let levels = comparison.levels(page.shown);
    let nearby = nearby(page, comparison, &levels);
    let profile = match comparison {
        Comparison::Pair(Pair { first, second, names, .. }) => {
            profile::of_pair(page, (first, &names.0), (second, &names.1))
        }
        _ => None,
    };
    let table = table::table(page, comparison.title(), &levels);
    let split = split(page, &levels);
    Compare { summary: comparison.summary(), profile, table, split, nearby }
}

fn split(page: &mut Builder<'_>, levels: &[&Level]) -> Option<Chart> {
    let weeks: Vec<_> = levels
        .iter()
        .filter_map(|level| {
            let week = level.week.as_ref().filter(|week| !week.split.is_empty())?;
            Some((level.title.plain(), week))
        })
        .collect();
    (weeks.len() > 1).then(|| split::figure(page, "How the time is spent".to_owned(), &weeks)).flatten()
}

/// Other comparisons around the same levels: whole tracks, then the grade, then pairs.
fn nearby<'a>(page: &Builder<'a>, comparison: &Comparison<'a>, levels: &[&'a Level]) -> Vec<Link> {
    let compared = page.shown.compared();
    let tracks = near_tracks(page, comparison, levels).into_iter().take(NEARBY_TRACKS);
    let tracks = tracks.filter_map(|track| link_all(page, &Comparison::Track(track)));
    let grade = levels.first().and_then(|level| page.shown.grade_of(level)).filter(|grade| {
        matches!(comparison, Comparison::Pair(_))
            && levels.iter().all(|level| page.shown.grade_of(level).is_some_and(|own| own.id == grade.id))
    });
    let grades = compared.grades().iter().filter(|(known, _)| grade.is_some_and(|grade| grade.id == known.id));
    let grades = grades.filter_map(|(grade, levels)| link_all(page, &Comparison::Grade(grade, levels.clone())));
    let pairs = levels.iter().flat_map(|level| compared.with(&level.id)).filter_map(|pair| link_pair(page, pair));
    let own = page.route.to(&page.route);
    let mut links: Vec<Link> = Vec::new();
    for link in tracks.chain(grades).chain(pairs).filter(|link| link.href != own) {
        if links.len() == NEARBY {
            break;
        }
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The tracks of the levels; beside a whole track the others of its ladder.
fn near_tracks<'a>(page: &Builder<'a>, comparison: &Comparison<'a>, levels: &[&'a Level]) -> Vec<&'a Track> {
    let tracks: Vec<&Track> = match comparison {
        Comparison::Track(track) => {
            let family = track.family.as_ref();
            let others = family.map(|family| page.shown.tracks_of(family)).unwrap_or_default();
            others.into_iter().filter(|other| other.id != track.id).collect()
        }
        _ => levels.iter().filter_map(|level| page.shown.track_of(&level.id)).collect(),
    };
    tracks.into_iter().filter(|track| compared::is_table(page.shown, track)).collect()
}

/// The page that lists all comparisons; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> CompareIndex {
    let text = index.map(|index| page.shown.text_of(index)).filter(|text| !text.prose.is_empty());
    let sorted = Sorted::of(page.shown);
    let families = page.shown.handbook.families.keys().map(Some).chain([None]);
    CompareIndex {
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        text: page.blocks_of(text.as_ref()),
        ladders: families.filter_map(|family| group(page, family, &sorted)).collect(),
        grades: grades(page),
        across: sorted.across.into_iter().filter_map(|pair| pair_link(page, pair)).collect(),
    }
}

/// The pairs by ladder; `None` stands for levels on no ladder.
#[derive(Default)]
struct Sorted<'a, 's> {
    pairs: BTreeMap<Option<&'a Id<Family>>, Vec<&'s Pair<'a>>>,
    across: Vec<&'s Pair<'a>>,
}

impl<'a, 's> Sorted<'a, 's> {
    fn of(shown: &'s Shown<'a>) -> Self {
        let mut sorted = Self::default();
        for pair in shown.compared().pairs() {
            let family = family_of(shown, &pair.first.id);
            match family == family_of(shown, &pair.second.id) {
                true => sorted.pairs.entry(family).or_default().push(pair),
                false => sorted.across.push(pair),
            }
        }
        sorted
    }
}

/// The comparisons of a ladder, or of levels on none; `None` where there are none.
fn group(page: &mut Builder<'_>, family: Option<&Id<Family>>, sorted: &Sorted<'_, '_>) -> Option<CompareGroup> {
    let pairs = sorted.pairs.get(&family).map(Vec::as_slice).unwrap_or_default();
    let links = |reasons: &[Why]| {
        let pairs = pairs.iter().filter(|pair| reasons.contains(&pair.why));
        pairs.filter_map(|pair| pair_link(page, pair)).collect::<Vec<_>>()
    };
    let (steps, moves, equals) = (links(&[Why::Next, Why::Fork]), links(&[Why::Move]), links(&[Why::Equal]));
    let tracks = family.map(|family| page.shown.tracks_of(family)).unwrap_or_default().into_iter();
    let tracks = tracks.filter(|track| compared::is_table(page.shown, track));
    let tracks: Vec<PairLink> = tracks.filter_map(|track| track_link(page, track)).collect();
    let family = family.and_then(|family| page.shown.handbook.families.get(family));
    let matrices = family.map(|family| matrix::of_family(page.shown, family)).unwrap_or_default();
    let matrices: Vec<Link> = matrices.into_iter().map(|(title, route)| page.link_to(title, &route)).collect();
    if pairs.is_empty() && tracks.is_empty() && matrices.is_empty() {
        return None;
    }
    let (ladder, id) = match family {
        Some(family) => {
            let ladder = page.link(&Thing::Family(family.id.clone()))?;
            (ladder, page.fresh_id(&format!("ladder-{}", family.id.as_str())))
        }
        None => {
            let id = page.fresh_id("other");
            (Link { text: "Other levels".to_owned(), href: format!("#{id}") }, id)
        }
    };
    Some(CompareGroup { ladder, id, matrices, tracks, steps, moves, equals })
}

fn grades(page: &Builder<'_>) -> Vec<PairLink> {
    let link = |(grade, levels): &(&Grade, Vec<&Level>)| {
        let link = page.link_to(grade.title.plain(), &address::compare_grade(grade.id.as_str())?);
        Some(PairLink { link, codes: codes(page, levels.iter().copied()) })
    };
    page.shown.compared().grades().iter().filter_map(link).collect()
}

fn track_link(page: &Builder<'_>, track: &Track) -> Option<PairLink> {
    let link = page.link_to(track.title.plain(), &address::compare_track(track.id.as_str())?);
    let levels = track.levels.iter().filter_map(|level| page.shown.level(&level.value));
    Some(PairLink { link, codes: codes(page, levels) })
}

fn pair_link(page: &Builder<'_>, pair: &Pair<'_>) -> Option<PairLink> {
    Some(PairLink { link: link_pair(page, pair)?, codes: codes(page, [pair.first, pair.second]) })
}

/// The codes of levels with their colours.
fn codes<'a>(page: &Builder<'_>, levels: impl IntoIterator<Item = &'a Level>) -> Vec<(String, Tone)> {
    let code = |level: &Level| {
        let tone = page.shown.track_of(&level.id).map_or(Tone::Shared, builder::tone);
        Some((level.code.as_ref()?.plain(), tone))
    };
    levels.into_iter().filter_map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    const LADDERS: &str = "== book.toml
[rungbook]
audiences = ['public', 'managers']
== all.yaml
families: [{id: z, title: Zebras}, {id: f, title: Foxes}, {id: empty, title: Empty}]
grades: [{id: g1, title: Grade 1}, {id: g2, title: Grade 2}, {id: secret, title: Secret, audience: managers}]
tracks:
  - {id: z-ic, kind: ic, family: z, title: Makers, levels: [z1, z2]}
  - {id: z-m, kind: management, family: z, title: Managers, after: z1, levels: [m2, m3]}
  - {id: f-ic, kind: ic, family: f, title: Foxes, levels: [f2]}
levels:
  - {id: z1, title: Starter, code: Z1, grade: g1}
  - {id: z2, title: Expert, code: Z2, grade: g2}
  - {id: m2, title: Manager, code: M2, grade: g2}
  - {id: m3, title: Director, grade: secret}
  - {id: f2, title: Expert, code: F2, grade: g2}
  - {id: l1, title: L1, grade: secret}
  - {id: l2, title: L2}
moves: [{from: m3, to: z1, kind: return}, {from: l1, to: l2, kind: promotion}]
";

    #[test]
    fn each_comparison_says_why_it_is_there() {
        let summaries = fixture::shown(LADDERS, |shown| {
            let pairs = all(shown).into_iter().filter(|it| matches!(it, Comparison::Pair(_)));
            pairs.map(|pair| format!("{} / {}", pair.route().unwrap(), pair.summary())).collect::<Vec<_>>()
        });
        let expected = [
            "compare/z1--z2.html / Expert is the next level after Starter.",
            "compare/z1--m2.html / Manager comes after Starter, on another track.",
            "compare/z1--m3.html / People move between Starter and Director.",
            "compare/z2--m2.html / Expert and Manager hold the same grade.",
            "compare/z2--f2.html / Expert (Zebras) and Expert (Foxes) hold the same grade.",
            "compare/m2--m3.html / Director is the next level after Manager.",
            "compare/m2--f2.html / Manager (Zebras) and Expert (Foxes) hold the same grade.",
            "compare/l1--l2.html / L2 is the next level after L1.",
        ];
        assert_eq!(summaries, expected);
    }

    #[test]
    fn the_index_lists_every_comparison_once() {
        fixture::page(LADDERS, |page| {
            let index = index(page, None);
            let titles: Vec<_> = index.ladders.iter().map(|group| group.ladder.text.as_str()).collect();
            assert_eq!(titles, ["Zebras", "Other levels"]);
            let groups = index.ladders.iter().flat_map(|group| {
                let pairs = group.tracks.iter().chain(&group.steps);
                pairs.chain(&group.moves).chain(&group.equals)
            });
            let links = groups.chain(&index.grades).chain(&index.across).map(|pair| pair.link.href.clone());
            let mut links: Vec<_> = links.collect();
            links.sort();
            let mut all: Vec<_> = all(page.shown).iter().map(|it| page.route.to(&it.route().unwrap())).collect();
            all.sort();
            assert_eq!(links, all);
            let across: Vec<_> = index.across.iter().map(|pair| pair.link.text.as_str()).collect();
            assert_eq!(across, ["Expert (Zebras) and Expert (Foxes)", "Manager (Zebras) and Expert (Foxes)"]);
            let codes: Vec<_> = index.grades[0].codes.iter().map(|(code, _)| code.as_str()).collect();
            assert_eq!(codes, ["Z2", "M2", "F2"]);
        });
    }

    #[test]
    fn nearby_are_other_comparisons_of_the_same_levels() {
        let near = fixture::shown(LADDERS, |shown| {
            let all = all(shown);
            let pair = all.iter().find(|it| it.title() == "Expert and Manager").unwrap();
            let mut page = Builder::new(shown, pair.route().unwrap());
            compare(&mut page, pair).nearby.into_iter().map(|link| link.text).collect::<Vec<_>>()
        });
        let expected = [
            "Makers, level by level",
            "Managers, level by level",
            "Grade 2, level by level",
            "Starter and Expert",
            "Expert (Zebras) and Expert (Foxes)",
            "Starter and Manager",
            "Manager and Director",
            "Manager (Zebras) and Expert (Foxes)",
        ];
        assert_eq!(near, expected);
    }
}
