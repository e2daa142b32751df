//! What git knows of a handbook: first, at little cost, which releases there were; then their files and who changed what.

use super::git::{Error, Repository, Tag};
use super::versions::by_number;
use crate::base::{
    Asked, AskedBase, AskedRelease, Commit, Diagnostic, Edition, Gap, Moment, Past, Severity, Snapshot, Span,
};
use std::path::Path;
use std::sync::Arc;

/// The tags that are releases where the author names no pattern.
const USUAL_TAGS: &str = "[0-9v]*";

/// The past of a handbook, as far as it can be known without reading what its releases hold.
#[derive(Debug, Default)]
pub struct Known {
    repository: Option<Repository>,
    head: Option<Commit>,
    releases: Vec<Published>,
    base: Option<Published>,
    /// The published state that was asked for.
    asked_base: Option<AskedBase>,
    gap: Option<Gap>,
    paths: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    /// Whether the author named a pattern for tags, and so is told what is wrong with one.
    named: bool,
}

/// A release and the commit that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The name of the tag, or the version that the handbook gives it.
    pub name: Arc<str>,
    /// When the tag was made, or when the commit came into the history.
    pub date: Moment,
    /// The commit.
    pub commit: Commit,
    /// Where the handbook itself defines it.
    defined: Option<Span>,
}

/// Looks for the repository and the releases that a handbook asks for.
///
/// Nothing here is an error: what cannot be known is said by [`Gap`], and what the author should mend by diagnostics.
pub fn look(folder: &Path, asked: &Asked) -> Known {
    let mut known = Known { paths: asked.paths.clone(), named: asked.tags.is_some(), ..Known::default() };
    known.asked_base.clone_from(&asked.base);
    if !asked.enable && asked.base.is_none() {
        known.gap = Some(Gap::Off);
        return known;
    }
    match Repository::open(folder) {
        Ok(Some(repository)) => {
            if let Err(error) = known.fill(&repository, asked) {
                known.fail(&error);
            }
            known.find_base(&repository, asked.base.as_ref());
            known.repository = Some(repository);
        }
        Ok(None) => known.gap = Some(Gap::Outside),
        Err(Error::NotBuilt) => known.gap = Some(Gap::NotBuilt),
        Err(error) => known.fail(&error),
    }
    if let (Some(asked), None) = (&asked.base, &known.base) {
        known.diagnostics.extend(known.why_no_base(asked));
    }
    if !asked.enable {
        known.gap = Some(Gap::Off);
    }
    known
}

/// The past as it was read last, for those who ask again and again: it is read anew where git or the question changed.
#[derive(Debug, Default)]
pub struct Recall {
    /// What the question was and what git said, and what was read.
    last: Option<(String, Past, Vec<Diagnostic>)>,
}

impl Recall {
    /// What [`look`] and [`Known::read`] give.
    pub fn read(
        &mut self,
        folder: &Path,
        asked: &Asked,
        book: &str,
        inputs: impl Fn(&Snapshot) -> (Vec<String>, Option<String>),
    ) -> (&Past, &[Diagnostic]) {
        let known = look(folder, asked);
        let question = format!("{} {folder:?} {asked:?} {book}", known.fingerprint());
        // What a clone does not hold may be fetched, and nothing that was asked tells of it.
        let last = self.last.take().filter(|(last, past, _)| *last == question && past.is_whole());
        let (question, past, diagnostics) = last.unwrap_or_else(|| {
            let (past, diagnostics) = known.read(book, inputs);
            (question, past, diagnostics)
        });
        let (_, past, diagnostics) = self.last.insert((question, past, diagnostics));
        (past, diagnostics)
    }

    /// What was read last, and its name: one that differs may be another past.
    pub fn last(&self) -> Option<(&str, &Past, &[Diagnostic])> {
        self.last.as_ref().map(|(name, past, diagnostics)| (&**name, past, &**diagnostics))
    }
}

impl Known {
    /// All that the past can add to a build: two equal ones give equal builds of equal files.
    pub fn fingerprint(&self) -> String {
        let head = self.head.as_ref().map(|head| &head.id);
        format!("{head:?} {:?} {:?} {:?} {:?}", self.releases, self.base, self.gap, self.diagnostics)
    }

    /// The published state that the handbook is held against, by its name.
    pub fn base(&self) -> Option<&str> {
        self.base.as_ref().map(|base| &*base.name)
    }

    /// The releases, newest first.
    pub fn releases(&self) -> &[Published] {
        &self.releases
    }

