//! A drawn figure that still waits for its ids and for the addresses of its links.

use std::fmt::Write;
use std::ops::Range;

/// An SVG in pieces: markup, places for the id that is unique on a page, and links that are decided later.
///
/// A diagram is drawn where its source is read, once; what it links to is known only when all pages are, and its id
/// only when the page is put together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// The accessible name: its author's, or what it is, such as `Flowchart with 12 steps`.
    pub title: String,
    /// What its author says about it.
    pub desc: Option<String>,
    /// The markup in order; all of it is safe to stand in a page.
    pub pieces: Vec<Piece>,
    /// What may become a link, by the numbers in [`Piece::Open`].
    pub spots: Vec<Spot>,
    /// The same in words, for those who do not see it and for search: one line for each part or connection.
    pub lines: Vec<String>,
    /// Its natural width in CSS pixels.
    pub width: u32,
    /// Its natural height in CSS pixels.
    pub height: u32,
}

/// A piece of a drawing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Markup.
    Markup(Box<str>),
    /// The id of the drawing: what all ids in it begin with.
    Id,
    /// Here the spot of that number begins.
    Open(u32),
    /// Here the spot of that number ends.
    Close(u32),
}

/// A part of a drawing that may become a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Its words, line by line; also its name when it is a link.
    pub label: String,
    /// The address or the `[[name]]` that its author gave, and where that stands in the source, in bytes.
    pub target: Option<(String, Range<usize>)>,
}

/// What is wrong in the source of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where in the source, in bytes; empty at the start when it has no place.
    pub range: Range<usize>,
}

impl Drawing {
    /// The SVG: `id` is unique on its page, `href` gives the address of a spot, percent-encoded, where it has one.
    pub fn svg<'a>(&self, id: &str, href: impl Fn(u32) -> Option<&'a str>) -> String {
        let mut svg = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Markup(markup) => svg.push_str(markup),
                Piece::Id => svg.push_str(id),
                Piece::Open(spot) => {
                    if let Some(href) = href(*spot) {
                        let label = self.spots.get(*spot as usize).map_or("", |spot| &spot.label);
                        let _ = write!(svg, r#"<a href="{}" aria-label="{}">"#, escaped(href), escaped(label));
                    }
                }
                Piece::Close(spot) => {
                    if href(*spot).is_some() {
                        svg.push_str("</a>");
                    }
                }
            }
        }
        svg
    }
}

fn escaped(text: &str) -> String {
    text.replace('\n', ", ").replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
