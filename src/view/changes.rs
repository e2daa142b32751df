//! The pages of changes: release by release, and one for each release.

#[cfg(test)]
mod tests;

use super::builder::{Builder, count};
use super::changed::{self, ChangedThing, Limit};
use super::day::Day;
use super::marked::{self, MarkedFigure};
use super::page::{Link, TocEntry, Words};
use super::release::{self, CommitLink, Release};
use super::story::{self, Story};
use super::told::{Changed, Mark, Told};
use crate::base::{Commit, Gap};
use crate::model::things;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The page of all changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Changes {
    /// What the page is about, in the author's words.
    pub summary: Option<Words>,
    /// The author's own words.
    pub text: Option<Words>,
    /// Why nothing is told, or not all, in a sentence.
    pub gap: Option<String>,
    /// Whether there is no release yet, so that the page says how to make one.
    pub begins: bool,
    /// The releases, newest first, after what is not released yet.
    pub chapters: Vec<ChapterCard>,
    /// The ladders that changed last, with marks.
    pub figures: Vec<MarkedFigure>,
    /// The release that these are of.
    pub drawn: Option<Link>,
}

/// A release among others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChapterCard {
    /// The release.
    pub release: Release,
    /// The things that are told here, levels first.
    pub things: Vec<ChangedThing>,
    /// Others, of which only the titles and badges are told.
    pub others: Vec<ChangedThing>,
    /// What the others are, such as `4 levels, 2 pages`.
    pub folded: String,
    /// How many more there are on the release's own page.
    pub more: usize,
}

/// The page of a release.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Chapter {
    /// The release.
    pub release: Release,
    /// The ladders that changed, with marks.
    pub figures: Vec<MarkedFigure>,
    /// The things that changed, by what kind of thing they are.
    pub groups: Vec<ChangedGroup>,
    /// Who wrote the commits that came with it and when, in a sentence.
    pub who: Option<String>,
    /// The commits that came with it, newest first. Empty where parts of the handbook are hidden from its readers: what
    /// is written about a commit may tell of them.
    pub commits: Vec<CommitLine>,
}

/// The things of some kinds that changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChangedGroup {
    /// Its id on the page.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The things.
    pub things: Vec<ChangedThing>,
}

/// A commit in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CommitLine {
    /// What its author says about it.
    pub subject: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub day: Day,
    /// The commit.
    pub commit: CommitLink,
}

/// How many releases are told with their lines on the page of all changes; of older ones it has the titles.
const TOLD: usize = 6;

/// How many things of a release are told there with their lines.
const THINGS: usize = 6;

/// How many more of them have their titles there.
const TITLES: usize = 30;

/// How many ladders are drawn there.
const LADDERS: usize = 2;

/// How much of a thing is told there.
const SOME: Limit = Limit { lines: 6, letters: 220 };

/// How much of a Markdown page is told on the page of a release; what it says now it says itself.
const PROSE: Limit = Limit { lines: 12, letters: 600 };

/// The most lines on the page of a release.
const LINES: usize = 2_000;

/// The groups of things on the page of a release: their ids, headings and kinds.
const GROUPS: [(&str, &str, &[&str]); 8] = [
    ("levels", "Levels", &["level"]),
    ("ladders", "Ladders and tracks", &["ladder", "track", "move"]),
    ("pay", "Pay and grades", &["pay band", "grade"]),
    ("competencies", "Competencies", &["competency", "area", "scale", "dimension"]),
    ("roles", "Roles", &["role"]),
    ("pathways", "Pathways", &["pathway"]),
    ("guides", "Guides", &["guide"]),
    ("pages", "Pages", &["page"]),
];

/// The page of all changes; `index` is the author's own page for it.
pub fn changes(page: &mut Builder<'_>, story: &Story, index: Option<&things::Page>) -> Changes {
    let text = index.map(|index| page.shown.text_of(&index.text)).filter(|text| !text.prose.is_empty());
    let drawn = story.chapters.iter().find(|chapter| !chapter.ladders.is_empty());
    let ladders = drawn.into_iter().flat_map(|chapter| chapter.ladders.iter().take(LADDERS));
    let unknown = matches!(story.gap, Some(Gap::NotBuilt | Gap::Unreadable | Gap::Shallow(_)));
    let defined = page.shown.handbook.releases.iter().any(|release| page.shown.open(&release.meta));
    Changes {
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        text: page.blocks_of(text.as_ref()),
        gap: story.gap.as_ref().and_then(why),
        begins: story.is_empty() && !unknown && !defined,
        chapters: story.chapters.iter().enumerate().map(|(at, it)| card(page, story, (at, it))).collect(),
        drawn: drawn.map(|chapter| release::link(page, chapter)),
        figures: ladders.map(|marked| marked::figure(page, marked)).collect(),
    }
}

