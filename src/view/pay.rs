//! Pay bands, with where each lies on one axis.

use super::builder::Builder;
use super::parts::{Bar, Pay};
use crate::model::range::{Range, Unit};
use crate::model::things::{Band, Level};

/// The figures that bars are drawn against: from 0 to the highest, one axis for each currency.
#[derive(Clone, Debug, Default)]
pub struct Axis {
    highest: Vec<(Unit, f64)>,
}

impl Axis {
    /// The axis of the shown bands of some levels.
    pub fn of(page: &Builder<'_>, levels: &[&Level]) -> Self {
        let mut axis = Self::default();
        levels.iter().for_each(|level| axis.add(page.shown.bands_of(&level.id)));
        axis
    }

    /// Lengthens the axis so that it holds more bands.
    pub fn add(&mut self, bands: &[&Band]) {
        for range in bands.iter().filter_map(|band| band.pay.range) {
            let end = range.high.into_iter().chain(range.low).reduce(f64::max).unwrap_or_default();
            match self.highest.iter_mut().find(|(unit, _)| *unit == range.unit) {
                Some((_, highest)) => *highest = highest.max(end),
                None => self.highest.push((range.unit, end)),
            }
        }
    }

    /// Where a range lies, from 0 to 1000; `None` for what is no money.
    ///
    /// A range without an upper end goes on to the end of the axis; one that is upside down lies between its ends.
    fn bar(&self, range: Range) -> Option<Bar> {
        let (_, highest) = self.highest.iter().find(|(unit, _)| *unit == range.unit)?;
        if !matches!(range.unit, Unit::Money(_)) || *highest <= 0.0 {
            return None;
        }
        let place = |figure: f64| (figure / highest * 1000.0).clamp(0.0, 1000.0).round() as u32;
        let low = place(range.low.unwrap_or_default());
        let high = range.high.map_or(1000, place);
        Some(Bar { start: low.min(high), end: low.max(high), open: range.open || range.high.is_none() })
    }
}

/// The shown bands of a level against the axis of its ladder.
pub fn of_level(page: &mut Builder<'_>, level: &Level) -> Vec<Pay> {
    let axis = page.shown.axis_of(&level.id);
    bands(page, level, &axis)
}

/// The shown bands of a level against an axis.
pub fn bands(page: &mut Builder<'_>, level: &Level, axis: &Axis) -> Vec<Pay> {
    let bands = page.shown.bands_of(&level.id);
    bands.iter().map(|band| pay(page, band, axis)).collect()
}

/// A band against an axis.
pub fn pay(page: &mut Builder<'_>, band: &Band, axis: &Axis) -> Pay {
    Pay {
        text: page.line(&band.pay.text),
        place: page.line_of(band.place.as_ref()),
        market: page.line_of(band.market.as_ref()),
        from: band.from.as_ref().map(ToString::to_string),
        source: page.line_of(band.source.as_ref()),
        note: page.line_of(band.note.as_ref()),
        bar: band.pay.range.and_then(|range| axis.bar(range)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{self, level};

    /// The bars of the general pay of some levels on the axis of their ladder: start, end and whether it goes on.
    fn bars(ids: &[&str], bands: &str) -> Vec<Option<(u32, u32, bool)>> {
        let text = format!(
            "== book.toml\n[rungbook]\naudiences = ['public', 'managers']\n== all.yaml\nfamilies: [{{id: f, title: F}}, {{id: g, title: G}}]
tracks: [{{id: t, kind: ic, family: f, title: T, levels: [a, b, c]}}, {{id: u, kind: ic, family: g, title: U, levels: [d]}}]
levels: [{{id: a, title: A}}, {{id: b, title: B}}, {{id: c, title: C}}, {{id: d, title: D}}]\nbands:\n{bands}"
        );
        fixture::page(&text, |page| {
            let of = |id: &&str| of_level(page, level(page.shown, id)).into_iter().next().and_then(|pay| pay.bar);
            ids.iter().map(of).map(|bar| bar.map(|bar| (bar.start, bar.end, bar.open))).collect()
        })
    }

    #[test]
    fn bars_lie_between_nothing_and_the_highest_figure_of_the_ladder() {
        let bands = "- {level: a, range: $100K–$200K}\n- {level: b, range: $300K+}\n- {level: c, range: up to $400K}
- {level: d, range: $900K}\n- {level: a, range: $4M, audience: managers}\n";
        let expected =
            [Some((250, 500, false)), Some((750, 1000, true)), Some((0, 1000, false)), Some((1000, 1000, false))];
        assert_eq!(bars(&["a", "b", "c", "d"], bands), expected);
    }

    #[test]
    fn each_currency_has_its_axis_and_what_is_no_money_has_none() {
        let bands =
            "- {level: a, range: $100K–$200K}\n- {level: b, range: €50K–€100K+}\n- {level: c, min: 4, max: 5}\n";
        assert_eq!(bars(&["a", "b", "c"], bands), [Some((500, 1000, false)), Some((500, 1000, true)), None]);
    }

    #[test]
    fn a_range_upside_down_lies_between_its_ends() {
        assert_eq!(bars(&["a"], "- {level: a, range: $200K–$100K}\n"), [Some((500, 1000, false))]);
    }
}
