//! Which part of a file a request asks for.

use http_range_header::parse_range_header;
use std::ops::Range;

/// The part of a file that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Some(Range<usize>),
    /// It has no such bytes.
    Unsatisfiable,
}

/// The part that the header `Range` asks for of a file of `length` bytes. What cannot be read, and several parts at
/// once, count as not asked for, as RFC 9110 allows.
pub(super) fn part(header: &str, length: usize) -> Part {
    let Ok(ranges) = parse_range_header(header) else { return Part::Whole };
    if ranges.ranges.len() > 1 {
        return Part::Whole;
    }
    let Ok(ranges) = ranges.validate(length as u64) else { return Part::Unsatisfiable };
    let Some(range) = ranges.first() else { return Part::Unsatisfiable };
    match (usize::try_from(*range.start()), usize::try_from(*range.end())) {
        (Ok(start), Ok(end)) if start <= end && end < length => Part::Some(start..end + 1),
        _ => Part::Unsatisfiable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_asked_for() {
        assert_eq!(part("bytes=0-4", 10), Part::Some(0..5));
        assert_eq!(part("bytes=5-", 10), Part::Some(5..10));
        assert_eq!(part("bytes=-3", 10), Part::Some(7..10));
        assert_eq!(part("bytes=-30", 10), Part::Some(0..10));
        assert_eq!(part("bytes=8-99", 10), Part::Some(8..10));
        for none in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(part(none, 10), Part::Unsatisfiable, "{none}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Unsatisfiable);
        for whole in ["", "bytes", "bytes=", "bytes=x", "items=0-1", "bytes=0-1,3-4", "bytes=99999999999999999999-"] {
            assert_eq!(part(whole, 10), Part::Whole, "{whole}");
        }
        assert_eq!(part("bytes=0-18446744073709551615", 10), Part::Some(0..10));
    }
}
