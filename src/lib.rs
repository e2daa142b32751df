//! rungbook: a static site generator for career handbooks.

pub mod base;
pub mod draw;
