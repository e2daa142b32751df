//! Markdown: headings, lists, tables, quotes, fences, and the simple forms of inline marks.

use super::cursor::{Cursor, blank, run};
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;

/// The runs of Markdown; nothing for HTML, references, underlined headings, nested marks and other rare forms.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    let mut before = Before::Nothing;
    while !cursor.done() {
        before = line(&mut cursor, before)?;
        cursor.take(1, Class::Plain);
    }
    Some(cursor.finish())
}

/// What the line before belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Paragraph,
    List,
    ListAndBlank,
    Quote,
    Table,
}

impl Before {
    /// Whether a new block may begin without a look at what is above.
    fn is_over(self) -> bool {
        matches!(self, Self::Nothing | Self::ListAndBlank)
    }
}

fn line(cursor: &mut Cursor, before: Before) -> Option<Before> {
    let line = cursor.line();
    let indent = run(line, |byte| byte == b' ');
    let text = line.get(indent..)?;
    if text.first() != Some(&b'|') && text.contains(&b'|') {
        // The grammar may take it for a row.
        return None;
    }
    let listed = matches!(before, Before::List | Before::ListAndBlank);
    if let Some(mark) = bullet(text) {
        let interrupts = before == Before::Paragraph && !(mark == 1 || text.starts_with(b"1."));
        if interrupts || matches!(before, Before::Quote | Before::Table) || indent > 0 && !listed {
            return None;
        }
        cursor.take(indent, Class::Plain);
        cursor.take(mark, Class::Keyword);
        return item(cursor, text.get(mark..)?);
    }
    match text.first() {
        None if line.is_empty() => Some(if listed { Before::ListAndBlank } else { Before::Nothing }),
        Some(first) if indent > 0 && before == Before::List && begins_text(*first) && !is_bare_number(text) => {
            inline(cursor, line, Class::Plain)?;
            Some(Before::List)
        }
        _ if indent > 0 => None,
        Some(b'#') => heading(cursor, line, before),
        Some(b'>') => quote(cursor, line, before),
        Some(b'|') => table(cursor, line, before),
        Some(b'`') if line.starts_with(b"```") => fence(cursor, before),
        Some(b'-') if line == b"---" && before.is_over() => {
            cursor.take(3, Class::Plain);
            Some(Before::Nothing)
        }
        Some(first)
            if begins_text(*first) && !is_bare_number(line) && !matches!(before, Before::Quote | Before::Table) =>
        {
            inline(cursor, line, Class::Plain)?;
            Some(if before == Before::List { Before::List } else { Before::Paragraph })
        }
        _ => None,
    }
}

/// How long the mark of a list item is, without the space after it.
fn bullet(text: &[u8]) -> Option<usize> {
    let digits = run(text, |byte| byte.is_ascii_digit());
    match text.get(digits..)? {
        [b'-' | b'*' | b'+', b' ', ..] if digits == 0 => Some(1),
        [b'.', b' ', ..] if digits > 0 => Some(digits + 1),
        _ => None,
    }
}

fn item(cursor: &mut Cursor, text: &[u8]) -> Option<Before> {
    let task = text.starts_with(b" [ ] ") || text.starts_with(b" [x] ");
    let lead = if task { 5 } else { 1 };
    let text = text.get(lead..)?;
    if !begins_text(*text.first()?) || bullet(text).is_some() || is_bare_number(text) {
        return None;
    }
    cursor.take(lead, Class::Plain);
    inline(cursor, text, Class::Plain)?;
    Some(Before::List)
}

fn heading(cursor: &mut Cursor, line: &[u8], before: Before) -> Option<Before> {
    let level = run(line, |byte| byte == b'#');
    let fine = before.is_over() || before == Before::Paragraph;
    if !fine
        || level > 6
        || line.get(level) != Some(&b' ')
        || !begins_text(*line.get(level + 1)?)
        || line.ends_with(b"#")
    {
        return None;
    }
    inline(cursor, line, Class::Heading)?;
    Some(Before::Nothing)
}

fn quote(cursor: &mut Cursor, line: &[u8], before: Before) -> Option<Before> {
    if !(before.is_over() || before == Before::Quote) || line.get(1) != Some(&b' ') || !begins_text(*line.get(2)?) {
        return None;
    }
    if bullet(line.get(2..)?).is_some() {
        return None;
    }
    inline(cursor, line, Class::Comment)?;
    Some(Before::Quote)
}

/// A row; after the first one of a table come the line that divides header and body, and another row.
fn table(cursor: &mut Cursor, line: &[u8], before: Before) -> Option<Before> {
    if before.is_over() {
        let next = cursor.rest().get(line.len() + 1..)?;
        let rule = next.get(..run(next, |byte| byte != b'\n'))?;
        let columns = |line: &[u8]| line.iter().filter(|byte| **byte == b'|').count();
        let fine = line.iter().any(u8::is_ascii_alphanumeric)
            && rule.starts_with(b"|")
            && rule.ends_with(b"|")
            && rule.contains(&b'-')
            && columns(rule) == columns(line);
        let row = next.get(rule.len() + 1).is_some_and(|first| *first == b'|');
        if !fine || !row || !rule.iter().all(|byte| b"|-: ".contains(byte)) {
            return None;
        }
    }
    if !(before.is_over() || before == Before::Table) || !line.ends_with(b"|") {
        return None;
    }
    inline(cursor, line, Class::Plain)?;
    Some(Before::Table)
}

