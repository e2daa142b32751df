//! The things of a handbook, each resolved: a reference held here leads to something that exists.

use super::id::Id;
use super::range::Range;
use super::skills::{Area, Competency, Dimension, Grade, Role, Scale};
use super::target::Target;
use crate::base::{self, Span, Spanned};
use std::sync::Arc;

/// Markdown whose links are resolved.
pub type Text = base::Text<Target>;

/// What all things share.
#[derive(Clone, Debug, Hash)]
pub struct Meta {
    /// Where the thing's id stands (its first key when it has none).
    pub span: Span,
    /// Old ids.
    pub was: Vec<Spanned<Arc<str>>>,
    /// Where it is in its life.
    pub status: Status,
    /// Who answers for it.
    pub owner: Option<Text>,
    /// Who may see it.
    pub audience: Audience,
}

/// Where a thing is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not written yet: shown in previews only.
    Draft,
    /// In use.
    #[default]
    Active,
    /// Defined, and nobody holds it.
    NotInUse,
    /// Kept for those who look back.
    Retired,
}

/// Who may see a thing: a place in the handbook's list of audiences, 0 the widest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Audience(pub usize);

/// A ladder: a discipline's set of tracks.
#[derive(Clone, Debug, Hash)]
pub struct Family {
    /// Its id.
    pub id: Id<Family>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// What it is.
    pub summary: Option<Text>,
    /// The ladder that this one belongs to.
    pub parent: Option<Spanned<Id<Family>>>,
    /// Its tracks in authored order.
    pub tracks: Vec<Id<Track>>,
    /// Anything else.
    pub sections: Vec<Section>,
}

/// One column of a ladder.
#[derive(Clone, Debug, Hash)]
pub struct Track {
    /// Its id.
    pub id: Id<Track>,
    /// What all things share.
    pub meta: Meta,
    /// The ladder that it belongs to.
    pub family: Option<Id<Family>>,
    /// What readers see.
    pub title: Text,
    /// Decides its colour.
    pub kind: TrackKind,
    /// What it is.
    pub summary: Option<Text>,
    /// The levels from which one enters its first level.
    pub after: Vec<Spanned<Id<Level>>>,
    /// Whether what lower levels expect carries over; else each level states all.
    pub accumulates: bool,
    /// Its levels, lowest first.
    pub levels: Vec<Spanned<Id<Level>>>,
    /// Whether each level follows the one before it; else they stand side by side.
    pub ordered: bool,
    /// Anything else.
    pub sections: Vec<Section>,
}

/// The kind of a track.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrackKind {
    /// The common trunk.
    #[default]
    Shared,
    /// Individual contributors.
    Ic,
    /// Managers.
    Management,
    /// Both.
    Hybrid,
    /// Specialists.
    Specialist,
}

/// One rung.
#[derive(Clone, Debug, Hash)]
pub struct Level {
    /// Its id.
    pub id: Id<Level>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// A short code.
    pub code: Option<Text>,
    /// The organisation-wide rung.
    pub grade: Option<Id<Grade>>,
    /// Other titles for the same level.
    pub also: Vec<Text>,
    /// What it is.
    pub summary: Option<Text>,
    /// Usual years.
    pub experience: Option<Measure>,
    /// What stands in the declared rows, in the author's order.
    pub dimensions: Vec<(Id<Dimension>, Text)>,
    /// What one does.
    pub responsibilities: Vec<Group>,
    /// What is expected, by competency, in the author's order.
    pub expects: Vec<Expectation>,
    /// What is needed beside competencies.
    pub also_needs: Vec<Group>,
    /// What is reached when.
    pub milestones: Vec<Milestone>,
    /// What the next levels ask for.
    pub promotion: Vec<Promotion>,
    /// Examples of impact.
    pub stories: Vec<Story>,
    /// What holds people back.
    pub pitfalls: Vec<Item>,
    /// A week in the life.
    pub week: Option<Week>,
    /// What to read.
    pub resources: Vec<Resource>,
    /// Anything else.
    pub sections: Vec<Section>,
}

impl Level {
    /// All entries that can be followed through levels: responsibilities, expectations and what else is needed.
    pub fn all_items(&self) -> impl Iterator<Item = &Item> {
        let groups = self.responsibilities.iter().chain(&self.also_needs).flat_map(|group| &group.items);
        groups.chain(self.expects.iter().flat_map(|expectation| &expectation.items))
    }
}

/// A text with the range that can be read from it.
#[derive(Clone, Debug, Hash)]
pub struct Measure {
    /// As written.
    pub text: Text,
    /// As compared; `None` where no number can be read.
    pub range: Option<Range>,
}

