//! Matched lines of two versions of a thing → the changes that they make.

use super::alike::Words;
use super::book::{Book, Ref};
use super::change::{Change, Kind, Name, Percent, Place, Side, Value, Verb};
use super::figures::{self, Shift};
use super::form::Form;
use super::judge::{self, Stake, Verdict};
use super::lines::{self, Books, Matching, Pair};
use super::part::Part;
use super::sheet::{Line, Said, Sheet, Slot};
use super::words;
use crate::model::things::{Audience, Text};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Less alike than this in the words that carry meaning, a rewording says something other.
const SAME_MATTER: f64 = 0.6;

/// A thing on one side.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    pub(super) name: Name,
    /// Who may see it, in the newer handbook's list.
    pub(super) audience: Audience,
}

impl Owner {
    /// The owner of a thing's lines.
    pub(super) fn of(book: &Book<'_>, thing: Ref<'_>) -> Option<Self> {
        Some(Self { name: book.name(thing)?, audience: book.audience_of(thing) })
    }
}

/// A line of a thing on one side.
#[derive(Clone, Copy)]
pub(super) struct Half<'s, 'a> {
    pub(super) book: &'s Book<'a>,
    pub(super) owner: &'s Owner,
    pub(super) line: &'s Line<'a>,
}

/// A change and the place of its line in the thing.
pub(super) type Told = (usize, Change);

