//! Ladders that are renamed, moved and rebuilt.

use super::super::change::{Class, Release, Verb};
use super::super::part::Part;
use super::super::words::Piece;
use super::{between, level, says, shown};

/// A ladder of three levels with 79 expectations, in which every id begins with `prefix`.
fn ladder(prefix: &str) -> String {
    let mut text = format!(
        "== all.yaml\nfamily: {{id: eng, title: Engineering}}\n\
         track: {{id: ic, family: eng, title: Engineers, kind: ic, levels: [{prefix}-one, {prefix}-two, {prefix}-three]}}\n\
         competencies: [{{id: design, title: Design}}, {{id: craft, title: Craft}}]\n\
         moves: [{{from: {prefix}-one, to: {prefix}-three, kind: promotion, text: \"From [[{prefix}-one]]\"}}]\n\
         bands: [{{level: {prefix}-two, range: $100K–$150K, place: US}}]\nlevels:\n"
    );
    let mut number = 0;
    for (level, title, count) in
        [("one", "Engineer", 20), ("two", "Senior Engineer", 29), ("three", "Staff Engineer", 30)]
    {
        text += &format!("  - id: {prefix}-{level}\n    title: {title}\n    expects:\n");
        for competency in ["design", "craft"] {
            text += &format!("      {competency}:\n        items:\n");
            for _ in 0..count / 2 + usize::from(competency == "craft") * (count % 2) {
                number += 1;
                text += &format!("          - {{id: {prefix}-e{number}, text: \"{}\"}}\n", sentence(number));
            }
        }
        if level != "three" {
            text += &format!("    promotion: {{to: {prefix}-three, groups: [Has led a change]}}\n");
        }
    }
    text + &format!("== page.md\n# Page\n\nSee [[{prefix}-two]] and [[level:{prefix}-one|the first]].\n")
}

/// Sentences with much in common, no two alike.
fn sentence(number: usize) -> String {
    const VERBS: [&str; 9] =
        ["Owns", "Leads", "Writes", "Reviews", "Plans", "Explains", "Measures", "Improves", "Tests"];
    const THINGS: [&str; 9] =
        ["services", "designs", "runbooks", "changes", "capacity", "decisions", "latency", "pipelines", "backups"];
    let (verb, thing) = (VERBS[number % 9], THINGS[number / 9 % 9]);
    format!("{verb} the {thing} of the team and keeps them simple")
}

#[test]
fn a_renamed_ladder_is_three_renames() {
    let (old, new) = (ladder("devops"), ladder("platform"));
    assert_eq!(old.matches("text: ").count(), 79 + 1);
    let found = says(
        &old,
        &new,
        &[
            "Renamed level:devops-one Whole → level:platform-one Whole: Whole → Whole (Renames, Patch, OtherName)",
            "Renamed level:devops-two Whole → level:platform-two Whole: Whole → Whole (Renames, Patch, OtherName)",
            "Renamed level:devops-three Whole → level:platform-three Whole: Whole → Whole (Renames, Patch, OtherName)",
        ],
    );
    assert_eq!(found.release(), Some(Release::Patch));
}

#[test]
fn ids_that_shift_along_a_ladder_are_renames() {
    let old = ladder("l").replace("l-one", "l3").replace("l-two", "l4").replace("l-three", "l5");
    let new = ladder("l").replace("l-one", "l4").replace("l-two", "l5").replace("l-three", "l6");
    assert_eq!(
        shown(&between(&old, &new)),
        [
            "Renamed level:l3 Whole → level:l4 Whole: Whole → Whole (Renames, Patch, OtherName)",
            "Renamed level:l4 Whole → level:l5 Whole: Whole → Whole (Renames, Patch, OtherName)",
            "Renamed level:l5 Whole → level:l6 Whole: Whole → Whole (Renames, Patch, OtherName)",
        ]
    );
    let edited = new.replace("Owns the capacity", "Owns the budget");
    let found = between(&old, &edited);
    assert_eq!(found.changes.iter().filter(|change| change.verb == Verb::Renamed).count(), 3);
    assert_eq!(found.changes.len(), 4, "{:#?}", shown(&found));
}

