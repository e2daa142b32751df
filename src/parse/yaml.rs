//! YAML text → a tree of nodes that know their places. The only file that knows the YAML library.

use crate::base::{Diagnostic, Span};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Location, Spanned};
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The bytes in the file; for mappings and lists only their first byte.
    pub range: Range<usize>,
    /// The value.
    pub data: Data,
}

/// A value.
#[derive(Clone, Debug)]
pub enum Data {
    /// `null`, `~` or nothing.
    Null,
    /// A scalar as the author wrote it: `2026.10` stays `2026.10`.
    Scalar(Box<str>),
    /// A list.
    List(Vec<Node>),
    /// A mapping in the author's order.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct Key {
    /// The bytes in the file.
    pub range: Range<usize>,
    /// The key.
    pub name: Box<str>,
}

/// Reads the YAML in `text[part]`. A syntax error gives a diagnostic and no node; an empty text is a `Null` node.
///
/// Duplicate keys and tabs in indentation are reported and reading goes on. Documents that would grow out of
/// proportion (alias bombs, nesting beyond 64) are errors, not hangs.
pub fn read(file: &Arc<str>, text: &str, part: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let source = Source { file, text: text.get(part.clone()).unwrap_or_default(), offset: part.start };
    let mut faults = Vec::new();
    let node = match serde_saphyr::from_str_with_options::<Spanned<Raw>>(source.text, options()) {
        Ok(raw) => Some(source.node(raw, &mut faults)),
        Err(error) => {
            faults.push(source.fault(&error));
            None
        }
    };
    if let Some(node) = &node {
        faults.extend(source.tabs(node));
    }
    (node, faults)
}

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        budget: serde_saphyr::budget! {
            max_events: 8_000_000,
            max_nodes: 4_000_000,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 100_000 },
    }
}

/// The tree as the library gives it, before places are turned into byte ranges.
enum Raw {
    Null,
    Plain(String),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Raw::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// The text being read, and where it stands in its file.
struct Source<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    offset: usize,
}

impl Source<'_> {
    fn node(&self, raw: Spanned<Raw>, faults: &mut Vec<Diagnostic>) -> Node {
        let range = self.range(&raw.referenced);
        let data = match raw.value {
            Raw::Null => Data::Null,
            Raw::Text(text) => Data::Scalar(text.into()),
            Raw::Plain(value) => Data::Scalar(self.written(&raw.defined).unwrap_or(&value).into()),
            Raw::List(nodes) => Data::List(nodes.into_iter().map(|node| self.node(node, faults)).collect()),
            Raw::Map(entries) => Data::Map(self.entries(entries, faults)),
        };
        Node { range, data }
    }

    fn entries(&self, raw: Vec<(Spanned<String>, Spanned<Raw>)>, faults: &mut Vec<Diagnostic>) -> Vec<(Key, Node)> {
        let mut first: HashMap<Box<str>, Range<usize>> = HashMap::with_capacity(raw.len());
        let mut entries = Vec::with_capacity(raw.len());
        for (name, value) in raw {
            let key = Key { range: self.range(&name.referenced), name: name.value.into() };
            let node = self.node(value, faults);
            if let Some(before) = first.get(&key.name) {
                let fault = Diagnostic::error(
                    "duplicate-key",
                    &self.span(key.range),
                    format!("the key `{}` stands twice", key.name),
                );
                faults.push(
                    fault
                        .related(&self.span(before.clone()), "first here")
                        .help("remove one of them, or join their values"),
                );
                continue;
            }
            first.insert(key.name.clone(), key.range.clone());
            entries.push((key, node));
        }
        entries
    }

    /// The text of a plain scalar as it stands in the file.
    fn written(&self, location: &Location) -> Option<&str> {
        let range = self.range(location);
        let text = self.text.get(range.start - self.offset..range.end - self.offset)?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn range(&self, location: &Location) -> Range<usize> {
        let span = location.span();
        let start = match span.byte_offset() {
            Some(at) => at as usize,
            None => self.at(location.line() as usize, location.column() as usize),
        };
        let start = start.min(self.text.len());
        let end = (start + span.byte_len().unwrap_or_default() as usize).min(self.text.len());
        let end = start + self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        self.offset + start..self.offset + end
    }

    /// The byte offset of a line and column, both from 1.
    fn at(&self, line: usize, column: usize) -> usize {
        let start: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = self.text.get(start..).unwrap_or_default();
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    fn fault(&self, error: &serde_saphyr::Error) -> Diagnostic {
        let at = error.location().map_or(0, |place| self.at(place.line() as usize, place.column() as usize));
        let line_start = self.text[..at].rfind('\n').map_or(0, |before| before + 1);
        let line = self.text[line_start..].lines().next().unwrap_or_default();
        let tab = line.len() - line.trim_start_matches(' ').len();
        let at = if line[tab..].starts_with('\t') { line_start + tab } else { at };
        let span = self.span(self.offset + at..self.offset + at);
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).trim_end_matches('.');
        Diagnostic::error("yaml-syntax", &span, format!("this is not YAML: {message}")).help(hint(message, line))
    }

    /// Tabs in indentation: YAML forbids them, though the library lets some pass.
    fn tabs(&self, node: &Node) -> Vec<Diagnostic> {
        if !self.text.contains('\t') {
            return Vec::new();
        }
        let mut long = Vec::new();
        scalars(node, &mut long);
        let mut start = 0;
        let mut faults = Vec::new();
        for line in self.text.split_inclusive('\n') {
            let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            if let Some(tab) = indent.find('\t').filter(|_| !line.trim().is_empty()) {
                let at = self.offset + start + tab;
                if !long.iter().any(|range| range.contains(&at)) {
                    let fault = Diagnostic::error("yaml-syntax", &self.span(at..at + 1), "a tab in the indentation");
                    faults.push(fault.help("indent with spaces: YAML does not allow tabs here"));
                }
            }
            start += line.len();
        }
        faults
    }
}

