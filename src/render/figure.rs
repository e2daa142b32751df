//! A figure as SVG: one kind, one file.

mod chart;
mod ladder;
mod pay;
mod split;
mod timeline;

use crate::view::diagram::Diagram;

/// The figure as inline SVG. All ids in it begin with `id`, which is unique on its page.
pub(super) fn svg(figure: &Diagram, id: String) -> String {
    match figure {
        Diagram::Ladder(figure) => ladder::svg(figure, id),
        Diagram::Pay(figure) => pay::svg(figure, &id),
        Diagram::Split(figure) => split::svg(figure, &id),
        Diagram::Timeline(figure) => timeline::svg(figure, &id),
    }
}
