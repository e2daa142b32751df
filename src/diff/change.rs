//! What changed between two handbooks, as plain data: sides, places, verbs, classes.

use super::part::Part;
use super::words::Piece;
use crate::model::target::Target;
use crate::model::things::{Audience, MoveKind, Status, Text, Thing, TrackKind};
use std::sync::Arc;

/// One change, with both of its sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub verb: Verb,
    /// Whether it went from one thing to another, such as an expectation from level to level.
    pub crosses: bool,
    /// What it means for the bar.
    pub class: Class,
    /// How much of a release it makes.
    pub release: Release,
    /// Why it is of that class and release.
    pub why: Why,
    /// What was; absent for what was added.
    pub old: Option<Side>,
    /// What is; absent for what was removed.
    pub new: Option<Side>,
    /// The text word by word, as far as both sides are texts; of what moved, what it says now.
    pub words: Vec<Piece>,
    /// By how much pay changed, where both sides state figures of one currency.
    pub percent: Option<Percent>,
    /// Who may see it, in the newer handbook's list: the narrower of both sides.
    pub audience: Audience,
}

impl Change {
    /// The side that readers know: the new one, else the old one.
    pub fn side(&self) -> Option<&Side> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Both sides, the old one first.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        self.old.iter().chain(&self.new)
    }

    /// Whether the change is about the thing of that kind and id, or about the pay of the level or grade of that id.
    pub fn concerns(&self, kind: Kind, id: &str) -> bool {
        let is_it = |name: &Name| name.kind == kind && &*name.id == id;
        let pays = |side: &Side| side.thing.kind == Kind::Band && side.place.thing.as_ref().is_some_and(is_it);
        self.sides().any(|side| is_it(&side.thing) || pays(side))
    }
}

/// One side of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it is about.
    pub thing: Name,
    /// Which part of it.
    pub place: Place,
    /// What stands there.
    pub value: Value,
}

/// What a thing is called on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What kind of thing.
    pub kind: Kind,
    /// Its id; of a page its path; of pay the id of the level or grade it is for; of a release its version.
    pub id: Arc<str>,
    /// What readers see.
    pub title: Text,
    /// Where it is in its life; a draft also where the track or ladder that it stands on is one.
    pub status: Status,
    /// The thing itself, where it has a page or an anchor.
    pub thing: Option<Thing>,
}

/// The kinds of things that change, in the order of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A ladder.
    Family,
    /// A track.
    Track,
    /// A level.
    Level,
    /// Pay.
    Band,
    /// An organisation-wide rung.
    Grade,
    /// A move.
    Move,
    /// A group of competencies.
    Area,
    /// A competency.
    Competency,
    /// A scale.
    Scale,
    /// A row of the comparison tables.
    Dimension,
    /// A role.
    Role,
    /// A pathway.
    Pathway,
    /// A guide.
    Guide,
    /// A Markdown page.
    Page,
    /// A published version.
    Release,
}

impl Kind {
    /// All kinds in order.
    pub const ALL: [Self; 15] = [
        Self::Family,
        Self::Track,
        Self::Level,
        Self::Band,
        Self::Grade,
        Self::Move,
        Self::Area,
        Self::Competency,
        Self::Scale,
        Self::Dimension,
        Self::Role,
        Self::Pathway,
        Self::Guide,
        Self::Page,
        Self::Release,
    ];

    /// What one such thing is called, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Family => "ladder",
            Self::Track => "track",
            Self::Level => "level",
            Self::Band => "pay band",
            Self::Grade => "grade",
            Self::Move => "move",
            Self::Area => "area",
            Self::Competency => "competency",
            Self::Scale => "scale",
            Self::Dimension => "dimension",
            Self::Role => "role",
            Self::Pathway => "pathway",
            Self::Guide => "guide",
            Self::Page => "page",
            Self::Release => "release",
        }
    }
}

/// Which part of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which part.
    pub part: Part,
    /// The competency, dimension or level that the part is about.
    pub thing: Option<Name>,
    /// The author's heading over it: a group, the time of a milestone, a day, a step, the text that an example is of.
    pub group: Option<Text>,
    /// What the part belongs to: the part that stands under a heading, that has an example, that some may see.
    pub over: Option<Part>,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The thing itself, and how many entries of which parts came or went with it.
    Whole(Vec<(Part, usize)>),
    /// Words.
    Text(Text),
    /// Words in a list, in its order.
    Texts(Vec<Text>),
    /// A block of a page's text: the numbers that lead to it from the outermost block inwards.
    Block(Text, Vec<usize>),
    /// References to things.
    Things(Vec<Name>),
    /// A step of a scale by its title, and its place there, 0 the lowest.
    Step(Text, usize),
    /// A date or another word that is not Markdown.
    Word(Arc<str>),
    /// What is linked to.
    Link(Target),
    /// A place among its like, 1 the lowest.
    Rank(usize),
    /// Where it is in its life.
    Status(Status),
    /// Who may see it, by name; `None` for all.
    Audience(Option<Arc<str>>),
    /// What kind of track it is.
    TrackKind(TrackKind),
    /// What kind of step a move is.
    MoveKind(MoveKind),
    /// Yes or no.
    Flag(bool),
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// There is something more.
    Added,
    /// There is something less.
    Removed,
    /// It has another id or title.
    Renamed,
    /// It stands elsewhere.
    Moved,
    /// It stands in another order.
    Reordered,
    /// It asks for more: a higher step, a higher number.
    Raised,
    /// It asks for less.
    Lowered,
    /// It is said in other words.
    Reworded,
    /// It has another value.
    Changed,
}

