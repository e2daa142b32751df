//! `rungbook init`: a small complete handbook to start from.

use super::schema::text;
use super::{Failure, Outcome, say};
use crate::{BOOK, book_schema, schema};
use clap::ValueEnum;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Write a small complete handbook that builds
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  rungbook init handbook              Into the new folder `handbook`
  rungbook init --ci github           Into this folder, with a workflow that checks and publishes it

Nothing is ever overwritten. In the folder of a handbook, `--ci` adds the workflow alone.")]
pub(super) struct Options {
    /// The folder, made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Add a workflow for a service that builds and publishes
    #[arg(long, value_enum, value_name = "SERVICE")]
    ci: Option<Service>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Service {
    /// GitHub Actions and Pages
    Github,
}

/// The handbook: each file's path and text.
const HANDBOOK: &[(&str, &str)] = &[
    (BOOK, include_str!("init/book.toml")),
    ("content/index.md", include_str!("init/content/index.md")),
    ("content/ladder.yaml", include_str!("init/content/ladder.yaml")),
    ("content/shared.yaml", include_str!("init/content/shared.yaml")),
    ("content/levels/designer.yaml", include_str!("init/content/levels/designer.yaml")),
    ("content/levels/senior.yaml", include_str!("init/content/levels/senior.yaml")),
    ("content/levels/staff.yaml", include_str!("init/content/levels/staff.yaml")),
    ("content/levels/manager.yaml", include_str!("init/content/levels/manager.yaml")),
    ("content/levels/head.yaml", include_str!("init/content/levels/head.yaml")),
    ("content/roadmaps/index.md", include_str!("init/content/roadmaps/index.md")),
    ("content/roadmaps/first-year.md", include_str!("init/content/roadmaps/first-year.md")),
];

/// What git need not keep.
const IGNORED: (&str, &str) = (".gitignore", include_str!("init/gitignore"));

/// The workflow of GitHub Actions.
const WORKFLOW: (&str, &str) = (".github/workflows/handbook.yml", include_str!("init/github.yml"));

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    let root = &options.root;
    let mut files = Vec::new();
    if options.ci.is_none() || !root.join(BOOK).exists() {
        files.extend(HANDBOOK.iter().map(|(path, text)| (*path, (*text).to_owned())));
        files.push((".schema/definitions.json", text(&schema())));
        files.push((".schema/book.json", text(&book_schema())));
    }
    if options.ci == Some(Service::Github) {
        files.push((WORKFLOW.0, WORKFLOW.1.to_owned()));
    }
    let standing: Vec<&str> = files.iter().map(|(path, _)| *path).filter(|path| stands(&root.join(path))).collect();
    if !standing.is_empty() {
        let message = format!("`{}` already holds `{}`", root.display(), standing.join("`, `"));
        return Err(Failure::new(message, "nothing was written: name an empty or new folder"));
    }
    for (path, text) in &files {
        write(root, path, text)?;
    }
    let kept = stands(&root.join(IGNORED.0));
    if !kept {
        write(root, IGNORED.0, IGNORED.1)?;
    }
    say(&summary(root, files.len() + usize::from(!kept), kept));
    Ok(Outcome::Well)
}

/// What was done, and what to do next.
fn summary(root: &Path, count: usize, kept: bool) -> String {
    let mut text = format!("wrote {count} files to `{}`", root.display());
    if kept {
        text.push_str("; its `.gitignore` stays: let it name `/site/` and `/.rungbook/`");
    }
    let folder = if root == Path::new(".") { String::new() } else { format!(" {}", root.display()) };
    format!("{text}\nnext: rungbook build{folder}\n")
}

/// Whether anything stands at a path, be it a link to nowhere.
fn stands(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes a file that does not exist yet.
fn write(root: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let place = root.join(path);
    let written = || -> io::Result<()> {
        fs::create_dir_all(place.parent().unwrap_or(root))?;
        File::create_new(&place)?.write_all(text.as_bytes())
    };
    let failed = |error| {
        Failure::new(format!("cannot write `{}`: {error}", place.display()), "name a folder that you may write to")
    };
    written().map_err(failed)
}
