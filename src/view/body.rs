//! What each kind of page says, as plain data.

use super::page::{Drawing, Link, Tone, Words};
use serde::Serialize;

/// What a page says. `kind` is the name of its template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body {
    /// The home page.
    Home(Home),
    /// All ladders.
    Ladders(Cards),
    /// A ladder.
    Ladder(Ladder),
    /// A track.
    Track(Track),
    /// A level.
    Level(Box<Level>),
    /// The page that lists all comparisons.
    CompareIndex(CompareIndex),
    /// A comparison.
    Compare(Compare),
    /// The competencies of a ladder's levels.
    Matrix(Matrix),
    /// All competencies.
    Competencies(Competencies),
    /// A competency.
    Competency(Competency),
    /// All roles.
    Roles(Cards),
    /// A role.
    Role(Role),
    /// All pathways.
    Pathways(Cards),
    /// A pathway.
    Pathway(Pathway),
    /// All guides.
    Guides(Guides),
    /// A guide.
    Guide(Guide),
    /// A Markdown page.
    Article(Article),
    /// A folder of Markdown pages without a page of its own.
    Folder(Cards),
    /// What is shown for an address that does not exist.
    NotFound(NotFound),
    /// A page that leads on to another.
    Redirect(Redirect),
}

/// The home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Home {
    /// A line above the title, such as the version and its date.
    pub eyebrow: Option<String>,
    /// What the handbook is.
    pub summary: Option<Words>,
    /// How much there is, such as `11 levels` and `3 tracks`.
    pub counts: Vec<String>,
    /// The first things to do.
    pub actions: Vec<Link>,
    /// The diagram of the first ladder.
    pub diagram: Option<Figure>,
    /// The ladders.
    pub ladders: Vec<Card>,
    /// The author's own words.
    pub text: Option<Words>,
    /// The other parts of the handbook.
    pub parts: Vec<Card>,
}

/// A figure, and the same as lists for those who cannot see it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// The drawing.
    pub drawing: Drawing,
    /// Its tracks with their levels.
    pub lanes: Vec<LaneList>,
}

/// A track's levels as a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LaneList {
    /// The track.
    pub title: Link,
    /// Its colour.
    pub tone: Tone,
    /// Its levels, lowest first.
    pub levels: Vec<LevelLink>,
}

/// A link to a level with what to know about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LevelLink {
    /// The link.
    pub link: Link,
    /// Its code.
    pub code: Option<String>,
    /// Its track's title.
    pub track: String,
    /// Its track's colour.
    pub tone: Tone,
    /// What else to say, such as its experience and pay.
    pub notes: Vec<String>,
}

/// A page of cards.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Cards {
    /// What the page is about.
    pub summary: Option<Words>,
    /// The author's own words.
    pub text: Option<Words>,
    /// The cards, in groups.
    pub groups: Vec<CardGroup>,
}

/// A group of cards.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CardGroup {
    /// The group's name; absent when there is only one.
    pub title: Option<String>,
    /// Its id on the page.
    pub id: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// A card that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Card {
    /// The link.
    pub link: Link,
    /// What it is.
    pub summary: Option<Words>,
    /// Short facts, such as `3 tracks`.
    pub facts: Vec<String>,
    /// Its colour, if it belongs to a track.
    pub tone: Option<Tone>,
}

/// A ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Ladder {
    /// What it is.
    pub summary: Option<Words>,
    /// Short facts, such as `3 tracks`.
    pub facts: Vec<String>,
    /// The ladder that it belongs to, and those that belong to it.
    pub relatives: Vec<Link>,
    /// Its diagram.
    pub diagram: Option<Figure>,
    /// Its tracks.
    pub tracks: Vec<TrackCard>,
    /// How its tracks join and fork.
    pub ways: Vec<WayCard>,
    /// Its comparisons and its matrix.
    pub compare: Vec<Link>,
    /// Anything else.
    pub sections: Vec<Section>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// A track on its ladder's page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TrackCard {
    /// The track.
    pub link: Link,
    /// Its colour.
    pub tone: Tone,
    /// What it is.
    pub summary: Option<Words>,
    /// The levels from which one enters it.
    pub after: Vec<Link>,
    /// Its levels, lowest first.
    pub levels: Vec<LevelLink>,
}

