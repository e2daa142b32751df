//! Ranges as authors write them, read into numbers: `8–12 years`, `$600K+`, `~30%`, `under 20 %`.
//!
//! The author's words stay what readers see; the numbers are for comparing and drawing. A text without a range that is
//! plain to see has none: a wrong number is worse than no number.

use super::currency::{self, Currency};
use super::number::{Number, numbers};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// A range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lower end; `None` where only the upper one is given (`under 20 %`).
    pub low: Option<f64>,
    /// The upper end, equal to the lower one for a single number; `None` where there is none (`15+ years`).
    pub high: Option<f64>,
    /// Whether it goes on beyond the upper end (`$600K+`, `$800K–$1.2M+`).
    pub open: bool,
    /// Whether it is meant roughly (`~30%`).
    pub approximate: bool,
    /// What is counted.
    pub unit: Unit,
}

/// What a range counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Years.
    Years,
    /// Months.
    Months,
    /// Hundredths: 30 % is 30.
    Percent,
    /// Money, in whole units of the currency.
    Money(Currency),
    /// People, services, anything else.
    Plain,
}

impl Hash for Range {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { low, high, open, approximate, unit } = self;
        (low.map(f64::to_bits), high.map(f64::to_bits), open, approximate, unit).hash(state);
    }
}

impl Range {
    /// The range that a text states, or `None` where it states none or more than one.
    ///
    /// Understood are a number or two with a dash or `to` between them, `+` or `or more` behind them, what is counted,
    /// and before them a currency and words such as `~`, `about`, `up to`, `under`, `at least`, `between`. What
    /// follows may be any words; further numbers only in brackets.
    pub fn read(text: &str) -> Option<Self> {
        let numbers = numbers(text);
        let first = numbers.first()?;
        let lead = Lead::read(text.get(..first.place.start)?)?;
        let second = numbers.get(1).and_then(|second| {
            let between = text.get(first.place.end..second.place.start)?;
            Some((second, Joint::read(between)?))
        });
        let last = second.as_ref().map_or(first, |(second, _)| second);
        let tail = Tail::read(text.get(last.place.end..)?);
        if !tail.is_remark() {
            return None;
        }
        let joint = second.as_ref().map(|(_, joint)| *joint).unwrap_or_default();
        let unit = tail.unit.or(joint.unit).or(lead.currency.or(joint.currency).map(Unit::Money));
        let unit = unit.unwrap_or(Unit::Plain);
        let (low, high) = ends(first, second.map(|(second, _)| second), unit, joint.unit);
        let open = tail.open || joint.open || (high.is_none() && lead.bound == Some(Bound::Over));
        let range = Self { low, high, open, approximate: lead.approximate, unit };
        Some(range.bounded(lead.bound))
    }

    /// The range of a single number, as the words around it bound it.
    fn bounded(mut self, bound: Option<Bound>) -> Self {
        if self.high.is_some() {
            return self;
        }
        match bound {
            Some(Bound::Under) => self.high = self.low.take(),
            _ if !self.open => self.high = self.low,
            _ => {}
        }
        self
    }

    /// Which of two ranges is lower: by their lower ends, then by their upper ends; an absent lower end is 0, an open
    /// upper end above all others. `None` when they count different things.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        let (mine, theirs) = (self.factor(other.unit)?, 1.0);
        let ends = |range: &Self, factor: f64| {
            let high = range.high.map_or(f64::INFINITY, |high| high * factor);
            (range.low.unwrap_or(0.0) * factor, high, range.open)
        };
        ends(self, mine).partial_cmp(&ends(other, theirs))
    }

    /// What to multiply by to count in `unit`.
    fn factor(&self, unit: Unit) -> Option<f64> {
        match (self.unit, unit) {
            (Unit::Years, Unit::Months) => Some(12.0),
            (Unit::Months, Unit::Years) => Some(1.0 / 12.0),
            (mine, theirs) => (mine == theirs).then_some(1.0),
        }
    }
}

/// The two ends in the unit of the second, which may be written with less: `$185–320K`, `6 months to 2 years`.
fn ends(first: &Number, second: Option<&Number>, unit: Unit, first_unit: Option<Unit>) -> (Option<f64>, Option<f64>) {
    let amount = |number: &Number| match unit {
        // `65.000 €`: no currency has three decimals in pay.
        Unit::Money(_) if number.decimals == 3 && number.scale == 1.0 => number.value * 1e3,
        _ => number.value,
    };
    let Some(second) = second else { return (Some(amount(first)), None) };
    let mut low = amount(first);
    if first.scale == 1.0 && second.scale > 1.0 && first.value < second.value / second.scale {
        low = first.value * second.scale;
    }
    match (first_unit, unit) {
        (Some(Unit::Months), Unit::Years) => low /= 12.0,
        (Some(Unit::Years), Unit::Months) => low *= 12.0,
        _ => {}
    }
    (Some(low), Some(amount(second)))
}

