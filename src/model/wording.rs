//! How alike two sentences are, whatever their case, punctuation and little words.
//!
//! A sentence is seen as the set of its words and the list of its numbers. Words are in lower case, without hyphens
//! and apostrophes, in the singular, `z` and `s` taken for one letter (`organize`, `organise`); articles, prepositions,
//! pronouns and auxiliary verbs are left out. Two sentences are as alike as the share of words that both have (the
//! Sørensen–Dice coefficient, 0 to 1). Numbers are compared apart: a sentence with another number says something else,
//! however alike its words are.

use super::number::numbers;
use std::collections::HashMap;

/// At least this alike, two sentences speak of the same matter.
pub const ALIKE: f64 = 0.6;

/// At least this alike and with equal numbers, two sentences say the same. Of short sentences all words must agree: one
/// word can make the difference between two levels (`basic`, `complex`). Of sixteen words one may be missing.
pub const SAME: f64 = 0.94;

/// The words that occurred so far, each with its number.
#[derive(Debug, Default)]
pub struct Vocabulary {
    known: HashMap<Box<str>, u32>,
}

/// What a sentence is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The numbers of its words in the vocabulary, sorted, each once.
    words: Box<[u32]>,
    /// One bit for each word: what two sentences cannot share is seen without comparing the words.
    bits: u64,
    /// The numbers in it, sorted.
    numbers: Box<[f64]>,
}

impl Vocabulary {
    /// The wording of a sentence in plain words.
    pub fn wording(&mut self, sentence: &str) -> Wording {
        let found = numbers(sentence);
        let mut words = Vec::with_capacity(16);
        let mut from = 0;
        let ends = found.iter().map(|number| (number.place.start, number.place.end));
        for (end, next) in ends.chain([(sentence.len(), sentence.len())]) {
            self.words(sentence.get(from..end).unwrap_or_default(), &mut words);
            from = next;
        }
        words.sort_unstable();
        words.dedup();
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word % 64));
        let mut numbers: Box<[f64]> = found.into_iter().map(|number| number.value).collect();
        numbers.sort_unstable_by(f64::total_cmp);
        Wording { words: words.into(), bits, numbers }
    }

    fn words(&mut self, text: &str, words: &mut Vec<u32>) {
        let mut word = String::with_capacity(32);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\'' | '’' if letters.peek() == Some(&'s') => {
                    letters.next();
                }
                '-' | '‐' | '‑' | '\'' | '’' => {}
                'z' | 'Z' => word.push('s'),
                letter if letter.is_ascii_alphanumeric() => word.push(letter.to_ascii_lowercase()),
                letter if letter.is_alphanumeric() => word.extend(letter.to_lowercase()),
                _ => self.take(&mut word, words),
            }
        }
        self.take(&mut word, words);
    }

    /// Adds the word to the words, unless it is a little one, and begins another.
    fn take(&mut self, word: &mut String, words: &mut Vec<u32>) {
        if !word.is_empty() && !is_little(word) {
            singular(word);
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            let number = match self.known.get(word.as_str()) {
                Some(number) => *number,
                None => *self.known.entry(word.as_str().into()).or_insert(next),
            };
            words.push(number);
        }
        word.clear();
    }
}

impl Wording {
    /// How alike two wordings of one vocabulary are, from 0 to 1, where that is at least `least`.
    pub fn likeness(&self, other: &Self, least: f64) -> Option<f64> {
        let all = self.words.len() + other.words.len();
        let missing = |mine: &Self, theirs: &Self| (mine.bits & !theirs.bits).count_ones() as usize;
        let at_most = |mine: &Self, theirs: &Self| mine.words.len().saturating_sub(missing(mine, theirs));
        let share = |shared: usize| 2.0 * shared as f64 / all as f64;
        if all == 0 || share(at_most(self, other).min(at_most(other, self))) < least {
            return None;
        }
        Some(share(shared(&self.words, &other.words))).filter(|likeness| *likeness >= least)
    }

    /// Whether both hold the same numbers.
    pub fn has_numbers_of(&self, other: &Self) -> bool {
        self.numbers == other.numbers
    }
}

/// How many members two sorted lists share.
pub fn shared<T: Ord>(mut one: &[T], mut other: &[T]) -> usize {
    let mut count = 0;
    while let ([first, rest @ ..], [second, others @ ..]) = (one, other) {
        match first.cmp(second) {
            std::cmp::Ordering::Less => one = rest,
            std::cmp::Ordering::Greater => other = others,
            std::cmp::Ordering::Equal => {
                count += 1;
                (one, other) = (rest, others);
            }
        }
    }
    count
}

/// Takes the plural's ending off an English word.
fn singular(word: &mut String) {
    if word.len() < 4 || !word.ends_with('s') {
        return;
    }
    if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return;
    }
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
        return;
    }
    let hisses = ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending));
    word.truncate(word.len() - if hisses { 2 } else { 1 });
}

/// Whether a word in lower case carries no meaning of its own. Quantities and negations are not among them.
pub(super) fn is_little(word: &str) -> bool {
    word.len() <= 5 && LITTLE.binary_search(&word).is_ok()
}

const LITTLE: &[&str] = &[
    "a", "also", "an", "and", "are", "as", "at", "be", "been", "by", "did", "do", "does", "for", "from", "had", "has",
    "have", "in", "into", "is", "it", "its", "of", "on", "one", "ones", "she", "so", "than", "that", "the", "their",
    "them", "then", "these", "they", "this", "those", "to", "was", "were", "when", "which", "who", "whose", "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> f64 {
        let mut known = Vocabulary::default();
        let (one, other) = (known.wording(one), known.wording(other));
        one.likeness(&other, 0.0).unwrap_or(0.0)
    }

    #[test]
    fn little_words_are_sorted() {
        assert!(LITTLE.is_sorted());
        assert!(LITTLE.iter().all(|word| is_little(word)));
    }

    #[test]
    fn form_does_not_matter() {
        for (one, other) in [
            ("Leads the post-mortems.", "leads postmortem"),
            ("Organizes a team’s processes", "Organise the process of teams"),
            ("Reviews strategies & policies", "reviews strategy, policy"),
            ("Owns class status analysis", "OWNS the class status analysis"),
        ] {
            assert_eq!(likeness(one, other), 1.0, "{one} / {other}");
        }
    }

    #[test]
    fn one_word_of_few_makes_a_difference() {
        let basic =
            likeness("Finds the cause of basic pipeline failures", "Finds the cause of complex pipeline failures");
        assert!((ALIKE..SAME).contains(&basic));
        let more = likeness("Mentors engineers", "Mentors senior engineers");
        assert!((ALIKE..SAME).contains(&more));
        assert!(likeness("Plans capacity", "Plans load tests") < ALIKE);
        assert_eq!(likeness("", ""), 0.0);
    }

    #[test]
    fn numbers_stand_apart_from_words() {
        let mut known = Vocabulary::default();
        let small = known.wording("Designs for 1M users at 99.9 %");
        let large = known.wording("Designs for 10M+ users at 99.99%");
        assert_eq!(small.likeness(&large, SAME), Some(1.0));
        assert!(!small.has_numbers_of(&large));
        assert!(small.has_numbers_of(&known.wording("99.9 % of 1,000,000")));
    }

    #[test]
    fn bits_never_hide_what_is_alike() {
        let mut known = Vocabulary::default();
        let many: Vec<String> = (0..200).map(|at| format!("word{at}x")).collect();
        let all = known.wording(&many.join(" "));
        let most = known.wording(&many[..180].join(" "));
        assert_eq!(all.likeness(&most, ALIKE), Some(360.0 / 380.0));
    }
}
