//! # `grade-goes-down`
//!
//! A level of a lower grade than the level below it in its track. Diagrams and comparisons put the levels of a grade side
//! by side, so the track would run downwards.
//!
//! ```yaml
//! track: {id: experts, family: f, title: Experts, kind: ic, levels: [staff, principal]}
//! levels:
//!   - {id: staff, title: Staff Engineer, grade: g5}
//!   - {id: principal, title: Principal Engineer, grade: g4}
//! ```
//!
//! To mend it, correct the grade, or the order of the levels in the track.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::things::Level;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for track in handbook.tracks.values() {
        let pairs = track.levels.windows(2);
        faults.extend(pairs.filter_map(|pair| match pair {
            [below, above] => look(&below.value, &above.value, handbook),
            _ => None,
        }));
    }
    faults
}

fn look(below: &Id<Level>, above: &Id<Level>, handbook: &Handbook) -> Option<Diagnostic> {
    let (below, above) = (handbook.levels.get(below)?, handbook.levels.get(above)?);
    let (low, high) = (below.grade.as_ref()?, above.grade.as_ref()?);
    if handbook.grades.get(high)?.height >= handbook.grades.get(low)?.height {
        return None;
    }
    let (above_id, below_id) = (above.id.as_str(), below.id.as_str());
    let message = format!("`{above_id}` has the grade `{}`, `{below_id}` below it `{}`", high.as_str(), low.as_str());
    let fault = Diagnostic::warning("grade-goes-down", &above.meta.span, message);
    let fault = fault.related(&below.meta.span, "the level below");
    Some(fault.help("correct the `grade` of one, or the order of the `levels` in the track"))
}
