//! Builds the tree from the events of the Markdown parser, without recursion.

mod fence;

use super::autolink;
use super::node::{Heading, Node, boxed, inline, words};
use super::place::Places;
use super::slug::Slugs;
use super::stack::{Closed, Stack};
use super::{Kind, Link, heading_skipped, missing_alt};
use crate::base::{Block, Diagnostic, Inline, Item, Prose, Span};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// How deep blocks may be nested; what is deeper becomes plain text. So the tree may be walked by recursion.
pub(super) const DEEPEST: usize = 64;

/// How deep emphasis and links may be nested, their blocks included.
const DEEPEST_INLINE: usize = DEEPEST + 32;

/// The tree under construction.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    places: Places<'a>,
    stack: Stack,
    /// How many nodes are open that the tree does not hold, because they are too deep or inside an image.
    ignored: usize,
    text: Words,
    links: Vec<Link>,
    slugs: Slugs,
    /// The level of the heading before, if there was one.
    heading: Option<u8>,
    /// The words of the heading before, if it has any.
    above: Option<Box<str>>,
    /// How many typed fences there are.
    fences: u32,
    diagnostics: Vec<Diagnostic>,
    too_deep: bool,
}

/// Words that may go on with the next event.
#[derive(Debug, Default)]
struct Words {
    text: String,
    /// For each event, where its words begin in the text and in the source.
    pieces: Vec<(usize, usize)>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(places: Places<'a>) -> Self {
        Self {
            places,
            stack: Stack::default(),
            ignored: 0,
            text: Words::default(),
            links: Vec::new(),
            slugs: Slugs::default(),
            heading: None,
            above: None,
            fences: 0,
            diagnostics: Vec::new(),
            too_deep: false,
        }
    }

