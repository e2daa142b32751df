//! The commits that `HEAD` builds on, in the order in which they are looked at.

use super::Error;
use super::commits::{corrupt, object};
use gix::{ObjectId, Repository};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// A commit among others.
pub(super) struct Node {
    pub(super) id: ObjectId,
    pub(super) tree: ObjectId,
    /// The numbers of its parents, all greater than its own.
    pub(super) parents: Vec<usize>,
    /// Whether it has parents that a shallow clone does not hold.
    pub(super) cut: bool,
    /// When it came into the history, in seconds since 1970.
    seconds: i64,
}

/// All commits that `head` builds on and itself: no commit before one that builds on it, and the newest first among
/// those that could be next, as `git log --date-order` has them.
pub(super) fn ancestry(repo: &Repository, head: ObjectId) -> Result<Vec<Node>, Error> {
    Ok(ordered(all(repo, head)?))
}

/// All commits in the order in which they are met.
fn all(repo: &Repository, head: ObjectId) -> Result<Vec<Node>, Error> {
    let shallow = boundary(repo)?;
    let (mut ids, mut numbers) = (vec![head], HashMap::from([(head, 0)]));
    let mut nodes: Vec<Node> = Vec::new();
    while let Some(id) = ids.get(nodes.len()).copied() {
        let (mut node, parents) = read(repo, id)?;
        if shallow.contains(&id) {
            node.cut = !parents.is_empty();
        } else {
            for parent in parents {
                let number = *numbers.entry(parent).or_insert(ids.len());
                if number == ids.len() {
                    ids.push(parent);
                }
                if !node.parents.contains(&number) {
                    node.parents.push(number);
                }
            }
        }
        nodes.push(node);
    }
    Ok(nodes)
}

/// The commits at which a shallow clone ends.
pub(super) fn boundary(repo: &Repository) -> Result<HashSet<ObjectId>, Error> {
    let commits = repo.shallow_commits().map_err(|error| corrupt("list", "shallow", &error))?;
    Ok(commits.map(|commits| commits.iter().copied().collect()).unwrap_or_default())
}

fn read(repo: &Repository, id: ObjectId) -> Result<(Node, Vec<ObjectId>), Error> {
    let wrong = |error: gix::Error| corrupt("commit", id, &error);
    let object = object(repo, id, "commit")?.try_into_commit().map_err(wrong)?;
    let commit = object.decode().map_err(wrong)?;
    let seconds = commit.committer().map_err(wrong)?.seconds();
    let node = Node { id, tree: commit.tree(), parents: Vec::new(), cut: false, seconds };
    Ok((node, commit.parents().collect()))
}

/// The same commits in order, their parents numbered anew.
fn ordered(nodes: Vec<Node>) -> Vec<Node> {
    let mut children = vec![0usize; nodes.len()];
    for parent in nodes.iter().flat_map(|node| &node.parents) {
        children[*parent] += 1;
    }
    let mut ready = BinaryHeap::from_iter(nodes.first().map(|head| (head.seconds, Reverse(0))));
    let (mut order, mut places) = (Vec::with_capacity(nodes.len()), vec![0; nodes.len()]);
    while let Some((_, Reverse(number))) = ready.pop() {
        places[number] = order.len();
        order.push(number);
        for parent in &nodes[number].parents {
            children[*parent] -= 1;
            if children[*parent] == 0 {
                ready.push((nodes[*parent].seconds, Reverse(*parent)));
            }
        }
    }
    let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
    let placed = order.into_iter().filter_map(|number| nodes[number].take());
    placed
        .map(|mut node| {
            node.parents.iter_mut().for_each(|parent| *parent = places[*parent]);
            node
        })
        .collect()
}
