//! YAML: keys, quoted strings, numbers and other constants, comments.

use super::cursor::{Cursor, blank, run};
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;

/// The runs of YAML; nothing for anchors, aliases, tags, directives, complex keys and pairs in a sequence.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    let mut flow = Flow { open: Vec::new(), entry: false };
    while !cursor.done() {
        match cursor.peek() {
            b' ' | b'\t' | b'\n' => cursor.take(1, Class::Plain),
            b'#' if ends(cursor.behind()) => comment(&mut cursor)?,
            b':' if ends(cursor.ahead(1)) => {
                flow.entry = false;
                cursor.take(1, Class::Plain);
            }
            _ if flow.open.is_empty() => block_node(&mut cursor, &mut flow)?,
            _ => flow_node(&mut cursor, &mut flow)?,
        }
    }
    Some(cursor.finish())
}

/// Where in `[…]` and `{…}` the cursor stands.
struct Flow {
    /// The brackets that are open, the outermost first.
    open: Vec<u8>,
    /// Whether an entry may begin: after a bracket and after a comma.
    entry: bool,
}

fn block_node(cursor: &mut Cursor, flow: &mut Flow) -> Option<()> {
    match cursor.peek() {
        b'-' if cursor.behind() == b'\n' && cursor.line() == b"---" => cursor.take(3, Class::Meta),
        b'-' if ends(cursor.ahead(1)) => cursor.take(1, Class::Plain),
        b'"' => double_quoted(cursor)?,
        b'\'' => single_quoted(cursor)?,
        b'|' | b'>' => block_scalar(cursor)?,
        bracket @ (b'[' | b'{') => {
            *flow = Flow { open: vec![bracket], entry: true };
            cursor.take(1, Class::Plain);
        }
        _ => plain_scalar(cursor, None)?,
    }
    Some(())
}

fn flow_node(cursor: &mut Cursor, flow: &mut Flow) -> Option<()> {
    let first = cursor.peek();
    match first {
        b'"' => double_quoted(cursor)?,
        b'\'' => single_quoted(cursor)?,
        b'[' | b'{' => flow.open.push(first),
        b']' | b'}' if flow.open.pop()? + 2 != first => return None,
        b']' | b'}' => {}
        b',' => {}
        _ => plain_scalar(cursor, Some(flow))?,
    }
    if flows(first) {
        cursor.take(1, Class::Plain);
    }
    flow.entry = matches!(first, b'[' | b'{' | b',');
    Some(())
}

fn comment(cursor: &mut Cursor) -> Option<()> {
    let line = cursor.line();
    if line.contains(&b'\t') {
        return None;
    }
    cursor.take(line.len(), Class::Comment);
    Some(())
}

fn double_quoted(cursor: &mut Cursor) -> Option<()> {
    cursor.take(1, Class::String);
    loop {
        cursor.take(run(cursor.rest(), |byte| !matches!(byte, b'"' | b'\\')), Class::String);
        match (cursor.peek(), cursor.ahead(1)) {
            (b'"', _) => {
                cursor.take(1, Class::String);
                return Some(());
            }
            (b'\\', b'0' | b'a'..=b'b' | b't' | b'n' | b'v' | b'e'..=b'f' | b'r' | b'"' | b'/' | b'\\') => {
                cursor.take(2, Class::Number);
            }
            _ => return None,
        }
    }
}

fn single_quoted(cursor: &mut Cursor) -> Option<()> {
    cursor.take(1, Class::String);
    loop {
        cursor.take(run(cursor.rest(), |byte| byte != b'\''), Class::String);
        if cursor.done() {
            return None;
        }
        if cursor.ahead(1) != b'\'' {
            cursor.take(1, Class::String);
            return Some(());
        }
        cursor.take(2, Class::Number);
    }
}

/// A `|` or `>` header and the lines under it: those as deep as the first, and empty ones.
fn block_scalar(cursor: &mut Cursor) -> Option<()> {
    cursor.take(1, Class::Keyword);
    if matches!(cursor.peek(), b'1'..=b'9') {
        cursor.take(1, Class::Number);
    }
    if matches!(cursor.peek(), b'+' | b'-') {
        cursor.take(1, Class::Keyword);
    }
    let line = cursor.line();
    let gap = run(line, blank);
    match line.get(gap) {
        Some(b'#') if gap > 0 => {
            cursor.take(gap, Class::Plain);
            comment(cursor)?;
        }
        Some(_) => return None,
        None => cursor.take(gap, Class::Plain),
    }
    cursor.take(1, Class::Plain);
    cursor.take(run(cursor.rest(), |byte| byte == b'\n'), Class::Plain);
    let indent = run(cursor.rest(), |byte| byte == b' ');
    while indent > 0 && !cursor.done() {
        let line = cursor.line();
        let lead = run(line, |byte| byte == b' ');
        if lead < indent && line.iter().any(|byte| !blank(*byte)) {
            break;
        }
        if lead == line.len() && lead >= indent {
            // Where a line of spaces only comes first, the grammar takes it for the depth of the block.
            return None;
        }
        cursor.take(line.len() + 1, Class::Plain);
    }
    Some(())
}

