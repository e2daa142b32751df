//! The search index: what can be found on all pages, as files that a browser asks for when somebody searches.

pub(super) mod digest;
mod files;
mod index;
pub(super) mod lexicon;
mod stem;
mod words;

use crate::base::{Bytes, Route};
use crate::view::page::Page;
use crate::view::search::{self, Group};
use digest::Digest;
use lexicon::Lexicons;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the files of the index are.
pub(super) const FOLDER: &str = "assets/search/";

/// The most folders that are groups of their own among the results.
const FOLDERS: usize = 12;

/// What the index keeps of a page; nothing of one that is not there to be read.
pub(super) fn digest(page: &Page) -> Option<Digest> {
    search::entry(page).map(|entry| digest::digest(entry, &page.route))
}

/// The files of the index.
pub(super) fn files(mut pages: Vec<Arc<Digest>>, language: &str, lexicons: Option<&Lexicons>) -> Vec<(Route, Bytes)> {
    let folders: BTreeSet<&Group> =
        pages.iter().map(|page| &page.group).filter(|group| matches!(group, Group::Folder(_))).collect();
    let is_many = folders.len() > FOLDERS;
    pages.par_sort_by(|one, other| {
        let groups = grouped(one, is_many).cmp(grouped(other, is_many));
        groups.then_with(|| one.route.cmp(&other.route))
    });
    let index = match lexicons {
        Some(lexicons) => lexicons.index(&pages, language),
        None => index::index(&pages, &stem::Stems::of(language)),
    };
    let groups = files::groups(pages.iter().map(|page| grouped(page, is_many)));
    files::files(pages, groups, &index, language)
}

/// What a page is found among, where folders may be too many to be groups.
fn grouped(page: &Digest, is_many: bool) -> &Group {
    match &page.group {
        Group::Folder(_) if is_many => &Group::Pages,
        group => group,
    }
}
