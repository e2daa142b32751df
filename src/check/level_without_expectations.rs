//! # `level-without-expectations`
//!
//! A level that says nothing about what is expected: neither `expects` nor `responsibilities` nor `also_needs`. Readers
//! cannot tell whether they are there.
//!
//! ```yaml
//! level: {id: staff, title: Staff Engineer, summary: Leads without being a manager.}
//! ```
//!
//! To mend it, say what the level expects, competency by competency, or give it `status: draft` until you know.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::things::{Level, Status};

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let in_use = |level: &&Level| matches!(level.meta.status, Status::Active | Status::NotInUse);
    let report = |level: &Level| {
        let message = format!("the level `{}` does not say what it expects", level.id.as_str());
        Diagnostic::warning("level-without-expectations", &level.meta.span, message)
            .help("say it in `expects` or `responsibilities`, or give the level `status: draft`")
    };
    handbook.levels.values().filter(in_use).filter(|level| !says_something(level)).map(report).collect()
}

fn says_something(level: &Level) -> bool {
    let groups = level.responsibilities.iter().chain(&level.also_needs);
    let entries = groups.map(|group| group.items.len());
    let expected = level.expects.iter().map(|it| it.items.len() + usize::from(it.step.is_some()));
    entries.chain(expected).any(|count| count > 0)
}
