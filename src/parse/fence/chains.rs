//! Chains of names with arrows between them, one in a line; the same name is one box.

use super::asked::Asked;
use crate::base::{Body, Name};
use crate::parse::markdown::Kind;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many names a figure may hold.
const MOST_NAMES: usize = 200;

/// The longest name, in characters.
const LONGEST: usize = 120;

pub(super) fn read(asked: &mut Asked<'_>) -> Body {
    let mut chains: Vec<Box<[Name]>> = Vec::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut start = 0;
    for line in asked.text.split_inclusive('\n') {
        let ranges = names_of(line);
        let mut chain = Vec::new();
        for range in &ranges {
            let words = line.get(range.clone()).unwrap_or_default();
            let range = start + range.start..start + range.end;
            if words.is_empty() {
                let help = "write a name on both sides of each arrow".to_owned();
                return asked.fault(
                    start..start + line.trim_end().len(),
                    "an arrow has a name on one side only",
                    Some(help),
                );
            }
            if words.chars().count() > LONGEST {
                let help = format!("use at most {LONGEST} characters: what there is to say stands on the level's page");
                return asked.fault(range, "a name is too long for a box", Some(help));
            }
            names.insert(words.to_lowercase());
            if names.len() > MOST_NAMES {
                let help = "show a part of it, or define a `family` and name it here".to_owned();
                return asked.fault(range, format!("there are more than {MOST_NAMES} names"), Some(help));
            }
            chain.push(Name { words: words.into(), link: asked.link(Kind::Title, words, range) });
        }
        if !chain.is_empty() {
            chains.push(chain.into());
        }
        start += line.len();
    }
    Body::Chains(chains.into())
}

/// Where the names in a line stand; none in a line that is empty or a comment.
fn names_of(line: &str) -> Vec<Range<usize>> {
    let bare = line.trim();
    if bare.is_empty() || bare.starts_with('#') {
        return Vec::new();
    }
    let mut ranges = Vec::new();
    let mut from = marker(line);
    while let Some((before, after)) = arrow(line, from) {
        ranges.push(trimmed(line, from..before));
        from = after;
    }
    ranges.push(trimmed(line, from..line.len()));
    ranges
}

/// The length of the mark of a list at the start of a line.
fn marker(line: &str) -> usize {
    let rest = line.trim_start();
    let indent = line.len() - rest.len();
    if ["- ", "* ", "+ "].iter().any(|mark| rest.starts_with(mark)) { indent + 2 } else { 0 }
}

/// Where the next arrow begins and ends: `→`, or `>` after hyphens or equals signs.
fn arrow(line: &str, from: usize) -> Option<(usize, usize)> {
    let rest = line.get(from..)?;
    let arrows = rest.char_indices().filter_map(|(at, letter)| match letter {
        '→' | '⟶' | '➔' | '➜' | '⇒' => Some((at, at + letter.len_utf8())),
        '>' => {
            let before = rest.get(..at)?;
            let shaft = before.trim_end_matches(['-', '=']).len();
            (shaft < at).then_some((shaft, at + 1))
        }
        _ => None,
    });
    arrows.map(|(start, end)| (from + start, from + end)).next()
}

fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let words = line.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}
