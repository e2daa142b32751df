//! render.

pub mod highlight;
