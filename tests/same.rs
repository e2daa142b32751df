//! A build in a process that has built before is a fresh build, byte for byte, whatever was edited in between.
//!
//! Each run makes a long sequence of edits from a seed, in a folder and a git repository of its own. `SEED=7 STEPS=500`
//! tries another one; a failure prints the edits that led to it.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "same/desk.rs"]
mod desk;
#[path = "same/handbook.rs"]
mod handbook;
#[path = "same/session.rs"]
mod session;

use desk::Desk;
use rungbook::base::{Past, Snapshot};
use rungbook::{Memos, Scope};
use session::{Made, Session};
use std::collections::BTreeMap;

/// How many edits a run makes.
const STEPS: usize = 45;

/// What a run did.
#[derive(Default)]
struct Run {
    edits: BTreeMap<&'static str, usize>,
    sites: usize,
    failed: usize,
}

fn run(seed: u64) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let (seed, steps) = (number("SEED").unwrap_or(seed), number("STEPS").map_or(STEPS, |steps| steps as usize));
    let (mut desk, mut session, mut run) = (Desk::new(seed), Session::default(), Run::default());
    for step in 0..=steps {
        if step > 0 {
            *run.edits.entry(desk.edit()).or_default() += 1;
        }
        let warm = session.build(&desk.root, &desk.scope);
        let fresh = Session::fresh().build(&desk.root, &desk.scope);
        if let Some(difference) = warm.difference(&fresh) {
            panic!("SEED={seed}, after step {step} of\n{}\n{difference}", desk.log.join("\n"));
        }
        desk.judge(fresh.site.is_some());
        *(if fresh.site.is_some() { &mut run.sites } else { &mut run.failed }) += 1;
    }
    println!("SEED={seed}: {} sites, {} builds with errors, {:?}", run.sites, run.failed, run.edits);
    assert!(run.sites > steps / 2, "too few builds without errors to tell anything:\n{}", desk.log.join("\n"));
    assert!(run.edits.len() > 8, "too few kinds of edits: {:?}", run.edits);
}

#[test]
fn warm_equals_cold_from_seed_1() {
    run(1);
}

#[test]
fn warm_equals_cold_from_seed_2() {
    run(2);
}

#[test]
fn warm_equals_cold_from_seed_3() {
    run(3);
}

#[test]
fn a_difference_is_seen() {
    let desk = Desk::new(1);
    let made = Session::fresh().build(&desk.root, &desk.scope);
    let site = made.site.clone().unwrap();
    let mut other = Made { diagnostics: made.diagnostics.clone(), site: Some(site.clone()) };
    assert_eq!(made.difference(&other), None);
    let (route, _) = site.iter().nth(3).unwrap();
    other.site.as_mut().unwrap().insert(route.clone(), b"<p>other".to_vec());
    assert!(made.difference(&other).unwrap().contains(route.as_str()));
    let silent = Made { diagnostics: vec!["more".into()], site: Some(site) };
    assert!(made.difference(&silent).is_some());
}

/// What a session keeps is bounded by what the last builds wanted, however long it is.
#[test]
fn a_long_session_keeps_no_more_than_a_few_builds_need() {
    let mut now: Snapshot = handbook::files().into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let (memos, mut most) = (Memos::lasting(), 0);
    for round in 0..30 {
        let text = format!("---\ntitle: Round {round}\n---\n\n# Round {round}\n\nWords of the round {round}.\n");
        now.insert("content/roadmaps/round.md", text.into_bytes());
        now.insert(
            "book.toml",
            format!("[book]\ntitle = 'Round {round}'\n[rungbook]\naudiences = ['staff', 'managers']\n").into_bytes(),
        );
        let site = rungbook::build(&now, &Past::default(), &Scope::default(), &memos).site.unwrap();
        most = site.iter().filter(|(route, _)| route.as_str().ends_with(".html")).count();
    }
    assert!(memos.pages.len() <= 3 * most, "{} of {most} pages", memos.pages.len());
    assert!(memos.documents.len() < now.len() + 10, "{} of {} files", memos.documents.len(), now.len());
    assert_eq!(memos.themes.len(), 1);
}
