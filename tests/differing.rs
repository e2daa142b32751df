//! What differs from a published revision, on the pages of a build that is reviewed.
#![allow(clippy::unwrap_used)]

#[path = "editions/git.rs"]
mod git;

use git::{Git, Pages, target};
use rungbook::base::Snapshot;
use rungbook::view::review::Fate;
use rungbook::{Base, Build};
use scraper::{Html, Selector};
use std::process::Command;

const FIRST: &str = "== book.toml
[book]
title = \"Growing here\"
[rungbook]
autolink = false
== content/ladder.yaml
families: [{id: f, title: Making}]
tracks: [{id: t, title: Makers, family: f, kind: ic, levels: [a, b, c, gone]}]
competencies: [{id: craft, title: Craft}]
levels:
  - {id: a, title: Ann, summary: The first level of all.}
  - {id: b, title: Bea, summary: Does the second thing with care and with others.}
  - {id: c, title: Cyd, summary: Does the third thing., expects: {craft: [Builds for 99.9% of the time]}}
  - {id: gone, title: Dot, summary: Will not be here for long.}
== content/guide/index.md
# The guide

See [[a]] and what follows from it.

## Steps

One step after the other.
== content/guide/lost.md
# A lost page

It shows ![a picture](picture.png).
== content/guide/picture.png
old picture
";

