//! Meaning: documents in, a handbook out, in which every name is resolved and what follows from them is known.

pub mod currency;
pub mod derived;
pub mod handbook;
pub mod id;
pub mod number;
pub mod range;
pub mod target;
pub mod things;
