//! # `pay-upside-down`
//!
//! A pay range whose lower end is above its upper end.
//!
//! ```yaml
//! band: {level: staff, range: $320K–$185K}
//! ```
//!
//! To mend it, swap the two figures, or correct the one that is wrong.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::things::Band;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let upside_down = |band: &&Band| {
        let ends = band.pay.range.and_then(|range| range.low.zip(range.high));
        ends.is_some_and(|(low, high)| low > high)
    };
    let report = |band: &Band| {
        let message = format!("the pay `{}` begins higher than it ends", band.pay.text.plain());
        let fault = Diagnostic::error("pay-upside-down", &band.meta.span, message);
        fault.help("write the lower figure first")
    };
    handbook.bands.iter().filter(upside_down).map(report).collect()
}
