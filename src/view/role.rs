//! The page of a role.

use super::assemble::cards_of;
use super::body::{Card, CardGroup, Cards};
use super::builder::{Builder, count};
use super::expected::step_title;
use super::page::{Link, Words};
use super::parts::{Entry, LevelLink, Resource, Section};
use super::pathway;
use super::pathway::PathwayPlan;
use crate::model::skills;
use crate::model::things::{self, Thing};
use serde::Serialize;

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Role {
    /// What it is.
    pub summary: Option<Words>,
    /// The levels that the people in it hold.
    pub levels: Vec<LevelLink>,
    /// What it needs.
    pub needs: Vec<Need>,
    /// What those do who do it well.
    pub practices: Vec<Entry>,
    /// How to get there.
    pub pathways: Vec<PathwayPlan>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// What a role needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Need {
    /// In words.
    pub text: Option<Words>,
    /// As a competency.
    pub competency: Option<Link>,
    /// The step on its scale.
    pub step: Option<String>,
}

/// The page of a role.
pub fn role(page: &mut Builder<'_>, role: &skills::Role) -> Role {
    page.reserve(&["levels", "needs", "practices", "pathways", "resources", "mentioned"]);
    let pathways = role.pathways.iter().filter_map(|id| page.shown.handbook.pathways.get(id));
    let pathways: Vec<&things::Pathway> =
        pathways.filter(|it| page.shown.has(&Thing::Pathway(it.id.clone()))).collect();
    Role {
        summary: page.blocks_of(role.summary.as_ref()),
        levels: page.level_links(&role.levels),
        needs: role.needs.iter().filter_map(|need| self::need(page, need)).collect(),
        practices: page.entries(&role.practices),
        pathways: pathways.into_iter().map(|it| pathway::plan(page, it)).collect(),
        resources: page.resources(&role.resources),
        sections: page.sections(&role.sections),
        owner: page.line_of(role.meta.owner.as_ref()),
        mentioned: page.mentioned(&Thing::Role(role.id.clone())),
    }
}

/// The page of all roles; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> Cards {
    let roles: Vec<&skills::Role> = page.shown.handbook.roles.values().collect();
    let cards = roles.into_iter().filter_map(|role| card(page, role)).collect();
    cards_of(page, index, vec![CardGroup { title: None, id: "all".to_owned(), cards }])
}

fn card(page: &mut Builder<'_>, role: &skills::Role) -> Option<Card> {
    let link = page.link(&Thing::Role(role.id.clone()))?;
    let needs = (!role.needs.is_empty()).then(|| count(role.needs.len(), "competency", "competencies"));
    Some(Card { link, summary: page.lede_of(role.summary.as_ref()), facts: needs.into_iter().collect(), tone: None })
}

/// What a role needs; nothing where it is only a competency that the audience does not see.
fn need(page: &mut Builder<'_>, need: &skills::Need) -> Option<Need> {
    let named = need.competency.as_ref();
    let competency = named.and_then(|(id, _)| page.link(&Thing::Competency(id.clone())));
    let step = named
        .filter(|_| competency.is_some())
        .and_then(|(id, step)| step_title(page, page.shown.handbook.competencies.get(id)?, (*step)?));
    let text = page.line_of(need.text.as_ref());
    (text.is_some() || competency.is_some()).then_some(Need { text, competency, step })
}
