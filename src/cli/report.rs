//! What is wrong with a handbook, in the order of its places, in the form that is asked for.

mod github;
pub(super) mod human;
mod json;
mod short;

use crate::base::{Diagnostic, Severity, Snapshot, Span, tame};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people: the line shown, what is wrong in it, what to do
    Human,
    /// One line for each: `file:line:column: error[code]: message`
    Short,
    /// One array of objects
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

/// How many warnings of one kind in one file a brief report shows.
const MOST_OF_A_KIND: usize = 3;

/// All diagnostics with the files that they speak of.
pub(super) struct Report<'a> {
    folder: String,
    diagnostics: Vec<Diagnostic>,
    /// How many of each code are counted but not shown.
    left_out: BTreeMap<(Severity, String), usize>,
    sources: BTreeMap<Arc<str>, Source<'a>>,
}

impl<'a> Report<'a> {
    /// The report on the handbook in `root`. Equal diagnostics are said once.
    pub(super) fn new(root: &Path, now: &'a Snapshot, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by(|a, b| {
            let places = a.span.cmp(&b.span).then_with(|| a.code.cmp(&b.code));
            places.then(a.severity.cmp(&b.severity)).then_with(|| a.message.cmp(&b.message))
        });
        diagnostics.dedup();
        let files: BTreeSet<&Arc<str>> = diagnostics.iter().flat_map(spans).map(|span| &span.file).collect();
        let sources = files.into_iter().filter_map(|file| Some((file.clone(), Source::new(now.get(file)?)))).collect();
        let folder = root.display().to_string().replace('\\', "/");
        let folder = folder.trim_end_matches('/').trim_start_matches("./");
        let folder = if matches!(folder, "." | "") { String::new() } else { format!("{folder}/") };
        Self { folder, diagnostics, left_out: BTreeMap::new(), sources }
    }

    /// The same report on files as a revision of the repository holds them.
    pub(super) fn at(mut self, revision: &str) -> Self {
        self.folder = format!("{revision}:{}", self.folder);
        self
    }

    /// The same report with all errors, but of the warnings and notes only the first few of a kind in each file.
    pub(super) fn brief(mut self) -> Self {
        let mut seen: BTreeMap<(String, Option<Arc<str>>), usize> = BTreeMap::new();
        let left_out = &mut self.left_out;
        self.diagnostics.retain(|found| {
            let file = found.span.as_ref().map(|span| span.file.clone());
            let count = seen.entry((found.code.to_string(), file)).or_default();
            *count += 1;
            let shown = found.severity == Severity::Error || *count <= MOST_OF_A_KIND;
            if !shown {
                *left_out.entry((found.severity, found.code.to_string())).or_default() += 1;
            }
            shown
        });
        self
    }

    /// The whole report; empty when there is nothing to say in that form.
    pub(super) fn text(&self, format: Format) -> String {
        match format {
            Format::Human => human::text(self),
            Format::Short => short::text(self),
            Format::Json => json::text(self),
            Format::Github => github::text(self),
        }
    }

    /// Where a span stands, as people and programs name it.
    fn place(&self, span: &Span) -> Place<'_> {
        let outside = span.file.starts_with(['$', '-']) && !self.sources.contains_key(&span.file);
        let file = if outside { span.file.to_string() } else { format!("{}{}", self.folder, span.file) };
        let source = self.sources.get(&span.file);
        Place { file: tame(&file).into_owned(), span: span.start..span.end.max(span.start), source }
    }

    /// How many there are, such as `2 errors, 1 warning`; empty for none.
    fn count(&self) -> String {
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        let counts = severities.into_iter().filter_map(|severity| {
            let shown = self.diagnostics.iter().filter(|found| found.severity == severity).count();
            let left_out = self.left_out.iter().filter(|((kind, _), _)| *kind == severity).map(|(_, count)| count);
            let count = shown + left_out.sum::<usize>();
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{count} {}{plural}", severity.word()))
        });
        counts.collect::<Vec<_>>().join(", ")
    }
}

/// All places that a diagnostic names.
fn spans(found: &Diagnostic) -> impl Iterator<Item = &Span> {
    found.span.iter().chain(found.related.iter().map(|related| &related.span))
}

/// A span with its file.
struct Place<'a> {
    file: String,
    span: std::ops::Range<usize>,
    /// `None` where the file was not read, or is none.
    source: Option<&'a Source<'a>>,
}

impl Place<'_> {
    /// The line and column where it starts, both from 1.
    fn start(&self) -> Option<(usize, usize)> {
        self.source.map(|source| source.position(self.span.start))
    }

    /// The line and column after its last character, both from 1.
    fn end(&self) -> Option<(usize, usize)> {
        self.source.map(|source| source.position(self.span.end))
    }

    /// `file:line:column`, or `file` alone.
    fn shown(&self) -> String {
        match self.start() {
            Some((line, column)) => format!("{}:{line}:{column}", self.file),
            None => self.file.clone(),
        }
    }
}

/// The bytes of a file and where its lines start.
struct Source<'a> {
    bytes: &'a [u8],
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        Self { bytes, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The line that holds the byte, from 0.
    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line, counted from 0, without its end, and where it starts.
    fn line(&self, line: usize) -> (&'a [u8], usize) {
        let start = self.starts.get(line).copied().unwrap_or(self.bytes.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.bytes.len());
        let whole = self.bytes.get(start..end).unwrap_or_default();
        let text = whole.strip_suffix(b"\n").unwrap_or(whole);
        (text.strip_suffix(b"\r").unwrap_or(text), start)
    }

    /// The line and the column in characters, both from 1. A byte order mark takes up no column.
    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.bytes.len());
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let lead = String::from_utf8_lossy(self.bytes.get(start..offset).unwrap_or_default());
        (line + 1, lead.chars().filter(|letter| *letter != '\u{feff}').count() + 1)
    }
}

#[cfg(test)]
mod tests;
