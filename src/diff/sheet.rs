//! A thing laid out as lines, each in its place: what all kinds of things are compared by.

mod ladder;
mod skills;
mod ways;

use super::alike::hash_of;
use super::book::{Book, Called, Ref};
use super::change::Kind;
use super::part::Part;
use crate::model::id::{Id, Table};
use crate::model::skills::Scale;
use crate::model::target::Target;
use crate::model::things::{Audience, Band, Item, Measure, Meta, MoveKind, Resource, Section, Status, Text, TrackKind};
use std::sync::Arc;

/// A thing laid out.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// The title, where it has one of its own.
    pub(super) title: Option<&'a Text>,
    /// Everything else.
    pub(super) lines: Vec<Line<'a>>,
}

/// One statement of a thing.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) slot: Slot<'a>,
    pub(super) said: Said<'a>,
    /// The author's own name for an entry.
    pub(super) id: Option<&'a str>,
    /// What is said beside it.
    pub(super) extras: Vec<(Part, Said<'a>)>,
    pub(super) examples: &'a [Text],
    /// Who may see it, in its own handbook's list.
    pub(super) audience: Audience,
}

/// Where a line stands in its thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot<'a> {
    pub(super) part: Part,
    pub(super) thing: Option<Ref<'a>>,
    pub(super) group: Option<&'a Text>,
    /// The hash of the group's words.
    group_key: u64,
    /// The part that it belongs to, where it stands beside another line.
    pub(super) over: Option<Part>,
}

