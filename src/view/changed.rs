//! A thing that changed, as pages show it: its marks, what it means for people, its lines.

use super::builder::Builder;
use super::told::{self, Mark, Run, Whole};
use crate::base::slug;
use crate::model::things::Thing;
use serde::Serialize;

/// A thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChangedThing {
    /// Its id on the page of the release.
    pub id: String,
    /// What kind of thing it is, such as `level`.
    pub kind: &'static str,
    /// What it is called; of what is gone, what it was called.
    pub title: String,
    /// A level's code, as it is today.
    pub code: Option<String>,
    /// Its page, where it has one still.
    pub href: Option<String>,
    /// What happened to it, in a word or two each, the gravest first.
    pub badges: Vec<Badge>,
    /// What that means for those who hold the level; absent where nobody is asked for more or less.
    pub meaning: Option<Meaning>,
    /// Its changes.
    pub lines: Vec<ChangedLine>,
    /// How many more there are.
    pub more: usize,
}

/// What changes mean for those who hold a level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Meaning {
    /// Who holds it: `a Staff Engineer`.
    pub holder: String,
    /// What is asked of them: `3 new, 1 dropped`.
    pub words: String,
}

/// What happened to a thing, in a word or two.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Badge {
    /// Its class: `added`, `removed`, `renamed`, `moved`, `raises`, `lowers`, `clarifies`, `rewords`, `moves`,
    /// `renames`, `pay` or `prose`.
    pub class: &'static str,
    /// What readers see, such as `raises the bar`.
    pub label: String,
}

/// One change of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChangedLine {
    /// What happened, in a word: `added`, `reworded`, `raised`.
    pub verb: &'static str,
    /// What it is about, such as `Reliability`; empty for the thing itself.
    pub label: String,
    /// What was and what is, word by word; empty where nothing can be said word by word.
    pub words: Vec<Run>,
    /// What else to say, such as `+5 %`, `moved from Senior Engineer` or why it asks for more.
    pub note: Option<String>,
}

/// How much of a thing's changes a page shows.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The most lines.
    pub lines: usize,
    /// The most letters of a run of words.
    pub letters: usize,
}

impl Limit {
    /// Everything.
    pub const NONE: Self = Self { lines: usize::MAX, letters: usize::MAX };
}

/// A thing that changed, on a page.
pub fn changed(page: &Builder<'_>, changed: &told::Changed, limit: Limit) -> ChangedThing {
    let link = changed.thing.as_ref().and_then(|thing| page.link(thing));
    let level = match &changed.thing {
        Some(Thing::Level(id)) => page.shown.level(id),
        _ => None,
    };
    ChangedThing {
        id: anchor(changed),
        kind: changed.kind,
        title: changed.title.clone(),
        code: level.and_then(|level| level.code.as_ref()).map(|code| code.plain()),
        href: link.map(|link| link.href),
        badges: badges(changed),
        meaning: meaning(changed),
        more: more(changed, limit),
        lines: lines(changed, limit),
    }
}

/// The id of a thing on the page of a release.
pub fn anchor(changed: &told::Changed) -> String {
    format!("{}-{}", changed.kind.replace(' ', "-"), slug(&changed.id))
}

/// What happened to a thing as a whole, and what its other changes mean.
pub fn badges(changed: &told::Changed) -> Vec<Badge> {
    let has = |whole: Whole| changed.whole.contains(&whole);
    let of_whole = |whole: &Whole| match whole {
        Whole::Added => Badge { class: "added", label: format!("new {}", changed.kind) },
        Whole::Removed => Badge { class: "removed", label: "removed".to_owned() },
        Whole::Renamed => Badge { class: "renamed", label: "renamed".to_owned() },
        Whole::Moved => Badge { class: "moved", label: "moved".to_owned() },
    };
    if let Some(only) = changed.whole.iter().find(|whole| matches!(whole, Whole::Added | Whole::Removed)) {
        return vec![of_whole(only)];
    }
    let said =
        |mark: &&Mark| !(has(Whole::Renamed) && **mark == Mark::Renames || has(Whole::Moved) && **mark == Mark::Moves);
    let marks = changed.classes.iter().filter(said);
    let marks = marks.map(|mark| Badge { class: class(*mark), label: mark.label().to_owned() });
    changed.whole.iter().map(of_whole).chain(marks).collect()
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Raises => "raises",
        Mark::Lowers => "lowers",
        Mark::Clarifies => "clarifies",
        Mark::Rewords => "rewords",
        Mark::Moves => "moves",
        Mark::Renames => "renames",
        Mark::Pay => "pay",
        Mark::Prose => "prose",
    }
}

