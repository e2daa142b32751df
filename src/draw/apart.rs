//! Keeps upright pieces of unrelated lines from running on one another.
//!
//! Ports are spread along the side of each box, and lines in a gutter beside each other; but a trunk stands over halves
//! of two columns, and lines beside a trunk run over a column too, so that pieces which know nothing of each other may
//! meet in a channel at one x. Here each x is given out once: what may not be moved first, then each line or port the
//! nearest place to the one it wishes for where it meets no piece of an unrelated line.

use super::across::Across;
use super::grid::Grid;
use super::order::Link;
use super::ports::{Net, Ports};
use super::route::{Course, Route};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How far a piece that has to move stays from others, where there is room for it, in px.
const APART: [i32; 3] = [4, 2, 0];

/// From a trunk to the lines beside it, at least, in px.
const FROM_TRUNK: i32 = 4;

/// What decides where an upright piece is from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// The port at an end of its route (0 the start, 1 the end).
    Port(usize),
    /// The track of its route in a gutter.
    Track,
}

/// An upright piece of a route; rows are odd, channels even, ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Upright {
    pub(super) hold: Hold,
    pub(super) top: usize,
    pub(super) bottom: usize,
}

/// The upright pieces of a route.
pub(super) fn uprights(route: &Route<'_>, grid: &Grid) -> Vec<Upright> {
    let row = |cell: usize| 2 * grid.rows.of[cell] + 1;
    let (start, end) = (row(route.link.from), row(route.link.to));
    let piece = |hold, one: usize, other: usize| Upright { hold, top: one.min(other), bottom: one.max(other) };
    match route.course {
        Course::Straight if route.faces.0.is_level() => vec![piece(Hold::Port(0), start, end)],
        Course::Straight => Vec::new(),
        Course::Channel(channel) | Course::ToColumn(channel) | Course::FromColumn(channel) => {
            vec![piece(Hold::Port(0), start, 2 * channel), piece(Hold::Port(1), 2 * channel, end)]
        }
        Course::Gutter { start: first, end: last, .. } => {
            let (one, other) = (first.map_or(start, |first| 2 * first), last.map_or(end, |last| 2 * last));
            let from = first.map(|_| piece(Hold::Port(0), start, one));
            let to = last.map(|_| piece(Hold::Port(1), other, end));
            [from, Some(piece(Hold::Track, one, other)), to].into_iter().flatten().collect()
        }
    }
}

/// Moves ports and lines beside trunks apart. Ports stay within `reach` of the middle of their boxes.
///
/// Returns whether there was room for all; there is when boxes are wide enough.
pub(super) fn apart(routes: &[Route<'_>], grid: &Grid, across: &mut Across, (ports, reach): (&mut Ports, i32)) -> bool {
    let mut given: BTreeMap<Post, i32> = BTreeMap::new();
    let mut taken = Taken::default();
    for (post, wish) in wishes(routes, grid, across, (ports, reach)) {
        let Some(x) = taken.nearest(&wish) else { return false };
        taken.pieces.entry(x).or_default().extend(wish.pieces);
        given.insert(post, x);
    }
    for (at, route) in routes.iter().enumerate() {
        for end in [0, 1] {
            let middle = across.middle(grid.positions[route.end(end).0]);
            if let Some(x) = given.get(&Post::Port(ports.nets[at][end])) {
                ports.offsets[at][end] = x - middle;
            }
        }
        if let Some(x) = given.get(&Post::Beside(at)) {
            across.lines.insert(at, *x);
        }
    }
    true
}

/// What gets a place, in the order in which places are given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Post {
    /// The line of a route in a gutter; it stays where it is.
    Gutter(usize),
    /// The line of a route beside a trunk.
    Beside(usize),
    /// The port of a net. All ends of a net at tops and bottoms of boxes stand above each other.
    Port(Net),
}

/// Where something would like to be and may be, and what it holds.
struct Wish<'a> {
    x: i32,
    within: RangeInclusive<i32>,
    pieces: Vec<(Link<'a>, Upright)>,
}

fn wishes<'a>(
    routes: &[Route<'a>],
    grid: &Grid,
    across: &Across,
    (ports, reach): (&Ports, i32),
) -> BTreeMap<Post, Wish<'a>> {
    let mut wishes: BTreeMap<Post, Wish<'a>> = BTreeMap::new();
    for (at, route) in routes.iter().enumerate() {
        for piece in uprights(route, grid) {
            let (post, x, within) = match piece.hold {
                Hold::Port(end) => {
                    let middle = across.middle(grid.positions[route.end(end).0]);
                    let x = middle + ports.offsets[at][end];
                    (Post::Port(ports.nets[at][end]), x, middle - reach..=middle + reach)
                }
                Hold::Track => {
                    let x = across.lines.get(&at).copied().unwrap_or_default();
                    match beside(route, across) {
                        Some(within) => (Post::Beside(at), x, within),
                        None => (Post::Gutter(at), x, x..=x),
                    }
                }
            };
            let wish = wishes.entry(post).or_insert_with(|| Wish { x, within, pieces: Vec::new() });
            wish.pieces.push((route.link, piece));
        }
    }
    wishes
}

/// From where to where a line beside a trunk may be: between the trunk and the far side of the column that it runs over.
fn beside(route: &Route<'_>, across: &Across) -> Option<RangeInclusive<i32>> {
    let Course::Gutter { position, .. } = route.course else { return None };
    let half = across.box_width / 2;
    match position.rem_euclid(4) {
        1 => Some(across.middle(position - 1) - half..=across.middle(position + 1) - half - FROM_TRUNK),
        3 => Some(across.middle(position - 1) + half + FROM_TRUNK..=across.middle(position + 1) + half),
        _ => None,
    }
}

/// The pieces that have their place, by x.
#[derive(Default)]
struct Taken<'a> {
    pieces: BTreeMap<i32, Vec<(Link<'a>, Upright)>>,
}

impl Taken<'_> {
    /// The free place that is nearest to the one wished for.
    fn nearest(&self, wish: &Wish<'_>) -> Option<i32> {
        let (low, high) = (*wish.within.start(), *wish.within.end());
        let best = wish.x.min(high).max(low);
        if self.is_free(best, 0, wish) {
            return Some(best);
        }
        let near = |away: i32| [best - away, best + away].into_iter().filter(|x| wish.within.contains(x));
        let free = |apart: i32| (1..=high - low).flat_map(near).find(|x| self.is_free(*x, apart, wish));
        APART.into_iter().find_map(free)
    }

    /// Whether no piece of an unrelated line that is less than `apart` away, or just there, meets the pieces of a wish.
    fn is_free(&self, x: i32, apart: i32, wish: &Wish<'_>) -> bool {
        let near = self.pieces.range(x - apart..=x + apart).flat_map(|(_, pieces)| pieces);
        !near.into_iter().any(|taken| wish.pieces.iter().any(|piece| meet(taken, piece)))
    }
}

/// Whether two pieces come to one row or channel, and no fork or join makes one of them.
fn meet((link, one): &(Link<'_>, Upright), (other_link, other): &(Link<'_>, Upright)) -> bool {
    let akin = link.from == other_link.from || link.to == other_link.to;
    !akin && one.top <= other.bottom && other.top <= one.bottom
}
