//! What is said to have changed between small handbooks.

mod around;
mod ladder;
mod properties;

use super::change::{Change, Side, Value, Verb};
use super::words::Piece;
use super::{Changes, changes};
use crate::model::fixture::handbook_and_faults;
use crate::model::handbook::Handbook;

/// The handbook of a text; what is wrong in it does not matter here, unless there is nothing in it.
fn book(text: &str) -> Handbook {
    let (handbook, faults) = handbook_and_faults(text);
    assert!(faults.iter().all(|fault| fault.severity != crate::base::Severity::Error), "{faults:?}");
    handbook
}

fn between(old: &str, new: &str) -> Changes {
    changes(&book(old), &book(new))
}

/// One line a change: `verb kind:id part[about/under]: old → new (class, release, why)`.
fn shown(changes: &Changes) -> Vec<String> {
    changes.changes.iter().map(show).collect()
}

fn show(change: &Change) -> String {
    let side = |side: Option<&Side>| {
        side.map(|side| {
            let place = &side.place;
            let about = place.thing.as_ref().map(|thing| format!("[{}]", thing.id)).unwrap_or_default();
            let group = place.group.as_ref().map(|group| format!("<{}>", group.plain())).unwrap_or_default();
            format!("{}:{} {:?}{about}{group}", side.thing.kind.word(), side.thing.id, place.part)
        })
    };
    let (old, new) = (side(change.old.as_ref()), side(change.new.as_ref()));
    let place = match (old, new) {
        (Some(old), Some(new)) if old == new => new,
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (old, new) => old.or(new).unwrap_or_default(),
    };
    let value = |side: Option<&Side>| side.map_or_else(|| "–".to_owned(), |side| value(&side.value));
    let is_compared = change.old.is_some() && change.new.is_some() && change.verb != Verb::Moved;
    let words = if change.words.is_empty() || !is_compared {
        format!("{} → {}", value(change.old.as_ref()), value(change.new.as_ref()))
    } else {
        marked(&change.words)
    };
    let percent = change.percent.map(|percent| format!(" {:?}/{:?}", percent.low, percent.high)).unwrap_or_default();
    format!("{:?} {place}: {words}{percent} ({:?}, {:?}, {:?})", change.verb, change.class, change.release, change.why)
}

