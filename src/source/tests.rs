//! Reading a folder: what is read, what is left out and what is said of it.

use super::{Error, LARGEST, Reader, folder};
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

fn handbook(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let place = home.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    home
}

/// The paths that were read, and `code path` of what was left out.
fn read(home: &Path, paths: &[&str], output: Option<&Path>) -> (Vec<String>, Vec<String>) {
    let (snapshot, diagnostics) = folder(home, paths, output).unwrap();
    let read = snapshot.iter().map(|(path, _)| path.to_string()).collect();
    let left =
        diagnostics.iter().map(|found| format!("{} {}", found.code, found.span.as_ref().unwrap().file)).collect();
    (read, left)
}

#[test]
fn reads_what_is_named_and_nothing_that_editors_leave() {
    let home = handbook(&[
        ("book.toml", "x"),
        ("content/b.md", "b"),
        ("content/a/ü x.md", "a"),
        ("content/.hidden/x", "-"),
        ("content/.b.md.swp", "-"),
        ("content/b.md~", "-"),
        ("content/#b.md#", "-"),
        ("content/.DS_Store", "-"),
        ("content/4913", "-"),
        ("content/site/old.html", "-"),
        ("other/x", "-"),
        ("theme/style.css", "-"),
    ]);
    let output = home.path().join("content/site");
    let (read, left) =
        read(home.path(), &["book.toml", "content", "theme/style.css", "missing", "content"], Some(&output));
    assert_eq!(read, ["book.toml", "content/a/ü x.md", "content/b.md", "theme/style.css"]);
    assert_eq!(left, [""; 0]);
    let (snapshot, _) = folder(home.path(), &["content"], None).unwrap();
    assert_eq!(&snapshot.get("content/a/ü x.md").unwrap()[..], b"a");
}

#[test]
fn files_that_did_not_change_are_what_they_were() {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let (mut reader, paths) = (Reader::default(), ["templates", "style"]);
    let (first, _) = reader.folder(&theme, &paths, None).unwrap();
    let (again, _) = reader.folder(&theme, &paths, None).unwrap();
    assert!(first.len() > 20 && first == again);
    assert!(first.iter().zip(again.iter()).all(|((_, one), (_, other))| Arc::ptr_eq(one, other)));
}

#[test]
fn a_file_that_was_just_written_is_read_again() {
    let home = handbook(&[("content/a", "one"), ("content/b", "b"), ("content/gone", "-")]);
    let mut reader = Reader::default();
    let mut read = || reader.folder(home.path(), &["content"], None).unwrap().0;
    let (place, first) = (home.path().join("content/a"), read());
    let modified = fs::metadata(&place).unwrap().modified().unwrap();
    fs::write(&place, "two").unwrap();
    File::options().write(true).open(&place).unwrap().set_modified(modified).unwrap();
    fs::remove_file(home.path().join("content/gone")).unwrap();
    let second = read();
    assert_eq!((&second.get("content/a").unwrap()[..], second.len()), (&b"two"[..], 2));
    assert!(Arc::ptr_eq(first.get("content/b").unwrap(), second.get("content/b").unwrap()));
}

#[test]
fn a_missing_folder_is_an_error() {
    let home = handbook(&[("file", "")]);
    assert!(matches!(folder(&home.path().join("none"), &[], None), Err(Error::Folder { .. })));
    assert!(matches!(folder(&home.path().join("file"), &[], None), Err(Error::NotAFolder(_))));
}

