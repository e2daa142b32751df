//! The diagrams of a ladder: in full for its own page, small around one level.

use super::builder::{self, Builder};
use super::chains;
use super::diagram::Diagram;
use super::diagram::ladder::{Edge, Ladder, Lane, Mark, Rung, Way};
use super::parts::{Figure, LaneList};
use crate::model::id::Id;
use crate::model::skills::Grade;
use crate::model::things::{Family, Level, MoveKind, Status, Thing, Track};
use std::collections::{BTreeSet, HashMap};

/// The most levels that a small diagram shows.
const SMALL: usize = 24;

/// The diagram of a whole ladder; `None` when it has no level.
pub fn full(page: &mut Builder<'_>, family: &Family) -> Option<Figure> {
    let tracks = page.shown.tracks_of(&family.id);
    let levels: Vec<&Level> = tracks.iter().flat_map(|track| page.shown.levels_of(track)).collect();
    let title = family.title.plain();
    let gone = page.shown.marks.ladder(&family.id).cloned();
    figure(page, Sketch { title, tracks, levels, current: None }, gone)
}

/// A whole ladder without the lists and links of a page; `None` when it has no level.
///
/// Its rungs are the levels that the audience sees, track by track, lowest first.
pub fn bare(page: &Builder<'_>, family: &Family) -> Option<Ladder> {
    let tracks = page.shown.tracks_of(&family.id);
    let levels: Vec<&Level> = tracks.iter().flat_map(|track| page.shown.levels_of(track)).collect();
    let sketch = Sketch { title: family.title.plain(), tracks, levels, current: None };
    (!sketch.levels.is_empty()).then(|| drawn(page, &sketch))
}

/// The diagram around a level: its whole ladder when that is small, else the levels nearby.
pub fn small(page: &mut Builder<'_>, level: &Level) -> Option<Figure> {
    let family = page.shown.track_of(&level.id)?.family.clone()?;
    let family = page.shown.handbook.families.get(&family)?;
    let mut tracks = page.shown.tracks_of(&family.id);
    let all: usize = tracks.iter().map(|track| page.shown.levels_of(track).count()).sum();
    let near = (all > SMALL).then(|| nearby(page, level));
    if let Some(near) = &near {
        let here: BTreeSet<_> = near.iter().filter_map(|id| page.shown.track_of(id)).map(|track| &track.id).collect();
        tracks.retain(|track| here.contains(&track.id));
    }
    let levels = tracks.iter().flat_map(|track| page.shown.levels_of(track));
    let levels = levels.filter(|level| near.as_ref().is_none_or(|near| near.contains(&level.id))).collect();
    let title = family.title.plain();
    figure(page, Sketch { title, tracks, levels, current: Some(&level.id) }, None)
}

/// The diagram of some levels in their tracks, each from the lowest; `None` when no track lists any of them.
pub fn some(page: &mut Builder<'_>, title: String, levels: Vec<&Level>) -> Option<Figure> {
    let mut tracks: Vec<&Track> = Vec::new();
    for track in levels.iter().filter_map(|level| page.shown.track_of(&level.id)) {
        if !tracks.iter().any(|known| known.id == track.id) {
            tracks.push(track);
        }
    }
    let wanted: BTreeSet<&Id<Level>> = levels.iter().map(|level| &level.id).collect();
    let rising = tracks.iter().flat_map(|track| page.shown.levels_of(track));
    let levels = rising.filter(|level| wanted.contains(&level.id)).collect();
    figure(page, Sketch { title, tracks, levels, current: None }, None)
}

/// The diagram of chains of names, each from the lowest to the highest; `None` where they name nothing.
pub fn chains(page: &mut Builder<'_>, title: &str, chains: &[Vec<chains::Stop>]) -> Option<Figure> {
    chains::figure(page, title, chains)
}

/// What a diagram is made from.
struct Sketch<'s> {
    title: String,
    tracks: Vec<&'s Track>,
    levels: Vec<&'s Level>,
    current: Option<&'s Id<Level>>,
}

