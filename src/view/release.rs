//! A release as pages show it: its name, its day, how much it changes, and the commit that holds it.

use super::builder::{Builder, count};
use super::day::Day;
use super::page::Link;
use super::story::{Chapter, Story};
use super::told::Told;
use crate::base::{Commit, Route};
use serde::Serialize;
use std::sync::Arc;

/// A release, or what is not released yet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Release {
    /// Its page, with its name.
    pub link: Link,
    /// Its id on a page that lists it among others.
    pub id: String,
    /// What its author calls it.
    pub title: Option<String>,
    /// Whether it is released.
    pub released: bool,
    /// The day that it came out.
    pub day: Option<Day>,
    /// Since when it holds, where its author says so.
    pub in_force: Option<Day>,
    /// How much changed: `3 levels, 6 changes`; absent where nothing is told.
    pub counts: Option<String>,
    /// How much of a release it makes.
    pub size: Option<Size>,
    /// The release that it is compared with.
    pub since: Option<Link>,
    /// The commit that holds it.
    pub commit: Option<CommitLink>,
    /// What its author says about it.
    pub summary: Option<String>,
    /// What else to say where there is nothing to compare: that it is the first, that it could not be read.
    pub remark: Option<String>,
}

/// How much of a release changes make.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Size {
    /// `major`, `minor` or `patch`.
    pub class: &'static str,
    /// The same in plain words.
    pub label: &'static str,
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CommitLink {
    /// The beginning of its id.
    pub short: String,
    /// Its page where the source is kept, if that is known.
    pub href: Option<String>,
}

/// The newest change of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Latest {
    /// What happened: `New in`, `Last changed in`; words of its own for what is not released yet.
    pub label: &'static str,
    /// The page of the release; its words are the release's name.
    pub release: Link,
    /// Whether it is released.
    pub released: bool,
    /// The day that it came out.
    pub day: Option<Day>,
}

/// A release on a page.
pub fn release(page: &Builder<'_>, story: &Story, chapter: &Chapter) -> Release {
    let since = chapter.since.as_ref().map(|since| of_name(page, story, since));
    Release {
        link: link(page, chapter),
        id: format!("release-{}", chapter.slug),
        title: chapter.title.clone().filter(|title| Some(&**title) != chapter.version.as_deref()),
        released: chapter.number.is_some(),
        day: chapter.day.as_deref().map(Day::of),
        in_force: chapter.in_force.as_deref().map(Day::of),
        counts: (!chapter.told.is_empty()).then(|| counts(&chapter.told)),
        size: chapter.told.release.map(size),
        remark: remark(chapter),
        since,
        commit: chapter.commit.as_ref().map(|commit| commit_link(page, commit)),
        summary: chapter.summary.clone(),
    }
}

/// The page of a release.
pub fn link(page: &Builder<'_>, chapter: &Chapter) -> Link {
    let route = super::address::chapter(&chapter.slug).unwrap_or_else(Route::root);
    page.link_to(chapter.name(), &route)
}

/// A commit with its page where the source is kept.
pub fn commit_link(page: &Builder<'_>, commit: &Commit) -> CommitLink {
    let repository = page.shown.handbook.settings.git_repository_url.as_ref();
    CommitLink {
        short: commit.id.chars().take(7).collect(),
        href: repository.and_then(|repository| commit_address(&repository.value, &commit.id)),
    }
}

/// How many levels changed, and how many changes there are.
pub fn counts(told: &Told) -> String {
    let changes = count(told.count, "change", "changes");
    match told.levels().count() {
        0 => changes,
        levels => format!("{}, {changes}", count(levels, "level", "levels")),
    }
}

/// Where GitHub, GitLab, Gitea and their like show a commit; Bitbucket has its own word for it.
fn commit_address(repository: &str, id: &str) -> Option<String> {
    if !repository.starts_with("https://") && !repository.starts_with("http://") {
        return None;
    }
    let end = ["/-/", "/tree/", "/src/branch/", "/blob/"].iter().filter_map(|mark| repository.find(mark)).min();
    let root = repository.get(..end.unwrap_or(repository.len()))?.trim_end_matches('/');
    let root = root.strip_suffix(".git").unwrap_or(root);
    let folder = if root.contains("://bitbucket.") { "commits" } else { "commit" };
    Some(format!("{root}/{folder}/{id}"))
}

fn of_name(page: &Builder<'_>, story: &Story, name: &Arc<str>) -> Link {
    let known = story.chapters.iter().find(|chapter| chapter.version.as_ref() == Some(name));
    known.map_or_else(|| Link { text: name.to_string(), href: String::new() }, |known| link(page, known))
}

/// How much of a release its class makes.
pub fn size(class: &'static str) -> Size {
    let label = match class {
        "major" => "asks for more than before",
        "minor" => "asks for nothing new",
        _ => "the bar stays as it was",
    };
    Size { class, label }
}

/// What to say of a release where there is nothing to compare.
fn remark(chapter: &Chapter) -> Option<String> {
    if chapter.unread {
        return Some(
            "Its text could not be read when this site was made, so what changed with it is not told.".to_owned(),
        );
    }
    let (levels, ladders) = chapter.extent;
    match &chapter.since {
        None => Some(format!(
            "The first release that is known. It began with {} on {}.",
            counted(levels, "level", "levels"),
            counted(ladders, "ladder", "ladders")
        )),
        Some(since) if chapter.told.is_empty() => {
            Some(format!("Nothing that you can read here changed since {since}."))
        }
        Some(_) => None,
    }
}

/// `nine levels`: numbers up to twelve in words.
fn counted(number: usize, one: &str, many: &str) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let noun = if number == 1 { one } else { many };
    WORDS.get(number).map_or_else(|| format!("{number} {noun}"), |word| format!("{word} {noun}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_found_where_the_source_is_kept() {
        let address = |repository: &str| commit_address(repository, "abc").unwrap_or_default();
        assert_eq!(address("https://github.com/a/b"), "https://github.com/a/b/commit/abc");
        assert_eq!(address("https://gitlab.com/a/b.git/"), "https://gitlab.com/a/b/commit/abc");
        assert_eq!(address("https://github.com/a/b/tree/main/docs"), "https://github.com/a/b/commit/abc");
        assert_eq!(address("https://bitbucket.org/a/b"), "https://bitbucket.org/a/b/commits/abc");
        assert_eq!(address("git@github.com:a/b"), "");
    }

    #[test]
    fn small_numbers_are_words() {
        assert_eq!(counted(1, "level", "levels"), "one level");
        assert_eq!(counted(12, "level", "levels"), "twelve levels");
        assert_eq!(counted(13, "level", "levels"), "13 levels");
    }
}