#[test]
fn every_id_of_everything_can_be_renamed() {
    let rename = |text: &str| {
        let words =
            [("id: eng", "id: engineering"), ("family: eng", "family: engineering"), ("id: ic", "id: engineers")];
        let words = words.into_iter().chain([("design:", "system-design:"), ("id: design", "id: system-design")]);
        words.fold(text.replace("devops", "platform"), |text, (old, new)| text.replace(old, new))
    };
    let old = ladder("devops");
    let found = between(&old, &rename(&old));
    let all: Vec<_> =
        found.changes.iter().map(|change| (change.verb, change.new.as_ref().unwrap().thing.kind.word())).collect();
    let kinds = ["ladder", "track", "level", "level", "level", "competency"];
    assert_eq!(all, kinds.map(|kind| (Verb::Renamed, kind)), "{:#?}", shown(&found));
}

#[test]
fn a_moved_block_is_moves() {
    let old = ladder("devops");
    let block = |text: &str, from: usize| -> String {
        let start = text.find(&format!("          - {{id: devops-e{from},")).unwrap();
        let end = text[start..].match_indices('\n').nth(9).unwrap().0;
        text[start..=start + end].to_owned()
    };
    let ten = block(&old, 36);
    let new =
        old.replace(&ten, "").replace("          - {id: devops-e1,", &format!("{ten}          - {{id: devops-e1,"));
    let found = between(&old, &new);
    assert_eq!(found.changes.len(), 10, "{:#?}", shown(&found));
    for change in &found.changes {
        assert_eq!((change.verb, change.class, change.release), (Verb::Moved, Class::Moves, Release::Major));
        assert!(change.crosses);
        let ids = change.sides().map(|side| (&*side.thing.id, side.place.thing.as_ref().map(|it| &*it.id)));
        assert_eq!(ids.collect::<Vec<_>>(), [("devops-two", Some("craft")), ("devops-one", Some("design"))]);
    }
    let words: Vec<_> = found.levels().iter().map(|level| (level.name.id.to_string(), level.words())).collect();
    assert_eq!(words, [("devops-two".into(), "10 dropped".into()), ("devops-one".into(), "10 new".into())]);
}

#[test]
fn one_changed_word_in_a_ladder_is_marked() {
    let old = ladder("devops");
    let new = old.replace("Plans the designs of the team", "Plans the sketches of the team");
    let found = between(&old, &new);
    assert_eq!(found.changes.len(), 1);
    let marked: Vec<_> = found.changes[0].words.iter().filter(|piece| !matches!(piece, Piece::Same(_))).collect();
    assert_eq!(marked, [&Piece::Deleted("designs".into()), &Piece::Inserted("sketches".into())]);
}

/// Two levels on a track, the entries of the lower and of the upper one, and the words after `accumulate:`.
fn two(lower: &str, upper: &str, accumulate: &str) -> String {
    format!(
        "== a.yaml\nfamily: {{id: eng, title: Engineering}}\ncompetency: {{id: design, title: Design}}\n\
         track: {{id: ic, family: eng, title: Engineers, kind: ic, accumulate: {accumulate}, levels: [low, high]}}\n\
         levels:\n  - {{id: low, title: Low, expects: {{design: {{items: [{lower}]}}}}}}\n  \
         - {{id: high, title: High, expects: {{design: {{items: [{upper}]}}}}}}\n"
    )
}

#[test]
fn what_moves_up_is_new_unless_it_was_carried() {
    let (old, new) = ("Leads the design of services, Writes", "Reads");
    let moved = ("Writes", "Reads, Leads the design of services");
    let verdict = |accumulate: &str| {
        let found = between(&two(old, new, accumulate), &two(moved.0, moved.1, accumulate));
        shown(&found).join("\n")
    };
    let change = "Moved level:low Expectation[design] → level:high Expectation[design]: \
                  Leads the design of services → Leads the design of services";
    assert_eq!(verdict("restate"), format!("{change} (Moves, Major, NewToLevel)"));
    assert_eq!(verdict("add"), format!("{change} (Moves, Minor, KnownToLevel)"));
    says(
        &two(old, new, "restate"),
        &two(old, new, "add"),
        &["Raised track:ic Accumulates: Flag(false) → Flag(true) (Raises, Major, CarriesOver)"],
    );
}

