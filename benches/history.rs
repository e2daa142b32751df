//! History: 2,000 commits of 200 files walked at once, and fifty editions of them read.

#![allow(clippy::unwrap_used)]

use divan::{Bencher, black_box};
use rungbook::source::git::Repository;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const COMMITS: usize = 2_000;
const FILES: usize = 200;
const EDITIONS: usize = 50;
const PATHS: [&str; 3] = ["book.toml", "content", "theme"];

fn main() {
    divan::main();
}

/// About 3 KB of text, a little of it changed with every commit.
fn page(file: usize, commit: usize) -> String {
    let line = format!("- What a level asks of everyone on page {file}, in words.\n");
    format!("id: page-{file}\n{}last: {commit}\n{}", line.repeat(20), line.repeat(25))
}

fn path(file: usize) -> String {
    format!("content/{}/page{file}.md", file % 8)
}

/// The history in the language of `git fast-import`: each commit changes two files, each tenth is a merge of a branch.
fn stream() -> String {
    let mut stream = String::new();
    let commit = |stream: &mut String, number: usize, branch: &str, parents: &str, files: &[(usize, usize)]| {
        let mark = number + 1;
        let message = format!("Change {number}");
        writeln!(stream, "commit refs/heads/{branch}\nmark :{mark}").unwrap();
        writeln!(
            stream,
            "author A <a@example.org> {0} +0100\ncommitter B <b@example.org> {0} +0100",
            1_600_000_000 + number * 3_600
        )
        .unwrap();
        write!(stream, "data {}\n{message}\n{parents}", message.len()).unwrap();
        for (file, version) in files {
            let text = page(*file, *version);
            writeln!(stream, "M 100644 inline {}\ndata {}\n{text}", path(*file), text.len()).unwrap();
        }
    };
    let all: Vec<(usize, usize)> = (0..FILES).map(|file| (file, 0)).collect();
    let changed = |number: usize| [(number * 7 % FILES, number), (number * 13 % FILES, number)];
    commit(&mut stream, 0, "main", "", &all);
    for number in 1..COMMITS {
        let (branch, parents) = match number % 10 {
            8 => ("side", format!("from :{}\n", number - 1)),
            9 => ("main", format!("from :{}\n", number - 1)),
            0 => ("main", format!("from :{}\nmerge :{}\n", number, number - 1)),
            _ => ("main", format!("from :{number}\n")),
        };
        let side = if number % 10 == 0 { number - 2 } else { number };
        commit(&mut stream, number, branch, &parents, &changed(side));
    }
    stream
}

/// A repository with that history, packed as a clone would have it.
fn repository() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(home.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").args(arguments);
        command
    };
    assert!(git(&["init", "--quiet", "--initial-branch=main", "."]).status().unwrap().success());
    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    import.stdin.take().unwrap().write_all(stream().as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    assert!(git(&["repack", "--quiet", "-a", "-d", "-f"]).status().unwrap().success());
    home
}

fn open(home: &Path) -> Repository {
    Repository::open(home).unwrap().unwrap()
}

#[divan::bench(sample_count = 10)]
fn walk(bencher: Bencher) {
    let home = repository();
    bencher.bench_local(|| open(home.path()).history(black_box(&PATHS)).unwrap());
    let history = open(home.path()).history(&PATHS).unwrap();
    assert_eq!((history.commits().len() > COMMITS / 2, history.paths().count()), (true, FILES));
}

#[divan::bench(sample_count = 10)]
fn editions(bencher: Bencher) {
    let home = repository();
    let revisions: Vec<_> = (0..EDITIONS).map(|number| format!("HEAD~{}", number * 30)).collect();
    bencher.bench_local(|| {
        let repository = open(home.path());
        let read = |revision: &String| repository.snapshot(&repository.revision(revision).unwrap().to, &PATHS, None);
        revisions.iter().map(read).filter(Result::is_ok).count()
    });
}
