//! What holds for every ladder, tried on many: no overlaps, nothing crossed, all words inside, equal in and equal out.

use super::place::{Area, Figure};
use super::samples::{devops, five, tracks};
use super::sizes::{LANE, LANE_LINE, widest};
use super::{Direction, Edge, Kind, Ladder, Lane, Mark, Row, Rung, Style, Tone, grid, order, place, route, rows};
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{2,12}( [A-Z][a-z]{2,12}){0,3}",
        "[a-zа-я技術上級 ,/–-]{0,130}",
        "[A-Za-z]{60,120}",
        ".{0,12}",
        "<[a-z]{1,8} on=\"x\">&'",
    ]
}

fn a_rung() -> impl Strategy<Value = Rung> {
    let mark = prop_oneof![Just(None), Just(Some(Mark::Added)), Just(Some(Mark::Removed)), Just(Some(Mark::Changed))];
    let place = (0..6_usize, prop::option::weighted(0.8, 0..7_usize));
    (place, words(), words(), "[A-Z]{0,3}[0-9]?", mark, any::<(bool, bool)>()).prop_map(
        |((lane, row), title, note, code, mark, (current, faint))| {
            let href = Some(format!("levels/{code}.html"));
            Rung { lane, row, title, note, code, href, name: String::new(), current, mark, faint }
        },
    )
}

fn an_edge() -> impl Strategy<Value = Edge> {
    use Kind::{Fork, Join, Lateral, Next, Promotion, Return, Switch};
    let kind = prop::sample::select(vec![Next, Fork, Join, Promotion, Switch, Return, Lateral]);
    let from_to = (0..26_usize, 0..26_usize);
    (from_to, kind, "[a-z]{0,12}").prop_map(|((from, to), kind, label)| Edge { from, to, kind, label })
}

fn a_ladder() -> impl Strategy<Value = Ladder> {
    let lanes = prop::collection::vec((words(), prop::sample::select(vec![Tone::Ic, Tone::Hybrid])), 0..6);
    let things = (lanes, prop::collection::vec(a_rung(), 0..24), prop::collection::vec(an_edge(), 0..40));
    (things, 0..7_usize, any::<(bool, bool)>()).prop_map(|((lanes, rungs, edges), rows, (map, falling))| Ladder {
        id: "p".to_owned(),
        title: "Any".to_owned(),
        lanes: lanes.into_iter().map(|(title, tone)| Lane { title, tone, href: None }).collect(),
        rows: (0..rows).map(|row| Row { label: format!("Grade {row}") }).collect(),
        rungs,
        edges,
        style: if map { Style::Map } else { Style::Full },
        direction: if falling { Direction::Falling } else { Direction::Rising },
        ..Ladder::default()
    })
}

/// A trunk that forks into tracks which join again, with any other lines between its boxes.
fn a_forked_ladder() -> impl Strategy<Value = Ladder> {
    let branches = prop::collection::vec(1..5_usize, 1..6);
    let extra = prop::collection::vec(an_edge(), 0..14);
    (1..4_usize, branches, 0..3_usize, extra, any::<bool>()).prop_map(|(trunk, branches, top, extra, map)| {
        let mut ladder = Ladder { id: "f".to_owned(), title: "Forked".to_owned(), ..Ladder::default() };
        ladder.style = if map { Style::Map } else { Style::Full };
        ladder.rows = (0..12).map(|row| Row { label: format!("Grade {row}") }).collect();
        let highest = trunk + branches.iter().max().copied().unwrap_or(0);
        let heights = std::iter::once((0, trunk)).chain(branches.iter().map(|count| (trunk, *count)));
        for (lane, (first, count)) in heights.chain((top > 0).then_some((highest, top))).enumerate() {
            ladder.lanes.push(Lane { title: format!("Lane {lane}"), ..Lane::default() });
            for row in first..first + count {
                let at = ladder.rungs.len();
                let title = format!("Level {at}");
                ladder.rungs.push(Rung { lane, row: Some(row), title, ..Rung::default() });
                let (kind, from) = if row > first { (Kind::Next, at.wrapping_sub(1)) } else { (Kind::Fork, trunk - 1) };
                if (lane == 0 || lane > branches.len()) && row == first {
                    continue;
                }
                ladder.edges.push(Edge { from, to: at, kind, label: String::new() });
            }
        }
        if top > 0 {
            let mut last = trunk - 1;
            let to = ladder.rungs.len() - top;
            for count in branches {
                last += count;
                ladder.edges.push(Edge { from: last, to, kind: Kind::Join, label: String::new() });
            }
        }
        ladder.edges.extend(extra);
        ladder
    })
}

