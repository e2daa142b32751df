//! What went from one level to another.

use super::alike::{self, Bag, Words};
use super::book::Book;
use super::change::Change;
use super::form::Form;
use super::judge;
use super::lines::{self, Books};
use super::part::Part;
use super::sheet::{Line, Spot};
use super::tell::{self, Half};
use super::work::Work;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Less alike than this, two entries of one id are not the same entry.
const OTHER: f64 = 0.3;

/// Finds entries that one level lost and another gained, takes them off both, and tells each with the number of the
/// work that gained it and its place there.
pub(super) fn moves<'a>(books: &Books<'a>, works: &mut [Work<'a>]) -> Vec<(usize, usize, Change)> {
    let mut pools = Pools {
        books,
        works,
        lost: pool(&books.old, works, |work| {
            (work.old.as_ref().map(|(_, sheet)| sheet.lines.as_slice()), &work.matching.dropped)
        }),
        gained: pool(&books.new, works, |work| {
            (work.new.as_ref().map(|(_, sheet)| sheet.lines.as_slice()), &work.matching.gained)
        }),
        found: Vec::new(),
    };
    pools.run();
    let mut found = std::mem::take(&mut pools.found);
    found.extend(steps(books, works, &found));
    let told = found.iter().flat_map(|step| tell_move(books, works, step)).collect();
    let (lost, gained): (BTreeSet<Spotted>, BTreeSet<Spotted>) =
        found.iter().map(|step| (step.lost, step.gained)).unzip();
    for (number, work) in works.iter_mut().enumerate() {
        work.matching.dropped.retain(|line| !lost.contains(&(number, *line)));
        work.matching.gained.retain(|line| !gained.contains(&(number, *line)));
    }
    told
}

/// An entry by the number of its work and of its line there.
type Spotted = (usize, usize);

/// An entry that went from a level to another.
#[derive(Clone, Copy, Debug)]
struct Step {
    lost: Spotted,
    gained: Spotted,
}

/// An entry that may have moved.
struct Entry {
    at: Spotted,
    spot: Spot,
    key: u64,
    id: Option<String>,
    taken: bool,
}

struct Pools<'w, 'a> {
    books: &'w Books<'a>,
    works: &'w [Work<'a>],
    lost: Vec<Entry>,
    gained: Vec<Entry>,
    found: Vec<Step>,
}

impl Pools<'_, '_> {
    fn run(&mut self) {
        if self.lost.is_empty() || self.gained.is_empty() {
            return;
        }
        self.pair_by(|entry| Some((lines::kin(entry.spot.part), entry.spot.thing, entry.key)));
        self.pair_by(|entry| Some((lines::kin(entry.spot.part), entry.key)));
        self.pair_by_id();
        self.pair_alike();
    }

    fn pair(&mut self, lost: usize, gained: usize) {
        if let (Some(lost), Some(gained)) = (self.lost.get_mut(lost), self.gained.get_mut(gained))
            && lost.at.0 != gained.at.0
        {
            (lost.taken, gained.taken) = (true, true);
            self.found.push(Step { lost: lost.at, gained: gained.at });
        }
    }

    fn pair_by<K: Ord>(&mut self, key: impl Fn(&Entry) -> Option<K>) {
        for (lost, gained) in both(&self.lost, &self.gained, key) {
            self.pair(lost, gained);
        }
    }

    fn pair_by_id(&mut self) {
        let mut words = Words::default();
        let id = |entry: &Entry| entry.id.clone().map(|id| (lines::kin(entry.spot.part), id));
        for (lost, gained) in both(&self.lost, &self.gained, id) {
            let before = self.lost.get(lost).map(|entry| self.bag(&mut words, entry, true));
            let after = self.gained.get(gained).map(|entry| self.bag(&mut words, entry, false));
            if before.zip(after).is_some_and(|(before, after)| before.likeness(&after) >= OTHER) {
                self.pair(lost, gained);
            }
        }
    }

    fn pair_alike(&mut self) {
        let kinds: BTreeSet<Part> =
            self.lost.iter().filter(|entry| !entry.taken).map(|entry| lines::kin(entry.spot.part)).collect();
        for kind in kinds {
            let open = |pool: &[Entry]| -> Vec<usize> {
                let is_open = |entry: &Entry| !entry.taken && lines::kin(entry.spot.part) == kind;
                pool.iter().enumerate().filter(|(_, entry)| is_open(entry)).map(|(at, _)| at).collect()
            };
            let (lost, gained) = (open(&self.lost), open(&self.gained));
            let mut words = Words::default();
            let mut bags = |pool: &[Entry], open: &[usize], is_old: bool| -> Vec<Bag> {
                open.iter().filter_map(|at| pool.get(*at)).map(|entry| self.bag(&mut words, entry, is_old)).collect()
            };
            let (before, after) = (bags(&self.lost, &lost, true), bags(&self.gained, &gained, false));
            let pairs =
                alike::pairs(&before.iter().collect::<Vec<_>>(), &after.iter().collect::<Vec<_>>(), lines::ELSEWHERE);
            for (one, other) in pairs {
                if let (Some(one), Some(other)) = (lost.get(one), gained.get(other)) {
                    self.pair(*one, *other);
                }
            }
        }
    }

