//! # `page-outside-navigation`
//!
//! A folder of pages without a page of its own, or whose own page fewer readers may see than the pages in it. Readers
//! come to pages through their folder: here they find a bare list, or nothing that says what the pages have in common.
//!
//! ```text
//! content/roadmaps/growing/checklist.md
//! content/roadmaps/growing/resources.md      but no content/roadmaps/growing/index.md
//! ```
//!
//! To mend it, add an `index.md` that says what the folder is about, or widen its `audience`.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::things::{Page, Status};
use std::collections::BTreeMap;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let mut folders: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in handbook.pages.iter().filter(|page| page.status != Status::Draft) {
        folders.entry(folder(&page.path)).or_default().push(page);
    }
    folders.into_iter().filter_map(|(folder, pages)| look(folder, &pages)).collect()
}

fn look(folder: &str, pages: &[&Page]) -> Option<Diagnostic> {
    // The home page needs no file.
    let others = || pages.iter().filter(|page| !is_own_page(page) && !folder.is_empty());
    let Some(own) = pages.iter().find(|page| is_own_page(page)) else {
        let first = others().next()?;
        let message = format!("the folder `{folder}` has no page of its own");
        let fault = Diagnostic::note("page-outside-navigation", &first.span, message);
        return Some(fault.help(format!("add `{folder}/index.md` and say there what its pages are about")));
    };
    let wider = others().find(|page| page.audience < own.audience)?;
    let message = format!("fewer readers may see `{}` than the pages of its folder", own.path);
    let fault = Diagnostic::note("page-outside-navigation", &own.span, message);
    Some(fault.related(&wider.span, "this page, for one").help("widen its `audience`, or narrow that of the pages"))
}

fn is_own_page(page: &Page) -> bool {
    let name = page.path.rsplit('/').next().unwrap_or_default();
    matches!(name, "index.md" | "README.md")
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
