//! A figure as SVG: one kind, one file.

mod chart;
mod ladder;
mod mermaid;
mod pay;
mod profile;
mod split;
mod thread;
mod timeline;

use crate::draw;
use crate::view::diagram::Diagram;
use crate::view::page::Tone;

/// The figure as inline SVG. All ids in it begin with `id`, which is unique on its page.
pub(super) fn svg(figure: &Diagram, id: String) -> String {
    match figure {
        Diagram::Ladder(figure) => ladder::svg(figure, id),
        Diagram::Profile(figure) => profile::svg(figure, id),
        Diagram::Thread(figure) => thread::svg(figure, id),
        Diagram::Mermaid(figure) => mermaid::svg(figure, &id),
        Diagram::Pay(figure) => pay::svg(figure, &id),
        Diagram::Split(figure) => split::svg(figure, &id),
        Diagram::Timeline(figure) => timeline::svg(figure, &id),
    }
}

fn tone(tone: Tone) -> draw::Tone {
    match tone {
        Tone::Shared => draw::Tone::Shared,
        Tone::Ic => draw::Tone::Ic,
        Tone::Management => draw::Tone::Management,
        Tone::Hybrid => draw::Tone::Hybrid,
        Tone::Specialist => draw::Tone::Specialist,
    }
}
