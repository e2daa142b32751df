//! What changes read like.

use super::{RunSide, Told, told};
use crate::diff;
use crate::model::fixture::handbook_and_faults;
use crate::model::handbook::Handbook;
use crate::model::things::Audience;
use crate::view::shown::{Scope, Shown};

fn handbook(text: &str) -> Handbook {
    let (handbook, faults) = handbook_and_faults(text);
    assert!(faults.iter().all(|fault| fault.severity != crate::base::Severity::Error), "{faults:?}");
    handbook
}

/// What is told of two handbooks to the narrowest audience.
fn told_of(old: &str, new: &str) -> Told {
    seen(old, new, usize::MAX)
}

fn seen(old: &str, new: &str, audience: usize) -> Told {
    let (old, new) = (handbook(old), handbook(new));
    let scope = Scope { audience: Audience(audience), drafts: false, base: "/".into() };
    told(&diff::changes(&old, &new), &Shown::new(&new, &scope))
}

/// The things and their lines: `# Title, ladder: meaning`, then `verb label: words (note)`.
fn read(told: &Told) -> Vec<String> {
    let mut lines = Vec::new();
    for changed in &told.things {
        let ladder = changed.ladder.as_ref().map(|ladder| format!(", {ladder}")).unwrap_or_default();
        let whole: String = changed.whole.iter().map(|whole| format!(" {whole:?}")).collect();
        let meaning = if changed.meaning.is_empty() { String::new() } else { format!(": {}", changed.meaning) };
        lines.push(format!("# {}{ladder}{whole}{meaning}", changed.title));
        for line in &changed.lines {
            let words: String = line.words.iter().map(|run| marked(run.side, &run.text)).collect();
            let note = line.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            lines.push(format!("{} {}: {words}{note}", line.verb, line.label));
        }
    }
    lines
}

fn marked(side: RunSide, text: &str) -> String {
    match side {
        RunSide::Same => text.to_owned(),
        RunSide::Deleted => format!("[-{text}-]"),
        RunSide::Inserted => format!("{{+{text}+}}"),
    }
}

#[track_caller]
fn reads(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(read(&told_of(old, new)), expected);
}

const BASE: &str = "== base.yaml\n\
    family: {id: eng, title: Engineering}\n\
    scale: {id: mastery, steps: [{id: aware, title: Aware}, {id: strong, title: Strong}]}\n\
    competencies: [{id: design, title: Design, scale: mastery}, {id: coaching, title: Coaching}]\n\
    dimensions: [{id: scope, title: Scope}]\n\
    grades: [{id: g1, title: One}, {id: g2, title: Two}]\n\
    levels: [{id: junior, title: Junior Engineer}, {id: lead, title: Lead}]\n\
    == track.yaml\n\
    track: {id: ic, family: eng, title: Engineers, kind: ic, levels: [junior, senior]}\n";

/// A level `Senior Engineer` with the given lines of YAML.
fn level(lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!("{BASE}== level.yaml\nlevel:\n  id: senior\n  title: Senior Engineer\n{lines}")
}

#[test]
fn expectations_are_told_by_their_competency() {
    reads(
        &level("expects: {design: {step: aware, items: [Reviews designs, Keeps services up 99.9% of the time]}}"),
        &level("expects: {design: {step: strong, items: [Keeps services up 99.99% of the time, Draws]}, coaching: {}}"),
        &[
            "# Senior Engineer: 2 new, 1 dropped, 2 raised",
            "raised Design, expected step: [-Aware-]{+Strong+}",
            "removed Design: [-Reviews designs-]",
            "raised Design: Keeps services up [-99.9%-]{+99.99%+} of the time",
            "added Design: {+Draws+}",
            "added Competency: {+Coaching+}",
        ],
    );
}

#[test]
fn every_part_of_a_level_has_a_name() {
    reads(
        &level("code: L3\ngrade: g1\nexperience: 2–4 years\ndimensions: {scope: A team}\nstatus: active"),
        &level(
            "code: L4\ngrade: g2\nexperience: 3–5 years\ndimensions: {scope: Teams}\nalso: [Expert]\n\
             responsibilities: {Daily work: [Reviews]}\nalso_needs: {Certificates: [One]}\n\
             milestones: [{by: Year 1, items: [Settles in]}, {by: Year 2, items: []}]\n\
             promotion: [{to: lead, usual_time: 2 years, groups: {Impact: [Leads]}}]\n\
             stories: [Saved the day]\npitfalls: [Haste]\nweek: {split: {Meetings: 20%}}\n\
             resources: [{title: A book}]\nsections: [{title: More, text: Words.}]",
        ),
        &[
            "# Senior Engineer: 5 new, 1 raised, 2 reworded, 9 other",
            "changed Code: [-L3-]{+L4+}",
            "moved Grade: [-One-]{+Two+}",
            "added Also called: {+Expert+}",
            "raised Experience: [-2–4-]{+3–5+} years",
            "reworded Scope: [-A team-]{+Teams+}",
            "added Responsibility, Daily work: {+Reviews+}",
            "added Also needed, Certificates: {+One+}",
            "added Milestone, Year 1: {+Settles in+}",
            "added Milestone: {+Year 2+}",
            "added Promotion to: {+Lead+}",
            "added Promotion to Lead, usual time: {+2 years+}",
            "added Promotion to Lead, Impact: {+Leads+}",
            "added Story: {+Saved the day+}",
            "added Pitfall: {+Haste+}",
            "added Time for Meetings: {+20%+}",
            "added Resource: {+A book+}",
            "added Section, More: {+Words.+}",
        ],
    );
}

