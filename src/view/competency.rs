//! The page of a competency, and the page of all of them.

use super::body::Card;
use super::builder::{Builder, count};
use super::matrix::MatrixStep;
use super::page::{Link, Words};
use super::parts::{Entry, Figure, LevelLink, Resource, Section};
use super::shown::{Shown, scale_title};
use super::stated::{named, stated};
use super::{matrix, thread};
use crate::model::id::Id;
use crate::model::skills;
use crate::model::things::{self, Family, Level, Thing};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

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
    /// The steps of its levels, drawn; absent where no level names one.
    pub figure: Option<Figure>,
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

/// The steps of its scale: what each means in general, and what it means here.
fn steps(page: &mut Builder<'_>, competency: &skills::Competency) -> Vec<CompetencyStep> {
    let Some(scale) = page.shown.scale_of(competency) else { return Vec::new() };
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

/// Its thread through each ladder.
fn threads(page: &mut Builder<'_>, competency: &skills::Competency) -> Vec<Thread> {
    let families = page.shown.handbook.families.values();
    families.filter_map(|family| thread(page, competency, family)).collect()
}

fn thread(page: &mut Builder<'_>, competency: &skills::Competency, family: &Family) -> Option<Thread> {
    let ladder = page.link(&Thing::Family(family.id.clone()))?;
    let book = page.shown.handbook;
    let tracks = family.tracks.iter().filter_map(|track| book.tracks.get(track));
    let levels = tracks.flat_map(|track| &track.levels).filter_map(|level| book.levels.get(&level.value));
    let mut seen: HashSet<&Id<Level>> = HashSet::new();
    let levels = levels.filter(|level| level.expects.iter().any(|stated| stated.competency == competency.id));
    let levels = levels.filter(|level| seen.insert(&level.id));
    let levels: Vec<ThreadLevel> = levels.filter_map(|level| thread_level(page, competency, level)).collect();
    if levels.is_empty() {
        return None;
    }
    let figure = thread::figure(page, competency, family);
    Some(Thread { ladder, figure, levels })
}

/// What a level states of the competency; `None` when the audience sees nothing of it.
fn thread_level(page: &mut Builder<'_>, competency: &skills::Competency, level: &Level) -> Option<ThreadLevel> {
    let level = page.shown.level(&level.id)?;
    let stated = stated(page.shown, level, competency)?;
    let step = matrix::step(page, competency, stated.step);
    let items = page.entries(stated.items);
    Some(ThreadLevel { level: page.level_link(&level.id)?, step, items })
}

/// An area with the competencies of it that the audience sees.
#[derive(Debug)]
pub struct Area<'a> {
    /// The area; `None` for what is in no area.
    pub area: Option<&'a skills::Area>,
    /// Its title below those of the areas around it, such as `Technical › Cloud`.
    pub title: Option<String>,
    /// Its competencies in authored order.
    pub competencies: Vec<&'a skills::Competency>,
}

/// All areas in authored order, each followed by those inside it; what is in none that the audience sees comes last.
pub fn areas<'a>(shown: &Shown<'a>) -> Vec<Area<'a>> {
    let book = shown.handbook;
    let mut inside: HashMap<Option<&Id<skills::Area>>, Vec<&'a skills::Area>> = HashMap::new();
    for area in book.areas.values().filter(|area| sees_area(shown, &area.id)) {
        let parent = area.parent.as_ref().map(|parent| &parent.value).filter(|parent| sees_area(shown, parent));
        inside.entry(parent).or_default().push(area);
    }
    let mut competencies: HashMap<Option<&Id<skills::Area>>, Vec<&'a skills::Competency>> = HashMap::new();
    for competency in book.competencies.values().filter(|it| shown.has(&Thing::Competency(it.id.clone()))) {
        let area = competency.area.as_ref().filter(|area| sees_area(shown, area));
        competencies.entry(area).or_default().push(competency);
    }
    let mut areas = Vec::new();
    // A circle of parents has no way in from the top: its areas follow, each as if it had no parent.
    let tops = inside.remove(&None).unwrap_or_default();
    let mut waiting: Vec<(&skills::Area, Option<String>)> = Vec::new();
    for top in tops.into_iter().chain(book.areas.values().filter(|area| sees_area(shown, &area.id))) {
        waiting.push((top, None));
        while let Some((area, around)) = waiting.pop() {
            if areas.iter().any(|known: &Area<'_>| known.area.is_some_and(|known| known.id == area.id)) {
                continue;
            }
            let own = area.title.plain();
            let title = around.map_or_else(|| own.clone(), |around| format!("{around} › {own}"));
            let children = inside.get(&Some(&area.id)).into_iter().flatten().rev();
            waiting.extend(children.map(|child| (*child, Some(title.clone()))));
            let competencies = competencies.remove(&Some(&area.id)).unwrap_or_default();
            areas.push(Area { area: Some(area), title: Some(title), competencies });
        }
    }
    let rest = competencies.remove(&None).unwrap_or_default();
    areas.push(Area { area: None, title: None, competencies: rest });
    areas
}

