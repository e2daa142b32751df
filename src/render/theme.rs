//! A theme: the default one, embedded, with single files replaced by the handbook's own.

mod bundle;
mod faults;
mod files;
mod known;
#[cfg(test)]
mod tests;

use crate::base::{Bytes, Diagnostic, Key, Route, Snapshot, Span, nearest};
use faults::Sources;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Tera;

/// Templates and the files that pages need beside them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    sources: Sources,
    assets: Assets,
    files: Vec<(Route, Bytes)>,
    key: Key,
}

/// The addresses of a theme's files from the site's root, percent-encoded. Templates see it as `assets`.
#[derive(Clone, Debug, Serialize)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script; absent for a theme without one.
    pub script: Option<String>,
    /// The script that a search loads when it begins; absent for a theme without one.
    pub search: Option<String>,
    /// The style sheet of the bar and the marks of a review; absent for a theme without one.
    pub review_style: Option<String>,
    /// The script of a review; absent for a theme without one.
    pub review_script: Option<String>,
    /// Fonts that every page shows first.
    pub preload: Vec<String>,
    /// The picture that stands for the site.
    pub icon: String,
}

impl Assets {
    /// The files that no page asks for: those of the search where there is none, and of a review where nobody reviews.
    pub fn unused(&self, search: bool, review: bool) -> Vec<&str> {
        let of_search = self.search.iter().filter(|_| !search);
        let of_review = self.review_style.iter().chain(&self.review_script).filter(|_| !review);
        of_search.chain(of_review).map(String::as_str).collect()
    }
}

/// What `theme.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Manifest {
    styles: Vec<String>,
    scripts: Vec<String>,
    search: Vec<String>,
    review_styles: Option<Vec<String>>,
    review_scripts: Option<Vec<String>>,
    preload: Vec<String>,
    icon: String,
}

/// The files of a theme by their path in its folder; `own` tells where one of the handbook's own stands.
#[derive(Debug, Default)]
struct Folder<'a> {
    files: BTreeMap<&'a str, &'a [u8]>,
    own: BTreeMap<&'a str, &'a Arc<str>>,
}

impl Theme {
    /// The default theme with the files that the handbook has in `folder` instead; `None` for the default theme as it is.
    ///
    /// A faulty file of the handbook's own is an error with its place, and the default theme's file stands in for it.
    pub fn load(now: &Snapshot, folder: Option<&str>) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut folder = Folder::new(now, folder, &mut diagnostics);
        folder.warn_of_unused(&mut diagnostics);
        let manifest = folder.manifest(&mut diagnostics);
        let sources = Sources::new(&folder.own, &folder.files);
        let tera = templates(&mut folder, &sources, &mut diagnostics);
        let (assets, files) = bundle::assets(&manifest, &folder, &mut diagnostics);
        let key = Key::of(folder.files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]));
        (Self { tera, sources, assets, files, key }, diagnostics)
    }

    /// The hash of all its files.
    pub fn key(&self) -> Key {
        self.key
    }

    /// The addresses of its files.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// The files that pages need beside them.
    pub fn files(&self) -> &[(Route, Bytes)] {
        &self.files
    }

    /// What the template of the given name makes of `context`.
    ///
    /// # Errors
    ///
    /// A template of the handbook's own that asks for what is not there; each with its place.
    pub fn show(&self, template: &str, context: &tera::Context) -> Result<String, Vec<Diagnostic>> {
        let told = |error| {
            let bare = faults::undefined(&error).and_then(|(name, byte)| {
                let message = self.bare(template, context, name, byte)?;
                Some(vec![faults::at(name, byte, &message, &self.sources)])
            });
            bare.unwrap_or_else(|| faults::diagnostics(&error, &self.sources))
        };
        self.tera.render(template, context).map_err(told)
    }
}

impl<'a> Folder<'a> {
    fn new(now: &'a Snapshot, folder: Option<&str>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut all = Self { files: files::FILES.iter().copied().collect(), own: BTreeMap::new() };
        let Some(folder) = folder else { return all };
        let folder = folder.trim_matches('/');
        for (path, bytes) in now.under(folder) {
            let Some(name) = path.strip_prefix(folder).map(|name| name.trim_start_matches('/')) else { continue };
            if is_text(name) && std::str::from_utf8(bytes).is_err() {
                let message = format!("`{name}` of the theme is not UTF-8 text");
                let fault = Diagnostic::error("theme-file", &Span::start_of(path), message);
                diagnostics.push(fault.help("save it as UTF-8"));
                continue;
            }
            all.own.insert(name, path);
            all.files.insert(name, bytes);
        }
        all
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        std::str::from_utf8(self.files.get(name)?).ok()
    }

