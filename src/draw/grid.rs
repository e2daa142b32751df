//! Which column each lane stands in. A lane that others grow out of is a trunk: it stands in the middle below them.

use super::order::Plan;
use super::rows::Rows;
use std::collections::{BTreeMap, BTreeSet};

/// With more lanes than this, each has a column of its own.
const MOST_WITH_TRUNKS: usize = 64;

/// Where boxes stand, in rows from the top and positions from the left.
///
/// Positions count quarters of a column: column `c` is at `4 * c`, the gutter at its left at `4 * c - 2`. A trunk over
/// an even number of columns stands on a gutter, and may have vertical lines beside it, one position away.
pub(super) struct Grid {
    /// The rows.
    pub(super) rows: Rows,
    /// The position of each box.
    pub(super) positions: Vec<i32>,
    /// How many columns there are.
    pub(super) columns: usize,
    /// The column of each lane; none for trunks and lanes without boxes.
    pub(super) lanes: Vec<Option<usize>>,
    /// The boxes of each row by position.
    pub(super) in_row: Vec<BTreeMap<i32, usize>>,
    /// The boxes at each position by row.
    pub(super) at_position: BTreeMap<i32, BTreeMap<usize, usize>>,
}

impl Grid {
    /// Whether a vertical line at `position` meets no box in `row`.
    pub(super) fn is_free(&self, row: usize, position: i32) -> bool {
        let Some(boxes) = self.in_row.get(row) else { return true };
        let reaching = match position.rem_euclid(4) {
            0 => [position, position - 2, position + 2],
            1 => [position - 1, position - 3, position - 3],
            2 => [position; 3],
            _ => [position + 1, position + 3, position + 3],
        };
        reaching.iter().all(|at| !boxes.contains_key(at))
    }

    /// Whether nothing stands in `row` between two positions, not counting these.
    pub(super) fn is_clear(&self, row: usize, one: i32, other: i32) -> bool {
        let (left, right) = (one.min(other) + 1, one.max(other));
        left >= right || self.in_row.get(row).is_none_or(|boxes| boxes.range(left..right).next().is_none())
    }
}

/// The grid of a plan.
pub(super) fn grid(plan: &Plan<'_>, rows: Rows) -> Grid {
    let places = Lanes::new(plan, &rows).places();
    let lanes: Vec<Option<usize>> = places.iter().map(|place| place.column()).collect();
    let columns = lanes.iter().flatten().count();
    let positions: Vec<i32> = plan.cells.iter().map(|cell| places[cell.lane].position()).collect();
    let mut in_row = vec![BTreeMap::new(); rows.names.len()];
    let mut at_position: BTreeMap<i32, BTreeMap<usize, usize>> = BTreeMap::new();
    for (cell, position) in positions.iter().enumerate() {
        in_row[rows.of[cell]].insert(*position, cell);
        at_position.entry(*position).or_default().insert(rows.of[cell], cell);
    }
    Grid { rows, positions, columns, lanes, in_row, at_position }
}

/// What a lane takes up from left to right.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// It has no boxes.
    Nothing,
    /// A column of its own.
    Column(usize),
    /// The middle of the columns from the first to the last.
    Trunk(usize, usize),
}

impl Place {
    fn column(self) -> Option<usize> {
        if let Self::Column(column) = self { Some(column) } else { None }
    }

    fn ends(self) -> Option<(usize, usize)> {
        match self {
            Self::Nothing => None,
            Self::Column(column) => Some((column, column)),
            Self::Trunk(first, last) => Some((first, last)),
        }
    }

    fn position(self) -> i32 {
        self.ends().map_or(0, |(first, last)| 2 * (first + last) as i32)
    }
}

struct Lanes {
    /// The first and the last row of each lane.
    rows: Vec<Option<(usize, usize)>>,
    /// The lanes that each lane leads up to.
    after: Vec<BTreeSet<usize>>,
    /// The lanes that lead up to each lane.
    before: Vec<BTreeSet<usize>>,
}

impl Lanes {
    fn new(plan: &Plan<'_>, rows: &Rows) -> Self {
        let count = plan.lanes.len();
        let mut lanes =
            Self { rows: vec![None; count], after: vec![BTreeSet::new(); count], before: vec![BTreeSet::new(); count] };
        for (cell, row) in plan.cells.iter().zip(&rows.of) {
            let (first, last) = lanes.rows[cell.lane].unwrap_or((*row, *row));
            lanes.rows[cell.lane] = Some((first.min(*row), last.max(*row)));
        }
        for link in plan.links.iter().filter(|link| link.kind.rises()) {
            let (from, to) = (plan.cells[link.from].lane, plan.cells[link.to].lane);
            if from != to {
                lanes.after[from].insert(to);
                lanes.before[to].insert(from);
            }
        }
        lanes
    }

