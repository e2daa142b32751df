//! What changed between two versions, through the command, in repositories made by git itself.

#![cfg(feature = "git")]
#![allow(clippy::unwrap_used)]

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// When the first commit of a test was made: 2026-01-01 12:00 UTC. Each further one is a day later.
const NOON: i64 = 1_767_268_800;

/// A repository with a handbook, in a folder that goes away with it.
struct Book {
    home: TempDir,
    commits: std::cell::Cell<i64>,
}

impl Book {
    /// A repository with a handbook of these files and one commit, which is tagged `v1`.
    fn new(files: &[(&str, &str)]) -> Self {
        let book = Self { home: tempfile::tempdir().unwrap(), commits: std::cell::Cell::new(0) };
        book.git(&["init", "--quiet", "--initial-branch=main", "."]);
        book.write("book.toml", "[book]\ntitle = \"Ladders\"\n");
        files.iter().for_each(|(path, text)| book.write(path, text));
        book.commit("Begin");
        book.git(&["tag", "v1"]);
        book
    }

    fn write(&self, path: &str, text: &str) {
        let place: PathBuf = self.home.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Replaces some words of a file that must have them.
    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.home.path().join(path)).unwrap();
        assert!(text.contains(old), "{text}");
        self.write(path, &text.replace(old, new));
    }

    /// Runs git with nothing of the user's own settings.
    fn git(&self, arguments: &[&str]) {
        let mut command = std::process::Command::new("git");
        let date = format!("{} +0200", NOON + self.commits.get() * 86_400);
        command.current_dir(self.home.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.home.path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@example.org");
            command.env(format!("GIT_{who}_DATE"), &date);
        }
        let ran = command.args(["-c", "commit.gpgSign=false"]).args(arguments).output().expect("the tests need git");
        assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
        self.commits.set(self.commits.get() + 1);
    }

    /// The command in the handbook's folder, without what the environment of the tests would set.
    fn run(&self, arguments: &[&str]) -> OutputAssert {
        let command = Command::new(cargo_bin!("rungbook")).current_dir(self.home.path()).args(arguments);
        let command = command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
        let set = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("RUNGBOOK_"));
        set.fold(command, |command, name| command.env_remove(name)).assert()
    }

    /// What the command prints when all is well.
    fn told(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.run(arguments).success().get_output().stdout.clone()).unwrap()
    }

    /// What the command prints and says when it ends with a code.
    fn ends(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments).code(code).get_output().clone();
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    }
}

const LADDER: &str = "\
family: {id: eng, title: Engineering}
competencies: [{id: design, title: Design}, {id: coaching, title: Coaching}]
track: {id: ic, family: eng, title: Engineers, kind: ic, levels: [junior, senior]}
levels:
  - id: junior
    title: Junior Engineer
    expects: {design: [Draws maps of small systems]}
  - id: senior
    title: Senior Engineer
    expects: {design: [Keeps services up 99.9% of the time], coaching: [Helps others to grow]}
";

fn ladder() -> Book {
    Book::new(&[("content/ladder.yaml", LADDER)])
}

/// A ladder of 3 levels with 79 expectations between them; ids and words begin with `name`.
fn large(name: &str) -> String {
    let verbs = ["Designs", "Reviews", "Operates", "Documents", "Measures", "Plans", "Teaches", "Automates"];
    let matters = ["storage", "networks", "deployments", "incidents", "budgets", "interfaces", "queues", "backups"];
    let mut text = format!(
        "family: {{id: eng, title: Engineering}}\ncompetency: {{id: craft, title: Craft}}\n\
         track: {{id: ic, family: eng, title: Engineers, kind: ic, levels: [{name}-1, {name}-2, {name}-3]}}\nlevels:\n"
    );
    let mut number = 0;
    for (level, count) in [(1, 26), (2, 26), (3, 27)] {
        text += &format!("  - id: {name}-{level}\n    title: Rung {level}\n    expects:\n      craft:\n");
        for _ in 0..count {
            let (verb, matter) = (verbs[number % 8], matters[number / 8 % 8]);
            text += &format!("        - {verb} {matter} of kind {} with care\n", number / 64);
            number += 1;
        }
    }
    text
}

#[test]
fn a_renamed_ladder_is_three_renames() {
    let book = Book::new(&[("content/ladder.yaml", &large("old"))]);
    book.write("content/ladder.yaml", &large("new"));
    assert_eq!(
        book.told(&["diff"]),
        "HEAD → the working tree: 3 changes, a patch release\n\n\
         Rung 1 (level new-1): renamed from old-1\n\n\
         Rung 2 (level new-2): renamed from old-2\n\n\
         Rung 3 (level new-3): renamed from old-3\n"
    );
    for id in ["new-2", "old-2"] {
        let one = book.told(&["diff", "--level", id]);
        assert!(one.contains("1 change") && one.contains("Rung 2") && !one.contains("Rung 1"), "{one}");
    }
    assert_eq!(book.told(&["diff", "--class"]), "patch\n");
}

