//! What numbers and steps say about the bar: whether more or less is asked for, and by how much pay changed.

use super::change::Percent;
use super::words::{is_word, tokens};
use crate::model::number::{Number, numbers};
use crate::model::range::{Range, Unit};
use crate::model::skills::Scale;
use std::cmp::Ordering;

/// How what is asked for compares with before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// The same, as far as numbers tell.
    None,
    /// More is asked for.
    Up,
    /// Less is asked for.
    Down,
    /// Something else, and nobody can tell whether it is more.
    Other,
}

impl Shift {
    fn of(order: Option<Ordering>) -> Self {
        match order {
            Some(Ordering::Less) => Self::Up,
            Some(Ordering::Equal) => Self::None,
            Some(Ordering::Greater) => Self::Down,
            None => Self::Other,
        }
    }

    /// The same read backwards.
    pub(super) fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            other => other,
        }
    }

    /// Two shifts together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, shift) | (shift, Self::None) => shift,
            (one, other) if one == other => one,
            _ => Self::Other,
        }
    }
}

/// How the numbers of two sentences that speak of the same compare: all that changed must go one way.
///
/// More is more, save where the words beside a number set a limit (`within 15 minutes`, `fewer than 3`). Lengths of
/// time are compared in one unit. Years of the calendar say nothing about the bar.
pub(super) fn sentences(old: &str, new: &str) -> Shift {
    let (before, after) = (figures(old), figures(new));
    if before.len() != after.len() {
        return Shift::Other;
    }
    let shifts = before.iter().zip(&after).map(|(before, after)| before.shift_to(after));
    shifts.fold(Shift::None, Shift::and)
}

/// How the step of a scale compares with another one, told by ids, else by titles, else by their places.
pub(super) fn steps(old: (&Scale, usize), new: (&Scale, usize)) -> Shift {
    let (before, after) = (old.0.steps.get(old.1), new.0.steps.get(new.1));
    let (Some(before), Some(after)) = (before, after) else { return Shift::Other };
    if before.id == after.id {
        return Shift::None;
    }
    let find = |scale: &Scale, id: &str, title: &str| {
        let by_id = scale.steps.iter().position(|step| &*step.id == id);
        by_id.or_else(|| scale.steps.iter().position(|step| step.title.plain() == title))
    };
    if let Some(at) = find(new.0, &before.id, &before.title.plain()) {
        return Shift::of(Some(at.cmp(&new.1)));
    }
    if let Some(at) = find(old.0, &after.id, &after.title.plain()) {
        return Shift::of(Some(old.1.cmp(&at)));
    }
    let same_scale = old.0.id == new.0.id && old.0.steps.len() == new.0.steps.len();
    Shift::of(same_scale.then(|| old.1.cmp(&new.1)))
}

/// How two ranges compare: higher is more.
pub(super) fn ranges(old: Option<&Range>, new: Option<&Range>) -> Shift {
    Shift::of(old.zip(new).and_then(|(old, new)| old.compare(new)))
}

/// By how much pay changed at both ends; none where the figures are not of one currency.
pub(super) fn percent(old: &Range, new: &Range) -> Option<Percent> {
    let is_money = |range: &Range| matches!(range.unit, Unit::Money(_) | Unit::Plain);
    if old.unit != new.unit || !is_money(old) {
        return None;
    }
    let change = |before: Option<f64>, after: Option<f64>| {
        let (before, after) = (before?, after?);
        // As an integer of tenths; figures so far apart that it does not fit say nothing.
        let tenths = ((after / before - 1.0) * 1000.0).round();
        (before > 0.0 && tenths.abs() < 1e15).then_some(tenths as i64)
    };
    let percent = Percent { low: change(old.low, new.low), high: change(old.high, new.high) };
    (percent.low.is_some() || percent.high.is_some()).then_some(percent)
}

/// A number with what the words beside it say.
#[derive(Debug)]
struct Figure {
    value: f64,
    /// Whether it is a limit: less is more.
    is_limit: bool,
    unit: Length,
    is_year: bool,
}

/// What a number counts, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Length {
    /// A length of time, in hours.
    Time(f64),
    Other,
}

impl Figure {
    fn shift_to(&self, other: &Self) -> Shift {
        let (mine, theirs) = match (self.unit, other.unit) {
            (Length::Time(mine), Length::Time(theirs)) => (self.value * mine, other.value * theirs),
            (Length::Other, Length::Other) => (self.value, other.value),
            _ => return Shift::Other,
        };
        let shift = Shift::of(mine.partial_cmp(&theirs));
        if shift == Shift::None {
            return Shift::None;
        }
        match (self.is_limit, other.is_limit) {
            _ if self.is_year || other.is_year => Shift::Other,
            (false, false) => shift,
            (true, true) => shift.reversed(),
            _ => Shift::Other,
        }
    }
}

