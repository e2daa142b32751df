//! rungbook: a static site generator for career handbooks.
//!
//! A [`base::Snapshot`] (bytes by path) goes in, a [`base::Site`] (bytes by route) comes out, and between them are only
//! functions. Reading disk happens before, writing after.

pub mod base;
pub mod model;
pub mod parse;
pub mod render;
pub mod view;
