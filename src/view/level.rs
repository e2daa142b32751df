//! The page of a level.

use super::builder::{self, Builder, status_label};
use super::expected::Expected;
use super::history::History;
use super::page::TocEntry;
use super::page::{Link, Tone, Words};
use super::parts::{Chart, Entry, Fact, Figure, Group, LevelLink, Pay, Resource, Section, WayCard};
use super::profile::Profile;
use super::story::Story as Past;
use super::{diagrams, expected, history, pay, profile, split, timeline, ways};
use crate::model::skills;
use crate::model::things::{self, Measure, Thing};
use serde::Serialize;

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Level {
    /// Its code.
    pub code: Option<String>,
    /// Its track.
    pub track: Option<Link>,
    /// Its track's colour.
    pub tone: Tone,
    /// Its ladder.
    pub ladder: Option<Link>,
    /// Its grade's title.
    pub grade: Option<String>,
    /// `Draft`, `Not in use`, `Retired`; absent when active.
    pub status: Option<String>,
    /// What it is.
    pub summary: Option<Words>,
    /// Short facts: experience, pay, dimensions marked as facts, equivalents.
    pub facts: Vec<Fact>,
    /// Other titles for it.
    pub also: Vec<Words>,
    /// Where it sits.
    pub map: Option<Figure>,
    /// What is expected.
    pub expected: Option<Expected>,
    /// The steps of its competencies.
    pub profile: Option<Profile>,
    /// What one does.
    pub responsibilities: Vec<Group>,
    /// What stands in the declared rows of comparison tables.
    pub dimensions: Vec<Fact>,
    /// What is needed beside competencies.
    pub needs: Vec<Group>,
    /// What is reached when.
    pub milestones: Vec<Milestone>,
    /// The same on a time line; absent where nothing says when.
    pub timeline: Option<Chart>,
    /// What the next levels ask for.
    pub promotions: Vec<Promotion>,
    /// What holds people back.
    pub pitfalls: Vec<Entry>,
    /// Examples of impact.
    pub stories: Vec<Story>,
    /// A week in the life.
    pub week: Option<Week>,
    /// All pay bands.
    pub pay: Vec<Pay>,
    /// The pay beside that of the levels before and after.
    pub pay_chart: Option<Chart>,
    /// Where to go from here.
    pub onward: Vec<WayCard>,
    /// The levels of the same grade.
    pub equivalents: Vec<LevelLink>,
    /// The roles that people of this level hold.
    pub roles: Vec<Link>,
    /// The pathways that start here or lead here.
    pub pathways: Vec<Link>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// How it changed from release to release; absent where nothing is known of it.
    pub history: Option<History>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// What is reached by when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Milestone {
    /// Its id on the page.
    pub id: String,
    /// When.
    pub by: Words,
    /// What.
    pub items: Vec<Entry>,
}

/// What a level asks for before the move to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Promotion {
    /// The level that one moves to.
    pub to: LevelLink,
    /// Its id on the page.
    pub id: String,
    /// How long it usually takes.
    pub usual_time: Option<Words>,
    /// How many make it.
    pub success_rate: Option<Words>,
    /// Anything else.
    pub text: Option<Words>,
    /// What is asked for.
    pub groups: Vec<Group>,
    /// How many things are asked for.
    pub total: usize,
}

/// An example of impact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Story {
    /// What it is about.
    pub title: Option<Words>,
    /// The story.
    pub text: Words,
}

/// A week in the life.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Week {
    /// The entries of each day.
    pub days: Vec<Day>,
    /// How the time is spent.
    pub split: Vec<Share>,
    /// The same as a bar; absent where no share can be read.
    pub chart: Option<Chart>,
}

/// A day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Day {
    /// Its name.
    pub name: Words,
    /// What happens.
    pub entries: Vec<Words>,
}

/// A share of the time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Share {
    /// What for.
    pub label: Words,
    /// How much, as written.
    pub text: Words,
}

