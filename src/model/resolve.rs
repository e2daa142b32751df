//! All documents of a handbook → the handbook.

use super::autolink;
use super::decode::ladder::Skills;
use super::decode::{Decoder, status};
use super::derive;
use super::derived::Derived;
use super::handbook::Handbook;
use super::id::{Id, Table};
use super::links::Place;
use super::names::{Names, without_extension};
use super::narrow;
use super::skills::{Dimension, Grade};
use super::things::{Asset, Audience, Band, Family, Page, Release, Track};
use crate::base::{Block, Diagnostic, Key, Memo, Prose, Spanned, titled};
use crate::parse::config::{self, Settings};
use crate::parse::definitions::{Definition, Record};
use crate::parse::document::{self, Document};
use crate::parse::kind::Kind;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A file of the source folder by itself.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path in the snapshot, such as `content/devops/levels.yaml`.
    pub file: Arc<str>,
    /// Its path in the source folder, such as `devops/levels.yaml`.
    pub path: Arc<str>,
    /// What it holds.
    pub document: Arc<Document>,
}

/// Pages as they were resolved before, by their documents and all names of the handbook.
#[derive(Debug, Default)]
pub struct Pages {
    known: Memo<Known>,
    marks: autolink::Known,
}

/// A page in which nothing is wrong, and its document: held, so that no other can be where it is.
#[derive(Clone, Debug)]
struct Known {
    page: Arc<Page>,
    _document: Arc<Document>,
}

impl Pages {
    /// Ends a build: pages that neither it nor the `idle` builds before it had are dropped.
    pub fn turn(&self, idle: u64) {
        self.known.turn(idle);
        self.marks.turn(idle);
    }
}

/// The handbook that the documents make, which come in order of their paths. Pages that are `known` are not resolved
/// again.
///
/// What cannot be resolved is reported and left out, so that all that is left can be relied on.
pub fn handbook(sources: &[Source], settings: Settings, known: Option<&Pages>) -> (Handbook, Vec<Diagnostic>) {
    let mut resolver = Resolver::new(settings);
    resolver.collect(sources);
    let mut handbook = resolver.resolve(sources, known);
    handbook.derived = derive::derived(&handbook);
    (handbook, resolver.faults)
}

/// The same for an edition that is only compared with others: what follows from its definitions is left out, but for where
/// its levels stand.
pub fn edition(sources: &[Source], settings: Settings) -> Handbook {
    let mut resolver = Resolver::new(settings);
    resolver.collect(sources);
    let mut handbook = resolver.resolve(sources, None);
    handbook.derived = derive::standing(&handbook);
    handbook
}

/// A definition and the folder of its file in the source folder.
struct Kept<'a> {
    record: &'a Record,
    folder: &'a str,
}

struct Resolver<'a> {
    settings: Settings,
    names: Names,
    kept: BTreeMap<Kind, Vec<Kept<'a>>>,
    faults: Vec<Diagnostic>,
}

impl<'a> Resolver<'a> {
    fn new(settings: Settings) -> Self {
        Self { settings, names: Names::default(), kept: BTreeMap::new(), faults: Vec::new() }
    }

    /// Learns all names, so that order of definition never matters.
    fn collect(&mut self, sources: &'a [Source]) {
        for source in sources {
            match &*source.document {
                Document::Page(page) => self.names.add_page(&source.path, &title(source, page).plain(), page),
                Document::Asset => self.names.add_asset(&source.path),
                Document::Definitions(definitions) => {
                    definitions.iter().for_each(|definition| self.keep(definition, folder(&source.path)));
                }
            }
        }
    }

    fn keep(&mut self, definition: &'a Definition, folder: &'a str) {
        match self.names.define(definition) {
            Ok(()) => self.kept.entry(definition.kind).or_default().push(Kept { record: &definition.record, folder }),
            Err(fault) => self.faults.push(*fault),
        }
    }

