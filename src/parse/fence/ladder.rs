//! `ladder`: a ladder, a track or some levels by name, or chains of names with arrows between them.

use super::asked::Asked;
use super::{FAMILY, LEVELS, TITLE, TRACK, chains, opens_with_key};
use crate::base::Body;
use crate::parse::shape::Field;

/// The keys of a body in YAML.
pub(super) const FIELDS: &[Field] = &[FAMILY, TRACK, LEVELS, TITLE];

pub(super) fn read(asked: &mut Asked<'_>) -> Body {
    if !opens_with_key(asked.text) {
        return chains::read(asked);
    }
    let scope = asked.record(FIELDS).and_then(|record| asked.scope(&record));
    scope.map_or(Body::Faulty("".into()), Body::Ladder)
}
