//! The past tells nothing that is hidden today: a first release that showed everything, and later ones that do not.

use super::git::{Git, Pages};
use rungbook::Base;
use rungbook::base::Snapshot;

/// Everything is open: there are no audiences yet.
const OPEN: &str = "== book.toml
[book]
title = \"Growing here\"
== content/ladder.yaml
families: [{id: f, title: Making}, {id: board, title: Boardwalk ladder, summary: The quokka council.}]
tracks:
  - {id: t, title: Makers, family: f, kind: ic, levels: [a, b, c]}
  - {id: inner, title: Innermost track, family: board, kind: management, levels: [chief]}
areas: [{id: craft, title: Craft}]
competencies:
  - {id: making, title: Making things, area: craft}
  - {id: firing, title: Dismissal walrus, area: craft, summary: How to walrus.}
grades: [{id: g1, title: Grade one, order: 1}, {id: g2, title: Grade two, order: 2}]
levels:
  - {id: a, title: Ann, grade: g1, summary: The first level.}
  - id: b
    title: Bea
    grade: g2
    summary: The second level, under the Nightfall plan.
    expects:
      making: {items: [Makes good things, {id: cut, text: Picks who must ferret away}]}
      firing: {items: [Holds the narwhal talk]}
    pitfalls: [Trusting the okapi memo]
    sections: [{title: Calibration, text: Scores are bent by the marmot rule.}]
  - {id: c, title: Cyd, summary: The third level., pitfalls: [Waiting]}
  - {id: chief, title: Chief Pangolin, summary: Runs the aardvark.}
moves: [{id: up, from: c, to: chief, kind: switch, text: By the gecko ladder.}]
bands:
  - {level: a, range: $100K – $111K, market: general}
  - {level: b, range: $222K – $233K, market: general}
  - {grade: g2, range: $244K – $255K, market: remote}
guides: [{id: sack, title: The lemur guide, approach: Ask the lemur.}]
== content/notes.md
# Notes

Open words for all.

The CHIEF PANGOLIN says so; two chief pangolins do, and the best get $233K.

<div title=\"The lemur guide\">x</div>

![open](open.png)

## Budget

The capybara budget is small.
== content/open.png
open picture
== content/secret.md
# Ocelot strategy

All of the ocelot: ![plan](plan.png).
== content/plan.png
picture of the tapir
";

