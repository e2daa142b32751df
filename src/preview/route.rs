//! The path of a request to a route of the site: decoded once and strictly, so that it can name nothing else.

use crate::base::{Route, encode};

/// What the path of a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A file of the site; that of a folder is its `index.html`.
    File(Route),
    /// Something that can be no address of the site.
    Nothing,
}

/// What `path`, the percent-encoded path of a request with its first `/`, asks for.
///
/// Refused are what is not valid percent-encoding or UTF-8, encoded slashes, and all that [`Route::new`] refuses, such
/// as `..`, `\` and control characters. Nothing is decoded twice.
pub(super) fn asked(path: &str) -> Asked {
    let route = path.strip_prefix('/').and_then(decoded).and_then(|path| {
        let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
        Route::new(format!("{path}{index}"))
    });
    route.map_or(Asked::Nothing, Asked::File)
}

/// The address of the folder at a route as seen from any page: `/levels/`.
pub(super) fn folder(route: &Route) -> String {
    format!("/{}/", encode(route.as_str()))
}

/// The text that a percent-encoded path stands for.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => match digit(rest.next()?)? << 4 | digit(rest.next()?)? {
                b'/' => return None,
                byte => bytes.push(byte),
            },
            b'?' | b'#' => return None,
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Option<String> {
        match asked(path) {
            Asked::File(route) => Some(route.as_str().to_owned()),
            Asked::Nothing => None,
        }
    }

    #[test]
    fn a_path_names_one_file() {
        assert_eq!(file("/").as_deref(), Some("index.html"));
        assert_eq!(file("/levels/").as_deref(), Some("levels/index.html"));
        assert_eq!(file("/a%20b/%C3%BC.html").as_deref(), Some("a b/ü.html"));
        assert_eq!(file("/100%25.html").as_deref(), Some("100%.html"));
        assert_eq!(file("/%252e%252e/x").as_deref(), Some("%2e%2e/x"), "decoded once");
    }

    #[test]
    fn no_path_leads_out() {
        let out = [
            "",
            "x",
            "//",
            "//x",
            "/../x",
            "/x/..",
            "/x/../..",
            "/%2e%2e/x",
            "/%2E%2E/x",
            "/.%2e/x",
            "/..%2fx",
            "/x%2fy",
            "/..%5cx",
            "/x%5c..%5cy",
            "/\\x",
            "/%c0%ae%c0%ae/x",
            "/%c0%af",
            "/%e0%80%af",
            "/%u002e",
            "/%",
            "/%2",
            "/%zz",
            "/x%00.html",
            "/%00",
            "/x%0a",
            "/c:/x",
            "/c%3a/x",
            "/x?y",
            "/x#y",
            "/.",
            "/./x",
            "/x.",
            "/x%20",
            "/%f0%80%80%ae",
            "/\u{2025}%ff",
        ];
        for path in out {
            assert_eq!(asked(path), Asked::Nothing, "{path}");
        }
    }
}
