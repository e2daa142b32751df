//! Sign-off through the command: sign, publish, change, be refused by name, sign again.

#![cfg(feature = "git")]
#![allow(clippy::unwrap_used)]

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const LADDER: &str = "\
family: {id: eng, title: Engineering, owner: Platform group}
track: {id: ic, family: eng, title: Engineers, kind: ic, levels: [engineer, staff]}
competency: {id: sd, title: Design}
levels:
  - {id: engineer, title: Engineer, code: IC1, expects: {sd: [Draws boxes]}, owner: People team}
  - {id: staff, title: Staff Engineer, code: IC4, was: [principal], expects: {sd: [Designs for 10 teams, Writes it down]}}
";

/// A folder with a handbook, in git or not.
struct Book {
    home: TempDir,
}

impl Book {
    fn new() -> Self {
        let book = Self { home: tempfile::tempdir().unwrap() };
        book.write("book.toml", "[book]\ntitle = \"Ladders\"\n[rungbook]\naudiences = [\"all\", \"managers\"]\n");
        book.write("content/index.md", "# Ladders\n");
        book.write("content/ladder.yaml", LADDER);
        book
    }

    /// The same in a repository with one commit.
    fn in_git() -> Self {
        let book = Self::new();
        book.git(&["init", "--quiet", "--initial-branch=main", "."]);
        book.git(&["config", "user.name", "Ann Example"]);
        book.write(".gitignore", "site/\n.rungbook/\n");
        book.commit();
        book
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    /// Replaces some words of a file that must have them.
    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{text}");
        self.write(path, &text.replace(old, new));
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = std::process::Command::new("git");
        command.current_dir(self.home.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.home.path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@example.org");
        }
        let ran = command.args(["-c", "commit.gpgSign=false"]).args(arguments).output().expect("the tests need git");
        assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Change"]);
    }

    fn run(&self, arguments: &[&str]) -> OutputAssert {
        let command = Command::new(cargo_bin!("rungbook")).current_dir(self.home.path()).args(arguments);
        let command = command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE").env("HOME", self.home.path());
        let command = command.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("XDG_CONFIG_HOME");
        let set = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("RUNGBOOK_"));
        set.fold(command, |command, name| command.env_remove(name)).assert()
    }

    /// All that the command prints when it ends with a code; days are `DAY`.
    fn ends(&self, code: i32, arguments: &[&str]) -> String {
        let ran = self.run(arguments).code(code);
        let output = ran.get_output();
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        String::from_utf8(text).unwrap()
    }

    /// The entries of the file of signatures, as level and person.
    fn entries(&self) -> Vec<String> {
        let text = self.read("signatures.yaml");
        let value = |line: &str, key: &str| line.trim_start_matches("- ").trim().strip_prefix(key).map(str::to_owned);
        let levels = text.lines().filter_map(|line| value(line, "level: "));
        let names = text.lines().filter_map(|line| value(line, "by: "));
        levels.zip(names).map(|(level, by)| format!("{level} {by}")).collect()
    }
}

#[test]
fn what_changed_since_it_was_signed_is_refused_by_name() {
    let book = Book::in_git();
    let told = book.ends(1, &["build", "--require-sign"]);
    assert!(
        told.contains("error[unsigned]: nobody has signed `Staff Engineer`, for which Platform group answers"),
        "{told}"
    );
    assert!(told.contains("nobody has signed `Engineer`, for which People team answers"), "{told}");
    assert!(told.contains("content/ladder.yaml:6"), "{told}");
    assert!(told.contains("rungbook review --sign staff"), "{told}");
    assert!(!book.path("site").exists());

    let told = book.ends(0, &["review", "--sign", "Staff engineer", "ic1"]);
    assert!(told.contains("Ann Example signed `Staff Engineer`, for which Platform group answers\n"), "{told}");
    assert!(told.contains("note: commit `signatures.yaml`"), "{told}");
    assert_eq!(book.entries(), ["engineer Ann Example", "staff Ann Example"]);
    book.commit();
    book.ends(0, &["build", "--require-sign"]);
    let site = book.read("site/index.html");

    book.edit("content/ladder.yaml", "10 teams", "30 teams");
    book.edit("content/ladder.yaml", "Writes it down", "Writes it down, Reviews designs");
    let told = book.ends(1, &["build", "--require-sign"]);
    assert!(
        told.contains("error[changed-since-signed]: `Staff Engineer` changed since Ann Example signed it on "),
        "{told}"
    );
    assert!(told.contains(": 1 new, 1 raised"), "{told}");
    assert!(!told.contains("`Engineer`"), "{told}");
    assert_eq!(book.read("site/index.html"), site);
    assert_eq!(book.ends(1, &["check", "--require-sign"]).matches("changed-since-signed").count(), 1);
    book.ends(0, &["check"]);

    let told = book.ends(1, &["review", "--exit-code"]);
    assert!(told.starts_with("2 levels ask for a signature: 1 signed, 1 changed since\n"), "{told}");
    assert!(told.contains("    raised    Design: Designs for [-10-]{+30+} teams"), "{told}");
    let told = book.ends(0, &["review", "--format", "markdown"]);
    assert!(told.contains("### Staff Engineer · Platform group\n"), "{told}");
    let json: serde_json::Value = serde_json::from_str(&book.ends(0, &["review", "--format", "json"])).unwrap();
    assert_eq!((&json["open"], &json["levels"][1]["state"]), (&1.into(), &"changed".into()));

    book.ends(0, &["review", "--sign", "staff"]);
    book.ends(0, &["build", "--require-sign"]);
    assert_eq!(book.entries().len(), 2);
}

