//! A bar in one of a few patterns, so that colour alone never tells two of them apart.

use super::place::Area;
use std::fmt::Write;

/// How a bar is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Pattern {
    Solid,
    Striped,
    Hollow,
    Dotted,
}

impl Pattern {
    /// The pattern of a number; after four they begin again.
    pub(super) fn of(number: usize) -> Self {
        match number % 4 {
            0 => Self::Solid,
            1 => Self::Striped,
            2 => Self::Hollow,
            _ => Self::Dotted,
        }
    }
}

/// How far a bar that goes on reaches beyond its end, in px.
pub(super) const BEYOND: i32 = 28;

/// Draws a bar in the given colour; one that goes on fades beyond its end into an arrow.
pub(super) fn bar(area: Area, pattern: Pattern, goes_on: bool, colour: &str, out: &mut String) {
    let Area { x, y, width, height } = area;
    let round = if goes_on { 0 } else { 2 };
    if pattern == Pattern::Solid {
        let _ =
            write!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round}" fill="{colour}"/>"#);
    } else {
        let (high, wide) = ((height - 1).max(1), (width - 1).max(1));
        let _ = write!(
            out,
            r#"<rect x="{x}.5" y="{y}.5" width="{wide}" height="{high}" rx="{round}" fill="none" stroke="{colour}" stroke-width="1.5"/>"#
        );
        filling(area, pattern, colour, out);
    }
    if goes_on {
        beyond(area, colour, out);
    }
}

fn filling(Area { x, y, width, height }: Area, pattern: Pattern, colour: &str, out: &mut String) {
    let mut data = String::new();
    match pattern {
        Pattern::Striped => {
            for at in (1..=width - 1 - height / 2).step_by(5) {
                let _ = write!(data, "M{} {}l{} {}", x + at, y + height - 1, height / 2, 2 - height);
            }
        }
        Pattern::Dotted if width > 8 => {
            let _ = write!(data, "M{} {}H{}", x + 5, y + height / 2, x + width - 3);
        }
        _ => {}
    }
    if data.is_empty() {
        return;
    }
    let stroke = match pattern {
        Pattern::Dotted => r#" stroke-width="3.5" stroke-linecap="round" stroke-dasharray="0 7""#,
        _ => r#" stroke-width="1.5""#,
    };
    let _ = write!(out, r#"<path d="{data}" fill="none" stroke="{colour}"{stroke}/>"#);
}

/// Paler and paler pieces, and the tip of an arrow.
fn beyond(Area { x, y, width, height }: Area, colour: &str, out: &mut String) {
    let end = x + width;
    for (at, strength) in [(1, ".6"), (7, ".38"), (13, ".2")] {
        let _ = write!(
            out,
            r#"<rect x="{}" y="{y}" width="5" height="{height}" fill="{colour}" opacity="{strength}"/>"#,
            end + at
        );
    }
    let (half, reach) = (height / 2, height / 2 - 1);
    let _ = write!(
        out,
        r#"<path d="M{} {}l{reach} {reach} {} {reach}" transform="translate(0 1)" fill="none" stroke="{colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>"#,
        end + 20,
        y + half - reach - 1,
        -reach
    );
    debug_assert!(20 + reach < BEYOND);
}
