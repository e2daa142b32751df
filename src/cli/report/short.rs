//! One line for each: `file:line:column: error[code]: message`.

use super::Report;
use crate::base::tame;
use std::fmt::Write;

pub(super) fn text(report: &Report<'_>) -> String {
    let mut text = String::new();
    for found in &report.diagnostics {
        if let Some(span) = &found.span {
            let _ = write!(text, "{}: ", report.place(span).shown());
        }
        let message = tame(&found.message).replace('\n', " ");
        let _ = writeln!(text, "{}[{}]: {message}", found.severity.word(), found.code);
    }
    text
}