/// A named group of entries; the name is absent where the author gave one plain list.
#[derive(Clone, Debug, Hash)]
pub struct Group {
    /// Its name.
    pub title: Option<Text>,
    /// Its entries.
    pub items: Vec<Item>,
}

/// An entry of a list.
#[derive(Clone, Debug, Hash)]
pub struct Item {
    /// Where it stands.
    pub span: Span,
    /// A stable name.
    pub id: Option<Arc<str>>,
    /// What is said.
    pub text: Text,
    /// What it looks like.
    pub examples: Vec<Text>,
    /// The id of the entry of another level that it grows out of.
    pub builds_on: Option<Spanned<Arc<str>>>,
    /// Who may see it.
    pub audience: Audience,
}

/// What a level expects of one competency.
#[derive(Clone, Debug, Hash)]
pub struct Expectation {
    /// Where it stands.
    pub span: Span,
    /// The competency.
    pub competency: Id<Competency>,
    /// The step: its place on the competency's scale, 0 the lowest.
    pub step: Option<usize>,
    /// What is expected.
    pub items: Vec<Item>,
    /// Who may see it.
    pub audience: Audience,
}

/// What is reached by when.
#[derive(Clone, Debug, Hash)]
pub struct Milestone {
    /// When.
    pub by: Text,
    /// What.
    pub items: Vec<Item>,
}

/// What a level asks for before the move to it.
#[derive(Clone, Debug, Hash)]
pub struct Promotion {
    /// The level that one moves to.
    pub to: Spanned<Id<Level>>,
    /// How long it usually takes.
    pub usual_time: Option<Text>,
    /// How many make it.
    pub success_rate: Option<Text>,
    /// Anything else.
    pub text: Option<Text>,
    /// What is asked for.
    pub groups: Vec<Group>,
}

/// An example of impact.
#[derive(Clone, Debug, Hash)]
pub struct Story {
    /// What it is about.
    pub title: Option<Text>,
    /// The story.
    pub text: Text,
}

/// A week in the life.
#[derive(Clone, Debug, Hash)]
pub struct Week {
    /// The entries of each day.
    pub days: Vec<(Text, Vec<Text>)>,
    /// How the time is spent: a share for each kind of work.
    pub split: Vec<(Text, Measure)>,
}

/// Something to read.
#[derive(Clone, Debug, Hash)]
pub struct Resource {
    /// What it is called.
    pub title: Text,
    /// Where it is.
    pub url: Option<Target>,
    /// Who made it.
    pub by: Option<Text>,
    /// Why it is worth the time.
    pub note: Option<Text>,
}

/// A part in the author's own words.
#[derive(Clone, Debug, Hash)]
pub struct Section {
    /// Its heading.
    pub title: Text,
    /// What it says.
    pub text: Text,
    /// Who may see it.
    pub audience: Audience,
}

/// A way from one level to another beyond the next one.
#[derive(Clone, Debug, Hash)]
pub struct Move {
    /// Its id, or one made from where it starts and leads.
    pub id: Id<Move>,
    /// What all things share.
    pub meta: Meta,
    /// Where it starts.
    pub from: Vec<Id<Level>>,
    /// Where it leads.
    pub to: Id<Level>,
    /// What kind of step it is.
    pub kind: MoveKind,
    /// What readers see.
    pub title: Option<Text>,
    /// What it is.
    pub text: Option<Text>,
    /// Why people make it.
    pub why: Vec<Item>,
    /// How to prepare.
    pub prepare: Vec<Item>,
    /// How long it usually takes.
    pub usual_time: Option<Text>,
    /// How many make it.
    pub success_rate: Option<Text>,
    /// What can go wrong.
    pub risks: Vec<Item>,
}

/// What kind of step a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoveKind {
    /// Up.
    Promotion,
    /// Up, into one of several tracks.
    Fork,
    /// Into another track.
    Switch,
    /// Back into a track left before.
    Return,
    /// To the side.
    Lateral,
}

/// A learning plan on a time line.
#[derive(Clone, Debug, Hash)]
pub struct Pathway {
    /// Its id.
    pub id: Id<Pathway>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// What it is.
    pub summary: Option<Text>,
    /// Where it starts: levels and roles.
    pub from: Vec<Thing>,
    /// Where it leads: levels and roles.
    pub to: Vec<Thing>,
    /// How long it takes.
    pub duration: Option<Text>,
    /// Its steps in order.
    pub steps: Vec<PathwayStep>,
    /// What to read.
    pub resources: Vec<Resource>,
}

