//! From the handbook's folder to a build, again and again: what stayed the same since the last look is not done twice.

use crate::base::{Asked, Bytes, Diagnostic, Late, Past, Severity, Site, Snapshot};
use crate::review::against::Review;
use crate::source::past::Recall;
use crate::source::{self, Reader};
use crate::{BOOK, Base, Memos, Scope, asked, build, inputs, settings};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A handbook that is built time after time.
#[derive(Debug)]
pub struct Session {
    root: PathBuf,
    scope: Scope,
    memos: Memos,
    reader: Reader,
    recall: Recall,
    /// What was asked of the past last.
    asked: Option<Asked>,
    last: Option<Input>,
    folders: Folders,
    /// Whether the settings have no errors, so that they say what to ask of the past.
    settled: bool,
    /// How a link opens a file in the editor of the author.
    editor: Option<String>,
}

/// All that a build is made from.
#[derive(Debug, PartialEq, Eq)]
struct Input {
    now: Snapshot,
    /// What could not be read.
    unread: Vec<Diagnostic>,
    /// What names the past.
    past: String,
}

/// What belongs to a handbook, relative to its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// The files and folders that it is made from, and those that its author wants to have watched.
    pub inputs: Vec<String>,
    /// The folder that `rungbook build` writes to.
    pub output: String,
}

/// What one build made of the folder as it was.
#[derive(Debug)]
pub struct Made {
    /// The files that it was made from.
    pub now: Snapshot,
    /// The site; `None` where there are errors.
    pub site: Option<Site>,
    /// What belongs to the site and is made once somebody asks for it.
    pub late: Vec<Late>,
    /// Which of its pages differ from what is published; `None` where that is not shown.
    pub review: Option<Review>,
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What is not as it was at the last build: paths of files, `the history`; empty for the first build.
    pub changed: Vec<String>,
}

impl Session {
    /// A session on the handbook in `root`; nothing is read yet.
    pub fn new(root: &Path, scope: Scope, memos: Memos) -> Self {
        let folders = Folders { inputs: vec![BOOK.to_owned()], output: String::new() };
        let (reader, recall) = (Reader::default(), Recall::default());
        Self {
            root: root.to_owned(),
            scope,
            memos,
            reader,
            recall,
            asked: None,
            last: None,
            folders,
            settled: false,
            editor: None,
        }
    }

    /// What belongs to the handbook, as it was at the last look.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// The template of links that open a file, as it was at the last look; `None` where there are to be none.
    pub fn editor(&self) -> Option<&str> {
        self.editor.as_deref()
    }

    /// Builds the handbook as it is now, or returns `None` when a build would be what the last one was.
    ///
    /// `history` tells whether git may have changed since the last look; the first look asks git in any case.
    pub fn look(&mut self, history: bool) -> Option<Made> {
        let (now, unread) = self.read();
        let is_whole = now.get(BOOK).is_some();
        if is_whole {
            self.remember(&now, history);
        }
        let past = self.recall.last().map_or_else(String::new, |(name, ..)| name.to_owned());
        let input = Input { now, unread, past };
        if self.last.as_ref() == Some(&input) {
            return None;
        }
        let changed = self.last.as_ref().map_or_else(Vec::new, |last| changes(last, &input));
        let made = if is_whole { self.build(&input, changed) } else { nothing(&input, changed) };
        self.last = Some(input);
        Some(made)
    }

    /// What is told of a look that ended in a fault of the program itself. The next look builds in any case.
    pub fn crashed(&mut self) -> Made {
        self.last = None;
        let message = "rungbook itself has failed on the handbook as it is now";
        let help = "undo the last change, and report it with what the terminal shows";
        let diagnostics = vec![fault("internal-error", message, help)];
        let changed = vec!["a fault of rungbook".to_owned()];
        Made { now: Snapshot::default(), site: None, late: Vec::new(), review: None, diagnostics, changed }
    }

