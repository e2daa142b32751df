//! A review in Markdown, for the comment on a merge request: which pages differ, what that means for people, and what is
//! wrong.

use super::markdown::{escaped, sentence, thing};
use crate::base::{Diagnostic, Position, Severity, Snapshot};
use crate::view::between::Between;
use crate::view::release;
use crate::view::review::{self, Differing, Fate};

/// No more pages than this are listed.
const PAGES: usize = 50;

/// No more of what is wrong than this is told.
const WRONG: usize = 50;

/// What changed is told thing by thing up to this many bytes: services take comments of some 65,000 letters.
const ROOM: usize = 40_000;

/// The text. `site` is where the preview is served, with its final `/`, where that is known.
pub fn text(
    between: &Between,
    differing: &[Differing],
    (now, diagnostics): (&Snapshot, &[Diagnostic]),
    site: Option<&str>,
) -> String {
    let base = escaped(&between.old.name);
    let mut text = format!("## Preview: {} from {base}\n\n", review::sentence(differing.len()));
    text.push_str(&verdict(between, differing));
    text.push_str(&pages(differing, site));
    let mut left = between.told.things.len();
    for changed in &between.told.things {
        let told = thing(changed);
        if text.len() + told.len() > ROOM {
            break;
        }
        text.push_str(&told);
        left -= 1;
    }
    if left > 0 {
        text.push_str(&format!("\nAnd {left} more; the preview tells all of them.\n"));
    }
    text + &wrong(now, diagnostics)
}

/// Whether the bar rises, and for how many levels.
fn verdict(between: &Between, differing: &[Differing]) -> String {
    let Some(class) = between.told.release else {
        return match differing.iter().any(|it| it.own) {
            true => "No words of the handbook changed, only pictures or other files.\n".to_owned(),
            false => "No level, track or page of the handbook changed.\n".to_owned(),
        };
    };
    let size = release::size(class);
    format!("**{}**: {}. {}.\n", sentence(size.class), size.label, sentence(&release::counts(&between.told)))
}

fn pages(differing: &[Differing], site: Option<&str>) -> String {
    let (own, others): (Vec<&Differing>, Vec<&Differing>) = differing.iter().partition(|it| it.own);
    let rest = match (own.is_empty(), others.len()) {
        (_, 0) => String::new(),
        (true, 1) => "\n1 page differs in what it says of others.\n".to_owned(),
        (true, many) => format!("\n{many} pages differ in what they say of others.\n"),
        (false, 1) => "\n1 more page differs in what it says of them.\n".to_owned(),
        (false, many) => format!("\n{many} more pages differ in what they say of them.\n"),
    };
    if own.is_empty() {
        return rest;
    }
    let mut text = "\n| Page | | |\n| --- | --- | --- |\n".to_owned();
    for it in own.iter().take(PAGES) {
        let title = escaped(&it.title);
        let title = site.map_or(title.clone(), |site| format!("[{title}]({site}{})", it.route.encoded()));
        let fate = match (it.fate, it.changes) {
            (Fate::Changed, 1) => "1 change".to_owned(),
            (Fate::Changed, many) => format!("{many} changes"),
            (Fate::Added, _) => "new".to_owned(),
            (Fate::Removed, _) => "gone".to_owned(),
        };
        text.push_str(&format!("| {title} | {} | {fate} |\n", it.kind));
    }
    if let Some(more @ 1..) = own.len().checked_sub(PAGES) {
        text.push_str(&format!("\nAnd {more} more of them.\n"));
    }
    text + &rest
}

/// What is wrong with the handbook, the gravest first.
fn wrong(now: &Snapshot, diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut all: Vec<&Diagnostic> = diagnostics.iter().collect();
    all.sort_by_key(|found| (found.severity, found.span.clone()));
    let mut text = "\n### What rungbook noticed\n\n".to_owned();
    for found in all.iter().take(WRONG) {
        let word = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = found.span.as_ref().map(|span| {
            let Position { line, column } =
                Position::of(now.get(&span.file).map_or(&[][..], |bytes| bytes), span.start);
            format!(" {}:", escaped(&format!("{}:{line}:{column}", span.file)))
        });
        text.push_str(&format!("- **{word}**{} {}\n", place.unwrap_or_default(), escaped(&found.message)));
    }
    if let Some(more @ 1..) = diagnostics.len().checked_sub(WRONG) {
        text.push_str(&format!("- and {more} more\n"));
    }
    text
}
