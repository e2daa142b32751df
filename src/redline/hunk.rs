//! Which words of two lines are the same, and which stand for each other: few and whole, and not here and there a letter.

use super::line::{Line, Token};
use crate::diff::words;
use crate::diff::alike::hash_of;
use std::ops::Range;

/// At least this share of the words has to be in both lines; of others each is marked as a whole.
const SHARED: f64 = 0.4;

/// As many words between two differences may be taken for part of them.
const ISLAND: usize = 3;

/// Lines whose words are looked for in each other: how many pairs of words, in a line and on a whole page.
const LONGEST: usize = 16_000_000;

/// A run of tokens of two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    pub(super) is_same: bool,
}

/// How much may still be compared.
#[derive(Debug)]
pub(super) struct Effort {
    left: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self { left: 16 * LONGEST }
    }
}

/// The runs of two lines of words, in order.
pub(super) fn hunks(old: &Line, new: &Line, effort: &mut Effort) -> Vec<Hunk> {
    between(old, new, (0..old.tokens.len(), 0..new.tokens.len()), effort)
}

/// The runs of two preformatted texts: line by line, and word by word where as many lines stand for each other.
pub(super) fn by_lines(old: &Line, new: &Line, effort: &mut Effort) -> Vec<Hunk> {
    let (olds, news) = (lines(old), lines(new));
    let keys = |line: &Line, lines: &[Range<usize>]| -> Vec<u64> {
        lines.iter().map(|range| hash_of(keys(line, range))).collect()
    };
    let mut found = Vec::new();
    for op in words::ops(&keys(old, &olds), &keys(new, &news)) {
        let (tag, before, after) = op.as_tag_tuple();
        let (before, after) = (olds.get(before).unwrap_or_default(), news.get(after).unwrap_or_default());
        let is_same = tag == similar::DiffTag::Equal;
        if !is_same && before.len() == after.len() {
            let pairs = before.iter().cloned().zip(after.iter().cloned());
            pairs.for_each(|ranges| found.extend(between(old, new, ranges, effort)));
            continue;
        }
        let hull = |lines: &[Range<usize>]| match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        };
        found.push(Hunk { old: hull(before), new: hull(after), is_same });
    }
    found
}

/// The ranges of tokens that are lines.
fn lines(line: &Line) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (at, token) in line.tokens.iter().enumerate() {
        if token.ends_line || at + 1 == line.tokens.len() {
            lines.push(start..at + 1);
            start = at + 1;
        }
    }
    lines
}

fn keys(line: &Line, range: &Range<usize>) -> Vec<u64> {
    line.tokens.get(range.clone()).unwrap_or_default().iter().map(|token| token.key).collect()
}

fn between(old: &Line, new: &Line, (before, after): (Range<usize>, Range<usize>), effort: &mut Effort) -> Vec<Hunk> {
    let (olds, news) = (keys(old, &before), keys(new, &after));
    let whole = Hunk { old: before.clone(), new: after.clone(), is_same: olds == news };
    if whole.is_same || !effort.allows(&olds, &news) {
        return vec![whole];
    }
    let mut found: Vec<Hunk> = Vec::new();
    for op in words::ops(&olds, &news) {
        let (tag, one, other) = op.as_tag_tuple();
        let shift = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        let (one, other) = (shift(one, before.start), shift(other, after.start));
        let is_same = tag == similar::DiffTag::Equal || (is_blank(old, &one) && is_blank(new, &other));
        found.push(Hunk { old: one, new: other, is_same });
    }
    let found = joined(old, new, found);
    let same: usize = found.iter().filter(|hunk| hunk.is_same).map(|hunk| weight(new, &hunk.new)).sum();
    let most = weight(old, &before).max(weight(new, &after));
    if (same as f64) < SHARED * most as f64 && found.iter().any(|hunk| !hunk.is_same) {
        return vec![whole];
    }
    found
}

impl Effort {
    fn allows(&mut self, old: &[u64], new: &[u64]) -> bool {
        let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
        let most = old.len().min(new.len()) - start;
        let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
        let work = (old.len() - start - end).saturating_mul(new.len() - start - end);
        let allows = work <= LONGEST.min(self.left);
        self.left -= if allows { work } else { 0 };
        allows
    }
}

/// Joins differences that only a few words part, or none.
fn joined(old: &Line, new: &Line, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut found: Vec<Hunk> = Vec::new();
    let mut hunks = merged(hunks).into_iter().peekable();
    while let Some(hunk) = hunks.next() {
        let (Some(last), Some(next)) = (found.last_mut().filter(|last| !last.is_same), hunks.peek()) else {
            found.push(hunk);
            continue;
        };
        if !hunk.is_same || !is_island(old, new, (last, &hunk, next)) {
            found.push(hunk);
            continue;
        }
        (last.old.end, last.new.end) = (next.old.end, next.new.end);
        hunks.next();
    }
    found
}

/// Whether what two differences have between them is too little to part them.
fn is_island(old: &Line, new: &Line, (before, island, after): (&Hunk, &Hunk, &Hunk)) -> bool {
    let tokens = new.tokens.get(island.new.clone()).unwrap_or_default();
    if tokens.iter().any(|token| token.ends_line) {
        return false;
    }
    let words = tokens.iter().filter(|token| token.is_word).count();
    let size = |hunk: &Hunk| weight(old, &hunk.old).max(weight(new, &hunk.new));
    let least = size(before).min(size(after));
    words == 0 || (words <= ISLAND && weight(new, &island.new) < least)
}

/// Neighbours of one sort as one.
fn merged(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut found: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match found.last_mut().filter(|last| last.is_same == hunk.is_same) {
            Some(last) => (last.old.end, last.new.end) = (hunk.old.end, hunk.new.end),
            None => found.push(hunk),
        }
    }
    found
}

/// Whether there is no more than space.
fn is_blank(line: &Line, range: &Range<usize>) -> bool {
    let is_blank = |token: &Token| token.is_space() && !token.ends_line;
    line.tokens.get(range.clone()).unwrap_or_default().iter().all(is_blank)
}

fn weight(line: &Line, range: &Range<usize>) -> usize {
    line.tokens.get(range.clone()).unwrap_or_default().iter().map(|token| token.weight).sum()
}
