//! rungbook: a static site generator for career handbooks.
//!
//! A [`base::Snapshot`] (bytes by path) goes in, a [`base::Site`] (bytes by route) comes out, and between them are only
//! functions. Reading disk happens before, writing after.

pub mod base;
pub mod check;
pub mod cli;
pub mod diff;
pub mod draw;
pub mod model;
pub mod output;
pub mod parse;
pub mod render;
pub mod review;
pub mod source;
pub mod view;

use base::{
    Asked, AskedRelease, Bytes, Diagnostic, Edition, Key, Memo, Past, Position, Route, Severity, Site, Snapshot, Span,
};
use diff::change::{Change, Kind};
use model::handbook::Handbook;
use model::names::full_name;
use model::resolve::{self, Source};
use model::things::{Audience, Status};
use parse::config::value::Override;
use parse::config::{self, Settings};
use parse::document::{self, Document};
use rayon::prelude::*;
use render::highlight::Highlighter;
use render::theme::Theme;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use view::page::Page;
use view::shown::Shown;
use view::story::{self, Chapter, Story};

/// The file that says how a handbook is built.
pub const BOOK: &str = "book.toml";

/// What a build is for: what is said outside the handbook's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The audience; the one that `book.toml` names when none is given.
    pub audience: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Where the site will be served, in the place of `site-url`.
    pub base_url: Option<String>,
    /// The variables of the environment that may set a key of `book.toml`, as name and value, in the order in which
    /// they hold; others are passed over.
    pub env: Vec<(String, String)>,
}

/// What a build keeps for the next one in the same process.
#[derive(Debug, Default)]
pub struct Memos {
    /// Highlighted code.
    pub highlighter: Highlighter,
    /// Files by themselves, of this handbook and of its editions.
    pub documents: Memo<Arc<Read>>,
}

/// A file by itself, and what is wrong with it.
pub type Read = (Arc<Document>, Vec<Diagnostic>);

/// What a build made.
#[derive(Debug)]
pub struct Build {
    /// The site; `None` when there are errors.
    pub site: Option<Site>,
    /// Everything that is wrong, the settings' mistakes included, in no fixed order of places.
    pub diagnostics: Vec<Diagnostic>,
}

/// The settings of a handbook, of which only `book.toml` need have been read.
pub fn settings(now: &Snapshot, scope: &Scope) -> (Settings, Vec<Diagnostic>) {
    let variables = scope.env.iter().filter_map(|(name, value)| Override::variable(name, value));
    let audience = scope.audience.iter().map(|name| Override::option("--audience", "rungbook.audience", name));
    let address = scope.base_url.iter().map(|url| Override::option("--base-url", "output.html.site-url", url));
    let overrides: Vec<Override> = variables.chain(audience).chain(address).collect();
    let bytes = now.get(BOOK).map_or(&[][..], |bytes| bytes);
    config::read(&Arc::from(BOOK), bytes, &overrides)
}

/// What a handbook asks of its past. Only its settings and the files that may define a release are read for it.
pub fn asked(now: &Snapshot, scope: &Scope) -> Asked {
    let (settings, _) = settings(now, scope);
    let src = settings.src.value.clone();
    let mut asked = Asked {
        enable: settings.changes,
        tags: settings.release_tags.clone(),
        releases: Vec::new(),
        paths: [BOOK.to_owned()].into_iter().chain(settings.inputs().into_iter().map(str::to_owned)).collect(),
    };
    let is_told = memchr::memmem::Finder::new("release");
    let files = now.under(&src).filter(|(_, bytes)| asked.enable && is_told.find(bytes).is_some());
    let sources = sources(files.collect(), &src, None).0;
    let (handbook, _) = resolve::handbook(&sources, settings);
    let published = handbook.releases.iter().filter(|release| release.meta.status != Status::Draft);
    asked.releases.extend(published.map(|release| AskedRelease {
        version: release.version.clone(),
        date: release.date.clone(),
        revision: release.revision.clone(),
        span: release.meta.span.clone(),
    }));
    asked
}

/// The files and folders that belong to a handbook beside `book.toml`, and the folder of its site, as its `book.toml`
/// says.
pub fn inputs(book: &Snapshot) -> (Vec<String>, Option<String>) {
    let (settings, _) = settings(book, &Scope::default());
    (settings.inputs().into_iter().map(str::to_owned).collect(), Some(settings.build_dir.value))
}

