//! Releases that stay readable at their own addresses: which page of one is which page of another, and what their readers
//! are told about it.

use super::address;
use super::gate::Veil;
use super::page::Page;
use super::plan::{self, Job, Maker};
use super::shown::Shown;
use super::story::{self, Story};
use super::told;
use crate::base::Route;
use crate::diff::Changes;
use crate::model::names;
use crate::model::things::{Audience, Thing};
use crate::view::body::Body;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// A release that stays readable.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its place among the releases, 0 the newest.
    pub number: usize,
    /// Its name.
    pub name: Arc<str>,
    /// The folder of its pages.
    pub slug: String,
    /// The day that it came out, in words.
    pub day: Option<String>,
    /// What its readers may not see today.
    pub veil: Veil,
    /// Who they are in its own list of audiences.
    pub readers: Audience,
    /// Its pages by their addresses in its folder.
    pages: BTreeMap<Route, Then>,
    /// Its pages by the addresses of what they are today.
    by_now: HashMap<Route, Route>,
}

/// A page of a release as it is seen today.
#[derive(Clone, Debug)]
struct Then {
    /// The page of the same today.
    now: Option<Route>,
    /// What became of it, in a sentence.
    fate: Option<String>,
    /// Whether what it is about has changed.
    changed: bool,
}

/// The releases that a reader may choose from, on one page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Editions {
    /// Today's handbook, then the releases, newest first.
    pub all: Vec<Choice>,
    /// What the readers of an older release are told; absent in today's handbook.
    pub old: Option<Old>,
}

/// An edition to choose.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Choice {
    /// Its name; absent for today's handbook.
    pub name: Option<String>,
    /// The day that it came out, such as `1 Mar 2026`.
    pub day: Option<String>,
    /// The same page there, else its home page.
    pub href: String,
    /// Whether the same page is there.
    pub same: bool,
    /// Whether this page is in it.
    pub current: bool,
}

/// What the readers of an older release are told.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Old {
    /// The name of the release.
    pub name: String,
    /// The day that it came out, such as `1 Mar 2026`.
    pub day: Option<String>,
    /// What became of the page since, in a sentence.
    pub fate: Option<String>,
    /// The page of today: the same, else the home page.
    pub now: String,
    /// Where it is told what changed; absent where nothing did.
    pub changes: Option<String>,
    /// The address of the same page today, the whole of it where that is known.
    pub canonical: Option<String>,
}

impl Kept {
    /// A release with what changed since; `routes` are the addresses of today's pages.
    pub fn new(
        (number, name, day): (usize, &Arc<str>, String),
        (then, veil): (&Shown<'_>, Veil),
        (now, routes): (&Shown<'_>, &HashSet<Route>),
        since: &Changes,
    ) -> Self {
        let renamed = renamed(since);
        let told = told::told(since, now);
        let changed: HashSet<&Thing> = told.things.iter().filter_map(|changed| changed.thing.as_ref()).collect();
        let mut pages = BTreeMap::new();
        for (route, maker) in places(then) {
            let page = match maker {
                Maker::Thing(thing) => {
                    let today = renamed.get(&thing).unwrap_or(&thing);
                    let spot = now.spot(today).map(|spot| spot.route.clone());
                    let is_changed = spot.is_some() && changed.contains(today);
                    Then { fate: Some(fate(&thing, spot.is_some(), is_changed)), now: spot, changed: is_changed }
                }
                _ => Then { now: routes.get(&route).cloned(), fate: None, changed: false },
            };
            pages.insert(route, page);
        }
        let by_now = pages.iter().filter_map(|(route, page)| Some((page.now.clone()?, route.clone()))).collect();
        let (name, slug, readers) = (name.clone(), story::slug_of(name), then.scope.audience);
        Self { number, name, slug, day: Some(day), veil, readers, pages, by_now }
    }

    /// Where its page of the same as today's page is; or as a page that is gone, of another release.
    fn page(&self, now: Option<&Route>, gone: &Route) -> Option<&Route> {
        match now {
            Some(now) => self.by_now.get(now),
            None => self.pages.get_key_value(gone).filter(|(_, then)| then.now.is_none()).map(|(route, _)| route),
        }
    }
}

/// The addresses of a handbook's pages and what they are about.
pub fn places(shown: &Shown<'_>) -> Vec<(Route, Maker)> {
    let story = Story::default();
    let jobs = plan::jobs(shown, shown.folders(), &story).into_iter();
    let jobs = jobs.filter(|(_, job)| !matches!(job, Job::NotFound | Job::Redirect(_) | Job::RedirectTo(_)));
    jobs.map(|(route, job)| (route, plan::maker(&job))).collect()
}

/// Tells on all pages which editions there are. `here` is the number of the edition among those kept that the pages are
/// of; `site` is the address of the published site, where that is known.
pub fn tell<'p>(pages: impl IntoIterator<Item = &'p mut Page>, kept: &[Kept], here: Option<usize>, site: Option<&str>) {
    if kept.is_empty() {
        return;
    }
    let own = here.and_then(|here| kept.get(here));
    for page in pages.into_iter().filter(|page| !matches!(page.body, Body::NotFound(_) | Body::Redirect(_))) {
        let at = own.and_then(|own| inside(&own.slug, &page.route)).unwrap_or_else(|| page.route.clone());
        if own.is_some() {
            page.site = "../".repeat(at.as_str().matches('/').count());
        }
        let then = own.and_then(|own| own.pages.get(&page.route));
        let now = match own {
            Some(_) => then.and_then(|then| then.now.as_ref()),
            None => Some(&page.route),
        };
        let view = View { at: &at, route: &page.route, now };
        let mut all = vec![view.current(own.is_none())];
        all.extend(kept.iter().enumerate().map(|(number, kept)| view.choice(kept, here == Some(number))));
        page.editions = Some(Editions { all, old: own.map(|own| view.old(own, then, site)) });
    }
}

/// A page as it is seen from its place in the site.
struct View<'a> {
    /// Its place.
    at: &'a Route,
    /// Its address in its edition.
    route: &'a Route,
    /// The same page today.
    now: Option<&'a Route>,
}

