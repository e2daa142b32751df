//! Values with their places, from TOML and from overrides, and what each key's type makes of them.

use super::Redirect;
use super::keys::Key;
use super::rules::{self, Fault, Rule};
use crate::base::{Diagnostic, Span, Spanned};
use std::ops::Range;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) node: Node,
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum Node {
    Text(String),
    Flag(bool),
    List(Vec<Value>),
    Table(Vec<(Spanned<String>, Value)>),
    /// Anything that no key takes: what it is, with its article.
    Other(&'static str),
}

impl Node {
    /// What it is, with its article.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Flag(_) => "`true` or `false`",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }
}

/// A setting that does not come from `book.toml`.
///
/// Its place is a file named after where it comes from, such as `$RUNGBOOK_BOOK__TITLE` or `--audience`.
#[derive(Clone, Debug)]
pub struct Override {
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) value: Value,
}

impl Override {
    /// The setting of an environment variable: `RUNGBOOK_BOOK__TITLE` sets `book.title`.
    ///
    /// As in mdBook, `__` parts tables, `_` stands for `-`, and the value is JSON where it can be read as such, else
    /// text. `None` for a variable of another name.
    pub fn variable(name: &str, value: &str) -> Option<Self> {
        let key = name.strip_prefix("RUNGBOOK_").filter(|key| !key.is_empty())?;
        let key = key.to_lowercase().replace("__", ".").replace('_', "-");
        let span = Span::start_of(&Arc::from(format!("${name}")));
        let json = serde_json::from_str(value).unwrap_or_else(|_| serde_json::Value::String(value.to_owned()));
        let value = json_value(&span, json);
        Some(Self { key, span, value })
    }

    /// The setting of an option of the command line, such as `--audience`, for a key that takes text.
    pub fn option(option: &str, key: &str, value: &str) -> Self {
        let span = Span::start_of(&Arc::from(option));
        let value = Value { node: Node::Text(value.to_owned()), span: span.clone() };
        Self { key: key.to_owned(), span, value }
    }
}

fn json_value(span: &Span, json: serde_json::Value) -> Value {
    use serde_json::Value as Json;
    let node = match json {
        Json::String(text) => Node::Text(text),
        Json::Bool(flag) => Node::Flag(flag),
        Json::Array(list) => Node::List(list.into_iter().map(|json| json_value(span, json)).collect()),
        Json::Object(table) => {
            let entry = |(key, json)| (Spanned::new(key, span.clone()), json_value(span, json));
            Node::Table(table.into_iter().map(entry).collect())
        }
        Json::Number(_) => Node::Other("a number"),
        Json::Null => Node::Other("nothing"),
    };
    Value { node, span: span.clone() }
}

/// The root table of a file.
///
/// # Errors
///
/// Why nothing of it is read: the first mistake, since others may only follow from that.
pub(super) fn toml(file: &Arc<str>, bytes: &[u8]) -> Result<Value, Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let end = bytes.len().min(at + error.error_len().unwrap_or(1));
        let message = format!("`{file}` is not UTF-8");
        Diagnostic::error("not-utf8", &Span::new(file, at..end), message).help("save the file as UTF-8")
    })?;
    let root = DeTable::parse(text).map_err(|error| {
        let span = Span::new(file, error.span().unwrap_or(0..0));
        let message = error.message().lines().next().unwrap_or("cannot be read").to_owned();
        let help = "mend the TOML: `key = \"value\"` lines under `[table]` headings";
        Diagnostic::error("toml-syntax", &span, message).help(help)
    })?;
    Ok(Value { node: table(file, root.get_ref()), span: Span::start_of(file) })
}