    fn bag(&self, words: &mut Words, entry: &Entry, is_old: bool) -> Bag {
        let (work, line) = entry.at;
        let work = self.works.get(work);
        let half = if is_old {
            work.and_then(|work| work.old_half(self.books, line))
        } else {
            work.and_then(|work| work.new_half(self.books, line))
        };
        let text = half.and_then(|half| Some(Form::of(half.book, half.line.said.text()?).plain));
        words.bag(&text.unwrap_or_default())
    }
}

/// The entries of equal keys in their order, by their numbers.
fn both<K: Ord>(lost: &[Entry], gained: &[Entry], key: impl Fn(&Entry) -> Option<K>) -> Vec<(usize, usize)> {
    let by_key = |pool: &[Entry]| {
        let mut by_key: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (at, entry) in pool.iter().enumerate().filter(|(_, entry)| !entry.taken) {
            if let Some(key) = key(entry) {
                by_key.entry(key).or_default().push_back(at);
            }
        }
        by_key
    };
    let mut waiting = by_key(gained);
    let pairs = by_key(lost).into_iter().filter_map(|(key, lost)| Some(lost.into_iter().zip(waiting.remove(&key)?)));
    pairs.flatten().collect()
}

fn pool<'w, 'a>(
    book: &Book<'a>,
    works: &'w [Work<'a>],
    side: impl Fn(&'w Work<'a>) -> (Option<&'w [Line<'a>]>, &'w Vec<usize>),
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (number, work) in works.iter().enumerate() {
        let (lines, open) = side(work);
        for at in open {
            let Some(line) = lines.and_then(|lines| lines.get(*at)) else { continue };
            let part = line.slot.part;
            let goes = lines::kin(part) == Part::Expectation || matches!(part, Part::Story | Part::Pitfall);
            if goes && line.said.text().is_some() {
                let (spot, key) = (line.slot.spot(book), lines::key(book, &line.said));
                entries.push(Entry { at: (number, *at), spot, key, id: line.id.map(str::to_owned), taken: false });
            }
        }
    }
    entries
}

/// The steps of competencies that went along with the entries of the same competency.
fn steps<'a>(books: &Books<'a>, works: &[Work<'a>], found: &[Step]) -> Vec<Step> {
    let mut ways: BTreeSet<(usize, usize, u64)> = BTreeSet::new();
    for step in found {
        let half = works.get(step.lost.0).and_then(|work| work.old_half(books, step.lost.1));
        if let Some(thing) = half.and_then(|half| half.line.slot.spot(half.book).thing) {
            ways.insert((step.lost.0, step.gained.0, thing));
        }
    }
    let mut words = Words::default();
    let mut along = Vec::new();
    let mut used: BTreeSet<(bool, Spotted)> = BTreeSet::new();
    for (from, to, thing) in ways {
        let (Some(before), Some(after)) = (works.get(from), works.get(to)) else { continue };
        let is_it = |half: &Half<'_, '_>| {
            half.line.slot.part == Part::Step && half.line.slot.spot(half.book).thing == Some(thing)
        };
        let lost = before
            .matching
            .dropped
            .iter()
            .filter_map(|at| Some((*at, before.old_half(books, *at)?)))
            .find(|(_, half)| is_it(half));
        let gained = after
            .matching
            .gained
            .iter()
            .filter_map(|at| Some((*at, after.new_half(books, *at)?)))
            .find(|(_, half)| is_it(half));
        let (Some((lost, old)), Some((gained, new))) = (lost, gained) else { continue };
        let is_free = !used.contains(&(true, (from, lost))) && !used.contains(&(false, (to, gained)));
        if is_free && tell::verdict(&mut words, old, new).is_none() {
            used.extend([(true, (from, lost)), (false, (to, gained))]);
            along.push(Step { lost: (from, lost), gained: (to, gained) });
        }
    }
    along
}

fn tell_move<'a>(books: &Books<'a>, works: &[Work<'a>], step: &Step) -> Vec<(usize, usize, Change)> {
    let (Some(from), Some(to)) = (works.get(step.lost.0), works.get(step.gained.0)) else { return Vec::new() };
    let halves = from.old_half(books, step.lost.1).zip(to.new_half(books, step.gained.1));
    let Some((old, new)) = halves else { return Vec::new() };
    // A level that is new asks nobody for more; one that carried the entry over asked for it already.
    let held = |target: &str| books.old.carries(&old.owner.name.id, target);
    let is_new = to.old.as_ref().is_some_and(|(target, _)| !held(&target.name.id));
    let mut change = tell::of_lines(judge::moved_across(new.stake(), is_new), Some(old), Some(new));
    change.crosses = true;
    let at = step.gained.1 + 1;
    let mut told = vec![(step.gained.0, at, change)];
    if let Some((verdict, percent)) = tell::verdict(&mut Words::default(), old, new) {
        let change = tell::of_lines(verdict, Some(old), Some(new));
        told.push((step.gained.0, at, Change { crosses: true, percent, ..change }));
    }
    told
}
