//! The heads of Rust's items, and types, where the grammar reads words in other ways than in code.

use super::super::cursor::{Cursor, run};
use super::literal::lifetime;
use super::name::{is_constant, is_name, is_primitive, is_rare, is_reserved, is_standard};
use super::{Format, Open, bracket};
use crate::render::highlight::class::Class;

/// How deep types may stand in one another.
const DEEPEST: usize = 16;

/// `use path::{a, b as c};`
pub(super) fn import(cursor: &mut Cursor) -> Option<()> {
    cursor.take(3, Class::Keyword);
    loop {
        let len = run(cursor.rest(), is_name);
        match cursor.rest().get(..len)? {
            b"as" | b"crate" | b"self" | b"super" => cursor.take(len, Class::Keyword),
            name if is_reserved(name) || is_standard(name) || name.first().is_some_and(u8::is_ascii_digit) => {
                return None;
            }
            name if is_constant(name) => cursor.take(len, Class::Number),
            _ if len > 0 => cursor.take(len, Class::Plain),
            _ if cursor.peek() == b';' => return Some(()),
            _ if b" :,{}*\n".contains(&cursor.peek()) => cursor.take(1, Class::Plain),
            _ => return None,
        }
    }
}

/// `fn name<'a>(&self, level: Level) -> Level`, up to the body.
pub(super) fn function(cursor: &mut Cursor) -> Option<()> {
    cursor.take(2, Class::Keyword);
    named(cursor, Class::Function)?;
    if cursor.peek() != b'(' {
        return None;
    }
    cursor.take(1, Class::Plain);
    if cursor.peek() == b'&' {
        cursor.take(1, Class::Plain);
        if cursor.rest().starts_with(b"mut self") {
            cursor.take(3, Class::Keyword);
            cursor.take(1, Class::Plain);
        }
        if !cursor.rest().starts_with(b"self") {
            return None;
        }
    }
    if cursor.rest().starts_with(b"self") {
        cursor.take(4, Class::Plain);
        if cursor.rest().starts_with(b", ") {
            cursor.take(2, Class::Plain);
        }
    }
    while cursor.peek() != b')' {
        parameter(cursor)?;
    }
    cursor.take(1, Class::Plain);
    if cursor.rest().starts_with(b" -> ") {
        cursor.take(4, Class::Plain);
        type_name(cursor, 0)?;
    }
    cursor.rest().starts_with(b" {").then_some(())
}

/// `name: Type` and what parts it from the next.
fn parameter(cursor: &mut Cursor) -> Option<()> {
    let name = run(cursor.rest(), is_name);
    if name == 0 || !cursor.rest().get(name..)?.starts_with(b": ") {
        return None;
    }
    cursor.take(name + 2, Class::Plain);
    type_name(cursor, 0)?;
    match (cursor.peek(), cursor.ahead(1)) {
        (b',', b' ') => cursor.take(2, Class::Plain),
        (b')', _) => {}
        _ => return None,
    }
    Some(())
}

/// ` Name` with its parameters in `<…>`.
fn named(cursor: &mut Cursor, class: Class) -> Option<()> {
    let name = run(cursor.rest().get(1..)?, is_name);
    if cursor.peek() != b' ' || name < 2 {
        return None;
    }
    cursor.take(1, Class::Plain);
    cursor.take(name, class);
    if cursor.peek() == b'<' { generics(cursor, 0) } else { Some(()) }
}

/// `struct Name<'a> { … }` with its fields, each on a line.
pub(super) fn structure(cursor: &mut Cursor) -> Option<()> {
    cursor.take(6, Class::Keyword);
    named(cursor, Class::Type)?;
    if !cursor.rest().starts_with(b" {\n") {
        return None;
    }
    cursor.take(3, Class::Plain);
    loop {
        cursor.take(run(cursor.rest(), |byte| byte == b' ' || byte == b'\n'), Class::Plain);
        match (cursor.peek(), cursor.ahead(1)) {
            (b'/', b'/') => cursor.take(cursor.line().len(), Class::Comment),
            (b'}', _) => {
                cursor.take(1, Class::Plain);
                return Some(());
            }
            _ => field(cursor)?,
        }
    }
}

