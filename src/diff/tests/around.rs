//! Pay, pages, audiences and the things around a ladder.

use super::super::blocks::{Aligned, aligned};
use super::super::change::{Kind, Verb};
use super::{BASE, between, book, level, says, shown};
use crate::model::things::Audience;

#[test]
fn pay_changes_by_percent() {
    let pay = |bands: &str| format!("{}== pay.yaml\nbands:\n{bands}", level("grade: g1"));
    let us = "  - {level: senior, place: US, range: $100K–$150K, from: 2025-01-01}\n";
    let eu = "  - {level: senior, place: EU, range: €80K–€90K}\n";
    says(&pay(&format!("{us}{eu}")), &pay(&format!("{eu}{us}")), &[]);
    says(
        &pay(&format!("{us}{eu}")),
        &pay(&format!("{eu}{}", us.replace("$100K–$150K", "$105K–$165K").replace("2025", "2026"))),
        &[
            "Raised pay band:senior Pay[senior]: $[-100K-]{+105K+}–$[-150K-]{+165K+} Some(50)/Some(100) (Pay, Minor, PayUp)",
            "Changed pay band:senior Since[senior]: Word(\"2025-01-01\") → Word(\"2026-01-01\") (Pay, Minor, PayNote)",
        ],
    );
    let found = says(
        &pay(us),
        &pay(&format!("{us}{}", eu.replace("level: senior", "grade: g1"))),
        &["Added pay band:g1 Pay[g1]: – → €80K–€90K (Pay, Minor, PayNote)"],
    );
    assert!(found.changes[0].concerns(Kind::Grade, "g1") && !found.changes[0].concerns(Kind::Level, "senior"));
}

#[test]
fn pages_change_block_by_block() {
    let page = |text: &str| format!("{BASE}== roadmap.md\n# Roadmap\n\n{text}");
    let old = page("First paragraph here.\n\n## Part\n\n- one entry\n- another entry\n\nLast words of it all.\n");
    says(
        &old,
        &page("First paragraph here.\n\n## Part\n\n- one entry\n- other entry\n- a third\n\nLast words of it all.\n"),
        &[
            "Reworded page:roadmap.md Block<Part>: [-another-]{+other+} entry (Prose, Patch, Around)",
            "Added page:roadmap.md Block<Part>: – → [2, 2, 0] (Prose, Patch, Around)",
        ],
    );
    says(
        &old,
        &page("Last words\nof *it* all.\n\nFirst paragraph\nhere.\n\n## Part\n\n* one entry\n* another entry\n"),
        &["Moved page:roadmap.md Block<Part> → page:roadmap.md Block: [3] → [0] (Prose, Patch, Around)"],
    );
}

#[test]
fn texts_align_for_reading_side_by_side() {
    let (old, new) = (
        book("== a.md\n# A\n\nOne two three.\n\n| a | b |\n|---|---|\n| c | d |\n\nGone.\n"),
        book("== a.md\n# A\n\nOne two four.\n\n| a | b |\n|---|---|\n| c | e |\n\nNew here now.\n"),
    );
    let rows = aligned((&old, &old.pages[0].text), (&new, &new.pages[0].text));
    let kinds: Vec<String> = rows
        .iter()
        .map(|row| match row {
            Aligned::Same(one, other) => format!("{:?}={:?}", one.path, other.path),
            Aligned::Changed(one, other, words) => format!("{:?}~{:?} {}", one.path, other.path, super::marked(words)),
            Aligned::Moved(one, other) => format!("{:?}>{:?}", one.path, other.path),
            Aligned::Removed(one) => format!("-{:?}", one.path),
            Aligned::Added(one) => format!("+{:?}", one.path),
        })
        .collect();
    assert_eq!(
        kinds,
        ["[0]~[0] One two [-three-]{+four+}.", "[1, 0]=[1, 0]", "[1, 1]~[1, 1] c\t[-d-]{+e+}", "-[2]", "+[2]",]
    );
}

