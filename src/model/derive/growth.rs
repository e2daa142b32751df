//! What each level expects compared with the levels before it.
//!
//! Compared is with all that holds at the levels before: what they state and, where their tracks accumulate, what
//! carries over to them, through `after` into the track below too. Each entry of a level gets one verdict, by the first
//! of these rules that applies:
//!
//! 1. It says `builds_on`: it has *grown* out of the entry of that id.
//! 2. An entry before has the same `id`: *carried* when both say the same, else *grown*.
//! 3. An entry before, of the same competency, is alike enough (see [`wording`](crate::model::wording)): *carried*
//!    when both say the same with the same numbers, else *grown*. The most alike pair first, of equal ones the earliest
//!    entry with the latest before it; an entry before is paired only once.
//! 4. It is *new*.
//!
//! Where a track accumulates, entries before that none of the level's own repeats or builds on carry over. What the
//! readers may not see takes no part. Of one competency the latest [`MOST`] entries before are compared.

use super::places::Places;
use crate::model::derived::{Carried, Growth, Verdict};
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::readers::Readers;
use crate::model::skills::Competency;
use crate::model::things::{Item, Level};
use crate::model::wording::{ALIKE, SAME, Vocabulary, Wording};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many entries of one competency are compared with at most.
const MOST: usize = 500;

/// Adds to each place what has grown there.
pub(super) fn add(handbook: &Handbook, readers: Readers, places: &mut Places) {
    let order = upwards(&places.previous);
    let book = Book::of(handbook, readers, &order);
    let mut held: Vec<Held> = Vec::new();
    held.resize_with(order.len(), Held::new);
    for at in order {
        let below = places.previous.get(at).map(Vec::as_slice).unwrap_or_default();
        let Some((_, level)) = handbook.levels.get_index(at) else { continue };
        let Some(place) = places.by_level.get_mut(at) else { continue };
        let track = place.track.as_ref().and_then(|track| handbook.tracks.get(track));
        let before = merged(&book, below, &held);
        let stage =
            Stage { book: &book, at, level, before: &before, accumulates: track.is_some_and(|it| it.accumulates) };
        let (growth, holds) = stage.growth();
        place.growth = growth;
        if let Some(slot) = held.get_mut(at) {
            *slot = holds;
        }
    }
}

/// The numbers of the levels, each after those before it; levels of a circle come last.
fn upwards(previous: &[Vec<usize>]) -> Vec<usize> {
    let mut waits: Vec<usize> = previous.iter().map(Vec::len).collect();
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); previous.len()];
    for (at, below) in previous.iter().enumerate() {
        for below in below {
            above.get_mut(*below).into_iter().for_each(|above| above.push(at));
        }
    }
    let mut order: Vec<usize> = (0..previous.len()).filter(|at| waits.get(*at) == Some(&0)).collect();
    let mut done = 0;
    while let Some(at) = order.get(done).copied() {
        done += 1;
        for next in above.get(at).into_iter().flatten() {
            let Some(waits) = waits.get_mut(*next) else { continue };
            *waits -= 1;
            if *waits == 0 {
                order.push(*next);
            }
        }
    }
    let known: HashSet<usize> = order.iter().copied().collect();
    order.extend((0..previous.len()).filter(|at| !known.contains(at)));
    order
}

/// All entries of all levels, those of lower levels first.
struct Book<'a> {
    entries: Vec<Entry<'a>>,
    /// What each level states, by the level's number.
    stated: Vec<Vec<Stated<'a>>>,
    /// The numbers of the entries that have an id.
    by_id: HashMap<&'a str, Vec<u32>>,
}

/// An entry that readers may see.
struct Entry<'a> {
    level: &'a Id<Level>,
    competency: &'a Id<Competency>,
    item: &'a Item,
    wording: Wording,
}

/// What a level states of one competency.
struct Stated<'a> {
    competency: &'a Id<Competency>,
    step: Option<usize>,
    /// For each of its items the number of its entry; none for one that readers may not see.
    entries: Vec<Option<u32>>,
}

