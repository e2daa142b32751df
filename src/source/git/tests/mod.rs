//! Repositories made by git itself, and what is read from them; git's own answers are what counts.

mod hostile;
mod places;
mod releases;
mod walks;

use super::Repository;
use crate::base::Snapshot;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The paths of a handbook that the tests read.
const PATHS: [&str; 3] = ["book.toml", "content", "theme"];

/// When the first commit of a test was made: 2026-01-01 12:00 UTC. Each further one is a day later.
const NOON: i64 = 1_767_268_800;

/// A repository in a folder that goes away with it.
struct Git {
    home: TempDir,
    /// The folder in which git runs.
    at: PathBuf,
    commits: std::cell::Cell<i64>,
}

impl Git {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let git = Self { at: home.path().join("repo"), home, commits: std::cell::Cell::new(0) };
        fs::create_dir(&git.at).unwrap();
        git.run(&["init", "--quiet", "--initial-branch=main", "."]);
        git
    }

    /// What git prints.
    fn run(&self, arguments: &[&str]) -> String {
        run(&self.at, arguments, NOON + self.commits.get() * 86_400)
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        let place = self.at.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        self
    }

    /// Commits all that changed, a day after the last one; the new commit's id.
    fn commit(&self, message: &str) -> String {
        self.run(&["add", "--all"]);
        self.run(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.commits.set(self.commits.get() + 1);
        self.id("HEAD")
    }

    /// Merges a branch, a day after the last commit; conflicts are left to `mend`.
    fn merge(&self, branch: &str, mend: impl FnOnce(&Self)) -> String {
        let mut merge = command(&self.at, NOON + self.commits.get() * 86_400);
        merge.args(["merge", "--quiet", "--no-ff", "--no-commit", branch]).output().unwrap();
        mend(self);
        self.commit(&format!("Merge {branch}"))
    }

    fn id(&self, revision: &str) -> String {
        self.run(&["rev-parse", revision]).trim().to_owned()
    }

    fn open(&self) -> Repository {
        Repository::open(&self.at).unwrap().expect("a repository")
    }

    /// Another folder beside the repository.
    fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

/// The git program, with nothing of the user's own settings.
fn command(at: &Path, seconds: i64) -> Command {
    let mut command = Command::new("git");
    let date = format!("{seconds} +0200");
    command.current_dir(at).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", at);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_AUTHOR_NAME", "Ada Löwe").env("GIT_AUTHOR_EMAIL", "ada@example.org").env("GIT_AUTHOR_DATE", &date);
    command
        .env("GIT_COMMITTER_NAME", "Ben")
        .env("GIT_COMMITTER_EMAIL", "ben@example.org")
        .env("GIT_COMMITTER_DATE", &date);
    command.args(["-c", "protocol.file.allow=always", "-c", "commit.gpgSign=false", "-c", "gc.auto=0"]);
    command
}

#[track_caller]
fn run(at: &Path, arguments: &[&str], seconds: i64) -> String {
    let ran = command(at, seconds).args(arguments).output().expect("the tests need git");
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

/// The paths of a snapshot.
fn paths(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.iter().map(|(path, _)| &**path).collect()
}

/// The text of a file of a snapshot.
fn text<'a>(snapshot: &'a Snapshot, path: &str) -> &'a str {
    std::str::from_utf8(snapshot.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}
