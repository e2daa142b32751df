//! The words and links of a tree of Markdown in reading order.

use crate::base::{Block, Inline};

/// What one comes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// An [`Inline::Text`].
    Text {
        /// Its number, as [`Mark`](crate::base::Mark) counts.
        node: u32,
        /// Its words.
        words: &'a str,
        /// Whether it stands in a sentence: in a paragraph or an entry of a list, and not in a link.
        flows: bool,
    },
    /// A link or an image, by its number in the table of links.
    Link(u32),
}

/// A walk through a tree, one block after the other.
#[derive(Debug, Default)]
pub(super) struct Walk {
    nodes: u32,
}

impl Walk {
    /// Walks through one of the outermost blocks.
    pub(super) fn block<'a>(&mut self, block: &'a Block, visit: &mut impl FnMut(Piece<'a>)) {
        match block {
            // A line by itself is a title, a fact or an entry of YAML.
            Block::Bare(text) => self.inlines(text, false, visit),
            block => self.inner(block, visit),
        }
    }

    fn inner<'a>(&mut self, block: &'a Block, visit: &mut impl FnMut(Piece<'a>)) {
        match block {
            Block::Paragraph(text) | Block::Bare(text) => self.inlines(text, true, visit),
            Block::Heading { text, .. } => self.inlines(text, false, visit),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks, visit)),
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => self.blocks(blocks, visit),
            Block::Table { head, rows, .. } => {
                let cells = std::iter::once(head).chain(rows).flatten();
                cells.for_each(|cell| self.inlines(cell, false, visit));
            }
            Block::Definitions(entries) => {
                for (term, meanings) in entries {
                    self.inlines(term, false, visit);
                    meanings.iter().for_each(|blocks| self.blocks(blocks, visit));
                }
            }
            Block::Fence(fence) => fence.links().into_iter().for_each(|link| visit(Piece::Link(link))),
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }

    fn blocks<'a>(&mut self, blocks: &'a [Block], visit: &mut impl FnMut(Piece<'a>)) {
        blocks.iter().for_each(|block| self.inner(block, visit));
    }

    fn inlines<'a>(&mut self, inlines: &'a [Inline], flows: bool, visit: &mut impl FnMut(Piece<'a>)) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => {
                    visit(Piece::Text { node: self.nodes, words, flows });
                    self.nodes += 1;
                }
                Inline::Emphasis(text) | Inline::Strong(text) | Inline::Strike(text) => {
                    self.inlines(text, flows, visit);
                }
                Inline::Link { link, text, .. } => {
                    visit(Piece::Link(*link));
                    self.inlines(text, false, visit);
                }
                Inline::Image { link, .. } => visit(Piece::Link(*link)),
                Inline::Code(_) | Inline::Footnote(_) | Inline::SoftBreak | Inline::HardBreak | Inline::Html(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::{Origin, page};
    use std::sync::Arc;

    #[test]
    fn counts_all_words_and_tells_which_flow() {
        let source = "# H\n\na *b* `c` [d](x) ![e](y)\n\n- f\n\n| g |\n|---|\n| h |\n\n> i\n\nj\n: k\n";
        let (text, _) = page(source, Origin::Exact { file: &Arc::from("a.md"), offset: 0 });
        let mut found = Vec::new();
        let mut walk = Walk::default();
        for block in text.prose.blocks() {
            walk.block(block, &mut |piece| match piece {
                Piece::Text { node, words, flows } => found.push((node as usize, words.trim(), flows)),
                Piece::Link(link) => found.push((link as usize, "→", false)),
            });
        }
        let texts: Vec<_> = found.iter().filter(|(_, words, _)| *words != "→").collect();
        assert!(texts.iter().enumerate().all(|(at, (node, ..))| at == *node));
        let flowing: String = texts.iter().filter(|(.., flows)| *flows).map(|(_, words, _)| *words).collect();
        let still: String = texts.iter().filter(|(.., flows)| !*flows).map(|(_, words, _)| *words).collect();
        assert_eq!((flowing.as_str(), still.as_str()), ("abfik", "Hdghj"));
        assert_eq!(found.iter().filter(|(_, words, _)| *words == "→").count(), 2);
    }
}
