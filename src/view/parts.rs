//! The parts that several kinds of pages share.

use super::page::{Drawing, Link, Tone, Words};
use serde::Serialize;

/// A figure, and the same as lists for those who cannot see it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// The drawing.
    pub drawing: Drawing,
    /// Whether some of its lines lead across tracks; those are dotted.
    pub across: bool,
    /// Its tracks with their levels.
    pub lanes: Vec<LaneList>,
    /// The chains that it was made from, where it was made from chains.
    pub chains: Vec<Vec<ChainStop>>,
    /// Whether it shows with marks what differs from the published handbook.
    pub marked: bool,
}

/// A name in a chain.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChainStop {
    /// The name.
    pub text: String,
    /// The level's page, where it names a level.
    pub href: Option<String>,
}

/// A figure of figures: what is drawn, and the same in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The drawing.
    pub drawing: Drawing,
    /// How it has to be read, where that is not plain.
    pub notes: Vec<String>,
    /// The same in words, for pages that do not say it otherwise.
    pub rows: Vec<ChartRow>,
}

/// A row of a chart in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChartRow {
    /// What it is about.
    pub label: String,
    /// Where that is told in full.
    pub href: Option<String>,
    /// What the chart shows of it.
    pub values: Vec<String>,
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
    /// Its ladder's title, where a level of another ladder has the same title.
    pub ladder: Option<String>,
    /// Its track's colour.
    pub tone: Tone,
    /// What else to say, such as its experience and pay.
    pub notes: Vec<String>,
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
