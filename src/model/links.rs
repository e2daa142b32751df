//! Links as authors write them → what they lead to.

use super::names::{Names, full_name, id_of};
use super::target::Target;
use super::things::Thing;
use crate::base::{Diagnostic, Spanned};
use crate::parse::kind::Kind as Things;
use crate::parse::markdown::{Kind, Link};
use std::sync::Arc;

/// Where a link stands: what relative addresses start from.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The folder of the file in the source folder, such as `roadmaps/devops`; empty for the source folder itself.
    pub folder: &'a str,
    /// The Markdown page, where it is one.
    pub page: Option<&'a Arc<str>>,
}

/// What a link leads to. A link that leads nowhere is a warning and [`Target::Missing`].
pub fn resolve(link: &Link, place: Place<'_>, names: &Names) -> (Target, Option<Diagnostic>) {
    let found = match link.kind {
        Kind::Wiki => wiki(link, place, names),
        Kind::Url | Kind::Image => address(link, place, names),
        Kind::Reference(kinds) => reference(link, kinds, names),
        Kind::Title => return (Target::Missing(Arc::from(&*link.target)), None),
    };
    match found {
        Ok(target) => (target, None),
        Err(fault) => (Target::Missing(Arc::from(&*link.target)), Some(*fault)),
    }
}

fn wiki(link: &Link, place: Place<'_>, names: &Names) -> Result<Target, Box<Diagnostic>> {
    let (name, heading) =
        link.target.split_once('#').map_or((&*link.target, None), |(name, heading)| (name, Some(heading)));
    let name = name.trim();
    if name.is_empty() {
        return here(heading.unwrap_or_default(), link, place, names);
    }
    match names.called(name).as_slice() {
        [] => {
            let help = match names.near(name) {
                Some(near) => format!("did you mean `[[{near}]]`?"),
                None => "name an id, a title or a page of this handbook".to_owned(),
            };
            Err(broken(link, "unknown-wikilink", format!("nothing is called `{name}`"), help))
        }
        [thing] => on(thing.clone(), heading, link, names),
        several => {
            let ways: Vec<_> = several.iter().map(|thing| format!("`[[{}]]`", full_name(thing))).collect();
            let message = format!("`{name}` may mean {} things", several.len());
            Err(broken(link, "ambiguous-link", message, format!("write {}", ways.join(" or "))))
        }
    }
}

fn reference(link: &Link, kinds: &[Things], names: &Names) -> Result<Target, Box<Diagnostic>> {
    match names.called_as(&link.target, kinds).as_slice() {
        [] => {
            let written = Spanned::new(Arc::from(&*link.target), link.span.clone());
            let Diagnostic { message, help, related, .. } = names.unknown(&written, kinds);
            let fault = Diagnostic::warning("fence-reference", &link.span, message).maybe_help(help);
            Err(Box::new(Diagnostic { related, ..fault }))
        }
        [thing] => Ok(Target::Thing(thing.clone(), None)),
        several => {
            let ways: Vec<_> = several.iter().map(|thing| format!("`{}`", id_of(thing))).collect();
            let message = format!("`{}` may mean {} things", link.target, several.len());
            Err(broken(link, "ambiguous-link", message, format!("write {}", ways.join(" or "))))
        }
    }
}