impl<'a> Book<'a> {
    fn of(handbook: &'a Handbook, readers: Readers, order: &[usize]) -> Self {
        let mut book = Self { entries: Vec::new(), stated: Vec::new(), by_id: HashMap::new() };
        book.stated.resize_with(order.len(), Vec::new);
        let mut vocabulary = Vocabulary::default();
        for at in order {
            let Some((_, level)) = handbook.levels.get_index(*at) else { continue };
            if !readers.see(level.meta.audience) {
                continue;
            }
            let mut stated = Vec::with_capacity(level.expects.len());
            for expectation in level.expects.iter().filter(|expectation| readers.see(expectation.audience)) {
                let entry = |item: &'a Item| {
                    let seen = readers.see(item.audience);
                    seen.then(|| Entry {
                        level: &level.id,
                        competency: &expectation.competency,
                        item,
                        wording: vocabulary.wording(&item.text.plain()),
                    })
                };
                let entries: Vec<_> = expectation.items.iter().map(entry).collect();
                let entries = entries.into_iter().map(|entry| entry.map(|entry| book.keep(entry))).collect();
                stated.push(Stated { competency: &expectation.competency, step: expectation.step, entries });
            }
            if let Some(slot) = book.stated.get_mut(*at) {
                *slot = stated;
            }
        }
        book
    }

    fn keep(&mut self, entry: Entry<'a>) -> u32 {
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if let Some(id) = &entry.item.id {
            self.by_id.entry(id).or_default().push(number);
        }
        self.entries.push(entry);
        number
    }

    fn entry(&self, number: u32) -> Option<&Entry<'a>> {
        self.entries.get(number as usize)
    }

    fn carried(&self, level: &Id<Level>, entries: &[u32]) -> Carried {
        let items = entries.iter().filter_map(|entry| self.entry(*entry)).map(|entry| entry.item.clone());
        Carried { level: level.clone(), items: items.collect() }
    }
}

/// What holds at a level, by competency.
type Held<'a> = IndexMap<&'a Id<Competency>, Holding>;

/// What holds of one competency. Both lists are by level, lowest first, and shared where nothing changes.
#[derive(Clone, Default)]
struct Holding {
    step: Option<usize>,
    carried: Arc<[Carried]>,
    /// The numbers of the same entries, sorted within each level.
    entries: Arc<[Arc<[u32]>]>,
}

impl Holding {
    fn has(&self, number: u32) -> bool {
        self.entries.iter().any(|entries| entries.binary_search(&number).is_ok())
    }

    /// The same with more entries of one level.
    fn with(&self, carried: &Carried, entries: &Arc<[u32]>) -> Self {
        Self {
            step: self.step,
            carried: self.carried.iter().chain([carried]).cloned().collect(),
            entries: self.entries.iter().chain([entries]).cloned().collect(),
        }
    }
}

