//! What people call a commit: tags, branches, ranges, dates.

use super::commits::{commit, corrupt, head, moment, object, said, text};
use super::graph::{ancestry, boundary};
use super::{Error, Repository, Revision, Tag};
use crate::base::{Commit, Moment, Until, nearest};
use crate::source::versions::by_number;
use gix::ObjectId;
use gix::bstr::{BStr, ByteSlice};
use gix::glob::wildmatch;
use gix::revision::plumbing::Spec;
use gix::revision::spec::parse::{ObjectKindHint, Options};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

impl Repository {
    /// The commit that `HEAD` names; none in a repository without commits.
    ///
    /// # Errors
    ///
    /// When `HEAD` or its commit is damaged or missing.
    pub fn head(&self) -> Result<Option<Commit>, Error> {
        let repo = self.opened.local();
        head(&repo)?.map(|id| commit(&repo, id)).transpose()
    }

    /// The name of who works here, as git's settings say it.
    pub fn user(&self) -> Option<String> {
        let name = self.opened.local().config_snapshot().string("user.name")?.to_string();
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }

    /// The ids of all commits that a commit builds on, and its own.
    ///
    /// # Errors
    ///
    /// When one of them is damaged or missing.
    pub fn behind(&self, commit: &Commit) -> Result<HashSet<Arc<str>>, Error> {
        let repo = self.opened.local();
        let id = ObjectId::from_hex(commit.id.as_bytes()).map_err(|error| corrupt("commit", &commit.id, &error))?;
        Ok(ancestry(&repo, id)?.iter().map(|node| node.id.to_string().into()).collect())
    }

    /// With which of the tips each commit behind `head` came out first, by its id. The tips are newest first; a commit
    /// that none of them holds is left out.
    ///
    /// # Errors
    ///
    /// When a commit is damaged or missing.
    pub fn arrivals(&self, head: &Commit, tips: &[&Commit]) -> Result<BTreeMap<Arc<str>, usize>, Error> {
        let repo = self.opened.local();
        let id = ObjectId::from_hex(head.id.as_bytes()).map_err(|error| corrupt("commit", &head.id, &error))?;
        let nodes = ancestry(&repo, id)?;
        let numbers: HashMap<String, usize> =
            nodes.iter().enumerate().map(|(number, node)| (node.id.to_string(), number)).collect();
        let mut arrived: Vec<Option<usize>> = vec![None; nodes.len()];
        for (tip, commit) in tips.iter().enumerate().rev() {
            let mut open: Vec<usize> = numbers.get(&*commit.id).copied().into_iter().collect();
            while let Some(number) = open.pop() {
                if let (Some(none @ None), Some(node)) = (arrived.get_mut(number), nodes.get(number)) {
                    *none = Some(tip);
                    open.extend(&node.parents);
                }
            }
        }
        let known = nodes.iter().zip(arrived);
        Ok(known.filter_map(|(node, tip)| Some((node.id.to_string().into(), tip?))).collect())
    }

    /// The commit or the range that `text` names: whatever `git rev-parse` takes for commits, and where that finds
    /// nothing, dates as [`Repository::before`] takes them. A side of a range that is left out is `HEAD`; `x^!` is what
    /// `x` changed.
    ///
    /// # Errors
    ///
    /// When it names no commit, or several that are no range, or one that is missing or damaged.
    pub fn revision(&self, text: &str) -> Result<Revision, Error> {
        let repo = self.opened.local();
        let one = |id: ObjectId| commit(&repo, peeled(&repo, id, text)?);
        let range = |from: ObjectId, to: ObjectId| Ok(Revision { from: Some(one(from)?), to: one(to)? });
        match spec(&repo, text) {
            Ok(Spec::Include(id)) => Ok(Revision { from: None, to: one(id)? }),
            Ok(Spec::Range { from, to }) => range(from, to),
            Ok(Spec::Merge { theirs, ours }) => {
                let (theirs, ours) = (peeled(&repo, theirs, text)?, peeled(&repo, ours, text)?);
                match repo.merge_base(theirs, ours) {
                    Ok(Some(base)) => range(base.detach(), ours),
                    Ok(None) => {
                        Err(unknown(text, ": its sides have nothing in common", "write `a..b` to compare them"))
                    }
                    Err(error) => Err(corrupt("range", text, &error)),
                }
            }
            Ok(Spec::ExcludeParents(id)) => {
                let id = peeled(&repo, id, text)?;
                let found = object(&repo, id, "commit")?.try_into_commit();
                let parent = found.map_err(|error| corrupt("commit", id, &error))?.parent_ids().next();
                let parent = parent.filter(|_| boundary(&repo).is_ok_and(|cut| !cut.contains(&id)));
                Ok(Revision { from: parent.map(|id| one(id.detach())).transpose()?, to: one(id)? })
            }
            Ok(Spec::Exclude(_) | Spec::IncludeOnlyParents(_)) => {
                Err(unknown(text, ": it is neither a commit nor a range", "write `a..b`, or name one commit"))
            }
            Err(error) => match text.split_once("..") {
                Some((from, to)) if !to.starts_with('.') => {
                    Ok(Revision { from: Some(self.single(&repo, from)?), to: self.single(&repo, to)? })
                }
                _ => Ok(Revision { from: None, to: self.dated(&repo, text, &error)? }),
            },
        }
    }

