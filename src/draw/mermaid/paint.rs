//! The colours of a picture's parts: custom properties of the theme, by what a part is for.

use super::colour::Colour;
use super::engine::{self, Family};

/// Words.
pub(super) const INK: &str = "var(--dg-ink,#1c2028)";
/// Words on lines and axes.
pub(super) const MUTED: &str = "var(--dg-muted,#5f6673)";
/// The ground of the picture.
pub(super) const CARD: &str = "var(--dg-card,#fff)";
/// Lines between parts.
pub(super) const EDGE: &str = "var(--dg-edge,#6b7280)";
/// Words on a full colour.
pub(super) const ON: &str = "var(--dg-on,#fff)";
const NODE: &str = "var(--dg-node,#fff)";
const LINE: &str = "var(--dg-line,#8b919c)";
const GROUP: &str = "var(--dg-group,#f3f0e8)";
const FAINT: &str = "var(--dg-faint,#f8f6f1)";
const RULE: &str = "var(--dg-rule,#d8d2c4)";
const NOTE: &str = "var(--dg-note,#fdf3d6)";
const NOTE_LINE: &str = "var(--dg-note-line,#a8791f)";
const NONE: &str = "none";

/// The full colours and the washes that tell parts of one kind apart.
const TONES: [(&str, &str); 8] = [
    ("var(--dg-c0,#3450b8)", "var(--dg-w0,#eaeefb)"),
    ("var(--dg-c1,#0c6a5d)", "var(--dg-w1,#e2f2ee)"),
    ("var(--dg-c2,#a24a17)", "var(--dg-w2,#fbece2)"),
    ("var(--dg-c3,#7a3b8f)", "var(--dg-w3,#f4e9f7)"),
    ("var(--dg-c4,#7d5300)", "var(--dg-w4,#fdf3d6)"),
    ("var(--dg-c5,#4a5160)", "var(--dg-w5,#eeedea)"),
    ("var(--dg-c6,#14683f)", "var(--dg-w6,#e3f4ea)"),
    ("var(--dg-c7,#b42318)", "var(--dg-w7,#fdecea)"),
];

/// What a shape stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Group {
    /// The picture itself.
    #[default]
    Root,
    /// A part with words.
    Node,
    /// The root of a mind map.
    Hub,
    /// A note.
    Note,
    /// A frame around parts.
    Cluster,
    /// Lines between parts.
    Edges,
    /// Words on a line.
    EdgeLabel,
    /// Lines behind bars.
    Grid,
    /// A person.
    Person,
}

/// What is known of a shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape<'a> {
    pub(super) family: Family,
    pub(super) tag: &'a str,
    pub(super) classes: &'a str,
    pub(super) group: Group,
    /// The number of its colour.
    pub(super) tone: usize,
    /// The fill and the stroke that merman gave it.
    pub(super) fill: Option<&'a str>,
    pub(super) stroke: Option<&'a str>,
    /// Whether merman gave it dashes.
    pub(super) dashed: bool,
}

impl Shape<'_> {
    /// Whether it has the class.
    pub(super) fn is(&self, class: &str) -> bool {
        self.classes.split_whitespace().any(|own| own == class)
    }

    fn begins(&self, start: &str) -> bool {
        self.classes.split_whitespace().any(|own| own.starts_with(start))
    }

    /// The number at the end of the class that begins so.
    fn number(&self, start: &str) -> Option<usize> {
        self.classes.split_whitespace().find_map(|own| own.strip_prefix(start)?.parse().ok())
    }
}

/// How a shape is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paint {
    pub(super) fill: String,
    pub(super) stroke: String,
    pub(super) width: &'static str,
    pub(super) dashes: &'static str,
}

fn paint(fill: &str, stroke: &str, width: &'static str) -> Paint {
    Paint { fill: fill.to_owned(), stroke: stroke.to_owned(), width, dashes: "" }
}

fn dashed(stroke: &str, width: &'static str, dashes: &'static str) -> Paint {
    Paint { dashes, ..paint(NONE, stroke, width) }
}

/// The full colour of a number.
pub(super) fn full(tone: usize) -> &'static str {
    TONES[tone % TONES.len()].0
}

fn wash(tone: usize) -> &'static str {
    TONES[tone % TONES.len()].1
}

