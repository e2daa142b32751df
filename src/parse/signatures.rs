//! The file of signatures: who accepts what a level says, as text and as values.
//!
//! ```yaml
//! - level: staff
//!   content: r1:0f343b0931126a20f133d67c2b018a3b
//!   by: Ann Example
//!   date: 2026-11-21
//!   owner: Platform group
//! ```

use super::yaml::{self, Data, Node};
use crate::base::{Diagnostic, Span, nearest};
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

/// What a new file begins with.
const HEAD: &str =
    "# Who accepts what each level says. `rungbook review --sign` writes here; keep it under version control.\n";

/// The keys of an entry, in the order in which they are written.
const KEYS: [&str; 5] = ["level", "content", "by", "date", "owner"];

/// That somebody accepts what a level says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The id of the level when it was signed.
    pub level: Arc<str>,
    /// The hash of what it said.
    pub content: Arc<str>,
    /// Who signed.
    pub by: Arc<str>,
    /// The day, such as `2026-11-21`.
    pub date: Arc<str>,
    /// Who answered for the level then, in plain words.
    pub owner: Option<Arc<str>>,
    /// Where the entry stands.
    pub span: Span,
    /// The lines of comment before it.
    notes: Vec<String>,
}

impl Signature {
    /// A signature that is not written down yet.
    pub fn new(level: &str, content: &str, (by, date): (&str, &str), owner: Option<&str>) -> Self {
        Self {
            level: level.into(),
            content: content.into(),
            by: by.into(),
            date: date.into(),
            owner: owner.map(Arc::from),
            span: Span::start_of(&Arc::from("")),
            notes: Vec::new(),
        }
    }
}

/// All signatures of a handbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// The entries, in the order of the file.
    pub entries: Vec<Signature>,
    /// The lines of comment before all entries; they stay at the top, whoever comes first.
    head: Vec<String>,
    /// The lines of comment behind all entries.
    tail: Vec<String>,
    /// Whether lines end with a carriage return and a line feed.
    crlf: bool,
    /// Whether there is a file.
    is_written: bool,
}

impl Signatures {
    /// Puts a signature in, in the place of the one that the same person gave the level before under one of its ids.
    pub fn sign(&mut self, mut signature: Signature, ids: &[Arc<str>]) {
        let is_before = |other: &Signature| ids.contains(&other.level) && other.by == signature.by;
        signature.notes =
            self.entries.iter().filter(|other| is_before(other)).flat_map(|it| it.notes.clone()).collect();
        self.entries.retain(|other| !is_before(other));
        self.entries.push(signature);
    }

    /// Takes out the signatures under some ids, those of one person or all; returns them.
    pub fn withdraw(&mut self, ids: &[Arc<str>], by: Option<&str>) -> Vec<Signature> {
        let goes = |it: &Signature| ids.contains(&it.level) && by.is_none_or(|by| *it.by == *by);
        let (gone, kept) = std::mem::take(&mut self.entries).into_iter().partition(goes);
        self.entries = kept;
        gone
    }

    /// The file: one entry for each level and person, in the order of these.
    pub fn text(&self) -> String {
        let mut entries: Vec<&Signature> = self.entries.iter().collect();
        entries.sort_by(|a, b| (&a.level, &a.by, &a.date).cmp(&(&b.level, &b.by, &b.date)));
        let mut text = if self.is_written { String::new() } else { HEAD.to_owned() };
        self.head.iter().for_each(|line| text.extend([line, "\n"]));
        for entry in entries {
            entry.notes.iter().for_each(|line| text.extend([line, "\n"]));
            let values =
                [Some(&entry.level), Some(&entry.content), Some(&entry.by), Some(&entry.date), entry.owner.as_ref()];
            for (at, (key, value)) in KEYS.iter().zip(values).enumerate() {
                if let Some(value) = value {
                    let lead = if at == 0 { "- " } else { "  " };
                    let _ = writeln!(text, "{lead}{key}: {}", scalar(value));
                }
            }
        }
        self.tail.iter().for_each(|line| text.extend([line, "\n"]));
        if self.crlf { text.replace('\n', "\r\n") } else { text }
    }
}

