//! A handbook in a folder of a larger repository, with twelve tagged releases: its ladder grows, forks, is renamed and moved
//! between files, with branches that are merged.

#![allow(clippy::unwrap_used)]

use super::script::Git;

/// The folder of the handbook in the repository.
pub(crate) const FOLDER: &str = "people/handbook";

const BOOK: &str = r#"[book]
title = "Ladder"

[rungbook]
audiences = ["public", "managers"]
audience = "public"
"#;

const LADDER: &str = "\
family:
  id: craft
  title: Craft
  summary: One ladder for all who build.
tracks:
  - id: ic
    family: craft
    title: Individual contributor
    kind: ic
    accumulate: add
    levels: [engineer, senior]
";

const SHARED: &str = "\
scale:
  id: mastery
  steps:
    - {id: aware, title: Aware}
    - {id: working, title: Working}
    - {id: strong, title: Strong}
competencies:
  - {id: reliability, title: Reliability, scale: mastery, summary: Services that stay up.}
  - {id: coaching, title: Coaching, scale: mastery, summary: Helping others to grow.}
bands:
  - {level: engineer, range: $100K–$120K, place: US}
  - {level: senior, range: $140K–$180K, place: US}
";

const ENGINEER: &str = "\
level:
  id: engineer
  title: Engineer
  summary: Builds what is asked for.
  experience: 0–2 years
  expects:
    reliability:
      step: aware
      items:
        - Answers alerts along a runbook
        - Reports what a runbook does not cover
    coaching:
      step: aware
      items:
        - Asks questions before giving answers
";

const SENIOR: &str = "\
level:
  id: senior
  title: Senior
  summary: Owns a service and looks after it for as long as it runs.
  experience: 3–6 years
  expects:
    reliability:
      step: working
      items:
        - Keeps a service at 99.9% over a quarter
        - Leads the response to an incident
        - Writes the review of every large outage within a week
    coaching:
      step: working
      items:
        - Helps two engineers through their first year
  pitfalls:
    - Repairing alone at night what the team should repair by day
";

const STAFF: &str = "\
level:
  id: staff
  title: Staff Engineer
  summary: Leads several teams through a change that none of them could make alone.
  expects:
    reliability:
      step: strong
      items:
        - Sets the targets that several services are held to
  milestones:
    - {by: Year 1, items: [Has brought two teams to one way of releasing]}
";

const MANAGER: &str = "\
level:
  id: manager
  title: Engineering Manager
  summary: Answers for a team.
  expects:
    coaching:
      step: strong
      items:
        - Meets every member of the team each week
";

const NOTES: &str = "\
# How we promote

Twice a year a panel reads what people have written.

## The panel

Three people from other teams, and one of them leads.
";

fn at(path: &str) -> String {
    format!("{FOLDER}/{path}")
}

/// The repository. Its clock goes a day with every commit.
pub(crate) fn repository() -> Git {
    let git = Git::new();
    git.write("README.md", "Everything of ours.\n");
    git.commit("Begin");
    git.write(&at("book.toml"), BOOK).write(&at("content/ladder.yaml"), LADDER);
    git.write(&at("content/shared.yaml"), SHARED).write(&at("content/notes.md"), NOTES);
    git.write(&at("content/levels/engineer.yaml"), ENGINEER).write(&at("content/levels/senior.yaml"), SENIOR);
    git.commit("Write the ladder down").tag("1.0", Some("The first ladder"));
    first_half(&git);
    second_half(&git);
    git.tag("nightly", None).tag("tools-3", Some("not a handbook's"));
    git
}

/// Lets the handbook say something about some of its releases, keep some, and name where it lies.
pub(crate) fn describe(git: &Git) {
    let more = "\n[output.html]\ngit-repository-url = \"https://example.org/ladder\"\n\n[editions]\nkeep = [\"1.0\", \"1.5\", \"1.1*\"]\n";
    git.write(&at("book.toml"), format!("{BOOK}{more}"));
    let releases = "\
releases:
  - {version: '1.0', date: 2026-01-02, title: The first ladder, summary: Two levels and how they are paid.}
  - version: '1.6'
    date: 2026-01-11
    in_force: 2026-02-01
    title: Four nines, for services on which so many others have come to depend that nobody counts them any more
    summary: A service that many others depend on has to be there.
";
    git.write(&at("content/releases.yaml"), releases);
}