fn overlap(one: Area, other: Area) -> bool {
    let apart = one.x + one.width <= other.x
        || other.x + other.width <= one.x
        || one.y + one.height <= other.y
        || other.y + other.height <= one.y;
    !apart
}

/// Whether a straight piece of a line passes through the inside of a box.
fn crosses(piece: &[(i32, i32)], area: Area) -> bool {
    let [(x1, y1), (x2, y2)] = piece else { return false };
    let piece = Area { x: *x1.min(x2), y: *y1.min(y2), width: (x1 - x2).abs().max(1), height: (y1 - y2).abs().max(1) };
    let inside = Area { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
    overlap(piece, inside)
}

fn check(ladder: &Ladder) {
    let plan = order::plan(ladder);
    let grid = grid::grid(&plan, rows::rows(&plan));
    let routes = route::routes(&plan, &grid);
    let figure = place::place(&plan, &grid, &routes);
    for (at, one) in figure.boxes.iter().enumerate() {
        for (after, other) in figure.boxes.iter().enumerate().skip(at + 1) {
            assert!(!overlap(one.area, other.area), "boxes {at} and {after} overlap");
            let lane = plan.cells[at].lane == plan.cells[after].lane;
            assert!(!lane || one.area.x == other.area.x, "boxes {at} and {after} of a lane are not in one column");
            let (row, after_row) = (plan.cells[at].row, plan.cells[after].row);
            let higher = (row < after_row) == (ladder.direction == Direction::Rising);
            let ordered =
                row.is_none() || after_row.is_none() || row == after_row || (one.area.y > other.area.y) == higher;
            assert!(ordered, "boxes {at} and {after} are not in the order of their rows");
        }
    }
    for line in &figure.lines {
        for piece in line.points.windows(2) {
            assert!(piece[0].0 == piece[1].0 || piece[0].1 == piece[1].1, "{piece:?} is slanted");
            let crossed = figure.boxes.iter().position(|placed| crosses(piece, placed.area));
            assert_eq!(crossed, None, "{:?} passes through a box: {:?}", line.link, line.points);
        }
    }
    for panel in &figure.panels {
        let width = widest(LANE, &panel.title);
        let x = panel.left.unwrap_or(panel.area.x + (panel.area.width - width) / 2);
        let words = Area { x, y: panel.top, width, height: panel.title.len() as i32 * LANE_LINE };
        let crossing = figure.lines.iter().find(|line| line.points.windows(2).any(|piece| crosses(piece, words)));
        assert!(crossing.is_none(), "{:?} passes through {:?}", crossing.map(|line| line.link), panel.title);
    }
    fits(&figure);
}

/// The number of pairs of lines that lie on each other although no fork or join makes them one.
fn hidden(ladder: &Ladder) -> usize {
    let plan = order::plan(ladder);
    let grid = grid::grid(&plan, rows::rows(&plan));
    let routes = route::routes(&plan, &grid);
    let figure = place::place(&plan, &grid, &routes);
    let akin = |one: &order::Link<'_>, other: &order::Link<'_>| one.from == other.from || one.to == other.to;
    let area = |piece: &[(i32, i32)]| {
        let ((x1, y1), (x2, y2)) = (piece[0], piece[1]);
        (x1.min(x2), x1.max(x2), y1.min(y2), y1.max(y2))
    };
    let on = |one: &[(i32, i32)], other: &[(i32, i32)]| {
        let (a, b) = (area(one), area(other));
        let (wide, high) = (a.1.min(b.1) - a.0.max(b.0), a.3.min(b.3) - a.2.max(b.2));
        (wide > 0 && high == 0) || (high > 0 && wide == 0)
    };
    let mut count = 0;
    for (at, one) in figure.lines.iter().enumerate() {
        for other in figure.lines.iter().skip(at + 1).filter(|other| !akin(&one.link, &other.link)) {
            let meet = one.points.windows(2).any(|piece| other.points.windows(2).any(|another| on(piece, another)));
            count += usize::from(meet);
        }
    }
    count
}

/// All words are inside their boxes, and everything inside the picture.
fn fits(figure: &Figure<'_>) {
    let sizes = &figure.sizes;
    for placed in &figure.boxes {
        let Area { x, y, width, height } = placed.area;
        assert!(x >= 0 && y >= 0 && x + width <= figure.width && y + height <= figure.height);
        let room = (width - sizes.left - sizes.right) as f32;
        assert!(placed.words.title.iter().all(|line| sizes.title.width(line) <= room));
        assert!(placed.words.note.iter().all(|line| sizes.note.width(line) <= room));
        assert!(placed.words.lines_height(sizes) <= height);
    }
    for (x, y) in figure.lines.iter().flat_map(|line| &line.points) {
        assert!((0..=figure.width).contains(x) && (0..=figure.height).contains(y), "{x} {y} is outside");
    }
    for panel in &figure.panels {
        let Area { x, y, width, height } = panel.area;
        assert!(x >= 0 && y >= 0 && x + width <= figure.width && y + height <= figure.height);
    }
}

/// The same ladder with its boxes in another order (that of each lane kept) and its edges backwards.
fn shuffled(ladder: &Ladder) -> Ladder {
    let last = ladder.lanes.len().max(1) - 1;
    let mut order: Vec<usize> = (0..ladder.rungs.len()).collect();
    order.sort_by_key(|at| (ladder.rungs[*at].lane.min(last) * 7) % 5);
    let place = |before: usize| order.iter().position(|at| *at == before).unwrap_or(usize::MAX);
    let mut other = ladder.clone();
    other.rungs = order.iter().map(|at| ladder.rungs[*at].clone()).collect();
    let moved = |edge: &Edge| Edge { from: place(edge.from), to: place(edge.to), ..edge.clone() };
    other.edges = ladder.edges.iter().rev().map(moved).collect();
    other
}

/// Panics where the text is not well-formed, as far as tags and quotes go.
fn well_formed(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (inside, text) = tag.split_once('>').expect("a tag that never ends");
        assert!(!text.contains('>'));
        assert_eq!(inside.matches('"').count() % 2, 0, "{inside}");
        match inside.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if inside.ends_with('/') => {}
            None => open.push(inside.split(' ').next().unwrap_or_default()),
        }
    }
    assert!(open.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn every_ladder_is_drawn_well(ladder in a_ladder()) {
        check(&ladder);
        let svg = super::ladder(&ladder);
        well_formed(&svg);
        prop_assert_eq!(&svg, &super::ladder(&shuffled(&ladder)));
    }

    #[test]
    fn lines_never_hide_each_other(one in a_ladder(), other in a_forked_ladder()) {
        check(&other);
        prop_assert_eq!((hidden(&one), hidden(&other)), (0, 0));
    }
}

