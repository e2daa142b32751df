//! A place in code that moves forward and paints what it passes.

use crate::render::highlight::class::Class;
use crate::render::highlight::runs::{Painter, Run};

/// Reads bytes of `code` from left to right.
pub(super) struct Cursor<'a> {
    /// The whole code.
    pub(super) code: &'a str,
    /// The byte that is next.
    pub(super) at: usize,
    /// Where the line ends that `at` stands in.
    line_end: usize,
    painter: Painter<'a>,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of `code`.
    pub(super) fn new(code: &'a str) -> Self {
        let line_end = run(code.as_bytes(), |byte| byte != b'\n');
        Self { code, at: 0, line_end, painter: Painter::new(code) }
    }

    /// The runs, once all is passed.
    pub(super) fn finish(self) -> Vec<Run> {
        self.painter.finish()
    }

    /// Passes `count` bytes and gives them `class`.
    pub(super) fn take(&mut self, count: usize, class: Class) {
        self.at = (self.at + count).min(self.code.len());
        self.painter.paint(self.at, class);
        if self.at > self.line_end {
            self.line_end = self.at + run(self.rest(), |byte| byte != b'\n');
        }
    }

    /// The byte that is next; 0 at the end.
    pub(super) fn peek(&self) -> u8 {
        self.ahead(0)
    }

    /// The byte `count` after the next one; 0 beyond the end.
    pub(super) fn ahead(&self, count: usize) -> u8 {
        self.code.as_bytes().get(self.at + count).copied().unwrap_or(0)
    }

    /// The byte before the next one; a line feed at the start.
    pub(super) fn behind(&self) -> u8 {
        self.at.checked_sub(1).and_then(|at| self.code.as_bytes().get(at)).copied().unwrap_or(b'\n')
    }

    /// Whether nothing is left.
    pub(super) fn done(&self) -> bool {
        self.at >= self.code.len()
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.code.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// What is left of the line, without its line feed.
    pub(super) fn line(&self) -> &'a [u8] {
        self.code.as_bytes().get(self.at..self.line_end).unwrap_or_default()
    }
}

/// How many of the first bytes are as wanted.
pub(super) fn run(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| !wanted(*byte)).unwrap_or(bytes.len())
}

/// Whether the byte is a space or a tab.
pub(super) fn blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}
