//! Which texts of two lists are alike, pairing each at most once, the most alike first.
//!
//! Two texts are as alike as the share of words that both have (the Sørensen–Dice coefficient, 0 to 1), of all words
//! or of those that carry meaning, whichever is more. Texts of a few words may also differ in letters.

use super::words::{is_word, tokens};
use crate::model::wording::{Vocabulary, Wording, shared};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Up to this many pairs all are compared; of more only those that share a rare feature.
const ALL_PAIRS: usize = 4096;

/// A feature that more than this many texts of one list have is not rare.
const RARE: usize = 32;

/// Up to this many words a text may differ from another in letters.
const SHORT: usize = 3;

/// How alike in letters short texts must be: the normalised Damerau–Levenshtein likeness of a slip of the pen.
const SLIP: f64 = 0.75;

/// The words of texts that are compared with each other.
#[derive(Debug, Default)]
pub(super) struct Words {
    vocabulary: Vocabulary,
}

/// What a text is compared by.
#[derive(Debug)]
pub(super) struct Bag {
    /// Hashes of all its words in lower case, sorted.
    words: Vec<u64>,
    meaning: Wording,
    /// The text in lower case, where it is short.
    short: Option<String>,
}

impl Words {
    /// What a text in plain words is compared by.
    pub(super) fn bag(&mut self, text: &str) -> Bag {
        let lower = text.to_lowercase();
        let mut words: Vec<u64> = tokens(&lower).filter(|token| is_word(token)).map(hash_of).collect();
        words.sort_unstable();
        let short = (words.len() <= SHORT && lower.len() < 100).then_some(lower);
        Bag { words, meaning: self.vocabulary.wording(text), short }
    }
}

impl Bag {
    /// How alike two texts are.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let words = dice(&self.words, &other.words);
        let alike = words.max(self.meaning(other));
        match (&self.short, &other.short) {
            (Some(one), Some(other)) if alike < SLIP => {
                let letters = strsim::normalized_damerau_levenshtein(one, other);
                if letters >= SLIP { letters } else { alike }
            }
            _ => alike,
        }
    }

    fn meaning(&self, other: &Self) -> f64 {
        self.meaning.likeness(&other.meaning, 0.0).unwrap_or(0.0)
    }

    /// How alike two texts are in what they are about: in the words that carry meaning, where they share such words.
    pub(super) fn matter(&self, other: &Self) -> f64 {
        let meaning = self.meaning(other);
        if meaning > 0.0 { meaning } else { self.likeness(other) }
    }

    /// Whether one text says all words of the other, and more.
    pub(super) fn holds_or_is_held_by(&self, other: &Self) -> bool {
        let shared = shared(&self.words, &other.words);
        let (fewer, more) = (self.words.len().min(other.words.len()), self.words.len().max(other.words.len()));
        shared == fewer && more > fewer && self.meaning(other) < 1.0
    }
}

/// Pairs of the numbers of texts of two lists that are at least `least` alike, by the numbers of the old ones.
pub(super) fn pairs(old: &[&Bag], new: &[&Bag], least: f64) -> Vec<(usize, usize)> {
    let words = |bags: &[&Bag]| -> Vec<Vec<u64>> { bags.iter().map(|bag| bag.words.clone()).collect() };
    let candidates = candidates(&words(old), &words(new));
    let scored = candidates.into_iter().filter_map(|(one, other)| {
        let likeness = old.get(one)?.likeness(new.get(other)?);
        (likeness >= least).then_some((likeness, one, other))
    });
    best(scored.collect())
}

/// Pairs of the numbers of two lists of things by their features, sorted, that share at least `least` of them.
pub(super) fn by_features(old: &[Vec<u64>], new: &[Vec<u64>], least: f64) -> Vec<(usize, usize)> {
    let scored = candidates(old, new).into_iter().filter_map(|(one, other)| {
        let likeness = dice(old.get(one)?, new.get(other)?);
        (likeness >= least).then_some((likeness, one, other))
    });
    best(scored.collect())
}

/// The share of the members that two sorted lists share.
pub fn dice(one: &[u64], other: &[u64]) -> f64 {
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * shared(one, other) as f64 / all as f64 }
}

/// The hash of a value, the same in every run.
pub fn hash_of<T: Hash>(value: T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The pairs that are worth comparing: the same whichever list is the old one.
fn candidates(old: &[Vec<u64>], new: &[Vec<u64>]) -> BTreeSet<(usize, usize)> {
    if old.len().saturating_mul(new.len()) <= ALL_PAIRS {
        return (0..old.len()).flat_map(|one| (0..new.len()).map(move |other| (one, other))).collect();
    }
    let (by_old, by_new) = (holders(old), holders(new));
    let mut found = BTreeSet::new();
    for (feature, ones) in by_old {
        let Some(others) = by_new.get(&feature) else { continue };
        if ones.len() <= RARE && others.len() <= RARE {
            found.extend(ones.iter().flat_map(|one| others.iter().map(|other| (*one, *other))));
        }
    }
    // Where nothing rare is shared, what stands in the same place may still be the same.
    found.extend((0..old.len().min(new.len())).map(|at| (at, at)));
    found
}

fn holders(lists: &[Vec<u64>]) -> BTreeMap<u64, Vec<usize>> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, features) in lists.iter().enumerate() {
        for feature in features {
            let known = holders.entry(*feature).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
    }
    holders
}

/// The most alike pairs, each number once; of equal ones those that stand nearest to each other, then the first. The
/// same whichever list is the old one.
fn best(mut scored: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    let order = |(_, one, other): &(f64, usize, usize)| (one.abs_diff(*other), one + other, Reverse(*one));
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| order(a).cmp(&order(b))));
    let (mut used_old, mut used_new, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, one, other) in scored {
        if !used_old.contains(&one) && !used_new.contains(&other) {
            used_old.insert(one);
            used_new.insert(other);
            pairs.push((one, other));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paired(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
        let mut words = Words::default();
        let old: Vec<Bag> = old.iter().map(|text| words.bag(text)).collect();
        let new: Vec<Bag> = new.iter().map(|text| words.bag(text)).collect();
        pairs(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>(), 0.5)
    }

    #[test]
    fn pairs_the_most_alike_first() {
        let old = ["Mentors engineers", "Leads the design of systems", "Writes"];
        let new = ["Leads the design of large systems", "Coaches engineers", "Paints walls"];
        assert_eq!(paired(&old, &new), [(0, 1), (1, 0)]);
        assert_eq!(paired(&["Mentorring"], &["Mentoring"]), [(0, 0)]);
        assert_eq!(paired(&["Is on the team"], &["Is on the board"]), [(0, 0)]);
        assert_eq!(paired(&[], &["a"]), []);
    }

    #[test]
    fn many_texts_are_paired_by_their_rare_words() {
        let text = |at: usize| format!("Owns the service number{at} and its budget{}", at / 2);
        let old: Vec<String> = (0..500).map(text).collect();
        let new: Vec<String> = (0..500).rev().map(|at| text(at) + " alone").collect();
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
        assert_eq!(paired(&old, &new), (0..500).map(|at| (at, 499 - at)).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn pairs_are_the_same_backwards(old in proptest::collection::vec("[a-c]( [a-c]){0,3}", 0..6), new in proptest::collection::vec("[a-c]( [a-c]){0,3}", 0..6)) {
            let (old, new): (Vec<&str>, Vec<&str>) = (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
            let mut backwards: Vec<_> = paired(&new, &old).into_iter().map(|(one, other)| (other, one)).collect();
            backwards.sort_unstable();
            prop_assert_eq!(paired(&old, &new), backwards);
        }
    }
}
