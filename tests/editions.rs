//! What a handbook's past adds to its site: editions, feeds, redirects; and that no past tells what is hidden today.

#[path = "editions/feeds.rs"]
mod feeds;
#[path = "editions/git.rs"]
mod git;
#[path = "editions/hidden.rs"]
mod hidden;
#[path = "editions/redirects.rs"]
mod redirects;

use git::{Git, Pages, target};
use scraper::{Html, Selector};

/// A ladder whose past is told: `a` stays as it is, `b` becomes `bee`, `c` changes, `gone` goes.
const FIRST: &str = "== book.toml
[book]
title = \"Growing here\"
[rungbook]
autolink = false
== content/ladder.yaml
families: [{id: f, title: Making}]
tracks: [{id: t, title: Makers, family: f, kind: ic, levels: [a, b, c, gone]}]
levels:
  - {id: a, title: Ann, summary: The first level of all.}
  - {id: b, title: Bea, summary: Does the second thing with care and with others.}
  - {id: c, title: Cyd, summary: Does the third thing.}
  - {id: gone, title: Dot, summary: Will not be here for long.}
== content/guide/index.md
# The guide

See [[b]], ![a picture](picture.png) and [[Dot]].
== content/guide/picture.png
old picture
";

const SECOND: &str = "== book.toml
[book]
title = \"Growing here\"
[rungbook]
autolink = false
[editions]
keep = [\"2026.*\"]
== content/ladder.yaml
families: [{id: f, title: Making}]
tracks: [{id: t, title: Makers, family: f, kind: ic, levels: [a, bee, c]}]
levels:
  - {id: a, title: Ann, summary: The first level of all.}
  - {id: bee, title: Bea, summary: Does the second thing with care and with others.}
  - {id: c, title: Cyd, summary: \"Does the third thing, and quickly.\"}
== content/guide/index.md
# The guide

See [[bee]] and ![a picture](picture.png).
== content/guide/picture.png
new picture
";

fn ladder() -> Git {
    let git = Git::new(FIRST);
    git.release("2026.1", "Begin");
    git.write(SECOND).release("2026.2", "Go on");
    git
}

/// The text of the elements that a selector finds, with single spaces.
fn texts(page: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let found = Html::parse_document(page);
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    found.select(&selector).map(|one| words(one.text().collect())).collect()
}

/// An attribute of the elements that a selector finds.
fn values(page: &str, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let found = Html::parse_document(page);
    found.select(&selector).filter_map(|one| one.attr(attribute)).map(str::to_owned).collect()
}

/// The links of the choice of editions, as the files that they lead to.
fn choices(site: &Pages, route: &str) -> Vec<String> {
    let links = values(site.text(route), "#editions a", "href");
    links.iter().map(|href| target(route, href)).collect()
}

#[test]
fn an_edition_is_the_whole_site_of_its_handbook() {
    let site = ladder().site();
    assert!(site.text("2026.1/levels/gone.html").contains("Will not be here for long."));
    assert!(site.text("2026.1/levels/c.html").contains("Does the third thing."));
    assert!(site.text("levels/c.html").contains("Does the third thing, and quickly."));
    assert_eq!(site.text("2026.1/guide/picture.png"), "old picture\n");
    assert_eq!(site.text("guide/picture.png"), "new picture\n");
    for route in ["2026.1/404.html", "2026.1/changes/index.html", "2026.1/levels/bee.html"] {
        assert!(!site.has(route), "{route}");
    }
}

#[test]
fn every_link_leads_to_a_file_and_an_edition_keeps_to_itself() {
    let site = ladder().site();
    let mut checked = 0;
    for (route, bytes) in site.0.iter().filter(|(route, _)| route.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        for (selector, attribute) in [("a, link", "href"), ("img, script", "src")] {
            for href in values(page, selector, attribute) {
                if href.contains(':') || href.starts_with('#') || route == "404.html" {
                    continue;
                }
                assert!(site.has(&target(route, &href)), "{route}: {href}");
                checked += 1;
            }
        }
        let own = values(page, "main a, .parts a, .brand", "href");
        if let Some((edition, _)) = route.split_once('/').filter(|(folder, _)| folder.starts_with("2026")) {
            for href in own.iter().filter(|href| !href.contains(':') && !href.starts_with('#')) {
                assert!(target(route, href).starts_with(&format!("{edition}/")), "{route}: {href}");
            }
        }
    }
    assert!(checked > 500, "{checked}");
    let copied = |route: &&String| route.starts_with("2026.1/assets/") && !route.starts_with("2026.1/assets/search/");
    assert_eq!(site.0.keys().find(copied), None, "the theme is there once");
}

#[test]
fn search_in_an_edition_finds_that_edition() {
    let site = ladder().site();
    let index: String = site
        .0
        .keys()
        .filter(|route| route.starts_with("2026.1/assets/search/"))
        .map(|route| site.text(route))
        .collect();
    assert!(index.contains("levels/gone.html") && !index.contains("levels/bee.html"), "{index}");
    let page = site.text("2026.1/levels/a.html");
    assert_eq!(values(page, "a.search", "data-root"), ["../"]);
    assert_eq!(values(page, "a.search", "href"), ["../a-z/index.html"]);
    assert!(values(page, "a.search", "data-script")[0].starts_with("../../assets/search."));
}

#[test]
fn the_choice_of_editions_stays_on_the_same_page() {
    let site = ladder().site();
    let same = ["levels/bee.html", "2026.2/levels/bee.html", "2026.1/levels/b.html"];
    for route in same {
        assert_eq!(choices(&site, route), same, "{route}");
    }
    assert_eq!(
        choices(&site, "2026.1/levels/gone.html"),
        ["index.html", "2026.2/index.html", "2026.1/levels/gone.html"]
    );
    let names = texts(site.text("2026.1/levels/gone.html"), "#editions a");
    assert_eq!(
        names,
        ["Current not there: its home page", "2026.2 2 Jan 2026 not there: its home page", "2026.1 1 Jan 2026"]
    );
    assert_eq!(texts(site.text("2026.1/levels/b.html"), "#editions [aria-current]"), ["2026.1 1 Jan 2026"]);
    assert_eq!(choices(&site, "compare/index.html").last().unwrap(), "2026.1/compare/index.html");
    let plain = Git::new(FIRST);
    plain.release("2026.1", "Begin");
    assert!(!plain.site().text("index.html").contains("editions-button"), "nothing is kept");
}

#[test]
fn an_old_page_says_what_became_of_it() {
    let site = ladder().site();
    let told = |route: &str| texts(site.text(route), ".edition").join("");
    let lead = "You are reading 2026.1, published 1 Jan 2026.";
    assert_eq!(
        told("2026.1/levels/c.html"),
        format!("{lead} This level changed since. The current page · What changed")
    );
    assert_eq!(told("2026.1/levels/a.html"), format!("{lead} This level has not changed since. The current page"));
    assert_eq!(
        told("2026.1/levels/gone.html"),
        format!("{lead} This level is no longer in the handbook. The current handbook")
    );
    assert_eq!(told("2026.1/compare/index.html"), format!("{lead} The current page"));
    assert!(told("2026.1/guide/index.html").contains("This page changed since."));
    assert_eq!(told("levels/c.html"), "");
    let page = site.text("2026.1/levels/b.html");
    assert_eq!(values(page, "meta[name=robots]", "content"), ["noindex"]);
    assert_eq!(values(page, "link[rel=canonical]", "href"), ["../../levels/bee.html"]);
    assert!(values(site.text("levels/bee.html"), "meta[name=robots]", "content").is_empty());
    assert!(values(site.text("2026.1/levels/gone.html"), "link[rel=canonical]", "href").is_empty());
}

#[test]
fn a_published_site_is_canonical_by_its_whole_address() {
    let git = ladder();
    git.write(&SECOND.replace("[editions]", "[output.html]\nsite-url = \"https://example.org/h/\"\n[editions]"));
    let site = git.site();
    let page = site.text("2026.1/levels/b.html");
    assert_eq!(values(page, "link[rel=canonical]", "href"), ["https://example.org/h/levels/bee.html"]);
}

#[test]
fn an_address_is_only_given_once() {
    let git = ladder();
    git.write("== content/2026.1/note.md\n# A note\n");
    let build = git.build(None);
    assert!(build.site.is_none());
    let fault = build.diagnostics.iter().find(|fault| fault.code == "one-address").unwrap();
    assert_eq!(fault.message, "the release `2026.1` and `2026.1/index.html` both want the address `2026.1/`");
    let span = fault.span.as_ref().unwrap();
    let book = std::fs::read_to_string(git.at().join("book.toml")).unwrap();
    assert_eq!((&*span.file, &book[span.start..span.end]), ("book.toml", "\"2026.*\""));
}

#[test]
fn a_name_that_no_release_has_is_told_with_the_nearest() {
    let git = ladder();
    git.write(&SECOND.replace("2026.*", "2026.11"));
    let build = git.build(None);
    let fault = build.diagnostics.iter().find(|fault| fault.code == "unknown-edition").unwrap();
    assert_eq!(fault.message, "no release is called `2026.11`");
    assert_eq!(fault.help.as_deref(), Some("did you mean `2026.1`?"));
    assert!(build.site.is_some());
}

#[test]
fn an_edition_is_served_as_today_says() {
    let old = FIRST.replace("[rungbook]", "[output.html]\ncname = \"old.example\"\nedit-url-template = \"https://old.example/{path}\"\n[output.html.redirect]\n\"/x.html\" = \"/levels/a.html\"\n[rungbook]");
    let git = Git::new(&old);
    git.release("2026.1", "Begin").write(SECOND);
    let site = git.site();
    assert!(!site.has("2026.1/CNAME") && !site.has("2026.1/x.html"));
    assert!(site.with("old.example").is_empty());
}

#[test]
fn two_builds_are_the_same_and_a_moved_tag_makes_another() {
    let git = ladder();
    assert!(git.site().0 == git.site().0);
    let run = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rungbook"));
        let ran = command.arg("build").current_dir(git.at()).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    };
    assert!(run().starts_with("built"));
    assert!(run().starts_with("nothing changed"));
    git.run(&["tag", "--force", "2026.1", "2026.2"]);
    assert!(run().starts_with("built"));
    let page = std::fs::read_to_string(git.at().join("site/2026.1/levels/bee.html")).unwrap();
    assert!(page.contains("This level has not changed since."));
}
