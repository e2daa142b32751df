//! Two pages part by part: what belongs together is looked into, what does not is marked as a whole.

use super::align::{self, Row, Traits};
use super::hunk::{self, Effort};
use super::line;
use super::mark::{Mark, Marker, opened};
use super::note;
use super::part::{self, Part};
use super::role::{self, Role};
use super::table::Columns;
use super::tree::Tree;
use super::weave::{self, Source};
use super::write::{Extra, Side};
use scraper::node::Element;

/// Parts that stand deeper in each other are not looked into.
const DEEPEST: usize = 100;

/// Two pages that are compared.
pub(super) struct Pages<'p, 'h> {
    pub(super) old: &'p Tree<'h>,
    pub(super) new: &'p Tree<'h>,
    pub(super) marker: Marker,
    /// The columns of the tables that are looked into, where they are not the same.
    pub(super) columns: Option<Columns>,
    /// How many columns the next cell takes, where not as many as it says.
    pub(super) span: Option<usize>,
    effort: Effort,
    depth: usize,
}

impl<'p, 'h> Pages<'p, 'h> {
    pub(super) fn new(old: &'p Tree<'h>, new: &'p Tree<'h>) -> Self {
        Self { old, new, marker: Marker::new(Side::Old), columns: None, span: None, effort: Effort::default(), depth: 0 }
    }

    /// Adds what stands in two elements that belong together.
    pub(super) fn inside(&mut self, old: usize, new: usize) {
        let (olds, news) = part::parts((self.old, old), (self.new, new));
        let traits = |side: Mark, parts: &[Part]| -> (Vec<usize>, Vec<Traits>) {
            parts.iter().enumerate().filter_map(|(at, part)| Some((at, self.traits(side, part)?))).unzip()
        };
        let ((old_at, old_traits), (new_at, new_traits)) = (traits(Mark::Removed, &olds), traits(Mark::Added, &news));
        let only_parts = role::holds_only_parts(self.new.node(new).name());
        let mut written = 0;
        for row in align::align(&old_traits, &new_traits) {
            let (one, other) = match row {
                Row::Both(one, other) => (Some(one), Some(other)),
                Row::Removed(one) => (Some(one), None),
                Row::Added(other) => (None, Some(other)),
            };
            let one = one.and_then(|at| old_at.get(at)).and_then(|at| olds.get(*at));
            let place = other.and_then(|at| new_at.get(at)).copied();
            self.glue(&news, written..place.unwrap_or(written));
            written = place.map_or(written, |place| place + 1);
            self.part(one, place.and_then(|at| news.get(at)), only_parts);
        }
        self.glue(&news, written..news.len());
    }

    /// Adds what is not read between the parts of the new page.
    fn glue(&mut self, parts: &[Part], range: std::ops::Range<usize>) {
        for part in parts.get(range).unwrap_or_default() {
            if let Part::Glue(at) = part {
                self.marker.same(self.new, &[*at]);
            }
        }
    }

    fn part(&mut self, old: Option<&Part>, new: Option<&Part>, only_parts: bool) {
        match (old, new) {
            (Some(Part::Block(old)), Some(Part::Block(new))) => self.block(*old, *new),
            (_, Some(Part::Line(new))) if only_parts => self.marker.same(self.new, new),
            (Some(Part::Line(old)), Some(Part::Line(new))) => self.line(old, new, false),
            (Some(Part::Block(old)), None) => self.removed(*old),
            (Some(Part::Line(old)), None) if !only_parts => {
                if !self.marker.page.out.ends_with(|letter: char| letter.is_ascii_whitespace() || letter == '>') {
                    self.marker.page.raw(" ");
                }
                self.marker.line(self.old, old, Mark::Removed);
                self.marker.page.raw(" ");
            }
            (None, Some(Part::Block(new))) => self.added(*new),
            (None, Some(Part::Line(new))) => self.marker.line(self.new, new, Mark::Added),
            _ => {}
        }
    }

