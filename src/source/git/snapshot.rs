//! A commit to a snapshot, by the rules that hold for a folder: what is hidden, leads out or is too large stays out.

use super::commits::{corrupt, object};
use super::tree::{Astray, Entry, Found, Tree};
use super::{Error, MOST_ENTRIES, Repository};
use crate::base::{Bytes, Commit, Diagnostic, Edition, Moment, Severity, Snapshot};
use crate::source::LARGEST;
use crate::source::left_out::{self, MOST_LINKS};
use gix::ObjectId;
use gix::bstr::{BString, ByteSlice};
use gix::objs::tree::EntryKind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, MutexGuard, PoisonError};

impl Repository {
    /// Reads the named files and folders of the handbook as they are in a commit; one that does not exist is passed
    /// over, so a handbook that did not exist yet is empty.
    ///
    /// As [`crate::source::folder`] does it for a folder: `paths` and `output`, the folder of the site, are relative to
    /// the handbook's folder and use `/`, the same files are left out, and the same is said of them. Submodules are
    /// left out with a warning. Files are as git keeps them: no filter runs, so line ends are those of the repository
    /// and files of Git LFS are pointers.
    ///
    /// # Errors
    ///
    /// When the commit, a folder or a file of it is missing or corrupt, or there is more than [`MOST_ENTRIES`] in it.
    pub fn snapshot(
        &self,
        commit: &Commit,
        paths: &[&str],
        output: Option<&str>,
    ) -> Result<(Snapshot, Vec<Diagnostic>), Error> {
        let repo = self.opened.local();
        let id = ObjectId::from_hex(commit.id.as_bytes()).map_err(|error| corrupt("commit", &commit.id, &error))?;
        let found = object(&repo, id, "commit")?.try_into_commit().map_err(|error| corrupt("commit", id, &error))?;
        let top = found.tree_id().map_err(|error| corrupt("commit", id, &error))?.detach();
        let Some(tree) = Tree::below(&repo, top, &self.opened.folder)? else { return Ok(Default::default()) };
        let mut reading = Reading::new(tree, output, id);
        for path in paths {
            reading.enter(path)?;
        }
        let Reading { files, mut diagnostics, .. } = reading;
        let blobs = self.blobs(files.values().copied().collect())?;
        let mut snapshot = Snapshot::default();
        for (path, id) in files {
            match blobs.get(&id) {
                Some(Some(bytes)) => snapshot.insert(path, bytes.clone()),
                _ => diagnostics.push(left_out::large(&path)),
            }
        }
        diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
        Ok((snapshot, diagnostics))
    }

    /// The edition that a commit holds, published on `date`. `book` is the file that a handbook must have, and `inputs`
    /// says from it what else belongs to the handbook of that time, and the folder of its site.
    pub fn edition(
        &self,
        name: &str,
        (commit, date): (Commit, Moment),
        book: &str,
        inputs: impl FnOnce(&Snapshot) -> (Vec<String>, Option<String>),
    ) -> Edition {
        let read = || -> Result<(Snapshot, Vec<Diagnostic>), Error> {
            let (first, faults) = self.snapshot(&commit, &[book], None)?;
            if first.get(book).is_none() {
                return Ok((first, faults));
            }
            let (paths, output) = inputs(&first);
            let paths: Vec<&str> = std::iter::once(book).chain(paths.iter().map(String::as_str)).collect();
            self.snapshot(&commit, &paths, output.as_deref())
        };
        let (content, left_out) = match read() {
            Ok((snapshot, left_out)) if snapshot.get(book).is_some() => (Ok(snapshot), left_out),
            Ok((_, left_out)) => {
                let message = format!("the edition `{name}` has no `{book}` in the handbook's folder");
                (Err(missing(message, "leave it out of the editions".into())), left_out)
            }
            Err(error) => {
                (Err(missing(format!("the edition `{name}` cannot be read: {error}"), error.help())), Vec::new())
            }
        };
        Edition { name: name.into(), date, commit, content, left_out }
    }

    /// The bytes of files, read where they were not read before; none for those that are too large.
    fn blobs(&self, wanted: BTreeSet<ObjectId>) -> Result<HashMap<ObjectId, Option<Bytes>>, Error> {
        let unread: Vec<ObjectId> = {
            let known = self.known();
            wanted.iter().filter(|id| !known.contains_key(*id)).copied().collect()
        };
        let read = unread
            .into_par_iter()
            .with_min_len(16)
            .map_init(|| self.opened.local(), |repo, id| Ok((id, blob(repo, id)?)));
        let read: Vec<(ObjectId, Option<Bytes>)> = read.collect::<Result<_, Error>>()?;
        let mut known = self.known();
        for (id, bytes) in read {
            known.entry(id).or_insert(bytes);
        }
        Ok(wanted.into_iter().filter_map(|id| Some((id, known.get(&id)?.clone()))).collect())
    }

    fn known(&self) -> MutexGuard<'_, HashMap<ObjectId, Option<Bytes>>> {
        self.opened.blobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn blob(repo: &gix::Repository, id: ObjectId) -> Result<Option<Bytes>, Error> {
    let header = repo.try_find_header(id).map_err(|error| corrupt("file", id, &error))?;
    if header.is_some_and(|header| header.size() > LARGEST) {
        return Ok(None);
    }
    let blob = object(repo, id, "file")?.try_into_blob().map_err(|error| corrupt("file", id, &error))?;
    Ok(Some(Bytes::from(blob.data.as_slice())))
}

/// Why an edition is not there. It keeps nobody from reading the others.
fn missing(message: String, help: String) -> Diagnostic {
    Diagnostic::unplaced("missing-edition", message).help(help)
}

/// A walk through the folders of a commit.
struct Reading<'r> {
    tree: Tree<'r>,
    output: Option<Vec<BString>>,
    commit: ObjectId,
    files: BTreeMap<Arc<str>, ObjectId>,
    diagnostics: Vec<Diagnostic>,
    /// The folders in which the links stand that are being followed now.
    trail: Vec<Vec<BString>>,
    links: usize,
    /// How many more files and folders may be met.
    left: usize,
}

