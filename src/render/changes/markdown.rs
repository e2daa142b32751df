//! What changed between two versions, for a merge request: Markdown as GitHub and GitLab show it.
//!
//! Authors' words are escaped, so that they can neither format the text nor call anybody's attention: no markup, no
//! HTML, no `@name`, no `#12`.

use super::{about, count, is_said, meaning, title};
use crate::base::tame;
use crate::view::between::Between;
use crate::view::told::{Changed, Line, Run, RunSide};

/// The text.
pub fn text(between: &Between) -> String {
    let versions = format!("{} → {}", escaped(&between.old.name), escaped(&between.new.name));
    let mut text = format!("## What changed: {versions}\n\n{}.\n", sentence(&count(between)));
    for changed in &between.told.things {
        text.push_str(&thing(changed));
    }
    text
}

/// The changes of a thing, each an entry of a list.
pub(super) fn lines(lines: &[Line]) -> String {
    lines.iter().filter(|line| is_said(line)).map(line).collect()
}

/// A thing with its changes.
pub(super) fn thing(changed: &Changed) -> String {
    let about = Some(about(changed)).filter(|about| !about.is_empty());
    let about = about.map(|about| format!(": {}", escaped(&about))).unwrap_or_default();
    let lines = lines(&changed.lines);
    let gap = if lines.is_empty() { "" } else { "\n" };
    format!("\n### {} ({}){about}\n{gap}{lines}", escaped(&title(changed)), changed.kind)
}

fn line(line: &Line) -> String {
    let words: String = line.words.iter().map(run).collect();
    let note = line.note.as_ref().map(|note| escaped(note));
    let said = match (words.is_empty(), note) {
        (true, note) => note.unwrap_or_default(),
        (false, None) => words,
        (false, Some(note)) => format!("{words} ({note})"),
    };
    let label = escaped(&line.label);
    let verb = sentence(line.verb);
    let head = if label.is_empty() { format!("**{verb}**") } else { format!("**{verb}** {label}") };
    let colon = if said.is_empty() || label.is_empty() { " " } else { ": " };
    let meaning = meaning(line).map(|meaning| format!(" · *{meaning}*")).unwrap_or_default();
    format!("- {head}{colon}{said}{meaning}\n")
}

fn run(run: &Run) -> String {
    let text = escaped(&run.text);
    match run.side {
        RunSide::Same => text,
        RunSide::Deleted => format!("<del>{text}</del>"),
        RunSide::Inserted => format!("<ins>{text}</ins>"),
    }
}

/// Words that are shown as they are. A name or a number behind a sign that would refer to somebody or something is
/// parted from it by a space of no width.
pub(super) fn escaped(text: &str) -> String {
    let text = tame(text).replace('\n', " ");
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            letter if r"\`*_[]|~$#!@^{}".contains(letter) => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
        let refers = "@#!~%&$^".contains(letter);
        if refers && letters.peek().is_some_and(|next| next.is_alphanumeric() || "\"_".contains(*next)) {
            escaped.push_str("&#8203;");
        }
    }
    escaped.replace("://", ":&#8203;//").replace("www.", "www&#8203;.")
}

pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
