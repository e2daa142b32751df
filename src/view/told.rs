//! Changes as people tell them: thing by thing, line by line, in plain words. Pages, feeds and reports are made from it.

mod label;
mod line;
mod note;
#[cfg(test)]
mod tests;
mod whole;

use super::shown::Shown;
use crate::diff::Changes;
use crate::diff::change::{Change, Class, Kind, Name, Release, Side, Verb};
use crate::diff::part::Part;
use crate::diff::summary;
use crate::model::id::Id;
use crate::model::things::{Level, Status, Thing};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// What changed, thing by thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The things that changed, in the order of [`Kind`] and of the newer handbook's ladders.
    pub things: Vec<Changed>,
    /// How much of a release it makes: `patch`, `minor` or `major`; absent where nothing changed.
    pub release: Option<&'static str>,
    /// How many changes there are.
    pub count: usize,
}

/// A thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What kind of thing it is, such as `level`.
    pub kind: &'static str,
    /// Its id; of a Markdown page its path.
    pub id: Arc<str>,
    /// Its id before, where it had another.
    pub was: Option<Arc<str>>,
    /// What it is called; of what is gone, what it was called.
    pub title: String,
    /// The ladder that it stands on, where its title alone does not tell it from others.
    pub ladder: Option<String>,
    /// The thing, where it has a page or a place on one in the newer handbook.
    #[serde(skip)]
    pub thing: Option<Thing>,
    /// Whether it is new, gone, renamed or moved as a whole.
    pub whole: Vec<Whole>,
    /// What that means for those who hold the level, such as `3 new, 1 dropped`; empty for other things.
    pub meaning: String,
    /// What the changes mean for the bar, the gravest first.
    pub classes: Vec<Mark>,
    /// Its changes in reading order.
    pub lines: Vec<Line>,
}

impl Changed {
    /// The changes that make so much of a release: `patch`, `minor` or `major`.
    pub fn lines_of<'c>(&'c self, release: &'c str) -> impl Iterator<Item = &'c Line> {
        self.lines.iter().filter(move |line| line.release == release)
    }
}

/// What happened to a thing as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whole {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name or id.
    Renamed,
    /// It stands elsewhere.
    Moved,
}

/// What a change means for the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// More is asked for.
    Raises,
    /// Less is asked for.
    Lowers,
    /// More or less is said about what is asked for.
    Clarifies,
    /// The same in other words.
    Rewords,
    /// The same elsewhere.
    Moves,
    /// The same under another name.
    Renames,
    /// Pay.
    Pay,
    /// Texts around the ladder.
    Prose,
}

impl Mark {
    /// What a reader sees: `raises the bar`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Raises => "raises the bar",
            Self::Lowers => "lowers the bar",
            Self::Clarifies => "clarifies",
            Self::Rewords => "wording",
            Self::Moves => "moves",
            Self::Renames => "renames",
            Self::Pay => "pay",
            Self::Prose => "text",
        }
    }
}

impl From<Class> for Mark {
    fn from(class: Class) -> Self {
        match class {
            Class::Raises => Self::Raises,
            Class::Lowers => Self::Lowers,
            Class::Clarifies => Self::Clarifies,
            Class::Rewords => Self::Rewords,
            Class::Moves => Self::Moves,
            Class::Renames => Self::Renames,
            Class::Pay => Self::Pay,
            Class::Prose => Self::Prose,
        }
    }
}

/// One change of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Line {
    /// What happened, in a word: `added`, `reworded`, `raised`.
    pub verb: &'static str,
    /// What it means for the bar.
    pub class: Mark,
    /// How much of a release it makes.
    pub release: &'static str,
    /// Why it is of that class, in a few words.
    pub why: &'static str,
    /// What it is about, such as `Reliability` or `Milestone, Year 1`; empty for the thing itself.
    pub label: String,
    /// What was and what is, word by word; empty where nothing can be said word by word.
    pub words: Vec<Run>,
    /// What else to say, such as `+5 %` or `moved from Senior Engineer`.
    pub note: Option<String>,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Run {
    /// Whether it was, is, or both.
    pub side: RunSide,
    /// The words.
    pub text: String,
}

