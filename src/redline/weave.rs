//! Two lines of words as one, in which what differs is marked and every element still closes where it opened.
//!
//! The new line's elements stand as they are. What is gone from the old line stands in those that both lines have, as far
//! as that is possible, and else in copies of its own.

use super::hunk::Hunk;
use super::line::{self, Bit, Line};
use super::mark::{Mark, Marker};
use super::note;
use super::role;
use super::tree::Tree;
use super::write::{Extra, Side};
use scraper::node::Element;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A line of a page.
pub(super) struct Source<'s, 'h> {
    pub(super) tree: &'s Tree<'h>,
    /// The node that the line stands in.
    pub(super) top: usize,
    pub(super) line: &'s Line,
}

/// Writes two lines as one. In preformatted text space stays where it is.
pub(super) fn weave(old: &Source<'_, '_>, new: &Source<'_, '_>, hunks: &[Hunk], is_code: bool, page: &mut Marker) {
    let mut weaver = Weaver {
        old,
        new,
        twins: BTreeMap::new(),
        taken: BTreeSet::new(),
        items: Vec::new(),
        next: 0,
        notes: Vec::new(),
        is_code,
    };
    hunks.iter().for_each(|hunk| weaver.learn(hunk));
    for (number, hunk) in hunks.iter().enumerate() {
        if hunk.is_same { weaver.same(hunk) } else { weaver.differs(hunk, number) }
    }
    weaver.bits(weaver.next..new.line.bits.len(), State::Same);
    weaver.write(page);
}

/// What opens and closes: an element of either page, or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    New(usize),
    Old(usize),
    Mark(usize, State),
}

/// What became of a part of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Same,
    /// Gone, in a run of its number.
    Removed(usize),
    /// New, in a run of its number.
    Added(usize),
    /// The same, with something to note of its number.
    Noted(usize),
}

/// A part of the line that is written.
struct Item {
    bit: Bit,
    is_old: bool,
    state: State,
    /// What it stands in, the outermost first.
    chain: Vec<Open>,
}

struct Weaver<'w, 's, 'h> {
    old: &'w Source<'s, 'h>,
    new: &'w Source<'s, 'h>,
    /// The elements of the old line that are elements of the new one.
    twins: BTreeMap<usize, usize>,
    /// Those elements of the new one.
    taken: BTreeSet<usize>,
    items: Vec<Item>,
    /// The first bit of the new line that is not written.
    next: usize,
    notes: Vec<String>,
    is_code: bool,
}

impl<'h> Source<'_, 'h> {
    fn elements(&self, token: usize) -> Vec<&'h Element> {
        self.around(token).into_iter().filter_map(|at| self.tree.element(at)).collect()
    }

    fn chain(&self, bit: &Bit) -> Vec<usize> {
        line::around(self.tree, bit.node, self.top)
    }

    /// The elements that a token stands in.
    fn around(&self, token: usize) -> Vec<usize> {
        let token = self.line.tokens.get(token);
        token.and_then(|token| self.line.bits.get(token.bits.start)).map(|bit| self.chain(bit)).unwrap_or_default()
    }

    /// The elements that all tokens of a range stand in.
    fn around_all(&self, tokens: Range<usize>) -> Vec<usize> {
        let said = tokens.filter(|at| self.line.tokens.get(*at).is_some_and(|token| !token.is_space()));
        said.map(|at| self.around(at)).reduce(|one, other| shared(&one, &other).to_vec()).unwrap_or_default()
    }

    /// The bits of a range of tokens.
    fn bits(&self, tokens: Range<usize>) -> Range<usize> {
        let tokens = self.line.tokens.get(tokens).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.bits.start..last.bits.end,
            _ => 0..0,
        }
    }

    fn is_space(&self, at: usize) -> bool {
        self.line.tokens.get(at).is_none_or(|token| token.is_space())
    }

    /// A range of tokens without the space that it begins and ends with.
    fn core(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = tokens.clone().find(|at| !self.is_space(*at)).unwrap_or(tokens.end);
        let end = tokens.clone().rev().find(|at| !self.is_space(*at)).map_or(start, |at| at + 1);
        start..end
    }
}

