//! What authors write, as HTML.
//!
//! The markup is ours and valid by construction; only a text that holds raw HTML is sanitised, and then as a whole,
//! since raw tags may open in one block and close in another.

mod block;
mod escape;
mod fence;
mod inline;
mod line;
mod note;
mod raw;

use crate::base::{Key, Mark, Text};
use note::Notes;
use raw::Raw;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where a link of a text leads, as its page sees it.
pub trait Target {
    /// The address of the link.
    fn address(&self) -> Address<'_>;
}

/// The address of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// What it leads to.
    pub kind: Kind,
    /// The address, or what the author wrote where it leads nowhere. It is escaped when it is written.
    pub href: &'a str,
    /// The words of a link that has none of its own: the title of what it leads to.
    pub words: &'a str,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page, heading or file of this handbook.
    Internal,
    /// Something elsewhere.
    External,
    /// Nothing: the handbook has no such thing.
    Missing,
    /// Something that the readers of this build may not see: only the author's own words stay.
    Hidden,
}

/// How a text is rendered.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// How many levels deeper headings are than written, down to 6.
    pub shift: u8,
    /// What all ids begin with; tells apart the texts of one page.
    pub prefix: &'a str,
    /// Whether links are links; otherwise only their words are written, for texts that stand inside a link.
    pub links: bool,
    /// The words that are ours.
    pub words: &'a Words,
    /// The HTML inside a block of code, from its language and text. It must escape the text.
    pub highlight: &'a (dyn Fn(&str, &str) -> String + Sync),
    /// The HTML of typed fences by their numbers; it is trusted. A fence without any shows nothing.
    pub fences: &'a BTreeMap<u32, String>,
}

/// The address with what an address may not hold percent-encoded.
pub(super) fn encoded(address: &str) -> Cow<'_, str> {
    escape::encoded(address)
}

/// The words that stand in texts without their authors having written them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The titles of alerts: note, tip, important, warning, caution.
    pub alerts: [String; 5],
    /// Names the mark beside a heading that leads to it; the words of the heading follow.
    pub anchor: String,
    /// Names a frame in which a table scrolls; the words of its head follow.
    pub table: String,
    /// Names a task that has no words.
    pub task: String,
    /// Names the footnotes.
    pub notes: String,
    /// Names the link from a footnote back to where it belongs; its number follows.
    pub back: String,
    /// Explains a link that leads nowhere; what was written follows.
    pub missing: String,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            alerts: ["Note", "Tip", "Important", "Warning", "Caution"].map(str::to_owned),
            anchor: "Link to".into(),
            table: "Table".into(),
            task: "Task".into(),
            notes: "Footnotes".into(),
            back: "Back to reference".into(),
            missing: "This link leads nowhere yet:".into(),
        }
    }
}

/// The text as blocks: paragraphs, lists, tables and so on.
pub fn blocks<L: Target>(text: &Text<L>, style: &Style<'_>) -> String {
    let write = |tame: bool| {
        let mut writer = Writer::new(text, style, tame);
        writer.page(text.prose.blocks());
        (writer.out, writer.raw)
    };
    let html = match write(false) {
        (_, raw) if raw.is_wild() => write(true).0,
        (html, raw) if raw.is_any() => raw::blocks(&html),
        (html, _) => html,
    };
    fence::set(html, text.prose.key(), style.fences)
}

/// The text as words of a line, with nothing that may not stand there: for texts of one line. Blocks are parted by
/// line breaks.
pub fn line<L: Target>(text: &Text<L>, style: &Style<'_>) -> String {
    let write = |tame: bool| {
        let mut writer = Writer::new(text, style, tame);
        writer.notes = Notes::default();
        writer.lines(text.prose.blocks());
        (writer.out, writer.raw)
    };
    match write(false) {
        (_, raw) if raw.is_wild() => write(true).0,
        (html, raw) if raw.is_any() => raw::line(&html),
        (html, _) => html,
    }
}

/// Writes one text.
struct Writer<'a, L> {
    out: String,
    links: &'a [L],
    /// The marks that are still to come.
    marks: &'a [Mark<L>],
    /// The number of the next [`crate::base::Inline::Text`].
    node: u32,
    style: &'a Style<'a>,
    /// The hash of the text.
    key: Key,
    raw: Raw,
    /// Whether raw HTML is shown as text.
    tame: bool,
    /// Whether the words stand in a link already.
    in_link: bool,
    notes: Notes,
    /// The names of the tables so far, and how many have each.
    tables: BTreeMap<String, usize>,
}

impl<'a, L: Target> Writer<'a, L> {
    fn new(text: &'a Text<L>, style: &'a Style<'a>, tame: bool) -> Self {
        Self {
            out: String::new(),
            links: &text.links,
            marks: &text.marks,
            node: 0,
            style,
            key: text.prose.key(),
            raw: Raw::default(),
            tame,
            in_link: !style.links,
            notes: Notes::of(text.prose.blocks()),
            tables: BTreeMap::new(),
        }
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, words: &str) {
        escape::text(words, &mut self.out);
    }

    /// Writes an attribute with a space before it.
    fn attribute(&mut self, name: &str, value: &str) {
        for part in [" ", name, "=\""] {
            self.out.push_str(part);
        }
        escape::attribute(value, &mut self.out);
        self.out.push('"');
    }
}
