//! The page of a level.

use super::expected::Expected;
use super::page::{Link, Tone, Words};
use super::parts::{Entry, Fact, Figure, Group, LevelLink, Pay, Resource, Section, WayCard};
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
    /// What one does.
    pub responsibilities: Vec<Group>,
    /// What stands in the declared rows of comparison tables.
    pub dimensions: Vec<Fact>,
    /// What is needed beside competencies.
    pub needs: Vec<Group>,
    /// What is reached when.
    pub milestones: Vec<Milestone>,
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
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// What is reached by when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Milestone {
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
    /// How much in tenths of a percent; `None` where no number can be read.
    pub permille: Option<u32>,
}
