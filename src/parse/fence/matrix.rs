//! `matrix`: competencies by level.

use super::asked::Asked;
use super::{FAMILY, LEVELS, TITLE, TRACK};
use crate::base::Body;
use crate::parse::kind::Kind;
use crate::parse::shape::{Field, Shape, field};

/// The keys of the body.
pub(super) const FIELDS: &[Field] = &[
    FAMILY,
    TRACK,
    LEVELS,
    field("competencies", Shape::Many(&Shape::Ref(&[Kind::Competency])), "Only these competencies; all when absent."),
    field("area", Shape::Ref(&[Kind::Area]), "Only the competencies of this area."),
    TITLE,
];

pub(super) fn read(asked: &mut Asked<'_>) -> Body {
    let Some(record) = asked.record(FIELDS) else { return Body::Faulty("".into()) };
    let Some(of) = asked.scope(&record) else { return Body::Faulty("".into()) };
    if let (Some(_), Some(span)) = (record.get("area"), record.key_span("competencies")) {
        let help = "keep one of `area` and `competencies`".to_owned();
        return asked.fault(span.start..span.end, "`competencies` stands beside `area`", Some(help));
    }
    let words = record.words("competencies");
    let competencies = words.iter().map(|word| asked.reference(word, &[Kind::Competency])).collect();
    let area = record.word("area").map(|word| asked.reference(&word, &[Kind::Area]));
    Body::Matrix { of, competencies, area }
}
