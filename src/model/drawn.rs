//! Words in figures that are the id or the title of a level become links to it.
//!
//! Several levels may have one title. The ladder that has most of the names of the figure is meant; where two have as
//! many, or the ladder has the title twice, the words are just words.

use super::names::Names;
use super::target::Target;
use super::things::Thing;
use crate::base::{Fence, Prose};
use crate::parse::kind::Kind;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The levels that are meant by words in the figures of a text, by the numbers of their links.
pub fn levels(prose: &Prose, names: &Names) -> HashMap<usize, Target> {
    let mut found = HashMap::new();
    for fence in prose.fences() {
        in_fence(fence, names, &mut found);
    }
    found
}

fn in_fence(fence: &Fence, names: &Names, found: &mut HashMap<usize, Target>) {
    let meanings: Vec<(u32, Vec<Thing>)> =
        fence.names().into_iter().map(|(words, link)| (link, meanings(words, names))).collect();
    let best = ladder(&meanings, names);
    for (link, meanings) in &meanings {
        let on_best = |thing: &&Thing| best.is_some_and(|best| ladder_of(thing, names) == Some(best));
        let level = match meanings.as_slice() {
            [level] => Some(level),
            several => {
                let mut meant = several.iter().filter(on_best);
                meant.next().filter(|_| meant.next().is_none())
            }
        };
        if let Some(level) = level {
            found.insert(*link as usize, Target::Thing(level.clone(), None));
        }
    }
}

/// The levels that words may mean: all of them, else their first line.
fn meanings(words: &str, names: &Names) -> Vec<Thing> {
    let first = words.lines().next().unwrap_or_default();
    let whole = names.called_as(words.trim(), &[Kind::Level]);
    if whole.is_empty() { names.called_as(first.trim(), &[Kind::Level]) } else { whole }
}

/// The ladder that has most of the names, where one has more than all others.
fn ladder<'a>(meanings: &[(u32, Vec<Thing>)], names: &'a Names) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, meanings) in meanings {
        let ladders: BTreeSet<&str> = meanings.iter().filter_map(|thing| ladder_of(thing, names)).collect();
        ladders.into_iter().for_each(|ladder| *counts.entry(ladder).or_default() += 1);
    }
    let most = counts.values().max()?;
    let mut best = counts.iter().filter(|(_, count)| *count == most).map(|(ladder, _)| *ladder);
    best.next().filter(|_| best.next().is_none())
}

fn ladder_of<'a>(thing: &Thing, names: &'a Names) -> Option<&'a str> {
    match thing {
        Thing::Level(level) => names.ladder_of(level.as_str()).map(AsRef::as_ref),
        _ => None,
    }
}
