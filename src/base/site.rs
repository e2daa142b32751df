//! The output of a build: bytes by address.

use super::Bytes;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// The address of a file in the site: a relative path with `/`, such as `levels/staff.html`.
///
/// A route never leaves the site: [`Route::new`] refuses empty parts, `.`, `..`, backslashes, colons, control
/// characters and parts that begin or end with a space or end with a dot (other systems would fold those away).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Route(Arc<str>);

impl Route {
    /// The route with the given path, or `None` where the path could leave the site or name another file elsewhere.
    pub fn new(path: impl AsRef<str>) -> Option<Self> {
        let path = path.as_ref();
        let good = |part: &str| {
            !part.is_empty()
                && part != ".."
                && !part.ends_with('.')
                && part.trim() == part
                && !part.contains(|letter: char| letter.is_control() || matches!(letter, '\\' | ':'))
        };
        path.split('/').all(good).then(|| Self(Arc::from(path)))
    }

    /// The address of the home page.
    pub fn root() -> Self {
        Self(Arc::from("index.html"))
    }

    /// The path, relative to the site's root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative address of `target` seen from this route, such as `../levels/staff.html`; percent-encoded.
    ///
    /// Works under any base path and from `file://`.
    pub fn to(&self, target: &Route) -> String {
        self.to_encoded(&target.encoded())
    }

    /// The same for a target that is percent-encoded already.
    pub fn to_encoded(&self, target: &str) -> String {
        relative(&self.encoded(), target)
    }

    /// Where a relative address on the page at this route leads: a percent-encoded path from the site's root, of which a
    /// folder's ends with `/`. None for a place on the same page and for what may lie outside the site.
    pub fn target(&self, address: &str) -> Option<String> {
        let path = address.split(['#', '?']).next().filter(|path| !path.is_empty() && !path.starts_with('/'))?;
        if path.split('/').next().is_some_and(|first| first.contains(':')) {
            return None;
        }
        let here = self.encoded();
        let mut parts: Vec<&str> = here.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        if matches!(path.rsplit('/').next(), Some("." | "..")) {
            parts.push("");
        }
        Some(parts.join("/"))
    }

    /// The percent-encoded path from the site's root, without a leading `/`.
    pub fn encoded(&self) -> String {
        encode(&self.0)
    }
}

impl Borrow<str> for Route {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The relative address of `target` seen from `here`, both percent-encoded paths from the site's root.
pub fn relative(here: &str, target: &str) -> String {
    let mut same = 0;
    for (at, _) in target.match_indices('/') {
        if here.as_bytes().get(..=at) != target.as_bytes().get(..=at) {
            break;
        }
        same = at + 1;
    }
    let (here, target) = (here.get(same..).unwrap_or_default(), target.get(same..).unwrap_or_default());
    let mut address = "../".repeat(here.matches('/').count());
    address.push_str(target);
    address
}

/// Percent-encodes what may not stand in a path or a fragment of an address; `/` stays.
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => encoded.push(byte as char),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// All files of a site by their route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    files: BTreeMap<Route, Bytes>,
}

impl Site {
    /// Adds a file, replacing one of the same route. Callers see to it that no two things claim one route.
    pub fn insert(&mut self, route: Route, bytes: impl Into<Bytes>) {
        self.files.insert(route, bytes.into());
    }

    /// The file at `route`.
    pub fn get(&self, route: &str) -> Option<&Bytes> {
        self.files.get(route)
    }

