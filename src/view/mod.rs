//! What each page says, for one audience: a handbook in, pages of plain data out, one file per kind of page.

pub mod address;
pub mod article;
pub mod body;
pub mod builder;
pub mod compare;
pub mod competency;
pub mod diagram;
pub mod diagrams;
pub mod expected;
pub mod folders;
pub mod guide;
pub mod home;
pub mod ladder;
pub mod level;
pub mod matrix;
pub mod nav;
pub mod page;
pub mod parts;
pub mod pathway;
pub mod role;
pub mod shown;
pub mod table;
pub mod track;
pub mod ways;
