//! One side of a comparison: a handbook, what its things are called and who may see them, and their ids on the other
//! side.

use super::change::{Kind, Name};
use crate::base::Prose;
use crate::model::handbook::Handbook;
use crate::model::id::{Id, Table};
use crate::model::skills::ScaleStep;
use crate::model::things::{Audience, Band, Family, Level, Meta, Page, Release, Status, Text, Thing, Track};
use indexmap::Equivalent;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A thing by its kind and id; a page by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Ref<'a> {
    pub(super) kind: Kind,
    pub(super) id: &'a Arc<str>,
}

impl<'a> Ref<'a> {
    pub(super) fn new(kind: Kind, id: &'a Arc<str>) -> Self {
        Self { kind, id }
    }

    pub(super) fn of(thing: &'a Thing) -> Self {
        match thing {
            Thing::Family(id) => Self::new(Kind::Family, id.name()),
            Thing::Track(id) => Self::new(Kind::Track, id.name()),
            Thing::Level(id) => Self::new(Kind::Level, id.name()),
            Thing::Area(id) => Self::new(Kind::Area, id.name()),
            Thing::Competency(id) => Self::new(Kind::Competency, id.name()),
            Thing::Scale(id) => Self::new(Kind::Scale, id.name()),
            Thing::Role(id) => Self::new(Kind::Role, id.name()),
            Thing::Pathway(id) => Self::new(Kind::Pathway, id.name()),
            Thing::Guide(id) => Self::new(Kind::Guide, id.name()),
            Thing::Page(path) => Self::new(Kind::Page, path),
        }
    }
}

/// A handbook as one side of a comparison.
#[derive(Debug)]
pub(super) struct Book<'a> {
    pub(super) handbook: &'a Handbook,
    /// The names of the audiences of the newer handbook.
    audiences: Vec<&'a str>,
    /// What stands for an id on both sides, where that is another word than the id.
    common: HashMap<Kind, HashMap<&'a str, Arc<str>>>,
    /// The track that lists a level first, and the level's place there.
    tracks: HashMap<&'a str, (&'a Track, usize)>,
    pages: HashMap<&'a str, &'a Page>,
    releases: HashMap<&'a str, &'a Release>,
    /// The highest step that some level or role expects of a competency.
    expected: OnceCell<HashMap<&'a str, usize>>,
}

/// What is known of any thing.
pub(super) struct Known<'a> {
    pub(super) title: Option<&'a Text>,
    pub(super) status: Status,
    pub(super) audience: Audience,
    pub(super) thing: Option<Thing>,
}

impl<'a> Known<'a> {
    fn of(meta: &Meta, title: Option<&'a Text>, thing: Option<Thing>) -> Self {
        Self { title, status: meta.status, audience: meta.audience, thing }
    }

    /// The same where it is only seen with something else.
    fn inside(mut self, outer: Option<Self>) -> Self {
        if let Some(outer) = outer {
            self.audience = self.audience.max(outer.audience);
            if outer.status == Status::Draft {
                self.status = Status::Draft;
            }
        }
        self
    }
}

impl<'a> Book<'a> {
    /// A handbook; `newer` is the one whose list of audiences counts.
    pub(super) fn new(handbook: &'a Handbook, newer: &'a Handbook) -> Self {
        let mut tracks = HashMap::new();
        for track in handbook.tracks.values() {
            for (position, level) in track.levels.iter().enumerate() {
                tracks.entry(level.value.as_str()).or_insert((track, position));
            }
        }
        Self {
            handbook,
            audiences: newer.settings.audiences.iter().map(|audience| audience.value.as_str()).collect(),
            common: HashMap::new(),
            tracks,
            pages: handbook.pages.iter().map(|page| (&*page.path, page)).collect(),
            // Of several releases of one name the first.
            releases: handbook.releases.iter().rev().map(|release| (&*release.version, release)).collect(),
            expected: OnceCell::new(),
        }
    }

    /// Lets `other` stand for the id of a thing, so that both sides call it alike.
    pub(super) fn call(&mut self, kind: Kind, id: &'a str, other: Arc<str>) {
        self.common.entry(kind).or_default().insert(id, other);
    }

