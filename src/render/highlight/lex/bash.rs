//! Shell commands: what is run, options, strings, variables, keywords, comments.

use super::cursor::{Cursor, blank, run};
use crate::render::highlight::class::Class;
use crate::render::highlight::runs::Run;

/// The runs of shell code; nothing for `case`, here-documents, arrays, backquotes and other rare forms.
pub(super) fn runs(code: &str) -> Option<Vec<Run>> {
    let mut cursor = Cursor::new(code);
    commands(&mut cursor, 0)?;
    cursor.done().then(|| cursor.finish())
}

/// How deep substitutions and subshells may stand in one another.
const DEEPEST: usize = 8;

/// Commands up to the end or, inside of something, to the `)` that closes it.
fn commands(cursor: &mut Cursor, depth: usize) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    while !cursor.done() {
        match cursor.peek() {
            b' ' | b'\t' | b'\n' => cursor.take(1, Class::Plain),
            b'#' => comment(cursor)?,
            b')' if depth > 0 => return Some(()),
            b'(' if cursor.ahead(1) != b'(' => {
                cursor.take(1, Class::Plain);
                commands(cursor, depth + 1)?;
                close(cursor)?;
                end(cursor, depth)?;
            }
            b'{' | b'!' if space(cursor.ahead(1)) => cursor.take(1, Class::Plain),
            b'}' => {
                cursor.take(1, Class::Plain);
                end(cursor, depth)?;
            }
            _ => command(cursor, depth)?,
        }
    }
    (depth == 0).then_some(())
}

/// One command with all that belongs to it and the `;`, `|`, `&` or line feed after it.
fn command(cursor: &mut Cursor, depth: usize) -> Option<()> {
    let rest = cursor.rest();
    let len = run(rest, |byte| is_name(byte) || matches!(byte, b'.' | b'/' | b'-' | b'~' | b'[' | b']' | b':'));
    let word = rest.get(..len)?;
    let after = rest.get(len).copied().unwrap_or(b'\n');
    if after == b'=' {
        return assignment(cursor, depth);
    }
    if rest.get(len..)?.starts_with(b"() {") && word.iter().all(|byte| is_name(*byte)) {
        cursor.take(len, Class::Function);
        cursor.take(4, Class::Plain);
        return Some(());
    }
    if word.is_empty() || !(space(after) || matches!(after, b';' | b')' | b'|' | b'&')) {
        return None;
    }
    match word {
        b"while" | b"until" if !begins_with_command(rest.get(len..)?) => None,
        b"if" | b"then" | b"elif" | b"else" | b"while" | b"until" | b"do" => {
            cursor.take(len, Class::Keyword);
            Some(())
        }
        b"fi" | b"done" => {
            cursor.take(len, Class::Keyword);
            end(cursor, depth)
        }
        b"for" => for_loop(cursor, depth),
        b"[" => {
            cursor.take(1, Class::Keyword);
            test(cursor, depth, b"]")
        }
        b"[[" => {
            cursor.take(2, Class::Keyword);
            test(cursor, depth, b"]]")
        }
        b"export" | b"local" | b"readonly" | b"declare" => {
            cursor.take(len, Class::Keyword);
            declarations(cursor, depth)
        }
        b"return" | b"break" | b"continue" if after == b'&' || after == b'|' => None,
        b"return" | b"break" | b"continue" => {
            cursor.take(len, Class::Keyword);
            words(cursor, depth)
        }
        b"set" => {
            cursor.take(len, Class::Function);
            switches(cursor);
            words(cursor, depth)
        }
        _ if is_builtin(word) => {
            cursor.take(len, Class::Function);
            leading_options(cursor, word);
            words(cursor, depth)
        }
        b"case" | b"esac" | b"in" | b"function" | b"select" | b"coproc" | b"typeset" | b"alias" | b"let" | b"eval" => {
            None
        }
        _ if word.iter().any(|byte| matches!(byte, b'~' | b'[' | b']')) || begins_with_keyword(word) => None,
        _ => {
            cursor.take(len, Class::Function);
            arguments(cursor, depth)
        }
    }
}

/// Whether a plain word comes next: not `!` and not an assignment, which the grammar takes for commands in a loop's head.
fn begins_with_command(rest: &[u8]) -> bool {
    let word = rest.get(run(rest, blank)..).unwrap_or_default();
    word.first() != Some(&b'!') && word.get(run(word, is_name)) != Some(&b'=')
}

