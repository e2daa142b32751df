//! The audience gate for what was: what readers of today may not see is taken out of handbooks of before, whatever those
//! said about it.
//!
//! A release may have shown to all what is for managers now, and it cannot know that. So the veil learns from today's
//! handbook what its readers do not see: things, parts of things, pay, and the very words; what they can read anyway is
//! no secret. It is laid over one release after the other, the newest first, and learns from each what that one hid.

mod secrets;
pub mod spoken;
#[cfg(test)]
mod tests;
mod walk;

use super::sections;
use super::shown::Scope;
use crate::base::{self, Prose};
use crate::diff::Changes;
use crate::diff::change::{Change, Kind, Name, Side, Value};
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::skills::Grade;
use crate::model::things::{Audience, Band, Level, Meta, Status, Text};
use secrets::{Secrets, spaced};
use spoken::{Known, Open};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use walk::Walk;

/// The audience of what nobody may see.
const NOBODY: Audience = Audience(usize::MAX);

/// The audience of what is not shown yet. Its words are no secret: a draft may repeat what all could read before.
const LATER: Audience = Audience(usize::MAX - 1);

/// A thing by its kind and id; a page by its path.
type Key = (Kind, Arc<str>);

/// What of older handbooks readers of today may not see.
#[derive(Clone, Debug, Default)]
pub struct Veil {
    /// Whether there is nothing to hide.
    idle: bool,
    /// Whether the handbook at hand is today's.
    now: bool,
    drafts: bool,
    /// The readers in the list of the handbook at hand, and the audiences whose parts they see there.
    readers: Audience,
    called: HashSet<String>,
    /// Who sees a thing of the handbook at hand.
    seen: HashMap<Key, Audience>,
    /// What things were called that have another id today.
    names: HashMap<Key, Arc<str>>,
    shown: HashSet<Key>,
    hidden: HashSet<Key>,
    /// Those of them that are hidden only because they are drafts.
    later: HashSet<Key>,
    /// Entries by their ids and sections by their titles.
    open_parts: HashSet<(Key, String)>,
    hidden_parts: HashSet<(Key, String)>,
    open_bands: HashSet<BandKey>,
    hidden_bands: HashSet<BandKey>,
    /// All that readers see today.
    open: Arc<Open>,
    secrets: Secrets,
}

/// Whom pay is for, where, and on which market.
type BandKey = (Key, Option<String>, Option<String>);

impl Veil {
    /// What the readers of today's handbook may not see.
    pub fn new(now: &Handbook, scope: &Scope) -> Self {
        Self::again(now, scope, None)
    }

    /// The same; texts that are `known` are not read again.
    pub fn again(book: &Handbook, scope: &Scope, known: Option<&Arc<Known>>) -> Self {
        let all = scope.audience.0 + 1 >= book.settings.audiences.len();
        let open = Arc::new(Open::new(known));
        let mut veil = Self { now: true, drafts: scope.drafts, open, ..Self::default() };
        let closed = veil.closed(book);
        veil.idle = all && closed.is_empty();
        if !veil.idle {
            veil.prepare(book, scope.audience, &closed);
            Walk::new(&mut veil, closed).handbook(&mut book.clone());
            veil.secrets.settle(&veil.open);
        }
        veil.now = false;
        veil
    }

    /// Whether there is nothing to hide, so that releases may be read in any order.
    pub fn is_idle(&self) -> bool {
        self.idle
    }

    /// Takes out of an older handbook what today's readers may not see, who are `readers` there; and learns what it
    /// hides from them. What follows from its things is for the caller to find out anew.
    pub fn cover(&mut self, older: &mut Handbook, readers: Audience) {
        if self.idle {
            return;
        }
        for it in older.families.values_mut() {
            it.meta.audience = self.hidden_from(Kind::Family, it.id.name()).unwrap_or(it.meta.audience);
        }
        for it in older.tracks.values_mut() {
            it.meta.audience = self.hidden_from(Kind::Track, it.id.name()).unwrap_or(it.meta.audience);
        }
        older.narrow();
        let closed = self.closed(older);
        self.prepare(older, readers, &closed);
        let more = Walk::new(self, closed.clone()).handbook(older);
        self.secrets.settle(&self.open);
        if more {
            Walk::new(self, closed).handbook(older);
            self.secrets.settle(&self.open);
        }
        older.narrow();
    }

