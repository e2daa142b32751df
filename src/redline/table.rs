//! Tables column by column: a new column is one difference, and not one of each cell.

use super::align::{self, Place, Row, Traits};
use super::mark::{Mark, Marker};
use super::page::Pages;
use super::part::{self, Part};
use super::tree::Tree;
use super::write::{Extra, Side};
use crate::diff::alike::hash_of;

/// The columns of two tables side by side.
pub(super) struct Columns {
    /// The columns in order; removed ones stand where they stood.
    rows: Vec<Row>,
    /// Whether a column's place is counted.
    counted: Vec<bool>,
    old: usize,
    new: usize,
}

/// A row's cells with how many columns each takes.
type Cells = Vec<(usize, usize)>;

impl Columns {
    /// The columns of two tables, where they are not the same and each cell stands in a row of its own.
    fn of(old: (&Tree<'_>, usize), new: (&Tree<'_>, usize)) -> Option<Self> {
        let (olds, news) = (grid(old.0, old.1)?, grid(new.0, new.1)?);
        let width = |rows: &[Cells]| rows.iter().map(|row| row.iter().map(|(_, span)| span).sum::<usize>()).max().unwrap_or(0);
        let (old_width, new_width) = (width(&olds), width(&news));
        let rows = align::align(&traits(old.0, &olds, old_width), &traits(new.0, &news, new_width));
        let differ = rows.iter().any(|row| !matches!(row, Row::Both(..)));
        let counted = vec![false; rows.len()];
        differ.then_some(Self { rows, counted, old: old_width, new: new_width })
    }

    /// How many columns there are on one side.
    fn width(&self, mark: Mark) -> usize {
        if mark == Mark::Removed { self.old } else { self.new }
    }

    /// The columns that cells take among those of both sides, up to the next cell's.
    fn spread(&self, cells: &Cells, mark: Mark) -> Vec<usize> {
        let place = |column: usize| {
            let is_it = |row: &Row| match (row, mark) {
                (Row::Both(old, _) | Row::Removed(old), Mark::Removed) => *old == column,
                (Row::Both(_, new) | Row::Added(new), Mark::Added) => *new == column,
                _ => false,
            };
            self.rows.iter().position(is_it).unwrap_or(self.rows.len())
        };
        let start = |next: &mut usize, span: &usize| Some(std::mem::replace(next, *next + span));
        let starts: Vec<usize> = cells.iter().map(|(_, span)| span).scan(0, start).collect();
        let ends = starts.iter().skip(1).map(|column| place(*column)).chain([self.rows.len()]);
        let mut start = 0;
        ends.map(|end| end.saturating_sub(std::mem::replace(&mut start, end)).max(1)).collect()
    }
}

impl Pages<'_, '_> {
    /// Adds two tables that belong together.
    pub(super) fn table(&mut self, old: usize, new: usize) {
        let columns = Columns::of((self.old, old), (self.new, new));
        let outside = std::mem::replace(&mut self.columns, columns);
        self.inside(old, new);
        self.columns = outside;
    }

    /// Adds the cells of two rows that belong together.
    pub(super) fn row(&mut self, old: usize, new: usize) {
        let (olds, news) = (cells(self.old, old), cells(self.new, new));
        let Some(mut columns) = self.columns.take() else {
            if olds.len() != news.len() {
                return self.inside(old, new);
            }
            return self.cells_by_place(new, &olds, &news, &[]);
        };
        if is_plain(&olds, columns.old) && is_plain(&news, columns.new) {
            self.cells_by_column(&mut columns, &olds, &news);
        } else if olds.len() == news.len() {
            let spread = columns.spread(&news, Mark::Added);
            self.cells_by_place(new, &olds, &news, &spread);
        } else {
            let spread = columns.spread(&news, Mark::Added);
            self.cells_by_place(new, &[], &news, &spread);
        }
        self.columns = Some(columns);
    }

    /// Marks a row that only one table has; false where it is like any other block.
    pub(super) fn lone_row(&mut self, at: usize, mark: Mark) -> bool {
        let tree = if mark == Mark::Removed { self.old } else { self.new };
        let (Some(columns), "tr", true) = (&self.columns, tree.node(at).name(), tree.node(at).says) else { return false };
        let cells = cells(tree, at);
        self.marker.open_block(tree, at, mark);
        if is_plain(&cells, columns.width(mark)) {
            for row in &columns.rows {
                let own = match (row, mark) {
                    (Row::Both(old, _) | Row::Removed(old), Mark::Removed) => Some(*old),
                    (Row::Both(_, new) | Row::Added(new), Mark::Added) => Some(*new),
                    _ => None,
                };
                match own.and_then(|at| cells.get(at)) {
                    Some((cell, _)) => marked_cell(&mut self.marker, tree, *cell, mark, 1),
                    None => self.marker.page.raw("<td></td>"),
                }
            }
        } else {
            let spread = columns.spread(&cells, mark);
            cells.iter().zip(spread).for_each(|((cell, _), span)| marked_cell(&mut self.marker, tree, *cell, mark, span));
        }
        tree.element(at).into_iter().for_each(|element| self.marker.page.end(element));
        true
    }