/// Builds the site of a handbook for a scope, with what is known of its past.
pub fn build(now: &Snapshot, past: &Past, scope: &Scope, memos: &Memos) -> Build {
    let (handbook, mut diagnostics) = read(now, scope, (!past.releases.is_empty()).then_some(memos));
    let (theme, faults) = Theme::load(now, Some(&handbook.settings.theme.value));
    diagnostics.extend(faults);
    if failed(&diagnostics) {
        return Build { site: None, diagnostics };
    }
    let readers = readers(&handbook, scope);
    let shown = Shown::new(&handbook, &readers);
    let (story, faults) = story(&shown, past, memos);
    diagnostics.extend(faults);
    let (pages, clashes) = view::pages(&shown, &story);
    diagnostics.extend(clashes.iter().map(|clash| one_address(clash, &handbook)));
    let (others, faults) = copies(now, &handbook, &pages);
    diagnostics.extend(faults);
    let book = view::book::book(&handbook);
    drop(shown);
    drop(handbook);
    let (files, faults) = render::all(pages, &book, &theme, &memos.highlighter);
    diagnostics.extend(faults);
    let unused = theme.assets().search.as_ref().filter(|_| book.search.is_none());
    let of_theme = theme.files().iter().filter(|(route, _)| unused.is_none_or(|unused| route.encoded() != *unused));
    let site: Site = files.into_iter().chain(others).chain(of_theme.cloned()).collect();
    Build { site: (!failed(&diagnostics)).then_some(site), diagnostics }
}

/// What changed in a handbook from release to release, as the readers of a build are told it.
pub fn told(now: &Snapshot, past: &Past, scope: &Scope, memos: &Memos) -> Story {
    let (handbook, _) = read(now, scope, Some(memos));
    let readers = readers(&handbook, scope);
    story(&Shown::new(&handbook, &readers), past, memos).0
}

/// Finds everything that is wrong with a handbook.
pub fn check(now: &Snapshot, scope: &Scope) -> Vec<Diagnostic> {
    build(now, &Past::default(), scope, &Memos::default()).diagnostics
}

/// The handbook of a snapshot, and what is wrong with it; `memos` are for those who will read more of the same files.
pub fn read(now: &Snapshot, scope: &Scope, memos: Option<&Memos>) -> (Handbook, Vec<Diagnostic>) {
    let (settings, mut diagnostics) = settings(now, scope);
    diagnostics.extend(absent(now, &settings));
    let files = now.under(&settings.src.value).collect();
    let (sources, faults) = sources(files, &settings.src.value, memos);
    diagnostics.extend(faults);
    let (handbook, faults) = resolve::handbook(&sources, settings);
    diagnostics.extend(faults);
    diagnostics.extend(check::run(&handbook));
    (handbook, diagnostics)
}

/// Files of the folder `src` by themselves, and what is wrong with them.
fn sources(files: Vec<(&Arc<str>, &Bytes)>, src: &str, memos: Option<&Memos>) -> (Vec<Source>, Vec<Diagnostic>) {
    let one = |(file, bytes): &(&Arc<str>, &Bytes)| {
        let make = || {
            let (document, faults) = document::read(file, bytes);
            Arc::new((Arc::new(document), faults))
        };
        memos.map_or_else(make, |memos| memos.documents.get_or(Key::of([file.as_bytes(), bytes]), make))
    };
    let read: Vec<Arc<Read>> = files.par_iter().map(one).collect();
    let (mut sources, mut diagnostics) = (Vec::with_capacity(files.len()), Vec::new());
    for ((file, _), read) in files.into_iter().zip(read) {
        diagnostics.extend(read.1.iter().cloned());
        let path = file.strip_prefix(src).unwrap_or(file).trim_start_matches('/');
        sources.push(Source { file: file.clone(), path: Arc::from(path), document: read.0.clone() });
    }
    (sources, diagnostics)
}

/// What changed from release to release, for the readers of `now`; and the releases that cannot be read.
fn story(now: &Shown<'_>, past: &Past, memos: &Memos) -> (Story, Vec<Diagnostic>) {
    let teller = Teller { now, past, memos };
    let all = past.releases.len();
    let share = all.div_ceil(rayon::current_num_threads()).max(1);
    let parts: Vec<_> = (0..all).step_by(share).map(|from| from..(from + share).min(all)).collect();
    let (newest, told) = rayon::join(
        || teller.unreleased(),
        || parts.into_par_iter().map(|part| teller.chapters(part)).collect::<Vec<_>>(),
    );
    let (chapters, faults): (Vec<_>, Vec<_>) = told.into_iter().unzip();
    let chapters = newest.into_iter().chain(chapters.into_iter().flatten()).collect();
    (Story::new(chapters, past), faults.into_iter().flatten().collect())
}