#[test]
fn the_usual_ladder_is_small() {
    let mut ladder = devops();
    check(&ladder);
    let full = super::ladder(&ladder);
    assert!(full.len() < 10_000, "{}", full.len());
    ladder.style = Style::Map;
    let map = super::ladder(&ladder);
    assert!(map.len() < 5_000, "{}", map.len());
}

#[test]
fn a_trunk_stands_in_the_middle_below_its_branches() {
    let ladder = devops();
    let plan = order::plan(&ladder);
    let grid = grid::grid(&plan, rows::rows(&plan));
    assert_eq!((grid.columns, grid.positions[0], grid.positions[3], grid.positions[7]), (2, 2, 0, 4));
    assert_eq!(plan.links.iter().filter(|link| link.both).count(), 1);
}

#[test]
fn lines_of_usual_ladders_do_not_hide_each_other() {
    for mut ladder in [devops(), five(), tracks(6, 12)] {
        check(&ladder);
        assert_eq!(hidden(&ladder), 0);
        ladder.direction = Direction::Falling;
        ladder.style = Style::Map;
        assert_eq!(hidden(&ladder), 0);
    }
}

/// A map with boxes in these lanes, each above the one before it in its lane, and steps between them.
fn a_map(lanes: &[usize], steps: &[(usize, usize)]) -> Ladder {
    let rung = |lane: &usize| Rung { lane: *lane, title: "Any".to_owned(), ..Rung::default() };
    let edge = |(from, to): &(usize, usize)| Edge { from: *from, to: *to, ..Edge::default() };
    Ladder {
        lanes: vec![Lane::default(); 5],
        rungs: lanes.iter().map(rung).collect(),
        edges: steps.iter().map(edge).collect(),
        style: Style::Map,
        ..Ladder::default()
    }
}

