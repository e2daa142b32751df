//! rungbook: a static site generator for career handbooks.

pub mod base;
pub mod model;
pub mod output;
pub mod parse;
pub mod render;
pub mod source;
pub mod view;
