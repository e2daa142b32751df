//! Competencies against levels.

use super::address;
use super::builder::{self, Builder};
use super::expected::step_title;
use super::page::{Link, Tone};
use super::parts::LaneList;
use super::shown::Shown;
use crate::base::Route;
use crate::model::id::Id;
use crate::model::skills;
use crate::model::skills::Area;
use crate::model::things::{Family, Level, Thing, Track};
use serde::Serialize;

/// Competencies against levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Matrix {
    /// The ladder.
    pub ladder: Link,
    /// The levels, track by track.
    pub tracks: Vec<LaneList>,
    /// The competencies by area.
    pub areas: Vec<MatrixArea>,
    /// The steps of the scales in use, lowest first, for the legend.
    pub legend: Vec<MatrixStep>,
}

/// The competencies of one area.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixArea {
    /// The area.
    pub title: Option<String>,
    /// Its competencies.
    pub rows: Vec<MatrixRow>,
}

/// A competency through the levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixRow {
    /// The competency.
    pub competency: Link,
    /// One cell a level.
    pub cells: Vec<MatrixCell>,
}

/// What a level expects of a competency, in short.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixCell {
    /// Where the level says it; absent when it says nothing.
    pub href: Option<String>,
    /// The step; absent where only entries are given.
    pub step: Option<MatrixStep>,
    /// How many entries it states.
    pub count: usize,
    /// The level's colour.
    pub tone: Tone,
    /// The level's title, for those who cannot see the head of the table.
    pub level: String,
}

/// A step of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixStep {
    /// Its title.
    pub title: String,
    /// Its height among five: 1 the lowest, 5 the highest.
    pub heat: u8,
}

/// The most levels of a ladder in one matrix; a larger ladder has one for each track.
const WIDEST: usize = 60;

/// What a matrix is about: a ladder, or one track of a large one.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    family: &'a Family,
    track: Option<&'a Track>,
}

impl Scope<'_> {
    /// Its address.
    pub fn route(&self) -> Option<Route> {
        match self.track {
            Some(track) => address::matrix_track(track.id.as_str()),
            None => address::matrix(self.family.id.as_str()),
        }
    }

    /// What the page is called.
    pub fn title(&self) -> String {
        let title = self.track.map_or(&self.family.title, |track| &track.title);
        format!("{}: competency matrix", title.plain())
    }
}

/// All matrices.
pub fn all<'a>(shown: &Shown<'a>) -> Vec<Scope<'a>> {
    let families = shown.handbook.families.values();
    families
        .filter(|family| shown.has(&Thing::Family(family.id.clone())))
        .flat_map(|family| scopes(shown, family))
        .collect()
}

/// The matrices of a ladder: their titles and addresses.
pub fn of_family(shown: &Shown<'_>, family: &Family) -> Vec<(String, Route)> {
    let Some(family) = shown.handbook.families.get(&family.id) else { return Vec::new() };
    scopes(shown, family).into_iter().filter_map(|scope| Some((scope.title(), scope.route()?))).collect()
}

fn scopes<'a>(shown: &Shown<'a>, family: &'a Family) -> Vec<Scope<'a>> {
    let tracks = shown.tracks_of(&family.id);
    let expects = |track: &&Track| shown.levels_of(track).any(|level| !level.expects.is_empty());
    let tracks: Vec<&Track> = tracks.into_iter().filter(expects).collect();
    let levels: usize = tracks.iter().map(|track| shown.levels_of(track).count()).sum();
    match levels {
        0 => Vec::new(),
        1..=WIDEST => vec![Scope { family, track: None }],
        _ => tracks.into_iter().map(|track| Scope { family, track: Some(track) }).collect(),
    }
}

/// A matrix.
pub fn matrix(page: &mut Builder<'_>, scope: &Scope<'_>) -> Matrix {
    let tracks = match scope.track {
        Some(track) => page.shown.handbook.tracks.get(&track.id).into_iter().collect(),
        None => page.shown.tracks_of(&scope.family.id),
    };
    let levels: Vec<&Level> = tracks.iter().flat_map(|track| page.shown.levels_of(track)).collect();
    let lane = |track: &&Track| {
        let title = page.link(&Thing::Track(track.id.clone()))?;
        let levels = page.level_links(page.shown.levels_of(track).map(|level| &level.id).collect::<Vec<_>>());
        Some(LaneList { title, tone: builder::tone(track), levels })
    };
    Matrix {
        ladder: page
            .link(&Thing::Family(scope.family.id.clone()))
            .unwrap_or_else(|| Link { text: String::new(), href: String::new() }),
        tracks: tracks.iter().filter_map(lane).collect(),
        areas: areas(page, &levels),
        legend: legend(page, &levels),
    }
}

