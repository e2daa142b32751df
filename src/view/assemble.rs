//! One page from what it is made from: its body and what surrounds it.

use super::address;
use super::body::{Body, CardGroup, Cards, NotFound, Redirect};
use super::builder::Builder;
use super::folders::{Child, Folders, parent};
use super::nav::{self, Part, Tops};
use super::page::{Link, Nav, Page, SideGroup, TocEntry, Words};
use super::plan::Job;
use super::release::Latest;
use super::review::Since;
use super::shown::Shown;
use super::story::{Chapter, Story};
use super::{
    article, changes, compare, competency, feed, guide, history, home, ladder, letters, level, matrix, pathway, review,
    role, track,
};
use crate::base::{Route, encode};
use crate::model::things::{self, Status, Text, Thing};

/// What a page says beside its frame.
struct Made {
    title: String,
    summary: Option<Text>,
    body: Body,
    part: Part,
    crumbs: Vec<Link>,
    side: Vec<SideGroup>,
    toc: Vec<TocEntry>,
    around: (Option<Link>, Option<Link>),
    file: Option<String>,
}

impl Made {
    fn new(title: impl Into<String>, body: Body, part: Part) -> Self {
        Self {
            title: title.into(),
            summary: None,
            body,
            part,
            crumbs: Vec::new(),
            side: Vec::new(),
            toc: Vec::new(),
            around: (None, None),
            file: None,
        }
    }
}

