//! What surrounds a page: the main parts, the way here, the neighbourhood. Never the whole handbook.

use super::address;
use super::builder::{self, Builder};
use super::folders::{Child, Folder, Folders, parent};
use super::page::{Link, SideGroup, SideLink, TopLink};
use super::release;
use super::shown::Shown;
use super::story::{Chapter, Story};
use crate::base::{Route, relative};
use crate::model::things::{Family, Level, Thing, Track};

/// The most links in one group beside the body.
const WINDOW: usize = 24;

/// The most levels of a ladder that are all listed beside the body.
const WHOLE_LADDER: usize = 36;

/// The main part of the handbook that a page is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// None of them: the home page, the page for what does not exist.
    Home,
    /// The part whose first page has the given address.
    At(&'static str),
    /// A folder of Markdown pages directly in the source folder.
    Folder(String),
}

/// The main parts of the handbook, which all pages show: made once.
#[derive(Debug)]
pub struct Tops {
    all: Vec<Top>,
}

/// A main part of the handbook.
#[derive(Debug)]
struct Top {
    title: String,
    /// Its address, percent-encoded.
    address: String,
    part: Part,
}

impl Tops {
    /// The main parts of what the audience sees.
    pub fn new(shown: &Shown<'_>, folders: &Folders<'_>, story: &Story) -> Self {
        let page = Builder::new(shown, Route::root());
        let top = |title: &str, route: Route, part| Top { title: title.to_owned(), address: route.encoded(), part };
        let at = |(title, address)| Some(top(title, Route::new(address)?, Part::At(address)));
        let generated = generated(&page).into_iter().filter_map(at);
        let own = top_folders(&page, folders).filter_map(|folder| {
            Some(top(&folder.title, address::of_folder(folder.path)?, Part::Folder(folder.path.to_owned())))
        });
        Self { all: generated.chain(own).chain(changes(story).and_then(at)).collect() }
    }

    /// The main parts as seen from a page in one of them.
    pub fn links(&self, page: &Builder<'_>, part: &Part) -> Vec<TopLink> {
        let here = page.route.encoded();
        let link = |top: &Top| {
            let link = Link { text: top.title.clone(), href: relative(&here, &top.address) };
            TopLink { link, current: top.part == *part }
        };
        self.all.iter().map(link).collect()
    }
}

/// The part that tells what changed, where there is something to tell.
pub fn changes(story: &Story) -> Option<(&'static str, &'static str)> {
    (!story.is_empty()).then_some(("Changes", address::CHANGES))
}

/// The parts that are made from definitions, as far as there is something in them.
pub fn generated(page: &Builder<'_>) -> Vec<(&'static str, &'static str)> {
    let book = page.shown.handbook;
    let has = |thing: Thing| page.shown.has(&thing);
    let parts = [
        ("Ladders", address::LADDERS, book.families.keys().any(|id| has(Thing::Family(id.clone())))),
        ("Compare", address::COMPARE, book.levels.keys().filter(|id| page.shown.level(id).is_some()).nth(1).is_some()),
        ("Competencies", address::COMPETENCIES, book.competencies.keys().any(|id| has(Thing::Competency(id.clone())))),
        ("Roles", address::ROLES, book.roles.keys().any(|id| has(Thing::Role(id.clone())))),
        ("Pathways", address::PATHWAYS, book.pathways.keys().any(|id| has(Thing::Pathway(id.clone())))),
        ("Guides", address::GUIDES, book.guides.keys().any(|id| has(Thing::Guide(id.clone())))),
    ];
    parts.into_iter().filter(|(_, _, some)| *some).map(|(text, address, _)| (text, address)).collect()
}

/// The folders directly in the source folder that are parts of their own.
pub fn top_folders<'f, 'a>(page: &Builder<'_>, folders: &'f Folders<'a>) -> impl Iterator<Item = &'f Folder<'a>> {
    let changes = page.shown.handbook.settings.changes;
    let root = folders.get("").into_iter().flat_map(|root| &root.children);
    let paths = root.filter_map(move |child| match child {
        Child::Folder(path) if generated_part(path, changes).is_none() => Some(*path),
        _ => None,
    });
    paths.filter_map(|path| folders.get(path))
}

/// The part that a Markdown page is in.
pub fn part_of(page: &Builder<'_>, path: &str) -> Part {
    match parent(path).split('/').next().unwrap_or_default() {
        "" => Part::Home,
        top => generated_part(top, page.shown.handbook.settings.changes)
            .map_or_else(|| Part::Folder(top.to_owned()), Part::At),
    }
}

/// The address of the part that is made at a folder directly in the source folder; that of changes where they are told.
fn generated_part(folder: &str, changes: bool) -> Option<&'static str> {
    Some(match folder {
        "ladders" => address::LADDERS,
        "compare" => address::COMPARE,
        "competencies" => address::COMPETENCIES,
        "roles" => address::ROLES,
        "pathways" => address::PATHWAYS,
        "guides" => address::GUIDES,
        "changes" if changes => address::CHANGES,
        _ => return None,
    })
}

/// The way to a level: its ladder and its track.
pub fn crumbs_of_level(page: &Builder<'_>, level: &Level) -> Vec<Link> {
    let track = page.shown.track_of(&level.id);
    let family = track.and_then(|track| track.family.clone());
    let things = family.map(Thing::Family).into_iter().chain(track.map(|track| Thing::Track(track.id.clone())));
    page.links(&things.collect::<Vec<_>>())
}