    /// What is usually published, by its name: the branch that the current one is set to follow, else `main` or
    /// `master`, here or at `origin`. None where there is none of them.
    ///
    /// # Errors
    ///
    /// When a commit is missing or damaged.
    pub fn published(&self) -> Result<Option<(Arc<str>, Commit)>, Error> {
        let repo = self.opened.local();
        let upstream = head_name(&repo).and_then(|branch| upstream(&repo, branch.as_ref()));
        let usual = ["main", "origin/main", "master", "origin/master"].map(str::to_owned);
        for name in upstream.into_iter().chain(usual) {
            let Ok(Some(mut found)) = repo.try_find_reference(name.as_str()) else { continue };
            let Ok(id) = found.peel_to_id() else { continue };
            return Ok(Some((name.as_str().into(), commit(&repo, peeled(&repo, id.detach(), &name)?)?)));
        }
        Ok(None)
    }

    /// The last commit on or before a date, on the first-parent line of `HEAD`: a time `2026-03-01T12:00Z`, a day
    /// `2026-03-01`, or the last day of a month `2026-03` or of a year `2026`. Days are those of the clocks that made
    /// the commits, so every machine finds the same commit. None where the date is before the first commit, or is no
    /// date.
    ///
    /// # Errors
    ///
    /// When a shallow clone does not reach back to the date, or a commit is missing or damaged.
    pub fn before(&self, date: &str) -> Result<Option<Commit>, Error> {
        let Some(until) = Until::of(date) else { return Ok(None) };
        let repo = self.opened.local();
        let line = self.line(&repo)?;
        if let Some((id, _)) = line.iter().find(|(_, moment)| until.holds(*moment)) {
            return commit(&repo, *id).map(Some);
        }
        match line.last() {
            Some((id, begins)) if boundary(&repo)?.contains(id) => {
                Err(Error::Shallow { day: date.to_owned(), begins: begins.day().to_string() })
            }
            _ => Ok(None),
        }
    }

    /// The tags whose names match `glob` (`*`, `?`, `[…]`, as `git tag --list` has them) and that name a commit: the
    /// newest first, and of one moment the highest number first. With them the tags that cannot be read, and why.
    ///
    /// # Errors
    ///
    /// When the names of the repository cannot be read at all.
    pub fn tags(&self, glob: &str) -> Result<(Vec<Tag>, Vec<Error>), Error> {
        let repo = self.opened.local();
        let wrong = |error: gix::Error| corrupt("list", "tags", &error);
        let names = repo.references().map_err(wrong)?;
        let (mut tags, mut faults) = (Vec::new(), Vec::new());
        for name in names.tags().map_err(wrong)? {
            let mut name = match name {
                Ok(name) => name,
                Err(error) => {
                    faults.push(corrupt("tag", "?", &error));
                    continue;
                }
            };
            let short = name.name().shorten().to_owned();
            if !wildmatch(glob.into(), short.as_bstr(), gix::glob::wildmatch::Mode::empty()) {
                continue;
            }
            let target = name.follow_to_object().map(gix::Id::detach);
            let target = target.map_err(|error| corrupt("tag", &short, &error));
            match target.and_then(|id| tag(&repo, short.as_bstr(), id)) {
                Ok(tag) => tags.extend(tag),
                Err(error) => faults.push(error),
            }
        }
        tags.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| by_number(&b.name, &a.name)));
        Ok((tags, faults))
    }

    /// A side of a range: a commit, or the last one on or before a date.
    fn single(&self, repo: &gix::Repository, text: &str) -> Result<Commit, Error> {
        match spec(repo, if text.is_empty() { "HEAD" } else { text }) {
            Ok(Spec::Include(id)) => commit(repo, peeled(repo, id, text)?),
            Ok(_) => Err(unknown(text, ": it is no single commit", "name one commit on each side of `..`")),
            Err(error) => self.dated(repo, text, &error),
        }
    }

    /// The last commit on or before the date `text`, which was not found as a name.
    fn dated(&self, repo: &gix::Repository, text: &str, error: &gix::Error) -> Result<Commit, Error> {
        if head(repo)?.is_none() {
            return Err(Error::NoCommits);
        }
        if let Some(commit) = self.before(text)? {
            return Ok(commit);
        }
        if Until::of(text).is_some() {
            return Err(unknown(text, ": the first commit came later", "name a later day"));
        }
        let names = known(repo);
        if let Some(near) = nearest(text, names.iter().map(String::as_str)) {
            return Err(unknown(text, "", &format!("did you mean `{near}`?")));
        }
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
        let reason = if plain { String::new() } else { format!(": {}", lower(&said(error))) };
        let help = if boundary(repo)?.is_empty() {
            "name a tag, a branch, a commit, a range `a..b` or a date such as `2026-03-01`"
        } else {
            "the clone is shallow: fetch the rest with `git fetch --unshallow --tags`"
        };
        Err(unknown(text, &reason, help))
    }

    /// The first parents of `HEAD`, newest first, read once.
    fn line(&self, repo: &gix::Repository) -> Result<&[(ObjectId, Moment)], Error> {
        if let Some(line) = self.opened.line.get() {
            return Ok(line);
        }
        let cut = boundary(repo)?;
        let (mut line, mut next) = (Vec::new(), head(repo)?);
        while let Some(id) = next.take() {
            let wrong = |error: gix::Error| corrupt("commit", id, &error);
            let found = object(repo, id, "commit")?.try_into_commit().map_err(wrong)?;
            line.push((id, moment(&found.committer().map_err(wrong)?)));
            next = found.parent_ids().next().map(gix::Id::detach).filter(|_| !cut.contains(&id));
        }
        Ok(self.opened.line.get_or_init(|| line))
    }
}

