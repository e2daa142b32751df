//! Who mentions a thing: the links in all that readers may see, turned round.

use super::hidden::Hidden;
use super::places::Places;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::readers::Readers;
use crate::model::skills::{Competency, Role, Scale};
use crate::model::target::Target;
use crate::model::things::{
    Audience, Band, Group, Guide, Item, Level, Move, Page, Pathway, Resource, Section, Text, Thing,
};
use indexmap::IndexMap;
use std::collections::{BTreeMap, HashMap};

/// Who mentions a thing or page, each once, in order: things of the ladder first, then pages by path.
///
/// What has no page of its own counts for the levels that show it: a move for those where it starts, pay for its level.
pub(super) fn mentions(handbook: &Handbook, readers: Readers, places: &Places) -> BTreeMap<Thing, Vec<Thing>> {
    let mut reader = Reader { handbook, readers, from: None, found: IndexMap::new() };
    reader.ladders();
    let bands = bands_by_level(handbook);
    for (level, place) in handbook.levels.values().zip(&places.by_level) {
        if !reader.opens(Thing::Level(level.id.clone()), level.meta.audience) {
            continue;
        }
        reader.level(level);
        place.leaving.iter().filter_map(|id| handbook.moves.get(id)).for_each(|step| reader.step(step));
        bands.get(&level.id).into_iter().flatten().for_each(|band| reader.band(band));
    }
    reader.skills();
    reader.jobs();
    for page in &handbook.pages {
        if reader.opens(Thing::Page(page.path.clone()), page.audience) {
            reader.page(page);
        }
    }
    reader.found.into_iter().collect()
}

fn bands_by_level(handbook: &Handbook) -> HashMap<&Id<Level>, Vec<&Band>> {
    let mut bands: HashMap<_, Vec<_>> = HashMap::new();
    for band in &handbook.bands {
        if let Some(level) = &band.level {
            bands.entry(level).or_default().push(band);
        }
    }
    bands
}

struct Reader<'a> {
    handbook: &'a Handbook,
    readers: Readers,
    /// The thing that is being read.
    from: Option<Thing>,
    found: IndexMap<Thing, Vec<Thing>>,
}

impl<'a> Reader<'a> {
    /// Begins to read a thing, if its readers see it.
    fn opens(&mut self, thing: Thing, audience: Audience) -> bool {
        self.from = Some(thing);
        self.readers.see(audience)
    }

    fn ladders(&mut self) {
        let handbook = self.handbook;
        for family in handbook.families.values() {
            if self.opens(Thing::Family(family.id.clone()), family.meta.audience) {
                self.texts(family.summary.iter().chain(&family.meta.owner).chain([&family.title]));
                self.sections(&family.sections);
            }
        }
        for track in handbook.tracks.values() {
            if self.opens(Thing::Track(track.id.clone()), track.meta.audience) {
                self.texts(track.summary.iter().chain(&track.meta.owner).chain([&track.title]));
                self.sections(&track.sections);
            }
        }
    }

    fn level(&mut self, level: &'a Level) {
        self.texts([&level.title].into_iter().chain(&level.summary).chain(&level.meta.owner).chain(&level.also));
        self.texts(level.experience.iter().map(|measure| &measure.text));
        self.texts(level.dimensions.iter().map(|(_, text)| text));
        self.groups(&level.responsibilities);
        let readers = self.readers;
        for expectation in level.expects.iter().filter(|expectation| readers.see(expectation.audience)) {
            self.items(&expectation.items);
        }
        self.groups(&level.also_needs);
        for milestone in &level.milestones {
            self.text(&milestone.by);
            self.items(&milestone.items);
        }
        for promotion in &level.promotion {
            self.texts(promotion.usual_time.iter().chain(&promotion.success_rate).chain(&promotion.text));
            self.groups(&promotion.groups);
        }
        self.texts(level.stories.iter().flat_map(|story| story.title.iter().chain([&story.text])));
        self.items(&level.pitfalls);
        if let Some(week) = &level.week {
            self.texts(week.days.iter().flat_map(|(_, entries)| entries));
            self.texts(week.split.iter().flat_map(|(name, share)| [name, &share.text]));
        }
        self.resources(&level.resources);
        self.sections(&level.sections);
    }

    fn step(&mut self, step: &'a Move) {
        self.texts(step.title.iter().chain(&step.text).chain(&step.usual_time).chain(&step.success_rate));
        self.items(&step.why);
        self.items(&step.prepare);
        self.items(&step.risks);
    }

    fn band(&mut self, band: &'a Band) {
        if self.readers.see(band.meta.audience) {
            self.texts(band.title.iter().chain(&band.place).chain(&band.market).chain(&band.source).chain(&band.note));
        }
    }

