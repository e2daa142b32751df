//! One file → one document: a Markdown page, definitions, or a file to copy.

use super::definitions::{self, Definition, Record};
use super::markdown::{self, Link, Origin};
use super::shape::{Field, Shape, field};
use super::{damage, front, text, yaml};
use crate::base::{Diagnostic, HeadingIds, Severity, Span, Text};
use std::borrow::Cow;
use std::sync::Arc;

/// A file by itself.
#[derive(Clone, Debug)]
pub enum Document {
    /// A Markdown page.
    Page(Box<Page>),
    /// What a YAML file defines.
    Definitions(Vec<Definition>),
    /// Anything else: copied as it is.
    Asset,
}

/// A Markdown page by itself.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where its front matter stands, or the start of the file.
    pub span: Span,
    /// Its front matter.
    pub front: Option<Record>,
    /// What it says.
    pub text: Text<Link>,
    /// The ids of all its headings.
    pub headings: Arc<HeadingIds>,
}

/// What front matter may say.
pub const FRONT: &[Field] = &[
    field("title", Shape::Line, "What readers see; the first heading when absent."),
    field("summary", Shape::Block, "What the page is about."),
    field("order", Shape::Number, "Its place in its folder: lower comes first, then by file name."),
    field("audience", Shape::Word, "Who may see it, one of the `audiences` in book.toml."),
    field("status", Shape::OneOf(&["draft", "active", "not-in-use", "retired"]), "`draft` shows in previews only."),
    field("aliases", Shape::Many(&Shape::Word), "Other addresses that lead here."),
    field("owner", Shape::Line, "Who answers for it."),
    field("toc", Shape::Bool, "Whether the page lists its contents."),
];

/// Whether the file `file` may define things, as its extension says.
pub fn may_define(file: &str) -> bool {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("yaml" | "yml"))
}

/// Reads the file `file` with the given bytes; its extension says what it is.
///
/// A file that is not text gives an error and the document of an empty file.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("md" | "markdown") => page(file, bytes),
        _ if may_define(file) => yaml_file(file, bytes),
        _ => (Document::Asset, Vec::new()),
    }
}

fn page(file: &Arc<str>, bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    let (part, mut faults) = text::decode(file, bytes);
    let part = part.unwrap_or(text::Part { text: "", offset: 0 });
    faults.extend(damage::diagnostics(file, part.text, part.offset));
    let (halves, more) = front::split(file, part);
    faults.extend(more);
    let mut front = None;
    let mut span = Span::start_of(file);
    if let Some(yaml) = halves.yaml {
        span = Span::new(file, yaml.offset..yaml.offset);
        front = front_matter(file, bytes, yaml, &mut faults);
    }
    let (text, more) = markdown::page(halves.body.text, Origin::Exact { file, offset: halves.body.offset });
    faults.extend(more);
    let headings = Arc::new(text.prose.heading_ids());
    (Document::Page(Box::new(Page { span, front, text, headings })), faults)
}

fn front_matter(file: &Arc<str>, bytes: &[u8], part: text::Part<'_>, faults: &mut Vec<Diagnostic>) -> Option<Record> {
    let whole = std::str::from_utf8(bytes).unwrap_or_default();
    let (node, more) = yaml::read(file, whole, part.offset..part.offset + part.text.len());
    faults.extend(more);
    let (record, more) = definitions::record(file, whole, &node?, FRONT, "front matter");
    faults.extend(more.into_iter().map(as_front_matter));
    record
}

/// An unknown key is only a warning in front matter: pages come from other tools with keys of their own.
fn as_front_matter(mut fault: Diagnostic) -> Diagnostic {
    if fault.code == "unknown-key" {
        fault.code = Cow::Borrowed("unknown-front-matter");
        fault.severity = Severity::Warning;
    }
    fault
}

fn yaml_file(file: &Arc<str>, bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    let (part, mut faults) = text::decode(file, bytes);
    let part = part.unwrap_or(text::Part { text: "", offset: 0 });
    faults.extend(damage::diagnostics(file, part.text, part.offset));
    let whole = std::str::from_utf8(bytes).unwrap_or_default();
    let (node, more) = yaml::read(file, whole, part.offset..part.offset + part.text.len());
    faults.extend(more);
    let Some(node) = node else { return (Document::Definitions(Vec::new()), faults) };
    let (things, more) = definitions::read(file, whole, &node);
    faults.extend(more);
    (Document::Definitions(things), faults)
}
