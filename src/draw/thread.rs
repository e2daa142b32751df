//! A thread: columns side by side in groups, each as high as its step, with a line along their tops.

use super::Tone;
use super::escape::{Escaped, safe_href};
use super::measure::Font;
use super::sheet::tone_class;
use super::sizes::widest;
use super::svg::{Opening, open, text};
use std::fmt::Write;

/// A thread through groups of columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Thread {
    /// What the ids in the SVG begin with; unique on its page.
    pub id: String,
    /// The accessible name of the whole figure.
    pub title: String,
    /// One sentence about it for those who do not see it.
    pub description: String,
    /// How many steps there are.
    pub steps: usize,
    /// The groups from left to right; one without columns is not drawn.
    pub groups: Vec<Group>,
}

/// Columns that a line runs along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Group {
    /// The words above it.
    pub title: String,
    /// Its colour.
    pub tone: Tone,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Column {
    /// The words below it.
    pub label: String,
    /// The words on top of it.
    pub note: String,
    /// How many steps it is high, from 1; without one it is a mark on the ground.
    pub step: Option<usize>,
    /// Where it leads. Only relative, `http`, `https` and `mailto` addresses are kept.
    pub href: Option<String>,
    /// What it is called for those who do not see it.
    pub name: String,
}

const TITLE: Font = Font::bold(12.0);
const TITLE_LINE: i32 = 16;
const LABEL: Font = Font::bold(12.0);
const LABEL_LINE: i32 = 15;
const NOTE: Font = Font::regular(11.5);
const NOTE_LINE: i32 = 14;
/// The widest line of words at a column.
const ROOM: f32 = 92.0;
const LEAST: i32 = 60;
/// Between two columns and between two groups.
const GAP: i32 = 6;
const BETWEEN: i32 = 26;
/// The height of all steps together, and the least of one.
const HIGH: i32 = 128;
const LEAST_STEP: i32 = 10;

const INK: &str = "var(--ink,#1c2028)";
const MUTED: &str = "var(--muted,#626875)";
const LINE: &str = "var(--line,#e6e1d6)";
const CARD: &str = "var(--card,#fff)";
const TONE: &str = "var(--tone,#1f5f4f)";
const WASH: &str = "var(--tone-wash,#e4efe9)";

/// The thread as inline SVG. Equal threads give equal bytes. All words are measured and wrapped.
pub fn svg(thread: &Thread) -> String {
    let plan = plan(thread);
    let mut out = String::with_capacity(1024 + 512 * plan.bars.len());
    let Thread { id, title, description, .. } = thread;
    let size = (plan.width, plan.height);
    open(&Opening { id, class: "ladder thread-figure", title, description, size, font: LABEL.size }, &mut out);
    ground(&plan, &mut out);
    let mut start = 0;
    for (group, head) in thread.groups.iter().filter(|group| !group.columns.is_empty()).zip(&plan.heads) {
        let bars = &plan.bars[start..start + group.columns.len()];
        start += group.columns.len();
        self::group(group, head, bars, &plan, &mut out);
    }
    out.push_str("</svg>");
    out
}

/// Where everything is, in px.
struct Plan {
    width: i32,
    height: i32,
    /// Where the columns stand.
    ground: i32,
    step: i32,
    steps: usize,
    bar: i32,
    heads: Vec<Head>,
    /// The columns of all groups.
    bars: Vec<Bar>,
}

/// The words above a group.
struct Head {
    x: i32,
    width: i32,
    title: Vec<String>,
}

struct Bar {
    x: i32,
    top: i32,
    label: Vec<String>,
    note: Vec<String>,
}

