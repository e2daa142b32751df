//! Which lines of two versions of a thing are the same line.
//!
//! The first of these that applies, each line once:
//!
//! 1. It says the same in the same place.
//! 2. A place that holds one thing (a grade, a summary, a step) is the same place.
//! 3. A group with another heading is the same group when half of what stands under it is, or when it is the only one
//!    and the headings are alike; then the first two rules again.
//! 4. The author gave it the same id, unless it says something wholly different.
//! 5. It says the same in another place.
//! 6. It is alike in the same place.
//! 7. It is very much alike in another place.
//! 8. It is a step of a scale that has as many steps as before, and stands where the other stood.

use super::alike::{self, Bag, Words, hash_of};
use super::book::Book;
use super::form::{self, Form};
use super::kept::Kept;
use super::part::Part;
use super::sheet::{Line, Said, Spot};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hash::{DefaultHasher, Hasher};

/// At least this alike, two lines in one place are one.
const HERE: f64 = 0.5;

/// At least this alike, two lines in different places are one.
pub(super) const ELSEWHERE: f64 = 0.75;

/// Less alike than this, two lines of one id say something wholly different.
const OTHER: f64 = 0.3;

/// Which lines of two versions are the same.
#[derive(Debug, Default)]
pub(super) struct Matching {
    /// The same lines in order of the new ones.
    pub(super) pairs: Vec<Pair>,
    /// Lines that only the old version has.
    pub(super) dropped: Vec<usize>,
    /// Lines that only the new version has.
    pub(super) gained: Vec<usize>,
    /// Groups with another heading: a line of each.
    pub(super) headings: Vec<(usize, usize)>,
    /// Groups that lead to another thing: a line of each.
    pub(super) ways: Vec<(usize, usize)>,
    /// Places whose entries stand in another order: their numbers on both sides.
    pub(super) reordered: Vec<(Vec<usize>, Vec<usize>)>,
}

/// The same line on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Its number in the old version.
    pub(super) old: usize,
    /// Its number in the new version.
    pub(super) new: usize,
    /// Whether it stands elsewhere in the thing.
    pub(super) moved: bool,
}

/// Both handbooks.
#[derive(Debug)]
pub(super) struct Books<'a> {
    pub(super) old: Book<'a>,
    pub(super) new: Book<'a>,
    /// Texts that were compared before.
    pub(super) kept: Option<&'a Kept>,
}

/// The same lines of two versions.
pub(super) fn matched<'a>(books: &Books<'a>, old: &[Line<'a>], new: &[Line<'a>]) -> Matching {
    let (old_cards, new_cards) = (cards(&books.old, old), cards(&books.new, new));
    let mut matcher = Matcher {
        books,
        old: Deck { lines: old, partner: vec![None; old.len()], cards: old_cards },
        new: Deck { lines: new, partner: vec![None; new.len()], cards: new_cards },
        matching: Matching::default(),
        words: Words::default(),
    };
    matcher.run();
    matcher.finish()
}

/// Whether such parts stand in lists.
pub(super) fn is_listed(part: Part) -> bool {
    part.is_entry() && !matches!(part, Part::Step | Part::Section)
}

/// What of another place such a part may come from: parts that ask for something take from each other.
pub(super) fn kin(part: Part) -> Part {
    match part {
        Part::Responsibility | Part::Expectation | Part::AlsoNeeded | Part::Milestone | Part::Promotion => {
            Part::Expectation
        }
        other => other,
    }
}

