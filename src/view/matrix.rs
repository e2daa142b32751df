//! Competencies against levels.

use super::builder::{self, Builder};
use super::page::{Link, Tone};
use super::parts::LevelLink;
use super::shown::Shown;
use super::stated::{named, stated};
use super::{address, competency};
use crate::base::Route;
use crate::model::id::Id;
use crate::model::skills::{Competency, Scale};
use crate::model::things::{Family, Level, Thing, Track};
use serde::Serialize;

/// Competencies against levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Matrix {
    /// The ladder.
    pub ladder: Link,
    /// The table.
    pub grid: Grid,
}

/// The table of a matrix: a heat map that is read as a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Grid {
    /// What it shows, for those who do not see it.
    pub caption: String,
    /// The levels, track by track.
    pub lanes: Vec<MatrixLane>,
    /// How many levels there are.
    pub columns: usize,
    /// The competencies by area.
    pub areas: Vec<MatrixArea>,
    /// The steps of the scales in use, lowest first, for the legend.
    pub legend: Vec<MatrixStep>,
}

/// Levels beside each other that are of one track.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixLane {
    /// The track, where they are of one.
    pub title: Option<Link>,
    /// Its colour.
    pub tone: Tone,
    /// The levels.
    pub levels: Vec<LevelLink>,
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
    let tracks = tracks(shown, family);
    let levels: usize = tracks.iter().map(|track| shown.levels_of(track).count()).sum();
    match levels {
        0 => Vec::new(),
        1..=WIDEST => vec![Scope { family, track: None }],
        _ => tracks.into_iter().map(|track| Scope { family, track: Some(track) }).collect(),
    }
}

/// The tracks of a ladder of whose levels the audience sees some competency.
fn tracks<'a>(shown: &Shown<'a>, family: &Family) -> Vec<&'a Track> {
    let names = |level: &'a Level| {
        let mut known = level.expects.iter().filter_map(|it| shown.handbook.competencies.get(&it.competency));
        known.any(|competency| shows(shown, competency) && stated(shown, level, competency).is_some())
    };
    shown.tracks_of(&family.id).into_iter().filter(|track| shown.levels_of(track).any(names)).collect()
}

fn shows(shown: &Shown<'_>, competency: &Competency) -> bool {
    shown.has(&Thing::Competency(competency.id.clone()))
}

/// A matrix.
pub fn matrix(page: &Builder<'_>, scope: &Scope<'_>) -> Matrix {
    let tracks = scope.track.map_or_else(|| self::tracks(page.shown, scope.family), |track| vec![track]);
    let levels: Vec<&Level> = tracks.iter().flat_map(|track| page.shown.levels_of(track)).collect();
    let none = Link { text: String::new(), href: String::new() };
    let ladder = page.link(&Thing::Family(scope.family.id.clone())).unwrap_or(none);
    Matrix { ladder, grid: grid(page, &levels, None) }
}

/// The table of any levels that the audience sees, in their order: of all competencies that some of them names, or of
/// those among `only`. It has no rows where the levels expect nothing.
pub fn grid(page: &Builder<'_>, levels: &[&Level], only: Option<&[&Competency]>) -> Grid {
    let mut areas = areas(page, levels);
    if let Some(only) = only {
        let kept: Vec<Link> =
            only.iter().filter_map(|competency| page.link(&Thing::Competency(competency.id.clone()))).collect();
        areas.iter_mut().for_each(|area| area.rows.retain(|row| kept.contains(&row.competency)));
        areas.retain(|area| !area.rows.is_empty());
    }
    let caption = "What each level expects of each competency".to_owned();
    let lanes = levels.chunk_by(|one, other| track_id(page, one) == track_id(page, other));
    let lanes = lanes.map(|levels| lane(page, levels)).collect();
    Grid { caption, lanes, columns: levels.len(), areas, legend: legend(page.shown, levels) }
}

fn track_id<'a>(page: &Builder<'a>, level: &Level) -> Option<&'a Id<Track>> {
    page.shown.track_of(&level.id).map(|track| &track.id)
}

