//! Which way each line takes: never through a box, with as few bends as the grid allows.
//!
//! A line runs in channels (above and below rows, always free) and, where it passes rows, in one gutter or free column
//! that has no box there. The outermost gutters are always free, so there is a way for every line.

use super::Kind;
use super::grid::Grid;
use super::order::{Link, Plan};
use std::ops::Range;

/// The side of a box where a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Face {
    Top,
    Bottom,
    Left,
    Right,
}

impl Face {
    /// Whether a line goes through this side up or down.
    pub(super) fn is_level(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }
}

/// The course of a line between its two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// One straight piece.
    Straight,
    /// Along one channel.
    Channel(usize),
    /// Up or down a column at the port of its start, along a channel at its end.
    FromColumn(usize),
    /// Along a channel at its start, up or down a column at the port of its end.
    ToColumn(usize),
    /// Up or down a gutter; along a channel at each end that leaves its box upwards or downwards.
    Gutter {
        /// Where it is, as in [`Grid`].
        position: i32,
        /// The channel at the start.
        start: Option<usize>,
        /// The channel at the end.
        end: Option<usize>,
    },
}

/// A line with its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route<'a> {
    pub(super) link: Link<'a>,
    pub(super) course: Course,
    /// The sides of the two boxes that it leaves and enters.
    pub(super) faces: (Face, Face),
}

impl Route<'_> {
    /// The box at an end (0 the start, 1 the end) and the side of it.
    pub(super) fn end(&self, which: usize) -> (usize, Face) {
        if which == 0 { (self.link.from, self.faces.0) } else { (self.link.to, self.faces.1) }
    }

    /// The uppermost channel that the line comes to.
    pub(super) fn upmost(&self, grid: &Grid) -> usize {
        let rows = grid.rows.of[self.link.from].min(grid.rows.of[self.link.to]) + 1;
        match self.course {
            Course::Straight => rows,
            Course::Channel(channel) | Course::FromColumn(channel) | Course::ToColumn(channel) => channel,
            Course::Gutter { start, end, .. } => start.into_iter().chain(end).min().unwrap_or(rows),
        }
    }
}

/// The ways of all links of a plan, in their order. Channel `n` is above row `n`.
pub(super) fn routes<'a>(plan: &Plan<'a>, grid: &Grid) -> Vec<Route<'a>> {
    plan.links.iter().map(|link| Search::new(grid, *link).route()).collect()
}

struct Search<'g, 'a> {
    grid: &'g Grid,
    link: Link<'a>,
    /// Row and position of the two boxes.
    ends: [(usize, i32); 2],
}

impl<'g, 'a> Search<'g, 'a> {
    fn new(grid: &'g Grid, link: Link<'a>) -> Self {
        let end = |cell: usize| (grid.rows.of[cell], grid.positions[cell]);
        Self { grid, link, ends: [end(link.from), end(link.to)] }
    }

