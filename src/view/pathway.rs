//! The page of a pathway.

use super::assemble::cards_of;
use super::body::{Card, CardGroup, Cards};
use super::builder::{Builder, count};
use super::page::{Link, Words};
use super::parts::{Chart, Entry, Resource};
use super::timeline;
use crate::model::things::{self, Thing};
use serde::Serialize;

/// A pathway.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Pathway {
    /// What it is.
    pub summary: Option<Words>,
    /// Where it starts.
    pub from: Vec<Link>,
    /// Where it leads.
    pub to: Vec<Link>,
    /// The plan.
    pub plan: PathwayPlan,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// The steps of a pathway.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathwayPlan {
    /// The pathway.
    pub link: Link,
    /// How long it takes.
    pub duration: Option<Words>,
    /// Its steps on a time line; absent where they do not say when.
    pub timeline: Option<Chart>,
    /// Its steps in order.
    pub steps: Vec<PathwayStep>,
}

/// A step of a pathway.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathwayStep {
    /// Its id on the page.
    pub id: String,
    /// When.
    pub when: Words,
    /// What it is about.
    pub title: Option<Words>,
    /// What to do.
    pub items: Vec<Entry>,
}

/// The page of a pathway.
pub fn pathway(page: &mut Builder<'_>, pathway: &things::Pathway) -> Pathway {
    page.reserve(&["steps", "resources", "mentioned"]);
    Pathway {
        summary: page.blocks_of(pathway.summary.as_ref()),
        from: page.links(&pathway.from),
        to: page.links(&pathway.to),
        plan: plan(page, pathway),
        resources: page.resources(&pathway.resources),
        owner: page.line_of(pathway.meta.owner.as_ref()),
        mentioned: page.mentioned(&Thing::Pathway(pathway.id.clone())),
    }
}

/// The plan of a pathway, on its own page or as part of another.
pub fn plan(page: &mut Builder<'_>, pathway: &things::Pathway) -> PathwayPlan {
    let own = Link { text: pathway.title.plain(), href: String::new() };
    let link = page.link(&Thing::Pathway(pathway.id.clone())).unwrap_or(own);
    let steps = steps(page, pathway);
    let timeline = timeline(page, pathway, &steps);
    PathwayPlan { link, duration: page.line_of(pathway.duration.as_ref()), timeline, steps }
}

fn steps(page: &mut Builder<'_>, pathway: &things::Pathway) -> Vec<PathwayStep> {
    let step = |(at, step): (usize, &things::PathwayStep)| PathwayStep {
        id: page.fresh_id(&format!("step-{}", at + 1)),
        when: page.line(&step.when),
        title: page.line_of(step.title.as_ref()),
        items: page.entries(&step.items),
    };
    pathway.steps.iter().enumerate().map(step).collect()
}

fn timeline(page: &mut Builder<'_>, pathway: &things::Pathway, steps: &[PathwayStep]) -> Option<Chart> {
    let line = |(step, shown): (&things::PathwayStep, &PathwayStep)| timeline::Step {
        when: step.when.plain(),
        title: step.title.as_ref().map(things::Text::plain).unwrap_or_default(),
        note: String::new(),
        href: Some(format!("#{}", shown.id)),
    };
    let lines: Vec<_> = pathway.steps.iter().zip(steps).map(line).collect();
    timeline::figure(page, pathway.title.plain(), None, &lines)
}

/// The page of all pathways; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> Cards {
    let pathways: Vec<&things::Pathway> = page.shown.handbook.pathways.values().collect();
    let cards = pathways.into_iter().filter_map(|pathway| card(page, pathway)).collect();
    cards_of(page, index, vec![CardGroup { title: None, id: "all".to_owned(), cards }])
}

fn card(page: &mut Builder<'_>, pathway: &things::Pathway) -> Option<Card> {
    let link = page.link(&Thing::Pathway(pathway.id.clone()))?;
    let duration = pathway.duration.as_ref().map(things::Text::plain);
    let facts = duration.into_iter().chain([count(pathway.steps.len(), "step", "steps")]).collect();
    Some(Card { link, summary: page.lede_of(pathway.summary.as_ref()), facts, tone: None })
}