/// The colours of a shape; `None` when it is not to be seen.
pub(super) fn colours(shape: &Shape<'_>) -> Option<Paint> {
    let own = match shape.family {
        Family::Sequence => sequence(shape),
        Family::Gantt => gantt(shape),
        Family::Timeline | Family::Mindmap => branch(shape),
        Family::Pie => pie(shape),
        Family::Quadrant => quadrant(shape),
        Family::Journey => journey(shape),
        Family::State => state(shape),
        Family::Entities => entities(shape),
        Family::Flowchart | Family::Class => None,
    };
    let mut paint = own.unwrap_or_else(|| graph(shape));
    if shape.fill == Some(NONE) {
        NONE.clone_into(&mut paint.fill);
    }
    if shape.stroke == Some(NONE) && shape.group != Group::Edges && shape.family != Family::Sequence {
        NONE.clone_into(&mut paint.stroke);
    }
    (paint.fill != NONE || paint.stroke != NONE).then_some(paint)
}

/// Parts and lines of flowcharts and their like.
fn graph(shape: &Shape<'_>) -> Paint {
    match shape.group {
        Group::Edges => edge(shape),
        Group::EdgeLabel => paint(CARD, NONE, ""),
        Group::Note => paint(NOTE, NOTE_LINE, "1"),
        Group::Cluster => paint(GROUP, RULE, "1"),
        Group::Hub => paint(full(0), NONE, ""),
        Group::Grid => paint(NONE, RULE, "1"),
        Group::Root | Group::Node | Group::Person if shape.tag == "line" => paint(NONE, LINE, "1"),
        Group::Root | Group::Node | Group::Person => paint(NODE, LINE, "1.2"),
    }
}

fn edge(shape: &Shape<'_>) -> Paint {
    let (width, stroke) = match () {
        () if shape.is("edge-thickness-invisible") => ("", NONE),
        () if shape.is("edge-thickness-thick") => ("3", EDGE),
        () => ("1.5", EDGE),
    };
    let dashes = match () {
        () if shape.is("edge-pattern-dotted") => "2 4",
        () if shape.is("edge-pattern-dashed") || shape.is("note-edge") => "6 4",
        () => "",
    };
    Paint { dashes, ..paint(NONE, stroke, width) }
}

fn state(shape: &Shape<'_>) -> Option<Paint> {
    let solid = [engine::LINE, engine::BORDER];
    match () {
        () if shape.is("state-start") => Some(paint(EDGE, NONE, "")),
        () if shape.is("inner") => Some(paint(CARD, RULE, "1")),
        () if shape.is("divider") => Some(Paint { dashes: "6 4", ..paint(GROUP, RULE, "1") }),
        () if shape.group == Group::Node && shape.fill.is_some_and(|fill| solid.contains(&fill)) => {
            Some(paint(EDGE, EDGE, ""))
        }
        () if shape.group == Group::Node && shape.stroke == Some(engine::LINE) => Some(paint(NONE, EDGE, "1.5")),
        () => None,
    }
}

fn entities(shape: &Shape<'_>) -> Option<Paint> {
    match () {
        () if shape.begins("row-rect-even") => Some(paint(GROUP, RULE, "1")),
        () if shape.begins("row-rect-odd") => Some(paint(NODE, RULE, "1")),
        () => None,
    }
}

fn sequence(shape: &Shape<'_>) -> Option<Paint> {
    let dashes = if shape.is("messageLine1") { "3 3" } else { "" };
    let paint = match () {
        () if shape.group == Group::Person => paint(NODE, EDGE, "1.5"),
        () if shape.is("actor-line") => paint(NONE, LINE, "1"),
        () if shape.is("actor") => paint(NODE, LINE, "1.2"),
        () if shape.begins("messageLine") => Paint { dashes, ..paint(NONE, EDGE, "1.5") },
        () if shape.begins("activation") => paint(wash(0), LINE, "1"),
        () if shape.is("note") => paint(NOTE, NOTE_LINE, "1"),
        () if shape.is("loopLine") => dashed(LINE, "1.2", "3 3"),
        () if shape.is("labelBox") => paint(GROUP, LINE, "1.2"),
        () if shape.is("rect") => paint(GROUP, RULE, "1"),
        () if shape.tag == "line" => paint(NONE, EDGE, "1.5"),
        () => return None,
    };
    Some(paint)
}

