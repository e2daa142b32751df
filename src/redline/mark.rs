//! Marks what is gone and what is new, and counts the places.

use super::role::{self, Role};
use super::tree::{Tree, What};
use super::write::{Extra, Side, Writer};
use scraper::node::Element;

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// Only the old page has them.
    Removed,
    /// Only the new page has them.
    Added,
}

impl Mark {
    /// The element that says so.
    pub(super) fn element(self) -> &'static str {
        match self {
            Mark::Removed => "del",
            Mark::Added => "ins",
        }
    }

    fn word(self) -> String {
        match self {
            Mark::Removed => "removed".to_owned(),
            Mark::Added => "added".to_owned(),
        }
    }
}

/// A page with marks under construction.
pub(super) struct Marker {
    pub(super) page: Writer,
    /// How many places differ so far.
    pub(super) changes: usize,
    /// Whose words are removed: those beside a new page, or of one that is gone.
    old: Side,
    /// Whether what was written last belongs to a place that may go on.
    in_place: bool,
    /// The number of a place whose address is not written yet.
    address: Option<usize>,
}

impl Marker {
    /// An empty page, whose removed words come from `old`.
    pub(super) fn new(old: Side) -> Self {
        Self { page: Writer::default(), changes: 0, old, in_place: false, address: None }
    }

    /// Begins a place that differs, unless one goes on.
    pub(super) fn begin(&mut self) {
        if !self.in_place {
            self.changes += 1;
            self.address = Some(self.changes);
            self.in_place = true;
        }
    }

    /// Lets what comes belong to the place before it, wherever that stood.
    pub(super) fn go_on(&mut self) {
        self.in_place = true;
    }

    /// Ends a place: what differs next is another one.
    pub(super) fn rest(&mut self) {
        self.in_place = false;
    }

    /// The side from which marked words come.
    pub(super) fn side(&self, mark: Mark) -> Side {
        match mark {
            Mark::Removed => self.old,
            Mark::Added => Side::New,
        }
    }

    /// Adds nodes as they are in the new page.
    pub(super) fn same(&mut self, tree: &Tree<'_>, nodes: &[usize]) {
        for at in nodes {
            if tree.node(*at).says {
                self.rest();
            }
            self.page.copy(tree, *at, Side::New, &Extra::default());
        }
    }

    /// Adds a node as it is in the new page, apart from what is said in its tag.
    pub(super) fn same_but(&mut self, tree: &Tree<'_>, at: usize, extra: Extra) {
        if tree.node(at).says {
            self.rest();
        }
        self.page.copy(tree, at, Side::New, &extra);
    }

    /// The address of a place that is an element of the new page, where it has room for one.
    pub(super) fn address_of(&mut self, element: &Element) -> Option<(&'static str, String)> {
        if element.attr("id").is_some() {
            return None;
        }
        self.rest();
        self.begin();
        Some(("id", address(self.address.take()?)))
    }

    /// Opens a mark around words.
    pub(super) fn open(&mut self, mark: Mark) {
        self.page.raw("<");
        self.page.raw(mark.element());
        self.page.raw(" class=\"redline\"");
        if let Some(number) = self.address.take() {
            self.page.raw(&format!(" id=\"{}\"", address(number)));
        }
        self.page.raw(">");
    }

    /// Opens a quiet mark around words that are the same and say what else changed.
    pub(super) fn open_note(&mut self, note: &str) {
        self.page.raw("<span class=\"redline redline-link\"");
        if let Some(number) = self.address.take() {
            self.page.raw(&format!(" id=\"{}\"", address(number)));
        }
        self.page.raw(" title=\"");
        super::write::escape(&mut self.page.out, note);
        self.page.raw("\">");
    }

    /// Closes a mark; space that would end in it stands behind it.
    pub(super) fn close(&mut self, mark: Mark) {
        self.page.raw("</");
        self.page.raw(mark.element());
        self.page.raw(">");
    }

    /// Marks nodes that follow each other and are one line.
    pub(super) fn line(&mut self, tree: &Tree<'_>, nodes: &[usize], mark: Mark) {
        let mut nodes = nodes;
        while let Some((first, rest)) = nodes.split_first().filter(|(first, _)| !tree.node(**first).says) {
            self.quiet(tree, *first, mark);
            nodes = rest;
        }
        if nodes.is_empty() {
            return;
        }
        self.begin();
        if !nodes.iter().any(|at| tree.has_words(*at)) {
            return nodes.iter().for_each(|at| self.atom(tree, *at, mark));
        }
        let start = self.page.out.len();
        self.open(mark);
        nodes.iter().for_each(|at| self.page.copy(tree, *at, self.side(mark), &Extra::default()));
        self.close_before_space(mark, start);
    }

