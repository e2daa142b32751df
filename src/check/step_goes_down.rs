//! # `step-goes-down`
//!
//! A level expects a lower step of a competency than the level before it. That may be meant: leaders stop practising
//! what they lead. It may also be a slip.
//!
//! ```yaml
//! levels:
//!   - {id: senior, title: Senior Engineer, expects: {coding: {step: expert}}}
//!   - {id: lead, title: Team Lead, expects: {coding: {step: working}}}
//! ```
//!
//! To mend it, correct the step. If it is meant, leave it: this is only a hint.

use crate::base::Diagnostic;
use crate::model::derived::Growth;
use crate::model::handbook::Handbook;
use crate::model::things::Level;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let growth = |level: &Level| handbook.derived.places.get(&level.id).map(|place| place.growth.as_slice());
    let levels = handbook.levels.values();
    levels
        .flat_map(|level| growth(level).unwrap_or_default().iter().filter_map(|it| look(level, it, handbook)))
        .collect()
}

fn look(level: &Level, growth: &Growth, handbook: &Handbook) -> Option<Diagnostic> {
    let before = growth.step_before?;
    let stated = level.expects.iter().find(|expectation| expectation.competency == growth.competency)?;
    let step = stated.step.filter(|step| *step < before)?;
    let scale = handbook.competencies.get(&growth.competency)?.scale.as_ref()?;
    let steps = &handbook.scales.get(scale)?.steps;
    let (now, before) = (&steps.get(step)?.id, &steps.get(before)?.id);
    let competency = growth.competency.as_str();
    let message = format!("`{}` expects `{now}` of `{competency}`, the level before `{before}`", level.id.as_str());
    let fault = Diagnostic::note("step-goes-down", &stated.span, message);
    Some(fault.help("correct the step; if less is expected here, leave it"))
}
