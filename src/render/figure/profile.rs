//! A profile as a radar.

use crate::draw::profile::{Axis, Profile, Series, svg as draw};
use crate::view::diagram::profile as plain;

/// The figure as inline SVG. All ids in it begin with `id`, which is unique on its page.
pub(super) fn svg(figure: &plain::Profile, id: String) -> String {
    let axis = |axis: &plain::Axis| {
        let href = Some(axis.href.clone());
        Axis { label: axis.title.clone(), note: axis.steps.clone(), href }
    };
    let series = |level: &plain::Outline| Series { tone: super::tone(level.tone), values: level.heights.clone() };
    draw(&Profile {
        id,
        title: figure.title.clone(),
        description: figure.description.clone(),
        axes: figure.axes.iter().map(axis).collect(),
        rings: figure.rings,
        series: figure.levels.iter().map(series).collect(),
    })
}
