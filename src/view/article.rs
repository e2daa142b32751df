//! A Markdown page.

use super::body::Card;
use super::builder::{Builder, status_label};
use super::folders::{Folders, parent};
use super::home::folder_card;
use super::page::{Form, TocEntry};
use super::page::{Link, Words};
use crate::model::things::{self, Text, Thing};
use serde::Serialize;

/// A Markdown page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Article {
    /// `Draft`, `Not in use`, `Retired`; absent when active.
    pub status: Option<String>,
    /// What it is about.
    pub summary: Option<Words>,
    /// What it says.
    pub text: Words,
    /// The pages of its folder, where it is the folder's own page.
    pub pages: Vec<Card>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// A Markdown page, and its contents list.
pub fn article(page: &mut Builder<'_>, folders: &Folders<'_>, source: &things::Page) -> (Article, Vec<TocEntry>) {
    page.reserve(&["pages", "mentioned"]);
    let text = page.shown.text_of(&source.text);
    let contents = if source.toc { contents(&text) } else { Vec::new() };
    let shift = if text.prose.outline().any(|entry| entry.level == 1) { 1 } else { 0 };
    let children = folders.get(parent(&source.path)).filter(|_| folders.is_index(source));
    let article = Article {
        status: status_label(source.status),
        summary: page.blocks_of(source.summary.as_ref()),
        text: page.passage(&text, Form::Blocks(shift)),
        pages: children
            .into_iter()
            .flat_map(|folder| &folder.children)
            .filter_map(|child| folder_card(page, folders, child))
            .collect(),
        owner: page.line_of(source.owner.as_ref()),
        mentioned: page.mentioned(&Thing::Page(source.path.clone())),
    };
    (article, contents)
}

/// The headings of a text: the two highest levels that it has.
fn contents(text: &Text) -> Vec<TocEntry> {
    let highest = text.prose.outline().map(|entry| entry.level).min().unwrap_or(2);
    let near = text.prose.outline().filter(|entry| entry.level <= highest + 1);
    near.map(|entry| TocEntry { text: entry.plain(), id: entry.id.to_owned(), level: entry.level - highest + 2 })
        .collect()
}
