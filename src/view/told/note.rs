//! What else is to be said of a change: where it went or came from, by how much pay changed, where a new level stands.

use super::super::shown::Shown;
use super::label::{counted, label, whereabouts};
use super::line::is_order;
use crate::diff::change::{Change, Kind, Name, Percent, Side, Value, Verb};
use crate::diff::part::Part;
use crate::model::things::{Level, Thing};

/// What else is to be said, as told of the new side or of the old one.
pub(super) fn note(change: &Change, is_new: bool, newer: &Shown<'_>) -> Option<String> {
    if let Some(percent) = change.percent {
        return percent_words(percent);
    }
    let (this, other) = match is_new {
        true => (change.new.as_ref()?, change.old.as_ref()),
        false => (change.old.as_ref()?, change.new.as_ref()),
    };
    match (change.verb, other) {
        (Verb::Moved, Some(other)) if change.crosses => {
            let way = if is_new { "moved here from" } else { "moved to" };
            Some(format!("{way} {}", whereabouts(other, this)))
        }
        (Verb::Moved, _) if is_order(change) => Some(order(change, this, newer)),
        (Verb::Moved, Some(_)) if this.place.part == Part::Track => place_of(&this.thing, newer),
        (Verb::Moved, Some(other)) if label(other) != label(this) => Some(format!("from {}", label(other))),
        (Verb::Added | Verb::Removed, None) if this.place.part == Part::Whole => whole(this, change.verb, newer),
        _ => None,
    }
}

/// Where a thing stands now among its like.
fn order(change: &Change, this: &Side, newer: &Shown<'_>) -> String {
    let rank = |side: &Option<Side>| match side.as_ref().map(|side| &side.value) {
        Some(Value::Rank(rank)) => rank.to_string(),
        _ => "?".to_owned(),
    };
    match place_of(&this.thing, newer) {
        Some(place) => format!("now {place}"),
        None => format!("from place {} to place {}", rank(&change.old), rank(&change.new)),
    }
}

/// Where a new thing stands, and what came or went with it.
fn whole(side: &Side, verb: Verb, newer: &Shown<'_>) -> Option<String> {
    let held = if let Value::Whole(held) = &side.value { held.as_slice() } else { &[] };
    let expects = held.iter().any(|(part, _)| *part == Part::Expectation);
    let held = held.iter().filter(|(part, _)| *part != Part::Step || !expects);
    let held: Vec<String> = held.map(|(part, count)| counted(*part, *count)).collect();
    let place = place_of(&side.thing, newer).filter(|_| verb == Verb::Added);
    let with = match held.split_last() {
        None => None,
        Some((one, [])) => Some(format!("with {one}")),
        Some((last, others)) => Some(format!("with {} and {last}", others.join(", "))),
    };
    let parts: Vec<String> = place.into_iter().chain(with).collect();
    if parts.is_empty() { None } else { Some(parts.join(", ")) }
}

fn percent_words(percent: Percent) -> Option<String> {
    let word = |tenths: i64| {
        let sign = if tenths < 0 { "−" } else { "+" };
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenth == 0 { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{tenth}%") }
    };
    match (percent.low, percent.high) {
        (Some(low), Some(high)) if low == high => Some(word(low)),
        (Some(0), Some(high)) => Some(format!("{} at the upper end", word(high))),
        (Some(low), Some(0)) => Some(format!("{} at the lower end", word(low))),
        (Some(low), Some(high)) => Some(format!("{} at the lower end, {} at the upper", word(low), word(high))),
        (low, high) => low.or(high).map(word),
    }
}

/// Where a level stands: on which track, after which level.
fn place_of(name: &Name, newer: &Shown<'_>) -> Option<String> {
    let Some(Thing::Level(id)) = name.thing.as_ref().filter(|_| name.kind == Kind::Level) else { return None };
    let track = newer.track_of(id)?;
    let levels: Vec<&Level> = newer.levels_of(track).collect();
    let at = levels.iter().position(|level| level.id == *id)?;
    let on = format!("on {}", track.title.plain());
    Some(match at.checked_sub(1).and_then(|before| levels.get(before)) {
        Some(before) if track.ordered => format!("{on}, after {}", before.title.plain()),
        None if levels.len() > 1 && track.ordered => format!("{on}, the lowest level"),
        _ => on,
    })
}
