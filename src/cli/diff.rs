//! `rungbook diff`: what changed between two versions of a handbook, as people mean it.

use super::report::{self, Report};
use super::{Failure, Outcome, handbook, say, tell};
use crate::Scope;
use crate::base::{Commit, Snapshot};
use crate::review::{self, Comparison, Form, Unread};
use crate::source::git::Repository;
use std::path::{Path, PathBuf};

/// Tell what changed in the ladder between two versions
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook diff                            What is not committed yet
  rungbook diff v1.0                       Since the tag `v1.0`
  rungbook diff v1.0 v2.0                  From one tag to the next; `v1.0..v2.0` is the same
  rungbook diff main...                    What this branch changes
  rungbook diff 2026-01-01 --level staff   What changed for one level since a day
  rungbook diff main... --format markdown  For a merge request
  rungbook diff v1.0 --class               How much of a release it makes: major, minor, patch or none

A version is a tag, a branch, a commit or anything else that git takes for one, a release that the handbook defines,
or a day, a month or a year, which means the last commit until then.

Exit codes: 0 it could be told, 1 something changed and `--exit-code` was given, 2 it could not be told.")]
pub(super) struct Options {
    /// The older version, or a range `a..b` or `a...b` [default: HEAD]
    #[arg(value_name = "OLD")]
    old: Option<String>,
    /// The newer version [default: the files as they are]
    #[arg(value_name = "NEW")]
    new: Option<String>,
    /// The handbook's folder, which holds `book.toml`
    #[arg(short = 'C', long = "dir", value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print only how much of a release it makes: major, minor, patch or none
    #[arg(long, conflicts_with = "format")]
    class: bool,
    /// Tell of one level only, by its id or an old one
    #[arg(long, value_name = "ID")]
    level: Option<String>,
    /// Tell what this audience sees [default: everything]
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
    /// Tell of drafts as well
    #[arg(long)]
    drafts: bool,
    /// End with 1 when something changed
    #[arg(long)]
    exit_code: bool,
}

/// How changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people: thing by thing, the words that changed marked
    Text,
    /// For a merge request
    Markdown,
    /// One object, for programs
    Json,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let repository = handbook::repository(&options.root)?;
    let (old, new) = options.versions(&repository)?;
    let compared = review::compare(&old.files, &new.files, &options.scope(&new));
    let comparison = compared.map_err(|unread| {
        let version = if unread.is_new { &new } else { &old };
        version.unread(&options.root, unread)
    })?;
    options.caution(&comparison, (&old, &new));
    let comparison = match &options.level {
        Some(level) => comparison.of_level(level).map_err(|near| unknown(level, near))?,
        None => comparison,
    };
    let changed = !comparison.is_empty();
    if options.class {
        say(&format!("{}\n", comparison.class().unwrap_or("none")));
    } else {
        say(&comparison.written((old.named(), new.named()), options.form()));
    }
    Ok(if changed && options.exit_code { Outcome::Errors } else { Outcome::Well })
}

impl Options {
    /// The two versions that are meant.
    fn versions(&self, repository: &Repository) -> Result<(Version, Version), Failure> {
        let of = |name: &str, commit: Commit| Version::of(repository, name, commit);
        let old = self.old.as_deref().unwrap_or("HEAD");
        let first = handbook::revision(&self.root, repository, old)?;
        let is_range = first.from.is_some() || old.ends_with("^!");
        match &self.new {
            Some(_) if is_range => {
                let message = format!("`{old}` names two versions already");
                Err(Failure::new(message, "name one range, or two versions without `..`"))
            }
            Some(new) => {
                let second = handbook::revision(&self.root, repository, new)?;
                if second.from.is_some() {
                    let message = format!("`{new}` names two versions, where the newer one is meant");
                    return Err(Failure::new(message, "name one range, or two versions without `..`"));
                }
                Ok((of(old, first.to)?, of(new, second.to)?))
            }
            None if is_range => {
                let (before, after) = sides(old);
                let older = match first.from {
                    Some(from) => of(&before, from)?,
                    None => Version { name: before, commit: None, files: Snapshot::default() },
                };
                Ok((older, of(&after, first.to)?))
            }
            None => Ok((of(old, first.to)?, self.working_tree()?)),
        }
    }

