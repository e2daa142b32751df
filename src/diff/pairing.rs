//! Which things of two handbooks are the same thing.
//!
//! The first of these that applies, each thing once:
//!
//! 1. The author says so: one names the other's id under `was` (a page: under `aliases`), and that id is not in use.
//! 2. The ids are the same, and the titles are, or something of the content is.
//! 3. At least half of the statements are the same, whatever the ids: then only the name changed.
//! 4. The ids are the same.

use super::alike::{by_features, dice, hash_of};
use super::book::{Book, Ref};
use super::change::Kind;
use super::lines::{self, Books};
use super::sheet::{Said, Sheet};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// At least this share of statements in common proves that two things are the same.
const PROOF: f64 = 0.5;

/// Less than this in common and other titles, one id may have been given to another thing.
const DOUBT: f64 = 0.2;

/// A thing with fewer statements proves nothing by them.
const FEW: usize = 4;

/// A thing on both sides, or on one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub(super) kind: Kind,
    pub(super) old: Option<&'a Arc<str>>,
    pub(super) new: Option<&'a Arc<str>>,
    /// Whether both surely say the same.
    pub(super) is_same: bool,
}

/// The order in which kinds are paired: what others refer to comes first.
const ORDER: [Kind; 14] = [
    Kind::Scale,
    Kind::Grade,
    Kind::Dimension,
    Kind::Area,
    Kind::Competency,
    Kind::Level,
    Kind::Track,
    Kind::Family,
    Kind::Pathway,
    Kind::Role,
    Kind::Move,
    Kind::Guide,
    Kind::Page,
    Kind::Release,
];

/// Pairs all things but pay; from then on both books call them alike. Things stand in the order of the new handbook,
/// then those that are gone in the order of the old one.
pub(super) fn pair<'a>(books: &mut Books<'a>) -> Vec<Pair<'a>> {
    let mut all = Vec::new();
    for kind in ORDER {
        let found = Pairing::new(books, kind).run();
        for pair in &found {
            match (pair.old, pair.new) {
                (Some(old), Some(new)) if old != new => books.old.call(kind, old, new.clone()),
                // An id that the new handbook gave to something else.
                (Some(old), None) if books.new.known(Ref::new(kind, old)).is_some() => {
                    books.old.call(kind, old, Arc::from(format!("{old}\0")));
                }
                _ => {}
            }
        }
        all.extend(found);
    }
    all
}

struct Pairing<'b, 'a> {
    books: &'b Books<'a>,
    kind: Kind,
    old: Vec<&'a Arc<str>>,
    new: Vec<&'a Arc<str>>,
    /// The partner of each old thing, and whether both surely say the same.
    partner: Vec<Option<(usize, bool)>>,
    taken: Vec<bool>,
}

impl<'b, 'a> Pairing<'b, 'a> {
    fn new(books: &'b Books<'a>, kind: Kind) -> Self {
        let (old, new) = (books.old.ids(kind), books.new.ids(kind));
        let (partner, taken) = (vec![None; old.len()], vec![false; new.len()]);
        Self { books, kind, old, new, partner, taken }
    }

