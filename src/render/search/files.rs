//! The index as files: small parts that a browser asks for one by one. The manual describes the format.
//!
//! Each part is a call with its name and its content as JSON. A page from a server reads the JSON out of it; a page from
//! `file://`, which may not ask for files, runs it as a script.

use super::FOLDER;
use super::digest::{Digest, Place};
use super::index::{Form, Index};
use crate::base::{Bytes, Key, Route};
use crate::view::search::Group;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

/// About how many bytes a part of words or lists has.
const PART: usize = 10_000;

/// About how many bytes a part of texts has.
const TEXTS: usize = 6_000;

/// How many pages' titles are in one part.
const TITLES: usize = 8;

/// From how many pages on a word that stands on more than half of them is not listed page by page.
const LARGE: usize = 200;

/// The files of an index of pages.
pub(super) fn files(pages: Vec<Arc<Digest>>, groups: Vec<Value>, index: &Index, language: &str) -> Vec<(Route, Bytes)> {
    let lists: Vec<String> = index.lists.par_iter().map(|list| self::list(list, pages.len())).collect();
    let words = cut(&index.forms, |form| form.word.len() / 2 + 6, PART);
    let listed = cut(&lists, |list| list.len() + 3, PART);
    let shown: Vec<usize> = cut(&pages, |page| page.text.len(), TEXTS).into_iter().map(<[_]>::len).collect();
    let mut parts: Vec<(String, String)> = Vec::new();
    parts.par_extend(words.par_iter().enumerate().map(|(at, part)| (format!("words-{at}"), forms(part, index))));
    parts.par_extend(listed.par_iter().enumerate().map(|(at, part)| (format!("lists-{at}"), json!(part).to_string())));
    parts.par_extend(
        pages
            .par_chunks(TITLES)
            .enumerate()
            .map(|(at, part)| (format!("titles-{at}"), array(part.iter().map(|page| page.record.as_str())))),
    );
    let (number, mut rest) = (pages.len(), pages.into_iter());
    for (at, count) in shown.iter().enumerate() {
        // Pages that nobody else holds are let go with their part.
        let part: Vec<Arc<Digest>> = rest.by_ref().take(*count).collect();
        parts.push((format!("texts-{at}"), array(part.iter().map(|page| page.text.as_str()))));
    }
    let Key(build) = Key::of(parts.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]));
    let first_words: Vec<&str> = words.iter().filter_map(|part| Some(part.first()?.word.as_str())).collect();
    let root = json!({
        "format": 1,
        "build": format!("{:08x}", build >> 96),
        "language": language,
        "pages": number,
        "titles": TITLES,
        "groups": groups,
        "words": first_words,
        "lists": lengths(listed.iter().map(|part| part.len())),
        "texts": lengths(shown.iter().copied()),
    });
    parts.push(("root".to_owned(), root.to_string()));
    parts.into_iter().filter_map(|(name, text)| file(&name, &text)).collect()
}

fn file(name: &str, text: &str) -> Option<(Route, Bytes)> {
    let route = Route::new(format!("{FOLDER}{name}.js"))?;
    Some((route, Bytes::from(format!("rungbookSearch.part(\"{name}\",{text})\n").into_bytes())))
}

fn array<'a>(entries: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", entries.collect::<Vec<_>>().join(","))
}

/// Cuts a list into runs of about so many bytes, each of at least one entry.
fn cut<T>(all: &[T], size: impl Fn(&T) -> usize, limit: usize) -> Vec<&[T]> {
    let mut parts = Vec::new();
    let (mut rest, mut filled, mut end) = (all, 0, 0);
    for entry in all {
        let size = size(entry);
        if end > 0 && filled + size > limit {
            let (part, others) = rest.split_at(end);
            parts.push(part);
            (rest, filled, end) = (others, 0, 0);
        }
        filled += size;
        end += 1;
    }
    parts.extend((!rest.is_empty()).then_some(rest));
    parts
}

/// How many entries each part has.
fn lengths(parts: impl Iterator<Item = usize>) -> String {
    let mut text = String::new();
    parts.for_each(|length| number(length as u32, &mut text));
    text
}

/// The groups of pages in their order: name, title, number of the first page.
pub(super) fn groups<'a>(pages: impl Iterator<Item = &'a Group>) -> Vec<Value> {
    let (mut groups, mut last) = (Vec::new(), None);
    for (at, of_page) in pages.enumerate().filter(|(_, group)| last.replace(*group) != Some(*group)) {
        let (name, title) = group(of_page);
        groups.push(json!([name, title, at]));
    }
    groups
}

