//! Puts everything at its place: boxes, panels, rows and lines with coordinates in px.

use super::across::{Across, across};
use super::apart::{Hold, Upright, apart, uprights};
use super::down::{Down, Runs, down, net, runs};
use super::grid::Grid;
use super::order::{Link, Plan};
use super::path::{Point, simplified};
use super::ports::{Ports, Spread, ports};
use super::route::{Course, Face, Route};
use super::sizes::{LANE, LANE_LINE, SMALL, SMALL_LINE, Sizes, Words, widest};

/// With more columns than this, the words of the rows stand on both sides.
const MOST_BY_LEFT_LABELS: usize = 6;

/// From a line to words beside it.
const AWAY: i32 = 8;

/// A figure with all coordinates, in whole px.
pub(super) struct Figure<'a> {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) sizes: Sizes,
    pub(super) rules: Vec<Rule>,
    pub(super) panels: Vec<Panel>,
    /// One for each box of the plan.
    pub(super) boxes: Vec<Placed>,
    pub(super) lines: Vec<Line<'a>>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A box with its words.
pub(super) struct Placed {
    pub(super) area: Area,
    pub(super) words: Words,
}

/// The dotted line of a row, with the words at its left.
pub(super) struct Rule {
    pub(super) y: i32,
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) label: Vec<String>,
    /// Where the words stand once more, on the right of a wide picture.
    pub(super) again: Option<i32>,
}

/// The panel of a lane, with the words in it.
pub(super) struct Panel {
    pub(super) lane: usize,
    pub(super) area: Area,
    pub(super) title: Vec<String>,
    /// The top of the words.
    pub(super) top: i32,
    /// The left edge of the words where lines pass beside them; otherwise they are centred.
    pub(super) left: Option<i32>,
}

/// A line between two boxes.
pub(super) struct Line<'a> {
    pub(super) link: Link<'a>,
    pub(super) points: Vec<Point>,
    /// The middle of the words beside it, and their base line.
    pub(super) label: Option<Point>,
}

/// The figure of a plan.
pub(super) fn place<'a>(plan: &Plan<'a>, grid: &Grid, routes: &[Route<'a>]) -> Figure<'a> {
    let sizes = Sizes::of(plan, grid.columns);
    let words: Vec<Words> = plan.cells.iter().map(|cell| sizes.words(cell, plan.is_map())).collect();
    let columns = columns(plan, grid, routes);
    let widths =
        words.iter().map(|words| words.width(&sizes)).chain(columns.iter().map(|column| column.least_width(plan)));
    let box_width = widths.max().unwrap_or(sizes.least_width);
    let mut heights = vec![sizes.least_height; grid.rows.names.len()];
    for (words, row) in words.iter().zip(&grid.rows.of) {
        heights[*row] = heights[*row].max(words.height(&sizes));
    }
    let labels = labels(plan, grid);
    for (label, height) in labels.iter().zip(&mut heights) {
        *height = (*height).max(label.len() as i32 * SMALL_LINE + 6);
    }
    let widest_label = labels.iter().map(|label| widest(SMALL, label)).max().unwrap_or(0);
    let start = if widest_label > 0 { widest_label + 14 } else { 1 };
    let (across, ports) = lines(grid, routes, &sizes, (start, box_width));
    for (at, end) in (0..routes.len()).flat_map(|at| [(at, 0), (at, 1)]) {
        let (cell, face) = routes[at].end(end);
        if !face.is_level() {
            let height = &mut heights[grid.rows.of[cell]];
            *height = (*height).max(2 * (ports.offsets[at][end].abs() + sizes.radius));
        }
    }
    let layout = Layout { plan, grid, columns, sizes, across, ports, start };
    layout.figure(routes, heights, labels, words)
}

/// Columns, gutters and ports with room for all lines beside each other; boxes grow wider until there is.
fn lines(grid: &Grid, routes: &[Route<'_>], sizes: &Sizes, (start, mut box_width): (i32, i32)) -> (Across, Ports) {
    let side = Spread { step: sizes.port * 2 / 3, reach: sizes.least_height / 2 - sizes.radius };
    loop {
        let mut across = across(grid, routes, sizes, start, box_width);
        let level = Spread { step: sizes.port, reach: box_width / 2 - sizes.radius - 2 };
        let mut ports = ports(routes, grid, level, side);
        if apart(routes, grid, &mut across, (&mut ports, level.reach)) {
            return (across, ports);
        }
        box_width += 8;
    }
}

/// The words at the left of each row.
fn labels(plan: &Plan<'_>, grid: &Grid) -> Vec<Vec<String>> {
    let label = |name: &Option<usize>| match name.and_then(|name| plan.ladder.rows.get(name)) {
        Some(row) if !plan.is_map() => SMALL.lines(&row.label, 110.0),
        _ => Vec::new(),
    };
    grid.rows.names.iter().map(label).collect()
}

/// A lane with a column and a title.
struct Column {
    lane: usize,
    column: usize,
    /// Its lowest row.
    last: usize,
    /// The channel above which its panel does not reach, because a trunk stands there; the words are in it.
    channel: usize,
    /// Whether a line passes through the middle of the words.
    crossed: bool,
}

impl Column {
    /// The width of a box that lets the longest word fit beside lines that pass through the middle; even.
    fn least_width(&self, plan: &Plan<'_>) -> i32 {
        if !self.crossed {
            return 0;
        }
        let words: Vec<String> = plan.lanes[self.lane].title.split_whitespace().map(str::to_owned).collect();
        2 * (widest(LANE, &words) + 8).min(110)
    }
}

/// The lanes that get a panel.
fn columns(plan: &Plan<'_>, grid: &Grid, routes: &[Route<'_>]) -> Vec<Column> {
    let places = grid.lanes.iter().enumerate().filter_map(|(lane, column)| Some((lane, (*column)?)));
    let titled = places.filter(|(lane, _)| !plan.is_map() && !plan.lanes[*lane].title.trim().is_empty());
    let column = |(lane, column): (usize, usize)| {
        let rows = plan.cells.iter().zip(&grid.rows.of).filter(|(cell, _)| cell.lane == lane).map(|(_, row)| *row);
        let (first, last) = rows.fold((usize::MAX, 0), |(first, last), row| (first.min(row), last.max(row)));
        let channel = (0..first).rev().find(|row| !grid.is_free(*row, 4 * column as i32)).map_or(0, |row| row + 1);
        let passes = |route: &Route<'_>, end: usize| {
            let (cell, face) = route.end(end);
            let inside = grid.positions[cell] == 4 * column as i32 && grid.rows.of[cell] >= channel;
            inside && face == Face::Top && route.upmost(grid) <= channel
        };
        let crossed = channel > 0 && routes.iter().any(|route| passes(route, 0) || passes(route, 1));
        Column { lane, column, last, channel, crossed }
    };
    titled.map(column).collect()
}

