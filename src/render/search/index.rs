//! All pages' words brought together: which stands on which pages, the same whatever the number of threads.

use super::digest::{Digest, Place};
use super::stem::Stems;
use super::words::folded;
use rayon::prelude::*;

/// The words of all pages.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// All forms of all words in order, each with its stem.
    pub(super) forms: Vec<Form>,
    /// For each stem by its number, in order of the stems: the pages that it stands on, from the lowest.
    pub(super) lists: Vec<Vec<(u32, Place)>>,
}

/// A form of a word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    /// The folded word.
    pub(super) word: String,
    /// The number of its stem.
    pub(super) stem: u32,
    /// How many of its first letters are its stem; 0 where the word does not begin with its stem.
    pub(super) root: u32,
}

/// The index of pages; a page's number is its place among them.
pub(super) fn index(pages: &[Digest], stems: &Stems) -> Index {
    let mut words: Vec<&str> =
        pages.par_iter().flat_map_iter(|page| page.words.iter().map(|(word, _)| &**word)).collect();
    words.par_sort_unstable();
    words.dedup();
    let stemmed: Vec<String> = words.par_iter().map(|word| stems.stem(word)).collect();
    let mut roots: Vec<&str> = stemmed.iter().map(String::as_str).collect();
    roots.par_sort_unstable();
    roots.dedup();
    let number = |stem: &String| roots.binary_search(&stem.as_str()).unwrap_or_default() as u32;
    let numbers: Vec<u32> = stemmed.par_iter().map(number).collect();
    let form = |((word, stem), number): ((&&str, &String), &u32)| {
        let word = folded(word);
        let root = if word.starts_with(stem.as_str()) { stem.chars().count() as u32 } else { 0 };
        Form { word, stem: *number, root }
    };
    let mut forms: Vec<Form> = words.par_iter().zip(&stemmed).zip(&numbers).map(form).collect();
    forms.par_sort_unstable();
    forms.dedup();
    Index { forms, lists: lists(pages, &words, &numbers, roots.len()) }
}

/// For each stem the pages that it stands on.
fn lists(pages: &[Digest], words: &[&str], numbers: &[u32], stems: usize) -> Vec<Vec<(u32, Place)>> {
    let of_page = |(page, digest): (usize, &Digest)| {
        let entry = |(word, place): &(Box<str>, Place)| {
            let at = words.binary_search(&&**word).ok()?;
            Some((*numbers.get(at)?, page as u32, *place))
        };
        digest.words.iter().filter_map(entry).collect::<Vec<_>>()
    };
    let mut all: Vec<(u32, u32, Place)> = pages.par_iter().enumerate().flat_map_iter(of_page).collect();
    all.par_sort_unstable();
    all.dedup_by(|next, first| (next.0, next.1) == (first.0, first.1));
    let mut lists = vec![Vec::new(); stems];
    for (stem, page, place) in all {
        if let Some(list) = lists.get_mut(stem as usize) {
            list.push((page, place));
        }
    }
    lists
}