/// Tells the chapters of a handbook's story.
struct Teller<'t> {
    now: &'t Shown<'t>,
    past: &'t Past,
    memos: &'t Memos,
}

impl Teller<'_> {
    /// What changed since the newest release that can be read; nothing where nothing did.
    fn unreleased(&self) -> Option<Chapter> {
        let releases = self.past.releases.iter();
        let (at, older) = releases.enumerate().find_map(|(at, release)| Some((at, self.read(release).ok()?)))?;
        let changes = changed(&older, self.now.handbook);
        let chapter = story::chapter(None, (Some((at, &older)), &changes), self.now, (self.past, self.now));
        (!chapter.told.is_empty()).then_some(chapter)
    }

    /// The chapters of some releases, by their numbers, and what is wrong with those that cannot be read. No more than
    /// two of them are held at a time.
    fn chapters(&self, part: Range<usize>) -> (Vec<Chapter>, Vec<Diagnostic>) {
        let (mut chapters, mut faults) = (Vec::new(), Vec::new());
        let mut newer: Option<(usize, Handbook)> = None;
        for (at, release) in self.past.releases.iter().enumerate().skip(part.start) {
            if at >= part.end && newer.is_none() {
                break;
            }
            match self.read(release) {
                Ok(older) => {
                    chapters
                        .extend(newer.take().map(|(number, newer)| self.chapter(number, Some((at, &older)), &newer)));
                    newer = (at < part.end).then_some((at, older));
                }
                Err(fault) if at < part.end => {
                    chapters.push(story::unread(at, self.past));
                    faults.extend(release.content.is_ok().then_some(fault)); // else it has been said already
                }
                Err(_) => {}
            }
        }
        chapters.extend(newer.map(|(number, newer)| self.chapter(number, None, &newer)));
        chapters.sort_by_key(|chapter| chapter.number);
        (chapters, faults)
    }

    fn chapter(&self, number: usize, older: Option<(usize, &Handbook)>, newer: &Handbook) -> Chapter {
        let changes = older.map(|(_, older)| changed(older, newer)).unwrap_or_default();
        let of = self.now.scope;
        let Some(audience) = story::audience_of(newer, self.now.handbook) else {
            return story::unread(number, self.past);
        };
        let scope = view::shown::Scope { audience, ..of.clone() };
        let shown = Shown::new(newer, &scope);
        story::chapter(Some(number), (older, &changes), &shown, (self.past, self.now))
    }

    /// The handbook of a release.
    fn read(&self, release: &Edition) -> Result<Handbook, Diagnostic> {
        let content = release.content.as_ref().map_err(Clone::clone)?;
        let scope = Scope { drafts: self.now.scope.drafts, ..Scope::default() };
        let (settings, mut faults) = settings(content, &scope);
        let src = settings.src.value.clone();
        let (sources, more) = sources(content.under(&src).collect(), &src, Some(self.memos));
        faults.extend(more);
        match faults.iter().find(|fault| fault.severity == Severity::Error) {
            Some(fault) => Err(unreadable(release, content, fault)),
            None => Ok(resolve::edition(&sources, settings)),
        }
    }
}

/// What changed between two editions. That a release came out is what the story itself says.
fn changed(older: &Handbook, newer: &Handbook) -> diff::Changes {
    let mut all = diff::changes(older, newer);
    let is_release = |change: &Change| change.side().is_some_and(|side| side.thing.kind == Kind::Release);
    all.changes.retain(|change| !is_release(change));
    all
}

/// Why nothing is told of a release, with the place of its first mistake. The file may be another by now, so the place
/// is told in words.
fn unreadable(release: &Edition, content: &Snapshot, fault: &Diagnostic) -> Diagnostic {
    let place = fault.span.as_ref().map(|span| {
        let text = content.get(&span.file).map_or(&[][..], |bytes| bytes);
        let Position { line, column } = Position::of(text, span.start);
        format!("{}:{line}:{column}: ", span.file)
    });
    let message = format!("the release `{}` is left out: {}{}", release.name, place.unwrap_or_default(), fault.message);
    let help = "what is published cannot be mended: the releases around it are told of without it";
    Diagnostic::unplaced("unreadable-edition", message).help(help)
}

/// The files whose damaged text can be repaired, each with its repaired bytes.
pub fn mend(now: &Snapshot, scope: &Scope) -> Vec<(Arc<str>, Bytes)> {
    let (settings, _) = settings(now, scope);
    let mended = |(file, bytes): (&Arc<str>, &Bytes)| {
        let is_text = [".md", ".markdown", ".yaml", ".yml"].iter().any(|end| file.to_ascii_lowercase().ends_with(end));
        let text = std::str::from_utf8(bytes).ok().filter(|_| is_text)?;
        Some((file.clone(), Bytes::from(parse::damage::mend(text)?.into_bytes())))
    };
    now.under(&settings.src.value).filter_map(mended).collect()
}

