//! The pages of a handbook held against those that are published: each page shows what differs, and all of them say which
//! pages do.

use crate::Memos;
use crate::base::{Bytes, Diagnostic, Key, Late, Past, Route, Site, Snapshot};
use crate::model::id::Id;
use crate::model::things::{Level, Thing};
use crate::redline::{self, Redline};
use crate::releases::before::{Before, before};
use crate::render::changes::request;
use crate::render::review::{dressed, moved};
use crate::render::theme::Theme;
use crate::render::{self, Rendered};
use crate::view::assemble;
use crate::view::between::{Between, Version};
use crate::view::body::Body;
use crate::view::book::Book;
use crate::view::editions::{self, Kept};
use crate::view::gate::Veil;
use crate::view::leaf::{Found, Leaf};
use crate::view::marked::{self, Marks};
use crate::view::page::Page;
use crate::view::plan::Maker;
use crate::view::review::{self, Differing, Fate, Since};
use crate::view::shown::{self, Shown};
use crate::view::story::Story;
use crate::view::told;
use memchr::memmem::Finder;
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// What a review knows of a site: which of its pages differ from what is published.
#[derive(Debug)]
pub struct Review {
    /// What is published, and what changed since.
    pub between: Between,
    /// The pages that differ, those first that people are asked for.
    pub differing: Vec<Differing>,
    /// By the address of each page that has the bar: its place among those that differ.
    pages: BTreeMap<Route, Option<usize>>,
    /// By address, percent-encoded: what became of a page that differs.
    fates: HashMap<String, (Fate, usize)>,
    page: Route,
    book: Book,
    theme: Arc<Theme>,
}

impl Review {
    /// A file of the site as reviewers see it: a page with the bar, and with marks at links to what differs.
    pub fn dressed(&self, route: &Route, bytes: &Bytes) -> Bytes {
        let Some(here) = self.pages.get(route) else { return bytes.clone() };
        let here = here.and_then(|at| self.differing.get(at));
        let bar = review::bar(route, &self.between.old.name, (&self.differing, here), &self.page);
        let Ok(markup) = render::review::bar(&bar, &self.book, &self.theme) else { return bytes.clone() };
        dressed(bytes, (route, &self.theme), &bar, &markup, |target| self.fates.get(target).copied())
    }

    /// The site as reviewers see it, with a file that tells in Markdown what differs, for a merge request.
    pub fn site(&self, site: &Site, now: &Snapshot, diagnostics: &[Diagnostic]) -> Site {
        let files: Vec<(&Route, &Bytes)> = site.iter().collect();
        let dressed = files.into_par_iter().map(|(route, bytes)| (route.clone(), self.dressed(route, bytes)));
        let mut dressed: Site = dressed.collect::<Vec<_>>().into_iter().collect();
        if let Some(route) = Route::new(SUMMARY) {
            let text = request::text(&self.between, &self.differing, (now, diagnostics), self.book.site.as_deref());
            dressed.insert(route, text.into_bytes());
        }
        dressed
    }
}

/// The file of a reviewed site that tells of it in Markdown.
pub const SUMMARY: &str = "review.md";

/// What is published, and what changed since.
pub(crate) struct Base {
    before: Before,
    since: Since,
}

/// Reads what is published, if somebody reviews the handbook; and what is wrong with it. Diagrams of ladders show from
/// now on what differs.
pub(crate) fn base(
    now: &mut Shown<'_>,
    (past, veil): (&Past, &Veil),
    memos: &Memos,
) -> (Option<Base>, Option<Diagnostic>) {
    let Some(base) = &past.base else { return (None, None) };
    let before = match before(base, (now, veil), memos) {
        Ok(before) => before,
        Err(fault) => return (None, Some(*fault)),
    };
    let told = told::told(&before.changes, now);
    let ladders = marked::ladders(&told, now, Some(&before.book));
    now.marks = Marks::new(&told, now, &before.book);
    (Some(Base { since: Since { name: base.name.clone(), commit: base.commit.clone(), told, ladders }, before }), None)
}