const SECOND: &str = "== content/ladder.yaml
families: [{id: f, title: Making}]
tracks: [{id: t, title: Makers, family: f, kind: ic, levels: [a, bee, c, new]}]
competencies: [{id: craft, title: Craft}]
levels:
  - {id: a, title: Ann, summary: The first level of all.}
  - {id: bee, was: [b], title: Bea, summary: Does the second thing with care and with others.}
  - {id: c, title: Cyd, summary: Does the third thing., expects: {craft: [Builds for 99.99% of the time]}}
  - {id: new, title: \"`<script>alert(1)</script>`\", summary: Came just now.}
== content/guide/index.md
# The guide

See [[a]] and what comes of it.

## Steps

One step after the other.
== content/guide/lost.md

== content/guide/picture.png

";

fn ladder() -> Git {
    let git = Git::new(FIRST);
    git.release("2026.1", "Begin");
    git.write(SECOND);
    git
}

fn named(name: &str) -> Base {
    Base::Named(name.to_owned())
}

/// The site as reviewers see it.
fn reviewed(build: &Build) -> Pages {
    let (review, site) = (build.review.as_ref().expect("a review"), build.site.as_ref().expect("a site"));
    let site = review.site(site, &Snapshot::default(), &build.diagnostics);
    Pages(site.iter().map(|(route, bytes)| (route.to_string(), bytes.to_vec())).collect())
}

fn texts(page: &str, selector: &str) -> Vec<String> {
    let found = Html::parse_document(page);
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    found.select(&Selector::parse(selector).unwrap()).map(|one| words(one.text().collect())).collect()
}

fn values(page: &str, selector: &str, attribute: &str) -> Vec<String> {
    let (found, selector) = (Html::parse_document(page), Selector::parse(selector).unwrap());
    found.select(&selector).filter_map(|one| one.attr(attribute)).map(str::to_owned).collect()
}

/// The pages that differ, by address.
fn fates(build: &Build) -> Vec<(String, Fate)> {
    let differing = &build.review.as_ref().expect("a review").differing;
    differing.iter().map(|it| (it.route.to_string(), it.fate)).collect()
}

fn codes(build: &Build) -> Vec<&str> {
    build.diagnostics.iter().map(|found| &*found.code).collect()
}

#[test]
fn a_handbook_does_not_differ_from_itself() {
    let git = Git::new(FIRST);
    git.release("2026.1", "Begin");
    let build = git.review(named("HEAD"), None);
    assert_eq!(fates(&build), []);
    let plain = git.build(None);
    let site = build.site.as_ref().unwrap();
    for (route, bytes) in plain.site.as_ref().unwrap().iter() {
        assert!(site.get(route.as_str()) == Some(bytes), "{route}");
    }
    let site = reviewed(&build);
    for page in ["index.html", "levels/c.html", "changes/review.html", "guide/index.html"] {
        assert_eq!(texts(site.text(page), ".review b"), ["Preview"], "{page}");
    }
    assert!(texts(site.text("index.html"), ".review-what")[0].contains("No page differs from HEAD"));
    assert!(site.text("review.md").starts_with("## Preview: No page differs from HEAD\n"));
    assert_eq!(site.with("differs\" title"), Vec::<&str>::new());
}

#[test]
fn pages_that_differ_are_marked_listed_and_led_to() {
    let build = ladder().review(named("2026.1"), None);
    let fates = fates(&build);
    let of = |route: &str| fates.iter().find(|(known, _)| known == route).map(|(_, fate)| *fate);
    assert_eq!(of("levels/c.html"), Some(Fate::Changed), "{fates:?}");
    assert_eq!(of("levels/new.html"), Some(Fate::Added));
    assert_eq!(of("levels/gone.html"), Some(Fate::Removed));
    assert_eq!(of("guide/lost.html"), Some(Fate::Removed));
    assert_eq!(of("guide/index.html"), Some(Fate::Changed));
    assert_eq!(of("levels/a.html"), None, "only its small diagram is marked");
    let site = reviewed(&build);
    let page = site.text("levels/c.html");
    assert!(texts(page, "main del").concat().contains("99.9%"), "{page}");
    assert!(texts(page, "main ins").concat().contains("99.99%"));
    assert!(texts(page, ".side .differs").contains(&"Δ, 1 change".to_owned()), "{:?}", texts(page, ".differs"));
    assert_eq!(values(page, ".review-pages [aria-current]", "href"), ["c.html"]);
    assert_eq!(texts(site.text("levels/new.html"), ".review-fate"), ["This page is new"]);
    assert!(texts(site.text("levels/gone.html"), ".review-fate")[0].starts_with("This page is gone"));
    assert!(texts(site.text("levels/gone.html"), "main del").concat().contains("Will not be here for long."));
    assert_eq!(site.text("guide/picture.png"), "old picture\n", "a page that is gone shows its pictures");
    let all = values(site.text("changes/review.html"), ".review-list a", "href");
    assert_eq!(all.len(), fates.len());
}

#[test]
fn every_link_of_a_review_leads_to_a_file() {
    let site = reviewed(&ladder().review(named("2026.1"), None));
    let mut checked = 0;
    for (route, bytes) in site.0.iter().filter(|(route, _)| route.ends_with(".html") && *route != "404.html") {
        let page = std::str::from_utf8(bytes).unwrap();
        let links = [values(page, "a, link", "href"), values(page, "img, script", "src")].concat();
        for href in links.iter().filter(|href| !href.contains(':') && !href.starts_with('#')) {
            assert!(site.has(&target(route, href)), "{route}: {href}");
            checked += 1;
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn a_picture_with_the_same_name_and_other_bytes_differs() {
    let first = "== book.toml
[book]
title = \"Pictures\"
== content/index.md
# Home
== content/a.md
# A page

![The office](office.png)

![The team](team.png)
== content/b.md
# Another page

Read [the plan](plan.pdf) and [all else](else.pdf).
== content/c.md
# A page that drops its picture

Words. ![Old](old.png)
== content/d/gone.md
# A page that goes

![The office](../office.png)
== content/hidden.md
---
status: draft
---
# A draft

![Nobody](nobody.png)
== content/office.png
office one
== content/team.png
team
== content/plan.pdf
plan one
== content/else.pdf
else
== content/old.png
old
== content/nobody.png
nobody one
== content/alone.png
alone one
== content/office-before.png
taken
";
    let git = Git::new(first);
    git.release("2026.1", "Begin");
    git.write("== content/office.png\noffice two\n== content/plan.pdf\nplan two\n== content/old.png\n\n== content/d/gone.md\n\n");
    git.write("== content/nobody.png\nnobody two\n== content/alone.png\nalone two\n== content/c.md\n# A page that drops its picture\n\nWords.\n");
    let build = git.review(named("2026.1"), None);
    let mut routes: Vec<String> = fates(&build).into_iter().map(|(route, _)| route).collect();
    routes.sort();
    assert_eq!(routes, ["a-z/index.html", "a.html", "b.html", "c.html", "d/gone.html", "d/index.html", "index.html"]);
    let site = reviewed(&build);
    let page = site.text("a.html");
    assert_eq!(values(page, "del img", "src"), ["office-before-2.png"]);
    assert_eq!(values(page, "ins img", "src"), ["office.png"]);
    assert_eq!(values(page, "p > img", "src"), ["team.png"]);
    assert_eq!(site.text("office-before-2.png"), "office one\n");
    assert_eq!(values(page, ".redline-link, [data-redline=link]", "title"), [""; 0]);
    let notes = values(site.text("b.html"), ".redline-link, [data-redline=link]", "title");
    assert_eq!(notes, ["led to plan-before.pdf"], "of the link to the file that changed alone");
    assert_eq!(site.text("plan-before.pdf"), "plan one\n");
    assert_eq!(values(site.text("c.html"), "del img", "src"), ["old.png"]);
    assert_eq!(site.text("old.png"), "old\n");
    assert_eq!(values(site.text("d/gone.html"), "img", "src"), ["../office-before-2.png"]);
    let own = build.review.as_ref().unwrap().differing.iter().filter(|it| it.own);
    let own: Vec<&str> = own.map(|it| it.title.as_str()).collect();
    for title in ["A page", "Another page", "A page that drops its picture"] {
        assert!(own.contains(&title), "{own:?}");
    }
    for nothing in ["nobody-before.png", "alone-before.png", "team-before.png", "else-before.pdf"] {
        assert!(!site.has(nothing), "{nothing}: no page shows what it was");
    }
}

#[test]
fn levels_of_one_title_are_told_apart_by_their_ladders() {
    let book = |summary: &str| {
        format!(
            "== content/all.yaml
families: [{{id: f, title: Ops}}, {{id: g, title: Dev}}]
tracks: [{{id: t, kind: ic, family: f, title: T, levels: [a]}}, {{id: u, kind: ic, family: g, title: U, levels: [b, c]}}]
levels: [{{id: a, title: Lead, summary: {summary}}}, {{id: b, title: Lead, summary: {summary}}}, {{id: c, title: Head}}]
"
        )
    };
    let git = Git::new(&format!("== book.toml\n[book]\ntitle = \"Two ladders\"\n{}", book("Helps")));
    git.release("2026.1", "Begin");
    git.write(&book("Leads"));
    let build = git.review(named("2026.1"), None);
    let differing = &build.review.as_ref().unwrap().differing;
    let titles: Vec<&str> = differing.iter().filter(|it| it.kind == "level").map(|it| &*it.title).collect();
    assert_eq!(titles, ["Lead (Ops)", "Lead (Dev)"]);
    assert!(reviewed(&build).text("review.md").contains("Lead (Ops)"));
}

#[test]
fn a_level_that_was_renamed_is_compared_with_itself() {
    let build = ladder().review(named("2026.1"), None);
    let fates = fates(&build);
    let about: Vec<_> = fates.iter().filter(|(route, _)| route.contains("levels/b") || route.contains("-b")).collect();
    assert!(about.iter().all(|(_, fate)| *fate == Fate::Changed), "{about:?}");
    assert!(!fates.iter().any(|(route, _)| route == "levels/bee.html"), "no word of it changed: {fates:?}");
}

#[test]
fn what_gives_way_to_another_page_is_read_beside_it() {
    let git = Git::new(FIRST);
    git.release("2026.1", "Begin");
    let merged = FIRST.replace("levels: [a, b, c, gone]", "levels: [a, b, c]");
    let merged = merged.replace("{id: c, title: Cyd,", "{id: c, was: [gone], title: Cyd,");
    let merged: String =
        merged.lines().filter(|line| !line.contains("id: gone")).map(|line| format!("{line}\n")).collect();
    let build = git.write(&merged).review(named("2026.1"), None);
    let is_gone = |(route, fate): &(String, Fate)| route.starts_with("levels/") && *fate == Fate::Removed;
    let gone: Vec<_> = fates(&build).into_iter().filter(is_gone).collect();
    assert_eq!(gone, [("levels/gone-before.html".to_owned(), Fate::Removed)]);
    let site = reviewed(&build);
    assert!(site.text("levels/gone.html").contains("c.html"), "the old address still leads on");
    assert!(site.text("levels/gone-before.html").contains("Will not be here for long."));
}

#[test]
fn diagrams_mark_levels_that_are_new_changed_or_gone() {
    let site = reviewed(&ladder().review(named("2026.1"), None));
    for page in ["index.html", "ladders/f.html"] {
        let figure = texts(site.text(page), "[data-review=marked] svg").concat();
        for mark in ["+", "Δ", "−", "Dot"] {
            assert!(figure.contains(mark), "{page}: {mark} in {figure}");
        }
    }
    let small = texts(site.text("levels/a.html"), "[data-review=marked] svg").concat();
    assert!(small.contains('+') && small.contains('Δ'), "{small}");
}

#[test]
fn words_of_authors_stay_words() {
    let git = ladder();
    git.run(&["branch", "x'\"><img/src=x>&amp;"]);
    let site = reviewed(&git.review(named("x'\"><img/src=x>&amp;"), None));
    for (route, bytes) in site.0.iter().filter(|(route, _)| !route.ends_with(".js")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("<script>alert") && !text.contains("><img"), "{route}");
    }
    assert!(site.text("review.md").contains("&lt;script&gt;alert"), "{}", site.text("review.md"));
}

#[test]
fn where_there_is_nothing_to_compare_with_the_site_is_built_without() {
    let git = ladder();
    let build = git.review(named("nowhere"), None);
    assert!(build.site.is_some() && build.review.is_none());
    assert!(codes(&build).contains(&"no-base"), "{:?}", codes(&build));
    assert_eq!(Pages::of(build).0, Pages::of(git.build(None)).0);
    let empty = Git::new(FIRST);
    let build = empty.review(Base::Usual, None);
    assert!(build.review.is_none() && codes(&build).contains(&"no-base") && build.site.is_some());
    let broken = Git::new("== book.toml\n[book]\n== content/ladder.yaml\nlevels: [\n");
    broken.commit("Break").write(SECOND);
    let build = broken.review(Base::Usual, None);
    assert!(build.review.is_none() && build.site.is_some(), "{:?}", codes(&build));
    let message = build.diagnostics.iter().find(|found| found.message.contains("`main`")).map(|found| &found.message);
    assert!(message.is_some_and(|message| message.contains("content/ladder.yaml:")), "{message:?}");
    let without = Git::new("== readme.txt\nNothing here.\n");
    without.commit("Begin").write(FIRST);
    let build = without.review(Base::Usual, None);
    assert!(build.review.is_none() && build.site.is_some(), "{:?}", codes(&build));
}

#[test]
fn what_is_usually_published_is_found() {
    let base = |git: &Git| {
        let build = git.review(Base::Usual, None);
        build.review.map(|review| review.between.old.name.clone())
    };
    let git = ladder();
    assert_eq!(base(&git).as_deref(), Some("main"));
    git.run(&["checkout", "--quiet", "-b", "work"]).commit("Go on");
    assert_eq!(base(&git).as_deref(), Some("main"));
    git.run(&["branch", "published"]).run(&["branch", "--set-upstream-to=published"]);
    assert_eq!(base(&git).as_deref(), Some("published"));
    git.run(&["checkout", "--quiet", "--detach"]);
    assert_eq!(base(&git).as_deref(), Some("main"));
    git.write(&format!("{}[review]\nbase = \"2026.1\"\n", FIRST.split("== content").next().unwrap_or_default()));
    assert_eq!(base(&git).as_deref(), Some("2026.1"));
    git.run(&["branch", "--delete", "--force", "main"]);
    git.write(FIRST.split("== content").next().unwrap_or_default());
    assert_eq!(base(&git), None);
}

#[test]
fn a_page_that_is_gone_stands_beside_one_of_almost_its_name() {
    let git = Git::new(FIRST);
    git.write("== content/Foo.md\n# Upper\n\nOld words.\n").commit("Begin");
    git.write("== content/Foo.md\n\n== content/foo.md\n# Lower\n\nOther words.\n");
    let (code, said) = rungbook(&git, &["build", "--review", "main", "-d", "preview"]);
    assert_eq!(code, Some(0), "{said}");
    let page = |name: &str| std::fs::read_to_string(git.at().join("preview").join(name)).unwrap();
    assert!(page("foo.html").contains("This page is new"));
    assert!(page("Foo-before.html").contains("Old words."));
}

#[test]
fn a_review_is_the_same_each_time() {
    let git = ladder();
    assert_eq!(reviewed(&git.review(named("2026.1"), None)).0, reviewed(&git.review(named("2026.1"), None)).0);
}

fn rungbook(git: &Git, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rungbook"));
    let ran = command.current_dir(git.at()).args(arguments).output().unwrap();
    (ran.status.code(), format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr)))
}

#[test]
fn the_command_writes_a_preview_and_its_summary() {
    let git = ladder();
    let (code, said) =
        rungbook(&git, &["build", "--review", "2026.1", "-d", "preview", "--base-url", "https://x.example/p/"]);
    assert_eq!(code, Some(0), "{said}");
    let summary = std::fs::read_to_string(git.at().join("preview/review.md")).unwrap();
    assert!(summary.contains("| [Cyd](https://x.example/p/levels/c.html) | level | "), "{summary}");
    assert!(summary.contains("<del>99.9%</del><ins>99.99%</ins>"), "{summary}");
    let (code, said) = rungbook(&git, &["build", "--review", "2026.1"]);
    assert!(code == Some(2) && said.contains("--dest-dir"), "{said}");
    let (code, said) = rungbook(&git, &["build", "--review", "nowhere", "-d", "preview"]);
    assert!(code == Some(2) && said.contains("`nowhere`"), "{said}");
    let (code, said) = rungbook(&git, &["build", "--review", "2026.1..HEAD", "-d", "preview"]);
    assert!(code == Some(2) && said.contains("names two versions"), "{said}");
    assert!(git.review(named("2026.1..HEAD"), None).review.is_none());
    assert_eq!(std::fs::read_to_string(git.at().join("preview/review.md")).unwrap(), summary);
    let (code, _) = rungbook(&git, &["build", "-d", "plain"]);
    let plain = std::fs::read_to_string(git.at().join("plain/index.html")).unwrap();
    assert!(code == Some(0) && !plain.contains("class=\"review\""));
    let review = |path: &std::path::Path| path.to_string_lossy().contains("review.");
    let assets = std::fs::read_dir(git.at().join("plain/assets")).unwrap();
    assert!(!assets.map(|entry| entry.unwrap().path()).any(|path| review(&path)));
}