/// A release among others: the newest ones with their lines.
fn card(page: &mut Builder<'_>, story: &Story, (at, chapter): (usize, &story::Chapter)) -> ChapterCard {
    let told = if at < TOLD { THINGS } else { 0 };
    let (told, rest) = gravest(&chapter.told.things, told);
    let titles = Limit { lines: 0, ..SOME };
    ChapterCard {
        release: release::release(page, story, chapter),
        things: told.into_iter().map(|it| changed::changed(page, it, SOME)).collect(),
        folded: kinds(&rest),
        more: rest.len().saturating_sub(TITLES),
        others: rest.into_iter().take(TITLES).map(|it| changed::changed(page, it, titles)).collect(),
    }
}

/// The things that matter most, and the others; both with levels first, else in their order.
pub(super) fn gravest(things: &[Changed], most: usize) -> (Vec<&Changed>, Vec<&Changed>) {
    let mut ranked: Vec<(usize, &Changed)> = things.iter().enumerate().collect();
    let is_other = |changed: &Changed| changed.kind != "level";
    ranked.sort_by_key(|(_, changed)| (is_other(changed), gravity(changed)));
    let mut rest = ranked.split_off(most.min(ranked.len()));
    let in_order = |part: &mut Vec<(usize, &Changed)>| part.sort_by_key(|(at, changed)| (is_other(changed), *at));
    in_order(&mut ranked);
    in_order(&mut rest);
    (ranked.into_iter().map(|(_, changed)| changed).collect(), rest.into_iter().map(|(_, changed)| changed).collect())
}

/// How much a change of a thing matters to its readers, the most first.
fn gravity(changed: &Changed) -> usize {
    if !changed.whole.is_empty() {
        return 0;
    }
    let of = |mark: &Mark| match mark {
        Mark::Raises | Mark::Lowers => 1,
        Mark::Pay => 2,
        Mark::Clarifies | Mark::Moves => 3,
        Mark::Renames | Mark::Rewords | Mark::Prose => 4,
    };
    changed.classes.iter().map(of).min().unwrap_or(4)
}

