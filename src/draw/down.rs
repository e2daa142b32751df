//! Coordinates from top to bottom: rows, the channels between them, and the tracks of lines in channels.

use super::across::Across;
use super::grid::Grid;
use super::ports::{Net, Ports};
use super::route::{Course, Face, Route};
use super::sizes::Sizes;
use super::tracks::tracks;
use std::collections::BTreeMap;

/// Where things are from top to bottom, in px.
pub(super) struct Down {
    /// The top of each row.
    pub(super) rows: Vec<i32>,
    /// The height of each row.
    pub(super) heights: Vec<i32>,
    /// The top of the words that stand in each channel.
    pub(super) headings: Vec<i32>,
    /// The line of each net in each channel.
    pub(super) lines: BTreeMap<(usize, Net), i32>,
    /// The lower edge of it all.
    pub(super) height: i32,
}

/// A stretch of a route along a channel: its number, which net it belongs to, and from where to where it runs.
pub(super) fn runs(routes: &[Route<'_>], ports: &Ports, across: &Across, xs: &[[i32; 2]]) -> Runs {
    let mut runs = Runs::new();
    let mut add = |channel: usize, net: Net, from: i32, to: i32| {
        let stretch = runs.entry((channel, net)).or_insert((from.min(to), from.max(to)));
        *stretch = (stretch.0.min(from).min(to), stretch.1.max(from).max(to));
    };
    for (at, route) in routes.iter().enumerate() {
        let [from, to] = xs[at];
        match route.course {
            Course::Straight => {}
            Course::Channel(channel) | Course::ToColumn(channel) | Course::FromColumn(channel) => {
                add(channel, net(route, ports.nets[at]), from, to);
            }
            Course::Gutter { start, end, .. } => {
                let line = across.lines.get(&at).copied().unwrap_or(from);
                start.into_iter().for_each(|channel| add(channel, ports.nets[at][0], from, line));
                end.into_iter().for_each(|channel| add(channel, ports.nets[at][1], line, to));
            }
        }
    }
    runs
}

/// The stretches along channels by channel and net.
pub(super) type Runs = BTreeMap<(usize, Net), (i32, i32)>;

/// The net whose line a route with one stretch along a channel takes.
pub(super) fn net(route: &Route<'_>, nets: [Net; 2]) -> Net {
    let at_end = matches!(nets[1], Net::In(..)) || matches!(route.course, Course::FromColumn(_));
    if at_end { nets[1] } else { nets[0] }
}

/// The coordinates of rows of the given heights; `headings` is the height of the words that each channel holds.
pub(super) fn down(grid: &Grid, runs: &Runs, sizes: &Sizes, heights: Vec<i32>, headings: &[i32]) -> Down {
    let mut down = Down { rows: Vec::new(), heights, headings: Vec::new(), lines: BTreeMap::new(), height: 0 };
    let last = grid.rows.names.len();
    let mut y = 1;
    for channel in 0..=last {
        let inside: Vec<_> = runs.range((channel, FIRST)..(channel + 1, FIRST)).collect();
        let stretches: Vec<(i32, i32)> = inside.iter().map(|(_, (from, to))| (from - 6, to + 6)).collect();
        let (chosen, count) = tracks(&stretches);
        let count = count as i32;
        let heading = headings.get(channel).copied().unwrap_or(0);
        let outer = channel == 0 || channel == last;
        let lines = if outer { count * sizes.track } else { (sizes.channel + (count - 1).max(0) * sizes.track).max(0) };
        let edge = if channel == last { sizes.margin } else { 0 };
        let above = if channel == 0 { heading } else { 0 };
        let first = y + above + (lines - (count - 1).max(0) * sizes.track) / 2;
        for ((key, _), track) in inside.iter().zip(chosen) {
            down.lines.insert(**key, first + track as i32 * sizes.track);
        }
        down.headings.push(if channel == 0 { y } else { y + lines });
        y += heading + lines + edge;
        if let Some(height) = down.heights.get(channel) {
            down.rows.push(y);
            y += height;
        }
    }
    down.height = y + 1;
    down
}

/// The least of all nets.
const FIRST: Net = Net::Out(0, Face::Top);