/// Builds the page of a job.
pub fn page(
    shown: &Shown<'_>,
    (folders, tops): (&Folders<'_>, &Tops),
    story: &Story,
    (route, job): (Route, &Job<'_>),
) -> Page {
    let mut page = Builder::new(shown, route);
    let made = made(&mut page, (folders, story), job);
    framed(page, made, (tops, story), job)
}

/// Builds the page that tells what differs from what is published.
pub fn review(shown: &Shown<'_>, story: &Story, since: &Since) -> Option<Page> {
    let mut page = Builder::new(shown, Route::new(address::REVIEW)?);
    let (body, toc) = review::review(&mut page, since);
    let mut made = Made::new("Review", Body::Review(Box::new(body)), Part::At(address::CHANGES));
    made.toc = toc;
    let tops = Tops::new(shown, shown.folders(), story);
    Some(framed(page, made, (&tops, story), &Job::Changes))
}

/// A page with what surrounds it.
fn framed(page: Builder<'_>, made: Made, (tops, story): (&Tops, &Story), job: &Job<'_>) -> Page {
    let shown = page.shown;
    let description = match &made.summary {
        Some(summary) => short(&summary.plain()),
        None => shown.handbook.settings.description.clone().unwrap_or_default(),
    };
    let missing = matches!(job, Job::NotFound);
    let root = if missing { shown.scope.base.clone() } else { "../".repeat(page.route.as_str().matches('/').count()) };
    let nav = Nav {
        top: tops.links(&page, &made.part),
        crumbs: made.crumbs,
        side: made.side,
        toc: if made.toc.len() > 1 { made.toc } else { Vec::new() },
        previous: made.around.0,
        next: made.around.1,
        changed: newest(&page, story, job),
        edit: made.file.and_then(|file| edit_address(shown, &file)),
    };
    let mut built = Page {
        title: made.title,
        description,
        site: root.clone(),
        root,
        editions: None,
        draft: is_draft(shown, job),
        feed: feed_of(&page, story, job),
        nav,
        body: made.body,
        texts: page.texts,
        figures: page.figures,
        route: page.route,
    };
    if missing {
        from_base(&mut built, &shown.scope.base);
    }
    built
}

/// Whether a page is about what is not published yet: a draft, or what stands on one.
fn is_draft(shown: &Shown<'_>, job: &Job<'_>) -> bool {
    let draft = |meta: &things::Meta| meta.status == Status::Draft;
    let families = &shown.handbook.families;
    let on_track = |track: &things::Track| {
        draft(&track.meta) || track.family.as_ref().and_then(|it| families.get(it)).is_some_and(|it| draft(&it.meta))
    };
    match job {
        Job::Ladder(it) => draft(&it.meta),
        Job::Track(it) => on_track(it),
        Job::Level(it) => draft(&it.meta) || shown.track_of(&it.id).is_some_and(on_track),
        Job::Competency(it) => draft(&it.meta),
        Job::Role(it) => draft(&it.meta),
        Job::Pathway(it) => draft(&it.meta),
        Job::Guide(it) => draft(&it.meta),
        Job::Article(it) => it.status == Status::Draft,
        _ => false,
    }
}

/// When what a page is about last changed. The page of a level tells that with its history.
pub(super) fn newest(page: &Builder<'_>, story: &Story, job: &Job<'_>) -> Option<Latest> {
    let things = match job {
        Job::Ladder(it) => of_family(page, it),
        Job::Track(it) => of_track(page, it).collect(),
        Job::Competency(it) => vec![Thing::Competency(it.id.clone())],
        Job::Role(it) => vec![Thing::Role(it.id.clone())],
        Job::Pathway(it) => vec![Thing::Pathway(it.id.clone())],
        Job::Guide(it) => vec![Thing::Guide(it.id.clone())],
        Job::Article(it) => vec![Thing::Page(it.path.clone())],
        _ => return None,
    };
    history::newest(page, story, &things)
}

/// A ladder with its tracks and their levels.
fn of_family(page: &Builder<'_>, family: &things::Family) -> Vec<Thing> {
    let tracks = page.shown.tracks_of(&family.id);
    [Thing::Family(family.id.clone())].into_iter().chain(tracks.iter().flat_map(|it| of_track(page, it))).collect()
}

/// A track with its levels.
fn of_track<'p>(page: &'p Builder<'_>, track: &things::Track) -> impl Iterator<Item = Thing> + use<'p> {
    let levels = page.shown.levels_of(track).map(|level| Thing::Level(level.id.clone()));
    [Thing::Track(track.id.clone())].into_iter().chain(levels.collect::<Vec<_>>())
}

/// The feed of what a page is about.
fn feed_of(page: &Builder<'_>, story: &Story, job: &Job<'_>) -> Option<Link> {
    let (title, route) = match job {
        Job::Changes | Job::Chapter(_) | Job::Home => ("Changes".to_owned(), address::feed()?),
        Job::Level(level) => (format!("Changes of {}", level.title.plain()), address::level_feed(level.id.as_str())?),
        _ => return None,
    };
    feed::has_feeds(page.shown, story).then(|| page.link_to(title, &route))
}

/// The page for what does not exist is shown at any address, so its links start from the base path.
fn from_base(page: &mut Page, base: &str) {
    let absolute = |link: &mut Link| link.href = format!("{base}{}", link.href);
    page.nav.top.iter_mut().for_each(|top| absolute(&mut top.link));
    if let Body::NotFound(body) = &mut page.body {
        body.links.iter_mut().for_each(absolute);
    }
}

fn edit_address(shown: &Shown<'_>, file: &str) -> Option<String> {
    let template = shown.handbook.settings.edit_url_template.as_ref()?;
    Some(template.value.replace("{path}", &encode(file)))
}

/// At most 200 characters of a text, on one line, cut between words.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= 200 {
        return whole;
    }
    let cut: String = whole.chars().take(199).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.']))
}

fn made(page: &mut Builder<'_>, (folders, story): (&Folders<'_>, &Story), job: &Job<'_>) -> Made {
    match job {
        Job::Home => made_home(page, folders, story),
        Job::Ladders => made_ladders(page),
        Job::Ladder(family) => made_ladder(page, family),
        Job::Track(track) => made_track(page, track),
        Job::Level(level) => made_level(page, level, story),
        Job::Comparisons | Job::Competencies | Job::Roles | Job::Pathways | Job::Guides => made_index(page, job),
        Job::Comparison(comparison) => made_comparison(page, comparison),
        Job::Matrix(scope) => made_matrix(page, scope),
        Job::Competency(it) => {
            let body = Body::Competency(competency::competency(page, it));
            let what = (&it.title, it.summary.as_ref(), &it.meta);
            of_thing(page, what, body, (address::COMPETENCIES, "Competencies", Thing::Competency(it.id.clone())))
        }
        Job::Role(it) => {
            let body = Body::Role(role::role(page, it));
            let what = (&it.title, it.summary.as_ref(), &it.meta);
            of_thing(page, what, body, (address::ROLES, "Roles", Thing::Role(it.id.clone())))
        }
        Job::Pathway(it) => {
            let body = Body::Pathway(pathway::pathway(page, it));
            let what = (&it.title, it.summary.as_ref(), &it.meta);
            of_thing(page, what, body, (address::PATHWAYS, "Pathways", Thing::Pathway(it.id.clone())))
        }
        Job::Guide(it) => {
            let body = Body::Guide(guide::guide(page, it));
            let what = (&it.title, it.cause.as_ref(), &it.meta);
            of_thing(page, what, body, (address::GUIDES, "Guides", Thing::Guide(it.id.clone())))
        }
        Job::Article(source) => made_article(page, folders, source),
        Job::Folder(path) => made_folder(page, folders, path),
        Job::Changes => made_changes(page, story),
        Job::Chapter(chapter) => made_chapter(page, story, chapter),
        Job::Letters(scope) => made_letters(page, scope),
        Job::NotFound => made_not_found(page, story),
        Job::Redirect(thing) => made_redirect(page.link(thing)),
        Job::RedirectTo(address) => {
            made_redirect(Some(Link { text: address.clone(), href: redirect_address(page, address) }))
        }
    }
}

