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

use crate::base::{Diagnostic, Route};
use crate::view::{book::Book, page::Page};
use highlight::Highlighter;
use rayon::prelude::*;
use theme::Theme;

/// All pages as HTML, in the given order, and what is wrong with the theme's templates.
///
/// A page whose template fails is left out.
pub fn all(
    pages: &[Page],
    book: &Book,
    theme: &Theme,
    highlighter: &Highlighter,
) -> (Vec<(Route, Vec<u8>)>, Vec<Diagnostic>) {
    let frame = page::Frame::new(book, theme, highlighter);
    let shown: Vec<_> = pages.par_iter().map(|page| (page.route.clone(), frame.html(page))).collect();
    let mut files = Vec::with_capacity(shown.len());
    let mut diagnostics = Vec::new();
    for (route, html) in shown {
        match html {
            Ok(html) => files.push((route, html.into_bytes())),
            Err(faults) => {
                diagnostics.extend(faults.into_iter().filter(|fault| !diagnostics.contains(fault)).collect::<Vec<_>>())
            }
        }
    }
    (files, diagnostics)
}
