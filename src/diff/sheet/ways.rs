//! Moves, pathways, pay, guides, releases and pages laid out as lines.

use super::super::book::{Book, Ref};
use super::super::change::Kind;
use super::super::part::Part;
use super::{Lines, Said, Sheet, Slot, refs};
use crate::model::things::{Audience, Band, Guide, Move, Page, Pathway, PathwayStep, Release};

pub(super) fn step_to(step: &Move) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.things(Part::From, refs(Kind::Level, &step.from));
    lines.thing(Part::To, Kind::Level, Some(&step.to));
    lines.say(Slot::of(Part::Type), Said::MoveKind(step.kind));
    lines.text(Part::Remark, step.text.as_ref());
    lines.items(Slot::of(Part::Reason), &step.why, Audience::default());
    lines.items(Slot::of(Part::Preparation), &step.prepare, Audience::default());
    lines.text(Part::UsualTime, step.usual_time.as_ref());
    lines.text(Part::SuccessRate, step.success_rate.as_ref());
    lines.items(Slot::of(Part::Risk), &step.risks, Audience::default());
    lines.meta(&step.meta);
    Sheet { title: step.title.as_ref(), lines: lines.0 }
}

pub(super) fn pathway(pathway: &Pathway) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.text(Part::Summary, pathway.summary.as_ref());
    lines.things(Part::From, pathway.from.iter().map(Ref::of).collect());
    lines.things(Part::To, pathway.to.iter().map(Ref::of).collect());
    lines.text(Part::Duration, pathway.duration.as_ref());
    pathway.steps.iter().for_each(|step| lines.pathway_step(step));
    lines.resources(&pathway.resources);
    lines.meta(&pathway.meta);
    Sheet { title: Some(&pathway.title), lines: lines.0 }
}

impl<'a> Lines<'a> {
    fn pathway_step(&mut self, step: &'a PathwayStep) {
        let slot = Slot::of(Part::Theme).under(Some(&step.when));
        match &step.title {
            Some(title) => self.text_at(slot, Some(title)),
            // A step with nothing but a time is a step all the same.
            None if step.items.is_empty() => self.say(slot, Said::Flag(true)),
            None => {}
        }
        self.items(slot.part(Part::Task), &step.items, Audience::default());
    }
}

pub(super) fn band(band: &Band) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.text(Part::Title, band.title.as_ref());
    lines.say(Slot::of(Part::Pay), Said::Measure(&band.pay));
    lines.text(Part::Location, band.place.as_ref());
    lines.text(Part::Market, band.market.as_ref());
    lines.word(Part::Since, band.from.as_ref());
    lines.text(Part::Source, band.source.as_ref());
    lines.text(Part::Note, band.note.as_ref());
    lines.meta(&band.meta);
    for line in &mut lines.0 {
        line.slot.thing = Book::paid(band);
    }
    Sheet { title: None, lines: lines.0 }
}

pub(super) fn guide(guide: &Guide) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.text(Part::Topic, guide.topic.as_ref());
    lines.text(Part::Cause, guide.cause.as_ref());
    lines.text(Part::Remark, guide.approach.as_ref());
    lines.items(Slot::of(Part::Approach), &guide.steps, Audience::default());
    lines.things(Part::About, guide.about.iter().map(Ref::of).collect());
    lines.meta(&guide.meta);
    Sheet { title: Some(&guide.title), lines: lines.0 }
}

pub(super) fn release(release: &Release) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.word(Part::Date, Some(&release.date));
    lines.word(Part::Since, release.in_force.as_ref());
    lines.text(Part::Summary, release.summary.as_ref());
    lines.meta(&release.meta);
    Sheet { title: release.title.as_ref(), lines: lines.0 }
}

/// What stands around a page's text; the text itself is compared block by block.
pub(super) fn page(page: &Page) -> Sheet<'_> {
    let mut lines = Lines::default();
    lines.text(Part::Summary, page.summary.as_ref());
    lines.life(page.status, page.audience, page.owner.as_ref());
    Sheet { title: Some(&page.title), lines: lines.0 }
}