#[test]
fn a_moved_block_of_ten_expectations_is_ten_moves() {
    let (before, after) = (large("rung"), large("rung"));
    let first = after.find("        - ").unwrap();
    let end = after[first..].match_indices('\n').nth(9).map(|(at, _)| first + at + 1).unwrap();
    let block = &after[first..end];
    let moved = format!("{}{}{block}", &after[..first], &after[end..]);
    let book = Book::new(&[("content/ladder.yaml", &before)]);
    book.write("content/ladder.yaml", &moved);
    let told = book.told(&["diff"]);
    assert!(told.starts_with("HEAD → the working tree: 10 changes, a major release\n"), "{told}");
    assert_eq!(told.matches("(moved to Rung 3)").count(), 10, "{told}");
    assert_eq!(told.matches("(moved here from Rung 1)").count(), 10, "{told}");
    assert_eq!(told.lines().filter(|line| line.starts_with("  ")).count(), 20, "{told}");
    assert!(told.contains("Rung 1 (level rung-1): 10 dropped") && told.contains("Rung 3 (level rung-3): 10 new"));
}

#[test]
fn a_word_is_one_rewording_with_the_word_marked() {
    let book = ladder();
    book.edit("content/ladder.yaml", "maps of small systems", "charts of small systems");
    assert_eq!(
        book.told(&["diff"]),
        "HEAD → the working tree: 1 change, a patch release\n\n\
         Junior Engineer (level junior): 1 reworded\n\
         \x20 reworded  Design: Draws [-maps-]{+charts+} of small systems · wording\n"
    );
}

#[test]
fn versions_are_named_as_git_names_them_and_by_day() {
    let book = ladder();
    book.edit("content/ladder.yaml", "99.9%", "99.99%");
    book.commit("Raise");
    book.git(&["tag", "v2"]);
    book.edit("content/ladder.yaml", ", coaching: [Helps others to grow]", "");
    let raised = "raised    Design: Keeps services up [-99.9%-]{+99.99%+} of the time · raises the bar";
    for arguments in
        [&["v1", "v2"][..], &["v1..v2"], &["v1...v2"], &["v1..HEAD"], &["HEAD^!"], &["2026-01-01..2026-01-02"]]
    {
        let told = book.told(&[&["diff"], arguments].concat());
        assert!(told.contains(raised) && !told.contains("Coaching") && told.contains("1 change, a major"), "{told}");
    }
    let dropped = book.told(&["diff"]);
    assert!(dropped.contains("removed   Coaching: [-Helps others to grow-] · lowers the bar"), "{dropped}");
    assert!(book.told(&["diff", "v1"]).contains("2 changes, a major release"));
    let back = book.told(&["diff", "v2", "v1"]);
    assert!(back.contains("lowered   Design: Keeps services up [-99.99%-]{+99.9%+} of the time"), "{back}");
    assert_eq!(book.told(&["diff", "v2..v2"]), "v2 → v2: nothing changed\n");
    assert_eq!(book.told(&["diff", "v2", "--class"]), "minor\n");
    assert_eq!(book.told(&["diff", "v2..v2", "--class"]), "none\n");
    book.ends(1, &["diff", "--exit-code"]);
    book.ends(0, &["diff", "v2..v2", "--exit-code"]);
}

#[test]
fn programs_read_json() {
    let book = ladder();
    book.edit("content/ladder.yaml", "maps of", "charts of");
    let told: serde_json::Value = serde_json::from_str(&book.told(&["diff", "v1", "--format", "json"])).unwrap();
    assert_eq!(told["old"]["name"], "v1");
    assert_eq!(told["old"]["commit"].as_str().unwrap().len(), 40);
    assert_eq!(told["old"]["date"], "2026-01-01T14:00:00+02:00");
    assert!(told["new"]["commit"].is_null());
    assert_eq!((&told["release"], &told["count"]), (&"patch".into(), &1.into()));
    let line = &told["things"][0]["lines"][0];
    assert_eq!(
        (&line["verb"], &line["class"], &line["label"]),
        (&"reworded".into(), &"rewords".into(), &"Design".into())
    );
    assert_eq!(line["words"][1], serde_json::json!({"side": "deleted", "text": "maps"}));
}

