//! Reports: each form, and what hostile input cannot do in it.

use super::{Format, Report};
use crate::base::{Diagnostic, Snapshot, Span};
use std::path::Path;
use std::sync::Arc;

/// The report on one file with the given diagnostics, without colours.
fn text(format: Format, bytes: &[u8], diagnostics: &[Diagnostic]) -> String {
    let now: Snapshot = [("content/a.md", bytes)].into_iter().collect();
    let text = Report::new(Path::new("./book/"), &now, diagnostics.to_vec()).text(format);
    anstream::adapter::strip_str(&text).to_string()
}

fn at(bytes: &[u8], needle: &str) -> Span {
    let start = bytes.windows(needle.len()).position(|part| part == needle.as_bytes()).unwrap();
    Span::new(&Arc::from("content/a.md"), start..start + needle.len())
}

const TEXT: &[u8] = "\u{feff}# Title\r\n\r\n\tsee → [[stff]] and 世界 [[x]]\r\n".as_bytes();

fn example() -> Vec<Diagnostic> {
    vec![
        Diagnostic::warning("second", &at(TEXT, "[[x]]"), "there is no `x`").related(&at(TEXT, "Title"), "named here"),
        Diagnostic::error("first", &at(TEXT, "stff"), "there is no `stff`").help("did you mean `staff`?"),
        Diagnostic::error("unreadable", &Span::start_of(&Arc::from("content/z.md")), "`z` cannot be read"),
        Diagnostic::error("setting", &Span::start_of(&Arc::from("$RUNGBOOK_X")), "unknown key `x`"),
    ]
}

#[test]
fn people_see_the_line() {
    let expected = "\
error[setting]: unknown key `x`
--> $RUNGBOOK_X

error[first]: there is no `stff`
 --> book/content/a.md:3:10
  |
3 |     see → [[stff]] and 世界 [[x]]
  |             ^^^^
  |
  = help: did you mean `staff`?

warning[second]: there is no `x`
 --> book/content/a.md:3:24
  |
3 |     see → [[stff]] and 世界 [[x]]
  |                             ^^^^^
  |
 ::: book/content/a.md:1:3
  |
1 | # Title
  |   ----- named here

error[unreadable]: `z` cannot be read
--> book/content/z.md

3 errors, 1 warning
";
    let text = text(Format::Human, TEXT, &example());
    assert_eq!(text, expected, "\n{text}");
}

#[test]
fn programs_see_one_line_each() {
    let expected = "\
$RUNGBOOK_X: error[setting]: unknown key `x`
book/content/a.md:3:10: error[first]: there is no `stff`
book/content/a.md:3:24: warning[second]: there is no `x`
book/content/z.md: error[unreadable]: `z` cannot be read
";
    assert_eq!(text(Format::Short, TEXT, &example()), expected);
    assert_eq!(text(Format::Short, TEXT, &[]), "");
}

#[test]
fn json_has_lines_columns_and_bytes() {
    let entries: serde_json::Value = serde_json::from_str(&text(Format::Json, TEXT, &example())).unwrap();
    let first = &entries[1];
    assert_eq!(first["file"], "book/content/a.md");
    assert_eq!(first["start"], serde_json::json!({"line": 3, "column": 10, "byte": 25}));
    assert_eq!(first["end"], serde_json::json!({"line": 3, "column": 14, "byte": 29}));
    assert_eq!(first["help"], "did you mean `staff`?");
    assert_eq!(entries[2]["related"][0]["start"]["line"], 1);
    assert_eq!(entries[3]["start"], serde_json::Value::Null);
    assert_eq!(text(Format::Json, TEXT, &[]), "[]\n");
}

#[test]
fn github_commands_are_escaped() {
    let found = Diagnostic::error("code", &at(TEXT, "stff"), "100 %\r\n::error::forged, `a:b`").help("do, this");
    let expected = "::error file=book/content/a.md,line=3,endLine=3,col=10,endColumn=14,title=code::\
                    100 %25\\u{d}%0A::error::forged, `a:b`%0Ahelp: do, this\n";
    assert_eq!(text(Format::Github, TEXT, &[found]), expected);
    let odd = Diagnostic::note("code", &Span::start_of(&Arc::from("content/a,b:c.md")), "m");
    assert_eq!(text(Format::Github, TEXT, &[odd]), "::notice file=book/content/a%2Cb%3Ac.md,title=code::m\n");
}

