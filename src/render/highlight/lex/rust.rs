//! Rust: keywords, types, functions, strings, numbers, attributes, comments.

mod item;
mod literal;
mod name;

use super::cursor::{Cursor, run};
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;
use item::{enumeration, function, generics, implementation, import, structure};
use literal::{block_comment, format, number, quote, string};
use name::{is_constant, is_lower, is_name, is_primitive, is_rare, is_reserved, is_standard, is_word};

/// The runs of Rust code; nothing for traits, modules, `where`, `unsafe`, raw strings, labels and other rare forms.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    let mut open = Vec::new();
    while !cursor.done() && open.len() < DEEPEST {
        token(&mut cursor, &mut open)?;
    }
    (open.is_empty() && cursor.done()).then(|| cursor.finish())
}

/// How deep brackets may stand in one another.
const DEEPEST: usize = 64;

/// A bracket that is open.
struct Open {
    close: u8,
    format: Format,
}

/// Where a macro has its format, a string with placeholders.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Nowhere: strings are strings.
    None,
    /// At this byte.
    At(usize),
    /// Already passed: a string with braces would be a rare thing.
    Passed,
}

fn token(cursor: &mut Cursor, open: &mut Vec<Open>) -> Option<()> {
    let byte = cursor.peek();
    match (byte, cursor.ahead(1)) {
        (b'/', b'/') => cursor.take(cursor.line().len(), Class::Comment),
        (b'/', b'*') => block_comment(cursor)?,
        (b'#', b'[') | (b'#', b'!') => attribute(cursor)?,
        (b'"', _) => string(cursor, open)?,
        (b'\'', _) => quote(cursor)?,
        (b'-', b'>') | (b'*', b'm' | b'c') => return None,
        (b'<', _) if !follows_value(cursor) => return None,
        (b'|', b'|') if follows_value(cursor) => cursor.take(2, Class::Plain),
        (b'|', _) if !follows_value(cursor) => closure(cursor)?,
        (b':', b'|') => return None,
        (b':', b':') if cursor.ahead(2) == b':' => return None,
        (b'0'..=b'9', _) => number(cursor)?,
        (b'(' | b'[' | b'{', _) => {
            bracket(cursor, open, Format::None);
        }
        (b')' | b']' | b'}', _) => {
            if open.pop()?.close != byte {
                return None;
            }
            cursor.take(1, Class::Plain);
        }
        _ if is_name(byte) => word(cursor, open)?,
        (b' ' | b'\n' | b'\t' | b'<' | b'>' | b'&' | b'|' | b'!' | b'=' | b'+' | b'-' | b'*' | b'/' | b'%', _)
        | (b'.' | b',' | b';' | b':' | b'?' | b'^', _) => cursor.take(1, Class::Plain),
        _ => return None,
    }
    Some(())
}

/// Whether a value and a space stand before the cursor, so that an operator follows.
fn follows_value(cursor: &Cursor) -> bool {
    let before = cursor.code.as_bytes().get(..cursor.at).unwrap_or_default();
    matches!(before, [.., last, b' '] if is_name(*last) || matches!(last, b')' | b']'))
}

/// The parameters of a closure: names without types.
fn closure(cursor: &mut Cursor) -> Option<()> {
    let before = cursor.code.get(..cursor.at)?;
    if before.ends_with("= ") || before.ends_with("move ") {
        // The grammar takes what is named so for a function.
        return None;
    }
    let inside = cursor.rest().get(1..)?;
    let len = run(inside, |byte| is_name(byte) || matches!(byte, b',' | b' ' | b'&'));
    let mut names = inside.get(..len)?.split(|byte| !is_name(*byte));
    if inside.get(len) != Some(&b'|') || names.any(is_reserved) {
        return None;
    }
    cursor.take(len + 2, Class::Plain);
    Some(())
}

fn bracket(cursor: &mut Cursor, open: &mut Vec<Open>, format: Format) {
    let close = match cursor.peek() {
        b'(' => b')',
        bracket => bracket + 2,
    };
    open.push(Open { close, format });
    cursor.take(1, Class::Plain);
}

/// `#[name]`, `#[name(words)]`.
fn attribute(cursor: &mut Cursor) -> Option<()> {
    let line = cursor.line();
    let len = run(line, |byte| byte != b']');
    let inside = line.get(2..len)?;
    let (name, rest) = inside.split_at(run(inside, is_name));
    let words = |byte: &u8| is_name(*byte) || matches!(byte, b',' | b' ');
    let fine = match rest {
        [] => true,
        [b'(', words_inside @ .., b')'] => words_inside.iter().all(words),
        _ => false,
    };
    if name.is_empty() || !fine || len == line.len() {
        return None;
    }
    cursor.take(len + 1, Class::Meta);
    Some(())
}

fn word(cursor: &mut Cursor, open: &mut Vec<Open>) -> Option<()> {
    let rest = cursor.rest();
    let len = run(rest, is_name);
    let name = rest.get(..len)?;
    let after = cursor.ahead(len);
    let qualified = cursor.code.get(..cursor.at)?.ends_with("::");
    let path = after == b':' && cursor.ahead(len + 1) == b':';
    if is_rare(name) || !after.is_ascii() || after == b'\'' || after == b'"' || after == b'#' {
        return None;
    }
    let class = match name {
        b"use" => return import(cursor),
        b"fn" => return function(cursor),
        b"struct" => return structure(cursor),
        b"enum" => return enumeration(cursor, open),
        b"impl" => return implementation(cursor, open),
        b"as" | b"in" => Class::Keyword,
        b"_" => Class::Plain,
        b"true" | b"false" => Class::Number,
        _ if after == b'!' && !qualified && is_lower(name) && matches!(cursor.ahead(len + 1), b'(' | b'[' | b'{') => {
            cursor.take(len + 1, Class::Function);
            let format = format(cursor, name)?;
            bracket(cursor, open, format);
            return Some(());
        }
        _ if after == b'!' && cursor.ahead(len + 1) != b'=' => return None,
        _ if qualified && is_reserved(name) => return None,
        _ if qualified && is_standard(name) => Class::Plain,
        b"self" | b"super" | b"crate" if after == b'(' => return None,
        _ if is_word(name) || is_primitive(name) => Class::Keyword,
        _ if is_standard(name) => Class::Type,
        _ if is_constant(name) => Class::Number,
        _ if qualified || path => Class::Plain,
        _ if after == b'(' && is_lower(name) => Class::Function,
        _ => Class::Plain,
    };
    cursor.take(len, class);
    if path && cursor.ahead(2) == b'<' {
        cursor.take(2, Class::Plain);
    }
    if cursor.peek() == b'<' {
        return generics(cursor, 0);
    }
    Some(())
}
