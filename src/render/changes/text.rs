//! What changed between two versions, for people at a terminal.
//!
//! In colours the words that went are struck through and those that came are underlined, so that nobody has to tell
//! red from green; without colours they stand as `[-went-]` and `{+came+}`.

use super::{about, count, is_said, meaning, title};
use crate::base::tame;
use crate::view::between::Between;
use crate::view::told::{Changed, Line, Run, RunSide};
use anstyle::{AnsiColor, Style};

const STRONG: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const WENT: Style = AnsiColor::Red.on_default().strikethrough();
const CAME: Style = AnsiColor::Green.on_default().underline();

/// The text, with colours or without.
pub fn text(between: &Between, colour: bool) -> String {
    let pen = Pen { colour };
    let head = format!("{} → {}: {}", between.old.name, between.new.name, count(between));
    let things = between.told.things.iter().map(|changed| format!("\n{}", pen.thing(changed)));
    std::iter::once(format!("{}\n", pen.drawn(STRONG, &head))).chain(things).collect()
}

/// The changes of a thing, each on a line of its own.
pub(super) fn lines(lines: &[Line], colour: bool) -> Vec<String> {
    lines.iter().filter(|line| is_said(line)).map(|line| Pen { colour }.line(line)).collect()
}

/// Words that stand out.
pub(super) fn strong(words: &str, colour: bool) -> String {
    Pen { colour }.drawn(STRONG, words)
}

/// Words as they are, and nothing that rules a terminal.
pub(super) fn plain(words: &str) -> String {
    Pen { colour: false }.drawn(QUIET, words)
}

/// How words are marked.
#[derive(Clone, Copy)]
struct Pen {
    colour: bool,
}

impl Pen {
    fn drawn(self, style: Style, text: &str) -> String {
        let text = tame(text).replace('\n', " ");
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text }
    }

    fn thing(self, changed: &Changed) -> String {
        let title = self.drawn(STRONG, &title(changed));
        let kind = self.drawn(QUIET, &format!(" ({} {})", changed.kind, changed.id));
        let about = Some(about(changed)).filter(|about| !about.is_empty());
        let about = about.map(|about| format!(": {}", self.drawn(Style::new(), &about))).unwrap_or_default();
        let lines = changed.lines.iter().filter(|line| is_said(line)).map(|line| format!("  {}\n", self.line(line)));
        std::iter::once(format!("{title}{kind}{about}\n")).chain(lines).collect()
    }

    fn line(self, line: &Line) -> String {
        let words: String = line.words.iter().map(|run| self.run(run)).collect();
        let note = line.note.as_ref().map(|note| self.drawn(Style::new(), note));
        let said = match (words.is_empty(), note) {
            (true, note) => note.unwrap_or_default(),
            (false, None) => words,
            (false, Some(note)) => format!("{words} ({note})"),
        };
        let label = self.drawn(STRONG, &line.label);
        let label = if label.is_empty() || said.is_empty() { label } else { format!("{label}: ") };
        let meaning = meaning(line).map(|meaning| self.drawn(QUIET, &format!(" · {meaning}")));
        format!("{:<9} {label}{said}{}", line.verb, meaning.unwrap_or_default())
    }

    fn run(self, run: &Run) -> String {
        match (run.side, self.colour) {
            (RunSide::Same, _) => self.drawn(Style::new(), &run.text),
            (RunSide::Deleted, true) => self.drawn(WENT, &run.text),
            (RunSide::Inserted, true) => self.drawn(CAME, &run.text),
            (RunSide::Deleted, false) => format!("[-{}-]", self.drawn(WENT, &run.text)),
            (RunSide::Inserted, false) => format!("{{+{}+}}", self.drawn(CAME, &run.text)),
        }
    }
}
