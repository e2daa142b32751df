//! What the template engine finds wrong, as diagnostics with a place in the theme author's file.

use super::known::Known;
use crate::base::{Diagnostic, Severity, Span, nearest};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

const CODE: &str = "theme-template";

/// A list of more names than this helps nobody.
const MANY: usize = 60;

/// The handbook's own templates by name, to find places in, and the names that templates may use.
#[derive(Debug, Default)]
pub(super) struct Sources {
    own: BTreeMap<String, (Arc<str>, String)>,
    known: Known,
}

impl Sources {
    pub(super) fn new(own: &BTreeMap<&str, &Arc<str>>, files: &BTreeMap<&str, &[u8]>) -> Self {
        let known = Known::of(files.iter().filter_map(|(name, bytes)| super::template(name, bytes)));
        let template = |name: &str| name.strip_prefix(super::TEMPLATES).map(str::to_owned);
        let text = |name: &str| files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let own = own.iter().filter_map(|(name, path)| Some((template(name)?, ((*path).clone(), text(name)?))));
        Self { own: own.collect(), known }
    }

    /// The text of a template of the handbook's own.
    pub(super) fn text(&self, template: &str) -> Option<&str> {
        self.own.get(template).map(|(_, text)| text.as_str())
    }

    /// The fault at a byte range of a template; without a place for a template of the default theme.
    fn fault(&self, template: &str, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
        let (message, names) = self.known.split(message);
        let message = sentence(message);
        if let Some((path, _)) = self.own.get(template) {
            let help = help(named(&message), &names);
            return Diagnostic::error(CODE, &Span::new(path, range), message).maybe_help(help);
        }
        if let Some(missing) = self.missing(&message) {
            return missing;
        }
        let message = format!("the default theme's `{template}`: {message}");
        let first = self.own.values().next().map(|(path, _)| Span::start_of(path));
        let code = Cow::Borrowed(CODE);
        Diagnostic { code, severity: Severity::Error, message, span: first, related: Vec::new(), help: None }
    }

    /// A component that other templates use and that a file of the handbook's own no longer has.
    fn missing(&self, message: &str) -> Option<Diagnostic> {
        let component = message.strip_prefix("unknown component `")?.strip_suffix('`')?;
        let origin = self.known.origin(component)?;
        let (path, _) = self.own.get(origin)?;
        let message = format!("the component `{component}` is missing here, and other templates use it");
        let help = format!("a file replaces the default one whole: copy `{component}` from the default `{origin}`");
        Some(Diagnostic::error(CODE, &Span::start_of(path), message).help(help))
    }

    /// The byte at a line and column, both counted from 1, columns in characters.
    fn offset(&self, template: &str, line: usize, column: usize) -> usize {
        let Some((_, text)) = self.own.get(template) else { return 0 };
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = text.get(start..).unwrap_or_default();
        start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
    }

    fn find(&self, template: &str, what: &str) -> std::ops::Range<usize> {
        let at = self.own.get(template).and_then(|(_, text)| text.find(what));
        at.map_or(0..0, |at| at..at + what.len())
    }
}

/// What to write instead of a name: the nearest one of those that are known, or all of these.
fn help(wrong: &str, names: &[&str]) -> Option<String> {
    let near = nearest(wrong, names.iter().copied().filter(|name| *name != wrong))
        .map(|near| format!("did you mean `{near}`?"));
    near.or_else(|| (!names.is_empty() && names.len() <= MANY).then(|| format!("known here are {}", names.join(", "))))
}

/// The name that a message is about.
fn named(message: &str) -> &str {
    message.split('`').nth(1).unwrap_or_default()
}

/// Where the value that a template does something with is not there: the template and the byte.
pub(super) fn undefined(error: &Error) -> Option<(&str, usize)> {
    let ErrorKind::RenderingError(report) = error.kind() else { return None };
    report.message().ends_with("`undefined`").then(|| (report.filename(), report.span().range.start))
}

/// The fault at a byte of a template, in words of its own.
pub(super) fn at(template: &str, byte: usize, message: &str, sources: &Sources) -> Diagnostic {
    sources.fault(template, byte..byte + 1, message)
}

/// Everything that an error of the template engine tells.
pub(super) fn diagnostics(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![reported(report, sources)],
        ErrorKind::MissingParent { current, parent } => {
            let range = sources.find(current, parent);
            let start = range.start.saturating_sub(1);
            vec![sources.fault(current, start..range.end, &format!("unknown template `{parent}`"))]
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            vec![sources.fault(tpl, sources.find(tpl, "extends"), "it extends itself in a circle")]
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            vec![sources.fault(tpl, sources.find(tpl, "include"), "it includes itself in a circle")]
        }
        ErrorKind::Msg(text) => collected(text, sources),
        other => vec![sources.fault("", 0..0, &other.to_string())],
    }
}

fn reported(report: &ReportError, sources: &Sources) -> Diagnostic {
    sources.fault(report.filename(), report.span().range.clone(), report.message())
}

/// The engine joins what it finds across templates into one text: `error: …` and `--> template:line:column` each.
fn collected(text: &str, sources: &Sources) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(found) = line.strip_prefix("error: ") {
            message = found;
        } else if let Some((template, line, column)) = line.trim_start().strip_prefix("--> ").and_then(place) {
            let start = sources.offset(template, line, column);
            let fault = sources.fault(template, start..start, message);
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    if faults.is_empty() {
        faults.push(sources.fault(sources.own.keys().next().map_or("", String::as_str), 0..0, text));
    }
    faults
}

fn place(text: &str) -> Option<(&str, usize, usize)> {
    let mut parts = text.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?, line, column))
}

/// The message as ours are: from its first letter in lower case, without a final stop.
fn sentence(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
