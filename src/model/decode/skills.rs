//! Definitions of areas, competencies, scales, grades, dimensions and roles → things.

use super::ladder::Skills;
use super::{Decoder, Named};
use crate::base::{Diagnostic, Spanned};
use crate::model::id::{Id, Table};
use crate::model::skills::{Area, Competency, Dimension, Grade, Need, Role, Scale, ScaleStep, Step};
use crate::parse::definitions::{Record, Value};
use crate::parse::kind::Kind;
use std::sync::Arc;

impl Named for Area {
    const KIND: Kind = Kind::Area;
}

impl Named for Competency {
    const KIND: Kind = Kind::Competency;
}

impl Named for Scale {
    const KIND: Kind = Kind::Scale;
}

impl Named for Grade {
    const KIND: Kind = Kind::Grade;
}

impl Named for Dimension {
    const KIND: Kind = Kind::Dimension;
}

impl Named for Role {
    const KIND: Kind = Kind::Role;
}

impl Decoder<'_> {
    /// An area.
    pub fn area(&mut self, id: Id<Area>, record: &Record) -> Option<Area> {
        Some(Area {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            summary: self.text(record, "summary"),
            parent: self.reference(record, "parent"),
        })
    }

    /// A scale. A step whose id stands before is an error and is left out.
    pub fn scale(&mut self, id: Id<Scale>, record: &Record) -> Scale {
        let mut steps: Vec<ScaleStep> = Vec::new();
        for record in record.records("steps") {
            let (Some(id), Some(title)) = (record.word("id"), self.text(record, "title")) else { continue };
            if steps.iter().any(|step| step.id == id.value) {
                let message = format!("the scale has two steps `{}`", id.value);
                self.faults
                    .push(Diagnostic::error("duplicate-id", &id.span, message).help("give one of them another id"));
                continue;
            }
            steps.push(ScaleStep { id: id.value, title, text: self.text(record, "text") });
        }
        Scale { id, meta: self.meta(record), title: self.text(record, "title"), steps }
    }

    /// A competency; its steps are looked up on its scale.
    pub fn competency(&mut self, id: Id<Competency>, record: &Record, scales: &Table<Scale>) -> Option<Competency> {
        let scale = self.reference(record, "scale").map(|scale| scale.value);
        let steps = self.competency_steps(record, scale.as_ref().and_then(|scale| scales.get(scale)));
        Some(Competency {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            area: self.reference(record, "area").map(|area| area.value),
            summary: self.text(record, "summary"),
            scale,
            development: self.text(record, "development"),
            steps,
            resources: self.resources(record),
            sections: self.sections(record),
        })
    }

    fn competency_steps(&mut self, record: &Record, scale: Option<&Scale>) -> Vec<(usize, Step)> {
        let entries = record.map("steps");
        let Some(scale) = scale else {
            if let Some(span) =
                record.key_span("steps").filter(|_| !entries.is_empty() && record.get("scale").is_none())
            {
                let fault = Diagnostic::error("unknown-step", span, "these steps are on no scale");
                self.faults.push(fault.help("add `scale: ` with the id of a scale"));
            }
            return Vec::new();
        };
        let step = |(key, value): &(Option<Value>, Value)| {
            let place = self.step_of(scale, &key.as_ref()?.word()?)?;
            let record = value.record()?;
            let text = self.text(record, "text");
            Some((
                place,
                Step { text, criteria: self.items(record, "criteria"), examples: self.lines(record, "examples") },
            ))
        };
        let mut steps: Vec<(usize, Step)> = entries.iter().filter_map(step).collect();
        steps.sort_by_key(|(place, _)| *place);
        steps
    }

    /// A grade, and the height that its author gave it.
    pub fn grade(&mut self, id: Id<Grade>, record: &Record) -> Option<(Grade, Option<f64>)> {
        let name = |(name, value): &(Option<Value>, Value)| {
            let name = self.resolved(name.as_ref()?.text()?);
            Some((name, self.resolved(value.text()?)))
        };
        let external = record.map("external").iter().filter_map(name).collect();
        let grade = Grade { id, meta: self.meta(record), title: self.text(record, "title")?, height: 0, external };
        Some((grade, record.number("order")))
    }

    /// A dimension; `position` orders those without an order of their own.
    pub fn dimension(&mut self, id: Id<Dimension>, record: &Record, position: usize) -> Option<Dimension> {
        Some(Dimension {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            summary: self.text(record, "summary"),
            order: record.number("order").unwrap_or(position as f64),
        })
    }

    /// A role.
    pub fn role(&mut self, id: Id<Role>, record: &Record, skills: Skills<'_>) -> Option<Role> {
        Some(Role {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            summary: self.text(record, "summary"),
            levels: self.references(record, "levels").into_iter().map(|level| level.value).collect(),
            needs: record.records("competencies").filter_map(|record| self.need(record, skills)).collect(),
            practices: self.items(record, "practices"),
            pathways: self.references(record, "pathway").into_iter().map(|pathway| pathway.value).collect(),
            resources: self.resources(record),
            sections: self.sections(record),
        })
    }

    /// What a role needs. Words that look like an id are one.
    fn need(&mut self, record: &Record, skills: Skills<'_>) -> Option<Need> {
        let words = record
            .get("text")
            .and_then(|value| Some(Spanned::new(Arc::<str>::from(value.text()?.plain()), value.span.clone())));
        let named = record.word("competency").or_else(|| words.filter(|words| looks_like_id(&words.value)));
        let text = self.text(record, "text").filter(|text| !looks_like_id(&text.plain()));
        let competency: Option<Spanned<Id<Competency>>> = named.and_then(|named| self.existing(&named));
        if competency.is_none() && text.is_none() {
            return None;
        }
        let step = record.word("step");
        let competency = competency.map(|competency| {
            let step = step.and_then(|step| self.step(&competency.value, &step, skills));
            (competency.value, step)
        });
        Some(Need { text, competency })
    }
}

fn looks_like_id(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
