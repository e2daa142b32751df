//! Characters whose damaged form lost some of its bytes.
//!
//! The bytes that are left fit many characters, most of which nobody writes: `âŒ` could be any of ten, of which nine
//! are signs such as `⌏` and the tenth is `❌`. So they are compared with a list of characters that documents like
//! handbooks do use. Two of the list with the same rest, such as 📁 and 📝, cannot be told apart.

use super::bytes::{byte, damaged};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Characters in common use that lose bytes, the more common ones first.
const COMMON: &[&str] = &[
    "”", "☐", "❌", "●", "←", "⇐", "⭐", "═", "╝", "┐", "❤", "❓", "❗", "❕", "❔", "⏰", "⏳", "⏱", "⏩", "⏸", "⏹",
    "✏", "✍", "✏️", "✍️", "☁️", "☝️", "❄️", "⁉️", "❄", "⁉", "ﬁ", "❶", "❷", "❸", "❹", "❺", "❎", "∏", "∝", "\u{fe0f}",
    "👍", "👏", "👁", "🤝", "📝", "📁", "📍", "📐", "📏", "🔍", "🔐", "🔁", "🔝", "🍔", "🙏", "🙁", "🐙", "🌍", "🌐",
    "🌏", "🎁", "🍎", "🏆", "🏁", "🐍", "🏅", "🏃", "🏢", "🏗", "🗝", "🏭", "🐛", "🛍", "🐞", "🧐", "🐧", "😁", "😍",
    "😐", "😏", "🐘", "🐳", "🍀", "🍕", "🖐", "🚁", "🐚",
];

/// Characters whose last byte is a no-break space in windows-1252, which programs turn into a plain one.
const SPACED: &[&str] = &["⚠", "≠", "■"];

/// The longest rest in characters.
const LONGEST: usize = 5;

static LOST: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lost: HashMap<String, Vec<&'static str>> = HashMap::new();
    for text in COMMON {
        lost.entry(damaged(text)).or_default().push(text);
    }
    for text in SPACED {
        lost.entry(damaged(text).replace('\u{a0}', " ")).or_default().push(text);
    }
    lost
});

/// The longest rest at the start of the text that is known: its length in bytes, and what it may have been.
///
/// No look-alike of a continuation byte follows it: that would be part of another rest.
pub(super) fn rest(text: &str) -> Option<(usize, Vec<&'static str>)> {
    let goes_on = |end: usize| {
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        next.and_then(byte).is_some_and(|byte| byte < 0xc0)
    };
    let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(LONGEST).collect::<Vec<_>>();
    let known = |end: &usize| LOST.get(text.get(..*end)?).map(|candidates| (*end, candidates.clone()));
    ends.iter().rev().filter(|end| **end > 2 && !goes_on(**end)).find_map(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::damage::bytes::DROPPED;

    #[test]
    fn every_entry_loses_something() {
        for text in COMMON {
            assert!(text.bytes().any(|byte| DROPPED.contains(&byte)), "{text}");
            assert!(damaged(text).chars().count() <= LONGEST, "{text}");
        }
    }

    #[test]
    fn takes_the_longest_rest() {
        assert_eq!(rest("âŒ x"), Some((4, vec!["❌"])));
        assert_eq!(rest("â˜ x"), Some((4, vec!["☐"])));
        assert_eq!(rest("â˜ï¸ x"), Some((8, vec!["☁️", "☝️"])));
        assert_eq!(rest("âx"), None);
    }
}
