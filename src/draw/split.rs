//! A whole in shares: one stacked bar, each share named below itself or, where that has no room, in a numbered list.

use super::measure::Font;
use super::sheet::{Anchor, CARD, EDGE, INK, MUTED, Name, Set, Sheet, Width};
use std::fmt::Write;

/// Wholes in shares, above one another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Split {
    /// What the ids in the SVG begin with; unique on its page.
    pub id: String,
    /// The accessible name of the whole figure.
    pub title: String,
    /// One sentence about it for those who do not see it.
    pub description: String,
    /// The bars, from the top.
    pub bars: Vec<Bar>,
}

/// One whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bar {
    /// The words above it, if any.
    pub title: String,
    /// Its shares, from the left.
    pub shares: Vec<Share>,
}

/// A share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Share {
    /// What it is.
    pub label: String,
    /// How much, in words.
    pub text: String,
    /// How much, in thousandths of the whole; what lies beyond a whole is cut off.
    pub width: u32,
    /// The number of its colour; `None` for what is left over.
    pub colour: Option<usize>,
}

const TITLE: Set = Set::new(Font::bold(13.0), 17, INK);
const VALUE: Set = Set::new(Font::bold(13.0), 17, INK);
const LABEL: Set = Set::new(Font::regular(12.0), 16, MUTED);
const INSIDE: Set = Set::new(Font::bold(12.0), 16, CARD).at(Anchor::Middle);
/// The height of a bar.
const BAR: i32 = 26;
/// The most lines of a label below its share.
const MOST: usize = 4;
/// The width of a list.
const LIST: i32 = 380;
/// The most lines of a label in a list.
const LISTED: usize = 12;
/// The colours of shares in order; more shares begin again.
const COLOURS: [&str; 6] = [
    "var(--ic,#3450b8)",
    "var(--management,#0c6a5d)",
    "var(--hybrid,#a24a17)",
    "var(--specialist,#7a3b8f)",
    "var(--shared,#4a5160)",
    "var(--grown,#7d5300)",
];

/// The shares as inline SVG for a width. Equal shares give equal bytes.
pub fn split(split: &Split, width: Width) -> String {
    let mut sheet = Sheet::new(width);
    // Bars above one another name their shares in one way.
    let named_below = split.bars.iter().all(|bar| segments(bar, sheet.width).iter().all(|it| below(it).is_some()));
    for (at, bar) in split.bars.iter().enumerate() {
        if at > 0 {
            sheet.y += 22;
        }
        let title = TITLE.font.wrap(&bar.title, sheet.width as f32, LISTED);
        sheet.words(&title, (0, sheet.y + 13), TITLE);
        sheet.y += if title.is_empty() { 0 } else { title.len() as i32 * TITLE.line + 7 };
        self::bar(bar, named_below, &mut sheet);
    }
    sheet.svg(Name { id: &split.id, title: &split.title, description: &split.description }, "split-figure")
}

/// A share with the room that it takes up.
struct Segment<'a> {
    share: &'a Share,
    x: i32,
    width: i32,
    /// Its number, from 1.
    number: usize,
}

fn segments<'a>(bar: &'a Bar, width: i32) -> Vec<Segment<'a>> {
    let place = |thousandths: u32| width * thousandths.min(1000) as i32 / 1000;
    let mut start = 0_u32;
    let segment = |(at, share): (usize, &'a Share)| {
        let (from, end) = (start, start.saturating_add(share.width));
        start = end;
        let (x, end) = (place(from), place(end));
        let gap = if end < width { 2 } else { 0 };
        let width = if share.width == 0 { 0 } else { (end - x - gap).max(1) };
        Segment { share, x, width, number: at + 1 }
    };
    bar.shares.iter().enumerate().map(segment).collect()
}

