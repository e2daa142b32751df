//! The ladders that changed with a release: what is new, changed or gone is marked.

use super::builder::Builder;
use super::diagram::Diagram;
use super::diagram::ladder::{Ladder, Mark, Rung};
use super::diagrams;
use super::page::Drawing;
use super::shown::Shown;
use super::told::{Changed, Told, Whole};
use crate::base::Route;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::things::{Family, Level, Thing, Track};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A ladder with marks, as it was with a release. It leads nowhere until a page sets where its things are found today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The ladder.
    pub ladder: Ladder,
    /// What stands on each of its rungs; what is gone has no place any more.
    pub levels: Vec<Option<Thing>>,
    /// What stands in each of its lanes.
    pub tracks: Vec<Option<Thing>>,
}

/// A ladder with marks on a page, and the same as lists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MarkedFigure {
    /// What it shows.
    pub title: String,
    /// The drawing.
    pub drawing: Drawing,
    /// Whether some of its lines lead across tracks; those are dotted.
    pub across: bool,
    /// Its marked levels by their marks.
    pub marks: Vec<MarkList>,
}

/// The levels of a ladder that have the same mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MarkList {
    /// What happened to them: `added`, `changed`, `removed`.
    pub mark: &'static str,
    /// The levels.
    pub levels: Vec<MarkedLevel>,
}

/// A level with a mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MarkedLevel {
    /// What it was called with the release.
    pub title: String,
    /// Its page, where it has one still.
    pub href: Option<String>,
}

/// The ladders of a handbook with marks, for all pages that show one.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    ladders: HashMap<Id<Family>, Ladder>,
    levels: HashMap<Id<Level>, Mark>,
}

/// Marks on ladders and on levels, in order.
type InOrder<'m> = (BTreeMap<&'m Id<Family>, &'m Ladder>, BTreeMap<&'m Id<Level>, Mark>);

impl Marks {
    /// All marks in order.
    pub(super) fn in_order(&self) -> InOrder<'_> {
        (self.ladders.iter().collect(), self.levels.iter().map(|(level, mark)| (level, *mark)).collect())
    }

    /// The marks of what changed; `older` has what is gone.
    pub fn new(told: &Told, newer: &Shown<'_>, older: &Handbook) -> Self {
        let mut marks = Self::default();
        for (family, marked) in families(told, newer, Some(older)) {
            let known = marked.levels.iter().zip(&marked.ladder.rungs);
            marks.levels.extend(known.filter_map(|(thing, rung)| match (thing, rung.mark) {
                (Some(Thing::Level(id)), Some(mark @ (Mark::Added | Mark::Changed))) => Some((id.clone(), mark)),
                _ => None,
            }));
            marks.ladders.insert(family.clone(), marked.ladder);
        }
        marks
    }

    /// The ladder of a family with what is gone, where anything on it is marked. It leads nowhere.
    pub fn ladder(&self, family: &Id<Family>) -> Option<&Ladder> {
        self.ladders.get(family)
    }

    /// What happened to a level.
    pub fn level(&self, level: &Id<Level>) -> Option<Mark> {
        self.levels.get(level).copied()
    }
}

/// The ladders on which levels changed, in their order; `older` has those that are gone.
pub fn ladders(told: &Told, newer: &Shown<'_>, older: Option<&Handbook>) -> Vec<Marked> {
    families(told, newer, older).into_iter().map(|(_, marked)| marked).collect()
}

/// The same with the family of each.
fn families<'n>(told: &Told, newer: &Shown<'n>, older: Option<&Handbook>) -> Vec<(&'n Id<Family>, Marked)> {
    let changed: HashMap<&str, &Changed> = told.levels().map(|changed| (&*changed.id, changed)).collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let families = newer.handbook.families.values().filter(|family| newer.has(&Thing::Family(family.id.clone())));
    families.filter_map(|family| Some((&family.id, marked(family, &changed, newer, older)?))).collect()
}

/// A ladder with its marks; `None` when nothing on it has one.
fn marked(
    family: &Family,
    changed: &HashMap<&str, &Changed>,
    newer: &Shown<'_>,
    older: Option<&Handbook>,
) -> Option<Marked> {
    let page = Builder::new(newer, Route::root());
    let mut ladder = diagrams::bare(&page, family)?;
    ladder.lanes.iter_mut().for_each(|lane| lane.href = None);
    let tracks = newer.tracks_of(&family.id);
    let ids: Vec<&Id<Level>> = tracks.iter().flat_map(|track| newer.levels_of(track)).map(|level| &level.id).collect();
    for (rung, id) in ladder.rungs.iter_mut().zip(&ids) {
        rung.href = None;
        rung.mark = changed.get(id.as_str()).map(|changed| mark(changed));
    }
    let levels = ids.iter().map(|id| Some(Thing::Level((*id).clone()))).collect();
    let lanes = tracks.iter().map(|track| Some(Thing::Track(track.id.clone()))).collect();
    let mut marked = Marked { ladder, levels, tracks: lanes };
    if let Some(older) = older {
        marked.add_gone(family, &tracks, changed, older);
    }
    marked.ladder.rungs.iter().any(|rung| rung.mark.is_some()).then_some(marked)
}

