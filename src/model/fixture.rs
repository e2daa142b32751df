//! Small handbooks for tests, written as their authors would.

use super::handbook::Handbook;
use super::resolve::{Source, handbook};
use crate::base::Diagnostic;
use crate::parse::{config, document};
use std::sync::Arc;

/// The handbook of a text: `== path` begins a file of the source folder, `== book.toml` the settings.
pub(crate) fn handbook_of(text: &str) -> Handbook {
    let (handbook, faults) = handbook_and_faults(text);
    assert_eq!(faults, []);
    handbook
}

/// The same with what is wrong in it.
pub(crate) fn handbook_and_faults(text: &str) -> (Handbook, Vec<Diagnostic>) {
    let mut settings = "";
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    for part in text.split("== ").skip(1) {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        if path == "book.toml" {
            settings = content;
            continue;
        }
        let file: Arc<str> = format!("content/{path}").into();
        let (document, more) = document::read(&file, content.as_bytes());
        faults.extend(more);
        sources.push(Source { file, path: path.into(), document: document.into() });
    }
    let (settings, more) = config::read(&Arc::from("book.toml"), settings.as_bytes(), &[]);
    faults.extend(more);
    let (handbook, more) = handbook(&sources, settings, None);
    faults.extend(more);
    (handbook, faults)
}
