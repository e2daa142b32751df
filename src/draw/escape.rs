//! Text and addresses of authors, made safe to stand in SVG.

use std::fmt::{Display, Formatter, Result, Write};

/// A text for element content and quoted attributes; what XML may not hold is left out.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                letter if letter.is_whitespace() => f.write_char(' ')?,
                letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// What ids begin with: letters, digits, `-` and `_`; anything else becomes `-`.
pub(super) struct Id<'a>(pub(super) &'a str);

impl Display for Id<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0.is_empty() {
            return f.write_str("ladder");
        }
        let safe = |letter: char| if letter.is_alphanumeric() || letter == '_' { letter } else { '-' };
        self.0.chars().try_for_each(|letter| f.write_char(safe(letter)))
    }
}

/// The address, when it is relative or of a scheme that cannot run anything: `http`, `https` or `mailto`.
pub(super) fn safe_href(href: &str) -> Option<&str> {
    let href = href.trim();
    let stray = |letter: char| letter.is_control() || letter == '\\';
    if href.is_empty() || href.contains(stray) {
        return None;
    }
    let path = href.find(['/', '?', '#']).unwrap_or(href.len());
    let Some(colon) = href.find(':').filter(|colon| *colon < path) else { return Some(href) };
    let scheme = href[..colon].to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto").then_some(href)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(Escaped("<b a=\"1\">\n&\u{0}'</b>").to_string(), "&lt;b a=&quot;1&quot;&gt; &amp;&#39;&lt;/b&gt;");
        assert_eq!(Id("a b\"<").to_string(), "a-b--");
    }

    #[test]
    fn only_harmless_addresses_are_kept() {
        for good in ["a.html", "../a/b.html#c:d", "https://x.example", "MAILTO:a@b.example", "a/b:c", "#top"] {
            assert_eq!(safe_href(good), Some(good));
        }
        for bad in ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "java\nscript:x", "", "\\\\host"] {
            assert_eq!(safe_href(bad), None, "{bad:?}");
        }
    }
}
