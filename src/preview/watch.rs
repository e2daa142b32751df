//! What happens to the handbook's files: events of the system, gathered until it is quiet for a moment; or looks now and
//! then, where it sends none.

use super::Watching;
use super::session::Folders;
use crate::source::git::Repository;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long nothing must happen before a batch is whole: an editor's save is several events.
const QUIET: Duration = Duration::from_millis(6);

/// How long a batch is gathered at most, while events keep coming.
const LONGEST: Duration = Duration::from_millis(100);

/// Whether the system's events say when a file that was written is closed.
const CLOSES: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// How often the watched folders themselves are looked at: whether they are still those that are watched.
const TICK: Duration = Duration::from_secs(1);

/// When a second look is taken after folders came or went: what happened in a new folder before it was watched.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often a look is taken where the system sends no events.
const POLL: Duration = Duration::from_millis(500);

/// What has happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Batch {
    /// Files or folders came or went, so other folders may have to be watched.
    pub(super) structure: bool,
    /// Among them is one of the watched folders, so it must be watched anew.
    pub(super) anew: bool,
    /// What git knows may have changed.
    pub(super) history: bool,
}

/// Anything may have happened.
const ALL: Batch = Batch { structure: true, anew: true, history: true };

/// Anything may have happened to the files; the history is watched all the same.
const LOOK: Batch = Batch { structure: true, anew: false, history: false };

/// What the watcher tells.
enum Signal {
    Changed(Batch),
    /// Some bytes of a file have changed, and who writes it will say that it is whole.
    Writing(PathBuf),
    /// Nobody writes a file any more: it is closed, or gone from where it was.
    Written(PathBuf),
    /// The system refuses to watch any more.
    Refused(String),
}

/// Watches over a handbook.
pub(super) struct Watch {
    root: PathBuf,
    sender: Sender<Signal>,
    receiver: Receiver<Signal>,
    /// Kept for its events.
    watcher: Option<Box<dyn Watcher + Send>>,
    watched: BTreeMap<PathBuf, Target>,
    /// What belonged to the handbook when that was seen to.
    folders: Folders,
    /// Files of the batch that somebody has begun to write.
    writing: BTreeSet<PathBuf>,
    /// Whether a watched folder has been replaced.
    anew: bool,
    /// Whether the system sends no events.
    polling: bool,
    /// Why the system sends no events, until that is told.
    refused: Option<String>,
    second_look: Option<Instant>,
}

/// A folder that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Target {
    deep: bool,
    /// Which folder it was when it was first watched.
    identity: Option<Identity>,
}

impl Watch {
    /// Watches over the handbook in `root`; nothing yet.
    pub(super) fn new(root: &Path, watching: Watching) -> Self {
        let (sender, receiver) = channel();
        Self {
            root: root.to_owned(),
            sender,
            receiver,
            watcher: None,
            watched: BTreeMap::new(),
            folders: Folders::default(),
            writing: BTreeSet::new(),
            anew: false,
            polling: watching == Watching::Looks,
            refused: None,
            second_look: None,
        }
    }

    /// Whether other folders belong to the handbook than when they were last seen to.
    pub(super) fn is_elsewhere(&self, folders: &Folders) -> bool {
        self.folders != *folders
    }

    /// Sees to it that all that belongs to the handbook now is watched: `None` when it is already. Else with the reason
    /// why files are only looked at now and then, when that has just turned out.
    pub(super) fn follow(&mut self, folders: &Folders) -> Option<Option<String>> {
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let place = Place::new(root, folders);
        self.folders.clone_from(folders);
        let is_watched = self.polling || self.watcher.is_some();
        if place.targets(self.polling) == self.watched && !self.anew && is_watched && self.refused.is_none() {
            return None;
        }
        (self.watched, self.anew) = (self.watch(&place), false);
        Some(self.refused.take())
    }

