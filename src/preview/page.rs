//! A page on its way to the browser: what is added to it, and the names of its content by which an open page knows
//! whether it is still the same.

use crate::base::{Key, Route, Site};
use lol_html::{HtmlRewriter, Settings, element};
use std::cell::RefCell;

/// The folder of what is the preview's own and not the site's. No file of a handbook has such a name.
pub(super) const OWN: &str = "/.rungbook/";

/// What a page is made of, by name: equal names mean equal content.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(super) struct Version {
    /// Everything but the style sheets: the page itself, its scripts and pictures.
    pub(super) page: String,
    /// The style sheets.
    pub(super) style: String,
    /// The addresses of the style sheets as the page names them.
    pub(super) styles: Vec<String>,
}

impl Version {
    /// The version of the page `bytes` at `route` of the site.
    pub(super) fn of(bytes: &[u8], route: &Route, site: &Site) -> Self {
        let Linked { styles, others } = linked(bytes);
        let content = |address: &String| target(route, address).and_then(|target| site.get(target.as_str()));
        let mut page = without(bytes, &styles);
        page.extend(others.iter().filter_map(content).map(|bytes| &bytes[..]));
        let sheets =
            styles.iter().flat_map(|address| [Some(address.as_bytes()), content(address).map(|bytes| &bytes[..])]);
        let style = name(sheets.flatten());
        Self { page: name(page), style, styles }
    }
}

/// The page as it is served: as it is, and after it the script that keeps it up to date.
pub(super) fn dressed(bytes: &[u8], version: &Version) -> Vec<u8> {
    let Version { page, style, .. } = version;
    let script =
        format!("<script src=\"{OWN}client.js\" data-page=\"{page}\" data-style=\"{style}\" defer></script>\n");
    [bytes, script.as_bytes()].concat()
}

/// A short name for some bytes.
pub(super) fn name<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    format!("{:032x}", Key::of(parts).0)
}

/// The addresses of what a page loads.
#[derive(Debug, Default)]
struct Linked {
    styles: Vec<String>,
    /// Scripts and pictures.
    others: Vec<String>,
}

fn linked(bytes: &[u8]) -> Linked {
    let found = RefCell::new(Linked::default());
    let sheets = element!("link[rel~=stylesheet][href]", |link| {
        found.borrow_mut().styles.extend(link.get_attribute("href"));
        Ok(())
    });
    let sources = element!("script[src], img[src], source[src]", |source| {
        found.borrow_mut().others.extend(source.get_attribute("src"));
        Ok(())
    });
    let settings = Settings { element_content_handlers: vec![sheets, sources], ..Settings::default() };
    let mut reader = HtmlRewriter::new(settings, |_: &[u8]| {});
    let read = reader.write(bytes).and_then(|()| reader.end());
    if read.is_err() {
        return Linked::default(); // too deep to be told apart: any change then counts as one of the page
    }
    found.into_inner()
}

/// The pieces of a page between the addresses of its style sheets.
fn without<'a>(bytes: &'a [u8], addresses: &[String]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    for address in addresses.iter().filter(|address| !address.is_empty()) {
        if let Some(at) = memchr::memmem::find(rest, address.as_bytes()) {
            let (before, after) = rest.split_at(at);
            pieces.push(before);
            rest = after.get(address.len()..).unwrap_or_default();
        }
    }
    pieces.push(rest);
    pieces
}

/// The route that an address on the page at `route` leads to; `None` where it leads to another site or nowhere.
fn target(route: &Route, address: &str) -> Option<Route> {
    let path = match address.strip_prefix('/') {
        Some(from_root) => Route::root().target(from_root),
        None => route.target(address),
    };
    match super::route::asked(&format!("/{}", path?)) {
        super::route::Asked::File(route) => Some(route),
        super::route::Asked::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(path: &str) -> Route {
        Route::new(path).unwrap()
    }

    fn version(page: &str, files: &[(&str, &str)]) -> Version {
        let files = files.iter().map(|(path, text)| (route(path), text.as_bytes().to_vec()));
        Version::of(page.as_bytes(), &route("a/b.html"), &files.collect())
    }

    const PAGE: &str = "<link rel=stylesheet href=\"../s.1.css\"><p>x</p><img src=\"/p.svg\">";

    #[test]
    fn a_change_of_style_is_none_of_the_page() {
        let old = version(PAGE, &[("s.1.css", "a"), ("p.svg", "p")]);
        let renamed = version(&PAGE.replace("s.1", "s.2"), &[("s.2.css", "b"), ("p.svg", "p")]);
        assert!(old.page == renamed.page && old.style != renamed.style);
        assert_eq!(renamed.styles, ["../s.2.css"]);
        let rewritten = version(PAGE, &[("s.1.css", "b"), ("p.svg", "p")]);
        assert!(old.page == rewritten.page && old.style != rewritten.style);
    }

    #[test]
    fn a_change_of_words_or_pictures_is_one_of_the_page() {
        let files = [("s.1.css", "a"), ("p.svg", "p")];
        let old = version(PAGE, &files);
        assert_eq!(old, version(PAGE, &files));
        assert_ne!(old.page, version(&PAGE.replace('x', "y"), &files).page);
        assert_ne!(old.page, version(PAGE, &[("s.1.css", "a"), ("p.svg", "q")]).page);
    }

    #[test]
    fn addresses_lead_inside_the_site_or_nowhere() {
        let to = |address: &str| target(&route("a/b c/d.html"), address).map(|route| route.as_str().to_owned());
        assert_eq!(to("e.css").as_deref(), Some("a/b c/e.css"));
        assert_eq!(to("../e%20f.css?v#x").as_deref(), Some("a/e f.css"));
        assert_eq!(to("/e.css").as_deref(), Some("e.css"));
        for none in ["", "#x", "//evil/e.css", "https://evil/e.css", "data:text/css,x", "%zz", "../../../e.css"] {
            assert_eq!(to(none), None, "{none}");
        }
    }
}
