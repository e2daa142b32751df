//! How time is divided: shares of a whole, whatever they add up to.

use super::builder::Builder;
use super::diagram::Diagram;
use super::diagram::split::{Bar, Share, Split};
use super::parts::{Chart, ChartRow};
use crate::model::range::Range;
use crate::model::things::{self, Measure, Week};

/// What is right when shares are rounded: in tenths of a percent.
const ROUNDING: u32 = 10;

/// A whole, in tenths of a percent.
const WHOLE: u32 = 1000;

/// The splits of some weeks as bars above one another, each with the title of what it is about; `None` where no share
/// can be read.
pub fn figure(page: &mut Builder<'_>, title: String, weeks: &[(String, &Week)]) -> Option<Chart> {
    let mut labels: Vec<String> = Vec::new();
    let (mut bars, mut notes, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (title, week) in weeks {
        let (shares, note) = shares(&week.split, &mut labels);
        if shares.iter().all(|share| share.width == 0) {
            continue;
        }
        let values = week.split.iter().map(|(label, share)| format!("{}: {}", label.plain(), share.text.plain()));
        rows.push(ChartRow { label: title.clone(), href: None, values: values.collect() });
        let about = if title.is_empty() { String::new() } else { format!("{title}: ") };
        notes.extend(note.map(|note| format!("{about}{note}")));
        bars.push(Bar { title: title.clone(), shares });
    }
    if bars.is_empty() {
        return None;
    }
    let description = "Shares of the time, side by side in one bar.".to_owned();
    let drawing = page.figure(Diagram::Split(Split { title: title.clone(), description, bars }));
    Some(Chart { title, drawing, notes, rows })
}

/// The shares as drawn, and what has to be said about that.
fn shares(split: &[(things::Text, Measure)], labels: &mut Vec<String>) -> (Vec<Share>, Option<String>) {
    let sizes: Vec<u32> = split.iter().map(|(_, share)| share.range.map_or(0, size)).collect();
    let sum: u32 = sizes.iter().sum();
    let whole = if sum + ROUNDING >= WHOLE { sum.max(1) } else { WHOLE };
    let width = |size: u32| (u64::from(size) * u64::from(WHOLE)).div_euclid(u64::from(whole)) as u32;
    let mut shares: Vec<Share> = Vec::new();
    for ((label, share), size) in split.iter().zip(&sizes) {
        let label = label.plain();
        let known = labels.iter().position(|known| *known == label);
        let colour = known.unwrap_or(labels.len());
        if known.is_none() {
            labels.push(label.clone());
        }
        shares.push(Share { label, text: share.text.plain(), width: width(*size), colour: Some(colour) });
    }
    let percent = |tenths: u32| match tenths % 10 {
        0 => format!("{} %", tenths / 10),
        rest => format!("{}.{rest} %", tenths / 10),
    };
    if whole == WHOLE && sum + ROUNDING < WHOLE {
        let rest = WHOLE - sum;
        shares.push(Share { label: "Not named".to_owned(), text: percent(rest), width: rest, colour: None });
        return (shares, None);
    }
    let note = (sum > WHOLE + ROUNDING).then(|| format!("the shares add up to {} and are drawn to scale", percent(sum)));
    (shares, note)
}

/// How large a share is: the middle of a range, in tenths of a percent.
fn size(range: Range) -> u32 {
    let ends = (range.low.or(range.high), range.high.or(range.low));
    let (Some(low), Some(high)) = ends else { return 0 };
    ((low + high) / 2.0 * 10.0).clamp(0.0, 10_000.0).round() as u32
}
