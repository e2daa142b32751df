//! The past of a handbook: its releases in, their story and the pages of those that stay readable out.

pub(crate) mod before;

use crate::base::{Bytes, Diagnostic, Edition, Key, Past, Position, Route, Severity, Snapshot, Span, Spanned, nearest};
use crate::diff::change::{Change, Kind};
use crate::diff::{self, Changes};
use crate::model::handbook::Handbook;
use crate::model::resolve::{self, Source};
use crate::model::things::Audience;
use crate::parse::config::Settings;
use crate::render;
use crate::render::theme::Theme;
use crate::view::body::Body;
use crate::view::editions::{self, Kept};
use crate::view::gate::Veil;
use crate::view::leaf::Leaf;
use crate::view::shown::{self, Shown};
use crate::view::story::{self, Chapter, Content, Story};
use crate::view::{self, book};
use crate::{Memos, Scope, settings, sources};
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// What of the past today's readers may not see: found once for all that a build shows of it.
pub(crate) fn veil(now: &Handbook, scope: &shown::Scope, past: &Past, memos: &Memos) -> Veil {
    let is_shown = !past.releases.is_empty() || past.base.is_some();
    if is_shown { Veil::again(now, scope, memos.lasting.then_some(&memos.spoken)) } else { Veil::default() }
}

/// What changed from release to release, for the readers of `now`; the releases that stay readable, of those that are
/// `wanted` by their numbers; and the releases that cannot be read.
pub(crate) fn story(
    now: &Shown<'_>,
    (past, wanted, veil): (&Past, &[Option<Span>], &Veil),
    memos: &Memos,
) -> (Story, Vec<Kept>, Vec<Diagnostic>) {
    let is_kept = wanted.iter().any(Option::is_some);
    let routes =
        if is_kept { editions::places(now).into_iter().map(|(route, _)| route).collect() } else { HashSet::new() };
    let asked = memos.lasting.then(|| Key::of([format!("{:?} {:?}", now.handbook.settings, now.scope).as_bytes()]));
    let newest = past.releases.iter().position(|release| story::is_open(release, now) && release.content.is_ok());
    let teller = Teller { now, past, memos, wanted, veil, routes, newest, asked };
    let all = past.releases.len();
    // What one release hides is learned before those behind it are read.
    let share = if teller.veil.is_idle() { all.div_ceil(rayon::current_num_threads()).max(1) } else { all.max(1) };
    let parts: Vec<_> = (0..all).step_by(share).map(|from| from..(from + share).min(all)).collect();
    let mut told = Part::default();
    for part in parts.into_par_iter().map(|part| teller.tell(part)).collect::<Vec<_>>() {
        told.chapters.extend(part.chapters);
        told.kept.extend(part.kept);
        told.faults.extend(part.faults);
    }
    (Story::new(told.chapters, past), told.kept, told.faults)
}

/// A part of a handbook's story.
#[derive(Default)]
struct Part {
    chapters: Vec<Chapter>,
    kept: Vec<Kept>,
    faults: Vec<Diagnostic>,
}

/// Tells a handbook's story.
struct Teller<'t> {
    now: &'t Shown<'t>,
    past: &'t Past,
    memos: &'t Memos,
    /// By the number of each release where it is asked that it stays readable.
    wanted: &'t [Option<Span>],
    veil: &'t Veil,
    /// The addresses of today's pages.
    routes: HashSet<Route>,
    /// The number of the release that today is held against, build after build.
    newest: Option<usize>,
    /// Who asks, and all that today's settings say; nothing where no answer is kept.
    asked: Option<Key>,
}

/// A release that can be read.
struct Opened {
    number: usize,
    readers: Audience,
    /// Its handbook, once somebody has asked for it.
    book: OnceCell<Arc<Handbook>>,
}

impl Opened {
    /// Takes out of it what today's readers may not see.
    fn cover(&mut self, veil: &mut Veil) {
        if let Some(book) = self.book.get_mut().filter(|_| !veil.is_idle()) {
            let book = Arc::make_mut(book);
            veil.cover(book, self.readers);
            book.stand();
        }
    }
}

