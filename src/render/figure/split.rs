//! Divided time as SVG, once for each width.

use super::chart;
use crate::draw;
use crate::view::diagram::split::{Bar, Share, Split};

/// The figure as inline SVGs of which the theme shows the one that fits. All ids in them begin with `id`.
pub(super) fn svg(figure: &Split, id: &str) -> String {
    chart::both(|width, suffix| {
        let split = draw::split::Split {
            id: format!("{id}{suffix}"),
            title: figure.title.clone(),
            description: figure.description.clone(),
            bars: figure.bars.iter().map(bar).collect(),
        };
        draw::split::split(&split, width)
    })
}

fn bar(bar: &Bar) -> draw::split::Bar {
    draw::split::Bar { title: bar.title.clone(), shares: bar.shares.iter().map(share).collect() }
}

fn share(share: &Share) -> draw::split::Share {
    let Share { label, text, width, colour } = share.clone();
    draw::split::Share { label, text, width, colour }
}
