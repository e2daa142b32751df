//! What one audience sees of a handbook, and where each thing has its page. The one gate: nothing else asks who may see.

use super::address;
use super::compared::Compared;
use super::folders::Folders;
use super::marked::Marks;
use super::pay::Axis;
use super::sections;
use crate::base::Route;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::skills::{Competency, Grade, Scale};
use crate::model::things::{Audience, Band, Family, Level, Meta, Move, Status, Text, Thing, Track};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What a build is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Who reads it.
    pub audience: Audience,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The path under which the site is served, with a `/` at both ends.
    pub base: String,
}

/// Where a thing is found.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Its title in plain words.
    pub title: String,
    /// Its page.
    pub route: Route,
    /// Its place on the page, where it has no page of its own.
    pub anchor: Option<String>,
}

/// What one audience sees of a handbook.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The whole handbook.
    pub handbook: &'a Handbook,
    /// What the build is for.
    pub scope: &'a Scope,
    /// What is marked on the diagrams of ladders: what differs from the published handbook, where that is reviewed.
    pub marks: Marks,
    spots: HashMap<Thing, Spot>,
    tracks: HashMap<Id<Family>, Vec<&'a Track>>,
    levels: HashMap<Id<Track>, Vec<&'a Level>>,
    bands: HashMap<Id<Level>, Vec<&'a Band>>,
    axes: HashMap<Option<&'a Id<Family>>, Axis>,
    compared: Compared<'a>,
    namesakes: HashSet<String>,
    kin: Vec<Vec<Thing>>,
    places: HashMap<Thing, (usize, usize)>,
    hidden_anchors: HashMap<Route, HashSet<String>>,
    folders: Folders<'a>,
}

impl<'a> Shown<'a> {
    /// What the scope's audience sees.
    pub fn new(handbook: &'a Handbook, scope: &'a Scope) -> Self {
        let (spots, tracks, levels) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (bands, axes, compared) = (HashMap::new(), HashMap::new(), Compared::default());
        let mut shown = Self {
            handbook,
            scope,
            marks: Marks::default(),
            spots,
            tracks,
            levels,
            bands,
            axes,
            compared,
            namesakes: HashSet::new(),
            kin: Vec::new(),
            places: HashMap::new(),
            hidden_anchors: HashMap::new(),
            folders: Folders::default(),
        };
        shown.spots = shown.all_spots();
        shown.levels = shown.all_levels();
        shown.tracks = shown.all_tracks();
        shown.bands = shown.all_bands();
        shown.axes = shown.all_axes();
        shown.compared = Compared::of(&shown);
        shown.namesakes = shown.all_namesakes();
        shown.kin = shown.all_kin();
        shown.places = places(&shown.kin);
        shown.hidden_anchors = sections::hidden_anchors(&shown);
        shown.folders = Folders::new(&shown);
        shown
    }

    /// The title of a level's ladder, where a level of another ladder has the same title.
    pub fn ladder_to_tell(&self, level: &Level) -> Option<String> {
        let family = self.track_of(&level.id)?.family.as_ref()?;
        let family = self.handbook.families.get(family)?;
        self.namesakes.contains(&level.title.plain()).then(|| family.title.plain())
    }

    /// The titles that levels of several ladders have.
    fn all_namesakes(&self) -> HashSet<String> {
        let mut ladders: HashMap<String, Option<&Id<Family>>> = HashMap::new();
        let mut namesakes = HashSet::new();
        for level in self.handbook.levels.keys().filter_map(|id| self.level(id)) {
            let ladder = self.track_of(&level.id).and_then(|track| track.family.as_ref());
            let title = level.title.plain();
            if *ladders.entry(title.clone()).or_insert(ladder) != ladder {
                namesakes.insert(title);
            }
        }
        namesakes
    }

    /// Whether the audience is among the readers.
    pub fn sees(&self, audience: Audience) -> bool {
        audience <= self.scope.audience
    }

    /// Where a thing is found; `None` when this audience does not see it.
    pub fn spot(&self, thing: &Thing) -> Option<&Spot> {
        self.spots.get(thing)
    }

    /// Whether the audience sees the thing.
    pub fn has(&self, thing: &Thing) -> bool {
        self.spots.contains_key(thing)
    }

    /// All things that the audience sees, in no fixed order.
    pub fn things(&self) -> impl Iterator<Item = &Thing> {
        self.spots.keys()
    }