impl Teller<'_> {
    /// The chapters of some releases, by their numbers, after what is not released yet where the newest is among them;
    /// and what is wrong with those that cannot be read. No more than two of them are held at a time.
    fn tell(&self, part: Range<usize>) -> Part {
        let (mut told, mut veil) = (Part::default(), self.veil.clone());
        let (mut newer, mut is_newest): (Option<Opened>, bool) = (None, part.start == 0);
        for number in part.start..self.past.releases.len() {
            if number >= part.end && newer.is_none() && !is_newest {
                break;
            }
            if !self.past.releases.get(number).is_some_and(|release| story::is_open(release, self.now)) {
                continue;
            }
            let mut older = match self.open(number) {
                Ok(older) => older,
                Err(fault) if number < part.end => {
                    told.chapters.push(story::unread(number, self.past));
                    told.faults.extend(fault.map(|fault| *fault));
                    continue;
                }
                Err(_) => continue,
            };
            if newer.is_some() || is_newest {
                told.chapters.extend(self.step(&mut veil, newer.take(), &mut older));
            }
            is_newest = false;
            if number < part.end {
                told.kept.extend(self.keep(&older, &veil));
                newer = Some(older);
            }
        }
        told.chapters.extend(newer.and_then(|newer| self.first(&newer)));
        told.chapters.sort_by_key(|chapter| chapter.number);
        told
    }

    /// The chapter of a release, or of what is not released yet if there is anything: what changed since the one before.
    fn step(&self, veil: &mut Veil, newer: Option<Opened>, older: &mut Opened) -> Option<Chapter> {
        let of = (self.past, self.now);
        let Some(newer) = newer else {
            let changes = self.changes(veil, older, None)?;
            let chapter = story::chapter(None, (Some((older.number, self.book(older)?)), &changes), self.now, of);
            return Some(chapter).filter(|chapter| !chapter.told.is_empty());
        };
        let number = older.number;
        let content = self.content(&newer, Some(number), || {
            let changes = self.changes(veil, older, Some(&newer))?;
            Some(Content::new(self.book(older), &changes, &Shown::new(self.book(&newer)?, &self.scope(&newer))))
        })?;
        Some(story::chapter_of(Some(newer.number), (Some(number), content), of))
    }

    /// The chapter of the first release that is known.
    fn first(&self, newer: &Opened) -> Option<Chapter> {
        let content = self.content(newer, None, || {
            Some(Content::new(None, &Changes::default(), &Shown::new(self.book(newer)?, &self.scope(newer))))
        })?;
        Some(story::chapter_of(Some(newer.number), (None, content), (self.past, self.now)))
    }

    /// What two releases tell, found again where nothing of today's handbook has a say in it but its settings.
    fn content(&self, newer: &Opened, older: Option<usize>, make: impl FnOnce() -> Option<Content>) -> Option<Content> {
        let Some(key) = self.key(newer.number, older) else { return make() };
        if let Some(content) = self.memos.chapters.get(key) {
            return Some((*content).clone());
        }
        let content = make()?;
        self.memos.chapters.insert(key, Arc::new(content.clone()));
        Some(content)
    }

    /// What two releases tell depends on; nothing where that is not kept.
    fn key(&self, newer: usize, older: Option<usize>) -> Option<Key> {
        let asked = self.asked.filter(|_| self.veil.is_idle())?;
        let content = |at: usize| Some((self.past.releases.get(at)?.content.as_ref().ok()?.key(), self.is_kept(at)));
        let older = match older {
            Some(older) => Some(content(older)?),
            None => None,
        };
        Some(Key::of_value(&(asked, content(newer)?, older)))
    }

    /// Who reads a release.
    fn scope(&self, of: &Opened) -> shown::Scope {
        shown::Scope { audience: of.readers, ..self.now.scope.clone() }
    }

    /// What changed from a release to a newer one, or to today. What today's readers may not see is taken out of it.
    fn changes(&self, veil: &mut Veil, older: &mut Opened, newer: Option<&Opened>) -> Option<Changes> {
        let (newer, readers) = match newer {
            Some(newer) => (self.book(newer)?, newer.readers),
            None => (self.now.handbook, self.now.scope.audience),
        };
        self.book(older)?;
        older.cover(veil);
        let changes = changed(self.book(older)?, newer, self.memos);
        if !veil.follow(&changes, readers) {
            return Some(veil.sift(changes));
        }
        older.cover(veil);
        Some(veil.sift(changed(self.book(older)?, newer, self.memos)))
    }

    /// What is known of a release that stays readable.
    fn keep(&self, then: &Opened, veil: &Veil) -> Option<Kept> {
        self.wanted.get(then.number)?.as_ref()?;
        let release = self.past.releases.get(then.number)?;
        let day = story::day_of(release, self.now);
        let book = self.book(then)?;
        let since = veil.sift(changed(book, self.now.handbook, self.memos));
        let scope = self.scope(then);
        let shown = Shown::new(book, &scope);
        Some(Kept::new((then.number, &release.name, day), (&shown, veil.clone()), (self.now, &self.routes), &since))
    }

    /// A release, and who its readers are; nothing where it has other audiences. One that was read before for the same
    /// readers is not read again before somebody asks.
    fn open(&self, number: usize) -> Result<Opened, Option<Box<Diagnostic>>> {
        let release = self.past.releases.get(number).filter(|release| release.content.is_ok()).ok_or(None)?;
        let wanted = self.wanted.get(number).and_then(Option::as_ref);
        let key = self.key(number, Some(number)).filter(|_| wanted.is_none());
        if let Some(readers) = key.and_then(|key| self.memos.readers.get(key)) {
            return Ok(Opened { number, readers, book: OnceCell::new() });
        }
        let book = self.read(number).map_err(Some)?;
        let Some(readers) = story::audience_of(&book, self.now.handbook) else {
            return Err(wanted.map(|span| Box::new(of_others(&release.name, span))));
        };
        key.into_iter().for_each(|key| self.memos.readers.insert(key, readers));
        Ok(Opened { number, readers, book: OnceCell::from(book) })
    }

    /// Whether a release stays readable.
    fn is_kept(&self, number: usize) -> bool {
        self.wanted.get(number).is_some_and(Option::is_some)
    }

    /// The handbook of a release that is open.
    fn book<'o>(&self, of: &'o Opened) -> Option<&'o Handbook> {
        if let Some(book) = of.book.get() {
            return Some(book);
        }
        let book = self.read(of.number).ok()?;
        Some(of.book.get_or_init(|| book))
    }

    fn read(&self, number: usize) -> Result<Arc<Handbook>, Box<Diagnostic>> {
        let depth = if self.is_kept(number) { Depth::Whole } else { Depth::Compared };
        let missing = || Box::new(Diagnostic::unplaced("missing-edition", "there is no such release"));
        let release = self.past.releases.get(number).ok_or_else(missing)?;
        let read = |opened| match self.newest == Some(number) {
            true => lasting(opened, (self.memos, depth)),
            false => edition(opened, (self.memos, depth)).map(Arc::new),
        };
        opened(release, self.now).and_then(read).map_err(|cause| Box::new(cause.of_release(&release.name)))
    }
}

