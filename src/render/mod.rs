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

use crate::base::{Bytes, Diagnostic, Route};
use crate::view::{book::Book, page::Page};
use highlight::Highlighter;
use rayon::prelude::*;
use theme::Theme;

/// All pages as HTML, in the given order, then the search index; and what is wrong with the theme's templates.
///
/// A page whose template fails is left out. Each page is let go as soon as it is rendered.
pub fn all(
    pages: Vec<Page>,
    book: &Book,
    theme: &Theme,
    highlighter: &Highlighter,
) -> (Vec<(Route, Bytes)>, Vec<Diagnostic>) {
    let (mut files, digests, diagnostics) = shown(pages, (book, theme, highlighter), book.search.is_some());
    if book.search.is_some() {
        files.extend(search::files(digests, &book.language));
    }
    (files, diagnostics)
}

/// Some pages as HTML, in the given order, without what makes them found; and what is wrong with the theme's templates.
pub fn some(
    pages: Vec<Page>,
    book: &Book,
    theme: &Theme,
    highlighter: &Highlighter,
) -> (Vec<(Route, Bytes)>, Vec<Diagnostic>) {
    let (files, _, diagnostics) = shown(pages, (book, theme, highlighter), false);
    (files, diagnostics)
}

/// Pages as HTML, what can be found on them where that is asked for, and what is wrong with the theme's templates.
type Shown = (Vec<(Route, Bytes)>, Vec<search::digest::Digest>, Vec<Diagnostic>);

fn shown(pages: Vec<Page>, (book, theme, highlighter): (&Book, &Theme, &Highlighter), find: bool) -> Shown {
    let frame = page::Frame::new(book, theme, highlighter);
    let show = |page: Page| {
        let html = frame.html(&page).map(|html| Bytes::from(html.into_bytes()));
        let digest = find.then(|| search::digest(&page)).flatten();
        (page.route, html, digest)
    };
    let shown: Vec<_> = pages.into_par_iter().map(show).collect();
    let mut files = Vec::with_capacity(shown.len());
    let mut diagnostics = Vec::new();
    let mut digests = Vec::new();
    for (route, html, digest) in shown {
        match html {
            Ok(html) => {
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
