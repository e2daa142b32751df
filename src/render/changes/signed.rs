//! Who accepts what each level says: for people at a terminal, for a merge request, for programs.

use super::{json, markdown, text};
use crate::view::signed::{Signed, SignedBy, SignedGone, SignedLevel};

/// The text, with colours or without.
pub fn text(signed: &Signed, colour: bool) -> String {
    let mut out = format!("{}\n", text::strong(&signed.summary(), colour));
    for level in &signed.levels {
        let title = text::strong(&level.title, colour);
        let owner = level.owner.as_ref().map(|owner| format!(" · {owner}")).unwrap_or_default();
        out.push_str(&format!("\n{title}{}\n", text::plain(&format!(" ({}){owner}", level.id))));
        for words in sentences(level) {
            out.push_str(&format!("  {}\n", text::plain(&words.0)));
            let lines = words.1.map(|signature| text::lines(&signature.lines, colour)).unwrap_or_default();
            lines.iter().for_each(|line| out.push_str(&format!("    {line}\n")));
        }
    }
    for gone in &signed.gone {
        out.push_str(&format!("\n{}\n", text::plain(&farewell(gone))));
    }
    out
}

/// The text for a merge request.
pub fn markdown(signed: &Signed) -> String {
    let mut out = format!("## Sign-off\n\n{}.\n", markdown::sentence(&markdown::escaped(&signed.summary())));
    for level in &signed.levels {
        let owner = level.owner.as_ref().map(|owner| format!(" · {}", markdown::escaped(owner))).unwrap_or_default();
        out.push_str(&format!("\n### {}{owner}\n", markdown::escaped(&level.title)));
        for (words, signature) in sentences(level) {
            out.push_str(&format!("\n{}.\n", markdown::sentence(&markdown::escaped(&words))));
            let lines = signature.map(|signature| markdown::lines(&signature.lines)).unwrap_or_default();
            out.push_str(&if lines.is_empty() { lines } else { format!("\n{lines}") });
        }
    }
    for gone in &signed.gone {
        out.push_str(&format!("\n{}.\n", markdown::sentence(&markdown::escaped(&farewell(gone)))));
    }
    out
}

/// One object, on lines of its own. The fields are stable; new ones may be added.
pub fn json(signed: &Signed) -> String {
    format!("{}\n", json::inert(&serde_json::to_string_pretty(signed).unwrap_or_default()))
}

/// What is said of a level, each sentence with the signature that it is about.
fn sentences(level: &SignedLevel) -> Vec<(String, Option<&SignedBy>)> {
    match level.signatures.as_slice() {
        [] => vec![("nobody has signed it".to_owned(), None)],
        signatures => signatures.iter().map(|it| (it.words.clone(), Some(it))).collect(),
    }
}

fn farewell(gone: &SignedGone) -> String {
    let SignedGone { level, by, date } = gone;
    format!("the level `{level}`, which {by} signed on {}, is no more: `rungbook review --withdraw {level}`", date.text)
}
