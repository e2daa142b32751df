//! Days as people read them: `8 Nov 2026`.

use serde::Serialize;

/// A day, a month or a year.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Day {
    /// As people read it: `8 Nov 2026`, `Nov 2026`, `2026`.
    pub text: String,
    /// As programs read it: `2026-11-08`.
    pub iso: String,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Day {
    /// The day of a text such as `2026-11-08`, `2026-11` or `2026`; any other text stays as it is.
    pub fn of(iso: &str) -> Self {
        Self { text: words(iso).unwrap_or_else(|| iso.to_owned()), iso: iso.to_owned() }
    }
}

fn words(iso: &str) -> Option<String> {
    let mut parts = iso.splitn(3, '-');
    let year = parts.next()?;
    let month = parts.next()?.parse::<usize>().ok()?;
    let month = MONTHS.get(month.checked_sub(1)?)?;
    Some(match parts.next() {
        Some(day) => format!("{} {month} {year}", day.parse::<u8>().ok()?),
        None => format!("{month} {year}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_as_exactly_as_it_is_written() {
        for (iso, text) in [
            ("2026-11-08", "8 Nov 2026"),
            ("2026-05", "May 2026"),
            ("2026", "2026"),
            ("2026-13-01", "2026-13-01"),
            ("soon", "soon"),
        ] {
            assert_eq!(Day::of(iso).text, text);
        }
    }
}
