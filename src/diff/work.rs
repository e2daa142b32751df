//! A thing of both handbooks with its lines, on the way to its changes.

use super::book::{Book, Ref};
use super::change::Verb;
use super::lines::{self, Books, Matching};
use super::pairing::Pair;
use super::sheet::Sheet;
use super::tell::{self, Half, Owner, Told, Versions};
use std::sync::Arc;

/// A thing with its lines on the sides that have it, and which of these are the same.
#[derive(Debug)]
pub(super) struct Work<'a> {
    pub(super) old: Option<(Owner, Sheet<'a>)>,
    pub(super) new: Option<(Owner, Sheet<'a>)>,
    pub(super) matching: Matching,
}

impl<'a> Work<'a> {
    /// The work on a pair of things; none where both surely say the same under one name.
    pub(super) fn of(books: &Books<'a>, pair: &Pair<'a>) -> Option<Self> {
        if pair.is_same && pair.old == pair.new {
            return None;
        }
        let version = |book: &Book<'a>, id: Option<&'a Arc<str>>| {
            let thing = Ref::new(pair.kind, id?);
            Some((Owner::of(book, thing)?, book.sheet(thing)))
        };
        Some(Self::on(books, version(&books.old, pair.old), version(&books.new, pair.new)))
    }

    /// The work on two versions of a thing.
    pub(super) fn on(books: &Books<'a>, old: Option<(Owner, Sheet<'a>)>, new: Option<(Owner, Sheet<'a>)>) -> Self {
        let count = |side: &Option<(Owner, Sheet<'a>)>| side.as_ref().map_or(0, |(_, sheet)| sheet.lines.len());
        let matching = match (&old, &new) {
            (Some((_, old)), Some((_, new))) => lines::matched(books, &old.lines, &new.lines),
            _ => Matching {
                dropped: (0..count(&old)).collect(),
                gained: (0..count(&new)).collect(),
                ..Matching::default()
            },
        };
        Self { old, new, matching }
    }

    /// The changes, each with the place of its line.
    pub(super) fn changes(&self, books: &Books<'a>) -> Vec<Told> {
        match (&self.old, &self.new) {
            (Some((old, before)), Some((new, after))) => {
                Versions { books, old: (old, before), new: (new, after) }.changes(&self.matching)
            }
            (Some((old, _)), None) => {
                let gone = self.matching.dropped.iter().filter_map(|at| self.old_half(books, *at));
                vec![(0, tell::whole(old, Verb::Removed, gone))]
            }
            (None, Some((new, _))) => {
                let came = self.matching.gained.iter().filter_map(|at| self.new_half(books, *at));
                vec![(0, tell::whole(new, Verb::Added, came))]
            }
            (None, None) => Vec::new(),
        }
    }

    /// A line of the old version.
    pub(super) fn old_half<'s>(&'s self, books: &'s Books<'a>, at: usize) -> Option<Half<'s, 'a>> {
        let (owner, sheet) = self.old.as_ref()?;
        Some(Half { book: &books.old, owner, line: sheet.lines.get(at)? })
    }

    /// A line of the new version.
    pub(super) fn new_half<'s>(&'s self, books: &'s Books<'a>, at: usize) -> Option<Half<'s, 'a>> {
        let (owner, sheet) = self.new.as_ref()?;
        Some(Half { book: &books.new, owner, line: sheet.lines.get(at)? })
    }
}
