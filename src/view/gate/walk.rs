//! The walk through all that a handbook says, text by text; what the veil takes is taken out on the way.

use super::spoken;
use super::{LATER, NOBODY, Veil};
use crate::base::Block;
use crate::diff::change::Kind;
use crate::model::handbook::Handbook;
use crate::model::skills::{Competency, Role};
use crate::model::things::{Audience, Group, Guide, Item, Level, Meta, Move, Page, Pathway, Resource, Section, Text};
use std::collections::HashSet;
use std::sync::Arc;

/// A walk under a veil.
pub(super) struct Walk<'v> {
    veil: &'v mut Veil,
    /// Things that are drafts, which readers do not see.
    closed: HashSet<(Kind, Arc<str>)>,
    /// The thing at hand.
    thing: (Kind, Arc<str>),
    /// Who may see what is at hand.
    at: Audience,
    /// How many texts of the thing at hand there are, and how many of them went.
    texts: usize,
    gone: usize,
    /// Whether a thing went because of what it says.
    more: bool,
}

impl<'v> Walk<'v> {
    /// A walk through a handbook whose `closed` things its readers do not see.
    pub(super) fn new(veil: &'v mut Veil, closed: HashSet<(Kind, Arc<str>)>) -> Self {
        let thing = (Kind::Family, Arc::from(""));
        Self { veil, closed, thing, at: Audience::default(), texts: 0, gone: 0, more: false }
    }

    /// Walks through everything. Whether another walk is due: something went because of what it says, and others may
    /// name it.
    pub(super) fn handbook(mut self, book: &mut Handbook) -> bool {
        self.skills(book);
        for it in book.families.values_mut() {
            self.enters(Kind::Family, it.id.name(), &mut it.meta, &it.title);
            self.maybe(&mut it.summary);
            self.sections(&mut it.sections);
            self.leaves(&mut it.meta.audience, &it.title);
        }
        for it in book.tracks.values_mut() {
            self.enters(Kind::Track, it.id.name(), &mut it.meta, &it.title);
            self.maybe(&mut it.summary);
            self.sections(&mut it.sections);
            self.leaves(&mut it.meta.audience, &it.title);
        }
        for it in book.levels.values_mut() {
            self.enters(Kind::Level, it.id.name(), &mut it.meta, &it.title);
            self.level(it);
            self.leaves(&mut it.meta.audience, &it.title);
        }
        for it in book.roles.values_mut() {
            self.enters(Kind::Role, it.id.name(), &mut it.meta, &it.title);
            self.role(it);
            self.leaves(&mut it.meta.audience, &it.title);
        }
        for it in book.moves.values_mut() {
            self.step(it);
        }
        for it in book.pathways.values_mut() {
            self.enters(Kind::Pathway, it.id.name(), &mut it.meta, &it.title);
            self.pathway(it);
            self.leaves(&mut it.meta.audience, &it.title);
        }
        for it in book.guides.values_mut() {
            self.enters(Kind::Guide, it.id.name(), &mut it.meta, &it.title);
            self.guide(it);
            self.leaves(&mut it.meta.audience, &it.title);
        }
        self.bands(book);
        self.releases(book);
        book.pages.iter_mut().for_each(|page| self.page(page));
        self.more
    }

    /// Begins with a thing, which may go as a whole.
    fn enters(&mut self, kind: Kind, id: &Arc<str>, meta: &mut Meta, title: &Text) {
        self.stands(kind, id, meta.audience);
        let taken = self.takes(&title.plain()).then_some(NOBODY);
        if let Some(hidden) = taken.or_else(|| self.veil.hidden_from(kind, id)) {
            meta.audience = hidden;
            self.at = hidden;
        }
        self.maybe(&mut meta.owner);
        let was: Vec<Arc<str>> = meta.was.iter().map(|name| name.value.clone()).collect();
        self.veil.meets((kind, id), &was, self.at);
    }

