//! Differences between files, in the unified form and the normal one.

use super::cursor::Cursor;
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;

/// The runs of a difference: each line is of one class. Nothing for hunk headers of another form.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    while !cursor.done() {
        let line = cursor.line();
        cursor.take(line.len(), class(line)?);
        cursor.take(1, Class::Plain);
    }
    Some(cursor.finish())
}

fn class(line: &[u8]) -> Option<Class> {
    Some(match line {
        b"---" => Class::Plain,
        [b'+', b'+', b'+', b' ', _, ..] | [b'-', b'-', b'-', b' ', _, ..] => Class::Meta,
        [b'@', b'@', b' ', b'-', range @ ..] if range.windows(3).any(|end| end == b" @@") => Class::Meta,
        [b'+', ..] | b">" | [b'>', b' ', ..] => Class::Inserted,
        [b'-', ..] | b"<" | [b'<', b' ', ..] => Class::Deleted,
        [b' ', ..] | [] => Class::Plain,
        _ if line.starts_with(b"diff ") || line.starts_with(b"index ") || line.starts_with(b"\\ No newline") => {
            Class::Plain
        }
        _ => return None,
    })
}
