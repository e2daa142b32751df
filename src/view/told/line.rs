//! One change in plain words: what was and what is, word by word.

use super::super::shown::Shown;
use super::label::label;
use super::note::note;
use super::whole::whole;
use super::{Line, Run, RunSide};
use crate::diff::change::{Change, Class, Side, Value, Verb, Why};
use crate::diff::part::Part;
use crate::diff::words::Piece;
use crate::model::target::Target;
use crate::model::things::{MoveKind, Status, TrackKind};

/// A run of unchanged words that is longer than this is cut in its middle, in characters.
const LONGEST: usize = 240;

/// How much of a cut run stays at each end, in characters.
const KEPT: usize = 90;

/// Of a text around the ladder that came or went, no more than this is told, in characters.
const LONGEST_PROSE: usize = 400;

/// The line of a change, as told of its new side or of its old one.
pub(super) fn line(change: &Change, is_new: bool, newer: &Shown<'_>) -> Line {
    let side = if is_new { change.new.as_ref() } else { change.old.as_ref() };
    Line {
        verb: verb(change),
        class: change.class.into(),
        release: change.release.word(),
        why: change.why.words(),
        label: side.map(label).unwrap_or_default(),
        words: runs(change, is_new, newer),
        note: note(change, is_new, newer),
    }
}

/// What happened, in a word. A name or a number is changed rather than reworded.
fn verb(change: &Change) -> &'static str {
    let is_value = change.class == Class::Renames || change.why == Why::OtherNumber;
    if change.verb == Verb::Reworded && is_value { Verb::Changed.word() } else { change.verb.word() }
}

/// The words of both sides. What moved from one thing to another is gone from the one and new to the other.
fn runs(change: &Change, is_new: bool, newer: &Shown<'_>) -> Vec<Run> {
    if is_order(change) {
        return Vec::new();
    }
    let all = match change.words.as_slice() {
        [] => of_values(change, newer),
        pieces => whole(pieces.iter().map(run).collect()),
    };
    let all = if change.verb == Verb::Moved && change.crosses { of_side(&all, is_new) } else { all };
    let is_prose = change.class == Class::Prose;
    all.into_iter().map(|run| Run { text: on_one_line(&cut(&run, is_prose)), ..run }).collect()
}

/// Whether a change says only that a thing stands elsewhere among its like; the note says where.
pub(super) fn is_order(change: &Change) -> bool {
    change.verb == Verb::Moved && change.side().is_some_and(|side| side.place.part == Part::Order)
}

/// The values of both sides, where these are no texts.
fn of_values(change: &Change, newer: &Shown<'_>) -> Vec<Run> {
    let said =
        |side: &Option<Side>| side.as_ref().map(|side| value(&side.value, newer)).filter(|text| !text.is_empty());
    let (old, new) = (said(&change.old), said(&change.new));
    let one = |side: RunSide| move |text: String| Run { side, text };
    if change.verb == Verb::Reordered || (old == new && old.is_some()) {
        return new.map(one(RunSide::Same)).into_iter().collect();
    }
    old.map(one(RunSide::Deleted)).into_iter().chain(new.map(one(RunSide::Inserted))).collect()
}

/// What one side says, as one run.
fn of_side(all: &[Run], is_new: bool) -> Vec<Run> {
    let side = if is_new { RunSide::Inserted } else { RunSide::Deleted };
    let text: String =
        all.iter().filter(|run| run.side == RunSide::Same || run.side == side).map(|run| run.text.as_str()).collect();
    if text.is_empty() { Vec::new() } else { vec![Run { side, text }] }
}

fn run(piece: &Piece) -> Run {
    match piece {
        Piece::Same(text) => Run { side: RunSide::Same, text: text.clone() },
        Piece::Deleted(text) => Run { side: RunSide::Deleted, text: text.clone() },
        Piece::Inserted(text) => Run { side: RunSide::Inserted, text: text.clone() },
    }
}

/// The text of a run as it is told: without its middle where that is long and unchanged, without its end where it is
/// much text around the ladder.
fn cut(run: &Run, is_prose: bool) -> String {
    let letters = run.text.chars().count();
    let head = |count: usize| run.text.chars().take(count).collect::<String>();
    match run.side {
        RunSide::Same if letters > LONGEST => {
            let tail: String = run.text.chars().skip(letters - KEPT).collect();
            format!("{} … {}", head(KEPT).trim_end(), tail.trim_start())
        }
        RunSide::Deleted | RunSide::Inserted if is_prose && letters > LONGEST_PROSE => {
            format!("{} …", head(LONGEST_PROSE - KEPT).trim_end())
        }
        _ => run.text.clone(),
    }
}

/// Text on one line; the cells of a table's row are parted by bars.
fn on_one_line(text: &str) -> String {
    text.replace('\n', " ").replace('\t', " | ")
}

/// A value in plain words; nothing for the thing itself.
fn value(value: &Value, newer: &Shown<'_>) -> String {
    match value {
        Value::Whole(_) | Value::Block(..) => String::new(),
        Value::Text(text) | Value::Step(text, _) => text.plain(),
        Value::Texts(texts) => texts.iter().map(|text| text.plain()).collect::<Vec<_>>().join(" · "),
        Value::Things(names) => names.iter().map(|name| name.title.plain()).collect::<Vec<_>>().join(", "),
        Value::Word(word) => word.to_string(),
        Value::Link(target) => address(target, newer),
        Value::Rank(rank) => format!("place {rank}"),
        Value::Status(status) => status_word(*status).to_owned(),
        Value::Audience(audience) => audience.as_ref().map_or_else(|| "everyone".to_owned(), ToString::to_string),
        Value::TrackKind(kind) => track_word(*kind).to_owned(),
        Value::MoveKind(kind) => move_word(*kind).to_owned(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
    }
}

/// Where a link leads: the title of what the audience sees, or the address as it is written.
fn address(target: &Target, newer: &Shown<'_>) -> String {
    match target {
        Target::Thing(thing, _) => newer.spot(thing).map(|spot| spot.title.clone()).unwrap_or_default(),
        Target::Here(_) => String::new(),
        Target::Asset(path) | Target::Elsewhere(path) | Target::Missing(path) => path.to_string(),
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Active => "active",
        Status::NotInUse => "not in use",
        Status::Retired => "retired",
    }
}

fn track_word(kind: TrackKind) -> &'static str {
    match kind {
        TrackKind::Shared => "shared",
        TrackKind::Ic => "individual contributor",
        TrackKind::Management => "management",
        TrackKind::Hybrid => "hybrid",
        TrackKind::Specialist => "specialist",
    }
}

fn move_word(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::Promotion => "promotion",
        MoveKind::Fork => "fork",
        MoveKind::Switch => "switch",
        MoveKind::Return => "return",
        MoveKind::Lateral => "lateral step",
    }
}