fn sees_area(shown: &Shown<'_>, area: &Id<skills::Area>) -> bool {
    shown.has(&Thing::Area(area.clone()))
}

/// The page of all competencies; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> Competencies {
    let text = index.map(|index| page.shown.text_of(index)).filter(|text| !text.prose.is_empty());
    let (areas, counts) = (areas(page.shown), level_counts(page.shown));
    let rest = if areas.len() == 1 { "All competencies" } else { "Other" };
    Competencies {
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        text: page.blocks_of(text.as_ref()),
        areas: areas.into_iter().filter_map(|area| section(page, area, rest, &counts)).collect(),
        scales: scales(page),
    }
}

/// How many levels expect something of each competency, stated there or carried over.
fn level_counts<'a>(shown: &Shown<'a>) -> HashMap<&'a Id<skills::Competency>, usize> {
    let mut counts = HashMap::new();
    for level in shown.handbook.levels.keys().filter_map(|id| shown.level(id)) {
        for id in named(shown, &[level]) {
            let competency = shown.handbook.competencies.get(id);
            if competency.is_some_and(|competency| stated(shown, level, competency).is_some()) {
                *counts.entry(id).or_default() += 1;
            }
        }
    }
    counts
}

/// An area on the page of all competencies, under the id that links to the area lead to.
fn section(
    page: &mut Builder<'_>,
    area: Area<'_>,
    rest: &str,
    counts: &HashMap<&Id<skills::Competency>, usize>,
) -> Option<CompetencyArea> {
    let spot = area.area.and_then(|area| page.shown.spot(&Thing::Area(area.id.clone())));
    let id = spot.and_then(|spot| spot.anchor.clone());
    if id.is_none() && area.competencies.is_empty() {
        return None;
    }
    let card = |competency: &skills::Competency| {
        let link = page.link(&Thing::Competency(competency.id.clone()))?;
        let levels = counts.get(&competency.id).map(|number| count(*number, "level", "levels"));
        let summary = page.lede_of(competency.summary.as_ref());
        Some(Card { link, summary, facts: levels.into_iter().collect(), tone: None })
    };
    let cards = area.competencies.into_iter().filter_map(card).collect();
    Some(CompetencyArea {
        id: id.unwrap_or_else(|| "other".to_owned()),
        title: area.title.unwrap_or_else(|| rest.to_owned()),
        summary: page.lede_of(area.area.and_then(|area| area.summary.as_ref())),
        cards,
    })
}

