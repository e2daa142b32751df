//! Pages of plain data in, bytes out: one format, one file.

pub mod highlight;
pub mod prose;
