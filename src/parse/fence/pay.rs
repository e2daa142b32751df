//! `pay`: the pay bands of levels on one axis.

use super::asked::Asked;
use super::{FAMILY, LEVELS, TITLE, TRACK};
use crate::base::Body;
use crate::parse::definitions::Record;
use crate::parse::shape::{Field, Shape, field};

/// The keys of the body.
pub(super) const FIELDS: &[Field] = &[
    FAMILY,
    TRACK,
    LEVELS,
    field("market", Shape::Word, "Only the pay of this market; all markets when absent."),
    field("place", Shape::Word, "Only the pay at this place; all places when absent."),
    TITLE,
];

pub(super) fn read(asked: &mut Asked<'_>) -> Body {
    let Some(record) = asked.record(FIELDS) else { return Body::Faulty("".into()) };
    let Some(of) = asked.scope(&record) else { return Body::Faulty("".into()) };
    Body::Pay { of, market: word(&record, "market"), place: word(&record, "place") }
}

fn word(record: &Record, key: &str) -> Option<Box<str>> {
    record.word(key).map(|word| Box::from(&*word.value))
}