    /// Warns of own files that replace nothing and that no other file of the theme mentions.
    fn warn_of_unused(&self, diagnostics: &mut Vec<Diagnostic>) {
        let known: Vec<&str> = files::FILES.iter().map(|(name, _)| *name).collect();
        for (name, path) in &self.own {
            let short = name.split_once('/').map_or(*name, |(_, rest)| rest);
            let others = self.own.keys().filter(|other| *other != name).filter_map(|other| self.text(other));
            if known.contains(name) || others.into_iter().any(|text| text.contains(short)) {
                continue;
            }
            let message = format!("the theme does not use `{name}`");
            let help = nearest(name, known.iter().copied()).map_or_else(
                || "give it the name of a file in the default theme, or name it in `theme.toml`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            diagnostics.push(Diagnostic::warning("theme-file", &Span::start_of(path), message).help(help));
        }
    }

    fn manifest(&self, diagnostics: &mut Vec<Diagnostic>) -> Manifest {
        let default = || files::FILES.iter().find(|(name, _)| *name == MANIFEST).map(|(_, bytes)| *bytes);
        let read = |bytes: &[u8]| toml::from_slice::<Manifest>(bytes);
        match self.files.get(MANIFEST).map(|bytes| read(bytes)) {
            Some(Ok(manifest)) => manifest.with_review(default().and_then(|bytes| read(bytes).ok())),
            Some(Err(fault)) => {
                if let Some(path) = self.own.get(MANIFEST) {
                    let span = Span::new(path, fault.span().unwrap_or_default());
                    let message = fault.message().lines().next().unwrap_or("it cannot be read").to_owned();
                    let known = "known keys are `styles`, `scripts`, `search`, `review-styles`, `review-scripts`, `preload` and \
                                 `icon`";
                    diagnostics.push(Diagnostic::error("theme-file", &span, message).help(known));
                }
                default().and_then(|bytes| read(bytes).ok()).unwrap_or_default()
            }
            None => Manifest::default(),
        }
    }
}

impl Manifest {
    /// The same with the review of another where it says nothing of it: a review is no part of what a theme publishes.
    fn with_review(mut self, default: Option<Self>) -> Self {
        let default = default.unwrap_or_default();
        self.review_styles = self.review_styles.or(default.review_styles);
        self.review_scripts = self.review_scripts.or(default.review_scripts);
        self
    }
}

const MANIFEST: &str = "theme.toml";
const TEMPLATES: &str = "templates/";

fn is_text(name: &str) -> bool {
    [".html", ".css", ".js", ".toml", ".svg"].iter().any(|end| name.ends_with(end))
}

/// All templates; the default ones where the handbook's own are faulty.
fn templates(folder: &mut Folder<'_>, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    crate::render::filters::register(&mut tera);
    let defaults: Vec<_> = files::FILES.iter().filter_map(|(name, bytes)| template(name, bytes)).collect();
    if let Err(error) = tera.add_raw_templates(defaults) {
        diagnostics.extend(faults::diagnostics(&error, sources));
    }
    let names: Vec<&str> = folder.own.keys().copied().collect();
    let own = names.iter().filter_map(|name| template(name, folder.files.get(name)?));
    let mut sound = Vec::new();
    for (name, text) in own {
        match syntax(name, text) {
            Some(error) => diagnostics.extend(faults::diagnostics(&error, sources)),
            None => sound.push((name, text)),
        }
    }
    if let Err(error) = tera.add_raw_templates(sound) {
        diagnostics.extend(faults::diagnostics(&error, sources));
    }
    tera
}

/// A template's name and text, for files that are templates.
fn template<'a>(name: &'a str, bytes: &'a [u8]) -> Option<(&'a str, &'a str)> {
    let name = name.strip_prefix(TEMPLATES)?;
    Some((name, std::str::from_utf8(bytes).ok()?))
}

/// What is wrong with the text of a template by itself.
fn syntax(name: &str, text: &str) -> Option<tera::Error> {
    let error = Tera::new().add_raw_template(name, text).err()?;
    matches!(error.kind(), tera::ErrorKind::SyntaxError(_)).then_some(error)
}
