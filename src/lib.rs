//! rungbook: a static site generator for career handbooks.

pub mod base;
pub mod cli;
pub mod model;
pub mod output;
pub mod parse;
pub mod render;
pub mod source;

use base::{Bytes, Diagnostic, Severity, Site, Snapshot, Span};
use parse::config::{self, Override, Settings};
use std::sync::Arc;

/// The file that says how a handbook is built.
pub const BOOK: &str = "book.toml";

/// What a build is for: what is said outside the handbook's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The audience; the one that `book.toml` names when none is given.
    pub audience: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Where the site will be served, in the place of `site-url`.
    pub base_url: Option<String>,
    /// The variables of the environment that may set a key of `book.toml`, as name and value, in the order in which
    /// they hold; others are passed over.
    pub env: Vec<(String, String)>,
}

/// What a build keeps for the next one in the same process.
#[derive(Debug, Default)]
pub struct Memos {}

/// What a build made.
#[derive(Debug)]
pub struct Build {
    /// The site; `None` when there are errors.
    pub site: Option<Site>,
    /// Everything that is wrong, the settings' mistakes included, in no fixed order of places.
    pub diagnostics: Vec<Diagnostic>,
}

/// The settings of a handbook, of which only `book.toml` need have been read.
pub fn settings(now: &Snapshot, scope: &Scope) -> (Settings, Vec<Diagnostic>) {
    let variables = scope.env.iter().filter_map(|(name, value)| Override::variable(name, value));
    let audience = scope.audience.iter().map(|name| Override::option("--audience", "rungbook.audience", name));
    let address = scope.base_url.iter().map(|url| Override::option("--base-url", "output.html.site-url", url));
    let overrides: Vec<Override> = variables.chain(audience).chain(address).collect();
    let bytes = now.get(BOOK).map_or(&[][..], |bytes| bytes);
    config::read(&Arc::from(BOOK), bytes, &overrides)
}

/// Builds the site of a handbook for a scope.
pub fn build(now: &Snapshot, scope: &Scope, _memos: &Memos) -> Build {
    let (settings, mut diagnostics) = settings(now, scope);
    diagnostics.extend(absent(now, &settings));
    let failed = diagnostics.iter().any(|found| found.severity == Severity::Error);
    Build { site: (!failed).then(Site::default), diagnostics }
}

/// Finds everything that is wrong with a handbook.
pub fn check(now: &Snapshot, scope: &Scope) -> Vec<Diagnostic> {
    let (settings, mut diagnostics) = settings(now, scope);
    diagnostics.extend(absent(now, &settings));
    diagnostics
}

/// The files whose damaged text can be repaired, each with its repaired bytes.
pub fn mend(_now: &Snapshot, _scope: &Scope) -> Vec<(Arc<str>, Bytes)> {
    Vec::new()
}

/// The JSON Schema of the YAML definitions.
pub fn schema() -> serde_json::Value {
    serde_json::json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object" })
}

/// The JSON Schema of `book.toml`.
pub fn book_schema() -> serde_json::Value {
    config::schema()
}

/// What the settings name and nobody wrote.
fn absent(now: &Snapshot, settings: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut miss = |span: &Span, message: String, help: &str| {
        diagnostics.push(Diagnostic::error("missing-file", span, message).help(help));
    };
    let src = &settings.src;
    if now.under(&src.value).next().is_none() {
        miss(
            &src.span,
            format!("there is nothing in the content folder `{}`", src.value),
            "put pages there, or name another with `src`",
        );
    }
    for file in settings.additional_css.iter().chain(&settings.additional_js) {
        if now.get(&file.value).is_none() {
            miss(&file.span, format!("there is no file `{}`", file.value), "make it, or take it out of the list");
        }
    }
    let theme = &settings.theme;
    let named = theme.span.start != theme.span.end;
    if named && now.under(&theme.value).next().is_none() {
        miss(
            &theme.span,
            format!("there is nothing in the theme's folder `{}`", theme.value),
            "make it, or remove the key",
        );
    }
    diagnostics
}
