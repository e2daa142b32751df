//! Look-alikes: the characters that single bytes become when a program reads them as windows-1252 or Latin-1.

use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;

/// The bytes that windows-1252 leaves undefined. Programs drop them, or keep them as control characters.
pub(super) const DROPPED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// The characters from U+0100 that bytes become in windows-1252, with their bytes, in order of the characters.
static HIGH: LazyLock<Vec<(char, u8)>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0x9f).collect();
    let letters = WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned();
    let mut high: Vec<_> = letters.chars().zip(bytes).filter(|(letter, _)| *letter > '\u{ff}').collect();
    high.sort_unstable();
    high
});

/// The byte from 0x80 that the character is a look-alike of. Control characters are those of Latin-1.
pub(super) fn byte(letter: char) -> Option<u8> {
    match letter {
        '\u{80}'..='\u{ff}' => Some(letter as u8),
        '\u{100}'..='\u{2122}' => {
            let at = HIGH.binary_search_by_key(&letter, |(high, _)| *high).ok()?;
            HIGH.get(at).map(|(_, byte)| *byte)
        }
        _ => None,
    }
}

/// How the text looks after the damage, without the bytes that are dropped.
pub(super) fn damaged(text: &str) -> String {
    let bytes: Vec<u8> = text.bytes().filter(|byte| !DROPPED.contains(byte)).collect();
    WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_those_of_windows_1252_and_latin_1() {
        for (letter, expected) in
            [('â', 0xe2), ('€', 0x80), ('™', 0x99), ('Ÿ', 0x9f), ('\u{9d}', 0x9d), ('\u{80}', 0x80)]
        {
            assert_eq!(byte(letter), Some(expected), "{letter}");
        }
        assert_eq!([byte('a'), byte('Ā'), byte('→')], [None; 3]);
        assert_eq!(HIGH.len(), 27);
        assert_eq!([damaged("→"), damaged("❌"), damaged("☐")], ["â†’", "âŒ", "â˜"]);
    }
}
