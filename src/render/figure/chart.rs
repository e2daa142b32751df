//! Charts at two widths: words do not shrink, so a phone gets a layout of its own.

use crate::draw::sheet::Width;

/// The chart for both widths, each drawn with what its ids end in.
pub(super) fn both(draw: impl Fn(Width, &str) -> String) -> String {
    let (wide, slim) = (draw(Width::Wide, ""), draw(Width::Slim, "-slim"));
    format!(r#"<div class="chart-wide">{wide}</div><div class="chart-slim">{slim}</div>"#)
}
