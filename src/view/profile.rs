//! The profile of one or two levels: the steps of their competencies, as a radar or, above eight, as bars.

use super::builder::{self, Builder};
use super::diagram::Diagram;
use super::diagram::profile as drawn;
use super::page::{Drawing, Link, Tone};
use super::stated::stated;
use crate::model::skills::{Competency, Scale};
use crate::model::things::{Level, Thing};
use serde::Serialize;
use std::collections::BTreeSet;

/// The steps of one or two levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Profile {
    /// What it shows.
    pub title: String,
    /// The radar; absent where bars say more.
    pub drawing: Option<Drawing>,
    /// The levels.
    pub levels: Vec<ProfileLevel>,
    /// The steps of the scale that all competencies share, lowest first; none where the scales differ.
    pub steps: Vec<String>,
    /// The competencies.
    pub rows: Vec<ProfileRow>,
}

/// A level of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ProfileLevel {
    /// Its title.
    pub title: String,
    /// Its track's colour.
    pub tone: Tone,
}

/// A competency of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ProfileRow {
    /// The competency.
    pub competency: Link,
    /// The step of each level, where it names one.
    pub marks: Vec<Option<ProfileMark>>,
    /// Whether two levels have the same step.
    pub same: bool,
}

/// A step of a competency at a level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ProfileMark {
    /// Its title.
    pub title: String,
    /// Its place on its scale, from 1.
    pub place: usize,
    /// How many steps the scale has.
    pub of: usize,
}

/// How many axes a radar may have.
const AXES: std::ops::RangeInclusive<usize> = 3..=8;

/// The profile of a level; `None` where it names no step.
pub fn of_level(page: &mut Builder<'_>, level: &Level) -> Option<Profile> {
    let title = level.title.plain();
    profile(page, format!("Competencies of {title}"), &[(level, title)])
}

/// The profiles of two levels under the given names, one over the other; `None` where neither names a step.
pub fn of_pair(page: &mut Builder<'_>, first: (&Level, &str), second: (&Level, &str)) -> Option<Profile> {
    let title = format!("Competencies of {} and {}", first.1, second.1);
    profile(page, title, &[(first.0, first.1.to_owned()), (second.0, second.1.to_owned())])
}

fn profile(page: &mut Builder<'_>, title: String, levels: &[(&Level, String)]) -> Option<Profile> {
    let competencies = competencies(page, levels);
    let rows: Vec<ProfileRow> = competencies.iter().filter_map(|it| row(page, it, levels)).collect();
    if rows.is_empty() {
        return None;
    }
    let named = |(level, title): &(&Level, String)| {
        let tone = page.shown.track_of(&level.id).map_or(Tone::Shared, builder::tone);
        ProfileLevel { title: title.clone(), tone }
    };
    let mut profile = Profile {
        title,
        drawing: None,
        levels: levels.iter().map(named).collect(),
        steps: common_steps(page, &competencies),
        rows,
    };
    if AXES.contains(&profile.rows.len()) {
        let radar = radar(&profile);
        profile.drawing = Some(page.figure(Diagram::Profile(radar)));
    }
    Some(profile)
}

