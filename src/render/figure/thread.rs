//! The thread of a competency as columns.

use crate::draw::thread::{Column, Group, Thread, svg as draw};
use crate::view::diagram::thread as plain;

/// The figure as inline SVG. All ids in it begin with `id`, which is unique on its page.
pub(super) fn svg(figure: &plain::Thread, id: String) -> String {
    draw(&Thread {
        id,
        title: figure.title.clone(),
        description: figure.description.clone(),
        steps: figure.steps,
        groups: figure.tracks.iter().map(group).collect(),
    })
}

fn group(track: &plain::Track) -> Group {
    let columns = track.levels.iter().map(column).collect();
    Group { title: track.title.clone(), tone: super::tone(track.tone), columns }
}

fn column(level: &plain::Level) -> Column {
    Column {
        label: level.label.clone(),
        note: level.word.clone(),
        step: level.step,
        href: Some(level.href.clone()),
        name: level.name.clone(),
    }
}
