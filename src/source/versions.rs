//! The order of the names of versions.

use std::cmp::Ordering;

/// The order of names in which numbers count as numbers: `v1.9` before `v1.10`.
pub(super) fn by_number(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (one, other) = (chunk(a), chunk(b));
        let digits = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
        let order = if digits(one) && digits(other) {
            let (x, y) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
            x.len().cmp(&y.len()).then_with(|| x.cmp(y)).then_with(|| one.cmp(other))
        } else {
            one.cmp(other)
        };
        if order != Ordering::Equal || one.is_empty() {
            return order;
        }
        (a, b) = (&a[one.len()..], &b[other.len()..]);
    }
}

/// The digits, or what is no digit, at the start of a text.
fn chunk(text: &str) -> &str {
    let digit = text.starts_with(|letter: char| letter.is_ascii_digit());
    let end = text.find(|letter: char| letter.is_ascii_digit() != digit).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["v1.10", "v1.9", "v1.9-rc2", "2026.1", "v01.9", "v1.9-rc10", "v"];
        names.sort_by(|a, b| by_number(a, b));
        assert_eq!(names, ["2026.1", "v", "v01.9", "v1.9", "v1.9-rc2", "v1.9-rc10", "v1.10"]);
    }
}
