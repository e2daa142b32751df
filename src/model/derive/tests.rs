//! Where levels stand, what grows, who mentions whom: small ladders as authors write them.

use crate::model::derived::{Growth, Verdict};
use crate::model::fixture::handbook_of;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::things::Thing;
use std::sync::Arc;

const TWO_TRACKS: &str = "== ladder.yaml
family: {id: f, title: F}
tracks:
  - {id: trunk, family: f, title: Trunk, kind: shared, accumulate: add, levels: [one, two]}
  - {id: ic, family: f, title: IC, kind: ic, after: two, accumulate: add, levels: [staff, fellow]}
  - {id: mg, family: f, title: M, kind: management, after: two, levels: [lead]}
grades: [{id: g1, title: G1}]
competencies:
  - {id: build, title: Build, scale: s}
  - {id: talk, title: Talk, scale: s}
scale: {id: s, title: S, steps: [{id: low, title: Low}, {id: high, title: High}]}
";

fn ids<T>(ids: &[Id<T>]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

fn place<'a>(handbook: &'a Handbook, level: &str) -> &'a crate::model::derived::Place {
    handbook.derived.places.iter().find(|(id, _)| id.as_str() == level).unwrap().1
}

/// `level-before<level>level-after`.
fn way(handbook: &Handbook, level: &str) -> String {
    let place = place(handbook, level);
    format!("{}<{level}>{}", ids(&place.previous).join(","), ids(&place.next).join(","))
}

fn levels(extra: &str) -> Handbook {
    let ids = ["one", "two", "staff", "fellow", "lead"];
    let plain =
        ids.iter().filter(|id| !extra.contains(&format!("id: {id},")) && !extra.contains(&format!("id: {id}\n")));
    let rest: String = plain.map(|id| format!("  - {{id: {id}, title: {id}}}\n")).collect();
    handbook_of(&format!("{TWO_TRACKS}levels:\n{extra}{rest}"))
}

/// Each competency as `competency step_before→step: verdicts / level: carried entries`.
fn growth(handbook: &Handbook, level: &str) -> Vec<String> {
    let shown = |growth: &Growth| {
        let verdict = |verdict: &Verdict| match verdict {
            Verdict::New => "new".to_owned(),
            Verdict::Grown(level) => format!("grown {}", level.as_str()),
            Verdict::Carried(level) => format!("carried {}", level.as_str()),
        };
        let verdicts: Vec<_> = growth.verdicts.iter().map(verdict).collect();
        let carried = growth.carried.layers().into_iter().map(|carried| {
            let items: Vec<_> = carried.items.iter().map(|item| item.text.plain()).collect();
            format!(" / {}: {}", carried.level.as_str(), items.join("; "))
        });
        let step = |step: Option<usize>| step.map_or("-".to_owned(), |step| step.to_string());
        let (before, now) = (step(growth.step_before), step(growth.step));
        let carried: String = carried.collect();
        format!("{} {before}→{now}: {}{carried}", growth.competency.as_str(), verdicts.join(", "))
    };
    place(handbook, level).growth.iter().map(shown).collect()
}

#[test]
fn ways_follow_tracks_and_forks() {
    let book = levels("");
    assert_eq!(way(&book, "one"), "<one>two");
    assert_eq!(way(&book, "two"), "one<two>staff,lead");
    assert_eq!(way(&book, "staff"), "two<staff>fellow");
    assert_eq!(way(&book, "lead"), "two<lead>");
    assert_eq!(place(&book, "fellow").track.as_ref().map(Id::as_str), Some("ic"));
    assert_eq!(place(&book, "fellow").position, 1);
}

#[test]
fn ways_step_over_drafts_and_what_readers_do_not_see() {
    let book = levels("  - {id: two, title: two, status: draft}\n  - {id: staff, title: staff, status: retired}\n");
    assert_eq!(way(&book, "one"), "<one>fellow,lead");
    assert_eq!(way(&book, "two"), "one<two>fellow,lead");
    assert_eq!(way(&book, "staff"), "one<staff>fellow");
    assert_eq!(way(&book, "fellow"), "one<fellow>");
    let drafts = levels("  - {id: one, title: one, status: draft}\n  - {id: two, title: two, status: draft}\n");
    assert_eq!(way(&drafts, "one"), "<one>two");
    assert_eq!(way(&drafts, "staff"), "<staff>fellow");
    let text = format!("{TWO_TRACKS}levels:\n  - {{id: one, title: one}}\n  - {{id: two, title: two, audience: b}}\n");
    let rest: String = ["staff", "fellow", "lead"].map(|id| format!("  - {{id: {id}, title: {id}}}\n")).concat();
    let hidden = handbook_of(&format!("== book.toml\n[rungbook]\naudiences = ['a', 'b']\n{text}{rest}"));
    assert_eq!(way(&hidden, "one"), "<one>staff,lead");
}

