//! Footnotes: numbered by their first reference, written at the end of the text.

use super::{Target, Writer};
use crate::base::{Block, Inline};
use std::collections::BTreeMap;

/// The footnotes of a text that are defined and referred to, by their label in lower case.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_label: BTreeMap<String, Note>,
}

#[derive(Debug, Default)]
struct Note {
    /// From 1, in order of the first references.
    number: usize,
    /// How many references are written.
    references: usize,
    /// What the note says, once it is written.
    html: String,
}

impl Notes {
    /// The footnotes of the blocks. Notes that only other notes refer to come last.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut defined = BTreeMap::new();
        definitions(blocks, &mut defined);
        let mut notes = Self::default();
        if defined.is_empty() {
            return notes;
        }
        let mut waiting = vec![blocks];
        while !waiting.is_empty() {
            let mut labels = Vec::new();
            waiting.drain(..).for_each(|blocks| references(blocks, &mut labels));
            for label in labels {
                let number = notes.by_label.len() + 1;
                if let Some(blocks) = defined.remove(&label) {
                    notes.by_label.insert(label, Note { number, ..Note::default() });
                    waiting.push(blocks);
                }
            }
        }
        notes
    }
}

impl<L: Target> Writer<'_, L> {
    /// Writes a reference to a footnote; one that is not defined as it was written.
    pub(super) fn reference(&mut self, label: &str) {
        let Some(note) = self.notes.by_label.get_mut(&label.to_lowercase()) else {
            return self.text(&format!("[^{label}]"));
        };
        let number = note.number;
        if self.in_link {
            return self.push(&format!("<sup>{number}</sup>"));
        }
        note.references += 1;
        let (prefix, count) = (self.style.prefix, note.references);
        self.push("<sup class=\"footnote\"");
        self.attribute("id", &anchor(prefix, number, count));
        self.push("><a role=\"doc-noteref\"");
        self.attribute("href", &format!("#{prefix}fn-{number}"));
        self.push(&format!(">{number}</a></sup>"));
    }

    /// Keeps what a footnote says for the end of the text. A note that nothing refers to is dropped.
    pub(super) fn note(&mut self, label: &str, blocks: &[Block]) {
        let label = label.to_lowercase();
        let known = self.notes.by_label.contains_key(&label);
        let out = std::mem::take(&mut self.out);
        let outer = self.in_link;
        // What is dropped has no references that a note could lead back to.
        self.in_link |= !known;
        self.blocks(blocks);
        self.in_link = outer;
        let html = std::mem::replace(&mut self.out, out);
        if let Some(note) = self.notes.by_label.get_mut(&label) {
            note.html = html;
        }
    }

    /// Writes all footnotes with links back to where they are referred to.
    pub(super) fn all_notes(&mut self) {
        let mut notes: Vec<_> = std::mem::take(&mut self.notes.by_label).into_values().collect();
        if notes.is_empty() {
            return;
        }
        notes.sort_by_key(|note| note.number);
        self.push("<div class=\"footnotes\" role=\"doc-endnotes\"");
        self.attribute("aria-label", &self.style.words.notes);
        self.push(">\n<ol>\n");
        for note in notes {
            self.push("<li");
            self.attribute("id", &format!("{}fn-{}", self.style.prefix, note.number));
            self.push(">");
            let html = note.html.trim_end();
            let inside = html.strip_suffix("</p>");
            self.push(inside.unwrap_or(html));
            self.back(note.number, note.references);
            self.push(if inside.is_some() { "</p></li>\n" } else { "</li>\n" });
        }
        self.push("</ol>\n</div>\n");
    }

    fn back(&mut self, number: usize, references: usize) {
        for count in 1..=references {
            self.push(" <a class=\"back\" role=\"doc-backlink\"");
            self.attribute("href", &format!("#{}", anchor(self.style.prefix, number, count)));
            let name = format!("{} {number}", self.style.words.back);
            self.attribute("aria-label", &if count == 1 { name } else { format!("{name}-{count}") });
            self.push(&if count == 1 { ">↩</a>".to_owned() } else { format!(">↩{count}</a>") });
        }
    }
}

/// The id of the reference that is the `count`th to its note.
fn anchor(prefix: &str, number: usize, count: usize) -> String {
    if count == 1 { format!("{prefix}fnref-{number}") } else { format!("{prefix}fnref-{number}-{count}") }
}

/// Adds all footnotes in the blocks; the first of two with one label counts.
fn definitions<'a>(blocks: &'a [Block], into: &mut BTreeMap<String, &'a [Block]>) {
    for block in blocks {
        match block {
            Block::Footnote { label, blocks } => {
                into.entry(label.to_lowercase()).or_insert(blocks);
                definitions(blocks, into);
            }
            Block::Quote { blocks, .. } => definitions(blocks, into),
            Block::List { items, .. } => items.iter().for_each(|item| definitions(&item.blocks, into)),
            Block::Definitions(entries) => {
                entries.iter().flat_map(|(_, meanings)| meanings).for_each(|blocks| definitions(blocks, into));
            }
            _ => {}
        }
    }
}

/// Adds the labels of all references in the blocks, but not of those in notes.
fn references(blocks: &[Block], into: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Bare(text) => in_line(text, into),
            Block::Quote { blocks, .. } => references(blocks, into),
            Block::List { items, .. } => items.iter().for_each(|item| references(&item.blocks, into)),
            Block::Table { head, rows, .. } => {
                std::iter::once(head).chain(rows).flatten().for_each(|cell| in_line(cell, into));
            }
            Block::Definitions(entries) => {
                for (term, meanings) in entries {
                    in_line(term, into);
                    meanings.iter().for_each(|blocks| references(blocks, into));
                }
            }
            Block::Footnote { .. } | Block::Code { .. } | Block::Fence(_) | Block::Rule | Block::Html(_) => {}
        }
    }
}

fn in_line(text: &[Inline], into: &mut Vec<String>) {
    for inline in text {
        match inline {
            Inline::Footnote(label) => into.push(label.to_lowercase()),
            Inline::Emphasis(text) | Inline::Strong(text) | Inline::Strike(text) | Inline::Link { text, .. } => {
                in_line(text, into);
            }
            _ => {}
        }
    }
}
