//! The body of a typed fence → what it asks for. One file for each language; each body is read by itself, and the places
//! of mistakes and links are bytes of it.

mod asked;
mod chains;
mod compare;
mod ladder;
mod matrix;
mod mermaid;
mod pathway;
mod pay;

use super::kind::Kind;
use super::markdown;
use super::shape::{Field, Shape, field};
use crate::base::{Body, Fault};
use asked::Asked;
use std::ops::Range;

/// What a typed fence may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Levels and the ways between them.
    Ladder,
    /// A time line.
    Pathway,
    /// Pay bands.
    Pay,
    /// Competencies by level.
    Matrix,
    /// Levels side by side.
    Compare,
}

impl Language {
    /// All of them, in the order of the manual.
    pub const ALL: [Self; 5] = [Self::Ladder, Self::Pathway, Self::Pay, Self::Matrix, Self::Compare];

    /// The word after the fence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Pathway => "pathway",
            Self::Pay => "pay",
            Self::Matrix => "matrix",
            Self::Compare => "compare",
        }
    }

    /// The language of the word after a fence.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.word() == word)
    }

    /// The keys of its YAML.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Ladder => ladder::FIELDS,
            Self::Pathway => pathway::FIELDS,
            Self::Pay => pay::FIELDS,
            Self::Matrix => matrix::FIELDS,
            Self::Compare => compare::FIELDS,
        }
    }
}

/// A fence that asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Typed {
    /// Something of ours.
    Ours(Language),
    /// A mermaid diagram.
    Mermaid,
}

impl Typed {
    /// What the word after a fence asks for.
    pub(super) fn of(word: &str) -> Option<Self> {
        if word == mermaid::WORD { Some(Self::Mermaid) } else { Language::of(word).map(Self::Ours) }
    }

    /// The word after the fence.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ours(language) => language.word(),
            Self::Mermaid => mermaid::WORD,
        }
    }
}

/// A title of the author's own, for all languages.
const TITLE: Field = field("title", Shape::Word, "What stands below the figure; the nearest heading when absent.");
const FAMILY: Field = field("family", Shape::Ref(&[Kind::Family]), "The ladder that it is about.");
const TRACK: Field = field("track", Shape::Ref(&[Kind::Track]), "The track that it is about.");
const LEVELS: Field =
    field("levels", Shape::Many(&Shape::Ref(&[Kind::Level])), "The levels that it is about, in this order.");

/// Whether this build draws mermaid diagrams.
pub(super) const DRAWS_MERMAID: bool = crate::draw::mermaid::AVAILABLE;

/// What a body was read into.
#[derive(Debug)]
pub(super) struct Read {
    /// What is asked for.
    pub(super) body: Body,
    /// The title that the author gave.
    pub(super) title: Option<Box<str>>,
    /// The links by the numbers in the body, less the number that they begin at.
    pub(super) links: Vec<Link>,
    /// What is wrong.
    pub(super) faults: Vec<Fault>,
}

/// A name or an address in a body.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) kind: markdown::Kind,
    pub(super) target: Box<str>,
    pub(super) range: Range<usize>,
}

/// Reads a body. The links in it are numbered from `first`.
///
/// A mistake gives [`Body::Faulty`] with the first message, and no links.
pub(super) fn read(typed: Typed, text: &str, first: u32) -> Read {
    let mut asked = Asked::new(text, first);
    let body = match typed {
        _ if text.trim().is_empty() => asked.fault(0..0, "the fence is empty", Some(hint(typed))),
        Typed::Mermaid => mermaid::read(&mut asked),
        Typed::Ours(Language::Ladder) => ladder::read(&mut asked),
        Typed::Ours(Language::Pathway) => pathway::read(&mut asked),
        Typed::Ours(Language::Pay) => pay::read(&mut asked),
        Typed::Ours(Language::Matrix) => matrix::read(&mut asked),
        Typed::Ours(Language::Compare) => compare::read(&mut asked),
    };
    asked.finish(body)
}

/// What to write in an empty fence.
fn hint(typed: Typed) -> String {
    let language = match typed {
        Typed::Ours(language) => language,
        Typed::Mermaid => return "begin with the kind of diagram, such as `graph LR`".to_owned(),
    };
    match language {
        Language::Ladder => "name a `family`, or write a chain such as `Engineer → Senior Engineer`".to_owned(),
        Language::Pathway => "name a `pathway`, or write lines such as `Month 1–3: What to do`".to_owned(),
        Language::Pay | Language::Matrix | Language::Compare => "name a `family`, a `track` or `levels`".to_owned(),
    }
}

/// Whether the text opens with a key of YAML, such as `family:`, that stands in a line by itself or before a value.
fn opens_with_key(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let Some((key, rest)) = first.and_then(|line| line.split_once(':')) else { return false };
    let plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    !key.is_empty() && key.chars().all(plain) && (rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests;