fn made_home(page: &mut Builder<'_>, folders: &Folders<'_>, story: &Story) -> Made {
    let index = folders.get("").and_then(|root| root.index);
    let body = home::home(page, (folders, story), index);
    let title = index.map_or_else(|| page.shown.handbook.settings.title.clone(), |index| index.title.plain());
    let summary = index.and_then(|index| index.summary.clone());
    Made { summary, file: index.map(|index| index.file.to_string()), ..Made::new(title, Body::Home(body), Part::Home) }
}

fn made_ladders(page: &mut Builder<'_>) -> Made {
    let index = index_of(page, address::LADDERS);
    let families = page.shown.handbook.families.values();
    let families: Vec<_> = families.filter(|family| page.shown.has(&Thing::Family(family.id.clone()))).collect();
    let cards = families.into_iter().filter_map(|family| home::ladder_card(page, family)).collect();
    let body = Body::Ladders(cards_of(page, index, vec![CardGroup { title: None, id: "all".to_owned(), cards }]));
    with_index(Made::new("Ladders", body, Part::At(address::LADDERS)), index)
}

fn made_ladder(page: &mut Builder<'_>, family: &things::Family) -> Made {
    let body = ladder::ladder(page, family);
    let title = family.title.plain();
    let mut made = Made::new(title, Body::Ladder(body), Part::At(address::LADDERS));
    made.summary = family.summary.clone();
    made.crumbs = crumb(page, "Ladders", address::LADDERS);
    made.side = nav::side_of_family(page, family, None);
    made.file = Some(family.meta.span.file.to_string());
    made
}

fn made_track(page: &mut Builder<'_>, track: &things::Track) -> Made {
    let body = track::track(page, track);
    let mut made = Made::new(track.title.plain(), Body::Track(body), Part::At(address::LADDERS));
    made.summary = track.summary.clone();
    let family = track.family.clone().map(Thing::Family);
    made.crumbs = [crumb(page, "Ladders", address::LADDERS), page.links(&family)].concat();
    made.side = ladder_side(page, track.family.as_ref(), None);
    made.file = Some(track.meta.span.file.to_string());
    made
}

fn made_level(page: &mut Builder<'_>, level: &things::Level, story: &Story) -> Made {
    let body = level::level(page, level, story);
    let words = |words: Words| page.texts.get(words.0).map(|passage| passage.text.plain()).unwrap_or_default();
    let toc = level::contents(&body, words);
    let mut made = Made::new(level.title.plain(), Body::Level(Box::new(body)), Part::At(address::LADDERS));
    made.summary = level.summary.clone();
    made.toc = toc;
    made.crumbs = nav::crumbs_of_level(page, level);
    made.side = ladder_side(page, page.shown.track_of(&level.id).and_then(|track| track.family.as_ref()), Some(level));
    if let Some(place) = page.shown.handbook.derived.places.get(&level.id) {
        let first = |levels: &[crate::model::id::Id<things::Level>]| {
            levels.iter().find_map(|id| page.link(&Thing::Level(id.clone())))
        };
        made.around = (first(&place.previous), first(&place.next));
    }
    made.file = Some(level.meta.span.file.to_string());
    made
}

fn ladder_side(
    page: &Builder<'_>,
    family: Option<&crate::model::id::Id<things::Family>>,
    level: Option<&things::Level>,
) -> Vec<SideGroup> {
    let family = family.and_then(|family| page.shown.handbook.families.get(family));
    family.map(|family| nav::side_of_family(page, family, level)).unwrap_or_default()
}

