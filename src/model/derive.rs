//! stub
pub fn derived(_h: &super::handbook::Handbook) -> super::derived::Derived {
    Default::default()
}
