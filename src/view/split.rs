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
        if shares.iter().all(|share| share.width == 0 || share.colour.is_none()) {
            continue;
        }
        let values = week.split.iter().map(|(label, share)| format!("{}: {}", label.plain(), share.text.plain()));
        rows.push(ChartRow { label: title.clone(), href: None, values: values.collect() });
        let said = note.map(|note| (title.clone(), note));
        notes.extend(said);
        bars.push(Bar { title: title.clone(), shares });
    }
    if bars.is_empty() {
        return None;
    }
    let description = "Shares of the time, side by side in one bar.".to_owned();
    let drawing = page.figure(Diagram::Split(Split { title: title.clone(), description, bars }));
    let notes = in_sentences(notes);
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
        0 => format!("{}%", tenths / 10),
        rest => format!("{}.{rest}%", tenths / 10),
    };
    let ranges = split.iter().filter_map(|(_, share)| share.range).any(|range| range.low != range.high);
    let middle = ranges.then_some("ranges are drawn at their middle");
    if sum + ROUNDING < WHOLE {
        let rest = WHOLE - sum;
        let text = if ranges { format!("about {}", percent(rest)) } else { percent(rest) };
        shares.push(Share { label: "Not named".to_owned(), text, width: rest, colour: None });
        return (shares, middle.map(str::to_owned));
    }
    let more =
        (sum > WHOLE + ROUNDING).then(|| format!("the shares add up to {} and are drawn to scale", percent(sum)));
    let notes: Vec<String> = middle.map(str::to_owned).into_iter().chain(more).collect();
    (shares, (!notes.is_empty()).then(|| notes.join("; ")))
}

/// What is said about each bar; once, where the same is said about all.
fn in_sentences(mut notes: Vec<(String, String)>) -> Vec<String> {
    let same = notes.iter().all(|(_, note)| notes.first().is_some_and(|(_, first)| first == note));
    if same {
        notes.truncate(1);
        notes.iter_mut().for_each(|(title, _)| title.clear());
    }
    let said = |(title, note): (String, String)| {
        if title.is_empty() { sentence(&note) } else { format!("{title}: {note}") }
    };
    notes.into_iter().map(said).collect()
}

/// The same with a capital letter at the start.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// How large a share is: the middle of a range, in tenths of a percent.
fn size(range: Range) -> u32 {
    let ends = (range.low.or(range.high), range.high.or(range.low));
    let (Some(low), Some(high)) = ends else { return 0 };
    ((low + high) / 2.0 * 10.0).clamp(0.0, 10_000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    /// The shares drawn for a split, each as label, text and width; and what is said about them.
    fn drawn(split: &str) -> (Vec<String>, Vec<String>) {
        let text = format!("== all.yaml\nlevel: {{id: a, title: A, week: {{split: {{{split}}}}}}}\n");
        fixture::page(&text, |page| {
            let level = fixture::level(page.shown, "a");
            let weeks: Vec<_> = level.week.iter().map(|week| (String::new(), week)).collect();
            let Some(chart) = figure(page, "Time".into(), &weeks) else { return (vec![], vec![]) };
            let Diagram::Split(split) = &page.figures[0] else { return (vec![], vec![]) };
            let share = |share: &Share| format!("{} {} {}", share.label, share.text, share.width);
            (split.bars[0].shares.iter().map(share).collect(), chart.notes)
        })
    }

    #[test]
    fn what_is_missing_is_shown_and_what_is_too_much_is_scaled() {
        assert_eq!(drawn("X: 60%, Y: 40%").0, ["X 60% 600", "Y 40% 400"]);
        assert_eq!(drawn("X: 33%, Y: 33%, Z: 33%").0, ["X 33% 333", "Y 33% 333", "Z 33% 333"]);
        assert_eq!(drawn("X: 60%, Y: some").0, ["X 60% 600", "Y some 0", "Not named 40% 400"]);
        let (shares, notes) = drawn("X: 100%, Y: 100%");
        assert_eq!(shares, ["X 100% 500", "Y 100% 500"]);
        assert_eq!(notes, ["The shares add up to 200% and are drawn to scale"]);
    }

    #[test]
    fn ranges_are_drawn_at_their_middle_and_words_alone_are_not_drawn() {
        let (shares, notes) = drawn("X: 10–20%");
        assert_eq!(shares, ["X 10–20% 150", "Not named about 85% 850"]);
        assert_eq!(notes, ["Ranges are drawn at their middle"]);
        assert_eq!(drawn("X: some").0, [] as [String; 0]);
    }
}
