//! A YAML file → the definitions in it, each checked against the shape of its kind.

use super::kind::Kind;
use super::markdown::{self, Link, Origin};
use super::shape::{Field, Shape};
use super::yaml::{Data, Key, Node};
use crate::base::{Diagnostic, Span, Spanned, Text, Until, nearest};
use std::ops::Range;
use std::sync::Arc;

/// A thing that a file defines.
#[derive(Clone, Debug)]
pub struct Definition {
    /// What kind of thing.
    pub kind: Kind,
    /// Its fields.
    pub record: Record,
}

/// A mapping of known keys, each with a value of its shape. Values that were wrong are left out.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it begins.
    pub span: Span,
    fields: Vec<(&'static str, Span, Value)>,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Value {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub data: Given,
}

/// A value of the shape that its field asks for.
#[derive(Clone, Debug)]
pub enum Given {
    /// Markdown: a line or blocks.
    Text(Text<Link>),
    /// A word: an id, a reference, a date, an address, one of some words.
    Word(Arc<str>),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A list; a single value where one or many may stand is a list of one.
    List(Vec<Value>),
    /// A mapping of free keys; a list where groups may stand is a single group without a name.
    Map(Vec<(Option<Value>, Value)>),
    /// A mapping of known keys.
    Record(Record),
}

impl Record {
    /// A record without fields.
    pub fn empty(span: Span) -> Self {
        Self { span, fields: Vec::new() }
    }

