//! # `level-in-two-tracks`
//!
//! A level that two tracks list, or that one lists twice. A level has one place on the ladder, so only the first listing
//! counts.
//!
//! ```yaml
//! tracks:
//!   - {id: experts, family: f, title: Experts, kind: ic, levels: [senior, staff]}
//!   - {id: leads, family: f, title: Leads, kind: management, levels: [senior, lead]}
//! ```
//!
//! To mend it, give the levels that tracks have in common a track of their own, of kind `shared`, and let the others come
//! `after` its last level.

use crate::base::{Diagnostic, Span};
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::things::{Level, Track};
use std::collections::HashMap;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let mut first: HashMap<&Id<Level>, (&Track, &Span)> = HashMap::new();
    let mut faults = Vec::new();
    for track in handbook.tracks.values() {
        for level in &track.levels {
            let Some((other, span)) = first.get(&level.value) else {
                first.insert(&level.value, (track, &level.span));
                continue;
            };
            let message = format!("`{}` is a level of `{}` already", level.value.as_str(), other.id.as_str());
            let fault = Diagnostic::warning("level-in-two-tracks", &level.span, message).related(span, "listed here");
            let help = "remove it here; levels that tracks have in common are a track of kind `shared`, \
                        which the others come `after`";
            faults.push(fault.help(help));
        }
    }
    faults
}
