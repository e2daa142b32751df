//! Tags, ranges, dates and editions of a repository with twelve releases.

use super::{Git, PATHS, paths, text};
use crate::base::{Bytes, Moment};
use std::sync::Arc;

/// Twelve releases `v1.0` to `v1.11`, the even ones with annotated tags, some of them merges.
fn releases() -> Git {
    let git = Git::new();
    git.write("book.toml", "[book]\n").write("content/fixed.md", "never changes\n");
    for number in 0..12 {
        git.write("content/level.yaml", &format!("level: {number}\n"));
        if number % 4 == 3 {
            git.run(&["checkout", "--quiet", "-b", &format!("work{number}")]);
            git.commit(&format!("work {number}"));
            git.run(&["checkout", "--quiet", "main"]);
            git.merge(&format!("work{number}"), |_| {});
        } else {
            git.commit(&format!("release {number}"));
        }
        let tag = format!("v1.{number}");
        if number % 2 == 0 {
            git.run(&["tag", "--annotate", "--message", &format!("Release {number}\n\nWith notes.\n"), &tag]);
        } else {
            git.run(&["tag", &tag]);
        }
    }
    git.run(&["tag", "other"]);
    git
}

#[test]
fn tags_come_with_their_commits_and_dates() {
    let git = releases();
    git.run(&["tag", "blob", &git.id("HEAD:book.toml")]);
    git.run(&["tag", "--annotate", "--message", "a tag of a tag", "v1.nested", "v1.2"]);
    git.run(&["pack-refs", "--all"]);
    let (tags, faults) = git.open().tags("v1.[0-9]*").unwrap();
    assert!(faults.is_empty());
    let names: Vec<_> = tags.iter().map(|tag| &*tag.name).collect();
    let wanted: Vec<_> = (0..12).rev().map(|number| format!("v1.{number}")).collect();
    assert_eq!(names, wanted);
    for tag in &tags {
        assert_eq!(&*tag.commit.id, git.id(&format!("{}^{{commit}}", tag.name)));
        assert_eq!(tag.message.is_some(), tag.name.ends_with(['0', '2', '4', '6', '8']), "{}", tag.name);
    }
    assert_eq!(tags[11].message.as_deref(), Some("Release 0\n\nWith notes."));
    assert_eq!(tags[11].date.seconds, tags[11].commit.committed.seconds + 86_400);
    let all = git.open().tags("*").unwrap().0;
    assert!(all.iter().any(|tag| &*tag.name == "v1.nested" && *tag.commit.id == git.id("v1.2^{commit}")));
    assert!(all.iter().all(|tag| &*tag.name != "blob"));
}

#[test]
fn revisions_are_those_of_git() {
    let git = releases();
    let repository = git.open();
    for name in ["HEAD", "main", "v1.4", "v1.3", "HEAD~3", "v1.3^2", "main@{0}", "refs/tags/v1.2", "work7", "@"] {
        let found = repository.revision(name).unwrap();
        assert_eq!((found.from, &*found.to.id), (None, git.id(&format!("{name}^{{commit}}")).as_str()), "{name}");
    }
    let short = &git.id("HEAD~2")[..8];
    assert_eq!(*repository.revision(short).unwrap().to.id, git.id("HEAD~2"));
    let ends = |name: &str| {
        let found = repository.revision(name).unwrap();
        (found.from.map(|from| from.id.to_string()), found.to.id.to_string())
    };
    let ids = |from: &str, to: &str| (Some(git.id(&format!("{from}^{{commit}}"))), git.id(&format!("{to}^{{commit}}")));
    assert_eq!(ends("v1.2..v1.4"), ids("v1.2", "v1.4"));
    assert_eq!(ends("v1.2.."), ids("v1.2", "HEAD"));
    assert_eq!(ends("v1.2...work7"), ids("v1.2", "work7"));
    assert_eq!(ends("v1.4^!"), ids("v1.4~1", "v1.4"));
}