/// A folder: where it stands in the snapshot, where in the commit, and what it holds.
struct Folder {
    shown: String,
    path: Vec<BString>,
    id: ObjectId,
}

impl<'r> Reading<'r> {
    fn new(tree: Tree<'r>, output: Option<&str>, commit: ObjectId) -> Self {
        let output = output.map(|output| output.split('/').map(BString::from).collect());
        let (files, diagnostics, trail) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { tree, output, commit, files, diagnostics, trail, links: 0, left: MOST_ENTRIES }
    }

    /// Takes the file or folder at `path`, relative to the handbook's folder, if there is one.
    fn enter(&mut self, path: &str) -> Result<(), Error> {
        match self.tree.find(&[], path.as_bytes())? {
            Ok(found) if found.linked => self.linked(path.to_owned(), &[], found),
            Ok(found) => self.take(path.to_owned(), found),
            Err(Astray::Nowhere) if !self.stands(path)? => Ok(()),
            Err(astray) => {
                self.diagnostics.push(refused(path, astray));
                Ok(())
            }
        }
    }

    /// Whether a link stands at `path`, so that one that leads nowhere is told from nothing.
    fn stands(&mut self, path: &str) -> Result<bool, Error> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let Ok(folder) = self.tree.find(&[], folder.as_bytes())? else { return Ok(false) };
        Ok(folder.mode.is_tree() && self.tree.entries(folder.id)?.iter().any(|entry| entry.name == name))
    }

    /// Takes what was found for the path `shown` of the snapshot.
    fn take(&mut self, shown: String, found: Found) -> Result<(), Error> {
        match found.mode.kind() {
            EntryKind::Tree => return self.folder(Folder { shown, path: found.path, id: found.id }),
            EntryKind::Commit => self.submodule(&shown),
            EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link => {
                self.files.insert(shown.into(), found.id);
            }
        }
        Ok(())
    }

    /// Takes all that is in a folder.
    fn folder(&mut self, folder: Folder) -> Result<(), Error> {
        let mut open = vec![folder];
        while let Some(folder) = open.pop() {
            for entry in self.tree.entries(folder.id)?.iter() {
                self.left = self.left.checked_sub(1).ok_or_else(|| Error::Vast(self.commit.to_string()))?;
                let mut path = folder.path.clone();
                path.push(entry.name.clone());
                if left_out::is_left_behind(&entry.name) || self.output.as_ref() == Some(&path) {
                    continue;
                }
                match entry.name.to_str() {
                    Ok(name) if left_out::is_plain(name) && !name.is_empty() && !name.contains('/') => {
                        let shown = format!("{}/{name}", folder.shown);
                        if entry.mode.is_tree() {
                            open.push(Folder { shown, path, id: entry.id });
                        } else {
                            self.entry(shown, &folder.path, entry)?;
                        }
                    }
                    _ => self.diagnostics.push(left_out::odd_name(&format!("{}/{}", folder.shown, entry.name))),
                }
            }
        }
        Ok(())
    }

    /// Takes what stands in the folder `home` and is no folder.
    fn entry(&mut self, shown: String, home: &[BString], entry: &Entry) -> Result<(), Error> {
        if !entry.mode.is_link() {
            let found = Found { path: Vec::new(), mode: entry.mode, id: entry.id, linked: false };
            return self.take(shown, found);
        }
        match self.tree.find(home, &entry.name)? {
            Ok(found) => self.linked(shown, home, found),
            Err(astray) => {
                self.diagnostics.push(refused(&shown, astray));
                Ok(())
            }
        }
    }

    /// Takes what a link in the folder `home` leads to, if that may be read.
    fn linked(&mut self, shown: String, home: &[BString], found: Found) -> Result<(), Error> {
        let hidden = found.path.iter().any(|name| name.starts_with(b"."));
        if hidden || self.output.as_ref().is_some_and(|output| found.path.starts_with(output)) {
            self.diagnostics.push(left_out::never_read(&shown));
            return Ok(());
        }
        if !found.mode.is_tree() {
            return self.take(shown, found);
        }
        self.trail.push(home.to_vec());
        self.links += 1;
        if self.trail.iter().any(|home| home.starts_with(&found.path)) {
            self.diagnostics.push(left_out::returning_link(&shown));
        } else if self.links > MOST_LINKS {
            self.diagnostics.push(left_out::many_links(&shown));
        } else {
            self.folder(Folder { shown, path: found.path, id: found.id })?;
        }
        self.trail.pop();
        Ok(())
    }

    fn submodule(&mut self, shown: &str) {
        let message = format!("`{shown}` is a submodule: its files are not part of the commit and were not read");
        let mut warning = left_out::left_out("submodule", shown, message, "keep the files themselves there");
        warning.severity = Severity::Warning;
        self.diagnostics.push(warning);
    }
}

fn refused(shown: &str, astray: Astray) -> Diagnostic {
    match astray {
        Astray::Nowhere => left_out::broken_link(shown),
        Astray::Outside => left_out::outside(shown),
        Astray::Loop => left_out::own_link(shown),
    }
}