/// The competencies of which some of the levels expects a step, in the order of the first one that does.
fn competencies<'a>(page: &Builder<'a>, levels: &[(&'a Level, String)]) -> Vec<&'a Competency> {
    let book = page.shown.handbook;
    let mut known = BTreeSet::new();
    let mut competencies = Vec::new();
    for (level, _) in levels {
        let growth = book.derived.places.get(&level.id).into_iter().flat_map(|place| &place.growth);
        for competency in growth.filter_map(|growth| book.competencies.get(&growth.competency)) {
            let has_step = stated(page.shown, level, competency).is_some_and(|stated| stated.step.is_some());
            if has_step && known.insert(&competency.id) {
                competencies.push(competency);
            }
        }
    }
    competencies
}

fn row(page: &Builder<'_>, competency: &Competency, levels: &[(&Level, String)]) -> Option<ProfileRow> {
    let link = page.link(&Thing::Competency(competency.id.clone()))?;
    let scale = page.shown.scale_of(competency)?;
    let mark = |(level, _): &(&Level, String)| {
        let place = stated(page.shown, level, competency)?.step?;
        let title = scale.steps.get(place)?.title.plain();
        Some(ProfileMark { title, place: place + 1, of: scale.steps.len() })
    };
    let marks: Vec<Option<ProfileMark>> = levels.iter().map(mark).collect();
    let same = matches!(marks.as_slice(), [one, other] if one == other);
    Some(ProfileRow { competency: link, marks, same })
}

/// The steps of the scale that all competencies share; none where there are several scales.
fn common_steps(page: &Builder<'_>, competencies: &[&Competency]) -> Vec<String> {
    let mut scales = competencies.iter().filter_map(|it| page.shown.scale_of(it));
    let first: Option<&Scale> = scales.next();
    let common = first.filter(|first| scales.all(|scale| scale.id == first.id));
    common.map(|scale| scale.steps.iter().map(|step| step.title.plain()).collect()).unwrap_or_default()
}

/// The radar of a profile.
pub fn radar(profile: &Profile) -> drawn::Profile {
    let axis = |row: &ProfileRow| drawn::Axis {
        title: row.competency.text.clone(),
        steps: words(row),
        href: row.competency.href.clone(),
    };
    let height = |mark: &Option<ProfileMark>| {
        mark.as_ref().map_or(0, |mark| (mark.place * 1000 / mark.of.max(1)).min(1000) as u16)
    };
    let outline = |(at, level): (usize, &ProfileLevel)| drawn::Outline {
        tone: level.tone,
        heights: profile.rows.iter().map(|row| row.marks.get(at).map_or(0, height)).collect(),
    };
    drawn::Profile {
        title: profile.title.clone(),
        description: format!(
            "A radar with an axis for each of {}; the higher the step, the farther out.",
            builder::count(profile.rows.len(), "competency", "competencies")
        ),
        axes: profile.rows.iter().map(axis).collect(),
        rings: profile.steps.len(),
        levels: profile.levels.iter().enumerate().map(outline).collect(),
    }
}

/// The steps of a row in words; those of two levels with the marks that they have in the picture.
fn words(row: &ProfileRow) -> String {
    let word = |mark: &Option<ProfileMark>| mark.as_ref().map_or_else(|| "–".to_owned(), |mark| mark.title.clone());
    match row.marks.as_slice() {
        [first, second] if !row.same => format!("● {} ◇ {}", word(first), word(second)),
        [first, ..] => word(first),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    fn book(count: usize, scale: &str) -> String {
        let ids: Vec<String> = (0..count).map(|at| format!("c{at}")).collect();
        let competencies: String =
            ids.iter().map(|id| format!("  - {{id: {id}, title: C, scale: {scale}}}\n")).collect();
        let expects: Vec<String> = ids.iter().map(|id| format!("{id}: {{step: high}}")).collect();
        format!(
            "== all.yaml
family: {{id: f, title: F}}
scales:
  - {{id: s, title: S, steps: [{{id: low, title: Low}}, {{id: high, title: High}}]}}
  - {{id: q, title: Q, steps: [{{id: high, title: Yes}}]}}
competencies:
{competencies}  - {{id: other, title: Other, scale: q}}
  - {{id: bare, title: Bare}}
track: {{id: t, kind: ic, family: f, title: T, levels: [a, b]}}
levels:
  - {{id: a, title: A, expects: {{{}}}}}
  - {{id: b, title: B, expects: {{c0: {{step: low}}, other: {{step: high}}, bare: [One]}}}}
",
            expects.join(", ")
        )
    }

    #[test]
    fn a_few_competencies_are_a_radar_many_are_bars() {
        for (count, is_radar) in [(2, false), (3, true), (8, true), (9, false)] {
            let profile = fixture::page(&book(count, "s"), |page| {
                let level = fixture::level(page.shown, "a");
                of_level(page, level).unwrap()
            });
            assert_eq!((profile.rows.len(), profile.drawing.is_some()), (count, is_radar));
            assert_eq!(profile.steps, ["Low", "High"]);
        }
    }

    #[test]
    fn two_levels_share_their_competencies_and_scales_may_differ() {
        fixture::page(&book(3, "s"), |page| {
            let (a, b) = (fixture::level(page.shown, "a"), fixture::level(page.shown, "b"));
            let profile = of_pair(page, (a, "A"), (b, "B")).unwrap();
            assert!(profile.steps.is_empty());
            let words: Vec<String> = profile.rows.iter().map(words).collect();
            assert_eq!(words, ["● High ◇ Low", "● High ◇ –", "● High ◇ –", "● – ◇ Yes"]);
            let Some(Diagram::Profile(radar)) = page.figures.first() else { panic!("no radar") };
            assert_eq!(radar.levels[1].heights, [500, 0, 0, 1000]);
        });
    }
}