/// The page of all things of a kind, with the author's own words for it.
fn made_index(page: &mut Builder<'_>, job: &Job<'_>) -> Made {
    let (address, title) = match job {
        Job::Comparisons => (address::COMPARE, "Compare"),
        Job::Competencies => (address::COMPETENCIES, "Competencies"),
        Job::Roles => (address::ROLES, "Roles"),
        Job::Pathways => (address::PATHWAYS, "Pathways"),
        _ => (address::GUIDES, "Guides"),
    };
    let index = index_of(page, address);
    let body = match job {
        Job::Comparisons => Body::CompareIndex(compare::index(page, index)),
        Job::Competencies => Body::Competencies(competency::index(page, index)),
        Job::Roles => Body::Roles(role::index(page, index)),
        Job::Pathways => Body::Pathways(pathway::index(page, index)),
        _ => Body::Guides(guide::index(page, index)),
    };
    let mut made = with_index(Made::new(title, body, Part::At(address)), index);
    let book = page.shown.handbook;
    let things: Vec<Thing> = match job {
        Job::Competencies => book.competencies.keys().cloned().map(Thing::Competency).collect(),
        Job::Roles => book.roles.keys().cloned().map(Thing::Role).collect(),
        Job::Pathways => book.pathways.keys().cloned().map(Thing::Pathway).collect(),
        Job::Guides => book.guides.keys().cloned().map(Thing::Guide).collect(),
        _ => Vec::new(),
    };
    let things: Vec<Thing> = things.into_iter().filter(|thing| page.shown.has(thing)).collect();
    if !things.is_empty() {
        made.side = nav::side_of_things(page, title, address, &things, None);
    }
    made
}

fn made_comparison(page: &mut Builder<'_>, comparison: &compare::Comparison<'_>) -> Made {
    let title = comparison.title();
    let body = Body::Compare(compare::compare(page, comparison));
    Made { crumbs: crumb(page, "Compare", address::COMPARE), ..Made::new(title, body, Part::At(address::COMPARE)) }
}

fn made_matrix(page: &mut Builder<'_>, scope: &matrix::Scope<'_>) -> Made {
    let title = scope.title();
    let body = Body::Matrix(matrix::matrix(page, scope));
    Made { crumbs: crumb(page, "Compare", address::COMPARE), ..Made::new(title, body, Part::At(address::COMPARE)) }
}

/// What the page of a thing has around it: its index, what that is called, and itself.
type Around = (&'static str, &'static str, Thing);

fn of_thing(page: &Builder<'_>, what: (&Text, Option<&Text>, &things::Meta), body: Body, around: Around) -> Made {
    let (title, summary, meta) = what;
    let (address, name, thing) = around;
    let (kin, at) = page.shown.kin(&thing);
    let mut made = Made::new(title.plain(), body, Part::At(address));
    made.summary = summary.cloned();
    made.crumbs = crumb(page, name, address);
    made.side = nav::side_of_things(page, name, address, kin, Some(at));
    made.file = Some(meta.span.file.to_string());
    let link = |at: Option<usize>| kin.get(at?).and_then(|other| page.link(other));
    made.around = (link(at.checked_sub(1)), link(Some(at + 1)));
    made
}

fn made_article(page: &mut Builder<'_>, folders: &Folders<'_>, source: &things::Page) -> Made {
    let (body, toc) = article::article(page, folders, source);
    let folder = parent(&source.path);
    let mut made = Made::new(source.title.plain(), Body::Article(body), nav::part_of(page, &source.path));
    made.summary = source.summary.clone();
    made.toc = toc;
    made.crumbs = nav::crumbs_of_folder(page, folders, folder);
    made.crumbs.retain(|crumb| !crumb.href.is_empty() && crumb.href != page.route.to(&page.route));
    made.side = nav::side_of_folder(page, folders, folder);
    made.around = around(page, folders);
    made.file = Some(source.file.to_string());
    made
}