/// How many levels of the same grade are named.
const EQUIVALENTS: usize = 12;

/// How many facts stand in the strip at the top.
const FACTS: usize = 4;

/// The page of a level.
pub fn level(page: &mut Builder<'_>, level: &things::Level, story: &Past) -> Level {
    page.reserve(&PARTS.map(|(id, _)| id));
    let thing = Thing::Level(level.id.clone());
    let book = page.shown.handbook;
    let track = page.shown.track_of(&level.id);
    let equivalents = book.derived.places.get(&level.id).map(|place| place.equivalents.clone()).unwrap_or_default();
    let equivalents = page.level_links(equivalents.iter().take(EQUIVALENTS));
    let expected = expected::expected(page, level);
    let milestones = milestones(page, level);
    let mut body = Level {
        code: level.code.as_ref().map(things::Text::plain),
        track: track.and_then(|track| page.link(&Thing::Track(track.id.clone()))),
        tone: track.map_or(Tone::Shared, builder::tone),
        ladder: track.and_then(|track| page.link(&Thing::Family(track.family.clone()?))),
        grade: page.shown.grade_of(level).map(|grade| grade.title.plain()),
        status: status_label(level.meta.status),
        summary: page.blocks_of(level.summary.as_ref()),
        facts: Vec::new(),
        also: page.lines(&level.also),
        map: diagrams::small(page, level),
        expected,
        profile: profile::of_level(page, level),
        responsibilities: page.groups(&level.responsibilities),
        dimensions: dimensions(page, level),
        needs: page.groups(&level.also_needs),
        timeline: milestones_chart(page, level, &milestones),
        milestones,
        promotions: level.promotion.iter().filter_map(|promotion| self::promotion(page, promotion)).collect(),
        pitfalls: page.entries(&level.pitfalls),
        stories: level.stories.iter().map(|it| self::story(page, it)).collect(),
        week: level.week.as_ref().map(|week| self::week(page, week)),
        pay: pay::of_level(page, level),
        pay_chart: pay_chart(page, level),
        onward: ways::from_level(page, &level.id),
        roles: roles(page, level),
        pathways: pathways(page, &thing),
        resources: page.resources(&level.resources),
        sections: page.sections(&level.sections),
        owner: page.line_of(level.meta.owner.as_ref()),
        history: history::history(page, story, level),
        mentioned: page.mentioned(&thing),
        equivalents,
    };
    body.facts = facts(page, level, &body);
    body
}

/// The parts of a level's page that the contents list names: their ids and headings.
pub const PARTS: [(&str, &str); 16] = [
    ("expected", "What is expected"),
    ("responsibilities", "Responsibilities"),
    ("needs", "Also needed"),
    ("milestones", "Milestones"),
    ("promotion", "Ready for the next level?"),
    ("pitfalls", "Pitfalls"),
    ("stories", "What impact looks like"),
    ("week", "A week in the life"),
    ("at-a-glance", "At a glance"),
    ("pay", "Pay"),
    ("onward", "Where to go from here"),
    ("roles", "Roles and pathways"),
    ("resources", "Resources"),
    ("sections", "More"),
    ("history", "History"),
    ("mentioned", "Mentioned in"),
];