impl Weaver<'_, '_, '_> {
    /// Learns which elements are in both lines: those around words that are the same, or around all that differs.
    fn learn(&mut self, hunk: &Hunk) {
        if !hunk.is_same {
            let (old, new) = (self.old.around_all(hunk.old.clone()), self.new.around_all(hunk.new.clone()));
            return self.pair(&old, &new, true);
        }
        for (old, new) in hunk.old.clone().zip(hunk.new.clone()).filter(|_| hunk.old.len() == hunk.new.len()) {
            let (old, new) = (self.old.around(old), self.new.around(new));
            self.pair(&old, &new, false);
        }
    }

    fn pair(&mut self, old: &[usize], new: &[usize], by_class: bool) {
        let mut rest = new;
        for one in old {
            let Some(element) = self.old.tree.element(*one) else { continue };
            let is_like = |other: &usize| {
                self.new.tree.element(*other).is_some_and(|other| {
                    element.name() == other.name() && (!by_class || element.attr("class") == other.attr("class"))
                })
            };
            let known = self.twins.get(one).copied();
            let found = rest.iter().position(|other| known.map_or_else(|| is_like(other), |known| known == *other));
            let Some((at, twin)) = found.and_then(|at| Some((at, *rest.get(at)?))) else { continue };
            if known.is_none() && !self.taken.insert(twin) {
                continue;
            }
            self.twins.insert(*one, twin);
            rest = rest.get(at + 1..).unwrap_or_default();
        }
    }

    fn same(&mut self, hunk: &Hunk) {
        let pairs = hunk.old.len() == hunk.new.len();
        for (at, token) in hunk.new.clone().enumerate() {
            let note = pairs.then(|| self.note(hunk.old.start + at, token)).flatten();
            let state = note.map_or(State::Same, |note| State::Noted(self.noted(note)));
            let end = self.new.bits(token..token + 1).end;
            self.bits(self.next..end, state);
        }
    }

    /// What changed about a word beside the word itself.
    fn note(&self, old: usize, new: usize) -> Option<String> {
        let (old, new) = (self.old.elements(old), self.new.elements(new));
        note::of(&old, &new)
    }

    fn noted(&mut self, note: String) -> usize {
        if self.notes.last() != Some(&note) {
            self.notes.push(note);
        }
        self.notes.len() - 1
    }

    /// Adds what differs: what is gone before what is new.
    fn differs(&mut self, hunk: &Hunk, number: usize) {
        let (old, new) = self.cores(hunk);
        let start = self.new.bits(new.clone()).start.max(self.next);
        if !new.is_empty() {
            self.bits(self.next..start, State::Same);
        }
        self.removed(old, number);
        if !new.is_empty() {
            self.bits(start..self.new.bits(new).end, State::Added(number));
        }
        self.bits(self.next..self.new.bits(hunk.new.clone()).end, State::Same);
    }

    /// What is marked of a difference: without space at its ends, where space stands beside it as well.
    fn cores(&self, hunk: &Hunk) -> (Range<usize>, Range<usize>) {
        if self.is_code {
            return (hunk.old.clone(), hunk.new.clone());
        }
        let trimmed = |source: &Source<'_, '_>, all: &Range<usize>, is_alone: bool| {
            let core = source.core(all);
            let space_before = all.start == 0 || source.is_space(all.start - 1);
            let space_after = source.is_space(all.end);
            let start = if !is_alone || space_after { core.start } else { all.start };
            let end = if !is_alone || space_before { core.end } else { all.end };
            if core.is_empty() { core } else { start..end }
        };
        let is_alone = |other: &Source<'_, '_>, range: &Range<usize>| other.core(range).is_empty();
        let old = trimmed(self.old, &hunk.old, is_alone(self.new, &hunk.new));
        (old, trimmed(self.new, &hunk.new, is_alone(self.old, &hunk.old)))
    }

    /// Adds bits of the new line.
    fn bits(&mut self, range: Range<usize>, state: State) {
        for bit in self.new.line.bits.get(range.clone()).unwrap_or_default() {
            let chain = self.new.chain(bit).into_iter().map(Open::New).collect();
            self.items.push(Item { bit: bit.clone(), is_old: false, state, chain });
        }
        self.next = self.next.max(range.end);
    }

    /// Adds words of the old line where the new one has come to.
    fn removed(&mut self, tokens: Range<usize>, number: usize) {
        let before: Vec<usize> = self.items.iter().rev().find(|item| !item.is_old).map(Item::elements).unwrap_or_default();
        let after = self.new.line.bits.get(self.next).map(|bit| self.new.chain(bit)).unwrap_or_default();
        let mut gap = Gap { before, after, way: Way::Before(usize::MAX) };
        for bit in self.old.line.bits.get(self.old.bits(tokens)).unwrap_or_default() {
            let around = self.old.chain(bit);
            let twins: BTreeSet<usize> = around.iter().filter_map(|at| self.twins.get(at).copied()).collect();
            let place = gap.place(&twins);
            let mut chain: Vec<Open> = place.iter().copied().map(Open::New).collect();
            let mut in_control = place.iter().any(|at| role::is_control(self.new.tree.node(*at).name()));
            for at in around {
                let is_there = self.twins.get(&at).is_some_and(|twin| place.contains(twin));
                let is_control = role::is_control(self.old.tree.node(at).name());
                if !is_there && !(is_control && in_control) {
                    chain.push(Open::Old(at));
                    in_control |= is_control;
                }
            }
            self.items.push(Item { bit: bit.clone(), is_old: true, state: State::Removed(number), chain });
        }
    }

    fn write(mut self, page: &mut Marker) {
        self.place_marks();
        let mut open: Vec<Open> = Vec::new();
        for item in &self.items {
            let keep = open.iter().zip(&item.chain).take_while(|(one, other)| one == other).count();
            open.drain(keep..).rev().for_each(|was| self.close(was, page));
            for next in item.chain.iter().skip(keep) {
                self.open(*next, page);
                open.push(*next);
            }
            self.leaf(item, page);
        }
        open.into_iter().rev().for_each(|was| self.close(was, page));
    }

    /// Puts a mark around each run that differs: outside the elements that hold nothing else, inside the others.
    fn place_marks(&mut self) {
        let mut uses: BTreeMap<Open, usize> = BTreeMap::new();
        self.items.iter().flat_map(|item| &item.chain).for_each(|open| *uses.entry(*open).or_default() += 1);
        let (mut start, mut marks) = (0, 0);
        while start < self.items.len() {
            let Some(state) = self.items.get(start).map(|item| item.state) else { return };
            let run = self.items.iter().skip(start).take_while(|item| item.state == state).count();
            let items = self.items.get_mut(start..start + run).unwrap_or_default();
            start += run;
            if state != State::Same {
                marks += 1;
                mark_run(items, &uses, state, &mut marks);
            }
        }
    }

    fn open(&self, open: Open, page: &mut Marker) {
        match open {
            Open::New(at) => {
                let element = self.new.tree.element(at);
                element.into_iter().for_each(|element| page.page.start(element, Side::New, &Extra::default()));
            }
            Open::Old(at) => {
                let Some(element) = self.old.tree.element(at) else { return };
                let led = element.attr("href").filter(|href| element.name() == "a" && !href.starts_with('#'));
                let more = led.map(|href| ("title", note::led(href))).into_iter().collect();
                page.page.start(element, page.side(Mark::Removed), &Extra { more });
            }
            Open::Mark(_, State::Noted(note)) => {
                page.rest();
                page.begin();
                page.open_note(self.notes.get(note).map_or("", String::as_str));
            }
            Open::Mark(_, state) => {
                page.begin();
                page.open(if matches!(state, State::Removed(_)) { Mark::Removed } else { Mark::Added });
            }
        }
    }

    fn close(&self, open: Open, page: &mut Marker) {
        match open {
            Open::New(at) => self.new.tree.element(at).into_iter().for_each(|element| page.page.end(element)),
            Open::Old(at) => self.old.tree.element(at).into_iter().for_each(|element| page.page.end(element)),
            Open::Mark(_, State::Noted(_)) => page.page.raw("</span>"),
            Open::Mark(_, State::Removed(_)) => page.close(Mark::Removed),
            Open::Mark(..) => page.close(Mark::Added),
        }
    }

    fn leaf(&self, item: &Item, page: &mut Marker) {
        let source = if item.is_old { self.old } else { self.new };
        let text = source.tree.text(item.bit.node).and_then(|text| text.get(item.bit.range.clone()));
        match text {
            Some(text) => {
                if item.state == State::Same && !super::tree::is_space(text) {
                    page.rest();
                }
                page.page.text(text);
            }
            None => {
                let side = if item.is_old { page.side(Mark::Removed) } else { Side::New };
                if item.state == State::Same && !item.bit.is_still {
                    page.rest();
                }
                page.page.copy(source.tree, item.bit.node, side, &Extra::default());
            }
        }
    }
}

