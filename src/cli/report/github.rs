//! Workflow commands, which GitHub Actions shows at the lines of a pull request.

use super::Report;
use crate::base::{Severity, tame};
use std::fmt::Write;

pub(super) fn text(report: &Report<'_>) -> String {
    let mut text = String::new();
    for found in &report.diagnostics {
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = found.span.as_ref().map(|span| report.place(span))
            && let (Some(start), Some(end)) = (place.start(), place.end())
        {
            properties.push(format!("file={}", property(&place.file)));
            properties.push(format!("line={},endLine={}", start.0, end.0));
            if start.0 == end.0 {
                properties.push(format!("col={},endColumn={}", start.1, end.1));
            }
        } else if let Some(span) = &found.span {
            properties.push(format!("file={}", property(&report.place(span).file)));
        }
        properties.push(format!("title={}", property(&found.code)));
        let help = found.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let _ = writeln!(text, "::{command} {}::{}", properties.join(","), data(&format!("{}{help}", found.message)));
    }
    text
}

/// Text as the message of a command.
fn data(text: &str) -> String {
    tame(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