    /// What stands for an id on both sides.
    pub(super) fn common<'s>(&'s self, thing: Ref<'s>) -> &'s str {
        let other = self.common.get(&thing.kind).and_then(|ids| ids.get(&**thing.id));
        other.unwrap_or(thing.id)
    }

    /// The track that a level stands on, and its place there.
    pub(super) fn track_of(&self, level: &str) -> Option<(&'a Track, usize)> {
        self.tracks.get(level).copied()
    }

    /// The page at a path in the source folder.
    pub(super) fn page(&self, path: &str) -> Option<&'a Page> {
        self.pages.get(path).copied()
    }

    /// The release of a version.
    pub(super) fn release(&self, version: &str) -> Option<&'a Release> {
        self.releases.get(version).copied()
    }

    /// An audience of this handbook in the newer one's list; one that it does not know is nobody.
    pub(super) fn seen_by(&self, audience: Audience) -> Audience {
        if audience.0 == 0 {
            return audience;
        }
        self.audience_called(self.audience_name(audience).unwrap_or_default())
    }

    /// The audience of a name in the newer handbook's list.
    pub(super) fn audience_called(&self, name: &str) -> Audience {
        Audience(self.audiences.iter().position(|known| *known == name).unwrap_or(usize::MAX))
    }

    /// The names of the audiences in the newer handbook's list.
    pub(super) fn audiences(&self) -> &[&'a str] {
        &self.audiences
    }

    /// The name of an audience of this handbook; none for the widest.
    pub(super) fn audience_name(&self, audience: Audience) -> Option<&'a str> {
        let known = &self.handbook.settings.audiences;
        known.get(audience.0).filter(|_| audience.0 > 0).map(|audience| audience.value.as_str())
    }

    /// What is known of a thing; none when there is no such thing.
    pub(super) fn known(&self, thing: Ref<'_>) -> Option<Known<'a>> {
        let book = self.handbook;
        let id = Called(thing.id);
        Some(match thing.kind {
            Kind::Family => self.family(book.families.get(&id)?),
            Kind::Track => self.track(book.tracks.get(&id)?),
            Kind::Level => self.level(book.levels.get(&id)?),
            Kind::Area => {
                let it = book.areas.get(&id)?;
                Known::of(&it.meta, Some(&it.title), Some(Thing::Area(it.id.clone())))
            }
            Kind::Competency => {
                let it = book.competencies.get(&id)?;
                Known::of(&it.meta, Some(&it.title), Some(Thing::Competency(it.id.clone())))
            }
            Kind::Scale => {
                let it = book.scales.get(&id)?;
                Known::of(&it.meta, it.title.as_ref(), Some(Thing::Scale(it.id.clone())))
            }
            Kind::Role => {
                let it = book.roles.get(&id)?;
                Known::of(&it.meta, Some(&it.title), Some(Thing::Role(it.id.clone())))
            }
            Kind::Pathway => {
                let it = book.pathways.get(&id)?;
                Known::of(&it.meta, Some(&it.title), Some(Thing::Pathway(it.id.clone())))
            }
            Kind::Guide => {
                let it = book.guides.get(&id)?;
                Known::of(&it.meta, Some(&it.title), Some(Thing::Guide(it.id.clone())))
            }
            Kind::Page => {
                let it = self.page(thing.id)?;
                let thing = Some(Thing::Page(it.path.clone()));
                Known { title: Some(&it.title), status: it.status, audience: it.audience, thing }
            }
            Kind::Grade => titled(&book.grades, &id, |it| (&it.meta, Some(&it.title)))?,
            Kind::Dimension => titled(&book.dimensions, &id, |it| (&it.meta, Some(&it.title)))?,
            Kind::Move => titled(&book.moves, &id, |it| (&it.meta, it.title.as_ref()))?,
            Kind::Release => {
                let it = self.release(thing.id)?;
                Known::of(&it.meta, it.title.as_ref(), None)
            }
            Kind::Band => return None,
        })
    }

    fn family(&self, family: &'a Family) -> Known<'a> {
        Known::of(&family.meta, Some(&family.title), Some(Thing::Family(family.id.clone())))
    }

    fn track(&self, track: &'a Track) -> Known<'a> {
        let family = track.family.as_ref().and_then(|family| self.handbook.families.get(family));
        let known = Known::of(&track.meta, Some(&track.title), Some(Thing::Track(track.id.clone())));
        known.inside(family.map(|family| self.family(family)))
    }

    fn level(&self, level: &'a Level) -> Known<'a> {
        let track = self.track_of(level.id.as_str()).map(|(track, _)| self.track(track));
        Known::of(&level.meta, Some(&level.title), Some(Thing::Level(level.id.clone()))).inside(track)
    }

    /// What a thing is called; one without a title is called by its id.
    pub(super) fn name(&self, thing: Ref<'_>) -> Option<Name> {
        let Known { title, status, thing: own, .. } = self.known(thing)?;
        let title = title.cloned().unwrap_or_else(|| words(thing.id));
        Some(Name { kind: thing.kind, id: thing.id.clone(), title, status, thing: own })
    }

    /// Who may see a thing, in the newer handbook's list.
    pub(super) fn audience_of(&self, thing: Ref<'_>) -> Audience {
        self.known(thing).map(|known| self.seen_by(known.audience)).unwrap_or_default()
    }

    /// What a pay band is for: a level, else a grade.
    pub(super) fn paid(band: &'a Band) -> Option<Ref<'a>> {
        let level = band.level.as_ref().map(|id| Ref::new(Kind::Level, id.name()));
        level.or_else(|| band.grade.as_ref().map(|id| Ref::new(Kind::Grade, id.name())))
    }

    /// Whether what the lower level asks for holds at the upper one as well, carried over along tracks that add up.
    pub(super) fn carries(&self, lower: &str, upper: &str) -> bool {
        let mut waiting = vec![upper];
        let mut visited = HashSet::new();
        while let Some(level) = waiting.pop() {
            if !visited.insert(level) || visited.len() > STEPS {
                continue;
            }
            let Some((track, position)) = self.track_of(level).filter(|(track, _)| track.accumulates) else { continue };
            let below = position.checked_sub(1).filter(|_| track.ordered).and_then(|below| track.levels.get(below));
            let before: Vec<&str> = match below {
                Some(below) => vec![below.value.as_str()],
                None => track.after.iter().map(|level| level.value.as_str()).collect(),
            };
            if before.contains(&lower) {
                return true;
            }
            waiting.extend(before);
        }
        false
    }
}

impl<'a> Book<'a> {
    /// Whether some level or role expects of a competency the step of a title, or a higher one.
    pub(super) fn expects(&self, competency: &str, title: Option<&Text>) -> bool {
        let book = self.handbook;
        let Some(highest) = self.expected.get_or_init(|| highest_steps(book)).get(competency) else { return false };
        let scale = book.competencies.get(&Called(competency)).and_then(|it| book.scales.get(it.scale.as_ref()?));
        let is_it = |step: &ScaleStep| title.is_some_and(|title| step.title == *title);
        let step = scale.and_then(|scale| scale.steps.iter().position(is_it));
        step.is_some_and(|step| step <= *highest)
    }
}

fn highest_steps(book: &Handbook) -> HashMap<&str, usize> {
    let mut highest = HashMap::new();
    let levels = book.levels.values().flat_map(|level| &level.expects);
    let levels = levels.map(|expectation| (&expectation.competency, expectation.step));
    let roles = book.roles.values().flat_map(|role| &role.needs).filter_map(|need| need.competency.as_ref());
    for (competency, step) in levels.chain(roles.map(|(competency, step)| (competency, *step))) {
        if let Some(step) = step {
            let known = highest.entry(competency.as_str()).or_insert(step);
            *known = step.max(*known);
        }
    }
    highest
}

/// How many levels are looked at on the way down: more than any real ladder has.
const STEPS: usize = 200;

/// Plain words as a text.
pub(super) fn words(words: &str) -> Text {
    Text::new(Prose::line(words), Vec::new())
}

fn titled<'a, T>(
    table: &'a Table<T>,
    id: &Called<'_>,
    parts: impl Fn(&'a T) -> (&'a Meta, Option<&'a Text>),
) -> Option<Known<'a>> {
    let (meta, title) = parts(table.get(id)?);
    Some(Known::of(meta, title, None))
}

/// An id that may not exist.
pub(super) struct Called<'a>(pub(super) &'a str);

impl Hash for Called<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> Equivalent<Id<T>> for Called<'_> {
    fn equivalent(&self, id: &Id<T>) -> bool {
        self.0 == id.as_str()
    }
}
