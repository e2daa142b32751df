//! The one walk for all files beside `git log` for each.

use super::{Git, PATHS, command, run};
use crate::base::{Deed, History};
use std::path::Path;

/// Holds the history against git's own, for every path that was ever there.
#[track_caller]
fn compare(git: &Git, history: &History) {
    compare_in(&git.at, history, &[]);
}

#[track_caller]
fn compare_in(at: &Path, history: &History, but: &[&str]) {
    let listed = run(at, &["log", "--format=", "--name-only", "-m", "--no-renames", "--relative", "-z", "HEAD"], 0);
    let mut paths: Vec<&str> = listed.split(['\0', '\n']).filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    assert!(!paths.is_empty());
    let within = |path: &str| path == "book.toml" || path.starts_with("content/") || path.starts_with("theme/");
    for path in paths {
        let log = run(at, &["log", "--format=%H", "--", path], 0);
        let mut wanted: Vec<&str> = log.lines().filter(|id| within(path) && !but.contains(id)).collect();
        let mut found: Vec<&str> =
            history.touches(path).iter().map(|step| &*history.commits()[step.commit].id).collect();
        wanted.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, wanted, "{path}");
    }
    for path in history.paths() {
        assert!(!run(at, &["log", "--format=%H", "--", path], 0).is_empty(), "{path}");
    }
}

/// The subjects of the commits that changed a file, under all its names.
fn life<'a>(history: &'a History, path: &str) -> Vec<&'a str> {
    history.of(path).iter().map(|change| &*change.commit.subject).collect()
}

#[test]
fn a_straight_line() {
    let git = Git::new();
    git.write("book.toml", "a").write("content/a.md", "a\n").write("content/deep/er/b.md", "b\n").write("other/x", "x");
    git.commit("one");
    git.write("content/a.md", "a2\n").write("other/x", "y").commit("two");
    git.write("content/deep/er/b.md", "b2\n").write("theme/style.css", "s").commit("three\n\nwith a body");
    git.run(&["rm", "--quiet", "content/a.md"]);
    git.commit("four");
    git.write("content/a.md", "back\n").commit("five\nin two lines");
    git.commit("nothing");
    let history = git.open().history(&PATHS).unwrap();
    compare(&git, &history);
    assert_eq!(life(&history, "content/a.md"), ["five in two lines", "four", "two", "one"]);
    assert_eq!(life(&history, "theme/style.css"), ["three"]);
    let deeds: Vec<_> = history.touches("content/a.md").iter().map(|step| &step.deed).collect();
    assert_eq!(deeds, [&Deed::Added, &Deed::Removed, &Deed::Changed, &Deed::Added]);
    assert!(history.of("other/x").is_empty() && history.cut().is_empty());
    let last = history.last("book.toml").unwrap();
    assert_eq!((&*last.author, last.written.day().to_string().as_str()), ("Ada Löwe", "2026-01-01"));
    assert_eq!(last.written.rfc3339(), "2026-01-01T14:00:00+02:00");
}

#[test]
fn merges_follow_the_side_that_is_the_same() {
    let git = Git::new();
    git.write("content/a.md", "1\n2\n3\n4\n5\n")
        .write("content/b.md", "b\n")
        .write("content/c.md", "c\n")
        .commit("base");
    git.run(&["checkout", "--quiet", "-b", "side"]);
    git.write("content/a.md", "1\n2\n3\n4\nside\n").commit("side a");
    git.write("content/side.md", "s\n").commit("side adds");
    git.write("content/gone.md", "g\n").commit("side adds for a day");
    git.run(&["rm", "--quiet", "content/gone.md"]);
    git.commit("side removes");
    git.run(&["checkout", "--quiet", "main"]);
    git.write("content/b.md", "b2\n").commit("main b");
    git.write("content/a.md", "main\n2\n3\n4\n5\n").commit("main a");
    git.merge("side", |_| {});
    git.run(&["checkout", "--quiet", "-b", "twin", "HEAD~2"]);
    git.write("content/c.md", "same\n").commit("twin c");
    git.run(&["checkout", "--quiet", "main"]);
    git.write("content/c.md", "same\n").commit("main c, the same");
    git.merge("twin", |_| {});
    git.run(&["checkout", "--quiet", "-b", "evil"]);
    git.write("content/b.md", "evil\n").commit("evil b");
    git.run(&["checkout", "--quiet", "main"]);
    git.write("content/b.md", "main again\n").commit("main b again");
    git.merge("evil", |git| {
        git.write("content/b.md", "neither\n").write("content/new.md", "born in a merge\n");
    });
    git.run(&["checkout", "--quiet", "-b", "dropped", "HEAD~3"]);
    git.write("content/a.md", "dropped\n").commit("dropped a");
    git.run(&["checkout", "--quiet", "main"]);
    git.run(&["merge", "--quiet", "--strategy=ours", "--message", "Merge and drop", "dropped"]);
    let history = git.open().history(&PATHS).unwrap();
    compare(&git, &history);
    assert_eq!(life(&history, "content/gone.md"), [""; 0]);
    assert!(!life(&history, "content/a.md").contains(&"dropped a"));
    assert!(life(&history, "content/b.md").contains(&"Merge evil"));
}

