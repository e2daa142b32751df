//! The state of all signatures as it is told: by name, and with what changed since.

use super::signoff::{self, Holds, LevelState};
use super::{Both, Form};
use crate::base::{Diagnostic, Snapshot};
use crate::diff::change::Kind;
use crate::parse::signatures::{self, Signatures};
use crate::render::changes::signed as render;
use crate::view::day::Day;
use crate::view::signed::{self, Signed, SignedGone};
use crate::view::told::{Changed, Told};
use crate::{Memos, Scope, settings};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A signature as the file holds it.
pub type Signature = crate::parse::signatures::Signature;

/// The state of a handbook in which a signature was given.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The signature.
    pub signature: Signature,
    /// The id of a commit that holds it.
    pub commit: Arc<str>,
    /// The files of that time.
    pub files: Snapshot,
}

/// Everything about the signatures of a handbook; what is wrong with the file of signatures, if it is.
///
/// # Errors
///
/// When the handbook or its file of signatures cannot be read.
pub fn report(now: &Snapshot, scope: &Scope, origins: &[Origin]) -> Result<Signed, Vec<Diagnostic>> {
    let (handbook, _) = super::handbook(now, scope, &Memos::default())?;
    let signatures = signoff::signatures(now, &handbook.settings)?;
    let shown = Seen::new(now, scope, origins);
    let state = signoff::state(&handbook, &signatures);
    let told = state.iter().filter(|level| level.is_asked || !level.signed.is_empty());
    let levels: Vec<signed::SignedLevel> =
        told.filter(|level| shown.sees(level)).map(|level| shown.level(level)).collect();
    let gone = signoff::gone(&handbook, &signatures).into_iter().filter(|_| shown.all);
    let gone = gone.map(|it| SignedGone { level: it.level.clone(), by: it.by.clone(), date: Day::of(&it.date) });
    let open = levels.iter().filter(|level| matches!(level.state, "changed" | "unsigned")).count();
    Ok(Signed { gone: gone.collect(), open, levels })
}

/// The state as it is written down.
pub fn written(signed: &Signed, form: Form) -> String {
    match form {
        Form::Text { colour } => render::text(signed, colour),
        Form::Markdown => render::markdown(signed),
        Form::Json => render::json(signed),
    }
}

/// The signatures that hold no more, for which somebody may find out what the level was.
pub fn stale(now: &Snapshot, scope: &Scope) -> Vec<Signature> {
    let Ok((handbook, _)) = super::handbook(now, scope, &Memos::default()) else { return Vec::new() };
    let Ok(signatures) = signoff::signatures(now, &handbook.settings) else { return Vec::new() };
    let signed = signoff::state(&handbook, &signatures).into_iter().flat_map(|level| level.signed);
    signed.filter(|signed| signed.holds == Holds::Changed).map(|signed| signed.signature).collect()
}

/// Which of these signatures were given to what the levels say in these files.
pub fn proved(files: &Snapshot, signatures: &[Signature]) -> Vec<bool> {
    let Ok((handbook, _)) = super::handbook(files, &Scope::default(), &Memos::default()) else {
        return vec![false; signatures.len()];
    };
    let mut all = Signatures::default();
    all.entries = signatures.to_vec();
    let signed = signoff::state(&handbook, &all).into_iter().flat_map(|level| level.signed);
    let held: Vec<Signature> =
        signed.filter(|it| matches!(it.holds, Holds::Yes | Holds::OtherOwner)).map(|it| it.signature).collect();
    signatures.iter().map(|signature| held.contains(signature)).collect()
}

/// The entries of a file of signatures; none where it cannot be read.
pub fn entries(files: &Snapshot, file: &str) -> Vec<Signature> {
    let read = files.get(file).and_then(|bytes| signatures::read(&Arc::from(file), bytes).0);
    read.map(|read| read.entries).unwrap_or_default()
}

/// What keeps a handbook from being published: levels that ask for a signature and have none that holds. Only levels are
/// named that the audience sees, and only what it sees of what changed in them.
pub fn check(now: &Snapshot, scope: &Scope, origins: &[Origin]) -> Vec<Diagnostic> {
    // What cannot be read is told of by the build itself.
    let Ok((handbook, _)) = super::handbook(now, scope, &Memos::default()) else { return Vec::new() };
    let Ok(signatures) = signoff::signatures(now, &handbook.settings) else { return Vec::new() };
    let shown = Seen::new(now, scope, origins).for_scope();
    let state = signoff::state(&handbook, &signatures);
    state.iter().filter(|level| level.is_open() && shown.sees(level)).flat_map(|level| shown.faults(level)).collect()
}

/// What is wrong with the file of signatures.
pub(crate) fn faults(now: &Snapshot, scope: &Scope) -> Vec<Diagnostic> {
    signoff::signatures(now, &settings(now, scope).0).err().unwrap_or_default()
}

/// What an audience is told.
struct Seen<'s> {
    now: &'s Snapshot,
    scope: &'s Scope,
    origins: &'s [Origin],
    /// Whether everything is told.
    all: bool,
    /// What changed since each commit with a signature, where that can be told.
    told: BTreeMap<&'s str, Option<Told>>,
    /// The ids of the levels that are told of.
    levels: Option<Vec<Arc<str>>>,
}

impl<'s> Seen<'s> {
    fn new(now: &'s Snapshot, scope: &'s Scope, origins: &'s [Origin]) -> Self {
        let all = scope.audience.is_none();
        let seen = Self { now, scope, origins, all, told: BTreeMap::new(), levels: None };
        if all { seen.told() } else { seen.for_scope() }
    }