/// To which side a single number bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Under,
    Over,
}

/// What stands before the first number.
#[derive(Clone, Copy, Debug, Default)]
struct Lead {
    bound: Option<Bound>,
    approximate: bool,
    currency: Option<Currency>,
}

impl Lead {
    fn read(text: &str) -> Option<Self> {
        let (rest, currency) = currency::at_end(text);
        let mut lead = Self { currency, ..Self::default() };
        let lower = rest.to_lowercase();
        let mut rest = lower.trim();
        while !rest.is_empty() {
            let (phrase, meaning) = LEADS.iter().find(|(phrase, _)| starts_with_word(rest, phrase))?;
            match meaning {
                Meaning::About => lead.approximate = true,
                Meaning::Under => lead.bound = Some(Bound::Under),
                Meaning::Over => lead.bound = Some(Bound::Over),
                Meaning::Nothing => {}
            }
            rest = rest.get(phrase.len()..)?.trim_start();
        }
        Some(lead)
    }
}

/// What words before a number say about it.
#[derive(Clone, Copy)]
enum Meaning {
    About,
    Under,
    Over,
    Nothing,
}

/// Longer phrases stand before those that they begin with.
const LEADS: &[(&str, Meaning)] = &[
    ("approximately", Meaning::About),
    ("approx.", Meaning::About),
    ("approx", Meaning::About),
    ("roughly", Meaning::About),
    ("around", Meaning::About),
    ("nearly", Meaning::About),
    ("almost", Meaning::About),
    ("about", Meaning::About),
    ("circa", Meaning::About),
    ("ca.", Meaning::About),
    ("c.", Meaning::About),
    ("~", Meaning::About),
    ("≈", Meaning::About),
    ("fewer than", Meaning::Under),
    ("less than", Meaning::Under),
    ("no more than", Meaning::Under),
    ("at most", Meaning::Under),
    ("up to", Meaning::Under),
    ("maximum", Meaning::Under),
    ("max.", Meaning::Under),
    ("max", Meaning::Under),
    ("under", Meaning::Under),
    ("below", Meaning::Under),
    ("<=", Meaning::Under),
    ("<", Meaning::Under),
    ("≤", Meaning::Under),
    ("more than", Meaning::Over),
    ("no less than", Meaning::Over),
    ("at least", Meaning::Over),
    ("minimum", Meaning::Over),
    ("min.", Meaning::Over),
    ("min", Meaning::Over),
    ("above", Meaning::Over),
    ("over", Meaning::Over),
    ("from", Meaning::Over),
    (">=", Meaning::Over),
    (">", Meaning::Over),
    ("≥", Meaning::Over),
    ("between", Meaning::Nothing),
    (":", Meaning::Nothing),
];

/// What stands between the two numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Joint {
    unit: Option<Unit>,
    open: bool,
    currency: Option<Currency>,
}

impl Joint {
    fn read(text: &str) -> Option<Self> {
        let (text, currency) = currency::at_end(text);
        let tail = Tail::read(text);
        let rest = tail.rest.trim().trim_start_matches('~').to_lowercase();
        let rest = rest.trim_end_matches(['~', '≈']).trim();
        let joins =
            matches!(rest, "-" | "–" | "—" | "‐" | "‑" | "−" | "‒" | "…" | "..." | "to" | "and" | "till" | "until");
        joins.then_some(Self { unit: tail.unit, open: tail.open, currency })
    }
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug)]
struct Tail<'a> {
    unit: Option<Unit>,
    open: bool,
    rest: &'a str,
}

impl<'a> Tail<'a> {
    fn read(text: &'a str) -> Self {
        let (before, rest) = plus(text);
        let (unit, rest) = unit(rest);
        let (after, rest) = plus(rest);
        Self { unit, open: before || after, rest }
    }

