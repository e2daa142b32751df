//! The parts of a Markdown text, and what of the tree each becomes.

use super::stack::Closed;
use crate::base::{Align, Block, Inline, Item};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Tag};
use std::ops::Range;

/// What a part of a Markdown text is.
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

    /// Whether this is a part of a line.
    pub(super) fn is_inline(&self) -> bool {
        matches!(self, Self::Emphasis | Self::Strong | Self::Strike | Self::Link(..) | Self::Name(_) | Self::Image(..))
    }

    /// Whether blocks stand inside, rather than words or parts of the node's own.
    pub(super) fn holds_blocks(&self) -> bool {
        matches!(self, Self::Root | Self::Quote(_) | Self::Item(_) | Self::Footnote(_) | Self::Meaning | Self::Other)
    }
}

impl Closed {
    /// The block that this becomes; what has no meaning where it stands becomes what it holds.
    pub(super) fn into_block(self) -> Result<Block, Vec<Block>> {
        let Self { node, blocks, inlines } = self;
        Ok(match node {
            Node::Paragraph => Block::Paragraph(inlines),
            Node::Quote(alert) => Block::Quote { alert, blocks },
            Node::Code(language) => Block::Code { language, text: source(inlines) },
            Node::Html => Block::Html(source(inlines)),
            Node::List(start, mut items) => {
                items.shrink_to_fit();
                Block::List { start, items }
            }
            Node::Footnote(label) => Block::Footnote { label, blocks },
            Node::Definitions(entries) => Block::Definitions(entries),
            Node::Table(Table { align, head, rows }) => Block::Table { align, head, rows },
            _ => return Err(blocks),
        })
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

/// Code or HTML: its words alone, with plain line breaks.
fn source(inlines: Vec<Inline>) -> Box<str> {
    let words = inlines.into_iter().filter_map(|inline| match inline {
        Inline::Text(text) => Some(text),
        _ => None,
    });
    let mut words = words.collect::<Vec<_>>();
    let source = if words.len() == 1 { words.swap_remove(0) } else { words.concat().into() };
    if source.contains('\r') { source.replace("\r\n", "\n").replace('\r', "\n").into() } else { source }
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
