//! Raw HTML that authors write: what of it may stand in a page.

use super::escape;
use ammonia::Builder;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many raw elements may be open at once, how many of them may mark words, and how many attributes one may have.
/// An HTML parser takes time in the square of these, so what goes beyond is shown as text.
const MOST_OPEN: usize = 256;
const MOST_MARKS: usize = 16;
const MOST_ATTRIBUTES: usize = 256;

/// The longest name of an attribute, in bytes; what is longer is shown as text.
const LONGEST_NAME: usize = 4096;

/// Elements that never have an end tag, or need none because the next of their kind ends them.
const ENDLESS: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
];

/// Elements that a parser opens again in every later block until they are closed.
const MARKS: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that HTML once had; their content is kept.
const OBSOLETE: &[&str] = &["acronym", "center", "rtc", "strike", "tt"];

/// Elements that may stand in a line.
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

static BLOCKS: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.rm_tags(OBSOLETE.iter().copied()).add_tags(["input", "label", "section"]);
    allow(&mut builder);
    builder
});

static LINE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.tags(PHRASING.iter().copied().collect());
    allow(&mut builder);
    builder
});

/// What raw HTML a fragment holds.
#[derive(Debug, Default)]
pub(super) struct Raw {
    any: bool,
    wild: bool,
    /// How often each element is open.
    open: BTreeMap<String, usize>,
}

impl Raw {
    /// Takes note of a piece of raw HTML.
    pub(super) fn add(&mut self, html: &str) {
        self.any |= !is_comment(html);
        for at in memchr::memchr_iter(b'<', html.as_bytes()) {
            if self.wild {
                return;
            }
            let tag = html.get(at + 1..).unwrap_or_default();
            match tag.strip_prefix('/') {
                Some(end) => self.end(&name(end)),
                None => self.start(&name(tag), tag),
            }
        }
    }

    /// Whether there is anything to sanitise.
    pub(super) fn is_any(&self) -> bool {
        self.any
    }

    /// Whether the HTML is more than a parser can be asked to read.
    pub(super) fn is_wild(&self) -> bool {
        self.wild
    }

    fn start(&mut self, name: &str, tag: &str) {
        if name.is_empty() {
            return;
        }
        self.wild |= has_too_many_attributes(tag);
        if ENDLESS.contains(&name) {
            return;
        }
        *self.open.entry(name.to_owned()).or_default() += 1;
        let marks: usize = MARKS.iter().filter_map(|mark| self.open.get(*mark)).sum();
        self.wild |= marks > MOST_MARKS || self.open.values().sum::<usize>() > MOST_OPEN;
    }

    /// An end tag ends only what is open; one that fits nothing is passed over, as a parser does.
    fn end(&mut self, name: &str) {
        if let Some(count) = self.open.get_mut(name) {
            *count -= 1;
            if *count == 0 {
                self.open.remove(name);
            }
        }
    }
}

/// The name of the element at the start of the text, in lower case.
fn name(tag: &str) -> String {
    let length = tag.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
    tag.get(..length).unwrap_or_default().to_ascii_lowercase()
}

/// Counts what parts attributes up to the end of the tag: spaces, slashes and quoted values.
fn has_too_many_attributes(tag: &str) -> bool {
    let mut rest = tag.as_bytes();
    let mut count = 0;
    let parts = |byte: &u8| matches!(byte, b'>' | b'/' | b'=') || byte.is_ascii_whitespace();
    while let Some(at) = rest.iter().take(LONGEST_NAME).position(parts) {
        let after = rest.get(at + 1..).unwrap_or_default();
        let value = after.trim_ascii_start();
        rest = match (rest.get(at), value.first()) {
            (Some(b'>'), _) => return false,
            (Some(b'='), Some(quote @ (b'"' | b'\''))) => {
                let value = value.get(1..).unwrap_or_default();
                let Some(end) = memchr::memchr(*quote, value) else { return false };
                value.get(end + 1..).unwrap_or_default()
            }
            _ => after,
        };
        count += 1;
        if count > MOST_ATTRIBUTES {
            return true;
        }
    }
    rest.len() > LONGEST_NAME
}

/// Whether the HTML is a single comment, which says nothing to readers.
pub(super) fn is_comment(html: &str) -> bool {
    let inside = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inside.is_some_and(|inside| !inside.contains("--") && !inside.starts_with(['>', '-']))
}