/// The hash of what a line says, the same on both sides when it is told in the same words and signs.
pub(super) fn raw_key(book: &Book<'_>, said: &Said<'_>) -> u64 {
    match said {
        Said::Text(text) => hash_of((0u8, text.prose.key())),
        Said::Measure(measure) => hash_of((0u8, measure.text.prose.key())),
        Said::Things(things) => {
            let names: Vec<_> = things.iter().map(|thing| (thing.kind, book.common(*thing))).collect();
            hash_of((1u8, names))
        }
        Said::Step(scale, step) => hash_of((2u8, scale.steps.get(*step).map(|step| &step.id))),
        Said::Word(word) => hash_of((3u8, word)),
        Said::Link(to) => {
            let mut hasher = DefaultHasher::new();
            form::target(book, to, &mut hasher);
            hasher.finish()
        }
        Said::Status(status) => hash_of((5u8, status)),
        Said::Audience(audience) => hash_of((6u8, book.seen_by(*audience))),
        Said::TrackKind(kind) => hash_of((7u8, kind)),
        Said::MoveKind(kind) => hash_of((8u8, kind)),
        Said::Flag(flag) => hash_of((9u8, flag)),
    }
}

/// The hash of what a line says, the same on both sides when it says the same.
pub(super) fn key(book: &Book<'_>, said: &Said<'_>) -> u64 {
    match said.text() {
        Some(text) => Form::of(book, text).key,
        None => raw_key(book, said),
    }
}

fn cards(book: &Book<'_>, lines: &[Line<'_>]) -> Vec<Card> {
    let card = |line: &Line<'_>| Card { spot: line.slot.spot(book), raw: raw_key(book, &line.said), key: 0 };
    lines.iter().map(card).collect()
}

/// What a line is matched by.
struct Card {
    spot: Spot,
    raw: u64,
    /// Only known where lines were left after the first look.
    key: u64,
}

struct Deck<'l, 'a> {
    lines: &'l [Line<'a>],
    cards: Vec<Card>,
    partner: Vec<Option<usize>>,
}

impl Deck<'_, '_> {
    /// The numbers of the lines without a partner.
    fn open(&self) -> impl Iterator<Item = usize> {
        self.partner.iter().enumerate().filter(|(_, partner)| partner.is_none()).map(|(at, _)| at)
    }

    /// Those of them that a key is given for, by the key.
    fn open_by<K: Ord>(&self, key: &impl Fn(&Card, &Line<'_>) -> Option<K>) -> BTreeMap<K, VecDeque<usize>> {
        let mut by_key: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for at in self.open() {
            let (Some(card), Some(line)) = (self.cards.get(at), self.lines.get(at)) else { continue };
            if let Some(key) = key(card, line) {
                by_key.entry(key).or_default().push_back(at);
            }
        }
        by_key
    }

    fn fill_keys(&mut self, book: &Book<'_>, all: bool) {
        let chosen: Vec<usize> = if all { (0..self.lines.len()).collect() } else { self.open().collect() };
        for at in chosen {
            if let (Some(card), Some(line)) = (self.cards.get_mut(at), self.lines.get(at)) {
                card.key = key(book, &line.said);
            }
        }
    }
}

struct Matcher<'b, 'l, 'a> {
    books: &'b Books<'a>,
    old: Deck<'l, 'a>,
    new: Deck<'l, 'a>,
    matching: Matching,
    words: Words,
}