/// Both versions of a thing, with their lines.
pub(super) struct Versions<'s, 'a> {
    pub(super) books: &'s Books<'a>,
    pub(super) old: (&'s Owner, &'s Sheet<'a>),
    pub(super) new: (&'s Owner, &'s Sheet<'a>),
}

impl<'s, 'a> Versions<'s, 'a> {
    /// The changes that matched lines make, each with the place of its line.
    pub(super) fn changes(&self, matching: &Matching) -> Vec<Told> {
        let mut told = Vec::new();
        told.extend(self.renamed().map(|change| (0, change)));
        let mut teller = Teller { told, at: 0, words: Words::default() };
        for (old, new) in &matching.ways {
            self.halves(*old, *new, |old, new| teller.way(old, new));
        }
        for (old, new) in &matching.headings {
            self.halves(*old, *new, |old, new| teller.heading(old, new));
        }
        for pair in &matching.pairs {
            teller.at = pair.new + 1;
            self.halves(pair.old, pair.new, |old, new| teller.pair(self.books, (old, new), pair.moved));
        }
        let (old_places, new_places) = (places(&self.books.old, self.old.1), places(&self.books.new, self.new.1));
        for new in &matching.gained {
            teller.at = new + 1;
            let told = self.new_half(*new).filter(|half| !half.is_named_in(&old_places));
            told.into_iter().for_each(|half| teller.gained(half));
        }
        let behind = behind(self.old.1.lines.len(), &matching.pairs);
        for old in &matching.dropped {
            teller.at = behind.get(*old).copied().unwrap_or_default();
            let told = self.old_half(*old).filter(|half| !half.is_named_in(&new_places));
            told.into_iter().for_each(|half| teller.dropped(half));
        }
        for (old, new) in &matching.reordered {
            teller.at = new.first().map_or(0, |at| at + 1);
            let old: Vec<_> = old.iter().filter_map(|at| self.old_half(*at)).collect();
            let new: Vec<_> = new.iter().filter_map(|at| self.new_half(*at)).collect();
            teller.reordered(&old, &new);
        }
        teller.told
    }

    /// A line of the old version.
    pub(super) fn old_half(&self, at: usize) -> Option<Half<'s, 'a>> {
        Some(Half { book: &self.books.old, owner: self.old.0, line: self.old.1.lines.get(at)? })
    }

    /// A line of the new version.
    pub(super) fn new_half(&self, at: usize) -> Option<Half<'s, 'a>> {
        Some(Half { book: &self.books.new, owner: self.new.0, line: self.new.1.lines.get(at)? })
    }

    fn halves(&self, old: usize, new: usize, tell: impl FnOnce(Half<'s, 'a>, Half<'s, 'a>)) {
        if let (Some(old), Some(new)) = (self.old_half(old), self.new_half(new)) {
            tell(old, new);
        }
    }

    /// That the thing has another title, or another address.
    fn renamed(&self) -> Option<Change> {
        let (old, new) = (self.old.0, self.new.0);
        let titles = match (self.old.1.title, self.new.1.title) {
            (Some(old), Some(new)) => (Form::of(&self.books.old, old), Form::of(&self.books.new, new)),
            (None, None) => Default::default(),
            (old, new) => {
                let plain = |title: Option<&Text>| title.map(Text::plain).unwrap_or_default();
                let form = |plain: String, key| Form { plain, key, audience: Audience::default() };
                (form(plain(old), 0), form(plain(new), 1))
            }
        };
        let retitled = titles.0.key != titles.1.key;
        let readdressed = old.name.id != new.name.id && new.name.thing.is_some();
        if !retitled && !readdressed {
            return None;
        }
        let (part, values) = match retitled {
            true => (Part::Title, (Value::Text(old.name.title.clone()), Value::Text(new.name.title.clone()))),
            false => (Part::Whole, (Value::Whole(Vec::new()), Value::Whole(Vec::new()))),
        };
        let place = Place { part, thing: None, group: None, over: None };
        let audience = old.audience.max(new.audience).max(titles.0.audience).max(titles.1.audience);
        let old = Side { thing: old.name.clone(), place: place.clone(), value: values.0 };
        let new = Side { thing: new.name.clone(), place, value: values.1 };
        let mut change = change(judge::renamed(), Some(old), Some(new), audience);
        if retitled {
            change.words = words::pieces(&titles.0.plain, &titles.1.plain);
        }
        Some(change)
    }
}

/// A thing that came or went as a whole, with those of its lines that came or went with it.
/// Counted are entries that all who see the thing may see.
pub(super) fn whole<'a: 's, 's>(owner: &Owner, verb: Verb, lines: impl Iterator<Item = Half<'s, 'a>>) -> Change {
    let place = Place { part: Part::Whole, thing: None, group: None, over: None };
    let mut held: BTreeMap<Part, usize> = BTreeMap::new();
    let is_entry = |half: &Half<'_, '_>| half.line.slot.over.is_none() && half.line.slot.part.is_entry();
    for half in lines.filter(is_entry).filter(|half| half.audience() <= owner.audience) {
        *held.entry(half.line.slot.part).or_default() += 1;
    }
    let value = Value::Whole(held.into_iter().collect());
    let side = Side { thing: owner.name.clone(), place, value };
    let (old, new) = if verb == Verb::Added { (None, Some(side)) } else { (Some(side), None) };
    change(judge::whole(owner.name.kind, verb), old, new, owner.audience)
}

/// A change of which only the meaning and the sides are known.
pub(super) fn change(verdict: Verdict, old: Option<Side>, new: Option<Side>, audience: Audience) -> Change {
    let (verb, class, release, why) = verdict;
    Change { verb, crosses: false, class, release, why, old, new, words: Vec::new(), percent: None, audience }
}

/// A change of two lines, or of one that the other side does not have.
pub(super) fn of_lines<'a>(verdict: Verdict, old: Option<Half<'_, 'a>>, new: Option<Half<'_, 'a>>) -> Change {
    let audiences = old.iter().chain(&new).map(|half| half.audience());
    let audience = audiences.max().unwrap_or_default();
    let mut change = change(verdict, old.map(|half| half.side()), new.map(|half| half.side()), audience);
    let texts = (old.and_then(|half| half.form()), new.and_then(|half| half.form()));
    if old.is_some() == texts.0.is_some() && new.is_some() == texts.1.is_some() {
        let (old, new) = (texts.0.unwrap_or_default(), texts.1.unwrap_or_default());
        change.audience = change.audience.max(old.audience).max(new.audience);
        change.words = words::pieces(&old.plain, &new.plain);
    }
    change
}

/// Whether what a line says changed, and what that means.
pub(super) fn verdict(words: &mut Words, old: Half<'_, '_>, new: Half<'_, '_>) -> Option<(Verdict, Option<Percent>)> {
    let stake = new.stake().max_held(old.stake());
    if lines::raw_key(old.book, &old.line.said) == lines::raw_key(new.book, &new.line.said) {
        return None;
    }
    match (&old.line.said, &new.line.said) {
        (Said::Step(old_scale, old_step), Said::Step(new_scale, new_step)) => {
            let shift = figures::steps((old_scale, *old_step), (new_scale, *new_step));
            (shift != Shift::None).then(|| (judge::step(shift), None))
        }
        (Said::Flag(_), Said::Flag(now)) if new.line.slot.part == Part::Accumulates => {
            Some((judge::carrying(*now), None))
        }
        (before, after) => match (old.form(), new.form()) {
            (Some(one), Some(other)) if one.key == other.key => None,
            (Some(one), Some(other)) => Some(reworded(words, stake, (before, &one), (after, &other))),
            _ => Some((judge::changed(stake), None)),
        },
    }
}