    /// The hash of all that decides what [`Veil::cover`] takes out of an older handbook and what it learns there; the
    /// words of today have a say in it only where it learns words, see [`Veil::has_learned`].
    pub fn key(&self, older: &Handbook) -> base::Key {
        let things = (in_order(&self.names), in_order(&self.shown), in_order(&self.hidden), in_order(&self.later));
        let parts = (in_order(&self.open_parts), in_order(&self.hidden_parts));
        let bands = (in_order(&self.open_bands), in_order(&self.hidden_bands));
        let mut pages: Vec<(&Arc<str>, &[String])> = Vec::new();
        for page in &older.pages {
            let today = self.names.get(&(Kind::Page, page.path.clone())).unwrap_or(&page.path);
            if !self.open.holds(today, &page.text.prose) {
                pages.push((&page.path, self.open.headings(today)));
            }
        }
        base::Key::of_value(&(self.drafts, things, parts, bands, pages, self.secrets.words()))
    }

    /// Whether words were learned from the handbooks that were covered since `before`.
    pub fn has_learned(&self, before: &Self) -> bool {
        self.secrets.settled() != before.secrets.settled()
    }

    /// The same with today's words as another veil knows them.
    #[must_use]
    pub fn with_words_of(&self, today: &Self) -> Self {
        Self { open: today.open.clone(), ..self.clone() }
    }

    /// Learns from changes what things were called before, and what was said before of what is hidden after them.
    /// `readers` are those of the newer handbook. Whether there is more to hide in the older one now.
    pub fn follow(&mut self, changes: &Changes, readers: Audience) -> bool {
        if self.idle {
            return false;
        }
        let (mut more, known) = (false, self.secrets.len());
        for change in &changes.changes {
            if let (Some(old), Some(new)) = (&change.old, &change.new)
                && !change.crosses
                && old.thing.kind == new.thing.kind
                && old.thing.id != new.thing.id
            {
                let today = self.today(new.thing.kind, &new.thing.id);
                let key = (old.thing.kind, old.thing.id.clone());
                let is_new = self.names.insert(key.clone(), today.clone()).is_none();
                if self.hides(new.thing.kind, &new.thing.id) {
                    more |= is_new | self.hidden.insert(key);
                }
            }
            let hidden = change.audience > readers;
            let said = change.old.iter().filter(|_| hidden).flat_map(|old| texts(&old.value));
            said.for_each(|text| self.secrets.add(&text.plain()));
        }
        self.secrets.settle(&self.open);
        more || self.secrets.len() > known
    }

    /// The changes without those that name what today's readers may not see.
    pub fn sift(&self, changes: Changes) -> Changes {
        if self.idle {
            return changes;
        }
        Changes { changes: changes.changes.into_iter().filter(|change| !self.is_told(change)).collect() }
    }

    /// Whether a change tells what is hidden.
    fn is_told(&self, change: &Change) -> bool {
        let hides = |name: &Name| self.hides(name.kind, &name.id) || self.secrets.are_in(&name.title.plain());
        let tells = |side: &Side| {
            let named = match &side.value {
                Value::Things(names) => names.iter().any(hides),
                Value::Word(word) => self.secrets.are_in(word),
                value => texts(value).iter().any(|text| self.secrets.are_in(&text.plain())),
            };
            let group = side.place.group.as_ref().is_some_and(|group| self.secrets.are_in(&group.plain()));
            named || group || hides(&side.thing) || side.place.thing.as_ref().is_some_and(hides)
        };
        change.sides().any(tells)
    }

    /// Gets ready for a handbook.
    fn prepare(&mut self, book: &Handbook, readers: Audience, closed: &HashSet<Key>) {
        self.readers = readers;
        let audiences = book.settings.audiences.iter().take(readers.0.saturating_add(1));
        self.called = audiences.map(|audience| audience.value.clone()).collect();
        let levels = book.levels.values().map(|it| ((Kind::Level, it.id.name().clone()), it.meta.audience));
        let skills = book.competencies.values().map(|it| ((Kind::Competency, it.id.name().clone()), it.meta.audience));
        let rows = book.dimensions.values().map(|it| ((Kind::Dimension, it.id.name().clone()), it.meta.audience));
        let seen = levels.chain(skills).chain(rows);
        self.seen = seen.map(|(key, at)| if closed.contains(&key) { (key, NOBODY) } else { (key, at) }).collect();
    }

