//! What is shown now: the last good site, and what is wrong with the handbook since.

use super::fault::{self, Places};
use super::mime;
use super::page::{self, Version};
use crate::base::{self, Diagnostic, Key, Late, Memo, Route, Severity, Site};
use crate::review::against::Review;
use hyper::body::Bytes;
use std::sync::Arc;

/// What the preview shows after a build.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The number of the build.
    pub(super) number: u64,
    /// The last good site; `None` before there was one.
    pub(super) good: Option<Arc<Good>>,
    /// What is wrong.
    pub(super) report: Arc<Report>,
    /// The files that were asked for since, as they go out.
    ready: Arc<Memo<Arc<Served>>>,
}

/// A site without errors.
#[derive(Debug)]
pub(super) struct Good {
    pub(super) site: Site,
    /// What of it is made once somebody asks for it.
    pub(super) late: Vec<Late>,
    /// Which of its pages differ from what is published.
    pub(super) review: Option<Review>,
}

impl Good {
    fn get(&self, route: &Route) -> Option<&base::Bytes> {
        self.site.get(route.as_str()).or_else(|| self.late.iter().find_map(|late| late.get(route.as_str())))
    }
}

/// What is wrong, as pages show it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    /// Whether there are errors, so that no new site could be made.
    pub(super) failed: bool,
    /// How many errors and warnings there are, such as `2 errors, 1 warning`.
    pub(super) counts: String,
    /// How many of them are not only notes.
    pub(super) serious: usize,
    /// Everything that is wrong, as HTML.
    pub(super) html: String,
    /// The name of all this.
    pub(super) name: String,
}

impl Report {
    pub(super) fn of(diagnostics: &[Diagnostic], places: Places<'_>) -> Self {
        let html = fault::list(diagnostics, places);
        let errors = fault::count(diagnostics, Severity::Error);
        Self {
            failed: errors > 0,
            counts: fault::counts(diagnostics),
            serious: errors + fault::count(diagnostics, Severity::Warning),
            name: page::name([html.as_bytes()]),
            html,
        }
    }
}

/// What an open page is told of itself and of the handbook.
#[derive(Debug, serde::Serialize)]
pub(super) struct State<'a> {
    #[serde(flatten)]
    version: Version,
    failed: bool,
    counts: &'a str,
    serious: usize,
    report: &'a str,
}

impl Shown {
    /// What is shown after the build with this number.
    pub(super) fn new(number: u64, good: Option<Arc<Good>>, report: Report) -> Self {
        Self { number, good, report: Arc::new(report), ready: Arc::default() }
    }

    /// What is told to a page whose address asks for `route`.
    pub(super) fn state(&self, route: Option<&Route>) -> State<'_> {
        let Report { failed, counts, serious, name, .. } = &*self.report;
        let page = route.and_then(|route| self.served(route)).or_else(|| self.missing());
        let version = page.map_or_else(Version::default, |page| page.version.clone());
        State { version, failed: *failed, counts, serious: *serious, report: name }
    }

    /// The file at a route as it goes out; `None` where the site has none.
    pub(super) fn served(&self, route: &Route) -> Option<Arc<Served>> {
        let good = self.good.as_deref()?;
        let bytes = good.get(route)?;
        let serve = || {
            if mime::is_page(route.as_str()) {
                let reviewed = good.review.as_ref().map(|review| review.dressed(route, bytes));
                let bytes = reviewed.as_ref().unwrap_or(bytes);
                return Arc::new(Served::page(bytes, Version::of(bytes, route, &good.site)));
            }
            Arc::new(Served::new(Bytes::from_owner(bytes.clone()), Version::default()))
        };
        Some(self.ready.get_or(Key::of([route.as_str().as_bytes()]), serve))
    }

    /// What is shown where there is nothing: the site's own page for that, or while there is no site, what is wrong.
    pub(super) fn missing(&self) -> Option<Arc<Served>> {
        if self.good.is_some() {
            return self.served(&Route::new(MISSING)?);
        }
        let page = self.failure();
        let version = Version { page: page::name([page.as_bytes()]), ..Version::default() };
        Some(Arc::new(Served::page(page.as_bytes(), version)))
    }

    /// Whether a route is that of a folder with a page.
    pub(super) fn is_folder(&self, route: &Route) -> bool {
        let index = Route::new(format!("{route}/index.html"));
        index.is_some_and(|index| self.good.as_ref().is_some_and(|good| good.site.get(index.as_str()).is_some()))
    }

    /// The page that says what is wrong.
    fn failure(&self) -> String {
        let page = include_str!("failure.html").replace("{{ counts }}", &self.report.counts);
        page.replace("{{ faults }}", &self.report.html)
    }
}

/// A file on its way out.
#[derive(Debug)]
pub(super) struct Served {
    /// All its bytes.
    pub(super) bytes: Bytes,
    /// Their name, in quotes.
    pub(super) tag: String,
    /// What an open page goes by; empty for what is no page.
    version: Version,
}

impl Served {
    pub(super) fn new(bytes: Bytes, version: Version) -> Self {
        Self { tag: format!("\"{}\"", page::name([&bytes[..]])), bytes, version }
    }

    /// A page: all that the preview adds to one is added here.
    fn page(bytes: &[u8], version: Version) -> Self {
        Self::new(page::dressed(bytes, &version).into(), version)
    }
}

/// The site's own page for missing addresses.
const MISSING: &str = "404.html";
