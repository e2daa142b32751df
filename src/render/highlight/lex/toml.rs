//! TOML: tables, keys, strings, numbers, dates, comments.

use super::cursor::{Cursor, blank, run};
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;

/// The runs of well-formed TOML without strings of several lines; nothing for anything else.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    while !cursor.done() {
        space(&mut cursor);
        match cursor.peek() {
            b'\n' => cursor.take(1, Class::Plain),
            b'#' => comment(&mut cursor)?,
            b'[' => table(&mut cursor)?,
            _ if cursor.done() => break,
            _ => pair(&mut cursor)?,
        }
    }
    Some(cursor.finish())
}

fn comment(cursor: &mut Cursor) -> Option<()> {
    cursor.take(cursor.line().len(), Class::Comment);
    Some(())
}

/// `[table]` or `[[table]]`, the names without quotes or spaces.
fn table(cursor: &mut Cursor) -> Option<()> {
    let line = cursor.line();
    let brackets = run(line, |byte| byte == b'[');
    let name = run(line.get(brackets..)?, |byte| is_name(byte) || byte == b'.');
    let names = line.get(brackets..brackets + name)?;
    let close = run(line.get(brackets + name..)?, |byte| byte == b']');
    if brackets > 2 || close != brackets || names.split(|byte| *byte == b'.').any(<[u8]>::is_empty) {
        return None;
    }
    cursor.take(brackets, Class::Plain);
    for (at, part) in names.split(|byte| *byte == b'.').enumerate() {
        cursor.take(usize::from(at > 0), Class::Plain);
        cursor.take(part.len(), Class::Type);
    }
    cursor.take(close, Class::Plain);
    end_of_line(cursor)
}

fn pair(cursor: &mut Cursor) -> Option<()> {
    key(cursor)?;
    value(cursor)?;
    end_of_line(cursor)
}

fn end_of_line(cursor: &mut Cursor) -> Option<()> {
    space(cursor);
    match cursor.peek() {
        b'#' => comment(cursor),
        b'\n' | 0 => Some(()),
        _ => None,
    }
}

/// `a.b.c =` or `"a" =`.
fn key(cursor: &mut Cursor) -> Option<()> {
    if matches!(cursor.peek(), b'"' | b'\'') {
        string(cursor, Class::Property)?;
    } else {
        let len = run(cursor.rest(), |byte| is_name(byte) || byte == b'.');
        let names = cursor.rest().get(..len)?;
        if names.split(|byte| *byte == b'.').any(<[u8]>::is_empty) {
            return None;
        }
        cursor.take(len, Class::Property);
    }
    space(cursor);
    (cursor.peek() == b'=').then(|| cursor.take(1, Class::Plain))
}

fn value(cursor: &mut Cursor) -> Option<()> {
    space(cursor);
    match cursor.peek() {
        b'"' | b'\'' => string(cursor, Class::String),
        b'[' => array(cursor),
        b'{' => inline_table(cursor),
        _ => constant(cursor),
    }
}

/// An array of values that hold no array or table, over as many lines as it likes.
fn array(cursor: &mut Cursor) -> Option<()> {
    cursor.take(1, Class::Plain);
    loop {
        cursor.take(run(cursor.rest(), |byte| matches!(byte, b' ' | b'\t' | b'\n')), Class::Plain);
        match cursor.peek() {
            b'#' => comment(cursor)?,
            b']' => {
                cursor.take(1, Class::Plain);
                return Some(());
            }
            b'"' | b'\'' => string(cursor, Class::String)?,
            _ => constant(cursor)?,
        }
        cursor.take(run(cursor.rest(), |byte| matches!(byte, b' ' | b'\t' | b'\n')), Class::Plain);
        match cursor.peek() {
            b',' => cursor.take(1, Class::Plain),
            b']' | b'#' => {}
            _ => return None,
        }
    }
}

/// `{ a = 1, b = "c" }` on one line, without tables and arrays in it.
fn inline_table(cursor: &mut Cursor) -> Option<()> {
    cursor.take(1, Class::Plain);
    loop {
        space(cursor);
        key(cursor)?;
        space(cursor);
        match cursor.peek() {
            b'"' | b'\'' => string(cursor, Class::String)?,
            _ => constant(cursor)?,
        }
        space(cursor);
        let byte = cursor.peek();
        if !matches!(byte, b',' | b'}') {
            return None;
        }
        cursor.take(1, Class::Plain);
        if byte == b'}' {
            return Some(());
        }
    }
}

fn string(cursor: &mut Cursor, class: Class) -> Option<()> {
    let quote = cursor.peek();
    if cursor.ahead(1) == quote && cursor.ahead(2) == quote {
        return None;
    }
    cursor.take(1, class);
    loop {
        cursor.take(run(cursor.rest(), |byte| !matches!(byte, b'\n' | b'\\') && byte != quote), class);
        match (cursor.peek(), cursor.ahead(1)) {
            (byte, _) if byte == quote => {
                cursor.take(1, class);
                return Some(());
            }
            (b'\\', _) if quote == b'\'' => cursor.take(1, class),
            (b'\\', b'b' | b't' | b'n' | b'f' | b'r' | b'"' | b'\\') => cursor.take(2, Class::Number),
            _ => return None,
        }
    }
}

fn constant(cursor: &mut Cursor) -> Option<()> {
    let sign = usize::from(matches!(cursor.peek(), b'+' | b'-'));
    let len = run(cursor.rest(), |byte| is_name(byte) || matches!(byte, b'+' | b'.' | b':'));
    let word = cursor.rest().get(sign..len)?;
    let known = is_number(word) || sign == 0 && (matches!(word, b"true" | b"false") || is_date(word));
    known.then(|| cursor.take(len, Class::Number))
}

fn is_number(word: &[u8]) -> bool {
    let digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let mut parts = word.splitn(2, |byte| *byte == b'.');
    let whole = parts.next().unwrap_or_default();
    digits(whole) && (whole.len() == 1 || whole.first() != Some(&b'0')) && parts.next().is_none_or(digits)
}

fn is_date(word: &[u8]) -> bool {
    let form = |form: &[u8]| {
        let fits = |(byte, wanted): (&u8, &u8)| if *wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
        word.len() == form.len() && word.iter().zip(form).all(fits)
    };
    form(b"0000-00-00") || form(b"0000-00-00T00:00:00") || form(b"0000-00-00T00:00:00Z")
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn space(cursor: &mut Cursor) {
    cursor.take(run(cursor.rest(), blank), Class::Plain);
}
