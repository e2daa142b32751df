//! How long figures take: the usual ladder, its map, and one far larger than any company has; profiles, threads, charts.

use rungbook::draw::profile::{self, Axis, Profile, Series};
use rungbook::draw::sheet::Width;
use rungbook::draw::thread::{self, Column, Group, Thread};
use rungbook::draw::{Edge, Kind, Ladder, Lane, Row, Rung, Style, pay, split, timeline};

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

#[divan::bench]
fn radar(bencher: divan::Bencher) {
    let axis = |at: usize| Axis {
        label: format!("Stakeholder management {at}"),
        note: "● Strong ◇ Expert".into(),
        href: None,
    };
    let series =
        |at: u16| Series { values: (0..8).map(|axis| (axis * 130 + at) % 1000).collect(), ..Series::default() };
    let profile = Profile {
        axes: (0..8).map(axis).collect(),
        rings: 4,
        series: vec![series(0), series(400)],
        ..Profile::default()
    };
    bencher.bench(|| profile::svg(&profile));
}

#[divan::bench]
fn threads(bencher: divan::Bencher) {
    let column = |at: usize| Column {
        label: format!("IC{at}"),
        note: "Working".into(),
        step: Some(at % 4 + 1),
        ..Column::default()
    };
    let group =
        |at: usize| Group { title: format!("Track {at}"), columns: (0..8).map(column).collect(), ..Group::default() };
    let thread = Thread { steps: 4, groups: (0..3).map(group).collect(), ..Thread::default() };
    bencher.bench(|| thread::svg(&thread));
}

/// A plan of a year with overlaps, an open end and a step at no known time.
#[divan::bench]
fn timeline(bencher: divan::Bencher) {
    let step = |at: u32| timeline::Step {
        title: format!("Technical architecture and decisions {at}"),
        when: format!("Month {at}–{}", at + 2),
        href: Some(format!("#step-{at}")),
        span: (at < 11).then_some((at * 30, (at < 10).then_some(at * 30 + 60))),
        ..timeline::Step::default()
    };
    let steps = (0..12).map(step).collect();
    let line = timeline::Timeline {
        title: "Bench".into(),
        unit: "Month".into(),
        unit_length: 30,
        steps,
        ..Default::default()
    };
    bencher.bench(|| timeline::timeline(&line, Width::Wide));
}

/// The pay of eleven levels in two markets.
#[divan::bench]
fn pay(bencher: divan::Bencher) {
    let band = |level: u64, market: usize| pay::Band {
        market,
        text: format!("${}K–${}K+", 75 * level, 130 * level),
        low: 75_000 * level * (market as u64 + 1),
        high: Some(130_000 * level * (market as u64 + 1)),
        open: level > 8,
    };
    let row = |level: u64| pay::Row {
        title: format!("Distinguished Engineer {level}"),
        note: format!("IC{level}"),
        href: Some(format!("levels/ic{level}.html")),
        bands: vec![band(level, 0), band(level, 1)],
        ..pay::Row::default()
    };
    let group =
        pay::Group { title: "Individual contributor".into(), rows: (1..12).map(row).collect(), ..Default::default() };
    let panel = pay::Panel { currency: "USD".into(), sign: "$".into(), groups: vec![group] };
    let markets = vec!["General market".into(), "FAANG".into()];
    let bands = pay::Pay { title: "Bench".into(), markets, panels: vec![panel], ..Default::default() };
    bencher.bench(|| pay::pay(&bands, Width::Wide));
}

/// Two weeks of seven shares.
#[divan::bench]
fn split(bencher: divan::Bencher) {
    let share = |at: usize| split::Share {
        label: "Strategic planning and documentation".into(),
        text: "14%".into(),
        width: 142,
        colour: Some(at),
    };
    let bar = |title: &str| split::Bar { title: title.into(), shares: (0..7).map(share).collect() };
    let bars = vec![bar("Staff Engineer"), bar("Principal Engineer")];
    let whole = split::Split { title: "Bench".into(), bars, ..Default::default() };
    bencher.bench(|| split::split(&whole, Width::Slim));
}
