//! What changed between two versions, written down: one format, one file.

pub mod json;
pub mod markdown;
pub mod request;
pub mod signed;
#[cfg(test)]
mod tests;
pub mod text;

use crate::view::between::Between;
use crate::view::told::{Changed, Line, Mark, Whole};

/// How many changes there are and what they come to, such as `12 changes, a major release`.
fn count(between: &Between) -> String {
    let changes = match between.told.count {
        0 => return "nothing changed".to_owned(),
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    };
    let release = between.told.release.map(|release| format!(", a {release} release"));
    format!("{changes}{}", release.unwrap_or_default())
}

/// The title of a thing, with its ladder where that is needed.
fn title(changed: &Changed) -> String {
    let ladder = changed.ladder.as_ref().map(|ladder| format!(", {ladder}"));
    format!("{}{}", changed.title, ladder.unwrap_or_default())
}

/// What happened to a thing as a whole, and what that means for those who hold it.
fn about(changed: &Changed) -> String {
    let whole = changed.whole.iter().map(|whole| match whole {
        Whole::Added => "new".to_owned(),
        Whole::Removed => "removed".to_owned(),
        Whole::Renamed => {
            changed.was.as_ref().map_or_else(|| "renamed".to_owned(), |was| format!("renamed from {was}"))
        }
        Whole::Moved => "moved".to_owned(),
    });
    let meaning = Some(changed.meaning.clone()).filter(|meaning| !meaning.is_empty());
    whole.chain(meaning).collect::<Vec<_>>().join(", ")
}

/// Whether a line says anything that is not said over it: that a thing is new or gone is.
fn is_said(line: &Line) -> bool {
    !(line.label.is_empty() && line.words.is_empty() && line.note.is_none())
}

/// What a line means for the bar, where its thing or its verb does not say so already.
fn meaning(line: &Line) -> Option<&'static str> {
    let is_said = line.label.is_empty() || matches!(line.class, Mark::Prose | Mark::Renames | Mark::Moves | Mark::Pay);
    (!is_said).then(|| line.class.label())
}
