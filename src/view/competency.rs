//! The page of a competency, and the page of all of them.

use super::body::Card;
use super::builder::Builder;
use super::matrix;
use super::matrix::MatrixStep;
use super::page::{Link, Words};
use super::parts::{Entry, LevelLink, Resource, Section};
use crate::model::id::Id;
use crate::model::skills;
use crate::model::things::{self, Thing};
use serde::Serialize;

/// All competencies.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Competencies {
    /// What the page is about.
    pub summary: Option<Words>,
    /// The author's own words.
    pub text: Option<Words>,
    /// By area.
    pub areas: Vec<CompetencyArea>,
    /// The scales.
    pub scales: Vec<ScaleList>,
}

/// The competencies of one area.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompetencyArea {
    /// Its id on the page.
    pub id: String,
    /// The area.
    pub title: String,
    /// What it is.
    pub summary: Option<Words>,
    /// Its competencies.
    pub cards: Vec<Card>,
}

/// A scale with its steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ScaleList {
    /// Its id on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its steps, lowest first: the title and what it means.
    pub steps: Vec<(String, Option<Words>)>,
}

/// A competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Competency {
    /// Its area.
    pub area: Option<Link>,
    /// What it is.
    pub summary: Option<Words>,
    /// How one gets better at it.
    pub development: Option<Words>,
    /// Its steps, lowest first.
    pub steps: Vec<CompetencyStep>,
    /// Its thread through the ladders.
    pub threads: Vec<Thread>,
    /// The roles that need it.
    pub roles: Vec<Link>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// A step of a competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompetencyStep {
    /// Its title.
    pub title: String,
    /// Its height among five: 1 the lowest, 5 the highest.
    pub heat: u8,
    /// What it means in general.
    pub general: Option<Words>,
    /// What it means here.
    pub text: Option<Words>,
    /// How it is told.
    pub criteria: Vec<Entry>,
    /// What it looks like.
    pub examples: Vec<Words>,
}

/// A competency through the levels of one ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Thread {
    /// The ladder.
    pub ladder: Link,
    /// The levels that expect it, track by track, lowest first.
    pub levels: Vec<ThreadLevel>,
}

/// What one level expects of the competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ThreadLevel {
    /// The level.
    pub level: LevelLink,
    /// The step.
    pub step: Option<MatrixStep>,
    /// What it states.
    pub items: Vec<Entry>,
}

/// The page of a competency.
pub fn competency(page: &mut Builder<'_>, competency: &skills::Competency) -> Competency {
    page.reserve(&["steps", "levels", "development", "roles", "resources", "mentioned"]);
    let needs = |role: &&skills::Role| {
        role.needs.iter().any(|need| need.competency.as_ref().is_some_and(|(id, _)| *id == competency.id))
    };
    let roles: Vec<Thing> =
        page.shown.handbook.roles.values().filter(needs).map(|role| Thing::Role(role.id.clone())).collect();
    Competency {
        area: competency.area.clone().and_then(|area| page.link(&Thing::Area(area))),
        summary: page.blocks_of(competency.summary.as_ref()),
        development: page.blocks_of(competency.development.as_ref()),
        steps: steps(page, competency),
        threads: threads(page, competency),
        roles: page.links(&roles),
        resources: page.resources(&competency.resources),
        sections: page.sections(&competency.sections),
        owner: page.line_of(competency.meta.owner.as_ref()),
        mentioned: page.mentioned(&Thing::Competency(competency.id.clone())),
    }
}

/// The steps of its scale that mean something here; all of them as soon as one does.
fn steps(page: &mut Builder<'_>, competency: &skills::Competency) -> Vec<CompetencyStep> {
    let scale = competency.scale.as_ref().and_then(|scale| page.shown.handbook.scales.get(scale));
    let Some(scale) = scale.filter(|_| !competency.steps.is_empty()) else { return Vec::new() };
    let step = |(place, general): (usize, &skills::ScaleStep)| {
        let here = competency.steps.iter().find(|(known, _)| *known == place).map(|(_, step)| step);
        CompetencyStep {
            title: general.title.plain(),
            heat: matrix::heat(place, scale.steps.len()),
            general: page.line_of(general.text.as_ref()),
            text: page.blocks_of(here.and_then(|here| here.text.as_ref())),
            criteria: here.map(|here| page.entries(&here.criteria)).unwrap_or_default(),
            examples: here.map(|here| page.lines(&here.examples)).unwrap_or_default(),
        }
    };
    scale.steps.iter().enumerate().map(step).collect()
}