/// The JSON Schema of the YAML definitions.
pub fn schema() -> serde_json::Value {
    parse::schema::schema()
}

/// The JSON Schema of `book.toml`.
pub fn book_schema() -> serde_json::Value {
    config::schema::schema()
}

/// What the settings name and nobody wrote.
fn absent(now: &Snapshot, settings: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut miss = |span: &Span, message: String, help: &str| {
        diagnostics.push(Diagnostic::error("missing-file", span, message).help(help));
    };
    let src = &settings.src;
    if now.under(&src.value).next().is_none() {
        miss(
            &src.span,
            format!("there is nothing in the content folder `{}`", src.value),
            "put pages there, or name another with `src`",
        );
    }
    for file in settings.additional_css.iter().chain(&settings.additional_js) {
        if now.get(&file.value).is_none() {
            miss(&file.span, format!("there is no file `{}`", file.value), "make it, or take it out of the list");
        }
    }
    let theme = &settings.theme;
    let named = theme.span.start != theme.span.end;
    if named && now.under(&theme.value).next().is_none() {
        miss(
            &theme.span,
            format!("there is nothing in the theme's folder `{}`", theme.value),
            "make it, or remove the key",
        );
    }
    diagnostics
}

/// For whom a build is, as pages need to know it.
fn readers(handbook: &Handbook, scope: &Scope) -> view::shown::Scope {
    let settings = &handbook.settings;
    let known =
        settings.audience.as_ref().and_then(|wanted| settings.audiences.iter().position(|known| known == wanted));
    view::shown::Scope {
        audience: Audience(known.unwrap_or_default()),
        drafts: scope.drafts,
        base: settings.base_path(),
    }
}

/// The files that are copied as they are; one at the address of a page is an error and is left out.
fn copies(now: &Snapshot, handbook: &Handbook, pages: &[Page]) -> (Vec<(Route, Bytes)>, Vec<Diagnostic>) {
    let taken: BTreeSet<&Route> = pages.iter().map(|page| &page.route).collect();
    let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
    let settings = &handbook.settings;
    let assets = handbook.assets.iter().map(|asset| (&*asset.path, &*asset.file));
    let added = settings.additional_css.iter().chain(&settings.additional_js).map(|file| (&*file.value, &*file.value));
    for (path, file) in assets.chain(added) {
        let Some(bytes) = now.get(file) else { continue };
        let span = Span::start_of(&Arc::from(file));
        match Route::new(path) {
            Some(route) if taken.contains(&route) => {
                let message = format!("the file and a page of rungbook both want the address `{route}`");
                diagnostics.push(Diagnostic::error("one-address", &span, message).help("rename the file"));
            }
            Some(route) => files.push((route, bytes.clone())),
            None => {
                let fault = Diagnostic::error("bad-address", &span, format!("`{path}` cannot be an address"));
                let help = "rename the file: without `\\`, `:`, control characters, or a space or dot at an end";
                diagnostics.push(fault.help(help));
            }
        }
    }
    if let (Some(name), Some(route)) = (&settings.cname, Route::new("CNAME")) {
        files.push((route, Bytes::from(format!("{name}\n").into_bytes())));
    }
    (files, diagnostics)
}

/// Two things that want one address.
fn one_address(clash: &view::Clash, handbook: &Handbook) -> Diagnostic {
    let (first, second) = (named(&clash.first, handbook), named(&clash.second, handbook));
    let message = format!("{} and {} both want the address `{}`", first.0, second.0, clash.route);
    let start = Span::start_of(&Arc::from(BOOK));
    let span = second.1.as_ref().or(first.1.as_ref()).unwrap_or(&start);
    let fault = Diagnostic::error("one-address", span, message).help("give one of them another id or file name");
    match first.1.as_ref().filter(|first| *first != span) {
        Some(span) => fault.related(span, "the other one"),
        None => fault,
    }
}

/// What makes a page is called, and where it stands.
fn named(maker: &view::plan::Maker, handbook: &Handbook) -> (String, Option<Span>) {
    match maker {
        view::plan::Maker::Thing(thing) => (format!("`{}`", full_name(thing)), handbook.span_of(thing)),
        view::plan::Maker::OldName(thing) => {
            (format!("an old name of `{}`", full_name(thing)), handbook.span_of(thing))
        }
        view::plan::Maker::Own(words) => (words.clone(), None),
    }
}

fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|found| found.severity == Severity::Error)
}