/// The contents list: the parts that have something to say, with the author's own sections among them.
pub fn contents(level: &Level, title: impl Fn(Words) -> String) -> Vec<TocEntry> {
    let has = |id: &str| match id {
        "expected" => level.expected.is_some(),
        "responsibilities" => !level.responsibilities.is_empty(),
        "needs" => !level.needs.is_empty(),
        "milestones" => !level.milestones.is_empty(),
        "pitfalls" => !level.pitfalls.is_empty(),
        "stories" => !level.stories.is_empty(),
        "week" => level.week.is_some(),
        "at-a-glance" => !level.dimensions.is_empty(),
        "pay" => !level.pay.is_empty(),
        "onward" => !level.onward.is_empty(),
        "roles" => !level.roles.is_empty() || !level.pathways.is_empty(),
        "resources" => !level.resources.is_empty(),
        "history" => level.history.is_some(),
        "mentioned" => !level.mentioned.is_empty(),
        _ => false,
    };
    let entry = |text: String, id: &str| TocEntry { text, id: id.to_owned(), level: 2 };
    let mut contents = Vec::new();
    for (id, heading) in PARTS {
        match id {
            "promotion" => {
                contents
                    .extend(level.promotions.iter().map(|it| entry(format!("Ready for {}?", it.to.link.text), &it.id)));
            }
            "sections" => contents.extend(level.sections.iter().map(|it| entry(title(it.title), &it.id))),
            _ if has(id) => contents.push(entry(heading.to_owned(), id)),
            _ => {}
        }
    }
    contents
}

/// The strip at the top: experience, pay, what the first declared rows say, and the levels of the same grade.
fn facts(page: &mut Builder<'_>, level: &things::Level, body: &Level) -> Vec<Fact> {
    let fact = |label: &str, value| Fact { label: label.to_owned(), value, links: Vec::new(), note: None };
    let mut facts = Vec::new();
    if let Some(Measure { text, .. }) = &level.experience {
        facts.push(fact("Experience", Some(page.line(text))));
    }
    let general = page.shown.bands_of(&level.id).iter().find(|band| band.market.is_none());
    if let Some(band) = general.or_else(|| page.shown.bands_of(&level.id).first()) {
        let note = band.market.as_ref().map(|market| market.plain());
        facts.push(Fact { note, ..fact("Total compensation", Some(page.line(&band.pay.text))) });
    }
    let same_ladder = |link: &&LevelLink| {
        body.map.as_ref().is_some_and(|map| map.lanes.iter().any(|lane| lane.levels.contains(link)))
    };
    let near: Vec<&LevelLink> = body.equivalents.iter().filter(same_ladder).collect();
    let equivalents = if near.is_empty() { body.equivalents.iter().collect() } else { near };
    let last = usize::from(!equivalents.is_empty());
    let room = FACTS.saturating_sub(facts.len() + last);
    facts.extend(body.dimensions.iter().take(room).cloned());
    if last == 1 {
        let names = equivalents.iter().take(3).map(|level| {
            let own = body.ladder.as_ref().map(|ladder| &ladder.text);
            let ladder = level.ladder.as_ref().filter(|ladder| Some(*ladder) != own);
            let apart: Vec<&str> = level.code.as_ref().into_iter().chain(ladder).map(String::as_str).collect();
            let text = match apart.as_slice() {
                [] => level.link.text.clone(),
                apart => format!("{} ({})", level.link.text, apart.join(", ")),
            };
            Link { text, href: level.link.href.clone() }
        });
        let label = if equivalents.len() == 1 { "Equivalent level" } else { "Equivalent levels" };
        let more = equivalents.len().checked_sub(4).map(|more| format!("and {} more", more + 1));
        facts.push(Fact { links: names.collect(), note: more, ..fact(label, None) });
    }
    facts
}

/// What stands in the declared rows, in the order of the rows.
fn dimensions(page: &mut Builder<'_>, level: &things::Level) -> Vec<Fact> {
    let rows = page.shown.handbook.dimensions.values().filter(|row| page.shown.open(&row.meta));
    let row = |row: &skills::Dimension| {
        let (_, text) = level.dimensions.iter().find(|(id, _)| *id == row.id)?;
        Some(Fact { label: row.title.plain(), value: Some(page.line(text)), links: Vec::new(), note: None })
    };
    rows.collect::<Vec<_>>().into_iter().filter_map(row).collect()
}

/// The milestones that have something for the audience.
fn seen_milestones<'l>(page: &Builder<'_>, level: &'l things::Level) -> Vec<&'l things::Milestone> {
    level.milestones.iter().filter(|milestone| !page.hides_all(&milestone.items)).collect()
}

