//! The handbook's own story for one audience: what changed from release to release, the newest first.

use super::day::Day;
use super::marked::{self, Marked};
use super::shown::Shown;
use super::told::{self, Changed, Told, Whole};
use crate::base::{Commit, Edition, Gap, History, Moment, Past};
use crate::diff::Changes;
use crate::diff::change::Kind;
use crate::model::handbook::Handbook;
use crate::model::things::{Audience, Text, Thing};
use std::collections::HashMap;
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
    /// Where it is told of each thing of today: the numbers of the chapters and of the things in them, newest first.
    pub places: HashMap<Thing, Vec<(usize, usize)>>,
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
    /// The ladders on which levels changed, as they were with it.
    pub ladders: Vec<Marked>,
    /// How many levels and how many ladders it had.
    pub extent: (usize, usize),
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
    /// The story of chapters, newest first, each told in the names of its own time.
    pub fn new(mut chapters: Vec<Chapter>, past: &Past) -> Self {
        settle(&mut chapters);
        let mut places: HashMap<Thing, Vec<(usize, usize)>> = HashMap::new();
        for (number, chapter) in chapters.iter().enumerate() {
            for (at, changed) in chapter.told.things.iter().enumerate() {
                let thing = changed.thing.iter().cloned();
                thing.for_each(|thing| places.entry(thing).or_default().push((number, at)));
            }
        }
        Self { chapters, history: past.history.clone(), gap: past.gap.clone(), places }
    }

    /// What changed of a thing, and with which chapters, newest first.
    pub fn of(&self, thing: &Thing) -> impl Iterator<Item = (&Chapter, &Changed)> {
        let places = self.places.get(thing).into_iter().flatten();
        places.filter_map(|(number, at)| {
            let chapter = self.chapters.get(*number)?;
            Some((chapter, chapter.told.things.get(*at)?))
        })
    }

    /// The chapters that are released.
    pub fn released(&self) -> impl Iterator<Item = &Chapter> {
        self.chapters.iter().filter(|chapter| chapter.number.is_some())
    }

    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        self.chapters.is_empty()
    }
}

/// Makes the things of older chapters those that they are today: a thing that was renamed since is found by its new id,
/// and one that is gone is not taken for another that has its id now.
fn settle(chapters: &mut [Chapter]) {
    let mut later: HashMap<(&'static str, Arc<str>), Option<Thing>> = HashMap::new();
    for chapter in chapters {
        let (mut begun, mut renamed) = (Vec::new(), Vec::new());
        for changed in chapter.told.things.iter_mut().filter(|changed| changed.thing.is_some()) {
            let key = (changed.kind, changed.id.clone());
            if let Some(today) = later.get(&key) {
                changed.thing.clone_from(today);
            }
            if let Some(was) = &changed.was {
                renamed.push(((changed.kind, was.clone()), changed.thing.clone()));
            }
            begun.extend(changed.whole.contains(&Whole::Added).then_some((key, None)));
        }
        let today = |kind: &'static str, id: &Arc<str>| later.get(&(kind, id.clone())).cloned();
        chapter.ladders.iter_mut().for_each(|marked| marked.settle(today));
        later.extend(begun);
        later.extend(renamed);
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

/// The day on which a release was published, in words, such as `1 Mar 2026`: as today's handbook says, else as git knows.
pub fn day_of(release: &Edition, now: &Shown<'_>) -> String {
    let mut defined = now.handbook.releases.iter().filter(|known| now.open(&known.meta));
    let defined = defined.find(|known| known.version == release.name).map(|known| known.day().to_owned());
    Day::of(&defined.unwrap_or_else(|| release.date.day().to_string())).text
}

/// What a chapter tells of the handbooks themselves: a pure function of the two, and of who reads the newer one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    told: Told,
    ladders: Vec<Marked>,
    extent: (usize, usize),
}

impl Content {
    /// What changed from a handbook, where there is one, to `newer`.
    pub fn new(older: Option<&Handbook>, changes: &Changes, newer: &Shown<'_>) -> Self {
        let told = of_content(told::told(changes, newer));
        let ladders = marked::ladders(&told, newer, older);
        Self { told, ladders, extent: extent(newer) }
    }
}

/// The chapter of a release by its number, or of what is not released yet: its changes from the release before, which
/// is named by its number, to `newer`; as far as `now` still shows their things to its readers.
pub fn chapter(
    number: Option<usize>,
    (older, changes): (Option<(usize, &Handbook)>, &Changes),
    newer: &Shown<'_>,
    of: (&Past, &Shown<'_>),
) -> Chapter {
    let content = Content::new(older.map(|(_, older)| older), changes, newer);
    chapter_of(number, (older.map(|(at, _)| at), content), of)
}

/// The same from what it tells of the handbooks.
pub fn chapter_of(
    number: Option<usize>,
    (older, content): (Option<usize>, Content),
    (past, now): (&Past, &Shown<'_>),
) -> Chapter {
    let name = |at: usize| past.releases.get(at).map(|release| release.name.clone());
    let base = number.map_or_else(Chapter::default, |number| unread(number, past));
    Chapter {
        slug: number.map_or_else(|| "unreleased".to_owned(), |_| base.slug.clone()),
        commits: commits(number, past),
        since: older.and_then(name),
        ladders: content.ladders,
        extent: content.extent,
        told: content.told,
        unread: false,
        ..defined(base, now)
    }
}

/// What is told without the releases themselves: that one is announced is no change of what it holds.
fn of_content(mut told: Told) -> Told {
    let is_release = |changed: &Changed| changed.kind == Kind::Release.word();
    let announced: usize = told.things.iter().filter(|it| is_release(it)).map(|changed| changed.lines.len()).sum();
    told.things.retain(|changed| !is_release(changed));
    let release = told.release.filter(|_| !told.things.is_empty());
    Told { count: told.count.saturating_sub(announced), release, ..told }
}

/// How many levels the audience sees, and how many ladders.
fn extent(shown: &Shown<'_>) -> (usize, usize) {
    let book = shown.handbook;
    let levels = book.levels.keys().filter(|id| shown.level(id).is_some()).count();
    (levels, book.families.keys().filter(|id| shown.has(&Thing::Family((*id).clone()))).count())
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
        day: Some(release.day().to_owned()),
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
