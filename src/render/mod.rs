//! Pages of plain data in, bytes out: one format, one file.

mod figure;
mod filters;
pub mod highlight;
pub mod page;
pub mod prose;
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

/// All pages as HTML, in the given order, and what is wrong with the theme's templates.
///
/// A page whose template fails is left out. Each page is let go as soon as it is rendered.
pub fn all(
    pages: Vec<Page>,
    book: &Book,
    theme: &Theme,
    highlighter: &Highlighter,
) -> (Vec<(Route, Bytes)>, Vec<Diagnostic>) {
    let frame = page::Frame::new(book, theme, highlighter);
    let show = |page: Page| {
        let html = frame.html(&page).map(|html| Bytes::from(html.into_bytes()));
        (page.route, html)
    };
    let shown: Vec<_> = pages.into_par_iter().map(show).collect();
    let mut files = Vec::with_capacity(shown.len());
    let mut diagnostics = Vec::new();
    for (route, html) in shown {
        match html {
            Ok(html) => files.push((route, html)),
            Err(faults) => {
                diagnostics.extend(faults.into_iter().filter(|fault| !diagnostics.contains(fault)).collect::<Vec<_>>())
            }
        }
    }
    (files, diagnostics)
}
