//! Lexers for the formats that handbooks are full of, each giving what its grammar gives.

mod bash;
mod cursor;
mod diff;
mod ini;
mod json;
mod markdown;
mod toml;
mod yaml;

use super::runs::Run;

/// The runs of `code`; nothing when `language` has no lexer or the lexer is not sure that its grammar would agree.
pub(super) fn runs(language: &str, code: &str) -> Option<Vec<Run>> {
    match language {
        "bash" => bash::runs(code),
        "diff" => diff::runs(code),
        "ini" => ini::runs(code),
        "json" => json::runs(code),
        "markdown" => markdown::runs(code),
        "toml" => toml::runs(code),
        "yaml" => yaml::runs(code),
        _ => None,
    }
}
