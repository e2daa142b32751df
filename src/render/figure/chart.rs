//! Charts at two widths: words do not shrink, so a phone gets a layout of its own.

use crate::draw;
use crate::draw::sheet::Width;
use crate::view::page::Tone;

/// The chart for both widths, each drawn with what its ids end in.
pub(super) fn both(draw: impl Fn(Width, &str) -> String) -> String {
    let (wide, slim) = (draw(Width::Wide, ""), draw(Width::Slim, "-slim"));
    format!(r#"<div class="chart-wide">{wide}</div><div class="chart-slim">{slim}</div>"#)
}

/// The colour of a track.
pub(super) fn tone(tone: Tone) -> draw::Tone {
    match tone {
        Tone::Shared => draw::Tone::Shared,
        Tone::Ic => draw::Tone::Ic,
        Tone::Management => draw::Tone::Management,
        Tone::Hybrid => draw::Tone::Hybrid,
        Tone::Specialist => draw::Tone::Specialist,
    }
}
