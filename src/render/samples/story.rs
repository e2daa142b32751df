//! Samples of what changed: the page of all changes, that of a release, a level's history, the home page's news.

use super::*;
use crate::view::changed::{Badge, ChangedLine, ChangedThing, Meaning};
use crate::view::changes::{ChangedGroup, Changes, Chapter, ChapterCard, CommitLine};
use crate::view::day::Day;
use crate::view::diagram::ladder::Mark;
use crate::view::history::{History, HistoryEntry};
use crate::view::home::News;
use crate::view::marked::{MarkList, MarkedFigure, MarkedLevel};
use crate::view::release::{CommitLink, Latest, Release, Size};
use crate::view::told::{Run, RunSide};

pub(super) fn changes() -> Page {
    let mut sheet = Sheet::default();
    let open = |release, things: &[&str]| ChapterCard {
        release,
        things: things.iter().map(|title| thing(title, 2)).collect(),
        others: vec![thing("Senior Manager", 0), thing("Choosing a path", 0)],
        folded: "1 level, 1 page".into(),
        more: 12,
    };
    let first = Release { remark: Some("The first release that is known.".into()), ..release("2026.1", true) };
    let body = Changes {
        summary: sheet.some("What the ladder asked before, and what it asks now."),
        text: sheet.some("Ask in the people channel about any of it."),
        gap: Some("What changed before 1 Jan 2026 is not known here.".into()),
        begins: true,
        figures: vec![sheet.marked()],
        drawn: Some(link("2026.2")),
        chapters: vec![
            open(release("Unreleased", false), &["Staff Engineer"]),
            open(release("2026.2", true), &["Staff Engineer", "Distinguished Engineer"]),
            ChapterCard { more: 0, ..open(first, &[]) },
        ],
    };
    sheet.page("Changes", Body::Changes(body))
}

pub(super) fn chapter() -> Page {
    let mut sheet = Sheet::default();
    let commit = |subject: &str, author: &str| CommitLine {
        subject: subject.into(),
        author: author.into(),
        day: Day::of("2026-11-05"),
        commit: commit_link(),
    };
    let things = vec![thing("Staff Engineer", 3), thing("Distinguished Engineer", 1)];
    let body = Chapter {
        release: release("2026.2", true),
        figures: vec![sheet.marked()],
        groups: vec![ChangedGroup { id: "levels".into(), title: "Levels".into(), things }],
        who: Some("2 commits by Ada Lovelace and Grace Hopper, 5 Nov 2026".into()),
        commits: vec![commit("Ask for graceful degradation", "Ada Lovelace"), commit("Add a level", "Grace Hopper")],
    };
    sheet.page("2026.2", Body::Chapter(Box::new(body)))
}

pub(super) fn history() -> History {
    let entry = |released, open| HistoryEntry {
        release: latest(released),
        id: "level-devops-staff".into(),
        badges: thing("Staff Engineer", 0).badges,
        meaning: thing("Staff Engineer", 0).meaning,
        lines: thing("Staff Engineer", 3).lines,
        more: 2,
        open,
    };
    let file = Some("Its file was last changed on 5 Nov 2026 by Ada Lovelace.".into());
    History {
        latest: latest(true),
        entries: vec![entry(false, true), entry(true, true), entry(true, false)],
        more: 3,
        file,
    }
}

pub(super) fn news() -> Vec<News> {
    let things = vec![thing("Staff Engineer", 0), thing("Distinguished Engineer", 0)];
    vec![News { release: release("2026.2", true), things, more: 4 }]
}

pub(super) fn latest(released: bool) -> Latest {
    let label = if released { "Last changed in" } else { "Changed, not released yet" };
    Latest { label, release: link("2026.2"), released, day: released.then(|| Day::of("2026-11-08")) }
}

fn release(name: &str, released: bool) -> Release {
    Release {
        link: link(name),
        id: format!("release-{}", name.to_lowercase()),
        title: released.then(|| "The reliability release".into()),
        released,
        day: released.then(|| Day::of("2026-11-08")),
        in_force: released.then(|| Day::of("2027-01-01")),
        counts: Some("3 levels, 6 changes".into()),
        size: Some(Size { class: "major", label: "asks for more than before" }),
        since: Some(link("2026.1")),
        commit: released.then(commit_link),
        summary: released.then(|| "What we learned from a year of incidents.".into()),
        remark: None,
    }
}

fn commit_link() -> CommitLink {
    CommitLink { short: "a1c9e02".into(), href: Some("https://example.org/handbook/commit/a1c9e02".into()) }
}

fn thing(title: &str, lines: usize) -> ChangedThing {
    let run = |side, text: &str| Run { side, text: text.into() };
    let words = vec![
        run(RunSide::Same, "Designs for "),
        run(RunSide::Deleted, "99.9%"),
        run(RunSide::Inserted, "99.99%"),
        run(RunSide::Same, " uptime"),
    ];
    let line = |verb, label: &str, words, note: Option<&str>| ChangedLine {
        verb,
        label: label.into(),
        words,
        note: note.map(str::to_owned),
    };
    let told = [
        line("raised", "Reliability", words, Some("a number asks for more")),
        line("added", "", vec![], Some("on Individual contributor, after Principal Engineer")),
        line("reordered", "Milestones", vec![], None),
    ];
    let is_new = title.starts_with("Distinguished");
    let badge = |class, label: &str| Badge { class, label: label.into() };
    ChangedThing {
        id: format!("level-{}", title.to_lowercase().replace(' ', "-")),
        kind: "level",
        title: title.into(),
        code: Some("IC4".into()),
        href: (!is_new).then(|| link(title).href),
        badges: vec![if is_new { badge("added", "new level") } else { badge("raises", "raises the bar") }],
        meaning: (!is_new).then(|| Meaning { holder: "a Staff Engineer".into(), words: "3 new, 1 dropped".into() }),
        lines: told.into_iter().take(lines).collect(),
        more: if lines == 2 { 4 } else { 0 },
    }
}

impl Sheet {
    fn marked(&mut self) -> MarkedFigure {
        let Diagram::Ladder(mut ladder) = diagram(false) else { unreachable!() };
        for (at, mark) in [(3, Mark::Changed), (5, Mark::Added), (7, Mark::Removed)] {
            ladder.rungs[at].mark = Some(mark);
        }
        self.figures.push(Diagram::Ladder(ladder));
        let list = |mark, title: &str, href: Option<&str>| MarkList {
            mark,
            levels: vec![MarkedLevel { title: title.into(), href: href.map(str::to_owned) }],
        };
        let marks = vec![
            list("added", "Distinguished Engineer", Some("level.html")),
            list("changed", "Staff Engineer", Some("level.html")),
            list("removed", "Senior Manager", None),
        ];
        let drawing = Drawing(self.figures.len() - 1);
        MarkedFigure { title: "DevOps ladder".into(), drawing, across: true, marks }
    }
}
