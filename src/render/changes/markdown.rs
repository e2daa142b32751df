//! What changed between two versions, for a merge request.

use crate::view::between::Between;

/// The text.
pub fn text(between: &Between) -> String {
    super::count(between)
}
