//! One file by itself: bytes to what the author wrote, without a look at any other file.

pub mod damage;
pub mod front;
pub mod markdown;
pub mod text;
