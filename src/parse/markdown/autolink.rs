//! Addresses that stand bare in a text, as GitHub links them: the "extended autolinks" of its Markdown.
//!
//! Source: GitHub Flavored Markdown Spec 0.29, section 6.9.

use std::ops::Range;

/// The longest domain name that DNS allows, in bytes.
const LONGEST_DOMAIN: usize = 253;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// Where it leads: the words themselves, with `http://` or `mailto:` where that is missing.
    pub(super) target: String,
}

/// All addresses in the text in order: `https://…`, `http://…`, `www.…` and e-mail.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    for at in memchr::memchr3_iter(b':', b'@', b'.', text.as_bytes()) {
        if at < from {
            continue;
        }
        let next = match text.as_bytes().get(at) {
            Some(b':') => web(text, from, at),
            Some(b'@') => mail(text, from, at),
            _ => bare(text, from, at),
        };
        if let Some(next) = next {
            from = next.range.end;
            found.push(next);
        }
    }
    found
}

/// The address with a scheme whose colon stands at `colon`.
fn web(text: &str, from: usize, colon: usize) -> Option<Found> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    let before = text.get(from..colon)?;
    let scheme = ["https", "http"].into_iter().find(|scheme| ends_with(before, scheme))?;
    let start = colon - scheme.len();
    starts_a_word(text, start).then_some(())?;
    let domain = domain(rest)?;
    let end = colon + 3 + domain;
    let range = start..end + tail(text.get(end..)?, text.get(start..end)?);
    Some(Found { target: text.get(range.clone())?.to_owned(), range })
}

/// The address that begins with `www` before the dot at `dot`.
fn bare(text: &str, from: usize, dot: usize) -> Option<Found> {
    let start = dot.checked_sub(3).filter(|start| *start >= from)?;
    text.get(start..dot)?.eq_ignore_ascii_case("www").then_some(())?;
    starts_a_word(text, start).then_some(())?;
    let end = start + domain(text.get(start..)?)?;
    let range = start..end + tail(text.get(end..)?, text.get(start..end)?);
    Some(Found { target: format!("http://{}", text.get(range.clone())?), range })
}

/// The e-mail address around the `@` at `at`.
fn mail(text: &str, from: usize, at: usize) -> Option<Found> {
    let local = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+');
    let name = text.get(from..at)?;
    let start = from + name.trim_end_matches(local).len();
    (start < at && starts_a_word(text, start)).then_some(())?;
    let host = text.get(at + 1..)?;
    let host = host.get(..dotted(host)?)?.trim_end_matches('.');
    let good = host.contains('.') && !host.ends_with(['-', '_']) && host.split('.').all(|part| !part.is_empty());
    let end = at + 1 + host.len();
    good.then(|| text.get(start..end))
        .flatten()
        .map(|words| Found { range: start..end, target: format!("mailto:{words}") })
}

fn ends_with(text: &str, ending: &str) -> bool {
    let start = text.len().wrapping_sub(ending.len());
    text.get(start..).is_some_and(|last| last.eq_ignore_ascii_case(ending))
}

fn starts_a_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '/')
}

fn in_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte >= 0x80
}

/// The length of the words and dots at the start of the text, unless they are too long for a domain name.
fn dotted(text: &str) -> Option<usize> {
    let letters = text.bytes().take(LONGEST_DOMAIN + 1);
    let length = letters.take_while(|byte| in_domain(*byte) || *byte == b'.').count();
    (length <= LONGEST_DOMAIN).then_some(length)
}

/// The length of the domain name at the start of the text, where it is a valid one.
fn domain(text: &str) -> Option<usize> {
    let name = text.get(..dotted(text)?)?.trim_end_matches('.');
    let mut parts = name.rsplit('.');
    let last = [parts.next()?, parts.next()?];
    (last.iter().all(|part| !part.contains('_')) && name.split('.').all(|part| !part.is_empty())).then_some(name.len())
}

/// How much of the text after the domain `head` belongs to the address: up to a space or `<`, without the punctuation
/// of the sentence around it.
fn tail(text: &str, head: &str) -> usize {
    if !text.starts_with(['/', '?', '#', ':']) {
        return 0;
    }
    let end = text.find(|letter: char| letter.is_whitespace() || letter == '<').unwrap_or(text.len());
    let mut tail = text.get(..end).unwrap_or_default();
    let count = |letter| head.matches(letter).count() + tail.matches(letter).count();
    let (open, mut close) = (count('('), count(')'));
    while let Some(last) = tail.chars().next_back() {
        let cut = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '’' | '”' | '»' | ']' | '}' => {
                last.len_utf8()
            }
            ')' if close > open => {
                close -= 1;
                1
            }
            ';' => entity(tail),
            _ => break,
        };
        tail = tail.get(..tail.len() - cut).unwrap_or_default();
    }
    tail.len()
}

/// The length of what looks like an entity at the end of the text, or of the semicolon alone.
fn entity(text: &str) -> usize {
    let name = text.trim_end_matches(';').trim_end_matches(|letter: char| letter.is_ascii_alphanumeric());
    if name.ends_with('&') { text.len() - name.len() + 1 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        find(text).into_iter().map(|found| found.target).collect()
    }

    #[test]
    fn finds_addresses() {
        for (text, expected) in [
            ("see https://a.example/b_c?d=e&f#g.", "https://a.example/b_c?d=e&f#g"),
            ("(HTTP://a.example/b)", "HTTP://a.example/b"),
            ("https://a.example/wiki/B_(c))", "https://a.example/wiki/B_(c)"),
            ("www.a.example, then", "http://www.a.example"),
            ("https://a.example/b&hl;", "https://a.example/b"),
            ("“https://a.example/b”", "https://a.example/b"),
            ("mail jo.b+c@a.example.", "mailto:jo.b+c@a.example"),
            ("https://über.example/ä", "https://über.example/ä"),
            ("https://a.example:8080/b", "https://a.example:8080/b"),
        ] {
            assert_eq!(targets(text), [expected], "{text}");
        }
        assert_eq!(targets("https://a.example/1 www.b.example c@d.example").len(), 3);
    }

    #[test]
    fn leaves_other_words_alone() {
        for text in [
            "a://b.c",
            "xhttps://a.example",
            "https://",
            "https://localhost",
            "www.",
            "a@b",
            "@a.b",
            "a.b",
            "http://a_b.c",
            "1:1",
            "a@b-.c-",
        ] {
            assert_eq!(targets(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for piece in ["www.", "www._", "https://", "a@", "a@b.", "https://a.b/)", ":", "@", "&a;", "https://a.b/&a;;;"]
        {
            find(&piece.repeat(20_000));
        }
    }
}
