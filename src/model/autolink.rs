//! stub
pub fn mark(_h: &mut super::handbook::Handbook) {}
