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
pub mod preview;
pub mod redline;
mod releases;
pub mod render;
pub mod review;
pub mod source;

pub mod view;

use base::{
    Asked, AskedBase, AskedRelease, Bytes, Diagnostic, FileMemo, Key, Late, Memo, Past, Route, Severity, Site,
    Snapshot, Span,
};
use model::handbook::Handbook;
use model::names::full_name;
use model::resolve::{self, Source};
use model::things::{Audience, Status};
use parse::config::value::Override;
use parse::config::{self, Settings};
use parse::document::{self, Document};
use rayon::prelude::*;
use redline::Redline;
use releases::before::Covered;
use render::Rendered;
use render::highlight::Highlighter;
use render::theme::Theme;
use review::against::{self, Review};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use view::editions::{self, Kept};
use view::feed::Feed;
use view::gate::spoken;
use view::leaf::{Found, Leaf, World};
use view::shown::Shown;
use view::story::{self, Content, Story};

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
    /// The published state to show the differences from; none where nobody reviews the handbook.
    pub base: Option<Base>,
    /// The variables of the environment that may set a key of `book.toml`, as name and value, in the order in which
    /// they hold; others are passed over.
    pub env: Vec<(String, String)>,
}

/// A published state of the handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// The one that `book.toml` names, else the one that is usually published.
    Usual,
    /// A git revision.
    Named(String),
}

/// What builds keep: pure functions of what they are found by, so that a build with them makes what one without makes.
#[derive(Debug, Default)]
pub struct Memos {
    /// Highlighted code.
    pub highlighter: Highlighter,
    /// Files by themselves, of this handbook and of its editions.
    pub documents: FileMemo<Arc<Read>>,
    /// Pages as they are published.
    pub pages: render::Known,
    /// Pages that show what differs between two versions of them.
    pub redlines: Memo<Arc<Redline>>,
    /// Themes by their own files, and what is wrong with them.
    pub themes: Memo<Loaded>,
    /// Pages with their links resolved.
    resolved: resolve::Pages,
    /// What chapters tell of two releases.
    chapters: Memo<Arc<Content>>,
    /// Texts that were compared.
    texts: diff::kept::Kept,
    /// What pages say to all.
    spoken: Arc<spoken::Known>,
    /// Published states that the handbook is held against.
    editions: Memo<Arc<Handbook>>,
    /// The same without what today's readers may not see.
    covered: Memo<Arc<Covered>>,
    /// Who reads a release, of those that can be read.
    readers: Memo<Audience>,
    /// Whether there will be another build in this process.
    lasting: bool,
}

impl Memos {
    /// For many builds in one process: all that can be kept is kept, until some builds did not want it.
    pub fn lasting() -> Self {
        Self { lasting: true, ..Self::default() }
    }

    /// Ends a build; one that stopped early wanted no pages.
    fn turn(&self, is_whole: bool) {
        if self.lasting {
            self.documents.turn(IDLE);
            self.resolved.turn(IDLE_PAGES);
            self.themes.turn(IDLE);
        }
        if self.lasting && is_whole {
            self.pages.turn(IDLE_PAGES);
            self.redlines.turn(IDLE_PAGES);
            self.chapters.turn(IDLE);
            self.readers.turn(IDLE);
            self.editions.turn(IDLE_PAGES);
            self.covered.turn(IDLE_PAGES);
            self.texts.turn(IDLE_PAGES);
            self.spoken.turn(IDLE_PAGES);
            self.highlighter.turn();
        }
    }

    /// What pages are rendered with.
    fn rendered(&self) -> (&Highlighter, Option<&render::Known>) {
        (&self.highlighter, self.lasting.then_some(&self.pages))
    }

    /// The theme of a handbook.
    fn theme(&self, now: &Snapshot, folder: &str) -> Loaded {
        let load = || {
            let (theme, faults) = Theme::load(now, Some(folder));
            (Arc::new(theme), faults.into())
        };
        if !self.lasting {
            return load();
        }
        let own = now.under(folder.trim_matches('/')).flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
        self.themes.get_or(Key::of([folder.as_bytes()].into_iter().chain(own)), load)
    }
}