impl<'s> Sketch<'s> {
    fn track_of(&self) -> HashMap<&'s Id<Level>, &'s Id<Track>> {
        self.tracks.iter().flat_map(|track| track.levels.iter().map(|level| (&level.value, &track.id))).collect()
    }
}

/// The figure of a sketch; `whole` is the same ladder with the levels that are gone.
fn figure(page: &mut Builder<'_>, mut sketch: Sketch<'_>, whole: Option<Ladder>) -> Option<Figure> {
    let track_of = sketch.track_of();
    sketch.tracks.retain(|track| sketch.levels.iter().any(|level| track_of.get(&level.id) == Some(&&track.id)));
    if sketch.levels.is_empty() {
        return None;
    }
    let drawn = drawn(page, &sketch);
    let diagram = whole.map_or_else(|| drawn.clone(), |whole| linked(whole, &drawn));
    let across = diagram.edges.iter().any(|edge| edge.way.is_across());
    let families = sketch.tracks.iter().filter_map(|track| track.family.as_ref());
    let marked = families.into_iter().any(|family| page.shown.marks.ladder(family).is_some());
    let drawing = page.figure(Diagram::Ladder(diagram));
    let lanes = lists(page, &sketch, &track_of);
    Some(Figure { title: sketch.title.clone(), drawing, across, lanes, chains: Vec::new(), marked })
}

/// A ladder with the links of another that has the same levels, in the same order, without those that are gone.
fn linked(mut whole: Ladder, drawn: &Ladder) -> Ladder {
    let there = whole.rungs.iter_mut().filter(|rung| rung.mark != Some(Mark::Removed));
    there.zip(&drawn.rungs).for_each(|(rung, drawn)| rung.href.clone_from(&drawn.href));
    whole.lanes.iter_mut().zip(&drawn.lanes).for_each(|(lane, drawn)| lane.href.clone_from(&drawn.href));
    whole
}

/// What a sketch becomes.
fn drawn(page: &Builder<'_>, sketch: &Sketch<'_>) -> Ladder {
    let track_of = sketch.track_of();
    let lanes: Vec<Lane> = sketch.tracks.iter().filter_map(|track| lane(page, track)).collect();
    let rows = rows(page, &sketch.levels);
    let lane_of = |level: &Level| sketch.tracks.iter().position(|track| track_of.get(&level.id) == Some(&&track.id));
    let rungs: Vec<Rung> = sketch
        .levels
        .iter()
        .filter_map(|level| rung(page, level, (lane_of(level)?, row(level, &rows)), sketch.current))
        .collect();
    let edges = edges(page, &sketch.levels);
    let levels = builder::count(rungs.len(), "level", "levels");
    let falling = page.shown.handbook.settings.falling;
    let (low, high) = if falling { ("top", "bottom") } else { ("bottom", "top") };
    let description = format!(
        "{levels} in {}, from the lowest rung at the {low} to the highest at the {high}.",
        builder::count(lanes.len(), "track", "tracks")
    );
    let titles = rows
        .iter()
        .map(|grade| page.shown.handbook.grades.get(grade).map(|grade| grade.title.plain()).unwrap_or_default())
        .collect();
    let (title, small) = (sketch.title.clone(), sketch.current.is_some());
    Ladder { title, description, small, falling, lanes, rows: titles, rungs, edges }
}

fn lane(page: &Builder<'_>, track: &Track) -> Option<Lane> {
    let link = page.link(&Thing::Track(track.id.clone()))?;
    Some(Lane { title: link.text, tone: builder::tone(track), href: Some(link.href) })
}

/// The grades of the levels that the audience sees, lowest first.
fn rows(page: &Builder<'_>, levels: &[&Level]) -> Vec<Id<Grade>> {
    let grades = page.shown.handbook.grades.values();
    let used: BTreeSet<&Id<Grade>> =
        levels.iter().filter_map(|level| page.shown.grade_of(level)).map(|grade| &grade.id).collect();
    grades.filter(|grade| used.contains(&grade.id)).map(|grade| grade.id.clone()).collect()
}