/// Releases 1.1 to 1.5.
fn first_half(git: &Git) {
    let (engineer, senior) = (at("content/levels/engineer.yaml"), at("content/levels/senior.yaml"));
    git.edit(
        &engineer,
        "        - Reports what",
        "        - Keeps a diary of what broke and why\n        - Reports what",
    );
    git.commit("Ask engineers for a diary").tag("1.1", None);
    git.branch("staff").write(&at("content/levels/staff.yaml"), STAFF);
    git.edit(&at("content/ladder.yaml"), "[engineer, senior]", "[engineer, senior, staff]").commit("Add Staff");
    git.checkout("main").write("tools/build.sh", "true\n").commit("Something else");
    git.merge("staff", |_| {}).tag("1.2", Some("Staff Engineers"));
    let renamed = at("content/levels/senior-engineer.yaml");
    git.run(&["mv", &senior, &renamed]);
    git.edit(&renamed, "Writes the review of every large outage", "Writes the review of each large outage");
    git.commit("Say each").tag("1.3", None);
    git.edit(
        &renamed,
        "  id: senior\n  title: Senior\n",
        "  id: senior-engineer\n  was: [senior]\n  title: Senior Engineer\n",
    );
    git.edit(&at("content/ladder.yaml"), "[engineer, senior, staff]", "[engineer, senior-engineer, staff]");
    git.edit(&at("content/shared.yaml"), "level: senior,", "level: senior-engineer,");
    git.commit("Call Seniors what their contracts call them").tag("1.4", Some("Names"));
    let outage = "        - Writes the review of each large outage within a week\n";
    git.edit(&renamed, outage, "");
    let target = "        - Sets the targets that several services are held to\n";
    git.edit(&at("content/levels/staff.yaml"), target, &format!("{target}{outage}"));
    git.commit("Leave reviews to Staff Engineers").tag("1.5", None);
}

/// Releases 1.6 to 1.11, and what came after.
fn second_half(git: &Git) {
    let senior = at("content/levels/senior-engineer.yaml");
    git.edit(&senior, "99.9%", "99.99%").edit(&at("content/shared.yaml"), "$140K–$180K", "$147K–$189K");
    git.commit("Ask for four nines, and pay for them").tag("1.6", Some("Four nines"));
    git.edit(
        &senior,
        "      step: working\n      items:\n        - Helps two",
        "      step: aware\n      items:\n        - Helps two",
    );
    git.edit(&at("content/levels/engineer.yaml"), "        - Asks questions before giving answers\n", "        []\n");
    git.commit("Ask for less coaching").tag("1.7", None);
    management(git);
    git.write("tools/build.sh", "false\n").commit("Break the tools").tag("1.9", None);
    reformatted(git);
    git.edit(&at("content/notes.md"), "Three people from other teams", "Four people from other teams");
    git.commit("Split the ladder, enlarge the panel").tag("1.10", Some("A larger panel"));
    git.edit(&at("content/shared.yaml"), "title: Reliability,", "title: Running services,");
    git.edit(
        &senior,
        "  pitfalls:\n",
        "  pitfalls:\n    - {text: Leaving for the pay of others, audience: managers}\n",
    );
    git.write(
        &at("content/levels/fellow.yaml"),
        STAFF
            .replace("staff", "fellow")
            .replace("Staff", "Fellow")
            .replace("brought two teams to one way of", "invented a way of")
            + "  status: draft\n",
    );
    git.commit("Rename a competency; prepare a level").tag("1.11", None);
    git.edit(&at("content/levels/staff.yaml"), "Has brought two teams", "Has brought three teams");
    git.commit("Ask Staff for three teams");
    git.edit(&at("content/notes.md"), "Twice a year", "Each quarter"); // and this is not committed at all
}

/// Release 1.8: a second track, on a branch that touched the same line.
fn management(git: &Git) {
    let (ladder, levels) = (at("content/ladder.yaml"), "    levels: [engineer, senior-engineer, staff]\n");
    git.branch("management").write(&at("content/levels/manager.yaml"), MANAGER);
    let track = "  - id: management\n    family: craft\n    title: Management\n    kind: management\n    after: senior-engineer\n    levels: [manager]\n";
    git.edit(&ladder, levels, &format!("{levels}{track}")).commit("Add managers");
    git.checkout("main").edit(&ladder, levels, &format!("    summary: By one's own work.\n{levels}")).commit("Sum up");
    let both = LADDER
        .replace("    levels: [engineer, senior]\n", &format!("    summary: By one's own work.\n{levels}{track}"));
    git.merge("management", |git| {
        git.write(&ladder, both);
    });
    git.tag("1.8", Some("Managers"));
}

/// Nothing but the way in which the files are written: the ladder split, keys in another order, lines folded.
fn reformatted(git: &Git) {
    let (ladder, tracks) = (git.read(&at("content/ladder.yaml")), at("content/tracks.yaml"));
    let (family, rest) = ladder.split_once("tracks:\n").unwrap();
    git.write(&at("content/ladder.yaml"), family).write(&tracks, format!("tracks:\n{rest}"));
    let manager = "\
level:
  summary: >-
    Answers
    for a team.
  expects: {coaching: {items: ['Meets every member of the team each week'], step: strong}}
  title: \"Engineering Manager\"
  id: manager
";
    git.write(&at("content/levels/manager.yaml"), manager);
}
