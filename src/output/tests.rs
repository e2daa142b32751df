//! Writing a site: what is refused, what is kept, and what a death at any moment leaves.

use super::cache::{Cache, State};
use super::manifest::{MANIFEST, Manifest};
use super::place::{Guard, Place};
use super::stage::Stage;
use super::tree::Kept;
use super::{Error, clean, fingerprint, is_current, publish, replace};
use crate::base::{Route, Site, Snapshot};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

fn site(files: &[(&str, &str)]) -> Site {
    let mut site = Site::default();
    for (route, text) in files {
        site.insert(Route::new(route).unwrap(), text.as_bytes());
    }
    site
}

fn guard(root: &Path) -> Guard<'_> {
    Guard { root, inputs: &["content", "theme"], home: None, inside: false, create: true }
}

fn place(root: &Path) -> Place {
    Place::new(&root.join("site"), guard(root)).unwrap()
}

/// All files below a folder with their bytes and times.
fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        (name, (fs::read(entry.path()).unwrap(), entry.metadata().unwrap().modified().unwrap()))
    });
    files.collect()
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

const OLD: &[(&str, &str)] = &[("index.html", "home"), ("levels/a.html", "a"), ("levels/b.html", "b")];
const NEW: &[(&str, &str)] = &[("index.html", "home"), ("levels/a.html", "A"), ("roles/c.html", "c")];

#[test]
fn a_site_is_written_whole_and_leaves_nothing_beside() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    let published = publish(&place, &site(OLD), &[]).unwrap();
    assert_eq!((published.written, published.removed), (3, 0));
    assert_eq!(names(&home.path().join("site")), [MANIFEST, "index.html", "levels/a.html", "levels/b.html"]);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    assert!(is_current(&place, &published.files));
}

#[test]
fn unchanged_files_keep_their_time_and_others_go() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    let known = publish(&place, &site(OLD), &[]).unwrap().files;
    let before = files(place.folder());
    for known in [&known[..], &[]] {
        let published = publish(&place, &site(NEW), known).unwrap();
        assert_eq!((published.written, published.removed), (2, 1));
        let after = files(place.folder());
        assert_eq!(after["index.html"], before["index.html"]);
        assert_eq!(after["levels/a.html"].0, b"A");
        assert_eq!(names(place.folder()), [MANIFEST, "index.html", "levels/a.html", "roles/c.html"]);
        publish(&place, &site(OLD), &[]).unwrap();
    }
}

#[test]
fn when_nothing_changes_nothing_is_touched() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    let known = publish(&place, &site(OLD), &[]).unwrap().files;
    let folder = fs::metadata(place.folder()).unwrap();
    let before = files(place.folder());
    for known in [&known[..], &[]] {
        let published = publish(&place, &site(OLD), known).unwrap();
        assert_eq!((published.written, published.removed), (0, 0));
        assert_eq!(published.files, *publish(&place, &site(OLD), &[]).unwrap().files);
    }
    assert_eq!(files(place.folder()), before);
    let now = fs::metadata(place.folder()).unwrap();
    assert_eq!(now.modified().unwrap(), folder.modified().unwrap());
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::ino(&now), std::os::unix::fs::MetadataExt::ino(&folder));
}

#[test]
fn a_file_that_was_changed_by_hand_is_written_again() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    let known = publish(&place, &site(OLD), &[]).unwrap().files;
    fs::write(place.folder().join("levels/a.html"), "x").unwrap();
    fs::remove_file(place.folder().join("levels/b.html")).unwrap();
    assert!(!is_current(&place, &known));
    let published = publish(&place, &site(OLD), &known).unwrap();
    assert_eq!(published.written, 2);
    assert_eq!(files(place.folder())["levels/a.html"].0, b"a");
}

#[test]
fn two_builds_are_the_same_bytes() {
    let homes = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let written = homes.each_ref().map(|home| {
        let place = place(home.path());
        publish(&place, &site(NEW), &[]).unwrap();
        files(place.folder()).into_iter().map(|(name, (bytes, _))| (name, bytes)).collect::<Vec<_>>()
    });
    assert_eq!(written[0], written[1]);
    let manifest = String::from_utf8(written[0][0].1.clone()).unwrap();
    assert!(manifest.lines().nth(2).unwrap().ends_with(" 1 levels/a.html"), "{manifest}");
}

