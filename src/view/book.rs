//! What all pages of a handbook share, as plain data.

use super::address;
use crate::base::encode;
use crate::model::handbook::Handbook;
use serde::Serialize;

/// What all pages of a handbook share. Templates see it as `book`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Book {
    /// The handbook's title.
    pub title: String,
    /// What it is about in plain words.
    pub description: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its language as BCP 47, such as `en`.
    pub language: String,
    /// How its text runs: `ltr` or `rtl`.
    pub direction: String,
    /// The home page from the site's root, percent-encoded.
    pub home: String,
    /// The colours where a reader has chosen none: `light`, `dark`, or absent to follow the reader's system.
    pub scheme: Option<String>,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// The address of the published site with its final `/`, where it is known.
    pub site: Option<String>,
    /// Everything by name, from the site's root, percent-encoded; absent where readers cannot search.
    pub search: Option<String>,
    /// What changed, release by release, from the site's root; absent where that is not told.
    pub changes: Option<String>,
    /// The handbook's own style sheets from the site's root, percent-encoded.
    pub styles: Vec<String>,
    /// The handbook's own scripts from the site's root, percent-encoded.
    pub scripts: Vec<String>,
}

/// What all pages of the handbook share.
pub fn book(handbook: &Handbook) -> Book {
    let settings = &handbook.settings;
    let addresses = |files: &[crate::base::Spanned<String>]| files.iter().map(|file| encode(&file.value)).collect();
    Book {
        title: settings.title.clone(),
        description: settings.description.clone(),
        authors: settings.authors.clone(),
        language: settings.language.clone(),
        direction: settings.direction.word().to_owned(),
        home: "index.html".to_owned(),
        scheme: settings.scheme().map(str::to_owned),
        repository: settings.git_repository_url.as_ref().map(|url| url.value.clone()),
        site: settings.site_url.as_ref().map(|url| url.value.clone()).filter(|url| url.contains("://")),
        changes: settings.changes.then(|| encode(address::CHANGES)),
        search: settings.search.then(|| encode(address::LETTERS)),
        styles: addresses(&settings.additional_css),
        scripts: addresses(&settings.additional_js),
    }
}