impl View<'_> {
    /// Today's handbook.
    fn current(&self, current: bool) -> Choice {
        let home = Route::root();
        let href = self.at.to(self.now.unwrap_or(&home));
        Choice { name: None, day: None, href, same: self.now.is_some(), current }
    }

    fn choice(&self, kept: &Kept, current: bool) -> Choice {
        let page = if current { Some(self.route) } else { kept.page(self.now, self.route) };
        let home = Route::root();
        let there = inside(&kept.slug, page.unwrap_or(&home)).unwrap_or(home);
        let (name, day) = (Some(kept.name.to_string()), kept.day.clone());
        Choice { name, day, href: self.at.to(&there), same: page.is_some(), current }
    }

    fn old(&self, own: &Kept, then: Option<&Then>, site: Option<&str>) -> Old {
        let home = Route::root();
        let changes = Route::new(address::CHANGES).filter(|_| then.is_some_and(|then| then.changed));
        let changes = match self.now.filter(|now| now.as_str().starts_with("levels/")) {
            Some(level) => changes.map(|_| format!("{}#history", self.at.to(level))),
            None => changes.map(|route| self.at.to(&route)),
        };
        let canonical = self.now.map(|now| match site {
            Some(site) => format!("{site}{}", now.encoded()),
            None => self.at.to(now),
        });
        Old {
            name: own.name.to_string(),
            day: own.day.clone(),
            fate: then.and_then(|then| then.fate.clone()),
            now: self.at.to(self.now.unwrap_or(&home)),
            changes,
            canonical,
        }
    }
}

/// An address in the folder of an edition, as an address of the site.
pub fn inside(slug: &str, route: &Route) -> Option<Route> {
    Route::new(format!("{slug}/{route}"))
}

/// Whether a release is one that an author names, by its name or by a pattern with `*`. A `v` before it is passed over
/// where the author has none.
pub fn is_called(release: &str, pattern: &str) -> bool {
    let fits = |name: &str| match pattern.split_once('*') {
        None => name == pattern,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| ends_as(name, rest)),
    };
    fits(release) || release.strip_prefix('v').is_some_and(fits)
}

/// Whether a name is anything and then as a pattern says.
fn ends_as(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name.ends_with(pattern),
        Some((part, rest)) => name.find(part).is_some_and(|at| {
            let behind = name.get(at + part.len()..);
            behind.is_some_and(|behind| ends_as(behind, rest))
        }),
    }
}

/// What things of before are today, where they have another id.
pub fn renamed(since: &Changes) -> HashMap<Thing, Thing> {
    let sides = since.changes.iter().filter(|change| !change.crosses).filter_map(|change| {
        let (old, new) = (&change.old.as_ref()?.thing, &change.new.as_ref()?.thing);
        (old.kind == new.kind && old.id != new.id).then(|| Some((old.thing.clone()?, new.thing.clone()?)))?
    });
    sides.collect()
}

/// What became of a thing's page, in a sentence.
fn fate(thing: &Thing, is_there: bool, is_changed: bool) -> String {
    let what = match thing {
        Thing::Family(_) => "ladder",
        _ => names::kind_of(thing).map_or("page", |kind| kind.singular()),
    };
    match (is_there, is_changed) {
        (true, true) => format!("This {what} changed since."),
        (true, false) => format!("This {what} has not changed since."),
        (false, _) => format!("This {what} is no longer in the handbook."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_named_or_fit_a_pattern() {
        let fits = [("2026.1", "2026.1"), ("v2.1", "2.1"), ("v2.1", "v2.*"), ("v2.10", "2.*"), ("a-b-c", "a*b*c")];
        assert!(fits.iter().all(|(release, pattern)| is_called(release, pattern)));
        let other = [("2026.10", "2026.1"), ("2.1", "v2.1"), ("v3.1", "v2.*"), ("abc", "a*d"), ("ab", "ab*b")];
        assert!(other.iter().all(|(release, pattern)| !is_called(release, pattern)), "{other:?}");
    }
}