/// A way between two levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WayCard {
    /// What kind of step it is, in a word or two, such as `Switch of track`.
    pub label: String,
    /// Its kind as a class: `promotion`, `fork`, `switch`, `return`, `lateral`.
    pub way: String,
    /// Where it starts.
    pub from: Vec<LevelLink>,
    /// Where it leads.
    pub to: LevelLink,
    /// What readers see as its title, if the author gave one.
    pub title: Option<Words>,
    /// What it is.
    pub text: Option<Words>,
    /// How long it usually takes.
    pub usual_time: Option<Words>,
    /// How many make it.
    pub success_rate: Option<Words>,
    /// Named lists: why, how to prepare, risks.
    pub lists: Vec<NamedList>,
    /// The comparison of the two levels.
    pub compare: Option<Link>,
}

/// A list under a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NamedList {
    /// The name.
    pub title: String,
    /// Its entries.
    pub items: Vec<Entry>,
}

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

/// A short fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// What it is, in Markdown.
    pub value: Option<Words>,
    /// What it is, as links.
    pub links: Vec<Link>,
    /// What else to know, in plain words.
    pub note: Option<String>,
}

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
    /// The competency.
    pub competency: Link,
    /// Its area's title.
    pub area: Option<String>,
    /// The step.
    pub step: Option<String>,
    /// The step before, where it was another one.
    pub step_before: Option<String>,
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
    /// What it says.
    pub items: Vec<Entry>,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Entry {
    /// Its id on the page, where it has one.
    pub id: Option<String>,
    /// What is said.
    pub text: Words,
    /// What it looks like.
    pub examples: Vec<Words>,
    /// How it compares with lower levels: `new`, `grown`, `carried`; absent where nothing is compared.
    pub verdict: Option<&'static str>,
    /// The lower level that it grew out of or that says the same.
    pub from: Option<Link>,
}

/// A named group of entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Group {
    /// Its name; absent where there is only one.
    pub title: Option<Words>,
    /// Its entries.
    pub items: Vec<Entry>,
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

/// A pay band.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Pay {
    /// The pay as written.
    pub text: Words,
    /// Where it is paid.
    pub place: Option<Words>,
    /// The market that it describes.
    pub market: Option<Words>,
    /// Since when, such as `2024-01-01`.
    pub from: Option<String>,
    /// Where the figure comes from.
    pub source: Option<Words>,
    /// What else to know.
    pub note: Option<Words>,
    /// Where it lies on the axis of all pay in the same currency of the same ladder.
    pub bar: Option<Bar>,
}

/// A bar on an axis from 0 to 1000.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Bar {
    /// Where it begins, 0 to 1000.
    pub start: u32,
    /// Where it ends, 0 to 1000.
    pub end: u32,
    /// Whether it goes on.
    pub open: bool,
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Resource {
    /// What it is called.
    pub title: Words,
    /// Where it is.
    pub href: Option<String>,
    /// Who made it.
    pub by: Option<Words>,
    /// Why it is worth the time.
    pub note: Option<Words>,
}

/// A part in the author's own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Section {
    /// Its id on the page.
    pub id: String,
    /// Its heading.
    pub title: Words,
    /// What it says.
    pub text: Words,
}

/// The page that lists all comparisons.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompareIndex {
    /// By ladder: its tracks, its matrix, its neighbours, its equivalents.
    pub ladders: Vec<CompareGroup>,
    /// Pairs of levels of the same grade in different ladders.
    pub across: Vec<PairLink>,
}

/// The comparisons of one ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CompareGroup {
    /// The ladder.
    pub ladder: Link,
    /// Its id on the page.
    pub id: String,
    /// Its matrix.
    pub matrix: Option<Link>,
    /// Whole tracks.
    pub tracks: Vec<PairLink>,
    /// Levels that follow one another.
    pub steps: Vec<PairLink>,
    /// Levels of the same grade.
    pub equals: Vec<PairLink>,
}

/// A link to a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PairLink {
    /// The link.
    pub link: Link,
    /// Short facts, such as the levels' codes.
    pub codes: Vec<(String, Tone)>,
}

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Compare {
    /// Why these are compared, in a sentence of plain words.
    pub summary: String,
    /// The table.
    pub table: Table,
    /// Comparisons nearby.
    pub nearby: Vec<Link>,
}