#[test]
fn what_moves_may_be_reworded() {
    says(
        &two("Leads the design of 3 large services", "Reads", "restate"),
        &two("", "Reads, Leads the design of 5 large services", "restate"),
        &[
            "Moved level:low Expectation[design] → level:high Expectation[design]: \
             Leads the design of 3 large services → Leads the design of 5 large services (Moves, Major, NewToLevel)",
            "Raised level:low Expectation[design] → level:high Expectation[design]: \
             Leads the design of [-3-]{+5+} large services (Raises, Major, NumberUp)",
        ],
    );
}

#[test]
fn levels_come_go_and_move() {
    let base = |tracks: &str, levels: &str| {
        format!("== a.yaml\nfamily: {{id: eng, title: Engineering}}\ntracks:\n{tracks}levels: [{levels}]\n")
    };
    let track = |id: &str, levels: &str| {
        format!("  - {{id: {id}, family: eng, title: Track {id}, kind: ic, levels: [{levels}]}}\n")
    };
    let levels = "{id: a, title: A}, {id: b, title: B}, {id: c, title: C}, {id: d, title: D}";
    let old = base(&(track("x", "a, b, c") + &track("y", "d")), levels);
    says(
        &old,
        &base(&(track("x", "c, a, b") + &track("y", "d")), levels),
        &["Moved level:c Order: Rank(3) → Rank(1) (Moves, Minor, OtherPlace)"],
    );
    says(
        &old,
        &base(&(track("x", "a, b") + &track("y", "d, c")), levels),
        &["Moved level:c Track: Track x → Track y (Moves, Minor, OtherPlace)"],
    );
    let found = says(
        &old,
        &base(
            &(track("x", "a, new, b, c") + &track("y", "")),
            "{id: a, title: A}, {id: b, title: B}, {id: c, title: C}, {id: new, title: New}",
        ),
        &[
            "Added level:new Whole: – → Whole (Clarifies, Minor, SaysMore)",
            "Removed level:d Whole: Whole → – (Clarifies, Minor, SaysLess)",
        ],
    );
    assert_eq!(found.levels().len(), 2);
    says(&old, &base(&(track("y", "d") + &track("x", "a, b, c")), levels), &[]);
    let listed = old.replace("title: Engineering", "title: Engineering, tracks: [y, x]");
    says(&old, &listed, &["Moved track:y Order: Rank(2) → Rank(1) (Moves, Minor, OtherPlace)"]);
}

#[test]
fn the_author_can_say_what_something_was() {
    let old = level("summary: Leads.");
    let new = level("was: [old-name]\nsummary: Something else entirely, at length.")
        .replace("senior", "lead")
        .replace("Senior", "Lead");
    let new = new.replace("old-name", "senior");
    let found = between(&old, &new);
    assert_eq!(found.changes[0].verb, Verb::Renamed);
    assert_eq!(super::marked(&found.changes[0].words), "[-Senior-]{+Lead+} Engineer");
    assert_eq!(found.changes.len(), 2, "{:#?}", shown(&found));
}