impl Matcher<'_, '_, '_> {
    fn run(&mut self) {
        self.pair_by(|card, _| Some((card.spot, card.raw)));
        if self.is_done() {
            return;
        }
        self.old.fill_keys(&self.books.old, false);
        self.new.fill_keys(&self.books.new, false);
        self.pair_in_place();
        if self.is_done() {
            return;
        }
        if self.unify_headings() {
            self.pair_in_place();
        }
        self.pair_by_id();
        let elsewhere =
            |card: &Card, _: &Line<'_>| is_listed(card.spot.part).then_some((kin(card.spot.part), card.key));
        self.pair_by(elsewhere);
        self.pair_alike(|spot| is_listed(spot.part).then_some(*spot), HERE);
        self.pair_alike(|spot| is_listed(spot.part).then_some(kin(spot.part)), ELSEWHERE);
        self.pair_steps();
    }

    fn is_done(&self) -> bool {
        self.old.open().next().is_none() || self.new.open().next().is_none()
    }

    fn pair(&mut self, old: usize, new: usize) {
        if let (Some(one), Some(other)) = (self.old.partner.get_mut(old), self.new.partner.get_mut(new)) {
            *one = Some(new);
            *other = Some(old);
        }
    }

    /// Pairs the open lines of equal keys in their order.
    fn pair_by<K: Ord>(&mut self, key: impl Fn(&Card, &Line<'_>) -> Option<K>) {
        let mut waiting = self.new.open_by(&key);
        for (key, olds) in self.old.open_by(&key) {
            let news = waiting.remove(&key).unwrap_or_default();
            olds.into_iter().zip(news).for_each(|(old, new)| self.pair(old, new));
        }
    }

    fn pair_in_place(&mut self) {
        self.pair_by(|card, _| Some((card.spot, card.key)));
        self.pair_by(|card, _| (!is_listed(card.spot.part)).then_some(card.spot));
    }

    fn pair_by_id(&mut self) {
        let id = |card: &Card, line: &Line<'_>| line.id.map(|id| (kin(card.spot.part), id.to_owned()));
        let mut waiting = self.new.open_by(&id);
        for (key, olds) in self.old.open_by(&id) {
            let news = waiting.remove(&key).unwrap_or_default();
            for (old, new) in olds.into_iter().zip(news) {
                // The steps of a scale are what their ids say.
                if key.0 == Part::ScaleStep || self.likeness(old, new) >= OTHER {
                    self.pair(old, new);
                }
            }
        }
    }

    fn likeness(&mut self, old: usize, new: usize) -> f64 {
        let text = |book: &Book<'_>, line: Option<&Line<'_>>| Some(Form::of(book, line?.said.text()?).plain);
        let old = text(&self.books.old, self.old.lines.get(old));
        let new = text(&self.books.new, self.new.lines.get(new));
        match (old, new) {
            (Some(old), Some(new)) => self.words.bag(&old).likeness(&self.words.bag(&new)),
            _ => 0.0,
        }
    }

    /// Pairs open lines of one place that are alike.
    fn pair_alike<K: Ord + Copy>(&mut self, place: impl Fn(&Spot) -> Option<K>, least: f64) {
        let place = |card: &Card, line: &Line<'_>| place(&card.spot).filter(|_| line.said.text().is_some());
        let mut waiting = self.new.open_by(&place);
        for (place, olds) in self.old.open_by(&place) {
            let news = waiting.remove(&place).unwrap_or_default();
            if news.is_empty() {
                continue;
            }
            let old_bags = bags(&mut self.words, &self.books.old, &self.old, &olds);
            let new_bags = bags(&mut self.words, &self.books.new, &self.new, &news);
            let pairs = alike::pairs(&old_bags.iter().collect::<Vec<_>>(), &new_bags.iter().collect::<Vec<_>>(), least);
            for (old, new) in pairs {
                if let (Some(old), Some(new)) = (olds.get(old), news.get(new)) {
                    self.pair(*old, *new);
                }
            }
        }
    }

    fn pair_steps(&mut self) {
        let count = |deck: &Deck<'_, '_>| deck.cards.iter().filter(|card| card.spot.part == Part::ScaleStep).count();
        if count(&self.old) != count(&self.new) {
            return;
        }
        // The steps are the first lines of a scale.
        let is_step =
            |deck: &Deck<'_, '_>, at: usize| deck.cards.get(at).is_some_and(|card| card.spot.part == Part::ScaleStep);
        let open: Vec<usize> = self.old.open().filter(|at| is_step(&self.old, *at)).collect();
        for at in open {
            if self.new.partner.get(at) == Some(&None) && is_step(&self.new, at) {
                self.pair(at, at);
            }
        }
    }

    /// Finds groups under another heading; from then on they stand in the same place.
    fn unify_headings(&mut self) -> bool {
        let by_thing =
            |spot: &Spot| (bundle(spot.part) == Some(Part::Promotion)).then_some((Part::Promotion, spot.thing, 0));
        let by_group = |spot: &Spot| bundle(spot.part).map(|bundle| (bundle, spot.thing, spot.group));
        let orphans = |matcher: &Self| {
            let (old, new) = (labels(&matcher.old, &by_group), labels(&matcher.new, &by_group));
            old.keys().any(|label| !new.contains_key(label)) && new.keys().any(|label| !old.contains_key(label))
        };
        if !orphans(self) {
            return false;
        }
        self.old.fill_keys(&self.books.old, true);
        self.new.fill_keys(&self.books.new, true);
        let ways = self.unify(&by_thing, false);
        let headings = self.unify(&by_group, true);
        let found = !(ways.is_empty() && headings.is_empty());
        self.matching.ways = ways;
        self.matching.headings = headings;
        found
    }

    /// Lets new lines stand where the old ones of the same group do; `with_heading` when groups are told by headings.
    fn unify(&mut self, label: &impl Fn(&Spot) -> Option<Label>, with_heading: bool) -> Vec<(usize, usize)> {
        let (old, new) = (labels(&self.old, label), labels(&self.new, label));
        let only = |these: &BTreeMap<Label, Vec<usize>>, those: &BTreeMap<Label, Vec<usize>>| {
            let mut by_bundle: BTreeMap<Part, Vec<(Label, Vec<usize>)>> = BTreeMap::new();
            for (label, lines) in these.iter().filter(|(label, _)| !those.contains_key(label)) {
                by_bundle.entry(label.0).or_default().push((*label, lines.clone()));
            }
            by_bundle.values_mut().for_each(|groups| groups.sort_by_key(|(_, lines)| lines.first().copied()));
            by_bundle
        };
        let (mut only_old, only_new) = (only(&old, &new), only(&new, &old));
        let mut found = Vec::new();
        for (bundle, news) in only_new {
            let Some(olds) = only_old.remove(&bundle) else { continue };
            for (one, other) in self.same_groups(bundle, &olds, &news) {
                let (Some((old_label, old_lines)), Some((_, new_lines))) = (olds.get(one), news.get(other)) else {
                    continue;
                };
                for line in new_lines {
                    let Some(card) = self.new.cards.get_mut(*line) else { continue };
                    card.spot.thing = old_label.1;
                    if with_heading {
                        card.spot.group = old_label.2;
                    }
                }
                found.extend(old_lines.first().copied().zip(new_lines.first().copied()));
            }
        }
        found
    }

    /// The groups that are the same under another heading: by what stands under it, then by a heading much like it.
    fn same_groups(
        &mut self,
        bundle: Part,
        olds: &[(Label, Vec<usize>)],
        news: &[(Label, Vec<usize>)],
    ) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        // What is said of a share of time or of another organisation is often the same by chance.
        if !matches!(bundle, Part::Share | Part::External) {
            let features = |deck: &Deck<'_, '_>, groups: &[(Label, Vec<usize>)]| -> Vec<Vec<u64>> {
                let key = |line: &usize| deck.cards.get(*line).map(|card| hash_of((card.spot.part, card.key)));
                let sorted = |mut keys: Vec<u64>| {
                    keys.sort_unstable();
                    keys
                };
                groups.iter().map(|(_, lines)| sorted(lines.iter().filter_map(key).collect())).collect()
            };
            found = alike::by_features(&features(&self.old, olds), &features(&self.new, news), HERE);
        }
        let headed = |deck: &Deck<'_, '_>, groups: &[(Label, Vec<usize>)], is_open: &dyn Fn(usize) -> bool| {
            let heading =
                |at: usize| deck.lines.get(*groups.get(at)?.1.first()?)?.slot.group.map(|text| (at, text.plain()));
            (0..groups.len()).filter(|at| is_open(*at)).filter_map(heading).collect::<Vec<_>>()
        };
        let open_old = headed(&self.old, olds, &|at| found.iter().all(|(old, _)| *old != at));
        let open_new = headed(&self.new, news, &|at| found.iter().all(|(_, new)| *new != at));
        let old_bags: Vec<Bag> = open_old.iter().map(|(_, heading)| self.words.bag(heading)).collect();
        let new_bags: Vec<Bag> = open_new.iter().map(|(_, heading)| self.words.bag(heading)).collect();
        let pairs = alike::pairs(&old_bags.iter().collect::<Vec<_>>(), &new_bags.iter().collect::<Vec<_>>(), HERE);
        found.extend(pairs.into_iter().filter_map(|(old, new)| Some((open_old.get(old)?.0, open_new.get(new)?.0))));
        found
    }

    fn finish(mut self) -> Matching {
        let pairs = self.new.partner.iter().enumerate().filter_map(|(new, old)| Some(((*old)?, new)));
        let moved = |old: usize, new: usize| {
            self.old.cards.get(old).map(|card| card.spot) != self.new.cards.get(new).map(|card| card.spot)
        };
        self.matching.pairs = pairs.map(|(old, new)| Pair { old, new, moved: moved(old, new) }).collect();
        self.matching.dropped = self.old.open().collect();
        self.matching.gained = self.new.open().collect();
        self.matching.reordered = self.reordered();
        self.matching
    }

    /// The places whose entries stand in another order than before.
    fn reordered(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut last: HashMap<Spot, usize> = HashMap::new();
        let mut found = BTreeSet::new();
        for pair in self.matching.pairs.iter().filter(|pair| !pair.moved) {
            let Some(spot) = self.new.cards.get(pair.new).map(|card| card.spot).filter(|spot| is_listed(spot.part))
            else {
                continue;
            };
            let highest = last.entry(spot).or_insert(pair.old);
            if pair.old < *highest {
                found.insert(spot);
            }
            *highest = (*highest).max(pair.old);
        }
        let by_spot = |deck: &Deck<'_, '_>| {
            let mut by_spot: HashMap<Spot, Vec<usize>> = HashMap::new();
            for (at, card) in deck.cards.iter().enumerate().filter(|(_, card)| found.contains(&card.spot)) {
                by_spot.entry(card.spot).or_default().push(at);
            }
            by_spot
        };
        let (mut old, mut new) = (by_spot(&self.old), by_spot(&self.new));
        let lists =
            found.iter().map(|spot| (old.remove(spot).unwrap_or_default(), new.remove(spot).unwrap_or_default()));
        lists.collect()
    }
}