fn reworded(
    words: &mut Words,
    stake: Stake,
    old: (&Said<'_>, &Form),
    new: (&Said<'_>, &Form),
) -> (Verdict, Option<Percent>) {
    let (one, other) = (words.bag(&old.1.plain), words.bag(&new.1.plain));
    let alike = one.matter(&other);
    let mut shift = figures::sentences(&old.1.plain, &new.1.plain);
    if let (Said::Measure(before), Said::Measure(after)) = (old.0, new.0) {
        let (before, after) = (before.range.as_ref(), after.range.as_ref());
        if let (Some(before), Some(after)) = (before, after) {
            shift = figures::ranges(Some(before), Some(after));
            if stake == Stake::Pay {
                return (judge::pay(shift), figures::percent(before, after));
            }
        }
    } else if alike < SAME_MATTER && matches!(shift, Shift::Up | Shift::Down) {
        shift = Shift::Other;
    }
    (judge::reworded(stake, shift, alike < SAME_MATTER || one.holds_or_is_held_by(&other)), None)
}

/// Where each of the old lines would be told: behind the lines before it that are still there.
fn behind(count: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut behind = vec![0; count];
    for pair in pairs.iter().filter(|pair| !pair.moved) {
        behind.get_mut(pair.old).into_iter().for_each(|place| *place = pair.new + 1);
    }
    let mut last = 0;
    for place in &mut behind {
        last = last.max(*place);
        *place = last;
    }
    behind
}

/// A place that has a heading or is about a thing, as both sides tell it.
type Headed = (Option<u64>, u64);

fn places(book: &Book<'_>, sheet: &Sheet<'_>) -> HashSet<Headed> {
    let spots = sheet.lines.iter().map(|line| line.slot.spot(book));
    spots.map(|spot| (spot.thing, spot.group)).filter(|place| *place != (None, 0)).collect()
}

impl Stake {
    /// Of two views of one line the stricter: it asks for something on either side.
    fn max_held(self, other: Self) -> Self {
        if other == Self::Asks { other } else { self }
    }
}

impl<'s, 'a> Half<'s, 'a> {
    /// The same with another line.
    fn with(self, line: &'s Line<'a>) -> Self {
        Self { line, ..self }
    }

    /// What stands on this side.
    pub(super) fn side(&self) -> Side {
        let slot = &self.line.slot;
        let thing = slot.thing.and_then(|thing| self.book.name(thing));
        let place = Place { part: slot.part, thing, group: slot.group.cloned(), over: slot.over };
        Side { thing: self.owner.name.clone(), place, value: self.value() }
    }

    fn value(&self) -> Value {
        let names =
            |things: &[Ref<'a>]| Value::Things(things.iter().filter_map(|thing| self.book.name(*thing)).collect());
        let slot = &self.line.slot;
        match &self.line.said {
            Said::Text(text) => Value::Text((*text).clone()),
            Said::Measure(measure) => Value::Text(measure.text.clone()),
            Said::Things(things) => names(things),
            Said::Step(scale, step) => match scale.steps.get(*step) {
                Some(found) => Value::Step(found.title.clone(), *step),
                None => Value::Whole(Vec::new()),
            },
            Said::Word(word) => Value::Word((*word).clone()),
            Said::Link(target) => Value::Link((*target).clone()),
            Said::Status(status) => Value::Status(*status),
            Said::Audience(audience) => Value::Audience(self.book.audience_name(*audience).map(Arc::from)),
            Said::TrackKind(kind) => Value::TrackKind(*kind),
            Said::MoveKind(kind) => Value::MoveKind(*kind),
            // That something is named at all.
            Said::Flag(flag) => match (slot.thing, slot.group) {
                (Some(thing), _) => names(&[thing]),
                (None, Some(group)) => Value::Text(group.clone()),
                (None, None) => Value::Flag(*flag),
            },
        }
    }

    /// Who may see the line and all that it names, in the newer handbook's list.
    pub(super) fn audience(&self) -> Audience {
        let line = self.book.seen_by(self.line.audience).max(self.owner.audience);
        let things = match &self.line.said {
            Said::Things(things) => things.as_slice(),
            _ => &[],
        };
        let named = self.line.slot.thing.iter().chain(things).map(|thing| self.book.audience_of(*thing));
        let own = match &self.line.said {
            Said::Audience(audience) => self.book.seen_by(*audience),
            _ => Audience::default(),
        };
        named.fold(line.max(own), Ord::max)
    }

    fn form(&self) -> Option<Form> {
        self.line.said.text().map(|text| Form::of(self.book, text))
    }

    /// What kind of statement it is.
    pub(super) fn stake(&self) -> Stake {
        let (kind, slot) = (self.owner.name.kind, &self.line.slot);
        let is_step = matches!(slot.part, Part::Criterion | Part::StepMeaning);
        let holds = kind == Kind::Competency && is_step && self.book.expects(&self.owner.name.id, slot.group);
        judge::stake(kind, slot.part, holds)
    }

    /// Whether the line only says that something is there, and the other version says so too in other lines.
    fn is_named_in(&self, others: &HashSet<Headed>) -> bool {
        let spot = self.line.slot.spot(self.book);
        matches!(self.line.said, Said::Flag(_)) && others.contains(&(spot.thing, spot.group))
    }
}

/// Changes under construction.
struct Teller {
    told: Vec<Told>,
    /// The place of the line that is being told.
    at: usize,
    words: Words,
}

impl Teller {
    fn tell(&mut self, change: Change) {
        self.told.push((self.at, change));
    }

    fn gained<'a>(&mut self, new: Half<'_, 'a>) {
        self.tell(of_lines(judge::added(new.stake()), None, Some(new)));
    }

    fn dropped<'a>(&mut self, old: Half<'_, 'a>) {
        self.tell(of_lines(judge::removed(old.stake()), Some(old), None));
    }

    fn pair<'a>(&mut self, books: &Books<'a>, (old, new): (Half<'_, 'a>, Half<'_, 'a>), moved: bool) {
        if moved {
            let mut change = of_lines(judge::moved_within(new.stake()), Some(old), Some(new));
            change.words = new.form().map(|form| words::pieces(&form.plain, &form.plain)).unwrap_or_default();
            self.tell(change);
        }
        self.said(old, new);
        self.seen(old, new);
        self.extras(old, new);
        self.examples(books, old, new);
    }

    fn said<'a>(&mut self, old: Half<'_, 'a>, new: Half<'_, 'a>) {
        if let Some((verdict, percent)) = verdict(&mut self.words, old, new) {
            let mut change = of_lines(verdict, Some(old), Some(new));
            change.percent = percent;
            self.tell(change);
        }
    }

    /// Whether others may see the line.
    fn seen<'a>(&mut self, old: Half<'_, 'a>, new: Half<'_, 'a>) {
        if old.book.seen_by(old.line.audience) == new.book.seen_by(new.line.audience) {
            return;
        }
        let line = |half: Half<'_, 'a>| half.beside(Part::Audience, Said::Audience(half.line.audience));
        let (before, after) = (line(old), line(new));
        self.tell(of_lines(judge::changed(Stake::Readers), Some(old.with(&before)), Some(new.with(&after))));
    }

    fn extras<'a>(&mut self, old: Half<'_, 'a>, new: Half<'_, 'a>) {
        let find = |half: Half<'_, 'a>, part: Part| half.line.extras.iter().any(|(known, _)| *known == part);
        for (part, said) in &new.line.extras {
            let after = new.beside(*part, said.clone());
            match old.line.extras.iter().find(|(known, _)| known == part) {
                Some((_, said)) => {
                    let before = old.beside(*part, said.clone());
                    self.said(old.with(&before), new.with(&after));
                }
                None => self.gained(new.with(&after)),
            }
        }
        for (part, said) in old.line.extras.iter().filter(|(part, _)| !find(new, *part)) {
            let before = old.beside(*part, said.clone());
            self.dropped(old.with(&before));
        }
    }

    fn examples<'a>(&mut self, books: &Books<'a>, old: Half<'_, 'a>, new: Half<'_, 'a>) {
        if old.line.examples.is_empty() && new.line.examples.is_empty() {
            return;
        }
        let (before, after) = (old.example_lines(), new.example_lines());
        let matching = lines::matched(books, &before, &after);
        for Pair { old: one, new: other, .. } in matching.pairs {
            if let (Some(before), Some(after)) = (before.get(one), after.get(other)) {
                self.said(old.with(before), new.with(after));
            }
        }
        matching.gained.iter().filter_map(|at| after.get(*at)).for_each(|line| self.gained(new.with(line)));
        matching.dropped.iter().filter_map(|at| before.get(*at)).for_each(|line| self.dropped(old.with(line)));
        for (one, other) in &matching.reordered {
            let one: Vec<_> = one.iter().filter_map(|at| before.get(*at)).map(|line| old.with(line)).collect();
            let other: Vec<_> = other.iter().filter_map(|at| after.get(*at)).map(|line| new.with(line)).collect();
            self.reordered(&one, &other);
        }
    }

    fn reordered<'a>(&mut self, old: &[Half<'_, 'a>], new: &[Half<'_, 'a>]) {
        let (Some(first_old), Some(first)) = (old.first(), new.first()) else { return };
        let audience = old.iter().chain(new).map(|half| half.audience()).max().unwrap_or_default();
        let side = |halves: &[Half<'_, 'a>], first: &Half<'_, 'a>| Side { value: list(halves), ..first.side() };
        let sides = (side(old, first_old), side(new, first));
        self.tell(change(judge::reordered(first.stake()), Some(sides.0), Some(sides.1), audience));
    }

    /// A group has another heading.
    fn heading<'a>(&mut self, old: Half<'_, 'a>, new: Half<'_, 'a>) {
        let line = |half: Half<'_, 'a>| {
            let said = half.line.slot.group.map(Said::Text);
            said.map(|said| Line {
                slot: half.line.slot.beside(Part::Heading).headed(None),
                ..half.beside(Part::Heading, said)
            })
        };
        let verdict = match (old.line.slot.group, new.line.slot.group) {
            (None, _) => judge::added(Stake::Names),
            (_, None) => judge::removed(Stake::Names),
            (Some(before), Some(after)) => heading_verdict(new.line.slot.part, before, after),
        };
        let (before, after) = (line(old), line(new));
        let (before, after) = (before.as_ref().map(|line| old.with(line)), after.as_ref().map(|line| new.with(line)));
        self.tell(of_lines(verdict, before, after));
    }

    /// What is said of the way to a level is now said of the way to another.
    fn way<'a>(&mut self, old: Half<'_, 'a>, new: Half<'_, 'a>) {
        let line = |half: Half<'_, 'a>| {
            let things = half.line.slot.thing.into_iter().collect();
            Line { slot: Slot::of(Part::Promotion).beside(Part::To), ..half.beside(Part::To, Said::Things(things)) }
        };
        let (before, after) = (line(old), line(new));
        self.tell(of_lines(judge::changed(Stake::Places), Some(old.with(&before)), Some(new.with(&after))));
    }
}

