//! # `ids-collide`
//!
//! Two files whose paths differ only in case, in how accented letters are composed, or in their ending, or two pages of
//! one folder. On many computers they are one file, and on the site they would have one address.
//!
//! ```text
//! content/roadmaps/Growing.md
//! content/roadmaps/growing.md
//! ```
//!
//! To mend it, rename one of them, or join the two.

use crate::base::{Diagnostic, Span};
use crate::model::handbook::Handbook;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let pages = handbook.pages.iter().map(|page| (page_key(&page.path), &page.file));
    let assets = handbook.assets.iter().map(|asset| (folded(&asset.path), &asset.file));
    let mut first: HashMap<String, &Arc<str>> = HashMap::new();
    let mut faults = Vec::new();
    for (key, file) in pages.chain(assets) {
        match first.get(&key) {
            None => {
                first.insert(key, file);
            }
            Some(other) => faults.push(report(file, other)),
        }
    }
    faults
}

fn report(file: &Arc<str>, other: &Arc<str>) -> Diagnostic {
    let message = format!("`{file}` and `{other}` would have one address");
    let fault = Diagnostic::error("ids-collide", &Span::start_of(file), message);
    fault.related(&Span::start_of(other), "the other file").help("rename one of them, or join the two")
}

/// The path of a page's file on the site: without its ending, a folder's own page by one name.
fn page_key(path: &str) -> String {
    let path = folded(path);
    let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
    let stem = match stem.rsplit_once('/') {
        Some((folder, "readme")) => format!("{folder}/index"),
        None if stem == "readme" => "index".to_owned(),
        _ => stem.to_owned(),
    };
    format!("{stem}.html")
}

/// A path as file systems compare it that ignore case.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}
