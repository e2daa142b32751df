//! Pay bands as SVG, once for each width.

use super::chart;
use crate::draw;
use crate::view::diagram::pay::{Band, Group, Panel, Pay, Row};

/// The figure as inline SVGs of which the theme shows the one that fits. All ids in them begin with `id`.
pub(super) fn svg(figure: &Pay, id: &str) -> String {
    chart::both(|width, suffix| {
        let pay = draw::pay::Pay {
            id: format!("{id}{suffix}"),
            title: figure.title.clone(),
            description: figure.description.clone(),
            markets: figure.markets.clone(),
            panels: figure.panels.iter().map(panel).collect(),
        };
        draw::pay::pay(&pay, width)
    })
}

fn panel(panel: &Panel) -> draw::pay::Panel {
    let groups = panel.groups.iter().map(group).collect();
    draw::pay::Panel { currency: panel.currency.clone(), sign: panel.sign.clone(), groups }
}

fn group(group: &Group) -> draw::pay::Group {
    let rows = group.rows.iter().map(row).collect();
    draw::pay::Group { title: group.title.clone(), tone: super::tone(group.tone), rows }
}

fn row(row: &Row) -> draw::pay::Row {
    draw::pay::Row {
        title: row.title.clone(),
        note: row.code.clone().unwrap_or_default(),
        href: row.href.clone(),
        current: row.current,
        bands: row.bands.iter().map(band).collect(),
    }
}

fn band(band: &Band) -> draw::pay::Band {
    let Band { market, text, low, high, open } = band.clone();
    draw::pay::Band { market, text, low, high, open }
}
