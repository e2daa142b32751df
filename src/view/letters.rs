//! Everything by name: the list that a search without a script leads to, on one page or on one for each letter.

use super::address;
use super::builder::{Builder, kind_label};
use super::day::Day;
use super::page::Link;
use super::plan::Job;
use super::shown::Shown;
use crate::base::Route;
use crate::model::things::Text;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Everything by name, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Letters {
    /// The letters: each leads to its part of this page or to a page of its own.
    pub letters: Vec<LetterLink>,
    /// What this page lists.
    pub groups: Vec<LetterGroup>,
    /// How many names there are in the whole list.
    pub total: usize,
}

/// A letter in the row of all letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LetterLink {
    /// The letter and where it leads.
    pub link: Link,
    /// How many names begin with it.
    pub count: usize,
    /// Whether this page lists them.
    pub current: bool,
}

/// The names that begin with one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LetterGroup {
    /// The letter.
    pub title: String,
    /// Its id on the page.
    pub id: String,
    /// The names in order.
    pub names: Vec<Named>,
}

/// A name in the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Named {
    /// The name and where it leads.
    pub link: Link,
    /// What it is the name of, in a few words.
    pub note: String,
}

/// What the list is called.
pub const TITLE: &str = "A to Z";

/// The most names on one page.
const LONGEST: usize = 400;

/// What one page of the list is made from.
#[derive(Clone, Debug)]
pub struct Scope {
    all: Arc<List>,
    at: Option<usize>,
}

/// The whole list, cut into pages.
#[derive(Debug, Default)]
struct List {
    total: usize,
    letters: Vec<(Letter, usize)>,
    sheets: Vec<Sheet>,
}

/// The names of one letter, or as many of them as fit on a page.
#[derive(Debug)]
struct Sheet {
    letter: Letter,
    part: usize,
    parts: usize,
    names: Vec<Name>,
}

/// A name: as it is sorted, as it is written, what it is the name of, and where that is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    key: String,
    title: String,
    note: String,
    route: Route,
}

/// What a name begins with: its place in the order of letters, what is shown, and how it stands in an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Letter {
    order: (u8, char),
    title: String,
    slug: String,
}

impl Scope {
    /// The title of the page.
    pub fn title(&self) -> String {
        match self.at.and_then(|at| self.all.sheets.get(at)) {
            Some(Sheet { letter, parts: 1, .. }) => format!("{TITLE}: {}", letter.title),
            Some(Sheet { letter, part, parts, .. }) => {
                format!("{TITLE}: {} ({} of {parts})", letter.title, part + 1)
            }
            None => TITLE.to_owned(),
        }
    }
}

/// The pages of the list of all that has a page: one, and for a large handbook one more for each letter.
pub fn all(shown: &Shown<'_>, jobs: &[(Route, Job<'_>)]) -> Vec<(Route, Scope)> {
    let mut letters: BTreeMap<Letter, Vec<Name>> = BTreeMap::new();
    for name in jobs.iter().flat_map(|(route, job)| names(shown, route, job)) {
        letters.entry(Letter::of(&name.key)).or_default().push(name);
    }
    let total: usize = letters.values().map(Vec::len).sum();
    let most = if total <= LONGEST { usize::MAX } else { LONGEST };
    let mut list = List { total, ..List::default() };
    for (letter, mut names) in letters {
        names.sort();
        list.letters.push((letter.clone(), names.len()));
        let parts = names.len().div_ceil(most);
        let sheets = names.chunks(most).map(<[Name]>::to_vec).enumerate();
        list.sheets.extend(sheets.map(|(part, names)| Sheet { letter: letter.clone(), part, parts, names }));
    }
    let list = Arc::new(list);
    let whole = Route::new(address::LETTERS).map(|route| (route, Scope { all: list.clone(), at: None }));
    let own = list.sheets.iter().enumerate().filter(|_| total > LONGEST);
    let own = own.filter_map(|(at, sheet)| Some((sheet.route()?, Scope { all: list.clone(), at: Some(at) })));
    whole.into_iter().chain(own).collect()
}

/// A page of the list.
pub fn letters(page: &Builder<'_>, scope: &Scope) -> Letters {
    let list = &*scope.all;
    let split = list.total > LONGEST;
    let here = scope.at.and_then(|at| list.sheets.get(at));
    let link = |(letter, count): &(Letter, usize)| {
        let own = address::letters(&letter.slug, 0).filter(|_| split);
        let href = own.map_or_else(|| format!("#{}", crate::base::encode(&letter.id())), |route| page.route.to(&route));
        let current = here.is_some_and(|here| here.letter == *letter);
        LetterLink { link: Link { text: letter.title.clone(), href }, count: *count, current }
    };
    let group = |sheet: &Sheet| LetterGroup {
        title: sheet.letter.title.clone(),
        id: sheet.letter.id(),
        names: sheet.names.iter().map(|name| named(page, name)).collect(),
    };
    let groups = match here {
        Some(sheet) => vec![group(sheet)],
        None if split => Vec::new(),
        None => list.sheets.iter().map(group).collect(),
    };
    Letters { letters: list.letters.iter().map(link).collect(), groups, total: list.total }
}

