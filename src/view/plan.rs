//! All pages of a handbook: which there are, at which address, and what each is made from.

use super::address;
use super::builder::Builder;
use super::compare::{self, Comparison};
use super::folders::Folders;
use super::former;
use super::letters;
use super::shown::Shown;
use super::story::{Chapter, Story};
use super::{matrix, nav};
use crate::base::Route;
use crate::diff::change::Kind;
use crate::model::things::{self, Thing};
use crate::model::{names, skills};
use std::collections::{HashMap, HashSet};

/// What a page is made from.
#[derive(Clone, Debug)]
pub enum Job<'a> {
    /// The home page.
    Home,
    /// All ladders.
    Ladders,
    /// A ladder.
    Ladder(&'a things::Family),
    /// A track.
    Track(&'a things::Track),
    /// A level.
    Level(&'a things::Level),
    /// All comparisons.
    Comparisons,
    /// A comparison.
    Comparison(Comparison<'a>),
    /// A matrix.
    Matrix(matrix::Scope<'a>),
    /// All competencies.
    Competencies,
    /// A competency.
    Competency(&'a skills::Competency),
    /// All roles.
    Roles,
    /// A role.
    Role(&'a skills::Role),
    /// All pathways.
    Pathways,
    /// A pathway.
    Pathway(&'a things::Pathway),
    /// All guides.
    Guides,
    /// A guide.
    Guide(&'a things::Guide),
    /// A Markdown page.
    Article(&'a things::Page),
    /// A folder without a page of its own, by its path.
    Folder(&'a str),
    /// What changed, release by release.
    Changes,
    /// What changed with one release.
    Chapter(&'a Chapter),
    /// Everything by name, or a part of it.
    Letters(letters::Scope),
    /// The page for an address that does not exist.
    NotFound,
    /// A page that leads on to a thing.
    Redirect(Thing),
    /// A page that leads on to an address.
    RedirectTo(String),
}

/// All pages with their addresses, in a fixed order. Two may claim one address: that is for the caller to report.
pub fn jobs<'a>(shown: &Shown<'a>, folders: &Folders<'a>, story: &'a Story) -> Vec<(Route, Job<'a>)> {
    let mut jobs = Vec::new();
    let mut add = |address: &str, job: Job<'a>| jobs.extend(Route::new(address).map(|route| (route, job)));
    add(address::HOME, Job::Home);
    add(address::NOT_FOUND, Job::NotFound);
    let blank = Builder::new(shown, Route::root());
    for (_, address) in nav::generated(&blank) {
        let job = match address {
            address::LADDERS => Job::Ladders,
            address::COMPARE => Job::Comparisons,
            address::COMPETENCIES => Job::Competencies,
            address::ROLES => Job::Roles,
            address::PATHWAYS => Job::Pathways,
            _ => Job::Guides,
        };
        add(address, job);
    }
    if shown.handbook.settings.changes {
        add(address::CHANGES, Job::Changes);
    }
    let taken: Vec<Route> = jobs.iter().map(|(route, _)| route.clone()).collect();
    jobs.extend(things(shown));
    jobs.extend(compare::all(shown).into_iter().filter_map(|it| Some((it.route()?, Job::Comparison(it)))));
    jobs.extend(matrix::all(shown).into_iter().filter_map(|it| Some((it.route()?, Job::Matrix(it)))));
    jobs.extend(written(shown, folders, &taken));
    jobs.extend(redirects(shown));
    jobs.extend(chapters(shown, story));
    let former = former(shown, story, &jobs);
    jobs.extend(former);
    if shown.handbook.settings.search {
        let letters = letters::all(shown, &jobs);
        jobs.extend(letters.into_iter().map(|(route, scope)| (route, Job::Letters(scope))));
    }
    jobs
}

/// The pages of releases.
fn chapters<'a>(shown: &Shown<'a>, story: &'a Story) -> Vec<(Route, Job<'a>)> {
    let chapters = story.chapters.iter().filter(|_| shown.handbook.settings.changes);
    chapters.filter_map(|chapter| Some((address::chapter(&chapter.slug)?, Job::Chapter(chapter)))).collect()
}

/// The pages of things, those that the audience sees.
fn things<'a>(shown: &Shown<'a>) -> Vec<(Route, Job<'a>)> {
    let book = shown.handbook;
    let all = (book.families.values().map(|it| (Thing::Family(it.id.clone()), Job::Ladder(it))))
        .chain(book.tracks.values().map(|it| (Thing::Track(it.id.clone()), Job::Track(it))))
        .chain(book.levels.values().map(|it| (Thing::Level(it.id.clone()), Job::Level(it))))
        .chain(book.competencies.values().map(|it| (Thing::Competency(it.id.clone()), Job::Competency(it))))
        .chain(book.roles.values().map(|it| (Thing::Role(it.id.clone()), Job::Role(it))))
        .chain(book.pathways.values().map(|it| (Thing::Pathway(it.id.clone()), Job::Pathway(it))))
        .chain(book.guides.values().map(|it| (Thing::Guide(it.id.clone()), Job::Guide(it))));
    all.filter_map(|(thing, job)| Some((shown.spot(&thing)?.route.clone(), job))).collect()
}

/// The Markdown pages. One at the address of a page that is made anyway, such as `roles/index.md`, becomes part of it.
fn written<'a>(shown: &Shown<'a>, folders: &Folders<'a>, taken: &[Route]) -> Vec<(Route, Job<'a>)> {
    let pages = shown.handbook.pages.iter();
    let pages =
        pages.filter_map(|page| Some((shown.spot(&Thing::Page(page.path.clone()))?.route.clone(), Job::Article(page))));
    let bare = folders.iter().filter(|folder| folder.index.is_none());
    let bare = bare.filter_map(|folder| Some((address::of_folder(folder.path)?, Job::Folder(folder.path))));
    pages.chain(bare).filter(|(route, _)| !taken.contains(route)).collect()
}

/// Old ids and aliases, and the redirects of book.toml.
fn redirects<'a>(shown: &Shown<'a>) -> Vec<(Route, Job<'a>)> {
    let book = shown.handbook;
    let was = |thing: Thing, meta: &things::Meta| {
        let olds: Vec<_> = meta.was.iter().filter_map(|name| address::of_name(&thing, &name.value)).collect();
        olds.into_iter().map(move |route| (route, thing.clone())).collect::<Vec<_>>()
    };
    let renamed = (book.levels.values().flat_map(|it| was(Thing::Level(it.id.clone()), &it.meta)))
        .chain(book.tracks.values().flat_map(|it| was(Thing::Track(it.id.clone()), &it.meta)))
        .chain(book.families.values().flat_map(|it| was(Thing::Family(it.id.clone()), &it.meta)))
        .chain(book.competencies.values().flat_map(|it| was(Thing::Competency(it.id.clone()), &it.meta)))
        .chain(book.roles.values().flat_map(|it| was(Thing::Role(it.id.clone()), &it.meta)))
        .chain(book.pathways.values().flat_map(|it| was(Thing::Pathway(it.id.clone()), &it.meta)))
        .chain(book.guides.values().flat_map(|it| was(Thing::Guide(it.id.clone()), &it.meta)));
    let aliases = book.pages.iter().flat_map(|page| {
        let routes = page.aliases.iter().filter_map(|alias| old_address(&alias.value));
        routes.map(|route| (route, Thing::Page(page.path.clone())))
    });
    let to_things = renamed
        .chain(aliases)
        .filter(|(_, thing)| shown.has(thing))
        .map(|(route, thing)| (route, Job::Redirect(thing)));
    let configured = book.settings.redirects.iter();
    let configured =
        configured.filter_map(|it| Some((old_address(&it.from.value)?, Job::RedirectTo(it.to.value.clone()))));
    to_things.chain(configured).collect()
}

/// The addresses that things had before, by what git tells of their names, as far as nothing else has them.
fn former<'a>(shown: &Shown<'a>, story: &'a Story, taken: &[(Route, Job<'a>)]) -> Vec<(Route, Job<'a>)> {
    let taken: HashSet<&Route> = taken.iter().map(|(route, _)| route).collect();
    let today: HashMap<(&str, &str), Thing> = shown.things().map(|thing| (known_as(thing), thing.clone())).collect();
    let names = former::names(story, |kind, id| today.get(&(kind, id)).cloned());
    let mut seen = HashSet::new();
    let routes = names.into_iter().filter_map(|(_, was, thing)| Some((address::of_name(&thing, was)?, thing)));
    let free = routes.filter(|(route, _)| !taken.contains(route) && seen.insert(route.clone()));
    free.map(|(route, thing)| (route, Job::Redirect(thing))).collect()
}

/// A thing as changes tell it: its kind in a word, and its id.
fn known_as(thing: &Thing) -> (&'static str, &str) {
    let kind = match thing {
        Thing::Family(_) => Kind::Family,
        Thing::Track(_) => Kind::Track,
        Thing::Level(_) => Kind::Level,
        Thing::Area(_) => Kind::Area,
        Thing::Competency(_) => Kind::Competency,
        Thing::Scale(_) => Kind::Scale,
        Thing::Role(_) => Kind::Role,
        Thing::Pathway(_) => Kind::Pathway,
        Thing::Guide(_) => Kind::Guide,
        Thing::Page(_) => Kind::Page,
    };
    (kind.word(), names::id_of(thing))
}

/// An old address as an author writes it: with or without a leading `/`, `.html`, or a final `/` for a folder.
fn old_address(written: &str) -> Option<Route> {
    let path = written.trim_start_matches('/');
    match path {
        _ if path.is_empty() || path.ends_with('/') => Route::new(format!("{path}index.html")),
        _ if path.ends_with(".html") || path.ends_with(".htm") => Route::new(path),
        _ => Route::new(format!("{}.html", path.strip_suffix(".md").unwrap_or(path))),
    }
}

/// What a page is made from, for those who report that two claim one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    /// A thing or a Markdown page.
    Thing(Thing),
    /// A page that rungbook makes itself, by what it is called.
    Own(String),
    /// The old name of a thing.
    OldName(Thing),
}

/// What a job makes a page from.
pub fn maker(job: &Job<'_>) -> Maker {
    match job {
        Job::Home => Maker::Own("the home page".to_owned()),
        Job::Ladders => Maker::Own("the page of all ladders".to_owned()),
        Job::Ladder(it) => Maker::Thing(Thing::Family(it.id.clone())),
        Job::Track(it) => Maker::Thing(Thing::Track(it.id.clone())),
        Job::Level(it) => Maker::Thing(Thing::Level(it.id.clone())),
        Job::Comparisons => Maker::Own("the page of all comparisons".to_owned()),
        Job::Comparison(_) => Maker::Own("a comparison".to_owned()),
        Job::Matrix(_) => Maker::Own("a competency matrix".to_owned()),
        Job::Competencies => Maker::Own("the page of all competencies".to_owned()),
        Job::Competency(it) => Maker::Thing(Thing::Competency(it.id.clone())),
        Job::Roles => Maker::Own("the page of all roles".to_owned()),
        Job::Role(it) => Maker::Thing(Thing::Role(it.id.clone())),
        Job::Pathways => Maker::Own("the page of all pathways".to_owned()),
        Job::Pathway(it) => Maker::Thing(Thing::Pathway(it.id.clone())),
        Job::Guides => Maker::Own("the page of all guides".to_owned()),
        Job::Guide(it) => Maker::Thing(Thing::Guide(it.id.clone())),
        Job::Article(it) => Maker::Thing(Thing::Page(it.path.clone())),
        Job::Folder(path) => Maker::Own(format!("the page of the folder `{path}`")),
        Job::Changes => Maker::Own("the page of all changes".to_owned()),
        Job::Chapter(chapter) => Maker::Own(format!("the page of the release `{}`", chapter.name())),
        Job::Letters(_) => Maker::Own("the list of everything by name".to_owned()),
        Job::NotFound => Maker::Own("the page for addresses that do not exist".to_owned()),
        Job::Redirect(thing) => Maker::OldName(thing.clone()),
        Job::RedirectTo(_) => Maker::Own("a redirect of book.toml".to_owned()),
    }
}
