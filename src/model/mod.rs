//! Meaning: documents in, a handbook out, in which every name is resolved and what follows from them is known.

pub mod autolink;
pub mod currency;
pub mod decode;
pub mod derive;
pub mod derived;
pub mod drawn;
#[cfg(test)]
pub(crate) mod fixture;
pub mod handbook;
pub mod id;
pub mod links;
pub mod names;
pub mod number;
pub mod period;
pub mod range;
pub mod readers;
pub mod resolve;
pub mod skills;
pub mod target;
pub mod things;
mod walk;
pub mod wording;