    /// The files as they are on disk.
    fn working_tree(&self) -> Result<Version, Failure> {
        let scope = Scope { env: handbook::environment(), ..Scope::default() };
        let (files, _) = handbook::read(&handbook::folders(&self.root, &scope)?, None)?;
        Ok(Version { name: WORKING_TREE.to_owned(), commit: None, files })
    }

    /// Whom the newer version is told to; what the environment sets holds for the files on disk alone.
    fn scope(&self, new: &Version) -> Scope {
        let env = if new.commit.is_none() { handbook::environment() } else { Vec::new() };
        Scope { audience: self.audience.clone(), drafts: self.drafts, base_url: None, base: None, env }
    }

    fn form(&self) -> Form {
        form(self.format)
    }

    /// Says what makes a comparison less than whole.
    fn caution(&self, comparison: &Comparison, (old, new): (&Version, &Version)) {
        for (errors, version) in [(comparison.errors.0, old), (comparison.errors.1, new)] {
            let many = if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
            if errors > 0 {
                let name = version.shown();
                tell(&format!("note: {name} has {many}, so not all that changed may be told; see `rungbook check`\n"));
            }
        }
        match comparison.drafts {
            0 => {}
            1 => tell("note: 1 change of a draft is not told; `--drafts` shows it\n"),
            drafts => tell(&format!("note: {drafts} changes of drafts are not told; `--drafts` shows them\n")),
        }
    }
}

/// The form that a format stands for, with colours where they are shown.
pub(super) fn form(format: Format) -> Form {
    match format {
        Format::Text => Form::Text { colour: has_colour() },
        Format::Markdown => Form::Markdown,
        Format::Json => Form::Json,
    }
}

/// What the files on disk are called.
const WORKING_TREE: &str = "the working tree";

/// A version of a handbook.
struct Version {
    name: String,
    /// The commit that holds it; absent for the files on disk.
    commit: Option<Commit>,
    files: Snapshot,
}

impl Version {
    /// The version that a commit holds.
    fn of(repository: &Repository, name: &str, commit: Commit) -> Result<Self, Failure> {
        let files = handbook::at(repository, (name, &commit), &[])?;
        Ok(Self { name: name.to_owned(), commit: Some(commit), files })
    }

    fn named(&self) -> review::Named<'_> {
        (&self.name, self.commit.as_ref())
    }

    /// Its name in a sentence.
    fn shown(&self) -> String {
        if self.name == WORKING_TREE { self.name.clone() } else { format!("`{}`", self.name) }
    }

    /// Says what is wrong with it, and that it ends the command.
    fn unread(&self, root: &Path, unread: Unread) -> Failure {
        if self.commit.is_some() {
            return unreadable(&self.name, (root, &self.files), unread);
        }
        tell(&Report::new(root, &self.files, unread.diagnostics).text(report::Format::Human));
        Failure::new(format!("{} cannot be read", self.name), "mend it, or name two versions to compare")
    }
}

/// Says what is wrong with a revision, and why the command cannot run.
pub(super) fn unreadable(revision: &str, (root, files): (&Path, &Snapshot), unread: Unread) -> Failure {
    let report = Report::new(root, files, unread.diagnostics).at(revision);
    tell(&report.text(report::Format::Human));
    Failure::new(format!("the handbook at `{revision}` cannot be read"), "compare with a revision that can be built")
}

/// What the sides of a range are called.
fn sides(range: &str) -> (String, String) {
    let name = |side: &str| if side.is_empty() { "HEAD".to_owned() } else { side.to_owned() };
    match (range.split_once("..."), range.split_once("..")) {
        (Some((from, to)), _) => (format!("where {} and {} part", name(from), name(to)), name(to)),
        (None, Some((from, to))) => (name(from), name(to)),
        (None, None) => (format!("before {}", range.trim_end_matches("^!")), range.trim_end_matches("^!").to_owned()),
    }
}

fn unknown(level: &str, near: Option<String>) -> Failure {
    let help = near.map_or_else(
        || "name a level by its `id`, or by one that it had".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Failure::new(format!("there is no level `{level}` in either version"), help)
}

/// Whether what is printed is shown in colours.
fn has_colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}