fn table(file: &Arc<str>, entries: &DeTable) -> Node {
    let mut entries: Vec<_> = entries
        .iter()
        .map(|(key, value)| {
            let name = Spanned::new(key.get_ref().to_string(), Span::new(file, key.span()));
            (name, toml_value(file, value.get_ref(), value.span()))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Node::Table(entries)
}

fn toml_value(file: &Arc<str>, value: &DeValue, range: Range<usize>) -> Value {
    let node = match value {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Boolean(flag) => Node::Flag(*flag),
        DeValue::Array(list) => {
            Node::List(list.iter().map(|entry| toml_value(file, entry.get_ref(), entry.span())).collect())
        }
        DeValue::Table(entries) => table(file, entries),
        DeValue::Integer(_) | DeValue::Float(_) => Node::Other("a number"),
        DeValue::Datetime(_) => Node::Other("a date"),
    };
    Value { node, span: Span::new(file, range) }
}

/// The flag that a value is.
pub(super) fn flag(key: &Key, value: &Value) -> Result<bool, Box<Diagnostic>> {
    match value.node {
        Node::Flag(flag) => Ok(flag),
        _ => Err(wrong_type(key, value, "`true` or `false`", "write `true` or `false` without quotes")),
    }
}

/// The text that a value is, in the normal form of its rule.
pub(super) fn text(key: &Key, rule: Rule, value: &Value) -> Result<Spanned<String>, Box<Diagnostic>> {
    let Node::Text(text) = &value.node else {
        return Err(wrong_type(key, value, "a string", "write it in quotes"));
    };
    match rule.apply(text) {
        Ok(text) => Ok(Spanned::new(text, value.span.clone())),
        Err(fault) => Err(refused(&format!("`{}` {}", key.name, fault.why), &value.span, fault.help)),
    }
}

/// The texts that a value lists, and what is wrong with the others.
pub(super) fn texts(key: &Key, rule: Rule, value: &Value) -> (Vec<Spanned<String>>, Vec<Diagnostic>) {
    let Node::List(list) = &value.node else {
        let found = *wrong_type(key, value, "a list of strings", "write it in brackets, as in `[\"…\"]`");
        return (Vec::new(), vec![found]);
    };
    let (mut good, mut faults) = (Vec::new(), Vec::new());
    for entry in list {
        match text(key, rule, entry) {
            Ok(text) => good.push(text),
            Err(fault) => faults.push(*fault),
        }
    }
    (good, faults)
}

/// The redirects that a value lists, and what is wrong with the others.
pub(super) fn redirects(key: &Key, value: &Value) -> (Vec<Redirect>, Vec<Diagnostic>) {
    let Node::Table(entries) = &value.node else {
        let found = *wrong_type(key, value, "a table", "write lines such as `\"/old.html\" = \"/new.html\"`");
        return (Vec::new(), vec![found]);
    };
    let (mut good, mut faults) = (Vec::new(), Vec::new());
    for (from, to) in entries {
        match redirect(key, from, to) {
            Ok(redirect) => good.push(redirect),
            Err(fault) => faults.push(*fault),
        }
    }
    (good, faults)
}

fn redirect(key: &Key, from: &Spanned<String>, to: &Value) -> Result<Redirect, Box<Diagnostic>> {
    let Node::Text(address) = &to.node else {
        return Err(wrong_type(key, to, "a table of strings", "write lines such as `\"/old.html\" = \"/new.html\"`"));
    };
    let bad = |fault: Fault, span: &Span| refused(&fault.why, span, fault.help);
    let old = rules::redirect_from(&from.value).map_err(|fault| bad(fault, &from.span))?;
    let new = rules::redirect_to(address).map_err(|fault| bad(fault, &to.span))?;
    Ok(Redirect { from: Spanned::new(old, from.span.clone()), to: Spanned::new(new, to.span.clone()) })
}

fn wrong_type(key: &Key, value: &Value, wanted: &str, help: &str) -> Box<Diagnostic> {
    let message = format!("`{}` must be {wanted}, not {}", key.name, value.node.kind());
    Box::new(Diagnostic::error("wrong-type", &value.span, message).help(help))
}

fn refused(message: &str, span: &Span, help: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("bad-setting", span, message).help(help))
}
