//! How large things are: the measures of both styles, and the room that the words of a box take.

use super::measure::Font;
use super::order::{Cell, Plan};

/// The measures of a style in px.
pub(super) struct Sizes {
    pub(super) title: Font,
    pub(super) title_line: i32,
    pub(super) note: Font,
    pub(super) note_line: i32,
    /// The widest line of words in a box.
    pub(super) room: i32,
    /// From the left edge of a box to its words.
    pub(super) left: i32,
    /// From the words to the right edge of a box.
    pub(super) right: i32,
    /// Above and below the words of a box.
    pub(super) inset: i32,
    pub(super) least_width: i32,
    pub(super) least_height: i32,
    /// From a box to the edge of its lane's panel.
    pub(super) margin: i32,
    /// Between the panels of two lanes.
    pub(super) between: i32,
    /// Between two rows.
    pub(super) channel: i32,
    /// Between two lines that run side by side.
    pub(super) track: i32,
    /// Between two lines at one side of a box.
    pub(super) port: i32,
    /// The radius of a line's corners.
    pub(super) radius: i32,
    /// From the tip of an arrow to the box; no arrows when negative.
    pub(super) tip: i32,
}

const FULL: Sizes = Sizes {
    title: Font::bold(14.0),
    title_line: 18,
    note: Font::regular(12.0),
    note_line: 16,
    room: 184,
    left: 17,
    right: 13,
    inset: 9,
    least_width: 148,
    least_height: 54,
    margin: 12,
    between: 36,
    channel: 28,
    track: 12,
    port: 18,
    radius: 7,
    tip: 2,
};

const MAP: Sizes = Sizes {
    title: Font::bold(12.0),
    title_line: 15,
    note: Font::regular(11.0),
    note_line: 14,
    room: 92,
    left: 6,
    right: 6,
    inset: 5,
    least_width: 46,
    least_height: 26,
    margin: 1,
    between: 24,
    channel: 12,
    track: 6,
    port: 8,
    radius: 4,
    tip: -1,
};

/// The font of the words above lanes.
pub(super) const LANE: Font = Font::bold(12.0);
/// The height of a line of them.
pub(super) const LANE_LINE: i32 = 16;
/// The font of the words at rows and beside lines.
pub(super) const SMALL: Font = Font::regular(11.5);
/// The height of a line of them.
pub(super) const SMALL_LINE: i32 = 15;
/// From the words of a title to its sign.
const BEFORE_SIGN: i32 = 20;

impl Sizes {
    /// The measures for a plan whose boxes stand in so many columns.
    pub(super) fn of(plan: &Plan<'_>, columns: usize) -> Self {
        match columns {
            0..=2 if plan.is_map() => MAP,
            _ if plan.is_map() => Self { room: 60, left: 5, right: 5, between: 10, ..MAP },
            0..=3 => FULL,
            _ => Self { room: 160, between: 28, ..FULL },
        }
    }

    /// The words of a box, broken into lines.
    pub(super) fn words(&self, cell: &Cell<'_>, is_map: bool) -> Words {
        let rung = cell.rung;
        let sign = if rung.mark.is_some() { BEFORE_SIGN } else { 0 };
        let lines = |font: Font, text: &str, room: i32| font.lines(text, room as f32);
        if is_map {
            let short = if rung.code.trim().is_empty() { &rung.title } else { &rung.code };
            return Words { title: lines(self.title, short, self.room), note: Vec::new(), sign };
        }
        let note = if rung.note.trim().is_empty() { &rung.code } else { &rung.note };
        let title = lines(self.title, &rung.title, self.room - sign);
        // A line never ends in the dot that parts it from the next one.
        let parted =
            lines(self.note, note, self.room).into_iter().map(|line| line.trim_end_matches([' ', '·']).to_owned());
        Words { title, note: parted.collect(), sign }
    }
}

/// The words of a box.
pub(super) struct Words {
    pub(super) title: Vec<String>,
    pub(super) note: Vec<String>,
    /// The room for a sign after the title, in px.
    sign: i32,
}

impl Words {
    /// The width of a box with these words; even, so that its middle is a whole px.
    pub(super) fn width(&self, sizes: &Sizes) -> i32 {
        let title = widest(sizes.title, &self.title) + self.sign;
        let wide = title.max(widest(sizes.note, &self.note)) + sizes.left + sizes.right;
        (wide + wide % 2).max(sizes.least_width)
    }

    /// The height of a box with these words; even.
    pub(super) fn height(&self, sizes: &Sizes) -> i32 {
        let high = self.lines_height(sizes) + 2 * sizes.inset;
        (high + high % 2).max(sizes.least_height)
    }

    /// The height of the words alone.
    pub(super) fn lines_height(&self, sizes: &Sizes) -> i32 {
        self.title.len() as i32 * sizes.title_line + self.note.len() as i32 * sizes.note_line
    }
}

/// The width in whole px of the widest line.
pub(super) fn widest(font: Font, lines: &[String]) -> i32 {
    lines.iter().map(|line| font.width(line).ceil() as i32).max().unwrap_or(0)
}
