//! How a thing came to be what it is: its newest change, and for a level all of them.

use super::builder::Builder;
use super::changed::{self, Badge, ChangedLine, Limit, Meaning};
use super::changes;
use super::day::Day;
use super::release::{self, Latest};
use super::story::{Chapter, Story};
use super::told::{Changed, Whole};
use crate::model::things::{self, Thing};
use serde::Serialize;

/// The history of a level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct History {
    /// Its newest change.
    pub latest: Latest,
    /// Its changes, the newest first.
    pub entries: Vec<HistoryEntry>,
    /// How many older ones there are.
    pub more: usize,
    /// Who last changed its file and when, in a sentence; absent where that is not known, and where parts of the
    /// handbook are hidden from its readers.
    pub file: Option<String>,
}

/// What changed of a level with one release.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct HistoryEntry {
    /// The release.
    pub release: Latest,
    /// The id of the level on the release's page.
    pub id: String,
    /// What happened, in a word or two each.
    pub badges: Vec<Badge>,
    /// What it means for those who hold the level.
    pub meaning: Option<Meaning>,
    /// Its changes.
    pub lines: Vec<ChangedLine>,
    /// How many more there are on the release's page.
    pub more: usize,
    /// Whether it is shown at once; else it is folded.
    pub open: bool,
}

/// How many releases are shown at once.
const OPEN: usize = 2;

/// How many releases are told at all.
const TOLD: usize = 12;

/// How much of a release is told.
const SOME: Limit = Limit { lines: 12, letters: 400 };

/// The history of a level; `None` where nothing is known of it.
pub fn history(page: &Builder<'_>, story: &Story, level: &things::Level) -> Option<History> {
    let thing = Thing::Level(level.id.clone());
    let all = || story.of(&thing);
    let entries: Vec<HistoryEntry> = all().take(TOLD).enumerate().map(|it| entry(page, it)).collect();
    let latest = newest(page, story, std::slice::from_ref(&thing))?;
    let file = changes::sees_all(page).then(|| touched(story, &level.meta.span.file)).flatten();
    Some(History { latest, entries, more: all().count().saturating_sub(TOLD), file })
}

/// The newest change of any of some things; `None` where none of them changed with a release that is known.
pub fn newest(page: &Builder<'_>, story: &Story, things: &[Thing]) -> Option<Latest> {
    let places = things.iter().filter_map(|thing| story.places.get(thing)?.first());
    let (number, at) = places.min()?;
    let chapter = story.chapters.get(*number)?;
    Some(latest(page, chapter, chapter.told.things.get(*at).filter(|_| things.len() == 1)))
}

/// What a thing's page tells of a chapter in a line; `changed` is what changed of the thing itself.
fn latest(page: &Builder<'_>, chapter: &Chapter, changed: Option<&Changed>) -> Latest {
    let is_new = changed.is_some_and(|changed| changed.whole.contains(&Whole::Added));
    let released = chapter.number.is_some();
    let label = match (released, is_new) {
        (true, true) => "New in",
        (true, false) => "Last changed in",
        (false, true) => "New, not released yet",
        (false, false) => "Changed, not released yet",
    };
    Latest { label, release: release::link(page, chapter), released, day: chapter.day.as_deref().map(Day::of) }
}

fn entry(page: &Builder<'_>, (at, (chapter, changed)): (usize, (&Chapter, &Changed))) -> HistoryEntry {
    HistoryEntry {
        release: latest(page, chapter, Some(changed)),
        id: changed::anchor(changed),
        badges: changed::badges(changed),
        meaning: changed::meaning(changed),
        lines: changed::lines(changed, SOME),
        more: changed::more(changed, SOME),
        open: at < OPEN,
    }
}

/// Who last changed a file, and when.
fn touched(story: &Story, file: &str) -> Option<String> {
    let last = story.history.last(file)?;
    let day = Day::of(&last.written.day().to_string()).text;
    Some(format!("Its file was last changed on {day} by {}.", last.author))
}
