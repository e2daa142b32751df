//! Words that readers of today may not see, and how they are found in what was written before.

use super::spoken::Open;
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;

/// Words that are shorter than this, in letters, are only found where they stand alone.
const SHORTEST: usize = 4;

/// Words that readers may not see.
#[derive(Clone, Debug, Default)]
pub(super) struct Secrets {
    /// The words with single spaces.
    known: BTreeSet<String>,
    /// Words that everyone can read.
    open: BTreeSet<String>,
    /// Whether words were added that are not looked for yet.
    fresh: bool,
    /// How often words were added and then looked for in what is open.
    settled: usize,
    finder: Option<AhoCorasick>,
}

impl Secrets {
    /// Learns some words.
    pub(super) fn add(&mut self, words: &str) {
        let words = spaced(words);
        if words.contains(char::is_alphanumeric) && !self.open.contains(&words) {
            self.fresh |= self.known.insert(words);
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// All words that it has learned: those that are secret, and those that can be read anyway.
    pub(super) fn words(&self) -> (&BTreeSet<String>, &BTreeSet<String>) {
        (&self.known, &self.open)
    }

    /// How often it has forgotten what can be read anyway, after it had learned some words.
    pub(super) fn settled(&self) -> usize {
        self.settled
    }

    /// Forgets what can be read in `open` anyway, and gets ready to look for the rest.
    pub(super) fn settle(&mut self, open: &Open) {
        if !std::mem::take(&mut self.fresh) {
            return;
        }
        self.settled += 1;
        let open = open.find(&self.known.iter().collect::<Vec<_>>());
        let all = std::mem::take(&mut self.known).into_iter().enumerate();
        let (open, known): (Vec<_>, Vec<_>) = all.partition(|(at, _)| open.contains(at));
        self.known = known.into_iter().map(|(_, words)| words).collect();
        self.open.extend(open.into_iter().map(|(_, words)| words));
        let long = self.known.iter().filter(|words| words.chars().count() >= SHORTEST);
        self.finder = AhoCorasick::new(long).ok();
    }

    /// Whether some words are secret, or hold what is.
    pub(super) fn are_in(&self, words: &str) -> bool {
        if self.known.is_empty() {
            return false;
        }
        let words = spaced(words);
        let inside = |finder: &AhoCorasick| {
            finder.find_overlapping_iter(&words).any(|found| is_whole(&words, found.start(), found.end()))
        };
        self.known.contains(&words) || self.finder.as_ref().is_some_and(inside)
    }
}

/// Finds whole words in long texts.
pub(super) struct Finder(Option<AhoCorasick>);

impl Finder {
    /// A finder of some words.
    pub(super) fn new(words: &[&String]) -> Self {
        // The first bytes of words are everywhere: to look for them alone first takes longer than to look for all.
        Self(AhoCorasick::builder().prefilter(false).build(words).ok())
    }

    /// The numbers of those that are in a text, each as often as it is there.
    pub(super) fn find<'f>(&'f self, text: &'f str) -> impl Iterator<Item = usize> + 'f {
        let found = self.0.iter().flat_map(move |finder| finder.find_overlapping_iter(text));
        found.filter(|found| is_whole(text, found.start(), found.end())).map(|found| found.pattern().as_usize())
    }
}

/// Words in lower case with single spaces between them: another spelling is no other secret.
pub(super) fn spaced(words: &str) -> String {
    let mut spaced = String::with_capacity(words.len());
    for word in words.to_lowercase().split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// Whether words do not begin or end inside another word; a plural is the same word.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_inner = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (before, found, after) = (text.get(..start), text.get(start..end), text.get(end..));
    let (Some(before), Some(found), Some(after)) = (before, found, after) else { return false };
    let opens = is_inner(before.chars().next_back()) && is_inner(found.chars().next());
    let after = after.strip_prefix('s').filter(|after| !is_inner(after.chars().next())).unwrap_or(after);
    let goes_on = is_inner(found.chars().next_back()) && is_inner(after.chars().next());
    !opens && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_whole_words_that_nobody_can_read_anyway() {
        let mut secrets = Secrets::default();
        ["Night  Watch", "Night Watch", " – ", "Mentors", "12"].into_iter().for_each(|words| secrets.add(words));
        assert_eq!(secrets.len(), 3);
        let mut open = Open::default();
        open.add("mentors others night  Watchers");
        secrets.settle(&open);
        assert_eq!(secrets.len(), 2);
        assert!(!secrets.are_in("of two night watches") && secrets.are_in("Two Night Watchs"));
        assert!(secrets.are_in("leads the night\nWatch, at night") && !secrets.are_in("Night Watchers"));
        assert!(!secrets.are_in("Mentors") && secrets.are_in("12") && !secrets.are_in("12 people"));
    }
}
