//! # `cycle-in-parents`
//!
//! Ladders, or areas of competencies, that have one another as `parent` in a circle: none of them is the outermost.
//!
//! ```yaml
//! areas:
//!   - {id: leadership, title: Leadership, parent: people}
//!   - {id: people, title: People, parent: leadership}
//! ```
//!
//! To mend it, take `parent` out of the one that holds the others.

use super::circles::circles;
use crate::base::{Diagnostic, Spanned};
use crate::model::handbook::Handbook;
use crate::model::id::{Id, Table};

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let mut faults = in_table("ladders", &handbook.families, |family| family.parent.as_ref());
    faults.extend(in_table("areas", &handbook.areas, |area| area.parent.as_ref()));
    faults
}

fn in_table<T>(kind: &str, table: &Table<T>, parent: impl Fn(&T) -> Option<&Spanned<Id<T>>>) -> Vec<Diagnostic> {
    let above = |thing| parent(thing).and_then(|parent| table.get_index_of(&parent.value)).into_iter().collect();
    let leads_to: Vec<Vec<usize>> = table.values().map(above).collect();
    let report = |circle: Vec<usize>| {
        let things: Vec<_> = circle.iter().filter_map(|at| table.get_index(*at)).collect();
        let names: Vec<_> = things.iter().chain(things.first()).map(|(id, _)| format!("`{}`", id.as_str())).collect();
        let mut places = things.iter().filter_map(|(_, thing)| parent(thing));
        let message = format!("the {kind} belong to one another in a circle: {}", names.join(" in "));
        let fault = Diagnostic::error("cycle-in-parents", &places.next()?.span, message);
        let fault = places.fold(fault, |fault, parent| fault.related(&parent.span, "and here"));
        Some(fault.help("take `parent` out of the one that holds the others"))
    };
    circles(&leads_to).into_iter().filter_map(report).collect()
}