fn row(level: &Level, rows: &[Id<Grade>]) -> Option<usize> {
    let grade = level.grade.as_ref()?;
    rows.iter().position(|row| row == grade)
}

fn rung(page: &Builder<'_>, level: &Level, at: (usize, Option<usize>), current: Option<&Id<Level>>) -> Option<Rung> {
    let link = page.link(&Thing::Level(level.id.clone()))?;
    Some(Rung {
        lane: at.0,
        row: at.1,
        title: link.text,
        code: level.code.as_ref().map(|code| code.plain()),
        notes: page.notes(level),
        href: Some(link.href),
        current: current == Some(&level.id),
        mark: page.shown.marks.level(&level.id),
        faint: level.meta.status != Status::Active,
    })
}

/// The ways between the levels of a diagram, each pair once for each kind.
fn edges(page: &Builder<'_>, levels: &[&Level]) -> Vec<Edge> {
    let number: HashMap<&Id<Level>, usize> = levels.iter().enumerate().map(|(at, level)| (&level.id, at)).collect();
    let mut edges = Vec::new();
    let mut linked = BTreeSet::new();
    for (from, level) in levels.iter().enumerate() {
        let Some(place) = page.shown.handbook.derived.places.get(&level.id) else { continue };
        for next in &place.next {
            let Some(to) = number.get(next).copied() else { continue };
            let apart = page.shown.track_of(next).map(|track| &track.id) != place.track.as_ref();
            let entered = page.shown.handbook.derived.places.get(next).map_or(0, |place| place.previous.len());
            let way = match apart {
                true if place.next.len() == 1 && entered > 1 => Way::Join,
                true => Way::Fork,
                false => Way::Next,
            };
            linked.insert((from, to));
            edges.push(Edge { from, to, way });
        }
    }
    for (from, level) in levels.iter().enumerate() {
        let leaving = page.shown.handbook.derived.places.get(&level.id).map(|place| &place.leaving);
        let moves = leaving.into_iter().flatten().filter_map(|id| page.shown.handbook.moves.get(id));
        for step in moves.filter(|step| page.shown.shows_move(step)) {
            if let Some(to) = number.get(&step.to).copied().filter(|to| linked.insert((from, *to))) {
                edges.push(Edge { from, to, way: way(step.kind) });
            }
        }
    }
    edges
}

fn way(kind: MoveKind) -> Way {
    match kind {
        MoveKind::Promotion => Way::Promotion,
        MoveKind::Fork => Way::Fork,
        MoveKind::Switch => Way::Switch,
        MoveKind::Return => Way::Return,
        MoveKind::Lateral => Way::Lateral,
    }
}

/// The levels nearest to one: step by step along all ways, at most [`SMALL`].
fn nearby(page: &Builder<'_>, level: &Level) -> BTreeSet<Id<Level>> {
    let places = &page.shown.handbook.derived.places;
    let mut near = BTreeSet::from([level.id.clone()]);
    let mut edge = vec![level.id.clone()];
    for _ in 0..3 {
        let around =
            edge.iter().filter_map(|id| places.get(id)).flat_map(|place| place.previous.iter().chain(&place.next));
        let found: BTreeSet<Id<Level>> = around.filter(|id| !near.contains(*id)).cloned().collect();
        if near.len() + found.len() > SMALL {
            break;
        }
        near.extend(found.iter().cloned());
        edge = found.into_iter().collect();
    }
    near
}

fn lists(page: &Builder<'_>, sketch: &Sketch<'_>, track_of: &HashMap<&Id<Level>, &Id<Track>>) -> Vec<LaneList> {
    let list = |track: &&Track| {
        let own = sketch.levels.iter().filter(|level| track_of.get(&level.id) == Some(&&track.id));
        let levels = page.level_links(own.map(|level| &level.id));
        Some(LaneList { title: page.link(&Thing::Track(track.id.clone()))?, tone: builder::tone(track), levels })
    };
    sketch.tracks.iter().filter_map(list).collect()
}
