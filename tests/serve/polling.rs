//! A preview that is told of nothing and looks for changes itself.

use super::preview::{LONGEST, handbook};
use rungbook::preview::session::Session;
use rungbook::preview::{News, Place, Watching, run};
use rungbook::{Memos, Scope};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use tempfile::TempDir;

/// A handbook that is looked at until the tests end, and what was not as before at each build of it.
struct Looked {
    home: TempDir,
    rounds: Receiver<Vec<String>>,
}

impl Looked {
    fn new(home: TempDir) -> Self {
        let place = Place::take("127.0.0.1", Some(0)).unwrap();
        let root = home.path().to_owned();
        let session = Session::new(&root, Scope::default(), Memos::lasting());
        let (sender, rounds) = channel();
        let tell = move |news| match news {
            News::Built(round) => drop(sender.send(round.changed)),
            News::Polling(why) => drop(sender.send(vec![why])),
        };
        std::thread::spawn(move || run(place, (&root, Watching::Looks), session, tell));
        let looked = Self { home, rounds };
        assert_eq!(looked.next(), [""; 0], "the first build");
        looked
    }

    /// What was not as before at the next build.
    fn next(&self) -> Vec<String> {
        self.rounds.recv_timeout(LONGEST).expect("a build")
    }

    /// Puts a file there whole: a look in the midst of a save would find two changes.
    fn write(&self, path: &str, text: &str) {
        let (place, beside) = (self.home.path().join(path), self.home.path().join("beside"));
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&beside, text).unwrap();
        fs::rename(beside, place).unwrap();
    }
}

#[test]
fn what_happens_to_files_is_found() {
    let looked = Looked::new(handbook());
    let page = "content/roadmaps/first-year.md";
    looked.write(page, "# First year\n");
    assert_eq!(looked.next(), [page], "a save");
    looked.write(page, "# Next  year\n");
    assert_eq!(looked.next(), [page], "one more within the same second, of as many bytes");
    looked.write("content/a/b/new.md", "# New\n");
    assert_eq!(looked.next(), ["content/a/b/new.md"], "a page in a new folder");
    looked.write("content/a/b/new.md", "# Newer\n");
    assert_eq!(looked.next(), ["content/a/b/new.md"], "a save in that folder");
    fs::rename(looked.home.path().join("content/a"), looked.home.path().join("content/c")).unwrap();
    assert_eq!(looked.next(), ["content/a/b/new.md", "content/c/b/new.md"], "another name for the folder");
    fs::remove_dir_all(looked.home.path().join("content/c")).unwrap();
    assert_eq!(looked.next(), ["content/c/b/new.md"], "the folder is deleted");
    fs::remove_file(looked.home.path().join(page)).unwrap();
    assert_eq!(looked.next(), [page], "a page is deleted");
}

#[test]
fn the_content_may_be_elsewhere_of_a_sudden() {
    let looked = Looked::new(handbook());
    let book = fs::read_to_string(looked.home.path().join("book.toml")).unwrap();
    looked.write("pages/index.md", "# Elsewhere\n");
    looked.write("book.toml", &book.replace("[book]", "[book]\nsrc = \"pages\""));
    assert!(looked.next().contains(&"pages/index.md".to_owned()));
    looked.write("pages/index.md", "# Elsewhere still\n");
    assert_eq!(looked.next(), ["pages/index.md"]);
}

#[test]
fn commits_are_found() {
    let home = handbook();
    let git = |folder: &Path, arguments: &[&str]| {
        let who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        let ran = command.current_dir(folder).args(who).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(ran.status().unwrap().success(), "{arguments:?}");
    };
    git(home.path(), &["init", "--initial-branch=main"]);
    git(home.path(), &["add", "--all"]);
    git(home.path(), &["commit", "--message=One"]);
    let looked = Looked::new(home);
    for message in ["--message=Two", "--message=Three"] {
        git(looked.home.path(), &["commit", "--allow-empty", message]);
        assert_eq!(looked.next(), ["the history"], "{message}");
    }
}
