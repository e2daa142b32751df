//! What is wrong with a handbook as HTML: what, where, the line itself, what to do. Nothing in it is markup but ours.

use crate::base::{Diagnostic, Position, Severity, Snapshot, Span, encode, tame};
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

/// How many diagnostics are shown; a terminal shows them all.
const MOST: usize = 60;

/// How many bytes of a line are shown before and after its place.
const MARGIN: usize = 160;

/// What is needed to show the place of a diagnostic.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    /// The handbook's folder.
    pub(super) root: &'a Path,
    /// The files that the diagnostics speak of.
    pub(super) now: &'a Snapshot,
    /// The template of links that open a file; `None` where there are to be none.
    pub(super) editor: Option<&'a str>,
    /// The paths of the files that were saved last.
    pub(super) saved: &'a [String],
}

/// Diagnostics as HTML, the worst first; of those first the ones of the files that were saved last, of which the others
/// may only follow; then in order of their places. Equal ones once.
pub(super) fn list(diagnostics: &[Diagnostic], places: Places<'_>) -> String {
    let mut sorted = sorted(diagnostics);
    let is_saved = |found: &Diagnostic| {
        found.span.as_ref().is_some_and(|span| places.saved.iter().any(|path| **path == *span.file))
    };
    sorted.sort_by_key(|found| (found.severity, !is_saved(found)));
    let mut html = String::from("<ol class=\"faults\">\n");
    for found in sorted.iter().take(MOST) {
        item(&mut html, found, places);
    }
    html.push_str("</ol>\n");
    if sorted.len() > MOST {
        let _ = writeln!(
            html,
            "<p class=\"more\">and {} more: <code>rungbook check</code> shows them all</p>",
            sorted.len() - MOST
        );
    }
    html
}

/// How many there are of a severity.
pub(super) fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    sorted(diagnostics).iter().filter(|found| found.severity == severity).count()
}

/// How many there are, such as `2 errors, 1 warning`; empty for none.
pub(super) fn counts(diagnostics: &[Diagnostic]) -> String {
    let counted = [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(|severity| {
        let count = count(diagnostics, severity);
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.word()))
    });
    counted.collect::<Vec<_>>().join(", ")
}

fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| {
        let places = a.severity.cmp(&b.severity).then_with(|| a.span.cmp(&b.span));
        places.then_with(|| a.code.cmp(&b.code)).then_with(|| a.message.cmp(&b.message))
    });
    sorted.dedup();
    sorted
}

fn item(html: &mut String, found: &Diagnostic, places: Places<'_>) {
    let word = found.severity.word();
    let (message, code) = (words(&found.message), escaped(&found.code));
    let _ = writeln!(
        html,
        "<li class=\"{word}\">\n<p class=\"what\"><b>{word}</b> {message} <span class=\"code\">{code}</span></p>"
    );
    if let Some(span) = &found.span {
        place(html, span, "", places);
    }
    for related in &found.related {
        place(html, &related.span, &related.message, places);
    }
    if let Some(help) = &found.help {
        let _ = writeln!(html, "<p class=\"help\"><b>help</b> {}</p>", words(help));
    }
    html.push_str("</li>\n");
}

/// A place with its line, and what stands there.
fn place(html: &mut String, span: &Span, message: &str, places: Places<'_>) {
    let file = escaped(&span.file);
    let message = if message.is_empty() { String::new() } else { format!(" {}", words(message)) };
    let Some(bytes) = places.now.get(&span.file) else {
        let _ = writeln!(html, "<p class=\"where\"><code>{file}</code>{message}</p>");
        return;
    };
    let Position { line, column } = Position::of(bytes, span.start);
    let shown = format!("<code>{file}:{line}:{column}</code>");
    let shown = match places.editor {
        Some(editor) => {
            let path = encode(&places.root.join(&*span.file).to_string_lossy().replace('\\', "/"));
            let (line, column) = (line.to_string(), column.to_string());
            let path = path.trim_start_matches("//%3F/"); // how Windows begins a whole path
            let href = editor.replace("{path}", path.trim_start_matches('/'));
            let href = href.replace("{line}", &line).replace("{column}", &column);
            format!("<a href=\"{}\">{shown}</a>", escaped(&href))
        }
        None => shown,
    };
    let _ = writeln!(html, "<p class=\"where\">{shown}{message}</p>");
    excerpt(html, bytes, span.start..span.end, line);
}

