//! Nodes of the tree whose end has not been seen yet, and what they become.

use crate::base::{Align, Block, Inline, Item};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Tag};
use std::ops::Range;

/// An open node with what is finished inside it.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) node: Node,
    pub(super) blocks: Vec<Block>,
    /// Words; in a node that holds blocks they become [`Block::Bare`].
    pub(super) inlines: Vec<Inline>,
}

#[derive(Debug, Default)]
pub(super) enum Node {
    #[default]
    Root,
    Paragraph,
    Heading(Heading),
    Quote(Option<&'static str>),
    Code(Box<str>),
    Html,
    List(Option<u64>, Vec<Item>),
    Item(Option<bool>),
    Footnote(Box<str>),
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    Term,
    Meaning,
    Table(Table),
    Head(Vec<Vec<Inline>>),
    Row(Vec<Vec<Inline>>),
    Cell,
    Emphasis,
    Strong,
    Strike,
    Link(u32, Box<str>),
    /// A wikilink without words of its own.
    Name(u32),
    Image(u32, Box<str>),
    /// What has no meaning here; its words are kept.
    Other,
}

#[derive(Debug)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) id: Option<Box<str>>,
    pub(super) audience: Option<Box<str>>,
    /// The byte of the source at which it begins.
    pub(super) at: usize,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) align: Vec<Align>,
    pub(super) head: Vec<Vec<Inline>>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
}

impl Node {
    /// The node that a tag opens which is not a link or an image and stands at `range`.
    pub(super) fn of(tag: Tag<'_>, range: &Range<usize>) -> Self {
        match tag {
            Tag::Paragraph => Self::Paragraph,
            Tag::Heading { level, id, attrs, .. } => {
                let audience = attrs.into_iter().find(|(name, _)| &**name == "audience").and_then(|(_, value)| value);
                let audience = audience.map(|value| value.trim_matches(['"', '\'']).into());
                Self::Heading(Heading { level: level as u8, id: id.map(boxed), audience, at: range.start })
            }
            Tag::BlockQuote(kind) => Self::Quote(kind.map(alert)),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Self::Code(language(&info)),
            Tag::CodeBlock(CodeBlockKind::Indented) => Self::Code("".into()),
            Tag::HtmlBlock => Self::Html,
            Tag::List(start) => Self::List(start, Vec::new()),
            Tag::Item => Self::Item(None),
            Tag::FootnoteDefinition(label) => Self::Footnote(boxed(label)),
            Tag::DefinitionList => Self::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Self::Term,
            Tag::DefinitionListDefinition => Self::Meaning,
            Tag::Table(align) => {
                Self::Table(Table { align: align.into_iter().map(alignment).collect(), ..Table::default() })
            }
            Tag::TableHead => Self::Head(Vec::new()),
            Tag::TableRow => Self::Row(Vec::new()),
            Tag::TableCell => Self::Cell,
            Tag::Emphasis => Self::Emphasis,
            Tag::Strong => Self::Strong,
            Tag::Strikethrough => Self::Strike,
            _ => Self::Other,
        }
    }
}

impl Open {
    /// Adds words inside.
    pub(super) fn push(&mut self, inline: Inline) {
        self.inlines.push(inline);
    }

    /// Adds a block inside, after the words so far.
    pub(super) fn push_block(&mut self, block: Block) {
        self.wrap();
        self.blocks.push(block);
    }

    /// All that is inside, as blocks.
    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.wrap();
        self.blocks
    }

    /// What this becomes when it was the given node; one that has no meaning where it stands becomes what it holds.
    pub(super) fn into_block(self, node: Node) -> Vec<Block> {
        vec![match node {
            Node::Paragraph => Block::Paragraph(self.inlines),
            Node::Quote(alert) => Block::Quote { alert, blocks: self.into_blocks() },
            Node::Code(language) => Block::Code { language, text: self.into_source() },
            Node::Html => Block::Html(self.into_source()),
            Node::List(start, items) => Block::List { start, items },
            Node::Footnote(label) => Block::Footnote { label, blocks: self.into_blocks() },
            Node::Definitions(entries) => Block::Definitions(entries),
            Node::Table(Table { align, head, rows }) => Block::Table { align, head, rows },
            _ => return self.into_blocks(),
        }]
    }

    /// The code or HTML inside: the words alone, with plain line breaks.
    pub(super) fn into_source(self) -> Box<str> {
        let words = self.inlines.into_iter().filter_map(|inline| match inline {
            Inline::Text(text) => Some(text),
            _ => None,
        });
        let mut words = words.collect::<Vec<_>>();
        let source = if words.len() == 1 { words.swap_remove(0) } else { words.concat().into() };
        if source.contains('\r') { source.replace("\r\n", "\n").replace('\r', "\n").into() } else { source }
    }

    fn wrap(&mut self) {
        while matches!(self.inlines.last(), Some(Inline::SoftBreak)) {
            self.inlines.pop();
        }
        if !self.inlines.is_empty() {
            self.blocks.push(Block::Bare(std::mem::take(&mut self.inlines)));
        }
    }
}

/// The part of a line that the given node becomes.
pub(super) fn inline(node: Node, text: Vec<Inline>) -> Inline {
    match node {
        Node::Strong => Inline::Strong(text),
        Node::Strike => Inline::Strike(text),
        Node::Link(link, title) => Inline::Link { link, title, text },
        Node::Name(link) => Inline::Link { link, title: "".into(), text: Vec::new() },
        Node::Image(link, title) => {
            let mut alt = String::new();
            words(&text, &|_| "", &mut alt);
            Inline::Image { link, title, alt: alt.into() }
        }
        _ => Inline::Emphasis(text),
    }
}

/// The plain words, where `name` gives those of a link that has none of its own.
pub(super) fn words<'a>(inlines: &'a [Inline], name: &dyn Fn(u32) -> &'a str, into: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Link { link, text, .. } if text.is_empty() => into.push_str(name(*link)),
            Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => into.push_str(text),
            Inline::Emphasis(text) | Inline::Strong(text) | Inline::Strike(text) | Inline::Link { text, .. } => {
                words(text, name, into);
            }
            Inline::SoftBreak | Inline::HardBreak => into.push(' '),
            Inline::Footnote(_) | Inline::Html(_) => {}
        }
    }
}

pub(super) fn boxed(text: CowStr<'_>) -> Box<str> {
    Box::from(&*text)
}

/// The first word after a fence; what editors write after a comma (`rust,ignore`) or in braces is left out.
fn language(info: &str) -> Box<str> {
    let word = info.split_whitespace().next().unwrap_or_default();
    word.split([',', '{']).next().unwrap_or_default().into()
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn alignment(align: Alignment) -> Align {
    match align {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
