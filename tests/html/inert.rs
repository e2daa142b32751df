//! What authors write is shown and never run: not by the reader's browser, not by the templates.

use super::hostile::{self, RUN, SEEN};
use super::links::{self, Kind};
use super::page::{self, Page};
use super::{handbook, none};
use rungbook::Scope;
use rungbook::base::Site;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The site of the handbook whose every text is hostile.
pub(crate) fn hostile() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| handbook::build(&hostile::handbook(), &Scope::default()))
}

/// Scripts without the part of an address that climbs to the root.
fn scripts(page: &Page) -> BTreeSet<String> {
    page.scripts().into_iter().map(|script| script.replace("../", "")).collect()
}

#[test]
fn no_script_but_the_themes_own_is_in_a_page() {
    let mut own: BTreeSet<_> =
        page::all(&handbook::repository(&Scope::default())).flat_map(|page| scripts(&page)).collect();
    own.extend(scripts(&Page::new("redirect.html", include_str!("../../themes/default/templates/redirect.html"))));
    assert!(!own.iter().any(|script| script.contains("alert")));
    for page in page::all(hostile()) {
        none(&format!("scripts of others on `{}`", page.route), scripts(&page).difference(&own));
        none("handlers in attributes", page.handlers());
        none("addresses that run", page.running_addresses());
        none("embedded documents", page.embedded());
        none("styles on the page", page.find("style").iter().map(|style| style.html()));
        none("forms that lead elsewhere", page.find("form[action*='//'], [formaction]").iter().map(|form| form.html()));
    }
}

#[test]
fn nothing_in_content_asks_elsewhere() {
    let away = links::all(hostile()).into_iter().filter(|address| address.kind == Kind::Load && !address.is_internal());
    none("requests to elsewhere", away);
}

#[test]
fn text_is_shown_as_it_was_written() {
    let mut shown = 0;
    for page in page::all(hostile()) {
        let words = page.text_of("body");
        assert!(!words.contains(RUN), "`{}` ran a template in content", page.route);
        shown += words.matches(SEEN).count();
    }
    assert!(shown > 200, "only {shown} texts are on the pages");
}

/// A title is text wherever it stands: in the page, in its head, in the boxes of a diagram.
#[test]
fn titles_are_text() {
    let level = hostile().get("levels/level-b.html").expect("there is a page for the level");
    let level = Page::new("levels/level-b.html", std::str::from_utf8(level).unwrap());
    for place in ["h1", "title", "nav"] {
        assert!(level.text_of(place).contains(SEEN), "{place}: {}", level.text_of(place));
        assert_eq!(level.count(&format!("{place} script, {place} img, {place} [onload]")), 0);
    }
}

/// A picture of the author is shown as a picture, never as a part of the page that could run.
#[test]
fn pictures_are_not_part_of_the_page() {
    for page in page::all(hostile()) {
        none(
            "pictures in the page",
            page.find("svg script, svg foreignObject, svg [onload], svg animate, svg set").iter().map(|it| it.html()),
        );
    }
}

/// Data for programs is data: a script in it would run if it were put into a page, so `<` does not stand in it bare.
#[test]
fn data_in_pages_cannot_close_its_element() {
    for page in page::all(hostile()) {
        for data in page.find("script[type='application/json'], script[type='application/ld+json']") {
            let text = data.inner_html();
            assert!(
                serde_json::from_str::<serde_json::Value>(&text).is_ok(),
                "`{}` holds broken data: {text}",
                page.route
            );
        }
    }
}
