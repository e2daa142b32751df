//! A figure or table in a text: what an author asked for with a typed fence of Markdown.
//!
//! Names in it are numbers into the table of links beside the text, so that each stage sees them as its own links.

use super::{Block, Drawing, Prose};
use std::sync::Arc;

/// A typed fence: a block of code whose language asks for a figure or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// Its number among the fences of its text, from 0.
    pub number: u32,
    /// The word after the fence, such as `ladder`.
    pub language: Box<str>,
    /// What stands between the fences, with its final line break.
    pub source: Box<str>,
    /// What it shows: in the author's words, else those of the nearest heading before it.
    pub title: Option<Box<str>>,
    /// Whether the author gave the title for this fence.
    pub titled: bool,
    /// What is asked for.
    pub body: Body,
}

/// What a typed fence asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// It cannot be read: what is wrong, in a sentence. Its place has been reported.
    Faulty(Box<str>),
    /// A drawing; one link for each of its spots.
    Mermaid(Arc<Drawing>, Box<[u32]>),
    /// The ladder of what is named.
    Ladder(Scope),
    /// Ways that lead from one name to the next.
    Chains(Box<[Box<[Name]>]>),
    /// The pathway that is named.
    Pathway(u32),
    /// Steps on a time line.
    Steps(Box<[Step]>),
    /// The pay of what is named.
    Pay {
        /// Of what.
        of: Scope,
        /// Only what is paid in this market.
        market: Option<Box<str>>,
        /// Only what is paid at this place.
        place: Option<Box<str>>,
    },
    /// The competencies of what is named.
    Matrix {
        /// Of what.
        of: Scope,
        /// Only these competencies; all, when empty.
        competencies: Box<[u32]>,
        /// Only the competencies of this area.
        area: Option<u32>,
    },
    /// Levels side by side.
    Compare(Scope),
}

/// What a figure or table is about, as numbers of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A ladder.
    Family(u32),
    /// A track.
    Track(u32),
    /// Levels in the author's order.
    Levels(Box<[u32]>),
}

/// A name in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name as written.
    pub words: Box<str>,
    /// The level that it may mean.
    pub link: u32,
}

/// A step on a time line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When, such as `Month 1–3`.
    pub when: Box<str>,
    /// What it is about.
    pub what: Box<str>,
    /// What to do.
    pub items: Box<[Box<str>]>,
}

impl Fence {
    /// The words that search and summaries may use: those of which nothing is a name that an audience may not see.
    pub fn words(&self) -> String {
        match &self.body {
            Body::Mermaid(drawing, _) => drawing.lines.join("\n"),
            Body::Steps(steps) => {
                let words = steps.iter().flat_map(|step| [&step.when, &step.what].into_iter().chain(&step.items));
                words.map(AsRef::as_ref).collect::<Vec<&str>>().join("\n")
            }
            _ => String::new(),
        }
    }

    /// The numbers of its links, in order.
    pub fn links(&self) -> Vec<u32> {
        match &self.body {
            Body::Faulty(_) | Body::Steps(_) => Vec::new(),
            Body::Mermaid(_, links) => links.to_vec(),
            Body::Chains(chains) => chains.iter().flatten().map(|name| name.link).collect(),
            Body::Pathway(link) => vec![*link],
            Body::Ladder(of) | Body::Pay { of, .. } | Body::Compare(of) => of.links().to_vec(),
            Body::Matrix { of, competencies, area } => {
                of.links().iter().chain(competencies).chain(area).copied().collect()
            }
        }
    }

    /// The words of a drawing or a chain that may be titles of levels, each with its link.
    pub fn names(&self) -> Vec<(&str, u32)> {
        match &self.body {
            Body::Mermaid(drawing, links) => {
                let spots = drawing.spots.iter().zip(links).filter(|(spot, _)| spot.target.is_none());
                spots.map(|(spot, link)| (spot.label.as_str(), *link)).collect()
            }
            Body::Chains(chains) => chains.iter().flatten().map(|name| (&*name.words, name.link)).collect(),
            _ => Vec::new(),
        }
    }
}

impl Scope {
    /// The numbers of its links.
    pub fn links(&self) -> &[u32] {
        match self {
            Self::Family(link) | Self::Track(link) => std::slice::from_ref(link),
            Self::Levels(links) => links,
        }
    }
}

impl Prose {
    /// All typed fences in reading order, those inside lists, quotations and notes included.
    pub fn fences(&self) -> Vec<&Fence> {
        let mut found = Vec::new();
        collect(self.blocks(), &mut found);
        found
    }
}

fn collect<'a>(blocks: &'a [Block], into: &mut Vec<&'a Fence>) {
    for block in blocks {
        match block {
            Block::Fence(fence) => into.push(fence),
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => collect(blocks, into),
            Block::List { items, .. } => items.iter().for_each(|item| collect(&item.blocks, into)),
            Block::Definitions(entries) => {
                entries.iter().flat_map(|(_, meanings)| meanings).for_each(|blocks| collect(blocks, into));
            }
            _ => {}
        }
    }
}
