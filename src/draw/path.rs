//! Lines of straight pieces as SVG path data, with round corners.

use std::fmt::Write;

/// A point in px.
pub(super) type Point = (i32, i32);

/// The points without those that change nothing.
pub(super) fn simplified(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(point) {
            continue;
        }
        if let [.., one, two] = kept.as_slice()
            && ((one.0 == two.0 && two.0 == point.0) || (one.1 == two.1 && two.1 == point.1))
        {
            kept.pop();
        }
        kept.push(*point);
    }
    kept
}

/// Adds a line through the points; all of its pieces run along an axis.
pub(super) fn line(points: &[Point], radius: i32, data: &mut String) {
    let Some(first) = points.first() else { return };
    let _ = write!(data, "M{} {}", first.0, first.1);
    for at in 1..points.len() {
        let (before, corner) = (points[at - 1], points[at]);
        let Some(after) = points.get(at + 1) else {
            straight(before, corner, data);
            return;
        };
        let radius = radius.min(length(before, corner) / 2).min(length(corner, *after) / 2);
        let (into, out) = (toward(corner, before, radius), toward(corner, *after, radius));
        straight(before, into, data);
        let _ = write!(data, "q{}", pairs(&[minus(corner, into), minus(out, into)]));
    }
}

/// Adds an open arrowhead whose tip is the last point, pointing away from the one before it.
pub(super) fn arrow(before: Point, tip: Point, data: &mut String) {
    let back = toward((0, 0), minus(before, tip), 5);
    let side = if back.0 == 0 { (4, 0) } else { (0, 4) };
    let start = (tip.0 + back.0 - side.0, tip.1 + back.1 - side.1);
    let (one, two) = (minus(side, back), (side.0 + back.0, side.1 + back.1));
    let _ = write!(data, "M{} {}l{}", start.0, start.1, pairs(&[one, two]));
}

fn straight(from: Point, to: Point, data: &mut String) {
    let _ = if from.0 == to.0 { write!(data, "V{}", to.1) } else { write!(data, "H{}", to.0) };
}

/// Numbers as short as SVG allows: a minus sign parts as well as a space.
fn pairs(points: &[Point]) -> String {
    let mut text = String::new();
    for number in points.iter().flat_map(|(x, y)| [x, y]) {
        let space = if text.is_empty() || *number < 0 { "" } else { " " };
        let _ = write!(text, "{space}{number}");
    }
    text
}

fn length(one: Point, other: Point) -> i32 {
    (one.0 - other.0).abs() + (one.1 - other.1).abs()
}

fn minus(one: Point, other: Point) -> Point {
    (one.0 - other.0, one.1 - other.1)
}

pub(super) fn toward(from: Point, to: Point, distance: i32) -> Point {
    (from.0 + (to.0 - from.0).signum() * distance, from.1 + (to.1 - from.1).signum() * distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_round_and_numbers_short() {
        let points = simplified(&[(10, 90), (10, 60), (10, 50), (40, 50), (40, 50), (40, 20)]);
        assert_eq!(points, [(10, 90), (10, 50), (40, 50), (40, 20)]);
        let mut data = String::new();
        line(&points, 7, &mut data);
        assert_eq!(data, "M10 90V57q0-7 7-7H33q7 0 7-7V20");
    }

    #[test]
    fn arrowheads_point_along_their_line() {
        let mut data = String::new();
        arrow((40, 50), (40, 20), &mut data);
        assert_eq!(data, "M36 25l4-5 4 5");
    }
}
