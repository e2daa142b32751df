//! Two texts of blocks, block by block and then word by word.
//!
//! A text is taken as a list of passages: a paragraph, a heading, an entry of a list, a row of a table. Those that say
//! the same in the same order are the same; between them the most alike are paired; one that only changed its place has
//! moved.

use super::alike::{self, Bag, Words};
use super::book::Book;
use super::form::Form;
use super::lines::Books;
use super::words::{self, Piece};
use crate::base::{Block, Inline};
use crate::model::handbook::Handbook;
use crate::model::things::{Audience, Text};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

/// At least this alike, two passages between the same neighbours are one.
const HERE: f64 = 0.5;

/// Longer texts than this are compared passage by passage in their order only.
const LONGEST: usize = 20_000;

/// Two passages of two texts that belong together, or one that the other text does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aligned {
    /// Both say the same.
    Same(Passage, Passage),
    /// The new one is the old one in other words.
    Changed(Passage, Passage, Vec<Piece>),
    /// Both say the same, in another place.
    Moved(Passage, Passage),
    /// Only the old text has it.
    Removed(Passage),
    /// Only the new text has it.
    Added(Passage),
}

/// A passage of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The numbers that lead to it: the outermost block, then the entry or row, the block in it, and so on.
    pub path: Vec<usize>,
    /// The heading that it stands under, in plain words; of a heading its own.
    pub heading: Option<String>,
    /// Its plain words; the cells of a row are parted by tabs.
    pub plain: String,
    /// Who may see it, in the newer handbook's list: its sections' audiences and those of the titles in it.
    pub audience: Audience,
}

/// The passages of two texts in reading order of the new one; removed ones stand where they stood.
pub fn aligned(old: (&Handbook, &Text), new: (&Handbook, &Text)) -> Vec<Aligned> {
    let books = Books { old: Book::new(old.0, new.0), new: Book::new(new.0, new.0), kept: None };
    between(&books, old.1, new.1)
}

/// The same for handbooks whose things are paired.
pub(super) fn between(books: &Books<'_>, old: &Text, new: &Text) -> Vec<Aligned> {
    let (old, new) = (passages(&books.old, old), passages(&books.new, new));
    let mut aligner = Aligner { old: &old, new: &new, found: Vec::new(), words: Words::default() };
    let keys = |units: &[Unit]| -> Vec<u64> { units.iter().map(|unit| unit.form.key).collect() };
    for op in ops(&keys(&old), &keys(&new)) {
        let (_, before, after) = op.as_tag_tuple();
        match op {
            DiffOp::Equal { .. } => before.zip(after).for_each(|(old, new)| aligner.found.push(Row::both(old, new))),
            _ => aligner.replaced(before, after),
        }
    }
    aligner.finish()
}

fn ops(old: &[u64], new: &[u64]) -> Vec<DiffOp> {
    if old.len().max(new.len()) <= LONGEST {
        return capture_diff_slices(Algorithm::Patience, old, new);
    }
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: start },
        DiffOp::Replace { old_index: start, old_len: old.len() - start, new_index: start, new_len: new.len() - start },
    ]
}

/// A passage and what it says.
struct Unit {
    passage: Passage,
    form: Form,
}

struct Aligner<'u> {
    old: &'u [Unit],
    new: &'u [Unit],
    /// In the order in which they are told.
    found: Vec<Row>,
    words: Words,
}

/// The numbers of passages that belong together.
#[derive(Clone, Copy)]
struct Row {
    old: Option<usize>,
    new: Option<usize>,
    moved: bool,
}

impl Row {
    fn both(old: usize, new: usize) -> Self {
        Self { old: Some(old), new: Some(new), moved: false }
    }

    fn removed(old: usize) -> Self {
        Self { old: Some(old), new: None, moved: false }
    }

    fn added(new: usize) -> Self {
        Self { old: None, new: Some(new), moved: false }
    }
}

impl Aligner<'_> {
    /// Pairs what is alike of two runs of passages that stand between the same neighbours, in their order.
    fn replaced(&mut self, old: Range<usize>, new: Range<usize>) {
        let bags = |words: &mut Words, units: &[Unit], range: &Range<usize>| -> Vec<Bag> {
            units.get(range.clone()).unwrap_or_default().iter().map(|unit| words.bag(&unit.form.plain)).collect()
        };
        let old_bags = bags(&mut self.words, self.old, &old);
        let new_bags = bags(&mut self.words, self.new, &new);
        let pairs = alike::pairs(&old_bags.iter().collect::<Vec<_>>(), &new_bags.iter().collect::<Vec<_>>(), HERE);
        let by_new: BTreeMap<usize, usize> =
            pairs.iter().map(|(one, other)| (new.start + other, old.start + one)).collect();
        let paired: BTreeSet<usize> = by_new.values().copied().collect();
        let mut gone = old.filter(|at| !paired.contains(at)).peekable();
        for at in new {
            let next = by_new.range(at..).next().map_or(usize::MAX, |(_, old)| *old);
            while let Some(before) = gone.next_if(|before| *before < next) {
                self.found.push(Row::removed(before));
            }
            self.found.push(by_new.get(&at).map_or(Row::added(at), |from| Row::both(*from, at)));
        }
        self.found.extend(gone.map(Row::removed));
    }

    fn finish(mut self) -> Vec<Aligned> {
        self.find_moved();
        self.found.iter().filter_map(|row| self.told(*row)).collect()
    }

    /// Lets passages that say the same and stand elsewhere belong together: told where the new one stands.
    fn find_moved(&mut self) {
        let mut gone: BTreeMap<u64, VecDeque<usize>> = BTreeMap::new();
        for (old, unit) in self
            .found
            .iter()
            .filter_map(|row| row.old.filter(|_| row.new.is_none()))
            .filter_map(|old| Some((old, self.old.get(old)?)))
        {
            gone.entry(unit.form.key).or_default().push_back(old);
        }
        let mut moved = BTreeSet::new();
        for row in self.found.iter_mut().filter(|row| row.old.is_none()) {
            let unit = row.new.and_then(|new| self.new.get(new)).filter(|unit| !unit.form.plain.is_empty());
            let from = unit.and_then(|unit| gone.get_mut(&unit.form.key)).and_then(VecDeque::pop_front);
            if let Some(from) = from {
                moved.insert(from);
                (row.old, row.moved) = (Some(from), true);
            }
        }
        self.found.retain(|row| row.new.is_some() || row.old.is_some_and(|old| !moved.contains(&old)));
    }

    fn told(&self, row: Row) -> Option<Aligned> {
        let old = row.old.and_then(|old| self.old.get(old));
        let new = row.new.and_then(|new| self.new.get(new));
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (Some(old), None) => return Some(Aligned::Removed(old.passage.clone())),
            (None, Some(new)) => return Some(Aligned::Added(new.passage.clone())),
            (None, None) => return None,
        };
        let (before, after) = (old.passage.clone(), new.passage.clone());
        Some(match old.form.key == new.form.key {
            true if row.moved => Aligned::Moved(before, after),
            true => Aligned::Same(before, after),
            false => Aligned::Changed(before, after, words::pieces(&old.form.plain, &new.form.plain)),
        })
    }
}