/// Reads the file of signatures. With any mistake in it the answer is none, so that nothing is lost by writing it anew.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> (Option<Signatures>, Vec<Diagnostic>) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let place = Span::start_of(file);
        return (None, vec![broken(&place, "this is not text in UTF-8", "take the file from an older commit")]);
    };
    if let Some(fault) = unmerged(file, text) {
        return (None, vec![fault]);
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - body.len();
    let (node, faults) = yaml::read(file, text, start..text.len());
    let mut reader = Reader { file, faults };
    let entries = node.map(|node| reader.entries(&node)).unwrap_or_default();
    if !reader.faults.is_empty() {
        return (None, reader.faults);
    }
    let mut signatures =
        Signatures { entries, head: Vec::new(), tail: Vec::new(), crlf: text.contains("\r\n"), is_written: true };
    signatures.comments(text);
    (Some(signatures), Vec::new())
}

/// What is wrong with the file as a whole.
fn broken(span: &Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::error("broken-signatures", span, message).help(help)
}

/// The marks that git leaves where two branches changed the same lines.
fn unmerged(file: &Arc<str>, text: &str) -> Option<Diagnostic> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark)) {
            let span = Span::new(file, start..start + line.trim_end().len());
            let help =
                "keep the entries of both sides, remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
            return Some(broken(&span, "a merge was left half done here", help));
        }
        start += line.len();
    }
    None
}

impl Signatures {
    /// Gives each line of comment to the entry behind it.
    fn comments(&mut self, text: &str) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim_start_matches('\u{feff}').trim();
            if words.starts_with('#') {
                let place = self.entries.iter().position(|entry| entry.span.start > start);
                let notes = match place {
                    None if !self.entries.is_empty() => &mut self.tail,
                    None | Some(0) => &mut self.head,
                    Some(at) => self.entries.get_mut(at).map_or(&mut self.tail, |entry| &mut entry.notes),
                };
                notes.push(words.to_owned());
            }
            start += line.len();
        }
    }
}

struct Reader<'a> {
    file: &'a Arc<str>,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.clone())
    }

    fn fault(&mut self, range: &Range<usize>, message: impl Into<String>, help: &str) {
        let fault = broken(&self.span(range), message, help);
        self.faults.push(fault);
    }

    fn entries(&mut self, node: &Node) -> Vec<Signature> {
        match &node.data {
            Data::Null => Vec::new(),
            Data::List(nodes) => nodes.iter().filter_map(|node| self.entry(node)).collect(),
            _ => {
                self.fault(&node.range, "the file is not a list of signatures", "begin each signature with `- level:`");
                Vec::new()
            }
        }
    }

    fn entry(&mut self, node: &Node) -> Option<Signature> {
        let Data::Map(fields) = &node.data else {
            self.fault(&node.range, "this is not a signature", "write `level`, `content`, `by` and `date`");
            return None;
        };
        let mut values: [Option<Arc<str>>; KEYS.len()] = Default::default();
        for (key, value) in fields {
            let slot = KEYS.iter().position(|known| **known == *key.name).and_then(|at| values.get_mut(at));
            let Some(slot) = slot else {
                let help = match nearest(&key.name, KEYS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known here: `{}`", KEYS.join("`, `")),
                };
                self.fault(&key.range, format!("unknown key `{}` in a signature", key.name), &help);
                continue;
            };
            match &value.data {
                Data::Scalar(text) if !text.trim().is_empty() => *slot = Some(Arc::from(text.trim())),
                _ => self.fault(&key.range, format!("`{}` says nothing", key.name), "write it in one line of text"),
            }
        }
        let start = node.range.start;
        let [level, content, by, date, owner] = values;
        match (level, content, by, date) {
            (Some(level), Some(content), Some(by), Some(date)) => {
                Some(Signature { level, content, by, date, owner, span: self.span(&(start..start)), notes: Vec::new() })
            }
            _ => {
                self.fault(
                    &node.range,
                    "a signature needs `level`, `content`, `by` and `date`",
                    "take the entry out and sign again with `rungbook review --sign`",
                );
                None
            }
        }
    }
}

