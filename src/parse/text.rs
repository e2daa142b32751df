//! Bytes of one file to its text: UTF-8 or a diagnostic that says what the bytes seem to be.

use crate::base::{Diagnostic, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use std::sync::Arc;

/// Some text of a file and where it begins there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The text, with the line breaks of the file.
    pub text: &'a str,
    /// The byte of the file at which the text begins.
    pub offset: usize,
}

impl<'a> Part<'a> {
    /// The part of this part that lies in `range`, which is cut to what there is.
    pub fn slice(&self, range: std::ops::Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default();
        Self { text, offset: self.offset + range.start.min(self.text.len()) }
    }
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes are looked at to guess an encoding.
const SAMPLE: usize = 64 * 1024;

/// The text of the file with the given bytes, without a byte order mark.
///
/// What is not UTF-8 gives no text and an error: `encoding` names what the bytes seem to be, `not-text` the first
/// byte that no text holds.
pub fn decode<'a>(file: &Arc<str>, bytes: &'a [u8]) -> (Option<Part<'a>>, Vec<Diagnostic>) {
    let offset = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let rest = bytes.get(offset..).unwrap_or_default();
    if let Some(name) = sixteen_bits(bytes) {
        return (None, vec![wrong_encoding(file, 0..0, name)]);
    }
    if let Some(at) = memchr::memchr(0, rest) {
        return (None, vec![not_text(file, offset + at, "a NUL byte")]);
    }
    let fault = match std::str::from_utf8(rest) {
        Ok(text) => return (Some(Part { text, offset }), Vec::new()),
        Err(fault) => fault,
    };
    if let Some(at) = binary(rest) {
        return (None, vec![not_text(file, offset + at, "control characters")]);
    }
    let start = offset + fault.valid_up_to();
    let end = start + fault.error_len().unwrap_or(bytes.len() - start);
    (None, vec![wrong_encoding(file, start..end, guess(rest))])
}

/// The first control character of bytes that hold too many of them for any encoding of text.
fn binary(bytes: &[u8]) -> Option<usize> {
    let sample = bytes.get(..SAMPLE.min(bytes.len()))?;
    let control = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    let count = sample.iter().filter(|byte| control(byte)).count();
    if count * 50 > sample.len() { sample.iter().position(control) } else { None }
}

/// Whether the bytes are UTF-16 (or UTF-32), by their byte order mark or because every other byte is NUL.
fn sixteen_bits(bytes: &[u8]) -> Option<&'static str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8) {
        return Some(if bytes.starts_with(b"\xff\xfe\0\0") { "UTF-32LE" } else { encoding.name() });
    }
    let sample = bytes.get(..SAMPLE.min(bytes.len()))?;
    let pairs = sample.len() / 2;
    let nuls = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let most = |some: usize, others: usize| pairs >= 2 && some * 10 >= pairs * 7 && others * 10 <= pairs;
    match () {
        () if most(odd, even) => Some("UTF-16LE"),
        () if most(even, odd) => Some("UTF-16BE"),
        () => None,
    }
}

/// What encoding the bytes, which are not UTF-8, seem to be in.
fn guess(bytes: &[u8]) -> &'static str {
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(SAMPLE / 2);
    let sample = bytes.get(from..bytes.len().min(from + SAMPLE)).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny).name()
}

fn wrong_encoding(file: &Arc<str>, range: std::ops::Range<usize>, name: &str) -> Diagnostic {
    let message = format!("`{file}` is not UTF-8; it seems to be {name}");
    Diagnostic::error("encoding", &Span::new(file, range), message).help("open it in an editor and save it as UTF-8")
}

fn not_text(file: &Arc<str>, at: usize, what: &str) -> Diagnostic {
    let message = format!("`{file}` holds {what}, so it is not text");
    let help = "remove that, or give the file the extension of what it is";
    Diagnostic::error("not-text", &Span::new(file, at..at + 1), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(bytes: &[u8]) -> Vec<(String, String, usize)> {
        let (text, diagnostics) = decode(&Arc::from("a.md"), bytes);
        assert_eq!(text.is_none(), !diagnostics.is_empty());
        let place = |diagnostic: &Diagnostic| diagnostic.span.as_ref().map_or(0, |span| span.start);
        diagnostics.iter().map(|it| (it.code.to_string(), it.message.clone(), place(it))).collect()
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn reads_utf8_with_and_without_a_mark() {
        let file = Arc::from("a.md");
        assert_eq!(decode(&file, "é\r\n".as_bytes()).0, Some(Part { text: "é\r\n", offset: 0 }));
        assert_eq!(decode(&file, "\u{feff}é".as_bytes()).0, Some(Part { text: "é", offset: 3 }));
        assert_eq!(decode(&file, b"").0, Some(Part { text: "", offset: 0 }));
    }

    #[test]
    fn names_what_the_bytes_seem_to_be() {
        let text = "# Größe und Übermaß\n\nEine Straße für Füße.\n";
        for (bytes, name) in [
            (utf16(text, u16::to_le_bytes), "UTF-16LE"),
            (utf16(text, u16::to_be_bytes), "UTF-16BE"),
            (utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), "UTF-16LE"),
            (utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), "UTF-16BE"),
            (encoding_rs::WINDOWS_1252.encode(text).0.into_owned(), "windows-1252"),
            (encoding_rs::SHIFT_JIS.encode("昇進の基準は明確でなければならない。").0.into_owned(), "Shift_JIS"),
        ] {
            let found = faults(&bytes);
            assert_eq!(found.len(), 1, "{name}");
            assert_eq!(
                (found[0].0.as_str(), found[0].1.as_str()),
                ("encoding", format!("`a.md` is not UTF-8; it seems to be {name}").as_str())
            );
        }
        assert_eq!(faults(b"abc \xe9 d")[0].2, 4);
        assert_eq!(faults(b"cut short \xe2\x86")[0].2, 10);
    }

    #[test]
    fn finds_what_is_no_text() {
        let found = faults(b"\xef\xbb\xbfab\0c");
        assert_eq!((found[0].0.as_str(), found[0].2), ("not-text", 5));
        let mut binary: Vec<u8> = (0..4096u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(faults(&binary)[0].0, "not-text");
        binary.retain(|byte| *byte != 0);
        assert_eq!(faults(&binary)[0].1, "`a.md` holds control characters, so it is not text");
    }
}
