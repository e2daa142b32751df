//! Which row each box stands in: the rows it names, and rows between them for boxes that name none.

use super::order::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a figure, from the top.
pub(super) struct Rows {
    /// The row of each box.
    pub(super) of: Vec<usize>,
    /// The number of the named row that each row is the first of, for its label.
    pub(super) names: Vec<Option<usize>>,
}

/// A place from below: the highest named row at or below it (one more, so that 0 is below all), and how far above that.
type Height = (usize, usize);

/// The rows of a plan. Boxes of one lane never share a row: those that name the same one are stacked in their order.
pub(super) fn rows(plan: &Plan<'_>) -> Rows {
    let heights = heights(plan);
    let mut depth: BTreeMap<Height, usize> = BTreeMap::new();
    let mut inside: BTreeMap<(usize, Height), usize> = BTreeMap::new();
    let mut nth = Vec::with_capacity(heights.len());
    for (cell, height) in plan.cells.iter().zip(&heights) {
        let count = inside.entry((cell.lane, *height)).or_default();
        nth.push(*count);
        *count += 1;
        let most = depth.entry(*height).or_default();
        *most = (*most).max(*count);
    }
    let mut first = BTreeMap::new();
    let mut names = Vec::new();
    for (height, depth) in depth {
        first.insert(height, names.len());
        let named = if height.1 == 0 { height.0.checked_sub(1) } else { None };
        names.push(named);
        names.extend(vec![None; depth - 1]);
    }
    let mut of: Vec<usize> = heights.iter().zip(nth).map(|(height, nth)| first[height] + nth).collect();
    if plan.is_rising() {
        of.iter_mut().for_each(|row| *row = names.len() - 1 - *row);
        names.reverse();
    }
    Rows { of, names }
}

/// The height of each box: its own row where it names one, otherwise as far above the boxes that lead to it as there are
/// steps, otherwise just below the first box that it leads to.
fn heights(plan: &Plan<'_>) -> Vec<Height> {
    let steps = steps(plan);
    let order = steps.order();
    let mut ceilings: Vec<Option<usize>> = vec![None; order.len()];
    for at in order.iter().rev() {
        let above = steps.out[*at].iter().filter_map(|to| plan.cells[*to].row.or(ceilings[*to])).min();
        ceilings[*at] = above;
    }
    let mut heights: Vec<Option<Height>> = vec![None; order.len()];
    for at in &order {
        let below = steps.back[*at].iter().filter_map(|from| heights[*from]).max();
        let height = match (plan.cells[*at].row, below) {
            (Some(row), _) => (row + 1, 0),
            (None, Some((row, up))) => (row, up + 1),
            (None, None) => (ceilings[*at].unwrap_or(0), 1),
        };
        heights[*at] = Some(height);
    }
    heights.into_iter().map(Option::unwrap_or_default).collect()
}

/// What is below what: the order inside lanes, and the links that rise.
struct Steps {
    out: Vec<Vec<usize>>,
    back: Vec<Vec<usize>>,
}

fn steps(plan: &Plan<'_>) -> Steps {
    let mut pairs = BTreeSet::new();
    for at in 1..plan.cells.len() {
        if plan.cells[at - 1].lane == plan.cells[at].lane {
            pairs.insert((at - 1, at));
        }
    }
    pairs.extend(plan.links.iter().filter(|link| link.kind.rises()).map(|link| (link.from, link.to)));
    let mut steps = Steps { out: vec![Vec::new(); plan.cells.len()], back: vec![Vec::new(); plan.cells.len()] };
    for (from, to) in pairs {
        steps.out[from].push(to);
        steps.back[to].push(from);
    }
    steps
}

impl Steps {
    /// Kahn's topological order; a circle is cut at its first box.
    fn order(&self) -> Vec<usize> {
        let mut waits: Vec<usize> = self.back.iter().map(Vec::len).collect();
        let mut ready: BTreeSet<usize> = (0..waits.len()).filter(|at| waits[*at] == 0).collect();
        let mut left: BTreeSet<usize> = (0..waits.len()).collect();
        let mut order = Vec::with_capacity(waits.len());
        while let Some(at) = ready.pop_first().or_else(|| left.first().copied()) {
            left.remove(&at);
            order.push(at);
            for to in &self.out[at] {
                waits[*to] = waits[*to].saturating_sub(1);
                if waits[*to] == 0 && left.contains(to) {
                    ready.insert(*to);
                }
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, Kind, Ladder, Lane, Row, Rung, order};
    use super::*;

    fn rows_of(rungs: &[(usize, Option<usize>)], edges: &[(usize, usize)]) -> Vec<usize> {
        let rung = |(lane, row): &(usize, Option<usize>)| Rung { lane: *lane, row: *row, ..Rung::default() };
        let edge = |(from, to): &(usize, usize)| Edge { from: *from, to: *to, kind: Kind::Fork, ..Edge::default() };
        let ladder = Ladder {
            lanes: vec![Lane::default(); 3],
            rows: vec![Row::default(); 9],
            rungs: rungs.iter().map(rung).collect(),
            edges: edges.iter().map(edge).collect(),
            direction: super::super::Direction::Falling,
            ..Ladder::default()
        };
        rows(&order::plan(&ladder)).of
    }

    #[test]
    fn a_box_without_a_row_gets_one_between_its_neighbours() {
        assert_eq!(rows_of(&[(0, Some(3)), (0, None), (0, Some(4)), (1, Some(4))], &[]), [0, 1, 2, 2]);
        assert_eq!(rows_of(&[(0, None), (0, Some(4)), (1, Some(3))], &[]), [1, 2, 0]);
    }

    #[test]
    fn without_rows_the_steps_count() {
        assert_eq!(rows_of(&[(0, None), (0, None), (1, None), (2, None)], &[(1, 2), (1, 3)]), [0, 1, 2, 2]);
    }

    #[test]
    fn boxes_that_name_one_row_are_stacked() {
        assert_eq!(rows_of(&[(0, Some(1)), (0, Some(1)), (1, Some(1)), (1, Some(2))], &[]), [0, 1, 0, 2]);
    }

    #[test]
    fn a_circle_ends() {
        assert_eq!(rows_of(&[(0, None), (1, None)], &[(0, 1), (1, 0)]), [0, 1]);
    }
}
