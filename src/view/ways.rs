//! Ways between levels as cards: the next level, forks, switches, returns and lateral steps.

use super::builder::Builder;
use super::compare;
use super::parts::{NamedList, WayCard};
use crate::model::id::Id;
use crate::model::things::{Family, Item, Level, Move, MoveKind};

/// Where one can go from a level: the next levels in order, then other moves.
pub fn from_level(page: &mut Builder<'_>, level: &Id<Level>) -> Vec<WayCard> {
    let Some(place) = page.shown.handbook.derived.places.get(level) else { return Vec::new() };
    let leaving = place.leaving.iter().filter_map(|step| page.shown.handbook.moves.get(step));
    let moves: Vec<&Move> = leaving.filter(|step| page.shown.shows_move(step)).collect();
    let mut cards = Vec::new();
    for next in &place.next {
        match moves.iter().find(|step| step.to == *next) {
            Some(step) => cards.extend(card(page, step, Some(level))),
            None => cards.extend(next_level(page, level, next)),
        }
    }
    for step in moves.into_iter().filter(|step| !place.next.contains(&step.to)) {
        cards.extend(card(page, step, Some(level)));
    }
    cards
}

/// The moves of a ladder that are more than the next level: those that start on one of its levels.
pub fn of_family(page: &mut Builder<'_>, family: &Family) -> Vec<WayCard> {
    let of_family = |level: &Id<Level>| {
        let track = page.shown.track_of(level);
        track.is_some_and(|track| track.family.as_ref() == Some(&family.id))
    };
    let moves: Vec<&Move> =
        page.shown.moves().filter(|step| step.kind != MoveKind::Promotion && step.from.iter().any(of_family)).collect();
    moves.into_iter().filter_map(|step| card(page, step, None)).collect()
}

fn next_level(page: &mut Builder<'_>, from: &Id<Level>, to: &Id<Level>) -> Option<WayCard> {
    let forks = page.shown.track_of(from).map(|track| &track.id) != page.shown.track_of(to).map(|track| &track.id);
    let (label, way) = if forks { ("Into another track", "fork") } else { ("Next level", "promotion") };
    Some(WayCard {
        label: label.to_owned(),
        way: way.to_owned(),
        from: page.level_links([from]),
        to: page.level_link(to)?,
        title: None,
        text: None,
        usual_time: None,
        success_rate: None,
        lists: Vec::new(),
        compare: compare::link(page, from, to),
    })
}

/// A move as a card; seen from one of the levels that it starts from, or from all.
fn card(page: &mut Builder<'_>, step: &Move, from: Option<&Id<Level>>) -> Option<WayCard> {
    let starts: Vec<&Id<Level>> = from.map_or_else(|| step.from.iter().collect(), |from| vec![from]);
    let (label, way) = words(step.kind);
    Some(WayCard {
        label: label.to_owned(),
        way: way.to_owned(),
        to: page.level_link(&step.to)?,
        title: page.line_of(step.title.as_ref()),
        text: page.blocks_of(step.text.as_ref()),
        usual_time: page.line_of(step.usual_time.as_ref()),
        success_rate: page.line_of(step.success_rate.as_ref()),
        lists: lists(page, step),
        compare: starts.first().and_then(|from| compare::link(page, from, &step.to)),
        from: page.level_links(starts),
    })
}

fn lists(page: &mut Builder<'_>, step: &Move) -> Vec<NamedList> {
    let named: [(&str, &[Item]); 3] = [("Why", &step.why), ("How to prepare", &step.prepare), ("Risks", &step.risks)];
    let lists =
        named.into_iter().map(|(title, items)| NamedList { title: title.to_owned(), items: page.entries(items) });
    lists.filter(|list| !list.items.is_empty()).collect()
}

fn words(kind: MoveKind) -> (&'static str, &'static str) {
    match kind {
        MoveKind::Promotion => ("Promotion", "promotion"),
        MoveKind::Fork => ("Fork", "fork"),
        MoveKind::Switch => ("Switch of track", "switch"),
        MoveKind::Return => ("Return", "return"),
        MoveKind::Lateral => ("Lateral step", "lateral"),
    }
}