/// How many builds a file or a theme is kept that none of them wanted.
const IDLE: u64 = 8;
/// The same of pages, of which a change of the theme makes all anew.
const IDLE_PAGES: u64 = 2;

/// A theme, and what is wrong with it.
pub type Loaded = (Arc<Theme>, Arc<[Diagnostic]>);

/// A file by itself, and what is wrong with it.
pub type Read = (Arc<Document>, Vec<Diagnostic>);

/// What a build made.
#[derive(Debug)]
pub struct Build {
    /// The site; `None` when there are errors.
    pub site: Option<Site>,
    /// What belongs to the site and is not in it yet: nothing where this was the only build of its process.
    pub late: Vec<Late>,
    /// Which of its pages differ from what is published; `None` where nobody asked, or where that is not known.
    pub review: Option<Review>,
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
        base: scope.base.as_ref().map(|base| asked_base(base, &settings)),
        paths: [BOOK.to_owned()].into_iter().chain(settings.inputs().into_iter().map(str::to_owned)).collect(),
    };
    let is_told = memchr::memmem::Finder::new("release");
    let may_tell = |file: &str, bytes: &[u8]| document::may_define(file) && is_told.find(bytes).is_some();
    let files = now.under(&src).filter(|(file, bytes)| asked.enable && may_tell(file, bytes));
    let sources = sources(files.collect(), &src, None).0;
    let (handbook, _) = resolve::handbook(&sources, settings, None);
    let published = handbook.releases.iter().filter(|release| release.meta.status != Status::Draft);
    asked.releases.extend(published.map(|release| AskedRelease {
        version: release.version.clone(),
        date: release.date.clone(),
        revision: release.revision.clone(),
        span: release.meta.span.clone(),
    }));
    asked
}

/// The published state that is meant by `base`.
fn asked_base(base: &Base, settings: &Settings) -> AskedBase {
    match base {
        Base::Named(name) => AskedBase { name: Some(Arc::from(name.as_str())), span: None },
        Base::Usual => {
            let named = settings.review_base.as_ref();
            let name = named.map(|named| Arc::from(named.value.as_str()));
            AskedBase { name, span: named.map(|named| named.span.clone()) }
        }
    }
}

/// The files and folders that belong to a handbook beside `book.toml`, and the folder of its site, as its `book.toml`
/// says.
pub fn inputs(book: &Snapshot) -> (Vec<String>, Option<String>) {
    let (settings, _) = settings(book, &Scope::default());
    (settings.inputs().into_iter().map(str::to_owned).collect(), Some(settings.build_dir.value))
}