#[test]
fn what_stands_beside_an_entry_names_it() {
    reads(
        &level("expects: {design: [{text: Draws}]}\nresources: [{title: A book, url: 'https://a.example/'}]"),
        &level(
            "expects: {design: [{text: Draws, examples: [A map]}]}\n\
             resources: [{title: A book, url: 'https://b.example/', by: Jo}]",
        ),
        &[
            "# Senior Engineer",
            "added Example for “Draws”: {+A map+}",
            "changed Address of “A book”: [-https://a.example/-]{+https://b.example/+}",
            "added Author of “A book”: {+Jo+}",
        ],
    );
}

#[test]
fn what_moves_is_told_on_both_sides() {
    let with = |junior: &str, senior: &str| {
        let base = BASE.replace("{id: junior, title: Junior Engineer}", junior);
        format!("{base}== level.yaml\nlevel: {{id: senior, title: Senior Engineer{senior}}}\n")
    };
    reads(
        &with("{id: junior, title: Junior Engineer, expects: {design: [Draws maps of systems]}}", ""),
        &with("{id: junior, title: Junior Engineer}", ", expects: {coaching: [Draws maps of systems]}"),
        &[
            "# Junior Engineer: 1 dropped",
            "moved Design: [-Draws maps of systems-] (moved to Senior Engineer (Coaching))",
            "# Senior Engineer: 1 new",
            "moved Coaching: {+Draws maps of systems+} (moved here from Junior Engineer (Design))",
        ],
    );
    reads(
        &level("responsibilities: {Daily work: [Reviews designs], Scope: [Looks after systems]}"),
        &level("responsibilities: {Daily work: [], Scope: [Looks after systems, Reviews designs]}"),
        &["# Senior Engineer", "moved Responsibility, Scope: Reviews designs (from Responsibility, Daily work)"],
    );
}

#[test]
fn a_new_level_says_where_it_stands_and_what_it_holds() {
    let old = level("");
    let new = level("").replace("[junior, senior]", "[junior, senior, staff]")
        + "== staff.yaml\nlevel: {id: staff, title: Staff Engineer, expects: {design: {step: strong, items: [Draws, \
           Sees far]}}, pitfalls: [Haste]}\n";
    let came = "added :  (on Engineers, after Senior Engineer, with 2 expectations and 1 pitfall)";
    reads(&old, &new, &["# Staff Engineer Added", came]);
    reads(&new, &old, &["# Staff Engineer Removed", "removed :  (with 2 expectations and 1 pitfall)"]);
}

#[test]
fn a_level_that_moves_says_where_to() {
    let old = level("");
    let swapped = old.replace("[junior, senior]", "[senior, junior]");
    reads(&old, &swapped, &["# Senior Engineer Moved", "moved Place:  (now on Engineers, the lowest level)"]);
    let managing = "== other.yaml\ntrack: {id: em, family: eng, title: Managers, kind: management, levels: [lead";
    let (before, after) = (old.clone() + managing + "]}\n", old.replace(", senior]", "]") + managing + ", senior]}\n");
    reads(
        &before,
        &after,
        &["# Senior Engineer Moved", "moved Track: [-Engineers-]{+Managers+} (on Managers, after Lead)"],
    );
}

#[test]
fn a_rename_is_one_line() {
    let old = level("pitfalls: [Haste]");
    let titled = old.replace("title: Senior Engineer", "title: Expert Engineer");
    reads(&old, &titled, &["# Expert Engineer Renamed", "renamed Title: [-Senior-]{+Expert+} Engineer"]);
    let called = old.replace("id: senior", "id: expert\n  was: senior").replace(", senior]", ", expert]");
    let told = told_of(&old, &called);
    assert_eq!(read(&told), ["# Senior Engineer Renamed", "renamed : "]);
    assert_eq!(told.things[0].was.as_deref(), Some("senior"));
}

#[test]
fn pay_is_told_of_its_level_with_percentages() {
    let band =
        |range: &str| level("") + "== pay.yaml\nband: {level: senior, place: Berlin, market: Tech, " + range + "}\n";
    let line = |old: &str, new: &str| read(&told_of(&band(old), &band(new)));
    assert_eq!(
        line("range: €80K–€100K", "range: €84K–€105K"),
        ["# Senior Engineer", "raised Pay, Berlin, Tech: [-€80K–€100K-]{+€84K–€105K+} (+5%)"]
    );
    let notes = |old: &str, new: &str| told_of(&band(old), &band(new)).things[0].lines[0].note.clone();
    let told = notes("range: €80K–€100K", "range: €84K–€107K");
    assert_eq!(told.as_deref(), Some("+5% at the lower end, +7% at the upper"));
    assert_eq!(notes("range: €80K–€100K", "range: €80K–€90K").as_deref(), Some("−10% at the upper end"));
    let came = read(&told_of(&level(""), &band("range: €80K–€100K")));
    assert_eq!(came, ["# Senior Engineer", "added Pay, Berlin, Tech: {+€80K–€100K+}"]);
}