/// What the changes of a level mean for those who hold it, where anything is asked of them that was not.
pub fn meaning(changed: &told::Changed) -> Option<Meaning> {
    let whole = changed.whole.iter().any(|whole| matches!(whole, Whole::Added | Whole::Removed));
    let matters = changed.classes.iter().any(|mark| matches!(mark, Mark::Raises | Mark::Lowers));
    let article = if changed.title.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
    let meaning = || Meaning { holder: format!("{article} {}", changed.title), words: changed.meaning.clone() };
    (!whole && matters && !changed.meaning.is_empty()).then(meaning)
}

/// The lines of a thing, as far as the limit goes.
pub fn lines(changed: &told::Changed, limit: Limit) -> Vec<ChangedLine> {
    let line = |line: &told::Line| ChangedLine {
        verb: line.verb,
        label: line.label.clone(),
        words: line.words.iter().map(|run| Run { side: run.side, text: short(&run.text, limit.letters) }).collect(),
        note: note(changed, line),
    };
    said(changed).take(limit.lines).map(line).collect()
}

/// How many lines a limit leaves out.
pub fn more(changed: &told::Changed, limit: Limit) -> usize {
    said(changed).count().saturating_sub(limit.lines)
}

/// The lines that say more than the badges.
fn said(changed: &told::Changed) -> impl Iterator<Item = &told::Line> {
    let says = |line: &&told::Line| !line.words.is_empty() || !line.label.is_empty() || note(changed, line).is_some();
    changed.lines.iter().filter(says)
}

/// What else to say of a line: what was told, that only an id is another, else why it asks for more or less.
fn note(changed: &told::Changed, line: &told::Line) -> Option<String> {
    let is_id = line.verb == "renamed" && line.words.is_empty() && line.label.is_empty();
    let id = changed.was.as_ref().filter(|_| is_id).map(|was| format!("in its id alone, which was {was}"));
    let why = || (matches!(line.verb, "raised" | "lowered") && line.class != Mark::Pay).then(|| line.why.to_owned());
    line.note.clone().or(id).or_else(why)
}

/// The first words of a text.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", head.get(..end).unwrap_or(&head).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn of(whole: &[Whole], classes: &[Mark]) -> told::Changed {
        told::Changed {
            kind: "level",
            id: Arc::from("staff"),
            was: None,
            title: "Staff".into(),
            ladder: None,
            thing: None,
            whole: whole.to_vec(),
            meaning: "1 new".into(),
            classes: classes.to_vec(),
            lines: Vec::new(),
        }
    }

    #[test]
    fn what_a_badge_says_is_said_once() {
        let labels =
            |changed: &told::Changed| -> Vec<String> { badges(changed).into_iter().map(|badge| badge.label).collect() };
        assert_eq!(labels(&of(&[Whole::Added], &[Mark::Raises])), ["new level"]);
        assert_eq!(labels(&of(&[Whole::Renamed], &[Mark::Raises, Mark::Renames])), ["renamed", "raises the bar"]);
        assert_eq!(labels(&of(&[], &[Mark::Rewords, Mark::Pay])), ["wording", "pay"]);
    }

    #[test]
    fn only_those_who_hold_a_level_are_told_what_it_means() {
        let told = Meaning { holder: "a Staff".into(), words: "1 new".into() };
        assert_eq!(meaning(&of(&[], &[Mark::Raises])), Some(told));
        assert_eq!(meaning(&of(&[Whole::Added], &[Mark::Raises])), None);
        assert_eq!(meaning(&of(&[], &[Mark::Rewords])), None);
    }

    #[test]
    fn a_long_run_is_cut_between_words() {
        assert_eq!(short("one two three", 9), "one two…");
        assert_eq!(short("one", 9), "one");
    }
}
