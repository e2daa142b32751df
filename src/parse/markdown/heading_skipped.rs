//! # `heading-skipped`
//!
//! A heading that is more than one level below the one before it. Readers who go from heading to heading, and the list
//! of contents, miss a level there.
//!
//! ```markdown
//! ## Growing
//! #### Checklist
//! ```
//!
//! To mend it, give the heading one `#` more than the one that it belongs to.

use crate::base::{Diagnostic, Span};

pub(super) fn fault(before: u8, level: u8, heading: &Span) -> Diagnostic {
    let message = format!("a heading of level {level} follows one of level {before}");
    let help = format!("write it with `{}`", "#".repeat(usize::from(before) + 1));
    Diagnostic::warning("heading-skipped", heading, message).help(help)
}