fn plan(thread: &Thread) -> Plan {
    let groups: Vec<&Group> = thread.groups.iter().filter(|group| !group.columns.is_empty()).collect();
    let columns = || groups.iter().flat_map(|group| &group.columns);
    let labels: Vec<Vec<String>> = columns().map(|column| LABEL.lines(&column.label, ROOM)).collect();
    let notes: Vec<Vec<String>> = columns().map(|column| NOTE.lines(&column.note, ROOM)).collect();
    let wide = |font, all: &[Vec<String>]| all.iter().map(|lines| widest(font, lines)).max().unwrap_or(0);
    let bar = (wide(LABEL, &labels).max(wide(NOTE, &notes)) + 8).max(LEAST);
    let (mut x, mut heads, mut xs) = (1, Vec::new(), Vec::new());
    for group in &groups {
        let count = group.columns.len() as i32;
        let width = count * bar + (count - 1) * GAP;
        heads.push(Head { x, width, title: TITLE.lines(&group.title, width as f32) });
        xs.extend((0..count).map(|at| x + at * (bar + GAP)));
        x += width + BETWEEN;
    }
    let steps = thread.steps.max(1);
    let step = (HIGH / steps.min(1000) as i32).max(LEAST_STEP);
    let most = |all: &[Vec<String>]| all.iter().map(Vec::len).max().unwrap_or(0) as i32;
    let head = heads.iter().map(|head| head.title.len()).max().unwrap_or(0) as i32 * TITLE_LINE;
    let ground = head + 14 + most(&notes) * NOTE_LINE + 8 + step * steps as i32;
    let high = |column: &Column| column.step.map_or(0, |at| at.clamp(1, steps)) as i32;
    let bars = columns().zip(xs).zip(labels).zip(notes);
    let bars = bars.map(|(((column, x), label), note)| Bar { x, top: ground - step * high(column), label, note });
    let bars: Vec<Bar> = bars.collect();
    let below = bars.iter().map(|bar| bar.label.len()).max().unwrap_or(0) as i32 * LABEL_LINE;
    let (width, height) = ((x - BETWEEN).max(1) + 1, ground + 8 + below + 2);
    Plan { width, height, ground, step, steps, bar, heads, bars }
}

/// A line for each step, behind everything.
fn ground(plan: &Plan, out: &mut String) {
    let mut data = String::new();
    for step in 1..=plan.steps {
        let _ = write!(data, "M0 {}H{}", plan.ground - plan.step * step as i32, plan.width);
    }
    let (y, width) = (plan.ground, plan.width);
    let _ = write!(
        out,
        r#"<g aria-hidden="true" stroke="{LINE}"><path d="{data}" stroke-dasharray="2 4"/><path d="M0 {y}H{width}"/></g>"#
    );
}

