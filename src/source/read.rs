//! The bytes of many files, read in parallel.

use super::{LARGEST, left_out};
use crate::base::{Bytes, Diagnostic, Snapshot};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a file was not read.
enum Fault {
    Large,
    System(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// All files by their path in the snapshot, and what could not be read.
pub(super) fn all(files: BTreeMap<Arc<str>, PathBuf>) -> (Snapshot, Vec<Diagnostic>) {
    let files: Vec<(Arc<str>, PathBuf)> = files.into_iter().collect();
    let read: Vec<_> = files.into_par_iter().with_min_len(16).map(|(path, place)| (path, bytes(&place))).collect();
    let (mut snapshot, mut diagnostics) = (Snapshot::default(), Vec::new());
    for (path, bytes) in read {
        match bytes {
            Ok(bytes) => snapshot.insert(path, bytes),
            Err(Fault::System(error)) => diagnostics.push(left_out::unreadable(&path, &error)),
            Err(Fault::Large) => diagnostics.push(left_out::large(&path)),
        }
    }
    (snapshot, diagnostics)
}

fn bytes(place: &Path) -> Result<Bytes, Fault> {
    let mut file = File::open(place)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(Fault::System(io::Error::other("it is no longer a file")));
    }
    if about.len() > LARGEST {
        return Err(Fault::Large);
    }
    let length = usize::try_from(about.len()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(length + 1);
    file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::Large);
    }
    Ok(Bytes::from(bytes))
}
