//! Where a handbook may lie: outside git, in worktrees and submodules, without commits, in a bare or partial clone.

use super::{Git, PATHS, paths, text};
use crate::source::git::{Error, Repository};
use std::fs;
use std::path::Path;

/// The paths of the newest snapshot.
#[track_caller]
fn newest(home: &Path) -> Vec<String> {
    let repository = Repository::open(home).unwrap().expect("a repository");
    let head = repository.head().unwrap().expect("a commit");
    let (snapshot, _) = repository.snapshot(&head, &PATHS, None).unwrap();
    paths(&snapshot).into_iter().map(str::to_owned).collect()
}

#[test]
fn outside_git_there_is_no_repository() {
    let home = tempfile::tempdir().unwrap();
    assert!(Repository::open(home.path()).unwrap().is_none());
    assert!(matches!(Repository::open(&home.path().join("none")), Err(Error::Folder { .. })));
    fs::create_dir(home.path().join(".git")).unwrap();
    assert!(Repository::open(home.path()).unwrap().is_none(), "an empty folder is no repository");
}

#[test]
fn without_commits_there_is_an_empty_history() {
    let git = Git::new();
    git.write("content/a.md", "a");
    let repository = git.open();
    assert_eq!(repository.head().unwrap(), None);
    assert_eq!(repository.history(&PATHS).unwrap(), Default::default());
    assert_eq!(repository.before("2026").unwrap(), None);
    assert_eq!(repository.tags("*").unwrap().0, []);
    assert!(matches!(repository.revision("HEAD"), Err(Error::NoCommits)));
    assert!(matches!(repository.revision("v1..v2"), Err(Error::NoCommits)));
}

#[test]
fn subfolders_worktrees_submodules_and_bare_repositories() {
    let git = Git::new();
    git.write("content/a.md", "a").write("deep/er/content/b.md", "b").commit("one");
    assert_eq!(newest(&git.at), ["content/a.md"]);
    assert_eq!(newest(&git.at.join("deep/er")), ["content/b.md"]);
    fs::create_dir(git.at.join("untracked")).unwrap();
    assert_eq!(newest(&git.at.join("untracked")), [""; 0]);

    let tree = git.beside("tree");
    git.run(&["worktree", "add", "--quiet", "-b", "work", tree.to_str().unwrap()]);
    assert_eq!(newest(&tree.join("deep/er")), ["content/b.md"]);
    let work = Repository::open(&tree).unwrap().unwrap();
    super::run(&tree, &["commit", "--quiet", "--allow-empty", "--message", "only here"], super::NOON + 86_400);
    assert_eq!(&*work.head().unwrap().unwrap().subject, "only here");
    assert_eq!(&*git.open().head().unwrap().unwrap().subject, "one");

    let outer = Git::new();
    outer.write("content/outer.md", "o").commit("outer");
    outer.run(&["submodule", "--quiet", "add", git.at.to_str().unwrap(), "content/inner"]);
    outer.commit("with a submodule");
    assert_eq!(newest(&outer.at.join("content/inner")), ["content/a.md"]);
    let head = outer.open().head().unwrap().unwrap();
    let (snapshot, left) = outer.open().snapshot(&head, &PATHS, None).unwrap();
    assert_eq!(paths(&snapshot), ["content/outer.md"]);
    assert_eq!(left.iter().map(|left| &*left.code).collect::<Vec<_>>(), ["submodule"]);

    let bare = git.beside("bare.git");
    git.run(&["clone", "--quiet", "--bare", git.at.to_str().unwrap(), bare.to_str().unwrap()]);
    assert_eq!(newest(&bare), ["content/a.md"]);
    assert!(Repository::open(&bare.join("objects")).unwrap().is_none());
}

#[test]
fn a_detached_head_is_read_like_any() {
    let git = Git::new();
    git.write("content/a.md", "1").commit("one");
    git.write("content/a.md", "2").commit("two");
    git.run(&["checkout", "--quiet", "--detach", "HEAD~1"]);
    let repository = git.open();
    let head = repository.head().unwrap().unwrap();
    assert_eq!(&*head.subject, "one");
    assert_eq!(text(&repository.snapshot(&head, &PATHS, None).unwrap().0, "content/a.md"), "1");
    assert_eq!(repository.history(&PATHS).unwrap().touches("content/a.md").len(), 1);
}

#[test]
fn packed_and_loose_are_the_same() {
    let git = Git::new();
    for number in 0..20 {
        git.write("content/a.md", &"line\n".repeat(number + 1)).commit(&format!("{number}"));
    }
    let loose = git.open().history(&PATHS).unwrap();
    git.run(&["gc", "--quiet", "--aggressive"]);
    git.run(&["commit-graph", "write"]);
    assert_eq!(git.open().history(&PATHS).unwrap(), loose);
    assert_eq!(loose.touches("content/a.md").len(), 20);
}

#[test]
fn a_partial_clone_says_what_is_missing() {
    let git = Git::new();
    git.run(&["config", "uploadpack.allowFilter", "true"]);
    git.write("book.toml", "b").write("content/a.md", "old").commit("one");
    git.write("content/a.md", "new").commit("two");
    let url = format!("file://{}", git.at.display());
    let clone = |name: &str, filter: &str| {
        let place = git.beside(name);
        git.run(&["clone", "--quiet", "--no-checkout", filter, &url, place.to_str().unwrap()]);
        Repository::open(&place).unwrap().unwrap()
    };
    let blobless = clone("blobless", "--filter=blob:none");
    assert_eq!(blobless.history(&PATHS).unwrap().touches("content/a.md").len(), 2);
    let head = blobless.head().unwrap().unwrap();
    let error = blobless.snapshot(&head, &PATHS, None).unwrap_err();
    assert!(matches!(error, Error::Missing { what: "file", partial: true, .. }), "{error}");
    let edition = blobless.edition("now", (head, Default::default()), "book.toml", |_| (Vec::new(), None));
    assert!(edition.content.unwrap_err().message.contains("a partial clone"));
    let treeless = clone("treeless", "--filter=tree:0");
    let error = treeless.history(&PATHS).unwrap_err();
    assert!(matches!(error, Error::Missing { what: "folder", partial: true, .. }), "{error}");
}

#[test]
fn the_environment_of_a_hook_does_not_matter() {
    let other = Git::new();
    other.write("content/other.md", "o").commit("other");
    let git = Git::new();
    git.write("content/a.md", "a").commit("one");
    let program = std::env::current_exe().unwrap();
    let name = "source::git::tests::places::packed_and_loose_are_the_same";
    let ran = std::process::Command::new(program)
        .args(["--exact", name])
        .env("GIT_DIR", other.at.join(".git"))
        .env("GIT_WORK_TREE", &other.at)
        .env("GIT_INDEX_FILE", "/nonexistent")
        .env("GIT_NAMESPACE", "elsewhere")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_repository_of_another_user_is_not_read() {
    use std::os::unix::fs::{chown, lchown};
    let git = Git::new();
    git.write("content/a.md", "a").commit("one");
    if chown(&git.at, Some(12_345), None).is_err() {
        return; // only root may give files away
    }
    for place in [git.at.join(".git"), git.at.join(".git/config")] {
        lchown(place, Some(12_345), None).unwrap();
    }
    let error = Repository::open(&git.at).unwrap_err();
    assert!(matches!(error, Error::Untrusted(_)), "{error}");
    assert!(error.help().starts_with("if you trust it, run `git config --global --add safe.directory /"));
}
