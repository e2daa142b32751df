//! Writes a placed figure as SVG: short, accessible, and coloured by the theme alone.
//!
//! Classes and the custom properties `--lad-…` carry all colours; the fallbacks only serve a picture shown without a
//! theme. `themes/default/style/ladder.css` has the other half.

use super::escape::{Escaped, Id, safe_href};
use super::order::{Cell, Plan};
use super::path;
use super::place::{Area, Figure, Line, Panel, Placed, Rule};
use super::sizes::{LANE_LINE, SMALL_LINE, Sizes};
use super::{Ladder, Mark, Tone};
use std::fmt::Write;

const CARD: &str = "var(--lad-card,#fff)";
const INK: &str = "var(--lad-ink,#1c2028)";
const MUTED: &str = "var(--lad-muted,#5f6673)";
const LINE: &str = "var(--lad-line,#e0dacd)";
const EDGE: &str = "var(--lad-edge,#6b7280)";
const ACCENT: &str = "var(--lad-accent,#1f5f4f)";
const ON_ACCENT: &str = "var(--lad-on-accent,#fff)";

/// The SVG of a figure.
pub(super) fn svg(plan: &Plan<'_>, figure: &Figure<'_>) -> String {
    let mut out = String::with_capacity(1024 + 512 * plan.cells.len());
    head(plan, figure, &mut out);
    rules(&figure.rules, &mut out);
    figure.panels.iter().for_each(|panel| self::panel(plan, panel, &mut out));
    lines(&figure.lines, &figure.sizes, &mut out);
    let mut start = 0;
    for cells in plan.cells.chunk_by(|one, other| one.lane == other.lane) {
        list(plan, cells, &Boxes { placed: &figure.boxes[start..start + cells.len()], figure }, &mut out);
        start += cells.len();
    }
    out.push_str("</svg>");
    out
}

/// The colours of a tone: of lines and words, and of a panel.
fn tone(tone: Tone) -> (&'static str, &'static str, &'static str) {
    match tone {
        Tone::Shared => ("t0", "var(--lad-t0,#454b57)", "var(--lad-t0w,#f3f0e8)"),
        Tone::Ic => ("t1", "var(--lad-t1,#3450b8)", "var(--lad-t1w,#f2f5fd)"),
        Tone::Management => ("t2", "var(--lad-t2,#0f7163)", "var(--lad-t2w,#edf7f5)"),
        Tone::Hybrid => ("t3", "var(--lad-t3,#b3541e)", "var(--lad-t3w,#fcf3ed)"),
        Tone::Specialist => ("t4", "var(--lad-t4,#7a3b8f)", "var(--lad-t4w,#f8f2fa)"),
    }
}

fn head(plan: &Plan<'_>, figure: &Figure<'_>, out: &mut String) {
    let class = if plan.is_map() { "ladder map" } else { "ladder full" };
    let Ladder { id, title, description, .. } = plan.ladder;
    let (size, font) = ((figure.width, figure.height), figure.sizes.title.size);
    open(&Opening { id, class, title, description, size, font }, out);
}

/// What an SVG begins with.
pub(super) struct Opening<'a> {
    pub(super) id: &'a str,
    pub(super) class: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Width and height in px.
    pub(super) size: (i32, i32),
    /// The size of most words in px.
    pub(super) font: f32,
}

/// Opens an SVG that is a document of its own with a name and a description.
pub(super) fn open(opening: &Opening<'_>, out: &mut String) {
    let Opening { class, size: (width, height), font, .. } = opening;
    let id = Id(opening.id);
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="{class}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" style="--lad-width:{width}px""#
    );
    let _ = write!(
        out,
        r#" role="graphics-document document" aria-labelledby="{id}-t" aria-describedby="{id}-d" font-family="var(--sans,Inter,system-ui,sans-serif)" font-size="{font}" fill="{INK}">"#
    );
    let (title, description) = (Escaped(opening.title), Escaped(opening.description));
    let _ = write!(out, r#"<title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>"#);
}