    /// Reads what the releases hold and who changed what; and what is wrong.
    ///
    /// `book` is the file that a handbook must have, and `inputs` says from it what else belongs to the handbook of
    /// that time, and the folder of its site.
    pub fn read(
        mut self,
        book: &str,
        inputs: impl Fn(&Snapshot) -> (Vec<String>, Option<String>),
    ) -> (Past, Vec<Diagnostic>) {
        let mut past = Past { head: self.head.take(), gap: self.gap.take(), ..Past::default() };
        let Some(repository) = self.repository.take() else { return (past, self.diagnostics) };
        past.base = self.read_base(&repository, book, &inputs);
        if past.gap == Some(Gap::Off) {
            return (past, self.diagnostics);
        }
        let paths: Vec<&str> = self.paths.iter().map(String::as_str).collect();
        match repository.history(&paths) {
            Ok(history) => past.history = history,
            Err(error) => {
                past.gap = Some(Gap::Unreadable);
                self.diagnostics.push(untold(&error));
            }
        }
        if let (None, Some(first)) = (&past.gap, past.history.cut().last()) {
            past.gap = Some(Gap::Shallow(first.committed.day().to_string()));
        }
        for release in &self.releases {
            let at = (release.commit.clone(), release.date);
            let edition = repository.edition(&release.name, at, book, &inputs);
            match &edition.content {
                Err(why) if release.defined.is_some() || self.named => {
                    self.diagnostics.push(Diagnostic { span: release.defined.clone(), ..why.clone() });
                }
                Err(_) => continue,
                Ok(_) => {}
            }
            past.releases.push(edition);
        }
        let tips: Vec<&Commit> = past.releases.iter().map(|release| &release.commit).collect();
        match past.head.as_ref().map(|head| repository.arrivals(head, &tips)) {
            Some(Ok(arrivals)) => past.arrivals = arrivals,
            Some(Err(error)) => self.diagnostics.push(untold(&error)),
            None => {}
        }
        (past, self.diagnostics)
    }

    /// Reads the published state, unless it holds no handbook yet.
    fn read_base(
        &mut self,
        repository: &Repository,
        book: &str,
        inputs: impl FnOnce(&Snapshot) -> (Vec<String>, Option<String>),
    ) -> Option<Edition> {
        let base = self.base.take()?;
        let first = repository.snapshot(&base.commit, &[book], None);
        if let (Some(asked), Ok((first, _))) = (&self.asked_base, first)
            && first.get(book).is_none()
        {
            let why = format!("`{}` holds no handbook in this folder", base.name);
            let help = "commit the handbook there, or name a revision that holds it";
            self.diagnostics.push(baseless(asked, &why, help.to_owned()));
            return None;
        }
        Some(repository.edition(&base.name, (base.commit, base.date), book, inputs))
    }

    fn fail(&mut self, error: &Error) {
        self.gap = Some(Gap::Unreadable);
        self.diagnostics.push(untold(error));
    }

    /// Finds what to hold the handbook against: a revision, else a release of that name.
    fn find_base(&mut self, repository: &Repository, asked: Option<&AskedBase>) {
        let Some(asked) = asked.filter(|_| self.head.is_some()) else { return };
        let release = |name: &str| self.releases.iter().find(|release| &*release.name == name).cloned();
        match based(repository, asked) {
            Ok(base) => self.base = base,
            Err(error) => match asked.name.as_deref().and_then(release) {
                Some(base) => self.base = Some(base),
                None => self.diagnostics.push(baseless(asked, &error.to_string(), error.help())),
            },
        }
    }

    /// Why there is nothing to hold the handbook against, where that is not said yet.
    fn why_no_base(&self, asked: &AskedBase) -> Option<Diagnostic> {
        let (why, help) = match self.gap {
            _ if !self.diagnostics.is_empty() => return None,
            Some(Gap::Outside) => ("the handbook does not lie in a git repository", "keep it in git: `git init`"),
            Some(Gap::NotBuilt) => ("this rungbook was built without git", "install it with its feature `git`"),
            Some(Gap::NoCommits) => ("nothing has been committed yet", "commit what is published"),
            _ => (
                "the branch has no upstream, and no branch is called `main` or `master`",
                "name the published branch with `--base`, or with `base` under `[review]` in `book.toml`",
            ),
        };
        Some(baseless(asked, why, help.to_owned()))
    }

