//! The codes of diagnostics in the sources: where a diagnostic is made, and where a code is chosen for one.

use super::tokens::{self, Token};
use std::collections::BTreeSet;

/// The functions that make a diagnostic.
const CONSTRUCTORS: &[&str] = &["error", "warning", "note", "new", "unplaced"];

/// The codes that sources give to diagnostics outside their tests.
///
/// Found are words in quotes: the arguments of `Diagnostic::{error, warning, note, new, unplaced}` and of functions and closures
/// that take a `code`; what `let code = …`, `const CODE: … = …` and `fn code` hold; and `Cow::Borrowed("…")`.
pub(crate) fn in_sources(texts: &[String]) -> BTreeSet<String> {
    let code = |text: &String| tokens::read(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text));
    let sources: Vec<_> = texts.iter().map(code).collect();
    let takers: BTreeSet<&str> = sources.iter().flat_map(|tokens| takers(tokens)).collect();
    sources.iter().flat_map(|tokens| in_source(tokens, &takers)).collect()
}

fn in_source(tokens: &[Token], takers: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for at in 0..tokens.len() {
        let word = |offset: usize| tokens.get(at + offset).map_or("", |token| token.text.as_str());
        let declares = at > 0 && matches!(tokens[at - 1].text.as_str(), "fn" | "let");
        let makes = word(0) == "Diagnostic" && CONSTRUCTORS.contains(&word(2));
        let open = match () {
            () if makes => at + 3,
            () if takers.contains(word(0)) && word(1) == "(" && !declares => at + 1,
            () if word(0) == "Cow" && word(2) == "Borrowed" => at + 3,
            () if word(0) == "fn" && word(1) == "code" => at + 1,
            () if matches!(word(0), "code" | "CODE") && matches!(word(1), "=" | ":") && word(2) != "=" => {
                codes.extend(until(&tokens[at..], &[";", ","]));
                continue;
            }
            () => continue,
        };
        let end = if word(0) == "fn" { "}" } else { ")" };
        codes.extend(until(&tokens[open..], &[end]));
        codes.extend(tokens.get(open + 1).filter(|_| word(0) != "fn").and_then(|first| code(&first.text, 1)));
    }
    codes
}

/// The functions and closures that take a parameter named `code`.
fn takers(tokens: &[Token]) -> Vec<&str> {
    let mut found = Vec::new();
    for at in 0..tokens.len().saturating_sub(4) {
        let text = |offset: usize| tokens[at + offset].text.as_str();
        let end: &[&str] = match text(0) {
            "fn" => &["{", ";"],
            "let" if text(2) == "=" && text(3) == "|" => &["{", ";"],
            _ => continue,
        };
        let signature = tokens[at..].iter().map(|token| token.text.as_str()).take_while(|text| !end.contains(text));
        let words: Vec<_> = signature.collect();
        let takes = words.windows(5).any(|five| matches!(five, ["code", ":", "&", "'", "static"] | ["|", "code", ..]));
        let name = Some(tokens[at + 1].text.as_str()).filter(|_| takes);
        found.extend(name.filter(|name| !CONSTRUCTORS.contains(name)));
    }
    found
}

/// The words in quotes that are codes, up to the end of the group that opens first, or up to one of `ends` at its level.
fn until(tokens: &[Token], ends: &[&str]) -> Vec<String> {
    let mut depth = 0;
    let mut found = Vec::new();
    for token in tokens {
        match token.text.as_str() {
            "(" | "{" | "[" => depth += 1,
            ")" | "}" | "]" => depth -= 1,
            text => found.extend(code(text, 2)),
        }
        if depth < 0 || depth == 0 && ends.contains(&token.text.as_str()) {
            break;
        }
    }
    found
}

/// The text of a literal that could be a code: so many words or more in lower case, with hyphens between them.
fn code(literal: &str, least: usize) -> Option<String> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    let words: Vec<_> = text.split('-').collect();
    let word = |word: &&str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase());
    (words.len() >= least && words.iter().all(word)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::in_sources;

    #[track_caller]
    fn finds(text: &str, codes: &[&str]) {
        let found: Vec<_> = in_sources(&[text.to_owned()]).into_iter().collect();
        assert_eq!(found, codes, "{text}");
    }

    #[test]
    fn finds_codes_wherever_they_are_chosen() {
        finds(r#"fn f() { Diagnostic::error("bad-id", &span, "no-Code in text") }"#, &["bad-id"]);
        finds(r#"fn f() { Diagnostic::error("encoding", &span, "other") }"#, &["encoding"]);
        finds(r#"fn f() { Diagnostic::new(Severity::Note, "a-note", &span, "") }"#, &["a-note"]);
        finds(r#"fn broken(link: &L, code: &'static str) {} fn g() { broken(l, "broken-link") }"#, &["broken-link"]);
        finds(r#"fn f() { let refused = |code, why| fault(code, why); refused("too-long", "it is") }"#, &["too-long"]);
        finds(
            r#"fn f() { let code = if image { "an-image" } else { "a-link" }; g("no-code") }"#,
            &["a-link", "an-image"],
        );
        finds(r#"fn code(self) -> &str { match self { A => "a-code" } } fn g() { "no-code" }"#, &["a-code"]);
        finds(r#"const CODE: &str = "a-code"; const OTHER: &str = "no-code";"#, &["a-code"]);
    }

    #[test]
    fn passes_over_tests() {
        finds(
            "fn f() { word(\"no-code\") }\n#[cfg(test)]\nmod tests { fn f() { Diagnostic::error(\"in-test\") } }",
            &[],
        );
    }
}
