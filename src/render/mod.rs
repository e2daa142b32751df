//! Pages to bytes: one format, one file.

pub mod prose;