/// The reason for which a place is refused.
fn refusal(outcome: Result<impl std::fmt::Debug, Error>) -> String {
    match outcome {
        Err(Error::Refused { why, help, .. }) => {
            assert!(!help.is_empty());
            why
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn dangerous_places_are_refused_before_anything_is_touched() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("handbook");
    fs::create_dir_all(root.join("content/levels")).unwrap();
    fs::write(root.join("file"), "x").unwrap();
    let refused = |path: &str| refusal(Place::new(&root.join(path), guard(&root)));
    assert!(refused(".").contains("handbook's folder"));
    assert!(refused("..").contains("handbook's folder"));
    assert!(refused("x/../../").contains("handbook's folder"));
    assert!(refused("content").contains("`content`"));
    assert!(refused("content/site").contains("`content`"));
    assert!(refused("content/levels/new/site").contains("`content`"));
    assert!(refused("theme/x").contains("`theme`"));
    assert!(refused(".git/site").contains("git"));
    assert!(refused(".rungbook").contains("cache"));
    assert_eq!(refused("file"), "it is a file");
    assert!(refused("/").contains("root") || refused("/").contains("holds it"));
    let person = home.path().join("person");
    fs::create_dir(&person).unwrap();
    let at_home = Guard { home: Some(&person), ..guard(&root) };
    assert!(refusal(Place::new(&person, at_home)).contains("home"));
    assert!(Place::new(&person.join("site"), at_home).is_ok());
    assert!(refusal(Place::new(&root.join("new"), Guard { create: false, ..guard(&root) })).contains("create-missing"));
    assert!(Place::new(&root.join("site"), guard(&root)).is_ok());
    assert!(!root.join("site").exists());
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("handbook");
    fs::create_dir_all(&root).unwrap();
    fs::create_dir(home.path().join("else")).unwrap();
    symlink("../else", root.join("site")).unwrap();
    symlink("..", root.join("up")).unwrap();
    for path in ["site", "site/", "site/."] {
        assert_eq!(refusal(Place::new(&root.join(path), guard(&root))), "it is a symbolic link");
    }
    let inside = Guard { inside: true, ..guard(&root) };
    assert!(refusal(Place::new(&root.join("up/else/site"), inside)).contains("leads out"));
    let place = Place::new(&root.join("new"), guard(&root)).unwrap();
    symlink("../else", root.join(".new.rungbook")).unwrap();
    assert!(matches!(publish(&place, &site(OLD), &[]), Err(Error::Io { .. })));
    assert_eq!(fs::read_dir(home.path().join("else")).unwrap().count(), 0);
}

#[test]
fn what_others_wrote_is_never_lost() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    fs::create_dir_all(place.folder().join("empty")).unwrap();
    assert_eq!(clean(&place).unwrap(), None);
    fs::write(place.folder().join("thesis.md"), "x").unwrap();
    assert!(refusal(publish(&place, &site(OLD), &[])).contains("`thesis.md`"));
    assert!(refusal(clean(&place)).contains("`thesis.md`"));
    fs::write(place.folder().join(MANIFEST), "not a list\n").unwrap();
    assert!(refusal(publish(&place, &site(OLD), &[])).contains("did not write"));
    fs::remove_dir_all(place.folder()).unwrap();

    publish(&place, &site(OLD), &[]).unwrap();
    fs::write(place.folder().join("levels/notes.txt"), "x").unwrap();
    let before = files(place.folder());
    assert!(refusal(publish(&place, &site(NEW), &[])).contains("`levels/notes.txt`"));
    assert!(refusal(clean(&place)).contains("`levels/notes.txt`"));
    assert_eq!(files(place.folder()), before);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    fs::remove_file(place.folder().join("levels/notes.txt")).unwrap();
    assert_eq!(clean(&place).unwrap(), Some(3));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    assert_eq!(clean(&place).unwrap(), None);
}

#[test]
fn names_that_are_one_elsewhere_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    for (one, other) in [
        ("a.html", "A.html"),
        ("Guides/a.html", "guides/b.html"),
        ("caf\u{e9}.html", "cafe\u{301}.html"),
        ("a", "a/b"),
        ("A", "a/b"),
        (MANIFEST, "index.html"),
    ] {
        let outcome = publish(&place, &site(&[(one, "x"), (other, "y")]), &[]);
        assert!(matches!(outcome, Err(Error::Collision(..))), "{one} {other}: {outcome:?}");
    }
    assert!(!place.exists());
    publish(&place, &site(&[("a/b.html", "x"), ("a/c.html", "y"), ("a.html", "z"), ("ab/c.html", "y")]), &[]).unwrap();
}

