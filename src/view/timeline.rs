//! Steps on a time line: what authors write about time, read into bars.

use super::builder::{Builder, count};
use super::diagram::Diagram;
use super::diagram::timeline::{self, Span, Timeline};
use super::page::Tone;
use super::parts::{Chart, ChartRow};
use crate::model::period::{Period, Unit};

/// A step, in plain words.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// When, as written.
    pub when: String,
    /// What it is about; may be empty.
    pub title: String,
    /// What else to say, such as how much there is to do; may be empty.
    pub note: String,
    /// Where it is told in full, such as `#step-2`.
    pub href: Option<String>,
}

/// The steps on a time line; `None` where no step says when it is in words that can be read.
///
/// Steps without a time stand at the end.
pub fn figure(page: &mut Builder<'_>, title: String, tone: Option<Tone>, steps: &[Step]) -> Option<Chart> {
    let read = steps.iter().map(|step| (step, Period::read(&step.when)));
    let (timed, untimed): (Vec<_>, Vec<_>) = read.partition(|(_, period)| period.is_some());
    let (unit, name) = axis(timed.iter().filter_map(|(_, period)| *period))?;
    let drawn = timed.iter().chain(&untimed).map(|(step, period)| timeline::Step {
        title: step.title.clone(),
        when: step.when.clone(),
        note: step.note.clone(),
        href: step.href.clone(),
        span: period.map(|Period { start, end, .. }| Span { start, end }),
    });
    let row = |step: &Step| {
        let title = if step.title.is_empty() { vec![] } else { vec![step.title.clone()] };
        ChartRow { label: step.when.clone(), href: step.href.clone(), values: title }
    };
    let diagram = Timeline {
        title: title.clone(),
        description: format!("{} on a time line, from the first to the last.", count(steps.len(), "step", "steps")),
        tone,
        unit: name.to_owned(),
        unit_days: unit.days(),
        steps: drawn.collect(),
    };
    let drawing = page.figure(Diagram::Timeline(diagram));
    Some(Chart { title, drawing, notes: Vec::new(), rows: steps.iter().map(row).collect() })
}

/// What the axis counts: the finest unit that is written, as long as there are not too many of it.
fn axis(periods: impl Iterator<Item = Period>) -> Option<(Unit, &'static str)> {
    let reach = |period: Period| (period.end.unwrap_or(period.start), period.unit);
    let (end, finest) = periods.map(reach).reduce(|one, other| (one.0.max(other.0), one.1.min(other.1)))?;
    let months = end.div_ceil(Unit::Months.days());
    Some(match finest {
        Unit::Years => (Unit::Years, "Year"),
        _ if months > 24 => (Unit::Years, "Year"),
        Unit::Weeks if end <= 13 * Unit::Weeks.days() => (Unit::Weeks, "Week"),
        Unit::Days if end < 60 => (Unit::Weeks, "Week"),
        _ => (Unit::Months, "Month"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    fn drawn(steps: &[&str]) -> Option<(String, Vec<String>)> {
        let step = |when: &&str| Step { when: (*when).into(), ..Step::default() };
        let steps: Vec<Step> = steps.iter().map(step).collect();
        fixture::page("== all.yaml\nlevel: {id: a, title: A}\n", |page| {
            figure(page, "Plan".into(), None, &steps)?;
            let Diagram::Timeline(line) = page.figures.first()? else { return None };
            let step =
                |step: &timeline::Step| format!("{} {:?}", step.when, step.span.map(|span| (span.start, span.end)));
            Some((line.unit.clone(), line.steps.iter().map(step).collect()))
        })
    }

    #[test]
    fn steps_without_a_time_stand_at_the_end() {
        let (unit, steps) = drawn(&["Month 3", "Ready for Senior", "Year 2+"]).unwrap();
        assert_eq!(unit, "Month");
        assert_eq!(steps, ["Month 3 Some((60, Some(90)))", "Year 2+ Some((360, None))", "Ready for Senior None"]);
        assert_eq!(drawn(&["Soon", "Later"]), None);
    }

    #[test]
    fn the_axis_counts_what_the_author_counts_unless_that_is_too_much() {
        let unit = |steps: &[&str]| drawn(steps).map(|(unit, _)| unit);
        assert_eq!(unit(&["Week 1–2", "Week 12"]).as_deref(), Some("Week"));
        assert_eq!(unit(&["Week 1–2", "Week 30"]).as_deref(), Some("Month"));
        assert_eq!(unit(&["Month 1", "Year 3"]).as_deref(), Some("Year"));
        assert_eq!(unit(&["Year 1"]).as_deref(), Some("Year"));
        assert_eq!(unit(&["30 days", "60 days", "90 days"]).as_deref(), Some("Month"));
    }
}
