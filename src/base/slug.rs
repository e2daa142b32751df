//! Words as ids and parts of addresses.

use unicode_normalization::char::is_combining_mark;

/// The words in lower case, with hyphens for spaces and without punctuation and symbols; letters, digits and marks of
/// every script, hyphens and underscores stay (github-slugger 2.0).
pub fn slug(words: &str) -> String {
    let keep =
        |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_') || is_combining_mark(*letter);
    let letters = words.trim().chars().flat_map(char::to_lowercase).filter(keep);
    letters.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

/// The name of a file or folder as a title: `next-steps` is `Next steps`.
pub fn titled(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