fn lane(page: &Builder<'_>, levels: &[&Level]) -> MatrixLane {
    let track = levels.first().and_then(|level| page.shown.track_of(&level.id));
    let title = track.and_then(|track| page.link(&Thing::Track(track.id.clone())));
    let tone = track.map_or(Tone::Shared, builder::tone);
    MatrixLane { title, tone, levels: page.level_links(levels.iter().map(|level| &level.id)) }
}

/// The competencies of which some level expects something, by area.
fn areas(page: &Builder<'_>, levels: &[&Level]) -> Vec<MatrixArea> {
    let named = named(page.shown, levels);
    let area = |area: competency::Area<'_>| {
        let own = area.competencies.into_iter().filter(|competency| named.contains(&competency.id));
        let rows: Vec<MatrixRow> = own.filter_map(|competency| row(page, competency, levels)).collect();
        (!rows.is_empty()).then_some(MatrixArea { title: area.title, rows })
    };
    competency::areas(page.shown).into_iter().filter_map(area).collect()
}

fn row(page: &Builder<'_>, competency: &Competency, levels: &[&Level]) -> Option<MatrixRow> {
    let link = page.link(&Thing::Competency(competency.id.clone()))?;
    let cells: Vec<MatrixCell> = levels.iter().map(|level| cell(page, competency, level)).collect();
    let is_expected = cells.iter().any(|cell| cell.href.is_some());
    is_expected.then_some(MatrixRow { competency: link, cells })
}

fn cell(page: &Builder<'_>, competency: &Competency, level: &Level) -> MatrixCell {
    let stated = stated(page.shown, level, competency);
    let link = stated.and_then(|_| page.link(&Thing::Level(level.id.clone())));
    MatrixCell {
        href: link.map(|link| format!("{}#expected-{}", link.href, competency.id.as_str())),
        step: stated.and_then(|stated| step(page, competency, stated.step)),
        count: stated.map_or(0, |stated| stated.count),
        tone: page.shown.track_of(&level.id).map_or(Tone::Shared, builder::tone),
        level: level.title.plain(),
    }
}

/// A step of a competency with its heat.
pub fn step(page: &Builder<'_>, competency: &Competency, place: Option<usize>) -> Option<MatrixStep> {
    let scale = page.shown.scale_of(competency)?;
    let title = scale.steps.get(place?)?.title.plain();
    Some(MatrixStep { title, heat: heat(place?, scale.steps.len()) })
}

/// The height of a step among five: 1 the lowest, 5 the highest. `place` counts from 0.
pub fn heat(place: usize, steps: usize) -> u8 {
    let highest = steps.saturating_sub(1).max(1);
    (1 + place.min(highest) * 4 / highest) as u8
}

