//! Rules beyond resolving.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;

/// Everything that the rules find.
pub fn run(_handbook: &Handbook) -> Vec<Diagnostic> {
    Vec::new()
}
