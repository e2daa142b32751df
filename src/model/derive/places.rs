//! Where each level stands: its track, its neighbours, its moves, its equals.

use crate::model::derived::Place;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::readers::Readers;
use crate::model::skills::Grade;
use crate::model::things::Level;
use std::collections::{HashMap, HashSet};

/// The places of all levels in their order in the handbook.
pub(super) struct Places {
    /// One place a level.
    pub(super) by_level: Vec<Place>,
    /// The levels before each level, by their numbers.
    pub(super) previous: Vec<Vec<usize>>,
}

/// Where each level stands.
pub(super) fn places(handbook: &Handbook, readers: Readers) -> Places {
    let mut by_level: Vec<Place> = handbook.levels.values().map(|_| Place::default()).collect();
    list_tracks(handbook, readers, &mut by_level);
    list_moves(handbook, readers, &mut by_level);
    let ways = Ways::of(handbook, &by_level);
    let mut previous = Vec::with_capacity(by_level.len());
    for (at, place) in by_level.iter_mut().enumerate() {
        let met = |raw: &[Vec<usize>]| met(handbook, readers, at, raw);
        let ids = |levels: &[usize]| levels.iter().filter_map(|level| id(handbook, *level)).collect();
        let before = met(&ways.down);
        place.previous = ids(&before);
        place.next = ids(&met(&ways.up));
        previous.push(before);
    }
    list_equivalents(handbook, readers, &mut by_level);
    Places { by_level, previous }
}

/// A level's track is the first one that lists it.
fn list_tracks(handbook: &Handbook, readers: Readers, places: &mut [Place]) {
    for track in handbook.tracks.values().filter(|track| readers.see(track.meta.audience)) {
        for (position, level) in track.levels.iter().enumerate() {
            let place = handbook.levels.get_index_of(&level.value).and_then(|level| places.get_mut(level));
            if let Some(place) = place.filter(|place| place.track.is_none()) {
                place.track = Some(track.id.clone());
                place.position = position;
            }
        }
    }
}

fn list_moves(handbook: &Handbook, readers: Readers, places: &mut [Place]) {
    let seen = handbook.moves.values().filter(|step| readers.see(step.meta.audience));
    for step in seen {
        for from in &step.from {
            if let Some(place) = handbook.levels.get_index_of(from).and_then(|level| places.get_mut(level)) {
                place.leaving.push(step.id.clone());
            }
        }
        if let Some(place) = handbook.levels.get_index_of(&step.to).and_then(|level| places.get_mut(level)) {
            place.arriving.push(step.id.clone());
        }
    }
}

fn list_equivalents(handbook: &Handbook, readers: Readers, places: &mut [Place]) {
    let mut by_grade: HashMap<&Id<Grade>, Vec<&Level>> = HashMap::new();
    for level in handbook.levels.values() {
        if let Some(grade) = &level.grade {
            by_grade.entry(grade).or_default().push(level);
        }
    }
    for (level, place) in handbook.levels.values().zip(places) {
        let equals = level.grade.as_ref().and_then(|grade| by_grade.get(grade));
        let others = equals.into_iter().flatten().filter(|other| other.id != level.id && readers.meet(level, other));
        place.equivalents = others.map(|other| other.id.clone()).collect();
    }
}

/// The ways between levels as the tracks list them, by the numbers of the levels.
struct Ways {
    down: Vec<Vec<usize>>,
    up: Vec<Vec<usize>>,
}

impl Ways {
    fn of(handbook: &Handbook, places: &[Place]) -> Self {
        let mut ways = Self { down: vec![Vec::new(); places.len()], up: vec![Vec::new(); places.len()] };
        let number = |id: &Id<Level>| handbook.levels.get_index_of(id);
        for track in handbook.tracks.values() {
            let is_here =
                |level: &usize| places.get(*level).is_some_and(|place| place.track.as_ref() == Some(&track.id));
            let levels: Vec<_> = track.levels.iter().filter_map(|level| number(&level.value)).filter(is_here).collect();
            levels.windows(2).for_each(|pair| {
                if let [below, above] = pair {
                    ways.add(*below, *above);
                }
            });
        }
        // After all steps inside tracks, so that the level above comes first among those that follow.
        for track in handbook.tracks.values() {
            let is_here =
                |level: &usize| places.get(*level).is_some_and(|place| place.track.as_ref() == Some(&track.id));
            let first = track.levels.iter().filter_map(|level| number(&level.value)).find(is_here);
            let after = track.after.iter().filter_map(|level| number(&level.value));
            first.into_iter().for_each(|first| after.clone().for_each(|below| ways.add(below, first)));
        }
        ways
    }

    fn add(&mut self, below: usize, above: usize) {
        if let (Some(up), Some(down)) = (self.up.get_mut(below), self.down.get_mut(above)) {
            up.push(above);
            down.push(below);
        }
    }
}

/// How many levels are stepped over at most: more than any real ladder has, so that no file can make a build endless.
const STEPS: usize = 200;

/// The nearest levels along the ways from a level that its readers meet: what is left out is stepped over.
fn met(handbook: &Handbook, readers: Readers, from: usize, ways: &[Vec<usize>]) -> Vec<usize> {
    let Some((_, level)) = handbook.levels.get_index(from) else { return Vec::new() };
    let is_met = |at: usize| handbook.levels.get_index(at).is_some_and(|(_, other)| readers.meet(level, other));
    let nearest = ways.get(from).map(Vec::as_slice).unwrap_or_default();
    if nearest.iter().all(|at| *at != from && is_met(*at)) {
        return nearest.to_vec();
    }
    let mut found = Vec::new();
    let mut visited = HashSet::from([from]);
    let onward = |at: usize| ways.get(at).into_iter().flatten().rev().copied();
    let mut waiting: Vec<usize> = onward(from).collect();
    while let Some(at) = waiting.pop() {
        if visited.len() > STEPS {
            break;
        }
        if !visited.insert(at) {
            continue;
        }
        match is_met(at) {
            true => found.push(at),
            false => waiting.extend(onward(at)),
        }
    }
    found
}

fn id(handbook: &Handbook, level: usize) -> Option<Id<Level>> {
    handbook.levels.get_index(level).map(|(id, _)| id.clone())
}
