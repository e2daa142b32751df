//! A time line as SVG, once for each width.

use super::chart;
use crate::draw;
use crate::view::diagram::timeline::{Step, Timeline};

/// The figure as inline SVGs of which the theme shows the one that fits. All ids in them begin with `id`.
pub(super) fn svg(figure: &Timeline, id: &str) -> String {
    chart::both(|width, suffix| {
        let line = draw::timeline::Timeline {
            id: format!("{id}{suffix}"),
            title: figure.title.clone(),
            description: figure.description.clone(),
            tone: figure.tone.map(super::tone),
            unit: figure.unit.clone(),
            unit_length: figure.unit_days,
            steps: figure.steps.iter().map(step).collect(),
        };
        draw::timeline::timeline(&line, width)
    })
}

fn step(step: &Step) -> draw::timeline::Step {
    draw::timeline::Step {
        title: step.title.clone(),
        when: step.when.clone(),
        note: step.note.clone(),
        href: step.href.clone(),
        span: step.span.map(|span| (span.start, span.end)),
    }
}