/// A fragment that holds raw HTML, without all that could do harm, as valid HTML.
pub(super) fn blocks(fragment: &str) -> String {
    BLOCKS.clean(fragment).to_string()
}

/// The same for a fragment that stands in a line: only what may stand there is kept.
pub(super) fn line(fragment: &str) -> String {
    LINE.clean(fragment).to_string()
}

/// Allows the attributes of our own markup besides those that do no harm.
fn allow(builder: &mut Builder<'static>) {
    builder
        .add_generic_attributes(["class", "id", "role", "aria-label", "aria-hidden", "tabindex"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("input", ["type", "disabled", "checked"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .set_tag_attribute_value("img", "loading", "lazy")
        .set_tag_attribute_value("input", "type", "checkbox")
        .link_rel(None)
        .attribute_filter(filter);
}

fn filter<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    const ROLES: &[&str] = &["region", "note", "doc-noteref", "doc-endnotes", "doc-backlink"];
    let number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    if matches!(attribute, "href" | "src" | "cite") {
        let address = escape::encoded(value);
        return Some(address).filter(|address| attribute != "src" || !leads_elsewhere(address));
    }
    let good = match (element, attribute) {
        (_, "align" | "char" | "charoff" | "size" | "summary") | ("hr", "width") => false,
        (_, "width" | "height" | "start" | "value") => number,
        (_, "colspan" | "rowspan" | "span") => number && value.len() <= 3 && value != "0",
        (_, "id") => !value.is_empty() && !value.contains(char::is_whitespace),
        (_, "role") => ROLES.contains(&value),
        (_, "tabindex") => value == "0",
        _ => true,
    };
    good.then_some(Cow::Borrowed(value))
}

/// Whether an address names a host or a scheme: a page loads nothing from elsewhere.
fn leads_elsewhere(address: &str) -> bool {
    let path = address.find(['/', '?', '#']).unwrap_or(address.len());
    address.starts_with("//") || address.find(':').is_some_and(|colon| colon < path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_other_html() {
        assert!(is_comment("<!-- a -->\n"));
        for html in ["<b>", "<!-- a --><b><!-- c -->", "<!--> <b> -->", "<!-- a"] {
            assert!(!is_comment(html), "{html}");
        }
    }

    #[test]
    fn harm_is_taken_out() {
        for (html, expected) in [
            ("<script>x</script>a", "a"),
            ("<a href=\"javascript:x\" onclick=x>a</a>", "<a>a</a>"),
            ("<img src=\"data:x\" alt=a>", "<img alt=\"a\" loading=\"lazy\">"),
            ("<img src=\"https://example.org/a.png\" alt=a>", "<img loading=\"lazy\" alt=\"a\">"),
            ("<img src=\" //example.org/a.png\" alt=a>", "<img loading=\"lazy\" alt=\"a\">"),
            ("<img src=\"b/c:d.png\" alt=a>", "<img src=\"b/c:d.png\" alt=\"a\" loading=\"lazy\">"),
            ("<p align=left style=\"color:red\" tabindex=3 role=button id=\"a b\">c</p>", "<p>c</p>"),
            ("<iframe src=x></iframe><svg onload=x></svg>", ""),
            ("<center>a</center>", "a"),
            ("<input type=password autofocus>", "<input type=\"checkbox\">"),
            ("<details open><summary>a</summary>b</details>", "<details open=\"\"><summary>a</summary>b</details>"),
        ] {
            assert_eq!(blocks(html), expected);
        }
        assert_eq!(line("<div>a <b>b</b><ul><li>c</ul></div>"), "a <b>b</b>c");
    }

    #[test]
    fn what_takes_a_parser_too_long_is_wild() {
        let wild = |html: &str| {
            let mut raw = Raw::default();
            raw.add(html);
            raw.is_wild()
        };
        let many = |piece: &str| piece.repeat(500);
        for html in [
            many("<div>"),
            many("<b></i>"),
            many("<a><b></a>"),
            format!("<p {}>", many("a ")),
            format!("<p {}>", many("a='b'c")),
        ] {
            assert!(wild(&html), "{}", &html[..20]);
        }
        let sound = [
            "<p>a",
            "<br>",
            "<b>a</b>",
            "<td>",
            "<div><b>a</b></div>",
            "<img alt=\"a b c / d > e = f\">",
            "a < b",
            "</b>",
        ];
        for html in sound {
            assert!(!wild(&many(html)), "{html}");
        }
        assert!(!wild(&format!("<p title=\"{}\">", many("a "))));
    }
}
