//! The list of what rungbook wrote, kept inside the site. It holds no times: equal sites have equal lists.

use crate::base::{Route, Site};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The name of the list in the site's folder.
pub const MANIFEST: &str = ".rungbook-site";

/// The first words of a list that this program can read; the program's version follows.
const HEAD: &str = "rungbook site 1, written by rungbook ";

/// All files of a site with the hash and size of each.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    version: String,
    files: BTreeMap<String, Entry>,
}

/// The BLAKE3 hash of a file in hexadecimal, and its size in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    hash: String,
    size: u64,
}

impl Manifest {
    /// The list for `site`.
    pub(super) fn of(site: &Site) -> Self {
        let files: Vec<_> = site.iter().collect();
        let entry = |(route, bytes): &(&Route, &crate::base::Bytes)| {
            let hash = blake3::hash(bytes).to_hex().to_string();
            (route.as_str().to_owned(), Entry { hash, size: bytes.len() as u64 })
        };
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), files: files.par_iter().map(entry).collect() }
    }

    /// The list in `folder`, or `None` where there is none that can be read.
    pub(super) fn load(folder: &Path) -> Option<Self> {
        let path = folder.join(MANIFEST);
        let plain = fs::symlink_metadata(&path).is_ok_and(|about| about.is_file());
        if plain { Self::read(&fs::read(path).ok()?) } else { None }
    }

    /// The list that `bytes` hold, or `None` where they are no such list.
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut lines = text.lines();
        let version = lines.next()?.strip_prefix(HEAD)?.to_owned();
        let entry = |line: &str| {
            let mut parts = line.splitn(3, ' ');
            let (hash, size, route) = (parts.next()?, parts.next()?, parts.next()?);
            Some((Route::new(route)?.as_str().to_owned(), Entry { hash: hash.to_owned(), size: size.parse().ok()? }))
        };
        let files = lines.map(entry).collect::<Option<_>>()?;
        Some(Self { version, files })
    }

    /// The list as it is written: a heading, then `hash size path` for each file in order of the paths.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEAD}{}\n", self.version);
        for (route, Entry { hash, size }) in &self.files {
            let _ = writeln!(text, "{hash} {size} {route}");
        }
        text
    }

    /// What is said of the file at `route`.
    pub(super) fn get(&self, route: &str) -> Option<&Entry> {
        self.files.get(route)
    }
}
