//! The plain words of a page's Markdown, with the titles of what is linked without words of the author's own.

use crate::base::{Block, Inline};
use crate::view::page::{Href, Page, Words};

/// Reads the words of a page.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) page: &'a Page,
}

impl<'a> Reader<'a> {
    /// The plain words of a passage, lines parted by a line break.
    pub(super) fn plain(&self, words: Words) -> String {
        let mut text = String::new();
        if let Some((blocks, links)) = self.tree(words) {
            blocks_to(blocks, links, &mut text);
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// The blocks of a passage and the addresses of its links.
    pub(super) fn tree(&self, words: Words) -> Option<(&'a [Block], &'a [Href])> {
        self.page.texts.get(words.0).map(|passage| (passage.text.prose.blocks(), &*passage.text.links))
    }
}

/// Adds the words of blocks, each on a line of its own.
pub(super) fn blocks_to(blocks: &[Block], links: &[Href], text: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { text: words, .. } | Block::Paragraph(words) | Block::Bare(words) => {
                line_to(words, links, text);
            }
            Block::List { items, .. } => items.iter().for_each(|item| blocks_to(&item.blocks, links, text)),
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => blocks_to(blocks, links, text),
            Block::Code { text: code, .. } => text.push_str(code),
            Block::Fence(fence) => {
                text.push_str(&fence.words());
                text.push('\n');
            }
            Block::Table { head, rows, .. } => {
                std::iter::once(head).chain(rows).flatten().for_each(|cell| line_to(cell, links, text));
            }
            Block::Definitions(entries) => {
                for (term, meanings) in entries {
                    line_to(term, links, text);
                    meanings.iter().for_each(|blocks| blocks_to(blocks, links, text));
                }
            }
            Block::Rule | Block::Html(_) => {}
        }
    }
}

/// Adds the words of a line and a line break.
pub(super) fn line_to(line: &[Inline], links: &[Href], text: &mut String) {
    inlines_to(line, links, text);
    text.push('\n');
}

fn inlines_to(line: &[Inline], links: &[Href], text: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Image { alt: words, .. } => text.push_str(words),
            Inline::Link { link, text: words, .. } if words.is_empty() => {
                text.push_str(links.get(*link as usize).map_or("", |href| &href.words));
            }
            Inline::Emphasis(words) | Inline::Strong(words) | Inline::Strike(words) => inlines_to(words, links, text),
            Inline::Link { text: words, .. } => inlines_to(words, links, text),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::Footnote(_) | Inline::Html(_) => {}
        }
    }
}