    /// Waits until something has happened and it is quiet again: files that are cut off and not yet written are waited
    /// for.
    pub(super) fn wait(&mut self) -> Batch {
        let mut batch = self.first();
        let end = Instant::now() + LONGEST;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let left = if self.writing.is_empty() { left.min(QUIET) } else { left };
            match self.receiver.recv_timeout(left) {
                Ok(signal) if !left.is_zero() => self.add(&mut batch, signal),
                Ok(signal) => {
                    self.add(&mut batch, signal);
                    break;
                }
                Err(_) => break,
            }
        }
        self.writing.clear();
        if batch.structure {
            self.second_look = Some(Instant::now() + SECOND_LOOK);
        }
        self.anew |= batch.anew;
        batch
    }

    /// The first thing that happens.
    fn first(&mut self) -> Batch {
        loop {
            let left = |at: Instant| at.saturating_duration_since(Instant::now()).min(TICK);
            let patience = if self.polling { POLL } else { self.second_look.map_or(TICK, left) };
            match self.receiver.recv_timeout(patience) {
                Ok(signal) => {
                    let mut batch = Batch::default();
                    self.add(&mut batch, signal);
                    return batch;
                }
                Err(_) if self.polling => return LOOK,
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(TICK),
                Err(RecvTimeoutError::Timeout) if self.second_look.is_some_and(|at| at <= Instant::now()) => {
                    self.second_look = None;
                    return Batch::default();
                }
                Err(RecvTimeoutError::Timeout) if self.is_replaced() => {
                    return ALL;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn add(&mut self, batch: &mut Batch, signal: Signal) {
        match signal {
            Signal::Changed(other) => {
                batch.structure |= other.structure;
                batch.anew |= other.anew;
                batch.history |= other.history;
            }
            Signal::Writing(path) => drop(self.writing.insert(path)),
            Signal::Written(path) => drop(self.writing.remove(&path)),
            Signal::Refused(why) => {
                (self.polling, self.refused) = (true, Some(why));
                batch.structure = true;
            }
        }
    }

    /// Whether a watched folder is gone, or is another one.
    fn is_replaced(&self) -> bool {
        self.watched.iter().any(|(path, target)| identity(path) != target.identity)
    }

    /// Watches everything anew: by events of the system, or where it has none to give only the history, by looks.
    /// Returns what is watched now, which may be less than what is there by then.
    fn watch(&mut self, place: &Place) -> BTreeMap<PathBuf, Target> {
        let config = Config::default().with_follow_symlinks(false);
        if !self.polling {
            let targets = place.targets(false);
            let made = RecommendedWatcher::new(place.handler(self.sender.clone(), CLOSES), config);
            match made.and_then(|watcher| watching(watcher, &targets)) {
                Ok(watcher) => {
                    self.watcher = Some(Box::new(watcher));
                    return targets;
                }
                Err(error) => (self.polling, self.refused) = (true, Some(said(&error))),
            }
        }
        let targets = place.targets(true);
        // Commits are named in small files that may change twice within a second, which is as exact as its looks are.
        let config = config.with_poll_interval(POLL).with_compare_contents(true);
        let made = PollWatcher::new(place.handler(self.sender.clone(), false), config);
        self.watcher = match made.and_then(|watcher| watching(watcher, &targets)) {
            Ok(watcher) => Some(Box::new(watcher)),
            Err(error) => {
                self.refused = Some(said(&error));
                None
            }
        };
        targets
    }
}

/// Lets a watcher watch all targets that are still there.
fn watching<W: Watcher>(mut watcher: W, targets: &BTreeMap<PathBuf, Target>) -> notify::Result<W> {
    for (path, target) in targets.iter().filter(|(_, target)| target.identity.is_some()) {
        let mode = if target.deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        match watcher.watch(path, mode) {
            Err(_) if !path.exists() => {} // it has just gone: the next tick sees that
            other => other?,
        }
    }
    Ok(watcher)
}

fn said(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system's limit of watched folders is reached".to_owned(),
        _ => error.to_string(),
    }
}

/// Where everything of a handbook lies.
struct Place {
    root: PathBuf,
    /// All that a build may be made from, links to other folders followed.
    inputs: Vec<PathBuf>,
    output: Option<PathBuf>,
    /// The folders of git.
    git: Option<(PathBuf, PathBuf)>,
}

impl Place {
    fn new(root: PathBuf, folders: &Folders) -> Self {
        let mut inputs: Vec<PathBuf> = folders.inputs.iter().map(|input| root.join(input)).collect();
        let links: Vec<PathBuf> = inputs.iter().flat_map(|input| links(input, &root)).collect();
        inputs.extend(links);
        let output = Some(&folders.output).filter(|output| !output.is_empty()).map(|output| root.join(output));
        let git = Repository::open(&root).ok().flatten().map(|repository| repository.folders());
        Self { root, inputs, output, git }
    }

    /// The folders to be watched, only those of git where all else is looked at. What does not exist yet is seen to come
    /// into the folder above it.
    fn targets(&self, polling: bool) -> BTreeMap<PathBuf, Target> {
        let mut targets = BTreeMap::new();
        let mut add = |path: &Path, deep: bool| {
            let target = targets.entry(path.to_owned()).or_insert(Target { deep, identity: identity(path) });
            target.deep |= deep;
        };
        if !polling {
            add(&self.root, false);
        }
        for input in self.inputs.iter().filter(|_| !polling) {
            let folder = if input.is_dir() { Some(input.as_path()) } else { None };
            match folder {
                Some(folder) => add(folder, true),
                None => add(input.ancestors().skip(1).find(|above| above.is_dir()).unwrap_or(&self.root), false),
            }
        }
        if let Some((own, shared)) = &self.git {
            add(own, false);
            add(shared, false);
            add(&shared.join("refs"), true);
        }
        targets
    }

    /// What is done with an event, of a watcher that says when files are closed or of one that does not.
    fn handler(&self, sender: Sender<Signal>, closes: bool) -> impl FnMut(notify::Result<Event>) + Send + 'static {
        let (inputs, output, git) = (self.inputs.clone(), self.output.clone(), self.git.clone());
        let root = self.root.clone();
        move |event| {
            let signal = match event {
                Ok(event) if event.need_rescan() => Signal::Changed(ALL),
                Ok(event) => {
                    let Some(structure) = kind(&event.kind) else { return };
                    let is_git = |path: &PathBuf| git.as_ref().is_some_and(|git| of_history(path, git));
                    let is_input = |path: &PathBuf| {
                        let site = output.as_ref().is_some_and(|output| path.starts_with(output));
                        let related = |input: &PathBuf| path.starts_with(input) || input.starts_with(path);
                        !site && !left_behind(path, &root) && inputs.iter().any(related)
                    };
                    let history = event.paths.iter().any(is_git);
                    if !history && !event.paths.iter().any(is_input) {
                        return;
                    }
                    let replaced = |path: &PathBuf| inputs.iter().any(|input| input.starts_with(path));
                    let anew = structure && event.paths.iter().any(replaced);
                    if let Some(tell) = progress(&event.kind).filter(|_| closes) {
                        event.paths.into_iter().for_each(|path| drop(sender.send(tell(path))));
                    }
                    Signal::Changed(Batch { structure, anew, history })
                }
                Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => Signal::Refused(said(&error)),
                Err(_) => Signal::Changed(ALL),
            };
            let _ = sender.send(signal);
        }
    }
}

/// Whether an event can be of interest, and then whether files or folders came or went.
fn kind(kind: &EventKind) -> Option<bool> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(false),
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Name(_)) => Some(true),
        EventKind::Modify(_) => Some(false),
        EventKind::Any | EventKind::Create(_) | EventKind::Remove(_) | EventKind::Other => Some(true),
    }
}

