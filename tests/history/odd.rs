//! Repositories as people have them: broken revisions, shallow clones, worktrees, submodules, no git at all. What can be told
//! is told, what cannot is said, and the site is built.

use super::script::{Git, Handbook, NOON, run};
use rungbook::base::Gap;
use std::fs;
use std::path::Path;

const LADDER: &str = "\
family: {id: craft, title: Craft}
track: {id: ic, family: craft, title: Way up, kind: ic, levels: [one]}
competency: {id: code, title: Code}
level:
  id: one
  title: One
  expects:
    code: {items: [Writes 1 page of the manual in a year]}
";

/// A repository with a release for each of some texts of the ladder, `1.0` the first.
fn releases(texts: &[&str]) -> Git {
    let git = Git::new();
    git.write("book.toml", "");
    for (number, text) in texts.iter().enumerate() {
        git.write("content/ladder.yaml", text).commit("Change").tag(&format!("1.{number}"), None);
    }
    git
}

fn ladder(number: usize) -> String {
    LADDER.replace("1 page", &format!("{number} pages"))
}

/// The chapters as `name since: what changed`.
fn told(folder: &Path) -> Vec<String> {
    let handbook = Handbook::read(folder, None);
    let story = handbook.story();
    let site = handbook.build().site.expect("the site is built whatever its past is");
    assert!(site.get("index.html").is_some());
    let chapters = story.chapters.iter().map(|chapter| {
        let since = chapter.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
        let words = chapter.told.things.iter().flat_map(|thing| &thing.lines).flat_map(|line| &line.words);
        let words: Vec<_> = words.map(|run| &*run.text).collect();
        let unread = if chapter.unread { " unread" } else { "" };
        format!("{}{since}{unread}: {}", chapter.name(), words.concat())
    });
    chapters.collect()
}

/// Adds a release to the handbook's definitions, without committing it.
fn define(git: &Git, fields: &str) {
    let path = git.at.join("content/releases.yaml");
    let before = fs::read_to_string(&path).unwrap_or_else(|_| "releases:\n".to_owned());
    git.write("content/releases.yaml", format!("{before}  - {{{fields}}}\n"));
}

#[test]
fn a_release_that_does_not_parse_is_reported_and_stepped_over() {
    let broken = "level: {id: one\n  title: }";
    let git = releases(&[&ladder(1), broken, &ladder(3)]);
    let handbook = Handbook::read(&git.at, None);
    let said = handbook.said();
    assert_eq!(said.len(), 1, "{said:?}");
    let start = "unreadable-edition: the release `1.1` is left out: content/ladder.yaml:";
    assert!(said[0].starts_with(start), "{said:?}");
    assert_eq!(told(&git.at), ["1.2 since 1.0: Writes 13 pages of the manual in a year", "1.1 unread: ", "1.0: "]);
}

#[test]
fn a_release_without_a_book_is_no_release_of_the_handbook() {
    let git = Git::new();
    git.write("src/main.c", "int main;\n").commit("Software").tag("0.1", None);
    git.write("book.toml", "").write("content/ladder.yaml", LADDER).commit("Ladder").tag("1.0", None);
    assert_eq!(
        Handbook::read(&git.at, None).said(),
        [""; 0],
        "a tag of something else in the repository is nobody's mistake"
    );
    assert_eq!(told(&git.at), ["1.0: "]);
    git.write("book.toml", "[changes]\ntags = \"[0-9]*\"\n").commit("Name the tags");
    let said = Handbook::read(&git.at, None).said();
    assert!(said.len() == 1 && said[0].starts_with("missing-edition: ") && said[0].contains("0.1"), "{said:?}");
    git.write("book.toml", "");
    define(&git, "version: '0.1', date: 2026-01-01");
    let said = Handbook::read(&git.at, None).said();
    assert!(said.len() == 1 && said[0].starts_with("content/releases.yaml:2: missing-edition: "), "{said:?}");
}

