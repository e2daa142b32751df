//! What is shown now: the last good site, and what is wrong with the handbook since.

use super::fault::{self, Places};
use super::page::{self, Version};
use crate::base::{Diagnostic, Route, Severity, Site};
use std::sync::Arc;

/// What the preview shows after a build.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The number of the build.
    pub(super) number: u64,
    /// The last good site; `None` before there was one.
    pub(super) site: Option<Arc<Site>>,
    /// What is wrong.
    pub(super) report: Arc<Report>,
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
    /// What is told to a page whose address asks for `route`.
    pub(super) fn state(&self, route: Option<&Route>) -> State<'_> {
        let Report { failed, counts, serious, name, .. } = &*self.report;
        State { version: self.version(route), failed: *failed, counts, serious: *serious, report: name }
    }

    /// The page that is shown where there is no site yet, as its bytes without what each page is given.
    pub(super) fn failure(&self) -> String {
        include_str!("failure.html")
            .replace("{{ counts }}", &self.report.counts)
            .replace("{{ faults }}", &self.report.html)
    }

    /// The page at a route, or the one that says that there is none, with its status.
    pub(super) fn version(&self, route: Option<&Route>) -> Version {
        let Some(site) = &self.site else {
            let page = page::name([self.failure().as_bytes()]);
            return Version { page, style: String::new(), styles: Vec::new() };
        };
        match self.find(route) {
            Some((route, bytes)) => Version::of(bytes, &route, site),
            None => Version { page: String::new(), style: String::new(), styles: Vec::new() },
        }
    }

    /// The file at a route, else the site's page for missing addresses.
    fn find(&self, route: Option<&Route>) -> Option<(Route, &crate::base::Bytes)> {
        let site = self.site.as_deref()?;
        let found = route.and_then(|route| Some((route.clone(), site.get(route.as_str())?)));
        found.or_else(|| Some((Route::new(MISSING)?, site.get(MISSING)?)))
    }
}

/// The site's own page for missing addresses.
pub(super) const MISSING: &str = "404.html";
