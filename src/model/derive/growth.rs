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
//! readers may not see takes no part. Of each competency the latest [`MOST`] entries before take part; still older ones
//! carry over as they are.

use super::places::Places;
use crate::model::derived::{Carried, Growth, Layer, Verdict};
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::readers::Readers;
use crate::model::skills::Competency;
use crate::model::things::{Item, Level};
use crate::model::wording::{ALIKE, SAME, Vocabulary, Wording};
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many entries before of one competency take part: more than any real ladder has, so that no file can make a build
/// endless.
const MOST: usize = 1000;

/// How many levels straight before one are looked at.
const MOST_WAYS: usize = 50;

/// What has grown at each level, by the levels' numbers.
pub(super) fn growth(handbook: &Handbook, readers: Readers, places: &Places) -> HashMap<usize, Vec<Growth>> {
    let order = upwards(&places.previous);
    let book = Book::of(handbook, readers, &order);
    let (mut kept, mut all) = (Kept::of(&places.previous), HashMap::new());
    for at in order {
        let below = places.previous.get(at).map(Vec::as_slice).unwrap_or_default();
        let Some((_, level)) = handbook.levels.get_index(at) else { continue };
        let Some(place) = places.by_level.get(at) else { continue };
        let track = place.track.as_ref().and_then(|track| handbook.tracks.get(track));
        let before = kept.together(&book, below);
        let stage = Stage {
            book: &book,
            level,
            stated: book.stated.get(at).map(Vec::as_slice).unwrap_or_default(),
            before: &before,
            accumulates: track.is_some_and(|track| track.accumulates),
        };
        let (growth, holds) = stage.growth();
        all.insert(at, growth);
        kept.keep(at, holds, below);
    }
    all
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

    /// What readers see of the items of those numbers.
    fn items(&self, numbers: &[u32]) -> Arc<[Item]> {
        numbers.iter().filter_map(|number| self.entry(*number)).map(|entry| entry.item.clone()).collect()
    }
}

/// What holds at a level, by competency.
type Held<'a> = IndexMap<&'a Id<Competency>, Holding>;

/// What holds of one competency.
#[derive(Clone, Default)]
struct Holding {
    step: Option<usize>,
    carried: Carried,
    /// The numbers of the latest [`MOST`] entries that are carried, those of lower levels first.
    numbers: Vec<u32>,
}

impl Holding {
    /// The same with the entries of one more level.
    fn with(&self, book: &Book<'_>, level: &Id<Level>, numbers: Vec<u32>) -> Self {
        if numbers.is_empty() {
            return self.clone();
        }
        let known = self.numbers.iter().chain(&numbers);
        let known = known.skip((self.numbers.len() + numbers.len()).saturating_sub(MOST)).copied().collect();
        let items = book.items(&numbers);
        let layer = Layer { level: level.clone(), items, numbers, below: self.carried.clone() };
        Self { step: self.step, carried: Carried(Some(Arc::new(layer))), numbers: known }
    }

    /// The same without some entries; what lies below the lowest of them stays shared.
    fn without(&self, book: &Book<'_>, used: Option<&HashSet<u32>>) -> Self {
        let is_used = |number: &u32| used.is_some_and(|used| used.contains(number));
        let mut left = self.numbers.iter().filter(|number| is_used(number)).count();
        let mut above = Vec::new();
        for layer in self.carried.downwards() {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(layer.numbers.iter().filter(|number| is_used(number)).count());
            above.push(layer);
        }
        let Some(lowest) = above.last() else { return self.clone() };
        let mut carried = lowest.below.clone();
        for layer in above.into_iter().rev() {
            let numbers: Vec<u32> = layer.numbers.iter().filter(|number| !is_used(number)).copied().collect();
            if numbers.is_empty() {
                continue;
            }
            let whole = numbers.len() == layer.numbers.len();
            let items = if whole { layer.items.clone() } else { book.items(&numbers) };
            carried = Carried(Some(Arc::new(Layer { level: layer.level.clone(), items, numbers, below: carried })));
        }
        let numbers = self.numbers.iter().filter(|number| !is_used(number)).copied().collect();
        Self { step: self.step, carried, numbers }
    }
}

/// What holds at the levels that others still wait for.
struct Kept<'a> {
    held: Vec<Held<'a>>,
    /// How many levels above each are still to come.
    waiting: Vec<usize>,
}

