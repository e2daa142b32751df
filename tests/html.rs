//! This repository's handbook as built: valid HTML, no broken link or anchor, nothing from elsewhere, the same everywhere.

#[path = "html/checker.rs"]
mod checker;
#[path = "html/handbook.rs"]
mod handbook;
#[path = "html/hostile.rs"]
mod hostile;
#[path = "html/inert.rs"]
mod inert;
#[path = "tools/install.rs"]
mod install;
#[path = "html/links.rs"]
mod links;
#[path = "html/page.rs"]
mod page;

use links::{Address, Kind};
use page::Page;
use rungbook::Scope;
use std::fmt::Display;

/// The page that is served in the place of any that is missing: it cannot know where it is, so its addresses are whole.
const MISSING: &str = "404.html";

fn for_everyone() -> Scope {
    Scope::default()
}

fn for_managers_with_drafts() -> Scope {
    Scope { audience: Some("managers".into()), drafts: true, ..Scope::default() }
}

#[track_caller]
fn none<T: Display>(what: &str, found: impl IntoIterator<Item = T>) {
    let found: Vec<_> = found.into_iter().map(|one| one.to_string()).collect();
    let shown = found.iter().take(50).cloned().collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} {what}:\n{shown}", found.len());
}

#[test]
fn every_page_is_valid_html() {
    let site = handbook::repository(&for_managers_with_drafts());
    let folders = [handbook::publish(&site, "handbook"), handbook::publish(inert::hostile(), "hostile")];
    // Raw HTML is made harmless, not valid: what a page of it lacks is its author's to say.
    let errors = checker::errors(&folders).into_iter().filter(|error| !error.starts_with("hostile/page.html"));
    none("messages of the HTML checker", errors);
}

#[test]
fn every_link_and_anchor_leads_somewhere() {
    for scope in [for_everyone(), for_managers_with_drafts()] {
        let site = handbook::repository(&scope);
        assert!(site.get("index.html").is_some(), "there is a home page");
        none("broken addresses", links::broken(&site));
    }
}

/// Relative addresses work from `file://`, at the root of a host and below any path.
#[test]
fn addresses_are_relative_so_a_site_works_anywhere() {
    for base in [None, Some("/handbook/"), Some("https://example.org/handbook/")] {
        let scope = Scope { base_url: base.map(str::to_owned), ..Scope::default() };
        let site = handbook::repository(&scope);
        let mut faults = Vec::new();
        for address in links::all(&site).into_iter().filter(Address::is_internal) {
            let home = base.map(|base| base.trim_start_matches("https://example.org"));
            let whole = match home {
                _ if address.text.starts_with('#') => true,
                Some(home) if address.route == MISSING => address.text.starts_with(home),
                None if address.route == MISSING => true,
                _ => !address.text.starts_with('/'),
            };
            faults.extend((!whole).then_some(address));
        }
        none("addresses that work in one place only", faults);
    }
}

#[test]
fn no_request_leaves_the_origin() {
    let site = handbook::repository(&for_managers_with_drafts());
    let away = links::all(&site).into_iter().filter(|address| address.kind == Kind::Load && !address.is_internal());
    none("requests to elsewhere", away);
    none("scripts that ask elsewhere", links::scripts_that_ask_elsewhere(&site));
}

#[test]
fn scripts_and_styles_are_the_themes_own() {
    let site = handbook::repository(&for_managers_with_drafts());
    for page in page::all(&site) {
        none("handlers in attributes", page.handlers());
        none("addresses that run", page.running_addresses());
        none("embedded documents", page.embedded());
    }
}

/// A page says where it is and what is near; it does not carry the navigation of the whole book.
#[test]
fn a_page_does_not_grow_with_the_book() {
    let (small, large) = (handbook::of_size(4), handbook::of_size(40));
    assert!(large.len() > small.len() + 36 * 4, "{} and {} files", small.len(), large.len());
    let sizes = |route: &str| {
        let size = |site: &rungbook::base::Site| site.get(route).map(|page| page.len());
        (size(&small), size(&large))
    };
    for route in handbook::LEAVES {
        let (Some(small), Some(large)) = sizes(route) else { panic!("no page `{route}`") };
        assert!(
            large < small + 1024,
            "`{route}` grows from {small} to {large} bytes when the book is ten times as large"
        );
    }
}

#[test]
fn two_builds_are_the_same_byte_for_byte() {
    let (first, second) = (handbook::fresh(&for_everyone()), handbook::fresh(&for_everyone()));
    for ((route, one), (other, two)) in first.iter().zip(second.iter()) {
        assert_eq!(route, other);
        assert!(one == two, "`{route}` differs between two builds");
    }
    assert_eq!(first.len(), second.len());
}

#[test]
fn pages_have_what_readers_need_to_find_their_way() {
    let site = handbook::repository(&for_everyone());
    for page in page::all(&site) {
        let Page { route, .. } = &page;
        assert_eq!(page.count("main"), 1, "`{route}` has one main part");
        assert_eq!(page.count("h1"), 1, "`{route}` has one title");
        assert_eq!(page.count("html[lang]"), 1, "`{route}` says its language");
        assert_eq!(page.count("meta[name=viewport]"), 1, "`{route}` fits a phone");
        assert_ne!(page.text_of("title").trim(), "", "`{route}` has a title");
        none(&format!("images without words on `{route}`"), page.images_without_words());
    }
}