fn bar(bar: &Bar, named_below: bool, sheet: &mut Sheet) {
    let segments = segments(bar, sheet.width);
    let _ = write!(sheet.out, r#"<g role="list""#);
    if !bar.title.trim().is_empty() {
        let _ = write!(sheet.out, r#" aria-label="{}""#, super::escape::Escaped(&bar.title));
    }
    sheet.out.push('>');
    let top = sheet.y;
    sheet.y += BAR;
    let mut deepest = sheet.y;
    for segment in &segments {
        let close = sheet.open_entry(&format!("{}: {}", segment.share.label, segment.share.text), None);
        self::segment(segment, top, !named_below, sheet);
        match below(segment).filter(|_| named_below) {
            Some(label) => {
                let value = VALUE.font.wrap(&segment.share.text, segment.width as f32, 1);
                sheet.words(&value, (segment.x, sheet.y + 19), VALUE);
                sheet.words(&label, (segment.x, sheet.y + 36), LABEL);
                deepest = deepest.max(sheet.y + 24 + label.len() as i32 * LABEL.line);
            }
            None => deepest = listed(segment, deepest, sheet),
        }
        sheet.out.push_str(close);
    }
    sheet.out.push_str("</g>");
    sheet.y = deepest + 4;
}

/// The lines of a label below its share; `None` where there is no room for whole words.
fn below(segment: &Segment<'_>) -> Option<Vec<String>> {
    let room = (segment.width - 4) as f32;
    let share = segment.share;
    let widest = share.label.split_whitespace().map(|word| LABEL.font.width(word)).fold(0.0, f32::max);
    let lines = LABEL.font.wrap(&share.label, room, MOST + 1);
    let fits = widest <= room && lines.len() <= MOST && VALUE.font.width(&share.text) <= room;
    (fits && share.width > 0).then_some(lines)
}

fn segment(segment: &Segment<'_>, y: i32, numbered: bool, sheet: &mut Sheet) {
    let Segment { share, x, width, number } = segment;
    if *width == 0 {
        return;
    }
    match share.colour {
        Some(colour) => {
            let fill = COLOURS[colour % COLOURS.len()];
            let _ = write!(sheet.out, r#"<rect x="{x}" y="{y}" width="{width}" height="{BAR}" rx="3" fill="{fill}"/>"#);
        }
        None => {
            let (wide, high) = ((width - 1).max(1), BAR - 1);
            let _ = write!(
                sheet.out,
                r#"<rect x="{x}.5" y="{y}.5" width="{wide}" height="{high}" rx="3" fill="none" stroke="{EDGE}" stroke-dasharray="3 3"/>"#
            );
        }
    }
    let inside = number.to_string();
    if numbered && INSIDE.font.width(&inside) + 4.0 <= *width as f32 {
        let set = if share.colour.is_some() { INSIDE } else { Set { fill: MUTED, ..INSIDE } };
        sheet.words(&[inside], (x + width / 2, y + 17), set);
    }
}

/// A share as an entry of the list below the bar; returns where the list ends.
fn listed(segment: &Segment<'_>, y: i32, sheet: &mut Sheet) -> i32 {
    let share = segment.share;
    let top = y + 9;
    let right = sheet.width.min(LIST);
    let value = VALUE.font.wrap(&share.text, right as f32 / 3.0, 2);
    let wide = value.iter().map(|line| VALUE.font.width(line).ceil() as i32).max().unwrap_or_default();
    let label = LABEL.font.wrap(&share.label, (right - 30 - wide - 12) as f32, LISTED);
    if segment.width > 0 {
        let (fill, ink) = match share.colour {
            Some(colour) => (COLOURS[colour % COLOURS.len()], CARD),
            None => ("none", MUTED),
        };
        let stroke =
            if share.colour.is_none() { format!(r#" stroke="{EDGE}" stroke-dasharray="3 3""#) } else { String::new() };
        let _ = write!(sheet.out, r#"<rect x="0.5" y="{top}.5" width="19" height="17" rx="3" fill="{fill}"{stroke}/>"#);
        sheet.words(&[segment.number.to_string()], (10, top + 13), Set { fill: ink, ..INSIDE });
    }
    sheet.words(&label, (30, top + 13), Set { fill: INK, ..LABEL });
    sheet.words(&value, (right, top + 13), VALUE.at(Anchor::End));
    let lines = (label.len() as i32 * LABEL.line).max(value.len() as i32 * VALUE.line);
    top + lines.max(18)
}
