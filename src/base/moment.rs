//! A moment as a commit records it: when it was, and what the clock of its author showed.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::Serialize;

/// A point in time together with the offset of the clock that was looked at.
///
/// Moments are ordered by when they were; the offset only breaks ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Moment {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub seconds: i64,
    /// Seconds that the clock was ahead of UTC; negative to the west.
    pub offset: i32,
}

impl Moment {
    /// The day that the clock showed, such as `2026-03-01`: wherever and whenever it is read, it is the same day.
    pub fn day(self) -> Date {
        self.clock().0.date()
    }

    /// The moment as RFC 3339 writes it, such as `2026-03-01T09:30:00+01:00`; feeds and `<time>` want it.
    pub fn rfc3339(self) -> String {
        let (clock, offset) = self.clock();
        let minutes = offset / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.abs();
        format!("{}{sign}{:02}:{:02}", clock.strftime("%Y-%m-%dT%H:%M:%S"), minutes / 60, minutes % 60)
    }

    /// What the clock showed, and its offset in seconds, in whole minutes. What no calendar holds is brought to its
    /// nearest end, and an offset of more than a day is none.
    fn clock(self) -> (DateTime, i32) {
        let seconds = self.seconds.clamp(0, Timestamp::MAX.as_second());
        let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
        let offset = Offset::from_seconds(self.offset / 60 * 60).unwrap_or(Offset::UTC);
        (offset.to_datetime(time), offset.seconds())
    }
}

/// The end of what a date names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The end of a day, by the clock of whoever asks.
    Day(Date),
    /// A point in time, in seconds since 1970-01-01 00:00 UTC.
    Time(i64),
}

impl Until {
    /// What `text` names: a day, a month or a year as [`last_day`] has them, or a time such as `2026-03-01T12:00Z`,
    /// `2026-03-01T14:00+02:00` or `2026-03-01T12:00:30Z`.
    pub fn of(text: &str) -> Option<Self> {
        let Some((day, time)) = text.split_once('T') else { return last_day(text).map(Self::Day) };
        let clock = time.trim_end_matches('Z').split(['+', '-']).next()?;
        let zone = time.strip_prefix(clock)?;
        let in_full = day.len() == 10 && [5, 8].contains(&clock.len()) && (zone == "Z" || zone.len() == 6);
        let usual = |letter: u8| letter.is_ascii_digit() || b"+-:Z".contains(&letter);
        let usual = in_full && time.bytes().all(usual);
        usual.then(|| text.parse::<Timestamp>().ok()).flatten().map(|time| Self::Time(time.as_second()))
    }

    /// Whether a moment is not after it. Days are those of the clock of the moment.
    pub fn holds(self, moment: Moment) -> bool {
        match self {
            Self::Day(day) => moment.day() <= day,
            Self::Time(seconds) => moment.seconds <= seconds,
        }
    }
}

/// The last day that `text` names: a day `2026-03-01`, a month `2026-03` or a year `2026`.
///
/// A day that its month does not have, such as `2026-02-31`, is the last one that it has.
pub fn last_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| match parts.next() {
        None => Some(None),
        Some(part) if part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()) => {
            part.parse().ok().map(Some)
        }
        Some(_) => None,
    };
    let (year, month, day): (Option<i16>, Option<i16>, Option<i16>) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() || month == Some(0) || day == Some(0) || day > Some(31) {
        return None;
    }
    let month = i8::try_from(month.unwrap_or(12)).ok()?;
    let end = Date::new(year?, month, 1).ok()?.last_of_month();
    let day = i8::try_from(day.unwrap_or(31)).ok()?;
    Date::new(end.year(), end.month(), day.min(end.day())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_clock_that_was_looked_at() {
        let moment = Moment { seconds: 1_772_323_200, offset: 3600 }; // 2026-03-01 00:00 UTC
        assert_eq!(moment.day().to_string(), "2026-03-01");
        assert_eq!(moment.rfc3339(), "2026-03-01T01:00:00+01:00");
        let west = Moment { seconds: 1_772_323_200, offset: -(3 * 3600 + 1800) };
        assert_eq!(west.day().to_string(), "2026-02-28");
        assert_eq!(west.rfc3339(), "2026-02-28T20:30:00-03:30");
    }

    #[test]
    fn what_no_calendar_holds_is_brought_to_its_end() {
        let late = Moment { seconds: i64::MAX, offset: i32::MAX };
        assert_eq!(late.day().year(), 9999);
        let early = Moment { seconds: i64::MIN, offset: i32::MIN };
        assert_eq!(early.rfc3339(), "1970-01-01T00:00:00+00:00");
    }

    #[test]
    fn a_time_is_one_moment_on_every_clock() {
        let time = |text: &str| match Until::of(text) {
            Some(Until::Time(seconds)) => Some(seconds),
            _ => None,
        };
        let noon = 1_772_366_400; // 2026-03-01 12:00 UTC
        let ways = ["T12:00Z", "T12:00:00Z", "T14:00+02:00", "T06:30-05:30", "T12:00+00:00"];
        for way in ways {
            assert_eq!(time(&format!("2026-03-01{way}")), Some(noon), "{way}");
        }
        assert_eq!(time("2026-03-01T12:00:30Z"), Some(noon + 30));
        for text in [
            "2026-03-01T12:00",
            "2026-03-01T12Z",
            "2026-03-01T1200Z",
            "2026-03-01T12:00+0200",
            "2026-03-01T12:00z",
            "2026-03-01t12:00Z",
            "2026-03-01 12:00Z",
            "2026-03-01T12:00ZZ",
            "2026-03-01T12:00:Z",
            "2026-03-01T25:00Z",
            "2026-02-30T12:00Z",
            "2026-03T12:00Z",
            "2026-03-01TZ",
            "2026-03-01T",
            "T12:00Z",
            "2026-03-01T12:00Z[UTC]",
            "2026-03-01T12:00:00.5Z",
            "2026-03-01T12:00+99:00",
        ] {
            assert_eq!(Until::of(text), None, "{text}");
        }
        let at = |seconds| Moment { seconds, offset: 7200 };
        assert!(Until::Time(noon).holds(at(noon)) && !Until::Time(noon).holds(at(noon + 1)));
        let day = Until::of("2026-03-01").unwrap();
        assert!(day.holds(at(noon + 9 * 3600)) && !day.holds(at(noon + 10 * 3600)));
    }

    #[test]
    fn a_date_reaches_to_its_last_day() {
        let day = |text: &str| last_day(text).map(|day| day.to_string());
        assert_eq!(day("2026-03-01").as_deref(), Some("2026-03-01"));
        assert_eq!(day("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(day("2026").as_deref(), Some("2026-12-31"));
        assert_eq!(day("2026-02-31").as_deref(), Some("2026-02-28"));
        for text in ["", "v1", "2026-13", "2026-00", "2026-1", "2026-01-32", "2026-01-01-01", "-2026", "2026-"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
