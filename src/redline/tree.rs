//! A page's content as a tree in reading order, with what tells its parts apart.

use super::role::{self, Role};
use crate::diff::alike::hash_of;
use crate::diff::words;
use scraper::node::{Element, Node as Parsed};
use scraper::{Html, Node as Any};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// A page's content. Nodes are numbered in reading order; the first one is the content itself.
pub(super) struct Tree<'h> {
    nodes: Vec<Node<'h>>,
    /// The hashes of all words, in order.
    words: Vec<u64>,
    nothing: Node<'h>,
}

/// A part of a page.
pub(super) struct Node<'h> {
    pub(super) what: What<'h>,
    pub(super) role: Role,
    pub(super) parent: usize,
    /// The number after that of the last node in it.
    pub(super) end: usize,
    /// Whether it is not part of a line.
    pub(super) flow: bool,
    /// Whether something in it is not part of a line.
    pub(super) holds_flow: bool,
    /// Whether there is anything in it to read.
    pub(super) says: bool,
    /// Whether there are words or signs in it, outside what is not looked into.
    pub(super) has_text: bool,
    /// The same for what reads the same.
    pub(super) key: u64,
    /// Its words among those of the page.
    words: Range<usize>,
}

/// What a node is.
#[derive(Clone, Copy)]
pub(super) enum What<'h> {
    Root,
    Element(&'h Element),
    Text(&'h str),
    Comment(&'h str),
}

impl<'h> Node<'h> {
    fn new(what: What<'h>, parent: usize) -> Self {
        let role = match what {
            What::Root => Role::Block,
            What::Element(element) => role::of(element),
            What::Text(_) => Role::Text,
            What::Comment(_) => Role::Silent,
        };
        Self { what, role, parent, end: 0, flow: false, holds_flow: false, says: false, has_text: false, key: 0, words: 0..0 }
    }

    /// The element that it is.
    pub(super) fn element(&self) -> Option<&'h Element> {
        match self.what {
            What::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of the element that it is.
    pub(super) fn name(&self) -> &'h str {
        self.element().map_or("", Element::name)
    }

    /// Whether what is in it is not looked into.
    pub(super) fn is_closed(&self) -> bool {
        !matches!(self.role, Role::Inline | Role::Block)
    }

    /// Whether it is nothing but space.
    pub(super) fn is_space(&self) -> bool {
        matches!(self.what, What::Text(text) if is_space(text))
    }
}

/// Whether a text is nothing but what HTML takes for space.
pub(super) fn is_space(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

impl<'h> Tree<'h> {
    /// The tree of a parsed piece of HTML.
    pub(super) fn new(html: &'h Html) -> Self {
        let mut tree = Self { nodes: vec![Node::new(What::Root, 0)], words: Vec::new(), nothing: Node::new(What::Root, 0) };
        tree.grow(html);
        for at in (0..tree.nodes.len()).rev() {
            tree.weigh(at);
        }
        tree
    }

    /// A node by its number.
    pub(super) fn node(&self, at: usize) -> &Node<'h> {
        self.nodes.get(at).unwrap_or(&self.nothing)
    }

    /// The element that a node is.
    pub(super) fn element(&self, at: usize) -> Option<&'h Element> {
        self.node(at).element()
    }

    /// Whether there are words or signs in a node, outside what is not looked into.
    pub(super) fn has_words(&self, at: usize) -> bool {
        self.node(at).has_text
    }

    /// The text that a node is.
    pub(super) fn text(&self, at: usize) -> Option<&'h str> {
        match self.node(at).what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The nodes directly in one.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.node(at).end;
        let first = (at + 1 < end).then_some(at + 1);
        std::iter::successors(first, move |child| {
            let next = self.node(*child).end.max(child + 1);
            (next < end).then_some(next)
        })
    }

    /// The hashes of the words of a node, in order.
    pub(super) fn words(&self, at: usize) -> &[u64] {
        self.words.get(self.node(at).words.clone()).unwrap_or_default()
    }

    /// The hashes of the words of nodes that follow each other.
    pub(super) fn words_of(&self, nodes: &[usize]) -> &[u64] {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return &[] };
        self.words.get(self.node(*first).words.start..self.node(*last).words.end).unwrap_or_default()
    }

    /// How deep elements stand in each other at most.
    pub(super) fn depth(&self) -> usize {
        let mut ends: Vec<usize> = Vec::new();
        let mut deepest = 0;
        for (at, node) in self.nodes.iter().enumerate() {
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
            }
            ends.push(node.end);
            deepest = deepest.max(ends.len());
        }
        deepest
    }

    /// Takes over the nodes of a parsed piece of HTML, which stand in an element of the parser's own.
    fn grow(&mut self, html: &'h Html) {
        let top = html.tree.root().children().find(|child| child.value().is_element());
        let Some(top) = top else { return self.close(0) };
        let (mut next, mut around, mut silent) = (top.first_child(), vec![0], 0);
        let mut over = vec![top];
        loop {
            if let Some(node) = next {
                let at = self.add(node.value(), around.last().copied().unwrap_or_default(), silent == 0);
                // What a template holds stands in a node that is nothing.
                let at = at.or_else(|| node.has_children().then(|| around.last().copied().unwrap_or_default()));
                if let Some(at) = at.filter(|_| node.has_children()) {
                    silent += usize::from(silent > 0 || self.is_silent(at));
                    around.push(at);
                    over.push(node);
                    next = node.first_child();
                } else {
                    at.into_iter().for_each(|at| self.close(at));
                    next = node.next_sibling();
                }
                continue;
            }
            let (Some(at), Some(node)) = (around.pop(), over.pop()) else { return };
            self.close(at);
            silent = silent.saturating_sub(1);
            if over.is_empty() {
                return;
            }
            next = node.next_sibling();
        }
    }

    fn is_silent(&self, at: usize) -> bool {
        matches!(self.node(at).role, Role::Silent | Role::Fixed)
    }

    fn add(&mut self, value: &'h Any, parent: usize, is_read: bool) -> Option<usize> {
        let what = match value {
            Parsed::Element(element) => What::Element(element),
            Parsed::Text(text) => What::Text(text),
            Parsed::Comment(comment) => What::Comment(comment),
            _ => return None,
        };
        let (at, start) = (self.nodes.len(), self.words.len());
        if let (What::Text(text), true) = (what, is_read) {
            let found = words::tokens(text).filter(|token| words::is_word(token));
            self.words.extend(found.map(|token| hash_of(token.to_lowercase())));
        }
        self.nodes.push(Node { words: start..start, ..Node::new(what, parent) });
        Some(at)
    }

    fn close(&mut self, at: usize) {
        let (end, words) = (self.nodes.len(), self.words.len());
        if let Some(node) = self.nodes.get_mut(at) {
            node.end = end;
            node.words.end = words;
        }
    }

    /// Learns what a node is from those in it, which are known.
    fn weigh(&mut self, at: usize) {
        let holds_flow = self.children(at).any(|child| self.node(child).flow);
        let node = self.node(at);
        let flow = match (node.role, node.element()) {
            (Role::Text | Role::Still | Role::Silent, _) | (_, None) => false,
            (Role::Atom, Some(element)) => element.name() == "hr",
            (Role::Fixed, Some(element)) => holds_flow || role::is_line(element),
            (Role::Inline, _) => holds_flow,
            (Role::Block, _) => true,
        };
        let role = match node.element() {
            Some(element) if node.role == Role::Inline && node.end == at + 1 => {
                if role::label(element).is_some() { Role::Atom } else { Role::Still }
            }
            _ => node.role,
        };
        let says = match role {
            Role::Text => !node.is_space(),
            Role::Atom => true,
            Role::Still | Role::Silent | Role::Fixed => false,
            Role::Inline | Role::Block => self.children(at).any(|child| self.node(child).says),
        };
        let has_text = match role {
            Role::Text => says,
            Role::Inline | Role::Block => self.children(at).any(|child| self.node(child).has_text),
            _ => false,
        };
        let key = self.key(at, role, holds_flow);
        if let Some(node) = self.nodes.get_mut(at) {
            (node.role, node.flow, node.holds_flow) = (role, flow, holds_flow);
            (node.says, node.has_text, node.key) = (says, has_text, key);
        }
    }

    fn key(&self, at: usize, role: Role, holds_flow: bool) -> u64 {
        let mut hasher = DefaultHasher::new();
        let node = self.node(at);
        match node.what {
            What::Text(text) if self.keeps_space(at) => text.hash(&mut hasher),
            What::Text(text) => collapsed(text).for_each(|part| part.hash(&mut hasher)),
            What::Comment(_) | What::Root => {}
            What::Element(element) => {
                element.name().hash(&mut hasher);
                match role {
                    Role::Fixed | Role::Still | Role::Silent => return hasher.finish(),
                    Role::Atom => shown(element).for_each(|said| said.hash(&mut hasher)),
                    _ => role::said(element).hash(&mut hasher),
                }
            }
        }
        for child in self.children(at) {
            let child = self.node(child);
            let is_said_of_it = role == Role::Atom && matches!(child.name(), "title" | "desc");
            if !is_said_of_it && !matches!(child.role, Role::Still | Role::Silent) && !(child.is_space() && holds_flow) {
                child.key.hash(&mut hasher);
            }
        }
        hasher.finish()
    }

    /// Whether space counts in a node, as it does in preformatted text.
    fn keeps_space(&self, at: usize) -> bool {
        // Code stands in few elements.
        let around = std::iter::successors(Some(self.node(at).parent), |at| Some(self.node(*at).parent));
        around.take(4).any(|at| matches!(self.node(at).name(), "pre" | "textarea"))
    }
}

/// What a picture or control shows by its attributes.
fn shown(element: &Element) -> impl Iterator<Item = (&str, &str)> {
    element.attrs().filter(|(name, value)| role::shows(element, name, value))
}

/// The words of a text and the spaces between them, however wide.
fn collapsed(text: &str) -> impl Iterator<Item = &str> {
    let open = text.starts_with(|letter: char| letter.is_ascii_whitespace()).then_some(" ");
    let close = (!is_space(text) && text.ends_with(|letter: char| letter.is_ascii_whitespace())).then_some(" ");
    open.into_iter().chain(text.split_ascii_whitespace()).chain(close)
}