#[test]
fn no_input_rules_the_terminal() {
    let bytes = "ok \u{1b}[2J\u{9b}31m\u{7}\u{202e}\0 end\n".as_bytes();
    let span = at(bytes, "end");
    let found = Diagnostic::error("code", &span, "bad \u{1b}[2J\u{9b}`\u{202e}").help("\u{1b}]0;x\u{7}");
    let found = found.related(&Span::start_of(&Arc::from("content/\u{1b}[2Jx.md")), "\u{1b}[2J");
    for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
        let now: Snapshot = [("content/a.md", bytes)].into_iter().collect();
        let text = Report::new(Path::new("."), &now, vec![found.clone()]).text(format);
        let ours = anstream::adapter::strip_str(&text).to_string();
        let rules = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
        assert!(!ours.contains(rules) || format == Format::Json, "{format:?}: {ours:?}");
        assert!(!text.contains("\u{1b}[2J") && !text.contains(['\u{9b}', '\u{7}', '\0']), "{format:?}: {text:?}");
    }
}

#[test]
fn long_lines_and_odd_bytes_are_shown_in_part() {
    let mut bytes = "é".repeat(200_000).into_bytes();
    bytes.extend_from_slice(b" HERE \xff\xfe ");
    bytes.extend("→".repeat(200_000).bytes());
    let found = Diagnostic::error("code", &at(&bytes, "HERE"), "m");
    let human = text(Format::Human, &bytes, &[found]);
    assert!(human.contains("HERE") && human.len() < 3_000, "{} bytes", human.len());
    assert!(human.contains("content/a.md:1:200002"), "{human}");
    let whole = Span::new(&Arc::from("content/a.md"), 0..bytes.len() + 10);
    text(Format::Human, &bytes, &[Diagnostic::error("code", &whole, "m")]);
    let beyond = Span::new(&Arc::from("content/a.md"), 9_999_999..9_999_999);
    for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
        text(format, b"x", std::slice::from_ref(&Diagnostic::error("code", &beyond, "m")));
        text(format, b"", std::slice::from_ref(&Diagnostic::error("code", &beyond, "m")));
    }
}

#[test]
fn spans_over_lines_are_marked() {
    let bytes = b"one\ntwo\nthree\nfour\n5\n6\n7\n8\n9\n10\n";
    let span = |range| Span::new(&Arc::from("content/a.md"), range);
    let human = text(Format::Human, bytes, &[Diagnostic::error("code", &span(4..13), "m")]);
    assert!(human.contains("two") && human.contains("three") && !human.contains("four"), "{human}");
    let human = text(Format::Human, bytes, &[Diagnostic::error("code", &span(0..30), "m")]);
    assert!(human.contains("one") && !human.contains("two"), "{human}");
}

#[test]
fn a_brief_report_counts_what_it_leaves_out_and_keeps_all_errors() {
    let many = |code: &'static str| {
        (0..5).map(move |start| Diagnostic::warning(code, &Span::new(&Arc::from("content/a.md"), start..9), "odd"))
    };
    let errors = (0..5).map(|start| Diagnostic::error("wrong", &Span::new(&Arc::from("content/a.md"), start..9), "no"));
    let now: Snapshot = [("content/a.md", TEXT)].into_iter().collect();
    let all: Vec<_> = many("one").chain(many("two")).chain(errors).collect();
    let text = Report::new(Path::new("."), &now, all).brief().text(Format::Human);
    let text = anstream::adapter::strip_str(&text).to_string();
    let shown = |what: &str| text.matches(what).count();
    assert_eq!((shown("warning[one]: "), shown("warning[two]: "), shown("error[wrong]: ")), (3, 3, 5));
    let end =
        "more of the same: 2 warning[one], 2 warning[two]; `rungbook check` shows them all\n\n5 errors, 10 warnings\n";
    assert!(text.ends_with(end), "{text}");
}
