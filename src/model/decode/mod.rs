//! Definitions → things: every reference and link resolved, or reported and left out.

pub mod ladder;
mod skills;
mod ways;

use super::drawn;
use super::id::Id;
use super::links::{self, Place};
use super::names::Names;
use super::range::Range;
use super::target::Target;
use super::things::{Audience, Group, Item, Measure, Meta, Resource, Section, Status, Text};
use crate::base::{Diagnostic, Prose, Span, Spanned, nearest};
use crate::parse::definitions::{Record, Value};
use crate::parse::kind::Kind;
use crate::parse::markdown::{self, Link};
use std::collections::HashMap;
use std::sync::Arc;

/// A kind of thing that references name.
pub trait Named {
    /// The kind.
    const KIND: Kind;
}

/// Turns the records of one file into things.
pub struct Decoder<'a> {
    names: &'a Names,
    /// The names of the audiences, widest first; none where they could not be read.
    audiences: Option<&'a [String]>,
    place: Place<'a>,
    faults: Vec<Diagnostic>,
}

impl<'a> Decoder<'a> {
    /// A decoder for a file at `place`.
    pub fn new(names: &'a Names, audiences: Option<&'a [String]>, place: Place<'a>) -> Self {
        Self { names, audiences, place, faults: Vec::new() }
    }

