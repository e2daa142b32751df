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

/// Five tracks: a fork at two heights, joins on top, a hybrid track with two boxes in one row, a level without a row.
pub(super) fn five() -> Ladder {
    use Kind::{Fork, Join, Lateral, Next, Promotion, Switch};
    let years = "8–12 yrs";
    let rungs = vec![
        rung(0, Some(0), "L1", "Engineer I", years),
        rung(0, Some(1), "L2", "Engineer II", years),
        rung(0, Some(2), "L3", "Senior Engineer", years),
        rung(1, Some(3), "IC4", "Staff Engineer", years),
        rung(1, Some(4), "IC5", "Principal Engineer", years),
        rung(1, Some(5), "IC6", "Distinguished Engineer", years),
        rung(2, Some(3), "H4", "Tech Lead", years),
        rung(2, Some(3), "A4", "Architect", years),
        rung(2, Some(4), "H5", "Principal Architect of Everything", years),
        rung(3, Some(3), "M4", "Engineering Manager", years),
        rung(3, None, "SM", "Senior Engineering Manager", years),
        rung(3, Some(4), "M5", "Director", years),
        rung(3, Some(6), "M7", "VP of Engineering", years),
        rung(4, Some(2), "S3", "Security Engineer", years),
        rung(4, Some(5), "S6", "Security Fellow", years),
        rung(5, Some(7), "X8", "CTO", years),
    ];
    let next = [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8), (9, 10), (10, 11), (11, 12), (13, 14)];
    let forks = [(2, 3), (2, 6), (2, 9), (1, 13)];
    let others = [(5, 15, Join), (12, 15, Join), (14, 15, Join), (6, 9, Switch), (9, 3, Switch), (3, 9, Switch)];
    let far = [(8, 4, Lateral), (8, 5, Promotion), (13, 3, Switch), (0, 2, Promotion), (3, 5, Promotion)];
    let mut edges: Vec<Edge> = next.map(|(from, to)| edge(from, to, Next)).into();
    edges.extend(forks.map(|(from, to)| edge(from, to, Fork)));
    edges.extend(others.into_iter().chain(far).map(|(from, to, kind)| edge(from, to, kind)));
    let tones = [Tone::Shared, Tone::Ic, Tone::Hybrid, Tone::Management, Tone::Specialist, Tone::Management];
    let titles = ["Shared", "Individual contributor", "Hybrid", "Management", "Security", "Executive"];
    Ladder {
        id: "five".to_owned(),
        title: "Five tracks".to_owned(),
        lanes: titles.into_iter().zip(tones).map(|(title, tone)| lane(title, tone)).collect(),
        rows: (1..=8).map(|grade| Row { label: format!("Grade {grade}") }).collect(),
        rungs,
        edges,
        ..Ladder::default()
    }
}