#[test]
fn large_files_are_named() {
    let home = handbook(&[("content/a.md", "a")]);
    File::create(home.path().join("content/big.bin")).unwrap().set_len(LARGEST + 1).unwrap();
    let (read, left) = read(home.path(), &["content"], None);
    assert_eq!((read, left), (vec!["content/a.md".to_owned()], vec!["large-file content/big.bin".to_owned()]));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_are_followed_only_inside() {
        let outside = handbook(&[("secret.md", "secret")]);
        let home = handbook(&[
            ("content/a.md", "a"),
            ("shared/text/b.md", "b"),
            (".env", "secret"),
            ("site/index.html", "old"),
        ]);
        let link = |to: &Path, at: &str| symlink(to, home.path().join(at)).unwrap();
        link(&home.path().join("shared/text"), "content/folder");
        link(Path::new("a.md"), "content/file.md");
        link(outside.path(), "content/out");
        link(&outside.path().join("secret.md"), "content/secret.md");
        link(Path::new("../../../../../../../../etc/passwd"), "content/passwd");
        link(Path::new("../.env"), "content/env");
        link(Path::new("../site"), "content/site");
        link(Path::new("gone"), "content/nothing");
        link(outside.path(), "theme");
        let output = home.path().join("site");
        let (read, left) = read(home.path(), &["content", "theme"], Some(&output));
        assert_eq!(read, ["content/a.md", "content/file.md", "content/folder/b.md"]);
        assert_eq!(
            left,
            [
                "symlink-outside content/env",
                "symlink-broken content/nothing",
                "symlink-outside content/out",
                "symlink-outside content/passwd",
                "symlink-outside content/secret.md",
                "symlink-outside content/site",
                "symlink-outside theme",
            ]
        );
    }

    #[test]
    fn loops_end() {
        let home = handbook(&[("content/a.md", "a"), ("content/x/b.md", "b"), ("content/y/c.md", "c")]);
        let link = |to: &str, at: &str| symlink(to, home.path().join("content").join(at)).unwrap();
        link(".", "x/self");
        link("..", "x/up");
        link("itself", "itself");
        link("../y", "x/other");
        link("../x", "y/other");
        let (read, left) = read(home.path(), &["content"], None);
        for path in ["content/a.md", "content/x/b.md", "content/x/other/c.md", "content/y/other/b.md"] {
            assert!(read.iter().any(|read| read == path), "{path} in {read:?}");
        }
        assert!(left.iter().all(|left| left.starts_with("symlink-loop")), "{left:?}");
        assert!(left.iter().any(|left| left.ends_with("content/itself")), "{left:?}");
    }

    #[test]
    fn folders_of_links_do_not_multiply_without_end() {
        let home = handbook(&[("content/d0/a.md", "a")]);
        for depth in 1..14 {
            fs::create_dir(home.path().join(format!("content/d{depth}"))).unwrap();
            for name in ["p", "q", "r"] {
                symlink(format!("../d{}", depth - 1), home.path().join(format!("content/d{depth}/{name}"))).unwrap();
            }
        }
        let (_, left) = read(home.path(), &["content"], None);
        assert!(left.iter().any(|left| left.starts_with("symlink-loop")));
        assert!(left.len() < 100_000);
    }

    #[test]
    fn what_is_no_readable_file_is_named_and_never_opened() {
        let home = handbook(&[("content/a.md", "a"), ("content/closed.md", "x"), ("content/shut/b.md", "b")]);
        let fifo = home.path().join("content/fifo");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let _socket = std::os::unix::net::UnixListener::bind(home.path().join("content/socket")).unwrap();
        symlink("fifo", home.path().join("content/to-fifo")).unwrap();
        let forbid = |path: &str| {
            fs::set_permissions(home.path().join(path), fs::Permissions::from_mode(0o000)).unwrap();
        };
        forbid("content/closed.md");
        forbid("content/shut");
        let root = File::open(home.path().join("content/closed.md")).is_ok(); // root may read all
        let (read, left) = read(home.path(), &["content"], None);
        fs::set_permissions(home.path().join("content/shut"), fs::Permissions::from_mode(0o755)).unwrap();
        let special = ["special-file content/fifo", "special-file content/socket", "special-file content/to-fifo"];
        if root {
            assert_eq!(left, special);
        } else {
            assert_eq!(read, ["content/a.md"]);
            assert_eq!(
                left,
                [&["unreadable content/closed.md"], &special[..1], &["unreadable content/shut"], &special[1..]]
                    .concat()
            );
        }
    }

    #[test]
    fn names_that_are_no_text_are_named() {
        use std::os::unix::ffi::OsStrExt;
        let home = handbook(&[("content/a.md", "a"), ("content/b\\c.md", "b"), ("content/line\nbreak.md", "c")]);
        fs::write(home.path().join("content").join(std::ffi::OsStr::from_bytes(b"bad\xff.md")), "x").unwrap();
        let (read, left) = read(home.path(), &["content"], None);
        assert_eq!(read, ["content/a.md"]);
        assert_eq!(left.len(), 3);
        assert!(left.iter().all(|left| left.starts_with("file-name content/")), "{left:?}");
    }
}
