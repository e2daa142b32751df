//! `rungbook build`: the site of a handbook, in its folder.

use super::handbook::{self, Choice, Handbook};
use super::report::{Format, Report};
use super::{Failure, Outcome, say, tell};
use crate::base::{Diagnostic, Severity};
use crate::output::cache::{Cache, State};
use crate::output::{self, Guard, Kept, Place};
use crate::{Memos, Scope, build};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Build the site
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook build                               The handbook in this folder, into its `build-dir`
  rungbook build handbook -d /tmp/preview      Somewhere else
  rungbook build --audience public --strict    What everyone may see; warnings fail

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
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let root = &options.choice.root;
    let scope = options.choice.scope(options.base_url.clone());
    let handbook = handbook::read(root, &scope, options.dest_dir.as_deref())?;
    let failed = |diagnostics: &[Diagnostic]| {
        let worst = if options.strict { Severity::Warning } else { Severity::Error };
        diagnostics.iter().any(|found| found.severity <= worst)
    };
    if handbook.unsettled {
        return Ok(report(root, &handbook, build(&handbook.now, &scope, &Memos::default()).diagnostics));
    }
    let place = place(options, &handbook)?;
    let cache = Cache::of(root);
    let fingerprint = fingerprint(&handbook, &scope);
    let last = cache.state().filter(|last| last.folder == place.folder());
    if let Some(last) = &last
        && last.fingerprint == fingerprint
        && !failed(&last.diagnostics)
        && output::is_current(&place, &last.files)
    {
        report(root, &handbook, last.diagnostics.clone());
        say(&format!("nothing changed: {}", summary(options, &handbook, &last.files, start)));
        return Ok(Outcome::Well);
    }

    let memos = remembered(&cache);
    let made = build(&handbook.now, &scope, &memos);
    let mut diagnostics = made.diagnostics;
    diagnostics.extend(handbook.unread.iter().cloned());
    let Some(site) = made.site.filter(|_| !failed(&diagnostics)) else {
        report(root, &handbook, diagnostics);
        return Ok(Outcome::Errors);
    };
    let published = output::publish(&place, &site, last.as_ref().map_or(&[], |last| &last.files))?;
    let state = State { fingerprint, folder: place.folder().to_owned(), files: published.files, diagnostics };
    cache.remember(&state);
    cache.store(HIGHLIGHTED, &memos.highlighter.export());
    report(root, &handbook, state.diagnostics);
    say(&format!("built {}", summary(options, &handbook, &state.files, start)));
    Ok(Outcome::Well)
}

/// The file of the cache that holds highlighted code.
const HIGHLIGHTED: &str = "highlighted";

/// What the last build left for this one.
fn remembered(cache: &Cache) -> Memos {
    let memos = Memos::default();
    if let Some(bytes) = cache.load(HIGHLIGHTED) {
        memos.highlighter.import(&bytes);
    }
    memos
}

/// The folder of the site, refused where someone could lose something.
fn place(options: &Options, handbook: &Handbook) -> Result<Place, Failure> {
    let settings = &handbook.settings;
    let home = std::env::home_dir();
    let inputs = settings.inputs();
    let guard = Guard {
        root: &options.choice.root,
        inputs: &inputs,
        home: home.as_deref(),
        inside: options.dest_dir.is_none(),
        create: settings.create_missing || options.dest_dir.is_some(),
    };
    Ok(Place::new(&site_folder(options, handbook), guard)?)
}

/// The folder of the site as people would name it.
fn site_folder(options: &Options, handbook: &Handbook) -> PathBuf {
    options.dest_dir.clone().unwrap_or_else(|| within(&options.choice.root, &handbook.settings.build_dir.value))
}

/// The path `inner` below `root`, without a leading `./`.
fn within(root: &Path, inner: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(inner) } else { root.join(inner) }
}

/// Everything that a build depends on, the program itself included.
fn fingerprint(handbook: &Handbook, scope: &Scope) -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let program = program.map(|about| (about.len(), about.modified().ok())).ok();
    let options =
        [env!("CARGO_PKG_VERSION"), &format!("{program:?}"), &format!("{scope:?}"), &format!("{:?}", handbook.unread)];
    output::fingerprint(&handbook.now, &options)
}

/// Prints what is wrong; the outcome that goes with a build that made no site.
fn report(root: &Path, handbook: &Handbook, diagnostics: Vec<Diagnostic>) -> Outcome {
    tell(&Report::new(root, &handbook.now, diagnostics).text(Format::Human));
    Outcome::Errors
}

/// How much there is, where, and how long it took.
fn summary(options: &Options, handbook: &Handbook, files: &[Kept], start: Instant) -> String {
    let pages = files.iter().filter(|file| file.route.ends_with(".html")).count();
    let index = site_folder(options, handbook).join("index.html");
    let index = index.display().to_string();
    let index = if index.contains(' ') { format!("'{index}'") } else { index };
    let time = start.elapsed().as_millis();
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    format!("{pages} in {time} ms; to look at them: open {index}\n")
}