fn made_folder(page: &mut Builder<'_>, folders: &Folders<'_>, path: &str) -> Made {
    let folder = folders.get(path);
    let title = folder.map(|folder| folder.title.clone()).unwrap_or_default();
    let children = folder.into_iter().flat_map(|folder| &folder.children);
    let cards = children.filter_map(|child: &Child<'_>| home::folder_card(page, folders, child)).collect();
    let body = Body::Folder(cards_of(page, None, vec![CardGroup { title: None, id: "all".to_owned(), cards }]));
    let inside = format!("{path}/index.md");
    let mut made = Made::new(title, body, nav::part_of(page, &inside));
    made.crumbs = nav::crumbs_of_folder(page, folders, parent(path));
    made.side = nav::side_of_folder(page, folders, path);
    made.around = around(page, folders);
    made
}

fn around(page: &Builder<'_>, folders: &Folders<'_>) -> (Option<Link>, Option<Link>) {
    let (before, after) = folders.around(&page.route);
    let link = |stop: &super::folders::Stop| page.link_to(&stop.title, &stop.route);
    (before.map(link), after.map(link))
}

fn made_changes(page: &mut Builder<'_>, story: &Story) -> Made {
    let index = index_of(page, address::CHANGES);
    let body = Body::Changes(changes::changes(page, story, index));
    with_index(Made::new("Changes", body, Part::At(address::CHANGES)), index)
}

fn made_chapter(page: &mut Builder<'_>, story: &Story, chapter: &Chapter) -> Made {
    let (body, toc) = changes::chapter(page, story, chapter);
    let mut made = Made::new(chapter.name(), Body::Chapter(Box::new(body)), Part::At(address::CHANGES));
    made.toc = toc;
    made.side = nav::side_of_story(page, story, chapter);
    made.crumbs = crumb(page, "Changes", address::CHANGES);
    made.around = changes::around(page, story, chapter);
    made
}

fn made_letters(page: &mut Builder<'_>, scope: &letters::Scope) -> Made {
    let inner = page.route.as_str() != address::LETTERS;
    let mut made = Made::new(scope.title(), Body::Letters(letters::letters(page, scope)), Part::Home);
    made.crumbs = if inner { crumb(page, letters::TITLE, address::LETTERS) } else { Vec::new() };
    made.around = letters::around(page, scope);
    made
}

fn made_not_found(page: &mut Builder<'_>, story: &Story) -> Made {
    let home = Route::new(address::HOME).map(|route| page.link_to("Home", &route));
    let parts = nav::generated(page).into_iter().chain(nav::changes(story));
    let parts = parts.filter_map(|(text, address)| Some(page.link_to(text, &Route::new(address)?)));
    let links = home.into_iter().chain(parts).collect();
    Made::new("Page not found", Body::NotFound(NotFound { links }), Part::Home)
}

fn made_redirect(to: Option<Link>) -> Made {
    let to = to.unwrap_or(Link { text: String::new(), href: String::new() });
    Made::new(to.text.clone(), Body::Redirect(Redirect { to }), Part::Home)
}

/// Where a redirect of book.toml leads: an address elsewhere as it is, a path from the site's root as seen from here.
fn redirect_address(page: &Builder<'_>, written: &str) -> String {
    let Some(path) = written.strip_prefix('/') else { return written.to_owned() };
    let (path, fragment) = path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let address = Route::new(path).map_or_else(|| written.to_owned(), |route| page.route.to(&route));
    fragment.map_or(address.clone(), |fragment| format!("{address}#{fragment}"))
}

fn crumb(page: &Builder<'_>, text: &str, address: &str) -> Vec<Link> {
    Route::new(address).map(|route| page.link_to(text, &route)).into_iter().collect()
}

/// The author's own page at the address of a page that is made anyway.
fn index_of<'a>(page: &Builder<'a>, address: &str) -> Option<&'a things::Page> {
    let pages = page.shown.handbook.pages.iter();
    let seen = |source: &&things::Page| {
        page.shown.spot(&Thing::Page(source.path.clone())).is_some_and(|spot| spot.route.as_str() == address)
    };
    pages.into_iter().find(seen)
}

fn with_index(mut made: Made, index: Option<&things::Page>) -> Made {
    if let Some(index) = index {
        made.title = index.title.plain();
        made.summary = index.summary.clone();
        made.file = Some(index.file.to_string());
    }
    made
}

/// Cards with the author's own words for them.
pub fn cards_of(page: &mut Builder<'_>, index: Option<&things::Page>, groups: Vec<CardGroup>) -> Cards {
    let text = index.map(|index| page.shown.text_of(&index.text)).filter(|text| !text.prose.is_empty());
    Cards {
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        text: page.blocks_of(text.as_ref()),
        groups,
    }
}
