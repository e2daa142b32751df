//! Text and addresses as they may stand in HTML.

use std::borrow::Cow;

/// Adds text between tags.
pub(super) fn text(text: &str, out: &mut String) {
    escape(text, false, out);
}

/// Adds the value of an attribute between double quotes.
pub(super) fn attribute(value: &str, out: &mut String) {
    escape(value, true, out);
}

/// Adds an address as the value of an attribute between double quotes.
pub(super) fn address(address: &str, out: &mut String) {
    attribute(&encoded(address), out);
}

/// The address with what an address may not hold percent-encoded.
pub(super) fn encoded(address: &str) -> Cow<'_, str> {
    let address = address.trim();
    // Brackets stand around the host's number in `http://[::1]/`, and nowhere else.
    let host = address
        .find("://[")
        .map_or(0..0, |at| at..address.get(at..).and_then(|rest| rest.find(']')).map_or(at, |end| at + end + 1));
    let bytes = address.as_bytes();
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let allowed = |at: usize, byte: u8| match byte {
        b'%' => hex(at + 1) && hex(at + 2),
        b'[' | b']' => host.contains(&at),
        byte => byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte),
    };
    if bytes.iter().enumerate().all(|(at, byte)| allowed(at, *byte)) {
        return Cow::Borrowed(address);
    }
    let mut encoded = String::with_capacity(address.len() + 16);
    for (at, byte) in bytes.iter().enumerate() {
        match allowed(at, *byte) {
            true => encoded.push(char::from(*byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    Cow::Owned(encoded)
}

/// Whether a browser could run the address as a program, or show it as a page of this site.
///
/// As browsers do, this looks past spaces and control characters and does not tell capitals apart.
pub(super) fn is_dangerous(address: &str) -> bool {
    let mut letters = address.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control());
    let scheme: String = letters.by_ref().take_while(|letter| *letter != ':').take(16).collect();
    ["javascript", "vbscript", "livescript", "data", "blob", "filesystem"]
        .iter()
        .any(|name| scheme.eq_ignore_ascii_case(name))
        && address.contains(':')
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    let mut from = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| SPECIAL[usize::from(*byte)])) {
        at += found;
        let (instead, length) = match bytes.get(at) {
            Some(b'&') => ("&amp;", 1),
            Some(b'<') => ("&lt;", 1),
            Some(b'>') => ("&gt;", 1),
            Some(b'"') if attribute => ("&quot;", 1),
            Some(0..=31 | 127) => ("\u{fffd}", 1),
            _ => ("\u{fffd}", forbidden(text, at).unwrap_or(0)),
        };
        if length > 0 {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push_str(instead);
            from = at + length;
        }
        at += length.max(1);
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// The bytes that may need another form: those that HTML means otherwise, control characters, and those that begin
/// the other characters which HTML forbids.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        special[byte] = match byte as u8 {
            b'\t' | b'\n' => false,
            0..=31 | 127 | b'&' | b'<' | b'>' | b'"' | 0xc2 | 0xef => true,
            _ => false,
        };
        byte += 1;
    }
    special
};

/// The length of the character at byte `at` where it is one that HTML forbids.
fn forbidden(text: &str, at: usize) -> Option<usize> {
    let letter = text.get(at..)?.chars().next()?;
    matches!(letter, '\u{80}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
        .then_some(letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_html_means_otherwise() {
        let both = |words: &str| {
            let (mut plain, mut quoted) = (String::new(), String::new());
            text(words, &mut plain);
            attribute(words, &mut quoted);
            (plain, quoted)
        };
        assert_eq!(both("a<b>&\"c\" é"), ("a&lt;b&gt;&amp;\"c\" é".into(), "a&lt;b&gt;&amp;&quot;c&quot; é".into()));
        assert_eq!(both("a\u{1}b\u{85}c\u{ffff}\n\té\u{a0}ï").0, "a\u{fffd}b\u{fffd}c\u{fffd}\n\té\u{a0}ï");
    }

    #[test]
    fn addresses_hold_only_what_they_may() {
        for (written, expected) in [
            ("a b.md#ü", "a%20b.md#%C3%BC"),
            ("https://a.example/?b=c&d='e'%20%zz", "https://a.example/?b=c&amp;d='e'%20%25zz"),
            ("http://[::1]:8/[a]", "http://[::1]:8/%5Ba%5D"),
            ("\"><script>[x]{y}|\\^`", "%22%3E%3Cscript%3E%5Bx%5D%7By%7D%7C%5C%5E%60"),
        ] {
            let mut out = String::new();
            address(written, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn programs_in_addresses_are_found_in_every_disguise() {
        for address in [
            "javascript:alert(1)",
            " JaVaScRiPt:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "java\tscript\n:x",
            "vbscript:x",
            "DATA:text/html,x",
            "data\r:x",
        ] {
            assert!(is_dangerous(address), "{address:?}");
        }
        for address in [
            "a.md",
            "javascript",
            "./javascript:x",
            "data/x.csv",
            "https://a.example/?javascript:x",
            "mailto:a@b.example",
            "#data:",
        ] {
            assert!(!is_dangerous(address), "{address:?}");
        }
    }
}
