//! Old addresses lead on: those that authors name, and those that git knows of.

use super::git::{Git, target};
use super::{FIRST, ladder, values};

#[test]
fn a_name_of_before_leads_on_without_a_word_of_the_author() {
    let site = ladder().site();
    let page = site.text("levels/b.html");
    assert_eq!(values(page, "link[rel=canonical]", "href"), ["bee.html"]);
    assert!(page.contains("http-equiv=\"refresh\" content=\"0; url=bee.html\""));
    assert!(page.contains("location.hash"), "a place on the page is kept");
    assert!(!site.has("levels/gone.html"), "what is gone leads nowhere");
}

#[test]
fn names_of_several_releases_lead_to_today() {
    let git = ladder();
    let third = "== content/ladder.yaml
families: [{id: f, title: Making}]
tracks: [{id: t, title: Makers, family: f, kind: ic, levels: [a, beatrice, c]}]
levels:
  - {id: a, title: Ann, summary: The first level of all.}
  - {id: beatrice, title: Bea, summary: Does the second thing with care and with others.}
  - {id: c, title: Cyd, summary: Does the third thing.}
== content/guide/index.md
# The guide

See [[Bea]] and ![a picture](picture.png).
";
    git.write(third).commit("Rename again");
    let site = git.site();
    for old in ["levels/b.html", "levels/bee.html"] {
        assert_eq!(values(site.text(old), "link[rel=canonical]", "href"), ["beatrice.html"], "{old}");
    }
}

#[test]
fn an_address_that_something_has_is_left_to_it() {
    let git = ladder();
    git.write("== content/levels/b.md\n# Another page\n");
    let site = git.site();
    assert!(site.text("levels/b.html").contains("Another page"));
}

#[test]
fn all_that_has_a_page_leads_on_from_its_old_ids() {
    let git = Git::new(
        "== book.toml
[book]
title = 'T'
== content/all.yaml
families: [{id: f, title: F, was: [old-f]}]
tracks: [{id: t, title: T, family: f, kind: ic, levels: [l], was: [old-t]}]
levels: [{id: l, title: L, was: [old-l]}]
competencies: [{id: k, title: K, was: [old-k]}]
roles: [{id: r, title: R, was: [old-r]}]
pathways: [{id: p, title: P, was: [old-p], steps: [{when: Month 1, items: [Go]}]}]
guides: [{id: g, title: G, was: [old-g], approach: So}]
== content/page.md
---
aliases: [old/page]
---
# Page
",
    );
    let site = git.site();
    for (old, new) in [
        ("ladders/old-f.html", "ladders/f.html"),
        ("tracks/old-t.html", "tracks/t.html"),
        ("levels/old-l.html", "levels/l.html"),
        ("competencies/old-k.html", "competencies/k.html"),
        ("roles/old-r.html", "roles/r.html"),
        ("pathways/old-p.html", "pathways/p.html"),
        ("guides/old-g.html", "guides/g.html"),
        ("old/page.html", "page.html"),
    ] {
        let href = &values(site.text(old), "link[rel=canonical]", "href")[0];
        assert_eq!(target(old, href), new);
        assert!(site.has(new));
    }
    assert!(!FIRST.contains("was:"));
}