/// A group: what it holds, the thing it is about, its heading.
type Label = (Part, Option<u64>, u64);

/// Parts that stand under one heading together, named by one of them; none for those whose place is not a heading.
fn bundle(part: Part) -> Option<Part> {
    match part {
        Part::Promotion | Part::UsualTime | Part::SuccessRate | Part::Remark | Part::To => Some(Part::Promotion),
        Part::StepMeaning | Part::Criterion | Part::Example => Some(Part::StepMeaning),
        Part::Theme | Part::Task => Some(Part::Theme),
        Part::Responsibility
        | Part::AlsoNeeded
        | Part::Milestone
        | Part::Section
        | Part::Day
        | Part::Share
        | Part::External => Some(part),
        _ => None,
    }
}

/// The numbers of the lines under each heading.
fn labels(deck: &Deck<'_, '_>, label: &impl Fn(&Spot) -> Option<Label>) -> BTreeMap<Label, Vec<usize>> {
    let mut labels: BTreeMap<Label, Vec<usize>> = BTreeMap::new();
    for (at, card) in deck.cards.iter().enumerate() {
        if let Some(label) = label(&card.spot) {
            labels.entry(label).or_default().push(at);
        }
    }
    labels
}

fn bags(words: &mut Words, book: &Book<'_>, deck: &Deck<'_, '_>, lines: &VecDeque<usize>) -> Vec<Bag> {
    let text = |at: &usize| deck.lines.get(*at).and_then(|line| line.said.text());
    lines.iter().map(|at| words.bag(&text(at).map(|text| Form::of(book, text).plain).unwrap_or_default())).collect()
}
