//! The states of a handbook in which its levels were signed, as git remembers them.

use super::handbook;
use crate::base::{Commit, Diagnostic, Snapshot};
use crate::review::signed::{self, Origin, Signature};
use crate::source::git::Repository;
use crate::{BOOK, Scope, inputs};
use std::collections::BTreeMap;
use std::path::Path;

/// In how many commits after the one that brought a signature the signed text is looked for.
const NEAR: usize = 8;

/// The levels that keep a handbook from being published, because nobody has signed them as they are.
pub(super) fn check(root: &Path, now: &Snapshot, scope: &Scope) -> Vec<Diagnostic> {
    signed::check(now, scope, &origins(root, now, scope))
}

/// What was signed by those whose signatures hold no more, as far as git knows it.
pub(super) fn origins(root: &Path, now: &Snapshot, scope: &Scope) -> Vec<Origin> {
    let stale = signed::stale(now, scope);
    if stale.is_empty() {
        return Vec::new();
    }
    let Ok(Some(repository)) = Repository::open(root) else { return Vec::new() };
    let file = crate::settings(now, scope).0.signatures.value;
    let (paths, _) = inputs(now);
    let paths: Vec<&str> = std::iter::once(BOOK).chain(paths.iter().map(String::as_str)).collect();
    let Ok(history) = repository.history(&paths) else { return Vec::new() };
    let touched: Vec<&Commit> = history.of(&file).into_iter().map(|change| change.commit).collect();
    let mut search =
        Search { repository: &repository, file, commits: history.commits(), touched, files: BTreeMap::new() };
    stale.into_iter().filter_map(|signature| search.origin(signature)).collect()
}

struct Search<'r> {
    repository: &'r Repository,
    /// The file of signatures.
    file: String,
    /// All commits of the handbook, newest first.
    commits: &'r [Commit],
    /// Those that changed the file of signatures, newest first.
    touched: Vec<&'r Commit>,
    /// The handbooks that were read, by the places of their commits.
    files: BTreeMap<usize, Option<Snapshot>>,
}

impl Search<'_> {
    /// The handbook in the first commit with the signature whose level says what was signed.
    fn origin(&mut self, signature: Signature) -> Option<Origin> {
        let holds = |commit: &&&Commit| {
            let files = self.repository.snapshot(commit, &[&self.file], None);
            files.is_ok_and(|(files, _)| signed::holds(&files, &self.file, &signature))
        };
        let without = |commit: &&&Commit| !holds(commit);
        let with: Vec<&&Commit> = self.touched.iter().skip_while(without).take_while(holds).collect();
        let first = with.last()?;
        let place = self.commits.iter().position(|commit| commit.id == first.id)?;
        // What was signed may have been committed a little later than the signature.
        for at in (place.saturating_sub(NEAR)..=place).rev() {
            if let Some(files) = self.files(at)
                && signed::proves(&files, &signature)
            {
                return Some(Origin { signature, files });
            }
        }
        None
    }

    fn files(&mut self, at: usize) -> Option<Snapshot> {
        let commit = self.commits.get(at)?;
        let read = || handbook::at(self.repository, ("a signed commit", commit), &[]).ok();
        self.files.entry(at).or_insert_with(read).clone()
    }
}
