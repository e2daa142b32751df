//! Definitions of moves, pathways, pay, guides and releases → things.

use super::{Decoder, Named, measured, plain_text};
use crate::base::{Diagnostic, Spanned};
use crate::model::id::Id;
use crate::model::names;
use crate::model::things::{
    Band, Guide, Level, Measure, Move, MoveKind, Pathway, PathwayStep, Release, ReleaseClass, Thing,
};
use crate::parse::definitions::{Record, Value};
use crate::parse::kind::Kind;
use std::sync::Arc;

impl Named for Move {
    const KIND: Kind = Kind::Move;
}

impl Named for Pathway {
    const KIND: Kind = Kind::Pathway;
}

impl Named for Guide {
    const KIND: Kind = Kind::Guide;
}

impl Decoder<'_> {
    /// A move. One that starts or leads nowhere is left out: what is wrong has been reported.
    pub fn step_to(&mut self, record: &Record) -> Option<Move> {
        let to: Id<Level> = self.reference(record, "to")?.value;
        let from: Vec<Id<Level>> = self.references(record, "from").into_iter().map(|level| level.value).collect();
        let first = from.first()?;
        let named = record.word("id").map(|id| id.value);
        let id = named.unwrap_or_else(|| Arc::from(format!("{}--{}", first.as_str(), to.as_str())));
        Some(Move {
            id: Id::new(id),
            meta: self.meta(record),
            kind: move_kind(record)?,
            title: self.text(record, "title"),
            text: self.text(record, "text"),
            why: self.items(record, "why"),
            prepare: self.items(record, "prepare"),
            usual_time: self.text(record, "usual_time"),
            success_rate: self.text(record, "success_rate"),
            risks: self.items(record, "risks"),
            from,
            to,
        })
    }

    /// A pathway.
    pub fn pathway(&mut self, id: Id<Pathway>, record: &Record) -> Option<Pathway> {
        Some(Pathway {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            summary: self.text(record, "summary"),
            from: self.things(record, "from", &[Kind::Level, Kind::Role]),
            to: self.things(record, "to", &[Kind::Level, Kind::Role]),
            duration: self.text(record, "duration"),
            steps: record.records("steps").filter_map(|record| self.pathway_step(record)).collect(),
            resources: self.resources(record),
        })
    }

    fn pathway_step(&mut self, record: &Record) -> Option<PathwayStep> {
        let when = self.text(record, "when")?;
        Some(PathwayStep { when, title: self.text(record, "title"), items: self.items(record, "items") })
    }

    /// The things of several kinds that a list refers to.
    fn things(&mut self, record: &Record, key: &str, kinds: &[Kind]) -> Vec<Thing> {
        record.words(key).iter().filter_map(|word| self.one_of(word, kinds)).collect()
    }

    fn one_of(&mut self, word: &Spanned<Arc<str>>, kinds: &[Kind]) -> Option<Thing> {
        let kind = kinds.iter().find(|kind| self.names.has(**kind, &word.value));
        if kind.is_none() {
            self.faults.push(self.names.unknown(word, kinds));
        }
        names::thing(*kind?, &word.value)
    }

    /// A pay band. One for nothing or without figures is an error and is left out.
    pub fn band(&mut self, record: &Record) -> Option<Band> {
        let (level, grade) = (self.reference(record, "level"), self.reference(record, "grade"));
        if record.get("level").is_none() && record.get("grade").is_none() {
            let fault = Diagnostic::error("missing-field", &record.span, "the band is for no level and no grade");
            self.faults.push(fault.help("add `level: ` or `grade: ` with an id"));
        }
        if level.is_none() && grade.is_none() {
            return None;
        }
        Some(Band {
            meta: self.meta(record),
            level: level.map(|level| level.value),
            grade: grade.map(|grade| grade.value),
            title: self.text(record, "title"),
            pay: self.pay(record)?,
            place: self.text(record, "place"),
            market: self.text(record, "market"),
            from: record.word("from").map(|date| date.value),
            source: self.text(record, "source"),
            note: self.text(record, "note"),
        })
    }

    fn pay(&mut self, record: &Record) -> Option<Measure> {
        if let Some(written) = self.measure(record, "range") {
            if written.range.is_none() {
                let span = record.get("range").map_or(&record.span, |value| &value.span);
                let fault = Diagnostic::warning(
                    "unread-range",
                    span,
                    format!("`{}` cannot be read as a range", written.text.plain()),
                );
                self.faults
                    .push(fault.help("write it like `$185K–$320K` or `$600K+`, so that it can be compared and drawn"));
            }
            return Some(written);
        }
        let currency = record.word("currency").map(|word| word.value);
        let unit = currency.map(|currency| format!(" {currency}")).unwrap_or_default();
        let open = if record.is_true("open_ended") { "+" } else { "" };
        let words = match (record.number("min"), record.number("max")) {
            (Some(min), Some(max)) => format!("{min}–{max}{open}{unit}"),
            (Some(min), None) => format!("{min}+{unit}"),
            (None, Some(max)) => format!("up to {max}{unit}"),
            (None, None) => {
                let fault = Diagnostic::error("missing-field", &record.span, "the band has no figures");
                self.faults.push(fault.help("add `range: $185K–$320K`, or `min`, `max` and `currency`"));
                return None;
            }
        };
        Some(measured(plain_text(&words)))
    }

    /// A guide.
    pub fn guide(&mut self, id: Id<Guide>, record: &Record) -> Option<Guide> {
        let approach = record.get("approach").and_then(Value::record);
        Some(Guide {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            topic: self.text(record, "topic"),
            cause: self.text(record, "cause"),
            approach: approach.and_then(|approach| self.text(approach, "text")),
            steps: approach.map(|approach| self.items(approach, "items")).unwrap_or_default(),
            about: self.things(record, "about", &[Kind::Level, Kind::Role, Kind::Competency]),
        })
    }

    /// A release.
    pub fn release(&mut self, record: &Record) -> Option<Release> {
        Some(Release {
            meta: self.meta(record),
            version: record.word("version")?.value,
            date: record.word("date")?.value,
            revision: record.word("revision").map(|revision| revision.value),
            in_force: record.word("in_force").map(|date| date.value),
            class: release_class(record),
            title: self.text(record, "title"),
            summary: self.text(record, "summary"),
        })
    }
}

fn release_class(record: &Record) -> Option<ReleaseClass> {
    match &*record.word("class")?.value {
        "patch" => Some(ReleaseClass::Patch),
        "minor" => Some(ReleaseClass::Minor),
        "major" => Some(ReleaseClass::Major),
        _ => None,
    }
}

fn move_kind(record: &Record) -> Option<MoveKind> {
    match &*record.word("kind")?.value {
        "promotion" => Some(MoveKind::Promotion),
        "fork" => Some(MoveKind::Fork),
        "switch" => Some(MoveKind::Switch),
        "return" => Some(MoveKind::Return),
        "lateral" => Some(MoveKind::Lateral),
        _ => None,
    }
}
