//! The handbook that a command works on: where it is, what is asked of it, and all its files.

use super::Failure;
use crate::base::{Diagnostic, Severity, Snapshot};
use crate::parse::config::Settings;
use crate::{BOOK, Scope, settings, source};
use std::path::{Path, PathBuf};

/// Which handbook, and for whom.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// The handbook's folder, which holds `book.toml`
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Whom the handbook is for: one of the audiences in `book.toml`
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
    /// Show drafts
    #[arg(long)]
    drafts: bool,
}

impl Choice {
    /// What the build is for.
    pub(super) fn scope(&self, base_url: Option<String>) -> Scope {
        Scope { audience: self.audience.clone(), drafts: self.drafts, base_url, env: environment() }
    }
}

/// A handbook as it stands on the disk.
pub(super) struct Handbook {
    /// All its files.
    pub(super) now: Snapshot,
    /// How it is built.
    pub(super) settings: Settings,
    /// Whether the settings themselves have errors: what they say is then in part a default.
    pub(super) unsettled: bool,
    /// What could not be read.
    pub(super) unread: Vec<Diagnostic>,
}

/// Reads the settings of the handbook in `root`; whether they have errors comes with them.
///
/// # Errors
///
/// When there is no such folder, or no `book.toml` in it.
pub(super) fn settle(root: &Path, scope: &Scope) -> Result<(Settings, bool), Failure> {
    let (now, unread) = source::folder(root, &[BOOK], None)?;
    if let Some(why) = unread.first() {
        return Err(Failure { message: why.message.clone(), help: why.help.clone() });
    }
    if now.get(BOOK).is_none() {
        let here = root == Path::new(".");
        let place = if here { "this folder".to_owned() } else { format!("`{}`", root.display()) };
        let init = if here { "rungbook init".to_owned() } else { format!("rungbook init {}", root.display()) };
        let message = format!("there is no `{BOOK}` in {place}");
        return Err(Failure::new(message, format!("name the folder of a handbook, or make one with `{init}`")));
    }
    let (settings, diagnostics) = settings(&now, scope);
    Ok((settings, diagnostics.iter().any(|found| found.severity == Severity::Error)))
}

/// Reads the handbook in `root`, but not the site in `output`.
///
/// # Errors
///
/// See [`settle`].
pub(super) fn read(root: &Path, scope: &Scope, output: Option<&Path>) -> Result<Handbook, Failure> {
    let (settings, unsettled) = settle(root, scope)?;
    let site = output.map_or_else(|| root.join(&settings.build_dir.value), Path::to_owned);
    let paths: Vec<&str> = std::iter::once(BOOK).chain(settings.inputs()).collect();
    let (now, unread) = source::folder(root, &paths, Some(&site))?;
    Ok(Handbook { now, settings, unsettled, unread })
}

/// The variables of the environment that may set a key, in order of their names.
fn environment() -> Vec<(String, String)> {
    let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
    let variables = std::env::vars_os().map(|(name, value)| (text(name), text(value)));
    let mut variables: Vec<_> = variables.filter(|(name, _)| name.starts_with("RUNGBOOK_")).collect();
    variables.sort();
    variables
}