/// A text as YAML in one line: plain where it cannot be taken for anything else.
fn scalar(text: &str) -> String {
    let is_plain = |letter: char| {
        letter.is_alphanumeric()
            || matches!(letter, ' ' | '-' | '_' | '.' | ':' | '/' | ',' | '(' | ')' | '&' | '@' | '+' | '\'')
    };
    let first = text.chars().next().is_some_and(char::is_alphanumeric);
    let is_word = matches!(
        text.to_ascii_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    if first && !is_word && text.chars().all(is_plain) && !text.contains(": ") && !text.ends_with([':', ' ']) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(quoted, "\\U{:08X}", letter as u32);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = "\
# Ours.
- level: staff
  content: r1:00
  by: Ann Example
  date: 2026-11-21
# Bob is the works council.
- level: staff
  content: r1:00
  by: \"Bob: \\\"B\\\"\"
  date: 2026-11-20
  owner: Platform
# The end.
";

    fn parsed(text: &str) -> (Option<Signatures>, Vec<Diagnostic>) {
        read(&Arc::from("signatures.yaml"), text.as_bytes())
    }

    #[test]
    fn what_is_read_is_written_as_it_was() {
        assert_eq!(parsed(FILE).0.unwrap().text(), FILE);
        let crlf = FILE.replace('\n', "\r\n");
        assert_eq!(parsed(&crlf).0.unwrap().text(), crlf);
        assert_eq!(parsed("# Nobody yet.\n").0.unwrap().text(), "# Nobody yet.\n");
        assert!(parsed("").0.unwrap().entries.is_empty());
    }

    #[test]
    fn a_new_signature_is_one_new_entry() {
        let mut signatures = parsed(FILE).0.unwrap();
        let ids = [Arc::from("staff"), Arc::from("old-staff")];
        signatures.sign(Signature::new("staff", "r1:01", ("Ann Example", "2026-12-01"), Some("HR")), &ids);
        let expected = FILE.replacen("r1:00", "r1:01", 1).replace("2026-11-21\n", "2026-12-01\n  owner: HR\n");
        assert_eq!(signatures.text(), expected);
        signatures.sign(Signature::new("lead", "r1:02", ("Ann Example", "2026-12-01"), None), &[Arc::from("lead")]);
        let entry = "- level: lead\n  content: r1:02\n  by: Ann Example\n  date: 2026-12-01\n";
        assert!(signatures.text().starts_with(&format!("# Ours.\n{entry}- level: staff\n")), "{}", signatures.text());
        assert_eq!(signatures.withdraw(&ids, Some("Ann Example")).len(), 1);
        assert_eq!(signatures.withdraw(&ids, None).len(), 1);
        assert_eq!(signatures.entries.len(), 1);
    }

    #[test]
    fn a_mistake_has_its_place_and_nothing_is_read() {
        for (text, place, message) in [
            ("- level: a\n  contents: b\n", 13, "unknown key `contents` in a signature"),
            ("- level: a\n", 2, "a signature needs"),
            ("level: a\n", 0, "not a list"),
            ("- a\n", 2, "not a signature"),
            ("<<<<<<< HEAD\n- level: a\n=======\n>>>>>>> b\n", 0, "half done"),
            ("- level: [\n", 9, "not YAML"),
            ("- {level: a, content: b, by: [c], date: d}\n", 25, "`by` says nothing"),
        ] {
            let (signatures, faults) = parsed(text);
            assert_eq!(signatures, None, "{text}");
            let found = (faults[0].span.as_ref().unwrap().start, faults[0].message.contains(message));
            assert_eq!(found, (place, true), "{text}: {faults:?}");
        }
        assert!(read(&Arc::from("s"), b"\xff").0.is_none());
    }

    proptest! {
        #[test]
        fn any_name_is_kept(by in "\\PC{0,20}[^\\s]", owner in proptest::option::of(".{0,12}[^\\s]")) {
            let (by, owner) = (by.trim(), owner.as_deref().map(str::trim));
            let mut signatures = Signatures::default();
            signatures.sign(Signature::new("a", "r1:00", (by, "2026-11-21"), owner), &[Arc::from("a")]);
            let read = parsed(&signatures.text()).0.unwrap();
            prop_assert_eq!((&*read.entries[0].by, read.entries[0].owner.as_deref()), (by, owner));
        }
    }
}