fn figures(sentence: &str) -> Vec<Figure> {
    numbers(sentence).into_iter().map(|number| figure(sentence, &number)).collect()
}

fn figure(sentence: &str, number: &Number) -> Figure {
    let before = sentence.get(..number.place.start).unwrap_or_default().to_lowercase();
    let after = sentence.get(number.place.end..).unwrap_or_default();
    let after: Vec<String> = tokens(after).filter(|token| is_word(token)).take(3).map(str::to_lowercase).collect();
    let lead: Vec<&str> = tokens(&before).filter(|token| is_word(token) || matches!(*token, "<" | "≤")).collect();
    let near = lead.get(lead.len().saturating_sub(3)..).unwrap_or_default();
    let digits = sentence.get(number.place.clone()).unwrap_or_default();
    let is_year = digits.len() == 4 && (1900.0..2100.0).contains(&number.value) && number.scale == 1.0;
    let is_limit = sets_limit(near) || after.iter().any(|word| matches!(word.as_str(), "less" | "fewer"));
    Figure { value: number.value, is_limit, unit: after.first().map_or(Length::Other, |word| length(word)), is_year }
}

/// Whether the words before a number say that it is not to be passed.
fn sets_limit(words: &[&str]) -> bool {
    const LIMITS: &[&str] =
        &["<", "≤", "below", "faster", "fewer", "less", "max", "maximum", "sooner", "under", "within"];
    let pairs = words.windows(2).any(|pair| matches!(pair, ["at", "most"] | ["no", "more"] | ["not", "more"]));
    pairs || words.iter().any(|word| LIMITS.contains(word))
}

fn length(word: &str) -> Length {
    Length::Time(match word {
        "second" | "seconds" | "sec" | "s" => 1.0 / 3600.0,
        "ms" | "millisecond" | "milliseconds" => 1.0 / 3_600_000.0,
        "minute" | "minutes" | "min" | "mins" => 1.0 / 60.0,
        "hour" | "hours" | "h" => 1.0,
        "day" | "days" => 24.0,
        "week" | "weeks" => 24.0 * 7.0,
        "month" | "months" => 24.0 * 365.25 / 12.0,
        "quarter" | "quarters" => 24.0 * 365.25 / 4.0,
        "year" | "years" | "yr" | "yrs" => 24.0 * 365.25,
        _ => return Length::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_more_save_at_limits() {
        for (old, new, shift) in [
            ("Keeps 99.9 % of requests up", "Keeps 99.99 % of requests up", Shift::Up),
            ("Designs for 1M users", "Designs for 10M+ users", Shift::Up),
            ("Leads 3 teams", "Leads 2 teams", Shift::Down),
            ("Leads 3 teams", "Leads three teams", Shift::Other),
            ("Answers within 30 minutes", "Answers within 15 minutes", Shift::Up),
            ("Answers within 30 minutes", "Answers within 1 hour", Shift::Down),
            ("At most 2 incidents a year", "At most 4 incidents a year", Shift::Down),
            ("Causes 3 or fewer incidents", "Causes 2 or fewer incidents", Shift::Up),
            ("Mentors for 6 months", "Mentors for 1 year", Shift::Up),
            ("Mentors for 12 months", "Mentors for 1 year", Shift::None),
            ("Leads 3 teams in 2 regions", "Leads 2 teams in 3 regions", Shift::Other),
            ("Leads 3 teams in 2 regions", "Leads 4 teams in 3 regions", Shift::Up),
            ("Took the course of 2024", "Took the course of 2025", Shift::Other),
            ("Holds 5 talks", "Gives 5 talks", Shift::None),
            ("Holds talks", "Gives talks", Shift::None),
        ] {
            assert_eq!(sentences(old, new), shift, "{old} / {new}");
            let back = sentences(new, old);
            assert_eq!(back, shift.reversed(), "{new} / {old}");
        }
    }

    #[test]
    fn pay_changes_by_tenths_of_a_percent() {
        let of = |old: &str, new: &str| percent(&Range::read(old).unwrap(), &Range::read(new).unwrap());
        assert_eq!(of("$100K–$150K", "$105K–$150K"), Some(Percent { low: Some(50), high: Some(0) }));
        assert_eq!(of("$600K+", "$500K+"), Some(Percent { low: Some(-167), high: None }));
        assert_eq!(of("$100K", "€100K"), None);
        assert_eq!(of("$0–$1", "$5–$2"), Some(Percent { low: None, high: Some(1000) }));
    }
}
