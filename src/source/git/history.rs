//! One walk of the history for all files: which commits changed each, as `git log -- path` would list them.
//!
//! `git log -- path` starts at `HEAD` and follows the parents of each commit; where one parent has the file as the
//! commit has it, it follows that parent alone, the first such. Here all files walk together: at each commit stands the
//! set of files that are followed there, and a merge parts the set among its parents. So each pair of a commit and its
//! parent is compared once, whatever the number of files. The rules are those of `git help log`, "History
//! Simplification", in their default mode.

use super::commits::{self, commit};
use super::differences::{Differ, Difference, Kind};
use super::graph::{Node, ancestry};
use super::interest::Interest;
use super::renames::renames;
use super::{Error, Repository};
use crate::base::{Deed, History, Touch};
use gix::ObjectId;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How many bytes of objects are kept during the walk: a folder is read for a commit and again for its child.
const CACHE: usize = 64 * 1024 * 1024;

/// The largest file that is compared with others by its text, in bytes.
const LARGEST_TEXT: u64 = 1_000_000;

impl Repository {
    /// Which commits changed what is at `paths`, which are relative to the handbook's folder: all that `HEAD` builds
    /// on, in one walk. Without commits, an empty history.
    ///
    /// A file that moved is followed to where it came from, when its text shows that. The commits at which a shallow
    /// clone ends changed nothing: what they did is not known. Files that no snapshot holds have no history.
    ///
    /// # Errors
    ///
    /// When a commit or a folder is missing or damaged; the bytes of files need not be there.
    pub fn history(&self, paths: &[&str]) -> Result<History, Error> {
        let mut repo = self.opened.local();
        repo.object_cache_size(CACHE);
        let Some(head) = commits::head(&repo)? else { return Ok(History::default()) };
        let nodes = ancestry(&repo, head)?;
        let differ = Differ::new(&repo, &self.opened.folder, paths);
        let mut walk = Walk {
            repo: &repo,
            nodes: &nodes,
            differ,
            interests: Vec::new(),
            files: Files::default(),
            cut: Vec::new(),
        };
        walk.interests.resize(nodes.len(), None);
        walk.follow(0, &Interest::all());
        for number in 0..nodes.len() {
            walk.step(number)?;
        }
        walk.finish()
    }
}

/// A walk from `HEAD` to the beginning.
struct Walk<'r> {
    repo: &'r gix::Repository,
    nodes: &'r [Node],
    differ: Differ<'r>,
    /// The files that are followed at each commit that was not reached yet.
    interests: Vec<Option<Interest>>,
    files: Files,
    cut: Vec<ObjectId>,
}

/// The files that were met so far, by number.
#[derive(Default)]
struct Files {
    numbers: HashMap<Arc<str>, usize>,
    touches: Vec<(Arc<str>, Vec<Touch>)>,
}