/// What managers alone see now, and one level under another name without a word about it.
const HIDDEN: &str = "== book.toml
[book]
title = \"Growing here\"
[rungbook]
audiences = [\"staff\", \"managers\"]
[editions]
keep = [\"*\"]
== content/ladder.yaml
families: [{id: f, title: Making}, {id: board, title: Boardwalk ladder, summary: The quokka council., audience: managers}]
tracks:
  - {id: t, title: Makers, family: f, kind: ic, levels: [a, b, c]}
  - {id: inner, title: Innermost track, family: board, kind: management, levels: [head]}
areas: [{id: craft, title: Craft}]
competencies:
  - {id: making, title: Making things, area: craft}
  - {id: firing, title: Dismissal walrus, area: craft, summary: How to walrus., audience: managers}
grades: [{id: g1, title: Grade one, order: 1}, {id: g2, title: Grade two, order: 2}]
levels:
  - {id: a, title: Ann, grade: g1, summary: The first level.}
  - id: b
    title: Bea
    grade: g2
    summary: The second level.
    expects:
      making: {items: [Makes good things, {id: cut, text: Chooses who has to go, audience: managers}]}
      firing: {items: [Holds the narwhal talk]}
    pitfalls: [{text: Trusting the okapi memo, audience: managers}]
    sections:
      - {title: Calibration, text: Scores follow another rule now., audience: managers}
      - {title: Plans, text: The name Nightfall plan is for us., audience: managers}
      - {title: Plan, text: Nightfall plan, audience: managers}
  - {id: c, title: Cyd, summary: The third level., pitfalls: [Waiting]}
  - {id: head, title: Chief Pangolin, summary: Runs the aardvark.}
moves: [{id: up, from: c, to: head, kind: switch, text: By the gecko ladder.}]
bands:
  - {level: a, range: $101K – $112K, market: general}
  - {level: b, range: $266K – $277K, market: general, audience: managers}
  - {grade: g2, range: $288K – $299K, market: remote, audience: managers}
guides: [{id: sack, title: The lemur guide, approach: Ask the lemur., audience: managers}]
== content/notes.md
# Notes

Open words for all.

## Budget {audience=managers}

The capybara budget is smaller.
== content/plan.png

== content/secret.md
---
audience: managers
---
# Ocelot strategy

All of the ocelot.
";

/// Words that staff may find nowhere.
const SECRETS: &[&str] = &[
    "quokka",
    "Boardwalk",
    "Innermost",
    "walrus",
    "ferret",
    "narwhal",
    "okapi",
    "marmot",
    "Calibration",
    "Nightfall",
    "Pangolin",
    "aardvark",
    "gecko",
    "222K",
    "233K",
    "244K",
    "255K",
    "266K",
    "277K",
    "288K",
    "299K",
    "lemur",
    "capybara",
    "tapir",
    "Budget",
    "ocelot",
    "levels/chief",
    "levels/head",
    "xylophone",
    "Chooses who",
];

fn hide(first: &str, later: &[&str]) -> Git {
    let git = Git::new(first);
    git.release("2026.1", "Begin, with the xylophone");
    for (at, text) in later.iter().enumerate() {
        git.write(text).release(&format!("2026.{}", at + 2), "Hide the xylophone");
    }
    git
}

#[track_caller]
fn silent(site: &Pages, secrets: &[&str]) {
    let told: Vec<_> =
        secrets.iter().map(|secret| (secret, site.with(secret))).filter(|(_, in_)| !in_.is_empty()).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn staff_find_nothing_that_managers_alone_see_today() {
    let git = hide(OPEN, &[HIDDEN]);
    let site = Pages::of(git.build(Some("staff")));
    silent(&site, SECRETS);
    for part in ["2026.1/levels/b.html", "2026.2/levels/b.html", "changes/feed.xml", "changes/2026.2.html"] {
        assert!(site.has(part), "{part}");
    }
    assert!(site.text("2026.1/levels/b.html").contains("Makes good things"), "what is open is there");
    assert!(site.text("2026.1/levels/a.html").contains("$100K"), "pay that is open today was open then");
    assert!(site.text("2026.1/notes.html").contains("Open words for all.") && site.has("2026.1/open.png"));
}

#[test]
fn a_review_shows_nothing_that_managers_alone_see_today() {
    let git = hide(OPEN, &[HIDDEN]);
    let build = git.review(Base::Named("2026.1".to_owned()), Some("staff"));
    let review = build.review.as_ref().expect("a review");
    let site = review.site(build.site.as_ref().expect("a site"), &Snapshot::default(), &build.diagnostics);
    let site = Pages(site.iter().map(|(route, bytes)| (route.to_string(), bytes.to_vec())).collect());
    silent(&site, SECRETS);
    assert!(review.differing.iter().any(|it| it.route.as_str() == "levels/a.html"), "{:?}", review.differing);
    assert!(site.text("levels/a.html").contains("$101K") && site.text("review.md").contains("Ann"));
}

#[test]
fn managers_find_all_of_it() {
    let git = hide(OPEN, &[HIDDEN]);
    let site = Pages::of(git.build(Some("managers")));
    let elsewhere = ["levels/chief", "Budget"];
    for secret in SECRETS.iter().filter(|secret| !elsewhere.contains(secret)) {
        assert!(!site.with(secret).is_empty(), "{secret}");
    }
    assert!(site.text("2026.1/levels/b.html").contains("marmot") && site.has("2026.1/secret.html"));
}

#[test]
fn what_was_hidden_and_then_went_stays_hidden() {
    let gone = "== book.toml
[book]
title = \"Growing here\"
[rungbook]
audiences = [\"staff\", \"managers\"]
[editions]
keep = [\"*\"]
== content/ladder.yaml
families: [{id: f, title: Making}]
tracks: [{id: t, title: Makers, family: f, kind: ic, levels: [a, b, c]}]
areas: [{id: craft, title: Craft}]
competencies: [{id: making, title: Making things, area: craft}]
levels:
  - {id: a, title: Ann, summary: The first level.}
  - {id: b, title: Bea, summary: The second level., expects: {making: {items: [Makes good things]}}}
  - {id: c, title: Cyd, summary: The third level.}
== content/notes.md
# Notes

Open words for all.
== content/secret.md
";
    let git = hide(OPEN, &[HIDDEN, gone]);
    silent(&Pages::of(git.build(Some("staff"))), SECRETS);
}

#[test]
fn what_grew_between_releases_and_is_hidden_now_is_not_told() {
    let more = OPEN
        .replace("Trusting the okapi memo", "Trusting the okapi letter, Asking the bongo")
        .replace("$222K – $233K", "$223K – $234K")
        .replace("Runs the aardvark", "Runs the aardvark and the dugong")
        .replace("The capybara budget is small", "The capybara budget is not small, says the kudu");
    let git = hide(OPEN, &[&more, HIDDEN]);
    let site = Pages::of(git.build(Some("staff")));
    silent(&site, SECRETS);
    silent(&site, &["223K", "234K", "dugong", "kudu"]);
}

#[test]
fn what_is_hidden_for_the_first_time_in_what_is_not_released_is_hidden() {
    let git = Git::new(OPEN);
    git.release("2026.1", "Begin, with the xylophone").write(HIDDEN);
    silent(&Pages::of(git.build(Some("staff"))), SECRETS);
}

#[test]
fn what_all_may_see_again_is_told() {
    let git = hide(OPEN, &[HIDDEN]);
    git.write(&HIDDEN.replace("text: Trusting the okapi memo, audience: managers", "text: Trusting the okapi memo"));
    let site = Pages::of(git.build(Some("staff")));
    assert!(site.text("2026.1/levels/b.html").contains("okapi"), "it is open today, and was then");
    assert!(!site.text("2026.2/levels/b.html").contains("okapi"), "that release hid it");
}

#[test]
fn a_release_of_other_audiences_is_not_kept() {
    let git = Git::new(&HIDDEN.replace("staff", "everyone"));
    git.release("2026.1", "Begin").write(HIDDEN);
    let build = git.build(Some("staff"));
    let fault = build.diagnostics.iter().find(|fault| fault.code == "edition-of-others").unwrap();
    assert_eq!(fault.message, "the release `2026.1` is not kept: it knows audiences, but not this one");
    assert!(Pages::of(build).0.keys().all(|route| !route.starts_with("2026.1/")));
}

#[test]
fn drafts_of_today_are_in_no_edition() {
    let git = Git::new(OPEN);
    git.release("2026.1", "Begin");
    let draft = OPEN.replace("title: Chief Pangolin,", "title: Chief Pangolin, status: draft,");
    git.write(&draft.replace("title = \"Growing here\"", "title = \"Growing here\"\n[editions]\nkeep = [\"2026.1\"]"));
    silent(&git.site(), &["aardvark", "levels/chief"]);
}

#[test]
fn a_release_that_is_kept_to_others_is_not_named() {
    let git = hide(OPEN, &[HIDDEN]);
    git.run(&["tag", "reindeer-plan", "2026.1"]);
    git.write("== content/releases.yaml\nrelease: {version: reindeer-plan, date: 2026-01-01, audience: managers}\n");
    silent(&Pages::of(git.build(Some("staff"))), &["reindeer"]);
    assert!(!Pages::of(git.build(Some("managers"))).with("reindeer").is_empty());
}
