//! The bytes of many files, read in parallel; a file that looks as it did when it was read is not read again.

use super::{LARGEST, left_out};
use crate::base::{Bytes, Diagnostic, Snapshot};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// What was read of files, by their places.
pub(super) type Known = HashMap<PathBuf, Seen>;

/// A file as it was when it was read.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    bytes: Bytes,
    /// How the file looked; nothing where it could change again and look the same.
    looks: Option<Looks>,
}

/// What tells a file from one with other bytes: any writing changes it, unless it happens within one tick of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Looks {
    length: u64,
    modified: SystemTime,
    /// Where it lies and when anything about it was changed, which programs cannot set.
    #[cfg(unix)]
    inode: (u64, u64, i64, i64),
}

/// For how long after a change a file may change again and look the same: more than any file system's tick.
const TICK: Duration = Duration::from_secs(2);

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

/// All files by their path in the snapshot, and what could not be read. `known` is then what was read of them.
pub(super) fn all(files: BTreeMap<Arc<str>, PathBuf>, known: &mut Known) -> (Snapshot, Vec<Diagnostic>) {
    let files: Vec<(Arc<str>, PathBuf)> = files.into_iter().collect();
    let before = std::mem::take(known);
    let one = |(path, place): (Arc<str>, PathBuf)| {
        let seen = seen(&place, before.get(&place));
        (path, place, seen)
    };
    let read: Vec<_> = files.into_par_iter().with_min_len(16).map(one).collect();
    let (mut snapshot, mut diagnostics) = (Snapshot::default(), Vec::new());
    for (path, place, seen) in read {
        match seen {
            Ok(seen) => {
                snapshot.insert(path, seen.bytes.clone());
                known.insert(place, seen);
            }
            Err(Fault::System(error)) => diagnostics.push(left_out::unreadable(&path, &error)),
            Err(Fault::Large) => diagnostics.push(left_out::large(&path)),
        }
    }
    (snapshot, diagnostics)
}

/// A file as it is: what is known of it where it looks the same, else read anew.
fn seen(place: &Path, known: Option<&Seen>) -> Result<Seen, Fault> {
    if let Some(seen) = known
        && let Some(looks) = &seen.looks
        && fs::metadata(place).ok().and_then(|about| Looks::of(&about)).as_ref() == Some(looks)
    {
        return Ok(seen.clone());
    }
    let start = SystemTime::now();
    let mut file = File::open(place)?;
    let about = file.metadata()?;
    let bytes = bytes(&mut file, &about)?;
    let looks = Looks::of(&about).filter(|looks| looks.are_settled(start));
    let looks = looks.filter(|looks| file.metadata().ok().and_then(|about| Looks::of(&about)).as_ref() == Some(looks));
    let same = known.filter(|known| *known.bytes == *bytes);
    Ok(Seen { bytes: same.map_or_else(|| Bytes::from(bytes), |known| known.bytes.clone()), looks })
}

impl Looks {
    fn of(about: &Metadata) -> Option<Self> {
        Some(Self {
            length: about.len(),
            modified: about.modified().ok()?,
            #[cfg(unix)]
            inode: {
                use std::os::unix::fs::MetadataExt;
                (about.dev(), about.ino(), about.ctime(), about.ctime_nsec())
            },
        })
    }

    /// Whether what changes from `now` on is seen: the last change is longer ago than a tick. What lies in the future
    /// tells nothing.
    fn are_settled(&self, now: SystemTime) -> bool {
        let is_past = |time: SystemTime| now.duration_since(time).is_ok_and(|since| since > TICK);
        #[cfg(unix)]
        #[cfg(unix)]
        let since_epoch = |(_, _, seconds, nanoseconds): (u64, u64, i64, i64)| {
            Some(Duration::new(u64::try_from(seconds).ok()?, u32::try_from(nanoseconds).ok()?))
        };
        #[cfg(unix)]
        let is_old =
            since_epoch(self.inode).and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since)).is_some_and(is_past);
        #[cfg(not(unix))]
        let is_old = true;
        is_past(self.modified) && is_old
    }
}

fn bytes(file: &mut File, about: &Metadata) -> Result<Vec<u8>, Fault> {
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
    Ok(bytes)
}
