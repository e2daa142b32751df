//! Coordinates from left to right: columns, the gutters between them, and the tracks of lines in gutters.

use super::grid::Grid;
use super::route::{Course, Face, Route};
use super::sizes::{SMALL, Sizes};
use super::tracks::tracks;
use std::collections::BTreeMap;

/// Where things are from left to right, in px.
pub(super) struct Across {
    /// The width of all boxes.
    pub(super) box_width: i32,
    /// The middle of each column.
    pub(super) columns: Vec<i32>,
    /// The line of each route that runs along a gutter.
    pub(super) lines: BTreeMap<usize, i32>,
    /// The right edge of it all.
    pub(super) width: i32,
}

impl Across {
    /// The middle of a box at a position of the grid: that of its column, or of the gutter that it stands on.
    pub(super) fn middle(&self, position: i32) -> i32 {
        let column = |at: i32| usize::try_from(at).ok().and_then(|at| self.columns.get(at)).copied().unwrap_or(0);
        let left = position.div_euclid(4);
        if position.rem_euclid(4) == 0 { column(left) } else { (column(left) + column(left + 1)) / 2 }
    }
}

/// A gutter's lines: which routes, each with its track.
struct Gutter {
    lines: Vec<(usize, usize)>,
    count: usize,
}

/// The coordinates of a grid that begins at `start` px.
pub(super) fn across(grid: &Grid, routes: &[Route<'_>], sizes: &Sizes, start: i32, box_width: i32) -> Across {
    let gutters = gutters(grid, routes);
    let labels = labels(grid, routes);
    let lines_in = |position: i32| gutters.get(&position).map_or(0, |gutter| gutter.count as i32);
    let mut across = Across { box_width, columns: Vec::new(), lines: BTreeMap::new(), width: 0 };
    let mut middles = BTreeMap::new();
    let mut x = start;
    for column in 0..=grid.columns {
        let position = 4 * column as i32 - 2;
        let lines = lines_in(position);
        let outer = column == 0 || column == grid.columns;
        let room = if lines > 0 { sizes.track * (lines + 1) } else { 0 };
        let free = if outer { room } else { room.max(sizes.between) };
        let margins = if outer { sizes.margin } else { 2 * sizes.margin };
        let label = labels.get(&position).copied().unwrap_or(0);
        let wide = (free + margins).max(label);
        let wide = wide + wide % 2;
        let shift = if column == 0 {
            -sizes.margin
        } else if outer {
            sizes.margin
        } else {
            0
        };
        middles.insert(position, x + (wide + shift) / 2);
        x += wide;
        if column < grid.columns {
            across.columns.push(x + box_width / 2);
            x += box_width;
        }
    }
    across.width = x;
    for (position, gutter) in &gutters {
        for (route, track) in &gutter.lines {
            let line = match middles.get(position) {
                Some(middle) => middle + beside(grid, *position, gutter.count as i32, *track as i32) * sizes.track / 2,
                None => beside_trunk(&across, *position, gutter.count as i32, *track as i32),
            };
            across.lines.insert(*route, line);
        }
    }
    across
}

/// How far a track is from the middle of its gutter, in half tracks. Where a trunk stands on the gutter the middle is
/// left to the trunk's own lines.
fn beside(grid: &Grid, position: i32, count: i32, track: i32) -> i32 {
    let trunk = grid.at_position.contains_key(&position);
    2 * track - (count - 1) + i32::from(trunk && count % 2 == 1)
}

/// A track beside a trunk that stands on a gutter.
fn beside_trunk(across: &Across, position: i32, count: i32, track: i32) -> i32 {
    let left = position.rem_euclid(4) == 1;
    let trunk = across.middle(if left { position + 1 } else { position - 1 });
    let away = across.box_width / 2 + 10 + track * 12.min(48 / count.max(1));
    if left { trunk - away } else { trunk + away }
}

fn gutters(grid: &Grid, routes: &[Route<'_>]) -> BTreeMap<i32, Gutter> {
    let mut inside: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (at, route) in routes.iter().enumerate() {
        if let Course::Gutter { position, .. } = route.course {
            inside.entry(position).or_default().push(at);
        }
    }
    let gutter = |(position, mut inside): (i32, Vec<usize>)| {
        inside.sort_by_key(|at| order(grid, &routes[*at]));
        let stretches: Vec<_> = inside.iter().map(|at| stretch(grid, &routes[*at])).collect();
        let (chosen, count) = tracks(&stretches);
        (position, Gutter { lines: inside.into_iter().zip(chosen).collect(), count })
    };
    inside.into_iter().map(gutter).collect()
}

/// From where to where a route runs along its gutter; rows are odd, channels even.
fn stretch(grid: &Grid, route: &Route<'_>) -> (i32, i32) {
    let Course::Gutter { start, end, .. } = route.course else { return (0, 0) };
    let at = |cell: usize, channel: Option<usize>| match channel {
        Some(channel) => 2 * channel as i32,
        None => 2 * grid.rows.of[cell] as i32 + 1,
    };
    let (from, to) = (at(route.link.from, start), at(route.link.to, end));
    (from.min(to), from.max(to))
}

/// Lines that stay at their left box come first, short ones inside long ones; those at their right box come last.
fn order(grid: &Grid, route: &Route<'_>) -> (i32, i32, i32) {
    let (start, end) = stretch(grid, route);
    match route.faces {
        (Face::Right, Face::Right) => (0, end - start, start),
        (Face::Left, Face::Left) => (2, start - end, start),
        _ => (1, start, start - end),
    }
}

/// The width that words beside lines need between two columns, by the gutter's position.
fn labels(grid: &Grid, routes: &[Route<'_>]) -> BTreeMap<i32, i32> {
    let mut widths = BTreeMap::new();
    for route in routes.iter().filter(|route| route.course == Course::Straight && !route.faces.0.is_level()) {
        let (from, to) = (grid.positions[route.link.from], grid.positions[route.link.to]);
        if (from - to).abs() == 4 && from.rem_euclid(4) == 0 && !route.link.label.is_empty() {
            let width = widths.entry((from + to) / 2).or_insert(0);
            *width = SMALL.width(route.link.label).ceil().min(160.0).max(*width as f32) as i32;
        }
    }
    widths.into_iter().map(|(position, width)| (position, width + 28)).collect()
}