impl Walk<'_> {
    /// Looks at the commit of that number, after all that build on it.
    fn step(&mut self, number: usize) -> Result<(), Error> {
        let Some(node) = self.nodes.get(number) else { return Ok(()) };
        let Some(interest) = self.interests.get_mut(number).and_then(Option::take) else { return Ok(()) };
        match node.parents.as_slice() {
            _ if node.cut => self.cut.push(node.id),
            [] => {
                let differences = self.differ.between(None, node.tree)?;
                self.record(number, &interest, &differences, &BTreeMap::new());
            }
            [parent] => {
                let differences = self.differ.between(self.tree(*parent), node.tree)?;
                let renames = renames(&differences, |id| self.text(id));
                self.record(number, &interest, &differences, &renames);
                self.follow(*parent, &interest);
            }
            parents => self.part(number, interest, parents)?,
        }
        Ok(())
    }

    /// Parts the files that are followed at a merge among its parents.
    fn part(&mut self, number: usize, mut interest: Interest, parents: &[usize]) -> Result<(), Error> {
        let tree = self.nodes.get(number).map_or(ObjectId::null(gix::hash::Kind::Sha1), |node| node.tree);
        let mut differences = Vec::with_capacity(parents.len());
        for parent in parents {
            differences.push(self.differ.between(self.tree(*parent), tree)?);
        }
        let differing: Vec<Interest> = differences.iter().map(|found| self.files.set(found)).collect();
        for (parent, differing) in parents.iter().zip(&differing) {
            let mut same = interest.clone();
            same.remove(differing);
            self.follow(*parent, &same);
            interest.keep(differing);
        }
        if let Some(first) = differences.first() {
            self.record(number, &interest, first, &BTreeMap::new());
        }
        parents.iter().for_each(|parent| self.follow(*parent, &interest));
        Ok(())
    }

    /// Follows more files at the commit of that number.
    fn follow(&mut self, number: usize, files: &Interest) {
        if files.is_empty() {
            return;
        }
        if let Some(interest) = self.interests.get_mut(number) {
            interest.get_or_insert_default().join(files);
        }
    }

    /// Notes what the commit of that number did to the files that are followed there.
    fn record(&mut self, number: usize, interest: &Interest, found: &[Difference], renames: &BTreeMap<usize, usize>) {
        for (at, difference) in found.iter().enumerate() {
            let file = self.files.number(&difference.path);
            if !interest.has(file) {
                continue;
            }
            let from = renames.get(&at).and_then(|from| found.get(*from));
            let deed = match (difference.kind, from) {
                (_, Some(from)) => Deed::Renamed { from: from.path.clone() },
                (Kind::Added(_), None) => Deed::Added,
                (Kind::Removed(_), None) => Deed::Removed,
                (Kind::Changed, None) => Deed::Changed,
            };
            if let Some((_, touches)) = self.files.touches.get_mut(file) {
                touches.push(Touch { commit: number, deed });
            }
        }
    }

    fn tree(&self, number: usize) -> Option<ObjectId> {
        self.nodes.get(number).map(|node| node.tree)
    }

    /// The bytes of a file that is small enough to be compared, and there.
    fn text(&self, id: ObjectId) -> Option<Vec<u8>> {
        let header = self.repo.try_find_header(id).ok()??;
        if header.size() > LARGEST_TEXT {
            return None;
        }
        Some(self.repo.try_find_object(id).ok()??.data.clone())
    }

    /// The history, with only the commits that changed a file.
    fn finish(self) -> Result<History, Error> {
        let mut used: BTreeMap<usize, usize> =
            self.files.touches.iter().flat_map(|(_, touches)| touches).map(|touch| (touch.commit, 0)).collect();
        used.values_mut().enumerate().for_each(|(place, number)| *number = place);
        let ids = used.keys().filter_map(|number| self.nodes.get(*number));
        let commits = ids.map(|node| commit(self.repo, node.id)).collect::<Result<_, _>>()?;
        let cut = self.cut.iter().map(|id| commit(self.repo, *id)).collect::<Result<_, _>>()?;
        let touches = |touches: Vec<Touch>| -> Vec<Touch> {
            let placed = |touch: Touch| Some(Touch { commit: *used.get(&touch.commit)?, deed: touch.deed });
            touches.into_iter().filter_map(placed).collect()
        };
        let changed = self.files.touches.into_iter().filter(|(_, touches)| !touches.is_empty());
        Ok(History::new(commits, changed.map(|(path, all)| (path, touches(all))).collect(), cut))
    }
}

impl Files {
    /// The number of the file at `path`, a new one when it was not met before.
    fn number(&mut self, path: &Arc<str>) -> usize {
        if let Some(number) = self.numbers.get(path) {
            return *number;
        }
        self.numbers.insert(path.clone(), self.touches.len());
        self.touches.push((path.clone(), Vec::new()));
        self.touches.len() - 1
    }

    /// The files that differ.
    fn set(&mut self, differences: &[Difference]) -> Interest {
        let mut set = Interest::default();
        differences.iter().for_each(|found| set.insert(self.number(&found.path)));
        set
    }
}
