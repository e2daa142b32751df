//! What authors write is shown and never run: not by the reader's browser, not by the templates.

use super::hostile::{self, PAYLOAD, RUN, SEEN};
use super::links::{self, Kind};
use super::page::{self, Page};
use super::{handbook, none};
use rungbook::Scope;
use rungbook::base::Site;
use std::collections::BTreeSet;
use std::sync::OnceLock;

fn hostile() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| handbook::build(&hostile::handbook(), &Scope::default()))
}

/// Scripts without the part of an address that climbs to the root.
fn scripts(page: &Page) -> BTreeSet<String> {
    page.scripts().into_iter().map(|script| script.replace("../", "")).collect()
}

#[test]
fn no_script_but_the_themes_own_is_in_a_page() {
    let own: BTreeSet<_> =
        page::all(&handbook::repository(&Scope::default())).flat_map(|page| scripts(&page)).collect();
    assert!(!own.iter().any(|script| script.contains("alert")));
    for page in page::all(hostile()) {
        none(&format!("scripts of others on `{}`", page.route), scripts(&page).difference(&own));
        none("handlers in attributes", page.handlers());
        none("addresses that run", page.running_addresses());
        none("embedded documents", page.embedded());
        none("styles on the page", page.find("style").iter().map(|style| style.html()));
        none("forms that lead elsewhere", page.find("form[action*='//'], [formaction]").iter().map(|form| form.html()));
        none("pictures of others", page.find("img[src=x]").iter().map(|image| image.html()));
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
        shown += words.matches(SEEN[0]).count();
        assert!(
            words.matches(SEEN[0]).count() >= words.matches(SEEN[1]).count(),
            "`{}` lost a part of the text",
            page.route
        );
    }
    assert!(shown > 200, "only {shown} texts are on the pages");
}

/// In a definition even raw HTML is text: what the author wrote is what the reader sees.
#[test]
fn definitions_hold_no_markup() {
    let level = hostile().get("levels/level-b.html").expect("there is a page for the level");
    let level = Page::new("levels/level-b.html", std::str::from_utf8(level).unwrap());
    assert!(level.text_of("h1").contains(&PAYLOAD.replace("&lt;b&gt;", "<b>")), "{}", level.text_of("h1"));
    assert!(level.text_of("title").contains("<script>alert(1)</script>"));
}

/// A picture is looked at on its own, too.
#[test]
fn pictures_carry_no_script() {
    let pictures = hostile().iter().filter(|(route, _)| route.as_str().ends_with(".svg"));
    for (route, bytes) in pictures {
        let picture = Page::new(route.as_str(), &String::from_utf8_lossy(bytes));
        none("handlers in pictures", picture.handlers());
        assert_eq!(picture.count("script"), 0, "`{route}` has a script");
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
