//! Front matter: splits the YAML between two `---` lines off the top of a Markdown page.

use super::text::Part;
use crate::base::{Diagnostic, Span};
use std::sync::Arc;

/// A page in its two halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front<'a> {
    /// The YAML without the lines around it, where there is front matter.
    pub yaml: Option<Part<'a>>,
    /// The Markdown.
    pub body: Part<'a>,
}

/// The halves of the page with the given text.
///
/// Front matter opens with a line `---` at the very top and ends with the next such line. A `---` before a blank line
/// is a thematic break, unless a line like `key:` follows and the front matter is closed. Front matter that is not
/// closed is the error `front-matter`; the body then begins at the first blank line.
pub fn split<'a>(file: &Arc<str>, page: Part<'a>) -> (Front<'a>, Vec<Diagnostic>) {
    let whole = Front { yaml: None, body: page };
    let Some(start) = fence(page.text) else { return (whole, Vec::new()) };
    let rest = page.slice(start..page.text.len());
    let blank = rest.text.lines().next().is_none_or(|line| line.trim().is_empty());
    match closing(rest.text) {
        Some(_) if blank && !begins_a_mapping(rest.text) => (whole, Vec::new()),
        Some((end, body)) => {
            let yaml = Some(rest.slice(0..end));
            (Front { yaml, body: rest.slice(body..rest.text.len()) }, Vec::new())
        }
        None if blank => (whole, Vec::new()),
        None => {
            let body = rest.slice(first_blank_line(rest.text)..rest.text.len());
            (Front { yaml: None, body }, vec![unclosed(file, page.offset)])
        }
    }
}

/// The length of the line `---` at the start of the text, with its line break.
fn fence(text: &str) -> Option<usize> {
    let line = text.split_inclusive('\n').next()?;
    let dashes = line.strip_prefix("---")?;
    dashes.trim().is_empty().then_some(line.len())
}

/// Where the closing line begins, and where the line after it does.
fn closing(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(length) = fence(line) {
            return Some((at, at + length));
        }
        at += line.len();
    }
    None
}

/// Whether the first line that is not blank begins with a key and a colon.
fn begins_a_mapping(text: &str) -> bool {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let key = line.split_once(':').map(|(key, _)| key);
    let word =
        |key: &str| !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
    key.is_some_and(word)
}

fn first_blank_line(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            return at;
        }
        at += line.len();
    }
    at
}

fn unclosed(file: &Arc<str>, offset: usize) -> Diagnostic {
    let span = Span::new(file, offset..offset + 3);
    let help = "end it with a line `---`, or put a blank line after the first one to make it a thematic break";
    Diagnostic::error("front-matter", &span, "the front matter that opens with `---` is never closed").help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(text: &str) -> (Option<&str>, &str, usize) {
        let (front, diagnostics) = split(&Arc::from("a.md"), Part { text, offset: 3 });
        for part in front.yaml.iter().chain([&front.body]) {
            assert_eq!(&text[part.offset - 3..part.offset - 3 + part.text.len()], part.text);
        }
        (front.yaml.map(|part| part.text), front.body.text, diagnostics.len())
    }

    #[test]
    fn splits_at_the_closing_line() {
        assert_eq!(halves("---\ntitle: A\n---\n# B\n"), (Some("title: A\n"), "# B\n", 0));
        assert_eq!(halves("---\r\ntitle: A\r\n--- \r\n# B"), (Some("title: A\r\n"), "# B", 0));
        assert_eq!(halves("---\n---\nx"), (Some(""), "x", 0));
        assert_eq!(halves("---\na: 1\n---"), (Some("a: 1\n"), "", 0));
        assert_eq!(halves("---\n\ntitle: A\n---\nx"), (Some("\ntitle: A\n"), "x", 0));
    }

    #[test]
    fn leaves_thematic_breaks_alone() {
        for page in [
            "---\n\nText.\n",
            "---\n\nText: more words.\n",
            "---",
            "---\n",
            "----\na: 1\n---\n",
            "# A\n---\nb: 1\n---\n",
            " ---\na\n---\n",
        ] {
            assert_eq!(halves(page), (None, page, 0), "{page:?}");
        }
        let page = "---\n\nTwo breaks.\n\n---\n\nOne page.\n";
        assert_eq!(halves(page), (None, page, 0));
    }

    #[test]
    fn reports_what_is_never_closed() {
        assert_eq!(halves("---\ntitle: A\n\n# B\n"), (None, "\n# B\n", 1));
        assert_eq!(halves("---\ntitle: A"), (None, "", 1));
    }
}