    fn run(mut self) -> Vec<Pair<'a>> {
        self.by_old_names();
        let doubtful = self.by_ids();
        self.by_content();
        for (old, new) in doubtful {
            if self.is_open(old, new) {
                self.pair(old, new, false);
            }
        }
        self.finish()
    }

    fn finish(self) -> Vec<Pair<'a>> {
        let kind = self.kind;
        let mut by_new: Vec<(Option<&'a Arc<str>>, bool)> = vec![(None, false); self.new.len()];
        let mut gone = Vec::new();
        for (old, partner) in self.old.iter().zip(&self.partner) {
            match partner.and_then(|(new, is_same)| Some((by_new.get_mut(new)?, is_same))) {
                Some((slot, is_same)) => *slot = (Some(*old), is_same),
                None => gone.push(Pair { kind, old: Some(*old), new: None, is_same: false }),
            }
        }
        let pairs = self.new.iter().zip(by_new);
        let pairs = pairs.map(|(new, (old, is_same))| Pair { kind, old, new: Some(*new), is_same });
        pairs.chain(gone).collect()
    }

    fn is_open(&self, old: usize, new: usize) -> bool {
        self.partner.get(old) == Some(&None) && self.taken.get(new) == Some(&false)
    }

    fn pair(&mut self, old: usize, new: usize, is_same: bool) {
        if let (Some(partner), Some(taken)) = (self.partner.get_mut(old), self.taken.get_mut(new)) {
            *partner = Some((new, is_same));
            *taken = true;
        }
    }

    fn by_old_names(&mut self) {
        let (old_ids, new_ids) = (numbers(&self.old), numbers(&self.new));
        let was = |book: &Book<'a>, id: &'a Arc<str>| book.was(Ref::new(self.kind, id));
        let mut found = Vec::new();
        for (new, id) in self.new.iter().enumerate().filter(|(_, id)| !old_ids.contains_key(id.as_ref())) {
            let names = was(&self.books.new, id);
            let known = names
                .iter()
                .filter(|name| !new_ids.contains_key(name.as_str()))
                .find_map(|name| old_ids.get(name.as_str()));
            found.extend(known.map(|old| (*old, new)));
        }
        for (old, id) in self.old.iter().enumerate().filter(|(_, id)| !new_ids.contains_key(id.as_ref())) {
            let names = was(&self.books.old, id);
            let known = names
                .iter()
                .filter(|name| !old_ids.contains_key(name.as_str()))
                .find_map(|name| new_ids.get(name.as_str()));
            found.extend(known.map(|new| (old, *new)));
        }
        for (old, new) in found {
            if self.is_open(old, new) {
                self.pair(old, new, false);
            }
        }
    }

    /// Pairs things of one id; those that may be two things are given back.
    fn by_ids(&mut self) -> Vec<(usize, usize)> {
        let mut by_id: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (new, id) in self.new.iter().enumerate().filter(|(new, _)| self.taken.get(*new) == Some(&false)) {
            by_id.entry(id).or_default().push_back(new);
        }
        let mut doubtful = Vec::new();
        for old in (0..self.old.len()).filter(|old| self.partner.get(*old) == Some(&None)).collect::<Vec<_>>() {
            let named = self.old.get(old).and_then(|id| by_id.get_mut(&***id));
            let Some(new) = named.and_then(VecDeque::pop_front) else { continue };
            let (before, after) =
                (self.sheet(&self.books.old, &self.old, old), self.sheet(&self.books.new, &self.new, new));
            let is_same = self.says_the_same(&before, &after, old, new);
            if !is_same && self.is_doubtful(&before, &after) {
                doubtful.push((old, new));
                continue;
            }
            self.pair(old, new, is_same);
        }
        doubtful
    }

    fn sheet(&self, book: &Book<'a>, ids: &[&'a Arc<str>], at: usize) -> Sheet<'a> {
        match ids.get(at) {
            Some(id) => book.sheet(Ref::new(self.kind, id)),
            None => Sheet { title: None, lines: Vec::new() },
        }
    }

    /// Whether two sheets are written alike line by line; other spelling of the same may say no.
    fn says_the_same(&self, old: &Sheet<'a>, new: &Sheet<'a>, at_old: usize, at_new: usize) -> bool {
        let titles = match (old.title, new.title) {
            (Some(old), Some(new)) => old.prose.key() == new.prose.key(),
            (old, new) => old.is_none() && new.is_none(),
        };
        let lines = old.lines.len() == new.lines.len()
            && old.lines.iter().zip(&new.lines).all(|(old, new)| is_same_line(self.books, old, new));
        titles && lines && (self.kind != Kind::Page || self.has_same_text(at_old, at_new))
    }

    fn has_same_text(&self, old: usize, new: usize) -> bool {
        let old = self.old.get(old).and_then(|path| self.books.old.page(path));
        let new = self.new.get(new).and_then(|path| self.books.new.page(path));
        old.zip(new).is_some_and(|(old, new)| old.text.prose.key() == new.text.prose.key())
    }

    /// Whether two things of one id have neither title nor content in common.
    fn is_doubtful(&self, old: &Sheet<'a>, new: &Sheet<'a>) -> bool {
        let (Some(before), Some(after)) = (old.title, new.title) else { return false };
        if self.kind == Kind::Page || before.plain() == after.plain() {
            return false;
        }
        let (before, after) = (statements(&self.books.old, old), statements(&self.books.new, new));
        before.len().min(after.len()) >= FEW && dice(&before, &after) < DOUBT
    }

    fn by_content(&mut self) {
        let old: Vec<usize> = (0..self.old.len()).filter(|at| self.partner.get(*at) == Some(&None)).collect();
        let new: Vec<usize> = (0..self.new.len()).filter(|at| self.taken.get(*at) == Some(&false)).collect();
        if old.is_empty() || new.is_empty() || self.kind == Kind::Release {
            return;
        }
        let features = |book: &Book<'a>, ids: &[&'a Arc<str>], open: &[usize]| -> Vec<Vec<u64>> {
            open.iter().map(|at| self.features(book, ids, *at)).collect()
        };
        let pairs = by_features(
            &features(&self.books.old, &self.old, &old),
            &features(&self.books.new, &self.new, &new),
            PROOF,
        );
        for (one, other) in pairs {
            if let (Some(old), Some(new)) = (old.get(one), new.get(other)) {
                self.pair(*old, *new, false);
            }
        }
    }

    fn features(&self, book: &Book<'a>, ids: &[&'a Arc<str>], at: usize) -> Vec<u64> {
        let mut found = statements(book, &self.sheet(book, ids, at));
        let page = ids.get(at).filter(|_| self.kind == Kind::Page).and_then(|path| book.page(path));
        if let Some(page) = page {
            let lines = page.text.prose.plain();
            found.extend(lines.lines().filter(|line| !line.trim().is_empty()).map(|line| hash_of(line.trim())));
        }
        found.sort_unstable();
        found
    }
}