/// Whether a longer word begins with one that the grammar may take for itself.
fn begins_with_keyword(word: &[u8]) -> bool {
    let len = run(word, is_name);
    let first = word.get(..len).unwrap_or_default();
    len < word.len() && (is_keyword(first) || is_builtin(first))
}

fn comment(cursor: &mut Cursor) -> Option<()> {
    if !space(cursor.behind()) {
        return None;
    }
    cursor.take(cursor.line().len(), Class::Comment);
    Some(())
}

/// What follows a closed construct: the end of the command, nothing else.
fn end(cursor: &mut Cursor, depth: usize) -> Option<()> {
    cursor.take(run(cursor.rest(), blank), Class::Plain);
    match (cursor.peek(), cursor.ahead(1)) {
        (b'\n' | 0, _) => cursor.take(1, Class::Plain),
        (b'#', _) => comment(cursor)?,
        (b')', _) if depth > 0 => {}
        (b'&', b'&') | (b'|', b'|') => cursor.take(2, Class::Plain),
        (b';', b';') | (b'&', b'>') | (b'|', b'&') => return None,
        (b';' | b'&' | b'|', _) => cursor.take(1, Class::Plain),
        _ => return None,
    }
    Some(())
}

fn close(cursor: &mut Cursor) -> Option<()> {
    (cursor.peek() == b')').then(|| cursor.take(1, Class::Plain))
}

/// `NAME=value`, before a command or alone.
fn assignment(cursor: &mut Cursor, depth: usize) -> Option<()> {
    let name = run(cursor.rest(), is_name);
    if name == 0 || cursor.peek().is_ascii_digit() || !space(cursor.behind()) || cursor.ahead(name) != b'=' {
        return None;
    }
    cursor.take(name, Class::Property);
    cursor.take(1, Class::Plain);
    while !(space(cursor.peek()) || matches!(cursor.peek(), b';' | b')' | b'|' | b'&' | 0)) {
        part(cursor, depth)?;
    }
    Some(())
}

fn declarations(cursor: &mut Cursor, depth: usize) -> Option<()> {
    loop {
        cursor.take(run(cursor.rest(), blank), Class::Plain);
        let name = run(cursor.rest(), is_name);
        match cursor.ahead(name) {
            b'=' => assignment(cursor, depth)?,
            after if name > 0 && (space(after) || after == b';') => cursor.take(name, Class::Property),
            _ if name == 0 => return end(cursor, depth),
            _ => return None,
        }
    }
}

fn for_loop(cursor: &mut Cursor, depth: usize) -> Option<()> {
    cursor.take(3, Class::Keyword);
    cursor.take(run(cursor.rest(), blank), Class::Plain);
    cursor.take(run(cursor.rest(), is_name), Class::Plain);
    cursor.take(run(cursor.rest(), blank), Class::Plain);
    if !cursor.rest().starts_with(b"in ") {
        return None;
    }
    cursor.take(2, Class::Keyword);
    words(cursor, depth)
}

fn leading_options(cursor: &mut Cursor, command: &[u8]) {
    let options: &[&[u8]] = match command {
        b"echo" => &[b" -n ", b" -e ", b" -ne "],
        b"command" => &[b" -v "],
        b"read" => &[b" -r "],
        _ => &[],
    };
    while let Some(option) = options.iter().find(|option| cursor.rest().starts_with(option)) {
        cursor.take(option.len() - 1, Class::Property);
    }
}

/// `-e`, `-eux`, `-o`; the grammar does not know `-euo`.
fn switches(cursor: &mut Cursor) {
    while let [b' ', b'-' | b'+', switches @ ..] = cursor.rest() {
        let len = run(switches, |byte| byte.is_ascii_lowercase());
        let letters = switches.get(..len).unwrap_or_default();
        let known = letters == b"o" || letters.iter().all(|letter| b"abefhkmnptuvx".contains(letter));
        if len == 0 || !switches.get(len).is_none_or(|byte| space(*byte)) {
            return;
        }
        cursor.take(1, Class::Plain);
        cursor.take(1 + len, if known { Class::Property } else { Class::Plain });
    }
}

