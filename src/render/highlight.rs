//! Code blocks → HTML: a few short classes, found at build time.

#[cfg(test)]
mod agreement;
mod cache;
mod class;
mod grammar;
mod language;
mod lex;
mod runs;

use crate::base::{Key, Memo};
use runs::Run;
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Highlights code blocks; shared between threads, cheap to make.
///
/// The formats that handbooks are full of have lexers of their own; they take a few microseconds a block, less than
/// a look into a cache. All other languages, and code that such a lexer is not sure of, go through a grammar, about a
/// hundred times slower; what that finds is kept by content, and [`Highlighter::export`] keeps it between processes.
/// Kept are the runs alone, never the text, and they are checked against the text they are applied to: no cache can
/// bring markup into a page.
#[derive(Debug, Default)]
pub struct Highlighter {
    kept: Memo<Arc<Kept>>,
}

#[derive(Debug)]
struct Kept {
    runs: Vec<Run>,
    idle: u8,
    wanted: AtomicBool,
}

impl Kept {
    fn new(runs: Vec<Run>, idle: u8) -> Self {
        Self { runs, idle, wanted: AtomicBool::new(false) }
    }
}

/// Code of more bytes than this stays plain.
const MOST_BYTES: usize = 200_000;
/// Code with a line of more bytes than this stays plain.
const LONGEST_LINE: usize = 10_000;
/// How many exports runs survive that nobody wants while others are wanted.
const MOST_IDLE: u8 = 30;
/// How many builds in one process runs survive that nobody wants: many, since pages that stay ask for nothing.
const MOST_TURNS: u64 = 500;
/// Goes into all keys; grows with every change of what the grammars or the table of scopes give.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "/1");

impl Highlighter {
    /// The inside of a `code` element: `code` escaped, with `<span class=…>` around what has a class.
    ///
    /// `language` is the first word of a fence. `code` in an unknown language, very long code and code with a very
    /// long line stay without classes. Line ends become `\n`.
    pub fn html(&self, language: &str, code: &str) -> String {
        let code = if code.contains('\r') { Cow::Owned(code.replace("\r\n", "\n")) } else { Cow::Borrowed(code) };
        runs::html(&self.runs(&language::canonical(language), &code), &code)
    }

    /// Ends a build: what was not wanted for very many is dropped.
    pub fn turn(&self) {
        self.kept.turn(MOST_TURNS);
    }

    /// What the grammars found, for [`Highlighter::import`] in a later process.
    ///
    /// Equal content gives equal bytes, and what was imported comes out again as it was if nothing was wanted since.
    pub fn export(&self) -> Vec<u8> {
        let kept = self.kept.entries();
        let wanted = |kept: &Kept| kept.wanted.load(Ordering::Relaxed);
        let older = u8::from(kept.iter().any(|(_, kept)| wanted(kept)));
        let entries = kept.into_iter().map(|(key, kept)| {
            let idle = if wanted(&kept) { 0 } else { kept.idle.saturating_add(older) };
            cache::Entry { key, idle, runs: kept.runs.clone() }
        });
        let entries: Vec<_> = entries.filter(|entry| entry.idle <= MOST_IDLE).collect();
        cache::encode(&entries)
    }

    /// Takes over what an earlier process exported; bytes of another version or with any damage are ignored whole.
    pub fn import(&self, bytes: &[u8]) {
        for entry in cache::decode(bytes).into_iter().flatten() {
            self.kept.insert(entry.key, Arc::new(Kept::new(entry.runs, entry.idle)));
        }
    }

    fn runs(&self, language: &str, code: &str) -> Vec<Run> {
        let too_long = code.len() > MOST_BYTES || code.split('\n').any(|line| line.len() > LONGEST_LINE);
        if too_long || language.is_empty() {
            return runs::plain(code);
        }
        lex::runs(language, code).unwrap_or_else(|| self.kept_runs(language, code))
    }

    fn kept_runs(&self, language: &str, code: &str) -> Vec<Run> {
        let key = Key::of([VERSION, language, code].map(str::as_bytes));
        let make = || grammar::runs(language, code).unwrap_or_else(|| runs::plain(code));
        let mut kept = self.kept.get_or(key, || Arc::new(Kept::new(make(), 0)));
        if !runs::fit(&kept.runs, code) {
            kept = Arc::new(Kept::new(make(), 0));
            self.kept.insert(key, kept.clone());
        }
        kept.wanted.store(true, Ordering::Relaxed);
        kept.runs.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PYTHON: &str = "def rise(level):\n    return level + 1  # up\n";

    #[test]
    fn code_is_marked_by_short_classes() {
        let html = Highlighter::default().html("yml", "a: \"<b>\" # c\r\n");
        assert_eq!(html, "<span class=p>a</span>: <span class=s>\"&lt;b&gt;\"</span> <span class=c># c</span>\n");
        let html = Highlighter::default().html("Python", PYTHON);
        assert!(html.starts_with("<span class=k>def</span> <span class=f>rise</span>("), "{html}");
    }

    #[test]
    fn code_without_a_known_language_is_only_escaped() {
        for language in ["", "text", "no-such-language", "mermaid", "\0", "<script>"] {
            assert_eq!(Highlighter::default().html(language, "if a < b:\0"), "if a &lt; b:\u{fffd}");
        }
    }

    #[test]
    fn very_long_code_stays_plain() {
        let long = [("yaml", "a: 1\n".repeat(2_000_000)), ("yaml", format!("a: {}", "[".repeat(LONGEST_LINE)))];
        for (language, code) in long.into_iter().chain([("css", " ".repeat(5_000))]) {
            assert_eq!(Highlighter::default().html(language, &code), code);
        }
    }

    #[test]
    fn what_was_exported_stays_until_only_other_code_is_wanted() {
        let entries = |bytes: &[u8]| cache::decode(bytes).unwrap_or_default().len();
        let first = Highlighter::default();
        first.html("py", PYTHON);
        let mut bytes = first.export();
        for age in 0..=MOST_IDLE {
            assert_eq!(entries(&bytes), if age == 0 { 1 } else { 2 });
            let next = Highlighter::default();
            next.import(&bytes);
            assert_eq!(next.export(), bytes);
            next.html("lua", "x = 1");
            bytes = next.export();
        }
        assert_eq!(entries(&bytes), 1);
    }

    #[test]
    fn kept_runs_that_do_not_fit_are_made_anew() {
        let honest = Highlighter::default();
        let html = honest.html("py", PYTHON);
        let key = Key::of([VERSION, "py", PYTHON].map(str::as_bytes));
        for len in [1, PYTHON.len() as u32 + 1] {
            let liar = Highlighter::default();
            let runs = vec![Run { class: class::Class::Keyword, len }];
            liar.import(&cache::encode(&[cache::Entry { key, idle: 0, runs }]));
            assert_eq!(liar.html("py", PYTHON), html);
            assert_eq!(liar.export(), honest.export());
        }
    }
}