    /// Finds `HEAD` and the commits of the releases.
    fn fill(&mut self, repository: &Repository, asked: &Asked) -> Result<(), Error> {
        self.head = repository.head()?;
        let Some(head) = &self.head else {
            self.gap = Some(Gap::NoCommits);
            return Ok(());
        };
        if !asked.enable {
            return Ok(());
        }
        let behind = repository.behind(head)?;
        let pattern = asked.tags.as_ref().map_or(USUAL_TAGS, |tags| tags.value.as_str());
        let (tags, faults) = repository.tags(pattern)?;
        if let Some(pattern) = &asked.tags {
            self.diagnostics.extend(faults.iter().map(untold));
            if tags.is_empty() {
                let message = format!("no git tag is called `{}`", pattern.value);
                let fault = Diagnostic::warning("missing-edition", &pattern.span, message);
                self.diagnostics.push(fault.help("change the pattern, or fetch the tags with `git fetch --tags`"));
            }
        }
        for wanted in &asked.releases {
            match defined(repository, wanted, &tags) {
                Ok(Some(release)) => self.releases.push(release),
                Ok(None) => self.diagnostics.push(early(wanted)),
                Err(error) => self.diagnostics.push(nowhere(wanted, &error)),
            }
        }
        let of_tags = tags.into_iter().filter(|tag| behind.contains(&tag.commit.id));
        for Tag { name, commit, date, .. } in of_tags {
            if !self.releases.iter().any(|known| is_same(&known.name, &name)) {
                self.releases.push(Published { name, date, commit, defined: None });
            }
        }
        let age = |release: &Published| (release.commit.committed.seconds, release.date.seconds);
        self.releases.sort_by(|a, b| age(b).cmp(&age(a)).then_with(|| by_number(&b.name, &a.name)));
        Ok(())
    }
}

/// The commit to hold the handbook against: the one that is named, else the one that is usually published.
fn based(repository: &Repository, asked: &AskedBase) -> Result<Option<Published>, Error> {
    let (name, commit) = match &asked.name {
        Some(name) => (name.clone(), repository.revision(name)?.to),
        None => match repository.published()? {
            Some(found) => found,
            None => return Ok(None),
        },
    };
    Ok(Some(Published { name, date: commit.committed, commit, defined: None }))
}

/// Why nothing is said of what differs.
fn baseless(asked: &AskedBase, why: &str, help: String) -> Diagnostic {
    let message = format!("what differs from the published handbook is not shown: {why}");
    match (&asked.span, &asked.name) {
        (Some(span), _) => Diagnostic::warning("no-base", span, message).help(help),
        (None, Some(_)) => Diagnostic::unplaced("no-base", message).help(help),
        // Nobody has named one, so perhaps nobody misses it.
        (None, None) => Diagnostic { severity: Severity::Note, ..Diagnostic::unplaced("no-base", message).help(help) },
    }
}

/// The commit of a release that the handbook defines: the revision that it names, else the tag of its name, else the
/// last commit on or before its date. None before the first commit.
fn defined(repository: &Repository, wanted: &AskedRelease, tags: &[Tag]) -> Result<Option<Published>, Error> {
    let name = wanted.version.clone();
    let tag = || tags.iter().find(|tag| is_same(&tag.name, &name));
    let commit = match &wanted.revision {
        Some(revision) => Some(repository.revision(revision)?.to),
        None => match tag() {
            Some(tag) => Some(tag.commit.clone()),
            None => repository.before(&wanted.date)?,
        },
    };
    let defined = Some(wanted.span.clone());
    Ok(commit.map(|commit| Published { name, date: commit.committed, commit, defined }))
}

/// Whether a tag and a version are one name: `v1.2` is `1.2`.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.strip_prefix('v').unwrap_or(name).to_owned();
    one == other || bare(one) == bare(other)
}

/// Why the past is not told.
fn untold(error: &Error) -> Diagnostic {
    Diagnostic::unplaced("unreadable-history", error.to_string()).help(error.help())
}

/// Why nothing is told of a release that came out before the handbook was in git.
fn early(wanted: &AskedRelease) -> Diagnostic {
    let message = format!("the release `{}` came out before the first commit: its text is not known", wanted.version);
    let fault = Diagnostic::note("missing-edition", &wanted.span, message);
    fault.help("name the commit that holds it with `revision`, or leave it")
}

/// Why the text of a release that the handbook defines is not there.
fn nowhere(wanted: &AskedRelease, error: &Error) -> Diagnostic {
    let span: &Span = &wanted.span;
    let message = format!("the text of the release `{}` is not found: {error}", wanted.version);
    Diagnostic::warning("missing-edition", span, message).help(error.help())
}
