//! The files that a theme's pages need: one style sheet, one script, fonts and pictures.

use super::{Assets, Folder, MANIFEST, Manifest, TEMPLATES};
use crate::base::{Bytes, Diagnostic, Key, Route, Span, nearest};
use std::sync::Arc;

/// The addresses of all assets, and the assets. Names of bundles hold a hash, so that browsers may keep them for ever.
pub(super) fn assets(
    manifest: &Manifest,
    folder: &Folder<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Assets, Vec<(Route, Bytes)>) {
    let mut files = Vec::new();
    let mut add = |path: String, bytes: &[u8]| -> String {
        let address = Route::new(&path).map(|route| {
            let address = route.encoded();
            files.push((route, Arc::from(bytes)));
            address
        });
        address.unwrap_or_default()
    };
    let style = join(&manifest.styles, folder, diagnostics);
    let style = add(address(("style", "css"), &style), style.as_bytes());
    let script = join(&manifest.scripts, folder, diagnostics);
    let script = named(&mut add, ("rungbook", "js"), &script);
    let search = join(&manifest.search, folder, diagnostics);
    let search = named(&mut add, ("search", "js"), &search);
    let review = join(manifest.review_styles.as_deref().unwrap_or_default(), folder, diagnostics);
    let review_style = named(&mut add, ("review", "css"), &review);
    let review = join(manifest.review_scripts.as_deref().unwrap_or_default(), folder, diagnostics);
    let review_script = named(&mut add, ("review", "js"), &review);
    for (name, bytes) in &folder.files {
        let bundled = [TEMPLATES, "style/", "script/"].iter().any(|start| name.starts_with(start));
        if !bundled && *name != MANIFEST {
            add(format!("assets/{name}"), bytes);
        }
    }
    let asked = manifest.preload.iter().chain(Some(&manifest.icon).filter(|icon| !icon.is_empty()));
    let absent = asked.filter(|name| !folder.files.contains_key(name.as_str()));
    diagnostics.extend(absent.filter_map(|name| missing(name, folder)));
    let at = |name: &String| Route::new(format!("assets/{name}")).map(|route| route.encoded());
    let preload = manifest.preload.iter().filter_map(at).collect();
    let icon = at(&manifest.icon).unwrap_or_default();
    (Assets { style, script, search, review_style, review_script, preload, icon }, files)
}

/// Adds a bundle, unless there is nothing in it.
fn named(add: &mut impl FnMut(String, &[u8]) -> String, name: (&str, &str), text: &str) -> Option<String> {
    (!text.is_empty()).then(|| add(address(name, text), text.as_bytes()))
}

/// The address of a bundle: its name, the hash of its text, and how it ends.
fn address((name, end): (&str, &str), text: &str) -> String {
    format!("assets/{name}.{}.{end}", hash(text))
}

fn join(names: &[String], folder: &Folder<'_>, diagnostics: &mut Vec<Diagnostic>) -> String {
    let mut joined = String::new();
    for name in names {
        let Some(text) = folder.text(name) else {
            diagnostics.extend(missing(name, folder));
            continue;
        };
        joined.push_str(text.trim_start_matches('\u{feff}'));
        if !joined.ends_with('\n') {
            joined.push('\n');
        }
    }
    joined
}

/// A file that the handbook's own manifest names and the theme does not have.
fn missing(name: &str, folder: &Folder<'_>) -> Option<Diagnostic> {
    let manifest = folder.own.get(MANIFEST)?;
    let at = folder.text(MANIFEST).and_then(|text| text.find(name)).unwrap_or_default();
    let message = format!("the theme has no file `{name}`");
    let fault = Diagnostic::error("theme-file", &Span::new(manifest, at..at + name.len()), message);
    let near = nearest(name, folder.files.keys().copied()).map(|near| format!("did you mean `{near}`?"));
    Some(fault.maybe_help(near))
}

/// The first eight hexadecimal digits of the text's hash.
fn hash(text: &str) -> String {
    let Key(bits) = Key::of([text.as_bytes()]);
    format!("{:08x}", bits >> 96)
}