    /// Whether the rest is words apart from the number, without further numbers except in brackets.
    fn is_remark(&self) -> bool {
        if self.rest.starts_with(char::is_alphanumeric) {
            return false;
        }
        let mut depth = 0_usize;
        let outside = |letter: &char| {
            match letter {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        };
        let outside: String = self.rest.chars().filter(outside).collect();
        numbers(&outside).is_empty()
    }
}

/// Whether a text goes on with what means "or more", and the rest.
fn plus(text: &str) -> (bool, &str) {
    let trimmed = text.trim_start();
    for phrase in ["+", "or more", "and more", "and up", "and above", "or above"] {
        if let Some(rest) = trimmed.strip_prefix(phrase) {
            return (true, rest);
        }
    }
    (false, text)
}

/// What a text that follows a number counts, and the rest.
fn unit(text: &str) -> (Option<Unit>, &str) {
    let trimmed = text.trim_start();
    if let Some(rest) = trimmed.strip_prefix(['%', '％']) {
        return (Some(Unit::Percent), rest);
    }
    let (currency, rest) = currency::at_start(trimmed);
    if let Some(currency) = currency {
        return (Some(Unit::Money(currency)), rest);
    }
    let end = trimmed.find(|letter: char| !letter.is_alphabetic()).unwrap_or(trimmed.len());
    let (word, rest) = trimmed.split_at(end);
    match word.to_lowercase().as_str() {
        "years" | "year" | "yrs" | "yr" | "y" => (Some(Unit::Years), rest),
        "months" | "month" | "mos" | "mo" => (Some(Unit::Months), rest),
        "percent" | "pct" => (Some(Unit::Percent), rest),
        _ => (None, text),
    }
}

/// Whether `text` begins with the phrase, and not in the middle of a word.
fn starts_with_word(text: &str, phrase: &str) -> bool {
    let ends_in_word = phrase.ends_with(char::is_alphanumeric);
    let next = text.strip_prefix(phrase).map(|rest| rest.chars().next());
    next.is_some_and(|next| !ends_in_word || !next.is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        let Some(range) = Range::read(text) else { return "-".into() };
        let end = |end: Option<f64>| end.map_or("".into(), |end| end.to_string());
        let open = if range.open { "+" } else { "" };
        let about = if range.approximate { "~" } else { "" };
        let unit = match range.unit {
            Unit::Money(currency) => currency.code().to_owned(),
            other => format!("{other:?}"),
        };
        format!("{about}{}..{}{open} {unit}", end(range.low), end(range.high))
    }

    #[test]
    fn reads_ranges_as_written() {
        for (text, expected) in [
            ("8–12 years", "8..12 Years"),
            ("0-2 years", "0..2 Years"),
            ("15+ years", "15..+ Years"),
            ("12–15+ years", "12..15+ Years"),
            ("10 years or more", "10..+ Years"),
            ("18-24 months", "18..24 Months"),
            ("18\u{a0}–\u{202f}24 months of ramp-up", "18..24 Months"),
            ("6 months to 2 years", "0.5..2 Years"),
            ("from 5 to 8 years", "5..8 Years"),
            ("between 5 and 8 years (3 of them here)", "5..8 Years"),
            ("about 5 years", "~5..5 Years"),
            ("$185K–$320K", "185000..320000 USD"),
            ("$185–320K", "185000..320000 USD"),
            ("$600K+", "600000..+ USD"),
            ("$800K–$1.2M+", "800000..1200000+ USD"),
            ("€65,000–€80,000", "65000..80000 EUR"),
            ("65 000 – 80 000 EUR", "65000..80000 EUR"),
            ("65.000 – 80.000 €", "65000..80000 EUR"),
            ("CHF 120'000", "120000..120000 CHF"),
            ("£90k", "90000..90000 GBP"),
            ("$1 million", "1000000..1000000 USD"),
            ("$100K CAD", "100000..100000 CAD"),
            ("C$90K to C$110K a year", "90000..110000 CAD"),
            ("$320K–$185K", "320000..185000 USD"),
            ("~30%", "~30..30 Percent"),
            ("10-20%", "10..20 Percent"),
            ("20–80 %", "20..80 Percent"),
            ("10% — 20%", "10..20 Percent"),
            ("Less than 20%", "..20 Percent"),
            ("under 20 %", "..20 Percent"),
            ("≤20%", "..20 Percent"),
            ("99.99%", "99.99..99.99 Percent"),
            ("up to 5", "..5 Plain"),
            ("at least 3 engineers", "3..+ Plain"),
            ("50–200+ engineers", "50..200+ Plain"),
            ("5-10", "5..10 Plain"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_nothing_where_no_single_range_is_stated() {
        for text in [
            "",
            "Organisation",
            "Year 1",
            "L3",
            "2nd level",
            "60% coding, 40% meetings",
            "from one team of 5–10 to an organisation of more than 100",
            "$185K–$320K; elsewhere $90K",
            "maximal 5",
        ] {
            assert_eq!(shown(text), "-", "{text}");
        }
    }

    #[test]
    fn compares_what_counts_the_same() {
        let compare = |a, b| Range::read(a).unwrap().compare(&Range::read(b).unwrap());
        assert_eq!(compare("8–12 years", "10–12 years"), Some(Ordering::Less));
        assert_eq!(compare("24 months", "1–2 years"), Some(Ordering::Greater));
        assert_eq!(compare("12 months", "1 year"), Some(Ordering::Equal));
        assert_eq!(compare("$600K+", "$600K–$800K"), Some(Ordering::Greater));
        assert_eq!(compare("under 20%", "20%"), Some(Ordering::Less));
        assert_eq!(compare("€90K", "$80K"), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[~<$€£0-9 .,'’+%KkMm–()a-f\u{a0}-]{0,24}|\\PC{0,24}") {
            if let Some(range) = Range::read(&text) {
                prop_assert!(range.low.is_none_or(f64::is_finite) && range.high.is_none_or(f64::is_finite));
            }
        }
    }
}