impl<'a> Kept<'a> {
    fn of(previous: &[Vec<usize>]) -> Self {
        let mut kept = Self { held: Vec::new(), waiting: vec![0; previous.len()] };
        kept.held.resize_with(previous.len(), Held::new);
        for below in previous.iter().flatten() {
            kept.waiting.get_mut(*below).into_iter().for_each(|count| *count += 1);
        }
        kept
    }

    /// Keeps what holds at a level, and lets go what only this level waited for.
    fn keep(&mut self, at: usize, holds: Held<'a>, below: &[usize]) {
        if let Some(slot) = self.held.get_mut(at) {
            *slot = holds;
        }
        for below in below {
            if let (Some(count), Some(slot)) = (self.waiting.get_mut(*below), self.held.get_mut(*below)) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    *slot = Held::new();
                }
            }
        }
    }

    /// What holds at several levels together.
    fn together(&self, book: &Book<'a>, below: &[usize]) -> Cow<'_, Held<'a>> {
        let mut levels = below.iter().take(MOST_WAYS).filter_map(|at| self.held.get(*at));
        let Some(first) = levels.next() else { return Cow::Owned(Held::new()) };
        let mut all = Cow::Borrowed(first);
        for (competency, holding) in levels.flatten() {
            let known = all.to_mut().entry(competency).or_default();
            *known = joined(book, known, holding);
        }
        all
    }
}

/// What holds by two ways.
fn joined(book: &Book<'_>, one: &Holding, other: &Holding) -> Holding {
    let known: HashSet<u32> = one.carried.downwards().flat_map(|layer| layer.numbers.iter().copied()).collect();
    let mut both = Holding { step: one.step.max(other.step), ..one.clone() };
    for layer in other.carried.layers() {
        let new = layer.numbers.iter().filter(|number| !known.contains(number)).copied().collect();
        both = both.with(book, &layer.level, new);
    }
    both
}

/// One level and all that holds before it.
struct Stage<'a, 'b> {
    book: &'b Book<'a>,
    level: &'a Level,
    stated: &'b [Stated<'a>],
    before: &'b Held<'a>,
    accumulates: bool,
}

