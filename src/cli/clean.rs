//! `rungbook clean`: removes the site that rungbook wrote, and its cache.

use super::{Failure, Outcome, handbook, say};
use crate::Scope;
use crate::output;
use crate::output::cache::Cache;
use std::path::PathBuf;

/// Remove the site and the cache; a folder that rungbook did not write is left alone
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook clean                      The site of the handbook in this folder
  rungbook clean -d /tmp/preview      A site that was built somewhere else")]
pub(super) struct Options {
    /// The handbook's folder, which holds `book.toml`
    #[arg(value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The folder of the site, when it is not the `build-dir` of `book.toml`
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let scope = Scope { env: handbook::environment(), ..Scope::default() };
    let folders = handbook::folders(&options.root, &scope)?;
    let asked = options.dest_dir.as_deref();
    if folders.unsettled && asked.is_none() {
        let help = "run `rungbook check` to see them, or name the site's folder with `-d`";
        return Err(Failure::new("`book.toml` has errors, so where the site is cannot be told", help));
    }
    let folder = folders.site(asked);
    let removed = if folder.exists() { output::clean(&folders.place(asked)?)? } else { None };
    let cached = Cache::of(&options.root).clear();
    let site = match removed {
        Some(1) => format!("removed the site in `{}`, 1 file", folder.display()),
        Some(files) => format!("removed the site in `{}`, {files} files", folder.display()),
        None => format!("there is no site in `{}`", folder.display()),
    };
    say(&format!("{site}{}\n", if cached { "; removed the cache" } else { "" }));
    Ok(Outcome::Well)
}
