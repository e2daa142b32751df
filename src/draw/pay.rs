//! Pay bands: floating bars on one axis for each currency, markets told apart by pattern and name, open ends fading.

use super::Tone;
use super::bar::{self, Pattern};
use super::measure::Font;
use super::place::Area;
use super::sheet::{Anchor, INK, MUTED, Name, Set, Sheet, TONE, Width, tone_class};
use std::fmt::Write;

/// Pay bands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pay {
    /// What the ids in the SVG begin with; unique on its page.
    pub id: String,
    /// The accessible name of the whole figure.
    pub title: String,
    /// One sentence about it for those who do not see it.
    pub description: String,
    /// The markets that are told apart; none or one needs no telling.
    pub markets: Vec<String>,
    /// The panels, one for each currency.
    pub panels: Vec<Panel>,
}

/// The bands in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Panel {
    /// What the currency is called; shown where there are several panels.
    pub currency: String,
    /// What stands before an amount.
    pub sign: String,
    /// The groups of rows, from the top.
    pub groups: Vec<Group>,
}

/// Rows of one colour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Group {
    /// The words above them, if any.
    pub title: String,
    /// Their colour.
    pub tone: Tone,
    /// The rows, from the top.
    pub rows: Vec<Row>,
}

/// A row of bands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Row {
    /// What it is about.
    pub title: String,
    /// A word below that; may be empty.
    pub note: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether it is the one that the page is about.
    pub current: bool,
    /// Its bands, from the top.
    pub bands: Vec<Band>,
}

/// A band from one amount to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Band {
    /// Its market by number.
    pub market: usize,
    /// The amounts as they are to be read.
    pub text: String,
    /// The lower end.
    pub low: u64,
    /// The upper end; `None` where there is none.
    pub high: Option<u64>,
    /// Whether it goes on beyond the upper end.
    pub open: bool,
}

const TITLE: Set = Set::new(Font::bold(13.0), 17, INK);
const NOTE: Set = Set::new(Font::regular(12.0), 16, MUTED);
const GROUP: Set = Set::new(Font::bold(12.0), 16, TONE);
const AMOUNT: Set = Set::new(Font::regular(12.0), 16, INK);
const AXIS: Set = Set::new(Font::regular(11.5), 15, MUTED);
/// The height of a bar.
const BAR: i32 = 12;
/// From one band of a row to the next.
const PITCH: i32 = 22;
/// The room for words beside the bars of a wide figure.
const BESIDE: i32 = 204;
/// The most lines of a title.
const MOST: usize = 8;

/// The bands as inline SVG for a width. Equal bands give equal bytes.
pub fn pay(pay: &Pay, width: Width) -> String {
    let mut sheet = Sheet::new(width);
    legend(&pay.markets, &mut sheet);
    for panel in &pay.panels {
        let axis = Axis::of(panel, width, &sheet);
        self::panel(pay, panel, &axis, &mut sheet);
    }
    sheet.svg(Name { id: &pay.id, title: &pay.title, description: &pay.description }, "pay-figure")
}

/// The patterns with the markets that they stand for.
fn legend(markets: &[String], sheet: &mut Sheet) {
    if markets.len() < 2 {
        return;
    }
    sheet.out.push_str(r#"<g aria-hidden="true">"#);
    let mut x = 0;
    for (number, market) in markets.iter().enumerate() {
        let lines = NOTE.font.wrap(market, (sheet.width - 34) as f32, MOST);
        let wide = lines.iter().map(|line| NOTE.font.width(line).ceil() as i32).max().unwrap_or_default() + 34;
        if x > 0 && x + wide > sheet.width {
            (x, sheet.y) = (0, sheet.y + 20);
        }
        let area = Area { x, y: sheet.y + 2, width: 26, height: BAR };
        bar::bar(area, Pattern::of(number), false, MUTED, &mut sheet.out);
        sheet.words(&lines, (x + 34, sheet.y + 12), NOTE);
        if lines.len() > 1 {
            sheet.y += (lines.len() as i32 - 1) * NOTE.line;
            x = sheet.width;
        }
        x += wide + 22;
    }
    sheet.out.push_str("</g>");
    sheet.y += 34;
}

/// Where amounts stand on the sheet.
struct Axis {
    left: i32,
    right: i32,
    most: u64,
    step: u64,
}

impl Axis {
    fn of(panel: &Panel, width: Width, sheet: &Sheet) -> Self {
        let left = if width == Width::Wide { BESIDE } else { 0 };
        let bands = panel.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.bands);
        let ends = bands.map(|band| band.high.unwrap_or(band.low.saturating_add(band.low / 6)).max(band.low));
        let most = ends.max().unwrap_or_default().max(1);
        let ticks = if width == Width::Wide { 6 } else { 4 };
        Self { left, right: sheet.width - bar::BEYOND, most, step: step(most, ticks) }
    }

    fn place(&self, amount: u64) -> i32 {
        let part = u128::from(amount.min(self.most)) * (self.right - self.left) as u128 / u128::from(self.most);
        self.left + part as i32
    }

    fn ticks(&self) -> impl Iterator<Item = u64> {
        (0..=self.most / self.step).map(|tick| tick * self.step)
    }
}