    /// The value of a field.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.fields.iter().find(|(known, _, _)| *known == key).map(|(_, _, value)| value)
    }

    /// Where the key of a field stands.
    pub fn key_span(&self, key: &str) -> Option<&Span> {
        self.fields.iter().find(|(known, _, _)| *known == key).map(|(_, span, _)| span)
    }

    /// The Markdown of a field.
    pub fn text(&self, key: &str) -> Option<&Text<Link>> {
        match &self.get(key)?.data {
            Given::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The word of a field with its place.
    pub fn word(&self, key: &str) -> Option<Spanned<Arc<str>>> {
        self.get(key)?.word()
    }

    /// The words of a field that is a list of them.
    pub fn words(&self, key: &str) -> Vec<Spanned<Arc<str>>> {
        self.list(key).iter().filter_map(Value::word).collect()
    }

    /// The number of a field.
    pub fn number(&self, key: &str) -> Option<f64> {
        match self.get(key)?.data {
            Given::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether a field says `true`.
    pub fn is_true(&self, key: &str) -> bool {
        matches!(self.get(key).map(|value| &value.data), Some(Given::Bool(true)))
    }

    /// The entries of a list; none when the field is absent.
    pub fn list(&self, key: &str) -> &[Value] {
        match self.get(key).map(|value| &value.data) {
            Some(Given::List(values)) => values,
            _ => &[],
        }
    }

    /// The records of a list.
    pub fn records(&self, key: &str) -> impl Iterator<Item = &Record> {
        self.list(key).iter().filter_map(Value::record)
    }

    /// The entries of a mapping or of groups; none when the field is absent.
    pub fn map(&self, key: &str) -> &[(Option<Value>, Value)] {
        match self.get(key).map(|value| &value.data) {
            Some(Given::Map(entries)) => entries,
            _ => &[],
        }
    }
}

impl Value {
    /// The word, where it is one.
    pub fn word(&self) -> Option<Spanned<Arc<str>>> {
        match &self.data {
            Given::Word(word) => Some(Spanned::new(word.clone(), self.span.clone())),
            _ => None,
        }
    }

    /// The Markdown, where it is some.
    pub fn text(&self) -> Option<&Text<Link>> {
        match &self.data {
            Given::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The record, where it is one.
    pub fn record(&self) -> Option<&Record> {
        match &self.data {
            Given::Record(record) => Some(record),
            _ => None,
        }
    }

    /// The entries, where it is a list.
    pub fn list(&self) -> &[Value] {
        match &self.data {
            Given::List(values) => values,
            _ => &[],
        }
    }
}

/// Reads the definitions in the tree of one file.
///
/// `text` is the whole file: it gives the place of a link inside a value. Every mistake is reported; what is right
/// is kept.
pub fn read(file: &Arc<str>, text: &str, root: &Node) -> (Vec<Definition>, Vec<Diagnostic>) {
    let mut reader = Reader { file, text, faults: Vec::new() };
    let definitions = match &root.data {
        Data::Null => Vec::new(),
        Data::Map(entries) => entries.iter().flat_map(|(key, node)| reader.things(key, node)).collect(),
        _ => {
            reader.wrong(root, "a mapping from kinds to things, such as `level:`");
            Vec::new()
        }
    };
    (definitions, reader.faults)
}

/// Reads one record of the given fields; `what` is what messages call it, such as `front matter`.
pub fn record(
    file: &Arc<str>,
    text: &str,
    root: &Node,
    fields: &'static [Field],
    what: &str,
) -> (Option<Record>, Vec<Diagnostic>) {
    let mut reader = Reader { file, text, faults: Vec::new() };
    let record = match root.data {
        Data::Null => None,
        _ => reader.record(root, fields, what),
    };
    (record, reader.faults)
}

struct Reader<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn things(&mut self, key: &Key, node: &Node) -> Vec<Definition> {
        let found = Kind::ALL.into_iter().find(|kind| *key.name == *kind.singular() || *key.name == *kind.plural());
        let Some(kind) = found else {
            let names: Vec<_> = Kind::ALL.iter().flat_map(|kind| [kind.singular(), kind.plural()]).collect();
            self.unknown(key, "a kind of thing", &names);
            return Vec::new();
        };
        match (&node.data, *key.name == *kind.plural()) {
            (Data::List(nodes), true) => nodes.iter().filter_map(|node| self.thing(kind, node)).collect(),
            (Data::Map(_), false) => self.thing(kind, node).into_iter().collect(),
            (Data::Null, _) => Vec::new(),
            (Data::List(_), false) => {
                let help = format!("write `{}:` for a list of them", kind.plural());
                self.fault(
                    "wrong-type",
                    key.range.clone(),
                    format!("`{}` holds one thing, not a list", key.name),
                    help,
                );
                Vec::new()
            }
            (Data::Map(_), true) => {
                let help = format!("write `{}:` for one, or begin each with `- `", kind.singular());
                self.fault("wrong-type", key.range.clone(), format!("`{}` holds a list of things", key.name), help);
                Vec::new()
            }
            (Data::Scalar(_), _) => {
                self.wrong(node, "a mapping with the thing's fields");
                Vec::new()
            }
        }
    }

    fn thing(&mut self, kind: Kind, node: &Node) -> Option<Definition> {
        let known = |key: &str| kind.field(key);
        let needs = kind.fields();
        let record = self.fields(node, (kind.singular(), needs, Kind::shared_fields()), known)?;
        Some(Definition { kind, record })
    }

    fn record(&mut self, node: &Node, fields: &'static [Field], what: &str) -> Option<Record> {
        self.fields(node, (what, fields, &[]), |key| fields.iter().find(|field| field.key == key))
    }

    /// The known fields of a mapping: `named` is what it is called, its own fields and those it shares with others.
    fn fields(
        &mut self,
        node: &Node,
        named: (&str, &'static [Field], &'static [Field]),
        known: impl Fn(&str) -> Option<&'static Field>,
    ) -> Option<Record> {
        let Data::Map(entries) = &node.data else {
            self.wrong(node, "a mapping");
            return None;
        };
        let (what, own, shared) = named;
        let mut fields = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let Some(field) = known(&key.name) else {
                let names: Vec<_> = own.iter().chain(shared).map(|field| field.key).collect();
                self.unknown(key, &format!("a field of {what}"), &names);
                continue;
            };
            if matches!(node.data, Data::Null) {
                continue;
            }
            if let Some(value) = self.value(node, &field.shape) {
                fields.push((field.key, self.span(key.range.clone()), value));
            }
        }
        let start = entries.first().map_or(node.range.clone(), |(key, _)| key.range.clone());
        for missing in own.iter().filter(|field| field.required) {
            if !entries.iter().any(|(key, node)| *key.name == *missing.key && !matches!(node.data, Data::Null)) {
                let message = format!("`{}` is missing", missing.key);
                self.fault(
                    "missing-field",
                    start.clone(),
                    message,
                    format!("add `{}`: {}", missing.key, missing.shape.name()),
                );
            }
        }
        Some(Record { span: self.span(start), fields })
    }

    fn value(&mut self, node: &Node, shape: &Shape) -> Option<Value> {
        let span = self.span(node.range.clone());
        let data = match (shape, &node.data) {
            (Shape::Line, Data::Scalar(text)) => Given::Text(self.markdown(text, node, markdown::line)),
            (Shape::Block, Data::Scalar(text)) => Given::Text(self.markdown(text, node, markdown::block)),
            (Shape::Id, Data::Scalar(text)) => Given::Word(self.id(text, node)?),
            (Shape::Word | Shape::Ref(_), Data::Scalar(text)) => Given::Word(Arc::from(text.trim())),
            (Shape::OneOf(words), Data::Scalar(text)) => Given::Word(self.one_of(text, words, node)?),
            (Shape::Number, Data::Scalar(text)) => {
                Given::Number(self.parsed(text.parse().ok().filter(|n: &f64| n.is_finite()), shape, node)?)
            }
            (Shape::Bool, Data::Scalar(text)) => Given::Bool(self.parsed(text.parse().ok(), shape, node)?),
            (Shape::Date, Data::Scalar(text)) => Given::Word(self.parsed(date(text), shape, node)?),
            (Shape::Time, Data::Scalar(text)) => Given::Word(self.parsed(time(text), shape, node)?),
            (Shape::Url, Data::Scalar(text)) => Given::Word(Arc::from(text.trim())),
            (Shape::List(inner), Data::List(nodes)) => Given::List(self.values(nodes, inner)),
            (Shape::Many(inner), Data::List(nodes)) => Given::List(self.values(nodes, inner)),
            (Shape::Many(inner), _) => Given::List(vec![self.value(node, inner)?]),
            (Shape::Groups(inner), Data::List(nodes)) => {
                let group = Value { span: span.clone(), data: Given::List(self.values(nodes, inner)) };
                Given::Map(vec![(None, group)])
            }
            (Shape::Groups(inner), Data::Map(entries)) => Given::Map(
                entries.iter().filter_map(|entry| self.entry(entry, &Shape::Line, &Shape::List(inner))).collect(),
            ),
            (Shape::Map(keys, inner), Data::Map(entries)) => {
                Given::Map(entries.iter().filter_map(|entry| self.entry(entry, keys, inner)).collect())
            }
            (Shape::Record(fields), Data::Map(_)) => Given::Record(self.record(node, fields, "this mapping")?),
            (Shape::Short(_, fields), Data::Map(_)) => Given::Record(self.record(node, fields, "this mapping")?),
            (Shape::Short(short, fields), Data::Scalar(_) | Data::List(_)) => {
                let record = self.short(node, short, fields);
                Given::Record(self.parsed(record, shape, node)?)
            }
            _ => {
                self.wrong(node, &shape.name());
                return None;
            }
        };
        Some(Value { span, data })
    }

    fn values(&mut self, nodes: &[Node], shape: &Shape) -> Vec<Value> {
        nodes.iter().filter_map(|node| self.value(node, shape)).collect()
    }

    fn entry(&mut self, entry: &(Key, Node), keys: &Shape, shape: &Shape) -> Option<(Option<Value>, Value)> {
        let (key, node) = entry;
        let name = Node { range: key.range.clone(), data: Data::Scalar(key.name.clone()) };
        let name = self.value(&name, keys)?;
        if matches!(node.data, Data::Null) {
            self.fault(
                "wrong-type",
                key.range.clone(),
                format!("`{}` holds nothing", key.name),
                format!("give it {}, or remove it", shape.name()),
            );
            return None;
        }
        Some((Some(name), self.value(node, shape)?))
    }

    /// A scalar or a list in the place of a mapping: it stands for one of the mapping's fields.
    fn short(&mut self, node: &Node, short: &[&str], fields: &'static [Field]) -> Option<Record> {
        let is_list = matches!(node.data, Data::List(_));
        let named = short.iter().filter_map(|key| fields.iter().find(|field| field.key == *key));
        let field = named.into_iter().find(|field| field.shape.takes_list() == is_list)?;
        let value = self.value(node, &field.shape)?;
        let span = value.span.clone();
        Some(Record { span: span.clone(), fields: vec![(field.key, span, value)] })
    }

    fn markdown(&mut self, text: &str, node: &Node, parse: Parse) -> Text<Link> {
        let raw = self.text.get(node.range.clone()).unwrap_or_default();
        let origin = Origin::Within { file: self.file, range: node.range.clone(), raw };
        let (text, faults) = parse(text, origin);
        self.faults.extend(faults);
        text
    }

    fn id(&mut self, text: &str, node: &Node) -> Option<Arc<str>> {
        let good = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if !text.is_empty() && text.len() <= 100 && text.chars().all(good) {
            return Some(Arc::from(text));
        }
        let better: String = deunicode::deunicode(text)
            .to_lowercase()
            .split(|letter| !good(letter))
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let help = match better.is_empty() || better.len() > 100 {
            true => "use lower-case letters, digits and `-`, at most 100 of them".to_owned(),
            false => format!("use lower-case letters, digits and `-`, such as `{better}`"),
        };
        self.fault("bad-id", node.range.clone(), format!("`{}` cannot be an id", shorten(text)), help);
        None
    }

    fn one_of(&mut self, text: &str, words: &[&str], node: &Node) -> Option<Arc<str>> {
        if words.contains(&text) {
            return Some(Arc::from(text));
        }
        let help = match nearest(text, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of `{}`", words.join("`, `")),
        };
        self.fault("wrong-value", node.range.clone(), format!("`{}` is not known here", shorten(text)), help);
        None
    }

    fn parsed<T>(&mut self, value: Option<T>, shape: &Shape, node: &Node) -> Option<T> {
        if value.is_none() {
            self.wrong(node, &shape.name());
        }
        value
    }

    /// Reports a value of the wrong shape.
    fn wrong(&mut self, node: &Node, expected: &str) {
        let found = match &node.data {
            Data::Null => "nothing".to_owned(),
            Data::Scalar(text) => format!("`{}`", shorten(text)),
            Data::List(_) => "a list".to_owned(),
            Data::Map(_) => "a mapping".to_owned(),
        };
        self.fault("wrong-type", node.range.clone(), format!("found {found}"), format!("write {expected} here"));
    }

    fn unknown(&mut self, key: &Key, what: &str, names: &[&'static str]) {
        let help = match nearest(&key.name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: `{}`", names.join("`, `")),
        };
        self.fault("unknown-key", key.range.clone(), format!("`{}` is not {what}", shorten(&key.name)), help);
    }

    fn fault(&mut self, code: &'static str, range: Range<usize>, message: String, help: String) {
        self.faults.push(Diagnostic::error(code, &self.span(range), message).help(help));
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }
}

/// How Markdown is read: as a line or as blocks.
type Parse = fn(&str, Origin<'_>) -> (Text<Link>, Vec<Diagnostic>);

/// `2026-03-01` or `2026-03`, when it is a day or month that may exist.
fn date(text: &str) -> Option<Arc<str>> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize| -> Option<u32> {
        let part = parts.get(at)?;
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let month_is_real = number(0, 4).is_some() && number(1, 2).is_some_and(|month| (1..=12).contains(&month));
    let day_is_real = parts.len() == 2 || (parts.len() == 3 && number(2, 2).is_some_and(|day| (1..=31).contains(&day)));
    (month_is_real && day_is_real).then(|| Arc::from(text))
}

/// A date, or a time such as `2026-03-01T12:00Z`.
fn time(text: &str) -> Option<Arc<str>> {
    if text.contains('T') { Until::of(text).map(|_| Arc::from(text)) } else { date(text) }
}

/// At most 60 characters of a value, on one line, for a message.
fn shorten(text: &str) -> String {
    let line: String = text.lines().next().unwrap_or_default().chars().filter(|letter| !letter.is_control()).collect();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
