//! What nobody should commit: links that lead out, names that are none, folders without end, damaged objects.

use super::{Git, PATHS, paths, text};
use crate::source::git::{Error, Repository};
use std::fs;
use std::io::Write;
use std::process::Stdio;

/// The paths that were read, and `code path` of what was left out.
fn read(git: &Git, paths: &[&str], output: Option<&str>) -> (Vec<String>, Vec<String>) {
    let repository = git.open();
    let head = repository.head().unwrap().unwrap();
    let (snapshot, left) = repository.snapshot(&head, paths, output).unwrap();
    let left = left.iter().map(|left| format!("{} {}", left.code, left.span.as_ref().unwrap().file)).collect();
    (snapshot.iter().map(|(path, _)| path.to_string()).collect(), left)
}

/// Writes an object as it is, whatever git thinks of it; its id.
fn object(git: &Git, kind: &str, bytes: &[u8]) -> String {
    let mut command = super::command(&git.at, super::NOON);
    command
        .args(["hash-object", "-w", "--literally", "-t", kind, "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running.stdin.take().unwrap().write_all(bytes).unwrap();
    String::from_utf8(running.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
}

/// A tree of entries of mode, name and id.
fn tree(git: &Git, entries: &[(&str, &[u8], &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend_from_slice(mode.as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(name);
        bytes.push(0);
        bytes.extend((0..20).map(|at| u8::from_str_radix(&id[at * 2..at * 2 + 2], 16).unwrap()));
    }
    object(git, "tree", &bytes)
}

/// Makes a commit of a tree the newest one.
fn publish(git: &Git, tree: &str) {
    let id = git.run(&["commit-tree", "-m", "hostile", tree]);
    git.run(&["update-ref", "refs/heads/main", id.trim()]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_inside() {
    use std::os::unix::fs::symlink;
    let git = Git::new();
    git.write("secret.md", "outside the handbook").write("book/content/a.md", "a").write("book/shared/text/b.md", "b");
    git.write("book/.env", "secret").write("book/site/index.html", "old").write("book/content/x/c.md", "c");
    let link = |to: &str, at: &str| symlink(to, git.at.join("book").join(at)).unwrap();
    link("../shared/text", "content/folder");
    link("a.md", "content/file.md");
    link("folder/b.md", "content/through.md");
    link("../../secret.md", "content/secret.md");
    link("../../../../../../etc/passwd", "content/passwd");
    link("/etc/passwd", "content/absolute");
    link("../.env", "content/env");
    link("../site", "content/site");
    link("gone", "content/nothing");
    link("itself", "content/itself");
    link("..", "content/x/up");
    link("content/x", "theme");
    git.commit("links");
    let repository = Repository::open(&git.at.join("book")).unwrap().unwrap();
    let head = repository.head().unwrap().unwrap();
    let (snapshot, left) = repository.snapshot(&head, &["content", "theme", "none"], Some("site")).unwrap();
    let found = [
        "content/a.md",
        "content/file.md",
        "content/folder/b.md",
        "content/through.md",
        "content/x/c.md",
        "theme/c.md",
    ];
    assert_eq!(paths(&snapshot), found);
    assert_eq!(text(&snapshot, "content/through.md"), "b");
    let left: Vec<_> = left.iter().map(|left| format!("{} {}", left.code, left.span.as_ref().unwrap().file)).collect();
    assert_eq!(
        left,
        [
            "symlink-outside content/absolute",
            "symlink-outside content/env",
            "symlink-loop content/itself",
            "symlink-broken content/nothing",
            "symlink-outside content/passwd",
            "symlink-outside content/secret.md",
            "symlink-outside content/site",
            "symlink-loop content/x/up",
            "symlink-loop theme/up",
        ]
    );
    let (on_disk, left_on_disk) =
        crate::source::folder(&git.at.join("book"), &["content", "theme", "none"], Some(&git.at.join("book/site")))
            .unwrap();
    assert_eq!(paths(&on_disk), found);
    assert_eq!(left.len(), left_on_disk.len());
}

#[test]
fn hidden_and_left_behind_files_and_the_site_stay_out() {
    let git = Git::new();
    for path in [
        "content/a.md",
        "content/.hidden/x",
        "content/a.md~",
        "content/#a.md#",
        "content/.DS_Store",
        "content/site/old.html",
    ] {
        git.write(path, "x");
    }
    git.commit("all");
    assert_eq!(read(&git, &PATHS, Some("content/site")), (vec!["content/a.md".to_owned()], Vec::new()));
    let history = git.open().history(&PATHS).unwrap();
    assert_eq!(history.paths().map(|path| &**path).collect::<Vec<_>>(), ["content/a.md", "content/site/old.html"]);
}

#[test]
fn names_that_are_none_are_named() {
    let git = Git::new();
    let file = object(&git, "blob", b"x");
    let inner = tree(&git, &[("100644", b"fine.md", &file)]);
    let names: [&[u8]; 7] = [b"", b"..", b"a\\b", b"bad\xff", b"line\nbreak", b"ok.md", b"x/../../y"];
    let mut entries: Vec<(&str, &[u8], &str)> = names.iter().map(|name| ("100644", *name, file.as_str())).collect();
    entries.push(("40000", b"..", &inner));
    entries.push(("40000", b"z", &inner));
    let content = tree(&git, &entries);
    publish(&git, &tree(&git, &[("40000", b"content", &content)]));
    let (found, left) = read(&git, &PATHS, None);
    assert_eq!(found, ["content/ok.md", "content/z/fine.md"]);
    assert_eq!(left.len(), 5, "{left:?}");
    assert!(left.iter().all(|left| left.starts_with("file-name content/")), "{left:?}");
    let history = git.open().history(&PATHS).unwrap();
    assert!(history.paths().all(|path| found.iter().any(|found| **found == **path)));
}

#[test]
fn folders_without_end_end() {
    let git = Git::new();
    let file = object(&git, "blob", b"x");
    let names: Vec<String> = (0..10).map(|number| format!("d{number}")).collect();
    let mut inner = tree(&git, &[("100644", b"f", &file)]);
    for _ in 0..12 {
        let entries: Vec<(&str, &[u8], &str)> =
            names.iter().map(|name| ("40000", name.as_bytes(), inner.as_str())).collect();
        inner = tree(&git, &entries);
    }
    publish(&git, &tree(&git, &[("40000", b"content", &inner)]));
    let repository = git.open();
    let head = repository.head().unwrap().unwrap();
    assert!(matches!(repository.snapshot(&head, &PATHS, None), Err(Error::Vast(_))));
    assert!(matches!(repository.history(&PATHS), Err(Error::Vast(_))));
}

#[test]
fn a_folder_as_deep_as_a_well_is_read() {
    let git = Git::new();
    let file = object(&git, "blob", b"x");
    let mut inner = tree(&git, &[("100644", b"f", &file)]);
    for _ in 0..300 {
        inner = tree(&git, &[("40000", b"d", &inner)]);
    }
    publish(&git, &tree(&git, &[("40000", b"content", &inner)]));
    assert_eq!(read(&git, &PATHS, None).0.len(), 1);
    assert_eq!(git.open().history(&PATHS).unwrap().paths().count(), 1);
}

#[test]
fn damage_is_said_and_never_panics() {
    let git = Git::new();
    git.write("book.toml", "b").write("content/a.md", "a").commit("one");
    let blob = git.id("HEAD:content/a.md");
    let place = git.at.join(".git/objects").join(&blob[..2]).join(&blob[2..]);
    fs::remove_file(&place).unwrap();
    let repository = git.open();
    let head = repository.head().unwrap().unwrap();
    let error = repository.snapshot(&head, &PATHS, None).unwrap_err();
    assert_eq!(error.to_string(), format!("the file `{blob}` is missing from the git repository"));
    fs::write(&place, "no zlib").unwrap();
    assert!(git.open().snapshot(&head, &PATHS, None).is_err());
    let folder = git.id("HEAD:content");
    fs::write(git.at.join(".git/objects").join(&folder[..2]).join(&folder[2..]), "x").unwrap_or_default();
    let _ = fs::remove_file(git.at.join(".git/objects").join(&folder[..2]).join(&folder[2..]));
    assert!(matches!(git.open().history(&PATHS), Err(Error::Missing { what: "folder", partial: false, .. })));
    let odd = object(&git, "commit", b"tree 0000\nnothing of a commit");
    fs::write(git.at.join(".git/refs/heads/main"), format!("{odd}\n")).unwrap();
    assert!(git.open().head().is_err() && git.open().history(&PATHS).is_err());
    fs::write(git.at.join(".git/HEAD"), "rubbish").unwrap();
    if let Ok(Some(repository)) = Repository::open(&git.at) {
        assert!(repository.head().is_err());
    }
}

#[test]
fn old_encodings_and_control_characters_are_brought_to_plain_text() {
    let git = Git::new();
    git.write("content/a.md", "a").commit("one");
    let tree = git.id("HEAD^{tree}");
    let commit = |headers: &[u8], message: &[u8]| {
        let mut bytes = format!("tree {tree}\nauthor ").into_bytes();
        bytes.extend_from_slice(
            b"J\xfcrgen <j@example.org> 1767268800 +0100\ncommitter B <b@example.org> 1767268800 +0100\n",
        );
        bytes.extend_from_slice(headers);
        bytes.push(b'\n');
        bytes.extend_from_slice(message);
        let id = object(&git, "commit", &bytes);
        git.run(&["update-ref", "refs/heads/main", &id]);
        git.open().head().unwrap().unwrap()
    };
    let named = commit(b"encoding ISO-8859-1\n", b"Gr\xf6\xdfe\n");
    assert_eq!((&*named.author, &*named.subject), ("Jürgen", "Größe"));
    let unnamed = commit(b"", b"\x1b[31mred\x07 \xe9t\xe9\n");
    assert_eq!((&*unnamed.author, &*unnamed.subject), ("Jürgen", "[31mred  été"));
}