/// A round amount of which at most so many make up `most`.
fn step(most: u64, ticks: u64) -> u64 {
    let mut power = 1_u64;
    loop {
        for (times, parts) in [(1, 1), (2, 1), (5, 2), (5, 1)] {
            let step = power.saturating_mul(times) / parts;
            if step > 0 && most / step <= ticks {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// An amount in thousands or millions, such as `1.2M`.
fn short(amount: u64) -> String {
    let (unit, letter) = match amount {
        0..1_000 => return amount.to_string(),
        1_000..1_000_000 => (1_000, "K"),
        1_000_000..1_000_000_000 => (1_000_000, "M"),
        _ => (1_000_000_000, "B"),
    };
    let hundredths = format!("{}.{:02}", amount / unit, amount % unit * 100 / unit);
    format!("{}{letter}", hundredths.trim_end_matches('0').trim_end_matches('.'))
}

fn panel(pay: &Pay, panel: &Panel, axis: &Axis, sheet: &mut Sheet) {
    let top = sheet.y;
    if pay.panels.len() > 1 {
        if top > 0 {
            sheet.y += 14;
        }
        let lines = TITLE.font.wrap(&panel.currency, sheet.width as f32, 1);
        sheet.words(&lines, (0, sheet.y + 13), TITLE);
        sheet.y += if axis.left > 0 { 0 } else { TITLE.line + 4 };
    }
    scale(panel, axis, sheet);
    let top = sheet.y;
    let mut body = Sheet { width: sheet.width, y: top, out: String::new() };
    for group in &panel.groups {
        self::group(pay, group, axis, &mut body);
    }
    body.rule(body.y);
    sheet.grid(axis.ticks().map(|tick| axis.place(tick)), top - 6, body.y);
    sheet.out.push_str(&body.out);
    sheet.y = body.y + 2;
}

/// The amounts above the lines of the axis.
fn scale(panel: &Panel, axis: &Axis, sheet: &mut Sheet) {
    sheet.out.push_str(r#"<g aria-hidden="true">"#);
    let mut free = axis.left;
    for tick in axis.ticks() {
        let label = format!("{}{}", panel.sign, short(tick));
        let wide = AXIS.font.width(&label).ceil() as i32;
        let x = axis.place(tick);
        let from = if tick == 0 { x } else { x - wide / 2 };
        if from < free || from + wide > sheet.width {
            continue;
        }
        free = from + wide + 10;
        sheet.words(&[label], (from, sheet.y + 13), AXIS);
    }
    sheet.out.push_str("</g>");
    sheet.y += 25;
}

fn group(pay: &Pay, group: &Group, axis: &Axis, sheet: &mut Sheet) {
    let _ = write!(sheet.out, r#"<g class="{}" role="list""#, tone_class(group.tone));
    if !group.title.trim().is_empty() {
        let _ = write!(sheet.out, r#" aria-label="{}""#, super::escape::Escaped(&group.title));
    }
    sheet.out.push('>');
    let title = GROUP.font.wrap(&group.title, sheet.width as f32, MOST);
    if !title.is_empty() {
        sheet.rule(sheet.y);
        sheet.words(&title, (0, sheet.y + 26), GROUP);
        sheet.y += 18 + title.len() as i32 * GROUP.line;
    }
    for row in &group.rows {
        self::row(pay, row, axis, sheet);
    }
    sheet.out.push_str("</g>");
}

fn row(pay: &Pay, row: &Row, axis: &Axis, sheet: &mut Sheet) {
    let beside = axis.left > 0;
    let inset = if row.current { 10 } else { 0 };
    let room = (if beside { axis.left - 16 } else { sheet.width }) - inset;
    let title = TITLE.font.wrap(&row.title, room as f32, MOST);
    let note = NOTE.font.wrap(&row.note, room as f32, 2);
    // A short note stands behind a short title.
    let behind = match (beside, title.as_slice(), note.as_slice()) {
        (false, [title], [note]) => {
            let width = TITLE.font.width(title).ceil() as i32 + 8;
            (width + NOTE.font.width(note).ceil() as i32 <= room).then_some(inset + width)
        }
        _ => None,
    };
    let below = if behind.is_some() { 0 } else { note.len() as i32 };
    let words = title.len() as i32 * TITLE.line + below * NOTE.line;
    let top = sheet.y + 9;
    let mut bars = Sheet { width: sheet.width, y: if beside { top + 2 } else { top + words + 5 }, out: String::new() };
    for band in &row.bands {
        self::band(pay, band, axis, &mut bars);
    }
    let low = bars.y - (PITCH - BAR);
    // What is lower than its neighbour stands in the middle.
    let (shift, spare) =
        if beside { ((words - (low - top)).max(0) / 2, (low - top - words).max(0) / 2) } else { (0, 0) };
    let bottom = low.max(top + words) + 10;
    if row.current {
        let (height, width) = (bottom - sheet.y - 1, sheet.width);
        let _ = write!(
            sheet.out,
            r#"<rect class="here" y="{}" width="{width}" height="{height}" fill="var(--tone-wash,#e4efe9)"/><path d="M1.5 {}v{height}" stroke="{TONE}" stroke-width="3"/>"#,
            sheet.y + 1,
            sheet.y + 1
        );
    }
    sheet.rule(sheet.y);
    let close = sheet.open_entry(&name(pay, row), row.href.as_deref());
    sheet.words(&title, (inset, top + spare + 13), TITLE);
    match behind {
        Some(x) => sheet.words(&note, (x, top + 13), NOTE),
        None => sheet.words(&note, (inset, top + spare + title.len() as i32 * TITLE.line + 12), NOTE),
    }
    match shift {
        0 => sheet.out.push_str(&bars.out),
        _ => {
            let _ = write!(sheet.out, r#"<g transform="translate(0 {shift})">{}</g>"#, bars.out);
        }
    }
    sheet.out.push_str(close);
    sheet.y = bottom;
}

/// What is read aloud for a row: its words, then each band with its market.
fn name(pay: &Pay, row: &Row) -> String {
    let words = [row.title.trim(), row.note.trim()].into_iter().filter(|words| !words.is_empty()).map(str::to_owned);
    let bands = row.bands.iter().map(|band| said(pay, band, true));
    words.chain(bands).collect::<Vec<_>>().join(", ")
}

/// The amounts of a band with its market; the first market goes without saying where there is a legend.
fn said(pay: &Pay, band: &Band, first_too: bool) -> String {
    match pay.markets.get(band.market) {
        Some(market) if pay.markets.len() > 1 && (first_too || band.market > 0) => format!("{} · {market}", band.text),
        _ => band.text.clone(),
    }
}

/// One bar with its amounts behind it, before it or, where neither has room, above it.
fn band(pay: &Pay, band: &Band, axis: &Axis, sheet: &mut Sheet) {
    let (from, to) = (axis.place(band.low), axis.place(band.high.unwrap_or(axis.most)));
    let width = (to - from).max(4);
    let end = from + width + if band.open { bar::BEYOND } else { 0 };
    let said = said(pay, band, false);
    let wide = AMOUNT.font.width(&said).ceil() as i32;
    let base = |y: i32| y + BAR - 2;
    if end + 8 + wide <= sheet.width {
        sheet.words(&[said], (end + 8, base(sheet.y)), AMOUNT);
    } else if from - 8 - wide >= axis.left {
        sheet.words(&[said], (from - 8, base(sheet.y)), AMOUNT.at(Anchor::End));
    } else {
        let lines = AMOUNT.font.wrap(&said, (sheet.width - axis.left) as f32, MOST);
        let widest = lines.iter().map(|line| AMOUNT.font.width(line).ceil() as i32).max().unwrap_or_default();
        let x = from.min(sheet.width - widest).max(axis.left);
        sheet.words(&lines, (x, sheet.y + 11), AMOUNT);
        sheet.y += lines.len() as i32 * AMOUNT.line;
    }
    let area = Area { x: from, y: sheet.y, width, height: BAR };
    bar::bar(area, Pattern::of(band.market), band.open, TONE, &mut sheet.out);
    sheet.y += PITCH;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_short_and_steps_are_round() {
        let all = [0, 950, 1_000, 112_500, 1_250_000, 2_000_000_000].map(short);
        assert_eq!(all, ["0", "950", "1K", "112.5K", "1.25M", "2B"]);
        for (most, expected) in
            [(1, 1), (7, 2), (130_000, 20_000), (160_000, 25_000), (600_000, 100_000), (1_200_000, 200_000)]
        {
            assert_eq!(step(most, 6), expected, "{most}");
        }
        assert!(step(u64::MAX, 4) > 0);
    }
}
