//! The files of a handbook that differ between two commits; folders that are equal are never opened.

use super::commits::{corrupt, missing, object};
use super::{Error, MOST_ENTRIES};
use crate::source::left_out::{is_left_behind, is_plain};
use gix::bstr::{BStr, BString, ByteSlice};
use gix::diff::tree::{Error as Stopped, Recorder, State, Visit, recorder, visit};
use gix::objs::TreeRefIter;
use gix::objs::tree::EntryMode;
use gix::{ObjectId, Repository};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Its path relative to the handbook's folder.
    pub(super) path: Arc<str>,
    pub(super) kind: Kind,
}

/// How a file differs, with the id of its bytes where it stands on one side only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Added(ObjectId),
    Removed(ObjectId),
    Changed,
}

/// What stands at each path of a handbook in one commit.
type Roots = Rc<[Option<(EntryMode, ObjectId)>]>;

/// Compares commits by the files below some paths.
pub(super) struct Differ<'r> {
    repo: &'r Repository,
    folder: &'r [BString],
    paths: Vec<&'r str>,
    /// What stands at the paths, by the handbook's folder.
    roots: HashMap<ObjectId, Roots>,
    state: State,
}

impl<'r> Differ<'r> {
    /// Compares what stands at `paths`, which are relative to the handbook's folder `folder`.
    pub(super) fn new(repo: &'r Repository, folder: &'r [BString], paths: &[&'r str]) -> Self {
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        paths.dedup_by(|path, kept| path == kept || path.strip_prefix(*kept).is_some_and(|rest| rest.starts_with('/')));
        Self { repo, folder, paths, roots: HashMap::new(), state: State::default() }
    }

    /// The files that differ between the commits whose trees are `old` and `new`, in order of their paths; without an
    /// old one, all files.
    pub(super) fn between(&mut self, old: Option<ObjectId>, new: ObjectId) -> Result<Vec<Difference>, Error> {
        if old == Some(new) {
            return Ok(Vec::new());
        }
        let (old, new) = (old.map(|old| self.roots(old)).transpose()?, self.roots(new)?);
        let mut found = Vec::new();
        for (at, new) in new.iter().enumerate() {
            let old = old.as_ref().and_then(|old| *old.get(at)?);
            if old != *new {
                self.differences(at, old, *new, &mut found)?;
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// What stands at the paths in the commit whose tree is `top`.
    fn roots(&mut self, top: ObjectId) -> Result<Roots, Error> {
        let names = self.folder.iter().map(|name| name.as_bstr());
        let folder = self.entry(top, names)?.filter(|(mode, _)| mode.is_tree());
        let Some((_, folder)) = folder else { return Ok(self.paths.iter().map(|_| None).collect()) };
        if let Some(roots) = self.roots.get(&folder) {
            return Ok(roots.clone());
        }
        let found = self.paths.iter().map(|path| self.entry(folder, path.split('/').map(BStr::new)));
        let roots: Roots = found.collect::<Result<_, _>>()?;
        self.roots.insert(folder, roots.clone());
        Ok(roots)
    }

    /// What stands at the path `names` seen from the folder `top`.
    fn entry<'n>(
        &self,
        top: ObjectId,
        names: impl Iterator<Item = &'n BStr>,
    ) -> Result<Option<(EntryMode, ObjectId)>, Error> {
        let mut found = (gix::objs::tree::EntryKind::Tree.into(), top);
        for name in names {
            let (mode, id): (EntryMode, ObjectId) = found;
            if !mode.is_tree() {
                return Ok(None);
            }
            let folder = object(self.repo, id, "folder")?;
            let mut entries = TreeRefIter::from_bytes(&folder.data, id.kind());
            let entry = entries.find_map(|entry| match entry {
                Ok(entry) if entry.filename != name => None,
                found => Some(found),
            });
            match entry {
                Some(entry) => {
                    let entry = entry.map_err(|error| corrupt("folder", id, &error))?;
                    found = (entry.mode, entry.oid.to_owned());
                }
                None => return Ok(None),
            }
        }
        Ok(Some(found))
    }

    /// Adds what differs at and below the path of number `at`.
    fn differences(
        &mut self,
        at: usize,
        old: Option<(EntryMode, ObjectId)>,
        new: Option<(EntryMode, ObjectId)>,
        found: &mut Vec<Difference>,
    ) -> Result<(), Error> {
        let path = self.paths.get(at).copied().unwrap_or_default();
        let file = |side: Option<(EntryMode, ObjectId)>| side.filter(|(mode, _)| mode.is_blob_or_symlink());
        let folder = |side: Option<(EntryMode, ObjectId)>| side.filter(|(mode, _)| mode.is_tree()).map(|(_, id)| id);
        if let Some(kind) = kind(file(old), file(new)) {
            found.push(Difference { path: path.into(), kind });
        }
        let (old, new) = (folder(old), folder(new));
        if old == new {
            return Ok(());
        }
        for change in self.changes(old, new)? {
            let (name, kind) = match change {
                recorder::Change::Addition { entry_mode, oid, path, .. } => {
                    (path, kind(None, file(Some((entry_mode, oid)))))
                }
                recorder::Change::Deletion { entry_mode, oid, path, .. } => {
                    (path, kind(file(Some((entry_mode, oid))), None))
                }
                recorder::Change::Modification { previous_entry_mode, previous_oid, entry_mode, oid, path } => {
                    (path, kind(file(Some((previous_entry_mode, previous_oid))), file(Some((entry_mode, oid)))))
                }
            };
            if let (Some(kind), Some(name)) = (kind, visible(&name)) {
                found.push(Difference { path: format!("{path}/{name}").into(), kind });
            }
        }
        Ok(())
    }

    /// What turns the folder `old` into the folder `new`.
    fn changes(&mut self, old: Option<ObjectId>, new: Option<ObjectId>) -> Result<Vec<recorder::Change>, Error> {
        let data = |id: Option<ObjectId>| match id {
            Some(id) => object(self.repo, id, "folder").map(|folder| folder.data.clone()),
            None => Ok(Vec::new()),
        };
        let (from, to) = (data(old)?, data(new)?);
        let hash = self.repo.object_hash();
        let sides = (TreeRefIter::from_bytes(&from, hash), TreeRefIter::from_bytes(&to, hash));
        let mut listing = Listing { recorder: Recorder::default(), left: MOST_ENTRIES };
        let id = new.or(old).map(|id| id.to_string()).unwrap_or_default();
        match gix::diff::tree(sides.0, sides.1, &mut self.state, &self.repo.objects, &mut listing) {
            Ok(()) => Ok(listing.recorder.records),
            Err(Stopped::Cancelled) => Err(Error::Vast(id)),
            Err(Stopped::Failure(error)) if error.is_not_found() => {
                Err(missing(self.repo, "content of the folder", id))
            }
            Err(Stopped::Failure(error)) => Err(corrupt("folder", id, &error)),
        }
    }
}

/// How a file differs that is `old` on one side and `new` on the other.
fn kind(old: Option<(EntryMode, ObjectId)>, new: Option<(EntryMode, ObjectId)>) -> Option<Kind> {
    match (old, new) {
        (None, Some((_, id))) => Some(Kind::Added(id)),
        (Some((_, id)), None) => Some(Kind::Removed(id)),
        (Some(old), Some(new)) if (old.0.kind(), old.1) != (new.0.kind(), new.1) => Some(Kind::Changed),
        _ => None,
    }
}

/// The path, if a snapshot would hold a file of that path.
fn visible(path: &BString) -> Option<&str> {
    let path = path.to_str().ok()?;
    path.split('/').all(|name| !name.is_empty() && is_plain(name) && !is_left_behind(name.as_bytes())).then_some(path)
}

/// The changes that a comparison finds, up to as many as a handbook can have.
struct Listing {
    recorder: Recorder,
    left: usize,
}

impl Visit for Listing {
    fn pop_front_tracked_path_and_set_current(&mut self) {
        self.recorder.pop_front_tracked_path_and_set_current();
    }

    fn push_back_tracked_path_component(&mut self, component: &BStr) {
        self.recorder.push_back_tracked_path_component(component);
    }

    fn push_path_component(&mut self, component: &BStr) {
        self.recorder.push_path_component(component);
    }

    fn pop_path_component(&mut self) {
        self.recorder.pop_path_component();
    }

    fn visit(&mut self, change: visit::Change) -> visit::Action {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 { ControlFlow::Break(()) } else { self.recorder.visit(change) }
    }
}
