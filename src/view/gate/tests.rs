//! What a veil takes out of older handbooks, and what it leaves.

use super::*;
use crate::diff;
use crate::model::fixture::handbook_of;
use crate::view::shown::Scope;

const AUDIENCES: &str = "== book.toml\n[rungbook]\naudiences = ['staff', 'managers']\n";

/// The changes from one handbook to the next that staff are told, as they see both through the veil of the latter.
fn told(then: &str, now: &str) -> (Handbook, Changes) {
    let (mut then, now) = (handbook_of(then), handbook_of(&format!("{AUDIENCES}{now}")));
    let scope = Scope { audience: Audience(0), drafts: false, base: "/".into() };
    let mut veil = Veil::new(&now, &scope);
    veil.cover(&mut then, Audience(0));
    let mut changes = diff::changes(&then, &now);
    if veil.follow(&changes, Audience(0)) {
        veil.cover(&mut then, Audience(0));
        changes = diff::changes(&then, &now);
    }
    (then, veil.sift(changes).seen_by(Audience(0)))
}

#[test]
fn an_entry_that_was_reworded_when_it_was_hidden_goes() {
    let level = |items: &str| format!("== a.yaml\nlevel: {{id: a, title: A, pitfalls: [Waiting, {items}]}}\n");
    let (then, changes) = told(
        &level("Asking the bongo for some more money every year"),
        &level("{text: Asking the bongo for a little more money every month, audience: managers}"),
    );
    let pitfalls: Vec<_> = then.levels.values().flat_map(|level| &level.pitfalls).map(|it| it.text.plain()).collect();
    assert_eq!(pitfalls, ["Waiting"]);
    assert!(changes.is_empty(), "{changes:#?}");
}

#[test]
fn a_level_that_was_renamed_without_a_word_before_it_was_hidden_goes() {
    let words = "Runs the aardvark house, feeds the aardvarks and cleans what is theirs.";
    let then = format!(
        "== a.yaml\nfamily: {{id: f, title: F}}\ntrack: {{id: t, family: f, kind: ic, title: T, levels: [a, b]}}\nlevels:\n  - {{id: a, title: Keeper, summary: '{words}'}}\n  - {{id: b, title: B, summary: Other.}}\n"
    );
    let now = format!(
        "== a.yaml\nfamily: {{id: f, title: F}}\ntrack: {{id: t, family: f, kind: ic, title: T, levels: [z, b]}}\nlevels:\n  - {{id: z, title: Warden, summary: '{words}', audience: managers}}\n  - {{id: b, title: B, summary: Other.}}\n"
    );
    let (then, changes) = told(&then, &now);
    let levels: Vec<_> = then.levels.values().map(|level| level.meta.audience).collect();
    assert_eq!(levels, [NOBODY, Audience(0)]);
    let words = format!("{changes:?}");
    assert!(!words.contains("Keeper") && !words.contains("Warden"), "{words}");
}

#[test]
fn words_that_all_can_read_are_no_secret() {
    let then = "== a.yaml\nlevels: [{id: a, title: A, pitfalls: [Waiting]}, {id: b, title: B, pitfalls: [Waiting]}]\n";
    let now = "== a.yaml\nlevels: [{id: a, title: A, pitfalls: [Waiting]}, {id: b, title: B, pitfalls: [{text: Waiting, audience: managers}]}]\n";
    let (then, _) = told(then, now);
    let left: Vec<_> = then.levels.values().map(|level| level.pitfalls.len()).collect();
    assert_eq!(left, [1, 1], "nobody can tell from it what the other level says");
}

#[test]
fn pay_is_told_where_the_same_pay_is_open_today() {
    let head = "== a.yaml\ngrades: [{id: g, title: G}]\nlevels: [{id: a, title: A, grade: g}, {id: b, title: B}]\n";
    let then = format!("{head}bands: [{{level: a, range: $1K}}, {{level: b, range: $2K}}, {{grade: g, range: $3K}}]\n");
    let now = format!("{head}bands: [{{level: b, range: $4K}}, {{level: a, range: $5K, audience: managers}}]\n");
    let (then, changes) = told(&then, &now);
    let pay: Vec<_> = then.bands.iter().map(|band| band.pay.text.plain()).collect();
    assert_eq!(pay, ["$2K"], "what a level gets follows from what its grade gets");
    assert_eq!(changes.changes.len(), 1, "{changes:#?}");
}

#[test]
fn a_section_goes_by_its_title_and_all_that_stands_under_it() {
    let page = |more: &str| format!("== a.md\n# A\n\nOpen.\n\n## Budget{more}\n");
    let then = page("") + "\nOld words.\n\n### Inner\n\nMore.\n\n## After\n\nEnd.\n";
    let now = page(" {audience=managers}") + "\nNew words.\n\n## After\n\nEnd.\n";
    let (then, changes) = told(&then, &now);
    assert_eq!(then.pages[0].text.plain().lines().collect::<Vec<_>>(), ["Open.", "After", "End."]);
    assert!(changes.is_empty(), "{changes:#?}");
}

#[test]
fn nothing_is_done_where_nothing_is_hidden() {
    let now = handbook_of("== a.yaml\nlevel: {id: a, title: A}\n");
    let scope = Scope { audience: Audience(0), drafts: false, base: "/".into() };
    assert!(Veil::new(&now, &scope).is_idle());
    let now = handbook_of(&format!("{AUDIENCES}== a.yaml\nlevel: {{id: a, title: A}}\n"));
    assert!(!Veil::new(&now, &scope).is_idle(), "a release may hide what is gone today");
    let scope = Scope { audience: Audience(1), ..scope };
    assert!(Veil::new(&now, &scope).is_idle());
}

#[test]
fn a_draft_may_repeat_what_all_could_read() {
    let level =
        |words: &str, more: &str| format!("== a.yaml\nlevels:\n  - {{id: a, title: A, pitfalls: ['{words}']}}\n{more}");
    let draft = "  - {id: b, title: B, status: draft, pitfalls: ['Waiting for a reply all day']}\n";
    let (_, changes) =
        told(&level("Waiting for a reply all day", ""), &level("Waiting for a reply for half a day", draft));
    let verbs: Vec<_> =
        changes.changes.iter().map(|change| (change.verb, change.side().unwrap().thing.id.clone())).collect();
    assert!(verbs.contains(&(diff::change::Verb::Reworded, "a".into())), "{verbs:?}");
}