fn threads(page: &mut Builder<'_>, competency: &skills::Competency) -> Vec<Thread> {
    let families: Vec<&things::Family> = page.shown.handbook.families.values().collect();
    families.into_iter().filter_map(|family| thread(page, competency, family)).collect()
}

fn thread(page: &mut Builder<'_>, competency: &skills::Competency, family: &things::Family) -> Option<Thread> {
    let ladder = page.link(&Thing::Family(family.id.clone()))?;
    let tracks = page.shown.tracks_of(&family.id);
    let levels: Vec<&things::Level> = tracks.into_iter().flat_map(|track| page.shown.levels_of(track)).collect();
    let levels: Vec<ThreadLevel> =
        levels.into_iter().filter_map(|level| thread_level(page, competency, level)).collect();
    (!levels.is_empty()).then_some(Thread { ladder, levels })
}

/// What a level states of the competency; `None` when it states nothing.
fn thread_level(page: &mut Builder<'_>, competency: &skills::Competency, level: &things::Level) -> Option<ThreadLevel> {
    let stated = level.expects.iter().find(|stated| stated.competency == competency.id)?;
    if !page.shown.sees(stated.audience) {
        return None;
    }
    let items = page.entries(&stated.items);
    Some(ThreadLevel { level: page.level_link(&level.id)?, step: matrix::step(page, competency, stated.step), items })
}

/// The page of all competencies; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> Competencies {
    let text = index.map(|index| page.shown.text_of(index)).filter(|text| !text.prose.is_empty());
    let known: Vec<&skills::Area> =
        page.shown.handbook.areas.values().filter(|area| page.shown.has(&Thing::Area(area.id.clone()))).collect();
    let mut areas: Vec<CompetencyArea> = known.into_iter().filter_map(|area| area_of(page, area)).collect();
    let cards = cards(page, None);
    if !cards.is_empty() {
        let title = if areas.is_empty() { "All competencies" } else { "Other competencies" };
        areas.push(CompetencyArea { id: "other".to_owned(), title: title.to_owned(), summary: None, cards });
    }
    Competencies {
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        text: page.blocks_of(text.as_ref()),
        areas,
        scales: scales(page),
    }
}

fn area_of(page: &mut Builder<'_>, area: &skills::Area) -> Option<CompetencyArea> {
    let cards = cards(page, Some(&area.id));
    let spot = page.shown.spot(&Thing::Area(area.id.clone()))?;
    let (id, title) = (spot.anchor.clone().unwrap_or_default(), spot.title.clone());
    Some(CompetencyArea { id, title, summary: page.lede_of(area.summary.as_ref()), cards })
}

/// The competencies of an area, or of none that the audience sees.
fn cards(page: &mut Builder<'_>, area: Option<&Id<skills::Area>>) -> Vec<Card> {
    let seen = |area: &Id<skills::Area>| page.shown.has(&Thing::Area(area.clone()));
    let in_area = |it: &&skills::Competency| it.area.as_ref().filter(|area| seen(area)) == area;
    let own: Vec<&skills::Competency> = page.shown.handbook.competencies.values().filter(in_area).collect();
    let card = |it: &skills::Competency| {
        let link = page.link(&Thing::Competency(it.id.clone()))?;
        Some(Card { link, summary: page.lede_of(it.summary.as_ref()), facts: Vec::new(), tone: None })
    };
    own.into_iter().filter_map(card).collect()
}

fn scales(page: &mut Builder<'_>) -> Vec<ScaleList> {
    let book = page.shown.handbook;
    let scale = |scale: &skills::Scale| {
        let spot = page.shown.spot(&Thing::Scale(scale.id.clone()))?;
        let (id, title) = (spot.anchor.clone().unwrap_or_default(), spot.title.clone());
        let steps = scale.steps.iter().map(|step| (step.title.plain(), page.line_of(step.text.as_ref()))).collect();
        Some(ScaleList { id, title, steps })
    };
    book.scales.values().filter_map(scale).collect()
}
