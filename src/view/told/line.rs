//! One change in plain words: what it is about, what was and what is.

use super::super::shown::Shown;
use super::whole::whole;
use super::{Line, Run, RunSide};
use crate::diff::change::{Change, Kind, Name, Percent, Place, Side, Value, Verb};
use crate::diff::part::Part;
use crate::diff::words::Piece;
use crate::model::target::Target;
use crate::model::things::{Level, MoveKind, Status, Thing, TrackKind};

/// A run of unchanged words that is longer than this is cut in its middle, in characters.
const LONGEST: usize = 240;

/// A text that is not longer than this is told whole, before and after: figures, names, a few words. In characters.
const SHORT: usize = 20;

/// How much of a cut run stays at each end, in characters.
const KEPT: usize = 90;

/// The line of a change, as told of its new side or of its old one.
pub(super) fn line(change: &Change, is_new: bool, newer: &Shown<'_>) -> Line {
    let side = if is_new { change.new.as_ref() } else { change.old.as_ref() };
    Line {
        verb: change.verb.word(),
        class: change.class.into(),
        release: change.release.word(),
        why: change.why.words(),
        label: side.map(|side| label(&side.place)).unwrap_or_default(),
        words: runs(change, is_new),
        note: note(change, is_new, newer),
    }
}

/// What a part is called: its competency, row or level, else its kind, and the heading that it stands under.
fn label(place: &Place) -> String {
    let part = sentence(place.part.word());
    let about = place.thing.as_ref().map(|thing| thing.title.plain());
    let name = match (place.part, about) {
        (Part::Whole, _) => String::new(),
        (Part::Pay, Some(_)) => part,
        (Part::Expectation | Part::Dimension, Some(about)) => about,
        (_, Some(about)) => format!("{about}, {}", place.part.word()),
        (_, None) => part,
    };
    let over = place.over.filter(|over| *over != place.part).map(|over| over.word());
    let name = over.map_or(name.clone(), |over| format!("{name} of the {over}"));
    match place.group.as_ref().map(|group| shortened(&group.plain())).filter(|group| !group.is_empty()) {
        Some(group) if name.is_empty() => group,
        Some(group) => format!("{name}, {group}"),
        None => name,
    }
}

/// The words of both sides. What moved from one thing to another is gone from the one and new to the other.
fn runs(change: &Change, is_new: bool) -> Vec<Run> {
    let one = |side: RunSide, text: String| Run { side, text };
    let said = |side: &Option<Side>| side.as_ref().map(|side| value(&side.value)).filter(|text| !text.is_empty());
    let moved = change.verb == Verb::Moved && change.crosses;
    if moved {
        let (side, text) = match is_new {
            true => (RunSide::Inserted, said(&change.new)),
            false => (RunSide::Deleted, said(&change.old)),
        };
        return text.into_iter().map(|text| one(side, text)).collect();
    }
    let (old, new) = (said(&change.old), said(&change.new));
    let short = |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() <= SHORT);
    let are_short = short(&old) && short(&new);
    if !change.words.is_empty() && !are_short {
        return whole(change.words.iter().map(run).collect());
    }
    if change.verb == Verb::Reordered || (old == new && old.is_some()) {
        return new.into_iter().map(|text| one(RunSide::Same, text)).collect();
    }
    let old = old.map(|text| one(RunSide::Deleted, text));
    old.into_iter().chain(new.map(|text| one(RunSide::Inserted, text))).collect()
}

fn run(piece: &Piece) -> Run {
    match piece {
        Piece::Same(text) => Run { side: RunSide::Same, text: cut(text) },
        Piece::Deleted(text) => Run { side: RunSide::Deleted, text: text.clone() },
        Piece::Inserted(text) => Run { side: RunSide::Inserted, text: text.clone() },
    }
}

