//! The answer of a program that was built without git: there is no repository.

use super::{Error, Repository, Revision, Tag};
use crate::base::{Commit, Diagnostic, Edition, History, Moment, Snapshot};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Repository {
    /// Never opens a repository.
    ///
    /// # Errors
    ///
    /// Always: the program was built without git.
    pub fn open(_handbook: &Path) -> Result<Option<Self>, Error> {
        Err(Error::NotBuilt)
    }

    /// Names nothing, as there is no repository.
    pub fn folders(&self) -> (PathBuf, PathBuf) {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn snapshot(
        &self,
        _commit: &Commit,
        _paths: &[&str],
        _output: Option<&str>,
    ) -> Result<(Snapshot, Vec<Diagnostic>), Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn edition(
        &self,
        _name: &str,
        _published: (Commit, Moment),
        _book: &str,
        _inputs: impl FnOnce(&Snapshot) -> (Vec<String>, Option<String>),
    ) -> Edition {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn history(&self, _paths: &[&str]) -> Result<History, Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn head(&self) -> Result<Option<Commit>, Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn user(&self) -> Option<String> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn behind(&self, _commit: &Commit) -> Result<HashSet<Arc<str>>, Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn arrivals(&self, _head: &Commit, _tips: &[&Commit]) -> Result<BTreeMap<Arc<str>, usize>, Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn revision(&self, _text: &str) -> Result<Revision, Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn published(&self) -> Result<Option<(Arc<str>, Commit)>, Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn before(&self, _date: &str) -> Result<Option<Commit>, Error> {
        match self.never {}
    }

    /// Reads nothing, as there is no repository.
    pub fn tags(&self, _glob: &str) -> Result<(Vec<Tag>, Vec<Error>), Error> {
        match self.never {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_that_it_reads_no_history() {
        let error = Repository::open(Path::new(".")).unwrap_err();
        assert_eq!(error.to_string(), "this rungbook was built without git: no history is read");
        assert_eq!(error.help(), "install rungbook with its feature `git`");
    }
}