/// The competencies that some level names, by area in authored order; those without an area last.
fn areas(page: &Builder<'_>, levels: &[&Level]) -> Vec<MatrixArea> {
    let book = page.shown.handbook;
    let named = |competency: &&skills::Competency| levels.iter().any(|level| states(page, level, &competency.id));
    let named: Vec<&skills::Competency> = book.competencies.values().filter(named).collect();
    let seen = |area: &Id<Area>| page.shown.has(&Thing::Area(area.clone()));
    let areas = book.areas.values().filter(|area| seen(&area.id)).map(Some).chain([None]);
    let area = |area: Option<&Area>| {
        let id = area.map(|area| &area.id);
        let own = named.iter().filter(|it| it.area.as_ref().filter(|area| seen(area)) == id);
        let rows: Vec<MatrixRow> = own.filter_map(|competency| row(page, competency, levels)).collect();
        (!rows.is_empty()).then(|| MatrixArea { title: area.map(|area| area.title.plain()), rows })
    };
    areas.filter_map(area).collect()
}

fn states(page: &Builder<'_>, level: &Level, competency: &Id<skills::Competency>) -> bool {
    level.expects.iter().any(|stated| stated.competency == *competency && page.shown.sees(stated.audience))
}

fn row(page: &Builder<'_>, competency: &skills::Competency, levels: &[&Level]) -> Option<MatrixRow> {
    let link = page.link(&Thing::Competency(competency.id.clone()))?;
    let cells = levels.iter().map(|level| cell(page, competency, level)).collect();
    Some(MatrixRow { competency: link, cells })
}

fn cell(page: &Builder<'_>, competency: &skills::Competency, level: &Level) -> MatrixCell {
    let stated =
        level.expects.iter().find(|stated| stated.competency == competency.id && page.shown.sees(stated.audience));
    let places = &page.shown.handbook.derived.places;
    let growth =
        places.get(&level.id).and_then(|place| place.growth.iter().find(|growth| growth.competency == competency.id));
    let step = step(page, competency, growth.and_then(|growth| growth.step));
    let anchor = |link: Link| format!("{}#expected-{}", link.href, competency.id.as_str());
    let says = stated.is_some() || step.is_some();
    MatrixCell {
        href: page.link(&Thing::Level(level.id.clone())).filter(|_| says).map(anchor),
        step,
        count: stated.map_or(0, |stated| stated.items.iter().filter(|item| page.shown.sees(item.audience)).count()),
        tone: page.shown.track_of(&level.id).map_or(Tone::Shared, builder::tone),
        level: level.title.plain(),
    }
}

/// A step of a competency with its heat.
pub fn step(page: &Builder<'_>, competency: &skills::Competency, step: Option<usize>) -> Option<MatrixStep> {
    let scale = page.shown.handbook.scales.get(competency.scale.as_ref()?)?;
    Some(MatrixStep { title: step_title(page, competency, step?)?, heat: heat(step?, scale.steps.len()) })
}

/// The height of a step among five: 1 the lowest, 5 the highest. `place` counts from 0.
pub fn heat(place: usize, steps: usize) -> u8 {
    let highest = steps.saturating_sub(1).max(1);
    (1 + place.min(highest) * 4 / highest) as u8
}

/// The steps of the scales in use; none where several scales are, whose words would mix.
fn legend(page: &Builder<'_>, levels: &[&Level]) -> Vec<MatrixStep> {
    let named = levels
        .iter()
        .flat_map(|level| &level.expects)
        .filter_map(|stated| page.shown.handbook.competencies.get(&stated.competency));
    let scales: std::collections::BTreeSet<_> = named.filter_map(|competency| competency.scale.as_ref()).collect();
    let mut scales = scales.into_iter();
    let (Some(only), None) = (scales.next(), scales.next()) else { return Vec::new() };
    let Some(scale) = page.shown.handbook.scales.get(only) else { return Vec::new() };
    let steps = scale.steps.iter().enumerate();
    steps.map(|(place, step)| MatrixStep { title: step.title.plain(), heat: heat(place, scale.steps.len()) }).collect()
}

#[cfg(test)]
mod tests {
    use super::heat;

    #[test]
    fn heat_spreads_over_five() {
        assert_eq!([0, 1, 2, 3].map(|place| heat(place, 4)), [1, 2, 3, 5]);
        assert_eq!([0, 1].map(|place| heat(place, 2)), [1, 5]);
        assert_eq!(heat(0, 1), 1);
        assert_eq!(heat(9, 3), 5);
    }
}
