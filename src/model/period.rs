//! When something happens, as authors write it, read into days: `Month 1–3`, `Years 2–3`, `Q2`, `Year 3+`, `30 days`.
//!
//! The author's words stay what readers see; the days are for drawing. A text that states no single period has none.

/// A period on a time line of its own, which begins with day 0. Months have 30 days, years 12 months, weeks 7 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub start: u32,
    /// The day after the last one; `None` where it goes on (`Year 3+`).
    pub end: Option<u32>,
    /// The finest unit that the author counts in.
    pub unit: Unit,
}

/// What an author counts time in, the finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Quarters of a year.
    Quarters,
    /// Halves of a year.
    Halves,
    /// Years.
    Years,
}

/// The most years that a time line has; what lies beyond is a date rather than a span.
const MOST_YEARS: f64 = 100.0;

impl Unit {
    /// How many days it has.
    pub fn days(self) -> u32 {
        match self {
            Self::Days => 1,
            Self::Weeks => 7,
            Self::Months => 30,
            Self::Quarters => 90,
            Self::Halves => 180,
            Self::Years => 360,
        }
    }

    fn named(word: &str) -> Option<Self> {
        match word {
            "day" | "days" | "d" => Some(Self::Days),
            "week" | "weeks" | "wk" | "wks" | "w" => Some(Self::Weeks),
            "month" | "months" | "mo" | "mos" | "m" => Some(Self::Months),
            "quarter" | "quarters" | "q" => Some(Self::Quarters),
            "half" | "halves" | "h" => Some(Self::Halves),
            "year" | "years" | "yr" | "yrs" | "y" => Some(Self::Years),
            _ => None,
        }
    }
}

impl Period {
    /// The period that a text states, or `None` where it states none or more than one.
    ///
    /// Understood are a numbered unit (`Month 3`, `Q2`, `2nd year`), a length from the beginning (`30 days`), two of
    /// them with a dash or `to` between, `+` or `onwards` behind, and words such as `from`, `after`, `by` before. What
    /// stands in brackets or behind a colon or a comma may be anything; other words that follow hold no numbers.
    pub fn read(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        let mut reader = Reader { rest: &tokens };
        let lead = reader.lead();
        let first = reader.point()?;
        let second = reader.joint().then(|| reader.point()).flatten();
        let open = reader.open() || first.open || second.is_some_and(|second| second.open);
        if reader.rest.iter().any(|token| matches!(token, Token::Number(_))) {
            return None;
        }
        let unit = first.unit.or(second.and_then(|second| second.unit))?;
        let first = End { unit, ..first.end(unit) };
        match second.map(|second| End {
            numbered: second.numbered || first.numbered && second.unit.is_none(),
            ..second.end(unit)
        }) {
            Some(second) => between(first, second, open),
            None => alone(first, open || lead == Lead::After, lead == Lead::Until),
        }
    }
}

/// The period from one end to another.
fn between(first: End, second: End, open: bool) -> Option<Period> {
    let (start, end) = (first.start()?, second.end()?);
    let unit = first.unit.min(second.unit);
    (start < end).then_some(Period { start, end: (!open).then_some(end), unit })
}

/// The period that a single end states: a numbered unit itself, or all up to a length.
fn alone(end: End, open: bool, from_beginning: bool) -> Option<Period> {
    if open {
        return Some(Period { start: end.start()?, end: None, unit: end.unit });
    }
    let start = if end.numbered && !from_beginning { end.start()? } else { 0 };
    Some(Period { start, end: Some(end.end()?), unit: end.unit })
}

/// One end of a period.
#[derive(Clone, Copy, Debug)]
struct End {
    value: f64,
    unit: Unit,
    /// Whether it is a numbered unit (`Month 3`) rather than a length (`3 months`).
    numbered: bool,
}

impl End {
    /// The first day of a numbered unit, else the day that a length reaches.
    fn start(self) -> Option<u32> {
        let value = if self.numbered { (self.value - 1.0).max(0.0) } else { self.value };
        self.days(value)
    }

    fn end(self) -> Option<u32> {
        self.days(self.value)
    }

    fn days(self, value: f64) -> Option<u32> {
        let days = value * f64::from(self.unit.days());
        (days <= MOST_YEARS * f64::from(Unit::Years.days())).then_some(days.round() as u32)
    }
}

/// A number with what is counted, as far as it is written at this end.
#[derive(Clone, Copy, Debug)]
struct Point {
    value: f64,
    unit: Option<Unit>,
    numbered: bool,
    open: bool,
}

impl Point {
    fn end(self, unit: Unit) -> End {
        End { value: self.value, unit: self.unit.unwrap_or(unit), numbered: self.numbered }
    }
}

/// What the words before a period say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    Nothing,
    After,
    Until,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
    Dash,
    Plus,
}

/// The words, numbers and signs of a text up to the first colon or comma, without what stands in brackets.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = |belongs: fn(char) -> bool| rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
        let taken = match letter {
            _ if letter.is_ascii_digit() => length(|letter| letter.is_ascii_digit() || letter == '.'),
            _ if letter.is_alphabetic() => length(char::is_alphabetic),
            _ => letter.len_utf8(),
        };
        let (piece, after) = rest.split_at(taken);
        rest = after;
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ':' | ',' | ';' => break,
            '+' => tokens.push(Token::Plus),
            '-' | '–' | '—' | '‐' | '‑' | '−' | '‒' | '…' | '→' => tokens.push(Token::Dash),
            _ if letter.is_ascii_digit() => {
                tokens.push(Token::Number(piece.trim_end_matches('.').parse().unwrap_or(f64::INFINITY)));
            }
            _ if letter.is_alphabetic() => tokens.push(Token::Word(piece.to_lowercase())),
            _ => {}
        }
    }
    tokens
}

