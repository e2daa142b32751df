//! A few true runs of the command, end to end.

#![allow(clippy::unwrap_used)]

use snapbox::cmd::{Command, cargo_bin};
use snapbox::str;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;
use tempfile::TempDir;

/// The command in a folder, without what the environment of the tests would set.
fn rungbook(folder: &Path, arguments: &[&str]) -> Command {
    let command = Command::new(cargo_bin!("rungbook")).current_dir(folder).args(arguments);
    let command = command.env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    let set = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("RUNGBOOK_"));
    set.fold(command, |command, name| command.env_remove(name))
}

/// A folder with the handbook that `init` writes.
fn handbook() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    rungbook(home.path(), &["init"]).assert().success();
    home
}

fn text(assert: &snapbox::cmd::OutputAssert) -> String {
    let output = assert.get_output();
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// All files below a folder with their bytes and times.
fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        (name, (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().modified().unwrap()))
    });
    files.collect()
}

#[test]
fn a_new_handbook_is_checked_built_and_cleaned() {
    let home = tempfile::tempdir().unwrap();
    rungbook(home.path(), &["init", "book"]).assert().success().stdout_eq(str![[r#"
wrote 14 files to `book`
next: rungbook build book

"#]]);
    rungbook(home.path(), &["check", "book", "--strict"])
        .assert()
        .success()
        .stderr_eq("")
        .stdout_eq("nothing is wrong\n");
    rungbook(home.path(), &["build", "book", "--strict"]).assert().success().stderr_eq("").stdout_eq(str![[r#"
built [..] in [..] ms; to look at them: open book/site/index.html

"#]]);
    let built = files(&home.path().join("book/site"));
    rungbook(home.path(), &["build", "book"]).assert().success().stdout_eq(str![[r#"
nothing changed: [..] in [..] ms; to look at them: open book/site/index.html

"#]]);
    fs::remove_dir_all(home.path().join("book/.rungbook")).unwrap();
    rungbook(home.path(), &["build", "book"]).assert().success();
    assert_eq!(files(&home.path().join("book/site")), built, "nothing is touched without the cache either");
    rungbook(&home.path().join("book"), &["clean"]).assert().success();
    assert!(!home.path().join("book/site").exists() && !home.path().join("book/.rungbook").exists());
    assert!(home.path().join("book/content/index.md").exists());
}

#[test]
fn two_builds_are_the_same_bytes_wherever_they_are() {
    let bytes = |home: &TempDir, threads: &str| {
        rungbook(home.path(), &["build"]).env("RAYON_NUM_THREADS", threads).env("TZ", threads).assert().success();
        files(&home.path().join("site")).into_iter().map(|(name, (bytes, _))| (name, bytes)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(bytes(&handbook(), "1"), bytes(&handbook(), "4"));
}

#[test]
fn init_never_overwrites() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("content")).unwrap();
    fs::write(home.path().join("content/index.md"), "mine").unwrap();
    rungbook(home.path(), &["init"]).assert().code(2).stderr_eq(str![[r#"
error: `.` already holds `content/index.md`
help: nothing was written: name an empty or new folder

"#]]);
    assert_eq!(files(home.path()).len(), 1);
    fs::remove_dir_all(home.path().join("content")).unwrap();
    fs::write(home.path().join(".gitignore"), "/target\n").unwrap();
    let said = text(&rungbook(home.path(), &["init"]).assert().success());
    assert!(said.contains("its `.gitignore` stays"), "{said}");
    assert_eq!(fs::read_to_string(home.path().join(".gitignore")).unwrap(), "/target\n");
    let before = files(home.path());
    rungbook(home.path(), &["init", "--ci", "github"]).assert().success();
    rungbook(home.path(), &["init", "--ci", "github"]).assert().code(2);
    let mut after = files(home.path());
    assert!(after.remove(".github/workflows/handbook.yml").is_some());
    assert_eq!(after, before);
}

#[test]
fn what_cannot_run_ends_with_2() {
    let home = tempfile::tempdir().unwrap();
    rungbook(home.path(), &["build"]).assert().code(2).stderr_eq(str![[r#"
error: there is no `book.toml` in this folder
help: name the folder of a handbook, or make one with `rungbook init`

"#]]);
    rungbook(home.path(), &["build", "nowhere"]).assert().code(2);
    rungbook(home.path(), &["biuld"]).assert().code(2);
    let home = handbook();
    for folder in [".", "..", "content", "content/site", "/"] {
        rungbook(home.path(), &["build", "-d", folder]).assert().code(2);
    }
}

#[test]
fn mistakes_are_said_with_their_place_and_end_with_1() {
    let home = handbook();
    rungbook(home.path(), &["build"]).assert().success();
    let built = files(&home.path().join("site"));
    fs::write(
        home.path().join("book.toml"),
        "[book]\ntitel = \"x\"\n[output.html.fold]\nenable = true\n[rungbook]\naudiences = [\"managers\"]\n",
    )
    .unwrap();
    rungbook(home.path(), &["check"]).assert().code(1).stderr_eq("").stdout_eq(str![[r#"
error[unknown-key]: unknown key `titel` in `[book]`
 --> book.toml:2:1
  |
2 | titel = "x"
  | ^^^^^
  |
  = help: did you mean `title`?

warning[mdbook-setting]: `output.html.fold` is a setting of mdBook that means nothing here
 --> book.toml:3:14
  |
3 | [output.html.fold]
  |              ^^^^
  |
  = help: remove it

1 error, 1 warning

"#]]);
    rungbook(home.path(), &["check", "--format", "short"]).assert().code(1).stdout_eq(str![[r#"
book.toml:2:1: error[unknown-key]: unknown key `titel` in `[book]`
book.toml:3:14: warning[mdbook-setting]: `output.html.fold` is a setting of mdBook that means nothing here

"#]]);
    rungbook(home.path(), &["check", "--format", "github"]).assert().code(1).stdout_eq(str![[r#"
::error file=book.toml,line=2,endLine=2,col=1,endColumn=6,title=unknown-key::unknown key `titel` in `[book]`%0Ahelp: did you mean `title`?
::warning file=book.toml,line=3,endLine=3,col=14,endColumn=18,title=mdbook-setting::`output.html.fold` is a setting of mdBook that means nothing here%0Ahelp: remove it

"#]]);
    let json = rungbook(home.path(), &["check", "--format", "json"]).assert().code(1);
    let entries: serde_json::Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(entries[0]["code"], "unknown-key");
    rungbook(home.path(), &["build"]).assert().code(1);
    assert_eq!(files(&home.path().join("site")), built, "a failed build leaves the old site");
}

#[test]
fn strict_builds_fail_on_warnings_and_leave_the_old_site() {
    let home = handbook();
    fs::write(home.path().join("book.toml"), "[rust]\nedition = \"2024\"\n[rungbook]\naudiences = [\"managers\"]\n")
        .unwrap();
    rungbook(home.path(), &["build", "--strict"]).assert().code(1);
    assert!(!home.path().join("site").exists());
    let first = text(&rungbook(home.path(), &["build"]).assert().success());
    let again = text(&rungbook(home.path(), &["build"]).assert().success());
    for said in [&first, &again] {
        assert!(said.contains("warning[mdbook-setting]") && said.contains("1 warning\n"), "{said}");
    }
    rungbook(home.path(), &["build", "--strict"]).assert().code(1);
    rungbook(home.path(), &["check"]).assert().success();
    rungbook(home.path(), &["check", "--strict"]).assert().code(1);
}

#[test]
fn damaged_text_is_repaired_and_nothing_else_is_touched() {
    let home = handbook();
    let damaged = home.path().join("content/roadmaps/first-year.md");
    let whole = format!("{}\r\nFrom sketch → release ✅  \r\n", fs::read_to_string(&damaged).unwrap());
    fs::write(&damaged, whole.replace('→', "â†’").replace('✅', "âœ…")).unwrap();
    let mut before = files(home.path());
    let said = text(&rungbook(home.path(), &["check", "--strict"]).assert().code(1));
    assert!(said.contains("content/roadmaps/first-year.md"), "{said}");
    rungbook(home.path(), &["check", "--strict", "--fix"])
        .assert()
        .success()
        .stdout_eq("nothing is wrong\n")
        .stderr_eq("repaired `content/roadmaps/first-year.md`\n");
    let mut after = files(home.path());
    let name = "content/roadmaps/first-year.md";
    assert_eq!(String::from_utf8(after.remove(name).unwrap().0).unwrap(), whole);
    before.remove(name);
    assert_eq!(after, before);
}

#[test]
fn the_environment_and_options_set_keys() {
    let home = handbook();
    let said = text(&rungbook(home.path(), &["check"]).env("RUNGBOOK_BOOK__TITEL", "x").assert().code(1));
    assert!(said.contains("--> $RUNGBOOK_BOOK__TITEL"), "{said}");
    rungbook(home.path(), &["build"]).env("RUNGBOOK_BUILD__BUILD_DIR", "public").assert().success();
    assert!(home.path().join("public").is_dir());
    let said = text(&rungbook(home.path(), &["build", "--audience", "manager"]).assert().code(1));
    assert!(said.contains("there is no audience `manager`") && said.contains("did you mean `managers`?"), "{said}");
    let said = text(&rungbook(home.path(), &["build", "--base-url", "javascript:x"]).assert().code(1));
    assert!(said.contains("--> --base-url"), "{said}");
}

#[test]
fn what_is_not_rungbooks_is_neither_emptied_nor_cleaned() {
    let home = handbook();
    fs::create_dir(home.path().join("site")).unwrap();
    fs::write(home.path().join("site/thesis.md"), "x").unwrap();
    for command in ["build", "clean"] {
        rungbook(home.path(), &[command]).assert().code(2).stderr_eq(str![[r#"
error: `[..]/site` cannot be the folder of the site: it holds files that rungbook did not write, such as `thesis.md`
help: name an empty or new folder with `-d` or `build-dir`, or empty this one yourself

"#]]);
    }
    assert_eq!(files(&home.path().join("site")).len(), 1);
}

#[cfg(unix)]
#[test]
fn nothing_outside_is_read() {
    let home = handbook();
    std::os::unix::fs::symlink("/etc/passwd", home.path().join("content/passwd.md")).unwrap();
    let said = text(&rungbook(home.path(), &["build"]).assert().code(1));
    assert!(said.contains("error[symlink-outside]: the symbolic link `content/passwd.md` leads out"), "{said}");
    assert!(!said.contains("root:"), "{said}");
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let home = handbook();
    let script = format!("'{}' completions bash | head -1", cargo_bin!("rungbook").display());
    let said = Command::new("sh").current_dir(home.path()).args(["-c", &script]).assert().success();
    said.stderr_eq("");
}

#[test]
fn schemas_are_json() {
    let home = tempfile::tempdir().unwrap();
    for kind in ["definitions", "book"] {
        let said = rungbook(home.path(), &["schema", kind]).assert().success();
        let schema: serde_json::Value = serde_json::from_slice(&said.get_output().stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}