fn gantt(shape: &Shape<'_>) -> Option<Paint> {
    let paint = match () {
        () if shape.is("section") => match shape.number("section").unwrap_or(0) % 2 {
            0 => paint(FAINT, NONE, ""),
            _ => paint(NONE, NONE, ""),
        },
        () if shape.is("exclude-range") => paint(wash(5), NONE, ""),
        () if shape.group == Group::Grid => paint(NONE, RULE, "1"),
        () if shape.is("vert") => paint(full(2), NONE, ""),
        () if shape.is("milestone") => paint(full(3), NONE, ""),
        () if shape.begins("doneCrit") => paint(GROUP, full(7), "1.5"),
        () if shape.begins("done") => paint(wash(5), full(5), "1"),
        () if shape.begins("activeCrit") => paint(wash(7), full(7), "2.5"),
        () if shape.begins("crit") => paint(wash(7), full(7), "1.2"),
        () if shape.begins("active") => paint(wash(0), full(0), "2.5"),
        () if shape.is("task") => paint(wash(0), full(0), "1"),
        () => return None,
    };
    Some(paint)
}

/// Parts of time lines and mind maps: each branch has its colour.
fn branch(shape: &Shape<'_>) -> Option<Paint> {
    let tone = shape.number("section-edge-").unwrap_or(shape.tone);
    let (full, wash) = (full(tone), wash(tone));
    let paint = match () {
        () if shape.group == Group::Edges && shape.is("edge-depth-1") => paint(NONE, full, "4"),
        () if shape.group == Group::Edges => paint(NONE, full, "2"),
        () if shape.group == Group::Hub => return None,
        () if shape.begins("node-line-") => paint(NONE, full, "2.5"),
        () if shape.is("node-bkg") => paint(wash, NONE, ""),
        () if shape.group == Group::Node => paint(wash, full, "1.2"),
        () if shape.tag == "line" && shape.dashed => dashed(EDGE, "1.5", "4 4"),
        () if shape.tag == "line" => paint(NONE, EDGE, "2"),
        () => return None,
    };
    Some(paint)
}

fn pie(shape: &Shape<'_>) -> Option<Paint> {
    match () {
        () if shape.is("pieOuterCircle") => Some(paint(NONE, NONE, "")),
        () => Some(paint(full(numbered(shape.fill?, engine::SLICES)?), CARD, "2")),
    }
}

fn quadrant(shape: &Shape<'_>) -> Option<Paint> {
    let number = shape.fill.and_then(|fill| numbered(fill, engine::QUADRANTS));
    match (shape.tag, number) {
        ("rect", Some(number)) => Some(paint([wash(1), wash(0), GROUP, wash(4)][number % 4], NONE, "")),
        ("circle", _) => {
            let own = shape.fill.filter(|fill| *fill != engine::POINT).and_then(Colour::read);
            Some(paint(own.as_ref().map_or(full(0), |own| &own.css), CARD, "1"))
        }
        ("line", _) => Some(paint(NONE, LINE, "1")),
        _ => None,
    }
}

fn journey(shape: &Shape<'_>) -> Option<Paint> {
    let kind = shape.number("section-type-").or_else(|| shape.number("task-type-"));
    let paint = match (kind, shape.number("actor-")) {
        (Some(kind), _) if shape.is("task") => paint(NODE, full(kind), "1.2"),
        (Some(kind), _) => paint(wash(kind), NONE, ""),
        (_, Some(actor)) => paint(full(actor), CARD, "1.5"),
        _ if shape.is("task-line") => dashed(RULE, "1", "4 2"),
        _ if shape.is("face") => paint(NODE, EDGE, "1.5"),
        _ if shape.is("mouth") && shape.tag == "path" => paint(EDGE, NONE, ""),
        _ if shape.is("mouth") => paint(NONE, EDGE, "1.5"),
        _ if shape.tag == "line" => paint(NONE, EDGE, "2"),
        _ => paint(EDGE, NONE, ""),
    };
    Some(paint)
}

/// The number that a colour of ours stands for, counted from 0: the first is the last pair of digits 01.
fn numbered(colour: &str, start: &str) -> Option<usize> {
    if let Some(digits) = colour.strip_prefix(start) {
        return usize::from_str_radix(digits, 16).ok()?.checked_sub(1);
    }
    let parts: Vec<u8> =
        colour.strip_prefix("rgb(")?.strip_suffix(')')?.split(',').map_while(|part| part.trim().parse().ok()).collect();
    let [red, green, blue] = parts.as_slice() else { return None };
    let same = format!("#{red:02x}{green:02x}") == start;
    usize::from(*blue).checked_sub(1).filter(|_| same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_colours_carry_numbers() {
        assert_eq!(numbered("#000203", engine::SLICES), Some(2));
        assert_eq!(numbered("rgb(0, 2, 12)", engine::SLICES), Some(11));
        assert_eq!(numbered("#fff", engine::SLICES), None);
    }
}
