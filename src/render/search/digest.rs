//! What the index keeps of one page: its words with where they stand, and what a reader is shown of it.

use super::words::words;
use crate::base::Route;
use crate::view::search::{Entry, Group, Part};
use serde_json::json;
use std::collections::HashMap;

/// What the index keeps of one page.
#[derive(Debug)]
pub(in crate::render) struct Digest {
    /// What it is found among.
    pub(super) group: Group,
    /// Its address.
    pub(super) route: Route,
    /// Its line in a list of results, as JSON.
    pub(super) record: String,
    /// Its text in parts, as JSON.
    pub(super) text: String,
    /// Its words in lower case, each once, and where the best of each stands.
    pub(super) words: Vec<(Box<str>, Place)>,
}

/// Where a word stands on a page, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Place {
    /// In a title of one word.
    Title1,
    /// In a title of two words.
    Title2,
    /// In a title of three words.
    Title3,
    /// In a longer title.
    Title,
    /// In another name.
    Also,
    /// In a heading.
    Heading,
    /// In the text, more than twice.
    Often,
    /// In the text.
    Text,
}

impl Place {
    /// All places, the best first.
    pub(super) const ALL: [Self; 8] =
        [Self::Title1, Self::Title2, Self::Title3, Self::Title, Self::Also, Self::Heading, Self::Often, Self::Text];
}

/// The most characters of a page, and of one of its parts, that are kept to show them.
const LONGEST_TEXT: usize = 12_000;
const LONGEST_PART: usize = 2_000;

/// What the index keeps of a page at an address.
pub(in crate::render) fn digest(entry: Entry, route: &Route) -> Digest {
    let record = json!([route.encoded(), entry.title, entry.note, entry.tone, entry.also.join(", ")]).to_string();
    let text = text(&entry);
    let words = placed(&entry);
    Digest { group: entry.group, route: route.clone(), record, text, words }
}

/// The parts of a page as they are shown: `[summary, [anchor, heading, text], …]`.
fn text(entry: &Entry) -> String {
    let mut room = LONGEST_TEXT;
    let mut parts = vec![json!(entry.summary)];
    for Part { anchor, title, text } in &entry.parts {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = line.chars().take(LONGEST_PART.min(room)).collect();
        room -= shown.chars().count().min(room);
        parts.push(json!([anchor, title, shown]));
    }
    serde_json::Value::Array(parts).to_string()
}

/// The words of a page, each once.
fn placed(entry: &Entry) -> Vec<(Box<str>, Place)> {
    let mut known = Known::default();
    let title = words(&entry.title);
    let place = match title.len() {
        0 | 1 => Place::Title1,
        2 => Place::Title2,
        3 => Place::Title3,
        _ => Place::Title,
    };
    title.into_iter().for_each(|word| known.add(word, place));
    entry.also.iter().flat_map(|name| words(name)).for_each(|word| known.add(word, Place::Also));
    for part in &entry.parts {
        words(&part.title).into_iter().for_each(|word| known.add(word, Place::Heading));
    }
    let texts = entry.parts.iter().map(|part| part.text.as_str()).chain([entry.summary.as_str(), entry.note.as_str()]);
    texts.flat_map(words).for_each(|word| known.add(word, Place::Text));
    known.words.into_iter().map(|(word, place, _)| (word, place)).collect()
}

/// The words so far: where the best of each stands, and how many there are.
#[derive(Default)]
struct Known {
    at: HashMap<Box<str>, usize>,
    words: Vec<(Box<str>, Place, u32)>,
}

impl Known {
    fn add(&mut self, word: String, place: Place) {
        match self.at.get(word.as_str()).and_then(|at| self.words.get_mut(*at)) {
            Some((_, best, count)) => {
                *count += 1;
                *best = place.min(*best).min(if *count > 2 { Place::Often } else { place });
            }
            None => {
                let word: Box<str> = word.into();
                self.at.insert(word.clone(), self.words.len());
                self.words.push((word, place, 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_with_the_best_of_its_places() {
        let part = |title: &str, text: &str| Part { title: title.into(), text: text.into(), ..Part::default() };
        let entry = Entry {
            group: Group::Levels,
            title: "Staff Engineer".into(),
            also: vec!["Staff SRE".into()],
            note: String::new(),
            tone: None,
            summary: "An engineer for teams".into(),
            parts: vec![part("Scope", "teams and teams"), part("", "engineer")],
        };
        let digest = digest(entry, &Route::root());
        let place = |wanted: &str| digest.words.iter().find(|(word, _)| &**word == wanted).map(|(_, place)| *place);
        assert_eq!(place("staff"), Some(Place::Title2));
        assert_eq!(place("sre"), Some(Place::Also));
        assert_eq!(place("scope"), Some(Place::Heading));
        assert_eq!(place("teams"), Some(Place::Often));
        assert_eq!(place("and"), Some(Place::Text));
    }
}
