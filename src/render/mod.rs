//! Pages of plain data in, bytes out: one format, one file.

pub mod changes;
pub mod feed;
mod figure;
mod filters;
pub mod highlight;
pub mod page;
pub mod prose;
pub mod review;
mod search;
pub mod theme;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use crate::base::{Bytes, Diagnostic, Key, Memo, Route};
use crate::view::book::Book;
use crate::view::leaf::{Found, Leaf, Made};
use crate::view::page::Page;
use highlight::Highlighter;
use rayon::prelude::*;
use search::digest::Digest;
use search::lexicon::Lexicons;
use std::sync::Arc;
use theme::Theme;

/// A page as it is published: a pure function of the page, of what all pages share and of the theme.
#[derive(Clone, Debug)]
pub struct Rendered {
    title: Arc<str>,
    html: Bytes,
    digest: Option<Arc<Digest>>,
}

/// What is kept between builds of one process.
#[derive(Debug, Default)]
pub struct Known {
    pages: Memo<Rendered>,
    /// The hashes of pages by the hashes of what they were made from.
    made: Memo<Key>,
    words: Arc<Lexicons>,
}

impl Known {
    /// Ends a build: pages that neither it nor the `idle` builds before it had are dropped.
    pub fn turn(&self, idle: u64) {
        self.pages.turn(idle);
        self.made.turn(idle);
    }

    /// What finds pages by the hashes of what they were made from, as the `book` and the `theme` show them.
    pub fn finder<'k>(
        &'k self,
        book: &Book,
        theme: &Theme,
    ) -> impl Fn(Key) -> Option<Found<Rendered>> + Sync + use<'k> {
        let shared = shared(book, theme);
        move |key| {
            let kept = self.pages.get(self.made.get(Key::of_value(&(shared, key)))?)?;
            Some(Found { title: kept.title.clone(), kept })
        }
    }

    /// How many pages are kept.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether no page is kept.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }
}

/// All pages as HTML, in the given order; what makes them found, where that is wanted; and what is wrong with the
/// theme's templates.
///
/// A page whose template fails is left out. Each page is let go as soon as it is rendered; one that is among the `known`
/// is not rendered again.
pub fn all(
    pages: Vec<Leaf<Rendered>>,
    book: &Book,
    theme: &Theme,
    (highlighter, known): (&Highlighter, Option<&Known>),
) -> (Vec<(Route, Bytes)>, Option<Index>, Vec<Diagnostic>) {
    let (files, digests, diagnostics) = shown(pages, (book, theme), (highlighter, known), true);
    let words = known.map(|known| known.words.clone());
    let index = book.search.is_some().then(|| Index { digests, language: book.language.clone(), words });
    (files, index, diagnostics)
}

/// What makes pages found.
#[derive(Debug)]
pub struct Index {
    digests: Vec<Arc<Digest>>,
    language: String,
    words: Option<Arc<Lexicons>>,
}

impl Index {
    /// Whether a route may be that of one of the files.
    pub fn owns(route: &str) -> bool {
        route.starts_with(search::FOLDER)
    }

    /// The files that a browser asks for when somebody searches.
    pub fn files(self) -> Vec<(Route, Bytes)> {
        search::files(self.digests, &self.language, self.words.as_deref())
    }
}

/// Some pages as HTML, in the given order, without what makes them found; and what is wrong with the theme's templates.
pub fn some(
    pages: Vec<Leaf<Rendered>>,
    book: &Book,
    theme: &Theme,
    kept: (&Highlighter, Option<&Known>),
) -> (Vec<(Route, Bytes)>, Vec<Diagnostic>) {
    let (files, _, diagnostics) = shown(pages, (book, theme), kept, false);
    (files, diagnostics)
}

/// What all pages are shown with, as a hash.
fn shared(book: &Book, theme: &Theme) -> Key {
    Key::of_value(&(theme.key(), book))
}

/// Pages as HTML, what can be found on them where that is asked for, and what is wrong with the theme's templates.
type Shown = (Vec<(Route, Bytes)>, Vec<Arc<Digest>>, Vec<Diagnostic>);

fn shown(
    pages: Vec<Leaf<Rendered>>,
    (book, theme): (&Book, &Theme),
    (highlighter, known): (&Highlighter, Option<&Known>),
    find: bool,
) -> Shown {
    let frame = page::Frame::new(book, theme, highlighter);
    let wanted = book.search.is_some() && (find || known.is_some());
    let render = |page: &Page| {
        let html = Bytes::from(frame.html(page)?.into_bytes());
        let digest = if wanted { search::digest(page).map(Arc::new) } else { None };
        Ok(Rendered { title: page.title.as_str().into(), html, digest })
    };
    let shared = shared(book, theme);
    let show = |leaf: Leaf<Rendered>| {
        let (page, made) = match leaf.made {
            Made::New(page, made) => (page, made),
            Made::Known(found, route) => return (Ok(found.kept), route),
        };
        let Some(known) = known else { return (render(&page), page.route) };
        let key = Key::of_value(&(shared, &page));
        made.into_iter().for_each(|made| known.made.insert(Key::of_value(&(shared, made)), key));
        let anew = || render(&page).inspect(|new| known.pages.insert(key, new.clone()));
        let shown = known.pages.get(key).map_or_else(anew, Ok);
        (shown, page.route)
    };
    let shown: Vec<(Result<Rendered, Vec<Diagnostic>>, Route)> = pages.into_par_iter().map(show).collect();
    let mut files = Vec::with_capacity(shown.len());
    let mut diagnostics = Vec::new();
    let mut digests = Vec::new();
    for (shown, route) in shown {
        match shown {
            Ok(Rendered { html, digest, .. }) => {
                files.push((route, html));
                digests.extend(digest);
            }
            Err(faults) => {
                diagnostics.extend(faults.into_iter().filter(|fault| !diagnostics.contains(fault)).collect::<Vec<_>>())
            }
        }
    }
    (files, digests, diagnostics)
}