fn hint(message: &str, line: &str) -> &'static str {
    if line.trim_start_matches(' ').starts_with('\t') {
        return "indent with spaces: YAML does not allow tabs here";
    }
    if message.contains("mapping values are not allowed") {
        return "put the text in quotes when it holds `: `";
    }
    if message.contains("anchor") {
        return "put the text in quotes when it starts with `*` or `&`";
    }
    if message.contains("multiple YAML documents") {
        return "split the file: each file holds one YAML document, without `---` between parts";
    }
    if message.contains("budget") || message.contains("limit") || message.contains("replay") {
        return "the file unfolds to far more than it holds: write the values out, or split the file";
    }
    "check the indentation and the quotes on this line and the one before"
}

fn scalars(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.data {
        Data::Null => {}
        Data::Scalar(_) => found.push(node.range.clone()),
        Data::List(nodes) => nodes.iter().for_each(|node| scalars(node, found)),
        Data::Map(entries) => entries.iter().for_each(|(_, node)| scalars(node, found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
        read(&Arc::from("a.yaml"), text, 0..text.len())
    }

    fn only_fault(text: &str) -> (String, usize) {
        let (_, faults) = parse(text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        (faults[0].message.clone(), faults[0].span.as_ref().unwrap().start)
    }

    #[test]
    fn keeps_scalars_as_written_with_their_places() {
        let text = "a: 2026.10\nb: 'x: y'\nc: [007, ~]\nd: |\n  one\n  two\n";
        let (node, faults) = parse(text);
        assert!(faults.is_empty(), "{faults:?}");
        let Data::Map(entries) = node.unwrap().data else { panic!("not a map") };
        let Data::Scalar(version) = &entries[0].1.data else { panic!("not a scalar") };
        assert_eq!((&**version, &text[entries[0].1.range.clone()]), ("2026.10", "2026.10"));
        let Data::List(list) = &entries[2].1.data else { panic!("not a list") };
        assert!(matches!(&list[0].data, Data::Scalar(text) if &**text == "007"));
        assert!(matches!(list[1].data, Data::Null));
        assert_eq!(&text[entries[3].1.range.clone()], "one\n  two");
    }

    #[test]
    fn names_each_mistake_with_its_place() {
        assert_eq!(only_fault("a: 1\nb: 2\na: 3\n"), ("the key `a` stands twice".into(), 10));
        assert_eq!(only_fault("a:\n\tb: 1\n").1, 3);
        assert_eq!(only_fault("a: é: c\n").1, 5);
        assert!(only_fault("a: 1\n---\nb: 2\n").0.contains("multiple"));
        assert!(only_fault("a: *b\n").0.contains("anchor"));
    }

    #[test]
    fn bombs_end_in_a_diagnostic() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for n in 1..12 {
            bomb.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(",")));
        }
        assert_eq!(parse(&bomb).1.len(), 1);
        assert_eq!(parse(&"[".repeat(100_000)).1.len(), 1);
        assert_eq!(parse(&"[".repeat(100_000)).1.len(), 1);
        assert_eq!(parse(&format!("{}a: 1", "- ".repeat(50_000))).1.len(), 1);
    }
}
