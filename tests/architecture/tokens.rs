//! Rust sources as a flat list of tokens, and the paths, functions and modules in it.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::str::FromStr;

/// A token and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A path such as `crate::base::Span`, one for each leaf of a list of imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) parts: Vec<String>,
    pub(crate) line: usize,
    /// The names of the modules around it in its own file.
    pub(crate) inside: Vec<String>,
}

/// A function with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
    pub(crate) parameters: usize,
}

/// The tokens of a file; comments are gone, `::`, `->` and `=>` are one token each.
pub(crate) fn read(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    flatten(TokenStream::from_str(text).expect("sources are made of Rust tokens"), &mut tokens);
    tokens
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut joint = false;
    for tree in stream {
        let start = tree.span().start().line;
        let was_joint = std::mem::take(&mut joint);
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                tokens.push(Token { text: open.into(), line: start });
                flatten(group.stream(), tokens);
                tokens.push(Token { text: close.into(), line: group.span_close().end().line });
            }
            TokenTree::Punct(punct) => {
                joint = punct.spacing() == Spacing::Joint;
                let last = tokens.last_mut().filter(|_| was_joint);
                match (last, punct.as_char()) {
                    (Some(last), ':') if last.text == ":" => last.text.push(':'),
                    (Some(last), '>') if last.text == "-" || last.text == "=" => last.text.push('>'),
                    (_, letter) => tokens.push(Token { text: letter.into(), line: start }),
                }
            }
            other => tokens.push(Token { text: other.to_string(), line: start }),
        }
    }
}

/// The paths that begin with one of the given words.
pub(crate) fn paths(tokens: &[Token], heads: &[&str]) -> Vec<Path> {
    let mut found = Vec::new();
    for (at, inside) in modules_around(tokens).into_iter().enumerate() {
        let follows = at > 0 && tokens[at - 1].text == "::";
        let uses = at > 0 && tokens[at - 1].text == "use";
        let leads = tokens.get(at + 1).is_some_and(|next| next.text == "::");
        if follows || !(leads || uses) || !heads.contains(&tokens[at].text.as_str()) {
            continue;
        }
        let mut leaves = Vec::new();
        tree(tokens, at, &mut Vec::new(), &mut leaves);
        found.extend(leaves.into_iter().map(|(parts, line)| Path { parts, line, inside: inside.clone() }));
    }
    found
}

/// Collects the leaves of the path at `at`; returns where it ends.
fn tree(tokens: &[Token], mut at: usize, prefix: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, usize)>) -> usize {
    let before = prefix.len();
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut line = tokens[at].line;
    loop {
        if text(at) == "{" {
            at += 1;
            while !matches!(text(at), "}" | "") {
                at = if text(at) == "," { at + 1 } else { tree(tokens, at, prefix, leaves) };
            }
            prefix.truncate(before);
            return at + 1;
        }
        line = line.max(tokens[at].line);
        prefix.push(text(at).into());
        at += 1;
        let more = text(at + 1) == "{" || text(at + 1) == "*" || is_name(text(at + 1));
        if text(at) != "::" || !more {
            break;
        }
        at += 1;
    }
    leaves.push((prefix.clone(), line));
    prefix.truncate(before);
    while !matches!(text(at), "," | "}" | ";" | "") {
        at += 1;
    }
    at
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// For each token the names of the modules that it stands in, outermost first.
fn modules_around(tokens: &[Token]) -> Vec<Vec<String>> {
    let mut open: Vec<Option<String>> = Vec::new();
    let mut around = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "" => open.push(None),
            "{" => {
                let module = at >= 2 && tokens[at - 2].text == "mod";
                open.push(module.then(|| tokens[at - 1].text.clone()));
            }
            ")" | "]" | "}" => {
                open.pop();
            }
            _ => {}
        }
        around.push(open.iter().flatten().cloned().collect());
    }
    around
}

/// The names of the modules that a file declares, with their lines.
pub(crate) fn modules(tokens: &[Token]) -> Vec<(&str, usize)> {
    let declared =
        tokens.windows(3).filter(|three| three[0].text == "mod" && matches!(three[2].text.as_str(), "{" | ";"));
    declared.map(|three| (three[1].text.as_str(), three[1].line)).collect()
}

/// The functions with a name, also those inside others.
pub(crate) fn functions(tokens: &[Token]) -> Vec<Function> {
    let starts = tokens.windows(2).enumerate().filter(|(_, two)| two[0].text == "fn" && is_name(&two[1].text));
    starts.filter_map(|(at, _)| function(tokens, at)).collect()
}

fn function(tokens: &[Token], at: usize) -> Option<Function> {
    let (name, line) = (tokens[at + 1].text.clone(), tokens[at].line);
    let open = parameters_open(tokens, at + 2)?;
    let close = closing(tokens, open)?;
    let parameters = count_parameters(&tokens[open + 1..close]);
    let mut end = close;
    while !matches!(tokens.get(end)?.text.as_str(), "{" | ";") {
        end = if matches!(tokens[end].text.as_str(), "(" | "[") { closing(tokens, end)? + 1 } else { end + 1 };
    }
    let last = if tokens[end].text == "{" { closing(tokens, end)? } else { end };
    Some(Function { name, line, lines: tokens[last].line - line + 1, parameters })
}

/// Where the parameters of a function open: the first parenthesis outside the angle brackets after its name.
fn parameters_open(tokens: &[Token], from: usize) -> Option<usize> {
    let mut angles = 0;
    (from..tokens.len()).find(|at| {
        match tokens[*at].text.as_str() {
            "<" => angles += 1,
            ">" => angles -= 1,
            "(" => return angles == 0,
            _ => {}
        }
        false
    })
}

fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    (open..tokens.len()).find(|at| {
        match tokens[*at].text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

fn count_parameters(tokens: &[Token]) -> usize {
    let (mut depth, mut count, mut open) = (0, 0, false);
    for token in tokens {
        match token.text.as_str() {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth -= 1,
            "," if depth == 0 => {
                open = false;
                continue;
            }
            _ => {}
        }
        count += usize::from(!open);
        open = true;
    }
    count
}
