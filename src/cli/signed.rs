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
    let entries: Vec<Vec<Signature>> = touched.iter().map(|commit| entries(&repository, commit, &file)).collect();
    let search = Search { repository: &repository, commits: history.commits(), touched, entries };
    search.origins(stale)
}

/// The signatures that a commit holds.
fn entries(repository: &Repository, commit: &Commit, file: &str) -> Vec<Signature> {
    let files = repository.snapshot(commit, &[file], None);
    files.map(|(files, _)| signed::entries(&files, file)).unwrap_or_default()
}

struct Search<'r> {
    repository: &'r Repository,
    /// All commits of the handbook, newest first.
    commits: &'r [Commit],
    /// Those that changed the file of signatures, newest first.
    touched: Vec<&'r Commit>,
    /// What each of these holds.
    entries: Vec<Vec<Signature>>,
}

impl Search<'_> {
    /// The handbooks in the first commits with the signatures whose levels say what was signed.
    fn origins(&self, stale: Vec<Signature>) -> Vec<Origin> {
        let mut open: Vec<(usize, Signature)> =
            stale.into_iter().filter_map(|signature| Some((self.place(&signature)?, signature))).collect();
        let mut found = Vec::new();
        // What was signed may have been committed a little later than the signature.
        for late in 0..=NEAR {
            let mut by_commit: BTreeMap<usize, Vec<(usize, Signature)>> = BTreeMap::new();
            for (place, signature) in std::mem::take(&mut open) {
                let at = place.checked_sub(late);
                at.into_iter().for_each(|at| by_commit.entry(at).or_default().push((place, signature.clone())));
            }
            for (at, signatures) in by_commit {
                let (proved, others) = self.proved(at, signatures);
                found.extend(proved);
                open.extend(others);
            }
        }
        found
    }

    /// The place of the commit that brought a signature.
    fn place(&self, signature: &Signature) -> Option<usize> {
        let is_it = |other: &Signature| {
            (&other.level, &other.content, &other.by) == (&signature.level, &signature.content, &signature.by)
        };
        let has = self.entries.iter().map(|entries| entries.iter().any(is_it));
        let with = self.touched.iter().zip(has).skip_while(|(_, has)| !has).take_while(|(_, has)| *has);
        let first = with.last()?.0;
        self.commits.iter().position(|commit| commit.id == first.id)
    }

    /// Parts signatures by whether their levels said in a commit what was signed.
    fn proved(&self, at: usize, signatures: Vec<(usize, Signature)>) -> (Vec<Origin>, Vec<(usize, Signature)>) {
        let commit = self.commits.get(at);
        let files = commit.and_then(|commit| handbook::at(self.repository, (&commit.id, commit), &[]).ok());
        let (Some(commit), Some(files)) = (commit, files) else { return (Vec::new(), signatures) };
        let all: Vec<Signature> = signatures.iter().map(|(_, signature)| signature.clone()).collect();
        let (mut proved, mut others) = (Vec::new(), Vec::new());
        for ((place, signature), is_proved) in signatures.into_iter().zip(signed::proved(&files, &all)) {
            match is_proved {
                true => proved.push(Origin { signature, commit: commit.id.clone(), files: files.clone() }),
                false => others.push((place, signature)),
            }
        }
        (proved, others)
    }
}