    /// The same for the audience that a build has when it is given none.
    fn for_scope(mut self) -> Self {
        self.all = false;
        let Ok((handbook, _)) = super::handbook(self.now, self.scope, &Memos::default()) else { return self };
        let readers = crate::readers(&handbook, self.scope);
        let shown = crate::view::shown::Shown::new(&handbook, &readers);
        let seen = handbook.levels.keys().filter(|id| shown.level(id).is_some());
        self.levels = Some(seen.map(|id| id.name().clone()).collect());
        self.told()
    }

    fn told(mut self) -> Self {
        self.told.clear();
        for origin in self.origins.iter() {
            let tell = || {
                let both = Both::read(&origin.files, self.now, self.scope).ok()?;
                Some(both.told(self.all, self.scope.drafts || self.all))
            };
            self.told.entry(&origin.commit).or_insert_with(tell);
        }
        self
    }

    fn sees(&self, level: &LevelState) -> bool {
        self.levels.as_ref().is_none_or(|levels| levels.contains(&level.id))
    }

    fn level(&self, level: &LevelState) -> signed::SignedLevel {
        let state = match level {
            _ if !level.is_asked => "draft",
            _ if level.signed.is_empty() => "unsigned",
            _ if level.is_accepted() => "signed",
            _ => "changed",
        };
        let signature = |signed: &signoff::Signed| {
            let changed = self.changed(level, signed);
            let it = &signed.signature;
            signed::SignedBy {
                by: it.by.clone(),
                date: Day::of(&it.date),
                owner: it.owner.clone(),
                holds: signed.holds == Holds::Yes,
                words: self.words(level, signed, &changed),
                lines: changed.ok().flatten().map(|changed| changed.lines).unwrap_or_default(),
            }
        };
        signed::SignedLevel {
            id: level.id.clone(),
            title: level.title.clone(),
            owner: level.owner.clone(),
            state,
            signatures: level.signed.iter().map(signature).collect(),
        }
    }

    fn faults(&self, level: &LevelState) -> Vec<Diagnostic> {
        let sign = format!("rungbook review --sign {}", level.id);
        if level.signed.is_empty() {
            let whom = level.owner.as_ref().map(|owner| format!(", for which {owner} answers")).unwrap_or_default();
            let message = format!("nobody has signed `{}`{whom}", level.title);
            let help = format!("who accepts it runs `{sign}`, and commits the file");
            return vec![Diagnostic::error("unsigned", &level.span, message).help(help)];
        }
        let open = level.signed.iter().filter(|signed| signed.holds != Holds::Yes);
        let fault = |signed: &signoff::Signed| {
            let words = self.words(level, signed, &self.changed(level, signed));
            let message = format!("`{}` {words}", level.title);
            let help = format!("{} looks at it, runs `{sign}` and commits the file", signed.signature.by);
            let help = format!(
                "{help}; who signs no more is taken out with `rungbook review --withdraw {} --by NAME`",
                level.id
            );
            Diagnostic::error("changed-since-signed", &level.span, message).help(help)
        };
        open.map(fault).collect()
    }

    /// What is said of a signature behind the name of its level.
    fn words(&self, level: &LevelState, signed: &signoff::Signed, changed: &Found) -> String {
        let it = &signed.signature;
        let (by, on) = (&it.by, Day::of(&it.date).text);
        match signed.holds {
            Holds::Yes => format!("is as {by} signed it on {on}"),
            Holds::UnknownForm => {
                format!(
                    "was signed by {by} on {on} with another version of rungbook, which tells its text in another way"
                )
            }
            Holds::OtherOwner => {
                let owner =
                    |owner: Option<&str>| owner.map_or_else(|| "nobody".to_owned(), |owner| format!("`{owner}`"));
                let (was, is) = (owner(it.owner.as_deref()), owner(level.owner.as_deref()));
                format!("has another owner since {by} signed it on {on}: {is}, no longer {was}")
            }
            Holds::Changed => {
                let what = match changed {
                    Err(Unknown) => String::new(),
                    Ok(None) if self.all => ": only how things that it names are called; say so with `was`".to_owned(),
                    Ok(None) => ": in what others see".to_owned(),
                    Ok(Some(changed)) if changed.meaning.is_empty() => match changed.lines.len() {
                        1 => ": 1 change".to_owned(),
                        many => format!(": {many} changes"),
                    },
                    Ok(Some(changed)) => format!(": {}", changed.meaning),
                };
                format!("changed since {by} signed it on {on}{what}")
            }
        }
    }

    /// What changed in a level since it was signed, as far as the audience sees it.
    fn changed(&self, level: &LevelState, signed: &signoff::Signed) -> Found {
        let is_it = |origin: &&Origin| origin.signature == signed.signature;
        let origin = self.origins.iter().find(is_it).filter(|_| signed.holds == Holds::Changed).ok_or(Unknown)?;
        let told = self.told.get(&*origin.commit).and_then(Option::as_ref).ok_or(Unknown)?;
        let is_level = |changed: &&Changed| changed.kind == Kind::Level.word() && changed.id == level.id;
        Ok(told.things.iter().find(is_level).cloned())
    }
}

/// What changed; nothing where nothing is told of it.
type Found = Result<Option<Changed>, Unknown>;

/// The state that was signed is not at hand.
struct Unknown;
