//! Ladders to draw in tests.

use super::{Edge, Kind, Ladder, Lane, Row, Rung, Tone};

/// A lane.
pub(super) fn lane(title: &str, tone: Tone) -> Lane {
    Lane { title: title.to_owned(), tone, href: None }
}

/// A box with a link.
pub(super) fn rung(lane: usize, row: Option<usize>, code: &str, title: &str, note: &str) -> Rung {
    Rung {
        lane,
        row,
        title: title.to_owned(),
        note: format!("{code} · {note}"),
        code: code.to_owned(),
        href: Some(format!("levels/{}.html", code.to_lowercase())),
        name: format!("{title}, {code}, {note}"),
        ..Rung::default()
    }
}

/// An edge without a word.
pub(super) fn edge(from: usize, to: usize, kind: Kind) -> Edge {
    Edge { from, to, kind, label: String::new() }
}

/// Three shared levels, a fork after them, switches between the two tracks.
pub(super) fn devops() -> Ladder {
    use Kind::{Fork, Next, Return, Switch};
    let rungs = vec![
        rung(0, Some(0), "D1", "Junior DevOps Engineer", "0–2 yrs · $75K–$130K"),
        rung(0, Some(1), "D2", "DevOps Engineer", "2–5 yrs · $105K–$180K"),
        rung(0, Some(2), "D3", "Senior DevOps Engineer", "5–8 yrs · $145K–$240K"),
        rung(1, Some(3), "IC4", "Staff Engineer", "8–12 yrs · $185K–$320K"),
        rung(1, Some(4), "IC5", "Principal Engineer", "12–15 yrs · $250K–$450K"),
        rung(1, Some(5), "IC6", "Distinguished Engineer", "15+ yrs · $340K–$600K+"),
        rung(1, Some(6), "IC7", "Fellow / CTO", "18+ yrs · $500K+"),
        rung(2, Some(3), "M4", "Engineering Manager", "8–12 yrs · $180K–$300K"),
        rung(2, Some(4), "M5", "Senior Manager", "12–15 yrs · $220K–$380K"),
        rung(2, Some(5), "M6", "Director of Engineering", "15+ yrs · $280K–$500K"),
        rung(2, Some(6), "M7", "VP of Engineering", "18+ yrs · $400K+"),
    ];
    let mut edges: Vec<Edge> =
        [(0, 1), (1, 2), (3, 4), (4, 5), (5, 6), (7, 8), (8, 9), (9, 10)].map(|(a, b)| edge(a, b, Next)).into();
    edges.extend([edge(2, 3, Fork), edge(2, 7, Fork), edge(7, 3, Return), edge(4, 8, Switch)]);
    edges.push(Edge { from: 3, to: 7, kind: Switch, label: "switch".to_owned() });
    Ladder {
        id: "devops".to_owned(),
        title: "DevOps ladder".to_owned(),
        description: "Eleven levels; after Senior DevOps Engineer the ladder forks into two tracks.".to_owned(),
        lanes: vec![
            lane("Shared", Tone::Shared),
            lane("Individual contributor", Tone::Ic),
            lane("Management", Tone::Management),
        ],
        rows: (1..=7).map(|grade| Row { label: format!("Grade {grade}") }).collect(),
        rungs,
        edges,
        ..Ladder::default()
    }
}

/// As many tracks and levels as asked for, with switches between neighbours.
pub(super) fn tracks(count: usize, levels: usize) -> Ladder {
    let tones = [Tone::Shared, Tone::Ic, Tone::Management, Tone::Hybrid, Tone::Specialist];
    let mut ladder = Ladder { id: "many".to_owned(), title: "Many tracks".to_owned(), ..Ladder::default() };
    ladder.rows = (0..levels).map(|row| Row { label: format!("G{row}") }).collect();
    for track in 0..count {
        ladder.lanes.push(lane(&format!("Track {track}"), tones[track % tones.len()]));
        for level in 0..levels {
            let at = ladder.rungs.len();
            ladder.rungs.push(rung(track, Some(level), &format!("T{track}L{level}"), "Some Engineer", "1–2 yrs"));
            if level > 0 {
                ladder.edges.push(edge(at - 1, at, Kind::Next));
            }
            if track > 0 && level % 3 == 1 {
                ladder.edges.push(edge(at, at - levels, Kind::Switch));
            }
            if track > 0 && level % 7 == 5 {
                ladder.edges.push(edge(at - levels - 2, at, Kind::Fork));
            }
        }
    }
    ladder
}