/// The passages of a text.
fn passages(book: &Book<'_>, text: &Text) -> Vec<Unit> {
    let mut reader = Reader { book, text, units: Vec::new(), heading: None, under: Vec::new() };
    for (at, block) in text.prose.blocks().iter().enumerate() {
        reader.section(block);
        reader.block(block, &[at], 0);
    }
    reader.units
}

/// Reads the passages of a text.
struct Reader<'b, 'a> {
    book: &'b Book<'a>,
    text: &'b Text,
    units: Vec<Unit>,
    heading: Option<String>,
    /// The levels and audiences of the headings over this place that have one.
    under: Vec<(u8, Audience)>,
}

impl Reader<'_, '_> {
    /// Learns of a section with an audience: it ends at the next heading of its level or a higher one.
    fn section(&mut self, block: &Block) {
        let Block::Heading { level, audience, text, .. } = block else { return };
        self.under.retain(|(over, _)| over < level);
        if let Some(name) = audience {
            self.under.push((*level, self.book.audience_called(name)));
        }
        self.heading = Some(Form::of_line(self.book, self.text, text).plain);
    }

    /// Takes a block apart; `around` tells what it stands in.
    fn block(&mut self, block: &Block, path: &[usize], around: u64) {
        let inner = |at: usize| [path, &[at]].concat();
        match block {
            Block::List { start, items } => {
                for (number, item) in items.iter().enumerate() {
                    let around = alike::hash_of((around, "item", start.is_some(), item.task));
                    for (at, block) in item.blocks.iter().enumerate() {
                        self.block(block, &[path, &[number, at]].concat(), around);
                    }
                }
            }
            Block::Quote { alert, blocks } => {
                let around = alike::hash_of((around, "quote", alert));
                blocks.iter().enumerate().for_each(|(at, block)| self.block(block, &inner(at), around));
            }
            Block::Footnote { label, blocks } => {
                let around = alike::hash_of((around, "note", label));
                blocks.iter().enumerate().for_each(|(at, block)| self.block(block, &inner(at), around));
            }
            Block::Definitions(entries) => {
                for (number, (term, meanings)) in entries.iter().enumerate() {
                    let form = Form::of_line(self.book, self.text, term);
                    self.passage(form, [path, &[number]].concat(), alike::hash_of((around, "term")));
                    for (at, block) in meanings.iter().flatten().enumerate() {
                        self.block(block, &[path, &[number, at]].concat(), alike::hash_of((around, "meaning")));
                    }
                }
            }
            Block::Table { head, rows, .. } => {
                for (number, row) in std::iter::once(head).chain(rows).enumerate() {
                    let form = self.row(row);
                    self.passage(form, inner(number), alike::hash_of((around, "row", number == 0)));
                }
            }
            other => {
                let form = Form::of_blocks(self.book, self.text, std::slice::from_ref(other));
                self.passage(form, path.to_vec(), around);
            }
        }
    }

    /// The cells of a row, parted by tabs.
    fn row(&self, cells: &[Vec<Inline>]) -> Form {
        let forms: Vec<Form> = cells.iter().map(|cell| Form::of_line(self.book, self.text, cell)).collect();
        let plain: Vec<&str> = forms.iter().map(|form| form.plain.as_str()).collect();
        let key = alike::hash_of(forms.iter().map(|form| form.key).collect::<Vec<_>>());
        let audience = forms.iter().map(|form| form.audience).max().unwrap_or_default();
        Form { plain: plain.join("\t"), key, audience }
    }

    fn passage(&mut self, form: Form, path: Vec<usize>, around: u64) {
        let audience = self.under.iter().map(|(_, audience)| *audience).fold(form.audience, Ord::max);
        let passage = Passage { path, heading: self.heading.clone(), plain: form.plain.clone(), audience };
        let key = alike::hash_of((form.key, around));
        self.units.push(Unit { passage, form: Form { key, ..form } });
    }
}
