//! The handbooks that the tests look at: this repository's, and one of any size.

use rungbook::base::{Severity, Site, Snapshot};
use rungbook::output::place::{Guard, Place};
use rungbook::{Memos, Scope};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Pages in the middle of the handbook that [`of_size`] makes.
pub(crate) const LEAVES: [&str; 2] = ["levels/t0-l1.html", "guides/topic-0/page-1.html"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site of this repository's handbook, built once for each scope.
pub(crate) fn repository(scope: &Scope) -> Arc<Site> {
    static BUILT: Mutex<Option<HashMap<String, Arc<Site>>>> = Mutex::new(None);
    let mut built = BUILT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let sites = built.get_or_insert_default();
    sites.entry(format!("{scope:?}")).or_insert_with(|| Arc::new(fresh(scope))).clone()
}

/// The site of this repository's handbook, built anew.
pub(crate) fn fresh(scope: &Scope) -> Site {
    let (now, unread) =
        rungbook::source::folder(root(), &["book.toml", "content"], None).expect("the folder can be read");
    assert!(unread.is_empty(), "{unread:?}");
    build(&now, scope)
}

/// The site of a handbook that has no errors.
pub(crate) fn build(now: &Snapshot, scope: &Scope) -> Site {
    let made = rungbook::build(now, &rungbook::base::Past::default(), scope, &Memos::default());
    let errors = made.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let errors: Vec<_> = errors.map(|found| format!("{}: {} at {:?}", found.code, found.message, found.span)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    made.site.expect("a handbook without errors has a site")
}

/// Writes a site to a folder of its own.
pub(crate) fn publish(site: &Site, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let guard = Guard { root: root(), inputs: &["book.toml", "content"], home: None, inside: false, create: true };
    let place = Place::new(&folder, guard).expect("the folder is for the site");
    rungbook::output::publish(&place, site, &[]).expect("the site can be written");
    folder
}

/// A handbook with so many ladders, each of one track with four levels, and so many folders of five pages.
pub(crate) fn of_size(size: usize) -> Site {
    let mut now = Snapshot::default();
    let mut add = |path: String, text: String| now.insert(path, text.into_bytes());
    add("book.toml".into(), "[book]\ntitle = \"Size\"\n".into());
    add("content/index.md".into(), "# Size\n\nA handbook.\n".into());
    for at in 0..size {
        let levels: Vec<_> = (0..4).map(|level| format!("t{at}-l{level}")).collect();
        let mut text = format!("family: {{id: f{at}, title: Family {at}}}\n");
        text += &format!(
            "track: {{id: t{at}, family: f{at}, title: Track {at}, kind: ic, levels: [{}]}}\n",
            levels.join(", ")
        );
        text += "levels:\n";
        for level in levels {
            text += &format!(
                "  - {{id: {level}, title: Level {level}, summary: Does the work of {level}., responsibilities: [Work]}}\n"
            );
        }
        add(format!("content/ladder-{at}.yaml"), text);
        for page in 0..5 {
            add(format!("content/guides/topic-{at}/page-{page}.md"), format!("# Page {page} of topic {at}\n\nText.\n"));
        }
    }
    build(&now, &Scope::default())
}
