//! The handbooks that Chromium looks at: this repository's, one with many releases, the same under review, and two whose
//! titles are long and in many letters.

#[path = "../figures/handbook.rs"]
mod figures;
#[allow(dead_code, reason = "shared with tests/history.rs")]
#[path = "../history/script.rs"]
mod script;
#[path = "../history/twelve.rs"]
mod twelve;

use rungbook::base::{Past, Severity, Site, Snapshot};
use rungbook::output::place::{Guard, Place};
use rungbook::{BOOK, Base, Memos, Scope, source};
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site of this repository's handbook as its managers see it, drafts included.
pub(crate) fn repository() -> Site {
    let (now, unread) =
        rungbook::source::folder(root(), &["book.toml", "content"], None).expect("the folder can be read");
    assert!(unread.is_empty(), "{unread:?}");
    build(&now, &Past::default(), "handbook", Some("managers"))
}

/// The site of a handbook with every kind of figure on long titles in many letters, read from left to right.
pub(crate) fn figures() -> Site {
    build(&figures::handbook("ltr", "rising"), &Past::default(), "figures", None)
}

/// The same read from right to left; with a folder that has no page of its own and a page that has moved.
pub(crate) fn letters() -> Site {
    let mut now = figures::handbook("rtl", "falling");
    let mut add = |path: &str, text: String| now.insert(path, text.into_bytes());
    add(
        "content/notes/one.md",
        format!("# {}\n\nA page in a folder that has no page of its own.\n", figures::TITLES[1]),
    );
    add("content/notes/two.md", "---\naliases: [old.html]\n---\n\n# Two\n\nAnother.\n".into());
    build(&now, &Past::default(), "letters", None)
}

/// The site of a handbook with twelve releases, some of which are kept, and with changes that are not released.
pub(crate) fn releases() -> Site {
    let git = twelve::repository();
    twelve::describe(&git);
    let handbook = script::Handbook::read(&git.at.join(twelve::FOLDER), Some("managers"));
    assert!(handbook.faults.is_empty(), "{:?}", handbook.faults);
    build(&handbook.now, &handbook.past, "releases", Some("managers"))
}

/// The site of the same handbook as reviewers see it, who hold it against one of its first releases.
pub(crate) fn review() -> Site {
    let git = twelve::repository();
    twelve::describe(&git);
    let folder = git.at.join(twelve::FOLDER);
    let (now, _) = rungbook::source::folder(&folder, &["book.toml", "content"], None).expect("the folder can be read");
    let scope = Scope { base: Some(Base::Named("1.1".to_owned())), ..scope("review", Some("managers")) };
    let (past, faults) = source::past::look(&folder, &rungbook::asked(&now, &scope)).read(BOOK, rungbook::inputs);
    assert!(faults.is_empty(), "{faults:?}");
    let made = rungbook::build(&now, &past, &scope, &Memos::default());
    let review = made.review.expect("a review");
    review.site(&made.site.expect("a site"), &now, &[])
}

fn scope(name: &str, audience: Option<&str>) -> Scope {
    let base_url = Some(format!("/{name}/"));
    Scope { audience: audience.map(str::to_owned), drafts: true, base_url, ..Scope::default() }
}

fn build(now: &Snapshot, past: &Past, name: &str, audience: Option<&str>) -> Site {
    let made = rungbook::build(now, past, &scope(name, audience), &Memos::default());
    let errors = made.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let errors: Vec<_> = errors.map(|found| format!("{}: {} at {:?}", found.code, found.message, found.span)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    made.site.expect("a handbook without errors has a site")
}

/// Writes a site to a folder of its own.
pub(crate) fn publish(site: &Site, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
    let guard = Guard { root: root(), inputs: &["book.toml", "content"], home: None, inside: false, create: true };
    let place = Place::new(&folder, guard).expect("the folder is for the site");
    rungbook::output::publish(&place, site, &[]).expect("the site can be written");
    folder
}