/// A long run without its middle.
fn cut(text: &str) -> String {
    let letters = text.chars().count();
    if letters <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(KEPT).collect();
    let tail: String = text.chars().skip(letters - KEPT).collect();
    format!("{head} … {tail}")
}

/// The first words of a text, on one line.
fn shortened(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 60 {
        return line;
    }
    format!("{}…", line.chars().take(59).collect::<String>().trim_end())
}

/// A value in plain words; nothing for the thing itself.
fn value(value: &Value) -> String {
    match value {
        Value::Whole => String::new(),
        Value::Text(text) | Value::Step(text, _) | Value::Block(text, _) => text.plain(),
        Value::Texts(texts) => texts.iter().map(|text| text.plain()).collect::<Vec<_>>().join(" · "),
        Value::Things(names) => names.iter().map(|name| name.title.plain()).collect::<Vec<_>>().join(", "),
        Value::Word(word) => word.to_string(),
        Value::Link(target) => address(target),
        Value::Rank(rank) => format!("place {rank}"),
        Value::Status(status) => status_word(*status).to_owned(),
        Value::Audience(audience) => audience.as_ref().map_or_else(|| "everyone".to_owned(), ToString::to_string),
        Value::TrackKind(kind) => track_word(*kind).to_owned(),
        Value::MoveKind(kind) => move_word(*kind).to_owned(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
    }
}

fn address(target: &Target) -> String {
    match target {
        Target::Thing(..) | Target::Here(_) => String::new(),
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

/// What else is to be said: where it went or came from, by how much pay changed, where a new level stands.
fn note(change: &Change, is_new: bool, newer: &Shown<'_>) -> Option<String> {
    let moved = change.verb == Verb::Moved && change.crosses;
    let other = if is_new { change.old.as_ref() } else { change.new.as_ref() };
    match (&change.percent, other) {
        (Some(percent), _) => percent_words(*percent),
        (None, Some(other)) if moved => {
            let way = if is_new { "moved here from" } else { "moved to" };
            Some(format!("{way} {}", whereabouts(change, other)))
        }
        _ => {
            let side = change.new.as_ref().filter(|_| change.verb == Verb::Added)?;
            (side.place.part == Part::Whole).then(|| place_of(&side.thing, newer)).flatten()
        }
    }
}

/// The other end of a move: the other thing, or within one thing the other part of it.
fn whereabouts(change: &Change, other: &Side) -> String {
    let things = (change.old.as_ref().map(|side| &side.thing.id), change.new.as_ref().map(|side| &side.thing.id));
    let is_same = things.0 == things.1;
    let part = label(&other.place);
    if is_same && !part.is_empty() { part } else { other.thing.title.plain() }
}

fn percent_words(percent: Percent) -> Option<String> {
    let word = |tenths: i64| {
        let sign = if tenths < 0 { "−" } else { "+" };
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenth == 0 { format!("{sign}{whole} %") } else { format!("{sign}{whole}.{tenth} %") }
    };
    match (percent.low, percent.high) {
        (Some(low), Some(high)) if low == high => Some(word(low)),
        (Some(low), Some(high)) => Some(format!("{} to {}", word(low), word(high))),
        (low, high) => low.or(high).map(word),
    }
}

/// Where a new level stands: on which track, after which level.
fn place_of(name: &Name, newer: &Shown<'_>) -> Option<String> {
    let Some(Thing::Level(id)) = name.thing.as_ref().filter(|_| name.kind == Kind::Level) else { return None };
    let track = newer.track_of(id)?;
    let levels: Vec<&Level> = newer.levels_of(track).collect();
    let at = levels.iter().position(|level| level.id == *id)?;
    let before = at.checked_sub(1).and_then(|before| levels.get(before));
    Some(match before {
        Some(before) => format!("on {}, after {}", track.title.plain(), before.title.plain()),
        None if levels.len() > 1 => format!("on {}, the lowest level", track.title.plain()),
        None => format!("on {}", track.title.plain()),
    })
}

fn sentence(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
