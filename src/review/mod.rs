//! Two versions of a handbook side by side: what changed between them, and whether what is declared of it holds.

pub mod against;
mod claims;
mod notes;
pub mod signed;
pub mod signing;
pub mod signoff;
#[cfg(test)]
mod tests;

use crate::base::{Commit, Diagnostic, Severity, Snapshot, nearest};
use crate::diff;
use crate::diff::change::Kind;
use crate::model::handbook::Handbook;
use crate::model::resolve;
use crate::model::things::Audience;
use crate::render::changes::{json, markdown, text};
use crate::view::between::{Between, Version};
use crate::view::shown::{self, Shown};
use crate::view::told::{self, Told};
use crate::{Memos, Scope, settings, sources};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file of a handbook's folder in which changes may be told of.
pub const CHANGELOG: &str = "CHANGELOG.md";

/// What changed between two versions of a handbook.
#[derive(Clone, Debug)]
pub struct Comparison {
    told: Told,
    /// The level that each id now or before stands for.
    levels: BTreeMap<Arc<str>, Arc<str>>,
    /// How many changes of drafts are not told.
    pub drafts: usize,
    /// How many names of the old version and of the new one lead nowhere, or other mistakes made there.
    pub errors: (usize, usize),
}

/// A version that cannot be compared.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Whether it is the newer one.
    pub is_new: bool,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a version is called, and the commit that holds it.
pub type Named<'a> = (&'a str, Option<&'a Commit>);

/// How a comparison is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people, with colours or without.
    Text {
        /// Whether there are colours.
        colour: bool,
    },
    /// For a merge request.
    Markdown,
    /// For programs.
    Json,
}

/// Compares two versions of a handbook. Without an audience the narrowest is meant: those who may see all.
///
/// # Errors
///
/// When the settings or a file of one of them cannot be read.
pub fn compare(old: &Snapshot, new: &Snapshot, scope: &Scope) -> Result<Comparison, Unread> {
    let both = Both::read(old, new, scope)?;
    let told = both.told(scope.audience.is_none(), scope.drafts);
    let all = if scope.drafts { told.count } else { both.told(scope.audience.is_none(), true).count };
    Ok(Comparison { levels: levels(&both, &told), drafts: all - told.count, errors: both.errors, told })
}

/// Finds what is declared of the changes since an older version, which is called by its name, and does not hold.
///
/// What is wrong with the newer version itself is not told of here: when it cannot be read, there is nothing to hold it to.
///
/// # Errors
///
/// When the older version cannot be read.
pub fn check(old: (&str, &Snapshot), now: &Snapshot, scope: &Scope) -> Result<Vec<Diagnostic>, Unread> {
    let both = match Both::read(old.1, now, scope) {
        Ok(both) => both,
        Err(unread) if unread.is_new => return Ok(Vec::new()),
        Err(unread) => return Err(unread),
    };
    let told = both.told(true, scope.drafts);
    let mut diagnostics: Vec<Diagnostic> = claims::check(&both, &told, old.0).into_iter().collect();
    if both.new.settings.require_note {
        diagnostics.extend(notes::check(&both, &told, (old.0, old.1, now)));
    }
    Ok(diagnostics)
}

impl Comparison {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// How much of a release the changes make: `major`, `minor` or `patch`; none when nothing changed.
    pub fn class(&self) -> Option<&'static str> {
        self.told.release
    }

    /// What changed of one level, by an id that it has or had.
    ///
    /// # Errors
    ///
    /// When no level has that id or had it, with the one that may be meant.
    pub fn of_level(self, id: &str) -> Result<Self, Option<String>> {
        let follow = |id: &str| self.levels.get(id);
        let Some(level) = follow(id).map(|level| follow(level).unwrap_or(level).clone()) else {
            return Err(nearest(id, self.levels.keys().map(|known| &**known)).map(str::to_owned));
        };
        let is_it = |kind: &str, id: &str| kind == Kind::Level.word() && *id == *level;
        Ok(Self { told: self.told.only(is_it), drafts: 0, ..self })
    }

    /// The comparison as it is written down, between two versions by their names and commits.
    pub fn written(self, (old, new): (Named<'_>, Named<'_>), form: Form) -> String {
        let between = Between { old: Version::new(old.0, old.1), new: Version::new(new.0, new.1), told: self.told };
        match form {
            Form::Text { colour } => text::text(&between, colour),
            Form::Markdown => markdown::text(&between),
            Form::Json => json::text(&between),
        }
    }
}

/// Both versions of a handbook.
struct Both {
    old: Handbook,
    new: Handbook,
    changes: diff::Changes,
    errors: (usize, usize),
}

impl Both {
    fn read(old: &Snapshot, new: &Snapshot, scope: &Scope) -> Result<Self, Unread> {
        let memos = Memos::default();
        let wrong = |is_new: bool| move |diagnostics| Unread { is_new, diagnostics };
        let (old, of_old) = handbook(old, &Scope::default(), &memos).map_err(wrong(false))?;
        let (new, of_new) = handbook(new, scope, &memos).map_err(wrong(true))?;
        let changes = diff::changes(&old, &new);
        Ok(Self { old, new, changes, errors: (of_old, of_new) })
    }

    /// What changed, for the audience of the newer version or for all.
    fn told(&self, all: bool, drafts: bool) -> Told {
        let settings = &self.new.settings;
        let last = settings.audiences.len().saturating_sub(1);
        let wanted = settings.audiences.iter().position(|known| Some(known) == settings.audience.as_ref());
        let audience = Audience(if all { last } else { wanted.unwrap_or_default() });
        let scope = shown::Scope { audience, drafts, base: "/".to_owned() };
        told::told(&self.changes, &Shown::new(&self.new, &scope))
    }
}

/// The handbook of a snapshot and how many mistakes were made in it, or why a file cannot be read.
fn handbook(snapshot: &Snapshot, scope: &Scope, memos: &Memos) -> Result<(Handbook, usize), Vec<Diagnostic>> {
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    let (settings, mut faults) = settings(snapshot, scope);
    let src = settings.src.value.clone();
    let (sources, more) = sources(snapshot.under(&src).collect(), &src, Some(memos));
    faults.extend(more);
    faults.retain(is_error);
    if !faults.is_empty() {
        return Err(faults);
    }
    let (handbook, faults) = resolve::handbook(&sources, settings, None);
    Ok((handbook, faults.iter().filter(|found| is_error(found)).count()))
}

/// The level that each id stands for: its own, one that it had, or one of which it was told to be renamed.
fn levels(both: &Both, told: &Told) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut known = BTreeMap::new();
    for level in both.old.levels.values().chain(both.new.levels.values()) {
        let names = level.meta.was.iter().map(|was| &was.value).chain([level.id.name()]);
        known.extend(names.map(|name| (name.clone(), level.id.name().clone())));
    }
    let renamed = told.levels().filter_map(|level| Some((level.was.clone()?, level.id.clone())));
    known.extend(renamed);
    known
}
