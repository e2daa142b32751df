//! Things that stand elsewhere among their like: levels on tracks, tracks on ladders, grades, rows of tables.
//!
//! Of a changed order as few things as possible are said to have moved: those outside a longest run of things that kept
//! their order; of several such runs the one whose ids come first, so that the answer is the same read backwards.

use super::book::{Book, Called, Ref};
use super::change::{Change, Kind, Place, Side, Value};
use super::judge::{self, Stake};
use super::lines::Books;
use super::pairing::Pair;
use super::part::Part;
use super::tell::{self, Owner};
use crate::model::things::Meta;
use std::collections::HashMap;
use std::sync::Arc;

/// A thing that moved, by its new id, and the change.
pub(super) type Moved<'a> = (Kind, &'a Arc<str>, Change);

/// Everything that stands elsewhere.
pub(super) fn changes<'a>(books: &Books<'a>, pairs: &[Pair<'a>]) -> Vec<Moved<'a>> {
    let mut moved = Vec::new();
    for pair in pairs {
        let (Some(old), Some(new)) = (pair.old, pair.new) else { continue };
        match pair.kind {
            Kind::Level => moved.extend(other_track(books, old, new)),
            Kind::Track => {
                moved.extend(shifted(books, Kind::Level, &levels(&books.old, old), &levels(&books.new, new)))
            }
            Kind::Family => {
                moved.extend(if_ordered(books, Kind::Track, &tracks(&books.old, old), &tracks(&books.new, new)));
            }
            _ => {}
        }
    }
    for kind in [Kind::Grade, Kind::Dimension] {
        moved.extend(if_ordered(books, kind, &books.old.ids(kind), &books.new.ids(kind)));
    }
    moved
}

/// The levels that stand on a track, lowest first.
fn levels<'a>(book: &Book<'a>, track: &str) -> Vec<&'a Arc<str>> {
    let Some(track) = book.handbook.tracks.get(&Called(track)) else { return Vec::new() };
    let levels = track.levels.iter().map(|level| level.value.name());
    levels.filter(|level| book.track_of(level).is_some_and(|(known, _)| known.id == track.id)).collect()
}

fn tracks<'a>(book: &Book<'a>, family: &str) -> Vec<&'a Arc<str>> {
    let family = book.handbook.families.get(&Called(family));
    family.map(|family| family.tracks.iter().map(|track| track.name()).collect()).unwrap_or_default()
}

/// That a level stands on another track.
fn other_track<'a>(books: &Books<'a>, old: &'a Arc<str>, new: &'a Arc<str>) -> Option<Moved<'a>> {
    let track =
        |book: &Book<'a>, level: &str| book.track_of(level).map(|(track, _)| Ref::new(Kind::Track, track.id.name()));
    let (before, after) = (track(&books.old, old), track(&books.new, new));
    let names =
        (before.map(|track| books.old.common(track).to_owned()), after.map(|track| books.new.common(track).to_owned()));
    if names.0 == names.1 {
        return None;
    }
    let value = |book: &Book<'a>, track: Option<Ref<'a>>| {
        Value::Things(track.and_then(|track| book.name(track)).into_iter().collect())
    };
    let values = (value(&books.old, before), value(&books.new, after));
    let mut change = placed(books, Kind::Level, (old, new), Part::Track, values)?;
    let seen = |book: &Book<'a>, track: Option<Ref<'a>>| track.map(|track| book.audience_of(track)).unwrap_or_default();
    change.audience = change.audience.max(seen(&books.old, before)).max(seen(&books.new, after));
    Some((Kind::Level, new, change))
}

/// The things that stand elsewhere in an order that follows from the order of definition only as long as nobody sets it:
/// how definitions are spread over files says nothing.
fn if_ordered<'a>(books: &Books<'a>, kind: Kind, old: &[&'a Arc<str>], new: &[&'a Arc<str>]) -> Vec<Moved<'a>> {
    if is_as_defined(&books.old, kind, old) && is_as_defined(&books.new, kind, new) {
        return Vec::new();
    }
    shifted(books, kind, old, new)
}

fn is_as_defined(book: &Book<'_>, kind: Kind, ids: &[&Arc<str>]) -> bool {
    let handbook = book.handbook;
    let place = |id: &&Arc<str>| {
        let id = Called(id);
        let meta: Option<&Meta> = match kind {
            Kind::Track => handbook.tracks.get(&id).map(|it| &it.meta),
            Kind::Grade => handbook.grades.get(&id).map(|it| &it.meta),
            Kind::Dimension => handbook.dimensions.get(&id).map(|it| &it.meta),
            _ => None,
        };
        meta.map(|meta| (meta.span.file.clone(), meta.span.start))
    };
    ids.iter().map(place).is_sorted()
}