fn marked(words: &[Piece]) -> String {
    let show = |piece: &Piece| match piece {
        Piece::Same(words) => words.clone(),
        Piece::Deleted(words) => format!("[-{words}-]"),
        Piece::Inserted(words) => format!("{{+{words}+}}"),
    };
    words.iter().map(show).collect()
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.plain(),
        Value::Texts(texts) => texts.iter().map(|text| text.plain()).collect::<Vec<_>>().join(" / "),
        Value::Things(names) => names.iter().map(|name| name.title.plain()).collect::<Vec<_>>().join(" / "),
        Value::Step(title, place) => format!("{} ({place})", title.plain()),
        Value::Block(_, path) => format!("{path:?}"),
        Value::Whole(_) => "Whole".to_owned(),
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn says(old: &str, new: &str, expected: &[&str]) -> Changes {
    let found = between(old, new);
    assert_eq!(shown(&found), expected);
    found
}

/// A level with the given lines of YAML, and what it refers to.
fn level(lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!(
        "{BASE}== level.yaml\nlevel:\n  id: senior\n  title: Senior Engineer\n{lines}\
         == track.yaml\ntrack: {{id: ic, family: eng, title: Engineers, kind: ic, levels: [senior]}}\n"
    )
}

const BASE: &str = "== base.yaml\n\
    family: {id: eng, title: Engineering}\n\
    scale: {id: mastery, steps: [{id: aware, title: Aware}, {id: working, title: Working}, {id: expert, title: Expert}]}\n\
    competencies: [{id: design, title: Design, scale: mastery}, {id: coaching, title: Coaching, scale: mastery}]\n\
    dimensions: [{id: scope, title: Scope}, {id: reach, title: Reach}]\n\
    grades: [{id: g1, title: One}, {id: g2, title: Two}]\n";

fn expects(items: &[&str]) -> String {
    let items: String = items.iter().map(|item| format!("\n      - {item}")).collect();
    level(&format!("expects:\n  design:\n    step: working\n    items:{items}"))
}

#[test]
fn nothing_changes_between_a_handbook_and_itself() {
    let text = expects(&["Designs systems", "Designs systems", "Reviews designs"]);
    assert!(between(&text, &text).is_empty());
}

#[test]
fn one_word_is_one_rewording() {
    says(
        &expects(&["Mentors junior engineers every week", "Writes"]),
        &expects(&["Mentors junior developers every week", "Writes"]),
        &[
            "Reworded level:senior Expectation[design]: Mentors junior [-engineers-]{+developers+} every week (Rewords, Patch, OnlyWords)",
        ],
    );
    says(
        &expects(&["Mentors engineers"]),
        &expects(&["Coaches engineers"]),
        &[
            "Reworded level:senior Expectation[design]: [-Mentors-]{+Coaches+} engineers (Clarifies, Minor, OtherMeaning)",
        ],
    );
}

#[test]
fn expectations_come_and_go() {
    let found = says(
        &expects(&["Designs systems for one team", "Reviews designs"]),
        &expects(&["Reviews designs", "Runs the architecture forum"]),
        &[
            "Removed level:senior Expectation[design]: Designs systems for one team → – (Lowers, Minor, DroppedRequirement)",
            "Added level:senior Expectation[design]: – → Runs the architecture forum (Raises, Major, NewRequirement)",
        ],
    );
    assert_eq!(found.levels().iter().map(|level| level.words()).collect::<Vec<_>>(), ["1 new, 1 dropped"]);
    assert_eq!(found.release(), Some(super::change::Release::Major));
    assert_eq!(found.reasons().count(), 1);
}

#[test]
fn numbers_and_steps_raise_and_lower() {
    says(
        &expects(&["Keeps 99.9 % of requests up", "Answers within 15 minutes"]),
        &expects(&["Keeps 99.99 % of requests up", "Answers within 30 minutes"]),
        &[
            "Raised level:senior Expectation[design]: Keeps [-99.9-]{+99.99+} % of requests up (Raises, Major, NumberUp)",
            "Lowered level:senior Expectation[design]: Answers within [-15-]{+30+} minutes (Lowers, Minor, NumberDown)",
        ],
    );
    says(
        &level("expects: {design: working, coaching: expert}"),
        &level("expects: {coaching: aware, design: expert}"),
        &[
            "Lowered level:senior Step[coaching]: Expert (2) → Aware (0) (Lowers, Minor, StepDown)",
            "Raised level:senior Step[design]: Working (1) → Expert (2) (Raises, Major, StepUp)",
        ],
    );
}

#[test]
fn a_new_step_below_raises_nobody() {
    let old = level("expects: {design: working}");
    let new = old.replace("steps: [", "steps: [{id: none, title: None}, ");
    says(&old, &new, &["Added scale:mastery ScaleStep: – → None (Clarifies, Minor, SaysMore)"]);
    let renamed = old.replace("working", "applied").replace("Working", "Applied");
    says(
        &old,
        &renamed,
        &["Reworded scale:mastery ScaleStep: [-Working-]{+Applied+} (Clarifies, Minor, OtherMeaning)"],
    );
}

#[test]
fn facts_of_a_level_change() {
    says(
        &level(
            "code: L4\ngrade: g1\nexperience: 5–8 years\nalso: [Senior Dev]\nsummary: Leads.\ndimensions: {scope: Team, reach: 5–10 people}",
        ),
        &level(
            "dimensions: {reach: 50–100 people, scope: Teams}\nsummary: Leads well.\ngrade: g2\ncode: L5\nalso: [Senior SRE]\nexperience: 8–12 years",
        ),
        &[
            "Reworded level:senior Code: [-L4-]{+L5+} (Renames, Patch, OtherName)",
            "Moved level:senior Grade: One → Two (Moves, Minor, OtherPlace)",
            "Reworded level:senior Also: Senior [-Dev-]{+SRE+} (Clarifies, Minor, OtherMeaning)",
            "Reworded level:senior Summary: Leads{+ well+}. (Clarifies, Minor, OtherMeaning)",
            "Raised level:senior Experience: [-5-]{+8+}–[-8-]{+12+} years (Raises, Major, NumberUp)",
            "Reworded level:senior Dimension[reach]: [-5-]{+50+}–[-10-]{+100+} people (Clarifies, Minor, OtherNumber)",
            "Reworded level:senior Dimension[scope]: [-Team-]{+Teams+} (Rewords, Patch, OnlyWords)",
        ],
    );
}
