//! Handbooks in repositories made by git itself, and the sites that come of them.

use rungbook::base::{Severity, Site};
use rungbook::{BOOK, Base, Build, Memos, Scope};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// When the first commit of a test was made: 2026-01-01 12:00 UTC. Each further one is a day later.
const NOON: i64 = 1_767_268_800;

/// A handbook in a repository.
pub(crate) struct Git {
    home: TempDir,
    commits: Cell<i64>,
}

impl Git {
    /// A repository with the files of a text, in which `== path` begins a file.
    pub(crate) fn new(text: &str) -> Self {
        let git = Self { home: tempfile::tempdir().expect("a folder"), commits: Cell::new(0) };
        git.run(&["init", "--quiet", "--initial-branch=main", "."]);
        git.write(text);
        git
    }

    /// The folder of the handbook.
    pub(crate) fn at(&self) -> &Path {
        self.home.path()
    }

    /// Runs git.
    pub(crate) fn run(&self, arguments: &[&str]) -> &Self {
        let date = format!("{} +0200", NOON + self.commits.get() * 86_400);
        let mut git = Command::new("git");
        git.current_dir(self.at()).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        git.env("HOME", self.at()).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        git.env("GIT_AUTHOR_NAME", "Ada Löwe")
            .env("GIT_AUTHOR_EMAIL", "ada@mail.example")
            .env("GIT_AUTHOR_DATE", &date);
        git.env("GIT_COMMITTER_NAME", "Ben").env("GIT_COMMITTER_EMAIL", "ben@mail.example");
        git.env("GIT_COMMITTER_DATE", &date).args(["-c", "commit.gpgSign=false", "-c", "gc.auto=0"]);
        let ran = git.args(arguments).output().expect("the tests need git");
        assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        self
    }

    /// Writes files; one without text goes.
    pub(crate) fn write(&self, text: &str) -> &Self {
        for part in text.split("== ").skip(1) {
            let (path, content) = part.split_once('\n').unwrap_or((part, ""));
            let place = self.at().join(path);
            std::fs::create_dir_all(place.parent().expect("a file has a folder")).expect("a folder can be made");
            match content.trim() {
                "" if !place.exists() => {}
                "" => std::fs::remove_file(place).expect("a file can be removed"),
                _ => std::fs::write(place, content).expect("a file can be written"),
            }
        }
        self
    }

    /// Commits all that changed, a day after the last one.
    pub(crate) fn commit(&self, message: &str) -> &Self {
        self.run(&["add", "--all"]).run(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.commits.set(self.commits.get() + 1);
        self
    }

    /// Commits all that changed as a release.
    pub(crate) fn release(&self, name: &str, message: &str) -> &Self {
        self.commit(message).run(&["tag", name])
    }

    /// Builds the site for an audience, or for the one of book.toml.
    pub(crate) fn build(&self, audience: Option<&str>) -> Build {
        self.build_for(&Scope { audience: audience.map(str::to_owned), ..Scope::default() })
    }

    /// Builds the site for an audience, or for the one of book.toml, with what differs from a revision.
    pub(crate) fn review(&self, base: Base, audience: Option<&str>) -> Build {
        let audience = audience.map(str::to_owned);
        self.build_for(&Scope { audience, base: Some(base), ..Scope::default() })
    }

    fn build_for(&self, scope: &Scope) -> Build {
        let (now, _) = rungbook::source::folder(self.at(), &[BOOK, "content"], None).expect("the folder can be read");
        let known = rungbook::source::past::look(self.at(), &rungbook::asked(&now, scope));
        let (past, faults) = known.read(BOOK, rungbook::inputs);
        assert!(faults.iter().all(|fault| fault.severity != Severity::Error), "{faults:#?}");
        let mut build = rungbook::build(&now, &past, scope, &Memos::default());
        build.diagnostics.extend(faults);
        build
    }

    /// The site of the audience of book.toml.
    #[allow(dead_code, reason = "shared with tests/differing.rs")]
    pub(crate) fn site(&self) -> Pages {
        Pages::of(self.build(None))
    }
}

/// A site as text by address.
pub(crate) struct Pages(pub(crate) BTreeMap<String, Vec<u8>>);

impl Pages {
    /// The site of a build without errors.
    pub(crate) fn of(build: Build) -> Self {
        let errors = build.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|fault| (&fault.code, &fault.message, &fault.span)).collect();
        let site: Site = build.site.unwrap_or_else(|| panic!("{errors:#?}"));
        Self(site.iter().map(|(route, bytes)| (route.to_string(), bytes.to_vec())).collect())
    }

    /// The text of a file.
    #[track_caller]
    pub(crate) fn text(&self, route: &str) -> &str {
        let bytes = self.0.get(route).unwrap_or_else(|| panic!("no {route} among {:#?}", self.0.keys()));
        std::str::from_utf8(bytes).expect("text")
    }

    /// Whether there is a file.
    pub(crate) fn has(&self, route: &str) -> bool {
        self.0.contains_key(route)
    }

    /// The files in which some words stand, in any of the ways in which a file may hold them.
    pub(crate) fn with(&self, words: &str) -> Vec<&str> {
        let forms = [words.to_owned(), words.to_lowercase(), words.replace(' ', "%20"), words.replace(' ', "-")];
        let holds = |bytes: &Vec<u8>| {
            let text = String::from_utf8_lossy(bytes);
            forms.iter().any(|form| text.contains(form))
        };
        self.0.iter().filter(|(_, bytes)| holds(bytes)).map(|(route, _)| route.as_str()).collect()
    }
}

/// The file that a relative address leads to from a page.
pub(crate) fn target(route: &str, href: &str) -> String {
    let mut folder = PathBuf::from(route);
    folder.pop();
    for part in href.split(['#', '?']).next().unwrap_or_default().split('/') {
        match part {
            "" | "." => {}
            ".." => assert!(folder.pop(), "{route}: {href} leaves the site"),
            part => folder.push(part),
        }
    }
    folder.to_string_lossy().replace('\\', "/").replace("%20", " ")
}
