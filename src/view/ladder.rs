//! The page of a ladder.

use super::page::{Link, Tone, Words};
use super::parts::{Figure, LevelLink, Section, WayCard};
use serde::Serialize;

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