#[test]
fn a_death_while_staging_leaves_the_old_site() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    publish(&place, &site(OLD), &[]).unwrap();
    let before = files(place.folder());
    let stage = Stage::open(&place).unwrap();
    let new = site(NEW);
    stage.fill(&place, &new, &Manifest::of(&new), &BTreeSet::from(["index.html"])).unwrap();
    std::mem::forget(stage); // the process dies: nothing is swept
    assert_eq!(files(place.folder()), before);
    release(&place);
    publish(&place, &new, &[]).unwrap();
    assert_eq!(names(place.folder()), [MANIFEST, "index.html", "levels/a.html", "roles/c.html"]);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn a_death_after_the_swap_leaves_the_new_site() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    publish(&place, &site(OLD), &[]).unwrap();
    let stage = Stage::open(&place).unwrap();
    let new = site(NEW);
    stage.fill(&place, &new, &Manifest::of(&new), &BTreeSet::new()).unwrap();
    stage.swap(&place).unwrap();
    std::mem::forget(stage);
    release(&place);
    assert_eq!(publish(&place, &new, &[]).unwrap().written, 0);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn a_death_between_two_steps_brings_the_old_site_back() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    publish(&place, &site(OLD), &[]).unwrap();
    let before = files(place.folder());
    let stage = Stage::open(&place).unwrap();
    fs::rename(place.folder(), place.stage().join("old")).unwrap();
    std::mem::forget(stage);
    release(&place);
    drop(Stage::open(&place).unwrap());
    assert_eq!(files(place.folder()), before);
}

#[test]
fn two_steps_do_what_one_does_and_go_back_when_they_fail() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    publish(&place, &site(OLD), &[]).unwrap();
    let before = files(place.folder());
    let stage = Stage::open(&place).unwrap();
    assert!(stage.swap_in_two_steps(&place).is_err(), "there is no next site");
    assert_eq!(files(place.folder()), before);
    let new = site(NEW);
    stage.fill(&place, &new, &Manifest::of(&new), &BTreeSet::new()).unwrap();
    stage.swap_in_two_steps(&place).unwrap();
    drop(stage);
    assert_eq!(names(place.folder()), [MANIFEST, "index.html", "levels/a.html", "roles/c.html"]);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn writers_wait_for_each_other() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    let sites = [site(OLD), site(NEW)];
    std::thread::scope(|scope| {
        for turn in 0..24 {
            let (place, site) = (&place, &sites[turn % 2]);
            scope.spawn(move || publish(place, site, &[]).unwrap());
        }
    });
    let names = names(place.folder());
    assert!(
        sites.iter().any(|site| names[1..] == site.iter().map(|(route, _)| route.to_string()).collect::<Vec<_>>()[..])
    );
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

/// The writer that the next test kills: publishes two sites in turn until it dies.
#[test]
#[ignore = "runs until it is killed"]
fn writer() {
    let Some(root) = std::env::var_os("WRITER_ROOT") else { return };
    let place = place(Path::new(&root));
    for turn in 0.. {
        publish(&place, &large(turn % 2), &[]).unwrap();
    }
}