#[test]
fn a_shallow_clone_says_from_when_on_it_knows() {
    let git = releases(&[&ladder(1), &ladder(2), &ladder(3), &ladder(4)]);
    let shallow = git.beside("shallow");
    let from = format!("file://{}", git.at.display());
    run(&git.beside("."), &["clone", "--quiet", "--depth=2", &from, "shallow"], NOON);
    let handbook = Handbook::read(&shallow, None);
    assert_eq!(handbook.past.gap, Some(Gap::Shallow("2026-01-03".into())));
    assert_eq!(told(&shallow), ["1.3 since 1.2: Writes 34 pages of the manual in a year", "1.2: "]);
    define_in(&shallow, "version: '1.0', date: 2026-01-01");
    let said = Handbook::read(&shallow, None).said();
    let why = "the clone is shallow and begins on 2026-01-03";
    assert!(
        said.len() == 1 && said[0].starts_with("content/releases.yaml:2: missing-edition") && said[0].ends_with(why),
        "{said:?}"
    );
    define_in(&shallow, "version: '1.0', date: 2026-01-01T12:00Z");
    assert!(Handbook::read(&shallow, None).said()[0].contains("on or before 2026-01-01T12:00Z is there"));
}

fn define_in(folder: &Path, fields: &str) {
    fs::write(folder.join("content/releases.yaml"), format!("releases:\n  - {{{fields}}}\n")).unwrap();
}

#[test]
fn without_commits_or_git_nothing_is_known_and_nothing_fails() {
    let git = Git::new();
    git.write("book.toml", "").write("content/ladder.yaml", LADDER);
    define(&git, "version: '1.0', date: 2026-01-01");
    assert_eq!(Handbook::read(&git.at, None).past.gap, Some(Gap::NoCommits));
    assert_eq!((told(&git.at), Handbook::read(&git.at, None).said()), (vec![], vec![]));
    fs::remove_dir_all(git.at.join(".git")).unwrap();
    assert_eq!(Handbook::read(&git.at, None).past.gap, Some(Gap::Outside));
    assert_eq!((told(&git.at), Handbook::read(&git.at, None).said()), (vec![], vec![]));
}

#[test]
fn an_unborn_branch_beside_commits_knows_none() {
    let git = releases(&[&ladder(1)]);
    git.run(&["checkout", "--quiet", "--orphan", "fresh"]);
    assert_eq!(Handbook::read(&git.at, None).past.gap, Some(Gap::NoCommits));
    assert_eq!(told(&git.at), [""; 0]);
}

#[test]
fn who_asks_for_no_past_gets_none() {
    let git = releases(&[&ladder(1), &ladder(2)]);
    git.write("book.toml", "[changes]\nenable = false\n");
    let handbook = Handbook::read(&git.at, None);
    assert_eq!((handbook.past.gap.clone(), handbook.releases()), (Some(Gap::Off), vec![]));
    let site = handbook.build().site.unwrap();
    assert!(site.iter().all(|(route, _)| !route.encoded().starts_with("changes")));
}

#[test]
fn a_detached_head_knows_what_it_builds_on() {
    let git = releases(&[&ladder(1), &ladder(2), &ladder(3)]);
    git.run(&["checkout", "--quiet", "--detach", "1.1"]);
    assert_eq!(told(&git.at), ["1.1 since 1.0: Writes 12 pages of the manual in a year", "1.0: "]);
}

#[test]
fn worktrees_and_submodules_are_as_good_as_any() {
    let git = releases(&[&ladder(1), &ladder(2)]);
    git.run(&["worktree", "add", "--quiet", "../tree", "-b", "tree"]);
    assert_eq!(told(&git.beside("tree")), ["1.1 since 1.0: Writes 12 pages of the manual in a year", "1.0: "]);
    let outer = Git::new();
    outer.write("README.md", "Outer.\n").commit("Begin").tag("9.0", None);
    outer.run(&["submodule", "--quiet", "add", &format!("file://{}", git.at.display()), "handbook"]);
    outer.commit("Add the handbook");
    assert_eq!(told(&outer.at.join("handbook")), ["1.1 since 1.0: Writes 12 pages of the manual in a year", "1.0: "]);
}

#[test]
fn a_handbook_whose_content_holds_a_submodule_says_what_it_leaves_out() {
    let inner = releases(&[&ladder(1)]);
    let git = releases(&[&ladder(1)]);
    git.run(&["submodule", "--quiet", "add", &format!("file://{}", inner.at.display()), "content/other"]);
    git.commit("Borrow").tag("1.1", None);
    fs::remove_dir_all(git.at.join("content/other")).unwrap();
    assert_eq!(told(&git.at), ["1.1 since 1.0: ", "1.0: "]);
}