#[test]
fn ports_of_trunks_keep_away_from_lines_in_gutters() {
    let down = a_map(
        &[0, 2, 4, 0, 3, 2, 4, 3, 3, 3, 3, 3, 0, 2, 4, 0, 2, 3, 1, 2, 3],
        &[(4, 18), (6, 4), (4, 1), (15, 6), (19, 3), (7, 4), (7, 13)],
    );
    let up = a_map(
        &[4, 0, 0, 4, 3, 2, 2, 0, 0, 0, 3, 0, 0, 0, 3, 3, 0, 0, 2, 0, 4, 3, 0],
        &[(18, 0), (3, 14), (14, 0), (18, 14), (5, 4), (7, 4)],
    );
    for ladder in [down, up] {
        check(&ladder);
        assert_eq!(hidden(&ladder), 0);
    }
}

#[test]
fn many_lines_at_one_side_of_a_box_have_room() {
    let lanes: Vec<usize> = (0..28).map(|at| at / 14).collect();
    let mut ladder = a_map(&lanes, &[]);
    let moves = (1..14).flat_map(|at| [(0, 14 + at), (14, at)]);
    let edge = |(from, to)| Edge { from, to, kind: Kind::Switch, ..Edge::default() };
    ladder.edges = moves.map(edge).collect();
    check(&ladder);
    assert_eq!(hidden(&ladder), 0);
}

#[test]
fn trunks_stand_below_forks_and_above_joins() {
    let ladder = five();
    let plan = order::plan(&ladder);
    let grid = grid::grid(&plan, rows::rows(&plan));
    assert_eq!(grid.lanes, [None, Some(0), Some(1), Some(2), Some(3), None]);
    assert_eq!((grid.positions[0], grid.positions[15]), (4, 6));
}

#[test]
fn a_large_ladder_is_drawn() {
    check(&tracks(20, 50));
}

#[test]
fn marks_are_never_colour_alone() {
    let mut ladder = devops();
    ladder.rungs[0].mark = Some(Mark::Removed);
    ladder.rungs[1].mark = Some(Mark::Changed);
    let svg = super::ladder(&ladder);
    for expected in
        ["$130K, removed\"", "line-through", ">−</text>", "stroke-dasharray=\"5 3\"", ">Δ</text>", ", changed\""]
    {
        assert!(svg.contains(expected), "{expected}");
    }
}
