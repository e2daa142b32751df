//! Text that a terminal, a log or a review shows and does not obey.

use std::borrow::Cow;

/// The text with control characters, and those that turn the direction of the text around them, made visible; line breaks stay.
pub fn tame(text: &str) -> Cow<'_, str> {
    let rules = |letter: char| letter.is_control() || is_direction(letter);
    if !text.contains(rules) {
        return Cow::Borrowed(text);
    }
    let mut tamed = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => tamed.push('\n'),
            '\t' => tamed.push(' '),
            letter if rules(letter) => tamed.extend(letter.escape_unicode()),
            letter => tamed.push(letter),
        }
    }
    Cow::Owned(tamed)
}

/// Whether a character turns the direction of the text around it, so that it shows what is not there.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
