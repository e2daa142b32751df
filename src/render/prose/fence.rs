//! What typed fences show, put into a text after its raw HTML was sanitised.
//!
//! While a text is written and sanitised, a mark stands for each fence. It holds the hash of the text, so that no author
//! can write one.

use crate::base::Key;
use std::collections::BTreeMap;

/// The mark of a fence in the text of the given hash.
pub(super) fn mark(Key(text): Key, number: u32) -> String {
    format!("<div>fence-{text:032x}-{number}.</div>")
}

/// The text with the HTML of each fence in the place of its mark.
pub(super) fn set(mut html: String, text: Key, fences: &BTreeMap<u32, String>) -> String {
    for (number, fence) in fences {
        let mark = mark(text, *number);
        // Raw HTML around it may have moved the words out of their element.
        let words = mark.strip_prefix("<div>").and_then(|mark| mark.strip_suffix("</div>")).unwrap_or_default();
        let found =
            html.find(&mark).map(|at| (at, mark.len())).or_else(|| html.find(words).map(|at| (at, words.len())));
        if let Some((at, length)) = found {
            html.replace_range(at..at + length, fence.trim_end());
        }
    }
    html
}
