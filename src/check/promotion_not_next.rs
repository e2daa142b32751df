//! # `promotion-not-next`
//!
//! A level says what it asks for before a promotion to a level that neither comes next nor is reached by a `move` from
//! here. Readers will look for that way on the ladder's diagram and not find it.
//!
//! ```yaml
//! level:
//!   id: junior
//!   title: Junior Engineer
//!   promotion: {to: staff, usual_time: 5 years}     # but `senior` comes next
//! ```
//!
//! To mend it, name the next level, or define the `move` that leads there.

use crate::base::Diagnostic;
use crate::model::derived::Place;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::things::{Level, Promotion, Status};

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for level in handbook.levels.values().filter(|level| level.meta.status != Status::Draft) {
        let Some(place) = handbook.derived.places.get(&level.id) else { continue };
        let strange = level.promotion.iter().filter(|promotion| !leads_to(place, promotion, handbook));
        faults.extend(strange.map(|promotion| report(level, place, promotion)));
    }
    faults
}

fn leads_to(place: &Place, promotion: &Promotion, handbook: &Handbook) -> bool {
    let to = &promotion.to.value;
    let stands = handbook.levels.get(to).is_some_and(|to| matches!(to.meta.status, Status::Active | Status::NotInUse));
    let moves = || place.leaving.iter().filter_map(|id| handbook.moves.get(id));
    !stands || place.next.contains(to) || moves().any(|step| step.to == *to)
}

fn report(level: &Level, place: &Place, promotion: &Promotion) -> Diagnostic {
    let (from, to) = (level.id.as_str(), promotion.to.value.as_str());
    let message = format!("`{from}` leads to a promotion to `{to}`, which does not come next");
    let next: Vec<_> = place.next.iter().map(Id::as_str).collect();
    let help = match next.as_slice() {
        [] => format!("define a `move` from `{from}` to `{to}`, or list `{to}` above it in a track"),
        next => format!("next is `{}`; for another way define a `move` from `{from}` to `{to}`", next.join("`, `")),
    };
    Diagnostic::note("promotion-not-next", &promotion.to.span, message).help(help)
}
