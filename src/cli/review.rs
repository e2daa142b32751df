//! `rungbook review`: who accepts what each level says, and whether that still holds.

use super::report::{self, Report};
use super::{Failure, Outcome, diff, handbook, say, signed, tell};
use crate::Scope;
use crate::base::{Diagnostic, Moment, Snapshot};
use crate::output;
use crate::review::signing::{self, Asked, Refused, Written};
use crate::review::{self, Form};
use crate::source::git::Repository;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Tell who accepts what each level says, and sign
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook review                                 Which levels are signed, and what changed since
  rungbook review --sign staff principal          You accept what these levels say now
  rungbook review --sign \"Staff Engineer\" --by \"Ann Example\"
  rungbook review --sign-all                      All levels that ask for a signature
  rungbook review --withdraw staff                You accept it no more
  rungbook review --format markdown               For a merge request

Signatures are kept in `signatures.yaml` beside `book.toml`: commit it. `rungbook build --require-sign` refuses to
publish levels that nobody has signed as they are.

Exit codes: 0 it could be told, 1 levels are not signed and `--exit-code` was given, 2 it could not be told.")]
pub(super) struct Options {
    /// The handbook's folder, which holds `book.toml`
    #[arg(value_name = "DIR", conflicts_with = "root")]
    folder: Option<PathBuf>,
    /// The same, where levels are named
    #[arg(short = 'C', long = "dir", value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Sign levels, each by its id, an old id, its code or its title
    #[arg(long, value_name = "LEVEL", num_args = 1..)]
    sign: Vec<String>,
    /// Sign all levels that ask for a signature
    #[arg(long)]
    sign_all: bool,
    /// Take back the signature of levels; of levels that are gone, everyone's
    #[arg(long, value_name = "LEVEL", num_args = 1.., conflicts_with_all = ["sign", "sign_all"])]
    withdraw: Vec<String>,
    /// Who signs [default: `user.name` of git]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = diff::Format::Text)]
    format: diff::Format,
    /// Tell what this audience sees [default: everything]
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
    /// End with 1 when a level asks for a signature and has none that holds
    #[arg(long)]
    exit_code: bool,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let root = options.folder.as_deref().unwrap_or(&options.root);
    let scope = Scope { audience: options.audience.clone(), env: handbook::environment(), ..Scope::default() };
    let (now, unread) = handbook::read(&handbook::folders(root, &scope)?, None)?;
    if options.sign.is_empty() && options.withdraw.is_empty() && !options.sign_all {
        return options.report(root, &now, &scope);
    }
    let by = options.by.clone().or_else(|| user(root)).ok_or_else(nobody)?;
    let asked =
        Asked { sign: &options.sign, all: options.sign_all, withdraw: &options.withdraw, by: &by, date: &today() };
    let written = signing::written(&now, &scope, &asked).map_err(|refused| refusal(root, &now, refused))?;
    write(root, &now, (&unread, &written))?;
    written.told.iter().for_each(|done| say(&format!("{}\n", crate::base::tame(done))));
    if !written.told.is_empty() && Repository::open(root).is_ok_and(|repository| repository.is_some()) {
        tell(&format!("note: commit `{}`, so that others see it\n", written.file));
    }
    Ok(Outcome::Well)
}

impl Options {
    /// Prints how all levels stand.
    fn report(&self, root: &Path, now: &Snapshot, scope: &Scope) -> Result<Outcome, Failure> {
        let origins = signed::origins(root, now, scope);
        let told = review::signed::report(now, scope, &origins);
        let told = told.map_err(|faults| refusal(root, now, Refused::Unread(faults)))?;
        say(&review::signed::written(&told, self.form()));
        Ok(if told.open > 0 && self.exit_code { Outcome::Errors } else { Outcome::Well })
    }

    fn form(&self) -> Form {
        diff::form(self.format)
    }
}

/// Writes the file of signatures, in one step, unless it is what it was or somebody changed it meanwhile.
fn write(root: &Path, now: &Snapshot, (unread, written): (&[Diagnostic], &Written)) -> Result<(), Failure> {
    let path = root.join(&written.file);
    let known = now.get(&written.file);
    let fault = |why: String| {
        let help = "nothing was written; see what is there, and that you may write there";
        Err(Failure::new(format!("cannot write `{}`: {why}", path.display()), help))
    };
    let is_it = |found: &&Diagnostic| found.span.as_ref().is_some_and(|span| *span.file == *written.file);
    if let Some(found) = unread.iter().find(is_it) {
        return fault(found.message.clone());
    }
    let on_disk = std::fs::read(&path).ok();
    if on_disk.as_deref() != known.map(|bytes| &bytes[..]) || (known.is_none() && path.symlink_metadata().is_ok()) {
        return fault("it is not what was read just now".to_owned());
    }
    if on_disk.as_deref() == Some(written.text.as_bytes()) {
        return Ok(());
    }
    let outcome = match known {
        Some(_) => output::replace(&path, written.text.as_bytes()),
        None => output::create(root, &written.file, written.text.as_bytes()),
    };
    outcome.or_else(|error| fault(error.to_string()))
}

/// The name of who works in the repository.
fn user(root: &Path) -> Option<String> {
    Repository::open(root).ok().flatten()?.user()
}

fn nobody() -> Failure {
    Failure::new(
        "it is not known who signs",
        "say it with `--by NAME`, or once for all with `git config user.name NAME` in the handbook's repository",
    )
}

/// Today, by the clock of the world.
fn today() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seconds = since.ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or_default();
    Moment { seconds, offset: 0 }.day().to_string()
}

fn refusal(root: &Path, now: &Snapshot, refused: Refused) -> Failure {
    match refused {
        Refused::Because(message, help) => Failure::new(message, help),
        Refused::Unread(faults) => {
            tell(&Report::new(root, now, faults).text(report::Format::Human));
            Failure::new("the signatures cannot be read", "mend what is said above; nothing was written")
        }
    }
}
