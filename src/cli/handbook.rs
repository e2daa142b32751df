//! The handbook that a command works on: where it is, what is asked of it, and all its files.

use super::Failure;
use crate::base::{Commit, Diagnostic, Past, Severity, Snapshot};
use crate::output;
use crate::output::cache::Cache;
use crate::output::place::{Guard, Place};
use crate::source::git::{Repository, Revision};
use crate::source::past::{self, Known};
use crate::{BOOK, Memos, Scope, asked, inputs, settings, source};
use std::path::{Path, PathBuf};

/// Which handbook, and for whom.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// The handbook's folder, which holds `book.toml`
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Whom the handbook is for: one of the audiences in `book.toml`
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
    /// Show drafts
    #[arg(long)]
    drafts: bool,
}

impl Choice {
    /// What the build is for.
    pub(super) fn scope(&self, base_url: Option<String>) -> Scope {
        Scope { audience: self.audience.clone(), drafts: self.drafts, base_url, base: None, env: environment() }
    }
}

/// What the settings say about the folders of a handbook.
pub(super) struct Folders {
    root: PathBuf,
    inputs: Vec<String>,
    build_dir: String,
    create_missing: bool,
    /// Whether the settings have errors, so that what they say is in part a default.
    pub(super) unsettled: bool,
}

impl Folders {
    /// The folder of the site as people would name it: the one asked for, or that of `book.toml`.
    pub(super) fn site(&self, asked: Option<&Path>) -> PathBuf {
        let own = if self.root == Path::new(".") { PathBuf::new() } else { self.root.clone() };
        asked.map_or_else(|| own.join(&self.build_dir), Path::to_owned)
    }

    /// The same, refused where someone could lose something.
    pub(super) fn place(&self, asked: Option<&Path>) -> Result<Place, output::Error> {
        let inputs: Vec<&str> = self.inputs.iter().map(String::as_str).collect();
        let home = std::env::home_dir();
        let guard = Guard {
            root: &self.root,
            inputs: &inputs,
            home: home.as_deref(),
            inside: asked.is_none(),
            create: self.create_missing || asked.is_some(),
        };
        Place::new(&self.site(asked), guard)
    }
}

/// Reads what `book.toml` in `root` says about folders.
///
/// # Errors
///
/// When there is no such folder, or no `book.toml` in it.
pub(super) fn folders(root: &Path, scope: &Scope) -> Result<Folders, Failure> {
    let (now, unread) = source::folder(root, &[BOOK], None)?;
    if let Some(why) = unread.into_iter().next() {
        return Err(Failure { message: why.message, help: why.help });
    }
    if now.get(BOOK).is_none() {
        return Err(no_book(root));
    }
    let (settings, diagnostics) = settings(&now, scope);
    Ok(Folders {
        root: root.to_owned(),
        inputs: settings.inputs().into_iter().map(str::to_owned).collect(),
        build_dir: settings.build_dir.value,
        create_missing: settings.create_missing,
        unsettled: diagnostics.iter().any(|found| found.severity == Severity::Error),
    })
}

/// Reads all files of a handbook, but not the site in its folder; what could not be read comes with them.
///
/// # Errors
///
/// When the folder has just gone away.
pub(super) fn read(folders: &Folders, asked: Option<&Path>) -> Result<(Snapshot, Vec<Diagnostic>), Failure> {
    let paths: Vec<&str> = std::iter::once(BOOK).chain(folders.inputs.iter().map(String::as_str)).collect();
    Ok(source::folder(&folders.root, &paths, Some(&folders.site(asked)))?)
}

/// The repository that the handbook in `root` lies in.
///
/// # Errors
///
/// When it lies in none, or in one that cannot be read.
pub(super) fn repository(root: &Path) -> Result<Repository, Failure> {
    let place = if root == Path::new(".") { "this folder".to_owned() } else { format!("`{}`", root.display()) };
    let message = format!("{place} does not lie in a git repository: there is nothing to compare with");
    let help = "keep the handbook in git: `git init`, `git add --all`, `git commit`";
    Repository::open(root)?.ok_or_else(|| Failure::new(message, help))
}