/// `4 levels, 2 pages`.
fn kinds(things: &[&Changed]) -> String {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for changed in things {
        match counts.iter_mut().find(|(kind, _)| *kind == changed.kind) {
            Some((_, number)) => *number += 1,
            None => counts.push((changed.kind, 1)),
        }
    }
    let words = counts.into_iter().map(|(kind, number)| match kind {
        "competency" => count(number, kind, "competencies"),
        _ => count(number, kind, &format!("{kind}s")),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The page of a release, and its contents list.
pub fn chapter(page: &mut Builder<'_>, story: &Story, chapter: &story::Chapter) -> (Chapter, Vec<TocEntry>) {
    page.reserve(&["ladder", "commits"]);
    let figures = chapter.ladders.iter().map(|marked| marked::figure(page, marked)).collect();
    let groups = groups(page, &chapter.told);
    let commits =
        if sees_all(page) { chapter.commits.iter().map(|it| commit_line(page, it)).collect() } else { vec![] };
    let body = Chapter {
        release: release::release(page, story, chapter),
        figures,
        groups,
        who: who(&chapter.commits),
        commits,
    };
    let contents = contents(&body);
    (body, contents)
}

/// All things that changed, by what kind of thing they are.
pub fn groups(page: &mut Builder<'_>, told: &Told) -> Vec<ChangedGroup> {
    page.reserve(&GROUPS.map(|(id, _, _)| id));
    let mut room = LINES;
    GROUPS.iter().filter_map(|group| self::group(page, told, group, &mut room)).collect()
}

fn group(
    page: &mut Builder<'_>,
    all: &Told,
    (id, title, kinds): &(&str, &str, &[&str]),
    room: &mut usize,
) -> Option<ChangedGroup> {
    let told = |changed: &Changed| {
        let most = if changed.kind == "page" { PROSE } else { Limit::NONE };
        let thing = changed::changed(page, changed, Limit { lines: most.lines.min(*room), ..most });
        *room -= thing.lines.len();
        thing
    };
    let things = all.things.iter().filter(|changed| kinds.contains(&changed.kind));
    let mut things: Vec<ChangedThing> = things.map(told).collect();
    things.iter_mut().for_each(|thing| thing.id = page.fresh_id(&thing.id));
    (!things.is_empty()).then(|| ChangedGroup { id: (*id).to_owned(), title: (*title).to_owned(), things })
}

/// The contents list: the groups, and their things where those are few.
fn contents(chapter: &Chapter) -> Vec<TocEntry> {
    let mut contents = Vec::new();
    contents.extend((!chapter.figures.is_empty()).then(|| TocEntry::new("On the ladder", "ladder", 2)));
    contents.extend(contents_of(&chapter.groups));
    contents.extend(chapter.who.is_some().then(|| TocEntry::new("Who and when", "commits", 2)));
    contents
}

/// The groups in a contents list, and their things where those are few.
pub fn contents_of(groups: &[ChangedGroup]) -> Vec<TocEntry> {
    const FEW: usize = 30;
    let few = groups.iter().map(|group| group.things.len()).sum::<usize>() <= FEW;
    let mut contents = Vec::new();
    for group in groups {
        contents.push(TocEntry::new(&group.title, &group.id, 2));
        let things = group.things.iter().filter(|_| few);
        contents.extend(things.map(|thing| TocEntry::new(&thing.title, &thing.id, 3)));
    }
    contents
}

/// Whether nothing of the handbook is hidden from the readers of the page.
pub fn sees_all(page: &Builder<'_>) -> bool {
    page.shown.scope.audience.0 + 1 >= page.shown.handbook.settings.audiences.len()
}

fn commit_line(page: &Builder<'_>, commit: &Commit) -> CommitLine {
    CommitLine {
        subject: commit.subject.to_string(),
        author: commit.author.to_string(),
        day: Day::of(&commit.written.day().to_string()),
        commit: release::commit_link(page, commit),
    }
}

/// `2 commits by Ada and Grace, 3 Mar 2026 to 2 Apr 2026`.
fn who(commits: &[Commit]) -> Option<String> {
    const NAMED: usize = 4;
    let days = || commits.iter().map(|commit| commit.written.day());
    let (first, last) = (days().min()?, days().max()?);
    let mut seen = BTreeSet::new();
    let authors: Vec<&Arc<str>> = commits.iter().map(|commit| &commit.author).filter(|it| seen.insert(*it)).collect();
    let named: Vec<&str> = authors.iter().take(NAMED).map(|author| &***author).collect();
    let names = match (named.as_slice(), authors.len().saturating_sub(NAMED)) {
        ([all @ .., last], 0) if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        (all, 0) => all.join(", "),
        (all, more) => format!("{} and {}", all.join(", "), count(more, "other", "others")),
    };
    let day = |day: jiff::civil::Date| Day::of(&day.to_string()).text;
    let when = if first == last { day(first) } else { format!("{} to {}", day(first), day(last)) };
    Some(format!("{} by {names}, {when}", count(commits.len(), "commit", "commits")))
}

/// The releases after and before one.
pub fn around(page: &Builder<'_>, story: &Story, chapter: &story::Chapter) -> (Option<Link>, Option<Link>) {
    let at = story.chapters.iter().position(|known| known.slug == chapter.slug);
    let near = |at: Option<usize>| story.chapters.get(at?).map(|near| release::link(page, near));
    (near(at.map(|at| at + 1)), near(at.and_then(|at| at.checked_sub(1))))
}

/// Why nothing is told, or not all.
fn why(gap: &Gap) -> Option<String> {
    let why = match gap {
        Gap::Off => return None,
        Gap::Outside => {
            "This handbook does not lie in a git repository, so what changed in it is not known.".to_owned()
        }
        Gap::NotBuilt => "This site was made without git, so what changed in the handbook is not known.".to_owned(),
        Gap::NoCommits => "Nothing of this handbook has been committed yet.".to_owned(),
        Gap::Shallow(day) => format!(
            "What changed before {} is not known here: only a part of the history was there when this site was made.",
            Day::of(day).text
        ),
        Gap::Unreadable => "The history of this handbook could not be read when this site was made.".to_owned(),
    };
    Some(why)
}
