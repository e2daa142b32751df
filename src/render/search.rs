//! The search index: what can be found on all pages, as files that a browser asks for when somebody searches.

pub(super) mod digest;
mod files;
mod index;
mod stem;
mod words;

use crate::base::{Bytes, Route};
use crate::view::page::Page;
use crate::view::search::{self, Group};
use digest::Digest;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The most folders that are groups of their own among the results.
const FOLDERS: usize = 12;

/// What the index keeps of a page; nothing of one that is not there to be read.
pub(super) fn digest(page: &Page) -> Option<Digest> {
    search::entry(page).map(|entry| digest::digest(entry, &page.route))
}

/// The files of the index.
pub(super) fn files(mut pages: Vec<Digest>, language: &str) -> Vec<(Route, Bytes)> {
    let folders: BTreeSet<Group> =
        pages.iter().filter(|page| matches!(page.group, Group::Folder(_))).map(|page| page.group.clone()).collect();
    if folders.len() > FOLDERS {
        for page in pages.iter_mut().filter(|page| matches!(page.group, Group::Folder(_))) {
            page.group = Group::Pages;
        }
    }
    pages.par_sort_by(|one, other| (&one.group, &one.route).cmp(&(&other.group, &other.route)));
    let index = index::index(&pages, &stem::Stems::of(language));
    files::files(pages, &index, language)
}