#[test]
fn other_writing_of_the_same_keeps_the_signature() {
    let book = Book::in_git();
    book.ends(0, &["review", "--sign-all"]);
    let signed = book.read("signatures.yaml");
    book.ends(0, &["review", "--sign-all", "--by", "Ann Example"]);
    assert_eq!(book.read("signatures.yaml"), signed);
    book.write(
        "content/ladder.yaml",
        "# Written otherwise.\r\nfamily:\r\n  owner: Platform group\r\n  title: Engineering and more\r\n  id: eng\r\n\
         track: {id: ic, family: eng, title: Makers, kind: ic, levels: [engineer, middle, staff]}\r\n\
         competency: {id: system-design, was: [sd], title: Systems}\r\n",
    );
    book.write(
        "content/levels/all.yaml",
        "levels:\n  - expects:\n      system-design:\n        items:\n          - >-\n            Designs for\n            10 teams\n\
         \x20         - {id: w, text: Writes it *down*}\n    was: [principal]\n    code: IC4\n    title: Staff Engineer\n    id: staff\n\
         \x20 - {id: middle, title: Middle, owner: '', expects: {system-design: [Helps]}, status: draft}\n\
         \x20 - {id: engineer, title: Engineer, code: IC1, expects: {system-design: [Draws boxes]}, owner: People team}\n",
    );
    book.ends(0, &["build", "--require-sign"]);
    book.edit("content/levels/all.yaml", "id: staff", "id: staff-engineer");
    book.edit("content/levels/all.yaml", "was: [principal]", "was: [principal, staff]");
    book.edit("content/ladder.yaml", "middle, staff]", "middle, staff-engineer]");
    book.ends(0, &["build", "--require-sign"]);
}

#[test]
fn another_owner_signs_anew() {
    let book = Book::in_git();
    book.ends(0, &["review", "--sign-all"]);
    book.edit("content/ladder.yaml", "Platform group", "Works council");
    let told = book.ends(1, &["build", "--require-sign"]);
    let expected = "`Staff Engineer` has another owner since Ann Example signed it on ";
    assert!(told.contains(expected) && told.contains(": `Works council`, no longer `Platform group`"), "{told}");
    book.ends(0, &["review", "--sign", "staff"]);
    book.ends(0, &["build", "--require-sign"]);
}

#[test]
fn each_who_signed_signs_again_or_is_taken_out() {
    let book = Book::in_git();
    book.ends(0, &["review", "--sign-all"]);
    book.ends(
        0,
        &["review", "--sign", "IC4", "--by", "Bob @all \"B\" <b>: #1 \u{1b}[31m".trim_end_matches("\u{1b}[31m").trim()],
    );
    book.commit();
    assert_eq!(book.entries().len(), 3);
    book.edit("content/ladder.yaml", "10 teams", "20 teams");
    book.ends(0, &["review", "--sign", "staff"]);
    let told = book.ends(1, &["build", "--require-sign"]);
    assert!(told.contains("`Staff Engineer` changed since Bob @all \"B\" <b>: #1 signed it"), "{told}");
    let told = book.ends(2, &["review", "--withdraw", "staff", "--by", "Eve"]);
    assert!(told.contains("Eve has not signed `staff`") && told.contains("Ann Example, Bob"), "{told}");
    book.ends(0, &["review", "--withdraw", "staff", "--by", "Bob @all \"B\" <b>: #1"]);
    book.ends(0, &["build", "--require-sign"]);
    let hostile = book.ends(2, &["review", "--sign", "staff", "--by", "a\nb"]);
    assert!(hostile.contains("no name"), "{hostile}");
}

#[test]
fn a_level_that_is_gone_is_told_and_taken_out() {
    let book = Book::in_git();
    book.ends(0, &["review", "--sign-all"]);
    book.edit("content/ladder.yaml", "levels: [engineer, staff]", "levels: [staff]");
    let ladder = book.read("content/ladder.yaml");
    let without: String =
        ladder.lines().filter(|line| !line.contains("id: engineer")).map(|line| format!("{line}\n")).collect();
    book.write("content/ladder.yaml", &without);
    let told = book.ends(0, &["review"]);
    assert!(
        told.contains("the level `engineer`, which Ann Example signed on ") && told.contains("is no more"),
        "{told}"
    );
    book.ends(0, &["build", "--require-sign"]);
    book.ends(0, &["review", "--withdraw", "engineer", "--by", "Eve"]);
    assert_eq!(book.entries(), ["staff Ann Example"]);
}

