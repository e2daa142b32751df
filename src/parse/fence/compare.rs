//! `compare`: levels side by side.

use super::asked::Asked;
use super::{FAMILY, LEVELS, TITLE, TRACK};
use crate::base::{Body, Scope};
use crate::parse::shape::Field;

/// The keys of the body.
pub(super) const FIELDS: &[Field] = &[LEVELS, TRACK, FAMILY, TITLE];

pub(super) fn read(asked: &mut Asked<'_>) -> Body {
    let Some(record) = asked.record(FIELDS) else { return Body::Faulty("".into()) };
    match asked.scope(&record) {
        Some(Scope::Levels(levels)) if levels.len() < 2 => {
            let range = record.key_span("levels").map_or(0..0, |span| span.start..span.end);
            asked.fault(range, "one level has nothing to be compared with", Some("name at least two levels".into()))
        }
        Some(scope) => Body::Compare(scope),
        None => Body::Faulty("".into()),
    }
}
