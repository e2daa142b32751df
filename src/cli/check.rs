//! `rungbook check`: everything that is wrong at once, and the repair of what can be repaired.

use super::handbook::{self, Choice};
use super::report::{Format, Report};
use super::{Failure, Outcome, diff, fails, say, signed, tell};
use crate::base::{Diagnostic, Past, Snapshot};
use crate::output::cache::Cache;
use crate::{Memos, Scope, build, mend, output, review, source};
use std::path::Path;

/// Find everything that is wrong, all at once
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook check                      The handbook in this folder
  rungbook check --fix                Repair text that was read in the wrong encoding, then check
  rungbook check --format github      Marks at the lines of a pull request
  rungbook check --against main...    Also: is the new release of the class that it says, is each change told of?
  rungbook check --format json        For other programs: an array of objects with code, severity, message,
                                      file, start and end (line, column, byte), related and help")]
pub(super) struct Options {
    #[command(flatten)]
    choice: Choice,
    /// How to print what is wrong
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Repair what can be repaired safely: damaged text
    #[arg(long)]
    fix: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Hold what is declared of the changes since a version against them: a tag, a branch, `main...` or a day
    #[arg(long, value_name = "REV")]
    against: Option<String>,
    /// Find levels that nobody has signed as they are, see `rungbook review`
    #[arg(long)]
    require_sign: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let root = &options.choice.root;
    let scope = options.choice.scope(None);
    if options.fix {
        repair(root, &scope)?;
    }
    let folders = handbook::folders(root, &scope)?;
    let (now, unread) = handbook::read(&folders, None)?;
    let (past, untold) = match folders.unsettled {
        true => (Past::default(), Vec::new()), // what is asked of the past stands in the settings
        false => handbook::past(handbook::known(root, &now, &scope)),
    };
    let mut diagnostics = build(&now, &past, &scope, &handbook::memos(&Cache::of(root), Memos::default())).diagnostics;
    diagnostics.extend(unread.into_iter().chain(untold));
    if options.require_sign {
        diagnostics.extend(signed::check(root, &now, &scope));
    }
    if let Some(revision) = &options.against {
        diagnostics.extend(broken_promises(root, now.clone(), (revision, &scope))?);
    }
    let failed = fails(&diagnostics, options.strict);
    let text = Report::new(root, &now, diagnostics).text(options.format);
    say(&text);
    if text.is_empty() && options.format == Format::Human {
        say("nothing is wrong\n");
    }
    Ok(if failed { Outcome::Errors } else { Outcome::Well })
}

/// What is declared of the changes since a revision and does not hold.
fn broken_promises(root: &Path, mut now: Snapshot, (name, scope): (&str, &Scope)) -> Result<Vec<Diagnostic>, Failure> {
    let repository = handbook::repository(root)?;
    let revision = handbook::revision(root, &repository, name)?;
    let commit = revision.from.unwrap_or(revision.to);
    let old = handbook::at(&repository, (name, &commit), &[review::CHANGELOG])?;
    let (changelog, _) = source::folder(root, &[review::CHANGELOG], None)?;
    changelog.iter().for_each(|(path, bytes)| now.insert(path.clone(), bytes.clone()));
    let checked = review::check((name, &old), &now, scope);
    checked.map_err(|unread| diff::unreadable(name, (root, &old), unread))
}

/// Repairs the files that can be, each in one step; one that was changed meanwhile is left alone.
fn repair(root: &Path, scope: &Scope) -> Result<(), Failure> {
    let (now, _) = handbook::read(&handbook::folders(root, scope)?, None)?;
    for (path, bytes) in mend(&now, scope) {
        let place = root.join(&*path);
        let as_read = now.get(&path).is_some_and(|old| std::fs::read(&place).is_ok_and(|now| now[..] == old[..]));
        if !as_read {
            tell(&format!("left `{path}` alone: it was changed meanwhile\n"));
            continue;
        }
        output::replace(&place, &bytes).map_err(|error| {
            Failure::new(
                format!("cannot write `{}`: {error}", place.display()),
                "the file is as it was; see that you may write there",
            )
        })?;
        tell(&format!("repaired `{path}`\n"));
    }
    Ok(())
}
