//! Mermaid diagrams: their source goes in, a drawing comes out whose links are decided later.
//!
//! The crate merman lays out and draws; what it writes is read again and written anew from a short list of elements
//! and attributes, in the colours of the theme (`--dg-…`, `themes/default/style/mermaid.css`), with the words as plain
//! SVG text. So nothing of an author's markup, style sheet, script or address passes into a page but by way of this list.

#[cfg(feature = "mermaid")]
mod clicks;
#[cfg(feature = "mermaid")]
mod colour;
#[cfg(feature = "mermaid")]
mod engine;
#[cfg(feature = "mermaid")]
mod fault;
#[cfg(feature = "mermaid")]
mod lines;
#[cfg(feature = "mermaid")]
mod markers;
#[cfg(feature = "mermaid")]
mod numbers;
#[cfg(feature = "mermaid")]
mod paint;
#[cfg(feature = "mermaid")]
mod picture;
#[cfg(feature = "mermaid")]
mod rewrite;
#[cfg(feature = "mermaid")]
mod settings;
#[cfg(feature = "mermaid")]
mod text;
#[cfg(feature = "mermaid")]
mod tree;
#[cfg(feature = "mermaid")]
mod words;

use crate::base::{Drawing, Fault};

/// Whether this build draws mermaid diagrams: the cargo feature `mermaid`. Without it [`draw`] always gives a fault.
pub const AVAILABLE: bool = cfg!(feature = "mermaid");

/// The drawing of a mermaid diagram. Equal sources give equal drawings.
///
/// # Errors
///
/// A fault when the source is no diagram that is known here, when it is wrong or too large, or when it has a link that
/// runs a script. Its range lies in the source.
#[cfg(feature = "mermaid")]
pub fn draw(source: &str) -> Result<Drawing, Fault> {
    let clicks = clicks::clicks(source)?;
    let drawn = engine::draw(source)?;
    let words = lines::words(&drawn);
    let Some(svg) = rewrite::rewrite(&drawn, &clicks, &words.labels) else {
        return Err(engine::unreadable());
    };
    Ok(svg.into_drawing(words))
}

/// A fault: this build draws no mermaid diagrams.
///
/// # Errors
///
/// Always; ask [`AVAILABLE`] before.
#[cfg(not(feature = "mermaid"))]
pub fn draw(_source: &str) -> Result<Drawing, Fault> {
    Err(Fault {
        message: "this build of rungbook draws no mermaid diagrams".to_owned(),
        help: Some("build it with the cargo feature `mermaid`".to_owned()),
        range: 0..0,
    })
}