/// Reads tokens from the front.
struct Reader<'a> {
    rest: &'a [Token],
}

impl Reader<'_> {
    fn next_word(&self) -> Option<&str> {
        match self.rest.first() {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn skip(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.rest.first() == Some(wanted);
        if found {
            self.skip();
        }
        found
    }

    fn lead(&mut self) -> Lead {
        let mut lead = Lead::Nothing;
        while let Some(word) = self.next_word() {
            match word {
                "from" | "after" | "since" | "starting" | "beyond" | "over" => lead = Lead::After,
                "by" | "until" | "till" | "within" | "before" | "up" | "under" => lead = Lead::Until,
                "to" | "in" | "the" | "at" | "on" | "of" | "end" | "start" | "during" | "about" | "around"
                | "roughly" | "approximately" | "approx" | "ca" | "circa" | "between" | "first" | "next" => {}
                _ => break,
            }
            self.skip();
        }
        lead
    }

    /// `Month 3`, `3 months`, `3rd month`, `3`, each with or without a plus.
    fn point(&mut self) -> Option<Point> {
        let before = self.unit();
        let Some(Token::Number(value)) = self.rest.first() else { return None };
        let value = *value;
        self.skip();
        let ordinal = matches!(self.next_word(), Some("st" | "nd" | "rd" | "th"));
        if ordinal {
            self.skip();
        }
        let open = self.take(&Token::Plus);
        let unit = before.or_else(|| self.unit());
        let open = self.take(&Token::Plus) || open;
        Some(Point { value, unit, numbered: before.is_some() || ordinal, open })
    }

    fn unit(&mut self) -> Option<Unit> {
        let unit = Unit::named(self.next_word()?)?;
        self.skip();
        Some(unit)
    }

    /// Whether another point follows.
    fn joint(&mut self) -> bool {
        let joins = match self.rest.first() {
            Some(Token::Dash) => true,
            Some(Token::Word(word)) => matches!(&**word, "to" | "and" | "until" | "till" | "through" | "or"),
            _ => false,
        };
        let follows = match self.rest.get(1) {
            Some(Token::Number(_)) => true,
            Some(Token::Word(word)) => {
                Unit::named(word).is_some() && matches!(self.rest.get(2), Some(Token::Number(_)))
            }
            _ => false,
        };
        if joins && follows {
            self.skip();
        }
        joins && follows
    }

    /// Whether the period goes on.
    fn open(&mut self) -> bool {
        if self.take(&Token::Plus) || matches!(self.rest, [Token::Dash]) {
            return true;
        }
        let word = |at: usize| match self.rest.get(at) {
            Some(Token::Word(word)) => word.as_str(),
            _ => "",
        };
        match word(0) {
            "onward" | "onwards" | "ff" => true,
            "and" | "or" => {
                matches!(word(1), "on" | "onward" | "onwards" | "beyond" | "later" | "more" | "after" | "up")
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        let Some(Period { start, end, unit }) = Period::read(text) else { return "-".into() };
        format!("{start}..{} {unit:?}", end.map_or("".into(), |end| end.to_string()))
    }

    #[test]
    fn reads_periods_as_written() {
        for (text, expected) in [
            ("Month 3", "60..90 Months"),
            ("Month 18–24", "510..720 Months"),
            ("Months 1–3", "0..90 Months"),
            ("months 1 to 3 (evenings, 2 hours)", "0..90 Months"),
            ("Month 1-2: 3 talks", "0..60 Months"),
            ("Month 10 – Month 14", "270..420 Months"),
            ("Month 7 – Year 2", "180..720 Months"),
            ("Month 7+", "180.. Months"),
            ("Year 1", "0..360 Years"),
            ("Years 2–3", "360..1080 Years"),
            ("Year 3+", "720.. Years"),
            ("Year 3 onwards", "720.. Years"),
            ("Year 3 and beyond", "720.. Years"),
            ("Year 3 –", "720.. Years"),
            ("from month 12", "330.. Months"),
            ("After 6 months", "180.. Months"),
            ("6+ months", "180.. Months"),
            ("Week 1-2", "0..14 Weeks"),
            ("Quarter 2", "90..180 Quarters"),
            ("Q2–Q3", "90..270 Quarters"),
            ("Q2-3", "90..270 Quarters"),
            ("H2", "180..360 Halves"),
            ("2nd year", "360..720 Years"),
            ("30 days", "0..30 Days"),
            ("First 90 days", "0..90 Days"),
            ("30–60 days", "30..60 Days"),
            ("Days 31–60", "30..60 Days"),
            ("18–24 months", "540..720 Months"),
            ("1.5–2 years", "540..720 Years"),
            ("6 months to 2 years", "180..720 Months"),
            ("by month 6", "0..180 Months"),
            ("End of year 1", "0..360 Years"),
            ("Month 3–4 in the team", "60..120 Months"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_nothing_where_no_single_period_is_stated() {
        for text in [
            "",
            "Ready for Senior",
            "Ready for L4",
            "Year 2024",
            "Month 6–3",
            "3",
            "5–6",
            "Month 3 after 2 reviews",
            "Someday",
            "年 3",
        ] {
            assert_eq!(shown(text), "-", "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_ends_after_it_starts(text in "[a-z]{0,6} ?(Month|year|Q|days)? ?[0-9.]{0,5}[-–+ ]{0,2}[0-9]{0,3}( weeks|\\+)?|\\PC{0,24}") {
            if let Some(Period { start, end, .. }) = Period::read(&text) {
                prop_assert!(end.is_none_or(|end| end >= start));
            }
        }
    }
}
