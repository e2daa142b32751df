//! One file by itself: bytes in, a document out. A mistake is a diagnostic, and parsing goes on.

pub mod config;
pub mod damage;
pub mod definitions;
pub mod document;
pub mod fence;
pub mod front;
pub mod kind;
pub mod markdown;
pub mod schema;
pub mod shape;
pub mod signatures;
pub mod text;
pub mod yaml;