    /// What a row is known by in tables with other columns: by the cells in those that both have.
    pub(super) fn traits(&self, side: Mark, part: &Part) -> Option<Traits> {
        let tree = if side == Mark::Removed { self.old } else { self.new };
        let known = part::traits(tree, part)?;
        let (Some(columns), Part::Block(at)) = (&self.columns, part) else { return Some(known) };
        let cells = cells(tree, *at);
        if tree.node(*at).name() != "tr" || !is_plain(&cells, columns.width(side)) {
            return Some(known);
        }
        let both = columns.rows.iter().filter_map(|row| match (row, side) {
            (Row::Both(old, _), Mark::Removed) => cells.get(*old),
            (Row::Both(_, new), Mark::Added) => cells.get(*new),
            _ => None,
        });
        let both: Vec<usize> = both.map(|(cell, _)| *cell).collect();
        let mut words: Vec<u64> = both.iter().flat_map(|cell| tree.words(*cell)).take(part::SAMPLE).copied().collect();
        words.sort_unstable();
        let keys: Vec<u64> = both.iter().map(|cell| tree.node(*cell).key).collect();
        Some(Traits { key: hash_of(keys), words, ..known })
    }

    fn cells_by_column(&mut self, columns: &mut Columns, olds: &Cells, news: &Cells) {
        for (row, counted) in columns.rows.iter().zip(&mut columns.counted) {
            let (cell, mark) = match row {
                Row::Both(old, new) => {
                    if let (Some((old, _)), Some((new, _))) = (olds.get(*old), news.get(*new)) {
                        self.block(*old, *new);
                    }
                    self.marker.rest();
                    continue;
                }
                Row::Removed(old) => (olds.get(*old), Mark::Removed),
                Row::Added(new) => (news.get(*new), Mark::Added),
            };
            let Some((cell, _)) = cell else { continue };
            if std::mem::replace(counted, true) {
                self.marker.go_on();
            }
            let tree = if mark == Mark::Removed { self.old } else { self.new };
            self.marker.cell(tree, *cell, mark);
        }
        self.marker.rest();
    }

    /// Adds the cells of a row beside those that stand in the same places; of none where there is none.
    fn cells_by_place(&mut self, row: usize, olds: &[(usize, usize)], news: &Cells, spread: &[usize]) {
        let mut written = row + 1;
        for (number, (cell, own)) in news.iter().enumerate() {
            for at in self.new.children(row).filter(|at| (written..*cell).contains(at)) {
                self.marker.same(self.new, &[at]);
            }
            written = cell + 1;
            self.span = spread.get(number).copied().filter(|span| span != own);
            match olds.get(number) {
                Some((old, _)) => self.block(*old, *cell),
                None => self.block(*cell, *cell),
            }
        }
    }
}

/// The rows of a table's own; nothing where cells reach over several.
fn grid(tree: &Tree<'_>, table: usize) -> Option<Vec<Cells>> {
    let mut rows = Vec::new();
    for section in tree.children(table) {
        for row in tree.children(section).filter(|row| tree.node(*row).name() == "tr") {
            let cells = cells(tree, row);
            let reaches = |at: usize| tree.element(at).and_then(|element| element.attr("rowspan")).is_some_and(|span| span != "1");
            if cells.iter().any(|(at, _)| reaches(*at)) {
                return None;
            }
            rows.push(cells);
        }
    }
    Some(rows)
}

fn cells(tree: &Tree<'_>, row: usize) -> Cells {
    let cells = tree.children(row).filter(|at| matches!(tree.node(*at).name(), "td" | "th"));
    let span = |at: usize| tree.element(at).and_then(|element| element.attr("colspan")?.parse::<usize>().ok());
    cells.map(|at| (at, span(at).unwrap_or(1).clamp(1, 1000))).collect()
}

/// Whether a row has a cell for each column.
fn is_plain(cells: &Cells, width: usize) -> bool {
    cells.len() == width && cells.iter().all(|(_, span)| *span == 1)
}

/// What the columns of a table are known by: their heads, or else what stands in their cells.
fn traits(tree: &Tree<'_>, rows: &[Cells], width: usize) -> Vec<Traits> {
    let plain: Vec<&Cells> = rows.iter().filter(|row| is_plain(row, width)).collect();
    let column = |number: usize| {
        let mut keys: Vec<u64> =
            plain.iter().filter_map(|row| row.get(number)).map(|(cell, _)| hash_of(tree.words(*cell))).collect();
        let head = if keys.is_empty() { 0 } else { keys.remove(0) };
        keys.sort_unstable();
        Traits { key: head, words: keys, place: Place::Alone, ..Traits::default() }
    };
    (0..width).map(column).collect()
}

fn marked_cell(marker: &mut Marker, tree: &Tree<'_>, cell: usize, mark: Mark, span: usize) {
    let Some(element) = tree.element(cell) else { return };
    let more = if span > 1 { vec![("colspan", span.to_string())] } else { Vec::new() };
    let side = if mark == Mark::Removed { Side::Old } else { Side::New };
    marker.page.start(element, side, &Extra { more });
    if !tree.node(cell).is_closed() {
        marker.inside(tree, cell, mark);
    }
    marker.page.end(element);
}
