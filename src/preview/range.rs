//! Which part of a file a request asks for.

use http_range_header::{EndPosition, StartPosition, parse_range_header};
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
    let Ok(asked) = parse_range_header(header) else { return Part::Whole };
    let [one] = asked.ranges.as_slice() else { return Part::Whole };
    let position = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let start = match one.start {
        StartPosition::Index(start) => position(start),
        StartPosition::FromLast(count) => length.saturating_sub(position(count)),
    };
    let end = match one.end {
        EndPosition::Index(last) => position(last).saturating_add(1).min(length),
        EndPosition::LastByte => length,
    };
    if start < end { Part::Some(start..end) } else { Part::Unsatisfiable }
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
        for none in ["bytes=10-", "bytes=10-12"] {
            assert_eq!(part(none, 10), Part::Unsatisfiable, "{none}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Unsatisfiable);
        for whole in
            ["", "bytes", "bytes=", "bytes=x", "items=0-1", "bytes=0-1,3-4", "bytes=-0", "bytes=99999999999999999999-"]
        {
            assert_eq!(part(whole, 10), Part::Whole, "{whole}");
        }
        assert_eq!(part("bytes=0-18446744073709551615", 10), Part::Some(0..10));
    }
}
