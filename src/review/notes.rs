//! Whether changes are told of.

use super::Both;
use crate::base::{Diagnostic, Snapshot};
use crate::view::told::Told;

pub(super) fn check(_both: &Both, _told: &Told, _sides: (&Snapshot, &Snapshot)) -> Vec<Diagnostic> {
    Vec::new()
}