    /// Is done with a thing. One that is not there today goes as a whole where half of it is hidden: it may be there
    /// under another name.
    fn leaves(&mut self, audience: &mut Audience, title: &Text) {
        if self.gone > 0 && self.gone * 2 >= self.texts && self.veil.loses(&self.thing, &title.plain()) {
            *audience = NOBODY;
            self.more = true;
        }
    }

    /// Stands before a thing that some may see.
    fn stands(&mut self, kind: Kind, id: &Arc<str>, audience: Audience) {
        self.thing = (kind, id.clone());
        (self.texts, self.gone) = (0, 0);
        let is_later = self.closed.contains(&self.thing) && self.veil.sees(audience);
        self.at = if is_later { LATER } else { audience };
    }

    fn skills(&mut self, book: &mut Handbook) {
        for it in book.grades.values_mut() {
            self.enters(Kind::Grade, it.id.name(), &mut it.meta, &it.title);
            it.external.retain(|(name, value)| !self.takes(&name.plain()) && !self.takes(&value.plain()));
        }
        for it in book.areas.values_mut() {
            self.enters(Kind::Area, it.id.name(), &mut it.meta, &it.title);
            self.maybe(&mut it.summary);
        }
        for it in book.scales.values_mut() {
            let title = it.title.clone().or_else(|| it.steps.first().map(|step| step.title.clone()));
            if let Some(title) = title {
                self.enters(Kind::Scale, it.id.name(), &mut it.meta, &title);
            }
            for step in &mut it.steps {
                if self.takes(&step.title.plain()) {
                    it.meta.audience = NOBODY;
                }
                self.maybe(&mut step.text);
            }
        }
        for it in book.dimensions.values_mut() {
            self.enters(Kind::Dimension, it.id.name(), &mut it.meta, &it.title);
            self.maybe(&mut it.summary);
        }
        for it in book.competencies.values_mut() {
            self.enters(Kind::Competency, it.id.name(), &mut it.meta, &it.title);
            self.competency(it);
            self.leaves(&mut it.meta.audience, &it.title);
        }
    }

    fn competency(&mut self, it: &mut Competency) {
        self.maybe(&mut it.summary);
        self.maybe(&mut it.development);
        for (_, step) in &mut it.steps {
            self.maybe(&mut step.text);
            self.items(&mut step.criteria);
            self.texts(&mut step.examples);
        }
        self.resources(&mut it.resources);
        self.sections(&mut it.sections);
    }

    fn level(&mut self, it: &mut Level) {
        it.grade = it.grade.take().filter(|grade| !self.veil.hides(Kind::Grade, grade.name()));
        self.texts(&mut it.also);
        [&mut it.code, &mut it.summary].into_iter().for_each(|text| self.maybe(text));
        it.experience = it.experience.take().filter(|measure| !self.takes(&measure.text.plain()));
        it.dimensions.retain(|(row, text)| {
            let seen = self.veil.seen(Kind::Dimension, row.name());
            !self.within(seen, |walk| walk.takes(&text.plain()))
        });
        self.groups(&mut it.responsibilities);
        it.expects.retain_mut(|expectation| {
            let of_skill = self.veil.seen(Kind::Competency, expectation.competency.name());
            let goes = self.veil.hides(Kind::Competency, expectation.competency.name());
            self.within(of_skill.max(expectation.audience), |walk| walk.items(&mut expectation.items));
            !goes
        });
        self.groups(&mut it.also_needs);
        for milestone in &mut it.milestones {
            self.items(&mut milestone.items);
        }
        it.milestones.retain(|milestone| !self.takes(&milestone.by.plain()));
        for promotion in &mut it.promotion {
            let of_level = self.veil.seen(Kind::Level, promotion.to.value.name());
            self.within(of_level, |walk| {
                let lines = [&mut promotion.usual_time, &mut promotion.success_rate, &mut promotion.text];
                lines.into_iter().for_each(|text| walk.maybe(text));
                walk.groups(&mut promotion.groups);
            });
        }
        it.promotion.retain(|promotion| !self.veil.hides(Kind::Level, promotion.to.value.name()));
        it.stories.retain_mut(|story| {
            self.maybe(&mut story.title);
            !self.blocks(&mut story.text)
        });
        self.items(&mut it.pitfalls);
        if let Some(week) = &mut it.week {
            week.days.iter_mut().for_each(|(_, entries)| self.texts(entries));
            week.split.retain(|(name, share)| !self.takes(&name.plain()) && !self.takes(&share.text.plain()));
        }
        self.resources(&mut it.resources);
        self.sections(&mut it.sections);
    }

