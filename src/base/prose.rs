//! What authors write: an immutable tree of Markdown, shared to the end and never rewritten.
//!
//! Links are numbers into a table beside the tree. Each stage brings its own table (the text and place of a link, then
//! its target, then its address), so the tree itself is parsed once, hashed once and compared by that hash.

use super::{Fence, Key};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A tree of Markdown. Cloning shares it; equality and hashing use its 128-bit content hash.
#[derive(Clone, Debug)]
pub struct Prose {
    blocks: Arc<[Block]>,
    /// How many of the blocks are left out at the start.
    skip: usize,
    key: Key,
    /// Whether some of it may not be shown to some: a section has an audience, or a footnote may lose its reference.
    is_parted: bool,
}

impl Prose {
    /// The tree with the given blocks. `source` is the text that it was parsed from, `kind` how it was parsed: the
    /// two decide the tree, so they are what its hash is made from.
    pub fn new(kind: &'static str, source: &str, blocks: Vec<Block>) -> Self {
        let parts = |block: &Block| matches!(block, Block::Heading { audience: Some(_), .. } | Block::Footnote { .. });
        let is_parted = blocks.iter().any(|block| block.any(&parts));
        Self { blocks: blocks.into(), skip: 0, key: Key::of([kind.as_bytes(), source.as_bytes()]), is_parted }
    }

    /// One line of plain words.
    pub fn line(words: &str) -> Self {
        Self::new("plain", words, vec![Block::Bare(vec![Inline::Text(words.into())])])
    }

    /// The plain words of a line.
    pub fn words(line: &[Inline]) -> String {
        let mut words = String::new();
        plain_inlines(line, &mut words);
        words
    }

    /// The blocks in order.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get(self.skip..).unwrap_or_default()
    }

    /// The hash of the content.
    pub fn key(&self) -> Key {
        self.key
    }

    /// Whether the whole of it is shown wherever it is shown: no section has an audience, and there are no footnotes.
    pub fn is_one(&self) -> bool {
        !self.is_parted
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.blocks().is_empty()
    }

    /// The same tree without its first `count` blocks, sharing the rest; another tree by its hash.
    pub(super) fn without_first(&self, count: usize) -> Self {
        let skip = self.skip + count;
        let key = Key::of([b"without first".as_slice(), &self.key.0.to_le_bytes(), &(count as u64).to_le_bytes()]);
        Self { blocks: self.blocks.clone(), skip, key, ..*self }
    }

    /// A tree of some blocks of this one: all but those of the given numbers.
    fn with_only(&self, blocks: Vec<Block>, left_out: &[usize]) -> Self {
        let numbers: Vec<u8> = left_out.iter().flat_map(|number| (*number as u64).to_le_bytes()).collect();
        let key = Key::of([b"without".as_slice(), &self.key.0.to_le_bytes(), &numbers]);
        Self { blocks: blocks.into(), skip: 0, key, ..*self }
    }

    /// The plain words, without markup and addresses; blocks are parted by a line break. Link texts are kept.
    pub fn plain(&self) -> String {
        let mut words = String::new();
        plain_blocks(self.blocks(), &mut words);
        words.truncate(words.trim_end().len());
        words
    }
}

