//! Definitions of ladders, tracks and levels → things.

use super::{Decoder, Named};
use crate::base::{Diagnostic, Spanned};
use crate::model::id::{Id, Table};
use crate::model::skills::{Competency, Dimension, Scale};
use crate::model::things::{Expectation, Family, Level, Milestone, Promotion, Story, Text, Track, TrackKind, Week};
use crate::parse::definitions::{Record, Value};
use crate::parse::kind::Kind;
use std::sync::Arc;

impl Named for Family {
    const KIND: Kind = Kind::Family;
}

impl Named for Track {
    const KIND: Kind = Kind::Track;
}

impl Named for Level {
    const KIND: Kind = Kind::Level;
}

impl Decoder<'_> {
    /// A ladder; its tracks as far as it orders them itself.
    pub fn family(&mut self, id: Id<Family>, record: &Record) -> Option<Family> {
        Some(Family {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            summary: self.text(record, "summary"),
            parent: self.reference(record, "parent"),
            tracks: self.references(record, "tracks").into_iter().map(|track| track.value).collect(),
            sections: self.sections(record),
        })
    }

    /// A track.
    pub fn track(&mut self, id: Id<Track>, record: &Record) -> Option<Track> {
        Some(Track {
            id,
            meta: self.meta(record),
            family: self.reference(record, "family").map(|family| family.value),
            title: self.text(record, "title")?,
            kind: track_kind(record),
            summary: self.text(record, "summary"),
            after: self.references(record, "after"),
            accumulates: record.word("accumulate").is_some_and(|word| &*word.value == "add"),
            levels: self.references(record, "levels"),
            sections: self.sections(record),
        })
    }

    /// A level; the steps it expects are looked up on the scales of the competencies.
    pub fn level(&mut self, id: Id<Level>, record: &Record, skills: Skills<'_>) -> Option<Level> {
        Some(Level {
            id,
            meta: self.meta(record),
            title: self.text(record, "title")?,
            code: self.text(record, "code"),
            grade: self.reference(record, "grade").map(|grade| grade.value),
            also: self.lines(record, "also"),
            summary: self.text(record, "summary"),
            experience: self.measure(record, "experience"),
            dimensions: self.dimensions(record),
            responsibilities: self.groups(record, "responsibilities"),
            expects: record.map("expects").iter().filter_map(|entry| self.expectation(entry, skills)).collect(),
            also_needs: self.groups(record, "also_needs"),
            milestones: record.records("milestones").filter_map(|record| self.milestone(record)).collect(),
            promotion: record.records("promotion").filter_map(|record| self.promotion(record)).collect(),
            stories: record.records("stories").filter_map(|record| self.story(record)).collect(),
            pitfalls: self.items(record, "pitfalls"),
            week: record.get("week").and_then(Value::record).map(|record| self.week(record)),
            resources: self.resources(record),
            sections: self.sections(record),
        })
    }

    fn dimensions(&mut self, record: &Record) -> Vec<(Id<Dimension>, Text)> {
        let row = |(key, value): &(Option<Value>, Value)| {
            let dimension = self.existing(&key.as_ref()?.word()?)?;
            Some((dimension.value, self.resolved(value.text()?)))
        };
        record.map("dimensions").iter().filter_map(row).collect()
    }

    fn expectation(&mut self, entry: &(Option<Value>, Value), skills: Skills<'_>) -> Option<Expectation> {
        let (key, value) = entry;
        let competency: Spanned<Id<Competency>> = self.existing(&key.as_ref()?.word()?)?;
        let record = value.record()?;
        Some(Expectation {
            step: record.word("step").and_then(|step| self.step(&competency.value, &step, skills)),
            items: self.items(record, "items"),
            audience: self.audience(record),
            span: competency.span,
            competency: competency.value,
        })
    }

    /// The place of a step on the scale of a competency, 0 the lowest.
    pub fn step(&mut self, competency: &Id<Competency>, step: &Spanned<Arc<str>>, skills: Skills<'_>) -> Option<usize> {
        let known = skills.competencies.get(competency)?;
        let scale = known.scale.as_ref().and_then(|scale| skills.scales.get(scale));
        let Some(scale) = scale else {
            let message = format!("`{}` has no scale, so it has no step `{}`", competency.as_str(), step.value);
            let fault = Diagnostic::error("unknown-step", &step.span, message);
            self.faults.push(fault.related(&known.meta.span, "the competency").help("give the competency a `scale`"));
            return None;
        };
        self.step_of(scale, step)
    }

    /// The place of a step on a scale, 0 the lowest.
    pub fn step_of(&mut self, scale: &Scale, step: &Spanned<Arc<str>>) -> Option<usize> {
        let place = scale.steps.iter().position(|known| known.id == step.value);
        if place.is_none() {
            let names: Vec<&str> = scale.steps.iter().map(|known| &*known.id).collect();
            let message = format!("the scale `{}` has no step `{}`", scale.id.as_str(), step.value);
            let fault = Diagnostic::error("unknown-step", &step.span, message);
            self.faults.push(
                fault.related(&scale.meta.span, "the scale").help(format!("use one of `{}`", names.join("`, `"))),
            );
        }
        place
    }

    fn milestone(&mut self, record: &Record) -> Option<Milestone> {
        Some(Milestone { by: self.text(record, "by")?, items: self.items(record, "items") })
    }

    fn promotion(&mut self, record: &Record) -> Option<Promotion> {
        Some(Promotion {
            to: self.reference(record, "to")?,
            usual_time: self.text(record, "usual_time"),
            success_rate: self.text(record, "success_rate"),
            text: self.text(record, "text"),
            groups: self.groups(record, "groups"),
        })
    }

    fn story(&mut self, record: &Record) -> Option<Story> {
        Some(Story { title: self.text(record, "title"), text: self.text(record, "text")? })
    }

    fn week(&mut self, record: &Record) -> Week {
        let day = |(name, value): &(Option<Value>, Value)| {
            let name = self.resolved(name.as_ref()?.text()?);
            Some((name, self.lines_of(value.list())))
        };
        let days = record.map("days").iter().filter_map(day).collect();
        let share = |(name, value): &(Option<Value>, Value)| {
            let name = self.resolved(name.as_ref()?.text()?);
            Some((name, super::measured(self.resolved(value.text()?))))
        };
        Week { days, split: record.map("split").iter().filter_map(share).collect() }
    }
}

/// What steps are looked up in.
#[derive(Clone, Copy)]
pub struct Skills<'a> {
    /// All competencies.
    pub competencies: &'a Table<Competency>,
    /// All scales.
    pub scales: &'a Table<Scale>,
}

fn track_kind(record: &Record) -> TrackKind {
    match record.word("kind").as_ref().map(|word| &*word.value) {
        Some("ic") => TrackKind::Ic,
        Some("management") => TrackKind::Management,
        Some("hybrid") => TrackKind::Hybrid,
        Some("specialist") => TrackKind::Specialist,
        _ => TrackKind::Shared,
    }
}