#[test]
fn dates_are_those_of_the_clocks_that_were_looked_at() {
    let git = releases();
    let repository = git.open();
    let at = |date: &str| repository.before(date).unwrap().map(|commit| commit.id.to_string());
    assert_eq!(at("2026-01-01"), Some(git.id("v1.0^{commit}")));
    assert_eq!(at("2026-01-03"), Some(git.id("v1.2^{commit}")));
    assert_eq!(at("2026-01"), Some(git.id("HEAD")));
    assert_eq!(at("2025-12-31"), None);
    assert_eq!(at("2026-01-04"), Some(git.id("v1.2^{commit}")), "the fourth was a day of work on a branch");
    let dated = repository.revision("2026-01-01..2026-01-03").unwrap();
    assert_eq!(*dated.from.unwrap().id, git.id("v1.0^{commit}"));
    assert_eq!(*repository.revision("2026-01-02").unwrap().to.id, git.id("v1.1"));
    let error = repository.revision("2020-01-01").unwrap_err();
    assert_eq!(error.to_string(), "`2020-01-01` names no revision: the first commit came later");
}

#[test]
fn what_names_nothing_is_answered_with_what_is_near() {
    let git = releases();
    let repository = git.open();
    let asked = |text: &str| {
        let error = repository.revision(text).unwrap_err();
        (error.to_string(), error.help())
    };
    assert_eq!(asked("v1.99").1, "did you mean `v1.9`?");
    assert_eq!(asked("mian").0, "`mian` names no revision");
    assert_eq!(asked("HEAD:book.toml").0, "`HEAD:book.toml` names no revision: what it names is no commit");
    assert!(asked("zebra..main").0.starts_with("`zebra` names no revision"));
    let odd = [
        "",
        " ",
        "..",
        "...",
        "^main",
        "HEAD~99999999999999999999",
        "@{",
        "@{-1}",
        ":/",
        ":/zzz",
        "HEAD^{/zzz}",
        "é",
        "\0",
    ];
    for text in odd {
        let _ = repository.revision(text);
    }
    assert!(repository.revision("HEAD~500").is_err());
    assert!(repository.tags("[").unwrap().0.is_empty());
}

#[test]
fn editions_share_what_did_not_change() {
    let git = releases();
    let repository = git.open();
    let (tags, _) = repository.tags("v1.*").unwrap();
    let inputs = |book: &crate::base::Snapshot| {
        assert_eq!(paths(book), ["book.toml"]);
        (vec!["content".to_owned()], Some("site".to_owned()))
    };
    let edition =
        |tag: &super::super::Tag| repository.edition(&tag.name, (tag.commit.clone(), tag.date), "book.toml", inputs);
    let editions: Vec<_> = tags.iter().map(edition).collect();
    let fixed: Vec<&Bytes> =
        editions.iter().map(|edition| edition.content.as_ref().unwrap().get("content/fixed.md").unwrap()).collect();
    assert_eq!(fixed.len(), 12);
    assert!(fixed.windows(2).all(|pair| Arc::ptr_eq(pair[0], pair[1])));
    for (number, edition) in editions.iter().rev().enumerate() {
        assert_eq!(&*edition.name, format!("v1.{number}"));
        let snapshot = edition.content.as_ref().unwrap();
        assert_eq!(text(snapshot, "content/level.yaml"), format!("level: {number}\n"));
    }
}

#[test]
fn an_edition_without_a_book_says_so() {
    let git = Git::new();
    git.write("content/a.md", "a").commit("no book yet");
    let repository = git.open();
    let head = repository.head().unwrap().unwrap();
    let edition = repository.edition("first", (head.clone(), Moment::default()), "book.toml", |_| (Vec::new(), None));
    let why = edition.content.unwrap_err();
    assert_eq!(why.message, "the edition `first` has no `book.toml` in the handbook's folder");
    let (snapshot, left_out) = repository.snapshot(&head, &PATHS, None).unwrap();
    assert_eq!((paths(&snapshot), left_out.len()), (vec!["content/a.md"], 0));
}
