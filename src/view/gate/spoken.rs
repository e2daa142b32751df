//! What a whole text says to all, for the texts of Markdown pages: most of them are for everyone and stay as they are.

use super::secrets::spaced;
use crate::base::{Block, Memo, Prose};
use crate::view::sections;
use std::sync::Arc;

/// The words of texts that were read before.
pub type Known = Memo<Option<Arc<Spoken>>>;

/// What a text says that keeps nothing from anyone.
#[derive(Debug)]
pub struct Spoken {
    /// The words of its blocks with single spaces, each block with a space after it.
    pub(super) words: String,
    /// Those of its headings that stand in no other block.
    pub(super) headings: Vec<String>,
}

impl Spoken {
    /// What a text says; `None` where a part of it is for some.
    pub(super) fn of(prose: &Prose, known: Option<&Known>) -> Option<Arc<Self>> {
        match known {
            Some(known) => known.get_or(prose.key(), || Self::read(prose).map(Arc::new)),
            None => Self::read(prose).map(Arc::new),
        }
    }

    fn read(prose: &Prose) -> Option<Self> {
        if !sections::hidden_from(&|_| false, prose).is_empty() {
            return None;
        }
        let mut spoken = Self { words: String::new(), headings: Vec::new() };
        for block in prose.blocks() {
            let words = spaced(&words(block));
            spoken.words.push_str(&words);
            spoken.words.push(' ');
            if matches!(block, Block::Heading { .. }) {
                spoken.headings.push(words);
            }
        }
        Some(spoken)
    }
}

/// The plain words of a block.
pub(super) fn words(block: &Block) -> String {
    match block {
        Block::Html(html) => html.to_string(),
        block => block.plain(),
    }
}
