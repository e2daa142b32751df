//! A time line: each step a bar of its own under an axis that counts units of time; open ends fade.

use super::Tone;
use super::bar::{self, Pattern};
use super::measure::Font;
use super::place::Area;
use super::sheet::{Anchor, EDGE, INK, MUTED, Name, Set, Sheet, TONE, Width, tone_class};
use std::fmt::Write;

/// A time line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Timeline {
    /// What the ids in the SVG begin with; unique on its page.
    pub id: String,
    /// The accessible name of the whole figure.
    pub title: String,
    /// One sentence about it for those who do not see it.
    pub description: String,
    /// The colour of its bars; the theme's own when absent.
    pub tone: Option<Tone>,
    /// What the axis counts, such as `Month`.
    pub unit: String,
    /// How much time one of them is; 0 counts as 1.
    pub unit_length: u32,
    /// The steps, from the top.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Step {
    /// What it is about.
    pub title: String,
    /// When, in words; they stand in the place of a title that is empty.
    pub when: String,
    /// What else to say; may be empty.
    pub note: String,
    /// Where it leads.
    pub href: Option<String>,
    /// When it begins and ends; without an end it goes on. A step without a time has no bar.
    pub span: Option<(u32, Option<u32>)>,
}

const TITLE: Set = Set::new(Font::bold(13.0), 17, INK);
const NOTE: Set = Set::new(Font::regular(12.0), 16, MUTED);
const AXIS: Set = Set::new(Font::regular(11.5), 15, MUTED);
/// The height of a bar.
const BAR: i32 = 12;
/// The room for words beside the bars of a wide figure.
const BESIDE: i32 = 232;
/// The most lines of a title.
const MOST: usize = 8;