/// The line on which a place begins, with a mark under it.
fn excerpt(html: &mut String, bytes: &[u8], span: Range<usize>, number: usize) {
    let start = span.start.min(bytes.len());
    let from = bytes.iter().take(start).rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest = bytes.get(start..).unwrap_or_default();
    let to = rest.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| start + at);
    let end = span.end.clamp(start, to);
    let part = |range: Range<usize>| {
        let text = String::from_utf8_lossy(bytes.get(range).unwrap_or_default());
        escaped(text.trim_end_matches('\r').trim_start_matches('\u{feff}'))
    };
    let (first, last) =
        (whole(bytes, from.max(start.saturating_sub(MARGIN))), whole(bytes, to.min(end.min(start + MARGIN) + MARGIN)));
    let marked = end.min(last).max(start);
    let (before, after) = (if first > from { "…" } else { "" }, if last < to { "…" } else { "" });
    let class = if marked == start { " class=\"point\"" } else { "" };
    let _ = writeln!(
        html,
        "<pre><span class=\"number\">{number}</span>{before}{}<mark{class}>{}</mark>{}{after}</pre>",
        part(first..start),
        part(start..marked),
        part(marked..last),
    );
}

/// The start of the character that `at` lies in.
fn whole(bytes: &[u8], at: usize) -> usize {
    let inside = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    (0..=at).rev().take(4).find(|at| !inside(at)).unwrap_or(at)
}

/// A message, with what stands in backticks as code.
fn words(message: &str) -> String {
    let mut html = String::new();
    for (at, part) in message.split('`').enumerate() {
        let part = escaped(part);
        html.push_str(&if at % 2 == 1 { format!("<code>{part}</code>") } else { part });
    }
    html
}

/// Text as HTML shows it, in an attribute as well; what would rule the reading of it is made visible.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in tame(text).chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn shown(text: &str, range: Range<usize>, message: &str) -> String {
        let file: Arc<str> = Arc::from("content/<b>.md");
        let now: Snapshot = [(file.clone(), text.as_bytes().to_vec())].into_iter().collect();
        let found = Diagnostic::error("broken-link", &Span::new(&file, range), message).help("write `\"x\"`");
        let editor = Some("vscode://file/{path}:{line}:{column}");
        list(&[found.clone(), found], Places { root: Path::new("/home/a b"), now: &now, editor, saved: &[] })
    }

    #[test]
    fn a_fault_says_what_where_and_what_to_do() {
        let html = shown("one\ntwo é [[x]] end\n", 11..16, "no `x`");
        assert!(html.contains("<b>error</b> no <code>x</code> <span class=\"code\">broken-link</span>"), "{html}");
        assert!(html.contains("<a href=\"vscode://file/home/a%20b/content/%3Cb%3E.md:2:7\">"), "{html}");
        assert!(html.contains("content/&lt;b&gt;.md:2:7"), "{html}");
        assert!(html.contains("<span class=\"number\">2</span>two é <mark>[[x]]</mark> end</pre>"), "{html}");
        assert!(html.contains("<b>help</b> write <code>&quot;x&quot;</code>"), "{html}");
        assert_eq!(html.matches("<li").count(), 1, "equal ones are said once");
    }

    #[test]
    fn nothing_in_a_fault_is_markup() {
        let html = shown("<script>alert(1)</script>\u{202e}\u{1b}[31m", 0..8, "<img src=x onerror=alert(1)>`<i>`\"'&");
        for bad in ["<script", "<img", "<i>", "\u{202e}", "\u{1b}"] {
            assert!(!html.contains(bad), "{bad}: {html}");
        }
    }

    #[test]
    fn of_a_long_line_only_the_part_around_the_place_is_shown() {
        let html = shown(&"é".repeat(9000), 9000..9002, "here");
        assert!(html.len() < 1500 && html.contains("…") && !html.contains('\u{fffd}'), "{html}");
        assert!(shown("", 0..0, "here").contains("<mark class=\"point\"></mark>"));
        assert!(shown("x", 900..990, "here").contains("<mark class=\"point\"></mark>"));
    }
}
