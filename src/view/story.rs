//! The handbook's own story for one audience: what changed from release to release, the newest first.

use super::diagram::ladder::Ladder;
use super::shown::Shown;
use super::told::{self, Told};
use crate::base::{Commit, Edition, Gap, History, Moment, Past, in_words, last_day};
use crate::diff::Changes;
use crate::model::handbook::Handbook;
use crate::model::things::{Audience, Text};
use std::sync::Arc;

/// What changed in a handbook from release to release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The chapters, newest first: what is not released yet, then release by release.
    pub chapters: Vec<Chapter>,
    /// Who changed which file when.
    pub history: History,
    /// Why nothing is known, or not all.
    pub gap: Option<Gap>,
}

/// What changed with one release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapter {
    /// Its place among the releases, 0 the newest; absent for what is not released yet.
    pub number: Option<usize>,
    /// Its name; absent for what is not released yet.
    pub version: Option<Arc<str>>,
    /// What its address is made from.
    pub slug: String,
    /// The day that it came out.
    pub day: Option<String>,
    /// When it came out.
    pub moment: Option<Moment>,
    /// Since when it holds, where its author says so.
    pub in_force: Option<Arc<str>>,
    /// What its author calls it, in plain words.
    pub title: Option<String>,
    /// What its author says about it, in plain words.
    pub summary: Option<String>,
    /// The commit that holds it.
    pub commit: Option<Commit>,
    /// The commits that came with it and changed the handbook, newest first.
    pub commits: Vec<Commit>,
    /// The release that it is compared with; absent for the first that is known.
    pub since: Option<Arc<str>>,
    /// What changed.
    pub told: Told,
    /// The ladders that changed, as they were with it, their levels marked. Addresses are those of its own page.
    pub ladders: Vec<Ladder>,
    /// Whether its text could not be read, so that nothing is told of it.
    pub unread: bool,
}

impl Chapter {
    /// The name of its page: the release's, or that nothing of it is released.
    pub fn name(&self) -> String {
        self.version.as_ref().map_or_else(|| "Unreleased".to_owned(), ToString::to_string)
    }
}

impl Story {
    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        self.chapters.is_empty()
    }
}

/// What the audience of a build may read of an older handbook: what it shows to an audience of the same name, and to
/// everyone where it knows no audiences. `None` when it knows audiences, but not this one.
pub fn audience_of(older: &Handbook, now: &Handbook) -> Option<Audience> {
    let settings = &older.settings;
    if settings.audiences.is_empty() {
        return Some(Audience::default());
    }
    let wanted = now.settings.audience.as_ref()?;
    settings.audiences.iter().position(|known| known.value == wanted.value).map(Audience)
}

/// Whether readers may know what commits say: their authors wrote for those who see everything.
pub fn tells_commits(now: &Shown<'_>) -> bool {
    now.scope.audience.0 + 1 >= now.handbook.settings.audiences.len()
}

/// Whether readers may know of a release: today's handbook does not keep it to others.
pub fn is_open(release: &Edition, now: &Shown<'_>) -> bool {
    let mut releases = now.handbook.releases.iter();
    releases.all(|known| known.version != release.name || now.open(&known.meta))
}

/// The day on which a release was published, in words, such as `1 March 2026`: as today's handbook says, else as git
/// knows.
pub fn day_of(release: &Edition, now: &Shown<'_>) -> String {
    let releases = now.handbook.releases.iter().filter(|known| now.open(&known.meta));
    let defined = releases.filter(|known| known.version == release.name).map(|known| known.date.clone()).next();
    match defined {
        Some(date) if date.len() == 10 => last_day(&date).map_or_else(|| date.to_string(), in_words),
        Some(date) => date.to_string(),
        None => in_words(release.date.day()),
    }
}

/// The chapter of a release by its number, or of what is not released yet: its changes from the release before, which
/// is named by its number, to `newer`; as far as `now` still shows their things to its readers.
pub fn chapter(
    number: Option<usize>,
    (older, changes): (Option<usize>, &Changes),
    newer: &Shown<'_>,
    (past, now): (&Past, &Shown<'_>),
) -> Chapter {
    let name = |at: usize| past.releases.get(at).map(|release| release.name.clone());
    let told = told::told(changes, newer);
    let base = number.map_or_else(Chapter::default, |number| unread(number, past));
    Chapter {
        slug: number.map_or_else(|| "unreleased".to_owned(), |_| base.slug.clone()),
        commits: commits(number, past),
        since: older.and_then(name),
        told,
        unread: false,
        ..defined(base, now)
    }
}

/// The chapter of a release of which nothing can be told.
pub fn unread(number: usize, past: &Past) -> Chapter {
    let Some(release) = past.releases.get(number) else { return Chapter::default() };
    Chapter {
        number: Some(number),
        version: Some(release.name.clone()),
        slug: slug_of(&release.name),
        day: Some(release.date.day().to_string()),
        moment: Some(release.date),
        commit: Some(release.commit.clone()),
        unread: true,
        ..Chapter::default()
    }
}

/// A release with what its author says about it.
fn defined(chapter: Chapter, now: &Shown<'_>) -> Chapter {
    let releases = now.handbook.releases.iter().filter(|release| now.open(&release.meta));
    let mut named = releases.filter(|release| Some(&release.version) == chapter.version.as_ref());
    let Some(release) = named.next() else { return chapter };
    let plain = |text: &Option<Text>| text.as_ref().map(|text| now.text_of(text).plain());
    Chapter {
        day: Some(release.date.to_string()),
        in_force: release.in_force.clone(),
        title: plain(&release.title),
        summary: plain(&release.summary),
        ..chapter
    }
}

/// The commits that changed the handbook and came out with a release, or that no release holds; as far as readers may
/// know what they say.
fn commits(number: Option<usize>, past: &Past) -> Vec<Commit> {
    let came = |commit: &&Commit| past.arrivals.get(&commit.id).copied() == number && !commit.subject.is_empty();
    past.history.commits().iter().filter(came).cloned().collect()
}

/// A version as a part of an address.
pub fn slug_of(version: &str) -> String {
    let keep = |letter: char| if letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-') { letter } else { '-' };
    let slug: String = version.chars().map(keep).collect();
    let slug = slug.trim_matches(['.', '-']);
    match slug {
        "" | "index" | "unreleased" | "feed" => format!("release-{slug}"),
        slug => slug.to_owned(),
    }
}