impl<'a> Stage<'a, '_> {
    /// What has grown here, and what holds here.
    fn growth(&self) -> (Vec<Growth>, Held<'a>) {
        let pairs = self.pairs();
        let mut growth = Vec::new();
        let mut holds = Held::new();
        let none = Holding::default();
        for stated in self.stated {
            let before = self.before.get(stated.competency).unwrap_or(&none);
            let kept = self.carried(stated.competency, before, &pairs);
            let step = stated.step.or(kept.step);
            let own = stated.entries.iter().flatten().copied().collect();
            holds.insert(stated.competency, Holding { step, ..kept.with(self.book, &self.level.id, own) });
            growth.push(Growth {
                competency: stated.competency.clone(),
                step,
                step_before: before.step,
                verdicts: stated.entries.iter().map(|entry| pairs.verdict(*entry)).collect(),
                carried: kept.carried,
            });
        }
        let named: Vec<_> = self.before.iter().filter(|(competency, _)| !holds.contains_key(*competency)).collect();
        for (competency, before) in named {
            let kept = self.carried(competency, before, &pairs);
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
    fn carried(&self, competency: &Id<Competency>, before: &Holding, pairs: &Pairs<'a>) -> Holding {
        match self.accumulates {
            true => before.without(self.book, pairs.used.get(competency)),
            false => Holding::default(),
        }
    }

    fn pairs(&self) -> Pairs<'a> {
        let own = || self.stated.iter().flat_map(|stated| stated.entries.iter().flatten().copied());
        let mut pairs = Pairs { first: own().next().unwrap_or_default(), ..Pairs::default() };
        pairs.verdicts.resize(own().count(), None);
        own().for_each(|number| self.pair_by_name(number, &mut pairs));
        self.stated.iter().for_each(|stated| self.pair_by_likeness(stated, &mut pairs));
        pairs
    }

    /// Pairs an entry that builds on another, or that has the id of another.
    fn pair_by_name(&self, number: u32, pairs: &mut Pairs<'a>) {
        let Some(entry) = self.book.entry(number) else { return };
        let basis = entry.item.builds_on.as_ref().and_then(|id| self.called(&id.value, true));
        if let Some((basis, found)) = basis {
            return pairs.add(number, (basis, found), Verdict::Grown(found.level.clone()));
        }
        let same = entry.item.id.as_ref().and_then(|id| self.called(id, false));
        if let Some((same, found)) = same.filter(|(same, found)| !pairs.is_used(*same, found)) {
            pairs.add(number, (same, found), entry.verdict(found));
        }
    }

    /// The latest entry of that id that holds before this level; else, where `anywhere` is set, that of any other.
    fn called(&self, id: &str, anywhere: bool) -> Option<(u32, &Entry<'a>)> {
        let numbers = self.book.by_id.get(id)?;
        let entries =
            || numbers.iter().rev().take(MOST).filter_map(|number| Some((*number, self.book.entry(*number)?)));
        let holds = |(number, entry): &(u32, &Entry<'a>)| {
            self.before.get(entry.competency).is_some_and(|before| before.numbers.contains(number))
        };
        let elsewhere = |(_, entry): &(u32, &Entry<'a>)| anywhere && entry.level != &self.level.id;
        entries().find(holds).or_else(|| entries().find(elsewhere))
    }

    /// Pairs the entries of a competency that are most alike.
    fn pair_by_likeness(&self, stated: &Stated<'a>, pairs: &mut Pairs<'a>) {
        let Some(holding) = self.before.get(stated.competency) else { return };
        let open = stated.entries.iter().flatten().filter(|own| pairs.is_open(**own));
        let own: Vec<_> = open.filter_map(|own| Some((*own, self.book.entry(*own)?))).collect();
        let mut alike = Vec::new();
        for (number, before) in holding.numbers.iter().filter_map(|number| Some((*number, self.book.entry(*number)?))) {
            let likeness = |(own, entry): &(u32, &Entry<'a>)| {
                Some((entry.wording.likeness(&before.wording, ALIKE)?, *own, number))
            };
            alike.extend(own.iter().filter_map(likeness));
        }
        alike.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
        for (_, own, before) in alike {
            let (Some(entry), Some(basis)) = (self.book.entry(own), self.book.entry(before)) else { continue };
            if pairs.is_open(own) && !pairs.is_used(before, basis) {
                pairs.add(own, (before, basis), entry.verdict(basis));
            }
        }
    }
}

/// What became of the entries of a level.
#[derive(Default)]
struct Pairs<'a> {
    /// The number of the level's first entry.
    first: u32,
    /// One verdict for each of its entries, as far as they are paired.
    verdicts: Vec<Option<Verdict>>,
    /// The entries before that are paired, by competency.
    used: HashMap<&'a Id<Competency>, HashSet<u32>>,
}

impl<'a> Pairs<'a> {
    fn add(&mut self, own: u32, (number, entry): (u32, &Entry<'a>), verdict: Verdict) {
        self.used.entry(entry.competency).or_default().insert(number);
        if let Some(slot) = self.verdicts.get_mut(own.saturating_sub(self.first) as usize) {
            *slot = Some(verdict);
        }
    }

    fn is_used(&self, number: u32, entry: &Entry<'a>) -> bool {
        self.used.get(entry.competency).is_some_and(|used| used.contains(&number))
    }

    fn of(&self, own: u32) -> Option<&Verdict> {
        self.verdicts.get(own.saturating_sub(self.first) as usize)?.as_ref()
    }

    fn is_open(&self, own: u32) -> bool {
        self.of(own).is_none()
    }

    fn verdict(&self, own: Option<u32>) -> Verdict {
        own.and_then(|own| self.of(own)).cloned().unwrap_or(Verdict::New)
    }
}

impl Entry<'_> {
    /// What this entry is beside one before it that it is paired with.
    fn verdict(&self, basis: &Entry<'_>) -> Verdict {
        let alike = || self.wording.likeness(&basis.wording, SAME).is_some();
        let (mine, theirs) = (&self.item.text, &basis.item.text);
        let same = || mine.links == theirs.links && self.wording.has_numbers_of(&basis.wording) && alike();
        match mine == theirs || same() {
            true => Verdict::Carried(basis.level.clone()),
            false => Verdict::Grown(basis.level.clone()),
        }
    }
}
