//! What differs from what is published, in a preview that runs: in every kind of repository, and while it changes.

use super::edits::git;
use super::preview::{Preview, eventually, handbook, start};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const FILE: &str = "content/levels/staff.yaml";
const LEVEL: &str = "/levels/pd-staff.html";
const BAR: &str = "<aside class=\"review\"";
const MARK: &str = "<ins class=\"redline\" id=\"change-1\">Boldly";

/// A handbook whose first commit is on `main`.
fn published() -> TempDir {
    let home = handbook();
    publish(home.path());
    home
}

fn publish(folder: &Path) {
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "-m", "One"]);
}

/// Changes one level of the handbook in a folder.
fn change(folder: &Path) {
    let text = fs::read_to_string(folder.join(FILE)).unwrap();
    fs::write(folder.join(FILE), text.replacen("summary: ", "summary: Boldly ", 1)).unwrap();
}

/// Waits until the level says what differs, or says it no more.
#[track_caller]
fn until_marked(preview: &Preview, is_marked: bool) {
    eventually(&format!("marked: {is_marked}\n{}", preview.said()), || {
        let text = preview.get(LEVEL).text();
        (text.contains("<h1") && [BAR, MARK].iter().all(|sign| text.contains(sign) == is_marked)).then_some(())
    });
}

/// Serves what stands in a folder inside of `home` and changes a level of it.
#[track_caller]
fn is_reviewed(home: TempDir, folder: &str, arguments: &[&str]) -> Preview {
    let arguments: Vec<&str> = [folder, "-p", "0"].iter().chain(arguments).copied().collect();
    let preview = start(home, &arguments);
    preview.until(LEVEL, "<h1");
    change(&preview.at(folder));
    until_marked(&preview, true);
    assert!(!preview.said().contains("no-base"), "{}", preview.said());
    preview
}

#[test]
fn an_edit_is_marked_until_it_is_taken_back() {
    let preview = start(published(), &["-p", "0"]);
    until_marked(&preview, false);
    let (before, home, good) = (preview.state(LEVEL), preview.state("/"), preview.get(LEVEL).text());
    let text = fs::read_to_string(preview.at(FILE)).unwrap();
    change(&preview.at("."));
    until_marked(&preview, true);
    let (marked, elsewhere) = (preview.state(LEVEL), preview.state("/"));
    assert!(marked.page != before.page && elsewhere.page != home.page, "open pages load the bar by themselves");
    assert!(preview.get("/").text().contains(">1 page differs</a>"), "{}", preview.get("/").text());
    assert!(preview.get("/changes/review.html").text().contains("../levels/pd-staff.html"));
    fs::write(preview.at(FILE), text).unwrap();
    until_marked(&preview, false);
    assert_eq!(preview.get(LEVEL).text(), good);
    assert_eq!((preview.state(LEVEL).page, preview.state("/").page), (before.page, home.page));
}

#[test]
fn pages_that_come_and_go_are_listed() {
    let preview = start(published(), &["-p", "0"]);
    preview.until("/roadmaps/first-year.html", "<h1");
    fs::rename(preview.at("content/roadmaps/first-year.md"), preview.at("away.md")).unwrap();
    preview.until("/roadmaps/first-year.html", "This page is gone; it is shown as it was");
    preview.write("content/roadmaps/later.md", "# Later\n\nNew words.\n");
    preview.until("/roadmaps/later.html", "This page is new");
    fs::rename(preview.at("away.md"), preview.at("content/roadmaps/first-year.md")).unwrap();
    eventually("it is back", || (!preview.get("/roadmaps/first-year.html").text().contains("is gone")).then_some(()));
}

#[test]
fn a_commit_to_what_is_published_ends_the_review() {
    let preview = is_reviewed(published(), ".", &[]);
    git(preview.home.path(), &["commit", "--quiet", "--all", "-m", "Two"]);
    until_marked(&preview, false);
    git(preview.home.path(), &["checkout", "--quiet", "-b", "work", "HEAD~1"]);
    git(preview.home.path(), &["checkout", "--quiet", "main"]);
    until_marked(&preview, false);
}

#[test]
fn branches_may_be_switched() {
    let home = published();
    git(home.path(), &["checkout", "--quiet", "-b", "work"]);
    change(home.path());
    git(home.path(), &["commit", "--quiet", "--all", "-m", "Two"]);
    let preview = start(home, &["-p", "0"]);
    until_marked(&preview, true);
    git(preview.home.path(), &["checkout", "--quiet", "main"]);
    until_marked(&preview, false);
    git(preview.home.path(), &["checkout", "--quiet", "work"]);
    until_marked(&preview, true);
    git(preview.home.path(), &["branch", "--force", "main", "work"]);
    until_marked(&preview, false);
}

#[test]
fn every_kind_of_repository_is_reviewed() {
    let detached = published();
    git(detached.path(), &["checkout", "--quiet", "--detach"]);
    is_reviewed(detached, ".", &[]);

    let outer = tempfile::tempdir().unwrap();
    fs::create_dir_all(outer.path().join("docs/people")).unwrap();
    fs::rename(handbook().keep(), outer.path().join("docs/people/handbook")).unwrap();
    publish(outer.path());
    is_reviewed(outer, "docs/people/handbook", &[]);

    let (home, origin) = (tempfile::tempdir().unwrap(), published());
    change(origin.path());
    git(origin.path(), &["commit", "--quiet", "--all", "--allow-empty", "-m", "Two"]);
    git(origin.path(), &["revert", "--no-edit", "HEAD"]);
    let url = format!("file://{}", origin.path().display());
    git(home.path(), &["clone", "--quiet", "--depth", "1", &url, "shallow"]);
    is_reviewed(home, "shallow", &[]);

    let home = tempfile::tempdir().unwrap();
    git(home.path(), &["init", "--quiet"]);
    let allowed = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "book"];
    git(home.path(), &allowed);
    git(home.path(), &["commit", "--quiet", "-m", "One"]);
    is_reviewed(home, "book", &[]);
}