    /// All files of the handbook, and what could not be read.
    fn read(&mut self) -> (Snapshot, Vec<Diagnostic>) {
        let gone = |error: source::Error| (Snapshot::default(), vec![unfound(&error.to_string())]);
        let (book, unread) = match source::folder(&self.root, &[BOOK], None) {
            Ok(read) => read,
            Err(error) => return gone(error),
        };
        if book.get(BOOK).is_none() {
            let missing = unfound(&format!("there is no `{BOOK}` in the handbook's folder"));
            return (Snapshot::default(), if unread.is_empty() { vec![missing] } else { unread });
        }
        let (settings, faults) = settings(&book, &self.scope);
        self.settled = faults.iter().all(|fault| fault.severity != Severity::Error);
        self.editor = settings.editor.clone();
        let inputs = settings.inputs();
        let paths: Vec<&str> = std::iter::once(BOOK).chain(inputs.iter().copied()).collect();
        let watched = paths.iter().copied().chain(settings.extra_watch_dirs.iter().map(|dir| dir.value.as_str()));
        self.folders =
            Folders { inputs: watched.map(str::to_owned).collect(), output: settings.build_dir.value.clone() };
        let output = self.root.join(&settings.build_dir.value);
        self.reader.folder(&self.root, &paths, Some(&output)).unwrap_or_else(gone)
    }

    /// Asks git for the past, where it may have changed, and reads it where it has.
    fn remember(&mut self, now: &Snapshot, history: bool) {
        if !self.settled {
            self.asked = self.asked.take().filter(|_| !history);
            return;
        }
        let asked = asked(now, &self.scope);
        if history || self.asked.as_ref() != Some(&asked) {
            self.recall.read(&self.root, &asked, BOOK, inputs);
            self.asked = Some(asked);
        }
    }

    fn build(&self, input: &Input, changed: Vec<String>) -> Made {
        let none = Past::default();
        let (past, untold) = self.recall.last().map_or((&none, &[][..]), |(_, past, untold)| (past, untold));
        let built = build(&input.now, past, &self.scope, &self.memos);
        let mut diagnostics = built.diagnostics;
        diagnostics.extend(input.unread.iter().chain(untold).cloned());
        let failed = diagnostics.iter().any(|found| found.severity == Severity::Error);
        let site = built.site.filter(|_| !failed);
        // Nobody who has not asked for it is told that all is as it was.
        let is_asked = self.scope.base != Some(Base::Usual);
        let review = built.review.filter(|review| is_asked || !review.differing.is_empty());
        Made { now: input.now.clone(), site, late: built.late, review, diagnostics, changed }
    }
}

/// What is made of a folder that holds no handbook.
fn nothing(input: &Input, changed: Vec<String>) -> Made {
    Made {
        now: input.now.clone(),
        site: None,
        late: Vec::new(),
        review: None,
        diagnostics: input.unread.clone(),
        changed,
    }
}

fn unfound(message: &str) -> Diagnostic {
    fault("missing-file", message, "put it back: until then the preview shows the handbook as it was")
}

/// An error that has no place.
fn fault(code: &'static str, message: &str, help: &str) -> Diagnostic {
    Diagnostic { severity: Severity::Error, ..Diagnostic::unplaced(code, message).help(help) }
}

/// What differs between two inputs, in order.
fn changes(old: &Input, new: &Input) -> Vec<String> {
    let paths: BTreeSet<&Arc<str>> = old.now.iter().chain(new.now.iter()).map(|(path, _)| path).collect();
    let is_same = |one: &Bytes, other: &Bytes| Arc::ptr_eq(one, other) || one == other;
    let differs = |path: &str| match (old.now.get(path), new.now.get(path)) {
        (Some(one), Some(other)) => !is_same(one, other),
        _ => true,
    };
    let files = paths.into_iter().filter(|path| differs(path)).map(|path| path.to_string());
    files.chain((old.past != new.past).then(|| "the history".to_owned())).collect()
}
