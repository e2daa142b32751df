//! What is kept between two builds in `.rungbook/`: it may be deleted at any time and is never trusted over the input.

use super::beside;
use super::tree::Kept;
use crate::base::Diagnostic;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The cache folder of a handbook. Everything about it may fail; a build is then slower, not different.
///
/// Each entry is sealed with a hash and with the identity of the folder, so that one that was torn, or that came with a
/// copy or a checkout of the handbook, counts as missing: nobody can smuggle results into a build.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// What the last build was and what it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Everything that the build depended on: see [`super::fingerprint`].
    pub fingerprint: String,
    /// The folder that the site was written to.
    pub folder: PathBuf,
    /// All files in it.
    pub files: Vec<Kept>,
    /// What was said.
    pub diagnostics: Vec<Diagnostic>,
}

impl Cache {
    /// The cache of the handbook in `root`.
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(".rungbook") }
    }

    /// The bytes that were kept under `name`, a plain file name.
    pub fn load(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.folder.join(name)).ok()?;
        let rest = bytes.split_off(SEAL.min(bytes.len()));
        (bytes == self.seal(&rest)?).then_some(rest)
    }

    /// Keeps `bytes` under `name`, a plain file name; returns whether that went well.
    pub fn store(&self, name: &str, bytes: &[u8]) -> bool {
        self.store_or_fail(name, bytes).is_some()
    }

    /// What the last build was.
    pub fn state(&self) -> Option<State> {
        serde_json::from_slice(&self.load("state")?).ok()
    }

    /// Remembers what this build was.
    pub fn remember(&self, state: &State) -> bool {
        serde_json::to_vec(state).is_ok_and(|bytes| self.store("state", &bytes))
    }

    /// Removes the whole folder; returns whether there was one.
    pub fn clear(&self) -> bool {
        self.is_folder() && fs::remove_dir_all(&self.folder).is_ok()
    }

    fn store_or_fail(&self, name: &str, bytes: &[u8]) -> Option<()> {
        if !self.is_folder() {
            fs::create_dir(&self.folder).ok()?;
            fs::write(self.folder.join(".gitignore"), "# made by rungbook; may be deleted at any time\n*\n").ok()?;
        }
        let seal = self.seal(bytes)?;
        beside(&self.folder.join(name), |file| file.write_all(&seal).and_then(|()| file.write_all(bytes))).ok()
    }

    /// Whether there is a folder and not, say, a link to somewhere else.
    fn is_folder(&self) -> bool {
        fs::symlink_metadata(&self.folder).is_ok_and(|about| about.is_dir())
    }

    fn seal(&self, bytes: &[u8]) -> Option<[u8; SEAL]> {
        let about = fs::symlink_metadata(&self.folder).ok().filter(fs::Metadata::is_dir)?;
        let mut hasher = blake3::Hasher::new_derive_key("rungbook cache 1");
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(&identity(&about));
        hasher.update(bytes);
        Some(*hasher.finalize().as_bytes())
    }
}

/// The length of a seal in bytes.
const SEAL: usize = 32;

/// What tells this folder from a copy of it.
#[cfg(unix)]
fn identity(about: &fs::Metadata) -> [u8; 16] {
    use std::os::unix::fs::MetadataExt;
    let mut identity = [0; 16];
    identity[..8].copy_from_slice(&about.dev().to_le_bytes());
    identity[8..].copy_from_slice(&about.ino().to_le_bytes());
    identity
}

#[cfg(not(unix))]
fn identity(about: &fs::Metadata) -> [u8; 16] {
    let born = about.created().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    born.map_or(0, |since| since.as_nanos()).to_le_bytes()
}