/// The arguments of a command up to its end.
fn arguments(cursor: &mut Cursor, depth: usize) -> Option<()> {
    loop {
        match (cursor.peek(), cursor.ahead(1)) {
            (b'-', b'-') if space(cursor.behind()) && space(cursor.ahead(2)) => {
                cursor.take(2, Class::Plain);
                return words(cursor, depth);
            }
            (b'-', _) if space(cursor.behind()) => option(cursor)?,
            (b'\n' | b';' | b'&' | b'|' | b')' | b'#' | 0, _) => return end(cursor, depth),
            (b'<' | b'>', _) => return words(cursor, depth),
            _ => word(cursor, depth)?,
        }
    }
}

/// Words without options and comments after redirections, up to the end of the command.
fn words(cursor: &mut Cursor, depth: usize) -> Option<()> {
    let mut redirected = false;
    loop {
        match (cursor.peek(), cursor.ahead(1)) {
            (b'#', _) if redirected => return None,
            (b'-', next) if space(cursor.behind()) && (redirected || next != b' ') => return None,
            (b'\n' | b';' | b'&' | b'|' | b')' | b'#' | 0, _) => return end(cursor, depth),
            (b'<', b'<' | b'(' | b'&') | (b'>', b'(' | b'|') => return None,
            (b'>', b'>') if cursor.ahead(2) == b'&' => return None,
            (b'<' | b'>', next) => {
                redirected = true;
                cursor.take(1 + usize::from(next == b'&'), Class::Plain);
            }
            _ => word(cursor, depth)?,
        }
    }
}

/// What stands in `[ … ]` or `[[ … ]]`, with its end.
fn test(cursor: &mut Cursor, depth: usize, closing: &[u8]) -> Option<()> {
    loop {
        let first = space(cursor.behind());
        match (cursor.peek(), cursor.ahead(1)) {
            (b']', _) if first && cursor.rest().starts_with(closing) => {
                cursor.take(closing.len(), Class::Keyword);
                return end(cursor, depth);
            }
            (b'&', b'&') if closing == b"]]" => cursor.take(2, Class::Plain),
            (b'-', _) if first => operator(cursor)?,
            (b'-' | b'\n', _) => return None,
            _ => word(cursor, depth)?,
        }
    }
}

fn word(cursor: &mut Cursor, depth: usize) -> Option<()> {
    match (cursor.peek(), cursor.ahead(1)) {
        (b' ' | b'\t', _) => cursor.take(1, Class::Plain),
        (b'\\', b'\n') => cursor.take(2, Class::Plain),
        _ => part(cursor, depth)?,
    }
    Some(())
}

fn option(cursor: &mut Cursor) -> Option<()> {
    let dashes = run(cursor.rest(), |byte| byte == b'-');
    let name = run(cursor.rest().get(dashes..)?, |byte| is_name(byte) || byte == b'-');
    let after = cursor.ahead(dashes + name);
    if name == 0 && (dashes > 1 || !space(after)) || dashes > 2 || matches!(after, b'$' | b'\\') || !after.is_ascii() {
        return None;
    }
    cursor.take(dashes + name, if name == 0 { Class::Plain } else { Class::Property });
    Some(())
}

/// An operator of a test.
fn operator(cursor: &mut Cursor) -> Option<()> {
    let len = run(cursor.rest(), |byte| !space(byte));
    let known = match cursor.rest().get(1..len)? {
        [letter] => b"abcdefghknoprstuvwxzGLNOS".contains(letter),
        word => matches!(word, b"eq" | b"ne" | b"lt" | b"le" | b"gt" | b"ge" | b"nt" | b"ot" | b"ef"),
    };
    known.then(|| cursor.take(len, Class::Property))
}

/// A piece of a word: a string, a variable, a substitution, or plain letters.
fn part(cursor: &mut Cursor, depth: usize) -> Option<()> {
    match cursor.peek() {
        b'"' => double_quoted(cursor, depth),
        b'\'' => single_quoted(cursor),
        b'$' => expansion(cursor, depth, Class::Plain),
        byte => {
            let plain = is_name(byte) || !byte.is_ascii() || b".,/:=+-*~@^?".contains(&byte);
            plain.then(|| cursor.take(1, Class::Plain))
        }
    }
}