/// The dotted lines of the rows with their words.
fn rules(rules: &[Rule], out: &mut String) {
    if rules.is_empty() {
        return;
    }
    let _ = write!(out, r#"<g class="rows" aria-hidden="true" font-size="11.5" fill="{MUTED}"><path d=""#);
    for rule in rules {
        let _ = write!(out, "M{} {}H{}", rule.from, rule.y, rule.to);
    }
    let _ = write!(out, r#"" stroke="{LINE}" stroke-dasharray="2 4"/>"#);
    for rule in rules {
        let first = rule.y + 4 - (rule.label.len() as i32 - 1) * SMALL_LINE / 2;
        for x in std::iter::once(0).chain(rule.again) {
            text(&rule.label, (x, first, SMALL_LINE), "", out);
        }
    }
    out.push_str("</g>");
}

/// The tinted ground of a lane with its title.
fn panel(plan: &Plan<'_>, panel: &Panel, out: &mut String) {
    let lane = plan.lanes[panel.lane];
    let (class, colour, wash) = tone(lane.tone);
    let Area { x, y, width, height } = panel.area;
    let _ = write!(
        out,
        r#"<rect class="panel {class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{wash}"/>"#
    );
    let href = lane.href.as_deref().and_then(safe_href);
    let close = match href {
        Some(href) => write!(out, r#"<a href="{}">"#, Escaped(href)).map(|()| "</a>"),
        None => write!(out, r#"<g aria-hidden="true">"#).map(|()| "</g>"),
    };
    let anchor = if panel.left.is_some() { "" } else { r#" text-anchor="middle""# };
    let attributes = format!(r#" class="{class}" font-size="12" font-weight="600" fill="{colour}"{anchor}"#);
    let at = (panel.left.unwrap_or(x + width / 2), panel.top + 12, LANE_LINE);
    text(&panel.title, at, &attributes, out);
    out.push_str(close.unwrap_or_default());
}

/// All lines between boxes: one path for solid ones, one for dotted ones, one for the arrows of those.
fn lines(lines: &[Line<'_>], sizes: &Sizes, out: &mut String) {
    let (mut solid, mut dotted, mut heads) = (String::new(), String::new(), String::new());
    for line in lines {
        let mut points = line.points.clone();
        let arrows = if line.link.kind.rises() { &mut solid } else { &mut heads };
        if sizes.tip >= 0 {
            arrow_at_end(&mut points, sizes.tip, arrows);
            if line.link.both {
                points.reverse();
                arrow_at_end(&mut points, sizes.tip, arrows);
            }
        }
        let data = if line.link.kind.rises() { &mut solid } else { &mut dotted };
        path::line(&points, sizes.radius, data);
    }
    if lines.is_empty() {
        return;
    }
    let _ = write!(out, r#"<g class="edges" aria-hidden="true" fill="none" stroke="{EDGE}" stroke-width="1.5">"#);
    for (data, attributes) in
        [(solid, ""), (dotted, r#" class="across" stroke-dasharray="2 4" stroke-linecap="round""#), (heads, "")]
    {
        if !data.is_empty() {
            let _ = write!(out, r#"<path d="{data}"{attributes}/>"#);
        }
    }
    labels(lines, out);
    out.push_str("</g>");
}

/// Draws the arrow at the last point and draws that point back to its tip.
fn arrow_at_end(points: &mut [path::Point], tip: i32, data: &mut String) {
    if let [.., before, last] = points {
        *last = path::toward(*last, *before, tip);
        path::arrow(*before, *last, data);
    }
}

fn labels(lines: &[Line<'_>], out: &mut String) {
    for line in lines {
        let Some((x, y)) = line.label else { continue };
        let _ = write!(
            out,
            r#"<text class="label" x="{x}" y="{y}" font-size="11.5" text-anchor="middle" fill="{MUTED}" stroke="none">{}</text>"#,
            Escaped(line.link.label)
        );
    }
}

/// The boxes of one lane.
struct Boxes<'a> {
    placed: &'a [Placed],
    figure: &'a Figure<'a>,
}

fn list(plan: &Plan<'_>, cells: &[Cell<'_>], boxes: &Boxes<'_>, out: &mut String) {
    let Some(lane) = cells.first().map(|cell| plan.lanes[cell.lane]) else { return };
    let (class, ..) = tone(lane.tone);
    let _ = write!(out, r#"<g class="lane {class}" role="list""#);
    if !lane.title.trim().is_empty() {
        let _ = write!(out, r#" aria-label="{}""#, Escaped(&lane.title));
    }
    out.push_str(if plan.is_map() { r#" text-anchor="middle" font-weight="600">"# } else { ">" });
    for (cell, placed) in cells.iter().zip(boxes.placed) {
        item(&Item { cell, placed, tone: lane.tone, sizes: &boxes.figure.sizes, is_map: plan.is_map() }, out);
    }
    out.push_str("</g>");
}

/// One box and what it is drawn with.
struct Item<'a> {
    cell: &'a Cell<'a>,
    placed: &'a Placed,
    tone: Tone,
    sizes: &'a Sizes,
    is_map: bool,
}

fn item(item: &Item<'_>, out: &mut String) {
    let rung = item.cell.rung;
    out.push_str(r#"<g role="listitem""#);
    let marks = [rung.mark.map(class), rung.faint.then_some("faint"), rung.current.then_some("current")];
    let classes: Vec<&str> = marks.into_iter().flatten().collect();
    if !classes.is_empty() {
        let _ = write!(out, r#" class="{}""#, classes.join(" "));
    }
    out.push('>');
    let name = name(item.cell);
    let close = match rung.href.as_deref().and_then(safe_href) {
        Some(href) => {
            let page = if rung.current { r#" aria-current="page""# } else { "" };
            let _ = write!(out, r#"<a href="{}" aria-label="{}"{page}>"#, Escaped(href), Escaped(&name));
            "</a></g>"
        }
        None => {
            let _ = write!(out, r#"<g role="img" aria-label="{}">"#, Escaped(&name));
            "</g></g>"
        }
    };
    frame(item, out);
    words(item, out);
    out.push_str(close);
}

/// What a box is called, with the word for its mark.
fn name(cell: &Cell<'_>) -> String {
    let rung = cell.rung;
    let mut name = match (rung.name.trim(), rung.title.trim(), rung.note.trim()) {
        ("", "", _) => rung.code.clone(),
        ("", title, "") => title.to_owned(),
        ("", title, note) => format!("{title}, {note}"),
        (name, ..) => name.to_owned(),
    };
    if let Some(mark) = rung.mark {
        name.push_str(match mark {
            Mark::Added => ", added",
            Mark::Removed => ", removed",
            Mark::Changed => ", changed",
        });
    }
    name
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Added => "added",
        Mark::Removed => "removed",
        Mark::Changed => "changed",
    }
}

/// The sign of a mark and its colour.
fn sign(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Added => ("+", "var(--lad-add,#18794e)"),
        Mark::Removed => ("−", "var(--lad-del,#b42318)"),
        Mark::Changed => ("Δ", "var(--lad-chg,#9a6700)"),
    }
}

/// The box itself, with a bar in the colour of its lane.
fn frame(Item { cell, placed, tone, is_map, .. }: &Item<'_>, out: &mut String) {
    let rung = cell.rung;
    let Area { x, y, width, height } = placed.area;
    let radius = if *is_map { 6 } else { 8 };
    let fill = if rung.current { ACCENT } else { CARD };
    let stroke = match rung.mark {
        Some(mark) => sign(mark).1,
        None if rung.current => ACCENT,
        None if rung.faint => EDGE,
        None => LINE,
    };
    let dashes = match rung.mark {
        Some(Mark::Removed) => r#" stroke-dasharray="5 3""#,
        _ if rung.faint => r#" stroke-dasharray="2 3""#,
        _ => "",
    };
    let _ = write!(
        out,
        r#"<rect class="box" x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{fill}" stroke="{stroke}"{dashes}/>"#
    );
    if !*is_map && !rung.current {
        let (top, high, (_, colour, _)) = (y + 10, height - 20, self::tone(*tone));
        let _ = write!(out, r#"<path d="M{} {top}v{high}" stroke="{colour}" stroke-width="3"/>"#, x + 2);
    }
}

fn words(Item { cell, placed, sizes, is_map, .. }: &Item<'_>, out: &mut String) {
    let (rung, words) = (cell.rung, &placed.words);
    let Area { x, y, width, height } = placed.area;
    let top = y + (height - words.lines_height(sizes)) / 2;
    let left = if *is_map { x + width / 2 } else { x + sizes.left };
    let base = top + sizes.title_line * 3 / 4;
    let colour = match rung.current {
        true => format!(r#" fill="{ON_ACCENT}""#),
        false if rung.faint => format!(r#" fill="{MUTED}""#),
        false => String::new(),
    };
    let struck = if rung.mark == Some(Mark::Removed) { r#" text-decoration="line-through""# } else { "" };
    let weight = if *is_map { "" } else { r#" font-weight="600""# };
    text(&words.title, (left, base, sizes.title_line), &format!("{weight}{colour}{struck}"), out);
    let note = top + words.title.len() as i32 * sizes.title_line + sizes.note_line * 3 / 4;
    let colour = if rung.current { ON_ACCENT } else { MUTED };
    let attributes = format!(r#" class="note" font-size="{}" fill="{colour}""#, sizes.note.size);
    text(&words.note, (left, note, sizes.note_line), &attributes, out);
    if let Some(mark) = rung.mark {
        let (sign, colour) = sign(mark);
        let (right, base) = if *is_map { (x + width - 4, y + 11) } else { (x + width - sizes.right, base) };
        let colour = if rung.current { ON_ACCENT } else { colour };
        let _ = write!(
            out,
            r#"<text class="sign" x="{right}" y="{base}" text-anchor="end" font-weight="600" fill="{colour}">{sign}</text>"#
        );
    }
}

/// Lines of text from a point downwards, as `(x, first base line, height of a line)`. A space ends each line, so that
/// those who hear the text hear words apart.
pub(super) fn text(lines: &[String], (x, y, height): (i32, i32, i32), attributes: &str, out: &mut String) {
    let [first, rest @ ..] = lines else { return };
    let _ = write!(out, r#"<text x="{x}" y="{y}"{attributes}>{}"#, Escaped(first));
    for line in rest {
        let _ = write!(out, r#" <tspan x="{x}" dy="{height}">{}</tspan>"#, Escaped(line));
    }
    out.push_str("</text> ");
}
