//! What a text says, whatever way it is written: its words, and a hash of these with its links and its shape.
//!
//! Line breaks of the source, emphasis and the spelling of links make no difference. Link targets, code, strikes,
//! pictures and how blocks are nested do. Things are told by the ids that both sides share, so that a link to a renamed
//! thing still says the same; a link without words of its own is told by its target and not by the target's title.

use super::alike::hash_of;
use super::book::{Book, Ref};
use crate::base::{Block, Inline};
use crate::model::target::Target;
use crate::model::things::{Audience, Text};
use std::fmt::{Display, Write};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// Its words with single spaces; blocks are parted by line breaks, code keeps its own.
    pub(super) plain: String,
    /// The hash of all that counts.
    pub(super) key: u64,
    /// Who may see the titles among the words.
    pub(super) audience: Audience,
}

/// What a text says as one string, which is the same wherever and whenever the same is said: its words, and marks for
/// all else that counts. A mark begins with a byte 0 and ends with one; what it holds is preceded by its length.
pub(super) fn canon(book: &Book<'_>, text: &Text) -> String {
    let mut writer = Writer::new(book, &text.links);
    writer.blocks(text.prose.blocks());
    writer.canon
}

impl Form {
    /// What a text says.
    pub(super) fn of(book: &Book<'_>, text: &Text) -> Self {
        Self::of_blocks(book, text, text.prose.blocks())
    }

    /// What some blocks of a text say.
    pub(super) fn of_blocks(book: &Book<'_>, text: &Text, blocks: &[Block]) -> Self {
        let mut writer = Writer::new(book, &text.links);
        writer.blocks(blocks);
        writer.finish()
    }

    /// What some words of a text say.
    pub(super) fn of_line(book: &Book<'_>, text: &Text, line: &[Inline]) -> Self {
        let mut writer = Writer::new(book, &text.links);
        writer.inlines(line);
        writer.finish()
    }
}

/// What a link leads to, told as both sides tell it.
pub(super) fn target(book: &Book<'_>, target: &Target, into: &mut impl Hasher) {
    let (kind, name) = leads(book, target);
    (kind, name).hash(into);
}

/// What kind of thing a link leads to, and which one, told as both sides tell it.
pub(super) fn leads(book: &Book<'_>, target: &Target) -> (&'static str, String) {
    match target {
        Target::Thing(thing, heading) => {
            let thing = Ref::of(thing);
            let heading = heading.as_ref().map(|heading| format!("#{heading}")).unwrap_or_default();
            (thing.kind.word(), format!("{}{heading}", book.common(thing)))
        }
        Target::Here(heading) => ("here", heading.to_string()),
        Target::Asset(path) => ("file", path.to_string()),
        Target::Elsewhere(address) => ("address", address.to_string()),
        Target::Missing(written) => ("nowhere", written.to_string()),
    }
}

struct Writer<'b, 'a> {
    book: &'b Book<'a>,
    links: &'b Arc<[Target]>,
    plain: String,
    /// Whether a space or a line break is due before the next word.
    due: Option<char>,
    /// The words and all else that counts, see [`canon`].
    canon: String,
    audience: Audience,
}

impl<'b, 'a> Writer<'b, 'a> {
    fn new(book: &'b Book<'a>, links: &'b Arc<[Target]>) -> Self {
        let audience = Audience::default();
        Self { book, links, plain: String::new(), due: None, canon: String::new(), audience }
    }

    fn finish(self) -> Form {
        Form { plain: self.plain, key: hash_of(&self.canon), audience: self.audience }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        self.part();
        match block {
            // A line in a definition is bare, in a page a paragraph.
            Block::Paragraph(text) | Block::Bare(text) => self.inlines(text),
            Block::Heading { level, text, .. } => {
                self.mark("heading", level);
                self.inlines(text);
            }
            Block::List { start, items } => {
                self.mark("list", start.is_some());
                for item in items {
                    self.mark("item", item.task.map(|done| done.to_string()).unwrap_or_default());
                    self.blocks(&item.blocks);
                }
                self.mark("end", "");
            }
            Block::Quote { alert, blocks } => {
                self.mark("quote", alert.unwrap_or_default());
                self.blocks(blocks);
                self.mark("end", "");
            }
            Block::Code { language, text } => {
                self.mark("code", language);
                self.code(text.trim_end());
            }
            Block::Fence(fence) => {
                self.mark("code", &fence.language);
                fence.links().into_iter().for_each(|link| self.names(link));
                self.code(fence.source.trim_end());
            }
            Block::Table { align: _, head, rows } => {
                for row in std::iter::once(head).chain(rows) {
                    self.mark("row", "");
                    row.iter().for_each(|cell| self.cell(cell));
                }
            }
            Block::Definitions(entries) => {
                for (term, meanings) in entries {
                    self.mark("term", "");
                    self.inlines(term);
                    meanings.iter().for_each(|blocks| self.blocks(blocks));
                }
            }
            Block::Footnote { label, blocks } => {
                self.mark("footnote", label);
                self.blocks(blocks);
            }
            Block::Rule => self.mark("rule", ""),
            Block::Html(html) => self.mark("html", html.trim()),
        }
    }

