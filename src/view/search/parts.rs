//! The parts of each kind of page, with the ids that they have there.

use super::Part;
use super::words::{Reader, blocks_to, line_to};
use crate::base::{Block, encode};
use crate::view::body::Body;
use crate::view::competency::Competency;
use crate::view::expected::Expectation;
use crate::view::guide::Guide;
use crate::view::level::Level;
use crate::view::page::Words;
use crate::view::parts::{Entry, Group, Resource, Section};
use crate::view::pathway::{Pathway, PathwayPlan};
use crate::view::role::Role;

/// The parts of a page that have something to say.
pub(super) fn parts(reader: &Reader<'_>) -> Vec<Part> {
    let mut parts = Parts { reader, all: Vec::new() };
    match &reader.page.body {
        Body::Level(level) => parts.level(level),
        Body::Competency(competency) => parts.competency(competency),
        Body::Role(role) => parts.role(role),
        Body::Pathway(pathway) => parts.pathway(pathway),
        Body::Guide(guide) => parts.guide(guide),
        Body::Ladder(ladder) => {
            parts.add("", "", ladder.summary);
            parts.sections(&ladder.sections);
        }
        Body::Track(track) => {
            parts.add("", "", track.summary);
            parts.sections(&track.sections);
        }
        Body::Article(article) => {
            parts.add("", "", article.summary);
            parts.prose(article.text);
        }
        Body::Home(home) => {
            parts.add("", "", home.summary);
            home.text.into_iter().for_each(|text| parts.prose(text));
        }
        Body::Ladders(cards) | Body::Roles(cards) | Body::Pathways(cards) | Body::Folder(cards) => {
            parts.add("", "", cards.summary);
            cards.text.into_iter().for_each(|text| parts.prose(text));
        }
        Body::CompareIndex(index) => {
            parts.add("", "", index.summary);
            index.text.into_iter().for_each(|text| parts.prose(text));
        }
        Body::Competencies(index) => {
            parts.add("", "", index.summary);
            index.text.into_iter().for_each(|text| parts.prose(text));
            index.areas.iter().for_each(|area| parts.say(&area.id, &area.title, String::new()));
        }
        Body::Guides(index) => {
            parts.add("", "", index.summary);
            index.text.into_iter().for_each(|text| parts.prose(text));
        }
        Body::Changes(changes) => {
            parts.add("", "", changes.summary);
            changes.text.into_iter().for_each(|text| parts.prose(text));
        }
        Body::Chapter(chapter) => parts.say("", "", chapter.release.summary.clone().unwrap_or_default()),
        Body::Compare(compare) => parts.say("", "", compare.summary.clone()),
        Body::Matrix(_) | Body::Review(_) | Body::Letters(_) | Body::NotFound(_) | Body::Redirect(_) => {}
    }
    parts.all
}

struct Parts<'a> {
    reader: &'a Reader<'a>,
    all: Vec<Part>,
}

