//! Rules beyond resolving: a handbook → what is wrong or odd in it. One rule is one file, whose first lines are its page
//! in the manual.

mod circles;
mod cycle_in_after;
mod cycle_in_parents;
mod draft_in_build;
mod empty_title;
mod empty_track;
mod grade_goes_down;
mod ids_collide;
mod level_in_two_tracks;
mod level_without_expectations;
mod near_duplicate_expectations;
mod page_outside_navigation;
mod pay_below_lower_level;
mod pay_upside_down;
mod promotion_not_next;
mod step_goes_down;
mod unreachable_level;

use crate::base::Diagnostic;
use crate::model::handbook::Handbook;

/// What a rule finds in a handbook.
type Rule = fn(&Handbook) -> Vec<Diagnostic>;

const RULES: &[Rule] = &[
    cycle_in_after::check,
    cycle_in_parents::check,
    draft_in_build::check,
    empty_title::check,
    empty_track::check,
    grade_goes_down::check,
    ids_collide::check,
    level_in_two_tracks::check,
    level_without_expectations::check,
    near_duplicate_expectations::check,
    page_outside_navigation::check,
    pay_below_lower_level::check,
    pay_upside_down::check,
    promotion_not_next::check,
    step_goes_down::check,
    unreachable_level::check,
];

/// Everything that the rules find, rule by rule.
pub fn run(handbook: &Handbook) -> Vec<Diagnostic> {
    RULES.iter().flat_map(|rule| rule(handbook)).collect()
}
