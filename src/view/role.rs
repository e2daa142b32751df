//! The page of a role.

use super::assemble::cards_of;
use super::body::{Card, CardGroup, Cards};
use super::builder::{Builder, count};
use super::matrix;
use super::page::{Link, Words};
use super::parts::{Entry, LevelLink, Resource, Section};
use super::pathway::{self, PathwayPlan};
use super::shown::Shown;
use crate::model::id::Id;
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
    let pathways = pathways(page.shown, role);
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

/// The pathways that the role names, then the others that lead to it.
fn pathways<'a>(shown: &Shown<'a>, role: &skills::Role) -> Vec<&'a things::Pathway> {
    let all = &shown.handbook.pathways;
    let role_itself = Thing::Role(role.id.clone());
    let named = role.pathways.iter().filter_map(|id| all.get(id));
    let others = all.values().filter(|it| it.to.contains(&role_itself) && !role.pathways.contains(&it.id));
    named.chain(others).filter(|it| shown.has(&Thing::Pathway(it.id.clone()))).collect()
}

/// The page of all roles; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> Cards {
    let roles: Vec<&skills::Role> = page.shown.handbook.roles.values().collect();
    let cards = roles.into_iter().filter_map(|role| card(page, role)).collect();
    cards_of(page, index, vec![CardGroup { title: None, id: "all".to_owned(), cards }])
}

fn card(page: &mut Builder<'_>, role: &skills::Role) -> Option<Card> {
    let link = page.link(&Thing::Role(role.id.clone()))?;
    let seen = |id: &Id<skills::Competency>| page.shown.has(&Thing::Competency(id.clone()));
    let seen = |need: &&skills::Need| need.text.is_some() || need.competency.as_ref().is_some_and(|(id, _)| seen(id));
    let needs = role.needs.iter().filter(seen).count();
    let facts = (needs > 0).then(|| count(needs, "competency", "competencies")).into_iter().collect();
    Some(Card { link, summary: page.lede_of(role.summary.as_ref()), facts, tone: None })
}

/// What a role needs; nothing where it is only a competency that the audience does not see.
fn need(page: &mut Builder<'_>, need: &skills::Need) -> Option<Need> {
    let named = need.competency.as_ref();
    let competency = named.and_then(|(id, _)| page.link(&Thing::Competency(id.clone())));
    let step = named.filter(|_| competency.is_some());
    let step = step.and_then(|(id, step)| matrix::step(page, page.shown.handbook.competencies.get(id)?, *step));
    let step = step.map(|step| step.title);
    let text = page.line_of(need.text.as_ref());
    (text.is_some() || competency.is_some()).then_some(Need { text, competency, step })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    const ROLES: &str = "== book.toml
[rungbook]
audiences = ['public', 'managers']
== all.yaml
scale: {id: s, title: S, steps: [{id: low, title: Low}]}
competencies: [{id: design, title: Design, scale: s}, {id: hiring, title: Hiring, audience: managers}]
roles:
  - id: lead
    title: Lead
    competencies: [{competency: design, step: low}, hiring, {text: Calm}]
    pathway: first
pathways:
  - {id: other, title: Other, to: lead, steps: [{when: Month 1, items: [Learn]}]}
  - {id: hidden, title: Hidden, to: lead, audience: managers, steps: [{when: Month 1, items: [Learn]}]}
  - {id: first, title: First, to: lead, steps: [{when: Month 1, items: [Learn, {text: Pay, audience: managers}]}]}
";

    #[test]
    fn a_role_shows_what_it_needs_and_how_to_get_there() {
        fixture::page(ROLES, |page| {
            let body = role(page, page.shown.handbook.roles.values().next().unwrap());
            let needs = body.needs.iter().map(|need| {
                let competency = need.competency.as_ref().map(|link| link.text.as_str());
                (competency, need.step.as_deref(), need.text.map(|words| fixture::plain(page, words)))
            });
            let expected = [(Some("Design"), Some("Low"), None), (None, None, Some("Calm".to_owned()))];
            assert_eq!(needs.collect::<Vec<_>>(), expected);
            let plans = body.pathways.iter().map(|plan| (plan.link.text.as_str(), plan.steps[0].items.len()));
            assert_eq!(plans.collect::<Vec<_>>(), [("First", 1), ("Other", 1)]);
        });
    }

    #[test]
    fn a_card_counts_only_what_the_audience_sees() {
        fixture::page(ROLES, |page| {
            let cards = index(page, None);
            assert_eq!(cards.groups[0].cards[0].facts, ["2 competencies"]);
        });
    }
}