fn address(link: &Link, place: Place<'_>, names: &Names) -> Result<Target, Box<Diagnostic>> {
    let written = link.target.trim();
    if let Some(scheme) = scheme(written) {
        return match scheme.as_str() {
            "http" | "https" if link.kind == Kind::Image => {
                let help =
                    "copy the image into the handbook: pages load nothing from other sites; it is shown as a link";
                Err(broken(link, "remote-image", format!("the image `{written}` is on another site"), help.to_owned()))
            }
            "http" | "https" | "mailto" | "tel" => Ok(Target::Elsewhere(Arc::from(written))),
            _ => {
                let help = "link to `https:`, `mailto:` or a page of the handbook".to_owned();
                Err(broken(link, "unsafe-link", format!("`{scheme}:` links are not published"), help))
            }
        };
    }
    if let Some(rest) = written.strip_prefix("//") {
        let help = format!("write `https://{rest}`");
        return Err(broken(link, "unsafe-link", "the address has no `https:`".to_owned(), help));
    }
    let (path, heading) = written.split_once('#').map_or((written, None), |(path, heading)| (path, Some(heading)));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return here(heading.unwrap_or_default(), link, place, names);
    }
    let missing = |help: Option<String>| {
        let code = if link.kind == Kind::Image { "broken-image" } else { "broken-link" };
        let help = help
            .unwrap_or_else(|| "add the file, or correct the path: it starts from the folder of this file".to_owned());
        broken(link, code, format!("there is no file `{path}`"), help)
    };
    let Some(path) = joined(place.folder, &decoded(path)) else {
        return Err(missing(Some("stay inside the source folder".to_owned())));
    };
    if let Some(page) = names.page(&path) {
        return on(Thing::Page(page.clone()), heading, link, names);
    }
    if names.has_asset(&path) {
        return Ok(Target::Asset(Arc::from(path)));
    }
    Err(missing(names.near_path(&path).map(|near| format!("did you mean `{}`?", relative(place.folder, near)))))
}

/// The thing, and a heading on it.
fn on(thing: Thing, heading: Option<&str>, link: &Link, names: &Names) -> Result<Target, Box<Diagnostic>> {
    let Some(heading) = heading.filter(|heading| !heading.is_empty()).map(decoded) else {
        return Ok(Target::Thing(thing, None));
    };
    if let Thing::Page(page) = &thing
        && !names.has_heading(page, &heading)
    {
        return Err(no_heading(link, page, &heading, names));
    }
    Ok(Target::Thing(thing, Some(Arc::from(heading))))
}

fn here(heading: &str, link: &Link, place: Place<'_>, names: &Names) -> Result<Target, Box<Diagnostic>> {
    let heading = decoded(heading);
    match place.page {
        Some(page) if !heading.is_empty() && !names.has_heading(page, &heading) => {
            Err(no_heading(link, page, &heading, names))
        }
        _ => Ok(Target::Here(Arc::from(heading))),
    }
}

fn no_heading(link: &Link, page: &str, heading: &str, names: &Names) -> Box<Diagnostic> {
    let help = match names.near_heading(page, heading) {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "headings get their id from their words: `## Next steps` is `#next-steps`".to_owned(),
    };
    broken(link, "broken-anchor", format!("`{page}` has no heading `#{heading}`"), help)
}

fn broken(link: &Link, code: &'static str, message: String, help: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::warning(code, &link.span, message).help(help))
}

/// The scheme of an address, lower-cased, where it has one. Control characters and spaces inside it do not hide it.
fn scheme(address: &str) -> Option<String> {
    let clean: String = address.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect();
    let (scheme, _) = clean.split_once(':')?;
    let good = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.');
    (scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.chars().all(good))
        .then(|| scheme.to_ascii_lowercase())
}

/// A path from the source folder; one that starts with `/` starts there too. `None` where it would leave the folder.
fn joined(folder: &str, path: &str) -> Option<String> {
    let base = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The path of a file as one writes it in a file of `folder`.
fn relative(folder: &str, path: &str) -> String {
    let here: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let there: Vec<&str> = path.split('/').collect();
    let same = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    "../".repeat(here.len() - same) + &there[same..].join("/")
}

/// A path without percent-encoding; what is not valid stays as it is.
fn decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let bytes = path.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = path.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        plain.push(hex.unwrap_or(*byte));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_and_find_their_way() {
        assert_eq!(joined("a/b", "../c.md"), Some("a/c.md".into()));
        assert_eq!(joined("a", "/c.md"), Some("c.md".into()));
        assert_eq!(joined("a", "../../c.md"), None);
        assert_eq!(relative("a/b", "a/c.md"), "../c.md");
        assert_eq!(relative("", "a/c.md"), "a/c.md");
        assert_eq!(decoded("a%20b%zz"), "a b%zz");
    }

    #[test]
    fn schemes_cannot_hide() {
        assert_eq!(scheme("java\u{1}scr\nipt:alert(1)"), Some("javascript".into()));
        assert_eq!(scheme("HTTPS://x"), Some("https".into()));
        assert_eq!(scheme("a/b:c"), None);
        assert_eq!(scheme("notes.md"), None);
    }
}