impl PartialEq for Prose {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Prose {}

impl Hash for Prose {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// A block of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: level 1 to 6, its id on the page, its words, and for whom its section is (all, when absent).
    Heading {
        /// 1 to 6.
        level: u8,
        /// Unique on its page.
        id: Box<str>,
        /// The words.
        text: Vec<Inline>,
        /// The audience of the whole section, from `## Title {audience=managers}`.
        audience: Option<Box<str>>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Words without a paragraph around them: items of tight lists, one-line texts of definitions.
    Bare(Vec<Inline>),
    /// A list, numbered from `start` where there is one.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The entries.
        items: Vec<Item>,
    },
    /// A quotation, or an alert of the given kind (`note`, `tip`, `important`, `warning`, `caution`).
    Quote {
        /// The kind of alert.
        alert: Option<&'static str>,
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A block of code in the given language (empty when none was named).
    Code {
        /// The first word after the fence.
        language: Box<str>,
        /// The code, with its final line break.
        text: Box<str>,
    },
    /// A figure or table that a typed fence asks for.
    Fence(Arc<Fence>),
    /// A table.
    Table {
        /// One alignment a column.
        align: Vec<Align>,
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The cells of each row.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A list of definitions: each with its terms' words and what they mean.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// The footnote of the given label.
    Footnote {
        /// The label that the author gave, unique on its page.
        label: Box<str>,
        /// The note.
        blocks: Vec<Block>,
    },
    /// A thematic break.
    Rule,
    /// Raw HTML as written: not to be trusted, sanitised when it is rendered.
    Html(Box<str>),
}

impl Block {
    /// The plain words: see [`Prose::plain`].
    pub fn plain(&self) -> String {
        let mut words = String::new();
        plain_blocks(std::slice::from_ref(self), &mut words);
        words
    }

    /// Whether something holds of the block or of one inside it.
    pub fn any(&self, test: &dyn Fn(&Self) -> bool) -> bool {
        let any = |blocks: &[Self]| blocks.iter().any(|block| block.any(test));
        test(self)
            || match self {
                Self::Quote { blocks, .. } | Self::Footnote { blocks, .. } => any(blocks),
                Self::List { items, .. } => items.iter().any(|item| any(&item.blocks)),
                Self::Definitions(entries) => entries.iter().flat_map(|(_, meanings)| meanings).any(|it| any(it)),
                _ => false,
            }
    }
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whether it is a task, and whether that is done.
    pub task: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// How a column of a table is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the language runs.
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// Words and what is inside a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text(Box<str>),
    /// Code.
    Code(Box<str>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck through.
    Strike(Vec<Inline>),
    /// A link: its number in the table beside the tree, its words (none: the title of what it leads to).
    Link {
        /// The number in the table of links.
        link: u32,
        /// The title attribute, often empty.
        title: Box<str>,
        /// The words.
        text: Vec<Inline>,
    },
    /// An image: its number in the table of links, and its words for those who do not see it.
    Image {
        /// The number in the table of links.
        link: u32,
        /// The title attribute, often empty.
        title: Box<str>,
        /// The alternative text.
        alt: Box<str>,
    },
    /// A reference to the footnote of the given label.
    Footnote(Box<str>),
    /// A line break that only the source has.
    SoftBreak,
    /// A line break.
    HardBreak,
    /// Raw HTML as written: not to be trusted, sanitised when it is rendered.
    Html(Box<str>),
}

/// A tree with the table of its links as one stage knows them: `L` is a place, a target, then an address.
#[derive(Clone, Debug)]
pub struct Text<L> {
    /// The tree.
    pub prose: Prose,
    /// The links by the numbers in the tree.
    pub links: Arc<[L]>,
    /// Words that become links although the author did not mark them.
    pub marks: Arc<[Mark<L>]>,
}

/// A run of words in one [`Inline::Text`] that becomes a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark<L> {
    /// Which text: counts the [`Inline::Text`] nodes of the tree in reading order from 0, including those in headings and links.
    pub node: u32,
    /// The first byte in it.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// Where it leads.
    pub link: L,
}

impl<L> Text<L> {
    /// A text without automatic links.
    pub fn new(prose: Prose, links: Vec<L>) -> Self {
        Self { prose, links: links.into(), marks: Arc::from([]) }
    }

    /// The same text without the heading of level 1 that it begins with, if it does.
    pub fn without_title(&self) -> Self
    where
        L: Clone,
    {
        let (prose, links, marks) = (self.prose.without_title(), self.links.clone(), self.marks.clone());
        Self { prose, links, marks }
    }

    /// The same text without the blocks of the given numbers, which rise. Automatic links keep their words.
    pub fn without_blocks(&self, numbers: &[usize]) -> Self
    where
        L: Clone,
    {
        if numbers.is_empty() {
            return self.clone();
        }
        let mut kept = Vec::new();
        let mut moved = Vec::new();
        for (number, block) in self.prose.blocks().iter().enumerate() {
            let nodes = count_texts(std::slice::from_ref(block));
            let stays = numbers.binary_search(&number).is_err();
            moved.extend(std::iter::repeat_n(stays, nodes as usize));
            if stays {
                kept.push(block.clone());
            }
        }
        let place = |node: u32| {
            let before = moved.get(..node as usize)?;
            moved.get(node as usize)?.then(|| before.iter().filter(|stays| **stays).count() as u32)
        };
        let marks =
            self.marks.iter().filter_map(|mark| Some(Mark { node: place(mark.node)?, ..mark.clone() })).collect();
        Self { prose: self.prose.with_only(kept, numbers), links: self.links.clone(), marks }
    }

    /// The same tree with each link seen by the next stage.
    pub fn map<M>(&self, mut next: impl FnMut(&L) -> M) -> Text<M> {
        let links = self.links.iter().map(&mut next).collect();
        let mark = |mark: &Mark<L>| Mark { node: mark.node, start: mark.start, end: mark.end, link: next(&mark.link) };
        let marks = self.marks.iter().map(mark).collect();
        Text { prose: self.prose.clone(), links, marks }
    }

    /// The plain words: see [`Prose::plain`].
    pub fn plain(&self) -> String {
        self.prose.plain()
    }
}

impl<L: PartialEq> PartialEq for Text<L> {
    fn eq(&self, other: &Self) -> bool {
        self.prose == other.prose && self.links == other.links && self.marks == other.marks
    }
}

impl<L: Eq> Eq for Text<L> {}

impl<L: Hash> Hash for Text<L> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.prose.hash(state);
        self.links.hash(state);
        self.marks.hash(state);
    }
}

fn plain_blocks(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Bare(text) => plain_line(text, words),
            Block::List { items, .. } => items.iter().for_each(|item| plain_blocks(&item.blocks, words)),
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => plain_blocks(blocks, words),
            Block::Code { text, .. } => words.push_str(text),
            Block::Fence(fence) => {
                words.push_str(&fence.words());
                words.push('\n');
            }
            Block::Table { head, rows, .. } => {
                std::iter::once(head).chain(rows).flatten().for_each(|cell| plain_line(cell, words));
            }
            Block::Definitions(entries) => {
                for (term, meanings) in entries {
                    plain_line(term, words);
                    meanings.iter().for_each(|blocks| plain_blocks(blocks, words));
                }
            }
            Block::Rule | Block::Html(_) => {}
        }
    }
}