fn scales(page: &mut Builder<'_>) -> Vec<ScaleList> {
    let book = page.shown.handbook;
    let scale = |scale: &skills::Scale| {
        let id = page.shown.spot(&Thing::Scale(scale.id.clone()))?.anchor.clone()?;
        let steps = scale.steps.iter().map(|step| (step.title.plain(), page.line_of(step.text.as_ref()))).collect();
        Some(ScaleList { id, title: scale_title(scale), steps })
    };
    book.scales.values().filter_map(scale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{self, plain};

    const SKILLS: &str = "== book.toml
[rungbook]
audiences = ['public', 'managers']
== all.yaml
family: {id: f, title: F}
areas:
  - {id: cloud, title: Cloud, parent: technical}
  - {id: technical, title: Technical}
  - {id: soft, title: Soft}
  - {id: storage, title: Storage, parent: cloud}
  - {id: inside, title: Inside, parent: closed}
  - {id: closed, title: Closed, audience: managers}
scale: {id: s, title: S, steps: [{id: low, title: Low, text: Begins}, {id: high, title: High}]}
competencies:
  - id: design
    title: Design
    area: storage
    scale: s
    steps: {high: {text: Leads, criteria: [Seen, {text: Unseen, audience: managers}]}}
  - {id: alone, title: Alone}
  - {id: locked, title: Locked, area: closed}
  - {id: hidden, title: Hidden, audience: managers}
track: {id: t, kind: ic, family: f, title: T, accumulate: add, levels: [a, b, c]}
levels:
  - {id: a, title: A, expects: {design: {step: low, items: [One, {text: Two, audience: managers}]}}}
  - {id: b, title: B, expects: {design: [Three]}}
  - {id: c, title: C, expects: {design: {items: [Four], audience: managers}, alone: [Five]}}
roles:
  - {id: r, title: R, competencies: [{competency: design}]}
  - {id: q, title: Q, audience: managers, competencies: [{competency: design}]}
";

    #[test]
    fn areas_stand_in_authored_order_with_those_inside_them() {
        fixture::page(SKILLS, |page| {
            let index = index(page, None);
            let areas: Vec<_> = index.areas.iter().map(|area| (area.id.as_str(), area.title.as_str())).collect();
            let expected = [
                ("area-technical", "Technical"),
                ("area-cloud", "Technical › Cloud"),
                ("area-storage", "Technical › Cloud › Storage"),
                ("area-soft", "Soft"),
                ("area-inside", "Inside"),
                ("other", "Other"),
            ];
            assert_eq!(areas, expected);
            let card = |area: usize, at: usize| {
                (index.areas[area].cards[at].link.text.as_str(), &index.areas[area].cards[at].facts)
            };
            assert_eq!(card(2, 0), ("Design", &vec!["2 levels".to_owned()]), "not the one that is for others");
            assert_eq!(card(5, 0), ("Alone", &vec!["1 level".to_owned()]));
            assert_eq!(card(5, 1), ("Locked", &Vec::new()));
        });
    }

    #[test]
    fn areas_inside_one_another_in_a_circle_are_all_listed() {
        let text = "== all.yaml\nareas: [{id: a, title: A, parent: b}, {id: b, title: B, parent: a}, {id: c, title: C, parent: c}]
competency: {id: x, title: X, area: b}\n";
        let (handbook, _) = crate::model::fixture::handbook_and_faults(text);
        let scope = crate::view::shown::Scope { audience: things::Audience(0), drafts: false, base: "/".into() };
        let shown = Shown::new(&handbook, &scope);
        let titles: Vec<_> = areas(&shown).into_iter().filter_map(|area| area.title).collect();
        assert_eq!(titles, ["A", "A › B", "C"]);
    }

    #[test]
    fn a_competency_shows_its_steps_and_its_thread_to_its_audience() {
        fixture::page(SKILLS, |page| {
            let design = page.shown.handbook.competencies.values().next().unwrap();
            let body = competency(page, design);
            let steps: Vec<_> =
                body.steps.iter().map(|step| (step.title.as_str(), step.heat, step.criteria.len())).collect();
            assert_eq!(steps, [("Low", 1, 0), ("High", 5, 1)]);
            let words = |words: Option<Words>| words.map(|words| plain(page, words));
            assert_eq!(words(body.steps[0].general).as_deref(), Some("Begins"));
            assert_eq!(words(body.steps[1].text).as_deref(), Some("Leads"));
            let thread: Vec<_> = body.threads[0].levels.iter().collect();
            let levels: Vec<_> = thread.iter().map(|it| (it.level.link.text.as_str(), it.items.len())).collect();
            assert_eq!(levels, [("A", 1), ("B", 1)]);
            assert_eq!(thread[1].step.as_ref().map(|step| step.title.as_str()), Some("Low"), "carried over");
            assert_eq!(body.roles.iter().map(|role| role.text.as_str()).collect::<Vec<_>>(), ["R"]);
        });
    }
}
