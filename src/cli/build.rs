//! `rungbook build`: the site of a handbook, in its folder.

use super::handbook::{self, Choice, Folders};
use super::progress::Progress;
use super::report::{Format, Report};
use super::{Failure, Outcome, fails, say, signed, tell};
use crate::base::{Diagnostic, Past, Snapshot};
use crate::output;
use crate::output::cache::{Cache, State};
use crate::output::tree::Kept;
use crate::{Base, Memos, Scope, build};
use std::path::PathBuf;
use std::time::Instant;

/// Build the site
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook build                               The handbook in this folder, into its `build-dir`
  rungbook build handbook -d /tmp/preview      Somewhere else
  rungbook build --audience public --strict    What everyone may see; warnings fail
  rungbook build --review main -d preview      What differs from `main`, marked on each page

The folder holds the whole old site or the whole new one at every moment. When the handbook has errors, the old one
stays. Files that do not change keep their modification time.")]
pub(super) struct Options {
    #[command(flatten)]
    choice: Choice,
    /// Write the site here, not to the `build-dir` of `book.toml`
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
    /// Where the site will be served: a path such as `/handbook/` or a whole address
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Show on each page what differs from a revision of git, and write `review.md` for a merge request
    #[arg(long, value_name = "REV", requires = "dest_dir")]
    review: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Refuse levels that nobody has signed as they are, see `rungbook review`
    #[arg(long)]
    require_sign: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let progress = Progress::start("building");
    if let Some(revision) = &options.review {
        let repository = handbook::repository(&options.choice.root)?;
        if handbook::revision(&options.choice.root, &repository, revision)?.from.is_some() {
            let message = format!("`{revision}` names two versions");
            return Err(Failure::new(message, "name the one to show the differences from"));
        }
    }
    let base = options.review.clone().map(Base::Named);
    let scope = Scope { base, ..options.choice.scope(options.base_url.clone()) };
    let folders = handbook::folders(&options.choice.root, &scope)?;
    let (now, unread) = handbook::read(&folders, options.dest_dir.as_deref())?;
    let work = Work { options, start, folders, now, unread };
    if work.folders.unsettled {
        let diagnostics = build(&work.now, &Past::default(), &scope, &Memos::default()).diagnostics;
        drop(progress);
        return Ok(work.failed(diagnostics));
    }
    let outcome = work.publish(&scope);
    drop(progress);
    outcome?.say(&work)
}

/// One build under way.
struct Work<'a> {
    options: &'a Options,
    start: Instant,
    folders: Folders,
    now: Snapshot,
    /// What could not be read.
    unread: Vec<Diagnostic>,
}

/// What became of a build.
enum Made {
    /// There are errors.
    Nothing(Vec<Diagnostic>),
    /// The site stands; whether anything had to be built.
    Site(State, bool),
}

impl Work<'_> {
    /// Builds and writes the site, unless it stands as it would be.
    fn publish(&self, scope: &Scope) -> Result<Made, Failure> {
        let strict = self.options.strict;
        let place = self.folders.place(self.options.dest_dir.as_deref())?;
        let cache = Cache::of(&self.options.choice.root);
        let known = handbook::known(&self.options.choice.root, &self.now, scope);
        let fingerprint = fingerprint(&self.now, &self.unread, (scope, &known.fingerprint()));
        let unsigned = self.unsigned(scope);
        let last = cache.state().filter(|last| last.folder == place.folder());
        if let Some(last) = &last
            && last.fingerprint == fingerprint
            && !fails(&last.diagnostics, strict)
            && unsigned.is_empty()
            && output::is_current(&place, &last.files)
        {
            return Ok(Made::Site(last.clone(), false));
        }
        let memos = handbook::memos(&cache, Memos::default());
        let (past, untold) = handbook::past(known);
        let made = build(&self.now, &past, scope, &memos);
        handbook::keep(&cache, &memos);
        let mut diagnostics = made.diagnostics;
        diagnostics.extend(self.unread.iter().cloned().chain(untold).chain(unsigned));
        let Some(site) = made.site.filter(|_| !fails(&diagnostics, strict)) else {
            return Ok(Made::Nothing(diagnostics));
        };
        let site = match (&made.review, &self.options.review) {
            (Some(review), _) => review.site(&site, &self.now, &diagnostics),
            (None, None) => site,
            (None, Some(revision)) => {
                self.report(diagnostics);
                let message = format!("there is nothing to compare with at `{revision}`");
                return Err(Failure::new(message, "name a revision that holds the handbook in this folder"));
            }
        };
        let known = last.map(|last| last.files).unwrap_or_default();
        let files = output::publish(&place, &site, &known)?.files;
        let state = State { fingerprint, folder: place.folder().to_owned(), files, diagnostics };
        cache.remember(&state);
        Ok(Made::Site(state, true))
    }

    /// The levels that may not be published as they are.
    fn unsigned(&self, scope: &Scope) -> Vec<Diagnostic> {
        if self.options.require_sign { signed::check(&self.options.choice.root, &self.now, scope) } else { Vec::new() }
    }

    /// Prints what is wrong.
    fn report(&self, diagnostics: Vec<Diagnostic>) {
        let report = Report::new(&self.options.choice.root, &self.now, diagnostics);
        let report = if self.options.strict { report } else { report.brief() };
        tell(&report.text(Format::Human));
    }

    /// Says why there is no new site.
    fn failed(&self, diagnostics: Vec<Diagnostic>) -> Outcome {
        self.report(diagnostics);
        let site = self.folders.site(self.options.dest_dir.as_deref());
        if site.exists() {
            tell(&format!("the site in `{}` is as it was\n", site.display()));
        }
        Outcome::Errors
    }

    /// How many pages there are, how long it took and how to look at them.
    fn summary(&self, files: &[Kept]) -> String {
        let pages = files.iter().filter(|file| file.route.ends_with(".html")).count();
        let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
        let index = self.folders.site(self.options.dest_dir.as_deref()).join("index.html").display().to_string();
        let index = if index.contains(' ') { format!("'{index}'") } else { index };
        format!("{pages} in {} ms; to look at them: open {index}\n", self.start.elapsed().as_millis())
    }
}

impl Made {
    fn say(self, work: &Work<'_>) -> Result<Outcome, Failure> {
        match self {
            Self::Nothing(diagnostics) => Ok(work.failed(diagnostics)),
            Self::Site(state, built) => {
                work.report(state.diagnostics);
                let what = if built { "built" } else { "nothing changed:" };
                say(&format!("{what} {}", work.summary(&state.files)));
                Ok(Outcome::Well)
            }
        }
    }
}

/// The name of everything that a build depends on, the program itself included.
fn fingerprint(now: &Snapshot, unread: &[Diagnostic], (scope, past): (&Scope, &str)) -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let program = program.map(|about| (about.len(), about.modified().ok())).ok();
    let told = [format!("{program:?}"), format!("{scope:?}"), format!("{unread:?}")];
    output::fingerprint(now, &[env!("CARGO_PKG_VERSION"), &told[0], &told[1], &told[2], past])
}