fn plain_line(text: &[Inline], words: &mut String) {
    plain_inlines(text, words);
    words.push('\n');
}

pub(super) fn plain_inlines(text: &[Inline], words: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => words.push_str(text),
            Inline::Emphasis(text) | Inline::Strong(text) | Inline::Strike(text) | Inline::Link { text, .. } => {
                plain_inlines(text, words);
            }
            Inline::SoftBreak | Inline::HardBreak => words.push(' '),
            Inline::Footnote(_) | Inline::Html(_) => {}
        }
    }
}

/// How many [`Inline::Text`] nodes the blocks hold.
fn count_texts(blocks: &[Block]) -> u32 {
    blocks.iter().map(count_in_block).sum()
}

fn count_in_block(block: &Block) -> u32 {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Bare(text) => count_in_line(text),
        Block::List { items, .. } => items.iter().map(|item| count_texts(&item.blocks)).sum(),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => count_texts(blocks),
        Block::Table { head, rows, .. } => {
            std::iter::once(head).chain(rows).flatten().map(|cell| count_in_line(cell)).sum()
        }
        Block::Definitions(entries) => {
            let meanings = |meanings: &[Vec<Block>]| meanings.iter().map(|blocks| count_texts(blocks)).sum::<u32>();
            entries.iter().map(|(term, means)| count_in_line(term) + meanings(means)).sum()
        }
        Block::Code { .. } | Block::Fence(_) | Block::Rule | Block::Html(_) => 0,
    }
}

fn count_in_line(text: &[Inline]) -> u32 {
    let count = |inline: &Inline| match inline {
        Inline::Text(_) => 1,
        Inline::Emphasis(text) | Inline::Strong(text) | Inline::Strike(text) | Inline::Link { text, .. } => {
            count_in_line(text)
        }
        _ => 0,
    };
    text.iter().map(count).sum()
}