/// From where to where words may stand.
struct Room {
    left: i32,
    right: i32,
    /// Whether no line passes beside them.
    is_free: bool,
}

struct Layout<'p, 'a> {
    plan: &'p Plan<'a>,
    grid: &'p Grid,
    columns: Vec<Column>,
    /// The left edge of the leftmost gutter.
    start: i32,
    sizes: Sizes,
    across: Across,
    ports: Ports,
}

impl<'a> Layout<'_, 'a> {
    fn figure(
        self,
        routes: &[Route<'a>],
        heights: Vec<i32>,
        labels: Vec<Vec<String>>,
        words: Vec<Words>,
    ) -> Figure<'a> {
        let xs: Vec<[i32; 2]> = (0..routes.len()).map(|at| [0, 1].map(|end| self.end_x(routes, at, end))).collect();
        let runs: Runs = runs(routes, &self.ports, &self.across, &xs);
        let pieces: Vec<(i32, Upright)> = (0..routes.len()).flat_map(|at| self.uprights(routes, at, xs[at])).collect();
        let rooms: Vec<Room> = self.columns.iter().map(|column| self.room(column, &pieces)).collect();
        let titles: Vec<Vec<String>> =
            self.columns.iter().zip(&rooms).map(|(column, room)| self.title(column, room)).collect();
        let mut headings = vec![0; self.grid.rows.names.len() + 1];
        for (column, title) in self.columns.iter().zip(&titles) {
            headings[column.channel] = headings[column.channel].max(title.len() as i32 * LANE_LINE + 20);
        }
        let down = down(self.grid, &runs, &self.sizes, heights, &headings);
        let lines = (0..routes.len()).map(|at| self.line(routes, at, &down, xs[at])).collect();
        let area = |at: usize| self.area(at, &down);
        let boxes = words.into_iter().enumerate().map(|(at, words)| Placed { area: area(at), words }).collect();
        let panels = self.columns.iter().zip(rooms).zip(titles);
        let panels = panels.map(|((column, room), title)| self.panel(column, &room, title, &down)).collect();
        let rules = self.rules(labels, &down);
        let width = self.across.width + if self.grid.columns > MOST_BY_LEFT_LABELS { self.start } else { 1 };
        Figure { width, height: down.height, sizes: self.sizes, rules, panels, boxes, lines }
    }

    fn area(&self, cell: usize, down: &Down) -> Area {
        let row = self.grid.rows.of[cell];
        let x = self.across.middle(self.grid.positions[cell]) - self.across.box_width / 2;
        Area { x, y: down.rows[row], width: self.across.box_width, height: down.heights[row] }
    }

    /// Where an end of a route is from left to right.
    fn end_x(&self, routes: &[Route<'_>], at: usize, end: usize) -> i32 {
        let (cell, face) = routes[at].end(end);
        let middle = self.across.middle(self.grid.positions[cell]);
        match face {
            Face::Top | Face::Bottom => middle + self.ports.offsets[at][end],
            Face::Left => middle - self.across.box_width / 2,
            Face::Right => middle + self.across.box_width / 2,
        }
    }

    /// Where an end of a route is from top to bottom.
    fn end_y(&self, routes: &[Route<'_>], at: usize, end: usize, down: &Down) -> i32 {
        let (cell, face) = routes[at].end(end);
        let Area { y, height, .. } = self.area(cell, down);
        match face {
            Face::Top => y,
            Face::Bottom => y + height,
            Face::Left | Face::Right => y + height / 2 + self.ports.offsets[at][end],
        }
    }

    fn line(&self, routes: &[Route<'a>], at: usize, down: &Down, xs: [i32; 2]) -> Line<'a> {
        let route = &routes[at];
        let [from, to] = [0, 1].map(|end| (xs[end], self.end_y(routes, at, end, down)));
        let nets = self.ports.nets[at];
        let level = |channel: usize, net| down.lines.get(&(channel, net)).copied().unwrap_or(from.1);
        let mut points = vec![from];
        match route.course {
            Course::Straight => {}
            Course::Channel(channel) | Course::ToColumn(channel) | Course::FromColumn(channel) => {
                let y = level(channel, net(route, nets));
                points.extend([(from.0, y), (to.0, y)]);
            }
            Course::Gutter { start, end, .. } => {
                let x = self.across.lines.get(&at).copied().unwrap_or(from.0);
                if let Some(channel) = start {
                    points.push((from.0, level(channel, nets[0])));
                }
                points.push((x, start.map_or(from.1, |channel| level(channel, nets[0]))));
                points.push((x, end.map_or(to.1, |channel| level(channel, nets[1]))));
                if let Some(channel) = end {
                    points.push((to.0, level(channel, nets[1])));
                }
            }
        }
        points.push(to);
        Line { link: route.link, label: self.label(route, from, to), points: simplified(&points) }
    }

    /// Where the words beside a line stand: in the middle of a straight line between two boxes of a row.
    fn label(&self, route: &Route<'_>, from: Point, to: Point) -> Option<Point> {
        let room = (from.0 - to.0).abs() as f32 - 8.0;
        let beside = route.course == Course::Straight && !route.faces.0.is_level() && !self.plan.is_map();
        let fits = beside && !route.link.label.is_empty() && SMALL.width(route.link.label) <= room;
        fits.then(|| ((from.0 + to.0) / 2, from.1 - 6))
    }

    /// The upright pieces of a route, each with where it is from left to right.
    fn uprights(&self, routes: &[Route<'_>], at: usize, xs: [i32; 2]) -> Vec<(i32, Upright)> {
        let x = |hold: Hold| match hold {
            Hold::Port(end) => xs[end],
            Hold::Track => self.across.lines.get(&at).copied().unwrap_or(xs[0]),
        };
        uprights(&routes[at], self.grid).into_iter().map(|piece| (x(piece.hold), piece)).collect()
    }

    /// The room for the words above a lane: the widest one between the lines that pass there.
    fn room(&self, column: &Column, pieces: &[(i32, Upright)]) -> Room {
        let half = self.across.box_width / 2 + self.sizes.margin - 8;
        let middle = self.across.columns[column.column];
        let (left, right) = (middle - half, middle + half);
        let place = 2 * column.channel;
        let passes = |piece: &Upright| column.channel > 0 && piece.top <= place && place < piece.bottom;
        let mut lines: Vec<i32> = pieces.iter().filter(|(_, piece)| passes(piece)).map(|(x, _)| *x).collect();
        lines.retain(|x| (left - AWAY..=right + AWAY).contains(x));
        lines.sort_unstable();
        let starts = std::iter::once(left).chain(lines.iter().map(|x| x + AWAY));
        let ends = lines.iter().map(|x| x - AWAY).chain([right]);
        let widest = starts.zip(ends).min_by_key(|(start, end)| start - end);
        let (left, right) = widest.unwrap_or((left, right));
        Room { left, right, is_free: lines.is_empty() }
    }

    /// The words above a lane.
    fn title(&self, column: &Column, room: &Room) -> Vec<String> {
        LANE.lines(&self.plan.lanes[column.lane].title, (room.right - room.left) as f32)
    }

    fn panel(&self, column: &Column, room: &Room, title: Vec<String>, down: &Down) -> Panel {
        let width = self.across.box_width + 2 * self.sizes.margin;
        let (x, y) = (self.across.columns[column.column] - width / 2, down.headings[column.channel]);
        let height = down.rows[column.last] + down.heights[column.last] + self.sizes.margin - y;
        let left = (!room.is_free).then_some(room.left);
        Panel { lane: column.lane, area: Area { x, y, width, height }, title, top: y + 10, left }
    }

    /// The line of each row that has a name; it stands at the lowest box of the row where several are stacked.
    fn rules(&self, labels: Vec<Vec<String>>, down: &Down) -> Vec<Rule> {
        let middles = down.rows.iter().zip(&down.heights).map(|(top, height)| top + height / 2);
        let rule = |(label, y): (Vec<String>, i32)| {
            let from = if label.is_empty() { 0 } else { widest(SMALL, &label) + 6 };
            let again = (self.grid.columns > MOST_BY_LEFT_LABELS).then_some(self.across.width + 14);
            (!label.is_empty()).then_some(Rule { y, from, to: self.across.width, again, label })
        };
        labels.into_iter().zip(middles).filter_map(rule).collect()
    }
}
