//! A figure as SVG: one kind, one file.

mod ladder;
mod mermaid;

use crate::view::diagram::Diagram;

/// The figure as inline SVG. All ids in it begin with `id`, which is unique on its page.
pub(super) fn svg(figure: &Diagram, id: String) -> String {
    match figure {
        Diagram::Ladder(figure) => ladder::svg(figure, id),
        Diagram::Mermaid(figure) => mermaid::svg(figure, &id),
    }
}