fn single_quoted(cursor: &mut Cursor) -> Option<()> {
    let len = run(cursor.rest().get(1..)?, |byte| byte != b'\'');
    cursor.take(len + 2, Class::String);
    (cursor.behind() == b'\'').then_some(())
}

fn double_quoted(cursor: &mut Cursor, depth: usize) -> Option<()> {
    cursor.take(1, Class::String);
    loop {
        cursor.take(run(cursor.rest(), |byte| !matches!(byte, b'"' | b'\\' | b'$' | b'`')), Class::String);
        match (cursor.peek(), cursor.ahead(1)) {
            (b'"', _) => {
                cursor.take(1, Class::String);
                return Some(());
            }
            (b'\\', b'"' | b'$' | b'\\' | b'`') => cursor.take(2, Class::Number),
            (b'\\', b'a'..=b'z' | b' ') => cursor.take(2, Class::String),
            (b'$', _) => expansion(cursor, depth, Class::String)?,
            _ => return None,
        }
    }
}

/// `$name`, `$1`, `${name}`, `${name:-word}`, `$(command)`, `$((sum))`; a lone `$` has the class of what it is in.
fn expansion(cursor: &mut Cursor, depth: usize, around: Class) -> Option<()> {
    match cursor.ahead(1) {
        b'(' if cursor.ahead(2) == b'(' => arithmetic(cursor),
        b'(' => {
            cursor.take(2, Class::Plain);
            commands(cursor, depth + 1)?;
            close(cursor)
        }
        b'{' => parameter(cursor),
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            cursor.take(1 + run(cursor.rest().get(1..)?, is_name), Class::Property);
            Some(())
        }
        b'@' | b'#' | b'?' | b'*' | b'!' | b'$' if is_name(cursor.ahead(2)) => None,
        b'0'..=b'9' | b'@' | b'#' | b'?' | b'*' | b'!' | b'$' => {
            cursor.take(2, Class::Property);
            Some(())
        }
        b' ' | b'"' if around == Class::String => {
            cursor.take(1, around);
            Some(())
        }
        _ => None,
    }
}

fn parameter(cursor: &mut Cursor) -> Option<()> {
    let rest = cursor.rest();
    let len = run(rest, |byte| byte != b'}' && byte != b'\n');
    let inside = rest.get(2..len)?;
    let (name, word) = inside.split_at(run(inside, is_name));
    let word = word.strip_prefix(b":-").unwrap_or(word);
    if name.is_empty() || rest.get(len) != Some(&b'}') || !word.iter().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    cursor.take(len + 1, Class::Property);
    Some(())
}

fn arithmetic(cursor: &mut Cursor) -> Option<()> {
    cursor.take(3, Class::Plain);
    loop {
        let len = run(cursor.rest(), is_name);
        match cursor.peek() {
            b'0'..=b'9' if cursor.rest().get(..len)?.iter().all(u8::is_ascii_digit) => cursor.take(len, Class::Number),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => cursor.take(len, Class::Plain),
            b' ' | b'+' | b'-' | b'*' | b'/' | b'%' => cursor.take(1, Class::Plain),
            b')' if cursor.ahead(1) == b')' => {
                cursor.take(2, Class::Plain);
                return Some(());
            }
            _ => return None,
        }
    }
}

#[rustfmt::skip]
fn is_keyword(word: &[u8]) -> bool {
    matches!(
        word,
        b"break" | b"case" | b"continue" | b"coproc" | b"declare" | b"do" | b"done" | b"elif" | b"else"
            | b"esac" | b"export" | b"fi" | b"for" | b"function" | b"if" | b"in" | b"let" | b"local"
            | b"readonly" | b"return" | b"select" | b"then" | b"until" | b"while"
    )
}

/// Whether it is a command of the shell itself. The grammar knows the options of those: they stand before all else.
#[rustfmt::skip]
fn is_builtin(word: &[u8]) -> bool {
    matches!(
        word,
        b"." | b":" | b"bg" | b"cd" | b"command" | b"echo" | b"exec" | b"exit" | b"fg" | b"getopts" | b"hash"
            | b"help" | b"history" | b"jobs" | b"kill" | b"logout" | b"printf" | b"pwd" | b"read" | b"shift"
            | b"shopt" | b"source" | b"times" | b"trap" | b"type" | b"ulimit" | b"umask" | b"unset" | b"wait"
    )
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n')
}