#[test]
fn moves_are_called_by_their_levels() {
    let step = |lines: &str| {
        level("")
            + "== move.yaml\nmove: {id: up, title: Up, from: [junior, senior], to: lead, kind: fork"
            + lines
            + "}\n"
    };
    reads(
        &step(", text: Leads."),
        &step(", text: Leads others., risks: [Haste]"),
        &[
            "# From Junior Engineer or Senior Engineer to Lead",
            "reworded Description: Leads{+ others+}.",
            "added What can go wrong: {+Haste+}",
        ],
    );
}

#[test]
fn roles_pathways_and_competencies_read_like_sentences() {
    let with = |text: &str| level("") + "== more.yaml\n" + text;
    reads(
        &with("pathway: {id: p, title: Path, steps: [{when: Month 1–3, title: Start, items: [Read]}]}"),
        &with("pathway: {id: p, title: Path, steps: [{when: Month 1–3, title: Begin, items: [Read, Write]}]}"),
        &["# Path", "reworded Theme, Month 1–3: [-Start-]{+Begin+}", "added Month 1–3: {+Write+}"],
    );
    reads(
        &with("role: {id: r, title: Role, competencies: [{competency: design, step: aware}]}"),
        &with("role: {id: r, title: Role, competencies: [{competency: design, step: strong}, coaching]}"),
        &["# Role", "raised Design, expected step: [-Aware-]{+Strong+}", "added Needs: {+Coaching+}"],
    );
    let criteria = |steps: &str| BASE.replace("scale: mastery}, {id: c", &format!("scale: mastery{steps}}}, {{id: c"));
    reads(
        &(criteria(", steps: {strong: {text: Designs}}") + "== l.yaml\nlevel: {id: senior, title: Senior}"),
        &(criteria(", steps: {strong: {text: Designs well, criteria: [Sees far]}}")
            + "== l.yaml\nlevel: {id: senior, title: Senior}"),
        &["# Design", "reworded Meaning of “Strong”: Designs{+ well+}", "added Criterion of “Strong”: {+Sees far+}"],
    );
}

#[test]
fn pages_are_told_passage_by_passage_and_long_ones_are_cut() {
    let page = |text: &str| level("") + "== guides/a.md\n# Growing\n\nFirst words.\n\n" + text + "\n";
    let long = "word ".repeat(200);
    let told = told_of(&page("## Pay\n\nAll are paid.\n"), &page(&format!("## Pay\n\nAll are well paid.\n\n{long}\n")));
    let lines = read(&told);
    assert_eq!(lines[..2], ["# Growing", "reworded Under “Pay”: All are {+well +}paid."]);
    assert!(lines[2].starts_with("added Under “Pay”: {+word word") && lines[2].ends_with("word …+}"), "{}", lines[2]);
    assert!(lines[2].len() < 400, "{}", lines[2].len());
    reads(
        &page(""),
        &page("## Pay\n\n| a | b |\n|---|---|\n| c | d |\n"),
        &["# Growing", "added Heading: {+Pay+}", "added Under “Pay”: {+a | b+}", "added Under “Pay”: {+c | d+}"],
    );
}

#[test]
fn a_passage_brings_nothing_of_the_sections_around_it() {
    let page = |text: &str| {
        level("")
            + "== book.toml\n[rungbook]\naudiences = [\"all\", \"managers\"]\n"
            + "== a.md\n# Growing\n\n## Secret {audience=managers}\n\nHidden.\n\n## Open\n\n"
            + text
            + "\n"
    };
    let told = seen(&page("One."), &page("One.\n\nTwo."), 0);
    assert_eq!(read(&told), ["# Growing", "added Under “Open”: {+Two.+}"]);
    assert!(!format!("{told:?}").contains("Hidden"));
}

#[test]
fn links_without_words_are_told_by_their_titles() {
    reads(
        &level("pitfalls: [Haste]"),
        &level("pitfalls: [Haste, 'Doing the work of a [[lead]]']"),
        &["# Senior Engineer", "added Pitfall: {+Doing the work of a Lead+}"],
    );
}

#[test]
fn only_the_chosen_things_count() {
    let old = level("") + "== a.md\n# A\n\nSaid in one word.\n";
    let new = level("expects: {design: [Draws]}") + "== a.md\n# A\n\nSaid in two words.\n";
    let told = told_of(&old, &new);
    assert_eq!((told.count, told.release), (2, Some("major")));
    let page = told.clone().only(|kind, _| kind == "page");
    assert_eq!((page.count, page.release, page.things.len()), (1, Some("patch"), 1));
    let none = told.only(|_, id| id == "lead");
    assert!(none.is_empty() && none.release.is_none() && none.count == 0);
}