/// The settings of a published state, as it is shown today: in the theme and at the address of today's, for today's
/// readers; and its files.
fn opened<'r>(release: &'r Edition, now: &Shown<'_>) -> Result<(&'r Snapshot, Settings, Vec<Diagnostic>), Cause> {
    let content = release.content.as_ref().map_err(|fault| Cause::Lost(Box::new(fault.clone())))?;
    let (settings, faults) = settings(content, &Scope::default());
    Ok((content, settings.shown_with(&now.handbook.settings), faults))
}

/// The handbook of a published state.
fn edition(
    (content, settings, mut faults): (&Snapshot, Settings, Vec<Diagnostic>),
    (memos, depth): (&Memos, Depth),
) -> Result<Handbook, Cause> {
    let src = settings.src.value.clone();
    let (sources, more) = sources(content.under(&src).collect(), &src, Some(memos));
    faults.extend(more);
    match faults.iter().find(|fault| fault.severity == Severity::Error) {
        Some(fault) => Err(Cause::Wrong(placed(fault, content))),
        None => Ok(depth.resolve(&sources, settings)),
    }
}

/// The same, found again by the next build of this process.
fn lasting(
    of: (&Snapshot, Settings, Vec<Diagnostic>),
    (memos, depth): (&Memos, Depth),
) -> Result<Arc<Handbook>, Cause> {
    if !memos.lasting {
        return edition(of, (memos, depth)).map(Arc::new);
    }
    let key = Key::of_value(&(of.0.key(), depth, format!("{:?}", of.1)));
    if let Some(known) = memos.editions.get(key) {
        return Ok(known);
    }
    let book = Arc::new(edition(of, (memos, depth))?);
    memos.editions.insert(key, book.clone());
    Ok(book)
}

