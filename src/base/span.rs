//! Places in files: byte ranges, and the line and column that people read.

use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// A range of bytes in one file of the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file's path in the snapshot.
    pub file: Arc<str>,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one; equal to `start` for a point.
    pub end: usize,
}

impl Span {
    /// The range `range` of `file`.
    pub fn new(file: &Arc<str>, range: Range<usize>) -> Self {
        Self { file: file.clone(), start: range.start, end: range.end }
    }

    /// The start of `file`: for mistakes that concern the whole of it.
    pub fn start_of(file: &Arc<str>) -> Self {
        Self::new(file, 0..0)
    }
}

/// A value and the place where the author wrote it.
///
/// Two spanned values are equal when their values are, wherever they stand.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: Hash> Hash for Spanned<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The position of byte `offset` in `text`; an offset beyond the end is the end.
    ///
    /// A byte order mark at the start of the file takes up no column.
    pub fn of(text: &[u8], offset: usize) -> Self {
        let before = &text[..offset.min(text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let lead = String::from_utf8_lossy(&before[start..]);
        let column = lead.chars().filter(|letter| *letter != '\u{feff}').count() + 1;
        Self { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "\u{feff}ab\r\né→x\n".as_bytes();
        let at = |needle: &str| {
            let offset = std::str::from_utf8(text).unwrap().find(needle).unwrap();
            let Position { line, column } = Position::of(text, offset);
            (line, column)
        };
        assert_eq!(at("a"), (1, 1));
        assert_eq!(at("é"), (2, 1));
        assert_eq!(at("x"), (2, 3));
        assert_eq!(Position::of(text, 999), Position { line: 3, column: 1 });
    }
}
