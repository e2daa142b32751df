//! What is declared of changes, and where it does not hold.

use super::{CHANGELOG, check, compare};
use crate::Scope;
use crate::base::{Diagnostic, Snapshot};

const LADDER: &str = "\
track: {id: ic, family: eng, title: Engineers, kind: ic, levels: [engineer, staff]}
family: {id: eng, title: Engineering}
levels:
  - {id: engineer, title: Engineer, code: IC1, pitfalls: [Haste]}
  - {id: staff, title: Staff Engineer, code: IC12, was: [principal], pitfalls: [Haste]}
";

/// A handbook with a ladder, releases and a changelog.
fn book(ladder: &str, releases: &[&str], changelog: &str) -> Snapshot {
    let releases: String = releases.iter().map(|release| format!("  - {{{release}}}\n")).collect();
    let releases = if releases.is_empty() { String::new() } else { format!("releases:\n{releases}") };
    let files = [
        ("book.toml", "[changes]\nrequire-note = true\n"),
        ("content/ladder.yaml", ladder),
        ("content/releases.yaml", &releases),
        (CHANGELOG, changelog),
    ];
    files.into_iter().map(|(path, text)| (path, text.as_bytes())).collect()
}

fn codes(old: &Snapshot, now: &Snapshot) -> Vec<String> {
    let found = check(("v1", old), now, &Scope::default()).unwrap();
    found.iter().map(|found: &Diagnostic| found.code.to_string()).collect()
}

/// The levels of which nothing tells when both changed and these lines are new in the changelog.
fn untold(lines: &str) -> Vec<String> {
    let old = book(LADDER, &[], "# Changes\n");
    let now = book(&LADDER.replace("Haste", "Hurry"), &[], &format!("# Changes\n{lines}\n"));
    let found = check(("v1", &old), &now, &Scope::default()).unwrap();
    assert!(found.iter().all(|found| found.code == "missing-note"));
    found.iter().filter_map(|found| found.message.split('`').nth(1).map(str::to_owned)).collect()
}

#[test]
fn a_line_tells_of_the_levels_that_it_names() {
    assert_eq!(untold(""), ["Engineer", "Staff Engineer"]);
    assert_eq!(untold("- Staff Engineer: haste"), ["Engineer"]);
    assert_eq!(untold("- engineer and STAFF ENGINEER"), [""; 0]);
    assert_eq!(untold("- IC12 reworded"), ["Engineer"]);
    assert_eq!(untold("- what was `principal`"), ["Engineer"]);
    assert_eq!(untold("- pre-engineer, engineering, IC120"), ["Engineer", "Staff Engineer"]);
    assert_eq!(untold("# Changes"), ["Engineer", "Staff Engineer"]);
}

#[test]
fn a_level_that_is_gone_is_missed_in_the_changelog() {
    let old = book(LADDER, &[], "");
    let gone = LADDER.replace(", staff]", "]");
    let gone: String =
        gone.lines().filter(|line| !line.contains("id: staff")).map(|line| format!("{line}\n")).collect();
    let found = check(("v1", &old), &book(&gone, &[], ""), &Scope::default()).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].span.as_ref().map(|span| &*span.file), Some(CHANGELOG));
}

#[test]
fn the_number_that_rose_declares_the_class() {
    let asks =
        LADDER.replace("pitfalls: [Haste]}\n  - ", "expects: {c: [Draws]}}\n  - ") + "competency: {id: c, title: C}\n";
    let of = |ladder: &str, old: &str, new: &str| {
        let first = format!("version: '{old}', date: 2026-01-01");
        let second = format!("version: '{new}', date: 2026-01-02, summary: All.");
        codes(&book(LADDER, &[&first], ""), &book(ladder, &[&first, &second], ""))
    };
    for (old, new) in [("1.2.3", "1.2.4"), ("1.2", "1.2.1"), ("v1.2.3", "v1.3.0"), ("ladder-1.0", "ladder-1.1-rc1")] {
        assert_eq!(of(&asks, old, new), ["release-class"], "{old} → {new}");
    }
    for (old, new) in
        [("1.2.3", "2.0.0"), ("1", "2"), ("2026.1", "2026.2"), ("1.2.3", "1.2.3-b"), ("a", "b"), ("2.0", "1.0")]
    {
        assert_eq!(of(&asks, old, new), [""; 0], "{old} → {new}");
    }
    assert_eq!(of(&LADDER.replace("Haste", "Too much haste"), "1.2.3", "1.2.4"), ["release-class"]);
    assert_eq!(of(&LADDER.replace("Haste", "Too much haste"), "1.2.3", "1.3.0"), [""; 0]);
}

#[test]
fn the_highest_of_several_new_releases_counts() {
    let asks =
        LADDER.replace("pitfalls: [Haste]}\n  - ", "expects: {c: [Draws]}}\n  - ") + "competency: {id: c, title: C}\n";
    let release =
        |version: &str, class: &str| format!("version: '{version}', date: 2026-01-01, title: T, class: {class}");
    let (major, patch) = (release("a", "major"), release("b", "patch"));
    assert_eq!(codes(&book(LADDER, &[], ""), &book(&asks, &[&major, &patch], "")), [""; 0]);
    assert_eq!(codes(&book(LADDER, &[], ""), &book(&asks, &[&patch], "")), ["release-class"]);
}

#[test]
fn many_reasons_are_counted() {
    let items: String = (0..9).map(|at| format!("Asks number {at} of all, ")).collect();
    let asks = LADDER.replace("pitfalls: [Haste]}\n  - ", &format!("expects: {{c: [{items}]}}}}\n  - "));
    let now = book(
        &(asks + "competency: {id: c, title: C}\n"),
        &["version: '1', date: 2026-01-01, title: T, class: minor"],
        "",
    );
    let found = check(("v1", &book(LADDER, &[], "")), &now, &Scope::default()).unwrap();
    let message = &found[0].message;
    assert!(
        message.contains("since `v1` is major: Engineer: “Asks number 0 of all” (C, asked for from now on); "),
        "{message}"
    );
    assert_eq!(message.matches("Engineer: ").count(), 5, "{message}");
    assert!(message.ends_with("; and 4 more"), "{message}");
}

#[test]
fn a_version_that_cannot_be_read_is_named() {
    let (good, bad) = (book(LADDER, &[], ""), book("levels: [", &[], ""));
    let unread = compare(&bad, &good, &Scope::default()).unwrap_err();
    assert!(!unread.is_new && unread.diagnostics.iter().all(|found| found.span.is_some()));
    assert!(compare(&good, &bad, &Scope::default()).unwrap_err().is_new);
    assert!(check(("v1", &bad), &good, &Scope::default()).is_err());
    assert!(check(("v1", &good), &bad, &Scope::default()).unwrap().is_empty(), "its mistakes are told of anyway");
    let lost = book(&LADDER.replace("levels: [engineer, staff]", "levels: [engineer, stuff]"), &[], "");
    assert_eq!(compare(&good, &lost, &Scope::default()).unwrap().errors, (0, 1));
}