/// How much of a handbook its documents become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Depth {
    /// All that follows from them.
    Whole,
    /// What a comparison asks for.
    Compared,
}

impl Depth {
    fn resolve(self, sources: &[Source], settings: Settings) -> Handbook {
        match self {
            Self::Whole => resolve::handbook(sources, settings, None).0,
            Self::Compared => resolve::edition(sources, settings),
        }
    }
}

/// The pages and files of the releases that stay readable, one after the other, each in its folder.
pub(crate) fn files(
    now: &Shown<'_>,
    (past, kept): (&Past, &[Kept]),
    (theme, memos): (&Theme, &Memos),
) -> (Vec<(Route, Bytes)>, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
    let site = book::book(now.handbook).site;
    for (at, one) in kept.iter().enumerate() {
        let Some(release) = past.releases.get(one.number) else { continue };
        let read = opened(release, now).and_then(|opened| edition(opened, (memos, Depth::Whole)));
        let Ok(mut handbook) = read else { continue };
        if !one.veil.is_idle() {
            one.veil.clone().cover(&mut handbook, one.readers);
            handbook.derive();
        }
        let scope = shown::Scope { audience: one.readers, ..now.scope.clone() };
        let shown = Shown::new(&handbook, &scope);
        let (mut pages, _) = view::pages(&shown, &Story::default());
        pages.retain(|page| !matches!(page.body, Body::NotFound(_) | Body::Redirect(_)));
        editions::tell(&mut pages, kept, Some(at), site.as_deref());
        let taken: HashSet<Route> = pages.iter().map(|page| page.route.clone()).collect();
        let mut assets: Vec<_> = assets(&handbook, release).filter(|(route, _)| !taken.contains(route)).collect();
        let pages = pages.into_iter().map(Leaf::new).collect();
        let (mut rendered, index, faults) = render::all(pages, &book::book(&handbook), theme, memos.rendered());
        diagnostics.extend(faults.into_iter().filter(|fault| !diagnostics.contains(fault)).collect::<Vec<_>>());
        rendered.extend(index.into_iter().flat_map(render::Index::files));
        if !one.veil.is_idle() {
            assets.retain(|(route, _)| is_shown(route, &rendered));
        }
        let own = rendered.into_iter().chain(assets);
        files.extend(own.filter_map(|(route, bytes)| Some((editions::inside(&one.slug, &route)?, bytes))));
    }
    (files, diagnostics)
}

/// The files of a published state that are copied as they are.
fn assets<'e>(book: &'e Handbook, edition: &'e Edition) -> impl Iterator<Item = (Route, Bytes)> + use<'e> {
    let content = edition.content.as_ref().ok();
    let assets = book.assets.iter();
    assets.filter_map(move |asset| Some((Route::new(&*asset.path)?, content?.get(&asset.file)?.clone())))
}

/// Whether some page names a file: one that only hidden pages showed is hidden with them.
pub(crate) fn is_shown(file: &Route, pages: &[(Route, Bytes)]) -> bool {
    let address = file.encoded();
    let name = memchr::memmem::Finder::new(address.rsplit('/').next().unwrap_or(&address));
    pages.iter().any(|(_, bytes)| name.find(bytes).is_some())
}

