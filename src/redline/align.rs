//! Which parts of two lists belong together, in their order.
//!
//! What reads the same is paired first, then what is most alike between two such pairs, then what stands alone of its
//! kind on both sides.

use crate::diff::alike::dice;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeSet;
use std::ops::Range;

/// At least this alike, two parts between the same neighbours are one.
const LEAST: f64 = 0.34;

/// As alike are parts with the same id, and such with the same beginning.
const SAME_ID: f64 = 0.8;
const SAME_LABEL: f64 = 0.6;

/// As many pairs of parts between the same neighbours are all compared; of more only those near each other's place.
const ALL_PAIRS: usize = 40_000;

/// As far from its place a part is looked for at least.
const NEAR: usize = 8;

/// What a part is known by.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    /// The same for what reads the same.
    pub(super) key: u64,
    /// The name and the class of its element; of a line of words none.
    pub(super) kind: (String, String),
    pub(super) id: String,
    /// What it begins with, where more follows.
    pub(super) label: Option<u64>,
    /// The hashes of its words, sorted.
    pub(super) words: Vec<u64>,
    /// What it may be paired with by its place alone.
    pub(super) place: Place,
    /// Whether it is taken from the new page as it is.
    pub(super) is_fixed: bool,
    /// Whether it is a line of words without an element of its own.
    pub(super) is_line: bool,
}

/// What a part may be paired with by its place alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing: it has to be alike.
    #[default]
    No,
    /// With one of its kind, where nothing else stands between the same neighbours.
    Alone,
    /// With the only one of its kind between the same neighbours.
    Only,
}

/// Two parts that belong together, or one that the other list does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Both(usize, usize),
    Removed(usize),
    Added(usize),
}

/// The parts of two lists in order; removed ones stand where they stood.
pub(super) fn align(old: &[Traits], new: &[Traits]) -> Vec<Row> {
    let mut aligner = Aligner { old, new, pairs: Vec::new() };
    let (mut start, mut since) = (0, 0);
    for (one, other) in same(old, new) {
        aligner.gap(start..one, since..other);
        aligner.pairs.push((one, other));
        (start, since) = (one + 1, other + 1);
    }
    aligner.gap(start..old.len(), since..new.len());
    rows(&aligner.pairs, old.len(), new.len())
}

/// All parts in order, with pairs that are in order.
fn rows(pairs: &[(usize, usize)], old: usize, new: usize) -> Vec<Row> {
    let mut rows = Vec::with_capacity(old.max(new));
    let (mut start, mut since) = (0, 0);
    for (one, other) in pairs.iter().copied().chain([(old, new)]) {
        rows.extend((start..one).map(Row::Removed));
        rows.extend((since..other).map(Row::Added));
        if one < old && other < new {
            rows.push(Row::Both(one, other));
        }
        (start, since) = (one + 1, other + 1);
    }
    rows
}

/// The pairs of parts that read the same, in order. What only one list has is not looked at.
fn same(old: &[Traits], new: &[Traits]) -> Vec<(usize, usize)> {
    let keys = |parts: &[Traits]| -> BTreeSet<u64> { parts.iter().map(|part| part.key).collect() };
    let (in_old, in_new) = (keys(old), keys(new));
    let shared = |parts: &[Traits], others: &BTreeSet<u64>| -> (Vec<usize>, Vec<u64>) {
        parts.iter().enumerate().filter(|(_, part)| others.contains(&part.key)).map(|(at, part)| (at, part.key)).unzip()
    };
    let (places, olds) = shared(old, &in_new);
    let (others, news) = shared(new, &in_old);
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &olds, &news) {
        let DiffOp::Equal { old_index, new_index, len } = op else { continue };
        let (one, other) = (places.iter().skip(old_index).take(len), others.iter().skip(new_index).take(len));
        pairs.extend(one.copied().zip(other.copied()));
    }
    pairs
}

struct Aligner<'t> {
    old: &'t [Traits],
    new: &'t [Traits],
    pairs: Vec<(usize, usize)>,
}

