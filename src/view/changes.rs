//! The pages of changes: release by release, and one for each release.

use super::builder::Builder;
use super::page::{Link, Words};
use super::story::{self, Story};
use super::told::{Line, Mark, Whole};
use crate::base::{Gap, Route};
use crate::model::things;
use serde::Serialize;

/// The page of all changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Changes {
    /// The author's own words.
    pub text: Option<Words>,
    /// Why nothing is told, or not all, in a sentence.
    pub gap: Option<String>,
    /// The releases, newest first.
    pub chapters: Vec<Chapter>,
}

/// A release, on its own page and among others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Chapter {
    /// Its page.
    pub link: Link,
    /// The day that it came out, as written.
    pub day: Option<String>,
    /// The things that changed.
    pub things: Vec<Thing>,
}

/// A thing that changed with a release.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Thing {
    /// What kind of thing it is, such as `level`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Its page, where it has one still.
    pub href: Option<String>,
    /// What happened to it as a whole.
    pub whole: Vec<Whole>,
    /// What the changes mean for the bar.
    pub classes: Vec<Mark>,
    /// What that means for those who hold the level.
    pub meaning: String,
    /// Its changes.
    pub lines: Vec<Line>,
}

/// The page of all changes; `index` is the author's own page for it.
pub fn changes(page: &mut Builder<'_>, story: &Story, index: Option<&things::Page>) -> Changes {
    let text = index.map(|index| page.shown.text_of(&index.text)).filter(|text| !text.prose.is_empty());
    Changes {
        text: page.blocks_of(text.as_ref()),
        gap: story.gap.as_ref().and_then(why),
        chapters: story.chapters.iter().map(|it| chapter(page, story, it)).collect(),
    }
}

/// A release.
pub fn chapter(page: &mut Builder<'_>, _story: &Story, chapter: &story::Chapter) -> Chapter {
    let things = chapter.told.things.iter().map(|changed| Thing {
        kind: changed.kind.to_owned(),
        title: changed.title.clone(),
        href: changed.thing.as_ref().and_then(|thing| page.link(thing)).map(|link| link.href),
        whole: changed.whole.clone(),
        classes: changed.classes.clone(),
        meaning: changed.meaning.clone(),
        lines: changed.lines.clone(),
    });
    Chapter { day: chapter.day.clone(), things: things.collect(), link: link(page, chapter) }
}

fn link(page: &Builder<'_>, chapter: &story::Chapter) -> Link {
    let route = super::address::chapter(&chapter.slug).unwrap_or_else(Route::root);
    page.link_to(chapter.name(), &route)
}

/// The releases after and before one.
pub fn around(page: &Builder<'_>, story: &Story, chapter: &story::Chapter) -> (Option<Link>, Option<Link>) {
    let at = story.chapters.iter().position(|known| known.slug == chapter.slug);
    let near = |at: Option<usize>| story.chapters.get(at?).map(|near| link(page, near));
    (near(at.and_then(|at| at.checked_sub(1))), near(at.map(|at| at + 1)))
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
            "What changed before {day} is not known here: only a part of the history was there when this site was made."
        ),
        Gap::Unreadable => "The history of this handbook could not be read when this site was made.".to_owned(),
    };
    Some(why)
}