#[test]
fn pages_are_renamed_and_moved() {
    let text = "# Title\n\nA paragraph that stays.\n\nAnother one that stays.\n";
    says(
        &format!("{BASE}== old.md\n{text}"),
        &format!("{BASE}== sub/new.md\n{text}"),
        &["Renamed page:old.md Whole → page:sub/new.md Whole: Whole → Whole (Renames, Patch, OtherName)"],
    );
    says(
        &format!("{BASE}== old.md\n{text}"),
        &format!("{BASE}== new.md\n---\naliases: [old.html]\n---\n# Another\n\nNothing is as it was.\n"),
        &[
            "Renamed page:old.md Title → page:new.md Title: [-Title-]{+Another+} (Renames, Patch, OtherName)",
            "Removed page:old.md Block: [0] → – (Prose, Patch, Around)",
            "Removed page:old.md Block: [1] → – (Prose, Patch, Around)",
            "Added page:new.md Block: – → [0] (Prose, Patch, Around)",
        ],
    );
}

const READERS: &str = "== book.toml\n[rungbook]\naudiences = [\"public\", \"staff\", \"managers\"]\n";

#[test]
fn each_change_knows_its_readers() {
    let item = |text: &str, audience: &str| {
        format!(
            "{READERS}{}",
            level(&format!("expects: {{design: {{items: [{{text: {text}, audience: {audience}}}, Writes]}}}}"))
        )
    };
    let audience = |old: &str, new: &str| {
        let found = between(old, new);
        let readers: Vec<_> = found.changes.iter().map(|change| (change.verb, change.audience)).collect();
        assert!(found.seen_by(Audience(0)).changes.iter().all(|change| change.audience == Audience(0)));
        readers
    };
    assert_eq!(
        audience(&item("Leads a team", "staff"), &item("Leads two teams", "staff")),
        [(Verb::Reworded, Audience(1))]
    );
    assert_eq!(
        audience(&item("Leads a team", "managers"), &item("Leads a team", "public")),
        [(Verb::Changed, Audience(2))]
    );
    let both = audience(&item("Leads a team", "managers"), &item("Leads the team", "staff"));
    assert!(both.iter().all(|(_, audience)| *audience == Audience(2)) && both.len() == 2, "{both:?}");
    let hidden = |title: &str| {
        item("Leads", "public").replace("title: Design,", &format!("title: {title}, audience: managers,"))
    };
    assert_eq!(audience(&hidden("Design"), &hidden("Drawing")), [(Verb::Renamed, Audience(2))]);
    let dropped = hidden("Design").replace("{text: Leads, audience: public}, ", "");
    assert_eq!(audience(&hidden("Design"), &dropped), [(Verb::Removed, Audience(2))]);
}

#[test]
fn sections_of_pages_have_readers() {
    let page = |inner: &str, outer: &str| {
        format!(
            "{READERS}== a.md\n# A\n\nOpen.\n\n## Secret {{audience=managers}}\n\nOne {inner} two.\n\n### Deeper\n\nThree.\n\n## After\n\nOne {outer} two three.\n"
        )
    };
    let found = between(&page("x", "x"), &page("y", "y"));
    let readers: Vec<_> = found.changes.iter().map(|change| change.audience).collect();
    assert_eq!(readers, [Audience(2), Audience(0)], "{:#?}", shown(&found));
}

#[test]
fn titles_shown_by_links_have_readers() {
    let page = |words: &str| {
        format!(
            "{READERS}== a.md\n# A\n\nSee {words} [[secret]] there.\n== secret.md\n---\naudience: managers\n---\n# Secret plan\n\nNo.\n"
        )
    };
    let found = between(&page("the"), &page("a"));
    assert_eq!(found.changes.iter().map(|change| change.audience).collect::<Vec<_>>(), [Audience(2)]);
}

#[test]
fn audiences_are_told_by_name() {
    let with = |list: &str| {
        format!(
            "== book.toml\n[rungbook]\naudiences = [{list}]\n{}",
            level("pitfalls: [{text: Hides, audience: managers}]")
        )
    };
    let (old, new) = (with("\"public\", \"managers\""), with("\"public\", \"staff\", \"managers\""));
    says(&old, &new, &[]);
    let gone = new.replace("Hides", "Stays");
    assert_eq!(between(&old, &gone).changes.iter().map(|change| change.audience).max(), Some(Audience(2)));
}