#[test]
fn circles_end() {
    let book = handbook_of(
        "== a.yaml
family: {id: f, title: F}
tracks:
  - {id: a, family: f, title: A, kind: ic, after: two, accumulate: add, levels: [one]}
  - {id: b, family: f, title: B, kind: ic, after: one, accumulate: add, levels: [two]}
competency: {id: build, title: Build}
levels:
  - {id: one, title: One, expects: {build: [Makes]}}
  - {id: two, title: Two, expects: {build: [Breaks]}}
",
    );
    assert_eq!(way(&book, "one"), "two<one>two");
    assert_eq!(growth(&book, "one"), ["build -→-: new"]);
    assert_eq!(growth(&book, "two"), ["build -→-: new / one: Makes"]);
}

#[test]
fn equals_share_a_grade() {
    let book = levels(
        "  - {id: staff, title: a, grade: g1}\n  - {id: lead, title: b, grade: g1}\n  - {id: fellow, title: c, grade: g1, status: draft}\n",
    );
    assert_eq!(ids(&place(&book, "staff").equivalents), ["lead"]);
    assert_eq!(ids(&place(&book, "fellow").equivalents), ["staff", "lead"]);
    assert_eq!(ids(&place(&book, "one").equivalents), [] as [&str; 0]);
}

#[test]
fn what_carries_over_adds_up_through_the_fork() {
    let book = levels(
        "
  - id: one
    title: One
    expects: {build: {step: low, items: [Writes tests, {id: basics, text: Knows the basics}]}, talk: [Listens well]}
  - id: two
    title: Two
    expects: {build: {step: high, items: [Writes the test, Reviews designs, {text: Goes deep, builds_on: basics}]}}
  - {id: staff, title: Staff, expects: {talk: {step: low, items: [Listens very well]}}}
  - {id: fellow, title: Fellow, expects: {build: [Reviews designs for 3 teams, Reviews designs for 4 teams]}}
  - {id: lead, title: Lead, expects: {talk: [Listens well]}}
",
    );
    assert_eq!(growth(&book, "one"), ["build -→0: new, new", "talk -→-: new"]);
    assert_eq!(growth(&book, "two"), ["build 0→1: carried one, new, grown one", "talk -→-:  / one: Listens well"]);
    assert_eq!(
        growth(&book, "staff"),
        ["talk -→0: grown one", "build 1→1:  / two: Writes the test; Reviews designs; Goes deep"]
    );
    assert_eq!(
        growth(&book, "fellow"),
        ["build 1→1: grown two, new / two: Writes the test; Goes deep", "talk 0→0:  / staff: Listens very well"]
    );
    assert_eq!(growth(&book, "lead"), ["talk -→-: carried one", "build 1→-: "]);
}

#[test]
fn numbers_and_names_decide() {
    let book = levels(
        "
  - {id: one, title: One, expects: {build: [Keeps 99.9 % uptime, Designs for 1M users, {id: x, text: Something}]}}
  - {id: two, title: Two, expects: {build: [Keep 99.9% uptime., Designs for 10M+ users, {id: x, text: Otherwise}]}}
  - {id: staff, title: Staff, expects: {build: [Builds, Builds, {text: Built, builds_on: y}]}}
  - {id: lead, title: Lead, expects: {talk: [{id: y, text: Talks}]}}
",
    );
    assert_eq!(growth(&book, "two"), ["build -→-: carried one, grown one, grown one"]);
    let staff = growth(&book, "staff");
    let two = "two: Keep 99.9% uptime.; Designs for 10M+ users; Otherwise";
    assert_eq!(staff, [format!("build -→-: new, new, grown lead / {two}")]);
}