    /// Adds the next event, which stands at `range` of the source.
    pub(super) fn add(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.text.push(&text, range.start),
            Event::Html(html) => self.text.push(&html, range.start),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            event => self.leaf(event),
        }
    }

    /// The blocks, the links by their numbers, and what was wrong.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Link>, Vec<Diagnostic>) {
        self.flush();
        while self.stack.depth() > 0 {
            self.close();
        }
        (self.stack.finish(), self.links, self.diagnostics)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.flush();
        if self.ignored > 0 || matches!(self.stack.top(), Node::Image(..)) {
            self.ignored += 1;
            return;
        }
        if self.is_too_deep(&tag) {
            self.ignored = 1;
            return self.report_depth(&range);
        }
        if let Tag::Heading { level, .. } = &tag {
            self.check_heading(*level as u8, range.start);
        }
        let node = match tag {
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, boxed(title), range),
            Tag::Image { dest_url, title, .. } => {
                Node::Image(self.add_link(Kind::Image, dest_url.into_string(), range), boxed(title))
            }
            tag => Node::of(tag, &range),
        };
        self.stack.open(node);
    }

    /// Places are asked for in order, so before those of the links in the heading.
    fn check_heading(&mut self, level: u8, at: usize) {
        let before = self.heading.replace(level).filter(|before| level > before + 1);
        if let Some(before) = before {
            let span = self.first_line(at);
            self.diagnostics.push(heading_skipped::fault(before, level, &span));
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if let Some(typed) = self.typed().filter(|_| tag == TagEnd::CodeBlock) {
            return self.close_fence(typed, range);
        }
        self.flush();
        if self.ignored == 0 {
            return self.close();
        }
        self.ignored -= 1;
        let inside_a_line = [TagEnd::Emphasis, TagEnd::Strong, TagEnd::Strikethrough, TagEnd::Link, TagEnd::Image];
        if !inside_a_line.contains(&tag) {
            self.stack.part();
        }
    }

    fn leaf(&mut self, event: Event<'_>) {
        self.flush();
        if self.ignored > 0 || matches!(self.stack.top(), Node::Image(..)) {
            return self.leaf_as_text(event);
        }
        match event {
            Event::Code(code) => self.stack.push(Inline::Code(boxed(code))),
            Event::InlineHtml(html) => self.stack.push(Inline::Html(boxed(html))),
            Event::FootnoteReference(label) => self.stack.push(Inline::Footnote(boxed(label))),
            Event::Rule => self.stack.push_block(Block::Rule),
            Event::TaskListMarker(done) => self.task(done),
            event => self.leaf_as_text(event),
        }
    }

    fn leaf_as_text(&mut self, event: Event<'_>) {
        match event {
            Event::Code(text) | Event::InlineHtml(text) => self.stack.push(Inline::Text(boxed(text))),
            Event::SoftBreak | Event::Rule => self.stack.push(Inline::SoftBreak),
            Event::HardBreak => self.stack.push(Inline::HardBreak),
            _ => {}
        }
    }

    /// Whether the tag would nest deeper than the tree may be. Of blocks, only those that can hold their own kind count.
    fn is_too_deep(&self, tag: &Tag<'_>) -> bool {
        let most = match tag {
            Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList => DEEPEST,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => DEEPEST_INLINE,
            _ => return false,
        };
        self.stack.depth() >= most
    }

    fn report_depth(&mut self, range: &Range<usize>) {
        if !std::mem::replace(&mut self.too_deep, true) {
            let span = self.places.of(range.start..range.start + 1);
            let message = format!("this is nested more than {DEEPEST} deep, so what is inside is shown as plain text");
            self.diagnostics.push(Diagnostic::warning("too-deep", &span, message).help("nest it less deeply"));
        }
    }

    fn link(&mut self, link_type: LinkType, target: &str, title: Box<str>, range: Range<usize>) -> Node {
        match link_type {
            LinkType::WikiLink { has_pothole: false } => Node::Name(self.add_link(Kind::Wiki, target.trim(), range)),
            // In a table the bar is escaped, `[[name\|text]]`, and the parser leaves the backslash at the name.
            LinkType::WikiLink { .. } => {
                let name = target.strip_suffix('\\').unwrap_or(target).trim();
                Node::Link(self.add_link(Kind::Wiki, name, range), title)
            }
            LinkType::Email => Node::Link(self.add_link(Kind::Url, format!("mailto:{target}"), range), title),
            _ => Node::Link(self.add_link(Kind::Url, target, range), title),
        }
    }

    fn add_link(&mut self, kind: Kind, target: impl Into<Box<str>>, range: Range<usize>) -> u32 {
        let span = self.places.of(range);
        self.links.push(Link { kind, target: target.into(), span });
        u32::try_from(self.links.len() - 1).unwrap_or(u32::MAX)
    }

    fn task(&mut self, done: bool) {
        let item = match self.stack.top() {
            Node::Paragraph => self.stack.parent(),
            _ => Some(self.stack.top()),
        };
        if let Some(Node::Item(task)) = item {
            *task = Some(done);
        }
    }

    /// Ends the words so far: nothing goes on with them.
    fn flush(&mut self) {
        if self.text.text.is_empty() {
            return self.text.clear();
        }
        let verbatim = matches!(self.stack.top(), Node::Code(_) | Node::Html | Node::Image(..) | Node::Name(_));
        let found = if verbatim || self.ignored > 0 { Vec::new() } else { autolink::find(&self.text.text) };
        if found.is_empty() || self.is_inside_a_link() {
            self.stack.push(Inline::Text(self.text.text.as_str().into()));
            return self.text.clear();
        }
        let Words { text, pieces } = std::mem::take(&mut self.text);
        let words = Words { text, pieces };
        let mut from = 0;
        for autolink::Found { range, target } in found {
            self.push_text(words.text.get(from..range.start));
            let link = self.add_link(Kind::Url, target, words.source(&range));
            let text = words.text.get(range.clone()).unwrap_or_default();
            self.stack.push(Inline::Link { link, title: "".into(), text: vec![Inline::Text(text.into())] });
            from = range.end;
        }
        self.push_text(words.text.get(from..));
    }

    fn push_text(&mut self, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.stack.push(Inline::Text(text.into()));
        }
    }

    fn is_inside_a_link(&self) -> bool {
        self.stack.nodes().any(|node| matches!(node, Node::Link(..)))
    }

    /// Ends the innermost node and adds what it became to the one around it.
    fn close(&mut self) {
        let Some(mut done) = self.stack.close() else { return };
        match (std::mem::take(&mut done.node), self.stack.top()) {
            (Node::Item(task), Node::List(_, items)) => items.push(Item { task, blocks: done.blocks }),
            (Node::Cell, Node::Head(cells) | Node::Row(cells)) => cells.push(done.inlines),
            (Node::Head(cells), Node::Table(table)) => table.head = cells,
            (Node::Row(cells), Node::Table(table)) => table.rows.push(cells),
            (Node::Term, Node::Definitions(entries)) => entries.push((done.inlines, Vec::new())),
            (Node::Meaning, Node::Definitions(entries)) => {
                if let Some((_, meanings)) = entries.last_mut() {
                    meanings.push(done.blocks);
                }
            }
            (Node::Heading(heading), _) => self.close_heading(heading, done.inlines),
            (node, _) if node.is_inline() => self.push_inline(inline(node, done.inlines)),
            (node, _) => match (Closed { node, ..done }).into_block() {
                Ok(block) => self.stack.push_block(block),
                Err(blocks) => blocks.into_iter().for_each(|block| self.stack.push_block(block)),
            },
        }
    }

    fn push_inline(&mut self, inline: Inline) {
        if let Inline::Image { link, alt, .. } = &inline
            && alt.trim().is_empty()
        {
            let image = self.links.get(*link as usize);
            self.diagnostics.extend(image.map(|image| missing_alt::fault(&image.span)));
        }
        self.stack.push(inline);
    }

    fn close_heading(&mut self, heading: Heading, text: Vec<Inline>) {
        let Heading { level, id, audience, at } = heading;
        let id = match id {
            None => {
                let mut plain = String::new();
                words(&text, &|link| self.links.get(link as usize).map_or("", |link| &link.target), &mut plain);
                self.slugs.of(&plain)
            }
            Some(asked) => {
                let (id, free) = self.slugs.asked(&asked);
                if !free {
                    self.report_id(&asked, &id, at);
                }
                id
            }
        };
        let words = Prose::words(&text);
        self.above = Some(words.trim()).filter(|words| !words.is_empty()).map(Box::from);
        self.stack.push_block(Block::Heading { level, id, text, audience });
    }

    /// The rest of the line at a byte of the source.
    fn first_line(&mut self, at: usize) -> Span {
        let line = self.places.source().get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        self.places.of(at..at + line.len())
    }

    fn report_id(&mut self, asked: &str, given: &str, at: usize) {
        let span = self.first_line(at);
        let message = format!("another heading of this page has the id `{asked}`");
        let help = format!("give this one another id; until then it is `{given}`");
        self.diagnostics.push(Diagnostic::warning("duplicate-heading-id", &span, message).help(help));
    }
}

impl Words {
    fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }

    /// Where in the source the words at `range` of the text stand.
    fn source(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            self.pieces.get(piece).map_or(0, |(start, source)| source + (offset - start))
        };
        at(range.start)..at(range.end.max(1) - 1) + 1
    }
}
