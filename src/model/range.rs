//! Ranges of numbers.
/// stub
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {}