/// Where a run of words stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RunSide {
    /// In both texts.
    Same,
    /// Only in the old one.
    Deleted,
    /// Only in the new one.
    Inserted,
}

/// Tells changes to the audience of `newer`, the handbook after them.
pub fn told(changes: &Changes, newer: &Shown<'_>) -> Told {
    let drafts = newer.scope.drafts;
    let seen = |change: &&Change| newer.sees(change.audience) && (drafts || !is_draft(change));
    let changes: Vec<&Change> = changes.changes.iter().filter(seen).collect();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<(Kind, Arc<str>), usize> = HashMap::new();
    for change in &changes {
        for (name, is_new) in owners(change) {
            let at = *known.entry((name.kind, name.id.clone())).or_insert_with(|| {
                groups.push(Group { name, lines: Vec::new() });
                groups.len() - 1
            });
            groups.get_mut(at).into_iter().for_each(|group| group.lines.push((change, is_new)));
        }
    }
    let ranks = ranks(newer);
    groups.sort_by_key(|group| {
        let rank = if group.name.kind == Kind::Level { ranks.get(&group.name.id).copied() } else { None };
        (group.name.kind, rank.unwrap_or(usize::MAX))
    });
    let levels = summary::levels(changes.iter().copied());
    let meaning = |name: &Name| {
        let level = levels.iter().find(|level| name.kind == Kind::Level && level.name.id == name.id);
        level.map(summary::Level::words).unwrap_or_default()
    };
    let things = groups.iter().map(|group| group.told(newer, meaning(group.name))).collect();
    let release = summary::release(changes.iter().copied()).map(Release::word);
    Told { things, release, count: changes.len() }
}

impl Told {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// What changed of one thing.
    pub fn of(&self, thing: &Thing) -> Option<&Changed> {
        self.things.iter().find(|changed| changed.thing.as_ref() == Some(thing))
    }

    /// What changed of some things, which are chosen by kind and id.
    #[must_use]
    pub fn only(mut self, is_meant: impl Fn(&str, &str) -> bool) -> Self {
        self.things.retain(|changed| is_meant(changed.kind, &changed.id));
        let lines = || self.things.iter().flat_map(|changed| &changed.lines);
        let words = [Release::Major, Release::Minor, Release::Patch].map(Release::word);
        self.release = words.into_iter().find(|word| lines().any(|line| line.release == *word));
        self.count = lines().count();
        self
    }

    /// The levels that changed.
    pub fn levels(&self) -> impl Iterator<Item = &Changed> {
        self.things.iter().filter(|changed| changed.kind == Kind::Level.word())
    }
}

/// The changes that are told of one thing; of each whether the thing is its new side.
struct Group<'c> {
    name: &'c Name,
    lines: Vec<(&'c Change, bool)>,
}

impl Group<'_> {
    fn told(&self, newer: &Shown<'_>, meaning: String) -> Changed {
        let mut whole: Vec<Whole> = self.lines.iter().filter_map(|(change, _)| whole(change)).collect();
        whole.sort_unstable();
        whole.dedup();
        let mut classes: Vec<Mark> = self.lines.iter().map(|(change, _)| change.class.into()).collect();
        classes.sort_unstable();
        classes.dedup();
        let was = self.lines.iter().filter_map(|(change, _)| Some((change.old.as_ref()?, change.new.as_ref()?)));
        let was = was.map(|(old, new)| (&old.thing, &new.thing)).find(|(old, new)| {
            new.kind == self.name.kind && new.id == self.name.id && old.kind == new.kind && old.id != new.id
        });
        let was = was.filter(|_| whole.contains(&Whole::Renamed)).map(|(old, _)| old.id.clone());
        let lines = self.lines.iter().map(|(change, is_new)| line::line(change, *is_new, newer)).collect();
        let thing = self.name.thing.clone().filter(|_| !whole.contains(&Whole::Removed));
        Changed {
            kind: self.name.kind.word(),
            id: self.name.id.clone(),
            was,
            title: title(self.name, newer),
            ladder: ladder(self.name, newer),
            thing,
            whole,
            meaning,
            classes,
            lines,
        }
    }
}