#[test]
fn tags_that_are_no_releases_are_passed_over() {
    let git = releases(&[&ladder(1), &ladder(2)]);
    git.run(&["tag", "2.0-blob", &git.id("HEAD:book.toml")]);
    git.run(&["tag", "2.0-tree", &git.id("HEAD:content")]);
    git.branch("aside").write("content/ladder.yaml", ladder(9)).commit("Not merged").tag("3.0", None).checkout("main");
    assert_eq!(told(&git.at), ["1.1 since 1.0: Writes 12 pages of the manual in a year", "1.0: "]);
    assert_eq!(Handbook::read(&git.at, None).said(), [""; 0]);
}

#[test]
fn two_releases_on_one_commit_stand_in_the_order_of_their_names() {
    let git = releases(&[&ladder(1), &ladder(2)]);
    git.tag("1.9", None).tag("1.10", None);
    assert_eq!(
        told(&git.at),
        ["1.10 since 1.9: ", "1.9 since 1.1: ", "1.1 since 1.0: Writes 12 pages of the manual in a year", "1.0: "]
    );
    define(&git, "version: '2.1', date: 2026-01-02");
    define(&git, "version: '2.0', date: 2026-01-02");
    assert_eq!(Handbook::read(&git.at, None).releases(), ["2.1", "2.0", "1.10", "1.9", "1.1", "1.0"]);
}

#[test]
fn releases_by_date_time_and_revision_stand_among_tags() {
    let git = releases(&[&ladder(1), &ladder(2), &ladder(3)]);
    git.write("content/ladder.yaml", ladder(4)).commit("Change"); // on 2026-01-04, at 13:00 of the clock
    git.write("content/ladder.yaml", ladder(5)).commit("Change");
    define(&git, "version: by-day, date: 2026-01-04");
    define(&git, "version: too-soon, date: 2026-01-04T11:59Z");
    define(&git, "version: by-time, date: '2026-01-05T13:00+01:00'");
    define(&git, "version: by-revision, date: 2020-01-01, revision: 'HEAD~3'");
    define(&git, "version: v1.0, date: 2026-01-05, title: The first");
    define(&git, "version: no-such, date: 2026-01-05, revision: nowhere");
    define(&git, "version: before-all, date: 2025-12-31");
    define(&git, "version: not-yet, date: 2026-01-05, status: draft");
    let handbook = Handbook::read(&git.at, None);
    let texts =
        [("by-time", 5), ("by-day", 4), ("too-soon", 3), ("1.2", 3), ("by-revision", 2), ("1.1", 2), ("v1.0", 1)];
    let held = |name: &str| {
        let release = handbook.past.releases.iter().find(|release| &*release.name == name).unwrap();
        release.content.as_ref().unwrap().get("content/ladder.yaml").unwrap().to_vec()
    };
    for (name, number) in texts {
        assert_eq!(String::from_utf8(held(name)).unwrap(), ladder(number), "{name}");
    }
    assert_eq!(handbook.releases().len(), texts.len(), "{:?}", handbook.releases());
    let said = handbook.said();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].starts_with("content/releases.yaml:7: missing-edition: ") && said[0].contains("`nowhere`"),
        "{said:?}"
    );
    assert!(
        said[1].starts_with("content/releases.yaml:8: missing-edition: ")
            && said[1].contains("before the first commit"),
        "{said:?}"
    );
    let story = handbook.story();
    let first = story.chapters.last().unwrap();
    assert_eq!((first.title.as_deref(), first.day.as_deref()), (Some("The first"), Some("2026-01-05")));
    let by_time = story.chapters.iter().find(|chapter| chapter.name() == "by-time").unwrap();
    assert_eq!(by_time.day.as_deref(), Some("2026-01-05"), "pages show the day");
}

#[test]
fn how_lines_end_makes_no_difference() {
    let windows = format!("\u{feff}{}", ladder(1).replace('\n', "\r\n"));
    let git = releases(&[&windows, &ladder(1), &ladder(2)]);
    assert_eq!(told(&git.at), ["1.2 since 1.1: Writes 12 pages of the manual in a year", "1.1 since 1.0: ", "1.0: "]);
    assert_eq!(Handbook::read(&git.at, None).said(), [""; 0]);
}

#[test]
fn a_pattern_that_no_tag_has_is_a_warning_at_its_place() {
    let git = releases(&[&ladder(1)]);
    git.write("book.toml", "[changes]\ntags = \"ladder-*\"\n");
    assert_eq!(Handbook::read(&git.at, None).said(), ["book.toml:2: missing-edition: no git tag is called `ladder-*`"]);
}
