//! What is expected at a level, and what of it is new.

use super::builder::Builder;
use super::page::Link;
use super::parts::Entry;
use crate::model::derived::{self, Growth, Verdict};
use crate::model::skills;
use crate::model::things::{Item, Level, Thing};
use serde::Serialize;

/// What is expected at a level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Expected {
    /// The levels that it is compared with.
    pub before: Vec<Link>,
    /// How many expectations the level states.
    pub total: usize,
    /// How many of them are new.
    pub new: usize,
    /// How many have grown.
    pub grown: usize,
    /// By competency.
    pub competencies: Vec<Expectation>,
}

/// What is expected of one competency.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Expectation {
    /// Its id on the page.
    pub id: String,
    /// The competency.
    pub competency: Link,
    /// Its area's title.
    pub area: Option<String>,
    /// The step.
    pub step: Option<String>,
    /// The step before, where it was another one.
    pub step_before: Option<String>,
    /// Whether that one was higher.
    pub is_lower: bool,
    /// Whether lower levels say nothing of it.
    pub is_new: bool,
    /// What the level states.
    pub items: Vec<Entry>,
    /// What carries over from lower levels.
    pub carried: Vec<Carried>,
}

/// What carries over from a lower level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Carried {
    /// The level that states it.
    pub from: Link,
    /// How many entries it states.
    pub count: usize,
    /// What they say; none for a level far below.
    pub items: Vec<Entry>,
}

/// From how many of the levels below entries are shown in full.
const NEAR: usize = 4;

/// What is expected at a level; `None` when it names no competency.
pub fn expected(page: &mut Builder<'_>, level: &Level) -> Option<Expected> {
    let place = page.shown.handbook.derived.places.get(&level.id)?;
    let competencies: Vec<Expectation> =
        place.growth.iter().filter_map(|growth| expectation(page, level, growth)).collect();
    if competencies.is_empty() {
        return None;
    }
    let count = |verdict: Option<&str>| {
        let entries = competencies.iter().flat_map(|expectation| &expectation.items);
        entries.filter(|entry| verdict.is_none() || entry.verdict == verdict).count()
    };
    let previous: Vec<Thing> = place.previous.iter().cloned().map(Thing::Level).collect();
    let before = page.links(&previous);
    let (total, new, grown) = (count(None), count(Some("new")), count(Some("grown")));
    Some(Expected { before, total, new, grown, competencies })
}

fn expectation(page: &mut Builder<'_>, level: &Level, growth: &Growth) -> Option<Expectation> {
    let thing = Thing::Competency(growth.competency.clone());
    let stated = level.expects.iter().find(|expectation| expectation.competency == growth.competency);
    if stated.is_some_and(|stated| !page.shown.sees(stated.audience)) {
        return None;
    }
    let competency = page.link(&thing)?;
    let known = page.shown.handbook.competencies.get(&growth.competency)?;
    let compared = page.shown.handbook.derived.places.get(&level.id).is_some_and(|place| !place.previous.is_empty());
    let items = stated.map(|stated| verdicts(page, &stated.items, growth, compared)).unwrap_or_default();
    let carried = carried(page, growth);
    let step = growth.step.and_then(|step| step_title(page, known, step));
    let before = growth.step_before.filter(|before| growth.step.is_some() && growth.step != Some(*before));
    if items.is_empty() && carried.is_empty() && step.is_none() {
        return None;
    }
    Some(Expectation {
        id: page.fresh_id(&format!("expected-{}", growth.competency.as_str())),
        competency,
        area: known
            .area
            .as_ref()
            .and_then(|area| page.shown.spot(&Thing::Area(area.clone())))
            .map(|spot| spot.title.clone()),
        step,
        is_lower: before > growth.step,
        step_before: before.and_then(|before| step_title(page, known, before)),
        is_new: compared
            && growth.step_before.is_none()
            && carried.is_empty()
            && items.iter().all(|entry| entry.verdict == Some("new")),
        items,
        carried,
    })
}

/// The entries that a level states, each with its verdict when there is something to compare with.
pub fn verdicts(page: &mut Builder<'_>, items: &[Item], growth: &Growth, compared: bool) -> Vec<Entry> {
    let judged = items.iter().enumerate().filter(|(_, item)| page.shown.sees(item.audience)).collect::<Vec<_>>();
    let entry = |(at, item): (usize, &Item)| {
        let mut entry = page.entry(item);
        if let Some(verdict) = growth.verdicts.get(at).filter(|_| compared) {
            let (word, from) = match verdict {
                Verdict::New => ("new", None),
                Verdict::Grown(from) => ("grown", Some(from)),
                Verdict::Carried(from) => ("carried", Some(from)),
            };
            entry.verdict = Some(word);
            entry.from = from.and_then(|from| page.link(&Thing::Level(from.clone())));
        }
        entry
    };
    judged.into_iter().map(entry).collect()
}

/// What carries over, by the level that states it: with its entries from the levels just below, with their number only
/// from those further down, so that a long ladder does not repeat itself on every page.
fn carried(page: &mut Builder<'_>, growth: &Growth) -> Vec<Carried> {
    let layers = growth.carried.layers();
    let far = layers.len().saturating_sub(NEAR);
    let group = |(at, layer): (usize, &&derived::Layer)| {
        let from = page.link(&Thing::Level(layer.level.clone()))?;
        let seen = layer.items.iter().filter(|item| page.shown.sees(item.audience)).count();
        let items = if at < far { Vec::new() } else { page.entries(&layer.items) };
        (seen > 0).then_some(Carried { from, count: seen, items })
    };
    layers.iter().enumerate().filter_map(group).collect()
}

/// What a step of a competency is called.
pub fn step_title(page: &Builder<'_>, competency: &skills::Competency, step: usize) -> Option<String> {
    page.shown.scale_of(competency)?.steps.get(step).map(|step| step.title.plain())
}
