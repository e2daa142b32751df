//! A radar: one axis for each thing that is measured, one closed line for each that is measured by it.

use super::Tone;
use super::escape::{Escaped, safe_href};
use super::measure::Font;
use super::sheet::tone_class;
use super::sizes::widest;
use super::svg::{Opening, open, text};

use std::f64::consts::TAU;
use std::fmt::Write;

/// A radar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Profile {
    /// What the ids in the SVG begin with; unique on its page.
    pub id: String,
    /// The accessible name of the whole figure.
    pub title: String,
    /// One sentence about it for those who do not see it.
    pub description: String,
    /// The axes, clockwise from the top. With fewer than three the picture says little.
    pub axes: Vec<Axis>,
    /// How many rings stand for steps; each bears its number. Without rings there are four without numbers.
    pub rings: usize,
    /// What is measured: the first is filled, the others are dashed and have marks of their own.
    pub series: Vec<Series>,
}

/// An axis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Axis {
    /// The words at its end.
    pub label: String,
    /// What is measured on it, in words.
    pub note: String,
    /// Where the words lead. Only relative, `http`, `https` and `mailto` addresses are kept.
    pub href: Option<String>,
}

/// A closed line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Series {
    /// Its colour.
    pub tone: Tone,
    /// How far out it is on each axis: 0 the middle, 1000 the end. An axis without a value counts as 0.
    pub values: Vec<u16>,
}

const LABEL: Font = Font::bold(13.0);
const LABEL_LINE: i32 = 17;
const NOTE: Font = Font::regular(12.0);
const NOTE_LINE: i32 = 16;
/// The length of an axis in px.
const RADIUS: f64 = 100.0;
/// The widest line of words at an axis.
const ROOM: f32 = 124.0;
/// From the end of an axis to its words.
const AWAY: f64 = 13.0;
/// Between the words of two axes.
const BETWEEN: i32 = 10;

const MUTED: &str = "var(--muted,#626875)";
const LINE: &str = "var(--line,#e6e1d6)";
const CARD: &str = "var(--card,#fff)";

/// The radar as inline SVG. Equal radars give equal bytes.
///
/// Words are measured and wrapped; those of one side that would meet are moved apart and tied to their axes by a line.
pub fn svg(profile: &Profile) -> String {
    let mut labels = labels(profile);
    let top = labels.iter().map(|label| label.y).min().unwrap_or(0).min(-(RADIUS as i32)) - 6;
    let bottom = labels.iter().map(|label| label.y + label.height).max().unwrap_or(0).max(RADIUS as i32) + 6;
    let left = labels.iter().map(Label::left).min().unwrap_or(0).min(-(RADIUS as i32)) - 2;
    let right = labels.iter().map(Label::right).max().unwrap_or(0).max(RADIUS as i32) + 2;
    let centre = (-left, -top);
    labels.iter_mut().for_each(|label| label.shift(centre));
    let mut out = String::with_capacity(4096);
    let size = (right - left, bottom - top);
    let Profile { id, title, description, .. } = profile;
    open(&Opening { id, class: "ladder profile", title, description, size, font: LABEL.size }, &mut out);
    web(profile, centre, &labels, &mut out);
    profile.series.iter().enumerate().for_each(|(at, series)| line(profile, at, series, centre, &mut out));
    numbers(profile, centre, &mut out);
    words(profile, &labels, &mut out);
    out.push_str("</svg>");
    out
}

/// The words at an axis.
struct Label {
    title: Vec<String>,
    note: Vec<String>,
    width: i32,
    height: i32,
    /// Where they begin (1), have their middle (0) or end (-1).
    x: i32,
    side: i32,
    /// Their top.
    y: i32,
    /// The end of the axis.
    end: (i32, i32),
}

impl Label {
    fn left(&self) -> i32 {
        self.x - (1 - self.side) * self.width / 2
    }

    fn right(&self) -> i32 {
        self.x + (1 + self.side) * self.width / 2
    }

    fn shift(&mut self, by: (i32, i32)) {
        (self.x, self.y) = (self.x + by.0, self.y + by.1);
        self.end = (self.end.0 + by.0, self.end.1 + by.1);
    }
}

/// The point at a share of an axis, seen from the middle.
fn point(profile: &Profile, axis: usize, share: f64) -> (f64, f64) {
    let (sine, cosine) = (TAU * axis as f64 / profile.axes.len().max(1) as f64).sin_cos();
    (RADIUS * share * sine, -RADIUS * share * cosine)
}