/// The things of two lists that stand elsewhere among those in both.
fn shifted<'a>(books: &Books<'a>, kind: Kind, old: &[&'a Arc<str>], new: &[&'a Arc<str>]) -> Vec<Moved<'a>> {
    let common = |book: &Book<'a>, id: &'a Arc<str>| book.common(Ref::new(kind, id)).to_owned();
    let before: HashMap<String, usize> = old.iter().enumerate().map(|(at, id)| (common(&books.old, id), at)).collect();
    let both: Vec<(usize, usize)> =
        new.iter().enumerate().filter_map(|(at, id)| Some((*before.get(&common(&books.new, id))?, at))).collect();
    if both.is_sorted() {
        return Vec::new();
    }
    let order: Vec<usize> = both.iter().map(|(old, _)| *old).collect();
    // The same whichever side is the old one.
    let name = |(from, to): &(usize, usize)| Some((*old.get(*from)?.min(new.get(*to)?)).as_ref());
    let names: Vec<&str> = both.iter().filter_map(name).collect();
    let steady = steady(&order, &names);
    let moved = both.iter().zip(steady).filter(|(_, steady)| !steady);
    let tell = |(from, to): (usize, usize)| {
        let (old, new) = (*old.get(from)?, *new.get(to)?);
        let change = placed(books, kind, (old, new), Part::Order, (Value::Rank(from + 1), Value::Rank(to + 1)))?;
        Some((kind, new, change))
    };
    moved.filter_map(|(places, _)| tell(*places)).collect()
}

/// That a thing stands in another place.
fn placed<'a>(
    books: &Books<'a>,
    kind: Kind,
    (old, new): (&'a Arc<str>, &'a Arc<str>),
    part: Part,
    values: (Value, Value),
) -> Option<Change> {
    let before = Owner::of(&books.old, Ref::new(kind, old))?;
    let after = Owner::of(&books.new, Ref::new(kind, new))?;
    let place = Place { part, thing: None, group: None, over: None };
    let audience = before.audience.max(after.audience);
    let old = Side { thing: before.name, place: place.clone(), value: values.0 };
    let new = Side { thing: after.name, place, value: values.1 };
    Some(tell::change(judge::changed(Stake::Places), Some(old), Some(new), audience))
}

/// Which members of a list of different numbers belong to the longest rising run whose names come first.
fn steady(order: &[usize], names: &[&str]) -> Vec<bool> {
    // From behind: how long the longest run is that begins with each member. `highest` holds the highest first member of
    // a run of each length, so it falls.
    let mut highest: Vec<usize> = Vec::new();
    let mut lengths: Vec<usize> = Vec::with_capacity(order.len());
    for number in order.iter().rev() {
        let length = highest.partition_point(|first| first > number);
        match highest.get_mut(length) {
            Some(first) => *first = *number,
            None => highest.push(*number),
        }
        lengths.push(length + 1);
    }
    lengths.reverse();
    let mut by_length: Vec<Vec<usize>> = vec![Vec::new(); highest.len() + 1];
    for (at, length) in lengths.iter().enumerate() {
        by_length.get_mut(*length).into_iter().for_each(|members| members.push(at));
    }
    let mut steady = vec![false; order.len()];
    let mut last: Option<usize> = None;
    for members in by_length.iter().rev() {
        let follows = |at: &&usize| last.is_none_or(|last| last < **at && order.get(last) < order.get(**at));
        let first = members.iter().filter(follows).min_by_key(|at| names.get(**at)).copied();
        if let Some(slot) = first.and_then(|at| steady.get_mut(at)) {
            *slot = true;
            last = first;
        }
    }
    steady
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_few_as_possible_moved() {
        let names = ["a", "b", "c", "d", "e"];
        assert_eq!(steady(&[0, 1, 2, 3, 4], &names), [true; 5]);
        assert_eq!(steady(&[4, 0, 1, 2, 3], &names), [false, true, true, true, true]);
        assert_eq!(steady(&[1, 0], &["b", "a"]), [false, true]);
        assert_eq!(steady(&[1, 0], &["a", "b"]), [true, false]);
        assert_eq!(steady(&[], &[]), [] as [bool; 0]);
    }

    proptest! {
        #[test]
        fn the_same_is_steady_backwards(order in Just((0..9usize).collect::<Vec<_>>()).prop_shuffle()) {
            let letters: Vec<String> = (0..9).map(|at| format!("n{at}")).collect();
            let old: Vec<&str> = letters.iter().map(String::as_str).collect();
            let new: Vec<&str> = order.iter().map(|at| old[*at]).collect();
            let mut back = vec![0; order.len()];
            order.iter().enumerate().for_each(|(at, old)| back[*old] = at);
            let kept = |names: &[&str], steady: Vec<bool>| -> Vec<String> {
                let mut kept: Vec<_> = names.iter().zip(steady).filter(|(_, steady)| *steady).map(|(name, _)| (*name).to_owned()).collect();
                kept.sort();
                kept
            };
            let forth = kept(&new, steady(&order, &new));
            prop_assert_eq!(&forth, &kept(&old, steady(&back, &old)));
            let longest = (0u32..512).filter(|set| {
                let run: Vec<usize> = (0..9).filter(|at| set & (1 << at) != 0).map(|at| order[at]).collect();
                run.is_sorted()
            }).map(u32::count_ones).max().unwrap();
            prop_assert_eq!(forth.len(), longest as usize);
        }
    }
}
