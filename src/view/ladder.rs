//! The page of a ladder.

use super::builder::{self, Builder, count};
use super::page::{Link, Tone, Words};
use super::parts::{Chart, Figure, LevelLink, Section, WayCard};
use super::{diagrams, pay, ways};
use crate::model::things::{self, Thing};
use serde::Serialize;

/// A ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Ladder {
    /// What it is.
    pub summary: Option<Words>,
    /// Short facts, such as `3 tracks`.
    pub facts: Vec<String>,
    /// The ladder that it belongs to, and those that belong to it.
    pub relatives: Vec<Link>,
    /// Its diagram.
    pub diagram: Option<Figure>,
    /// Its tracks.
    pub tracks: Vec<TrackCard>,
    /// The pay of its levels.
    pub pay: Option<Chart>,
    /// How its tracks join and fork.
    pub ways: Vec<WayCard>,
    /// Its comparisons and its matrix.
    pub compare: Vec<Link>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// A track on its ladder's page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TrackCard {
    /// The track.
    pub link: Link,
    /// Its colour.
    pub tone: Tone,
    /// What it is.
    pub summary: Option<Words>,
    /// The levels from which one enters it.
    pub after: Vec<Link>,
    /// Its levels, lowest first.
    pub levels: Vec<LevelLink>,
}

/// The page of a ladder.
pub fn ladder(page: &mut Builder<'_>, family: &things::Family) -> Ladder {
    page.reserve(&["diagram", "tracks", "pay", "ways", "compare", "mentioned"]);
    let tracks = page.shown.tracks_of(&family.id);
    let children = page.shown.handbook.families.values();
    let children = children.filter(|child| child.parent.as_ref().is_some_and(|parent| parent.value == family.id));
    let relatives =
        family.parent.iter().map(|parent| parent.value.clone()).chain(children.map(|child| child.id.clone()));
    let relatives: Vec<Thing> = relatives.map(Thing::Family).collect();
    Ladder {
        summary: page.blocks_of(family.summary.as_ref()),
        facts: facts(page, family),
        relatives: page.links(&relatives),
        diagram: diagrams::full(page, family),
        tracks: tracks.into_iter().filter_map(|track| track_card(page, track)).collect(),
        pay: pay(page, family),
        ways: ways::of_family(page, family),
        compare: compare_links(page, family),
        sections: page.sections(&family.sections),
        owner: page.line_of(family.meta.owner.as_ref()),
        mentioned: page.mentioned(&Thing::Family(family.id.clone())),
    }
}

fn pay(page: &mut Builder<'_>, family: &things::Family) -> Option<Chart> {
    let tracks = page.shown.tracks_of(&family.id);
    let levels: Vec<&things::Level> = tracks.iter().flat_map(|track| page.shown.levels_of(track)).collect();
    pay::figure(page, format!("Pay on the ladder {}", family.title.plain()), &levels, None)
}

/// How much there is in a ladder.
pub fn facts(page: &Builder<'_>, family: &things::Family) -> Vec<String> {
    let tracks = page.shown.tracks_of(&family.id);
    let levels: usize = tracks.iter().map(|track| page.shown.levels_of(track).count()).sum();
    vec![count(tracks.len(), "track", "tracks"), count(levels, "level", "levels")]
}

fn track_card(page: &mut Builder<'_>, track: &things::Track) -> Option<TrackCard> {
    let levels: Vec<_> = page.shown.handbook.tracks.get(&track.id)?.levels.iter().map(|level| &level.value).collect();
    let after: Vec<Thing> = track.after.iter().map(|level| Thing::Level(level.value.clone())).collect();
    Some(TrackCard {
        link: page.link(&Thing::Track(track.id.clone()))?,
        tone: builder::tone(track),
        summary: page.blocks_of(track.summary.as_ref()),
        after: page.links(&after),
        levels: page.level_links(levels),
    })
}

/// The comparisons of a ladder's tracks and its matrices.
fn compare_links(page: &Builder<'_>, family: &things::Family) -> Vec<Link> {
    let matrices = super::matrix::of_family(page.shown, family).into_iter();
    let matrices = matrices.map(|(title, route)| page.link_to(title, &route));
    let tracks = page.shown.tracks_of(&family.id).into_iter();
    let tracks = tracks.filter(|track| page.shown.levels_of(track).nth(1).is_some());
    let tables = tracks.filter_map(|track| {
        let route = super::address::compare_track(track.id.as_str())?;
        Some(page.link_to(format!("{}, level by level", track.title.plain()), &route))
    });
    matrices.chain(tables).collect()
}
