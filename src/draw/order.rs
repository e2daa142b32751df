//! One order for equal ladders: boxes by lane, links sorted, twins merged, numbers that name nothing left out.

use super::{Direction, Kind, Ladder, Lane, Rung, Style};
use std::collections::BTreeMap;

/// A ladder whose numbers all name something.
pub(super) struct Plan<'a> {
    /// What was asked for.
    pub(super) ladder: &'a Ladder,
    /// The lanes from left to right; at least one.
    pub(super) lanes: Vec<&'a Lane>,
    /// The boxes, lane by lane, lowest first.
    pub(super) cells: Vec<Cell<'a>>,
    /// The lines, sorted.
    pub(super) links: Vec<Link<'a>>,
}

/// A box with the lane and row that it really has.
pub(super) struct Cell<'a> {
    pub(super) rung: &'a Rung,
    pub(super) lane: usize,
    pub(super) row: Option<usize>,
}

/// A line between two boxes of a [`Plan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: Kind,
    pub(super) label: &'a str,
    /// Whether it leads both ways.
    pub(super) both: bool,
}

impl Plan<'_> {
    /// Whether the small map is asked for.
    pub(super) fn is_map(&self) -> bool {
        self.ladder.style == Style::Map
    }

    /// Whether the lowest row is at the bottom.
    pub(super) fn is_rising(&self) -> bool {
        self.ladder.direction == Direction::Rising
    }
}

/// The plan of a ladder.
pub(super) fn plan(ladder: &Ladder) -> Plan<'_> {
    static BARE: Lane = Lane { title: String::new(), tone: super::Tone::Shared, href: None };
    let mut lanes: Vec<&Lane> = ladder.lanes.iter().collect();
    if lanes.is_empty() {
        lanes.push(&BARE);
    }
    let mut order: Vec<usize> = (0..ladder.rungs.len()).collect();
    order.sort_by_key(|at| ladder.rungs[*at].lane.min(lanes.len() - 1));
    let cell = |at: &usize| {
        let rung = &ladder.rungs[*at];
        Cell { rung, lane: rung.lane.min(lanes.len() - 1), row: rung.row.filter(|row| *row < ladder.rows.len()) }
    };
    let cells: Vec<Cell<'_>> = order.iter().map(cell).collect();
    let mut links = links(ladder, &order);
    if ladder.style == Style::Map {
        links = telling(links, &cells);
    }
    Plan { ladder, lanes, cells, links }
}

/// The links between boxes that exist, sorted, each pair of boxes once in solid and once in dotted.
fn links<'a>(ladder: &'a Ladder, order: &[usize]) -> Vec<Link<'a>> {
    let mut place = vec![0; order.len()];
    for (now, before) in order.iter().enumerate() {
        place[*before] = now;
    }
    let named = |edge: &&'a super::Edge| edge.from != edge.to && edge.from < place.len() && edge.to < place.len();
    let mut sorted: Vec<Link<'_>> = ladder.edges.iter().filter(named).map(|edge| link(edge, &place)).collect();
    sorted.sort_unstable();
    let mut merged: BTreeMap<(usize, usize, bool), Link<'_>> = BTreeMap::new();
    for link in sorted {
        let dotted = !link.kind.rises();
        let back = (link.to, link.from, dotted);
        if let Some(other) = merged.get_mut(&back).filter(|_| dotted) {
            other.both = true;
            other.label = if other.label.is_empty() { link.label } else { other.label };
            continue;
        }
        merged.entry((link.from, link.to, dotted)).or_insert(link);
    }
    merged.into_values().collect()
}

fn link<'a>(edge: &'a super::Edge, place: &[usize]) -> Link<'a> {
    let label = edge.label.trim();
    Link { from: place[edge.from], to: place[edge.to], kind: edge.kind, label, both: false }
}

/// What a map has room for: the way up, and the moves that matter to the current box or to one that nothing else leads to.
fn telling<'a>(links: Vec<Link<'a>>, cells: &[Cell<'_>]) -> Vec<Link<'a>> {
    let mut climbs = vec![false; cells.len()];
    for link in links.iter().filter(|link| link.kind.rises()) {
        climbs[link.from] = true;
        climbs[link.to] = true;
    }
    let tells = |at: usize| cells[at].rung.current || !climbs[at];
    links.into_iter().filter(|link| link.kind.rises() || tells(link.from) || tells(link.to)).collect()
}