#[test]
fn a_merge_request_obeys_nobody() {
    let book = ladder();
    let hostile = "'@all <script>alert(1)</script> #12 [x](http://a.example) *b* `c` | d'";
    book.edit("content/ladder.yaml", "[Helps others to grow]", &format!("[{hostile}]"));
    let told = book.told(&["diff", "--format", "markdown"]);
    assert!(told.starts_with("## What changed: HEAD → the working tree\n\n2 changes, a major release.\n"), "{told}");
    for harm in ["@all", "<script", "#12", "](", "*b*", "`c`", "http://", "| d"] {
        assert!(!told.contains(harm) || harm == "| d" && told.contains("\\| d"), "{harm}: {told}");
    }
    assert!(told.contains("- **Removed** Coaching: <del>Helps others to grow</del> · *lowers the bar*\n"), "{told}");
}

#[test]
fn an_audience_is_told_its_own_and_drafts_wait() {
    let book = ladder();
    book.edit("book.toml", "Ladders\"\n", "Ladders\"\n[rungbook]\naudiences = [\"staff\", \"managers\"]\n");
    let with = "[Helps others to grow, {text: Knows the secret, audience: managers}]";
    book.edit("content/ladder.yaml", "[Helps others to grow]", with);
    book.write("content/more.yaml", "level: {id: lead, title: Lead, status: draft}\n");
    let all = book.run(&["diff"]).success().get_output().clone();
    assert!(String::from_utf8_lossy(&all.stdout).contains("Knows the secret"));
    let note = "note: 1 change of a draft is not told; `--drafts` shows it\n";
    assert_eq!(String::from_utf8_lossy(&all.stderr), note);
    assert_eq!(book.told(&["diff", "--audience", "staff"]), "HEAD → the working tree: nothing changed\n");
    assert!(book.told(&["diff", "--drafts"]).contains("Lead (level lead): new"));
    let wrong = book.ends(2, &["diff", "--audience", "stff"]);
    assert!(wrong.contains("there is no audience `stff`") && wrong.contains("did you mean `staff`?"), "{wrong}");
}

#[test]
fn a_release_that_the_handbook_defines_has_its_name() {
    let book = ladder();
    book.edit("content/ladder.yaml", "maps of", "charts of");
    book.commit("Draw charts");
    book.write(
        "content/releases.yaml",
        &format!("releases:\n{}{}", release("2026.1", 1, ""), release("2026.2", 2, "")),
    );
    let changed = "[-maps-]{+charts+}";
    assert!(book.told(&["diff", "2026.1", "2026.2"]).contains(changed));
    let told = book.told(&["diff", "2026.1..2026.2"]);
    assert!(told.starts_with("2026.1 → 2026.2: 1 change") && told.contains(changed), "{told}");
    assert!(book.told(&["diff", "2026.2..HEAD"]).contains("nothing changed"));
    assert!(book.ends(2, &["diff", "2026.3"]).contains("`2026.3` names no revision"));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let book = ladder();
    let says = |arguments: &[&str], words: &[&str]| {
        let said = book.ends(2, arguments);
        words.iter().for_each(|word| assert!(said.contains(word), "{word}: {said}"));
    };
    says(&["diff", "v9"], &["`v9` names no revision", "help: "]);
    says(&["diff", "v1..HEAD", "v1"], &["`v1..HEAD` names two versions already"]);
    says(&["diff", "--level", "senor"], &["there is no level `senor`", "did you mean `senior`?"]);
    book.edit("content/ladder.yaml", "kind: ic", "kind: ic, colour: red");
    says(&["diff"], &["content/ladder.yaml:3:", "`colour` is not a field of track", "the working tree cannot be read"]);
    book.commit("Break");
    book.edit("content/ladder.yaml", ", colour: red", "");
    says(&["diff"], &["--> HEAD:content/ladder.yaml:3:", "the handbook at `HEAD` cannot be read"]);
    book.git(&["rm", "--quiet", "book.toml"]);
    book.commit("Remove");
    book.write("book.toml", "");
    says(&["diff"], &["there was no `book.toml` in the handbook's folder at `HEAD`"]);
}

#[test]
fn without_history_there_is_nothing_to_compare_with() {
    let home = tempfile::tempdir().unwrap();
    let book = Book { home, commits: std::cell::Cell::new(0) };
    book.write("book.toml", "");
    let said = book.ends(2, &["diff"]);
    assert!(said.contains("does not lie in a git repository") && said.contains("git init"), "{said}");
    book.git(&["init", "--quiet", "."]);
    let said = book.ends(2, &["diff"]);
    assert!(said.contains("the git repository has no commits yet"), "{said}");
}

#[test]
fn a_handbook_in_a_folder_is_compared_by_itself() {
    let book = Book::new(&[("docs/book.toml", ""), ("docs/content/ladder.yaml", LADDER), ("other.txt", "1")]);
    book.write("other.txt", "2");
    assert_eq!(book.told(&["diff", "-C", "docs"]), "HEAD → the working tree: nothing changed\n");
    book.edit("docs/content/ladder.yaml", "maps of", "charts of");
    assert!(book.told(&["diff", "--dir", "docs"]).contains("[-maps-]{+charts+}"));
}