/// Levels side by side.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Table {
    /// What it shows, for those who cannot see it.
    pub caption: String,
    /// The levels.
    pub columns: Vec<LevelLink>,
    /// The rows in groups.
    pub groups: Vec<RowGroup>,
    /// How many rows differ.
    pub differing: usize,
    /// How many rows there are.
    pub rows: usize,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowGroup {
    /// Its name; absent for the facts at the top.
    pub title: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: one aspect of each level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Row {
    /// The aspect in plain words.
    pub label: String,
    /// Where the aspect has a page.
    pub href: Option<String>,
    /// Whether the levels differ in it.
    pub differs: bool,
    /// One cell a level.
    pub cells: Vec<Cell>,
}

/// What a level says about one aspect. Empty when all its parts are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Cell {
    /// A step on a scale, in plain words.
    pub step: Option<String>,
    /// Lines of text.
    pub lines: Vec<Words>,
    /// Pay bands.
    pub pay: Vec<Pay>,
    /// Entries.
    pub items: Vec<Entry>,
    /// How many entries carry over from lower levels.
    pub carried: usize,
}

/// Competencies against levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Matrix {
    /// The ladder.
    pub ladder: Link,
    /// The levels, track by track.
    pub tracks: Vec<LaneList>,
    /// The competencies by area.
    pub areas: Vec<MatrixArea>,
    /// The steps of the scales in use, lowest first, for the legend.
    pub legend: Vec<MatrixStep>,
}

/// The competencies of one area.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixArea {
    /// The area.
    pub title: Option<String>,
    /// Its competencies.
    pub rows: Vec<MatrixRow>,
}

/// A competency through the levels.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixRow {
    /// The competency.
    pub competency: Link,
    /// One cell a level.
    pub cells: Vec<MatrixCell>,
}

/// What a level expects of a competency, in short.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixCell {
    /// Where the level says it; absent when it says nothing.
    pub href: Option<String>,
    /// The step; absent where only entries are given.
    pub step: Option<MatrixStep>,
    /// How many entries it states.
    pub count: usize,
    /// The level's colour.
    pub tone: Tone,
    /// The level's title, for those who cannot see the head of the table.
    pub level: String,
}

/// A step of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixStep {
    /// Its title.
    pub title: String,
    /// Its height among five: 1 the lowest, 5 the highest.
    pub heat: u8,
}

/// All competencies.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Competencies {
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
    /// Its steps in order.
    pub steps: Vec<PathwayStep>,
}

/// A step of a pathway.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathwayStep {
    /// When.
    pub when: Words,
    /// What it is about.
    pub title: Option<Words>,
    /// What to do.
    pub items: Vec<Entry>,
}

/// All guides.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Guides {
    /// By topic.
    pub topics: Vec<GuideTopic>,
}

/// The guides of one topic.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GuideTopic {
    /// Its id on the page.
    pub id: String,
    /// The topic; absent for guides without one.
    pub title: Option<String>,
    /// The guides.
    pub guides: Vec<GuideCard>,
}

/// A guide among others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GuideCard {
    /// The guide.
    pub link: Link,
    /// Where the difficulty comes from.
    pub cause: Option<Words>,
}

/// A guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Guide {
    /// Its topic.
    pub topic: Option<String>,
    /// Where the difficulty comes from.
    pub cause: Option<Words>,
    /// What to do.
    pub approach: Option<Words>,
    /// What to do, step by step.
    pub steps: Vec<Entry>,
    /// What it is about.
    pub about: Vec<Link>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// A Markdown page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Article {
    /// `Draft`, `Not in use`, `Retired`; absent when active.
    pub status: Option<String>,
    /// What it is about.
    pub summary: Option<Words>,
    /// What it says.
    pub text: Words,
    /// The pages of its folder, where it is the folder's own page.
    pub pages: Vec<Card>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// What is shown for an address that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NotFound {
    /// Where to look.
    pub links: Vec<Link>,
}

/// A page that leads on to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Redirect {
    /// Where it leads.
    pub to: Link,
}