/// An unquoted scalar, up to the end of its line; a key when a colon follows.
fn plain_scalar(cursor: &mut Cursor, inside: Option<&Flow>) -> Option<()> {
    let line = cursor.line();
    let flow = inside.is_some();
    let safe = |byte: u8| !(ends(byte) || flow && flows(byte));
    let fine = match cursor.peek() {
        b'-' | b'.' if cursor.behind() == b'\n' && (line.starts_with(b"---") || line.starts_with(b"...")) => false,
        b'-' if cursor.ahead(1) == b':' => false,
        b'-' | b'?' | b':' => safe(cursor.ahead(1)),
        first => !b",[]{}#&*!|>'\"%@`".contains(&first),
    };
    if !fine {
        return None;
    }
    let mut end = 1;
    loop {
        let gap = run(line.get(end..).unwrap_or_default(), blank);
        let after = |count: usize| line.get(end + gap + count).copied().unwrap_or(b'\n');
        match after(0) {
            b'\n' => break,
            b'#' if gap > 0 => break,
            b':' if ends(after(1)) && (gap > 0 || line.get(end - 1) != Some(&b':')) => break,
            b':' if ends(after(1)) => return None,
            b':' if flow && flows(after(1)) => return None,
            byte if flow && flows(byte) => break,
            _ => end += gap + 1,
        }
    }
    let gap = run(line.get(end..).unwrap_or_default(), blank);
    let key = line.get(end + gap) == Some(&b':');
    if key && inside.is_some_and(|flow| !flow.entry || flow.open.last() != Some(&b'{')) {
        return None;
    }
    let class = match line.get(..end).unwrap_or_default() {
        text if is_constant(text)? => Class::Number,
        _ if key => Class::Property,
        _ => Class::Plain,
    };
    cursor.take(end, class);
    Some(())
}

/// Whether the byte (or the end) parts a scalar from what follows.
fn ends(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0)
}

fn flows(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

/// Whether a plain scalar is a null, a truth, a number or a date of YAML 1.1; nothing when it may be a time.
fn is_constant(text: &[u8]) -> Option<bool> {
    let first = text.first().copied().unwrap_or(0);
    if first.is_ascii_digit() && text.len() > 10 && text.get(4) == Some(&b'-') {
        return None;
    }
    let unsigned = text.strip_prefix(b"+").or(text.strip_prefix(b"-")).unwrap_or(text);
    let number = unsigned.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') && is_number(unsigned);
    Some(number || is_date(text) || is_constant_word(text))
}

#[rustfmt::skip]
fn is_constant_word(text: &[u8]) -> bool {
    matches!(
        text,
        b"null" | b"Null" | b"NULL" | b"~" | b"true" | b"True" | b"TRUE" | b"false" | b"False" | b"FALSE"
            | b"yes" | b"Yes" | b"YES" | b"no" | b"No" | b"NO" | b"on" | b"On" | b"ON" | b"off" | b"Off"
            | b"OFF" | b"y" | b"Y" | b"n" | b"N" | b"<<" | b"=" | b".nan" | b".NaN" | b".NAN"
    )
}

fn is_number(text: &[u8]) -> bool {
    let all = |text: &[u8], wanted: fn(u8) -> bool| !text.is_empty() && run(text, wanted) == text.len();
    if let Some(bits) = text.strip_prefix(b"0b") {
        return all(bits, |byte| matches!(byte, b'0' | b'1' | b'_'));
    }
    if let Some(digits) = text.strip_prefix(b"0x") {
        return all(digits, |byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    if matches!(text, b".inf" | b".Inf" | b".INF") {
        return true;
    }
    let whole = run(text, |byte| byte.is_ascii_digit() || byte == b'_');
    let (integer, rest) = text.split_at(whole);
    match rest.first() {
        None if integer.first() == Some(&b'0') => {
            integer.len() == 1 || run(&integer[1..], |byte| matches!(byte, b'0'..=b'7' | b'_')) + 1 == whole
        }
        None => true,
        Some(b'.') => is_fraction(&rest[1..]),
        Some(b':') => is_sexagesimal(integer, rest),
        _ => false,
    }
}

/// What follows the point: digits and points, then an exponent with a sign.
fn is_fraction(text: &[u8]) -> bool {
    let (_, rest) = text.split_at(run(text, |byte| byte.is_ascii_digit() || byte == b'.'));
    let Some(exponent) = rest.strip_prefix(b"e").or(rest.strip_prefix(b"E")) else { return rest.is_empty() };
    let digits = exponent.get(1..).unwrap_or_default();
    matches!(exponent.first(), Some(b'+' | b'-')) && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

/// `12:30:59`, with a fraction or, if it does not begin with 0, without.
fn is_sexagesimal(integer: &[u8], rest: &[u8]) -> bool {
    let mut rest = rest;
    while let Some(part) = rest.strip_prefix(b":") {
        let digits = run(part, |byte| byte.is_ascii_digit());
        let fine = match part.get(..digits).unwrap_or_default() {
            [_] => true,
            [tens, _] => *tens < b'6',
            _ => false,
        };
        if !fine {
            return false;
        }
        rest = part.get(digits..).unwrap_or_default();
    }
    match rest.strip_prefix(b".") {
        Some(fraction) => fraction.iter().all(|byte| byte.is_ascii_digit() || *byte == b'_'),
        None => rest.is_empty() && integer.first() != Some(&b'0'),
    }
}

fn is_date(text: &[u8]) -> bool {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    text.len() == 10 && (0..10).all(|at| if at == 4 || at == 7 { text.get(at) == Some(&b'-') } else { digit(at) })
}