impl<'a> Half<'_, 'a> {
    /// A line that stands beside this one.
    fn beside(&self, part: Part, said: Said<'a>) -> Line<'a> {
        let mut slot = self.line.slot.beside(part).headed(self.line.said.text().or(self.line.slot.group));
        if let Said::Things(things) = &self.line.said {
            slot.thing = slot.thing.or(things.first().copied());
        }
        Line { slot, said, id: None, extras: Vec::new(), examples: &[], audience: self.line.audience }
    }

    fn example_lines(&self) -> Vec<Line<'a>> {
        let text = self.line.said.text();
        let slot = Slot::of(self.line.slot.part).beside(Part::Example).headed(text);
        let line = |example: &'a Text| Line { slot, ..self.beside(Part::Example, Said::Text(example)) };
        self.line.examples.iter().map(line).collect()
    }
}

fn list(halves: &[Half<'_, '_>]) -> Value {
    let texts: Vec<Text> = halves.iter().filter_map(|half| half.line.said.text()).cloned().collect();
    if !texts.is_empty() {
        return Value::Texts(texts);
    }
    let things = halves.iter().filter_map(|half| match half.value() {
        Value::Things(things) => Some(things),
        _ => None,
    });
    Value::Things(things.flatten().collect())
}

/// What another heading over entries means: a milestone at a later time asks for less.
fn heading_verdict(part: Part, old: &Text, new: &Text) -> Verdict {
    let shift = figures::sentences(&old.plain(), &new.plain());
    match (part, shift) {
        (Part::Milestone, Shift::Up | Shift::Down) => judge::reworded(Stake::Asks, shift.reversed(), false),
        _ => judge::reworded(Stake::Names, Shift::None, false),
    }
}