/// What a thing is called; a move by the levels that it leads from and to.
fn title(name: &Name, newer: &Shown<'_>) -> String {
    let own = name.title.plain();
    let mut moves = newer.handbook.moves.values().filter(|_| name.kind == Kind::Move);
    let Some(step) = moves.find(|step| *step.id.name() == name.id) else { return own };
    let title = |id: &Id<Level>| newer.spot(&Thing::Level(id.clone())).map(|spot| spot.title.clone());
    let from: Option<Vec<String>> = step.from.iter().map(title).collect();
    match (from.filter(|from| !from.is_empty()), title(&step.to)) {
        (Some(from), Some(to)) => format!("From {} to {to}", from.join(" or ")),
        _ => own,
    }
}

/// The ladder of a track, and of a level whose title another ladder has as well.
fn ladder(name: &Name, newer: &Shown<'_>) -> Option<String> {
    match name.thing.as_ref()? {
        Thing::Level(id) => newer.ladder_to_tell(newer.level(id)?),
        Thing::Track(id) => {
            let family = newer.handbook.tracks.get(id)?.family.as_ref()?;
            newer.spot(&Thing::Family(family.clone())).map(|spot| spot.title.clone())
        }
        _ => None,
    }
}

/// The things that a change is told of: both where something went from one to another; for pay those who get it.
fn owners(change: &Change) -> Vec<(&Name, bool)> {
    let crosses = change.crosses && change.verb == Verb::Moved;
    let old = change.old.as_ref().filter(|_| change.new.is_none() || crosses);
    let sides = old.map(|side| (side, false)).into_iter().chain(change.new.as_ref().map(|side| (side, true)));
    let owner = |side: &'_ Side| side.thing.kind == Kind::Band && side.place.thing.is_some();
    sides
        .map(|(side, is_new)| match &side.place.thing {
            Some(paid) if owner(side) => (paid, is_new),
            _ => (&side.thing, is_new),
        })
        .collect()
}

/// Whether only those who prepare the handbook may know of a change: it is about what is a draft now, or was to its end.
fn is_draft(change: &Change) -> bool {
    let side = change.side();
    side.is_some_and(|side| side.thing.status == Status::Draft)
}

/// What a change does to its thing as a whole, if it does.
fn whole(change: &Change) -> Option<Whole> {
    let part = change.side()?.place.part;
    let published = change.old.as_ref().is_some_and(|old| old.thing.status == Status::Draft);
    match (change.verb, part) {
        (_, Part::Status) if published => Some(Whole::Added),
        (Verb::Added, Part::Whole) => Some(Whole::Added),
        (Verb::Removed, Part::Whole) => Some(Whole::Removed),
        (Verb::Renamed, Part::Whole | Part::Title) => Some(Whole::Renamed),
        (Verb::Moved, Part::Track | Part::Order | Part::Family) => Some(Whole::Moved),
        _ => None,
    }
}

/// The place of each level on the newer handbook's ladders.
fn ranks(newer: &Shown<'_>) -> HashMap<Arc<str>, usize> {
    let book = newer.handbook;
    let tracks = book.families.values().flat_map(|family| &family.tracks).filter_map(|track| book.tracks.get(track));
    let levels = tracks.flat_map(|track| &track.levels);
    levels.enumerate().map(|(at, level)| (level.value.name().clone(), at)).collect()
}