/// The time line as inline SVG for a width. Equal time lines give equal bytes.
pub fn timeline(line: &Timeline, width: Width) -> String {
    let mut sheet = Sheet::new(width);
    let axis = Axis::of(line, width, &sheet);
    let class = line.tone.map(tone_class).unwrap_or_default();
    head(line, &axis, &mut sheet);
    let top = sheet.y;
    let mut body = Sheet { y: top, out: String::new(), ..sheet };
    for step in &line.steps {
        self::step(step, &axis, &mut body);
    }
    body.rule(body.y);
    body.y += 2;
    let mut sheet = Sheet { out: sheet.out, ..sheet };
    sheet.grid(axis.edges(), top - 6, body.y - 2);
    let _ = write!(sheet.out, r#"<g role="list">{}</g>"#, body.out);
    sheet.y = body.y;
    let name = Name { id: &line.id, title: &line.title, description: &line.description };
    sheet.svg(name, &format!("timeline-figure {class}"))
}

/// Where time stands on the sheet.
struct Axis {
    left: i32,
    right: i32,
    /// How long one unit is.
    unit: u64,
    /// How many units there are.
    count: u64,
    /// How many units stand under one label.
    every: u64,
}

impl Axis {
    fn of(line: &Timeline, width: Width, sheet: &Sheet) -> Self {
        let left = if width == Width::Wide { BESIDE } else { 0 };
        let unit = u64::from(line.unit_length.max(1));
        let spans = || line.steps.iter().filter_map(|step| step.span);
        let closed = spans().map(|(start, end)| u64::from(end.unwrap_or(start))).max().unwrap_or_default();
        // A fiftieth over a whole unit is no unit of its own: 52 weeks are a year.
        let mut count = (closed * 50).div_ceil(unit * 51).max(1);
        if spans().any(|(start, end)| end.is_none() && u64::from(start) + unit > count * unit) {
            count += (count / 6).max(1);
        }
        let right = sheet.width - bar::BEYOND;
        let mut axis = Self { left, right, unit, count, every: 1 };
        let fits = |axis: &Self| {
            let room = (axis.right - axis.left) as f32 * axis.every as f32 / axis.count as f32;
            AXIS.font.width(&axis.label(axis.count.saturating_sub(axis.every))) + 6.0 <= room
        };
        while axis.every < axis.count && !fits(&axis) {
            axis.every = match axis.every {
                1 => 2,
                2 => 3,
                3 => 6,
                every => every * 2,
            };
        }
        axis
    }

    /// Where a moment lies.
    fn place(&self, time: u64) -> i32 {
        let (time, whole) = (time.min(self.count * self.unit), self.count * self.unit);
        self.left + ((self.right - self.left) as u64 * time / whole.max(1)) as i32
    }

    /// The units that begin a label.
    fn starts(&self) -> impl Iterator<Item = u64> {
        (0..self.count).step_by(self.every as usize)
    }

    fn edges(&self) -> impl Iterator<Item = i32> {
        self.starts().chain([self.count]).map(|unit| self.place(unit * self.unit))
    }

    /// The words under which the units from `start` on stand.
    fn label(&self, start: u64) -> String {
        let last = (start + self.every).min(self.count);
        if start + 1 == last { last.to_string() } else { format!("{}–{last}", start + 1) }
    }
}

fn head(line: &Timeline, axis: &Axis, sheet: &mut Sheet) {
    sheet.out.push_str(r#"<g aria-hidden="true">"#);
    sheet.y = 14;
    let unit = AXIS.font.wrap(&line.unit, sheet.width as f32, 1);
    sheet.words(&unit, (0, sheet.y), AXIS);
    if axis.left == 0 {
        sheet.y += AXIS.line;
    }
    for start in axis.starts() {
        let end = (start + axis.every).min(axis.count);
        let middle = (axis.place(start * axis.unit) + axis.place(end * axis.unit)) / 2;
        let label = axis.label(start);
        // The last group may be a short one.
        if AXIS.font.width(&label) <= (axis.place(end * axis.unit) - axis.place(start * axis.unit)) as f32 {
            sheet.words(&[label], (middle, sheet.y), AXIS.at(Anchor::Middle));
        }
    }
    sheet.out.push_str("</g>");
    sheet.y += 12;
}

fn step(step: &Step, axis: &Axis, sheet: &mut Sheet) {
    sheet.rule(sheet.y);
    let beside = axis.left > 0;
    let room = if beside { axis.left - 16 } else { sheet.width } as f32;
    let (when, title) = match step.title.trim() {
        "" => (Vec::new(), TITLE.font.wrap(&step.when, room, MOST)),
        title => (NOTE.font.wrap(&step.when, room, MOST), TITLE.font.wrap(title, room, MOST)),
    };
    let note = NOTE.font.wrap(&step.note, room, MOST);
    let name = [step.when.trim(), step.title.trim(), step.note.trim()].into_iter().filter(|words| !words.is_empty());
    let close = sheet.open_entry(&name.collect::<Vec<_>>().join(": "), step.href.as_deref());
    let top = sheet.y + 9;
    sheet.words(&when, (0, top + 12), NOTE);
    let below = when.len() as i32 * NOTE.line;
    sheet.words(&title, (0, top + below + 13), TITLE);
    let below = below + title.len() as i32 * TITLE.line;
    sheet.words(&note, (0, top + below + 12), NOTE);
    let height = below + note.len() as i32 * NOTE.line;
    let below = if beside { top + (height - BAR).max(0) / 2 } else { top + height + 5 };
    let bottom = if step.span.is_none() && !beside { top + height } else { (below + BAR).max(top + height) };
    match step.span {
        Some(span) => self::bar(span, axis, below, &mut sheet.out),
        None if beside => unknown(axis, below + BAR / 2, &mut sheet.out),
        None => {}
    }
    sheet.out.push_str(close);
    sheet.y = bottom + 10;
}

fn bar((start, end): (u32, Option<u32>), axis: &Axis, y: i32, out: &mut String) {
    let x = axis.place(start.into());
    let until = axis.place(end.map_or(axis.count * axis.unit, u64::from));
    let width = (until - x).max(4);
    // A hair's breadth between a bar and the one that follows.
    let area = Area { x: x + 1, y, width: (width - 1).max(4), height: BAR };
    bar::bar(area, Pattern::Solid, end.is_none(), TONE, out);
}

/// A step at no known time: a dotted line instead of a bar.
fn unknown(axis: &Axis, y: i32, out: &mut String) {
    let (left, right) = (axis.left + 2, axis.right);
    let _ = write!(
        out,
        r#"<path d="M{left} {y}H{right}" fill="none" stroke="{EDGE}" stroke-width="2" stroke-linecap="round" stroke-dasharray="0 7"/>"#
    );
}
