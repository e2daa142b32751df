//! # `near-duplicate-expectations`
//!
//! Two expectations of one level that say the same, if with other little words, case or punctuation. Often one was
//! copied from a lower level, or the same thing stands under two competencies.
//!
//! ```yaml
//! level:
//!   id: staff
//!   title: Staff Engineer
//!   expects:
//!     architecture: [Reviews the designs of other teams]
//!     influence: [Review designs of other teams.]
//! ```
//!
//! To mend it, remove one, or say what makes them different.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::things::{Item, Level};
use crate::model::wording::{SAME, Vocabulary, Wording};

/// How many entries each is compared with at most: enough for any real level.
const MOST: usize = 500;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    handbook.levels.values().flat_map(look).collect()
}

fn look(level: &Level) -> Vec<Diagnostic> {
    let mut known = Vocabulary::default();
    let items = level.expects.iter().flat_map(|expectation| &expectation.items);
    let entries: Vec<(&Item, Wording)> = items.map(|item| (item, known.wording(&item.text.plain()))).collect();
    let mut faults = Vec::new();
    for (at, (item, wording)) in entries.iter().enumerate() {
        let before = entries.get(at.saturating_sub(MOST)..at).unwrap_or_default();
        let same = |(other, theirs): &&(&Item, Wording)| {
            let links = item.text.links == other.text.links;
            links && wording.likeness(theirs, SAME).is_some() && wording.has_numbers_of(theirs)
        };
        if let Some((other, _)) = before.iter().find(same) {
            let message = format!("`{}` expects the same twice", level.id.as_str());
            let fault = Diagnostic::warning("near-duplicate-expectations", &item.span, message);
            faults.push(fault.related(&other.span, "first here").help("remove one, or say what makes them different"));
        }
    }
    faults
}
