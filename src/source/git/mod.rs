//! Git to snapshots and histories: reads the objects and names of the repository that a handbook lies in.
//!
//! Nothing is run and nothing is fetched: no program, no hook, no filter, no network. What a clone does not hold is
//! said, never guessed. Without the cargo feature `git` there is nothing here but that answer.

#[cfg(feature = "git")]
mod commits;
#[cfg(feature = "git")]
mod differences;
#[cfg(feature = "git")]
mod graph;
#[cfg(feature = "git")]
mod history;
#[cfg(feature = "git")]
mod interest;
#[cfg(feature = "git")]
mod open;
#[cfg(feature = "git")]
mod renames;
#[cfg(feature = "git")]
mod revision;
#[cfg(feature = "git")]
mod snapshot;
#[cfg(feature = "git")]
#[cfg(test)]
mod tests;
#[cfg(feature = "git")]
mod tree;
#[cfg(not(feature = "git"))]
mod without;

use crate::base::{Commit, Moment};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// The git repository that a handbook lies in; threads may share it.
///
/// Bytes that were read once are kept, so the same file in two snapshots is one allocation.
#[derive(Debug)]
pub struct Repository {
    #[cfg(feature = "git")]
    opened: open::Opened,
    #[cfg(not(feature = "git"))]
    never: std::convert::Infallible,
}

/// A tag that names a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name without `refs/tags/`.
    pub name: Arc<str>,
    /// The commit that it names, through other tags where it names one.
    pub commit: Commit,
    /// When an annotated tag was made; when the commit came into the history for a light one.
    pub date: Moment,
    /// The message of an annotated tag, without its signature; not empty.
    pub message: Option<Arc<str>>,
}

/// One commit, or two to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The older side of a range such as `v1..v2`; that of `v1...v2` is where both began.
    pub from: Option<Commit>,
    /// The commit, or the newer side of a range.
    pub to: Commit,
}

/// Why something cannot be read from git.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The program was built without the cargo feature `git`.
    #[error("this rungbook was built without git: no history is read")]
    NotBuilt,
    /// The handbook's folder cannot be opened.
    #[error("cannot open the folder `{}`: {error}", folder.display())]
    Folder {
        /// The folder as it was given.
        folder: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The repository belongs to another user, who could have prepared it.
    #[error("the git repository around `{}` belongs to another user: its history is not read", .0.display())]
    Untrusted(PathBuf),
    /// The repository is there, but not as git would have left it.
    #[error("the git repository around `{}` cannot be opened: {reason}", folder.display())]
    Unreadable {
        /// The handbook's folder.
        folder: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no commit yet.
    #[error("the git repository has no commits yet")]
    NoCommits,
    /// No commit answers to a name.
    #[error("`{text}` names no revision{reason}")]
    Revision {
        /// What was asked for.
        text: String,
        /// Nothing, or `: ` and what is wrong.
        reason: String,
        /// What to write in its place.
        help: String,
    },
    /// A clone that was cut off does not reach back to a day.
    #[error("nothing on or before {day} is there: the clone is shallow and begins on {begins}")]
    Shallow {
        /// The day.
        day: String,
        /// The day of the oldest commit of the clone.
        begins: String,
    },
    /// An object is not there.
    #[error("the {what} `{id}` is missing from the git repository{}", if *partial { ", a partial clone" } else { "" })]
    Missing {
        /// Its kind.
        what: &'static str,
        /// Its id.
        id: String,
        /// Whether the clone left objects out on purpose.
        partial: bool,
    },
    /// An object is there but damaged.
    #[error("the {what} `{id}` of the git repository cannot be read: {reason}")]
    Broken {
        /// Its kind.
        what: &'static str,
        /// Its id or name.
        id: String,
        /// What is wrong with it.
        reason: String,
    },
    /// There are more files than any handbook has.
    #[error("the commit `{0}` holds more than {MOST_ENTRIES} files and folders: it was not read")]
    Vast(String),
}

/// The most files and folders that are read from one commit, or compared between two.
pub const MOST_ENTRIES: usize = 200_000;

impl Error {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::NotBuilt => "install rungbook with its feature `git`".into(),
            Self::Folder { .. } => "name the folder of a handbook".into(),
            Self::Untrusted(folder) => {
                format!("if you trust it, run `git config --global --add safe.directory {}`", folder.display())
            }
            Self::Unreadable { .. } | Self::Broken { .. } => "look at it with `git fsck`".into(),
            Self::NoCommits => "commit the handbook first".into(),
            Self::Revision { help, .. } => help.clone(),
            Self::Shallow { .. } => "fetch the rest with `git fetch --unshallow`".into(),
            Self::Missing { partial: true, .. } => "fetch the rest with `git fetch --refetch --no-filter`".into(),
            Self::Missing { partial: false, .. } => "look at the repository with `git fsck`, or clone it again".into(),
            Self::Vast(_) => "keep only what belongs to the handbook in its folder".into(),
        }
    }
}