    /// The drafts of a handbook, and the tracks and levels that stand on one; none where readers see drafts.
    fn closed(&self, book: &Handbook) -> HashSet<Key> {
        let mut closed = HashSet::new();
        let mut add = |kind: Kind, id: &Arc<str>, is_closed: bool| {
            if is_closed {
                closed.insert((kind, id.clone()));
            }
            is_closed
        };
        let draft = |meta: &Meta| !self.is_open(meta);
        let families = book.families.values();
        let families: HashSet<_> =
            families.filter(|it| add(Kind::Family, it.id.name(), draft(&it.meta))).map(|it| &it.id).collect();
        let on_family = |family: &Option<Id<_>>| family.as_ref().is_some_and(|family| families.contains(family));
        let tracks = book.tracks.values();
        let tracks: HashSet<_> = tracks
            .filter(|it| add(Kind::Track, it.id.name(), draft(&it.meta) || on_family(&it.family)))
            .map(|it| &it.id)
            .collect();
        for it in book.levels.values() {
            let track = book.derived.places.get(&it.id).and_then(|place| place.track.as_ref());
            add(Kind::Level, it.id.name(), draft(&it.meta) || track.is_some_and(|track| tracks.contains(track)));
        }
        book.areas.values().for_each(|it| {
            add(Kind::Area, it.id.name(), draft(&it.meta));
        });
        book.competencies.values().for_each(|it| {
            add(Kind::Competency, it.id.name(), draft(&it.meta));
        });
        book.scales.values().for_each(|it| {
            add(Kind::Scale, it.id.name(), draft(&it.meta));
        });
        book.grades.values().for_each(|it| {
            add(Kind::Grade, it.id.name(), draft(&it.meta));
        });
        book.dimensions.values().for_each(|it| {
            add(Kind::Dimension, it.id.name(), draft(&it.meta));
        });
        book.roles.values().for_each(|it| {
            add(Kind::Role, it.id.name(), draft(&it.meta));
        });
        book.moves.values().for_each(|it| {
            add(Kind::Move, it.id.name(), draft(&it.meta));
        });
        book.pathways.values().for_each(|it| {
            add(Kind::Pathway, it.id.name(), draft(&it.meta));
        });
        book.guides.values().for_each(|it| {
            add(Kind::Guide, it.id.name(), draft(&it.meta));
        });
        book.releases.iter().for_each(|it| {
            add(Kind::Release, &it.version, draft(&it.meta));
        });
        let draft = |status: Status| !self.drafts && status == Status::Draft;
        book.pages.iter().for_each(|it| {
            add(Kind::Page, &it.path, draft(it.status));
        });
        closed
    }

    fn sees(&self, audience: Audience) -> bool {
        audience <= self.readers
    }

    fn is_open(&self, meta: &Meta) -> bool {
        self.drafts || meta.status != Status::Draft
    }

    /// Who sees a thing of the handbook at hand.
    fn seen(&self, kind: Kind, id: &Arc<str>) -> Audience {
        self.seen.get(&(kind, id.clone())).copied().unwrap_or_default()
    }

    /// What a thing is called today.
    fn today(&self, kind: Kind, id: &Arc<str>) -> Arc<str> {
        self.names.get(&(kind, id.clone())).unwrap_or(id).clone()
    }

    /// Whether a thing of before is hidden.
    fn hides(&self, kind: Kind, id: &Arc<str>) -> bool {
        self.hidden_from(kind, id).is_some()
    }

    /// Who sees a thing of before, where it is hidden.
    fn hidden_from(&self, kind: Kind, id: &Arc<str>) -> Option<Audience> {
        let names = [(kind, id.clone()), (kind, self.today(kind, id))];
        let mut hidden = names.iter().filter(|name| !self.now && self.hidden.contains(name)).peekable();
        hidden.peek()?;
        Some(if hidden.all(|name| self.later.contains(name)) { LATER } else { NOBODY })
    }

    /// Learns whether readers see a thing, under all names that it had.
    fn meets(&mut self, (kind, id): (Kind, &Arc<str>), was: &[Arc<str>], audience: Audience) {
        let today = self.today(kind, id);
        if self.sees(audience) && self.now {
            self.shown.insert((kind, id.clone()));
        }
        let is_hidden = !self.sees(audience) && (self.now || !self.shown.contains(&(kind, today.clone())));
        for name in was {
            self.names.entry((kind, name.clone())).or_insert_with(|| today.clone());
        }
        if is_hidden {
            let names = was.iter().chain([id]).map(|name| (kind, name.clone()));
            self.later.extend(names.clone().filter(|name| audience == LATER && !self.hidden.contains(name)));
            self.hidden.extend(names);
        }
    }

