//! What each page says, for one audience: a handbook in, pages of plain data out, one file per kind of page.

pub mod article;
pub mod body;
pub mod compare;
pub mod competency;
pub mod diagram;
pub mod expected;
pub mod guide;
pub mod home;
pub mod ladder;
pub mod level;
pub mod matrix;
pub mod page;
pub mod parts;
pub mod pathway;
pub mod role;
pub mod table;
pub mod track;
