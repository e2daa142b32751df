//! The folders of a commit: finds what stands at a path, through symbolic links that stay inside.

use super::Error;
use super::commits::{corrupt, object};
use gix::bstr::{BString, ByteSlice};
use gix::objs::tree::{EntryKind, EntryMode};
use gix::{ObjectId, Repository};
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

/// How many symbolic links are followed on the way to one file, as Linux has it.
const MOST_HOPS: usize = 40;

/// The longest target of a symbolic link, in bytes, as Linux has it.
const LONGEST_LINK: u64 = 4096;

/// A name in a folder, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: BString,
    pub(super) mode: EntryMode,
    pub(super) id: ObjectId,
}

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The path without links.
    pub(super) path: Vec<BString>,
    pub(super) mode: EntryMode,
    pub(super) id: ObjectId,
    /// Whether a link led there.
    pub(super) linked: bool,
}

/// Why a path leads to nothing that may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Astray {
    /// There is nothing.
    Nowhere,
    /// It leads out of the folder.
    Outside,
    /// It leads through more links than any sane path.
    Loop,
}

/// The folder of a handbook in one commit.
pub(super) struct Tree<'r> {
    repo: &'r Repository,
    root: ObjectId,
    folders: HashMap<ObjectId, Rc<[Entry]>>,
}

impl<'r> Tree<'r> {
    /// The folder `folder` of the commit whose tree is `top`; none where there is no such folder in it.
    pub(super) fn below(repo: &'r Repository, top: ObjectId, folder: &[BString]) -> Result<Option<Self>, Error> {
        let mut tree = Self { repo, root: top, folders: HashMap::new() };
        for name in folder {
            match tree.entry(tree.root, name)? {
                Some(entry) if entry.mode.is_tree() => tree.root = entry.id,
                _ => return Ok(None),
            }
        }
        Ok(Some(tree))
    }

    /// All that stands in the folder `id`, as git sorts it.
    pub(super) fn entries(&mut self, id: ObjectId) -> Result<Rc<[Entry]>, Error> {
        if let Some(entries) = self.folders.get(&id) {
            return Ok(entries.clone());
        }
        let wrong = |error: gix::Error| corrupt("folder", id, &error);
        let tree = object(self.repo, id, "folder")?.try_into_tree().map_err(wrong)?;
        let read = tree.decode().map_err(wrong)?;
        let entry = |entry: &gix::objs::tree::EntryRef<'_>| Entry {
            name: entry.filename.to_owned(),
            mode: entry.mode,
            id: entry.oid.to_owned(),
        };
        let entries: Rc<[Entry]> = read.entries.iter().map(entry).collect();
        self.folders.insert(id, entries.clone());
        Ok(entries)
    }

    /// What stands at `path`, seen from the folder `from`, which holds no links.
    pub(super) fn find(&mut self, from: &[BString], path: &[u8]) -> Result<Result<Found, Astray>, Error> {
        let mut here = match self.open(from)? {
            Some(folders) => folders,
            None => return Ok(Err(Astray::Nowhere)),
        };
        let mut ahead = parts(path);
        let mut hops = 0;
        while let Some(part) = ahead.pop_front() {
            match part.as_slice() {
                b"" | b"." => continue,
                b".." if here.pop().is_none() => return Ok(Err(Astray::Outside)),
                b".." => continue,
                _ => {}
            }
            let folder = here.last().map_or(self.root, |(_, id)| *id);
            let Some(entry) = self.entry(folder, &part)? else { return Ok(Err(Astray::Nowhere)) };
            match entry.mode.kind() {
                EntryKind::Tree => here.push((entry.name, entry.id)),
                EntryKind::Link => {
                    hops += 1;
                    let Some(target) = self.target(entry.id)? else { return Ok(Err(Astray::Nowhere)) };
                    if hops > MOST_HOPS {
                        return Ok(Err(Astray::Loop));
                    }
                    if target.starts_with(b"/") || has_drive(&target) {
                        return Ok(Err(Astray::Outside));
                    }
                    parts(&target).into_iter().rev().for_each(|part| ahead.push_front(part));
                }
                EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Commit if !ahead.is_empty() => {
                    return Ok(Err(Astray::Nowhere));
                }
                EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Commit => {
                    let path = here.into_iter().map(|(name, _)| name).chain([entry.name]).collect();
                    return Ok(Ok(Found { path, mode: entry.mode, id: entry.id, linked: hops > 0 }));
                }
            }
        }
        let id = here.last().map_or(self.root, |(_, id)| *id);
        let path = here.into_iter().map(|(name, _)| name).collect();
        Ok(Ok(Found { path, mode: EntryKind::Tree.into(), id, linked: hops > 0 }))
    }

    /// The folders on the way to `path`, each with its id.
    fn open(&mut self, path: &[BString]) -> Result<Option<Vec<(BString, ObjectId)>>, Error> {
        let mut folders: Vec<(BString, ObjectId)> = Vec::with_capacity(path.len());
        for name in path {
            let folder = folders.last().map_or(self.root, |(_, id)| *id);
            match self.entry(folder, name)? {
                Some(entry) if entry.mode.is_tree() => folders.push((entry.name, entry.id)),
                _ => return Ok(None),
            }
        }
        Ok(Some(folders))
    }

    fn entry(&mut self, folder: ObjectId, name: &[u8]) -> Result<Option<Entry>, Error> {
        Ok(self.entries(folder)?.iter().find(|entry| entry.name == name).cloned())
    }

    /// What a symbolic link says; none when that is no path.
    fn target(&self, id: ObjectId) -> Result<Option<Vec<u8>>, Error> {
        let size = self.repo.try_find_header(id).map_err(|error| corrupt("link", id, &error))?;
        if size.is_some_and(|header| header.size() > LONGEST_LINK) {
            return Ok(None);
        }
        let target = object(self.repo, id, "link")?.data.clone();
        Ok(Some(target).filter(|target| !target.is_empty() && !target.contains(&0)))
    }
}

fn parts(path: &[u8]) -> VecDeque<BString> {
    path.split_str("/").map(BString::from).collect()
}

fn has_drive(path: &[u8]) -> bool {
    matches!(path, [letter, b':', ..] if letter.is_ascii_alphabetic()) || path.starts_with(b"\\")
}