    /// A level, if the audience sees it.
    pub fn level(&self, id: &Id<Level>) -> Option<&'a Level> {
        self.handbook.levels.get(id).filter(|_| self.has(&Thing::Level(id.clone())))
    }

    /// The levels of a track, lowest first.
    pub fn levels_of(&self, track: &Track) -> impl ExactSizeIterator<Item = &'a Level> {
        self.levels.get(&track.id).map(Vec::as_slice).unwrap_or_default().iter().copied()
    }

    /// The track of a level.
    pub fn track_of(&self, level: &Id<Level>) -> Option<&'a Track> {
        let track = self.handbook.derived.places.get(level)?.track.as_ref()?;
        self.handbook.tracks.get(track).filter(|_| self.has(&Thing::Track(track.clone())))
    }

    /// The tracks of a ladder that have levels, in authored order.
    pub fn tracks_of(&self, family: &Id<Family>) -> Vec<&'a Track> {
        self.tracks.get(family).cloned().unwrap_or_default()
    }

    /// The moves that the audience sees, both ends included.
    pub fn moves(&self) -> impl Iterator<Item = &'a Move> {
        self.handbook.moves.values().filter(|step| self.shows_move(step))
    }

    /// Whether the audience sees a move, where it leads and a level that it starts from.
    pub fn shows_move(&self, step: &Move) -> bool {
        let starts = step.from.iter().any(|from| self.level(from).is_some());
        self.open(&step.meta) && starts && self.level(&step.to).is_some()
    }

    /// The pay bands of a level, those of its grade included: the general market first, else in authored order.
    pub fn bands_of(&self, level: &Id<Level>) -> &[&'a Band] {
        self.bands.get(level).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a text says to the audience: without the sections that are for others.
    pub fn text_of(&self, text: &Text) -> Text {
        text.without_blocks(&sections::hidden(self, &text.prose))
    }

    /// Whether a place on a page is one that the audience does not see.
    pub fn hides_anchor(&self, route: &Route, anchor: &str) -> bool {
        self.hidden_anchors.get(route).is_some_and(|anchors| anchors.contains(anchor))
    }

    /// The Markdown pages that the audience sees, in their folders.
    pub fn folders(&self) -> &Folders<'a> {
        &self.folders
    }

    /// The places on pages that the audience does not see, in order.
    pub(super) fn hidden_anchors(&self) -> BTreeMap<&Route, BTreeSet<&str>> {
        let anchors = self.hidden_anchors.iter();
        anchors.map(|(route, anchors)| (route, anchors.iter().map(String::as_str).collect())).collect()
    }

    /// Whether the audience of a name is among the readers; one that nobody knows is not.
    pub(super) fn sees_called(&self, name: &str) -> bool {
        let known = self.handbook.settings.audiences.iter().position(|audience| audience.value == name);
        known.is_some_and(|known| self.sees(Audience(known)))
    }

    /// The axis of all pay on the ladder of a level; of a level on no ladder, that of all such levels.
    pub fn axis_of(&self, level: &Id<Level>) -> Axis {
        let family = self.track_of(level).and_then(|track| track.family.as_ref());
        self.axes.get(&family).cloned().unwrap_or_default()
    }

    /// The scale of a competency, if the audience sees it.
    pub fn scale_of(&self, competency: &Competency) -> Option<&'a Scale> {
        let scale = competency.scale.as_ref()?;
        self.handbook.scales.get(scale).filter(|_| self.has(&Thing::Scale(scale.clone())))
    }

    /// The grade of a level, if the audience sees it.
    pub fn grade_of(&self, level: &Level) -> Option<&'a Grade> {
        self.handbook.grades.get(level.grade.as_ref()?).filter(|grade| self.open(&grade.meta))
    }

    /// The roles, the pathways, the guides, or the competencies of the same area as a thing, in the author's order, and
    /// the place of the thing among them; nothing for things of other kinds.
    pub fn kin(&self, thing: &Thing) -> (&[Thing], usize) {
        let Some((group, at)) = self.places.get(thing).copied() else { return (&[], 0) };
        (self.kin.get(group).map(Vec::as_slice).unwrap_or_default(), at)
    }

    /// What has a comparison.
    pub fn compared(&self) -> &Compared<'a> {
        &self.compared
    }

    /// Whether a thing that all share is shown: seen by the audience, and no draft unless drafts are.
    pub fn open(&self, meta: &Meta) -> bool {
        self.sees(meta.audience) && self.is_ready(meta.status)
    }

    fn is_ready(&self, status: Status) -> bool {
        self.scope.drafts || status != Status::Draft
    }

    fn all_kin(&self) -> Vec<Vec<Thing>> {
        let book = self.handbook;
        let mut kin: Vec<Vec<Thing>> = vec![
            book.roles.keys().cloned().map(Thing::Role).collect(),
            book.pathways.keys().cloned().map(Thing::Pathway).collect(),
            book.guides.keys().cloned().map(Thing::Guide).collect(),
        ];
        let mut areas = HashMap::new();
        for competency in book.competencies.values() {
            let group = *areas.entry(&competency.area).or_insert_with(|| {
                kin.push(Vec::new());
                kin.len() - 1
            });
            kin.get_mut(group).into_iter().for_each(|group| group.push(Thing::Competency(competency.id.clone())));
        }
        kin.iter_mut().for_each(|group| group.retain(|thing| self.has(thing)));
        kin
    }

    fn all_levels(&self) -> HashMap<Id<Track>, Vec<&'a Level>> {
        let seen = |track: &'a Track| track.levels.iter().filter_map(|id| self.level(&id.value)).collect();
        self.handbook.tracks.values().map(|track| (track.id.clone(), seen(track))).collect()
    }

    fn all_tracks(&self) -> HashMap<Id<Family>, Vec<&'a Track>> {
        let seen = |id: &Id<Track>| self.handbook.tracks.get(id).filter(|_| self.has(&Thing::Track(id.clone())));
        let with_levels = |family: &'a Family| {
            let tracks = family.tracks.iter().filter_map(seen);
            tracks.filter(|track| self.levels_of(track).len() > 0).collect()
        };
        self.handbook.families.values().map(|family| (family.id.clone(), with_levels(family))).collect()
    }

    fn all_spots(&self) -> HashMap<Thing, Spot> {
        let book = self.handbook;
        let mut spots = HashMap::new();
        let mut add = |thing: Thing, title: String| {
            if let Some((route, anchor)) = address::of(&thing) {
                spots.insert(thing, Spot { title, route, anchor });
            }
        };
        let family_open = |id: &Option<Id<_>>| {
            id.as_ref().and_then(|id| book.families.get(id)).is_none_or(|family| self.open(&family.meta))
        };
        let track_open = |track: &Track| self.open(&track.meta) && family_open(&track.family);
        let level_open = |level: &Level| {
            let track = book.derived.places.get(&level.id).and_then(|place| place.track.as_ref());
            self.open(&level.meta) && track.and_then(|track| book.tracks.get(track)).is_none_or(track_open)
        };
        let families = book.families.values().filter(|it| self.open(&it.meta));
        families.for_each(|it| add(Thing::Family(it.id.clone()), it.title.plain()));
        let tracks = book.tracks.values().filter(|it| track_open(it));
        tracks.for_each(|it| add(Thing::Track(it.id.clone()), it.title.plain()));
        let levels = book.levels.values().filter(|it| level_open(it));
        levels.for_each(|it| add(Thing::Level(it.id.clone()), it.title.plain()));
        let areas = book.areas.values().filter(|it| self.open(&it.meta));
        areas.for_each(|it| add(Thing::Area(it.id.clone()), it.title.plain()));
        let competencies = book.competencies.values().filter(|it| self.open(&it.meta));
        competencies.for_each(|it| add(Thing::Competency(it.id.clone()), it.title.plain()));
        let scales = book.scales.values().filter(|it| self.open(&it.meta));
        scales.for_each(|it| add(Thing::Scale(it.id.clone()), scale_title(it)));
        let roles = book.roles.values().filter(|it| self.open(&it.meta));
        roles.for_each(|it| add(Thing::Role(it.id.clone()), it.title.plain()));
        let pathways = book.pathways.values().filter(|it| self.open(&it.meta));
        pathways.for_each(|it| add(Thing::Pathway(it.id.clone()), it.title.plain()));
        let guides = book.guides.values().filter(|it| self.open(&it.meta));
        guides.for_each(|it| add(Thing::Guide(it.id.clone()), it.title.plain()));
        let pages = book.pages.iter().filter(|it| self.sees(it.audience) && self.is_ready(it.status));
        pages.for_each(|it| add(Thing::Page(it.path.clone()), it.title.plain()));
        spots
    }

    fn all_bands(&self) -> HashMap<Id<Level>, Vec<&'a Band>> {
        let mut by_level: HashMap<Id<Level>, Vec<&'a Band>> = HashMap::new();
        let mut by_grade: HashMap<&Id<_>, Vec<&'a Band>> = HashMap::new();
        for band in self.handbook.bands.iter().filter(|band| self.open(&band.meta)) {
            match (&band.level, &band.grade) {
                (Some(level), _) => by_level.entry(level.clone()).or_default().push(band),
                (None, Some(grade)) => by_grade.entry(grade).or_default().push(band),
                (None, None) => {}
            }
        }
        for level in self.handbook.levels.values() {
            let graded = level.grade.as_ref().and_then(|grade| by_grade.get(grade)).cloned().unwrap_or_default();
            let bands = by_level.entry(level.id.clone()).or_default();
            bands.extend(graded);
            bands.sort_by_key(|band| band.market.is_some());
        }
        by_level
    }

    fn all_axes(&self) -> HashMap<Option<&'a Id<Family>>, Axis> {
        let mut axes: HashMap<_, Axis> = HashMap::new();
        for level in self.handbook.levels.keys().filter_map(|id| self.level(id)) {
            let family = self.track_of(&level.id).and_then(|track| track.family.as_ref());
            axes.entry(family).or_default().add(self.bands_of(&level.id));
        }
        axes
    }
}

/// The group of each thing and its place there.
fn places(kin: &[Vec<Thing>]) -> HashMap<Thing, (usize, usize)> {
    let of_group = |(group, things): (usize, &Vec<Thing>)| {
        things.iter().cloned().enumerate().map(move |(at, thing)| (thing, (group, at))).collect::<Vec<_>>()
    };
    kin.iter().enumerate().flat_map(of_group).collect()
}

/// What a scale is called.
pub fn scale_title(scale: &Scale) -> String {
    scale.title.as_ref().map_or_else(|| scale.id.as_str().to_owned(), |title| title.plain())
}
