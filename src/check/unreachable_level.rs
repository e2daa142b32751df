//! # `unreachable-level`
//!
//! A level that no track lists, so that it stands beside its ladder; or the first level of a track to which no way leads,
//! although the ladder has a `shared` track from which the others part.
//!
//! ```yaml
//! tracks:
//!   - {id: trunk, family: f, title: Shared levels, kind: shared, levels: [junior, senior]}
//!   - {id: leads, family: f, title: Management, kind: management, levels: [lead]}
//! ```
//!
//! To mend it, list the level in a track, or say with `after` from which levels one enters the track. A level that people
//! are hired into from outside may stay as it is once a `move` leads there too.

use crate::base::Diagnostic;
use crate::model::derived::Place;
use crate::model::handbook::Handbook;
use crate::model::things::{Level, Status, Track, TrackKind};

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let in_use = |level: &&Level| matches!(level.meta.status, Status::Active | Status::NotInUse);
    handbook.levels.values().filter(in_use).filter_map(|level| look(level, handbook)).collect()
}

fn look(level: &Level, handbook: &Handbook) -> Option<Diagnostic> {
    let listed = handbook.derived.places.get(&level.id).and_then(|place| Some((place, place.track.as_ref()?)));
    let Some((place, track)) = listed else {
        let message = format!("no track lists the level `{}`", level.id.as_str());
        let fault = Diagnostic::warning("unreachable-level", &level.meta.span, message);
        return Some(fault.help("list it in the `levels` of a track, at the height where it stands"));
    };
    let track = handbook.tracks.get(track)?;
    if place.position > 0 || has_way_in(place) || track.kind == TrackKind::Shared || !has_trunk(track, handbook) {
        return None;
    }
    let message = format!("no way leads to `{}`, the first level of `{}`", level.id.as_str(), track.id.as_str());
    let fault = Diagnostic::warning("unreachable-level", &track.meta.span, message);
    Some(fault.related(&level.meta.span, "the level").help("say with `after` from which levels one enters the track"))
}

fn has_way_in(place: &Place) -> bool {
    !place.previous.is_empty() || !place.arriving.is_empty()
}

fn has_trunk(track: &Track, handbook: &Handbook) -> bool {
    let tracks = track.family.as_ref().and_then(|family| handbook.families.get(family)).map(|family| &family.tracks);
    let mut tracks = tracks.into_iter().flatten().filter_map(|id| handbook.tracks.get(id));
    tracks.any(|other| other.kind == TrackKind::Shared && !other.levels.is_empty())
}