/// Builds the site of a handbook for a scope, with what is known of its past.
pub fn build(now: &Snapshot, past: &Past, scope: &Scope, memos: &Memos) -> Build {
    let (handbook, mut diagnostics) = read(now, scope, (memos.lasting || !past.releases.is_empty()).then_some(memos));
    diagnostics.extend(review::signed::faults(now, scope));
    let (theme, faults) = memos.theme(now, &handbook.settings.theme.value);
    diagnostics.extend(faults.iter().cloned());
    if failed(&diagnostics) {
        memos.turn(false);
        return Build { site: None, late: Vec::new(), review: None, diagnostics };
    }
    let readers = readers(&handbook, scope);
    let veil = || releases::veil(&handbook, &readers, past, memos);
    let (mut shown, veil) = rayon::join(|| Shown::new(&handbook, &readers), veil);
    let unsaid = (!story::tells_commits(&shown)).then(|| past.unsaid());
    let past = unsaid.as_ref().unwrap_or(past);
    let (wanted, faults) = releases::wanted(&handbook, past);
    diagnostics.extend(faults);
    let (story, kept, faults) = releases::story(&shown, (past, &wanted, &veil), memos);
    diagnostics.extend(faults);
    let (base, fault) = against::base(&mut shown, (past, &veil), memos);
    drop(veil);
    diagnostics.extend(fault);
    let book = view::book::book(&handbook);
    let find = memos.lasting.then(|| memos.pages.finder(&book, &theme));
    let (of, find) = ((&shown, &story, &*kept), find.as_ref());
    let then = || base.as_ref().map(|base| base.then(of, find));
    let ((pages, clashes), then) = rayon::join(|| leaves(of, find), then);
    let against = base.zip(then).and_then(|(base, then)| base.beside(then, of, &pages));
    diagnostics.extend(clashes.iter().map(|clash| one_address(clash, &handbook)));
    let feeds = view::feed::feeds(&shown, &story);
    drop(story);
    let (others, faults) = copies(now, &handbook, &pages);
    diagnostics.extend(faults);
    let (editions, faults) = releases::files(&shown, (past, &kept), (&theme, memos));
    diagnostics.extend(faults);
    drop(shown);
    drop(handbook); // what is shown next holds all that it needs
    let (mut files, index, faults) = render::all(pages, &book, &theme, memos.rendered());
    diagnostics.extend(faults.into_iter().filter(|fault| !diagnostics.contains(fault)).collect::<Vec<_>>());
    let mut late = self::late(index, feeds);
    if !memos.lasting {
        files.extend(late.drain(..).flat_map(Late::into_files));
    }
    let unused = theme.assets().unused(book.search.is_some(), against.is_some());
    let of_theme = theme.files().iter().filter(|(route, _)| !unused.contains(&&*route.encoded()));
    files.extend(others.into_iter().chain(of_theme.cloned()));
    diagnostics.extend(kept.iter().filter_map(|kept| releases::clash(kept, &files, &wanted)));
    files.extend(editions);
    let review = against.map(|against| against.hold((&mut files, &late), (&book, &theme, memos)));
    let (review, faults) = review.map_or_else(Default::default, |(review, faults)| (Some(review), faults));
    diagnostics.extend(faults);
    let site: Site = files.into_iter().collect();
    memos.turn(true);
    Build { site: (!failed(&diagnostics)).then_some(site), late, review, diagnostics }
}

/// The pages of a handbook, those of another build where `find` finds them; what claims an address that another has.
fn leaves(
    (shown, story, kept): (&Shown<'_>, &Story, &[Kept]),
    find: Option<impl Fn(Key) -> Option<Found<Rendered>> + Sync>,
) -> (Vec<Leaf<Rendered>>, Vec<view::Clash>) {
    // Where older releases are kept, pages show more than their world holds.
    let find = find.filter(|_| kept.is_empty());
    let known = find.map(|find| (World::new(shown, story), find));
    let (mut leaves, clashes) = view::leaves(shown, story, known);
    editions::tell(leaves.iter_mut().filter_map(Leaf::page_mut), kept, None, None);
    (leaves, clashes)
}

/// The files that nobody asks for who only reads: the search index and the feeds.
fn late(index: Option<render::Index>, feeds: Vec<Feed>) -> Vec<Late> {
    let routes: HashSet<Route> = feeds.iter().map(|feed| feed.route.clone()).collect();
    let atom = |feed: Feed| (feed.route.clone(), render::feed::atom(&feed));
    let feeds = Late::new(move |route| routes.contains(route), move || feeds.into_iter().map(atom).collect());
    let index = index.map(|index| Late::new(render::Index::owns, move || index.files()));
    index.into_iter().chain([feeds]).collect()
}

/// What changed in a handbook from release to release, as the readers of a build are told it.
pub fn told(now: &Snapshot, past: &Past, scope: &Scope, memos: &Memos) -> Story {
    let (handbook, _) = read(now, scope, Some(memos));
    let readers = readers(&handbook, scope);
    let shown = Shown::new(&handbook, &readers);
    releases::story(&shown, (past, &[], &releases::veil(&handbook, &readers, past, memos)), memos).0
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
    let known = memos.filter(|memos| memos.lasting).map(|memos| &memos.resolved);
    let (handbook, faults) = resolve::handbook(&sources, settings, known);
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
        memos.map_or_else(make, |memos| memos.documents.get_or(file, bytes, make))
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
    if settings.is_known(config::SRC) && now.under(&src.value).next().is_none() {
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
fn copies(now: &Snapshot, handbook: &Handbook, pages: &[Leaf<Rendered>]) -> (Vec<(Route, Bytes)>, Vec<Diagnostic>) {
    let taken: BTreeSet<&Route> = pages.iter().map(Leaf::route).collect();
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
