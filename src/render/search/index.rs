//! All pages' words brought together: which stands on which pages, the same whatever the number of threads.

use super::digest::{Digest, Place};
use super::stem::Stems;
use super::words::folded;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The words of all pages.
#[derive(Debug, Default, PartialEq, Eq)]
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

/// How many pages are brought together at a time.
const RUN: usize = 256;

/// The words of a run of pages: each once, and where they stand by their number there.
struct Run<'a> {
    words: Vec<&'a str>,
    entries: Vec<(u32, u32, Place)>,
}

/// The index of pages; a page's number is its place among them.
pub(super) fn index(pages: &[Arc<Digest>], stems: &Stems) -> Index {
    let runs: Vec<Run<'_>> = pages.par_chunks(RUN).enumerate().map(|(at, pages)| run(at * RUN, pages)).collect();
    let mut words: Vec<&str> = runs.iter().flat_map(|run| run.words.iter().copied()).collect();
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
    Index { forms, lists: lists(&runs, &words, &numbers, roots.len()) }
}

/// The words of pages whose numbers begin with `first`.
fn run(first: usize, pages: &[Arc<Digest>]) -> Run<'_> {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut run = Run { words: Vec::new(), entries: Vec::new() };
    for (at, page) in pages.iter().enumerate() {
        for (word, place) in page.words.iter() {
            let number = *known.entry(word).or_insert_with(|| {
                run.words.push(word);
                (run.words.len() - 1) as u32
            });
            run.entries.push((number, (first + at) as u32, place));
        }
    }
    run
}

/// For each stem the pages that it stands on.
fn lists(runs: &[Run<'_>], words: &[&str], numbers: &[u32], stems: usize) -> Vec<Vec<(u32, Place)>> {
    let of_run = |run: &Run<'_>| {
        let stem = |word: &&str| words.binary_search(word).ok().and_then(|at| numbers.get(at)).copied();
        let own: Vec<Option<u32>> = run.words.iter().map(stem).collect();
        let entry = |(word, page, place): &(u32, u32, Place)| {
            Some((own.get(*word as usize).copied().flatten()?, *page, *place))
        };
        run.entries.iter().filter_map(entry).collect::<Vec<_>>()
    };
    let mut all: Vec<(u32, u32, Place)> = runs.par_iter().flat_map_iter(of_run).collect();
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