    fn route(&self) -> Route<'a> {
        let [from, to] = self.ends;
        if from.0 == to.0 { self.in_row(from.0) } else { self.straight().unwrap_or_else(|| self.cheapest()) }
    }

    fn with(&self, course: Course, faces: (Face, Face)) -> Route<'a> {
        Route { link: self.link, course, faces }
    }

    /// Beside each other: straight where nothing is between, otherwise along the channel above.
    fn in_row(&self, row: usize) -> Route<'a> {
        let [(_, from), (_, to)] = self.ends;
        if !self.grid.is_clear(row, from, to) {
            return self.with(Course::Channel(row), (Face::Top, Face::Top));
        }
        let faces = if from < to { (Face::Right, Face::Left) } else { (Face::Left, Face::Right) };
        self.with(Course::Straight, faces)
    }

    /// Above each other with nothing between.
    fn straight(&self) -> Option<Route<'a>> {
        let [(_, from), (_, to)] = self.ends;
        let free = || self.passed().all(|row| self.grid.is_free(row, from));
        let near = from.rem_euclid(4) == 0 || self.passed().is_empty();
        (from == to && near && free()).then(|| self.with(Course::Straight, self.level_faces()))
    }

    fn goes_up(&self) -> bool {
        self.ends[1].0 < self.ends[0].0
    }

    /// The rows between the two boxes.
    fn passed(&self) -> Range<usize> {
        let [(from, _), (to, _)] = self.ends;
        from.min(to) + 1..from.max(to)
    }

    fn level_faces(&self) -> (Face, Face) {
        if self.goes_up() { (Face::Top, Face::Bottom) } else { (Face::Bottom, Face::Top) }
    }

    /// The channels next to the two boxes, on the sides that face each other.
    fn channels(&self) -> (usize, usize) {
        let [(from, _), (to, _)] = self.ends;
        if self.goes_up() { (from, to + 1) } else { (from + 1, to) }
    }

    fn cheapest(&self) -> Route<'a> {
        let [(_, from), (_, to)] = self.ends;
        let (start, end) = self.channels();
        let mut ways = Vec::new();
        // Moves across keep to the sides of boxes; the way up uses their tops and bottoms.
        let level = if self.link.kind.rises() { 2 } else { 9 };
        let travel = 2 * (from - to).abs();
        if start == end {
            ways.push((travel + level, self.with(Course::Channel(start), self.level_faces())));
        } else if from != to {
            for (position, course) in [(to, Course::ToColumn(start)), (from, Course::FromColumn(end))] {
                let column = position.rem_euclid(4) == 0;
                if column && self.passed().all(|row| self.grid.is_free(row, position)) {
                    let joins = (self.link.kind == Kind::Join) == (position == from);
                    ways.push((travel + level + i32::from(!joins), self.with(course, self.level_faces())));
                }
            }
        }
        ways.extend(self.gutters().filter_map(|position| self.along(position)));
        let best = ways.into_iter().min_by_key(|(cost, _)| *cost).map(|(_, route)| route);
        best.unwrap_or_else(|| self.with(Course::Channel(start), self.level_faces()))
    }

    /// The gutters from right to left, then those beside trunks that are ends of this link.
    fn gutters(&self) -> impl Iterator<Item = i32> {
        let columns = (0..=self.grid.columns as i32).rev().map(|column| 4 * column - 2);
        let trunks = self.ends.into_iter().map(|(_, at)| at).filter(|at| at.rem_euclid(4) == 2);
        columns.chain(trunks.flat_map(|at| [at + 1, at - 1]))
    }

    /// The way along a gutter and what it costs, where the gutter is free all along.
    fn along(&self, position: i32) -> Option<(i32, Route<'a>)> {
        if !self.passed().all(|row| self.grid.is_free(row, position)) {
            return None;
        }
        let side = if self.link.kind.rises() { 3 } else { 1 };
        let (start, end) = self.channels();
        let faces = self.level_faces();
        let mut cost = 0;
        let mut reach = |(row, at): (usize, i32), channel: usize, level: Face| {
            cost += 2 * (at - position).abs();
            if self.grid.is_free(row, position) && self.grid.is_clear(row, at, position) {
                cost += side;
                return (None, if at < position { Face::Right } else { Face::Left });
            }
            cost += side + 4;
            (Some(channel), level)
        };
        let (start, from) = reach(self.ends[0], start, faces.0);
        let (end, to) = reach(self.ends[1], end, faces.1);
        Some((cost, self.with(Course::Gutter { position, start, end }, (from, to))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{devops, tracks};
    use super::super::{grid, order, rows};
    use super::*;

    #[test]
    fn every_way_is_free_of_boxes() {
        for ladder in [devops(), tracks(8, 12)] {
            let plan = order::plan(&ladder);
            let grid = grid::grid(&plan, rows::rows(&plan));
            for route in routes(&plan, &grid) {
                let Course::Gutter { position, .. } = route.course else { continue };
                assert!(Search::new(&grid, route.link).passed().all(|row| grid.is_free(row, position)));
            }
        }
    }
}