/// The pages before and after one of a letter.
pub fn around(page: &Builder<'_>, scope: &Scope) -> (Option<Link>, Option<Link>) {
    let link = |at: Option<usize>| {
        let at = at.filter(|at| *at < scope.all.sheets.len())?;
        let scope = Scope { at: Some(at), ..scope.clone() };
        Some(page.link_to(scope.title(), &scope.all.sheets.get(at)?.route()?))
    };
    match scope.at {
        Some(at) => (link(at.checked_sub(1)), link(Some(at + 1))),
        None => (None, None),
    }
}

fn named(page: &Builder<'_>, name: &Name) -> Named {
    Named { link: page.link_to(name.title.clone(), &name.route), note: name.note.clone() }
}

impl Sheet {
    fn route(&self) -> Option<Route> {
        address::letters(&self.letter.slug, self.part)
    }
}

/// The names of what has its page at an address: its title, and for a level its other titles.
fn names(shown: &Shown<'_>, route: &Route, job: &Job<'_>) -> Vec<Name> {
    let name = |title: &Text, note: &str| Name::new(title.plain(), note, route);
    match job {
        Job::Level(level) => {
            let track = shown.track_of(&level.id).map(|track| track.title.plain()).unwrap_or_default();
            let see = format!("see {}", level.title.plain());
            let also = level.also.iter().map(|title| name(title, &see));
            std::iter::once(name(&level.title, &track)).chain(also).collect()
        }
        Job::Ladder(ladder) => vec![name(&ladder.title, "Ladder")],
        Job::Track(track) => vec![name(&track.title, &format!("Track · {}", kind_label(track)))],
        Job::Competency(competency) => vec![name(&competency.title, "Competency")],
        Job::Role(role) => vec![name(&role.title, "Role")],
        Job::Pathway(pathway) => vec![name(&pathway.title, "Pathway")],
        Job::Guide(guide) => vec![name(&guide.title, "Guide")],
        Job::Article(page) => vec![name(&page.title, "")],
        Job::Changes => vec![Name::new("Changes".to_owned(), "Release by release", route)],
        Job::Chapter(chapter) => {
            let day = chapter.day.as_deref().map(|day| format!("Release · {}", Day::of(day).text));
            let note = day.unwrap_or_else(|| "Not released yet".to_owned());
            let see = format!("see {}", chapter.name());
            let title = chapter.title.iter().map(|title| Name::new(title.clone(), &see, route));
            std::iter::once(Name::new(chapter.name(), &note, route)).chain(title).collect()
        }
        _ => Vec::new(),
    }
}

impl Name {
    fn new(title: String, note: &str, route: &Route) -> Self {
        let bare = title.nfkd().filter(|letter| !is_combining_mark(*letter));
        let key = bare.collect::<String>().to_lowercase();
        let key = key.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
        Self { key, title, note: note.to_owned(), route: route.clone() }
    }
}

impl Letter {
    fn of(key: &str) -> Self {
        let letter = |group, order, title: &str, slug: &str| Self {
            order: (group, order),
            title: title.to_owned(),
            slug: slug.to_owned(),
        };
        match key.chars().next() {
            None => letter(0, '#', "#", "other"),
            Some(first) if first.is_numeric() => letter(1, '0', "0–9", "0-9"),
            Some(
                '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}',
            ) => letter(3, '漢', "漢字", "han"),
            Some(first @ '\u{1100}'..='\u{1112}') => {
                let shown = CONSONANTS.chars().nth(first as usize - 0x1100).unwrap_or(first);
                letter(2, first, &shown.to_string(), &shown.to_string())
            }
            Some(first) => {
                let first = hiragana(first);
                let shown: String = first.to_uppercase().collect();
                letter(2, first, &shown, &first.to_string())
            }
        }
    }

    fn id(&self) -> String {
        format!("letter-{}", self.slug)
    }
}

/// The first consonants of Korean syllables as letters of their own.
const CONSONANTS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/// Both ways to write a Japanese syllable are one letter.
fn hiragana(letter: char) -> char {
    match letter {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(letter as u32 - 0x60).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_under_their_letter_in_any_script() {
        let letter = |title: &str| {
            let name = Name::new(title.to_owned(), "", &Route::root());
            Letter::of(&name.key).title
        };
        let cases = [
            ("Staff", "S"),
            ("«Élan»", "E"),
            ("10 rules", "0–9"),
            ("инженер", "И"),
            ("مهندس", "م"),
            ("エンジニア", "え"),
            ("工程师", "漢字"),
            ("관리자", "ㄱ"),
            ("…", "#"),
            ("ǆ", "D"),
            ("²", "0–9"),
        ];
        for (title, wanted) in cases {
            assert_eq!(letter(title), wanted, "{title}");
        }
    }
}