    fn role(&mut self, it: &mut Role) {
        self.maybe(&mut it.summary);
        it.levels.retain(|level| !self.veil.hides(Kind::Level, level.name()));
        it.needs.retain_mut(|need| {
            let skill = need.competency.as_ref().map(|(competency, _)| competency.name());
            let goes = skill.is_some_and(|skill| self.veil.hides(Kind::Competency, skill));
            let seen = skill.map(|skill| self.veil.seen(Kind::Competency, skill)).unwrap_or_default();
            self.within(seen, |walk| walk.maybe(&mut need.text));
            !goes && (need.text.is_some() || need.competency.is_some())
        });
        self.items(&mut it.practices);
        self.resources(&mut it.resources);
        self.sections(&mut it.sections);
    }

    fn step(&mut self, it: &mut Move) {
        let ends = it.from.iter().chain([&it.to]);
        let seen = ends.map(|level| self.veil.seen(Kind::Level, level.name())).max().unwrap_or_default();
        self.stands(Kind::Move, it.id.name(), it.meta.audience.max(seen));
        if self.veil.hides(Kind::Move, it.id.name()) {
            it.meta.audience = NOBODY;
        }
        self.veil.meets((Kind::Move, it.id.name()), &[], it.meta.audience);
        let lines = [&mut it.title, &mut it.text, &mut it.usual_time, &mut it.success_rate];
        lines.into_iter().for_each(|text| self.maybe(text));
        [&mut it.why, &mut it.prepare, &mut it.risks].into_iter().for_each(|items| self.items(items));
    }

    fn pathway(&mut self, it: &mut Pathway) {
        [&mut it.summary, &mut it.duration].into_iter().for_each(|text| self.maybe(text));
        for step in &mut it.steps {
            self.maybe(&mut step.title);
            self.items(&mut step.items);
        }
        it.steps.retain(|step| !self.takes(&step.when.plain()));
        self.resources(&mut it.resources);
    }

    fn guide(&mut self, it: &mut Guide) {
        [&mut it.topic, &mut it.cause, &mut it.approach].into_iter().for_each(|text| self.maybe(text));
        self.items(&mut it.steps);
    }

    /// Pay, which has no ids: it is told by whom it is for, where and on which market.
    fn bands(&mut self, book: &mut Handbook) {
        let grades: Vec<_> = book.levels.values().map(|level| (level.id.clone(), level.grade.clone())).collect();
        book.bands.retain_mut(|band| {
            self.at = if self.veil.is_open(&band.meta) { band.meta.audience } else { NOBODY };
            if self.veil.takes_band(band, &grades, self.at) {
                return false;
            }
            let lines = [&mut band.title, &mut band.source, &mut band.note];
            lines.into_iter().for_each(|text| self.maybe(text));
            let facets = band.place.iter().chain(&band.market).chain([&band.pay.text]);
            // Each of them is to be learned.
            facets.filter(|text| self.takes(&text.plain())).count() == 0
        });
    }

    fn releases(&mut self, book: &mut Handbook) {
        for it in &mut book.releases {
            self.stands(Kind::Release, &it.version, it.meta.audience);
            [&mut it.title, &mut it.summary].into_iter().for_each(|text| self.maybe(text));
        }
    }

