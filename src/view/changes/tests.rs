//! Releases of small handbooks as pages tell them.

use super::*;
use crate::base::{Edition, Moment, Past, Route, Snapshot};
use crate::diff;
use crate::model::fixture::handbook_of;
use crate::model::handbook::Handbook;
use crate::model::things::{Audience, Thing};
use crate::view::body::Body;
use crate::view::diagram::ladder::Mark as Drawn;
use crate::view::page::Page;
use crate::view::shown::{Scope, Shown};

/// A handbook with one track of the levels of a YAML list, and one page.
fn book(ids: &str, levels: &str) -> String {
    format!(
        "== a.yaml\nfamily: {{id: f, title: Ops}}\n\
         track: {{id: t, kind: ic, family: f, title: Doers, levels: [{ids}]}}\nlevels:\n{levels}\n== page.md\n# A page\n"
    )
}

/// What `look` finds in the story of handbooks, oldest first, each released but the last where it is not.
fn told<T>(texts: &[String], released: usize, look: impl FnOnce(&Shown<'_>, &Story) -> T) -> T {
    let books: Vec<Handbook> = texts.iter().map(|text| handbook_of(text)).collect();
    let scope = Scope { audience: Audience::default(), drafts: false, base: "/".into() };
    let shown: Vec<Shown<'_>> = books.iter().map(|book| Shown::new(book, &scope)).collect();
    let now = shown.last().unwrap();
    let releases = (1..=released).rev().map(edition).collect();
    let past = Past { releases, ..Past::default() };
    let chapters = (0..texts.len()).rev().map(|at| {
        let older = at.checked_sub(1).map(|before| (released - at, &books[before]));
        let changes = older.map(|(_, older)| diff::changes(older, &books[at])).unwrap_or_default();
        let number = (at < released).then(|| released - 1 - at);
        story::chapter(number, (older, &changes), &shown[at], (&past, now))
    });
    look(now, &Story::new(chapters.collect(), &past))
}

fn edition(number: usize) -> Edition {
    let text = |text: String| Arc::from(text.as_str());
    let moment = Moment { seconds: 1_767_225_600 + 86_400 * number as i64, offset: 0 };
    let commit = Commit {
        id: text(format!("{number:040}")),
        author: "Ada".into(),
        written: moment,
        committed: moment,
        subject: "Release".into(),
    };
    let content = Ok(Snapshot::default());
    Edition { name: text(format!("v{number}")), date: moment, commit, content, left_out: Vec::new() }
}

/// The page at an address.
fn page_of(shown: &Shown<'_>, story: &Story, address: &str) -> Page {
    let (pages, clashes) = crate::view::pages(shown, story);
    assert_eq!(clashes, []);
    let route = Route::new(address).unwrap();
    pages.into_iter().find(|page| page.route == route).unwrap_or_else(|| panic!("{address}"))
}

fn three() -> [String; 3] {
    [
        book(
            "a, b, c",
            "- {id: a, title: A, responsibilities: [Learns]}\n- {id: b, title: B, responsibilities: [Builds]}\n- {id: c, title: C, responsibilities: [Keeps 2 services]}",
        ),
        book(
            "a, c, d",
            "- {id: a, title: A, responsibilities: [Learns]}\n- {id: c, title: C, responsibilities: [Keeps 3 services]}\n- {id: d, title: D, responsibilities: [Decides]}",
        ),
        book(
            "a, see, d",
            "- {id: a, title: A, responsibilities: [Learns]}\n- {id: see, was: c, title: C, responsibilities: [Keeps 3 services]}\n- {id: d, title: D, responsibilities: [Decides]}",
        ),
    ]
}

#[test]
fn a_ladder_shows_what_is_new_and_what_is_gone() {
    let texts = three();
    told(&texts[..2], 2, |_, story| {
        let marked = &story.chapters[0].ladders[0];
        let rungs: Vec<_> = marked.ladder.rungs.iter().map(|rung| (&*rung.title, rung.mark)).collect();
        let (changed, gone, new) = (Some(Drawn::Changed), Some(Drawn::Removed), Some(Drawn::Added));
        assert_eq!(rungs, [("A", None), ("B", gone), ("C", changed), ("D", new)]);
        let edges: Vec<_> = marked.ladder.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        assert_eq!(edges, [(0, 2), (2, 3)], "no way leads to what is gone");
        assert!(story.chapters[1].ladders.is_empty());
    });
}

#[test]
fn what_was_renamed_since_is_found_by_its_name_of_today() {
    told(&three(), 2, |shown, story| {
        let see = shown.handbook.levels.keys().find(|id| id.as_str() == "see").unwrap();
        let found: Vec<_> = story.chapters.iter().map(|it| it.told.of(&Thing::Level(see.clone())).is_some()).collect();
        assert_eq!(found, [true, true, false]);
        let page = page_of(shown, story, "levels/see.html");
        let Body::Level(level) = page.body else { panic!("{page:?}") };
        let history = level.history.unwrap();
        assert_eq!(history.latest.label, "Changed, not released yet");
        let names: Vec<_> = history.entries.iter().map(|entry| &*entry.release.release.text).collect();
        assert_eq!(names, ["Unreleased", "v2"]);
        let page = page_of(shown, story, "changes/v2.html");
        let Body::Chapter(chapter) = page.body else { panic!("{page:?}") };
        let hrefs: Vec<_> = chapter.groups[0].things.iter().map(|it| (&*it.title, it.href.as_deref())).collect();
        let (see, new) = (Some("../levels/see.html"), Some("../levels/d.html"));
        assert_eq!(hrefs, [("C", see), ("D", new), ("B", None)]);
    });
}

#[test]
fn a_large_release_is_told_in_part_among_others_and_whole_on_its_own_page() {
    let list = |text: &str| -> (String, String) {
        let ids: Vec<String> = (0..50).map(|at| format!("l{at}")).collect();
        let level = |id: &String| format!("- {{id: {id}, title: Level {id}, responsibilities: [{text} {id}]}}");
        (ids.join(", "), ids.iter().map(level).collect::<Vec<_>>().join("\n"))
    };
    let texts = ["Keeps 2 things of", "Keeps 3 things of"].map(|text| {
        let (ids, levels) = list(text);
        book(&ids, &levels)
    });
    told(&texts, 2, |shown, story| {
        let page = page_of(shown, story, "changes/index.html");
        let Body::Changes(changes) = page.body else { panic!("{page:?}") };
        let newest = &changes.chapters[0];
        assert_eq!((newest.things.len(), newest.others.len(), newest.more), (THINGS, TITLES, 50 - THINGS - TITLES));
        assert_eq!(newest.folded, "44 levels");
        assert!(newest.others.iter().all(|thing| thing.lines.is_empty()));
        assert_eq!(newest.release.counts.as_deref(), Some("50 levels, 50 changes"));
        let first = changes.chapters[1].release.remark.as_deref();
        assert_eq!(first, Some("The first release that is known. It began with 50 levels on one ladder."));
        let page = page_of(shown, story, "changes/v2.html");
        let Body::Chapter(chapter) = page.body else { panic!("{page:?}") };
        assert_eq!(chapter.groups[0].things.len(), 50);
    });
}

#[test]
fn nothing_is_told_where_nothing_is_known() {
    let texts = three();
    let handbook = handbook_of(&texts[0]);
    let scope = Scope { audience: Audience::default(), drafts: false, base: "/".into() };
    let shown = Shown::new(&handbook, &scope);
    let story = Story { gap: Some(Gap::Outside), ..Story::default() };
    let page = page_of(&shown, &story, "changes/index.html");
    assert!(page.nav.top.iter().all(|top| top.link.text != "Changes"));
    let Body::Changes(changes) = page.body else { panic!("{page:?}") };
    assert!(changes.begins && changes.gap.is_some());
    let Body::Level(level) = page_of(&shown, &story, "levels/a.html").body else { panic!() };
    assert_eq!(level.history, None);
    let story = Story { gap: Some(Gap::Shallow("2026-11-21".into())), ..Story::default() };
    let Body::Changes(changes) = page_of(&shown, &story, "changes/index.html").body else { panic!() };
    assert!(!changes.begins && changes.gap.is_some(), "there may be releases that are not here");
}

#[test]
fn commits_are_told_to_those_who_read_everything() {
    let commit = |author: &str, day: usize| Commit { author: author.into(), ..edition(day).commit };
    let commits = [commit("Ada", 3), commit("Grace", 2), commit("Ada", 1)];
    assert_eq!(who(&commits).as_deref(), Some("3 commits by Ada and Grace, 2 Jan 2026 to 4 Jan 2026"));
    assert_eq!(who(&commits[..1]).as_deref(), Some("1 commit by Ada, 4 Jan 2026"));
    let settings = "== book.toml\n[rungbook]\naudiences = ['staff', 'managers']\n";
    for (audience, all) in [(0, false), (1, true)] {
        let handbook = handbook_of(&format!("{settings}{}", three()[0]));
        let scope = Scope { audience: Audience(audience), drafts: false, base: "/".into() };
        let shown = Shown::new(&handbook, &scope);
        assert_eq!(sees_all(&Builder::new(&shown, Route::root())), all);
    }
}

#[test]
fn an_announcement_is_no_change_of_what_is_announced() {
    let old = three()[0].clone();
    let new = format!("{old}== release.yaml\nrelease: {{version: v1, date: 2026-01-02, title: First}}\n");
    told(&[old, new], 1, |_, story| {
        let newest = &story.chapters[0].told;
        assert!(newest.is_empty() && newest.count == 0 && newest.release.is_none(), "{newest:?}");
    });
}

#[test]
fn things_are_counted_by_kind() {
    told(&three(), 2, |_, story| {
        let things = &story.chapters[1].told.things;
        let of = |kind: &'static str| Changed { kind, ..things[0].clone() };
        let all = [of("level"), of("level"), of("competency"), of("competency"), of("pathway"), of("pathway")];
        assert_eq!(kinds(&all.iter().collect::<Vec<_>>()), "2 levels, 2 competencies, 2 pathways");
    });
}