    fn removed(&mut self, at: usize) {
        if self.old.node(at).role != Role::Fixed && !self.lone_row(at, Mark::Removed) {
            self.marker.block(self.old, at, Mark::Removed);
        }
    }

    fn added(&mut self, at: usize) {
        match self.new.node(at).role {
            Role::Fixed => self.marker.same(self.new, &[at]),
            _ if self.lone_row(at, Mark::Added) => {}
            _ => self.marker.block(self.new, at, Mark::Added),
        }
    }

    /// Adds two blocks that belong together.
    pub(super) fn block(&mut self, old: usize, new: usize) {
        let (before, after) = (self.old.node(old), self.new.node(new));
        let span = self.span.take().map(|span| ("colspan", span.to_string()));
        let is_same = before.key == after.key && (self.columns.is_none() || after.name() != "tr");
        let Some(element) = after.element().filter(|_| !is_same && !after.is_closed() && !before.is_closed()) else {
            return self.marker.same_but(self.new, new, Extra { more: span.into_iter().collect() });
        };
        self.marker.rest();
        if self.depth >= DEEPEST || self.is_other_figure(old, new) {
            self.removed(old);
            self.added(new);
            return self.marker.rest();
        }
        let mut extra = self.said_of(self.old.element(old), element);
        extra.more.extend(span);
        self.marker.page.start(element, Side::New, &extra);
        self.depth += 1;
        match element.name() {
            "table" => self.table(old, new),
            "tr" => self.row(old, new),
            "pre" => self.code(old, new),
            _ => self.inside(old, new),
        }
        self.depth -= 1;
        self.marker.page.end(element);
        self.marker.rest();
    }

    /// What is said in the tag of an element in which something differs.
    fn said_of(&mut self, old: Option<&Element>, new: &Element) -> Extra {
        let mut more = if new.name() == "details" { opened() } else { Vec::new() };
        if let Some(note) = old.filter(|_| new.name() == "a").and_then(|old| note::of(&[old], &[new])) {
            more.push(("title", note));
            more.extend(self.marker.address_of(new));
            more.push(("data-redline", "link".to_owned()));
        }
        Extra { more }
    }

    /// Whether two figures show different pictures: they are not looked into.
    fn is_other_figure(&self, old: usize, new: usize) -> bool {
        let pictures = |tree: &Tree<'_>, at: usize| -> Vec<u64> {
            let inside = (at..tree.node(at).end).map(|at| tree.node(at));
            let is_picture = |name: &str| matches!(name, "svg" | "img" | "picture" | "canvas" | "video");
            inside.filter(|node| node.role == Role::Atom && is_picture(node.name())).map(|node| node.key).collect()
        };
        self.new.node(new).name() == "figure" && pictures(self.old, old) != pictures(self.new, new)
    }

    /// Adds preformatted text.
    fn code(&mut self, old: usize, new: usize) {
        let nodes = |tree: &Tree<'_>, at: usize| tree.children(at).collect::<Vec<_>>();
        if self.old.node(old).holds_flow || self.new.node(new).holds_flow {
            return self.inside(old, new);
        }
        self.line(&nodes(self.old, old), &nodes(self.new, new), true);
    }

    /// Adds two lines of words that belong together.
    fn line(&mut self, old: &[usize], new: &[usize], is_code: bool) {
        let (before, after) = (line::of(self.old, old, is_code), line::of(self.new, new, is_code));
        let hunks = match is_code {
            true => hunk::by_lines(&before, &after, &mut self.effort),
            false => hunk::hunks(&before, &after, &mut self.effort),
        };
        let top = |tree: &Tree<'_>, nodes: &[usize]| nodes.first().map_or(0, |at| tree.node(*at).parent);
        let old = Source { tree: self.old, top: top(self.old, old), line: &before };
        let new = Source { tree: self.new, top: top(self.new, new), line: &after };
        self.marker.rest();
        weave::weave(&old, &new, &hunks, is_code, &mut self.marker);
        self.marker.rest();
    }
}
