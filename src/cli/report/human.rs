//! For people, as rustc prints it: the line shown, what is wrong in it, other places, what to do.

use super::{Place, Report, Source};
use crate::base::{Diagnostic, Severity, tame};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// How many lines of one place are shown.
const MOST_LINES: usize = 6;

/// How many bytes of a line are shown before and after its place.
const MARGIN: usize = 400;

pub(super) fn text(report: &Report<'_>) -> String {
    let renderer = Renderer::styled();
    let mut text = String::new();
    for found in &report.diagnostics {
        let places: Vec<Place<'_>> = super::spans(found).map(|span| report.place(span)).collect();
        let excerpts: Vec<Option<Excerpt>> = places.iter().map(Excerpt::of).collect();
        let mut shown = renderer.render(&[group(found, &places, &excerpts)]);
        for (place, excerpt) in places.iter().zip(&excerpts) {
            if let Some((wrong, right)) = excerpt.as_ref().and_then(|excerpt| excerpt.correction(place)) {
                shown = shown.replacen(&wrong, &right, 1);
            }
        }
        text.push_str(&shown);
        text.push_str("\n\n");
    }
    if !report.left_out.is_empty() {
        let left_out =
            report.left_out.iter().map(|((severity, code), count)| format!("{count} {}[{code}]", severity.word()));
        let left_out = left_out.collect::<Vec<_>>().join(", ");
        text.push_str(&tame(&format!("more of the same: {left_out}; `rungbook check` shows them all\n\n")));
    }
    if !report.diagnostics.is_empty() {
        text.push_str(&report.count());
        text.push('\n');
    }
    text
}

/// The text for a command that could not run.
pub(in crate::cli) fn failure(message: &str, help: Option<&str>) -> String {
    let error = Group::with_title(Level::ERROR.primary_title(tame(message)));
    let help = help.map(|help| Group::with_title(Level::HELP.primary_title(tame(help))));
    let groups = std::iter::once(error).chain(help);
    groups.map(|group| format!("{}\n", Renderer::styled().render(&[group]))).collect()
}

fn group<'a>(found: &'a Diagnostic, places: &'a [Place<'_>], excerpts: &'a [Option<Excerpt>]) -> Group<'a> {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = tame(&found.message).replace('\n', " ");
    let own = found.span.iter().map(|_| (AnnotationKind::Primary, None));
    let others = found.related.iter().map(|other| (AnnotationKind::Context, Some(tame(&other.message))));
    let marks = own.chain(others).zip(places.iter().zip(excerpts));
    let elements = marks.map(|((kind, label), (place, excerpt))| match excerpt {
        Some(excerpt) => {
            let mark = kind.span(excerpt.mark.clone()).label(label);
            Snippet::source(&excerpt.text).line_start(excerpt.line).path(&place.file).annotation(mark).into()
        }
        None => Element::from(Origin::path(&place.file)),
    });
    let help = found.help.as_ref().map(|help| Level::HELP.message(tame(help)).into());
    Group::with_title(level.primary_title(message).id(&*found.code)).elements(elements.chain(help))
}

/// The lines of a place as they may be shown.
struct Excerpt {
    /// The first line's number, from 1.
    line: usize,
    /// The lines; of long ones only the part around the place.
    text: String,
    /// Where the place is in the text.
    mark: Range<usize>,
    /// Whether the first line is shown from its start.
    whole: bool,
}

impl Excerpt {
    fn of(place: &Place<'_>) -> Option<Self> {
        let (source, span) = (place.source?, &place.span);
        let first = source.line_of(span.start);
        let last = source.line_of(span.end.saturating_sub(1).max(span.start));
        let last = if last - first < MOST_LINES { last } else { first };
        let mut excerpt = Self { line: first + 1, text: String::new(), mark: 0..0, whole: true };
        for line in first..=last {
            excerpt.add(source, span, line);
        }
        Some(excerpt)
    }

    /// Adds a line, counted from 0.
    fn add(&mut self, source: &Source<'_>, span: &Range<usize>, line: usize) {
        let (bytes, start) = source.line(line);
        let from = span.start.saturating_sub(start).min(bytes.len());
        let to = span.end.saturating_sub(start).min(bytes.len()).max(from);
        let window = window(bytes, from, to);
        let part = |range: Range<usize>| visible(bytes.get(range).unwrap_or_default());
        let is_first = line + 1 == self.line;
        if !is_first {
            self.text.push('\n');
        }
        if window.start > 0 {
            self.text.push('…');
        }
        self.text.push_str(&part(window.start..from));
        if is_first {
            self.mark.start = self.text.len();
            self.whole = window.start == 0;
        }
        self.text.push_str(&part(from..to.min(window.end)));
        self.mark.end = self.text.len();
        self.text.push_str(&part(to.min(window.end)..window.end));
        if window.end < bytes.len() {
            self.text.push('…');
        }
    }

    /// The place as the printer counts it and as it is, where the printer saw only a part of the line.
    fn correction(&self, place: &Place<'_>) -> Option<(String, String)> {
        if self.whole {
            return None;
        }
        let counted = self.text.get(..self.mark.start)?.chars().count() + 1;
        Some((format!("{}:{}:{counted}", place.file, self.line), place.shown()))
    }
}

/// The part of a line that is shown around `from..to`; whole characters.
fn window(bytes: &[u8], from: usize, to: usize) -> Range<usize> {
    let inside = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let start = if from > 2 * MARGIN { from - MARGIN } else { 0 };
    let start = (start..from).find(|at| !inside(at)).unwrap_or(from);
    let end = bytes.len().min(to.min(from + MARGIN) + MARGIN);
    let end = (from..=end).rev().find(|at| !inside(at)).unwrap_or(end);
    start..end
}

/// Bytes as text of which no character rules a terminal; the printer itself shows the other control characters.
fn visible(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let shown = text.chars().filter(|letter| *letter != '\u{feff}');
    shown.map(|letter| if matches!(letter, '\u{80}'..='\u{9f}') { '\u{fffd}' } else { letter }).collect()
}
