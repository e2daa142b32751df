//! Two handbooks in, what changed between them out, as people mean it.

pub mod alike;
pub mod blocks;
mod book;
pub mod canon;
pub mod change;
mod elsewhere;
mod figures;
mod form;
mod judge;
pub mod kept;
mod lines;
mod order;
mod pages;
mod pairing;
pub mod part;
mod pay;
mod sheet;
pub mod summary;
mod tell;
#[cfg(test)]
mod tests;
pub mod words;
mod work;

use crate::model::handbook::Handbook;
use crate::model::things::Audience;
use book::{Book, Ref};
use change::{Change, Kind};
use kept::Kept;
use lines::Books;
use pairing::Pair;
use std::collections::HashMap;
use std::sync::Arc;
use work::Work;

/// What changed between two handbooks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The changes: kind by kind, things in the order of the newer handbook's ladders, then those that are gone; of each
    /// thing in reading order.
    pub changes: Vec<Change>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes that an audience of the newer handbook may see.
    #[must_use]
    pub fn seen_by(&self, audience: Audience) -> Self {
        Self { changes: self.changes.iter().filter(|change| change.audience <= audience).cloned().collect() }
    }

    /// How much of a release they make; none when nothing changed.
    pub fn release(&self) -> Option<change::Release> {
        summary::release(&self.changes)
    }

    /// The changes that make the release what it is.
    pub fn reasons(&self) -> impl Iterator<Item = &Change> {
        summary::reasons(&self.changes)
    }

    /// What they mean for each level that they touch.
    pub fn levels(&self) -> Vec<summary::Level> {
        summary::levels(&self.changes)
    }
}

/// What changed from the old handbook to the new one.
///
/// Swapping the two swaps what was added and removed, raised and lowered. How the files are written and split makes no
/// difference.
pub fn changes(old: &Handbook, new: &Handbook) -> Changes {
    changes_again(old, new, None)
}

/// The same; texts that are `kept` are not compared again.
pub fn changes_again(old: &Handbook, new: &Handbook, kept: Option<&Kept>) -> Changes {
    let mut books = Books { old: Book::new(old, new), new: Book::new(new, new), kept };
    let pairs = pairing::pair(&mut books);
    let ranks = Ranks::of(&books, &pairs);
    let mut found: Vec<Found> = Vec::new();
    let (levels, others): (Vec<&Pair<'_>>, Vec<&Pair<'_>>) = pairs.iter().partition(|pair| pair.kind == Kind::Level);
    let mut works: Vec<(Rank, Work<'_>)> = Vec::new();
    for pair in levels {
        works.extend(Work::of(&books, pair).map(|work| (ranks.of_pair(pair), work)));
    }
    works.sort_by_key(|(rank, _)| *rank);
    let (level_ranks, mut levels): (Vec<Rank>, Vec<Work<'_>>) = works.into_iter().unzip();
    for (work, at, change) in elsewhere::moves(&books, &mut levels) {
        found.extend(level_ranks.get(work).map(|rank| Found { rank: *rank, at, change }));
    }
    for (rank, work) in level_ranks.iter().zip(&levels) {
        found.extend(work.changes(&books).into_iter().map(|(at, change)| Found { rank: *rank, at, change }));
    }
    for pair in others {
        let rank = ranks.of_pair(pair);
        let told = Work::of(&books, pair).map(|work| work.changes(&books)).unwrap_or_default();
        found.extend(told.into_iter().map(|(at, change)| Found { rank, at, change }));
        found.extend(pages::changes(&books, pair).into_iter().map(|change| Found { rank, at: usize::MAX, change }));
    }
    for (kind, id, change) in order::changes(&books, &pairs) {
        found.push(Found { rank: ranks.of_new(kind, id), at: 0, change });
    }
    let pay = pay::changes(&books).into_iter().enumerate();
    found.extend(pay.map(|(at, change)| Found { rank: (Kind::Band, at), at: 0, change }));
    found.sort_by_key(|found| (found.rank, found.at));
    Changes { changes: found.into_iter().map(|found| found.change).collect() }
}

/// The place of a thing among all changes.
type Rank = (Kind, usize);

/// A change and its place.
struct Found {
    rank: Rank,
    /// The place of its line in the thing.
    at: usize,
    change: Change,
}

/// In which order things are told.
struct Ranks<'a> {
    of_new: HashMap<Ref<'a>, usize>,
    of_old: HashMap<Ref<'a>, usize>,
}

impl<'a> Ranks<'a> {
    /// Things of the newer handbook as it lists them, levels by their tracks; those that are gone behind them.
    fn of(books: &Books<'a>, pairs: &[Pair<'a>]) -> Self {
        let mut of_new: HashMap<Ref<'a>, usize> = HashMap::new();
        let mut add = |kind: Kind, id: &'a Arc<str>| {
            let next = of_new.len();
            of_new.entry(Ref::new(kind, id)).or_insert(next);
        };
        let new = books.new.handbook;
        for family in new.families.values() {
            for track in family.tracks.iter().filter_map(|track| new.tracks.get(track)) {
                add(Kind::Track, track.id.name());
                track.levels.iter().for_each(|level| add(Kind::Level, level.value.name()));
            }
        }
        pairs.iter().for_each(|pair| pair.new.into_iter().for_each(|id| add(pair.kind, id)));
        let next = of_new.len();
        let gone = pairs.iter().filter(|pair| pair.new.is_none());
        let gone = gone.filter_map(|pair| Some(Ref::new(pair.kind, pair.old?)));
        Self { of_new, of_old: gone.enumerate().map(|(at, thing)| (thing, next + at)).collect() }
    }

    fn of_pair(&self, pair: &Pair<'a>) -> Rank {
        let known = pair.new.and_then(|id| self.of_new.get(&Ref::new(pair.kind, id)));
        let gone = || pair.old.and_then(|id| self.of_old.get(&Ref::new(pair.kind, id)));
        (pair.kind, known.or_else(gone).copied().unwrap_or(usize::MAX))
    }

    fn of_new(&self, kind: Kind, id: &'a Arc<str>) -> Rank {
        (kind, self.of_new.get(&Ref::new(kind, id)).copied().unwrap_or(usize::MAX))
    }
}
