//! The bytes of many files, read in parallel.

use super::{LARGEST, walk};
use crate::base::{Bytes, Diagnostic, Snapshot};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All files by their path in the snapshot, and what could not be read.
pub(super) fn all(files: BTreeMap<Arc<str>, PathBuf>) -> (Snapshot, Vec<Diagnostic>) {
    let files: Vec<(Arc<str>, PathBuf)> = files.into_iter().collect();
    let read: Vec<Result<(Arc<str>, Bytes), Diagnostic>> =
        files.into_par_iter().with_min_len(16).map(|(path, place)| one(path, &place)).collect();
    let mut diagnostics = Vec::new();
    let good = read.into_iter().filter_map(|file| file.map_err(|fault| diagnostics.push(fault)).ok());
    let snapshot = good.collect();
    (snapshot, diagnostics)
}

fn one(path: Arc<str>, place: &Path) -> Result<(Arc<str>, Bytes), Diagnostic> {
    match bytes(place) {
        Ok(Some(bytes)) => Ok((path, bytes)),
        Ok(None) => {
            let message = format!("`{path}` is larger than {} MB: it was not read", LARGEST / 1_000_000);
            Err(walk::left_out("large-file", &path, message, "make it smaller, or keep it elsewhere and link to it"))
        }
        Err(error) => {
            let message = format!("`{path}` cannot be read: {error}");
            Err(walk::left_out("unreadable", &path, message, "give yourself the right to read it, or remove it"))
        }
    }
}

/// The bytes of a file, or `None` when there are too many.
fn bytes(place: &Path) -> io::Result<Option<Bytes>> {
    let mut file = File::open(place)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::Error::other("it is no longer a file"));
    }
    if about.len() > LARGEST {
        return Ok(None);
    }
    let length = usize::try_from(about.len()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(length + 1);
    file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then(|| Bytes::from(bytes)))
}