/// What a line says.
#[derive(Clone, Debug)]
pub(super) enum Said<'a> {
    Text(&'a Text),
    Measure(&'a Measure),
    Things(Vec<Ref<'a>>),
    Step(&'a Scale, usize),
    Word(&'a Arc<str>),
    Link(&'a Target),
    Status(Status),
    Audience(Audience),
    TrackKind(TrackKind),
    MoveKind(MoveKind),
    Flag(bool),
}

impl<'a> Said<'a> {
    /// The words, where these are what is said.
    pub(super) fn text(&self) -> Option<&'a Text> {
        match self {
            Self::Text(text) => Some(text),
            Self::Measure(measure) => Some(&measure.text),
            _ => None,
        }
    }
}

/// Where a line stands, told as both sides tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot {
    pub(super) part: Part,
    pub(super) thing: Option<u64>,
    pub(super) group: u64,
}

impl<'a> Slot<'a> {
    pub(super) fn of(part: Part) -> Self {
        Self { part, thing: None, group: None, group_key: 0, over: None }
    }

    fn about(mut self, thing: Ref<'a>) -> Self {
        self.thing = Some(thing);
        self
    }

    fn under(mut self, group: Option<&'a Text>) -> Self {
        self.group = group;
        self.group_key = group.map_or(0, |text| hash_of(text.plain()));
        self
    }

    /// The same place with a heading that is shown and says nothing about where it is.
    pub(super) fn headed(mut self, heading: Option<&'a Text>) -> Self {
        self.group = heading;
        self
    }

    /// The place of what stands beside a line of this place.
    pub(super) fn beside(mut self, part: Part) -> Self {
        self.over = Some(self.part);
        self.part = part;
        self
    }

    /// The same place in another part.
    pub(super) fn part(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    /// Whether both are the same place.
    pub(super) fn is_at(&self, book: &Book<'_>, other: &Slot<'_>, there: &Book<'_>) -> bool {
        let thing = match (self.thing, other.thing) {
            (Some(one), Some(other)) => one.kind == other.kind && book.common(one) == there.common(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        self.part == other.part && self.group_key == other.group_key && thing
    }

    /// The place as both sides tell it.
    pub(super) fn spot(&self, book: &Book<'_>) -> Spot {
        let thing = self.thing.map(|thing| hash_of((thing.kind, book.common(thing))));
        Spot { part: self.part, thing, group: self.group_key }
    }
}

/// Lines under construction.
#[derive(Default)]
struct Lines<'a>(Vec<Line<'a>>);

impl<'a> Lines<'a> {
    fn say(&mut self, slot: Slot<'a>, said: Said<'a>) {
        let audience = Audience::default();
        self.0.push(Line { slot, said, id: None, extras: Vec::new(), examples: &[], audience });
    }

    fn text(&mut self, part: Part, text: Option<&'a Text>) {
        self.text_at(Slot::of(part), text);
    }

    fn text_at(&mut self, slot: Slot<'a>, text: Option<&'a Text>) {
        if let Some(text) = text {
            self.say(slot, Said::Text(text));
        }
    }

    fn word(&mut self, part: Part, word: Option<&'a Arc<str>>) {
        if let Some(word) = word {
            self.say(Slot::of(part), Said::Word(word));
        }
    }

    fn texts(&mut self, slot: Slot<'a>, texts: &'a [Text]) {
        texts.iter().for_each(|text| self.say(slot, Said::Text(text)));
    }

    fn things(&mut self, part: Part, things: Vec<Ref<'a>>) {
        if !things.is_empty() {
            self.say(Slot::of(part), Said::Things(things));
        }
    }

    fn thing<T>(&mut self, part: Part, kind: Kind, id: Option<&'a Id<T>>) {
        self.things(part, id.map(|id| Ref::new(kind, id.name())).into_iter().collect());
    }

    /// Entries that `audience` or narrower ones see.
    fn items(&mut self, slot: Slot<'a>, items: &'a [Item], audience: Audience) {
        for item in items {
            self.0.push(Line {
                slot,
                said: Said::Text(&item.text),
                id: item.id.as_deref(),
                extras: Vec::new(),
                examples: &item.examples,
                audience: item.audience.max(audience),
            });
        }
    }

    fn resources(&mut self, resources: &'a [Resource]) {
        for resource in resources {
            self.say(Slot::of(Part::Resource), Said::Text(&resource.title));
            let url = resource.url.as_ref().map(|url| (Part::Address, Said::Link(url)));
            let by = resource.by.as_ref().map(|by| (Part::By, Said::Text(by)));
            let note = resource.note.as_ref().map(|note| (Part::Note, Said::Text(note)));
            self.add(url.into_iter().chain(by).chain(note).collect());
        }
    }

    fn sections(&mut self, sections: &'a [Section]) {
        for section in sections {
            self.say(Slot::of(Part::Section).under(Some(&section.title)), Said::Text(&section.text));
            self.last_seen_by(section.audience);
        }
    }

    fn last_seen_by(&mut self, audience: Audience) {
        if let Some(line) = self.0.last_mut() {
            line.audience = audience;
        }
    }

    /// Adds what is said beside the last line.
    fn add(&mut self, extras: Vec<(Part, Said<'a>)>) {
        if let Some(line) = self.0.last_mut() {
            line.extras = extras;
        }
    }

    fn meta(&mut self, meta: &'a Meta) {
        self.life(meta.status, meta.audience, meta.owner.as_ref());
    }

    fn life(&mut self, status: Status, audience: Audience, owner: Option<&'a Text>) {
        self.say(Slot::of(Part::Status), Said::Status(status));
        self.say(Slot::of(Part::Audience), Said::Audience(audience));
        self.text(Part::Owner, owner);
    }
}

/// The references of a list of ids.
fn refs<'a, T: 'a>(kind: Kind, ids: impl IntoIterator<Item = &'a Id<T>>) -> Vec<Ref<'a>> {
    ids.into_iter().map(|id| Ref::new(kind, id.name())).collect()
}

impl<'a> Book<'a> {
    /// How many things of a kind there are, other than pay and releases.
    pub(super) fn ids(&self, kind: Kind) -> Vec<&'a Arc<str>> {
        let book = self.handbook;
        match kind {
            Kind::Family => names(&book.families),
            Kind::Track => names(&book.tracks),
            Kind::Level => names(&book.levels),
            Kind::Grade => names(&book.grades),
            Kind::Move => names(&book.moves),
            Kind::Area => names(&book.areas),
            Kind::Competency => names(&book.competencies),
            Kind::Scale => names(&book.scales),
            Kind::Dimension => names(&book.dimensions),
            Kind::Role => names(&book.roles),
            Kind::Pathway => names(&book.pathways),
            Kind::Guide => names(&book.guides),
            Kind::Page => book.pages.iter().map(|page| &page.path).collect(),
            Kind::Release => book.releases.iter().map(|release| &release.version).collect(),
            Kind::Band => Vec::new(),
        }
    }

    /// A thing laid out; nothing is said of one that does not exist.
    pub(super) fn sheet(&self, thing: Ref<'_>) -> Sheet<'a> {
        self.laid_out(thing).unwrap_or(Sheet { title: None, lines: Vec::new() })
    }

    fn laid_out(&self, thing: Ref<'_>) -> Option<Sheet<'a>> {
        let book = self.handbook;
        let id = Called(thing.id);
        Some(match thing.kind {
            Kind::Family => ladder::family(book.families.get(&id)?),
            Kind::Track => ladder::track(book.tracks.get(&id)?),
            Kind::Level => ladder::level(book, book.levels.get(&id)?),
            Kind::Grade => skills::grade(book.grades.get(&id)?),
            Kind::Area => skills::area(book.areas.get(&id)?),
            Kind::Competency => skills::competency(book, book.competencies.get(&id)?),
            Kind::Scale => skills::scale(book.scales.get(&id)?),
            Kind::Dimension => skills::dimension(book.dimensions.get(&id)?),
            Kind::Role => skills::role(book, book.roles.get(&id)?),
            Kind::Move => ways::step_to(book.moves.get(&id)?),
            Kind::Pathway => ways::pathway(book.pathways.get(&id)?),
            Kind::Guide => ways::guide(book.guides.get(&id)?),
            Kind::Page => ways::page(self.page(thing.id)?),
            Kind::Release => ways::release(self.release(thing.id)?),
            Kind::Band => return None,
        })
    }

    /// The old ids of a thing; of a page the paths that its old addresses may have had.
    pub(super) fn was(&self, thing: Ref<'_>) -> Vec<String> {
        let book = self.handbook;
        let id = Called(thing.id);
        let meta = match thing.kind {
            Kind::Family => book.families.get(&id).map(|it| &it.meta),
            Kind::Track => book.tracks.get(&id).map(|it| &it.meta),
            Kind::Level => book.levels.get(&id).map(|it| &it.meta),
            Kind::Grade => book.grades.get(&id).map(|it| &it.meta),
            Kind::Move => book.moves.get(&id).map(|it| &it.meta),
            Kind::Area => book.areas.get(&id).map(|it| &it.meta),
            Kind::Competency => book.competencies.get(&id).map(|it| &it.meta),
            Kind::Scale => book.scales.get(&id).map(|it| &it.meta),
            Kind::Dimension => book.dimensions.get(&id).map(|it| &it.meta),
            Kind::Role => book.roles.get(&id).map(|it| &it.meta),
            Kind::Pathway => book.pathways.get(&id).map(|it| &it.meta),
            Kind::Guide => book.guides.get(&id).map(|it| &it.meta),
            Kind::Page => return self.aliases(thing.id),
            Kind::Release | Kind::Band => None,
        };
        meta.map(|meta| meta.was.iter().map(|id| id.value.to_string()).collect()).unwrap_or_default()
    }

    fn aliases(&self, path: &str) -> Vec<String> {
        let aliases = self.page(path).map(|page| page.aliases.as_slice()).unwrap_or_default();
        let paths = |alias: &str| {
            let bare = alias.trim_matches('/');
            let bare = [".html", ".md"].into_iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
            let folder = bare.strip_suffix("index").unwrap_or(bare).trim_end_matches('/');
            let inside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            [format!("{bare}.md"), inside("index.md"), inside("README.md")]
        };
        aliases.iter().flat_map(|alias| paths(&alias.value)).collect()
    }
}

/// A pay band laid out.
pub(super) fn band(band: &Band) -> Sheet<'_> {
    ways::band(band)
}

fn names<T>(table: &Table<T>) -> Vec<&Arc<str>> {
    table.keys().map(Id::name).collect()
}