impl Aligner<'_> {
    /// Pairs what stands between the same neighbours.
    fn gap(&mut self, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        let alike = self.alike(&old, &new);
        let (mut start, mut since) = (old.start, new.start);
        for (one, other) in alike {
            self.by_place(start..one, since..other);
            self.pairs.push((one, other));
            (start, since) = (one + 1, other + 1);
        }
        self.by_place(start..old.end, since..new.end);
    }

    /// The pairs in order that are most alike altogether.
    fn alike(&self, old: &Range<usize>, new: &Range<usize>) -> Vec<(usize, usize)> {
        let band = Band::new(old.len(), new.len());
        let mut best = Table::new(&band, old.len());
        for row in (0..old.len()).rev() {
            for column in band.columns(row).rev() {
                let likeness = match (self.old.get(old.start + row), self.new.get(new.start + column)) {
                    (Some(one), Some(other)) => likeness(one, other),
                    _ => None,
                };
                let paired = likeness.map_or(f64::MIN, |likeness| likeness + best.at(row + 1, column + 1));
                let (without, skipped) = (best.at(row + 1, column), best.at(row, column + 1));
                best.set(row, column, paired.max(without).max(skipped), paired >= without.max(skipped));
            }
        }
        let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
        while row < old.len() && column < new.len() {
            if best.is_paired(row, column) {
                pairs.push((old.start + row, new.start + column));
                (row, column) = (row + 1, column + 1);
            } else if best.at(row + 1, column) >= best.at(row, column + 1) {
                row += 1;
            } else {
                column += 1;
            }
        }
        pairs
    }

    /// Pairs what may be by its place alone.
    fn by_place(&mut self, old: Range<usize>, new: Range<usize>) {
        let (olds, news) = (self.old.get(old.clone()).unwrap_or_default(), self.new.get(new.clone()).unwrap_or_default());
        if let ([one], [other]) = (olds, news) {
            let is_like = one.kind == other.kind || (one.is_line && other.is_line);
            if is_like && one.place != Place::No && !other.is_fixed {
                self.pairs.push((old.start, new.start));
            }
            return;
        }
        let (olds, news) = (only(olds), only(news));
        let mut from = 0;
        for (kind, one) in olds {
            let found = news.iter().find(|(other, at)| *other == kind && *at >= from);
            if let Some((_, other)) = found {
                self.pairs.push((old.start + one, new.start + other));
                from = other + 1;
            }
        }
    }
}

/// The kinds of which a list has only one, and its place.
fn only(parts: &[Traits]) -> Vec<(&(String, String), usize)> {
    let count = |kind: &(String, String)| parts.iter().filter(|part| part.kind == *kind).count();
    let only = parts.iter().enumerate().filter(|(_, part)| part.place == Place::Only && !part.is_fixed);
    only.take(64).filter(|(_, part)| count(&part.kind) == 1).map(|(at, part)| (&part.kind, at)).collect()
}

/// How alike two parts are, when they may belong together.
fn likeness(one: &Traits, other: &Traits) -> Option<f64> {
    if one.is_fixed || other.is_fixed {
        return (one.kind == other.kind).then_some(1.0);
    }
    if one.is_line != other.is_line || (!one.is_line && one.kind.0 != other.kind.0) {
        return None;
    }
    let has_id = !one.id.is_empty() && one.id == other.id;
    let begins = one.label.is_some() && one.label == other.label;
    let names = if has_id { SAME_ID } else if begins { SAME_LABEL } else { 0.0 };
    let alike = dice(&one.words, &other.words).max(names);
    let class = if one.kind.1 == other.kind.1 { 0.05 } else { 0.0 };
    (alike >= LEAST).then_some(alike + class)
}

/// Which pairs of two lists are compared.
struct Band {
    old: usize,
    new: usize,
    width: usize,
}

impl Band {
    fn new(old: usize, new: usize) -> Self {
        let is_small = old.saturating_mul(new) <= ALL_PAIRS;
        let width = if is_small { new } else { (ALL_PAIRS / (2 * old.max(1))).max(NEAR) };
        Self { old, new, width }
    }

    /// The places in the new list near that of an old part.
    fn columns(&self, row: usize) -> Range<usize> {
        let middle = row.saturating_mul(self.new) / self.old.max(1);
        let reach = self.width + self.new / self.old.max(1);
        middle.saturating_sub(self.width)..middle.saturating_add(reach + 1).min(self.new)
    }
}

/// How alike the ends of two lists are altogether, from each pair that is compared.
struct Table {
    rows: Vec<(Range<usize>, Vec<(f64, bool)>)>,
}

impl Table {
    fn new(band: &Band, rows: usize) -> Self {
        let row = |row: usize| (band.columns(row), vec![(0.0, false); band.columns(row).len()]);
        Self { rows: (0..rows).map(row).collect() }
    }

    /// Outside what is compared, the nearest that is: a list's end may be skipped.
    fn at(&self, row: usize, column: usize) -> f64 {
        let Some((columns, cells)) = self.rows.get(row) else { return 0.0 };
        let near = column.max(columns.start) - columns.start;
        cells.get(near).map_or(0.0, |(best, _)| *best)
    }

    fn set(&mut self, row: usize, column: usize, best: f64, is_paired: bool) {
        let cell = self.rows.get_mut(row).and_then(|(columns, cells)| cells.get_mut(column.checked_sub(columns.start)?));
        if let Some(cell) = cell {
            *cell = (best, is_paired);
        }
    }

    fn is_paired(&self, row: usize, column: usize) -> bool {
        let cell = self.rows.get(row).and_then(|(columns, cells)| cells.get(column.checked_sub(columns.start)?));
        cell.is_some_and(|(_, is_paired)| *is_paired)
    }
}
