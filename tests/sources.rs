//! Documents as people have them: damaged, half linked, with front matter of other tools. They build, and every problem
//! has its place.
//!
//! Always run over the small files in `tests/sources/`, and over the real documents beside the repository where they are.

use rungbook::base::{Position, Severity, Site, Snapshot};
use rungbook::{Build, Memos, Scope};
use scraper::{Html, Selector};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A handbook of one page; its problems as `code line:column`, in order.
fn built(name: &str, bytes: &[u8]) -> (Site, Vec<String>) {
    let path = format!("content/{name}");
    let now: Snapshot = [("book.toml", &b""[..]), (path.as_str(), bytes)].into_iter().collect();
    let Build { site, mut diagnostics, .. } =
        rungbook::build(&now, &rungbook::base::Past::default(), &Scope::default(), &Memos::default());
    diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
    let place = |found: &rungbook::base::Diagnostic| {
        let span = found.span.as_ref().unwrap_or_else(|| panic!("`{}` has no place", found.code));
        assert_eq!(&*span.file, path, "{}", found.message);
        assert!(found.help.is_some(), "`{}` does not say what to do", found.code);
        let Position { line, column } = Position::of(bytes, span.start);
        format!("{} {line}:{column}", found.code)
    };
    assert!(diagnostics.iter().all(|found| found.severity != Severity::Error), "{diagnostics:#?}");
    let places = diagnostics.iter().map(place).collect();
    (site.expect("a document without errors is published"), places)
}

fn mended(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let path = format!("content/{name}");
    let now: Snapshot = [("book.toml", &b""[..]), (path.as_str(), bytes)].into_iter().collect();
    let mended = rungbook::mend(&now, &Scope::default());
    mended.into_iter().find(|(file, _)| **file == *path).map(|(_, bytes)| bytes.to_vec())
}

fn count(site: &Site, route: &str, selector: &str) -> usize {
    let page = site.get(route).unwrap_or_else(|| panic!("there is no page `{route}`"));
    let page = Html::parse_document(std::str::from_utf8(page).expect("pages are UTF-8"));
    page.select(&Selector::parse(selector).expect("a selector")).count()
}

#[test]
fn damaged_text_is_found_at_its_place_and_mended() {
    let damaged = include_bytes!("sources/damaged.md");
    let (_, places) = built("damaged.md", damaged);
    let expected = ["1:12", "1:21", "3:1", "4:1", "5:1", "6:1", "6:13", "6:20", "6:32", "6:37", "6:43"];
    let expected: Vec<_> = expected.iter().map(|place| format!("damaged-text {place}")).collect();
    assert_eq!(places, expected);
    let mended = mended("damaged.md", damaged).expect("there is something to mend");
    assert_eq!(String::from_utf8_lossy(&mended), include_str!("sources/mended.md"));
    assert_eq!(built("mended.md", &mended).1, [""; 0]);
}

#[test]
fn whole_text_is_left_alone() {
    assert_eq!(mended("mended.md", include_bytes!("sources/mended.md")), None);
}

#[test]
fn links_and_front_matter_of_other_tools_are_reported_at_their_places() {
    let (site, places) = built("notes.md", include_bytes!("sources/notes.md"));
    let expected = [
        "unknown-front-matter 2:1",
        "unknown-front-matter 4:1",
        "unknown-front-matter 5:1",
        "unknown-wikilink 11:5",
        "unknown-wikilink 11:29",
        "broken-link 13:7",
        "broken-image 14:11",
        "broken-anchor 15:13",
    ];
    assert_eq!(places, expected);
    assert_eq!(count(&site, "notes.html", "main input[type=checkbox]"), 2);
    assert_eq!(count(&site, "notes.html", "main table"), 1);
}

/// The real documents, where the machine has them. Where it has none, the test `name` says that it looked at nothing: past
/// what the harness keeps to itself, so that nobody takes its success for more than it is.
fn documents(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    if files.is_empty() {
        let mut out = std::io::stderr().lock();
        let _ = writeln!(out, "test {name} looked at nothing: there are no documents in `../shared/sources`");
    }
    files
}

#[test]
fn real_documents_that_are_here_build_as_they_are() {
    for path in documents("real_documents_that_are_here_build_as_they_are") {
        let bytes = std::fs::read(&path).expect("the document can be read");
        let text = String::from_utf8_lossy(&bytes);
        let (site, places) = built("document.md", &bytes);
        let boxes = text
            .lines()
            .filter(|line| ["- [ ]", "- [x]"].iter().any(|mark| line.trim_start().starts_with(mark)))
            .count();
        assert_eq!(count(&site, "document.html", "main input[type=checkbox]"), boxes, "{}", path.display());
        let tables = text.lines().filter(|line| line.starts_with("|--") || line.starts_with("| --")).count();
        assert_eq!(count(&site, "document.html", "main .prose table, main table"), tables, "{}", path.display());
        let diagrams = text.lines().filter(|line| line.trim() == "```mermaid").count();
        assert_eq!(count(&site, "document.html", "main .mermaid svg"), diagrams, "{}", path.display());
        assert_eq!(count(&site, "document.html", "main .faulty"), 0, "{}", path.display());
        for (at, line) in text.lines().enumerate().filter(|(_, line)| line.contains("â") || line.contains("ðŸ")) {
            let here = format!("damaged-text {}:", at + 1);
            assert!(places.iter().any(|place| place.starts_with(&here)), "{}:{}: {line}", path.display(), at + 1);
        }
        let mended = mended("document.md", &bytes).unwrap_or(bytes);
        let left: Vec<_> =
            built("document.md", &mended).1.into_iter().filter(|place| place.starts_with("damaged")).collect();
        assert_eq!(left, [""; 0], "{}", path.display());
    }
}

#[test]
fn real_documents_that_are_here_have_the_problems_that_they_are_known_for() {
    let known: [(&str, &[&str]); 2] = [
        ("003", &["broken-link 26:7"]),
        ("004", &["unknown-wikilink 57:11", "unknown-wikilink 57:42", "unknown-wikilink 58:11"]),
    ];
    for path in documents("real_documents_that_are_here_have_the_problems_that_they_are_known_for") {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some((_, expected)) = known.iter().find(|(start, _)| name.starts_with(start)) else { continue };
        let bytes = std::fs::read(&path).expect("the document can be read");
        assert_eq!(built("document.md", &bytes).1, *expected, "{name}");
    }
}
