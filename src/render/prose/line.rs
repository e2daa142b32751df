//! Texts of one line: their words alone, without anything that may not stand in a line.

use super::{Target, Writer};
use crate::base::{Block, Inline};

impl<L: Target> Writer<'_, L> {
    /// Writes the words of the blocks, parted by line breaks.
    pub(super) fn lines(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) | Block::Bare(text) => self.one(text),
                Block::List { items, .. } => items.iter().for_each(|item| self.lines(&item.blocks)),
                Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => self.lines(blocks),
                Block::Code { text, .. } => self.one(&[Inline::Code(text.trim_end().into())]),
                Block::Table { head, rows, .. } => {
                    std::iter::once(head).chain(rows).flatten().for_each(|cell| self.one(cell));
                }
                Block::Definitions(entries) => {
                    for (term, meanings) in entries {
                        self.one(term);
                        meanings.iter().for_each(|blocks| self.lines(blocks));
                    }
                }
                Block::Html(html) => self.html(html.trim_end()),
                Block::Fence(_) | Block::Rule => {}
            }
        }
    }

    fn one(&mut self, text: &[Inline]) {
        if !self.out.is_empty() && !text.is_empty() {
            self.push("<br>\n");
        }
        self.inlines(text);
    }

    /// The plain words of a line, where a link without words has the title of what it leads to.
    pub(super) fn plain(&self, text: &[Inline]) -> String {
        let mut words = String::new();
        self.add_plain(text, &mut words);
        words
    }

    fn add_plain(&self, text: &[Inline], words: &mut String) {
        for inline in text {
            match inline {
                Inline::Link { link, text, .. } if text.is_empty() => {
                    let address = self.links.get(*link as usize).map(Target::address);
                    words.push_str(address.map_or("", |it| if it.words.is_empty() { it.href } else { it.words }));
                }
                Inline::Text(text) | Inline::Code(text) | Inline::Image { alt: text, .. } => words.push_str(text),
                Inline::Emphasis(text) | Inline::Strong(text) | Inline::Strike(text) | Inline::Link { text, .. } => {
                    self.add_plain(text, words);
                }
                Inline::SoftBreak | Inline::HardBreak => words.push(' '),
                Inline::Footnote(_) | Inline::Html(_) => {}
            }
        }
    }
}