fn mark(changed: &Changed) -> Mark {
    if changed.whole.contains(&Whole::Added) { Mark::Added } else { Mark::Changed }
}

impl Marked {
    /// Adds the levels that are gone where they stood, on the tracks that are still there.
    fn add_gone(&mut self, family: &Family, tracks: &[&Track], changed: &HashMap<&str, &Changed>, older: &Handbook) {
        let is_gone = |id: &Id<Level>| {
            changed.get(id.as_str()).copied().filter(|changed| changed.whole.contains(&Whole::Removed))
        };
        let of_family = older.tracks.values().filter(|track| track.family.as_ref() == Some(&family.id));
        for track in of_family {
            let Some(lane) = tracks.iter().position(|known| known.id == track.id) else { continue };
            for (at, id) in track.levels.iter().enumerate() {
                let (Some(gone), Some(level)) = (is_gone(&id.value), older.levels.get(&id.value)) else { continue };
                let below = track.levels.iter().take(at).map(|level| &level.value);
                let at = self.above(lane, below.rev());
                let rung = self.ghost(lane, gone, (level, older));
                self.insert(at, rung, level.id.clone());
            }
        }
    }

    /// The number that a rung above others of a lane gets; the nearest of them that is still there counts.
    fn above<'t>(&self, lane: usize, mut below: impl Iterator<Item = &'t Id<Level>>) -> usize {
        let place = |id: &Id<Level>| {
            self.levels.iter().position(|known| matches!(known, Some(Thing::Level(known)) if known == id))
        };
        let next = below.find_map(place).map(|at| at + 1);
        let first = || self.ladder.rungs.iter().position(|rung| rung.lane >= lane);
        next.or_else(first).unwrap_or(self.ladder.rungs.len())
    }

    fn ghost(&self, lane: usize, gone: &Changed, (level, older): (&Level, &Handbook)) -> Rung {
        let grade = level.grade.as_ref().and_then(|grade| older.grades.get(grade)).map(|grade| grade.title.plain());
        Rung {
            lane,
            row: grade.and_then(|grade| self.ladder.rows.iter().position(|row| *row == grade)),
            title: gone.title.clone(),
            code: level.code.as_ref().map(|code| code.plain()),
            notes: Vec::new(),
            href: None,
            current: false,
            mark: Some(Mark::Removed),
            faint: false,
        }
    }

    fn insert(&mut self, at: usize, rung: Rung, id: Id<Level>) {
        for edge in &mut self.ladder.edges {
            edge.from += usize::from(edge.from >= at);
            edge.to += usize::from(edge.to >= at);
        }
        self.ladder.rungs.insert(at.min(self.ladder.rungs.len()), rung);
        self.levels.insert(at.min(self.levels.len()), Some(Thing::Level(id)));
    }

    /// Says of each thing that it names what it is today; `None` for what is gone.
    pub(super) fn settle(&mut self, today: impl Fn(&'static str, &Arc<str>) -> Option<Option<Thing>>) {
        for thing in self.levels.iter_mut().chain(&mut self.tracks) {
            let found = match thing {
                Some(Thing::Level(id)) => today("level", id.name()),
                Some(Thing::Track(id)) => today("track", id.name()),
                _ => None,
            };
            if let Some(found) = found {
                *thing = found;
            }
        }
    }
}

/// The ladder on a page, with links to what is found there today.
pub fn figure(page: &mut Builder<'_>, marked: &Marked) -> MarkedFigure {
    let mut ladder = marked.ladder.clone();
    let href = |thing: &Option<Thing>| page.link(thing.as_ref()?).map(|link| link.href);
    ladder.rungs.iter_mut().zip(&marked.levels).for_each(|(rung, thing)| rung.href = href(thing));
    ladder.lanes.iter_mut().zip(&marked.tracks).for_each(|(lane, thing)| lane.href = href(thing));
    let list = |(mark, word): (Mark, &'static str)| {
        let rungs = ladder.rungs.iter().filter(|rung| rung.mark == Some(mark));
        let levels: Vec<_> =
            rungs.map(|rung| MarkedLevel { title: rung.title.clone(), href: rung.href.clone() }).collect();
        (!levels.is_empty()).then_some(MarkList { mark: word, levels })
    };
    let words = [(Mark::Added, "added"), (Mark::Changed, "changed"), (Mark::Removed, "removed")];
    let marks = words.into_iter().filter_map(list).collect();
    let across = ladder.edges.iter().any(|edge| edge.way.is_across());
    let title = ladder.title.clone();
    MarkedFigure { title, drawing: page.figure(Diagram::Ladder(ladder)), across, marks }
}