    fn cell(&mut self, cell: &[Inline]) {
        self.part();
        self.mark("cell", "");
        self.inlines(cell);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) | Inline::Code(text) => self.words(text),
            Inline::Emphasis(text) | Inline::Strong(text) => self.inlines(text),
            Inline::Strike(text) => {
                self.mark("strike", "");
                self.inlines(text);
                self.mark("end", "");
            }
            Inline::Link { link, title, text } => {
                self.link(*link, title);
                if text.is_empty() { self.title(*link) } else { self.inlines(text) }
            }
            Inline::Image { link, title, alt } => {
                self.link(*link, title);
                self.words(alt);
            }
            Inline::Footnote(label) => self.mark("note", label),
            Inline::SoftBreak | Inline::HardBreak => self.space(),
            Inline::Html(html) => self.mark("html", html),
        }
    }

    fn link(&mut self, link: u32, title: &str) {
        self.mark("title", title);
        if let Some(to) = self.links.get(link as usize) {
            let (kind, name) = leads(self.book, to);
            self.mark(kind, name);
        }
    }

    /// What is named: who may not see that does not see the text either.
    fn names(&mut self, link: u32) {
        if let Some(Target::Thing(thing, _)) = self.links.get(link as usize) {
            self.audience = self.audience.max(self.book.audience_of(Ref::of(thing)));
        }
    }

    /// The title of what a link without words leads to: shown, and not counted.
    fn title(&mut self, link: u32) {
        let Some(to) = self.links.get(link as usize) else { return };
        let words = match to {
            Target::Thing(thing, _) => {
                let thing = Ref::of(thing);
                let known = self.book.known(thing);
                self.audience = self.audience.max(self.book.audience_of(thing));
                known.and_then(|known| known.title).map_or_else(|| thing.id.to_string(), Text::plain)
            }
            Target::Here(words) | Target::Asset(words) | Target::Elsewhere(words) | Target::Missing(words) => {
                words.to_string()
            }
        };
        for (at, word) in words.split_whitespace().enumerate() {
            if at > 0 {
                self.space();
            }
            self.word(word);
        }
    }

    fn words(&mut self, words: &str) {
        let (starts, ends) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
        for (at, word) in words.split_whitespace().enumerate() {
            if at > 0 || starts {
                self.space();
            }
            if let Some(due) = self.due.filter(|_| !self.plain.is_empty()) {
                self.canon.push(due);
            }
            self.word(word);
            // Words without an end: emphasis may part a word, and it is the same word.
            self.canon.push_str(word);
        }
        if ends {
            self.space();
        }
    }

    fn word(&mut self, word: &str) {
        if let Some(due) = self.due.take().filter(|_| !self.plain.is_empty()) {
            self.plain.push(due);
        }
        self.plain.push_str(word);
    }

    /// Code: its spaces count.
    fn code(&mut self, code: &str) {
        self.word(code);
        self.mark("text", code);
    }

    fn space(&mut self) {
        self.due = self.due.or(Some(' '));
    }

    /// Here a block begins.
    fn part(&mut self) {
        self.due = Some('\n');
        self.mark("part", "");
    }

    fn mark(&mut self, kind: &str, about: impl Display) {
        let about = about.to_string();
        let _ = write!(self.canon, "\0{kind} {} {about}\0", about.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::handbook_of;

    /// The forms of the summaries of two levels.
    fn forms(one: &str, other: &str) -> (Form, Form) {
        let level = |id: &str, text: &str| {
            format!("  - id: {id}\n    title: T {id}\n    summary: |\n      {}\n", text.replace('\n', "\n      "))
        };
        let handbook = handbook_of(&format!("== a.yaml\nlevels:\n{}{}", level("one", one), level("two", other)));
        let book = Book::new(&handbook, &handbook);
        let form = |at: usize| Form::of(&book, handbook.levels[at].summary.as_ref().unwrap());
        (form(0), form(1))
    }

    #[test]
    fn only_what_is_said_counts() {
        for (one, other) in [
            ("a *b* c", "a b\nc"),
            ("un**believ**able", "unbelievable"),
            ("- a\n- b", "* a\n\n* b"),
            ("see [[level:one]]", "see [[one]]"),
            ("| a | b |\n|---|---|\n| c | d |", "|a|b|\n|:-:|---|\n|c|d|"),
        ] {
            let (before, after) = forms(one, other);
            assert_eq!(before, after, "{one} / {other}");
        }
    }

    #[test]
    fn whatever_is_said_counts() {
        for (one, other) in [
            ("a b", "ab"),
            ("a\n\nb", "a b"),
            ("- a\n- b", "1. a\n2. b"),
            ("- [ ] a", "- [x] a"),
            ("[a](https://a.example/)", "[a](https://b.example/)"),
            ("see [[level:one]]", "see [[two]]"),
            ("~~a~~ b", "a b"),
            ("```\na  b\n```", "```\na b\n```"),
            ("> a", "a"),
            ("a", "a\n\n---"),
        ] {
            let (before, after) = forms(one, other);
            assert_ne!(before.key, after.key, "{one} / {other}");
        }
    }
}
