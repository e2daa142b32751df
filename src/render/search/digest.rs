//! What the index keeps of one page: its words with where they stand, and what a reader is shown of it.

use super::words::each;
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
    pub(super) words: Placed,
}

/// The words of a page in one text, for there are many pages: a letter for the place, the word, a line break.
#[derive(Debug, Default)]
pub(super) struct Placed(Box<str>);

impl Placed {
    fn new(words: &[(Box<str>, Place, u32)]) -> Self {
        let mut text = String::with_capacity(words.iter().map(|(word, ..)| word.len() + 2).sum());
        for (word, place, _) in words {
            text.push(char::from(b'0' + *place as u8));
            text.push_str(word);
            text.push('\n');
        }
        Self(text.into())
    }

    /// Each word with its place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Place)> {
        self.0.lines().filter_map(|line| {
            let (place, word) = line.split_at_checked(1)?;
            Some((word, *Place::ALL.get(place.parse::<usize>().ok()?)?))
        })
    }
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
const LONGEST_TEXT: usize = 8_000;
const LONGEST_PART: usize = 2_000;

/// How many characters of a page's first part stand for what it is about.
const SUMMARY: usize = 240;

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
    let first = entry.parts.first().map(|part| on_one_line(&part.text)).unwrap_or_default();
    let mut parts = vec![json!(first.chars().take(SUMMARY).collect::<String>())];
    for Part { anchor, title, text } in &entry.parts {
        let shown: String = on_one_line(text).chars().take(LONGEST_PART.min(room)).collect();
        room -= shown.chars().count().min(room);
        parts.push(json!([anchor, title, shown]));
    }
    serde_json::Value::Array(parts).to_string()
}

/// A text on one line; where a line broke between words without a stop, a dot stands.
fn on_one_line(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        for (at, word) in line.split_whitespace().enumerate() {
            let open = whole.ends_with(|last: char| last.is_alphanumeric() || last == ')');
            whole.push_str(if at == 0 && open {
                " · "
            } else if whole.is_empty() {
                ""
            } else {
                " "
            });
            whole.push_str(word);
        }
    }
    whole
}

/// The words of a page, each once.
fn placed(entry: &Entry) -> Placed {
    let mut known = Known::default();
    let mut length = 0;
    each(&entry.title, &mut |_| length += 1);
    let place = match length {
        0 | 1 => Place::Title1,
        2 => Place::Title2,
        3 => Place::Title3,
        _ => Place::Title,
    };
    known.read(&entry.title, place);
    entry.also.iter().for_each(|name| known.read(name, Place::Also));
    entry.parts.iter().for_each(|part| known.read(&part.title, Place::Heading));
    entry.parts.iter().for_each(|part| known.read(&part.text, Place::Text));
    known.read(&entry.note, Place::Text);
    Placed::new(&known.words)
}

/// The words so far: where the best of each stands, and how many there are.
#[derive(Default)]
struct Known {
    at: HashMap<Box<str>, usize>,
    words: Vec<(Box<str>, Place, u32)>,
}

impl Known {
    fn read(&mut self, text: &str, place: Place) {
        each(text, &mut |word| self.add(word, place));
    }

    fn add(&mut self, word: &str, place: Place) {
        match self.at.get(word).and_then(|at| self.words.get_mut(*at)) {
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
    fn lines_become_one() {
        assert_eq!(on_one_line("Leads  teams\nand more.\nEnds:\n now"), "Leads teams · and more. Ends: now");
    }

    #[test]
    fn a_word_is_kept_with_the_best_of_its_places() {
        let part = |title: &str, text: &str| Part { title: title.into(), text: text.into(), ..Part::default() };
        let entry = Entry {
            group: Group::Levels,
            title: "Staff Engineer".into(),
            also: vec!["Staff SRE".into()],
            note: String::new(),
            tone: None,
            parts: vec![part("Scope", "teams and teams"), part("", "engineer for teams")],
        };
        let digest = digest(entry, &Route::root());
        let place = |wanted: &str| digest.words.iter().find(|(word, _)| *word == wanted).map(|(_, place)| place);
        assert_eq!(place("staff"), Some(Place::Title2));
        assert_eq!(place("sre"), Some(Place::Also));
        assert_eq!(place("scope"), Some(Place::Heading));
        assert_eq!(place("teams"), Some(Place::Often));
        assert_eq!(place("and"), Some(Place::Text));
    }
}