impl Base {
    /// The pages of before.
    pub(crate) fn then(
        &self,
        (now, story, kept): (&Shown<'_>, &Story, &[Kept]),
        find: Option<impl Fn(Key) -> Option<Found<Rendered>> + Sync>,
    ) -> Then {
        let scope = shown::Scope { audience: self.before.readers, ..now.scope.clone() };
        let then = Shown::new(&self.before.book, &scope);
        let (mut pages, _) = crate::leaves((&then, story, kept), find);
        pages.retain(is_read);
        let spots = |(old, new): (&Thing, &Thing)| Some((now.spot(new)?.route.clone(), then.spot(old)?.route.clone()));
        let renamed = editions::renamed(&self.before.changes);
        let was = renamed.iter().filter_map(spots).filter(|(now, then)| now != then).collect();
        Then { known: Known::of(&then, &pages, &self.since.changed()), pages, was }
    }

    /// The pages of before beside those of now.
    pub(crate) fn beside(
        self,
        Then { pages: old, known: then, mut was }: Then,
        (now, story, kept): (&Shown<'_>, &Story, &[Kept]),
        pages: &[Leaf<Rendered>],
    ) -> Option<Against> {
        let renamed = editions::renamed(&self.before.changes);
        let ids: HashMap<&str, &str> =
            renamed.iter().filter_map(|(old, new)| Some((id_of(old)?, id_of(new)?))).collect();
        let routes: HashSet<&Route> = pages.iter().map(Leaf::route).collect();
        let compared = old.iter().filter_map(|page| Some((compared(page.route(), &ids)?, page.route().clone())));
        was.extend(compared.filter(|(now, then)| now != then && routes.contains(now)));
        let mut page = assemble::review(now, story, &self.since)?;
        editions::tell([&mut page], kept, None, None);
        let now = Known::of(now, pages, &self.since.changed());
        Some(Against { now, then, was, old, assets: self.before.assets, page, since: self.since })
    }
}

/// The pages of what is published.
pub(crate) struct Then {
    pages: Vec<Leaf<Rendered>>,
    known: BTreeMap<Route, Known>,
    /// By the address of a thing's page the one that it had, where that was another.
    was: HashMap<Route, Route>,
}

/// The id of what has comparisons.
fn id_of(thing: &Thing) -> Option<&str> {
    match thing {
        Thing::Level(id) => Some(id.as_str()),
        _ => None,
    }
}

/// The address of a comparison of levels under the ids that they have now.
fn compared(route: &Route, ids: &HashMap<&str, &str>) -> Option<Route> {
    let levels = route.as_str().strip_prefix("compare/")?.strip_suffix(".html")?;
    let levels: Vec<&str> = levels.split("--").map(|id| ids.get(id).copied().unwrap_or(id)).collect();
    Route::new(format!("compare/{}.html", levels.join("--")))
}

/// The pages of two versions of a handbook.
pub(crate) struct Against {
    now: BTreeMap<Route, Known>,
    then: BTreeMap<Route, Known>,
    /// By the address of a page the one that it had, where that was another.
    was: HashMap<Route, Route>,
    /// The pages of then.
    old: Vec<Leaf<Rendered>>,
    /// Its files that were copied as they are.
    assets: Vec<(Route, Bytes)>,
    /// The page that tells what differs.
    page: Page,
    since: Since,
}

/// What is known of a page.
struct Known {
    title: String,
    kind: &'static str,
    /// Whether what it is about changed, and not only what it says of others.
    own: bool,
    /// Whether it is held against what it was: what tells of releases is not.
    compared: bool,
    rank: (usize, usize),
}

impl Known {
    fn of(shown: &Shown<'_>, pages: &[Leaf<Rendered>], changed: &HashSet<&Thing>) -> BTreeMap<Route, Self> {
        let places: HashMap<&Id<Level>, usize> =
            shown.handbook.levels.keys().enumerate().map(|(at, id)| (id, at)).collect();
        let known = |(at, page): (usize, &Leaf<Rendered>)| {
            let maker = page.maker.as_ref();
            let (kind, rank) = maker.map_or(("page", review::LAST), review::kind);
            let place = match maker {
                Some(Maker::Thing(Thing::Level(id))) => places.get(id).copied().unwrap_or(at),
                _ => at,
            };
            let own = matches!(maker, Some(Maker::Thing(thing)) if changed.contains(thing));
            let tells = |page: &Page| matches!(page.body, Body::Changes(_) | Body::Chapter(_));
            let compared = !page.page().is_some_and(tells);
            let level = match maker {
                Some(Maker::Thing(Thing::Level(id))) => shown.level(id),
                _ => None,
            };
            let title = match level.and_then(|level| shown.ladder_to_tell(level)) {
                Some(ladder) => format!("{} ({ladder})", page.title()),
                None => page.title().to_owned(),
            };
            (page.route().clone(), Self { title, kind, own, compared, rank: (rank, place) })
        };
        pages.iter().filter(|page| is_read(page)).enumerate().map(known).collect()
    }

    fn differing(&self, route: &Route, fate: Fate, changes: usize) -> Differing {
        let (title, own) = (self.title.clone(), self.own || (fate == Fate::Removed && self.rank.0 < review::LAST));
        Differing { route: route.clone(), title, kind: self.kind, fate, changes, own, rank: self.rank }
    }
}

/// Whether a page is there to be read.
fn is_read(page: &Leaf<Rendered>) -> bool {
    !page.page().is_some_and(|page| matches!(page.body, Body::NotFound(_) | Body::Redirect(_)))
}

impl Against {
    /// Puts marks where pages differ from what is published, and adds the pages that are gone and one that tells all;
    /// and what is wrong with the theme's templates.
    pub(crate) fn hold(
        mut self,
        (files, late): (&mut Vec<(Route, Bytes)>, &[Late]),
        (book, theme, memos): (&Book, &Arc<Theme>, &Memos),
    ) -> (Review, Vec<Diagnostic>) {
        let render = |pages: Vec<Leaf<Rendered>>| render::some(pages, book, theme, memos.rendered());
        let (old, mut diagnostics) = render(std::mem::take(&mut self.old));
        let old = self.led(old, &self.lost(files, late));
        let mut differing = self.mark(files, &old, memos);
        files.extend(old.files);
        differing.extend(self.gone((files, late), &old.pages));
        differing.sort_by_key(|it| (!it.own, it.rank, it.fate));
        review::list(&mut self.page, &differing);
        let page = self.page.route.clone();
        let (rendered, faults) = render(vec![Leaf::new(self.page)]);
        files.retain(|(route, _)| *route != page);
        files.extend(rendered);
        diagnostics.extend(faults);
        let mut pages: BTreeMap<Route, Option<usize>> = self.now.into_keys().map(|route| (route, None)).collect();
        pages.extend(differing.iter().enumerate().map(|(at, it)| (it.route.clone(), Some(at))));
        pages.insert(page.clone(), None);
        let trial = review::bar(&page, &self.since.name, (&differing, None), &page);
        diagnostics.extend(render::review::bar(&trial, book, theme).err().into_iter().flatten());
        let old = Version::new(&self.since.name, Some(&self.since.commit));
        let between = Between { old, new: Version::new("this version", None), told: self.since.told };
        let fates = differing.iter().map(|it| (it.route.encoded(), (it.fate, it.changes))).collect();
        (Review { between, differing, pages, fates, page, book: book.clone(), theme: theme.clone() }, diagnostics)
    }

    /// The files of then that are others now, or not there: by the address that each had, where it can be seen and what
    /// it held.
    fn lost(&self, files: &[(Route, Bytes)], late: &[Late]) -> Lost {
        if self.assets.is_empty() {
            return Lost::new();
        }
        let now: HashMap<&Route, &Bytes> = files.iter().map(|(route, bytes)| (route, bytes)).collect();
        let mut taken: HashSet<String> = files.iter().map(|(route, _)| caseless(route)).collect();
        let mut lost = Lost::new();
        for (route, bytes) in self.assets.iter().filter(|(route, bytes)| now.get(route).is_none_or(|now| *now != bytes))
        {
            let is_taken = taken.contains(&caseless(route)) || owned(late, route.as_str());
            let place = if is_taken { free(route, &taken) } else { Some(route.clone()) };
            let Some(place) = place else { continue };
            taken.insert(caseless(&place));
            lost.insert(route.encoded(), (place, bytes.clone()));
        }
        lost
    }

    /// The pages of then with links to where things are now, so that no page differs by that alone; what they show of the
    /// files `lost` stands apart from today's.
    fn led(&self, old: Vec<(Route, Bytes)>, lost: &Lost) -> Old {
        let now: HashMap<&Route, &Route> = self.was.iter().map(|(now, then)| (then, now)).collect();
        let places: HashMap<String, String> = now.iter().map(|(then, now)| (then.encoded(), now.encoded())).collect();
        let names: Vec<Finder<'_>> = lost.keys().map(|address| Finder::new(last_part(address))).collect();
        let led = |(route, bytes): (Route, Bytes)| {
            if now.is_empty() && !names.iter().any(|name| name.find(&bytes).is_some()) {
                return (route, bytes, Vec::new());
            }
            let shown = RefCell::new(Vec::new());
            let place = |target: &str| {
                let lost = lost.get(target);
                shown.borrow_mut().extend(lost);
                let place = lost.map(|(place, _)| place.encoded()).or_else(|| places.get(target).cloned());
                Some(place.unwrap_or_else(|| target.to_owned()))
            };
            let to = now.get(&route).copied().unwrap_or(&route);
            let bytes = moved(&bytes, (&route, to), place);
            (route, bytes, shown.into_inner())
        };
        let led: Vec<_> = old.into_par_iter().map(led).collect();
        let mut old = Old::default();
        for (route, bytes, shown) in led {
            if !shown.is_empty() {
                old.showing.insert(route.clone());
            }
            old.pages.insert(route, bytes);
            old.files.extend(shown.into_iter().cloned());
        }
        old
    }

    /// Puts marks on today's pages; the pages that differ.
    fn mark(&self, files: &mut [(Route, Bytes)], old: &Old, memos: &Memos) -> Vec<Differing> {
        let held = |(route, bytes): &mut (Route, Bytes)| {
            let known = self.now.get(route).filter(|known| known.compared)?;
            let was = self.was.get(route).unwrap_or(route);
            let Some(before) = old.pages.get(was) else {
                return Some(known.differing(route, Fate::Added, 0));
            };
            if before == bytes {
                return None;
            }
            let redline = redlined(before, bytes, memos)?;
            *bytes = Bytes::from(redline.html.as_bytes());
            let mut differing = known.differing(route, Fate::Changed, redline.changes);
            differing.own |= old.showing.contains(was);
            (redline.changes > 0).then_some(differing)
        };
        files.par_iter_mut().filter_map(held).collect()
    }

    /// Adds the pages that are gone, each where it was, or beside it where something else is now.
    fn gone(&self, (files, late): (&mut Vec<(Route, Bytes)>, &[Late]), old: &BTreeMap<Route, Bytes>) -> Vec<Differing> {
        let there: HashSet<&Route> = self.now.keys().map(|route| self.was.get(route).unwrap_or(route)).collect();
        let lost: Vec<_> = self.then.iter().filter(|(route, it)| it.compared && !there.contains(route)).collect();
        if lost.is_empty() {
            return Vec::new();
        }
        // Some systems take names that differ in case for one.
        let mut taken: HashSet<String> = files.iter().map(|(route, _)| caseless(route)).collect();
        let (mut gone, begin) = (Vec::new(), files.len());
        for (route, known) in lost {
            let place = if taken.contains(&caseless(route)) { free(route, &taken) } else { Some(route.clone()) };
            let text = old.get(route).and_then(|bytes| std::str::from_utf8(bytes).ok());
            let Some((place, text)) = place.zip(text) else { continue };
            taken.insert(caseless(&place));
            files.push((place.clone(), Bytes::from(redline::gone(text).html.into_bytes())));
            gone.push(known.differing(&place, Fate::Removed, 0));
        }
        let there: HashSet<String> = files.iter().map(|(route, _)| route.encoded()).collect();
        for (route, bytes) in files.iter_mut().skip(begin) {
            let known = |target: &str| (there.contains(target) || owned(late, target)).then(|| target.to_owned());
            *bytes = moved(bytes, (route, route), known);
        }
        gone
    }
}

/// Whether a route is that of a file which is made once somebody asks for it.
fn owned(late: &[Late], route: &str) -> bool {
    late.iter().any(|late| late.owns(route))
}

/// What is shown of then.
#[derive(Default)]
struct Old {
    pages: BTreeMap<Route, Bytes>,
    /// The files of then that are others now, or not there, as far as the pages show them.
    files: BTreeMap<Route, Bytes>,
    /// The pages that show them.
    showing: HashSet<Route>,
}

/// Files of then by the address that each had: where it can be seen, and what it held.
type Lost = HashMap<String, (Route, Bytes)>;

/// A free address beside one that is taken: `levels/staff-before.html`.
fn free(route: &Route, taken: &HashSet<String>) -> Option<Route> {
    let path = route.as_str();
    let end = last_part(path).rsplit_once('.').map_or_else(String::new, |(_, end)| format!(".{end}"));
    let stem = path.strip_suffix(&end)?;
    let places = ["before", "before-2", "before-3", "before-4"].map(|word| Route::new(format!("{stem}-{word}{end}")));
    places.into_iter().flatten().find(|place| !taken.contains(&caseless(place)))
}

/// The name of a file without its folders.
fn last_part(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

/// A name that is the same for addresses that cannot stand beside each other on every system.
fn caseless(route: &Route) -> String {
    if route.as_str().is_ascii() {
        return route.as_str().to_ascii_lowercase();
    }
    route.as_str().nfc().collect::<String>().to_lowercase()
}

fn redlined(before: &Bytes, now: &Bytes, memos: &Memos) -> Option<Arc<Redline>> {
    let (old, new) = (std::str::from_utf8(before).ok()?, std::str::from_utf8(now).ok()?);
    Some(memos.redlines.get_or(Key::of([&**before, &**now]), || Arc::new(redline::between(old, new))))
}
