//! All addresses in a site, and which of them lead nowhere.

use super::page::{self, Page};
use rungbook::base::Site;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What happens to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The browser asks for it by itself.
    Load,
    /// A reader may follow it, or a program may read it.
    Follow,
}

/// An address as it stands in a file of the site.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    pub(crate) route: String,
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

impl Address {
    pub(crate) fn is_internal(&self) -> bool {
        !self.text.starts_with("//") && scheme(&self.text).is_none()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.route, self.text)
    }
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let good = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.');
    (scheme.starts_with(|letter: char| letter.is_ascii_alphabetic()) && scheme.chars().all(good)).then_some(scheme)
}

/// All addresses in the pages and style sheets of a site.
pub(crate) fn all(site: &Site) -> Vec<Address> {
    let mut found: Vec<_> = page::all(site).flat_map(|page| in_page(&page)).collect();
    for (route, bytes) in site.iter().filter(|(route, _)| route.as_str().ends_with(".css")) {
        let text = String::from_utf8_lossy(bytes);
        found.extend(in_css(&text).into_iter().map(|text| address(route.as_str(), Kind::Load, &text)));
    }
    found
}

fn address(route: &str, kind: Kind, text: &str) -> Address {
    Address { route: route.into(), kind, text: text.trim().into() }
}

fn in_page(page: &Page) -> Vec<Address> {
    let mut found = Vec::new();
    for element in page.find("*") {
        let (name, element) = (element.value().name(), element.value());
        for (attribute, value) in element.attrs() {
            let kind = match (name, attribute) {
                ("a" | "area", "href") | (_, "action" | "formaction" | "cite") => Kind::Follow,
                ("link", "href") => match element.attr("rel").unwrap_or("") {
                    "canonical" | "alternate" | "prev" | "next" | "license" | "author" => Kind::Follow,
                    _ => Kind::Load,
                },
                (_, "href" | "src" | "poster" | "data" | "background" | "xlink:href" | "ping") => Kind::Load,
                (_, "srcset" | "imagesrcset") => {
                    let each = value.split(',').filter_map(|one| one.split_whitespace().next());
                    found.extend(each.map(|one| address(&page.route, Kind::Load, one)));
                    continue;
                }
                (_, "style") => {
                    found.extend(in_css(value).iter().map(|one| address(&page.route, Kind::Load, one)));
                    continue;
                }
                _ => continue,
            };
            found.push(address(&page.route, kind, value));
        }
    }
    for style in page.find("style") {
        found.extend(in_css(&style.inner_html()).iter().map(|one| address(&page.route, Kind::Load, one)));
    }
    found
}

/// The addresses in `url(…)` and `@import`.
fn in_css(text: &str) -> Vec<String> {
    let bare = |one: &str| one.trim().trim_matches(['"', '\'']).to_owned();
    let urls = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next()).map(bare);
    let imports = text.split("@import").skip(1).filter_map(|rest| rest.split(';').next()).map(bare);
    urls.chain(imports.filter(|one| !one.starts_with("url("))).collect()
}

/// The internal addresses that name no file, or no element of it.
pub(crate) fn broken(site: &Site) -> Vec<Address> {
    let anchors: BTreeMap<String, BTreeSet<String>> =
        page::all(site).map(|page| (page.route.clone(), ids(&page))).collect();
    let leads_nowhere = |address: &Address| {
        let (path, fragment) = address.text.split_once('#').unwrap_or((&address.text, ""));
        let path = path.split('?').next().unwrap_or(path);
        let Some(route) = resolve(&address.route, path) else { return true };
        let Some(route) =
            [route.clone(), format!("{route}index.html"), format!("{route}/index.html"), format!("{route}.html")]
                .into_iter()
                .find(|route| site.get(route).is_some())
        else {
            return true;
        };
        let fragment = decode(fragment);
        !fragment.is_empty() && anchors.get(&route).is_some_and(|ids| !ids.contains(&fragment))
    };
    all(site).into_iter().filter(|address| address.is_internal() && leads_nowhere(address)).collect()
}

fn ids(page: &Page) -> BTreeSet<String> {
    page.find("[id]").iter().filter_map(|element| element.value().id()).map(str::to_owned).collect()
}

/// The route that a relative address means on a page; an address from the root means the site's root.
fn resolve(here: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(here.to_owned());
    }
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { here.split('/').collect() };
    parts.pop();
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(decode(&parts.join("/")))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        let code =
            code.and_then(|code| std::str::from_utf8(code).ok()).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The scripts, on their own or in pages, that hold a whole address of another host.
pub(crate) fn scripts_that_ask_elsewhere(site: &Site) -> Vec<String> {
    let mut scripts: Vec<(String, String)> = Vec::new();
    // The parts of the search index are data in a call; tests/search.rs holds them to that.
    let is_index = |route: &str| route.starts_with("assets/search/");
    let files = site.iter().filter(|(route, _)| route.as_str().ends_with(".js") && !is_index(route.as_str()));
    for (route, bytes) in files {
        scripts.push((route.to_string(), String::from_utf8_lossy(bytes).into_owned()));
    }
    for page in page::all(site) {
        scripts.extend(page.scripts().into_iter().map(|script| (page.route.clone(), script)));
    }
    let asks = |script: &str| {
        script.contains("http:") || script.contains("https:") || script.contains("\"//") || script.contains("'//")
    };
    let named = |script: String| script.replace("http://www.w3.org/", "");
    scripts.into_iter().filter(|(_, script)| asks(&named(script.clone()))).map(|(route, _)| route).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rungbook::base::Route;

    #[test]
    fn finds_what_is_broken_and_only_that() {
        let mut site = Site::default();
        let mut add = |route: &str, text: &str| site.insert(Route::new(route).unwrap(), text.as_bytes());
        add(
            "index.html",
            "<h1 id=top>a</h1><a href='b/c.html#x%20y'></a><a href='#top'></a><a href='#gone'></a><a href='//e.org'></a>",
        );
        add(
            "b/c.html",
            "<p id='x y'><a href='../index.html'></a><a href='../nowhere.html'></a><img src='../../up.png'>",
        );
        add("b/d.css", "@import 'e.css'; a { background: url(\"../f.png\") } b { background: url(d.css) }");
        let found: Vec<_> = broken(&site).iter().map(ToString::to_string).collect();
        let wrong = [
            "b/c.html: ../nowhere.html",
            "b/c.html: ../../up.png",
            "index.html: #gone",
            "b/d.css: ../f.png",
            "b/d.css: e.css",
        ];
        assert_eq!(found, wrong);
    }

    #[test]
    fn finds_scripts_that_ask_elsewhere() {
        let mut site = Site::default();
        site.insert(Route::new("a.js").unwrap(), "fetch('https://example.org')".as_bytes());
        site.insert(Route::new("b.js").unwrap(), "fetch('c.json')".as_bytes());
        site.insert(Route::new("d.html").unwrap(), "<script src='//example.org/a.js'></script>".as_bytes());
        assert_eq!(scripts_that_ask_elsewhere(&site), ["a.js"]);
        let away: Vec<_> = all(&site).into_iter().filter(|address| !address.is_internal()).collect();
        assert_eq!(away.len(), 1);
        assert_eq!(away[0].kind, Kind::Load);
    }
}
