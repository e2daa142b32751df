//! The page of a track.

use super::builder::{self, Builder, count};
use super::page::{Link, Tone, Words};
use super::parts::{Chart, LevelLink, Section};
use super::table::Table;
use super::{compare, expected, pay, table};
use crate::model::derived::Verdict;
use crate::model::id::Id;
use crate::model::things::{self, Thing};
use serde::Serialize;

/// A track.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Track {
    /// Its ladder.
    pub ladder: Option<Link>,
    /// Its colour.
    pub tone: Tone,
    /// What kind of track it is, in a word or two.
    pub label: String,
    /// What it is.
    pub summary: Option<Words>,
    /// Short facts.
    pub facts: Vec<String>,
    /// The levels from which one enters it.
    pub after: Vec<LevelLink>,
    /// The tracks that one may go on to.
    pub before: Vec<LevelLink>,
    /// Its levels side by side.
    pub table: Option<Table>,
    /// The pay of its levels.
    pub pay: Option<Chart>,
    /// What grows along it: for each step up, what is new.
    pub growth: Vec<StepUp>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// What is new from one level to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct StepUp {
    /// The lower levels.
    pub from: Vec<Link>,
    /// The higher level.
    pub to: LevelLink,
    /// How many expectations are new.
    pub new: usize,
    /// How many have grown.
    pub grown: usize,
    /// How many it states in all.
    pub total: usize,
    /// Competencies that are new or at a higher step, with the step.
    pub competencies: Vec<Raised>,
    /// The comparison of the two.
    pub compare: Option<Link>,
}

/// A competency that is new at a level or at a higher step.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Raised {
    /// The competency.
    pub link: Link,
    /// The step before, if there was one.
    pub before: Option<String>,
    /// The step now.
    pub now: Option<String>,
}

/// The page of a track.
pub fn track(page: &mut Builder<'_>, track: &things::Track) -> Track {
    page.reserve(&["levels", "pay", "growth", "mentioned"]);
    let levels: Vec<&things::Level> = page.shown.levels_of(track).collect();
    let after: Vec<&Id<things::Level>> = track.after.iter().map(|level| &level.value).collect();
    let caption = format!("{}, level by level", track.title.plain());
    Track {
        ladder: track.family.clone().and_then(|family| page.link(&Thing::Family(family))),
        tone: builder::tone(track),
        label: builder::kind_label(track).to_owned(),
        summary: page.blocks_of(track.summary.as_ref()),
        facts: vec![count(levels.len(), "level", "levels")],
        after: page.level_links(after),
        before: onward(page, track, &levels),
        table: (!levels.is_empty()).then(|| table::table(page, caption, &levels)),
        pay: pay::figure(page, format!("Pay on the track {}", track.title.plain()), &levels, None),
        growth: levels.iter().filter_map(|level| step_up(page, level)).collect(),
        sections: page.sections(&track.sections),
        mentioned: page.mentioned(&Thing::Track(track.id.clone())),
    }
}

/// The levels of other tracks that one may go on to.
fn onward(page: &Builder<'_>, track: &things::Track, levels: &[&things::Level]) -> Vec<LevelLink> {
    let places = levels.iter().filter_map(|level| page.shown.handbook.derived.places.get(&level.id));
    let next: Vec<&Id<things::Level>> = places.flat_map(|place| &place.next).collect();
    let elsewhere = next.into_iter().filter(|next| page.shown.track_of(next).is_some_and(|other| other.id != track.id));
    page.level_links(elsewhere)
}

fn step_up(page: &mut Builder<'_>, level: &things::Level) -> Option<StepUp> {
    let place = page.shown.handbook.derived.places.get(&level.id)?;
    let first = place.previous.first()?;
    let before: Vec<Thing> = place.previous.iter().cloned().map(Thing::Level).collect();
    let from = page.links(&before);
    if from.is_empty() {
        return None;
    }
    let (mut new, mut grown, mut total) = (0, 0, 0);
    let mut competencies = Vec::new();
    for growth in &place.growth {
        let Some(stated) = level.expects.iter().find(|stated| stated.competency == growth.competency) else { continue };
        let Some(link) =
            page.link(&Thing::Competency(growth.competency.clone())).filter(|_| page.shown.sees(stated.audience))
        else {
            continue;
        };
        let judged = stated.items.iter().zip(&growth.verdicts).filter(|(item, _)| page.shown.sees(item.audience));
        for (_, verdict) in judged {
            total += 1;
            new += usize::from(*verdict == Verdict::New);
            grown += usize::from(matches!(verdict, Verdict::Grown(_)));
        }
        let known = page.shown.handbook.competencies.get(&growth.competency)?;
        let title = |step: Option<usize>| step.and_then(|step| expected::step_title(page, known, step));
        if growth.step.is_some() && growth.step > growth.step_before {
            competencies.push(Raised { link, before: title(growth.step_before), now: title(growth.step) });
        }
    }
    Some(StepUp {
        from,
        to: page.level_link(&level.id)?,
        new,
        grown,
        total,
        competencies,
        compare: compare::link(page, first, &level.id),
    })
}
