//! Small handbooks with the expectation beside the text: `tests/site/*.txt`.
//!
//! `--- name ---` begins a handbook and `== path` a file of its content folder (`== book.toml` its settings). Under a
//! line that something is wrong with stands what is said about it, in a comment of the file's language:
//!
//! ```text
//! --- a track without levels ---
//! == ladder.yaml
//! family: {id: f, title: F}
//! track: {id: empty, family: f, title: Empty, kind: ic, levels: []}
//! #           ^^^^^ warning[empty-track]: the track `empty` has no levels
//! #   = help: list its `levels`, lowest first, or give it `status: draft`
//! ```
//!
//! The carets stand under the place, from the fourth column (in Markdown the sixth) on. The comments are taken out
//! before the handbook is read, so they may stand anywhere. All that is said must be expected and all that is expected
//! must be said; `UPDATE=1` writes what is said into the files.

use rungbook::base::{Diagnostic, Position, Snapshot, Span};
use rungbook::{Scope, check};
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn every_case_says_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let expected = std::fs::read_to_string(&path).unwrap();
        let said = retold(&expected);
        if said == expected {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &said).unwrap();
            continue;
        }
        wrong.push(format!("{}\n{}", path.display(), difference(&expected, &said)));
    }
    assert!(wrong.is_empty(), "not as expected (`UPDATE=1` accepts it):\n{}", wrong.join("\n"));
}

#[test]
fn each_rule_owns_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = |path| std::fs::read_dir(root.join(path)).unwrap();
    for entry in folder("src/check").chain(folder("src/parse/markdown")) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let Some(code) = text.strip_prefix("//! # `").and_then(|rest| rest.split('`').next()) else { continue };
        let case = root.join(format!("tests/site/{code}.txt"));
        let expected = std::fs::read_to_string(&case).unwrap_or_default();
        assert!(expected.contains(&format!("[{code}]: ")), "{} shows no `{code}`", case.display());
    }
}

#[test]
fn what_is_expected_and_not_said_is_found() {
    let right = "--- a ---\n== a.yaml\nlevel: {id: a, title: A, titel: B}\n";
    let told = retold(right);
    assert!(told.contains("  ^^^^^ error[unknown-key]: `titel`"), "{told}");
    assert_eq!(retold(&told), told);
    let more = told.replace("error[unknown-key]", "error[known-key]");
    assert_eq!(retold(&more), told);
}

/// A file of cases with what is said about them now.
fn retold(text: &str) -> String {
    let mut told = String::new();
    let mut case: Vec<&str> = Vec::new();
    for line in text.lines().filter(|line| !is_expectation(line)).chain(["--- "]) {
        if line.starts_with("--- ") && !case.is_empty() {
            told.push_str(&Case::of(&case).told());
            case.clear();
        }
        case.push(line);
    }
    told
}

fn is_expectation(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("<!-- ")) else { return false };
    let rest = rest.trim_start();
    let words = rest.trim_start_matches('^').trim_start();
    let said = ["error[", "warning[", "note["].iter().any(|word| words.starts_with(word));
    said || ["= help: ", "= see: "].iter().any(|word| rest.starts_with(word))
}

/// By file and line: column, code and the lines to write.
type Said = BTreeMap<(String, usize), Vec<(usize, String, String)>>;

/// One small handbook.
struct Case<'a> {
    title: &'a str,
    /// Path and lines of each file, in the order of the case.
    files: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Case<'a> {
    fn of(lines: &[&'a str]) -> Self {
        let (title, rest) = lines.split_first().expect("a case has a title");
        assert!(
            title.starts_with("--- ") && title.ends_with(" ---"),
            "a case begins with `--- name ---`, not {title:?}"
        );
        let mut files: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in rest {
            match (line.strip_prefix("== "), files.last_mut()) {
                (Some(path), _) => files.push((path, Vec::new())),
                (None, Some((_, lines))) => lines.push(line),
                (None, None) => assert!(line.is_empty(), "{title}: {line:?} stands in no file; write `== path` before"),
            }
        }
        Self { title, files }
    }

    fn path(name: &str) -> String {
        if name == "book.toml" { name.to_owned() } else { format!("content/{name}") }
    }

    fn told(&self) -> String {
        let mut snapshot = Snapshot::default();
        for (name, lines) in &self.files {
            let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
            snapshot.insert(Self::path(name), text.into_bytes());
        }
        let mut said: Said = BTreeMap::new();
        let mut elsewhere = Vec::new();
        for fault in check(&snapshot, &Scope::default()) {
            let place = fault.span.as_ref().filter(|span| snapshot.get(&span.file).is_some());
            match place {
                Some(span) => {
                    let (line, column, length) = measured(span, &snapshot);
                    let told = Told { fault: &fault, snapshot: &snapshot, file: &span.file };
                    let lines = told.lines(column, length);
                    said.entry((span.file.to_string(), line)).or_default().push((
                        column,
                        fault.code.to_string(),
                        lines,
                    ));
                }
                None => elsewhere.push(format!("# {}[{}]: {}\n", fault.severity.word(), fault.code, fault.message)),
            }
        }
        elsewhere.sort();
        let mut text = format!("{}\n{}", self.title, elsewhere.concat());
        for (name, lines) in &self.files {
            text.push_str(&format!("== {name}\n"));
            for (at, line) in lines.iter().chain(lines.is_empty().then_some(&"")).enumerate() {
                if !lines.is_empty() {
                    text.push_str(&format!("{line}\n"));
                }
                let mut here = said.remove(&(Self::path(name), at + 1)).unwrap_or_default();
                here.sort();
                here.iter().for_each(|(_, _, lines)| text.push_str(lines));
            }
        }
        assert!(said.is_empty(), "{}: said of lines that do not exist: {said:?}", self.title);
        text
    }
}

/// The line, the column and the length in characters of a place, as far as it goes on its first line.
fn measured(span: &Span, snapshot: &Snapshot) -> (usize, usize, usize) {
    let bytes = snapshot.get(&span.file).expect("the file exists");
    let Position { line, column } = Position::of(bytes, span.start);
    let rest = String::from_utf8_lossy(&bytes[span.start.min(bytes.len())..span.end.min(bytes.len())]).into_owned();
    (line, column, rest.lines().next().unwrap_or_default().chars().count().max(1))
}

/// What is said about one mistake.
struct Told<'a> {
    fault: &'a Diagnostic,
    snapshot: &'a Snapshot,
    file: &'a str,
}

impl Told<'_> {
    fn lines(&self, column: usize, length: usize) -> String {
        let Diagnostic { code, severity, message, help, related, .. } = self.fault;
        let (open, close) = if self.file.ends_with(".md") { ("<!-- ", " -->") } else { ("# ", "") };
        let space = " ".repeat((column - 1).saturating_sub(open.len()));
        let mut lines = vec![format!("{space}{} {}[{code}]: {message}", "^".repeat(length), severity.word())];
        for other in related {
            let (line, column, _) = measured(&other.span, self.snapshot);
            let file = other.span.file.strip_prefix("content/").unwrap_or(&other.span.file);
            lines.push(format!("{space}= see: {file}:{line}:{column} {}", other.message));
        }
        lines.extend(help.iter().map(|help| format!("{space}= help: {help}")));
        lines.into_iter().map(|line| format!("{open}{line}{close}\n")).collect()
    }
}

/// The lines that differ, with `-` those expected and with `+` those said.
fn difference(expected: &str, said: &str) -> String {
    let lines = similar::TextDiff::from_lines(expected, said);
    lines.unified_diff().context_radius(2).to_string()
}
