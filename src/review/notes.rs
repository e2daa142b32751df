//! Whether somebody who holds a level that changed finds a word about it.
//!
//! A new release with a title or a summary tells of all that changed: it is the note that readers see over the changes.
//! Else each level that changed must be named in a line that is new in the changelog: by its title, its code, or an id
//! that it has or had.

use super::claims::new_releases;
use super::{Both, CHANGELOG};
use crate::base::{Diagnostic, Snapshot, Span};
use crate::model::things::Level;
use crate::view::told::{Changed, Told};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The errors that levels changed and nothing tells of it. Both versions come with their changelogs.
pub(super) fn check(both: &Both, told: &Told, (since, old, now): (&str, &Snapshot, &Snapshot)) -> Vec<Diagnostic> {
    let is_told = new_releases(both).iter().any(|release| release.title.is_some() || release.summary.is_some());
    let changed: Vec<&Changed> = told.levels().collect();
    if is_told || changed.is_empty() {
        return Vec::new();
    }
    let names = Names::of(both, &changed);
    let named: BTreeSet<usize> = new_lines(old, now).iter().flat_map(|line| names.in_line(line)).collect();
    let missing = changed.iter().enumerate().filter(|(at, _)| !named.contains(at));
    missing.map(|(_, changed)| fault(both, changed, since)).collect()
}

fn fault(both: &Both, changed: &Changed, since: &str) -> Diagnostic {
    let meaning = if changed.meaning.is_empty() { String::new() } else { format!(": {}", changed.meaning) };
    let message = format!("`{}` changed since `{since}` and nothing tells of it{meaning}", changed.title);
    let help = format!("add a `release` with a `summary`, or a line that names `{}` to `{CHANGELOG}`", changed.title);
    let span = changed.thing.as_ref().and_then(|thing| both.new.span_of(thing));
    // What is gone has no place any more; the note about it has.
    let span = span.unwrap_or_else(|| Span::start_of(&Arc::from(CHANGELOG)));
    Diagnostic::error("missing-note", &span, message).help(help)
}

/// The lines of the changelog that were not there before.
fn new_lines<'s>(old: &Snapshot, now: &'s Snapshot) -> Vec<&'s str> {
    let read = |snapshot: &Snapshot| snapshot.get(CHANGELOG).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let old = read(old).unwrap_or_default();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    old.lines().for_each(|line| *known.entry(line.trim()).or_default() += 1);
    let now = now.get(CHANGELOG).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let is_new = |line: &&str| match known.get_mut(line.trim()) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    now.lines().filter(is_new).collect()
}

/// What all levels are called.
struct Names {
    searcher: Option<AhoCorasick>,
    /// Of each name the levels that changed and are called so, by their numbers.
    meant: Vec<Vec<usize>>,
}

impl Names {
    fn of(both: &Both, changed: &[&Changed]) -> Self {
        let mut meant: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        // The names of levels that did not change keep `Staff Engineer` from naming the level `Engineer`.
        for level in both.old.levels.values().chain(both.new.levels.values()) {
            names(level).into_iter().for_each(|name| _ = meant.entry(name.to_lowercase()).or_default());
        }
        for (at, changed) in changed.iter().enumerate() {
            let is_it = |id: &str| *id == *changed.id || changed.was.as_ref().is_some_and(|was| **was == *id);
            let levels = both.old.levels.values().chain(both.new.levels.values());
            for name in levels.filter(|level| is_it(level.id.name())).flat_map(names) {
                meant.entry(name.to_lowercase()).or_default().push(at);
            }
        }
        meant.remove("");
        let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(meant.keys()).ok();
        Self { searcher, meant: meant.into_values().collect() }
    }

    /// The changed levels that a line names in whole words.
    fn in_line(&self, line: &str) -> Vec<usize> {
        let line = line.to_lowercase();
        let is_edge = |letter: Option<char>| !letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '-');
        let matches = self.searcher.iter().flat_map(|searcher| searcher.find_iter(&line));
        let whole = matches.filter(|found| {
            let before = line.get(..found.start()).and_then(|start| start.chars().next_back());
            let after = line.get(found.end()..).and_then(|end| end.chars().next());
            is_edge(before) && is_edge(after)
        });
        whole.filter_map(|found| self.meant.get(found.pattern().as_usize())).flatten().copied().collect()
    }
}

/// Everything that a level is called.
fn names(level: &Level) -> Vec<String> {
    let code = level.code.as_ref().map(|code| code.plain());
    let old = level.meta.was.iter().map(|was| was.value.to_string());
    [level.title.plain(), level.id.name().to_string()].into_iter().chain(code).chain(old).collect()
}
