//! A handbook's own history, from the repository to its pages: every change of twelve releases, and repositories in every
//! state in which people have them.

#![cfg(feature = "git")]
#![allow(clippy::unwrap_used)]

#[path = "history/odd.rs"]
mod odd;
#[path = "history/script.rs"]
mod script;
#[path = "history/shown.rs"]
mod shown;
#[path = "history/twelve.rs"]
mod twelve;

use rungbook::base::Site;
use rungbook::view::story::{Chapter, Story};
use rungbook::view::told::{Changed, Line, RunSide};
use script::Handbook;
use std::fmt::Write as _;
use std::path::Path;

/// A story in words: chapter by chapter, thing by thing, line by line.
fn text(story: &Story) -> String {
    story.chapters.iter().map(chapter).collect::<Vec<_>>().join("\n")
}

fn chapter(chapter: &Chapter) -> String {
    let mut text = format!("== {} at {}.html", chapter.name(), chapter.slug);
    let (told, commits) = (&chapter.told, chapter.commits.len());
    let facts = [
        chapter.day.clone(),
        chapter.since.as_ref().map(|since| format!("since {since}")),
        told.release.map(str::to_owned),
        Some(format!("{} changes, {commits} commits", told.count)),
    ];
    for fact in facts.into_iter().flatten() {
        write!(text, " · {fact}").unwrap();
    }
    text.push('\n');
    chapter.commits.iter().for_each(|commit| writeln!(text, "   {} ({})", commit.subject, commit.author).unwrap());
    told.things.iter().for_each(|changed| text.push_str(&thing(changed)));
    text
}

fn thing(changed: &Changed) -> String {
    let was = changed.was.as_ref().map(|was| format!(" was {was}")).unwrap_or_default();
    let words = [format!("{:?}", changed.whole), format!("{:?}", changed.classes), changed.meaning.clone()];
    let mut text = format!("{} {}{was} “{}” {}\n", changed.kind, changed.id, changed.title, words.join(" ").trim_end());
    changed.lines.iter().for_each(|it| text.push_str(&line(it)));
    text
}

fn line(line: &Line) -> String {
    let runs = line.words.iter().map(|run| match run.side {
        RunSide::Same => run.text.clone(),
        RunSide::Deleted => format!("[-{}-]", run.text),
        RunSide::Inserted => format!("[+{}+]", run.text),
    });
    let runs: String = runs.collect();
    let note = line.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    let class = format!("{:?}", line.class).to_lowercase();
    format!("  {} · {class} · {} · {} · {} | {runs}{note}\n", line.verb, line.release, line.why, line.label)
}

/// Compares with the file that holds what is expected; `UPDATE=1` writes it.
#[track_caller]
fn holds(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/history").join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{file} holds something else; `UPDATE=1 cargo test --test history` writes:\n{text}");
}

#[test]
fn twelve_releases_are_told_change_by_change() {
    let git = twelve::repository();
    let handbook = Handbook::read(&git.at.join(twelve::FOLDER), None);
    assert_eq!(handbook.said(), [""; 0]);
    let names: Vec<_> = (0..12).rev().map(|number| format!("1.{number}")).collect();
    assert_eq!(handbook.releases(), names);
    holds("twelve.txt", &text(&handbook.story()));
}

#[test]
fn managers_alone_are_told_of_what_only_they_read() {
    let git = twelve::repository();
    let folder = git.at.join(twelve::FOLDER);
    let secret = "Leaving for the pay of others";
    let holds = |site: &Site| site.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(secret));
    let (public, managers) = (Handbook::read(&folder, None), Handbook::read(&folder, Some("managers")));
    assert!(!text(&public.story()).contains(secret) && !holds(&public.build().site.unwrap()));
    assert!(text(&managers.story()).contains(secret) && holds(&managers.build().site.unwrap()));
    let drafts = text(&managers.story());
    assert!(!drafts.contains("Fellow"), "a draft is not told of: {drafts}");
}

#[test]
fn the_same_commits_make_the_same_bytes() {
    let git = twelve::repository();
    git.run(&["checkout", "--quiet", "--", "."]);
    let bytes = |folder: &Path| -> Vec<(String, Vec<u8>)> {
        let site = Handbook::read(folder, None).build().site.unwrap();
        site.iter().map(|(route, bytes)| (route.encoded().to_owned(), bytes.to_vec())).collect()
    };
    let first = bytes(&git.at.join(twelve::FOLDER));
    assert_eq!(first, bytes(&git.at.join(twelve::FOLDER)));
    let clone = git.beside("somewhere/else");
    let from = git.at.display().to_string();
    script::run(&git.at, &["clone", "--quiet", "--no-local", &from, &clone.display().to_string()], script::NOON);
    script::run(&clone, &["repack", "--quiet", "-a", "-d", "-f"], script::NOON);
    assert_eq!(first, bytes(&clone.join(twelve::FOLDER)), "another clone, packed in another way");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(first, pool.install(|| bytes(&git.at.join(twelve::FOLDER))), "on one thread");
}

#[test]
fn a_tagged_release_is_told_with_what_its_author_says_of_it() {
    let git = twelve::repository();
    twelve::describe(&git);
    let story = Handbook::read(&git.at.join(twelve::FOLDER), None).story();
    let said = |name: &str| {
        let chapter = story.chapters.iter().find(|chapter| chapter.name() == name).unwrap();
        (chapter.day.clone().unwrap(), chapter.in_force.as_deref().map(str::to_owned), chapter.title.is_some())
    };
    assert_eq!(said("1.0"), ("2026-01-02".into(), None, true));
    assert_eq!(said("1.6"), ("2026-01-11".into(), Some("2026-02-01".into()), true));
    assert_eq!(said("1.1"), ("2026-01-03".into(), None, false));
}