/// The way to a folder's contents: the folders around it, and itself.
pub fn crumbs_of_folder(page: &Builder<'_>, folders: &Folders<'_>, path: &str) -> Vec<Link> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    let around = ends.filter(|end| *end > 0).filter_map(|end| folders.get(path.get(..end)?));
    around.filter_map(|folder| Some(page.link_to(&folder.title, &address::of_folder(folder.path)?))).collect()
}

/// A ladder's levels, track by track; of a large ladder only those near the given level, and the other tracks by name.
pub fn side_of_family(page: &Builder<'_>, family: &Family, current: Option<&Level>) -> Vec<SideGroup> {
    let tracks = page.shown.tracks_of(&family.id);
    let all: usize = tracks.iter().map(|track| page.shown.levels_of(track).count()).sum();
    let here = current.and_then(|level| page.shown.track_of(&level.id));
    if all <= WHOLE_LADDER {
        return tracks.into_iter().filter_map(|track| track_group(page, track, current)).collect();
    }
    let own = here.and_then(|track| track_group(page, track, current));
    let others = tracks.iter().filter(|track| here.is_none_or(|here| here.id != track.id));
    let links: Vec<SideLink> = others.filter_map(|track| track_link(page, track)).collect();
    let more = links.len().saturating_sub(WINDOW);
    let title = if own.is_some() { "Other tracks" } else { "Tracks" };
    let href = page.link(&Thing::Family(family.id.clone())).map(|link| link.href);
    let others = SideGroup { title: title.to_owned(), href, links: links.into_iter().take(WINDOW).collect(), more };
    own.into_iter().chain([others]).collect()
}

fn track_link(page: &Builder<'_>, track: &Track) -> Option<SideLink> {
    let link = page.link(&Thing::Track(track.id.clone()))?;
    Some(SideLink { link, code: None, tone: Some(builder::tone(track)), current: false })
}

fn track_group(page: &Builder<'_>, track: &Track, current: Option<&Level>) -> Option<SideGroup> {
    let link = page.link(&Thing::Track(track.id.clone()))?;
    let is_current = |level: &Level| current.is_some_and(|current| current.id == level.id);
    let levels: Vec<_> = track.levels.iter().filter_map(|id| page.shown.level(&id.value)).collect();
    let at = levels.iter().position(|level| is_current(level)).unwrap_or_default();
    let (from, more) = window(levels.len(), at);
    let links = levels.iter().skip(from).take(WINDOW).filter_map(|level| {
        Some(SideLink {
            link: page.link(&Thing::Level(level.id.clone()))?,
            code: level.code.as_ref().map(|code| code.plain()),
            tone: Some(builder::tone(track)),
            current: is_current(level),
        })
    });
    Some(SideGroup { title: link.text, href: Some(link.href), links: links.collect(), more })
}

/// What stands in a folder, near the page at the given address.
pub fn side_of_folder(page: &Builder<'_>, folders: &Folders<'_>, path: &str) -> Vec<SideGroup> {
    let Some(folder) = folders.get(path) else { return Vec::new() };
    let Some(own) = address::of_folder(path) else { return Vec::new() };
    let (from, more) = window(folder.inside.len(), folders.place(folder, &page.route).unwrap_or_default());
    let link = |(text, route): &(String, Route)| {
        let current = *route == page.route;
        SideLink { link: page.link_to(text, route), code: None, tone: None, current }
    };
    let overview = if path.is_empty() { "Home" } else { "Overview" };
    let first = SideLink { current: own == page.route, ..link(&(overview.to_owned(), own.clone())) };
    let links = [first].into_iter().chain(folder.inside.iter().skip(from).take(WINDOW).map(link)).collect();
    let title = if path.is_empty() { "Pages".to_owned() } else { folder.title.clone() };
    vec![SideGroup { title, href: Some(page.route.to(&own)), links, more }]
}

/// Things of one kind that the audience sees, near the one at a place among them.
pub fn side_of_things(
    page: &Builder<'_>,
    title: &str,
    index: &'static str,
    things: &[Thing],
    current: Option<usize>,
) -> Vec<SideGroup> {
    let (from, more) = window(things.len(), current.unwrap_or_default());
    let links = things.iter().enumerate().skip(from).take(WINDOW).filter_map(|(at, thing)| {
        Some(SideLink { link: page.link(thing)?, code: None, tone: None, current: Some(at) == current })
    });
    let href = Route::new(index).map(|route| page.route.to(&route));
    vec![SideGroup { title: title.to_owned(), href, links: links.collect(), more }]
}

/// The releases near one.
pub fn side_of_story(page: &Builder<'_>, story: &Story, current: &Chapter) -> Vec<SideGroup> {
    let at = story.chapters.iter().position(|chapter| chapter.slug == current.slug).unwrap_or_default();
    let (from, more) = window(story.chapters.len(), at);
    let link = |chapter: &Chapter| {
        let current = chapter.slug == current.slug;
        SideLink { link: release::link(page, chapter), code: None, tone: None, current }
    };
    let links = story.chapters.iter().skip(from).take(WINDOW).map(link).collect();
    let href = Route::new(address::CHANGES).map(|route| page.route.to(&route));
    vec![SideGroup { title: "Changes".to_owned(), href, links, more }]
}

/// Where the window around a place begins, and how many entries it leaves out.
fn window(all: usize, at: usize) -> (usize, usize) {
    let from = at.saturating_sub(WINDOW / 2).min(all.saturating_sub(WINDOW));
    (from, all.saturating_sub(WINDOW))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_inside() {
        assert_eq!(window(10, 9), (0, 0));
        assert_eq!(window(100, 0), (0, 76));
        assert_eq!(window(100, 50), (38, 76));
        assert_eq!(window(100, 99), (76, 76));
    }
}
