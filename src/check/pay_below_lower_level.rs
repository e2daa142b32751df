//! # `pay-below-lower-level`
//!
//! Pay that begins or ends lower than that of the level below in the same track, for the same place, market and date. It
//! may be meant; often two figures were mixed up.
//!
//! ```yaml
//! bands:
//!   - {level: senior, place: US, range: $180K–$280K}
//!   - {level: staff, place: US, range: $150K–$300K}
//! ```
//!
//! To mend it, correct the figures. If they are meant, say why in `note`; this is only a hint.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::range::Range;
use crate::model::things::{Band, Level};
use std::collections::HashMap;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let mut bands: HashMap<&Id<Level>, Vec<&Band>> = HashMap::new();
    for band in &handbook.bands {
        band.level.iter().for_each(|level| bands.entry(level).or_default().push(band));
    }
    let mut faults = Vec::new();
    for (level, place) in &handbook.derived.places {
        let own = || bands.get(level).into_iter().flatten();
        for below in place.previous.iter().filter(|_| place.position > 0) {
            for lower in bands.get(below).into_iter().flatten() {
                faults
                    .extend(own().filter(|band| setting(band) == setting(lower)).filter_map(|band| look(band, lower)));
            }
        }
    }
    faults
}

/// What makes two bands comparable.
fn setting(band: &Band) -> [Option<String>; 3] {
    let plain = |text: &Option<crate::model::things::Text>| text.as_ref().map(|text| text.plain().to_lowercase());
    [plain(&band.place), plain(&band.market), band.from.as_ref().map(ToString::to_string)]
}

fn look(band: &Band, lower: &Band) -> Option<Diagnostic> {
    let (range, below) = (band.pay.range?, lower.pay.range?);
    if range.unit != below.unit || !(range.low < below.low || end(range) < end(below)) {
        return None;
    }
    let (level, lower_level) = (band.level.as_ref()?, lower.level.as_ref()?);
    let (pay, lower_pay) = (band.pay.text.plain(), lower.pay.text.plain());
    let message = format!("`{}` pays {pay}, the level below pays {lower_pay}", level.as_str());
    let fault = Diagnostic::note("pay-below-lower-level", &band.meta.span, message);
    let fault = fault.related(&lower.meta.span, format!("the pay of `{}`", lower_level.as_str()));
    Some(fault.help("check the two figures; if they are meant, say why in `note`"))
}

fn end(range: Range) -> f64 {
    range.high.unwrap_or(f64::INFINITY)
}
