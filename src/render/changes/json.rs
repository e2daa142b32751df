//! What changed between two versions as one JSON object. The fields are stable; new ones may be added.

use crate::view::between::Between;

/// The object, on lines of its own.
pub fn text(between: &Between) -> String {
    let json = serde_json::to_string_pretty(between).unwrap_or_default();
    format!("{}\n", inert(&json))
}

/// JSON in which no character rules a terminal: all such characters stand in strings, where they may be escaped.
pub(super) fn inert(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_control() && letter != '\n' {
            text.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            text.push(letter);
        }
    }
    text
}
