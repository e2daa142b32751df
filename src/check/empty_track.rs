//! # `empty-track`
//!
//! A track without levels. It has no place on the ladder's diagram, and its page has nothing to compare.
//!
//! ```yaml
//! track: {id: specialists, family: f, title: Specialists, kind: specialist, levels: []}
//! ```
//!
//! To mend it, list the track's levels, lowest first, or give it `status: draft` until they are written.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::things::{Status, Track};

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let empty = |track: &&Track| track.levels.is_empty() && track.meta.status != Status::Draft;
    let report = |track: &Track| {
        let message = format!("the track `{}` has no levels", track.id.as_str());
        Diagnostic::warning("empty-track", &track.meta.span, message)
            .help("list its `levels`, lowest first, or give it `status: draft`")
    };
    handbook.tracks.values().filter(empty).map(report).collect()
}
