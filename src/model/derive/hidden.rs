//! Parts of a text that are not for all readers: sections under a heading with an audience.

use crate::base::Block;
use crate::model::handbook::Handbook;
use crate::model::readers::Readers;
use crate::model::things::{Audience, Text};
use crate::model::walk::{Piece, Walk};
use std::collections::HashSet;

/// What of a text its readers may not see.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// The numbers of the links.
    pub(super) links: HashSet<usize>,
    /// The numbers of the runs of words.
    pub(super) nodes: HashSet<u32>,
}

impl Hidden {
    /// What of `text` the readers may not see.
    pub(super) fn of(text: &Text, handbook: &Handbook, readers: Readers) -> Self {
        let is_marked = |block: &Block| matches!(block, Block::Heading { audience: Some(_), .. });
        match text.prose.blocks().iter().any(is_marked) {
            true => Self::under_headings(text.prose.blocks(), handbook, readers),
            false => Self::default(),
        }
    }

    fn under_headings(blocks: &[Block], handbook: &Handbook, readers: Readers) -> Self {
        let mut hidden = Self::default();
        let mut walk = Walk::default();
        // The level of the heading whose section is hidden.
        let mut under: Option<u8> = None;
        for block in blocks {
            if let Block::Heading { level, audience, .. } = block
                && under.is_none_or(|under| *level <= under)
            {
                let seen = audience.as_ref().is_none_or(|name| readers.see(called(name, handbook)));
                under = (!seen).then_some(*level);
            }
            walk.block(block, &mut |piece| match piece {
                _ if under.is_none() => {}
                Piece::Text { node, .. } => {
                    hidden.nodes.insert(node);
                }
                Piece::Link(link) => {
                    hidden.links.insert(link as usize);
                }
            });
        }
        hidden
    }
}

/// The audience of a name; an unknown one is the narrowest.
fn called(name: &str, handbook: &Handbook) -> Audience {
    let known = handbook.settings.audiences.iter().position(|audience| audience.value == name);
    Audience(known.unwrap_or(usize::MAX))
}