fn group(group: &Group) -> (&str, &str) {
    match group {
        Group::Levels => ("levels", "Levels"),
        Group::Competencies => ("competencies", "Competencies"),
        Group::Roles => ("roles", "Roles"),
        Group::Pathways => ("pathways", "Pathways"),
        Group::Guides => ("guides", "Guides"),
        Group::Ladders => ("ladders", "Ladders and tracks"),
        Group::Folder(title) => ("folder", title),
        Group::Pages => ("pages", "Pages"),
        Group::Comparisons => ("comparisons", "Comparisons"),
        Group::Changes => ("changes", "Changes"),
    }
}

/// A run of forms: the words, each with the number of letters that it shares with the one before, and three numbers for
/// each: the step from the stem of the one before, how many letters its root has, and the rank of its stem.
fn forms(part: &[Form], index: &Index) -> String {
    let (mut words, mut numbers) = (String::new(), String::new());
    let (mut before, mut stem) = ("", 0i64);
    for form in part {
        let shared = before.chars().zip(form.word.chars()).take_while(|(one, other)| one == other).count();
        let rest: String = form.word.chars().skip(shared).collect();
        words.push_str(&format!("{}{shared} {rest}", if words.is_empty() { "" } else { " " }));
        let step = i64::from(form.stem) - stem;
        number(((step << 1) ^ (step >> 63)) as u32, &mut numbers);
        number(form.root, &mut numbers);
        let list = index.lists.get(form.stem as usize).map_or(&[][..], |list| list);
        number(rank(list), &mut numbers);
        (before, stem) = (&form.word, i64::from(form.stem));
    }
    json!([words, numbers]).to_string()
}

/// How much a stem matters where only some can be looked up: 0 to 31, from how many titles and pages it stands in.
fn rank(list: &[(u32, Place)]) -> u32 {
    let weight: u64 = list.iter().map(|(_, place)| if *place <= Place::Also { 40 } else { 1 }).sum();
    (u64::BITS - weight.leading_zeros()).min(31)
}

/// The pages of a stem: for each place its number, then the steps from one page to the next; a `*` in the place of what
/// would be most pages.
fn list(pages: &[(u32, Place)], all: usize) -> String {
    let in_text = pages.iter().filter(|(_, place)| *place >= Place::Often).count();
    let everywhere = all >= LARGE && in_text * 2 > all;
    let mut text = String::new();
    for place in Place::ALL {
        let here = pages.iter().filter(|(_, at)| *at == place).map(|(page, _)| *page);
        let mut before = 0;
        let mut steps = String::new();
        if !(everywhere && place >= Place::Often) {
            for page in here {
                number(page - before, &mut steps);
                before = page;
            }
        }
        if !steps.is_empty() {
            text.push_str(&format!("{}{}{steps}", if text.is_empty() { "" } else { " " }, place as u8));
        }
    }
    if everywhere { format!("* {text}").trim_end().to_owned() } else { text }
}

/// A number as letters: five bits each, the lowest first; all but the last letter have a sixth bit.
fn number(mut value: u32, text: &mut String) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    loop {
        let more = if value > 31 { 32 } else { 0 };
        let letter = LETTERS.get((value & 31 | more) as usize).copied().unwrap_or_default();
        text.push(char::from(letter));
        value >>= 5;
        if more == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: u32) -> String {
        let mut text = String::new();
        number(value, &mut text);
        text
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([0, 31, 32, 1023, 1024].map(written), ["A", "f", "gB", "_f", "ggB"]);
    }

    #[test]
    fn pages_are_listed_by_place() {
        let pages = [(0, Place::Title2), (3, Place::Text), (4, Place::Text)];
        assert_eq!(list(&pages, 10), "1A 7DB");
        let many: Vec<_> = std::iter::once((0, Place::Heading)).chain((1..300).map(|at| (at, Place::Text))).collect();
        assert_eq!(list(&many, 400), "* 5A");
    }

    #[test]
    fn parts_hold_everything_in_order() {
        let all = [3, 9, 1, 1, 1, 20, 1];
        let parts = cut(&all, |size| *size, 10);
        assert_eq!(parts, [&[3][..], &[9, 1], &[1, 1], &[20], &[1]]);
        assert!(cut(&[] as &[usize], |size| *size, 10).is_empty());
    }
}
