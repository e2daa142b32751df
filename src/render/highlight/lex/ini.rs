//! Settings in sections: `[section]`, `name = value`, comments.

use super::cursor::{Cursor, blank, run};
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;

/// The runs of settings; nothing for lines of another form.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    while !cursor.done() {
        line(&mut cursor)?;
        cursor.take(1, Class::Plain);
    }
    Some(cursor.finish())
}

fn line(cursor: &mut Cursor) -> Option<()> {
    let line = cursor.line();
    match line {
        [] => {}
        [b'#' | b';', ..] => cursor.take(line.len(), Class::Comment),
        [b'[', name @ .., b']'] if !name.is_empty() && name.iter().all(is_name) => {
            cursor.take(1, Class::Plain);
            cursor.take(name.len(), Class::Type);
            cursor.take(1, Class::Plain);
        }
        _ => setting(cursor, line)?,
    }
    Some(())
}

fn setting(cursor: &mut Cursor, line: &[u8]) -> Option<()> {
    let name = run(line, |byte| is_name(&byte));
    let gap = run(line.get(name..)?, blank);
    let value = line.get(name + gap..)?.strip_prefix(b"=")?;
    if name == 0 || value.iter().any(|byte| matches!(byte, b'#' | b';' | b'"' | b'\'' | b'=' | b'\\')) {
        return None;
    }
    cursor.take(name, Class::Property);
    cursor.take(line.len() - name, Class::Plain);
    Some(())
}

fn is_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}
