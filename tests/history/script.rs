//! Repositories made by git itself, step by step: write, commit, tag, merge.

#![allow(clippy::unwrap_used)]

use rungbook::base::{Diagnostic, Past, Snapshot};
use rungbook::view::story::Story;
use rungbook::{BOOK, Build, Memos, Scope, source};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// When the first commit of a test is made: 2026-01-01 12:00 UTC. Each further step of the clock is a day.
pub(crate) const NOON: i64 = 1_767_268_800;

/// A repository in a folder that goes away with it.
pub(crate) struct Git {
    home: TempDir,
    /// The folder in which git runs.
    pub(crate) at: PathBuf,
    days: Cell<i64>,
}

impl Git {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let git = Self { at: home.path().join("repo"), home, days: Cell::new(0) };
        fs::create_dir(&git.at).unwrap();
        git.run(&["init", "--quiet", "--initial-branch=main", "."]);
        git
    }

    /// What git prints.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        run(&self.at, arguments, NOON + self.days.get() * 86_400)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let place = self.at.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        self
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at.join(path)).unwrap()
    }

    /// Writes other words in a file, where they stand once.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}:\n{text}");
        self.write(path, text.replace(from, to))
    }

    /// Commits all that changed, a day after the last commit.
    pub(crate) fn commit(&self, message: &str) -> &Self {
        self.run(&["add", "--all"]);
        self.run(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.days.set(self.days.get() + 1);
        self
    }

    /// A light tag, or an annotated one where it has a message.
    pub(crate) fn tag(&self, name: &str, message: Option<&str>) -> &Self {
        match message {
            Some(message) => self.run(&["tag", "--annotate", "--message", message, name]),
            None => self.run(&["tag", name]),
        };
        self
    }

    pub(crate) fn branch(&self, name: &str) -> &Self {
        self.run(&["checkout", "--quiet", "-b", name]);
        self
    }

    pub(crate) fn checkout(&self, name: &str) -> &Self {
        self.run(&["checkout", "--quiet", name]);
        self
    }

    /// Merges a branch with a commit of its own; conflicts are left to `mend`.
    pub(crate) fn merge(&self, branch: &str, mend: impl FnOnce(&Self)) -> &Self {
        let mut merge = command(&self.at, NOON + self.days.get() * 86_400);
        merge.args(["merge", "--quiet", "--no-ff", "--no-commit", branch]).output().unwrap();
        mend(self);
        self.commit(&format!("Merge {branch}"))
    }

    pub(crate) fn id(&self, revision: &str) -> String {
        self.run(&["rev-parse", revision]).trim().to_owned()
    }

    /// Another folder beside the repository.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

/// The git program, with nothing of the user's own settings.
fn command(at: &Path, seconds: i64) -> Command {
    let mut command = Command::new("git");
    let date = format!("{seconds} +0100");
    command.current_dir(at).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", at);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_AUTHOR_NAME", "Ada Löwe").env("GIT_AUTHOR_EMAIL", "ada@example.org").env("GIT_AUTHOR_DATE", &date);
    command.env("GIT_COMMITTER_NAME", "Ben").env("GIT_COMMITTER_EMAIL", "ben@example.org");
    command.env("GIT_COMMITTER_DATE", &date);
    command.args(["-c", "protocol.file.allow=always", "-c", "commit.gpgSign=false", "-c", "gc.auto=0"]);
    command
}

#[track_caller]
pub(crate) fn run(at: &Path, arguments: &[&str], seconds: i64) -> String {
    let ran = command(at, seconds).args(arguments).output().expect("the tests need git");
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

/// A handbook as it is read from its folder, with its past.
pub(crate) struct Handbook {
    pub(crate) now: Snapshot,
    pub(crate) past: Past,
    /// What was said while the past was read.
    pub(crate) faults: Vec<Diagnostic>,
    pub(crate) scope: Scope,
}

impl Handbook {
    /// Reads the handbook in a folder for an audience.
    pub(crate) fn read(folder: &Path, audience: Option<&str>) -> Self {
        let scope = Scope { audience: audience.map(str::to_owned), ..Scope::default() };
        let (now, unread) = source::folder(folder, &[BOOK, "content"], None).unwrap();
        assert!(unread.is_empty(), "{unread:?}");
        let known = source::past::look(folder, &rungbook::asked(&now, &scope));
        let (past, faults) = known.read(BOOK, rungbook::inputs);
        Self { now, past, faults, scope }
    }

    pub(crate) fn build(&self) -> Build {
        rungbook::build(&self.now, &self.past, &self.scope, &Memos::default())
    }

    pub(crate) fn story(&self) -> Story {
        rungbook::told(&self.now, &self.past, &self.scope, &Memos::default())
    }

    /// The names of the releases, newest first.
    pub(crate) fn releases(&self) -> Vec<&str> {
        self.past.releases.iter().map(|release| &*release.name).collect()
    }

    /// What is said of the past, by reading and by building: `code: message`, with the line where it has a place.
    pub(crate) fn said(&self) -> Vec<String> {
        let codes = ["missing-edition", "unreadable-edition", "unreadable-history", "submodule"];
        let built = self.build().diagnostics;
        let all = self.faults.iter().chain(&built).filter(|fault| codes.contains(&&*fault.code));
        all.map(|fault| {
            let place = fault.span.as_ref().map(|span| {
                let text = self.now.get(&span.file).map_or(&[][..], |bytes| bytes);
                format!("{}:{}: ", span.file, rungbook::base::Position::of(text, span.start).line)
            });
            format!("{}{}: {}", place.unwrap_or_default(), fault.code, fault.message)
        })
        .collect()
    }
}
