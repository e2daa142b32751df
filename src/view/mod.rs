//! What each page says, for one audience: a handbook in, pages of plain data out, one file per kind of page.

pub mod body;
pub mod book;
pub mod diagram;
pub mod page;