    /// Hides a thing and its title, unless readers see the thing today or it is hidden anyway. Whether it was hidden.
    fn loses(&mut self, (kind, id): &Key, title: &str) -> bool {
        let today = (*kind, self.today(*kind, id));
        let is_lost = !self.now && !self.shown.contains(&today) && self.hidden.insert((*kind, id.clone()));
        if is_lost {
            self.secrets.add(title);
        }
        is_lost
    }

    /// Learns from words who may read them; whether they are to go.
    fn takes(&mut self, words: &str, audience: Audience) -> bool {
        if !self.sees(audience) {
            if audience != LATER {
                self.secrets.add(words);
            }
            return false;
        }
        if self.now {
            Arc::make_mut(&mut self.open).add(words);
        }
        !self.now && self.secrets.are_in(words)
    }

    /// Learns from the whole text of a page, where nobody is kept from any of it. Whether that was done: readers see it
    /// today just like that, so there is nothing secret in it.
    fn takes_all(&mut self, path: &Arc<str>, text: &Prose, audience: Audience) -> bool {
        let today = self.today(Kind::Page, path);
        match self.now {
            _ if !self.sees(audience) => false,
            true => Arc::make_mut(&mut self.open).add_page(&today, text),
            false => self.open.holds(&today, text),
        }
    }

    /// The same for a part of a thing by its own name.
    fn takes_part(&mut self, (kind, id): &Key, name: &str, audience: Audience) -> bool {
        let key = ((*kind, self.today(*kind, id)), spaced(name));
        if self.sees(audience) && self.now {
            self.open_parts.insert(key);
            return false;
        }
        let is_heading = kind == &Kind::Page && self.open.headings(&key.0.1).contains(&key.1);
        if is_heading || self.open_parts.contains(&key) {
            return false;
        }
        if !self.sees(audience) {
            self.hidden_parts.insert(key);
            return false;
        }
        self.hidden_parts.contains(&key)
    }

    /// The same for pay. What a level gets follows from what its grade gets, and the other way round.
    fn takes_band(&mut self, band: &Band, grades: &[(Id<Level>, Option<Id<Grade>>)], audience: Audience) -> bool {
        let plain = |text: &Option<Text>| text.as_ref().map(|text| spaced(&text.plain()));
        let (place, market) = (plain(&band.place), plain(&band.market));
        let key =
            |veil: &Self, kind: Kind, id: &Arc<str>| ((kind, veil.today(kind, id)), place.clone(), market.clone());
        let level = band.level.as_ref().map(|id| key(self, Kind::Level, id.name()));
        let grade = band.grade.as_ref().map(|id| key(self, Kind::Grade, id.name()));
        let Some(own) = level.or(grade) else { return !self.now && !self.hidden_bands.is_empty() };
        if self.sees(audience) && self.now {
            self.open_bands.insert(own);
            return false;
        }
        if self.sees(audience) {
            let is_open = self.open_bands.contains(&own) && !self.hidden_bands.contains(&own);
            return !self.hidden_bands.is_empty() && !is_open;
        }
        // A figure tells as much as the range that it begins or ends.
        let figures = band.pay.text.plain();
        let figures =
            figures.split(['–', '—', '-']).filter(|part| part.contains(|letter: char| letter.is_ascii_digit()));
        figures.for_each(|figure| self.secrets.add(figure));
        let near = grades.iter().filter_map(|(level, grade)| {
            let grade = grade.as_ref()?;
            let is_near = band.level.as_ref() == Some(level) || band.grade.as_ref() == Some(grade);
            is_near.then(|| [key(self, Kind::Level, level.name()), key(self, Kind::Grade, grade.name())])
        });
        let near: Vec<BandKey> = near.flatten().chain([own]).collect();
        self.hidden_bands.extend(near.into_iter().filter(|key| self.now || !self.open_bands.contains(key)));
        false
    }

    /// The numbers of the outermost blocks of a text that its own headings keep from the readers.
    fn closed_blocks(&self, prose: &Prose) -> Vec<usize> {
        sections::hidden_from(&|name| self.called.contains(name), prose)
    }
}

/// What a set or a map holds, in order.
fn in_order<T: Ord>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.into_iter().collect();
    all.sort_unstable();
    all
}

/// The texts of a value.
fn texts(value: &Value) -> Vec<&Text> {
    match value {
        Value::Text(text) | Value::Block(text, _) | Value::Step(text, _) => vec![text],
        Value::Texts(texts) => texts.iter().collect(),
        _ => Vec::new(),
    }
}
