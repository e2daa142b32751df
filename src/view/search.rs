//! What can be found on a page: its names, what is beside it, and its text part by part.

mod parts;
mod words;

use super::body::Body;
use super::page::{Page, Tone};
use words::Reader;

/// What can be found on one page, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is found among.
    pub group: Group,
    /// The page's title.
    pub title: String,
    /// Other names for the same: a level's code and its other titles.
    pub also: Vec<String>,
    /// What tells it from another page of the same title, such as a level's track and ladder; often empty.
    pub note: String,
    /// The colour of its track.
    pub tone: Option<Tone>,
    /// Its parts in the order of the page; what stands before the first heading has no title and no anchor.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its id on the page, percent-encoded.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// Its text, lines parted by a line break.
    pub text: String,
}

/// What a page is found among, in the order in which the groups are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Levels.
    Levels,
    /// Competencies and the page of all of them.
    Competencies,
    /// Roles and the page of all of them.
    Roles,
    /// Pathways and the page of all of them.
    Pathways,
    /// Guides and the page of all of them.
    Guides,
    /// Ladders and tracks.
    Ladders,
    /// The Markdown pages of a folder at the top, by its title.
    Folder(String),
    /// Markdown pages in no folder.
    Pages,
    /// Releases and the page of all changes.
    Changes,
    /// Comparisons and matrices.
    Comparisons,
}

/// What can be found on a page; nothing on one that is not there to be read.
pub fn entry(page: &Page) -> Option<Entry> {
    let group = match &page.body {
        Body::Level(_) => Group::Levels,
        Body::Competency(_) | Body::Competencies(_) => Group::Competencies,
        Body::Role(_) | Body::Roles(_) => Group::Roles,
        Body::Pathway(_) | Body::Pathways(_) => Group::Pathways,
        Body::Guide(_) | Body::Guides(_) => Group::Guides,
        Body::Ladders(_) | Body::Ladder(_) | Body::Track(_) => Group::Ladders,
        Body::Compare(_) | Body::CompareIndex(_) | Body::Matrix(_) => Group::Comparisons,
        Body::Changes(_) | Body::Chapter(_) => Group::Changes,
        Body::Home(_) => Group::Pages,
        Body::Article(_) | Body::Folder(_) => folder(page),
        Body::Review(_) | Body::Letters(_) | Body::NotFound(_) | Body::Redirect(_) => return None,
    };
    let reader = Reader { page };
    let title = page.title.clone();
    let (also, note, tone) = (also(&reader), note(page), tone(page));
    Some(Entry { group, title, also, note, tone, parts: parts::parts(&reader) })
}

/// The folder at the top that a Markdown page is in.
fn folder(page: &Page) -> Group {
    let is_top = |folder: &str| !folder.is_empty() && !folder.contains('/');
    match (page.nav.crumbs.first(), page.route.as_str().strip_suffix("/index.html")) {
        (Some(crumb), _) => Group::Folder(crumb.text.clone()),
        (None, Some(folder)) if is_top(folder) => Group::Folder(page.title.clone()),
        _ => Group::Pages,
    }
}

fn also(reader: &Reader<'_>) -> Vec<String> {
    if let Body::Chapter(chapter) = &reader.page.body {
        return chapter.release.title.iter().cloned().collect();
    }
    let Body::Level(level) = &reader.page.body else { return Vec::new() };
    let names = level.also.iter().map(|name| reader.plain(*name));
    level.code.iter().cloned().chain(names).filter(|name| !name.is_empty()).collect()
}

fn note(page: &Page) -> String {
    let text = |link: &Option<super::page::Link>| link.as_ref().map(|link| link.text.clone());
    let notes: Vec<String> = match &page.body {
        Body::Level(level) => {
            let track = text(&level.track);
            let ladder = text(&level.ladder).filter(|ladder| track.as_ref() != Some(ladder));
            [level.code.clone(), track, ladder].into_iter().flatten().collect()
        }
        Body::Track(track) => text(&track.ladder).into_iter().collect(),
        Body::Competency(competency) => text(&competency.area).into_iter().collect(),
        Body::Guide(guide) => guide.topic.iter().cloned().collect(),
        Body::Chapter(chapter) => {
            let day = chapter.release.day.as_ref().map(|day| day.text.clone());
            day.into_iter().chain(chapter.release.counts.clone()).collect()
        }
        Body::Article(_) | Body::Folder(_) => page.nav.crumbs.iter().skip(1).map(|crumb| crumb.text.clone()).collect(),
        _ => Vec::new(),
    };
    notes.join(" · ")
}

fn tone(page: &Page) -> Option<Tone> {
    match &page.body {
        Body::Level(level) => Some(level.tone),
        Body::Track(track) => Some(track.tone),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::handbook_of;
    use crate::model::things::Audience;
    use crate::view::shown::{Scope, Shown};
    use crate::view::story::Story;

    const BOOK: &str = r"
== book.toml
[rungbook]
audiences = ['staff', 'managers']
== a.yaml
family: {id: f, title: Engineering}
track: {id: t, title: Doers, family: f, kind: ic, levels: [staff]}
level:
  id: staff
  title: Staff Engineer
  code: IC4
  also: [Staff SRE]
  summary: Leads by writing.
  pitfalls: [Doing it alone, {text: Pay is secret, audience: managers}]
  sections: [{title: On call, text: Carries the pager.}]
== guides/a/page.md
# A page

See [[staff]] first.

## Ways *up*

One, two.
";

    fn entries() -> Vec<Entry> {
        let handbook = handbook_of(BOOK);
        let scope = Scope { audience: Audience(0), drafts: false, base: "/".into() };
        let (pages, clashes) = crate::view::pages(&Shown::new(&handbook, &scope), &Story::default());
        assert_eq!(clashes, []);
        pages.iter().filter_map(entry).collect()
    }

    fn of(title: &str) -> Entry {
        let all = entries();
        all.iter().find(|entry| entry.title == title).unwrap_or_else(|| panic!("{all:#?}")).clone()
    }

    #[test]
    fn a_level_is_found_by_its_names_and_parts() {
        let level = of("Staff Engineer");
        assert_eq!((level.group, level.tone), (Group::Levels, Some(Tone::Ic)));
        assert_eq!(level.also, ["IC4", "Staff SRE"]);
        assert_eq!(level.note, "IC4 · Doers · Engineering");
        let parts: Vec<_> = level.parts.iter().map(|part| (&*part.anchor, &*part.title, &*part.text)).collect();
        assert_eq!(
            parts,
            [
                ("", "", "Leads by writing."),
                ("pitfalls", "Pitfalls", "Doing it alone"),
                ("on-call", "On call", "Carries the pager.")
            ]
        );
    }

    #[test]
    fn a_page_is_cut_at_its_headings() {
        let page = of("A page");
        assert!(matches!(page.group, Group::Folder(_)), "{page:?}");
        let parts: Vec<_> = page.parts.iter().map(|part| (&*part.anchor, &*part.title, &*part.text)).collect();
        assert_eq!(parts, [("", "", "See Staff Engineer first.\n"), ("ways-up", "Ways up", "One, two.\n")]);
    }
}
