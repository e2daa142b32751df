//! What is asked of a handbook's past, and what git answered.

use super::{Commit, Edition, History, Span, Spanned};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a handbook asks of its past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Whether anything is asked at all.
    pub enable: bool,
    /// The pattern of the tags that are releases; what is usual where the author names none.
    pub tags: Option<Spanned<String>>,
    /// The releases that the handbook itself defines, in its order.
    pub releases: Vec<AskedRelease>,
    /// The revision to hold the handbook against; none where nobody reviews it.
    pub base: Option<AskedBase>,
    /// The files and folders of the handbook, relative to its folder.
    pub paths: Vec<String>,
}

/// The revision that a handbook is to be held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedBase {
    /// What it is called; what is usually published where nobody says.
    pub name: Option<Arc<str>>,
    /// Where that is written, if it is in the handbook.
    pub span: Option<Span>,
}

/// A release that the handbook defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRelease {
    /// Its name.
    pub version: Arc<str>,
    /// When it was published, as written, a day or a time: the last commit on or before it holds the release, where
    /// nothing else says so.
    pub date: Arc<str>,
    /// The commit or tag that holds it.
    pub revision: Option<Arc<str>>,
    /// Where it is written.
    pub span: Span,
}

/// What is known of a handbook's past before a build begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The releases, newest first.
    pub releases: Vec<Edition>,
    /// Who changed which file when.
    pub history: History,
    /// With which of the releases each commit first came out, by its id; a commit that is not here is not released.
    pub arrivals: BTreeMap<Arc<str>, usize>,
    /// The published state that the handbook is held against.
    pub base: Option<Edition>,
    /// The commit that the handbook's folder stands on.
    pub head: Option<Commit>,
    /// Why nothing is known, or not all.
    pub gap: Option<Gap>,
}

impl Past {
    /// The same without what commits say: they may name what not all readers may see.
    #[must_use]
    pub fn unsaid(&self) -> Self {
        let mut past = Self { history: self.history.unsaid(), ..self.clone() };
        past.releases.iter_mut().for_each(|release| release.commit.subject = Arc::from(""));
        past.head.iter_mut().for_each(|head| head.subject = Arc::from(""));
        past.base.iter_mut().for_each(|base| base.commit.subject = Arc::from(""));
        past
    }

    /// Whether all that was asked for could be read.
    pub fn is_whole(&self) -> bool {
        self.gap.is_none() && self.releases.iter().all(|release| release.content.is_ok())
    }
}

/// Why a handbook's past is not known, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// The handbook asks for none.
    Off,
    /// The handbook does not lie in a git repository.
    Outside,
    /// This program was built without git.
    NotBuilt,
    /// Nothing has been committed yet.
    NoCommits,
    /// The clone is shallow: nothing is known before this day.
    Shallow(String),
    /// The repository cannot be read; what is wrong with it is reported, not published.
    Unreadable,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Moment, Snapshot};

    #[test]
    fn commits_may_be_kept_to_themselves() {
        let moment = Moment::default();
        let commit =
            || Commit { id: "a".into(), author: "A".into(), written: moment, committed: moment, subject: "S".into() };
        let content = Ok(Snapshot::default());
        let release = Edition { name: "1".into(), date: moment, commit: commit(), content, left_out: Vec::new() };
        let history = History::new(vec![commit()], BTreeMap::new(), vec![commit()]);
        let past = Past { releases: vec![release], history, head: Some(commit()), ..Past::default() }.unsaid();
        let told = [past.history.commits(), past.history.cut(), past.head.as_slice()].concat();
        assert!(told.len() == 3 && told.iter().all(|commit| commit.subject.is_empty() && &*commit.author == "A"));
        assert!(past.releases.iter().all(|release| release.commit.subject.is_empty()));
    }
}
