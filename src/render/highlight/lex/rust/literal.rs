//! What stands for itself in Rust: strings, characters, lifetimes, numbers, comments.

use super::super::cursor::{Cursor, run};
use super::name::{is_name, is_reserved};
use super::{Format, Open};
use crate::render::highlight::class::Class;

/// A string on one line; in a macro with a format, its placeholders.
pub(super) fn string(cursor: &mut Cursor, open: &mut [Open]) -> Option<()> {
    let within = open.iter().rposition(|open| open.format != Format::None);
    let format = within.and_then(|at| open.get_mut(at)).map(|open| std::mem::replace(&mut open.format, Format::Passed));
    let start = cursor.at;
    cursor.take(1, Class::String);
    loop {
        let stops = |byte| matches!(byte, b'"' | b'\\' | b'\n') || byte == b'{' || byte == b'}';
        cursor.take(run(cursor.rest(), |byte| !stops(byte)), Class::String);
        match (cursor.peek(), cursor.ahead(1)) {
            (b'"', _) => {
                cursor.take(1, Class::String);
                return Some(());
            }
            (b'\\', b'n' | b't' | b'r' | b'0' | b'"' | b'\\') => cursor.take(2, Class::Number),
            (b'{' | b'}', _) if format.is_none() => cursor.take(1, Class::String),
            (b'{', _) if format == Some(Format::At(start)) => placeholder(cursor)?,
            _ => return None,
        }
    }
}

/// Where the macro `name` has its format, the cursor at its bracket; nothing when it has none.
pub(super) fn format(cursor: &Cursor, name: &[u8]) -> Option<Format> {
    let inside = cursor.rest().get(1..)?;
    let at = match name {
        b"write" | b"writeln" => run(inside, is_name) + 2,
        b"eprint" | b"eprintln" | b"format" | b"print" | b"println" => 0,
        _ => return Some(Format::None),
    };
    let target = inside.get(..at)?;
    let fine = at == 0 || target.strip_suffix(b", ").is_some_and(|name| !is_reserved(name));
    (fine && inside.get(at) == Some(&b'"')).then_some(Format::At(cursor.at + 1 + at))
}

/// `{}`, `{name}`, `{:?}`, `{name:?}`.
fn placeholder(cursor: &mut Cursor) -> Option<()> {
    let inside = cursor.rest().get(1..)?;
    let len = run(inside, is_name);
    let rest = inside.get(len..)?;
    let rest_len = if rest.starts_with(b":?}") { 3 } else { 1 };
    if rest_len == 1 && rest.first() != Some(&b'}') {
        return None;
    }
    cursor.take(1 + len + rest_len, Class::Number);
    Some(())
}

/// A character or a lifetime.
pub(super) fn quote(cursor: &mut Cursor) -> Option<()> {
    match (cursor.ahead(1), cursor.ahead(2), cursor.ahead(3)) {
        (letter, b'\'', _) if letter.is_ascii_graphic() && letter != b'\\' && letter != b'\'' => {
            cursor.take(3, Class::String);
        }
        (b'\\', b'n' | b't' | b'r' | b'0' | b'\'' | b'\\', b'\'') => {
            cursor.take(1, Class::String);
            cursor.take(2, Class::Number);
            cursor.take(1, Class::String);
        }
        _ => lifetime(cursor)?,
    }
    Some(())
}

/// `'a`; no label.
pub(super) fn lifetime(cursor: &mut Cursor) -> Option<()> {
    let len = run(cursor.rest().get(1..)?, is_name);
    if !cursor.ahead(1).is_ascii_lowercase() || matches!(cursor.ahead(1 + len), b':' | b'\'') {
        return None;
    }
    cursor.take(1 + len, Class::Keyword);
    Some(())
}

/// A decimal number, without exponent and suffix.
pub(super) fn number(cursor: &mut Cursor) -> Option<()> {
    if cursor.behind() == b'.' {
        return None;
    }
    let digits = |rest: &[u8]| run(rest, |byte| byte.is_ascii_digit() || byte == b'_');
    let rest = cursor.rest();
    let whole = digits(rest);
    let fraction = match rest.get(whole..)? {
        [b'.', b'0'..=b'9', ..] => 1 + digits(rest.get(whole + 1..)?),
        [b'.', b'.', ..] => 0,
        [b'.', ..] => return None,
        _ => 0,
    };
    let after = cursor.ahead(whole + fraction);
    if is_name(after) || after == b'.' && fraction > 0 {
        return None;
    }
    cursor.take(whole + fraction, Class::Number);
    Some(())
}

/// `/* … */`, with no other comment in it.
pub(super) fn block_comment(cursor: &mut Cursor) -> Option<()> {
    let inside = cursor.rest().get(2..)?;
    let len = inside.windows(2).position(|pair| pair == b"*/")?;
    if inside.get(..len)?.contains(&b'/') {
        return None;
    }
    cursor.take(len + 4, Class::Comment);
    Some(())
}
