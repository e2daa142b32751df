//! The words of all pages as numbers, kept between builds: an index is then made without looking at most words again.

use super::digest::{Digest, Place};
use super::index::{Form, Index};
use super::stem::Stems;
use super::words::folded;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// What is kept for each language.
#[derive(Debug, Default)]
pub(in crate::render) struct Lexicons {
    by_language: Mutex<BTreeMap<String, Lexicon>>,
}

impl Lexicons {
    /// The index of pages; a page's number is its place among them. Pages that neither are among them nor held by
    /// somebody else are forgotten, and words once most of them are of such pages.
    pub(super) fn index(&self, pages: &[Arc<Digest>], language: &str) -> Index {
        let mut all = self.by_language.lock().unwrap_or_else(PoisonError::into_inner);
        let lexicon = all.entry(language.to_owned()).or_default();
        let index = lexicon.index(pages, &Stems::of(language));
        all.values_mut().for_each(Lexicon::turn);
        all.retain(|_, lexicon| !lexicon.pages.is_empty());
        index
    }
}

/// So many words more than twice those of the last index are kept.
const SPARE: usize = 50_000;

/// The words of one language that some page had.
#[derive(Debug, Default)]
struct Lexicon {
    numbers: HashMap<Arc<str>, u32>,
    words: Vec<Word>,
    stem_numbers: HashMap<Arc<str>, u32>,
    stems: Vec<Arc<str>>,
    /// The words by their forms, and the stems, in order.
    word_order: Vec<u32>,
    stem_order: Vec<u32>,
    /// The words of a page with their places, by the allocation of its digest.
    pages: HashMap<usize, Page>,
    /// How many words the last index had.
    wanted: usize,
}

/// A word.
#[derive(Debug)]
struct Word {
    form: Box<str>,
    stem: u32,
    root: u32,
}

/// A page that was indexed.
#[derive(Debug)]
struct Page {
    /// Held, so that no other digest can be where it is.
    digest: Arc<Digest>,
    words: Vec<(u32, Place)>,
    /// Whether this build has it.
    is_here: bool,
}

impl Lexicon {
    fn index(&mut self, pages: &[Arc<Digest>], stems: &Stems) -> Index {
        pages.iter().for_each(|page| self.read(page, stems));
        self.sort();
        let mut used = vec![false; self.words.len()];
        let mut lists: Vec<Vec<(u32, Place)>> = vec![Vec::new(); self.stems.len()];
        for (at, page) in pages.iter().enumerate() {
            let words = self.pages.get(&address(page)).map_or(&[][..], |page| &page.words);
            for (number, place) in words {
                let Some(word) = self.words.get(*number as usize) else { continue };
                used.get_mut(*number as usize).into_iter().for_each(|used| *used = true);
                lists.get_mut(word.stem as usize).into_iter().for_each(|list| stand(list, at as u32, *place));
            }
        }
        let mut ranks = vec![0; self.stems.len()];
        let mut in_order = Vec::with_capacity(lists.len());
        for stem in &self.stem_order {
            let list = lists.get_mut(*stem as usize).map(std::mem::take).unwrap_or_default();
            if let (false, Some(rank)) = (list.is_empty(), ranks.get_mut(*stem as usize)) {
                *rank = in_order.len() as u32;
                in_order.push(list);
            }
        }
        let words = self.word_order.iter().filter(|number| used.get(**number as usize) == Some(&true));
        let words = words.filter_map(|number| self.words.get(*number as usize));
        let rank = |word: &Word| ranks.get(word.stem as usize).copied().unwrap_or_default();
        let form = |word: &Word| Form { word: word.form.to_string(), stem: rank(word), root: word.root };
        let mut forms: Vec<Form> = words.map(form).collect();
        self.wanted = forms.len();
        forms.dedup();
        Index { forms, lists: in_order }
    }

    /// Learns the words of a page that is new.
    fn read(&mut self, page: &Arc<Digest>, stems: &Stems) {
        if let Some(known) = self.pages.get_mut(&address(page)) {
            known.is_here = true;
            return;
        }
        let words = page.words.iter().map(|(word, place)| (self.number(word, stems), place)).collect();
        self.pages.insert(address(page), Page { digest: page.clone(), words, is_here: true });
    }

    fn number(&mut self, word: &str, stems: &Stems) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let (stem, form) = (stems.stem(word), folded(word));
        let root = if form.starts_with(&stem) { stem.chars().count() as u32 } else { 0 };
        let next = self.stems.len() as u32;
        let stem: Arc<str> = stem.into();
        let stem_number = *self.stem_numbers.entry(stem.clone()).or_insert(next);
        if stem_number == next {
            self.stems.push(stem);
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.into(), number);
        self.words.push(Word { form: form.into(), stem: stem_number, root });
        number
    }

    /// Brings new words and stems to their places among the others.
    fn sort(&mut self) {
        let (words, stems) = (&self.words, &self.stems);
        let stem = |number: u32| stems.get(number as usize);
        if self.stem_order.len() < stems.len() {
            self.stem_order.extend(self.stem_order.len() as u32..stems.len() as u32);
            self.stem_order.sort_by_key(|number| stem(*number));
        }
        if self.word_order.len() < words.len() {
            let place = |number: &u32| words.get(*number as usize).map(|word| (&word.form, stem(word.stem), word.root));
            self.word_order.extend(self.word_order.len() as u32..words.len() as u32);
            self.word_order.sort_by(|one, other| place(one).cmp(&place(other)));
        }
    }

    fn turn(&mut self) {
        self.pages.retain(|_, page| std::mem::take(&mut page.is_here) || Arc::strong_count(&page.digest) > 1);
        if self.words.len() > 2 * self.wanted + SPARE {
            *self = Self::default();
        }
    }
}

/// Adds that a word stands on a page; of several places on one page, the best counts.
fn stand(list: &mut Vec<(u32, Place)>, page: u32, place: Place) {
    match list.last_mut() {
        Some((last, best)) if *last == page => *best = place.min(*best),
        _ => list.push((page, place)),
    }
}

/// What tells a digest from all others that are held.
fn address(page: &Arc<Digest>) -> usize {
    Arc::as_ptr(page).addr()
}

#[cfg(test)]
mod tests {
    use super::super::{digest, index};
    use super::*;
    use crate::base::Route;
    use crate::view::search::{Entry, Group, Part};

    fn page(number: usize, text: &str) -> Arc<Digest> {
        let part = Part { text: text.into(), ..Part::default() };
        let (also, note, tone) = (Vec::new(), String::new(), None);
        let entry = Entry { group: Group::Pages, title: "Ways".into(), also, note, tone, parts: vec![part] };
        Arc::new(digest::digest(entry, &Route::new(format!("{number}.html")).unwrap()))
    }

    #[test]
    fn it_finds_what_an_index_from_nothing_finds() {
        let texts =
            ["Leads leading résumé resume", "he led; leaders lead, Maßstab", "résumés 2026 wayside", "lead LEAD way"];
        let mut pages: Vec<_> = (0..12).map(|at| page(at, texts[at % 4])).collect();
        let lexicons = Lexicons::default();
        for round in 0..8 {
            pages.remove(round);
            pages.insert(round / 2, page(90 + round, &format!("{} rounds {round}a", texts[round % 4])));
            let (warm, fresh) = (lexicons.index(&pages, "en"), index::index(&pages, &Stems::of("en")));
            assert_eq!(warm, fresh, "round {round}");
        }
        assert!(lexicons.by_language.lock().unwrap()["en"].pages.len() <= pages.len());
    }
}