impl Verb {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Reordered => "reordered",
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Reworded => "reworded",
            Self::Changed => "changed",
        }
    }

    /// The verb of the same change read backwards.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            Self::Raised => Self::Lowered,
            Self::Lowered => Self::Raised,
            other => other,
        }
    }
}

/// What a change means for the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// More is asked for.
    Raises,
    /// Less is asked for.
    Lowers,
    /// More or less is said about what is asked for.
    Clarifies,
    /// The same in other words.
    Rewords,
    /// The same elsewhere.
    Moves,
    /// The same under another name.
    Renames,
    /// Pay.
    Pay,
    /// Texts around the ladder.
    Prose,
}

impl Class {
    /// All classes in order.
    pub const ALL: [Self; 8] = [
        Self::Raises,
        Self::Lowers,
        Self::Clarifies,
        Self::Rewords,
        Self::Moves,
        Self::Renames,
        Self::Pay,
        Self::Prose,
    ];

    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Raises => "raises",
            Self::Lowers => "lowers",
            Self::Clarifies => "clarifies",
            Self::Rewords => "rewords",
            Self::Moves => "moves",
            Self::Renames => "renames",
            Self::Pay => "pay",
            Self::Prose => "prose",
        }
    }
}

/// How much of a release changes make, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Release {
    /// Only words change.
    Patch,
    /// Something is clarified, exemplified or dropped.
    Minor,
    /// Some level now requires something new.
    Major,
}

impl Release {
    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Why a change is of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Something is asked for that was not.
    NewRequirement,
    /// Something is no longer asked for.
    DroppedRequirement,
    /// A higher step is expected.
    StepUp,
    /// A lower step is expected.
    StepDown,
    /// A number asks for more.
    NumberUp,
    /// A number asks for less.
    NumberDown,
    /// A number is another, and neither more nor less is asked for.
    OtherNumber,
    /// Lower levels' expectations now hold as well.
    CarriesOver,
    /// Lower levels' expectations no longer hold.
    NoLongerCarriesOver,
    /// A level takes over what another asked for.
    NewToLevel,
    /// A level takes over what it asked for already, by carrying it over; or a new level does.
    KnownToLevel,
    /// The same is asked for under another heading.
    OtherHeading,
    /// Only the order is another.
    OtherOrder,
    /// It stands elsewhere on the ladder.
    OtherPlace,
    /// There is something more to know.
    SaysMore,
    /// There is something less to know.
    SaysLess,
    /// The words say something more, less or other.
    OtherMeaning,
    /// Only words changed.
    OnlyWords,
    /// Only names changed.
    OtherName,
    /// It is shown to others, or is in another part of its life.
    OtherReaders,
    /// Pay rises.
    PayUp,
    /// Pay falls.
    PayDown,
    /// What is said about pay changed.
    PayNote,
    /// Texts around the ladder changed.
    Around,
}

impl Why {
    /// The reason in a few words, in lower case.
    pub fn words(self) -> &'static str {
        match self {
            Self::NewRequirement => "asked for from now on",
            Self::DroppedRequirement => "no longer asked for",
            Self::StepUp => "a higher step",
            Self::StepDown => "a lower step",
            Self::NumberUp => "a number asks for more",
            Self::NumberDown => "a number asks for less",
            Self::OtherNumber => "another number",
            Self::CarriesOver => "what lower levels ask for now holds as well",
            Self::NoLongerCarriesOver => "what lower levels ask for no longer holds",
            Self::NewToLevel => "new to the level that it moved to",
            Self::KnownToLevel => "asks nobody for more",
            Self::OtherHeading => "under another heading",
            Self::OtherOrder => "in another order",
            Self::OtherPlace => "in another place",
            Self::SaysMore => "more to know",
            Self::SaysLess => "less to know",
            Self::OtherMeaning => "says something more, less or other",
            Self::OnlyWords => "only words",
            Self::OtherName => "only names",
            Self::OtherReaders => "other readers, or another part of its life",
            Self::PayUp => "pay rises",
            Self::PayDown => "pay falls",
            Self::PayNote => "about pay",
            Self::Around => "texts around the ladder",
        }
    }
}

/// By how much pay changed, in tenths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Percent {
    /// At the lower end.
    pub low: Option<i64>,
    /// At the upper end.
    pub high: Option<i64>,
}