fn field(cursor: &mut Cursor) -> Option<()> {
    if cursor.rest().starts_with(b"pub ") {
        cursor.take(3, Class::Keyword);
        cursor.take(1, Class::Plain);
    }
    let name = run(cursor.rest(), is_name);
    if name == 0 || !cursor.rest().get(name..)?.starts_with(b": ") {
        return None;
    }
    cursor.take(name, Class::Property);
    cursor.take(2, Class::Plain);
    type_name(cursor, 0)?;
    (cursor.peek() == b',').then(|| cursor.take(1, Class::Plain))
}

/// `enum Name`, up to the body.
pub(super) fn enumeration(cursor: &mut Cursor, open: &mut Vec<Open>) -> Option<()> {
    cursor.take(4, Class::Keyword);
    if cursor.line().contains(&b'<') {
        return None;
    }
    named(cursor, Class::Type)?;
    body(cursor, open)
}

/// `impl<'a> Trait for Type<'a>`, up to the body.
pub(super) fn implementation(cursor: &mut Cursor, open: &mut Vec<Open>) -> Option<()> {
    cursor.take(4, Class::Keyword);
    if cursor.peek() == b'<' {
        generics(cursor, 0)?;
    }
    let head = cursor.line();
    if let Some(at) = head.windows(5).position(|part| part == b" for ") {
        if !head.get(..at)?.iter().skip(1).all(|byte| is_name(*byte)) {
            return None;
        }
        cursor.take(at + 1, Class::Plain);
        cursor.take(3, Class::Keyword);
    }
    named(cursor, Class::Type)?;
    body(cursor, open)
}

fn body(cursor: &mut Cursor, open: &mut Vec<Open>) -> Option<()> {
    if !cursor.rest().starts_with(b" {") {
        return None;
    }
    cursor.take(1, Class::Plain);
    bracket(cursor, open, Format::None);
    Some(())
}

/// A type: references, lifetimes, names, and what stands in `<…>`.
///
/// The grammar knows a type of the standard library only with parameters, or as a parameter itself.
fn type_name(cursor: &mut Cursor, depth: usize) -> Option<()> {
    if cursor.rest().starts_with(b"()") {
        cursor.take(2, Class::Plain);
        return Some(());
    }
    if cursor.peek() == b'&' {
        cursor.take(1, Class::Plain);
        if cursor.peek() == b'\'' {
            lifetime(cursor)?;
            cursor.take(1, Class::Plain);
        }
        if cursor.rest().starts_with(b"mut ") {
            cursor.take(3, Class::Keyword);
            cursor.take(1, Class::Plain);
        }
    }
    let len = run(cursor.rest(), is_name);
    let class = match cursor.rest().get(..len)? {
        [] | b"impl" | b"fn" => return None,
        name if is_rare(name) => return None,
        name if is_primitive(name) => Class::Keyword,
        name if is_standard(name) && (depth > 0 || cursor.ahead(len) == b'<') => Class::Type,
        _ => Class::Plain,
    };
    cursor.take(len, class);
    if cursor.peek() == b'<' { generics(cursor, depth) } else { Some(()) }
}

/// `<'a, Type, Type<…>>`.
pub(super) fn generics(cursor: &mut Cursor, depth: usize) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    cursor.take(1, Class::Plain);
    loop {
        if cursor.peek() == b'\'' {
            lifetime(cursor)?;
        } else {
            type_name(cursor, depth + 1)?;
        }
        match (cursor.peek(), cursor.ahead(1)) {
            (b',', b' ') => cursor.take(2, Class::Plain),
            (b'>', _) => {
                cursor.take(1, Class::Plain);
                return Some(());
            }
            _ => return None,
        }
    }
}