impl Parts<'_> {
    /// Adds a part with the words of some passages, unless it says nothing.
    fn add(&mut self, anchor: &str, title: &str, words: impl IntoIterator<Item = Words>) {
        let lines: Vec<String> = words.into_iter().map(|words| self.reader.plain(words)).collect();
        if lines.iter().any(|line| !line.is_empty()) {
            self.say(anchor, title, lines.join("\n"));
        }
    }

    fn say(&mut self, anchor: &str, title: &str, text: String) {
        if !title.is_empty() || !text.is_empty() {
            self.all.push(Part { anchor: encode(anchor), title: title.to_owned(), text });
        }
    }

    /// Adds what an author wrote in Markdown, cut at its headings.
    fn prose(&mut self, words: Words) {
        let Some((blocks, links)) = self.reader.tree(words) else { return };
        let mut part = Part::default();
        for block in blocks {
            if let Block::Heading { id, text, .. } = block {
                let mut title = String::new();
                line_to(text, links, &mut title);
                let next = Part { anchor: encode(id), title: title.trim_end().to_owned(), text: String::new() };
                let done = std::mem::replace(&mut part, next);
                self.all.extend((done != Part::default()).then_some(done));
            } else {
                blocks_to(std::slice::from_ref(block), links, &mut part.text);
            }
        }
        self.all.extend((part != Part::default()).then_some(part));
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            let title = self.reader.plain(section.title);
            self.add(&section.id, &title, [section.text]);
        }
    }

    fn level(&mut self, level: &Level) {
        self.add("", "", level.summary);
        let facts =
            level.facts.iter().filter_map(|fact| Some(format!("{}: {}", fact.label, self.reader.plain(fact.value?))));
        let facts = facts.collect::<Vec<_>>().join("\n");
        self.say("", "", facts);
        let expected = level.expected.iter().flat_map(|expected| &expected.competencies);
        expected.for_each(|expectation| self.expectation(expectation));
        self.add("responsibilities", "Responsibilities", groups(&level.responsibilities));
        self.add("needs", "Also needed", groups(&level.needs));
        let milestones = level.milestones.iter().flat_map(|it| std::iter::once(it.by).chain(entries(&it.items)));
        self.add("milestones", "Milestones", milestones);
        for promotion in &level.promotions {
            let words = [promotion.usual_time, promotion.success_rate, promotion.text].into_iter().flatten();
            let title = format!("Ready for {}?", promotion.to.link.text);
            self.add(&promotion.id, &title, words.chain(groups(&promotion.groups)));
        }
        self.add("pitfalls", "Pitfalls", entries(&level.pitfalls));
        self.add(
            "stories",
            "What impact looks like",
            level.stories.iter().flat_map(|it| it.title.into_iter().chain([it.text])),
        );
        self.add("week", "A week in the life", level.week.iter().flat_map(week));
        let rows = level.dimensions.iter();
        let rows = rows.filter_map(|fact| Some(format!("{}: {}", fact.label, self.reader.plain(fact.value?))));
        let rows = rows.collect::<Vec<_>>().join("\n");
        if !rows.is_empty() {
            self.say("at-a-glance", "At a glance", rows);
        }
        let pay = level.pay.iter().flat_map(|it| [Some(it.text), it.place, it.market, it.note].into_iter().flatten());
        self.add("pay", "Pay", pay);
        self.add("resources", "Resources", resources(&level.resources));
        self.sections(&level.sections);
    }

    /// Adds what a level states of one competency; what only carries over is found where it is stated.
    fn expectation(&mut self, expectation: &Expectation) {
        let shown = !expectation.items.is_empty() || expectation.is_new || expectation.step_before.is_some();
        if !shown {
            return;
        }
        let lines = entries(&expectation.items).map(|words| self.reader.plain(words));
        let text = expectation.step.iter().cloned().chain(lines).collect::<Vec<_>>().join("\n");
        self.say(&expectation.id, &expectation.competency.text, text);
    }

    fn competency(&mut self, competency: &Competency) {
        self.add("", "", competency.summary);
        let steps = competency.steps.iter().flat_map(|step| {
            let own = step.general.into_iter().chain(step.text);
            own.chain(entries(&step.criteria)).chain(step.examples.iter().copied())
        });
        self.add("steps", "Steps", steps);
        self.add("development", "How to grow", competency.development);
        self.add("resources", "Resources", resources(&competency.resources));
        self.sections(&competency.sections);
    }

    fn role(&mut self, role: &Role) {
        self.add("", "", role.summary);
        let needs = role.needs.iter().map(|need| {
            let text = need.text.map(|text| self.reader.plain(text)).unwrap_or_default();
            need.competency.as_ref().map_or(text.clone(), |link| format!("{} {text}", link.text))
        });
        let needs = needs.collect::<Vec<_>>().join("\n");
        if !needs.is_empty() {
            self.say("needs", "What it needs", needs);
        }
        self.add("practices", "Practices", entries(&role.practices));
        self.add("pathways", "How to get there", role.pathways.iter().flat_map(plan));
        self.add("resources", "Resources", resources(&role.resources));
        self.sections(&role.sections);
    }

    fn pathway(&mut self, pathway: &Pathway) {
        self.add("", "", pathway.summary);
        self.add("steps", "Steps", plan(&pathway.plan));
        self.add("resources", "Resources", resources(&pathway.resources));
    }

    fn guide(&mut self, guide: &Guide) {
        self.add("cause", "Where it comes from", guide.cause);
        self.add("approach", "What to do", guide.approach.into_iter().chain(entries(&guide.steps)));
    }
}

fn entries(entries: &[Entry]) -> impl Iterator<Item = Words> {
    entries.iter().flat_map(|entry| std::iter::once(entry.text).chain(entry.examples.iter().copied()))
}

fn groups(groups: &[Group]) -> impl Iterator<Item = Words> {
    groups.iter().flat_map(|group| group.title.into_iter().chain(entries(&group.items)))
}

fn resources(resources: &[Resource]) -> impl Iterator<Item = Words> {
    resources.iter().flat_map(|it| std::iter::once(it.title).chain(it.by).chain(it.note))
}

fn plan(plan: &PathwayPlan) -> impl Iterator<Item = Words> {
    let steps =
        plan.steps.iter().flat_map(|step| std::iter::once(step.when).chain(step.title).chain(entries(&step.items)));
    plan.duration.into_iter().chain(steps)
}

fn week(week: &crate::view::level::Week) -> impl Iterator<Item = Words> {
    let days = week.days.iter().flat_map(|day| std::iter::once(day.name).chain(day.entries.iter().copied()));
    days.chain(week.split.iter().flat_map(|share| [share.label, share.text]))
}
