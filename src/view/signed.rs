//! Who accepts what each level says, as a report tells it.

use super::day::Day;
use super::told::Line;
use serde::Serialize;
use std::sync::Arc;

/// How all levels stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// The levels that ask for a signature or have one, in the order of the ladders.
    pub levels: Vec<SignedLevel>,
    /// The signatures of levels that are no more.
    pub gone: Vec<SignedGone>,
    /// How many levels ask for a signature and have none that holds.
    pub open: usize,
}

/// A level and its signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignedLevel {
    /// Its id.
    pub id: Arc<str>,
    /// What it is called.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// How it stands: `signed`, `changed`, `unsigned`, or `draft` where no signature is asked for.
    pub state: &'static str,
    /// Its signatures.
    pub signatures: Vec<SignedBy>,
}

/// A signature of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignedBy {
    /// Who signed.
    pub by: Arc<str>,
    /// When.
    pub date: Day,
    /// Who answered for the level then.
    pub owner: Option<Arc<str>>,
    /// Whether the level is still what was signed.
    pub holds: bool,
    /// What is said of it, in a sentence without its stop.
    pub words: String,
    /// What changed since, where that is known.
    pub lines: Vec<Line>,
}

/// A signature of a level that is no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignedGone {
    /// The id of the level.
    pub level: Arc<str>,
    /// Who signed.
    pub by: Arc<str>,
    /// When.
    pub date: Day,
}

impl Signed {
    /// How many stand how, in a sentence without its stop.
    pub fn summary(&self) -> String {
        let count = |state: &str| self.levels.iter().filter(|level| level.state == state).count();
        let asked = self.levels.len() - count("draft");
        if asked == 0 {
            return "no level asks for a signature".to_owned();
        }
        let head = if asked == 1 {
            "1 level asks for a signature".to_owned()
        } else {
            format!("{asked} levels ask for a signature")
        };
        let states = [("signed", "signed"), ("changed", "changed since"), ("unsigned", "not signed")];
        let parts = states.into_iter().filter_map(|(state, words)| {
            let count = count(state);
            (count > 0).then(|| format!("{count} {words}"))
        });
        format!("{head}: {}", parts.collect::<Vec<_>>().join(", "))
    }
}
