//! A set of files by number that may hold all that have no number yet.

const BITS: usize = u64::BITS as usize;

/// Which files a walk still follows at a commit. Files get their numbers when they are first met, so a set says of the
/// unmet too whether it holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Interest {
    words: Vec<u64>,
    /// Whether it holds all files beyond `words`.
    rest: bool,
}

impl Interest {
    /// The set of all files.
    pub(super) fn all() -> Self {
        Self { words: Vec::new(), rest: true }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.rest && self.words.iter().all(|word| *word == 0)
    }

    pub(super) fn has(&self, file: usize) -> bool {
        (self.word(file / BITS) >> (file % BITS)) & 1 == 1
    }

    pub(super) fn insert(&mut self, file: usize) {
        if self.words.len() <= file / BITS {
            self.words.resize(file / BITS + 1, self.beyond());
        }
        self.words[file / BITS] |= 1 << (file % BITS);
    }

    /// Adds what `other` holds.
    pub(super) fn join(&mut self, other: &Self) {
        self.combine(other, |own, other| own | other);
        self.rest |= other.rest;
    }

    /// Keeps only what `other` holds too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.combine(other, |own, other| own & other);
        self.rest &= other.rest;
    }

    /// Takes out what `other` holds.
    pub(super) fn remove(&mut self, other: &Self) {
        self.combine(other, |own, other| own & !other);
        self.rest &= !other.rest;
    }

    fn combine(&mut self, other: &Self, both: impl Fn(u64, u64) -> u64) {
        let beyond = self.beyond();
        self.words.resize(self.words.len().max(other.words.len()), beyond);
        for (at, word) in self.words.iter_mut().enumerate() {
            *word = both(*word, other.word(at));
        }
    }

    fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or_else(|| self.beyond())
    }

    fn beyond(&self) -> u64 {
        if self.rest { u64::MAX } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(files: &[usize]) -> Interest {
        let mut set = Interest::default();
        files.iter().for_each(|file| set.insert(*file));
        set
    }

    #[test]
    fn the_set_of_all_files_holds_those_that_are_met_later() {
        let mut all = Interest::all();
        all.remove(&set(&[3, 200]));
        assert!(!all.has(3) && !all.has(200) && all.has(4) && all.has(201) && all.has(10_000));
        all.insert(500);
        assert!(all.has(400) && all.has(500));
        let mut few = set(&[3]);
        few.join(&all);
        assert!(few.has(3) && !few.has(200) && few.has(10_000));
    }

    #[test]
    fn what_is_kept_is_in_both() {
        let mut all = Interest::all();
        all.keep(&set(&[1, 70]));
        assert_eq!((all.has(1), all.has(70), all.has(2), all.has(1_000)), (true, true, false, false));
        all.keep(&set(&[2]));
        assert!(all.is_empty() && !Interest::all().is_empty());
        let mut few = set(&[1, 2]);
        few.remove(&Interest::all());
        assert!(few.is_empty());
    }
}