#[test]
fn joins_hold_what_each_way_brings_once() {
    let book = handbook_of(
        "== a.yaml
family: {id: f, title: F}
tracks:
  - {id: t, family: f, title: T, kind: shared, levels: [one]}
  - {id: a, family: f, title: A, kind: ic, after: one, accumulate: add, levels: [left]}
  - {id: b, family: f, title: B, kind: ic, after: one, accumulate: add, levels: [right]}
  - {id: c, family: f, title: C, kind: ic, after: [left, right], accumulate: add, levels: [top]}
competency: {id: build, title: Build}
levels:
  - {id: one, title: One, expects: {build: [Makes plans, {id: k, text: Keeps notes}]}}
  - {id: left, title: Left, expects: {build: [{text: Writes manuals, builds_on: k}]}}
  - {id: right, title: Right, expects: {build: [Tests]}}
  - {id: top, title: Top}
",
    );
    assert_eq!(
        growth(&book, "top"),
        ["build -→-:  / one: Makes plans / left: Writes manuals / one: Keeps notes / right: Tests"]
    );
}

#[test]
fn what_readers_do_not_see_takes_no_part() {
    let text = "== a.yaml
family: {id: f, title: F}
track: {id: t, family: f, title: T, kind: shared, accumulate: add, levels: [one, two]}
competency: {id: build, title: Build, scale: s}
scale: {id: s, steps: [{id: low, title: Low}]}
levels:
  - {id: one, title: One, expects: {build: {step: low, audience: b, items: [Makes plans]}}}
  - {id: two, title: Two, expects: {build: [{text: Secretly, audience: b}, Makes plans]}, summary: 'See [[p]].'}
== p.md
# P

[[two]]

## S {audience=b}

[[one]]
";
    let seen = |audience: &str| {
        let book =
            handbook_of(&format!("== book.toml\n[rungbook]\naudiences = ['a', 'b']\naudience = '{audience}'\n{text}"));
        let mentioned: Vec<_> = book.derived.mentions.keys().map(|thing| format!("{thing:?}")).collect();
        (growth(&book, "two"), mentioned)
    };
    let page = r#"Page("p.md")"#.to_owned();
    let level = |id: &str| format!("Level({id:?})");
    assert_eq!(seen("a"), (vec!["build -→-: new, new".into()], vec![level("two"), page.clone()]));
    assert_eq!(seen("b"), (vec!["build 0→0: new, carried one".into()], vec![level("one"), level("two"), page]));
}

#[test]
fn mentions_are_told_once_and_in_order() {
    let book = handbook_of(
        "== a.md
[[two]] and [[two]] and [[a]]
== book.yaml
family: {id: f, title: F, summary: 'From [[two]] to [[a]].'}
track: {id: t, family: f, title: T, kind: shared, levels: [one, two]}
competency: {id: build, title: Build}
levels:
  - {id: one, title: One, expects: {build: ['Reads [[two]]']}}
  - {id: two, title: Two, summary: 'This is [[two]].'}
move: {from: one, to: two, kind: switch, text: 'See [A](a.md) first.'}
",
    );
    let two = book.levels.get_index(1).unwrap().0.clone();
    let from = |thing: &Thing| format!("{:?}", book.derived.mentions.get(thing).unwrap());
    assert_eq!(from(&Thing::Level(two)), r#"[Family("f"), Level("one"), Page("a.md")]"#);
    assert_eq!(from(&Thing::Page(Arc::from("a.md"))), r#"[Family("f"), Level("one")]"#);
}

#[test]
fn long_tracks_neither_hang_nor_use_up_the_stack() {
    let count = 2_000;
    let ids: Vec<String> = (0..count).map(|at| format!("l{at}")).collect();
    let level =
        |id: &String| format!("  - {{id: {id}, title: T, status: retired, expects: {{build: [Makes {id}]}}}}\n");
    let retired: String = ids.iter().map(level).collect();
    let text = format!(
        "== a.yaml
family: {{id: f, title: F}}
tracks:
  - {{id: t, family: f, title: T, kind: ic, accumulate: add, levels: [{0}]}}
  - {{id: u, family: f, title: U, kind: ic, accumulate: add, after: [{0}], levels: [top]}}
competency: {{id: build, title: Build}}
levels:
  - {{id: top, title: Top}}
",
        ids.join(", ")
    );
    let book = handbook_of(&format!("{text}{retired}"));
    assert_eq!(ids_of_previous(&book, "top"), 0);
    let book = handbook_of(&format!("{text}{}", retired.replace(", status: retired", "")));
    assert_eq!(ids_of_previous(&book, "top"), count);
    let carried: usize = place(&book, "top").growth[0].carried.layers().iter().map(|layer| layer.items.len()).sum();
    assert_eq!(carried, 50);
}

fn ids_of_previous(handbook: &Handbook, level: &str) -> usize {
    place(handbook, level).previous.len()
}
