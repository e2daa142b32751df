//! The place of a piece of Markdown in the file that it was read from.

use super::Origin;
use crate::base::Span;
use std::ops::Range;

/// How many links of one scalar may be looked for in vain before the rest get the place of the whole scalar.
const PATIENCE: usize = 64;

/// Gives pieces of a source their places. Pieces are asked for in the order in which they begin.
#[derive(Debug)]
pub(super) struct Places<'a> {
    source: &'a str,
    origin: Origin<'a>,
    /// Up to where the source and the scalar as written were matched.
    seen: (usize, usize),
    failures: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a str, origin: Origin<'a>) -> Self {
        Self { source, origin, seen: (0, 0), failures: 0 }
    }

    /// The source that the pieces are of.
    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// The place of the piece at `range` of the source. A piece that cannot be found in a scalar, because it is written
    /// with escapes there, has the place of the scalar.
    pub(super) fn of(&mut self, piece: Range<usize>) -> Span {
        match &self.origin {
            Origin::Exact { file, offset } => Span::new(file, offset + piece.start..offset + piece.end),
            Origin::Within { file, range, raw } => {
                if let Some(at) = again(&piece, self.seen)
                    .filter(|at| self.source.get(piece.clone()) == raw.get(*at..at + piece.len()))
                {
                    return Span::new(file, range.start + at..range.start + at + piece.len());
                }
                let found = (self.failures < PATIENCE).then(|| find(self.source, raw, self.seen, &piece)).flatten();
                let Some(at) = found else {
                    self.failures += 1;
                    return Span::new(file, range.clone());
                };
                self.seen = (piece.start + 1, at + 1);
                Span::new(file, range.start + at..range.start + at + piece.len())
            }
        }
    }
}

/// Where in the scalar a piece begins that begins where the one before it did.
fn again(piece: &Range<usize>, seen: (usize, usize)) -> Option<usize> {
    if piece.start + 1 == seen.0 { seen.1.checked_sub(1) } else { None }
}

/// Where the piece of the source stands in `raw`: with as many equal pieces before it as in the source.
fn find(source: &str, raw: &str, seen: (usize, usize), piece: &Range<usize>) -> Option<usize> {
    let words = source.as_bytes().get(piece.clone()).filter(|words| !words.is_empty())?;
    let finder = memchr::memmem::Finder::new(words);
    let before = source.as_bytes().get(seen.0..(piece.end - 1).max(seen.0))?;
    let equals = finder.find_iter(before).count();
    let rest = raw.as_bytes().get(seen.1..)?;
    finder.find_iter(rest).nth(equals).map(|at| seen.1 + at)
}
