//! Numbers as people write them: `65 000`, `€1.2M`, `99.99`, `1,5`, `10K`.

use std::ops::Range;

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its bytes in the text, with what scales it (`K`, `M`, `bn`, ` million`).
    pub place: Range<usize>,
    /// Its value, scaled; finite and not negative.
    pub value: f64,
    /// What it was multiplied by; 1 where nothing scales it.
    pub scale: f64,
    /// How many digits stand behind the decimal sign.
    pub decimals: usize,
}

/// The numbers in a text in order.
///
/// Digits that belong to a word (`L3`, `SOC2`) are no number. Three digits behind a comma, an apostrophe or a space are
/// thousands (`65 000`), as are several such groups behind full stops (`1.200.000`); else a comma or a full stop begins
/// the decimals. Signs are not read: a hyphen before a number is as often a dash.
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let Some(start) = rest.bytes().position(|byte| byte.is_ascii_digit()).map(|at| from + at) else { break };
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        if before.is_some_and(char::is_alphanumeric) {
            from = start + digits_of(text.get(start..).unwrap_or_default()).len();
            continue;
        }
        let number = number(text, start);
        from = number.place.end;
        if number.value.is_finite() {
            found.push(number);
        }
    }
    found
}

/// The number whose first digit is at `start`.
fn number(text: &str, start: usize) -> Number {
    let (whole, mut end) = whole(text, start);
    let mut digits = whole;
    let mut decimals = 0;
    if let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(['.', ','])) {
        decimals = digits_of(rest).len();
        if decimals > 0 {
            digits.push('.');
            digits.push_str(digits_of(rest));
            end += 1 + decimals;
        }
    }
    let (scale, letters) = scale(text.get(end..).unwrap_or_default());
    end += letters;
    let value = digits.parse::<f64>().unwrap_or(f64::INFINITY) * scale;
    Number { place: start..end, value, scale, decimals }
}

/// The digits before the decimals, without what parts their groups, and where they end.
fn whole(text: &str, start: usize) -> (String, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let first = digits_of(rest);
    let mut digits = first.to_owned();
    let mut end = start + first.len();
    if first.len() > 3 || first.starts_with('0') {
        return (digits, end);
    }
    let Some(sign) = text.get(end..).and_then(|rest| rest.chars().next()).filter(|sign| parts_groups(*sign)) else {
        return (digits, end);
    };
    let mut groups = 0;
    while let Some(group) = text.get(end..).and_then(|rest| group(rest, sign)) {
        digits.push_str(group);
        end += sign.len_utf8() + group.len();
        groups += 1;
    }
    if sign == '.' && groups == 1 {
        return (first.to_owned(), start + first.len());
    }
    (digits, end)
}

/// Three digits behind `sign`, where no fourth follows.
fn group(rest: &str, sign: char) -> Option<&str> {
    let digits = digits_of(rest.strip_prefix(sign)?);
    (digits.len() == 3).then_some(digits)
}

fn parts_groups(letter: char) -> bool {
    matches!(letter, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn digits_of(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// What the letters at the start of `rest` multiply by, and how many bytes they are.
fn scale(rest: &str) -> (f64, usize) {
    let glued = word_of(rest);
    let scale = match glued {
        "k" | "K" => 1e3,
        "m" | "M" | "mn" => 1e6,
        "b" | "B" | "bn" => 1e9,
        _ => 1.0,
    };
    if !glued.is_empty() {
        return if scale > 1.0 { (scale, glued.len()) } else { (1.0, 0) };
    }
    let apart = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let scale = match word_of(apart) {
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        _ => return (1.0, 0),
    };
    (scale, rest.len() - apart.len() + word_of(apart).len())
}

fn word_of(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        numbers(text).into_iter().map(|number| number.value).collect()
    }

    #[test]
    fn reads_what_people_write() {
        for (text, value) in [
            ("65 000", 65_000.0),
            ("65\u{202f}000", 65_000.0),
            ("65,000", 65_000.0),
            ("1.200.000", 1_200_000.0),
            ("1'200'000", 1_200_000.0),
            ("99.99 %", 99.99),
            ("99.999 %", 99.999),
            ("1,5", 1.5),
            ("10K users", 10_000.0),
            ("$1.2M+", 1_200_000.0),
            ("2bn", 2e9),
            ("$2 million", 2e6),
            ("10Mbit", 10.0),
            ("0.125", 0.125),
            ("5.", 5.0),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
    }

    #[test]
    fn tells_numbers_from_words() {
        assert_eq!(values("L3, SOC2 and k8s: 99.9 % for 10M+ users in 2–3 regions"), [99.9, 10e6, 2.0, 3.0]);
        assert_eq!(values("12 1234, 2024-01-02"), [12.0, 1234.0, 2024.0, 1.0, 2.0]);
        assert_eq!(values(&"9".repeat(400)), [] as [f64; 0]);
        assert_eq!(values("é٣½ ２"), [] as [f64; 0]);
    }
}
