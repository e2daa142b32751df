//! Ranges of numbers.
/// stub
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {}
impl Range {
    /// stub
    pub fn read(_t: &str) -> Option<Self> {
        None
    }
}