    fn skills(&mut self) {
        let handbook = self.handbook;
        for area in handbook.areas.values() {
            if self.opens(Thing::Area(area.id.clone()), area.meta.audience) {
                self.texts(area.summary.iter().chain([&area.title]));
            }
        }
        for competency in handbook.competencies.values() {
            if self.opens(Thing::Competency(competency.id.clone()), competency.meta.audience) {
                self.competency(competency);
            }
        }
        for scale in handbook.scales.values() {
            if self.opens(Thing::Scale(scale.id.clone()), scale.meta.audience) {
                self.scale(scale);
            }
        }
    }

    fn competency(&mut self, competency: &'a Competency) {
        let Competency { meta, title, summary, development, .. } = competency;
        self.texts([title].into_iter().chain(summary).chain(development).chain(&meta.owner));
        for (_, step) in &competency.steps {
            self.texts(step.text.iter().chain(&step.examples));
            self.items(&step.criteria);
        }
        self.resources(&competency.resources);
        self.sections(&competency.sections);
    }

    fn scale(&mut self, scale: &'a Scale) {
        self.texts(&scale.title);
        self.texts(scale.steps.iter().flat_map(|step| [&step.title].into_iter().chain(&step.text)));
    }

    fn jobs(&mut self) {
        let handbook = self.handbook;
        for role in handbook.roles.values() {
            if self.opens(Thing::Role(role.id.clone()), role.meta.audience) {
                self.role(role);
            }
        }
        for pathway in handbook.pathways.values() {
            if self.opens(Thing::Pathway(pathway.id.clone()), pathway.meta.audience) {
                self.pathway(pathway);
            }
        }
        for guide in handbook.guides.values() {
            if self.opens(Thing::Guide(guide.id.clone()), guide.meta.audience) {
                self.guide(guide);
            }
        }
    }

    fn role(&mut self, role: &'a Role) {
        self.texts([&role.title].into_iter().chain(&role.summary).chain(&role.meta.owner));
        self.texts(role.needs.iter().filter_map(|need| need.text.as_ref()));
        self.items(&role.practices);
        self.resources(&role.resources);
        self.sections(&role.sections);
    }

    fn pathway(&mut self, pathway: &'a Pathway) {
        let Pathway { meta, title, summary, duration, .. } = pathway;
        self.texts([title].into_iter().chain(summary).chain(duration).chain(&meta.owner));
        for step in &pathway.steps {
            self.texts([&step.when].into_iter().chain(&step.title));
            self.items(&step.items);
        }
        self.resources(&pathway.resources);
    }

    fn guide(&mut self, guide: &'a Guide) {
        let Guide { meta, title, topic, cause, approach, .. } = guide;
        self.texts([title].into_iter().chain(topic).chain(cause).chain(approach).chain(&meta.owner));
        self.items(&guide.steps);
    }

    fn page(&mut self, page: &'a Page) {
        self.texts([&page.title, &page.text].into_iter().chain(&page.summary).chain(&page.owner));
    }

    fn groups(&mut self, groups: &'a [Group]) {
        for group in groups {
            self.texts(&group.title);
            self.items(&group.items);
        }
    }

    fn items(&mut self, items: &'a [Item]) {
        let readers = self.readers;
        for item in items.iter().filter(|item| readers.see(item.audience)) {
            self.texts([&item.text].into_iter().chain(&item.examples));
        }
    }

    fn sections(&mut self, sections: &'a [Section]) {
        let readers = self.readers;
        let seen = sections.iter().filter(|section| readers.see(section.audience));
        self.texts(seen.flat_map(|section| [&section.title, &section.text]));
    }

    fn resources(&mut self, resources: &'a [Resource]) {
        for resource in resources {
            self.texts([&resource.title].into_iter().chain(&resource.by).chain(&resource.note));
            resource.url.iter().for_each(|target| self.target(target));
        }
    }

    fn texts(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        texts.into_iter().for_each(|text| self.text(text));
    }

    fn text(&mut self, text: &Text) {
        let hidden = Hidden::of(text, self.handbook, self.readers);
        let links = text.links.iter().enumerate().filter(|(at, _)| !hidden.links.contains(at));
        links.for_each(|(_, target)| self.target(target));
        let marks = text.marks.iter().filter(|mark| !hidden.nodes.contains(&mark.node));
        marks.for_each(|mark| self.target(&mark.link));
    }

    fn target(&mut self, target: &Target) {
        let Target::Thing(thing, _) = target else { return };
        let Some(from) = self.from.as_ref().filter(|from| *from != thing) else { return };
        match self.found.get_mut(thing) {
            Some(known) if known.last() == Some(from) => {}
            Some(known) => known.push(from.clone()),
            None => {
                self.found.insert(thing.clone(), vec![from.clone()]);
            }
        }
    }
}