/// The commit or the range that `text` names: what git knows by that name, else a release that the handbook defines; in
/// a range each side may be one.
///
/// # Errors
///
/// When it names neither.
pub(super) fn revision(root: &Path, repository: &Repository, text: &str) -> Result<Revision, Failure> {
    let unknown = match repository.revision(text) {
        Ok(revision) => return Ok(revision),
        Err(error) => error,
    };
    let scope = Scope { env: environment(), ..Scope::default() };
    let (now, _) = read(&folders(root, &scope)?, None)?;
    let known = known(root, &now, &scope);
    let release = |name: &str| known.releases().iter().find(|release| &*release.name == name);
    let side = |name: &str| release(name).map_or_else(|| name.to_owned(), |release| release.commit.id.to_string());
    let dots = if text.contains("...") { "..." } else { ".." };
    let named = match text.split_once(dots) {
        Some((from, to)) if release(text).is_none() => format!("{}{dots}{}", side(from), side(to)),
        _ => side(text),
    };
    if named == text { Err(unknown.into()) } else { Ok(repository.revision(&named)?) }
}

/// The files of the handbook as a commit holds them, and those of `others` that lie beside them.
///
/// # Errors
///
/// When the commit cannot be read, or holds no handbook in that folder.
pub(super) fn at(
    repository: &Repository,
    (name, commit): (&str, &Commit),
    others: &[&str],
) -> Result<Snapshot, Failure> {
    let (book, _) = repository.snapshot(commit, &[BOOK], None)?;
    if book.get(BOOK).is_none() {
        let message = format!("there was no `{BOOK}` in the handbook's folder at `{name}`");
        return Err(Failure::new(message, "name a revision that holds the handbook in this folder"));
    }
    let (paths, output) = inputs(&book);
    let paths = std::iter::once(BOOK).chain(paths.iter().map(String::as_str)).chain(others.iter().copied());
    Ok(repository.snapshot(commit, &paths.collect::<Vec<_>>(), output.as_deref())?.0)
}

/// What git knows of the handbook, at little cost.
pub(super) fn known(root: &Path, now: &Snapshot, scope: &Scope) -> Known {
    past::look(root, &asked(now, scope))
}

/// What git knows of the handbook, all of it; and what is wrong with that.
pub(super) fn past(known: Known) -> (Past, Vec<Diagnostic>) {
    known.read(BOOK, inputs)
}

/// What an earlier build left for this one.
pub(super) fn memos(cache: &Cache, memos: Memos) -> Memos {
    memos.highlighter.import(&cache.load(HIGHLIGHT).unwrap_or_default());
    memos
}

/// Leaves for later builds what this one has found out.
pub(super) fn keep(cache: &Cache, memos: &Memos) {
    let new = memos.highlighter.export();
    if cache.load(HIGHLIGHT).unwrap_or_default() != new {
        cache.store(HIGHLIGHT, &new);
    }
}

/// The entry of the cache that holds highlighted code.
const HIGHLIGHT: &str = "highlight";

fn no_book(root: &Path) -> Failure {
    let here = root == Path::new(".");
    let place = if here { "this folder".to_owned() } else { format!("`{}`", root.display()) };
    let init = if here { "rungbook init".to_owned() } else { format!("rungbook init {}", root.display()) };
    let message = format!("there is no `{BOOK}` in {place}");
    Failure::new(message, format!("name the folder of a handbook, or make one with `{init}`"))
}

/// The variables of the environment that may set a key, in order of their names.
pub(super) fn environment() -> Vec<(String, String)> {
    let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
    let variables = std::env::vars_os().map(|(name, value)| (text(name), text(value)));
    let mut variables: Vec<_> = variables.filter(|(name, _)| name.starts_with("RUNGBOOK_")).collect();
    variables.sort();
    variables
}
