//! # `missing-alt`
//!
//! An image without alternative text. Those who do not see the image, and search, get nothing from it.
//!
//! ```markdown
//! ![](ladder.png)
//! ```
//!
//! To mend it, say in a few words what the image shows: `![The ladder, with a fork after Senior](ladder.png)`.

use crate::base::{Diagnostic, Span};

pub(super) fn fault(image: &Span) -> Diagnostic {
    let help = "say between the brackets what it shows, for those who do not see it: `![What it shows](…)`";
    Diagnostic::warning("missing-alt", image, "the image has no alternative text").help(help)
}