fn group(group: &Group, head: &Head, bars: &[Bar], plan: &Plan, out: &mut String) {
    let tone = tone_class(group.tone);
    let _ = write!(out, r#"<g class="{tone}" role="list""#);
    if !group.title.trim().is_empty() {
        let _ = write!(out, r#" aria-label="{}""#, Escaped(&group.title));
    }
    out.push('>');
    if !head.title.is_empty() {
        out.push_str(r#"<g aria-hidden="true">"#);
        text(&head.title, (head.x, 12, TITLE_LINE), &format!(r#" font-weight="600" fill="{TONE}""#), out);
        let (x, y, end) = (head.x, head.title.len() as i32 * TITLE_LINE + 5, head.x + head.width);
        let _ = write!(out, r#"<path d="M{x} {y}H{end}" stroke="{TONE}" stroke-width="2"/></g>"#);
    }
    for (column, bar) in group.columns.iter().zip(bars) {
        self::column(column, bar, plan, out);
    }
    stairs(group, bars, plan, out);
    out.push_str("</g>");
}

fn column(column: &Column, bar: &Bar, plan: &Plan, out: &mut String) {
    let name = Escaped(if column.name.is_empty() { &column.label } else { &column.name }).to_string();
    let close = match column.href.as_deref().and_then(safe_href) {
        Some(href) => {
            let _ = write!(out, r#"<g role="listitem"><a href="{}" aria-label="{name}">"#, Escaped(href));
            "</a></g>"
        }
        None => {
            let _ = write!(out, r#"<g role="listitem"><g role="img" aria-label="{name}">"#);
            "</g></g>"
        }
    };
    let (x, width, middle) = (bar.x, plan.bar, bar.x + plan.bar / 2);
    // The whole column is one target, from its words on top to those below.
    let top = bar.top - 8 - bar.note.len() as i32 * NOTE_LINE;
    let _ = write!(
        out,
        r#"<rect class="box" x="{x}" y="{top}" width="{width}" height="{}" rx="6" fill="none" pointer-events="all"/>"#,
        plan.height - top - 1
    );
    match column.step {
        Some(_) => {
            let _ = write!(
                out,
                r#"<rect x="{x}" y="{}" width="{width}" height="{}" fill="{WASH}"/>"#,
                bar.top,
                plan.ground - bar.top
            );
        }
        None => {
            let _ = write!(
                out,
                r#"<circle cx="{middle}" cy="{}" r="4" fill="{CARD}" stroke="{TONE}" stroke-width="1.5"/>"#,
                plan.ground
            );
        }
    }
    let first = bar.top - 9 - (bar.note.len() as i32 - 1).max(0) * NOTE_LINE;
    let attributes = format!(r#" class="word" font-size="11.5" fill="{INK}" text-anchor="middle""#);
    text(&bar.note, (middle, first, NOTE_LINE), &attributes, out);
    let attributes = format!(r#" font-weight="600" fill="{MUTED}" text-anchor="middle""#);
    text(&bar.label, (middle, plan.ground + 18, LABEL_LINE), &attributes, out);
    out.push_str(close);
}

/// The line along the tops of columns that have a step.
fn stairs(group: &Group, bars: &[Bar], plan: &Plan, out: &mut String) {
    let mut data = String::new();
    let mut before: Option<usize> = None;
    for (at, bar) in bars.iter().enumerate().filter(|(at, _)| group.columns[*at].step.is_some()) {
        let end = bar.x + plan.bar;
        let _ = match before {
            Some(last) if last + 1 == at => write!(data, "H{}V{}H{end}", bar.x - GAP / 2, bar.top),
            _ => write!(data, "M{} {}H{end}", bar.x, bar.top),
        };
        before = Some(at);
    }
    if !data.is_empty() {
        let _ = write!(
            out,
            r#"<path aria-hidden="true" d="{data}" fill="none" stroke="{TONE}" stroke-width="2.5" stroke-linejoin="round" pointer-events="none"/>"#
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(words: Vec<(String, String, Option<usize>)>) -> Group {
        let column = |(label, note, step)| Column { label, note, step, ..Column::default() };
        Group {
            title: "Makers of everything".to_owned(),
            columns: words.into_iter().map(column).collect(),
            ..Group::default()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn words_stay_in_their_columns(
            words in prop::collection::vec(("[A-Za-zа-я技術 ]{0,120}", "[a-z ]{0,40}", prop::option::of(0..9_usize)), 0..8),
            steps in 0..7_usize,
        ) {
            let thread = Thread { steps, groups: vec![group(words.clone()), group(words)], ..Thread::default() };
            let plan = plan(&thread);
            for bar in &plan.bars {
                prop_assert!(widest(LABEL, &bar.label) <= plan.bar && widest(NOTE, &bar.note) <= plan.bar);
                let heads = plan.heads.iter().map(|head| head.title.len()).max().unwrap_or(0) as i32 * TITLE_LINE + 5;
                prop_assert!(bar.top - 9 - bar.note.len() as i32 * NOTE_LINE >= heads - NOTE_LINE);
                prop_assert!(plan.ground + 8 + bar.label.len() as i32 * LABEL_LINE <= plan.height);
                prop_assert!(bar.x + plan.bar <= plan.width);
            }
            prop_assert!(plan.heads.iter().all(|head| widest(TITLE, &head.title) <= head.width));
        }
    }

    #[test]
    fn the_line_is_broken_where_a_column_has_no_step() {
        let word = |step| ("L".to_owned(), String::new(), step);
        let groups = vec![group(vec![word(Some(1)), word(Some(2)), word(None), word(Some(2))])];
        let svg = svg(&Thread { steps: 2, groups, ..Thread::default() });
        let line = svg.rsplit("<path").next().unwrap();
        assert_eq!(line.matches('M').count(), 2, "{line}");
        assert_eq!(svg.matches("<circle").count(), 1);
    }
}
