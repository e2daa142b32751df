//! What readers see today: the words of single texts, and whole texts of Markdown pages, most of which are for everyone
//! and stay as they are from build to build.

use super::secrets::{Finder, spaced};
use crate::base::{Block, Key, Memo, Prose};
use crate::view::sections;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Texts that were read before.
#[derive(Debug, Default)]
pub struct Known {
    texts: Memo<Option<Arc<Spoken>>>,
    /// By a text and some words: the numbers of those that are in it.
    found: Memo<Arc<[usize]>>,
}

impl Known {
    /// Ends a turn: what was not wanted in it nor in the `idle` turns before it is dropped.
    pub fn turn(&self, idle: u64) {
        self.texts.turn(idle);
        self.found.turn(idle);
    }
}

/// All that readers see today.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    /// The words of single texts with single spaces, each text with a space after it.
    words: String,
    /// Pages that keep nothing from anyone, by their paths: the hash of the text, and what it says.
    pages: BTreeMap<Arc<str>, (Key, Arc<Spoken>)>,
    known: Option<Arc<Known>>,
}

impl Open {
    /// Nothing yet; texts that are `known` are not read again.
    pub(super) fn new(known: Option<&Arc<Known>>) -> Self {
        Self { known: known.cloned(), ..Self::default() }
    }

    /// Adds the words of a text.
    pub(super) fn add(&mut self, words: &str) {
        self.words.push_str(&spaced(words));
        self.words.push(' ');
    }

    /// Adds the whole text of a page, if it keeps nothing from anyone; whether it does.
    pub(super) fn add_page(&mut self, path: &Arc<str>, text: &Prose) -> bool {
        let read = || Spoken::read(text).map(Arc::new);
        let spoken = self.known.as_ref().map_or_else(read, |known| known.texts.get_or(text.key(), read));
        let added = spoken.map(|spoken| self.pages.insert(path.clone(), (text.key(), spoken)));
        added.is_some()
    }

    /// Whether a page says just this.
    pub(super) fn holds(&self, path: &Arc<str>, text: &Prose) -> bool {
        self.pages.get(path).is_some_and(|(key, _)| *key == text.key())
    }

    /// The headings of a page, each with single spaces.
    pub(super) fn headings(&self, path: &Arc<str>) -> &[String] {
        self.pages.get(path).map(|(_, spoken)| spoken.headings.as_slice()).unwrap_or_default()
    }

    /// The numbers of those of some words that readers see.
    pub(super) fn find(&self, words: &[&String]) -> BTreeSet<usize> {
        let finder = Finder::new(words);
        let mut found: BTreeSet<usize> = finder.find(&self.words).collect();
        let asked = Key::of(words.iter().map(|words| words.as_bytes()));
        for (key, spoken) in self.pages.values() {
            let look = || finder.find(&spoken.words).collect::<BTreeSet<_>>().into_iter().collect();
            match &self.known {
                Some(known) => found.extend(known.found.get_or(Key::of_value(&(asked, key)), look).iter()),
                None => found.extend(finder.find(&spoken.words)),
            }
        }
        found
    }
}

/// What a text says that keeps nothing from anyone.
#[derive(Debug)]
pub struct Spoken {
    /// The words of its blocks with single spaces, each block with a space after it.
    words: String,
    /// Those of its headings that stand in no other block.
    headings: Vec<String>,
}

impl Spoken {
    /// What a text says; `None` where a part of it is for some.
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
