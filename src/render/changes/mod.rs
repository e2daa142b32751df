//! What changed between two versions, written down: one format, one file.

pub mod json;
pub mod markdown;
pub mod text;

use crate::view::between::Between;
use crate::view::told::{Changed, Line, RunSide, Whole};

/// How many changes there are and what they come to, such as `a major release, 12 changes`.
fn count(between: &Between) -> String {
    let changes = match between.told.count {
        0 => return "nothing changed".to_owned(),
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    };
    let release = between.told.release.map(|release| format!(", {release}"));
    format!("{changes}{}", release.unwrap_or_default())
}

/// What happened to a thing as a whole, and what that means for those who hold it.
fn about(changed: &Changed) -> Vec<String> {
    let whole = changed.whole.iter().map(|whole| match whole {
        Whole::Added => "new".to_owned(),
        Whole::Removed => "removed".to_owned(),
        Whole::Renamed => changed.was.as_ref().map_or_else(|| "renamed".to_owned(), |was| format!("was `{was}`")),
        Whole::Moved => "moved".to_owned(),
    });
    whole.chain(Some(changed.meaning.clone()).filter(|meaning| !meaning.is_empty())).collect()
}

/// Whether a line says anything that is not said over it: that a thing is new or gone is.
fn is_said(line: &Line) -> bool {
    !(line.label.is_empty() && line.words.is_empty() && line.note.is_none())
}

/// Whether a line has words that changed and words that did not.
fn is_mixed(line: &Line) -> bool {
    line.words.iter().any(|run| run.side == RunSide::Same) || line.words.len() > 1
}