#[test]
fn headings_change_without_their_entries() {
    says(
        &level(
            "responsibilities: {Daily work: [Reviews changes, Pairs], Scope: [One team]}\nmilestones: [{by: Year 1, items: [Knows the systems]}]",
        ),
        &level(
            "responsibilities: {Scope: [One team], Every day: [Reviews changes, Pairs]}\nmilestones: [{by: Year 2, items: [Knows the systems]}]",
        ),
        &[
            "Reworded level:senior Heading: [-Daily work-]{+Every day+} (Renames, Patch, OtherName)",
            "Lowered level:senior Heading: Year [-1-]{+2+} (Lowers, Minor, NumberDown)",
        ],
    );
    let found = says(
        &level("responsibilities: {Daily work: [Reviews changes, Pairs with others], Scope: [One team, Its service]}"),
        &level("responsibilities: {Daily work: [Pairs with others], Scope: [One team, Reviews changes, Its service]}"),
        &["Moved level:senior Responsibility<Daily work> → level:senior Responsibility<Scope>: \
           Reviews changes → Reviews changes (Moves, Patch, OtherHeading)"],
    );
    assert!(!found.changes[0].crosses);
    says(
        &level("pitfalls: [Works alone, Says yes]"),
        &level("pitfalls: [Says yes, Works alone]"),
        &["Reordered level:senior Pitfall: Works alone / Says yes → Says yes / Works alone (Moves, Patch, OtherOrder)"],
    );
}

#[test]
fn what_stands_beside_an_entry_changes() {
    let item = |rest: &str| level(&format!("expects: {{design: {{items: [{{text: Designs services{rest}}}]}}}}"));
    let at = "level:senior Example<Designs services>";
    says(
        &item(""),
        &item(", examples: [A queue]"),
        &[&format!("Added {at}: – → A queue (Clarifies, Minor, SaysMore)")],
    );
    says(
        &item(", examples: [A long queue, B]"),
        &item(", examples: [B, A short queue]"),
        &[
            &format!("Reworded {at}: A [-long-]{{+short+}} queue (Clarifies, Minor, OtherMeaning)"),
            &format!("Reordered {at}: A long queue / B → B / A short queue (Moves, Patch, OtherOrder)"),
        ],
    );
    says(
        &level("resources: [{title: A book, url: 'https://a.example/', note: Good}]"),
        &level("resources: [{title: A book, url: 'https://b.example/', by: Somebody}]"),
        &[
            "Changed level:senior Address<A book>: Link(Elsewhere(\"https://a.example/\")) → Link(Elsewhere(\"https://b.example/\")) (Clarifies, Minor, OtherMeaning)",
            "Added level:senior By<A book>: – → Somebody (Clarifies, Minor, SaysMore)",
            "Removed level:senior Note<A book>: Good → – (Clarifies, Minor, SaysLess)",
        ],
    );
}

#[test]
fn criteria_bind_whoever_is_held_to_them() {
    let with = |criteria: &str, step: &str| {
        level(&format!("expects: {{design: {step}}}")).replace(
            "title: Design, scale: mastery",
            &format!("title: Design, scale: mastery, steps: {{working: {{criteria: [{criteria}]}}}}"),
        )
    };
    let added = |step: &str| shown(&between(&with("Draws", step), &with("Draws, Weighs costs", step)));
    let place = "Added competency:design Criterion<Working>: – → Weighs costs";
    assert_eq!(added("expert"), [format!("{place} (Raises, Major, NewRequirement)")]);
    assert_eq!(added("aware"), [format!("{place} (Clarifies, Minor, SaysMore)")]);
}

#[test]
fn promotions_lead_elsewhere() {
    let to = |level_id: &str, items: &str| {
        level(&format!("promotion: {{to: {level_id}, usual_time: 2 years, groups: [{items}]}}"))
            .replace("levels: [senior]", "levels: [senior, staff, fellow]")
            + "== more.yaml\nlevels: [{id: staff, title: Staff}, {id: fellow, title: Fellow}]\n"
    };
    says(
        &to("staff", "Has led a change, Is known"),
        &to("fellow", "Has led a change, Is known"),
        &["Moved level:senior To: Staff → Fellow (Moves, Minor, OtherPlace)"],
    );
    let found = between(&to("staff", "Has led a change"), &to("staff", "Has led a change, Is known to customers"));
    assert_eq!(found.changes.len(), 1);
    let new = found.changes[0].new.as_ref().unwrap();
    assert_eq!((new.place.part, new.place.thing.as_ref().map(|it| &*it.id)), (Part::Promotion, Some("staff")));
    assert_eq!(found.changes[0].class, Class::Raises);
}