    /// All but what follows from the definitions.
    fn resolve(&mut self, sources: &[Source], known: Option<&Pages>) -> Handbook {
        let marks = known.map(|known| &known.marks);
        let scales = self.table(Kind::Scale, |decoder, id, record| Some(decoder.scale(id, record)));
        let competencies = self.table(Kind::Competency, |decoder, id, record| decoder.competency(id, record, &scales));
        let skills = Skills { competencies: &competencies, scales: &scales };
        let levels = self.table(Kind::Level, |decoder, id, record| decoder.level(id, record, skills));
        let roles = self.table(Kind::Role, |decoder, id, record| decoder.role(id, record, skills));
        let tracks = self.table(Kind::Track, |decoder, id, record| decoder.track(id, record));
        let mut families = self.table(Kind::Family, |decoder, id, record| decoder.family(id, record));
        order_tracks(&mut families, &tracks);
        let mut handbook = Handbook {
            families,
            tracks,
            levels,
            areas: self.table(Kind::Area, |decoder, id, record| decoder.area(id, record)),
            grades: self.grades(),
            roles,
            moves: self.moves(),
            pathways: self.table(Kind::Pathway, |decoder, id, record| decoder.pathway(id, record)),
            bands: self.bands(),
            dimensions: self.dimensions(),
            guides: self.table(Kind::Guide, |decoder, id, record| decoder.guide(id, record)),
            releases: self.releases(),
            pages: self.pages(sources, known),
            assets: assets(sources),
            competencies,
            scales,
            settings: self.settings.clone(),
            derived: Derived::default(),
        };
        self.faults.extend(unknown_builds_on(&handbook));
        narrow::audiences(&mut handbook);
        autolink::mark(&mut handbook, marks);
        handbook
    }