/// A site of many files: a third never changes, a third differs and a third is there only in one of two.
fn large(turn: usize) -> Site {
    let mut site = Site::default();
    for file in 0..300 {
        let (path, text) = match file % 3 {
            0 => (format!("same/{file}.html"), "same".to_owned()),
            1 => (format!("differs/{file}.html"), format!("turn {turn}")),
            _ => (format!("turn-{turn}/{file}.html"), "own".to_owned()),
        };
        site.insert(Route::new(path).unwrap(), text.repeat(50).as_bytes());
    }
    site
}

#[cfg(unix)]
#[test]
fn a_killed_writer_leaves_a_whole_site_and_the_next_one_sweeps() {
    let home = tempfile::tempdir().unwrap();
    let place = place(home.path());
    publish(&place, &large(0), &[]).unwrap();
    let whole: Vec<Manifest> = [0, 1].map(|turn| Manifest::of(&large(turn))).into();
    for round in 0..25 {
        let mut writer = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "output::tests::writer", "--ignored"])
            .env("WRITER_ROOT", home.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(20_000 + round * 1_700));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let manifest = Manifest::load(place.folder()).unwrap();
        let turn = whole.iter().position(|whole| *whole == manifest).unwrap();
        let standing: BTreeMap<String, Vec<u8>> =
            files(place.folder()).into_iter().map(|(name, (bytes, _))| (name, bytes)).collect();
        let site = large(turn);
        assert_eq!(standing.len(), site.len() + 1, "round {round}");
        assert!(site.iter().all(|(route, bytes)| standing[route.as_str()] == bytes[..]), "round {round}");
    }
    publish(&place, &large(0), &[]).unwrap();
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

/// Lets go of the lock of a stage that was forgotten in this process: a death would do that.
fn release(place: &Place) {
    fs::remove_file(place.stage().join("lock")).unwrap();
}

#[test]
fn a_file_is_replaced_with_its_rights() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.md");
    fs::write(&file, "old").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a.md", home.path().join("link.md")).unwrap();
        replace(&home.path().join("link.md"), b"linked").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"linked");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
    replace(&file, b"new").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert!(replace(&home.path().join("none.md"), b"x").is_err());
}

#[test]
fn a_cache_is_believed_only_where_it_was_made() {
    let home = tempfile::tempdir().unwrap();
    let cache = Cache::of(home.path());
    assert_eq!((cache.load("highlight"), cache.state()), (None, None));
    assert!(cache.store("highlight", b"bytes"));
    assert_eq!(cache.load("highlight").as_deref(), Some(&b"bytes"[..]));
    assert!(fs::read_to_string(home.path().join(".rungbook/.gitignore")).unwrap().contains("\n*\n"));
    let files = vec![Kept { route: "index.html".into(), size: 3, modified: Some(5) }];
    let state = State { fingerprint: "x".into(), folder: "/site".into(), files, diagnostics: vec![] };
    assert!(cache.remember(&state));
    assert_eq!(cache.state(), Some(state));

    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join(".rungbook")).unwrap();
    fs::copy(home.path().join(".rungbook/highlight"), copy.path().join(".rungbook/highlight")).unwrap();
    assert_eq!(Cache::of(copy.path()).load("highlight"), None);
    fs::write(home.path().join(".rungbook/highlight"), "torn").unwrap();
    assert_eq!(cache.load("highlight"), None);
    assert!(cache.clear() && !cache.clear());
}

#[test]
fn a_fingerprint_holds_every_byte_and_boundary() {
    let now = |files: &[(&str, &str)]| -> Snapshot { files.iter().map(|(p, b)| (*p, b.as_bytes())).collect() };
    let base = fingerprint(&now(&[("a", "xy")]), &["o"]);
    assert_eq!(base, fingerprint(&now(&[("a", "xy")]), &["o"]));
    for other in [
        fingerprint(&now(&[("ax", "y")]), &["o"]),
        fingerprint(&now(&[("a", "xz")]), &["o"]),
        fingerprint(&now(&[("a", "xy"), ("b", "")]), &["o"]),
        fingerprint(&now(&[("a", "xy")]), &["o", ""]),
    ] {
        assert_ne!(base, other);
    }
}
