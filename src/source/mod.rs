//! The outside to a snapshot: the only reader of folders and of git. Nothing outside the handbook's folder is ever read.

pub mod git;
mod left_out;
pub mod past;
mod read;
mod versions;
mod walk;

use crate::base::{Diagnostic, Snapshot};
use std::io;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes: 50 MB.
pub const LARGEST: u64 = 50_000_000;

/// Why a handbook's folder cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder itself cannot be opened.
    #[error("cannot open the folder `{}`: {error}", folder.display())]
    Folder {
        /// The folder as it was given.
        folder: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The path names a file.
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
}

/// Reads the named files and folders of the handbook in `root`; one that does not exist is passed over.
///
/// `paths` are relative to `root` and use `/`. Left out in silence: files whose names begin with `.`, files that
/// editors and desktops leave behind, and everything in `output`, the folder that the site is written to. Left out with
/// a diagnostic whose place is the start of the file: symbolic links that lead out of `root`, nowhere or in a loop,
/// files that cannot be read, that are larger than [`LARGEST`], that are neither file nor folder, and names that are
/// not UTF-8 or could not stand in an address.
///
/// # Errors
///
/// Only when `root` itself cannot be opened.
pub fn folder(root: &Path, paths: &[&str], output: Option<&Path>) -> Result<(Snapshot, Vec<Diagnostic>), Error> {
    Reader::default().folder(root, paths, output)
}

/// Reads a handbook's folder again and again: only files that may have changed since are read, and those that did not
/// change are the same allocations as before.
#[derive(Debug, Default)]
pub struct Reader {
    known: read::Known,
}

impl Reader {
    /// What [`folder`] reads.
    ///
    /// A file is taken for unchanged where its length, times, device and number are those it was read with, and it had
    /// not been changed for some time then: a file that was just written may change again within one tick of the clock.
    ///
    /// # Errors
    ///
    /// Only when `root` itself cannot be opened.
    pub fn folder(
        &mut self,
        root: &Path,
        paths: &[&str],
        output: Option<&Path>,
    ) -> Result<(Snapshot, Vec<Diagnostic>), Error> {
        let real = root.canonicalize().map_err(|error| Error::Folder { folder: root.to_owned(), error })?;
        if !real.is_dir() {
            return Err(Error::NotAFolder(root.to_owned()));
        }
        let output = output.and_then(|path| path.canonicalize().ok());
        let mut walk = walk::Walk::new(real, output);
        for path in paths {
            walk.enter(path);
        }
        let (files, mut diagnostics) = walk.finish();
        let (snapshot, faults) = read::all(files, &mut self.known);
        diagnostics.extend(faults);
        diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
        Ok((snapshot, diagnostics))
    }
}

/// Whether a file's name says that it is hidden, or that an editor or a desktop left it behind: [`folder`] leaves it out.
pub fn is_left_behind(name: &[u8]) -> bool {
    left_out::is_left_behind(name)
}

#[cfg(test)]
mod tests;
