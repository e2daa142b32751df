//! # `competency-nobody-needs`
//!
//! A competency that no level expects and no role needs. Its page says how to grow in it, but not what for.
//!
//! ```yaml
//! competency: {id: juggling, title: Juggling}
//! ```
//!
//! To mend it, name it in the `expects` of a level or the `competencies` of a role, or remove it.

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;
use crate::model::id::Id;
use crate::model::skills::Competency;
use crate::model::things::Status;
use std::collections::HashSet;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let expected = handbook.levels.values().flat_map(|level| &level.expects).map(|it| &it.competency);
    let needed = handbook.roles.values().flat_map(|role| &role.needs).filter_map(|need| need.competency.as_ref());
    let needed: HashSet<&Id<Competency>> = expected.chain(needed.map(|(competency, _)| competency)).collect();
    let report = |competency: &Competency| {
        let message = format!("no level and no role needs the competency `{}`", competency.id.as_str());
        let fault = Diagnostic::note("competency-nobody-needs", &competency.meta.span, message);
        fault.help("name it in the `expects` of a level or the `competencies` of a role, or remove it")
    };
    let in_use = handbook.competencies.values().filter(|it| it.meta.status == Status::Active);
    in_use.filter(|competency| !needed.contains(&competency.id)).map(report).collect()
}
