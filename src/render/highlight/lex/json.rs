//! JSON, with comments: keys, strings, numbers and constants.

use super::cursor::{Cursor, run};
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;

/// The runs of well-formed JSON; nothing for anything else.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    let mut open = Vec::new();
    let mut next = Next::Value;
    loop {
        space(&mut cursor)?;
        if cursor.done() {
            return (open.is_empty() && next == Next::Comma).then(|| cursor.finish());
        }
        next = step(&mut cursor, &mut open, next)?;
    }
}

/// What may come next in the innermost array or object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    Key,
    Colon,
    Comma,
}

fn step(cursor: &mut Cursor, open: &mut Vec<u8>, next: Next) -> Option<Next> {
    let byte = cursor.peek();
    let after = match (byte, next) {
        (b'"', Next::Key) => {
            string(cursor, Class::Property)?;
            return Some(Next::Colon);
        }
        (b':', Next::Colon) => Next::Value,
        (b'{' | b'[', Next::Value) => {
            open.push(byte);
            if byte == b'{' { Next::Key } else { Next::Value }
        }
        (b'}' | b']', _) if open.pop()? + 2 == byte => Next::Comma,
        (b',', Next::Comma) => {
            if *open.last()? == b'{' {
                Next::Key
            } else {
                Next::Value
            }
        }
        (_, Next::Value) => {
            value(cursor)?;
            return Some(Next::Comma);
        }
        _ => return None,
    };
    cursor.take(1, Class::Plain);
    Some(after)
}

fn space(cursor: &mut Cursor) -> Option<()> {
    loop {
        cursor.take(run(cursor.rest(), |byte| byte.is_ascii_whitespace()), Class::Plain);
        match (cursor.peek(), cursor.ahead(1)) {
            (b'/', b'/') => cursor.take(cursor.line().len(), Class::Comment),
            (b'/', _) => return None,
            _ => return Some(()),
        }
    }
}

fn value(cursor: &mut Cursor) -> Option<()> {
    if cursor.peek() == b'"' {
        return string(cursor, Class::String);
    }
    let rest = cursor.rest();
    let len = run(rest, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_'));
    let word = rest.get(..len).unwrap_or_default();
    if !matches!(word, b"true" | b"false" | b"null") && !is_number(word) {
        return None;
    }
    cursor.take(len, Class::Number);
    Some(())
}

/// A string on one line, its escapes included.
fn string(cursor: &mut Cursor, class: Class) -> Option<()> {
    cursor.take(1, class);
    loop {
        cursor.take(run(cursor.rest(), |byte| !matches!(byte, b'"' | b'\\' | b'\n')), class);
        match (cursor.peek(), cursor.ahead(1)) {
            (b'"', _) => {
                cursor.take(1, class);
                return Some(());
            }
            (b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => cursor.take(2, Class::Number),
            (b'\\', b'u') if (2..6).all(|at| cursor.ahead(at).is_ascii_hexdigit()) => cursor.take(6, Class::Number),
            _ => return None,
        }
    }
}

fn is_number(word: &[u8]) -> bool {
    let digits = |text: &[u8]| run(text, |byte| byte.is_ascii_digit());
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let (whole, rest) = word.split_at(digits(word));
    if whole.is_empty() || (whole.len() > 1 && whole.first() == Some(&b'0')) {
        return false;
    }
    let rest = match rest.strip_prefix(b".") {
        Some(fraction) if digits(fraction) == 0 => return false,
        Some(fraction) => fraction.get(digits(fraction)..).unwrap_or_default(),
        None => rest,
    };
    let Some(exponent) = rest.strip_prefix(b"e").or(rest.strip_prefix(b"E")) else { return rest.is_empty() };
    let exponent = exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+")).unwrap_or(exponent);
    !exponent.is_empty() && digits(exponent) == exponent.len()
}