/// A release of a version on the given day, with further fields.
fn release(version: &str, day: u8, more: &str) -> String {
    format!("  - {{version: '{version}', date: 2026-01-0{day}{more}}}\n")
}

/// A handbook with the release `1.2.0`, and since then a raised number and a further release.
fn released(version: &str, more: &str) -> Book {
    let first = format!("releases:\n{}", release("1.2.0", 1, ""));
    let book = Book::new(&[("content/ladder.yaml", LADDER), ("content/releases.yaml", &first)]);
    book.edit("content/ladder.yaml", "99.9%", "99.99%");
    book.write("content/releases.yaml", &(first + &release(version, 2, more)));
    book
}

#[test]
fn a_release_is_held_to_the_class_that_it_declares() {
    let fails = |version: &str, more: &str| {
        let said = released(version, more).ends(1, &["check", "--against", "v1", "--format", "short"]);
        said.lines().find(|line| line.contains("error[release-class]")).map(str::to_owned).unwrap_or(said)
    };
    let reason = "is major: Senior Engineer: “Keeps services up 99.99% of the time” (Design, a number asks for more)";
    let patch = fails("1.2.1", "");
    assert!(patch.starts_with("content/releases.yaml:3:"), "{patch}");
    assert!(
        patch.contains("`1.2.1` is declared patch, but what changed since `v1` ") && patch.ends_with(reason),
        "{patch}"
    );
    assert!(fails("v1.3", "").contains("`v1.3` is declared minor"));
    assert!(fails("2026.2", ", class: minor").contains("`2026.2` is declared minor"));
    for (version, more) in [("2.0.0", ""), ("2026.2", ""), ("1.2.1", ", class: major"), ("1.2.1", ", status: draft")] {
        released(version, more).ends(0, &["check", "--against", "v1"]);
    }
    let help = released("1.2.1", "").ends(1, &["check", "--against", "2026-01-01"]);
    assert!(help.contains("name the version `2.0.0`, or write `class: major`"), "{help}");
    let github = released("1.2.1", "").ends(1, &["check", "--against", "v1", "--format", "github"]);
    assert!(github.contains("::error file=content/releases.yaml,line=3,"), "{github}");
}

#[test]
fn each_level_that_changed_is_told_of() {
    let book = ladder();
    book.write("book.toml", "[book]\ntitle = \"Ladders\"\n[changes]\nrequire-note = true\n");
    book.write("CHANGELOG.md", "# Changes\n\n- Senior Engineer: was new\n");
    book.commit("Ask for notes");
    book.ends(0, &["check", "--against", "HEAD"]);
    book.edit("content/ladder.yaml", "99.9%", "99.99%");
    book.edit("content/ladder.yaml", "maps of", "charts of");
    let said = book.ends(1, &["check", "--against", "HEAD", "--format", "short"]);
    let (junior, senior) =
        ("`Junior Engineer` changed since `HEAD` and nothing tells of it: 1 reworded", "`Senior Engineer` changed");
    assert!(said.contains(&format!("content/ladder.yaml:5:9: error[missing-note]: {junior}\n")), "{said}");
    assert!(said.contains(senior), "an old line tells of nothing new: {said}");
    book.edit("CHANGELOG.md", "# Changes\n", "# Changes\n\n- The senior engineer keeps more up\n");
    let said = book.ends(1, &["check", "--against", "HEAD", "--format", "short"]);
    assert!(said.contains(junior) && !said.contains(senior), "{said}");
    book.write("content/releases.yaml", &format!("releases:\n{}", release("2026.1", 2, "")));
    book.ends(1, &["check", "--against", "HEAD"]);
    book.write("content/releases.yaml", &format!("releases:\n{}", release("2026.1", 2, ", summary: We keep more up.")));
    book.ends(0, &["check", "--against", "HEAD"]);
}

#[test]
fn what_a_branch_changes_is_held_against_where_it_began() {
    let book = ladder();
    book.git(&["switch", "--quiet", "--create", "branch"]);
    book.edit("content/ladder.yaml", "maps of", "charts of");
    book.commit("Reword");
    book.git(&["switch", "--quiet", "main"]);
    book.edit("content/ladder.yaml", "99.9%", "99.99%");
    book.commit("Raise");
    book.git(&["switch", "--quiet", "branch"]);
    assert_eq!(book.told(&["diff", "main...", "--class"]), "patch\n");
    let told = book.told(&["diff", "main..."]);
    assert!(told.starts_with("where main and HEAD part → HEAD: 1 change, a patch release\n"), "{told}");
    book.ends(0, &["check", "--against", "main..."]);
    book.ends(2, &["check", "--against", "nothing"]);
}