    /// All things of a kind by id.
    fn table<T>(&mut self, kind: Kind, decode: impl Fn(&mut Decoder<'_>, Id<T>, &Record) -> Option<T>) -> Table<T> {
        let things = self.decoded(kind, |decoder, record| {
            let id = Id::new(record.word("id")?.value);
            Some((id.clone(), decode(decoder, id, record)?))
        });
        things.into_iter().collect()
    }

    /// All things of a kind in order of definition.
    fn decoded<T>(&mut self, kind: Kind, decode: impl Fn(&mut Decoder<'_>, &Record) -> Option<T>) -> Vec<T> {
        let audiences = known_audiences(&self.settings);
        let mut things = Vec::new();
        for kept in self.kept.get(&kind).into_iter().flatten() {
            let mut decoder =
                Decoder::new(&self.names, audiences.as_deref(), Place { folder: kept.folder, page: None });
            things.extend(decode(&mut decoder, kept.record));
            self.faults.extend(decoder.finish());
        }
        things
    }

    /// Grades, lowest first: those with an order by it, the others where they are defined.
    fn grades(&mut self) -> Table<Grade> {
        let mut grades = self.decoded(Kind::Grade, |decoder, record| {
            let id = record.word("id")?.value;
            decoder.grade(Id::new(id), record)
        });
        if grades.iter().all(|(_, order)| order.is_some()) {
            grades.sort_by(|(_, a), (_, b)| a.unwrap_or_default().total_cmp(&b.unwrap_or_default()));
        }
        let with_height = |(height, (grade, _)): (usize, (Grade, _))| (grade.id.clone(), Grade { height, ..grade });
        grades.into_iter().enumerate().map(with_height).collect()
    }

    fn dimensions(&mut self) -> Table<Dimension> {
        let mut dimensions = self.table(Kind::Dimension, |decoder, id, record| decoder.dimension(id, record, 0));
        for (position, dimension) in dimensions.values_mut().enumerate() {
            if dimension.order == 0.0 {
                dimension.order = position as f64;
            }
        }
        dimensions.sort_by(|_, a, _, b| a.order.total_cmp(&b.order));
        dimensions
    }

    fn moves(&mut self) -> Table<super::things::Move> {
        let moves = self.decoded(Kind::Move, |decoder, record| decoder.step_to(record));
        moves.into_iter().map(|step| (step.id.clone(), step)).collect()
    }

    fn bands(&mut self) -> Vec<Band> {
        self.decoded(Kind::Band, |decoder, record| decoder.band(record))
    }

    fn releases(&mut self) -> Vec<Release> {
        self.decoded(Kind::Release, |decoder, record| decoder.release(record))
    }

    fn pages(&mut self, sources: &[Source], known: Option<&Pages>) -> Vec<Page> {
        let audiences = known_audiences(&self.settings);
        let names = &self.names;
        let decode = |source: &Source, page: &document::Page| {
            let place = Place { folder: folder(&source.path), page: Some(&source.path) };
            let mut decoder = Decoder::new(names, audiences.as_deref(), place);
            (decode_page(&mut decoder, source, page), decoder.finish())
        };
        let shared = known.map(|known| (known, Key::of_value(&(names.key(), &audiences))));
        let page = |source: &Source| {
            let Document::Page(page) = &*source.document else { return None };
            let Some((known, shared)) = shared else { return Some(decode(source, page)) };
            let key = Key::of_value(&(shared, &source.file, &source.path, Arc::as_ptr(&source.document).addr()));
            if let Some(Known { page, .. }) = known.known.get(key) {
                return Some(((*page).clone(), Vec::new()));
            }
            let (page, faults) = decode(source, page);
            if faults.is_empty() {
                known.known.insert(key, Known { page: Arc::new(page.clone()), _document: source.document.clone() });
            }
            Some((page, faults))
        };
        let pages: Vec<_> = sources.par_iter().filter_map(page).collect();
        let (pages, faults): (Vec<Page>, Vec<_>) = pages.into_iter().unzip();
        self.faults.extend(faults.into_iter().flatten());
        pages
    }
}

/// The names of the audiences, widest first; none where they could not be read.
fn known_audiences(settings: &Settings) -> Option<Vec<String>> {
    let names = settings.audiences.iter().map(|audience| audience.value.clone());
    settings.is_known(config::AUDIENCES).then(|| names.collect())
}

fn decode_page(decoder: &mut Decoder<'_>, source: &Source, page: &document::Page) -> Page {
    let empty = Record::empty(page.span.clone());
    let front = page.front.as_ref().unwrap_or(&empty);
    decoder.check_audiences(&page.text.prose, &page.span);
    Page {
        path: source.path.clone(),
        file: source.file.clone(),
        span: page.span.clone(),
        title: decoder.resolved(&title(source, page)),
        summary: decoder.text(front, "summary"),
        order: front.number("order"),
        status: status(front),
        audience: decoder.audience(front).max(title_audience(decoder, page)),
        owner: decoder.text(front, "owner"),
        aliases: front.words("aliases"),
        toc: front.get("toc").is_none() || front.is_true("toc"),
        text: decoder.resolved(&page.text.without_title()),
    }
}

/// The audience of the heading that names a page, or that it begins with: it is that of the whole page.
fn title_audience(decoder: &Decoder<'_>, page: &document::Page) -> Audience {
    let named = page.front.as_ref().is_some_and(|front| front.text("title").is_some());
    let first = matches!(page.text.prose.blocks().first(), Some(Block::Heading { level: 1, .. }));
    let heading = page.text.prose.outline().find(|entry| entry.level == 1).filter(|_| first || !named);
    let audience = heading.and_then(|heading| heading.audience);
    audience.map(|name| decoder.known_audience(name).unwrap_or(Audience(usize::MAX))).unwrap_or_default()
}

/// The title of a page: from its front matter, else its first heading, else its file's name.
fn title(source: &Source, page: &document::Page) -> crate::base::Text<crate::parse::markdown::Link> {
    if let Some(title) = page.front.as_ref().and_then(|front| front.text("title")) {
        return title.clone();
    }
    let words = page.text.prose.title().filter(|words| !words.is_empty());
    crate::base::Text::new(Prose::line(&words.unwrap_or_else(|| from_file_name(&source.path))), Vec::new())
}

/// `next-steps.md` is `Next steps`; the page of a folder is called like the folder.
fn from_file_name(path: &str) -> String {
    let whole = without_extension(path);
    let whole = whole.strip_suffix("/index").or_else(|| whole.strip_suffix("/README")).unwrap_or(whole);
    titled(whole.rsplit('/').next().unwrap_or(whole))
}

/// A ladder's tracks: those that it lists, then the others in order of definition.
fn order_tracks(families: &mut Table<Family>, tracks: &Table<Track>) {
    let mut unlisted: HashMap<Id<Family>, Vec<Id<Track>>> = HashMap::new();
    for track in tracks.values() {
        if let Some(family) = &track.family {
            unlisted.entry(family.clone()).or_default().push(track.id.clone());
        }
    }
    for family in families.values_mut() {
        let own = unlisted.remove(&family.id).unwrap_or_default();
        family.tracks.retain(|listed| own.contains(listed));
        for track in own {
            if !family.tracks.contains(&track) {
                family.tracks.push(track);
            }
        }
    }
}

fn assets(sources: &[Source]) -> Vec<Asset> {
    let is_asset = |source: &&Source| matches!(*source.document, Document::Asset);
    let assets = sources.iter().filter(is_asset);
    assets.map(|source| Asset { path: source.path.clone(), file: source.file.clone() }).collect()
}

/// References to entries that no level has.
fn unknown_builds_on(handbook: &Handbook) -> Vec<Diagnostic> {
    let entries = || handbook.levels.values().flat_map(|level| level.all_items());
    let known: std::collections::BTreeSet<&str> = entries().filter_map(|item| item.id.as_deref()).collect();
    let wrong = entries().filter_map(|item| item.builds_on.as_ref()).filter(|id| !known.contains(&*id.value));
    let report = |id: &Spanned<Arc<str>>| {
        let fault = Diagnostic::error(
            "unknown-reference",
            &id.span,
            format!("no entry of any level has the id `{}`", id.value),
        );
        match crate::base::nearest(&id.value, known.iter().copied()) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help("give the entry that this one builds on an `id`"),
        }
    };
    wrong.map(report).collect()
}

/// The folder of a path, without a final `/`.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