fn milestones(page: &mut Builder<'_>, level: &things::Level) -> Vec<Milestone> {
    let seen = seen_milestones(page, level);
    let milestone = |(at, milestone): (usize, &things::Milestone)| Milestone {
        id: page.fresh_id(&format!("milestone-{}", at + 1)),
        by: page.line(&milestone.by),
        items: page.entries(&milestone.items),
    };
    seen.into_iter().enumerate().map(milestone).collect()
}

fn milestones_chart(page: &mut Builder<'_>, level: &things::Level, shown: &[Milestone]) -> Option<Chart> {
    let line = |(milestone, shown): (&things::Milestone, &Milestone)| timeline::Step {
        when: milestone.by.plain(),
        title: String::new(),
        note: builder::count(shown.items.len(), "milestone", "milestones"),
        href: Some(format!("#{}", shown.id)),
    };
    let lines: Vec<_> = seen_milestones(page, level).into_iter().zip(shown).map(line).collect();
    let tone = page.shown.track_of(&level.id).map(builder::tone);
    timeline::figure(page, format!("Milestones of {}", level.title.plain()), tone, &lines)
}

/// The pay of a level between that of the levels before and after it.
fn pay_chart(page: &mut Builder<'_>, level: &things::Level) -> Option<Chart> {
    if page.shown.bands_of(&level.id).is_empty() {
        return None;
    }
    let place = page.shown.handbook.derived.places.get(&level.id)?;
    let around = place.previous.iter().map(Some).chain([None]).chain(place.next.iter().map(Some));
    let levels: Vec<&things::Level> =
        around.filter_map(|id| id.map_or(Some(level), |id| page.shown.level(id))).collect();
    pay::figure(page, format!("Pay of {} and its neighbours", level.title.plain()), &levels, Some(level))
}

fn promotion(page: &mut Builder<'_>, promotion: &things::Promotion) -> Option<Promotion> {
    let to = page.level_link(&promotion.to.value)?;
    let groups = page.groups(&promotion.groups);
    Some(Promotion {
        to,
        id: page.fresh_id(&format!("ready-for-{}", promotion.to.value.as_str())),
        usual_time: page.line_of(promotion.usual_time.as_ref()),
        success_rate: page.line_of(promotion.success_rate.as_ref()),
        text: page.blocks_of(promotion.text.as_ref()),
        total: groups.iter().map(|group| group.items.len()).sum(),
        groups,
    })
}

fn story(page: &mut Builder<'_>, story: &things::Story) -> Story {
    Story { title: page.line_of(story.title.as_ref()), text: page.blocks(&story.text) }
}

fn week(page: &mut Builder<'_>, week: &things::Week) -> Week {
    let days =
        week.days.iter().map(|(name, entries)| Day { name: page.line(name), entries: page.lines(entries) }).collect();
    let share =
        |(label, share): &(things::Text, Measure)| Share { label: page.line(label), text: page.line(&share.text) };
    let split = week.split.iter().map(share).collect();
    Week { days, split, chart: split::figure(page, "How the time is spent".to_owned(), &[(String::new(), week)]) }
}

fn roles(page: &Builder<'_>, level: &things::Level) -> Vec<Link> {
    let roles = page.shown.handbook.roles.values().filter(|role| role.levels.contains(&level.id));
    let roles: Vec<Thing> = roles.map(|role| Thing::Role(role.id.clone())).collect();
    page.links(&roles)
}

fn pathways(page: &Builder<'_>, level: &Thing) -> Vec<Link> {
    let pathways = page.shown.handbook.pathways.values();
    let pathways = pathways.filter(|pathway| pathway.from.contains(level) || pathway.to.contains(level));
    let pathways: Vec<Thing> = pathways.map(|pathway| Thing::Pathway(pathway.id.clone())).collect();
    page.links(&pathways)
}
