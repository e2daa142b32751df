//! A ladder diagram as SVG.

use crate::draw;
use crate::view::diagram::ladder::{Edge, Ladder, Lane, Mark, Rung, Way};

/// The figure as inline SVG. All ids in it begin with `id`, which is unique on its page.
pub(super) fn svg(figure: &Ladder, id: String) -> String {
    draw::ladder(&draw::Ladder {
        id,
        title: figure.title.clone(),
        description: figure.description.clone(),
        lanes: figure.lanes.iter().map(lane).collect(),
        rows: figure.rows.iter().map(|label| draw::Row { label: label.clone() }).collect(),
        rungs: figure.rungs.iter().map(rung).collect(),
        edges: figure.edges.iter().map(edge).collect(),
        style: if figure.small { draw::Style::Map } else { draw::Style::Full },
        direction: if figure.falling { draw::Direction::Falling } else { draw::Direction::Rising },
    })
}

fn lane(lane: &Lane) -> draw::Lane {
    draw::Lane { title: lane.title.clone(), tone: super::tone(lane.tone), href: lane.href.clone() }
}

fn rung(rung: &Rung) -> draw::Rung {
    let note = rung.code.iter().chain(&rung.notes).cloned().collect::<Vec<_>>().join(" · ");
    draw::Rung {
        lane: rung.lane,
        row: rung.row,
        title: rung.title.clone(),
        note,
        code: rung.code.clone().unwrap_or_default(),
        href: rung.href.clone(),
        name: String::new(),
        current: rung.current,
        mark: rung.mark.map(|mark| match mark {
            Mark::Added => draw::Mark::Added,
            Mark::Removed => draw::Mark::Removed,
            Mark::Changed => draw::Mark::Changed,
        }),
        faint: rung.faint,
    }
}

fn edge(edge: &Edge) -> draw::Edge {
    let kind = match edge.way {
        Way::Next => draw::Kind::Next,
        Way::Fork => draw::Kind::Fork,
        Way::Join => draw::Kind::Join,
        Way::Promotion => draw::Kind::Promotion,
        Way::Switch => draw::Kind::Switch,
        Way::Return => draw::Kind::Return,
        Way::Lateral => draw::Kind::Lateral,
    };
    draw::Edge { from: edge.from, to: edge.to, kind, label: String::new() }
}