#[test]
fn octopus_merges_and_roots_without_a_common_past() {
    let git = Git::new();
    git.write("content/a.md", "a\n").commit("base");
    for branch in ["x", "y", "z"] {
        git.run(&["checkout", "--quiet", "-b", branch, "main"]);
        git.write(&format!("content/{branch}.md"), branch).commit(branch);
    }
    git.run(&["checkout", "--quiet", "main"]);
    git.run(&["merge", "--quiet", "--message", "octopus", "x", "y", "z"]);
    git.run(&["checkout", "--quiet", "--orphan", "other"]);
    git.run(&["rm", "-r", "--quiet", "--force", "."]);
    git.write("content/a.md", "other root\n").write("content/orphan.md", "o\n").commit("other root");
    git.run(&["checkout", "--quiet", "main"]);
    git.run(&["merge", "--quiet", "--allow-unrelated-histories", "--strategy=ours", "--message", "join", "other"]);
    git.write("content/x.md", "x2").commit("after");
    let history = git.open().history(&PATHS).unwrap();
    compare(&git, &history);
    assert_eq!(life(&history, "content/x.md"), ["after", "x"]);
}

#[test]
fn renames_are_followed() {
    let git = Git::new();
    let long = "id: staff\ntitle: Staff Engineer\nsummary: one\nexpects: two\nmore: three\nlast: four\n";
    git.write("content/old.yaml", long).write("content/keep.md", "k\n").commit("add");
    git.write("content/old.yaml", &long.replace("two", "two and a half")).commit("edit under the old name");
    std::fs::create_dir_all(git.at.join("content/levels")).unwrap();
    git.run(&["mv", "content/old.yaml", "content/levels/new.yaml"]);
    git.commit("move");
    git.run(&["mv", "content/levels/new.yaml", "content/levels/staff.yaml"]);
    git.write("content/levels/staff.yaml", &long.replace("id: staff", "id: staff-engineer")).commit("move and edit");
    git.write("content/old.yaml", "another file of the old name\n").commit("the name again");
    let history = git.open().history(&PATHS).unwrap();
    compare(&git, &history);
    assert_eq!(
        life(&history, "content/levels/staff.yaml"),
        ["move and edit", "move", "edit under the old name", "add"]
    );
    assert_eq!(life(&history, "content/old.yaml"), ["the name again", "move", "edit under the old name", "add"]);
    let first = &history.of("content/levels/staff.yaml")[0];
    assert_eq!(first.deed, &Deed::Renamed { from: "content/levels/new.yaml".into() });
}

#[test]
fn a_handbook_in_a_folder_has_only_its_own_history() {
    let git = Git::new();
    git.write("docs/handbook/content/a.md", "a").write("content/a.md", "not this").commit("one");
    git.write("content/a.md", "nor this").commit("two");
    git.write("docs/handbook/content/a.md", "a2").write("docs/handbook/book.toml", "b").commit("three");
    let home = git.at.join("docs/handbook");
    let repository = super::Repository::open(&home).unwrap().unwrap();
    let history = repository.history(&PATHS).unwrap();
    compare_in(&home, &history, &[]);
    assert_eq!(life(&history, "content/a.md"), ["three", "one"]);
}

#[test]
fn a_shallow_clone_says_where_it_ends() {
    let git = Git::new();
    for day in 0..6 {
        git.write("content/a.md", &format!("{day}\n"))
            .write(&format!("content/{day}.md"), "x")
            .commit(&format!("day {day}"));
    }
    let url = format!("file://{}", git.at.display());
    let clone = git.beside("shallow");
    git.run(&["clone", "--quiet", "--depth=3", &url, clone.to_str().unwrap()]);
    let repository = super::Repository::open(&clone).unwrap().unwrap();
    let history = repository.history(&PATHS).unwrap();
    let cut: Vec<_> = history.cut().iter().map(|commit| &*commit.id).collect();
    assert_eq!(cut, [git.id("HEAD~2")]);
    compare_in(&clone, &history, &cut);
    assert_eq!(life(&history, "content/a.md"), ["day 5", "day 4"]);
    assert!(history.is_cut("content/a.md") && history.is_cut("content/0.md") && !history.is_cut("content/5.md"));
    let error = repository.before("2026-01-02").unwrap_err();
    assert!(error.to_string().ends_with("the clone is shallow and begins on 2026-01-04"), "{error}");
    assert!(error.help().contains("--unshallow"));
}

/// A history of many branches and merges from a fixed sequence of numbers.
#[test]
fn random_histories_are_those_of_git() {
    for seed in 1..=3u64 {
        let git = Git::new();
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut random = move |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below
        };
        git.write("content/f0.md", "start\n").write("book.toml", "b\n").commit("start");
        let mut branches = vec!["main".to_owned()];
        for number in 0..45 {
            let branch = branches[random(branches.len() as u64) as usize].clone();
            git.run(&["checkout", "--quiet", "--force", &branch]);
            match random(10) {
                0 | 1 if branches.len() < 5 => {
                    let new = format!("b{number}");
                    git.run(&["checkout", "--quiet", "-b", &new]);
                    branches.push(new);
                }
                2..=4 => {
                    let other = branches[random(branches.len() as u64) as usize].clone();
                    let ahead = git.run(&["log", "--format=%H", &format!("{branch}..{other}")]);
                    if other != branch && !ahead.is_empty() {
                        git.merge(&other, |git| {
                            let side = if number % 2 == 0 { "--ours" } else { "--theirs" };
                            let mut take = command(&git.at, 0);
                            take.args(["checkout", "--quiet", side, "--", "."]).output().unwrap(); // or leave the marks
                        });
                    }
                }
                5 => {
                    let path = format!("content/f{}.md", random(5));
                    if git.at.join(&path).exists() {
                        git.run(&["rm", "--quiet", &path]);
                        git.commit(&format!("remove {number}"));
                    }
                }
                _ => {
                    let path = format!("content/f{}.md", random(5));
                    git.write(&path, &format!("{}\n", random(4))).commit(&format!("write {number}"));
                }
            }
        }
        for branch in &branches {
            git.run(&["checkout", "--quiet", "--force", branch]);
            compare(&git, &git.open().history(&PATHS).unwrap());
        }
    }
}