/// What an event tells of who writes its files: one that was made or cut off is closed in the end.
fn progress(kind: &EventKind) -> Option<fn(PathBuf) -> Signal> {
    match kind {
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => Some(Signal::Writing),
        EventKind::Access(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => Some(Signal::Written),
        _ => None,
    }
}

/// Whether a path is one of those by which git names commits.
fn of_history(path: &Path, (own, shared): &(PathBuf, PathBuf)) -> bool {
    if path.extension().is_some_and(|extension| extension == "lock") {
        return false;
    }
    let named = |folder: &Path| {
        let name = path.strip_prefix(folder).ok();
        name.is_some_and(|name| {
            name.starts_with("refs") || ["HEAD", "packed-refs", "shallow"].iter().any(|it| name == Path::new(it))
        })
    };
    named(own) || named(shared)
}

/// Whether a build leaves the file out for its name, as editors' temporary files.
fn left_behind(path: &Path, root: &Path) -> bool {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.iter().any(|name| crate::source::is_left_behind(name.as_encoded_bytes()))
}

/// Where the links in a folder lead, as far as that lies in the handbook.
fn links(folder: &Path, root: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let links = entries.filter(walkdir::DirEntry::path_is_symlink);
    let targets = links.filter_map(|link| link.path().canonicalize().ok());
    targets.filter(|target| target.starts_with(root) && target != root).collect()
}

/// What tells a folder from another one that takes its name later.
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|about| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    let born = fs::metadata(path).ok()?.created().ok()?;
    let since = born.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Some((since.as_secs(), u64::from(since.subsec_nanos())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let mut watch = Watch::new(Path::new("."), Watching::Events);
        let (sender, file) = (watch.sender.clone(), PathBuf::from("page.md"));
        let end = Instant::now() + QUIET * 5;
        sender.send(Signal::Writing(file.clone())).unwrap();
        sender.send(Signal::Changed(Batch { structure: true, ..Batch::default() })).unwrap();
        let writer = std::thread::spawn(move || {
            std::thread::sleep(end.saturating_duration_since(Instant::now()));
            sender.send(Signal::Written(file)).unwrap();
        });
        assert!(watch.wait().structure);
        assert!(Instant::now() >= end, "the batch ended before the file was whole");
        writer.join().unwrap();
        watch.sender.send(Signal::Writing(PathBuf::from("held-open.md"))).unwrap();
        assert_eq!(watch.wait(), Batch::default(), "who never closes a file holds nobody up");
        assert!(watch.writing.is_empty());
    }
}
