//! The headings of a tree of Markdown: its title, its contents list.

use super::prose::plain_inlines;
use super::{Block, Inline, Key, Prose};
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

/// A heading, for lists of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// 1 to 6.
    pub level: u8,
    /// Its id on the page.
    pub id: &'a str,
    /// Its words with their markup.
    pub text: &'a [Inline],
    /// For whom its section is; all, when absent.
    pub audience: Option<&'a str>,
}

impl Entry<'_> {
    /// The plain words of the heading.
    pub fn plain(&self) -> String {
        let mut words = String::new();
        plain_inlines(self.text, &mut words);
        words
    }
}

/// The ids of a page's headings; hashed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingIds {
    ids: BTreeSet<Box<str>>,
    key: Key,
}

impl HeadingIds {
    /// Whether there is a heading of that id.
    pub fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// All ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(AsRef::as_ref)
    }
}

impl Hash for HeadingIds {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl Prose {
    /// The headings in reading order. Those inside quotations, lists and notes are not part of it.
    pub fn outline(&self) -> impl Iterator<Item = Entry<'_>> {
        self.blocks().iter().filter_map(|block| match block {
            Block::Heading { level, id, text, audience } => {
                Some(Entry { level: *level, id, text, audience: audience.as_deref() })
            }
            _ => None,
        })
    }

    /// The ids of all headings, those inside quotations, lists and notes as well.
    pub fn heading_ids(&self) -> HeadingIds {
        let mut ids = BTreeSet::new();
        heading_ids(self.blocks(), &mut ids);
        HeadingIds { key: Key::of_value(&ids), ids }
    }

    /// The plain words of the first heading of level 1.
    pub fn title(&self) -> Option<String> {
        self.outline().find(|entry| entry.level == 1).map(|entry| entry.plain())
    }

    /// The same tree without the heading of level 1 that it begins with, if it does; the rest is shared.
    #[must_use]
    pub fn without_title(&self) -> Self {
        match self.blocks().first() {
            Some(Block::Heading { level: 1, .. }) => self.without_first(1),
            _ => self.clone(),
        }
    }
}

fn heading_ids(blocks: &[Block], ids: &mut BTreeSet<Box<str>>) {
    for block in blocks {
        match block {
            Block::Heading { id, .. } => {
                ids.insert(id.clone());
            }
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => heading_ids(blocks, ids),
            Block::List { items, .. } => items.iter().for_each(|item| heading_ids(&item.blocks, ids)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, id: &str) -> Block {
        let text = vec![Inline::Text("About ".into()), Inline::Code(id.into())];
        Block::Heading { level, id: id.into(), text, audience: None }
    }

    #[test]
    fn outline_and_title_come_from_the_headings() {
        let prose = Prose::new("page", "…", vec![heading(1, "a"), Block::Rule, heading(3, "b")]);
        let outline: Vec<_> = prose.outline().map(|entry| (entry.level, entry.id, entry.plain())).collect();
        assert_eq!(outline, [(1, "a", "About a".to_owned()), (3, "b", "About b".to_owned())]);
        assert_eq!(prose.title().as_deref(), Some("About a"));
        let rest = prose.without_title();
        assert_eq!(rest.blocks(), [Block::Rule, heading(3, "b")]);
        assert_ne!(rest, prose);
        assert_eq!(rest, prose.without_title());
        assert_eq!(rest.without_title(), rest);
    }
}