#[test]
fn a_worktree_follows_what_its_repository_publishes() {
    let home = tempfile::tempdir().unwrap();
    fs::rename(handbook().keep(), home.path().join("main")).unwrap();
    publish(&home.path().join("main"));
    git(&home.path().join("main"), &["worktree", "add", "--quiet", "-b", "work", "../work"]);
    let preview = is_reviewed(home, "work", &[]);
    change(&preview.at("main"));
    git(&preview.at("main"), &["commit", "--quiet", "--all", "-m", "Two"]);
    until_marked(&preview, false);
}

#[test]
fn what_is_off_is_said_and_all_else_works() {
    let uncommitted = || {
        let home = handbook();
        git(home.path(), &["init", "--quiet"]);
        home
    };
    let later = || {
        let home = uncommitted();
        git(home.path(), &["commit", "--quiet", "--allow-empty", "-m", "Nothing yet"]);
        home
    };
    let cases: [(TempDir, &[&str], &str); 8] = [
        (handbook(), &[], "note[no-base]"),
        (
            handbook(),
            &["--base", "main"],
            "warning[no-base]: what differs from the published handbook is not shown: the handbook does not lie in a git repository",
        ),
        (uncommitted(), &[], "nothing has been committed yet"),
        (uncommitted(), &["--base", "main"], "warning[no-base]"),
        (
            later(),
            &[],
            "note[no-base]: what differs from the published handbook is not shown: `main` holds no handbook in this folder",
        ),
        (later(), &["--base", "main"], "warning[no-base]"),
        (published(), &["--base", "nowhere"], "`nowhere` names no revision"),
        (published(), &["--base", "$(x)<b>\"'"], "names no revision"),
    ];
    for (home, arguments, words) in cases {
        let preview = start(home, &[&["-p", "0"], arguments].concat());
        preview.until(LEVEL, "<h1");
        preview.until_said("[no-base]");
        preview.until_said(words);
        change(&preview.at("."));
        preview.until(LEVEL, "Boldly");
        assert!(!preview.get(LEVEL).text().contains(BAR), "{words}");
        assert!(!preview.state(LEVEL).failed, "{words}");
    }
}

#[test]
fn a_base_that_cannot_be_read_is_no_fault_of_today() {
    for (file, text) in [("content/broken.yaml", "levels: [\n"), ("book.toml", "[book\n")] {
        let home = handbook();
        let good = fs::read_to_string(home.path().join(file)).ok();
        fs::write(home.path().join(file), text).unwrap();
        publish(home.path());
        match good {
            Some(good) => fs::write(home.path().join(file), good).unwrap(),
            None => fs::remove_file(home.path().join(file)).unwrap(),
        }
        let preview = start(home, &["-p", "0"]);
        preview.until_said(&format!("`main` has a mistake: {file}:1:"));
        assert!(preview.get(LEVEL).status == 200 && !preview.get(LEVEL).text().contains(BAR));
        git(preview.home.path(), &["add", "--all"]);
        git(preview.home.path(), &["commit", "--quiet", "-m", "Mend"]);
        preview.until_said("the history: ");
        change(&preview.at("."));
        until_marked(&preview, true);
    }
}

#[test]
fn the_book_may_name_what_is_published() {
    let preview = start(published(), &["-p", "0"]);
    git(preview.home.path(), &["branch", "live"]);
    change(&preview.at("."));
    git(preview.home.path(), &["commit", "--quiet", "--all", "-m", "Two"]);
    until_marked(&preview, false);
    let book = fs::read_to_string(preview.at("book.toml")).unwrap();
    fs::write(preview.at("book.toml"), format!("{book}\n[review]\nbase = \"live\"\n")).unwrap();
    until_marked(&preview, true);
    assert!(preview.get(LEVEL).text().contains("from <code>live</code>"));
    fs::write(preview.at("book.toml"), format!("{book}\n[review]\nbase = \"none\"\n")).unwrap();
    preview.until_said("book.toml:");
    preview.until(LEVEL, "Boldly");
    until_marked(&preview, false);
    fs::write(preview.at("book.toml"), &book).unwrap();
    until_marked(&preview, false);
    assert!(!start(published(), &["-p", "0", "--no-base"]).said().contains("no-base"));
}

#[test]
fn errors_leave_the_review_as_it_was() {
    let preview = is_reviewed(published(), ".", &["--base", "main"]);
    let (page, text) = (preview.get(LEVEL).text(), fs::read_to_string(preview.at(FILE)).unwrap());
    fs::write(preview.at(FILE), text.replace("level:", "levle:")).unwrap();
    eventually("it fails", || preview.state(LEVEL).failed.then_some(()));
    assert_eq!(preview.get(LEVEL).text(), page);
    git(preview.home.path(), &["checkout", "--quiet", "--", FILE]);
    eventually("it is mended", || (!preview.state(LEVEL).failed).then_some(()));
    preview.until(LEVEL, "This page is the same");
}