#[test]
fn a_draft_says_so() {
    let draft = level("status: draft");
    let found = says(
        &draft,
        &level(""),
        &["Changed level:senior Status: Status(Draft) → Status(Active) (Clarifies, Minor, OtherReaders)"],
    );
    let statuses: Vec<_> = found.changes[0].sides().map(|side| side.thing.status).collect();
    assert_eq!(statuses, [crate::model::things::Status::Draft, crate::model::things::Status::Active]);
}

#[test]
fn everything_else_is_compared() {
    let with = |more: &str| format!("{}== more.yaml\n{more}", level(""));
    let cases = [
        (
            "move: {from: senior, to: senior, kind: switch, why: [It is fun], usual_time: 2 years}",
            "move: {from: senior, to: senior, kind: return, why: [It is fun], usual_time: 3 years}",
            &[
                "Moved move:senior--senior Type: MoveKind(Switch) → MoveKind(Return) (Moves, Minor, OtherPlace)",
                "Reworded move:senior--senior UsualTime: [-2-]{+3+} years (Clarifies, Minor, OtherNumber)",
            ][..],
        ),
        (
            "pathway: {id: p, title: P, steps: [{when: Month 1, title: Start, items: [Read the code]}]}",
            "pathway: {id: p, title: P, duration: 1 year, steps: [{when: Month 1, title: Start, items: [Read the book]}]}",
            &[
                "Added pathway:p Duration: – → 1 year (Clarifies, Minor, SaysMore)",
                "Reworded pathway:p Task<Month 1>: Read the [-code-]{+book+} (Clarifies, Minor, OtherMeaning)",
            ],
        ),
        (
            "role: {id: lead, title: Lead, levels: [senior], competencies: [{competency: design, step: working}], practices: [Listens]}",
            "role: {id: lead, title: Lead, competencies: [{competency: design, step: expert}], practices: [Listens, Asks]}",
            &[
                "Removed role:lead Levels: Senior Engineer → – (Moves, Minor, OtherPlace)",
                "Raised role:lead Step[design]: Working (1) → Expert (2) (Raises, Major, StepUp)",
                "Added role:lead Practice: – → Asks (Clarifies, Minor, SaysMore)",
            ],
        ),
        (
            "guide: {id: stuck, title: Stuck, cause: Too much., about: [senior]}",
            "guide: {id: stuck, title: Stuck, cause: Too little., about: [design]}",
            &[
                "Reworded guide:stuck Cause: Too [-much-]{+little+}. (Clarifies, Minor, OtherMeaning)",
                "Moved guide:stuck About: Senior Engineer → Design (Moves, Minor, OtherPlace)",
            ],
        ),
        (
            "release: {version: '1', date: 2026-01-01}",
            "releases: [{version: '1', date: 2026-01-01, summary: First.}, {version: '2', date: 2026-02-01}]",
            &[
                "Added release:1 Summary: – → First. (Prose, Patch, Around)",
                "Added release:2 Whole: – → Whole (Prose, Patch, Around)",
            ],
        ),
        (
            "area: {id: tech, title: Technical}",
            "area: {id: technical, title: Technical, summary: All of it.}",
            &[
                "Renamed area:tech Whole → area:technical Whole: Whole → Whole (Renames, Patch, OtherName)",
                "Added area:technical Summary: – → All of it. (Clarifies, Minor, SaysMore)",
            ],
        ),
        (
            "grades: [{id: x, title: X, order: 1}, {id: y, title: Y, order: 2}]",
            "grades: [{id: x, title: X, order: 2}, {id: y, title: Y, order: 1}]",
            &[][..],
        ),
    ];
    for (old, new, expected) in cases {
        says(&with(old), &with(new), expected);
    }
}

#[test]
fn grades_and_rows_change_places() {
    let with = |grades: &str| format!("== g.yaml\ngrades: [{grades}]\n");
    says(
        &with("{id: x, title: X, order: 1}, {id: y, title: Y, order: 2}"),
        &with("{id: x, title: X, order: 2}, {id: y, title: Y, order: 1}"),
        &["Moved grade:y Order: Rank(2) → Rank(1) (Moves, Minor, OtherPlace)"],
    );
    says(&with("{id: x, title: X}, {id: y, title: Y}"), &with("{id: y, title: Y}, {id: x, title: X}"), &[]);
}