/// A step of a pathway.
#[derive(Clone, Debug, Hash)]
pub struct PathwayStep {
    /// When.
    pub when: Text,
    /// What it is about.
    pub title: Option<Text>,
    /// What to do.
    pub items: Vec<Item>,
}

/// Pay by level or grade, place and market.
#[derive(Clone, Debug, Hash)]
pub struct Band {
    /// What all things share.
    pub meta: Meta,
    /// The level that it is for.
    pub level: Option<Id<Level>>,
    /// The grade that it is for.
    pub grade: Option<Id<Grade>>,
    /// What readers see.
    pub title: Option<Text>,
    /// The pay.
    pub pay: Measure,
    /// Where it is paid.
    pub place: Option<Text>,
    /// The market that it describes; the general one when absent.
    pub market: Option<Text>,
    /// Since when it is in force.
    pub from: Option<Arc<str>>,
    /// Where the figure comes from.
    pub source: Option<Text>,
    /// What else to know.
    pub note: Option<Text>,
}

/// A short answer to a named difficulty.
#[derive(Clone, Debug, Hash)]
pub struct Guide {
    /// Its id.
    pub id: Id<Guide>,
    /// What all things share.
    pub meta: Meta,
    /// What readers see.
    pub title: Text,
    /// The heading under which it is listed.
    pub topic: Option<Text>,
    /// Where the difficulty comes from.
    pub cause: Option<Text>,
    /// What to do.
    pub approach: Option<Text>,
    /// What to do, step by step.
    pub steps: Vec<Item>,
    /// What it is about: levels, roles and competencies.
    pub about: Vec<Thing>,
}

/// A published version of the ladder.
#[derive(Clone, Debug, Hash)]
pub struct Release {
    /// What all things share.
    pub meta: Meta,
    /// Its name.
    pub version: Arc<str>,
    /// When it was published, as written: a month, a day or a time.
    pub date: Arc<str>,
    /// The commit or tag that holds its text.
    pub revision: Option<Arc<str>>,
    /// Since when it holds.
    pub in_force: Option<Arc<str>>,
    /// How much changes with it, as its author declares it.
    pub class: Option<ReleaseClass>,
    /// What readers see.
    pub title: Option<Text>,
    /// What it is about.
    pub summary: Option<Text>,
}

impl Release {
    /// The day that it was published, or the month where only that is said.
    pub fn day(&self) -> &str {
        self.date.split('T').next().unwrap_or_default()
    }
}

/// How much changes with a release, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReleaseClass {
    /// Only words change.
    Patch,
    /// Something is clarified, exemplified or dropped.
    Minor,
    /// Some level now requires something new.
    Major,
}

/// Any thing that has a page or an anchor of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A ladder.
    Family(Id<Family>),
    /// A track.
    Track(Id<Track>),
    /// A level.
    Level(Id<Level>),
    /// An area: a part of the page of all competencies.
    Area(Id<Area>),
    /// A competency.
    Competency(Id<Competency>),
    /// A scale: a part of the page of all competencies.
    Scale(Id<Scale>),
    /// A role.
    Role(Id<Role>),
    /// A pathway.
    Pathway(Id<Pathway>),
    /// A guide.
    Guide(Id<Guide>),
    /// A Markdown page, by its path in the source folder, such as `roadmaps/devops.md`.
    Page(Arc<str>),
}

/// A Markdown page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path in the source folder, such as `roadmaps/devops.md`.
    pub path: Arc<str>,
    /// Its path in the snapshot, such as `content/roadmaps/devops.md`: where one edits it.
    pub file: Arc<str>,
    /// Where its front matter stands, or the start of the file.
    pub span: Span,
    /// What readers see: from the front matter, else the first heading, else the file's name.
    pub title: Text,
    /// What it is about.
    pub summary: Option<Text>,
    /// Its place in its folder: lower comes first, then by path.
    pub order: Option<f64>,
    /// Where it is in its life.
    pub status: Status,
    /// Who may see it.
    pub audience: Audience,
    /// Who answers for it.
    pub owner: Option<Text>,
    /// Other addresses that lead here.
    pub aliases: Vec<Spanned<Arc<str>>>,
    /// Whether it has a list of its contents.
    pub toc: bool,
    /// What it says, without the heading that repeats its title.
    pub text: Text,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, Hash)]
pub struct Asset {
    /// Its path in the source folder.
    pub path: Arc<str>,
    /// Its path in the snapshot.
    pub file: Arc<str>,
}
