//! A line of words, with where each word stands among the elements in it.

use super::role::{self, Role};
use super::tree::{self, Tree, What};
use crate::diff::alike::hash_of;
use crate::diff::words;
use std::ops::Range;

/// Signs that hold a word together: `$185K–$320K`, `99.9%`, `CI/CD`.
const JOINS: &[char] =
    &['$', '€', '£', '¥', '₹', '%', '‰', '~', '+', '#', '@', '&', '°', '/', '=', '±', '×', '–', '_', '<', '>', '≥', '≤', '≈'];

/// A line of words.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) tokens: Vec<Token>,
    pub(super) bits: Vec<Bit>,
}

/// A word, a space, a sign, or a thing that stands among words.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// The same for what reads the same.
    pub(super) key: u64,
    /// How many letters it has, when it is no space.
    pub(super) weight: usize,
    pub(super) is_word: bool,
    /// Whether a line of preformatted text ends with it.
    pub(super) ends_line: bool,
    /// Its bits.
    pub(super) bits: Range<usize>,
}

/// A part of a word that stands in one element, or a thing among words.
#[derive(Clone, Debug)]
pub(super) struct Bit {
    pub(super) node: usize,
    /// The bytes of the node's text.
    pub(super) range: Range<usize>,
    /// Whether it is nothing to read.
    pub(super) is_still: bool,
}

impl Token {
    pub(super) fn is_space(&self) -> bool {
        self.weight == 0
    }
}

/// Takes nodes that follow each other apart into words. In preformatted text each space counts.
pub(super) fn of(tree: &Tree<'_>, nodes: &[usize], is_code: bool) -> Line {
    let mut reader = Reader { tree, is_code, line: Line::default(), text: String::new(), pieces: Vec::new() };
    nodes.iter().for_each(|at| reader.node(*at));
    reader.flush();
    reader.line
}

/// The elements that a node stands in, within the element `top`, the outermost first.
pub(super) fn around(tree: &Tree<'_>, node: usize, top: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut at = tree.node(node).parent;
    while at != top && at != 0 {
        chain.push(at);
        at = tree.node(at).parent;
    }
    chain.reverse();
    chain
}

struct Reader<'t, 'h> {
    tree: &'t Tree<'h>,
    is_code: bool,
    line: Line,
    /// The text since the last thing that parts words.
    text: String,
    /// The nodes that the text is from, and where the text of each begins in it.
    pieces: Vec<(usize, usize)>,
}

impl Reader<'_, '_> {
    fn node(&mut self, root: usize) {
        let last = self.tree.node(root).end;
        let (mut next, mut seams) = (root, Vec::new());
        while next < last {
            while seams.pop_if(|end| *end <= next).is_some() {
                self.flush();
            }
            let node = self.tree.node(next);
            match (node.what, node.role) {
                (What::Text(text), _) => {
                    self.pieces.push((next, self.text.len()));
                    self.text.push_str(text);
                }
                (What::Element(element), Role::Inline | Role::Block) if node.end > next + 1 => {
                    if !role::is_seamless(element) {
                        self.flush();
                        seams.push(node.end);
                    }
                    next += 1;
                    continue;
                }
                (_, Role::Atom) => {
                    self.flush();
                    self.thing(next, Some(hash_of((node.key, self.form(next)))));
                }
                _ if self.text.is_empty() => self.thing(next, None),
                _ => {
                    self.flush();
                    self.thing(next, None);
                }
            }
            next = node.end.max(next + 1);
        }
        if !seams.is_empty() {
            self.flush();
        }
    }

    /// Adds a thing among words; one without a key is nothing to read.
    fn thing(&mut self, node: usize, key: Option<u64>) {
        let at = self.line.bits.len();
        self.line.bits.push(Bit { node, range: 0..0, is_still: key.is_none() });
        if let Some(key) = key {
            let is_break = self.tree.node(node).name() == "br";
            let weight = if is_break { 1 } else { 4 };
            let token = Token { key, weight, is_word: !is_break, ends_line: false, bits: at..at + 1 };
            self.line.tokens.push(token);
        }
    }

    /// Takes the text since the last thing that parts words apart.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let pieces = std::mem::take(&mut self.pieces);
        let mut pieces = pieces.iter().copied().peekable();
        let mut at = 0;
        for token in tokens(&text, self.is_code) {
            let end = at + token.len();
            let first = self.line.bits.len();
            while let Some((node, start)) = pieces.peek().copied() {
                let mut rest = pieces.clone();
                rest.next();
                let until = rest.peek().map_or(text.len(), |(_, start)| *start);
                let range = at.max(start) - start..end.min(until).saturating_sub(start);
                if !range.is_empty() {
                    self.line.bits.push(Bit { node, range, is_still: false });
                }
                if until > end {
                    break;
                }
                pieces.next();
            }
            let bits = first..self.line.bits.len();
            self.word(token, bits);
            at = end;
        }
    }

    fn word(&mut self, text: &str, bits: Range<usize>) {
        let is_space = tree::is_space(text);
        let form = self.line.bits.get(bits.start).map_or(0, |bit| self.form(bit.node));
        let key = match is_space && !self.is_code {
            true => hash_of(" "),
            false => hash_of((text, form)),
        };
        let weight = if is_space { 0 } else { text.chars().count() };
        let is_word = text.chars().any(char::is_alphanumeric);
        self.line.tokens.push(Token { key, weight, is_word, ends_line: self.is_code && text.ends_with('\n'), bits });
    }

    /// How a node's words are set, as far as it says something.
    fn form(&self, node: usize) -> u64 {
        let around = std::iter::successors(Some(self.tree.node(node).parent), |at| Some(self.tree.node(*at).parent));
        let inline = around.take(16).take_while(|at| self.tree.node(*at).role == Role::Inline);
        let names = inline.map(|at| self.tree.node(at).name()).filter(|name| !self.is_code && role::is_form(name));
        names.fold(0, |form, name| hash_of((form, name)))
    }
}

/// The words of a text with the signs that hold them together, its spaces and other signs.
fn tokens(text: &str, is_code: bool) -> Vec<&str> {
    let mut ends: Vec<(usize, bool)> = Vec::new();
    let mut end = 0;
    let mut joins_before = false;
    for token in words::tokens(text) {
        let is_sign = token.starts_with(JOINS);
        let joins = !is_code && (is_sign || words::is_word(token));
        let goes_on = joins && joins_before && (is_sign || ends.last().is_some_and(|(_, is_sign)| *is_sign));
        let parts: Vec<usize> = match is_code && tree::is_space(token) {
            true => token.split_inclusive('\n').map(str::len).collect(),
            false => vec![token.len()],
        };
        for len in parts {
            end += len;
            match ends.last_mut().filter(|_| goes_on) {
                Some(last) => *last = (end, is_sign),
                None => ends.push((end, is_sign)),
            }
        }
        joins_before = joins;
    }
    let mut start = 0;
    let cut = |(end, _): (usize, bool)| text.get(std::mem::replace(&mut start, end)..end);
    ends.into_iter().filter_map(cut).collect()
}
