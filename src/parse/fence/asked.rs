//! A body in the reading: its links and mistakes so far.

use super::{Link, Read};
use crate::base::{Body, Fault, Scope, Spanned};
use crate::parse::definitions::{self, Record};
use crate::parse::kind::Kind;
use crate::parse::markdown;
use crate::parse::shape::Field;
use crate::parse::yaml;
use std::ops::Range;
use std::sync::Arc;

/// A body in the reading.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    /// The body.
    pub(super) text: &'a str,
    title: Option<Box<str>>,
    first: u32,
    links: Vec<Link>,
    faults: Vec<Fault>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(text: &'a str, first: u32) -> Self {
        Self { text, title: None, first, links: Vec::new(), faults: Vec::new() }
    }

    /// Takes note of a mistake, and stands for a body that cannot be read.
    pub(super) fn fault(&mut self, range: Range<usize>, message: impl Into<String>, help: Option<String>) -> Body {
        self.faults.push(Fault { message: message.into(), help, range });
        Body::Faulty("".into())
    }

    /// The number of a new link.
    pub(super) fn link(&mut self, kind: markdown::Kind, target: &str, range: Range<usize>) -> u32 {
        self.links.push(Link { kind, target: target.into(), range });
        self.first.saturating_add(u32::try_from(self.links.len() - 1).unwrap_or(u32::MAX))
    }

    /// The number of a new link to a thing of one of the kinds.
    pub(super) fn reference(&mut self, word: &Spanned<Arc<str>>, kinds: &'static [Kind]) -> u32 {
        self.link(markdown::Kind::Reference(kinds), &word.value, word.span.start..word.span.end)
    }

    /// The fields of a body in YAML. Mistakes are noted.
    pub(super) fn record(&mut self, fields: &'static [Field]) -> Option<Record> {
        let file = Arc::from("");
        let (node, mut faults) = yaml::read(&file, self.text, 0..self.text.len());
        let mut record = None;
        if let Some(node) = node {
            let (read, more) = definitions::record(&file, self.text, &node, fields, "this fence");
            faults.extend(more);
            record = read;
        }
        if record.is_none() && faults.is_empty() {
            self.fault(0..0, "the fence says nothing", None);
        }
        for fault in faults {
            let range = fault.span.map_or(0..0, |span| span.start..span.end);
            self.faults.push(Fault { message: fault.message, help: fault.help, range });
        }
        let record = record.filter(|_| self.faults.is_empty())?;
        self.title = record.word("title").map(|title| Box::from(&*title.value));
        Some(record)
    }

    /// What a record is about: one of `family`, `track` and `levels`.
    pub(super) fn scope(&mut self, record: &Record) -> Option<Scope> {
        let mut given: Vec<_> =
            ["family", "track", "levels"].into_iter().filter_map(|key| Some((record.key_span(key)?, key))).collect();
        given.sort();
        match given.as_slice() {
            [] => {
                let at = record.span.start..record.span.start;
                self.fault(
                    at,
                    "the fence does not say what it is about",
                    Some("name a `family`, a `track` or `levels`".into()),
                );
                None
            }
            [_, (span, key), ..] => {
                let message = format!("`{key}` stands beside another key that says what the fence is about");
                self.fault(span.start..span.end, message, Some("keep one of `family`, `track` and `levels`".into()));
                None
            }
            [(span, "levels")] => {
                let words = record.words("levels");
                if words.is_empty() {
                    self.fault(span.start..span.end, "`levels` is empty", Some("name at least one level".into()));
                    return None;
                }
                let levels = words.iter().map(|word| self.reference(word, &[Kind::Level])).collect();
                Some(Scope::Levels(levels))
            }
            [(_, "track")] => Some(Scope::Track(self.reference(&record.word("track")?, &[Kind::Track]))),
            [_] => Some(Scope::Family(self.reference(&record.word("family")?, &[Kind::Family]))),
        }
    }

    /// What was read: `body`, unless something is wrong.
    pub(super) fn finish(self, body: Body) -> Read {
        let Self { title, links, faults, .. } = self;
        match faults.first() {
            None => Read { body, title, links, faults },
            Some(first) => {
                let body = Body::Faulty(first.message.as_str().into());
                Read { body, title, links: Vec::new(), faults }
            }
        }
    }
}