/// Which releases stay readable, by their numbers: of each where that is asked for. And what is asked for in vain.
pub(crate) fn wanted(now: &Handbook, past: &Past) -> (Vec<Option<Span>>, Vec<Diagnostic>) {
    let settings = &now.settings;
    let names: Vec<&str> = past.releases.iter().map(|release| &*release.name).collect();
    let asks = |name: &str| settings.editions.iter().find(|asked| editions::is_called(name, &asked.value));
    let wanted = names.iter().map(|name| asks(name).map(|asked| asked.span.clone())).collect();
    let unknown = |asked: &&Spanned<String>| !names.iter().any(|name| editions::is_called(name, &asked.value));
    let told = settings.editions.iter().filter(unknown).filter(|_| past.head.is_some() && settings.changes);
    let fault = |asked: &Spanned<String>| {
        let fault =
            Diagnostic::warning("unknown-edition", &asked.span, format!("no release is called `{}`", asked.value));
        fault.help(match nearest(&asked.value, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "tag the commit of a release with `git tag`".to_owned(),
            None => format!("the releases are `{}`", names.join("`, `")),
        })
    };
    (wanted, told.map(fault).collect())
}

/// A release that stays readable at an address that something else has.
pub(crate) fn clash(kept: &Kept, site: &[(Route, Bytes)], wanted: &[Option<Span>]) -> Option<Diagnostic> {
    let inside = |route: &Route| {
        let rest = route.as_str().strip_prefix(&kept.slug);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let (taken, _) = site.iter().find(|(route, _)| inside(route))?;
    let span = wanted.get(kept.number)?.as_ref()?;
    let message = format!("the release `{}` and `{taken}` both want the address `{}/`", kept.name, kept.slug);
    Some(Diagnostic::error("one-address", span, message).help("rename the page or folder, or keep another release"))
}

/// A release that is asked to stay readable, but that these readers never had.
fn of_others(name: &str, span: &Span) -> Diagnostic {
    let message = format!("the release `{name}` is not kept: it knows audiences, but not this one");
    Diagnostic::warning("edition-of-others", span, message)
        .help("build for an audience that it knows, or take it out of `keep` under `[editions]`")
}

/// Why a published state cannot be read.
enum Cause {
    /// Its files are not there.
    Lost(Box<Diagnostic>),
    /// They have this mistake.
    Wrong(String),
}

impl Cause {
    /// Why nothing is told of a release.
    fn of_release(self, name: &str) -> Diagnostic {
        match self {
            Self::Lost(fault) => *fault,
            Self::Wrong(mistake) => {
                let message = format!("the release `{name}` is left out: {mistake}");
                let help = "what is published cannot be mended: the releases around it are told of without it";
                Diagnostic::unplaced("unreadable-edition", message).help(help)
            }
        }
    }

    /// Why nothing is told of what differs from a published state.
    fn of_base(self, name: &str) -> Diagnostic {
        let (why, help) = match self {
            Self::Lost(fault) => (fault.message, fault.help),
            Self::Wrong(mistake) => (format!("`{name}` has a mistake: {mistake}"), None),
        };
        let message = format!("what differs from the published handbook is not shown: {why}");
        let help = help.unwrap_or_else(|| "name a revision that can be built".to_owned());
        Diagnostic::unplaced("no-base", message).help(help)
    }
}

/// A mistake with its place. The file may be another by now, so the place is told in words.
fn placed(fault: &Diagnostic, content: &Snapshot) -> String {
    let place = fault.span.as_ref().map(|span| {
        let text = content.get(&span.file).map_or(&[][..], |bytes| bytes);
        let Position { line, column } = Position::of(text, span.start);
        format!("{}:{line}:{column}: ", span.file)
    });
    format!("{}{}", place.unwrap_or_default(), fault.message)
}

/// What changed between two editions. That a release came out is what the story itself says.
fn changed(older: &Handbook, newer: &Handbook, memos: &Memos) -> Changes {
    let mut all = diff::changes_again(older, newer, memos.lasting.then_some(&memos.texts));
    let is_release = |change: &Change| change.side().is_some_and(|side| side.thing.kind == Kind::Release);
    all.changes.retain(|change| !is_release(change));
    all
}
