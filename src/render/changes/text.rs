//! What changed between two versions, for people at a terminal.

use super::{about, count, is_said};
use crate::base::tame;
use crate::view::between::Between;
use crate::view::told::{Changed, Line, Run, RunSide};
use anstyle::{AnsiColor, Style};

/// The text, with colours or without.
pub fn text(between: &Between, colour: bool) -> String {
    let pen = Pen { colour };
    let head = format!("{} → {}: {}", between.old.name, between.new.name, count(between));
    let mut text = format!("{}\n", pen.drawn(HEADING, &head));
    for changed in &between.told.things {
        text.push('\n');
        thing(&mut text, changed, pen);
    }
    text
}

const HEADING: Style = Style::new().bold();
const LABEL: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const GONE: Style = AnsiColor::Red.on_default().strikethrough();
const CAME: Style = AnsiColor::Green.on_default().underline();

/// How words are marked.
#[derive(Clone, Copy)]
struct Pen {
    colour: bool,
}

impl Pen {
    fn drawn(self, style: Style, text: &str) -> String {
        let text = tame(text).replace('\n', " ");
        if self.colour { format!("{style}{text}{style:#}") } else { text }
    }
}

fn thing(text: &mut String, changed: &Changed, pen: Pen) {
    let about = about(changed).join(", ");
    let about = if about.is_empty() { String::new() } else { pen.drawn(QUIET, &format!(": {about}")) };
    let kind = pen.drawn(QUIET, &format!(" ({} {})", changed.kind, changed.id));
    let ladder = changed.ladder.as_ref().map(|ladder| format!(", {ladder}")).unwrap_or_default();
    text.push_str(&format!("{}{kind}{about}\n", pen.drawn(HEADING, &format!("{}{ladder}", changed.title))));
    for said in changed.lines.iter().filter(|said| is_said(said)) {
        text.push_str(&format!("  {}\n", line(said, pen)));
    }
}

fn line(line: &Line, pen: Pen) -> String {
    let label = if line.label.is_empty() { String::new() } else { pen.drawn(LABEL, &format!("{}: ", line.label)) };
    let words: String = line.words.iter().map(|run| marked(run, pen)).collect();
    let note = line.note.as_ref().map(|note| format!(" ({})", tame(note))).unwrap_or_default();
    let class = pen.drawn(QUIET, &format!(" · {}", line.class.label()));
    format!("{:<9} {label}{words}{note}{class}", line.verb)
}

fn marked(run: &Run, pen: Pen) -> String {
    match (run.side, pen.colour) {
        (RunSide::Same, _) => pen.drawn(Style::new(), &run.text),
        (RunSide::Deleted, true) => pen.drawn(GONE, &run.text),
        (RunSide::Inserted, true) => pen.drawn(CAME, &run.text),
        (RunSide::Deleted, false) => format!("[-{}-]", pen.drawn(GONE, &run.text)),
        (RunSide::Inserted, false) => format!("{{+{}+}}", pen.drawn(CAME, &run.text)),
    }
}
