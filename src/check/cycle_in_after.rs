//! # `cycle-in-after`
//!
//! Tracks that come `after` one another in a circle: each is entered from the other, so there is no way in, and no
//! level is the lowest.
//!
//! ```yaml
//! tracks:
//!   - {id: experts, family: f, title: Experts, kind: ic, after: lead, levels: [staff]}
//!   - {id: leads, family: f, title: Leads, kind: management, after: staff, levels: [lead]}
//! ```
//!
//! To mend it, take `after` out of the track where people start. To say that one may change back, define a `move` of
//! kind `switch` or `return` instead.

use super::circles::circles;
use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::things::Track;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let places = &handbook.derived.places;
    let before = |track: &Track| {
        let tracks = track.after.iter().filter_map(|level| places.get(&level.value)?.track.as_ref());
        let mut tracks: Vec<usize> = tracks.filter_map(|track| handbook.tracks.get_index_of(track)).collect();
        tracks.sort_unstable();
        tracks.dedup();
        tracks
    };
    let leads_to: Vec<_> = handbook.tracks.values().map(before).collect();
    circles(&leads_to).iter().filter_map(|circle| report(circle, handbook)).collect()
}

fn report(circle: &[usize], handbook: &Handbook) -> Option<Diagnostic> {
    let tracks: Vec<&Track> = circle.iter().filter_map(|at| handbook.tracks.get_index(*at)).map(|(_, it)| it).collect();
    let (first, others) = tracks.split_first()?;
    let names: Vec<_> = tracks.iter().chain([first]).map(|track| format!("`{}`", track.id.as_str())).collect();
    let message = format!("the tracks come after one another in a circle: {}", names.join(" after "));
    let span = first.after.first().map_or(&first.meta.span, |level| &level.span);
    let mut fault = Diagnostic::error("cycle-in-after", span, message);
    for track in others {
        let span = track.after.first().map_or(&track.meta.span, |level| &level.span);
        fault = fault.related(span, format!("`{}` comes after it", track.id.as_str()));
    }
    Some(fault.help("take `after` out of the track where people start; a way back is a `move`"))
}
