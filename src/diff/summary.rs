//! What changes come to: for a release, and for those who hold a level.

use super::change::{Change, Class, Kind, Name, Release, Side, Verb};
use super::part::Part;
use std::collections::HashMap;
use std::sync::Arc;

/// What changes mean for those who hold a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// What the level is called: now, or before it was removed.
    pub name: Name,
    /// What happened to the level as a whole, if anything: it was added, removed, renamed or moved.
    pub whole: Vec<Verb>,
    /// How many things it asks for that it did not, those from other levels included.
    pub new: usize,
    /// How many things it no longer asks for, those that went to other levels included.
    pub dropped: usize,
    /// How many things it asks more of.
    pub raised: usize,
    /// How many things it asks less of.
    pub lowered: usize,
    /// How many things it says more, less or other words about.
    pub reworded: usize,
    /// How many other changes it saw.
    pub other: usize,
}

impl Level {
    fn new(name: &Name) -> Self {
        let name = name.clone();
        Self { name, whole: Vec::new(), new: 0, dropped: 0, raised: 0, lowered: 0, reworded: 0, other: 0 }
    }

    /// The counts that are not zero with their words, such as `3 new, 1 dropped`; empty when nothing was counted that
    /// those who hold the level have to know.
    pub fn words(&self) -> String {
        if self.new + self.dropped + self.raised + self.lowered + self.reworded == 0 {
            return String::new();
        }
        let counts = [
            (self.new, "new"),
            (self.dropped, "dropped"),
            (self.raised, "raised"),
            (self.lowered, "lowered"),
            (self.reworded, "reworded"),
            (self.other, "other"),
        ];
        let counted = counts.iter().filter(|(count, _)| *count > 0);
        counted.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
    }

    /// Adds a change that the level has a side in; `is_new` is whether that is the new side.
    fn add(&mut self, change: &Change, is_new: bool) {
        let is_whole = change.sides().any(|side| {
            side.thing.kind == Kind::Level
                && matches!(side.place.part, Part::Whole | Part::Title | Part::Track | Part::Order)
        });
        match (change.verb, change.class) {
            (verb, _) if is_whole => self.whole.push(verb),
            (Verb::Moved, _) if change.crosses && is_new => self.new += 1,
            (Verb::Moved, _) if change.crosses => self.dropped += 1,
            (Verb::Added, Class::Raises) => self.new += 1,
            (Verb::Removed, Class::Lowers) => self.dropped += 1,
            (_, Class::Raises) => self.raised += 1,
            (_, Class::Lowers) => self.lowered += 1,
            (Verb::Reworded, _) => self.reworded += 1,
            _ => self.other += 1,
        }
    }
}

/// What changes mean for each level that has some, in their order.
pub fn levels<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let mut known: HashMap<Arc<str>, usize> = HashMap::new();
    for change in changes {
        for (side, is_new) in parties(change) {
            let name = &side.thing;
            let at = *known.entry(name.id.clone()).or_insert_with(|| {
                levels.push(Level::new(name));
                levels.len() - 1
            });
            levels.get_mut(at).into_iter().for_each(|level| level.add(change, is_new));
        }
    }
    levels
}

/// The sides of a change that are about a level: one, or both where something went from one level to another.
fn parties(change: &Change) -> impl Iterator<Item = (&Side, bool)> {
    let old = change.old.as_ref().filter(|_| change.new.is_none() || (change.crosses && change.verb == Verb::Moved));
    let sides = old.map(|side| (side, false)).into_iter().chain(change.new.as_ref().map(|side| (side, true)));
    sides.filter(|(side, _)| side.thing.kind == Kind::Level)
}

/// How much of a release changes make; none without changes.
pub fn release<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Option<Release> {
    changes.into_iter().map(|change| change.release).max()
}

/// The changes that make the release what it is.
pub fn reasons(changes: &[Change]) -> impl Iterator<Item = &Change> {
    let release = release(changes);
    changes.iter().filter(move |change| Some(change.release) == release)
}