fn rounded((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// The words of all axes, seen from the middle.
fn labels(profile: &Profile) -> Vec<Label> {
    let mut labels: Vec<Label> = (0..profile.axes.len()).map(|at| label(profile, at)).collect();
    for side in [1, -1] {
        let mut beside: Vec<&mut Label> = labels.iter_mut().filter(|label| label.side == side).collect();
        beside.sort_by_key(|label| label.end.1);
        apart(&mut beside);
    }
    labels
}

fn label(profile: &Profile, at: usize) -> Label {
    let axis = &profile.axes[at];
    let (title, note) = (LABEL.lines(&axis.label, ROOM), NOTE.lines(&axis.note, ROOM));
    let width = widest(LABEL, &title).max(widest(NOTE, &note));
    let height = title.len() as i32 * LABEL_LINE + note.len() as i32 * NOTE_LINE;
    let end = rounded(point(profile, at, 1.0));
    let (x, y) = rounded(point(profile, at, 1.0 + AWAY / RADIUS));
    let side = if end.0.abs() < 8 { 0 } else { end.0.signum() };
    let y = match side {
        0 if end.1 < 0 => y + 6 - height,
        0 => y - 6,
        _ => y - height / 2,
    };
    Label { title, note, width, height, x, side, y, end }
}

/// Moves labels of one side apart, half of them upwards, so that none meets another.
fn apart(labels: &mut [&mut Label]) {
    let wanted: Vec<i32> = labels.iter().map(|label| label.y).collect();
    let mut free = i32::MIN;
    for label in labels.iter_mut() {
        label.y = label.y.max(free);
        free = label.y + label.height + BETWEEN;
    }
    let moved: i32 = labels.iter().zip(&wanted).map(|(label, wanted)| label.y - wanted).sum();
    let back = moved / labels.len().max(1) as i32;
    labels.iter_mut().for_each(|label| label.y -= back);
}

/// The rings and axes, and the lines from axes to words that stand away from them.
fn web(profile: &Profile, centre: (i32, i32), labels: &[Label], out: &mut String) {
    let rings = if profile.rings == 0 { 4 } else { profile.rings };
    let mut data = String::new();
    for ring in 1..=rings {
        polygon(profile, |_| ring as f64 / rings as f64, centre, &mut data);
    }
    for label in labels {
        let _ = write!(data, "M{} {}L{} {}", centre.0, centre.1, label.end.0, label.end.1);
    }
    let _ = write!(out, r#"<g aria-hidden="true" fill="none"><path class="web" d="{data}" stroke="{LINE}"/>"#);
    let mut ties = String::new();
    for label in labels.iter().filter(|label| label.side != 0) {
        let middle = label.y + label.height / 2;
        if (middle - label.end.1).abs() > label.height / 2 + 4 {
            let _ = write!(ties, "M{} {}L{} {middle}", label.end.0, label.end.1, label.x - 4 * label.side);
        }
    }
    if !ties.is_empty() {
        let _ = write!(out, r#"<path d="{ties}" stroke="{MUTED}" stroke-dasharray="1 3"/>"#);
    }
    out.push_str("</g>");
}

fn polygon(profile: &Profile, share: impl Fn(usize) -> f64, centre: (i32, i32), data: &mut String) {
    for axis in 0..profile.axes.len() {
        let (x, y) = rounded(point(profile, axis, share(axis)));
        let _ = write!(data, "{}{} {}", if axis == 0 { 'M' } else { 'L' }, centre.0 + x, centre.1 + y);
    }
    data.push('Z');
}

fn line(profile: &Profile, at: usize, series: &Series, centre: (i32, i32), out: &mut String) {
    let share = |axis: usize| f64::from(series.values.get(axis).copied().unwrap_or(0).min(1000)) / 1000.0;
    let mut data = String::new();
    polygon(profile, share, centre, &mut data);
    let tone = tone_class(series.tone);
    const TONE: &str = "var(--tone,#1f5f4f)";
    let _ = write!(out, r#"<g class="{tone}" aria-hidden="true" stroke="{TONE}" stroke-width="2">"#);
    let style = if at == 0 {
        format!(r#"fill="{TONE}" fill-opacity=".14" stroke-linejoin="round""#)
    } else {
        r#"fill="none" stroke-dasharray="6 4" stroke-linejoin="round""#.to_owned()
    };
    let _ = write!(out, r#"<path d="{data}" {style}/>"#);
    let mut marks = String::new();
    for axis in (0..profile.axes.len()).filter(|axis| share(*axis) > 0.0) {
        let (x, y) = rounded(point(profile, axis, share(axis)));
        let (x, y) = (centre.0 + x, centre.1 + y);
        let _ = match at {
            0 => write!(marks, "M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0", x - 4),
            _ => write!(marks, "M{x} {}l6 6-6 6-6-6z", y - 6),
        };
    }
    let fill = if at == 0 { TONE } else { CARD };
    let _ = write!(out, r#"<path d="{marks}" fill="{fill}"/></g>"#);
}

/// The numbers of the rings, on the axis at the top.
fn numbers(profile: &Profile, (x, y): (i32, i32), out: &mut String) {
    if profile.rings == 0 || profile.axes.is_empty() {
        return;
    }
    let _ = write!(out, r#"<g class="ring" aria-hidden="true" font-size="11" fill="{MUTED}">"#);
    for ring in 1..=profile.rings {
        let up = (RADIUS * ring as f64 / profile.rings as f64).round() as i32;
        let _ = write!(out, r#"<text x="{}" y="{}">{ring}</text>"#, x + 8, y - up + 12);
    }
    out.push_str("</g>");
}

fn words(profile: &Profile, labels: &[Label], out: &mut String) {
    out.push_str(r#"<g role="list">"#);
    for (axis, label) in profile.axes.iter().zip(labels) {
        let name = if axis.note.is_empty() { axis.label.clone() } else { format!("{}: {}", axis.label, axis.note) };
        let close = match axis.href.as_deref().and_then(safe_href) {
            Some(href) => {
                let (href, name) = (Escaped(href), Escaped(&name));
                write!(out, r#"<g role="listitem"><a href="{href}" aria-label="{name}">"#).map(|()| "</a></g>")
            }
            None => {
                let name = Escaped(&name);
                write!(out, r#"<g role="listitem"><g role="img" aria-label="{name}">"#).map(|()| "</g></g>")
            }
        };
        let anchor = match label.side {
            0 => r#" text-anchor="middle""#,
            1 => "",
            _ => r#" text-anchor="end""#,
        };
        let (x, y) = (label.x, label.y);
        text(&label.title, (x, y + 13, LABEL_LINE), &format!(r#" font-weight="600"{anchor}"#), out);
        let note = y + label.title.len() as i32 * LABEL_LINE + 12;
        text(&label.note, (x, note, NOTE_LINE), &format!(r#" font-size="12" fill="{MUTED}"{anchor}"#), out);
        out.push_str(close.unwrap_or_default());
    }
    out.push_str("</g>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn radar(labels: &[String]) -> Profile {
        let axis = |label: &String| Axis { label: label.clone(), note: "● Strong ◇ Expert".to_owned(), href: None };
        let values = (0..labels.len() as u16).map(|at| (at + 1) * 250 % 1001).collect();
        let series = vec![Series { tone: Tone::Ic, values }, Series { tone: Tone::Ic, values: vec![1000, 0] }];
        Profile { axes: labels.iter().map(axis).collect(), rings: 4, series, ..Profile::default() }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn words_never_meet_and_keep_to_their_room(titles in prop::collection::vec("[A-Za-zа-я技術 ]{0,120}", 0..9)) {
            let radar = radar(&titles);
            let labels = labels(&radar);
            for (at, one) in labels.iter().enumerate() {
                prop_assert!(one.width <= ROOM as i32 + 1);
                for other in labels.iter().skip(at + 1) {
                    let apart = one.right() <= other.left() || other.right() <= one.left()
                        || one.y + one.height <= other.y || other.y + other.height <= one.y;
                    prop_assert!(apart || one.height == 0 || other.height == 0, "{:?} and {:?}", one.title, other.title);
                }
            }
            prop_assert_eq!(svg(&radar), svg(&radar));
        }
    }

    #[test]
    fn a_second_line_differs_by_more_than_colour() {
        let svg = svg(&radar(&["One".to_owned(), "Two".to_owned(), "Three".to_owned()]));
        for expected in ["stroke-dasharray=\"6 4\"", "a4 4 0 1 0 8 0", "l6 6-6 6-6-6z", "fill-opacity=\".14\""] {
            assert!(svg.contains(expected), "{expected}");
        }
    }
}
