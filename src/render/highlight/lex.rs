//! Lexers for the formats that handbooks are full of, each giving what its grammar gives.

mod bash;
mod console;
mod cursor;
mod diff;
mod ini;
mod json;
mod markdown;
mod rust;
mod toml;
mod yaml;

use super::runs::Run;

/// The runs of `code`; nothing when `language` has no lexer or the lexer is not sure that its grammar would agree.
pub(super) fn runs(language: &str, code: &str) -> Option<Vec<Run>> {
    if code.chars().any(is_odd) {
        return None;
    }
    match language {
        "bash" => bash::runs(code),
        "console" => Some(console::runs(code)),
        "diff" => diff::runs(code),
        "ini" => ini::runs(code),
        "json" => json::runs(code),
        "markdown" => markdown::runs(code),
        "rust" => rust::runs(code),
        "toml" => toml::runs(code),
        "yaml" => yaml::runs(code),
        _ => None,
    }
}

/// Whether regular expressions may take the letter for a space or a line end where the lexers do not.
fn is_odd(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_control() && !matches!(letter, '\n' | '\t');
    }
    letter.is_control() || letter.is_whitespace()
}
