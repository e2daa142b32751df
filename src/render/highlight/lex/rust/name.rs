//! The words of Rust that its grammar knows, and the forms of others.

/// Whether the word is a keyword in code.
#[rustfmt::skip]
pub(super) fn is_word(name: &[u8]) -> bool {
    matches!(
        name,
        b"break" | b"const" | b"continue" | b"crate" | b"else" | b"for" | b"if" | b"let" | b"loop" | b"match"
            | b"move" | b"mut" | b"pub" | b"ref" | b"return" | b"self" | b"super" | b"while"
    )
}

/// Whether the word is a type of the language.
#[rustfmt::skip]
pub(super) fn is_primitive(name: &[u8]) -> bool {
    matches!(
        name,
        b"Self" | b"bool" | b"char" | b"f32" | b"f64" | b"i128" | b"i16" | b"i32" | b"i64" | b"i8" | b"isize"
            | b"str" | b"u128" | b"u16" | b"u32" | b"u64" | b"u8" | b"usize"
    )
}

/// Whether the word is a type, trait or variant of the standard library that the grammar knows.
#[rustfmt::skip]
pub(super) fn is_standard(name: &[u8]) -> bool {
    matches!(
        name,
        b"AsMut" | b"AsRef" | b"Box" | b"Clone" | b"Copy" | b"Default" | b"DoubleEndedIterator" | b"Drop"
            | b"Eq" | b"Err" | b"ExactSizeIterator" | b"Extend" | b"Fn" | b"FnMut" | b"FnOnce" | b"From"
            | b"Into" | b"IntoIterator" | b"Iterator" | b"None" | b"Ok" | b"Option" | b"Ord" | b"PartialEq"
            | b"PartialOrd" | b"Result" | b"Send" | b"Sized" | b"Some" | b"String" | b"Sync" | b"ToString"
            | b"Vec"
    )
}

/// Whether the word begins something that the lexer leaves to the grammar.
#[rustfmt::skip]
pub(super) fn is_rare(name: &[u8]) -> bool {
    matches!(
        name,
        b"async" | b"await" | b"box" | b"do" | b"dyn" | b"extern" | b"macro_rules" | b"mod" | b"override"
            | b"static" | b"trait" | b"type" | b"typeof" | b"union" | b"unsafe" | b"where" | b"yield"
    ) || is_foreign(name)
}

/// Whether the word can be no name of the author's.
pub(super) fn is_reserved(name: &[u8]) -> bool {
    let item = matches!(name, b"as" | b"enum" | b"false" | b"fn" | b"impl" | b"struct" | b"true" | b"use");
    item || is_word(name) || is_rare(name) || is_primitive(name)
}

/// Whether the word looks like a function's or a macro's.
pub(super) fn is_lower(name: &[u8]) -> bool {
    name.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_')
}

/// Whether the word looks like a constant's.
pub(super) fn is_constant(name: &[u8]) -> bool {
    let upper = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    name.len() > 1 && !name.first().is_some_and(u8::is_ascii_digit) && name.iter().all(upper)
}

/// Whether the byte may be part of a word.
pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether the word looks like a type of C, of which the grammar knows many.
fn is_foreign(name: &[u8]) -> bool {
    name.starts_with(b"c_") || name.ends_with(b"_t")
}