#[test]
fn a_broken_file_is_told_with_its_place_and_never_written() {
    let book = Book::in_git();
    book.ends(0, &["review", "--sign-all"]);
    let good = book.read("signatures.yaml");
    let conflict = format!("<<<<<<< HEAD\n{good}=======\n>>>>>>> other\n");
    for (text, message) in [
        (good.replace("by: ", "buy: "), "unknown key `buy` in a signature"),
        (conflict, "a merge was left half done here"),
        (format!("{good}- [\n"), "this is not YAML"),
    ] {
        book.write("signatures.yaml", &text);
        for arguments in [&["review"][..], &["review", "--sign", "staff"], &["review", "--withdraw", "staff"]] {
            let told = book.ends(2, arguments);
            assert!(told.contains(message) && told.contains("signatures.yaml:"), "{told}");
        }
        assert!(book.ends(1, &["build", "--require-sign"]).contains(message));
        assert!(book.ends(1, &["check"]).contains(message));
        assert_eq!(book.read("signatures.yaml"), text);
    }
    let crlf = good.replace('\n', "\r\n");
    book.write("signatures.yaml", &crlf);
    book.ends(0, &["build", "--require-sign"]);
    book.ends(0, &["review", "--sign", "staff", "--by", "Bob"]);
    assert!(book.read("signatures.yaml").starts_with(&crlf.split("level: staff").next().unwrap().to_owned()));
    assert_eq!(
        book.read("signatures.yaml").matches('\n').count(),
        book.read("signatures.yaml").matches("\r\n").count()
    );
}

#[test]
fn without_git_it_works_with_a_name() {
    let book = Book::new();
    let told = book.ends(2, &["review", "--sign-all"]);
    assert!(told.contains("it is not known who signs") && told.contains("--by NAME"), "{told}");
    book.ends(0, &["review", "--sign-all", "--by", "Ann"]);
    book.ends(0, &["build", "--require-sign"]);
    book.edit("content/ladder.yaml", "10 teams", "30 teams");
    let told = book.ends(1, &["build", "--require-sign"]);
    assert!(told.contains("`Staff Engineer` changed since Ann signed it on ") && !told.contains("raised"), "{told}");
    let told = book.ends(2, &["review", "--sign", "Stafff Engineer", "--by", "Ann"]);
    assert!(
        told.contains("there is no level `Stafff Engineer`") && told.contains("did you mean `Staff Engineer`?"),
        "{told}"
    );
}

#[test]
fn only_what_has_an_owner_asks_unless_all_do() {
    let book = Book::in_git();
    book.edit("content/ladder.yaml", ", owner: Platform group", "");
    book.edit("content/ladder.yaml", "code: IC1", "code: IC1, status: draft");
    book.ends(0, &["build", "--require-sign"]);
    assert_eq!(book.ends(0, &["review"]), "no level asks for a signature\n");
    book.edit("book.toml", "[rungbook]", "[review]\nrequire = \"all\"\n[rungbook]");
    let told = book.ends(1, &["build", "--require-sign"]);
    assert!(told.contains("nobody has signed `Staff Engineer`") && !told.contains("`Engineer`"), "{told}");
}

#[test]
fn a_narrow_audience_is_told_nothing_that_it_does_not_see() {
    let book = Book::in_git();
    book.edit("content/ladder.yaml", "Writes it down", "Writes it down, {text: Knows secrets, audience: managers}");
    book.edit("content/ladder.yaml", "id: engineer, title", "id: engineer, audience: managers, title");
    book.ends(0, &["review", "--sign", "staff"]);
    book.commit();
    book.ends(0, &["build", "--require-sign"]);
    let told = book.ends(1, &["build", "--require-sign", "--audience", "managers"]);
    assert!(told.contains("nobody has signed `Engineer`"), "{told}");
    book.edit("content/ladder.yaml", "Knows secrets", "Knows more secrets");
    let told = book.ends(1, &["build", "--require-sign"]);
    assert!(told.contains("`Staff Engineer` changed since") && told.contains(": in what others see"), "{told}");
    assert!(!told.contains("1 clarified") && !told.contains("secrets\""), "{told}");
}

#[test]
#[cfg(unix)]
fn nothing_outside_the_handbook_is_written() {
    let book = Book::in_git();
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("theirs.yaml");
    fs::write(&target, "- level: a\n").unwrap();
    std::os::unix::fs::symlink(&target, book.path("signatures.yaml")).unwrap();
    book.ends(2, &["review", "--sign", "staff"]);
    assert_eq!(fs::read_to_string(&target).unwrap(), "- level: a\n");
    fs::remove_file(&target).unwrap();
    book.ends(2, &["review", "--sign", "staff"]);
    assert!(!target.exists());
    fs::remove_file(book.path("signatures.yaml")).unwrap();
    std::os::unix::fs::symlink("kept.yaml", book.path("signatures.yaml")).unwrap();
    book.write("kept.yaml", "# Kept elsewhere.\n");
    book.ends(0, &["review", "--sign", "staff"]);
    assert!(book.read("kept.yaml").starts_with("# Kept elsewhere.\n- level: staff\n"), "{}", book.read("kept.yaml"));
}