impl Item {
    fn elements(&self) -> Vec<usize> {
        let elements = self.chain.iter().filter_map(|open| if let Open::New(at) = open { Some(*at) } else { None });
        elements.collect()
    }
}

/// Puts marks around the items of a run; where they stand in different elements, around each part of it.
fn mark_run(items: &mut [Item], uses: &BTreeMap<Open, usize>, state: State, marks: &mut usize) {
    let mut own: BTreeMap<Open, usize> = BTreeMap::new();
    items.iter().flat_map(|item| &item.chain).for_each(|open| *own.entry(*open).or_default() += 1);
    let mut last: Vec<Open> = Vec::new();
    for item in items {
        let is_shared = |open: &&Open| uses.get(open) > own.get(open);
        let depth = item.chain.iter().take_while(is_shared).count();
        let outside = item.chain.get(..depth).unwrap_or_default().to_vec();
        if outside != last {
            *marks += 1;
            last = outside;
        }
        item.chain.insert(depth, Open::Mark(*marks, state));
    }
}

/// A place between two bits of the new line.
struct Gap {
    /// The elements around what stands before and after it.
    before: Vec<usize>,
    after: Vec<usize>,
    way: Way,
}

/// How far the words in a gap have come: out of the elements before it, then into those after it.
enum Way {
    Before(usize),
    After(usize),
}

impl Gap {
    /// The elements in which a word stands best that once stood in those given.
    fn place(&mut self, twins: &BTreeSet<usize>) -> Vec<usize> {
        let base = shared(&self.before, &self.after).len();
        let reach = |chain: &[usize]| base + chain.iter().skip(base).take_while(|at| twins.contains(at)).count();
        let (out, into) = (reach(&self.before), reach(&self.after));
        let (chain, depth) = match self.way {
            Way::Before(most) if out.min(most) >= into => {
                let depth = out.min(most);
                self.way = Way::Before(depth);
                (&self.before, depth)
            }
            Way::Before(_) => {
                self.way = Way::After(into);
                (&self.after, into)
            }
            Way::After(least) => {
                let depth = into.max(least);
                self.way = Way::After(depth);
                (&self.after, depth)
            }
        };
        chain.iter().take(depth).copied().collect()
    }
}

fn shared<'c>(one: &'c [usize], other: &[usize]) -> &'c [usize] {
    let count = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    one.get(..count).unwrap_or_default()
}