/// The branch that `HEAD` stands on; none where it stands on a commit.
fn head_name(repo: &gix::Repository) -> Option<gix::refs::FullName> {
    repo.head_name().ok().flatten()
}

/// The branch that a branch is set to follow, as people call it.
fn upstream(repo: &gix::Repository, branch: &gix::refs::FullNameRef) -> Option<String> {
    let fetched = gix::remote::Direction::Fetch;
    // A branch of the same repository is followed as one of the remote `.`.
    let is_here = repo.branch_remote_name(branch.shorten(), fetched).is_some_and(|name| name.as_bstr() == ".");
    let found = match is_here {
        true => repo.branch_remote_ref_name(branch, fetched)?,
        false => repo.branch_remote_tracking_ref_name(branch, fetched)?,
    };
    Some(found.ok()?.shorten().to_str_lossy().into_owned())
}

fn spec(repo: &gix::Repository, text: &str) -> Result<Spec, gix::Error> {
    let options = Options { object_kind_hint: Some(ObjectKindHint::Committish), ..Default::default() };
    gix::revision::Spec::from_bstr(text, repo, options).map(gix::revision::Spec::detach)
}

/// The commit that the object `id` is, or that a tag of that id names.
fn peeled(repo: &gix::Repository, id: ObjectId, text: &str) -> Result<ObjectId, Error> {
    let found = object(repo, id, "object")?.peel_to_commit();
    let help = "name a tag, a branch or a commit";
    found.map(|commit| commit.id).map_err(|_| unknown(text, ": what it names is no commit", help))
}

/// The tag `name` whose object is `id`; none when it names no commit.
fn tag(repo: &gix::Repository, name: &BStr, id: ObjectId) -> Result<Option<Tag>, Error> {
    let wrong = |error: gix::Error| corrupt("tag", name, &error);
    let (mut target, mut about) = (id, None);
    let target = loop {
        let found = object(repo, target, "object")?;
        match found.kind {
            gix::objs::Kind::Commit => break target,
            gix::objs::Kind::Tag => {
                let read = found.try_to_tag_ref().map_err(wrong)?;
                if about.is_none() {
                    let made = read.tagger().map_err(wrong)?.as_ref().map(moment);
                    let message = text(read.message.trim(), None);
                    about = Some((made, Some(message).filter(|message| !message.is_empty())));
                }
                target = read.target();
            }
            gix::objs::Kind::Tree | gix::objs::Kind::Blob => return Ok(None),
        }
    };
    let commit = commit(repo, target)?;
    let (made, message) = about.unwrap_or_default();
    let date = made.unwrap_or(commit.committed);
    Ok(Some(Tag { name: name.to_str_lossy().into(), commit, date, message: message.map(Arc::from) }))
}

/// The names of tags and branches, in the order of the repository.
fn known(repo: &gix::Repository) -> Vec<String> {
    let Ok(references) = repo.references() else { return Vec::new() };
    let Ok(all) = references.all() else { return Vec::new() };
    all.filter_map(Result::ok).map(|name| name.name().shorten().to_str_lossy().into_owned()).collect()
}

fn unknown(text: &str, reason: &str, help: &str) -> Error {
    Error::Revision { text: text.to_owned(), reason: reason.to_owned(), help: help.to_owned() }
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
