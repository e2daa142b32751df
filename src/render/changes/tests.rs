//! Each format, and what hostile words cannot do in it.

use super::{json, markdown, text};
use crate::view::between::{Between, Version};
use crate::view::told::{Changed, Line, Mark, Run, RunSide, Told, Whole};

fn run(side: RunSide, text: &str) -> Run {
    Run { side, text: text.to_owned() }
}

fn line(label: &str, words: Vec<Run>, note: Option<&str>) -> Line {
    let (label, note) = (label.to_owned(), note.map(str::to_owned));
    Line { verb: "reworded", class: Mark::Rewords, release: "patch", why: "only words", label, words, note }
}

/// A level with the given lines.
fn between(title: &str, whole: Vec<Whole>, lines: Vec<Line>) -> Between {
    let changed = Changed {
        kind: "level",
        id: "staff".into(),
        was: Some("old-staff".into()),
        title: title.to_owned(),
        ladder: Some("Design".to_owned()),
        thing: None,
        whole,
        meaning: "1 reworded".to_owned(),
        classes: vec![Mark::Rewords],
        lines,
    };
    let told = Told { things: vec![changed], release: Some("patch"), count: 1 };
    Between { old: Version::new("v1", None), new: Version::new("v2", None), told }
}

fn example() -> Between {
    let words = vec![run(RunSide::Same, "a "), run(RunSide::Deleted, "b"), run(RunSide::Inserted, "c")];
    between("Staff", vec![Whole::Renamed], vec![line("Part", words, Some("more")), line("", Vec::new(), None)])
}

#[test]
fn people_see_what_went_and_what_came() {
    assert_eq!(
        text::text(&example(), false),
        "v1 → v2: 1 change, a patch release\n\n\
         Staff, Design (level staff): renamed from old-staff, 1 reworded\n\
         \x20 reworded  Part: a [-b-]{+c+} (more) · wording\n"
    );
    let coloured = text::text(&example(), true);
    assert!(coloured.contains("\u{1b}[9m\u{1b}[31mb\u{1b}[0m") && !coloured.contains("[-"), "{coloured:?}");
}

#[test]
fn a_merge_request_has_headings_and_marks() {
    assert_eq!(
        markdown::text(&example()),
        "## What changed: v1 → v2\n\n1 change, a patch release.\n\n\
         ### Staff, Design (level): renamed from old-staff, 1 reworded\n\n\
         - **Reworded** Part: a <del>b</del><ins>c</ins> (more) · *wording*\n"
    );
}

#[test]
fn nothing_is_said_of_nothing() {
    let nothing = Between { told: Told::default(), ..example() };
    assert_eq!(text::text(&nothing, false), "v1 → v2: nothing changed\n");
    assert_eq!(markdown::text(&nothing), "## What changed: v1 → v2\n\nNothing changed.\n");
    let parsed: serde_json::Value = serde_json::from_str(&json::text(&nothing)).unwrap();
    assert_eq!((&parsed["things"], &parsed["release"]), (&serde_json::json!([]), &serde_json::Value::Null));
}

#[test]
fn hostile_words_are_only_shown() {
    let hostile = "\u{1b}[2J\u{202e}\n# @all &amp; <b>x</b> [y](z) ~~s~~ !12 $x$ www.a.example";
    let words = vec![run(RunSide::Inserted, hostile)];
    let all = between(hostile, vec![], vec![line(hostile, words, Some(hostile))]);
    let shown = text::text(&all, false);
    assert!(!shown.contains(['\u{1b}', '\u{202e}']) && shown.lines().count() == 4, "{shown:?}");
    let marked = markdown::text(&all);
    for harm in ["@all", "<b>", "&amp; ", "[y](", "~~s~~", "!12", "$x", "www.", "\n# "] {
        let escaped = marked.replace("&amp;amp; ", "").replace("\\~\\~s\\~\\~", "");
        assert!(!escaped.contains(harm), "{harm:?} in {marked}");
    }
    let parsed: serde_json::Value = serde_json::from_str(&json::text(&all)).unwrap();
    assert_eq!(parsed["things"][0]["title"], hostile);
    assert!(!json::text(&all).contains('\u{1b}'));
}
