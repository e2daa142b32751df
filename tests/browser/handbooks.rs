//! The handbooks that Chromium looks at: this repository's, and one whose titles are long and in many letters.

use rungbook::base::{Severity, Site, Snapshot};
use rungbook::output::place::{Guard, Place};
use rungbook::{Memos, Scope};
use std::path::{Path, PathBuf};

/// Titles in Latin, Greek, Cyrillic, Arabic, Hebrew, Chinese, Japanese and Korean letters, with emoji, without a space,
/// and of 120 characters.
const TITLES: [&str; 12] = [
    "Principal Engineer",
    "Grundstücksverkehrsgenehmigungszuständigkeitsbeauftragte",
    "Ведущий инженер по надёжности распределённых систем",
    "Επικεφαλής μηχανικός αξιοπιστίας συστημάτων",
    "كبير مهندسي موثوقية الأنظمة الموزعة",
    "מהנדס ראשי לאמינות מערכות",
    "首席分布式系统可靠性工程师与技术负责人",
    "プリンシパル・ソフトウェアエンジニアリングマネージャー",
    "수석 소프트웨어 신뢰성 엔지니어",
    "Staff 🚀 Engineer 👩🏽‍💻 of 🧑‍🚒 Incidents 🇪🇺",
    "Senior Principal Distinguished Engineer for the Reliability of Distributed Systems, Data Platforms and Developer Tools, II",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site of this repository's handbook as its managers see it, drafts included.
pub(crate) fn repository() -> Site {
    let (now, unread) =
        rungbook::source::folder(root(), &["book.toml", "content"], None).expect("the folder can be read");
    assert!(unread.is_empty(), "{unread:?}");
    build(&now, "handbook", Some("managers"))
}

/// The site of a handbook whose levels have [`TITLES`], in tracks that fork and join, read from right to left.
pub(crate) fn letters() -> Site {
    let mut now = Snapshot::default();
    let mut add = |path: &str, text: String| now.insert(path, text.into_bytes());
    add("book.toml", "[book]\ntitle = \"Letters\"\nlanguage = \"ar\"\n".into());
    add("content/index.md", "# Letters\n\nTitles of many kinds.\n".into());
    add("content/notes/one.md", format!("# {}\n\nA page in a folder that has no page of its own.\n", TITLES[10]));
    add("content/notes/two.md", "---\naliases: [old.html]\n---\n\n# Two\n\nAnother.\n".into());
    add("content/ladder.yaml", ladder());
    build(&now, "letters", None)
}

fn ladder() -> String {
    let mut text = String::from("family: {id: letters, title: Letters}\ntracks:\n");
    let kinds = ["shared", "ic", "management", "hybrid"];
    for (track, kind) in kinds.iter().enumerate() {
        let after = if track == 0 { "" } else { ", after: [level-2]" };
        let levels: Vec<_> = (track * 3..track * 3 + 3).map(|level| format!("level-{level}")).collect();
        let (title, levels) = (TITLES[track * 3 + 1], levels.join(", "));
        text += &format!(
            "  - {{id: {kind}, family: letters, kind: {kind}, title: \"{title}\", levels: [{levels}]{after}}}\n"
        );
    }
    text += "levels:\n";
    for (at, title) in TITLES.iter().enumerate() {
        text += &format!(
            "  - {{id: level-{at}, title: \"{title}\", summary: \"{title}\", responsibilities: [\"{title}\", \"More of {at}\"]}}\n"
        );
    }
    text
}

fn build(now: &Snapshot, name: &str, audience: Option<&str>) -> Site {
    let base_url = Some(format!("/{name}/"));
    let scope = Scope { audience: audience.map(str::to_owned), drafts: true, base_url, ..Scope::default() };
    let made = rungbook::build(now, &scope, &Memos::default());
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
