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
        let bands = levels.iter().flat_map(|level| page.shown.bands_of(&level.id));
        for range in bands.filter_map(|band| band.pay.range) {
            let end = range.high.or(range.low).unwrap_or_default();
            match axis.highest.iter_mut().find(|(unit, _)| *unit == range.unit) {
                Some((_, highest)) => *highest = highest.max(end),
                None => axis.highest.push((range.unit, end)),
            }
        }
        axis
    }

    /// Where a range lies, from 0 to 1000; `None` for what is no money.
    fn bar(&self, range: Range) -> Option<Bar> {
        let (_, highest) = self.highest.iter().find(|(unit, _)| *unit == range.unit)?;
        if !matches!(range.unit, Unit::Money(_)) || *highest <= 0.0 {
            return None;
        }
        let place = |figure: f64| (figure / highest * 1000.0).clamp(0.0, 1000.0).round() as u32;
        let start = place(range.low.unwrap_or_default());
        let end = range.high.map_or(1000, place);
        Some(Bar { start, end: end.max(start), open: range.open || range.high.is_none() })
    }
}

/// The shown bands of a level against the axis of its ladder.
pub fn of_level(page: &mut Builder<'_>, level: &Level) -> Vec<Pay> {
    let family = page.shown.track_of(&level.id).and_then(|track| track.family.as_ref());
    let tracks = family.map(|family| page.shown.tracks_of(family)).unwrap_or_default();
    let levels: Vec<&Level> = tracks.iter().flat_map(|track| page.shown.levels_of(track)).collect();
    let axis = Axis::of(page, if levels.is_empty() { std::slice::from_ref(&level) } else { &levels });
    let bands = page.shown.bands_of(&level.id).to_vec();
    bands.into_iter().map(|band| pay(page, band, &axis)).collect()
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