/// What a thing says, as sorted hashes: its texts, what it refers to, and its title, which counts twice.
fn statements(book: &Book<'_>, sheet: &Sheet<'_>) -> Vec<u64> {
    let texts = sheet.lines.iter().filter_map(|line| line.said.text()).chain(sheet.title).chain(sheet.title);
    let things = sheet.lines.iter().filter(|line| matches!(line.said, Said::Things(_)));
    let things = things.map(|line| hash_of((line.slot.part, lines::raw_key(book, &line.said))));
    let mut found: Vec<u64> = texts.map(|text| hash_of(text.plain())).chain(things).collect();
    found.sort_unstable();
    found
}

fn is_same_line(books: &Books<'_>, old: &super::sheet::Line<'_>, new: &super::sheet::Line<'_>) -> bool {
    let same = |one: &Said<'_>, other: &Said<'_>| match (one.text(), other.text()) {
        (Some(one), Some(other)) => one.prose.key() == other.prose.key(),
        _ => lines::raw_key(&books.old, one) == lines::raw_key(&books.new, other),
    };
    let extras = old.extras.len() == new.extras.len()
        && old.extras.iter().zip(&new.extras).all(|(old, new)| old.0 == new.0 && same(&old.1, &new.1));
    let examples = old.examples.len() == new.examples.len()
        && old.examples.iter().zip(new.examples).all(|(old, new)| old.prose.key() == new.prose.key());
    same(&old.said, &new.said)
        && old.slot.is_at(&books.old, &new.slot, &books.new)
        && extras
        && examples
        && books.old.seen_by(old.audience) == books.new.seen_by(new.audience)
}

fn numbers<'a>(ids: &[&'a Arc<str>]) -> HashMap<&'a str, usize> {
    ids.iter().enumerate().map(|(at, id)| (&***id, at)).collect()
}