/// What holds at several levels together.
fn merged<'a>(book: &Book<'a>, below: &[usize], held: &[Held<'a>]) -> Held<'a> {
    let mut levels = below.iter().filter_map(|at| held.get(*at));
    let mut all = levels.next().cloned().unwrap_or_default();
    for level in levels {
        for (competency, holding) in level {
            let known = all.entry(competency).or_default();
            let step = known.step.max(holding.step);
            for (carried, entries) in holding.carried.iter().zip(holding.entries.iter()) {
                let more: Arc<[u32]> = entries.iter().filter(|entry| !known.has(**entry)).copied().collect();
                if more.len() == entries.len() {
                    *known = known.with(carried, entries);
                } else if !more.is_empty() {
                    *known = known.with(&book.carried(&carried.level, &more), &more);
                }
            }
            known.step = step;
        }
    }
    all
}

/// One level and all that holds before it.
struct Stage<'a, 'b> {
    book: &'b Book<'a>,
    at: usize,
    level: &'a Level,
    before: &'b Held<'a>,
    accumulates: bool,
}

/// What became of the entries of a level: the entries before that they are paired with, and what that means.
#[derive(Default)]
struct Pairs {
    verdicts: HashMap<u32, Verdict>,
    used: HashSet<u32>,
}

impl<'a> Stage<'a, '_> {
    fn stated(&self) -> &[Stated<'a>] {
        self.book.stated.get(self.at).map(Vec::as_slice).unwrap_or_default()
    }

    /// What has grown here, and what holds here.
    fn growth(&self) -> (Vec<Growth>, Held<'a>) {
        let pairs = self.pairs();
        let mut growth = Vec::new();
        let mut holds = Held::new();
        let none = Holding::default();
        for stated in self.stated() {
            let before = self.before.get(stated.competency).unwrap_or(&none);
            let kept = self.kept(before, &pairs.used);
            let step = stated.step.or(kept.step);
            growth.push(Growth {
                competency: stated.competency.clone(),
                step,
                step_before: before.step,
                verdicts: stated.entries.iter().map(|entry| pairs.verdict(*entry)).collect(),
                carried: kept.carried.clone(),
            });
            holds.insert(stated.competency, Holding { step, ..self.with_own(kept, stated) });
        }
        for (competency, before) in self.before {
            if holds.contains_key(*competency) {
                continue;
            }
            let kept = self.kept(before, &pairs.used);
            growth.push(Growth {
                competency: (*competency).clone(),
                step: kept.step,
                step_before: before.step,
                verdicts: Vec::new(),
                carried: kept.carried.clone(),
            });
            if self.accumulates {
                holds.insert(competency, kept);
            }
        }
        (growth, holds)
    }

    /// What carries over of what held before.
    fn kept(&self, before: &Holding, used: &HashSet<u32>) -> Holding {
        if !self.accumulates {
            return Holding::default();
        }
        if !used.iter().any(|used| before.has(*used)) {
            return before.clone();
        }
        let mut carried = Vec::with_capacity(before.carried.len());
        let mut entries = Vec::with_capacity(before.carried.len());
        for (level, numbers) in before.carried.iter().zip(before.entries.iter()) {
            let left = |number: &&u32| !used.contains(*number);
            let rest: Arc<[u32]> = numbers.iter().filter(left).copied().collect();
            if rest.is_empty() {
                continue;
            }
            let whole = rest.len() == numbers.len();
            carried.push(if whole { level.clone() } else { self.book.carried(&level.level, &rest) });
            entries.push(if whole { numbers.clone() } else { rest });
        }
        Holding { step: before.step, carried: carried.into(), entries: entries.into() }
    }

    fn with_own(&self, kept: Holding, stated: &Stated<'a>) -> Holding {
        let own: Arc<[u32]> = stated.entries.iter().flatten().copied().collect();
        if own.is_empty() {
            return kept;
        }
        kept.with(&self.book.carried(&self.level.id, &own), &own)
    }

    fn pairs(&self) -> Pairs {
        let mut pairs = Pairs::default();
        let own: Vec<u32> = self.stated().iter().flat_map(|stated| stated.entries.iter().flatten().copied()).collect();
        for number in &own {
            self.pair_by_name(*number, &mut pairs);
        }
        for stated in self.stated() {
            self.pair_by_likeness(stated, &mut pairs);
        }
        pairs
    }

    /// Pairs an entry that builds on another, or that has the id of another.
    fn pair_by_name(&self, number: u32, pairs: &mut Pairs) {
        let Some(entry) = self.book.entry(number) else { return };
        if let Some(basis) = entry.item.builds_on.as_ref().and_then(|id| self.called(&id.value, true)) {
            return pairs.add(number, basis, self.book.entry(basis).map(|basis| Verdict::Grown(basis.level.clone())));
        }
        let same = entry.item.id.as_ref().and_then(|id| self.called(id, false));
        if let Some(same) = same.filter(|same| !pairs.used.contains(same)) {
            pairs.add(number, same, self.book.entry(same).map(|basis| entry.verdict(basis)));
        }
    }

    /// The latest entry of that id that holds before this level; else, where `anywhere` is set, that of any other.
    fn called(&self, id: &str, anywhere: bool) -> Option<u32> {
        let numbers = self.book.by_id.get(id)?;
        let elsewhere = |number: &&u32| self.book.entry(**number).is_some_and(|entry| entry.level != &self.level.id);
        let holds = |number: &&u32| {
            let competency = self.book.entry(**number).map(|entry| entry.competency);
            competency.and_then(|competency| self.before.get(competency)).is_some_and(|before| before.has(**number))
        };
        let before = numbers.iter().rev().find(|number| holds(number));
        before.or_else(|| numbers.iter().rev().find(elsewhere).filter(|_| anywhere)).copied()
    }

    /// Pairs the entries of a competency that are most alike.
    fn pair_by_likeness(&self, stated: &Stated<'a>, pairs: &mut Pairs) {
        let Some(holding) = self.before.get(stated.competency) else { return };
        let before: Vec<u32> = holding.entries.iter().flat_map(|entries| entries.iter().copied()).collect();
        let compared = before.get(before.len().saturating_sub(MOST)..).unwrap_or_default();
        let mut alike = Vec::new();
        for own in stated.entries.iter().flatten().filter(|own| !pairs.verdicts.contains_key(own)) {
            let Some(entry) = self.book.entry(*own) else { continue };
            let likeness = |before: &u32| {
                let likeness = entry.wording.likeness(&self.book.entry(*before)?.wording, ALIKE)?;
                Some((likeness, *own, *before))
            };
            alike.extend(compared.iter().filter_map(likeness));
        }
        alike.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
        for (_, own, before) in alike {
            let free = !pairs.verdicts.contains_key(&own) && !pairs.used.contains(&before);
            if let (true, Some(entry), Some(basis)) = (free, self.book.entry(own), self.book.entry(before)) {
                pairs.add(own, before, Some(entry.verdict(basis)));
            }
        }
    }
}

impl Pairs {
    fn add(&mut self, own: u32, before: u32, verdict: Option<Verdict>) {
        self.used.insert(before);
        self.verdicts.extend(verdict.map(|verdict| (own, verdict)));
    }

    fn verdict(&self, entry: Option<u32>) -> Verdict {
        entry.and_then(|entry| self.verdicts.get(&entry)).cloned().unwrap_or(Verdict::New)
    }
}

impl Entry<'_> {
    /// What this entry is beside one before it that it is paired with.
    fn verdict(&self, basis: &Entry<'_>) -> Verdict {
        let alike = self.wording.likeness(&basis.wording, SAME).is_some();
        let same =
            alike && self.wording.has_numbers_of(&basis.wording) && self.item.text.links == basis.item.text.links;
        match same || self.item.text == basis.item.text {
            true => Verdict::Carried(basis.level.clone()),
            false => Verdict::Grown(basis.level.clone()),
        }
    }
}