    /// Marks a block and all that is in it.
    pub(super) fn block(&mut self, tree: &Tree<'_>, at: usize, mark: Mark) {
        let Some(element) = tree.element(at) else { return };
        if !tree.node(at).says || tree.node(at).is_closed() {
            return self.atom(tree, at, mark);
        }
        self.open_block(tree, at, mark);
        self.inside(tree, at, mark);
        self.page.end(element);
    }

    /// Marks a cell of a column, which counts although nothing is said in it.
    pub(super) fn cell(&mut self, tree: &Tree<'_>, at: usize, mark: Mark) {
        let Some(element) = tree.element(at) else { return };
        self.open_block(tree, at, mark);
        if !tree.node(at).is_closed() {
            self.inside(tree, at, mark);
        }
        self.page.end(element);
    }

    /// Opens a block that is wholly gone or new.
    pub(super) fn open_block(&mut self, tree: &Tree<'_>, at: usize, mark: Mark) {
        let Some(element) = tree.element(at) else { return };
        self.begin();
        let side = self.side(mark);
        let extra = self.extra(element, mark);
        self.page.start(element, side, &extra);
    }

    /// Marks all that is in a block.
    pub(super) fn inside(&mut self, tree: &Tree<'_>, at: usize, mark: Mark) {
        let side = self.side(mark);
        let mut open: Vec<(usize, &Element)> = Vec::new();
        let (mut next, last) = (at + 1, tree.node(at).end);
        loop {
            while let Some((_, element)) = open.pop_if(|(end, _)| *end <= next) {
                self.page.end(element);
            }
            if next >= last {
                return;
            }
            let node = tree.node(next);
            if !node.flow || node.is_closed() {
                let end = open.last().map_or(last, |(end, _)| *end);
                next = self.run(tree, next, end, mark);
                continue;
            }
            if let What::Element(element) = node.what {
                let more = if element.name() == "details" { opened() } else { Vec::new() };
                self.page.start(element, side, &Extra { more });
                open.push((node.end, element));
            }
            next += 1;
        }
    }

    /// Marks the line that begins with a node, or a thing that is not looked into; tells where it ends.
    fn run(&mut self, tree: &Tree<'_>, start: usize, end: usize, mark: Mark) -> usize {
        let node = tree.node(start);
        if node.flow {
            self.atom(tree, start, mark);
            return node.end;
        }
        let mut nodes = Vec::new();
        let mut next = start;
        while next < end && !tree.node(next).flow {
            nodes.push(next);
            next = tree.node(next).end.max(next + 1);
        }
        if role::holds_only_parts(tree.node(node.parent).name()) {
            nodes.iter().for_each(|at| self.page.copy(tree, *at, self.side(mark), &Extra::default()));
        } else {
            self.line(tree, &nodes, mark);
        }
        next
    }

    /// Marks a thing that is not looked into.
    fn atom(&mut self, tree: &Tree<'_>, at: usize, mark: Mark) {
        let Some(element) = tree.element(at).filter(|_| tree.node(at).says) else {
            return self.quiet(tree, at, mark);
        };
        self.begin();
        let extra = self.extra(element, mark);
        let has_no_room = self.address.is_some();
        if has_no_room {
            self.open(mark);
        }
        self.page.copy(tree, at, self.side(mark), &extra);
        if has_no_room {
            self.close(mark);
        }
    }

    /// Adds what is not read: what is fixed or works behind the old page is left out.
    fn quiet(&mut self, tree: &Tree<'_>, at: usize, mark: Mark) {
        let role = tree.node(at).role;
        if mark == Mark::Removed && tree.node(at).flow && self.old == Side::Old {
            return;
        }
        let side = if role == Role::Fixed && self.old == Side::Gone { Side::Gone } else { self.side(mark) };
        self.page.copy(tree, at, side, &Extra::default());
    }

    /// What is said of an element that is wholly gone or new.
    fn extra(&mut self, element: &Element, mark: Mark) -> Extra {
        let mut extra = Extra { more: vec![("data-redline", mark.word())] };
        let is_free = element.attr("id").is_none() || self.side(mark) == Side::Old;
        if let Some(number) = self.address.take_if(|_| is_free) {
            extra.more.push(("id", address(number)));
        }
        if element.name() == "details" {
            extra.more.extend(opened());
        }
        extra
    }

    fn close_before_space(&mut self, mark: Mark, start: usize) {
        let end = self.page.out.trim_ascii_end().len();
        let space = self.page.out.split_off(end.max(start));
        self.close(mark);
        self.page.raw(&space);
    }
}

/// What opens a box that a reader can close.
pub(super) fn opened() -> Vec<(&'static str, String)> {
    vec![("open", String::new())]
}

fn address(number: usize) -> String {
    format!("change-{number}")
}
