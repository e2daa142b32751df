//! Where on a box's side each line ends: lines that would lie on each other are spread, lines of one fork share a port.

use super::Kind;
use super::grid::Grid;
use super::route::{Course, Face, Route};
use std::collections::BTreeMap;

/// What shares a port and a track: all that one fork or one join is drawn with, otherwise one end of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Net {
    /// The solid lines that leave a side of a box.
    Out(usize, Face),
    /// The joins that enter a side of a box.
    In(usize, Face),
    /// One end (0 or 1) of one line.
    Own(usize, usize),
}

/// The nets and ports of both ends of each route.
pub(super) struct Ports {
    pub(super) nets: Vec<[Net; 2]>,
    /// How far each end is from the middle of its side, in px to the right or downwards.
    pub(super) offsets: Vec<[i32; 2]>,
}

/// The least that ports are apart; boxes grow where they have too many.
const LEAST_STEP: i32 = 2;

/// How far apart ports are, and how far from the middle they should be, in px.
#[derive(Clone, Copy)]
pub(super) struct Spread {
    pub(super) step: i32,
    pub(super) reach: i32,
}

/// A free stretch between two neighbours of a row or of a column; ends in it must not lie on each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// At a position, above the box in this row.
    Above(i32, usize),
    /// In a row, to the left of the box at this position.
    LeftOf(usize, i32),
}

/// Where the lines of a net turn after their port, see [`lean`]: the least, the most, and whether they are solid.
#[derive(Clone, Copy)]
struct Turn {
    low: i32,
    high: i32,
    solid: bool,
}

/// The ports of all routes.
pub(super) fn ports(routes: &[Route<'_>], grid: &Grid, level: Spread, side: Spread) -> Ports {
    let nets: Vec<[Net; 2]> = routes.iter().enumerate().map(|(at, route)| nets(at, route)).collect();
    let mut gaps: BTreeMap<Gap, BTreeMap<Net, Turn>> = BTreeMap::new();
    for (route, nets) in routes.iter().zip(&nets) {
        for end in [0, 1] {
            let lean = lean(route, grid, end);
            let turn = gaps.entry(gap(route, grid, end)).or_default().entry(nets[end]);
            let turn = turn.or_insert(Turn { low: lean, high: lean, solid: route.link.kind.rises() });
            (turn.low, turn.high) = (turn.low.min(lean), turn.high.max(lean));
        }
    }
    let spread = gaps.into_iter().map(|(gap, nets)| {
        let spread = if matches!(gap, Gap::Above(..)) { level } else { side };
        (gap, offsets(&nets, spread))
    });
    let spread: BTreeMap<Gap, BTreeMap<Net, i32>> = spread.collect();
    let offset = |route: &Route<'_>, net: Net, end: usize| {
        spread.get(&gap(route, grid, end)).and_then(|offsets| offsets.get(&net)).copied().unwrap_or(0)
    };
    let both = |(route, nets): (&Route<'_>, &[Net; 2])| [offset(route, nets[0], 0), offset(route, nets[1], 1)];
    let offsets = routes.iter().zip(&nets).map(both).collect();
    Ports { nets, offsets }
}

fn nets(at: usize, route: &Route<'_>) -> [Net; 2] {
    let (kind, faces) = (route.link.kind, route.faces);
    let mut nets = [Net::Own(at, 0), Net::Own(at, 1)];
    if kind == Kind::Join && faces.1.is_level() {
        nets[1] = Net::In(route.link.to, faces.1);
    } else if kind.rises() && faces.0.is_level() {
        nets[0] = Net::Out(route.link.from, faces.0);
    }
    if route.course == Course::Straight {
        let shared = if kind == Kind::Join { nets[1] } else { nets[0] };
        nets = [shared; 2];
    }
    nets
}

fn gap(route: &Route<'_>, grid: &Grid, which: usize) -> Gap {
    let (cell, face) = route.end(which);
    let (row, position) = (grid.rows.of[cell], grid.positions[cell]);
    match face {
        Face::Top => Gap::Above(position, row),
        Face::Left => Gap::LeftOf(row, position),
        Face::Bottom => {
            let boxes = grid.at_position.get(&position);
            let below = boxes.and_then(|boxes| boxes.range(row + 1..).next());
            Gap::Above(position, below.map_or(usize::MAX, |(row, _)| *row))
        }
        Face::Right => {
            let boxes = grid.in_row.get(row);
            let right = boxes.and_then(|boxes| boxes.range(position + 1..).next());
            Gap::LeftOf(row, right.map_or(i32::MAX, |(position, _)| *position))
        }
    }
}

/// Where a line turns after its port: left or up (-1), nowhere (0), right or down (1).
fn lean(route: &Route<'_>, grid: &Grid, which: usize) -> i32 {
    let (cell, face) = route.end(which);
    let (other, _) = route.end(1 - which);
    if !face.is_level() {
        return grid.rows.of[other].cmp(&grid.rows.of[cell]) as i32;
    }
    let target = if let Course::Gutter { position, .. } = route.course { position } else { grid.positions[other] };
    (target - grid.positions[cell]).signum()
}

/// The offsets of the nets of one gap: those that turn left on the left, in the middle one that goes straight or else a
/// solid one.
fn offsets(nets: &BTreeMap<Net, Turn>, spread: Spread) -> BTreeMap<Net, i32> {
    let mut order: Vec<(i32, Net, bool)> =
        nets.iter().map(|(net, turn)| ((turn.low + turn.high).signum(), *net, turn.solid)).collect();
    order.sort_unstable();
    let last = order.len() as i32 - 1;
    // Twice the place of the middle, so that it may be between two ports.
    let straight = order.iter().position(|(lean, ..)| *lean == 0);
    let middle = straight.or_else(|| order.iter().position(|(.., solid)| *solid));
    let middle = middle.map_or(last, |at| 2 * at as i32);
    let farthest = middle.max(2 * last - middle).max(1);
    let step = spread.step.min(2 * spread.reach / farthest).max(LEAST_STEP);
    order.iter().enumerate().map(|(at, (_, net, _))| (*net, (2 * at as i32 - middle) * step / 2)).collect()
}
