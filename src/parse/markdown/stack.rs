//! The nodes that are open while a tree is built, with what is finished inside them.
//!
//! All nodes share two vectors, each with its own part at the end, so that finished nodes get vectors of just their
//! size: most hold one or two things, and there are many of them.

use super::node::Node;
use crate::base::{Block, Inline};

/// The open nodes.
#[derive(Debug, Default)]
pub(super) struct Stack {
    top: Open,
    /// The nodes around it, outermost first.
    outer: Vec<Open>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

/// An open node, and where what is inside it begins.
#[derive(Debug, Default)]
struct Open {
    node: Node,
    blocks: usize,
    inlines: usize,
}

/// A node that has ended. One that holds blocks has no words beside them.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) node: Node,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
}

impl Stack {
    /// How many nodes are open around the innermost one.
    pub(super) fn depth(&self) -> usize {
        self.outer.len()
    }

    /// The innermost node.
    pub(super) fn top(&mut self) -> &mut Node {
        &mut self.top.node
    }

    /// The node around the innermost one.
    pub(super) fn parent(&mut self) -> Option<&mut Node> {
        self.outer.last_mut().map(|open| &mut open.node)
    }

    /// All open nodes.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.outer.iter().chain([&self.top]).map(|open| &open.node)
    }

    /// Opens a node inside the innermost one.
    pub(super) fn open(&mut self, node: Node) {
        let open = Open { node, blocks: self.blocks.len(), inlines: self.inlines.len() };
        self.outer.push(std::mem::replace(&mut self.top, open));
    }

    /// Adds words inside the innermost node.
    pub(super) fn push(&mut self, inline: Inline) {
        self.inlines.push(inline);
    }

    /// Adds a block inside the innermost node, after its words so far.
    pub(super) fn push_block(&mut self, block: Block) {
        self.wrap();
        self.blocks.push(block);
    }

    /// Parts the words so far from the next, where there are any.
    pub(super) fn part(&mut self) {
        if !matches!(self.inlines.get(self.top.inlines..).and_then(<[_]>::last), None | Some(Inline::SoftBreak)) {
            self.inlines.push(Inline::SoftBreak);
        }
    }

    /// Ends the innermost node; the outermost one never ends this way.
    pub(super) fn close(&mut self) -> Option<Closed> {
        let outer = self.outer.pop()?;
        if self.top.node.holds_blocks() {
            self.wrap();
        }
        let Open { node, blocks, inlines } = std::mem::replace(&mut self.top, outer);
        Some(Closed { node, blocks: self.blocks.split_off(blocks), inlines: self.inlines.split_off(inlines) })
    }

    /// Ends the outermost node, the only one left.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.wrap();
        self.blocks
    }

    /// Makes a block of the words that stand in the innermost node beside its blocks.
    fn wrap(&mut self) {
        let mut words = self.inlines.split_off(self.top.inlines);
        while matches!(words.last(), Some(Inline::SoftBreak)) {
            words.pop();
        }
        if !words.is_empty() {
            self.blocks.push(Block::Bare(words));
        }
    }
}