    /// All files in order of their routes.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Bytes)> {
        self.files.iter()
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl<B: Into<Bytes>> FromIterator<(Route, B)> for Site {
    fn from_iter<I: IntoIterator<Item = (Route, B)>>(files: I) -> Self {
        Self { files: files.into_iter().map(|(route, bytes)| (route, bytes.into())).collect() }
    }
}

/// Files of a site that few ask for and that cost much to make: they are made once somebody asks for one of them.
pub struct Late {
    owns: Box<dyn Fn(&str) -> bool + Send + Sync>,
    files: LazyLock<Site, Make>,
}

/// Makes the files.
type Make = Box<dyn FnOnce() -> Site + Send>;

impl Late {
    /// The files that `make` makes; `owns` tells whether a route may be one of theirs.
    pub fn new(
        owns: impl Fn(&str) -> bool + Send + Sync + 'static,
        make: impl FnOnce() -> Vec<(Route, Bytes)> + Send + 'static,
    ) -> Self {
        Self { owns: Box::new(owns), files: LazyLock::new(Box::new(|| make().into_iter().collect())) }
    }

    /// Whether `route` may be that of one of the files; nothing is made to find out.
    pub fn owns(&self, route: &str) -> bool {
        (self.owns)(route)
    }

    /// The file at `route`, if it is one of these.
    pub fn get(&self, route: &str) -> Option<&Bytes> {
        if self.owns(route) { self.files.get(route) } else { None }
    }

    /// All files.
    pub fn into_files(self) -> impl Iterator<Item = (Route, Bytes)> {
        let files: Vec<_> = self.files.iter().map(|(route, bytes)| (route.clone(), bytes.clone())).collect();
        files.into_iter()
    }
}

impl fmt::Debug for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Late").field("files", &self.files).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_files_are_made_once_and_only_for_those_who_ask() {
        let made = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = made.clone();
        let late = Late::new(
            |route| route.starts_with("a/"),
            move || {
                count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                vec![(Route::new("a/b").unwrap(), Bytes::from(*b"c"))]
            },
        );
        assert_eq!((late.get("b"), made.load(std::sync::atomic::Ordering::Relaxed)), (None, 0));
        assert_eq!((late.get("a/b").map(|bytes| &**bytes), late.get("a/c")), (Some(&b"c"[..]), None));
        assert_eq!((late.into_files().count(), made.load(std::sync::atomic::Ordering::Relaxed)), (1, 1));
    }

    #[test]
    fn routes_stay_inside_the_site() {
        for bad in ["", "/a", "a//b", "../a", "a/../b", "a/.", "a\\b", "c:/x", "a\0", "a /b", "a./b"] {
            assert_eq!(Route::new(bad), None, "{bad:?}");
        }
        assert!(Route::new("levels/ü b.html").is_some());
    }

    #[test]
    fn relative_addresses_climb_and_encode() {
        let route = |path| Route::new(path).unwrap();
        assert_eq!(route("index.html").to(&route("levels/a.html")), "levels/a.html");
        assert_eq!(route("levels/a.html").to(&route("levels/b c.html")), "b%20c.html");
        assert_eq!(route("a/b/c.html").to(&route("a/d/e.html")), "../d/e.html");
        assert_eq!(route("a/b.html").to(&route("a/b.html/c.html")), "b.html/c.html");
    }
    #[test]
    fn addresses_on_a_page_lead_where_they_say() {
        let here = Route::new("levels/a b/c.html").unwrap();
        let leads = |address: &str, place: &str| assert_eq!(here.target(address).as_deref(), Some(place), "{address}");
        leads("d%20e.html#x", "levels/a%20b/d%20e.html");
        leads("./d.html?e/../f", "levels/a%20b/d.html");
        leads("../d.html", "levels/d.html");
        leads("../../index.html", "index.html");
        leads("d/../e:f.css", "levels/a%20b/e:f.css");
        leads("d/", "levels/a%20b/d/");
        leads(".", "levels/a%20b/");
        leads("..", "levels/");
        leads("../..", "");
        assert_eq!(here.target(&here.to(&Route::root())).as_deref(), Some("index.html"));
        for elsewhere in ["", "#x", "?x", "/x", "//x/y", "https://x/y", "mailto:a", "data:text/css,x", "../../../x"] {
            assert_eq!(here.target(elsewhere), None, "{elsewhere}");
        }
    }
}