    fn page(&mut self, it: &mut Page) {
        self.stands(Kind::Page, &it.path, it.audience);
        if self.veil.hides(Kind::Page, &it.path) || self.takes(&it.title.plain()) {
            it.audience = NOBODY;
            self.at = NOBODY;
        }
        self.veil.meets((Kind::Page, &it.path), &[], self.at);
        [&mut it.summary, &mut it.owner].into_iter().for_each(|text| self.maybe(text));
        if self.veil.takes_all(&it.path, &it.text.prose, self.at) {
            self.texts += it.text.prose.blocks().len();
        } else {
            self.blocks(&mut it.text);
        }
        self.leaves(&mut it.audience, &it.title);
    }

    fn sections(&mut self, sections: &mut Vec<Section>) {
        sections.retain_mut(|section| {
            let at = self.at.max(section.audience);
            self.within(at, |walk| {
                let title = section.title.plain();
                let by_title = walk.takes(&title) | walk.takes_part(&title);
                !walk.blocks(&mut section.text) && !by_title
            })
        });
    }

    /// Takes blocks out of a text, and with a heading all that stands under it. Whether nothing is left of some.
    fn blocks(&mut self, text: &mut Text) -> bool {
        let hidden = self.veil.closed_blocks(&text.prose);
        let (mut gone, mut under) = (Vec::new(), None::<u8>);
        let outer = self.at;
        for (at, block) in text.prose.blocks().iter().enumerate() {
            self.at = if hidden.contains(&at) { NOBODY } else { outer };
            let words = spoken::words(block);
            let mut goes = self.takes(&words);
            if let Block::Heading { level, .. } = block {
                under = under.filter(|above| level > above);
                goes |= self.takes_part(&words);
                under = under.or(goes.then_some(*level));
            }
            if goes || under.is_some() {
                gone.push(at);
            }
        }
        self.at = outer;
        if gone.is_empty() {
            return false;
        }
        let all = gone.len() == text.prose.blocks().len();
        *text = text.without_blocks(&gone);
        all
    }

    fn groups(&mut self, groups: &mut Vec<Group>) {
        groups.retain_mut(|group| {
            let goes = group.title.as_ref().is_some_and(|title| self.takes(&title.plain()));
            self.items(&mut group.items);
            !goes
        });
    }

    fn items(&mut self, items: &mut Vec<Item>) {
        items.retain_mut(|item| {
            let at = self.at.max(item.audience);
            self.within(at, |walk| {
                let by_id = item.id.clone().is_some_and(|id| walk.takes_part(&id));
                let goes = walk.takes(&item.text.plain()) || by_id;
                walk.texts(&mut item.examples);
                !goes
            })
        });
    }

    fn resources(&mut self, resources: &mut Vec<Resource>) {
        resources.retain_mut(|resource| {
            self.maybe(&mut resource.by);
            self.maybe(&mut resource.note);
            !self.takes(&resource.title.plain())
        });
    }

    fn texts(&mut self, texts: &mut Vec<Text>) {
        texts.retain(|text| !self.takes(&text.plain()));
    }

    fn maybe(&mut self, text: &mut Option<Text>) {
        let goes = text.as_mut().is_some_and(|text| self.blocks(text));
        if goes {
            *text = None;
        }
    }

    fn takes(&mut self, words: &str) -> bool {
        let goes = self.veil.takes(words, self.at);
        self.texts += 1;
        self.gone += usize::from(goes);
        goes
    }

    /// Whether a part of the thing at hand goes by its own name.
    fn takes_part(&mut self, name: &str) -> bool {
        self.veil.takes_part(&self.thing, name, self.at)
    }

    /// Does something where only some may look.
    fn within<R>(&mut self, audience: Audience, act: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.at;
        self.at = outer.max(audience);
        let result = act(self);
        self.at = outer;
        result
    }
}
