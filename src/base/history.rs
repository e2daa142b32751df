//! Who changed which file of a handbook when, and the editions that came of it.

use super::{Diagnostic, Moment, Snapshot};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A commit as readers see it. Addresses of mail are left out: they are nobody's business on a published page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Commit {
    /// Its whole id, in lower-case hexadecimal.
    pub id: Arc<str>,
    /// The name of who wrote it.
    pub author: Arc<str>,
    /// When its author wrote it.
    pub written: Moment,
    /// When it came into the history; later than `written` when it was rebased, or merged as one commit.
    pub committed: Moment,
    /// The first paragraph of its message, on one line.
    pub subject: Arc<str>,
}

/// One published state of a handbook: a release, or any revision that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What it is called: the name of a tag, the version of a release, or the revision as it was asked for.
    pub name: Arc<str>,
    /// When it was published: the date of an annotated tag, or when the commit came into the history.
    pub date: Moment,
    /// The commit that holds it.
    pub commit: Commit,
    /// Its files, or why they cannot be read. Files that did not change share their bytes with other editions.
    pub content: Result<Snapshot, Diagnostic>,
    /// The files of it that were left out, and why; their paths are those of that time.
    pub left_out: Vec<Diagnostic>,
}

/// What a commit did to a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// The file was not there before.
    Added,
    /// The file's bytes or its mode changed.
    Changed,
    /// The file is no longer there.
    Removed,
    /// The file came from another path, by itself or with changes to its text.
    Renamed {
        /// The path that it had before.
        from: Arc<str>,
    },
}

/// A commit that changed a file under one name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Touch {
    /// The number of the commit in [`History::commits`].
    pub commit: usize,
    /// What it did.
    pub deed: Deed,
}

/// A step in the life of a file that may have had other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The commit.
    pub commit: &'a Commit,
    /// What it did.
    pub deed: &'a Deed,
    /// The file's path after it.
    pub path: &'a Arc<str>,
}

/// Which commits changed which files of a handbook. Empty where there is no history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    commits: Vec<Commit>,
    files: BTreeMap<Arc<str>, Vec<Touch>>,
    cut: Vec<Commit>,
}

impl History {
    /// The history of `files` by path relative to the handbook's folder. `commits` are newest first, so the touches of
    /// each file are in ascending order of their numbers. `cut` are the commits behind which nothing is known.
    pub fn new(commits: Vec<Commit>, files: BTreeMap<Arc<str>, Vec<Touch>>, cut: Vec<Commit>) -> Self {
        Self { commits, files, cut }
    }

    /// The same without what commits say.
    #[must_use]
    pub fn unsaid(&self) -> Self {
        let mut history = self.clone();
        let commits = history.commits.iter_mut().chain(&mut history.cut);
        commits.for_each(|commit| commit.subject = Arc::from(""));
        history
    }

    /// The commits that changed any file, newest first, none of them before one that builds on it.
    pub fn commits(&self) -> &[Commit] {
        &self.commits
    }

    /// The paths that were ever changed, those of files that are gone included, in byte order.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.keys()
    }

    /// The commits that changed what had this very path, newest first, as `git log -- path` lists them.
    pub fn touches(&self, path: &str) -> &[Touch] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    /// The life of the file at `path`, newest first, under all names that it had.
    pub fn of(&self, path: &str) -> Vec<Change<'_>> {
        let (mut changes, mut next) = (Vec::new(), self.files.get_key_value(path));
        let mut newest = 0;
        while let Some((path, touches)) = next.take() {
            for touch in touches.iter().filter(|touch| touch.commit >= newest) {
                let Some(commit) = self.commits.get(touch.commit) else { continue };
                changes.push(Change { commit, deed: &touch.deed, path });
                if let Deed::Renamed { from } = &touch.deed {
                    newest = touch.commit + 1;
                    next = self.files.get_key_value(from);
                    break;
                }
            }
        }
        changes
    }

    /// The commit that last changed the file at `path`.
    pub fn last(&self, path: &str) -> Option<&Commit> {
        self.commits.get(self.touches(path).first()?.commit)
    }

    /// The commits behind which nothing is known, newest first: those at which a shallow clone ends.
    pub fn cut(&self) -> &[Commit] {
        &self.cut
    }

    /// Whether the file at `path` may have a past that is not known.
    pub fn is_cut(&self, path: &str) -> bool {
        !self.cut.is_empty() && self.of(path).last().is_none_or(|first| *first.deed != Deed::Added)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit(id: &str) -> Commit {
        let moment = Moment::default();
        Commit { id: id.into(), author: "A".into(), written: moment, committed: moment, subject: id.into() }
    }

    fn history(files: &[(&str, &[(usize, Deed)])], cut: Vec<Commit>) -> History {
        let touches = |touches: &[(usize, Deed)]| {
            touches.iter().map(|(commit, deed)| Touch { commit: *commit, deed: deed.clone() }).collect()
        };
        let files = files.iter().map(|(path, all)| (Arc::from(*path), touches(all))).collect();
        History::new(["d", "c", "b", "a"].map(commit).into(), files, cut)
    }

    #[test]
    fn a_life_goes_on_under_the_names_of_before() {
        let renamed = || Deed::Renamed { from: "old.md".into() };
        let files: &[(&str, &[(usize, Deed)])] = &[
            ("new.md", &[(0, Deed::Changed), (1, renamed())]),
            ("old.md", &[(0, Deed::Added), (1, Deed::Removed), (2, Deed::Changed), (3, Deed::Added)]),
        ];
        let history = history(files, Vec::new());
        let life: Vec<_> = history.of("new.md").iter().map(|change| (&*change.commit.id, &**change.path)).collect();
        assert_eq!(life, [("d", "new.md"), ("c", "new.md"), ("b", "old.md"), ("a", "old.md")]);
        assert_eq!(history.last("old.md").map(|commit| &*commit.id), Some("d"));
        assert!(history.of("none.md").is_empty() && history.last("none.md").is_none());
        assert!(!history.is_cut("new.md"));
    }

    #[test]
    fn names_that_lead_back_to_each_other_end() {
        let from = |path: &str| Deed::Renamed { from: path.into() };
        let history =
            history(&[("a", &[(0, from("b")), (2, from("b"))]), ("b", &[(1, from("a")), (3, from("a"))])], vec![]);
        assert_eq!(history.of("a").len(), 4);
    }

    #[test]
    fn only_a_file_whose_beginning_is_known_is_whole() {
        let files: &[(&str, &[(usize, Deed)])] = &[("new", &[(1, Deed::Added)]), ("old", &[(1, Deed::Changed)])];
        let history = history(files, vec![commit("a")]);
        assert!(!history.is_cut("new"));
        assert!(history.is_cut("old") && history.is_cut("untouched"));
    }
}
