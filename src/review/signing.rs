//! Signatures that are given and taken back: the file of signatures as it is to be.

use super::signoff::{self, LevelState};
use crate::base::{Diagnostic, Snapshot};
use crate::diff::canon::{Called, Canon};
use crate::model::handbook::Handbook;
use crate::parse::signatures::{Signature, Signatures};
use crate::view::day::Day;
use crate::{Memos, Scope};
use std::sync::Arc;

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The levels to sign, by any of their names.
    pub sign: &'a [String],
    /// Whether to sign all levels that ask for it.
    pub all: bool,
    /// The levels whose signatures to take back.
    pub withdraw: &'a [String],
    /// Who signs.
    pub by: &'a str,
    /// The day, such as `2026-11-21`.
    pub date: &'a str,
}

/// The file as it is to be.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its path in the handbook's folder.
    pub file: String,
    /// What it holds.
    pub text: String,
    /// What was done, each in a sentence without its stop.
    pub told: Vec<String>,
}

/// Why nothing is written.
#[derive(Clone, Debug)]
pub enum Refused {
    /// The handbook or the file of signatures cannot be read.
    Unread(Vec<Diagnostic>),
    /// What was asked for makes no sense: a sentence, and what to do.
    Because(String, String),
}

/// The longest name of a person, in characters.
const LONGEST: usize = 200;

/// Signs and takes back what is asked for.
///
/// # Errors
///
/// When something cannot be read, a name leads nowhere, or there is nothing to take back. Nothing is done then.
pub fn written(now: &Snapshot, scope: &Scope, asked: &Asked<'_>) -> Result<Written, Refused> {
    let (handbook, _) = super::handbook(now, scope, &Memos::default()).map_err(Refused::Unread)?;
    let signatures = signoff::signatures(now, &handbook.settings).map_err(Refused::Unread)?;
    let by = name(asked.by)?;
    let (state, canon) = (signoff::state(&handbook, &signatures), Canon::new(&handbook, Called::First));
    let mut desk = Desk { handbook: &handbook, canon, state, signatures, asked, by, told: Vec::new() };
    for level in asked.withdraw {
        desk.withdraw(level)?;
    }
    let open: Vec<Arc<str>> = if asked.all { desk.asking() } else { Vec::new() };
    for level in asked.sign.iter().map(String::as_str).chain(open.iter().map(|id| &**id)) {
        desk.sign(level)?;
    }
    let file = handbook.settings.signatures.value.clone();
    Ok(Written { file, text: desk.signatures.text(), told: desk.told })
}

/// The name of a person in one line.
fn name(by: &str) -> Result<String, Refused> {
    let because = |message: &str, help: &str| Err(Refused::Because(message.to_owned(), help.to_owned()));
    let by = by.trim();
    if by.is_empty() {
        return because("nobody is named who signs", "say who signs with `--by NAME`");
    }
    if by.contains(char::is_control) || by.chars().count() > LONGEST {
        return because("the name of who signs is no name", "write it in one line of plain text");
    }
    Ok(by.to_owned())
}

struct Desk<'h> {
    handbook: &'h Handbook,
    canon: Canon<'h>,
    /// How the levels stood before.
    state: Vec<LevelState>,
    signatures: Signatures,
    asked: &'h Asked<'h>,
    by: String,
    told: Vec<String>,
}

impl Desk<'_> {
    /// The ids of the levels that ask for a signature.
    fn asking(&self) -> Vec<Arc<str>> {
        self.state.iter().filter(|level| level.is_asked).map(|level| level.id.clone()).collect()
    }

    fn sign(&mut self, name: &str) -> Result<(), Refused> {
        let level = signoff::called(self.handbook, name).map_err(|(why, help)| Refused::Because(why, help))?;
        let title = level.title.plain();
        if self.state.iter().find(|it| it.id == *level.id.name()).is_some_and(|state| self.is_signed(state)) {
            self.told.push(format!("`{title}` is as {} signed it", self.by));
            return Ok(());
        }
        let signature = signoff::signature(self.handbook, &self.canon, level, (&self.by, self.asked.date));
        let owner = signature.owner.as_ref().map(|owner| format!(", for which {owner} answers"));
        self.told.push(format!("{} signed `{title}`{}", self.by, owner.unwrap_or_default()));
        let ids = self.ids(level.id.name());
        self.signatures.sign(signature, &ids);
        Ok(())
    }

    /// Whether the level is as the person signed it before: the day stays then.
    fn is_signed(&self, state: &LevelState) -> bool {
        let own = state.signed.iter().filter(|signed| *signed.signature.by == *self.by);
        own.into_iter().any(|signed| signed.holds == signoff::Holds::Yes && signed.signature.level == state.id)
    }

    fn withdraw(&mut self, name: &str) -> Result<(), Refused> {
        let is_gone = signoff::gone(self.handbook, &self.signatures).iter().any(|it| *it.level == *name);
        let (ids, by) = if is_gone {
            (vec![Arc::from(name)], None)
        } else {
            let level = signoff::called(self.handbook, name).map_err(|(why, help)| Refused::Because(why, help))?;
            (self.ids(level.id.name()), Some(self.by.clone()))
        };
        let gone = self.signatures.withdraw(&ids, by.as_deref());
        if gone.is_empty() {
            return Err(self.not_signed(name, &ids));
        }
        for Signature { level, by, date, .. } in gone {
            self.told.push(format!("took back that {by} signed `{level}` on {}", Day::of(&date).text));
        }
        Ok(())
    }

    fn not_signed(&self, name: &str, ids: &[Arc<str>]) -> Refused {
        let others = self.signatures.entries.iter().filter(|it| ids.contains(&it.level)).map(|it| it.by.to_string());
        let others: Vec<String> = others.collect();
        let help = match others.as_slice() {
            [] => "nobody has; `rungbook review` lists who signed what".to_owned(),
            _ => format!("say whose signature is meant with `--by`: {}", others.join(", ")),
        };
        Refused::Because(format!("{} has not signed `{name}`", self.by), help)
    }

    /// The ids under which signatures stand for a level: its own, and old ones that no other level has now.
    fn ids(&self, id: &Arc<str>) -> Vec<Arc<str>> {
        let level = self.handbook.levels.values().find(|level| level.id.name() == id);
        let ids = level.map(signoff::ids).unwrap_or_default();
        let taken = |other: &Arc<str>| self.handbook.levels.keys().any(|known| known.name() == other);
        ids.into_iter().filter(|other| other == id || !taken(other)).collect()
    }
}