    /// The place of each lane: trunks are tried, those with most branches first, and get a column where they do not fit.
    fn places(&self) -> Vec<Place> {
        let mut branches: Vec<Option<BTreeSet<usize>>> = (0..self.rows.len()).map(|lane| self.branches(lane)).collect();
        let mut order: Vec<usize> = (0..branches.len()).filter(|lane| branches[*lane].is_some()).collect();
        order.sort_by_key(|lane| (usize::MAX - branches[*lane].as_ref().map_or(0, BTreeSet::len), *lane));
        loop {
            let mut places = self.columns(&branches);
            let Some(misfit) = self.set_trunks(&branches, &order, &mut places) else { return places };
            branches[misfit] = None;
        }
    }

    /// The lanes that `lane` would be the trunk of: those of its forks, otherwise of its joins, that lie wholly above or
    /// below it. A lane that several lead to is nobody's only branch.
    fn branches(&self, lane: usize) -> Option<BTreeSet<usize>> {
        if self.rows[lane].is_none() || self.rows.len() > MOST_WITH_TRUNKS {
            return None;
        }
        let forks = self.apart(lane, &self.after[lane]);
        let only = forks.first().filter(|_| forks.len() == 1);
        if !forks.is_empty() && only.is_none_or(|only| self.before[*only].len() == 1) {
            return Some(forks);
        }
        Some(self.apart(lane, &self.before[lane])).filter(|joins| joins.len() > 1)
    }

    /// Those of the lanes that lie wholly on one side of `lane`: the side where more of them are.
    fn apart(&self, lane: usize, others: &BTreeSet<usize>) -> BTreeSet<usize> {
        let on = |side: bool| others.iter().copied().filter(move |other| self.side(lane, *other) == Some(side));
        let (below, above): (BTreeSet<_>, BTreeSet<_>) = (on(true).collect(), on(false).collect());
        if below.len() > above.len() { below } else { above }
    }

    /// Whether `other` lies wholly below (`true`) or above `lane`; none where their rows meet.
    fn side(&self, lane: usize, other: usize) -> Option<bool> {
        let (first, last) = self.rows[lane]?;
        let (other_first, other_last) = self.rows[other]?;
        if last < other_first { Some(true) } else { (other_last < first).then_some(false) }
    }

    fn columns(&self, branches: &[Option<BTreeSet<usize>>]) -> Vec<Place> {
        let mut column = 0;
        let place = |(rows, branches): (&Option<_>, &Option<_>)| {
            if rows.is_none() || branches.is_some() {
                return Place::Nothing;
            }
            column += 1;
            Place::Column(column - 1)
        };
        self.rows.iter().zip(branches).map(place).collect()
    }

    /// Puts each trunk over its branches; returns one that does not fit.
    fn set_trunks(&self, branches: &[Option<BTreeSet<usize>>], order: &[usize], places: &mut [Place]) -> Option<usize> {
        let mut left: Vec<usize> = order.iter().copied().filter(|lane| branches[*lane].is_some()).collect();
        while !left.is_empty() {
            let ready = left.iter().position(|lane| {
                branches[*lane].as_ref().is_some_and(|over| over.iter().all(|branch| places[*branch] != Place::Nothing))
            });
            // Trunks that wait for each other: the last one tried is the one that gives way.
            let Some(ready) = ready else { return left.pop() };
            let lane = left.remove(ready);
            let ends = branches[lane].iter().flatten().filter_map(|branch| places[*branch].ends());
            let (first, last) = ends.fold((usize::MAX, 0), |all, ends| (all.0.min(ends.0), all.1.max(ends.1)));
            let trunk = Place::Trunk(first, last);
            if !self.fits(lane, trunk, places) {
                return Some(lane);
            }
            places[lane] = trunk;
        }
        None
    }

    /// Whether no other lane has boxes where the trunk would stand, or beside it among its branches.
    fn fits(&self, lane: usize, trunk: Place, places: &[Place]) -> bool {
        let Some((first, last)) = trunk.ends() else { return false };
        places.iter().enumerate().all(|(other, place)| {
            let near = match place {
                Place::Nothing => false,
                Place::Column(column) => (first..=last).contains(column),
                Place::Trunk(..) => (place.position() - trunk.position()).abs() < 4,
            };
            !near || self.side(lane, other).is_some()
        })
    }
}
