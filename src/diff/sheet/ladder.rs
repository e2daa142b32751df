//! Ladders, tracks and levels laid out as lines.

use super::super::book::Ref;
use super::super::change::Kind;
use super::super::part::Part;
use super::{Lines, Said, Sheet, Slot, refs};
use crate::model::handbook::Handbook;
use crate::model::things::{Audience, Expectation, Family, Group, Level, Milestone, Promotion, Story, Track, Week};

pub(super) fn family(family: &Family) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.text(Part::Summary, family.summary.as_ref());
    lines.thing(Part::Parent, Kind::Family, family.parent.as_ref().map(|parent| &parent.value));
    lines.sections(&family.sections);
    lines.meta(&family.meta);
    Sheet { title: Some(&family.title), lines: lines.0 }
}

/// A track; the order of its levels is compared apart.
pub(super) fn track(track: &Track) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.thing(Part::Family, Kind::Family, track.family.as_ref());
    lines.say(Slot::of(Part::Type), Said::TrackKind(track.kind));
    lines.text(Part::Summary, track.summary.as_ref());
    lines.things(Part::After, refs(Kind::Level, track.after.iter().map(|level| &level.value)));
    lines.say(Slot::of(Part::Accumulates), Said::Flag(track.accumulates));
    lines.say(Slot::of(Part::Ordered), Said::Flag(track.ordered));
    lines.sections(&track.sections);
    lines.meta(&track.meta);
    Sheet { title: Some(&track.title), lines: lines.0 }
}

pub(super) fn level<'a>(book: &'a Handbook, level: &'a Level) -> Sheet<'a> {
    let mut lines = Lines::default();
    lines.text(Part::Code, level.code.as_ref());
    lines.thing(Part::Grade, Kind::Grade, level.grade.as_ref());
    lines.texts(Slot::of(Part::Also), &level.also);
    lines.text(Part::Summary, level.summary.as_ref());
    if let Some(experience) = &level.experience {
        lines.say(Slot::of(Part::Experience), Said::Measure(experience));
    }
    for (dimension, text) in &level.dimensions {
        let dimension = Ref::new(Kind::Dimension, dimension.name());
        lines.say(Slot::of(Part::Dimension).about(dimension), Said::Text(text));
    }
    lines.groups(Slot::of(Part::Responsibility), &level.responsibilities);
    level.expects.iter().for_each(|expectation| lines.expectation(book, expectation));
    lines.groups(Slot::of(Part::AlsoNeeded), &level.also_needs);
    level.milestones.iter().for_each(|milestone| lines.milestone(milestone));
    level.promotion.iter().for_each(|promotion| lines.promotion(promotion));
    level.stories.iter().for_each(|story| lines.story(story));
    lines.items(Slot::of(Part::Pitfall), &level.pitfalls, Audience::default());
    level.week.iter().for_each(|week| lines.week(week));
    lines.resources(&level.resources);
    lines.sections(&level.sections);
    lines.meta(&level.meta);
    Sheet { title: Some(&level.title), lines: lines.0 }
}

impl<'a> Lines<'a> {
    fn groups(&mut self, slot: Slot<'a>, groups: &'a [Group]) {
        for group in groups {
            self.items(slot.under(group.title.as_ref()), &group.items, Audience::default());
        }
    }

    fn expectation(&mut self, book: &'a Handbook, expectation: &'a Expectation) {
        let slot = Slot::of(Part::Step).about(Ref::new(Kind::Competency, expectation.competency.name()));
        let competency = book.competencies.get(&expectation.competency);
        let scale = competency.and_then(|it| book.scales.get(it.scale.as_ref()?));
        let step = expectation.step.zip(scale).map(|(step, scale)| Said::Step(scale, step));
        // A competency that is named and nothing more is expected all the same.
        if let Some(said) = step.or(expectation.items.is_empty().then_some(Said::Flag(true))) {
            self.say(slot, said);
            self.last_seen_by(expectation.audience);
        }
        self.items(slot.part(Part::Expectation), &expectation.items, expectation.audience);
    }

    fn milestone(&mut self, milestone: &'a Milestone) {
        let slot = Slot::of(Part::Milestone).under(Some(&milestone.by));
        if milestone.items.is_empty() {
            self.say(slot, Said::Flag(true));
        }
        self.items(slot, &milestone.items, Audience::default());
    }

    fn promotion(&mut self, promotion: &'a Promotion) {
        let slot = Slot::of(Part::Promotion).about(Ref::new(Kind::Level, promotion.to.value.name()));
        self.say(slot.part(Part::To), Said::Flag(true));
        self.text_at(slot.part(Part::UsualTime), promotion.usual_time.as_ref());
        self.text_at(slot.part(Part::SuccessRate), promotion.success_rate.as_ref());
        self.text_at(slot.part(Part::Remark), promotion.text.as_ref());
        self.groups(slot, &promotion.groups);
    }

    fn story(&mut self, story: &'a Story) {
        self.say(Slot::of(Part::Story), Said::Text(&story.text));
        self.add(story.title.iter().map(|title| (Part::Title, Said::Text(title))).collect());
    }

    fn week(&mut self, week: &'a Week) {
        for (day, entries) in &week.days {
            self.texts(Slot::of(Part::Day).under(Some(day)), entries);
        }
        for (work, share) in &week.split {
            self.say(Slot::of(Part::Share).under(Some(work)), Said::Measure(share));
        }
    }
}