/// A fenced block up to its end; code in another language has a grammar of its own.
fn fence(cursor: &mut Cursor, before: Before) -> Option<Before> {
    let name = cursor.line().get(3..)?;
    if !before.is_over() || !matches!(name, b"" | b"text" | b"yaml") {
        return None;
    }
    cursor.take(3 + name.len() + 1, Class::Plain);
    loop {
        let line = cursor.line();
        if cursor.done() {
            return None;
        }
        if line.starts_with(b"```") {
            cursor.take(3, Class::Plain);
            return (line.len() == 3).then_some(Before::Paragraph);
        }
        cursor.take(line.len() + 1, Class::String);
    }
}

/// Whether a line is a number and a point, the rest of which the author has still to write.
fn is_bare_number(line: &[u8]) -> bool {
    let digits = run(line, |byte| byte.is_ascii_digit());
    digits > 0 && line.get(digits..) == Some(b".")
}

fn begins_text(first: u8) -> bool {
    first.is_ascii_alphanumeric() || !first.is_ascii() || matches!(first, b'*' | b'`' | b'[' | b'(' | b'"' | b'$')
}

/// A line of text: strong and emphasised words, code, links with their address; all else has the class `around`.
fn inline(cursor: &mut Cursor, line: &[u8], around: Class) -> Option<()> {
    let end = cursor.at + line.len();
    while cursor.at < end {
        let rest = cursor.rest().get(..end - cursor.at)?;
        match (rest, cursor.behind()) {
            ([b'*', b'*', ..], _) => marked(cursor, rest, b"**", Class::Strong)?,
            ([b'*', ..], _) => marked(cursor, rest, b"*", Class::Emphasis)?,
            ([b'_', next, ..], b' ' | b'\n') if next.is_ascii_alphanumeric() => {
                marked(cursor, rest, b"_", Class::Emphasis)?
            }
            ([b'`', ..], _) => raw(cursor, rest)?,
            ([b'[', b'[', ..], _) => wikilink(cursor, rest, around)?,
            ([b'[', ..], _) => link(cursor, rest, around)?,
            ([b'_', next, ..], behind) if behind.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() => {
                cursor.take(1, around);
            }
            ([b'&', b' ', ..], b' ') => cursor.take(1, around),
            ([b'w', b'w', b'w', b'.', ..], _) => return None,
            ([b':', b'/', ..] | [b'~', ..] | [b'!', b'[', ..], _) => return None,
            ([b'_' | b'&' | b'<' | b'\\' | b']' | b'@' | b'^' | b'{', ..], _) => return None,
            _ => cursor.take(1, around),
        }
    }
    Some(())
}

/// Text between two equal marks, without marks in it.
fn marked(cursor: &mut Cursor, rest: &[u8], mark: &[u8], class: Class) -> Option<()> {
    let text = rest.get(mark.len()..)?;
    let len = run(text, |byte| !b"*_`[]<&\\~!@^|".contains(&byte));
    let inside = text.get(..len)?;
    if inside.windows(2).any(|pair| pair == b":/") {
        return None;
    }
    let after = text.get(len..)?;
    let next = after.get(mark.len()).copied().unwrap_or(b' ');
    let closed =
        after.starts_with(mark) && Some(&next) != mark.last() && !(mark == b"_" && next.is_ascii_alphanumeric());
    if !closed || blank(*inside.first()?) || blank(*inside.last()?) {
        return None;
    }
    cursor.take(len + 2 * mark.len(), class);
    Some(())
}

/// Text between two backquotes.
fn raw(cursor: &mut Cursor, rest: &[u8]) -> Option<()> {
    let len = run(rest.get(1..)?, |byte| byte != b'`');
    let padded = rest.get(1).is_some_and(|first| blank(*first)) || rest.get(len).is_some_and(|last| blank(*last));
    if len == 0 || padded || rest.get(len + 1) != Some(&b'`') || rest.get(len + 2) == Some(&b'`') {
        return None;
    }
    cursor.take(len + 2, Class::String);
    Some(())
}

/// `[[name]]`, which is plain text to the grammar.
fn wikilink(cursor: &mut Cursor, rest: &[u8], around: Class) -> Option<()> {
    let len = run(rest.get(2..)?, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b':'));
    let after = rest.get(len + 2..)?.strip_prefix(b"]]")?.trim_ascii_start();
    if len == 0 || matches!(after.first(), Some(b'(' | b'[' | b':')) {
        return None;
    }
    cursor.take(len + 4, around);
    Some(())
}

/// `[text](address)`.
fn link(cursor: &mut Cursor, rest: &[u8], around: Class) -> Option<()> {
    let text = rest.get(1..)?;
    let name = run(text, |byte| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b" -,.'/&+".contains(&byte));
    let address = text.get(name..)?.strip_prefix(b"](")?;
    let len = run(address, |byte| byte.is_ascii_alphanumeric() || b":/.-#_".contains(&byte));
    if name == 0 || len == 0 || address.get(len) != Some(&b')') {
        return None;
    }
    cursor.take(name + 3, around);
    cursor.take(len, Class::String);
    cursor.take(1, around);
    Some(())
}