/// The steps of the scales in use, lowest first; of several scales those of one height stand together.
fn legend(shown: &Shown<'_>, levels: &[&Level]) -> Vec<MatrixStep> {
    let named = named(shown, levels);
    let rows = shown.handbook.competencies.values();
    let rows = rows.filter(|competency| named.contains(&competency.id) && shows(shown, competency));
    let in_use = |competency: &&Competency| {
        levels.iter().any(|level| stated(shown, level, competency).is_some_and(|stated| stated.step.is_some()))
    };
    let mut scales: Vec<&Scale> = Vec::new();
    for competency in rows {
        let scale = shown.scale_of(competency).filter(|scale| !scales.iter().any(|known| known.id == scale.id));
        scales.extend(scale.filter(|_| in_use(&competency)));
    }
    let mut legend: Vec<MatrixStep> = Vec::new();
    for scale in scales {
        for (place, step) in scale.steps.iter().enumerate() {
            let step = MatrixStep { title: step.title.plain(), heat: heat(place, scale.steps.len()) };
            if !legend.contains(&step) {
                legend.push(step);
            }
        }
    }
    legend.sort_by_key(|step| step.heat);
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    const LADDER: &str = "== book.toml
[rungbook]
audiences = ['public', 'managers']
== all.yaml
family: {id: f, title: F}
scales:
  - {id: s, title: S, steps: [{id: low, title: Low}, {id: mid, title: Mid}, {id: high, title: High}]}
  - {id: grades, title: Grades, steps: [{id: no, title: No}, {id: yes, title: 'Yes'}]}
  - {id: hidden, title: Hidden, audience: managers, steps: [{id: secret, title: Secret}]}
competencies:
  - {id: design, title: Design, scale: s}
  - {id: driving, title: Driving, scale: grades}
  - {id: paying, title: Paying, scale: hidden}
  - {id: hiring, title: Hiring, audience: managers}
tracks:
  - {id: t, kind: ic, family: f, title: T, accumulate: add, levels: [a, b]}
  - {id: u, kind: management, family: f, title: U, levels: [m]}
levels:
  - {id: a, title: A, expects: {design: {step: mid, items: [One, {text: Two, audience: managers}]}}}
  - {id: b, title: B, expects: {driving: {step: 'yes', audience: managers}, paying: {step: secret, items: [Pays]}}}
  - {id: m, title: M, expects: {hiring: [Hires]}}
";

    fn matrix_of(text: &str) -> Matrix {
        fixture::page(text, |page| {
            let scopes = all(page.shown);
            assert_eq!(scopes.len(), 1);
            matrix(page, &scopes[0])
        })
    }

    #[test]
    fn shows_what_holds_at_each_level_as_far_as_the_audience_sees_it() {
        let matrix = matrix_of(LADDER);
        assert_eq!(matrix.grid.lanes.len(), 1, "nothing on the other track is for this audience");
        let rows: Vec<_> = matrix.grid.areas.iter().flat_map(|area| &area.rows).collect();
        let titles: Vec<_> = rows.iter().map(|row| row.competency.text.as_str()).collect();
        assert_eq!(titles, ["Design", "Paying"]);
        let cells: Vec<_> =
            rows[0].cells.iter().map(|cell| (cell.step.as_ref().map(|it| it.heat), cell.count)).collect();
        assert_eq!(cells, [(Some(3), 1), (Some(3), 0)]);
        assert_eq!(rows[0].cells[1].href.as_deref(), Some("../levels/b.html#expected-design"));
        assert_eq!((rows[1].cells[0].href.as_ref(), rows[1].cells[1].step.as_ref()), (None, None));
    }

    #[test]
    fn the_legend_names_the_scales_in_use() {
        let legend =
            |text: &str| matrix_of(text).grid.legend.into_iter().map(|it| (it.title, it.heat)).collect::<Vec<_>>();
        let step = |title: &str, heat| (title.to_owned(), heat);
        assert_eq!(legend(LADDER), [step("Low", 1), step("Mid", 3), step("High", 5)]);
        let all = LADDER.replace("['public', 'managers']", "['public', 'managers']\naudience = 'managers'");
        let expected = [("Low", 1), ("No", 1), ("Secret", 1), ("Mid", 3), ("High", 5), ("Yes", 5)];
        assert_eq!(legend(&all), expected.map(|(title, heat)| step(title, heat)));
    }

    #[test]
    fn a_large_ladder_has_a_matrix_for_each_track() {
        let ids = |from: usize| (from..from + 40).map(|at| format!("l{at}")).collect::<Vec<_>>();
        let level = |id: &String| format!("  - {{id: {id}, title: L, expects: {{c: [Item]}}}}\n");
        let levels: String = ids(0).iter().chain(&ids(40)).map(level).collect();
        let track =
            |id, from| format!("  - {{id: {id}, kind: ic, family: f, title: T, levels: [{}]}}\n", ids(from).join(", "));
        let tracks = track("t", 0) + &track("u", 40);
        let head = "== all.yaml\nfamily: {id: f, title: F}\ncompetency: {id: c, title: C}\n";
        let widths = fixture::page(&format!("{head}tracks:\n{tracks}levels:\n{levels}"), |page| {
            let width = |scope: &Scope<'_>| matrix(page, scope).grid.areas[0].rows[0].cells.len();
            all(page.shown).iter().map(width).collect::<Vec<_>>()
        });
        assert_eq!(widths, [40, 40]);
    }

    #[test]
    fn heat_spreads_over_five() {
        assert_eq!([0, 1, 2, 3].map(|place| heat(place, 4)), [1, 2, 3, 5]);
        assert_eq!([0, 1].map(|place| heat(place, 2)), [1, 5]);
        assert_eq!(heat(0, 1), 1);
        assert_eq!(heat(9, 3), 5);
    }
}