    /// The mistakes found so far.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.faults
    }

    /// The text of a field with its links resolved.
    pub fn text(&mut self, record: &Record, key: &str) -> Option<Text> {
        let text = record.text(key)?;
        if let Some(value) = record.get(key) {
            self.check_audiences(&text.prose, &value.span);
        }
        Some(self.resolved(text))
    }

    /// Reports headings of a text at `span` that are for an audience which there is not.
    pub fn check_audiences(&mut self, prose: &Prose, span: &Span) {
        for name in prose.outline().filter_map(|heading| heading.audience) {
            self.audience_called(name, span);
        }
    }

    /// The text with its links resolved.
    pub fn resolved(&mut self, text: &crate::base::Text<Link>) -> Text {
        let mut drawn = drawn::levels(&text.prose, self.names);
        let mut number = 0;
        text.map(|link| {
            let level = drawn.remove(&number);
            number += 1;
            level.unwrap_or_else(|| self.target(link))
        })
    }

    /// What all things share; `span` is where the thing's id stands.
    pub fn meta(&mut self, record: &Record) -> Meta {
        Meta {
            span: record.word("id").map_or_else(|| record.span.clone(), |id| id.span),
            was: record.words("was"),
            status: status(record),
            owner: self.text(record, "owner"),
            audience: self.audience(record),
        }
    }

    /// Who may see a record.
    pub fn audience(&mut self, record: &Record) -> Audience {
        let Some(word) = record.word("audience") else { return Audience::default() };
        self.audience_called(&word.value, &word.span)
    }

    /// The audience of a name, if there is one.
    pub fn known_audience(&self, name: &str) -> Option<Audience> {
        self.audiences?.iter().position(|audience| audience == name).map(Audience)
    }

    /// The audience of a name. An unknown one is an error, where it is known which there are, and means the narrowest: nothing is shown by mistake.
    pub fn audience_called(&mut self, name: &str, span: &Span) -> Audience {
        self.known_audience(name).unwrap_or_else(|| {
            self.faults.extend(self.audiences.map(|known| unknown_audience(name, span, known)));
            Audience(usize::MAX)
        })
    }

    /// The id that a field refers to, where such a thing exists.
    fn reference<T: Named>(&mut self, record: &Record, key: &str) -> Option<Spanned<Id<T>>> {
        let word = record.word(key)?;
        self.existing(&word)
    }

    /// The ids that a list refers to, those that exist, each once.
    fn references<T: Named>(&mut self, record: &Record, key: &str) -> Vec<Spanned<Id<T>>> {
        let mut ids: Vec<Spanned<Id<T>>> = Vec::new();
        let mut first: HashMap<Arc<str>, Span> = HashMap::new();
        for word in record.words(key) {
            let Some(id) = self.existing::<T>(&word) else { continue };
            match first.get(&word.value) {
                Some(first) => {
                    let fault =
                        Diagnostic::warning("listed-twice", &id.span, format!("`{}` is listed twice", word.value));
                    self.faults.push(fault.related(first, "first here").help("remove one of them"));
                }
                None => {
                    first.insert(word.value, word.span);
                    ids.push(id);
                }
            }
        }
        ids
    }

    fn existing<T: Named>(&mut self, word: &Spanned<Arc<str>>) -> Option<Spanned<Id<T>>> {
        if self.names.has(T::KIND, &word.value) {
            return Some(Spanned::new(Id::new(word.value.clone()), word.span.clone()));
        }
        self.faults.push(self.names.unknown(word, &[T::KIND]));
        None
    }

    fn target(&mut self, link: &Link) -> Target {
        let (target, fault) = links::resolve(link, self.place, self.names);
        self.faults.extend(fault);
        target
    }

    fn measure(&mut self, record: &Record, key: &str) -> Option<Measure> {
        let text = self.text(record, key)?;
        Some(measured(text))
    }

    fn lines(&mut self, record: &Record, key: &str) -> Vec<Text> {
        self.lines_of(record.list(key))
    }

    fn lines_of(&mut self, values: &[Value]) -> Vec<Text> {
        values.iter().filter_map(Value::text).map(|text| self.resolved(text)).collect()
    }

    fn items(&mut self, record: &Record, key: &str) -> Vec<Item> {
        self.items_of(record.list(key))
    }

    fn items_of(&mut self, values: &[Value]) -> Vec<Item> {
        values.iter().filter_map(|value| self.item(value)).collect()
    }

    fn item(&mut self, value: &Value) -> Option<Item> {
        let record = value.record()?;
        Some(Item {
            span: record.get("text").map_or_else(|| value.span.clone(), |text| text.span.clone()),
            id: record.word("id").map(|id| id.value),
            text: self.text(record, "text")?,
            examples: self.lines(record, "examples"),
            builds_on: record.word("builds_on"),
            audience: self.audience(record),
        })
    }

    fn groups(&mut self, record: &Record, key: &str) -> Vec<Group> {
        let group = |(title, value): &(Option<Value>, Value)| Group {
            title: title.as_ref().and_then(Value::text).map(|text| self.resolved(text)),
            items: self.items_of(value.list()),
        };
        record.map(key).iter().map(group).collect()
    }

    fn sections(&mut self, record: &Record) -> Vec<Section> {
        let section = |record: &Record| {
            let title = self.text(record, "title")?;
            Some(Section { title, text: self.text(record, "text")?, audience: self.audience(record) })
        };
        record.records("sections").filter_map(section).collect()
    }

    fn resources(&mut self, record: &Record) -> Vec<Resource> {
        record.records("resources").filter_map(|record| self.resource(record)).collect()
    }

    fn resource(&mut self, record: &Record) -> Option<Resource> {
        let url = record.word("url").map(|url| {
            let link = Link { kind: markdown::Kind::Url, target: Box::from(&*url.value), span: url.span };
            self.target(&link)
        });
        Some(Resource {
            title: self.text(record, "title")?,
            url,
            by: self.text(record, "by"),
            note: self.text(record, "note"),
        })
    }
}

/// The diagnostic for an audience that nobody knows.
fn unknown_audience(name: &str, span: &Span, known: &[String]) -> Diagnostic {
    let help = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "name the audiences in `audiences` under `[rungbook]` in book.toml".to_owned(),
        None => format!("book.toml names the audiences: `{}`", known.join("`, `")),
    };
    Diagnostic::error("unknown-audience", span, format!("there is no audience `{name}`")).help(help)
}

/// A text with the range that can be read from it.
fn measured(text: Text) -> Measure {
    let range = Range::read(&text.plain());
    Measure { text, range }
}

/// Plain words as a text, for what the author gave as numbers.
fn plain_text(words: &str) -> Text {
    Text::new(Prose::line(words), Vec::new())
}

/// Where a record's thing is in its life.
pub fn status(record: &Record) -> Status {
    match record.word("status").as_ref().map(|word| &*word.value) {
        Some("draft") => Status::Draft,
        Some("not-in-use") => Status::NotInUse,
        Some("retired") => Status::Retired,
        _ => Status::Active,
    }
}
