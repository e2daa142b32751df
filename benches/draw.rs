//! How long ladders take: the usual one, its map, and one far larger than any company has.

use rungbook::draw::{Edge, Kind, Ladder, Lane, Row, Rung, Style};

fn main() {
    divan::main();
}

/// Tracks side by side with a fork into each, switches between neighbours and a few steps that skip levels.
fn tracks(count: usize, levels: usize) -> Ladder {
    let mut ladder = Ladder { id: "bench".into(), title: "Bench".into(), ..Ladder::default() };
    ladder.rows = (0..levels).map(|row| Row { label: format!("Grade {row}") }).collect();
    for track in 0..count {
        ladder.lanes.push(Lane { title: format!("Track {track}"), ..Lane::default() });
        for level in 0..levels {
            let at = ladder.rungs.len();
            let title = format!("Senior Staff Engineer {level}");
            let (code, note) = (format!("T{track}L{level}"), format!("T{track}L{level} · 8–12 yrs · $185K–$320K"));
            let href = Some(format!("levels/t{track}-{level}.html"));
            ladder.rungs.push(Rung { lane: track, row: Some(level), title, code, note, href, ..Rung::default() });
            let mut edge =
                |from: usize, kind: Kind| ladder.edges.push(Edge { from, to: at, kind, label: String::new() });
            if level > 0 {
                edge(at - 1, Kind::Next);
            }
            if level > 2 && level % 5 == 0 {
                edge(at - 3, Kind::Promotion);
            }
            if track > 0 && level % 3 == 1 {
                edge(at - levels, Kind::Switch);
                edge(at - levels - 1, Kind::Fork);
            }
        }
    }
    ladder
}

#[divan::bench(args = [(3, 4), (5, 12), (20, 50)])]
fn full(bencher: divan::Bencher, (count, levels): (usize, usize)) {
    let ladder = tracks(count, levels);
    bencher.bench(|| rungbook::draw::ladder(&ladder));
}

#[divan::bench]
fn map(bencher: divan::Bencher) {
    let ladder = Ladder { style: Style::Map, ..tracks(3, 4) };
    bencher.bench(|| rungbook::draw::ladder(&ladder));
}
