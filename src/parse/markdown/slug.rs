//! The ids of headings, as GitHub makes them.

use crate::base::slug;
use std::collections::HashMap;

/// The ids given on one page so far.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    /// How often each id was asked for again.
    given: HashMap<String, u32>,
}

impl Slugs {
    /// The id of a heading with the given words, unlike all before.
    pub(super) fn of(&mut self, words: &str) -> Box<str> {
        let slug = slug(words);
        self.unlike(if slug.is_empty() { "section".to_owned() } else { slug })
    }

    /// The id that an author asked for, and whether it was still free; otherwise it gets a number.
    pub(super) fn asked(&mut self, id: &str) -> (Box<str>, bool) {
        let free = !self.given.contains_key(id);
        (self.unlike(id.to_owned()), free)
    }

    fn unlike(&mut self, wanted: String) -> Box<str> {
        let mut id = wanted.clone();
        while self.given.contains_key(&id) {
            let count = self.given.entry(wanted.clone()).or_default();
            *count += 1;
            id = format!("{wanted}-{count}");
        }
        self.given.insert(id.clone(), 0);
        id.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_what_github_makes() {
        for (words, expected) in [
            ("Hello, World!", "hello-world"),
            ("C++ & Go", "c--go"),
            ("Team Lead / Senior Engineer (Manager 4 / IC 5)", "team-lead--senior-engineer-manager-4--ic-5"),
            ("Größe über_alles", "größe-über_alles"),
            ("🎯 Goals", "-goals"),
            ("Привет non-latin 你好", "привет-non-latin-你好"),
            ("1:1s", "11s"),
            ("  spaced  ", "spaced"),
        ] {
            assert_eq!(slug(words), expected);
        }
    }

    #[test]
    fn ids_are_unique() {
        let mut slugs = Slugs::default();
        let ids: Vec<_> = ["Foo", "foo", "Foo 1", "foo", "🎯", "!"].iter().map(|words| slugs.of(words)).collect();
        let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
        assert_eq!(ids, ["foo", "foo-1", "foo-1-1", "foo-2", "section", "section-1"]);
        assert_eq!(slugs.asked("foo"), ("foo-3".into(), false));
        assert_eq!(slugs.asked("Bar"), ("Bar".into(), true));
    }
}
