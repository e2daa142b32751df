//! One page of every kind, made by hand, with every part of it in use.

mod charts;
mod ladders;
mod others;
mod story;

use crate::base::{Align, Block, Inline, Item, Prose, Route, Text};
use crate::view::body::*;
use crate::view::compare::*;
use crate::view::competency::*;
use crate::view::diagram::Diagram;
use crate::view::diagram::ladder::{self as drawn, Edge, Lane, Rung, Way};
use crate::view::editions::{Choice, Editions, Old};
use crate::view::expected::*;
use crate::view::level::*;
use crate::view::page::*;
use crate::view::parts::*;
use crate::view::profile::{Profile, ProfileLevel, ProfileMark, ProfileRow};
use crate::view::{
    article::Article, guide::*, home::Home, ladder::*, letters::*, matrix::*, pathway::*, role::*, table::*, track::*,
};
use std::sync::Arc;

/// The passages and figures of a page in the making.
#[derive(Default)]
struct Sheet {
    texts: Vec<Passage>,
    figures: Vec<Diagram>,
}

impl Sheet {
    fn set(&mut self, prose: Prose, form: Form) -> Words {
        let href = Href { address: Arc::from("page.html"), words: Arc::from("a page"), reach: Reach::Inside };
        self.texts.push(Passage { text: Text::new(prose, vec![href]), form, fences: Default::default() });
        Words(self.texts.len() - 1)
    }

    fn line(&mut self, words: &str) -> Words {
        self.set(Prose::line(words), Form::Line)
    }

    fn some(&mut self, words: &str) -> Option<Words> {
        Some(self.set(Prose::new("sample", words, vec![Block::Paragraph(vec![text(words)])]), Form::Blocks(2)))
    }

    fn entry(&mut self, words: &str, verdict: Option<&'static str>) -> Entry {
        let examples =
            if words.contains("CAP") { vec![self.line("A note on why reads may lag behind writes")] } else { vec![] };
        let from = (verdict == Some("grown")).then(|| link("Senior DevOps Engineer"));
        Entry { id: None, text: self.line(words), examples, verdict, from }
    }

    fn entries(&mut self, words: &[&str]) -> Vec<Entry> {
        words.iter().map(|words| self.entry(words, None)).collect()
    }

    fn group(&mut self, title: &str, words: &[&str]) -> Group {
        Group { title: Some(self.line(title)), items: self.entries(words) }
    }

    fn resources(&mut self) -> Vec<Resource> {
        let title = self.line("The Staff Engineer’s Path");
        let (by, note) = (Some(self.line("Tanya Reilly")), self.some("How to lead without managing people."));
        let book = Resource { title, href: Some("https://example.org/path".into()), by, note };
        vec![book, Resource { title: self.line("The reliability review archive"), href: None, by: None, note: None }]
    }

    fn section(&mut self) -> Section {
        Section {
            id: "notes-on-scope".into(),
            title: self.line("Notes on scope"),
            text: self.some("Scope is what you answer for.").unwrap_or(Words(0)),
        }
    }

    fn card(&mut self, title: &str, tone: Option<Tone>) -> Card {
        Card {
            link: link(title),
            summary: self.some("From the first day to Fellow, with a fork after Senior."),
            facts: vec!["2 tracks".into(), "9 levels".into()],
            tone,
        }
    }

    fn figure(&mut self, small: bool) -> Figure {
        self.figures.push(diagram(small));
        let drawing = Drawing(self.figures.len() - 1);
        let lane = |title: &str, tone, codes: &[&str]| LaneList {
            title: link(title),
            tone,
            levels: codes.iter().map(|code| level(code)).collect(),
        };
        let lanes = vec![
            lane("Shared trunk", Tone::Shared, &["D1", "D2", "D3"]),
            lane("Individual contributor", Tone::Ic, &["IC4", "IC5", "IC6"]),
            lane("Management", Tone::Management, &["M4", "M5", "M6"]),
        ];
        Figure { title: "DevOps ladder".into(), drawing, across: true, lanes, chains: Vec::new(), marked: false }
    }

    fn profile(&mut self, levels: &[&str], count: usize) -> Profile {
        let steps: Vec<String> = ["Aware", "Working", "Strong", "Expert"].map(str::to_owned).into();
        let mark = |place: usize| {
            let title = steps[place - 1].clone();
            Some(ProfileMark { title, place, of: 4 }).filter(|_| place != 2)
        };
        let row = |at: usize| ProfileRow {
            competency: link(&format!("Competency {at}")),
            marks: (0..levels.len()).map(|level| mark((at + at % 3 * level) % 4 + 1)).collect(),
            same: levels.len() == 2 && at.is_multiple_of(3),
        };
        let rows: Vec<ProfileRow> = (0..count).map(row).collect();
        let level = |title: &&str| ProfileLevel { title: (*title).to_owned(), tone: Tone::Ic };
        let levels: Vec<ProfileLevel> = levels.iter().map(level).collect();
        let mut profile = Profile { title: "Competencies".into(), drawing: None, levels, steps, rows };
        if count <= 8 {
            self.figures.push(Diagram::Profile(crate::view::profile::radar(&profile)));
            profile.drawing = Some(Drawing(self.figures.len() - 1));
        }
        profile
    }

    fn way(&mut self, label: &str, way: &str, to: &str) -> WayCard {
        WayCard {
            label: label.into(),
            way: way.into(),
            from: Vec::new(),
            to: level(to),
            title: None,
            text: self.some("Lead a team while staying close to its systems."),
            usual_time: Some(self.line("3–5 years")),
            success_rate: Some(self.line("about 70% settle in well")),
            lists: vec![NamedList {
                title: "How to prepare".into(),
                items: self.entries(&["Mentor two engineers", "Run a hiring loop"]),
            }],
            compare: Some(link("Staff Engineer and Engineering Manager")),
        }
    }

    fn pay(&mut self, words: &str, start: u32, end: u32, open: bool) -> Pay {
        let (text, place) = (self.line(words), Some(self.line("United States")));
        Pay {
            text,
            place,
            market: Some(self.line("General")),
            from: Some("2026-01-01".into()),
            source: Some(self.line("Survey")),
            note: None,
            bar: Some(Bar { start, end, open }),
        }
    }

    fn table(&mut self) -> Table {
        let text = |sheet: &mut Self, words: &str| Cell { lines: vec![sheet.line(words)], ..Cell::default() };
        let row = |label: &str, differs, cells| Row { label: label.into(), href: None, differs, cells };
        let facts = vec![
            row("Experience", false, vec![text(self, "12–15+ years"), text(self, "12–15+ years")]),
            row(
                "People management",
                true,
                vec![text(self, "No direct reports"), text(self, "20–40+ indirect reports")],
            ),
            row("Meetings", true, vec![text(self, "20–30% of the time"), text(self, "60–70% of the time")]),
            row(
                "Total compensation",
                true,
                vec![
                    Cell { pay: vec![self.pay("$250K–$450K", 380, 690, false)], ..Cell::default() },
                    Cell { pay: vec![self.pay("$220K–$380K+", 330, 580, true)], ..Cell::default() },
                ],
            ),
        ];
        let expert = Cell {
            step: Some("Expert".into()),
            items: vec![self.entry("Sets the direction of the platform", Some("new"))],
            carried: 3,
            ..Cell::default()
        };
        let working = Cell {
            step: Some("Working".into()),
            items: vec![self.entry("Follows a design discussion", Some("carried"))],
            ..Cell::default()
        };
        let skills = vec![
            row("System design", true, vec![expert, working]),
            row("Security", true, vec![text(self, "Threat models"), Cell::default()]),
        ];
        let groups =
            vec![RowGroup { title: None, rows: facts }, RowGroup { title: Some("Technical".into()), rows: skills }];
        Table {
            caption: "Principal Engineer and Senior Manager side by side".into(),
            columns: vec![level("IC5"), level("M5")],
            groups,
            differing: 5,
            rows: 6,
        }
    }

    fn plan(&mut self) -> PathwayPlan {
        let first = PathwayStep {
            id: "step-1".into(),
            when: self.line("Month 1–3"),
            title: Some(self.line("Mentoring and coaching")),
            items: self.entries(&["Mentor one engineer", "Read two books on coaching"]),
        };
        let second = PathwayStep {
            id: "step-2".into(),
            when: self.line("Month 4+"),
            title: None,
            items: self.entries(&["Lead a small project"]),
        };
        PathwayPlan {
            link: link("To Tech Lead"),
            duration: Some(self.line("6–12 months")),
            timeline: Some(self.timeline("step")),
            steps: vec![first, second],
        }
    }

    fn page(self, title: &str, body: Body) -> Page {
        Page {
            route: Route::new(format!("samples/{}.html", title.to_lowercase().replace(' ', "-"))).unwrap(),
            title: title.into(),
            description: "What this page is about.".into(),
            root: "../".into(),
            site: "../".into(),
            editions: Some(editions()),
            draft: true,
            feed: Some(link("Changes")),
            nav: nav(),
            body,
            texts: self.texts,
            figures: self.figures,
        }
    }
}

fn text(words: &str) -> Inline {
    Inline::Text(words.into())
}

fn link(text: &str) -> Link {
    Link { text: text.into(), href: format!("{}.html", text.to_lowercase().replace(' ', "-")) }
}

const LEVELS: [(&str, &str, &str); 9] = [
    ("D1", "Junior DevOps Engineer", "0–2 years"),
    ("D2", "DevOps Engineer", "2–5 years"),
    ("D3", "Senior DevOps Engineer", "5–8 years"),
    ("IC4", "Staff Engineer", "8–12 years"),
    ("IC5", "Principal Engineer", "12–15 years"),
    ("IC6", "Distinguished Engineer", "15+ years"),
    ("M4", "Engineering Manager", "8–12 years"),
    ("M5", "Senior Manager", "12–15 years"),
    ("M6", "Director of Engineering", "15+ years"),
];

fn tone(code: &str) -> Tone {
    match code.get(..1) {
        Some("I") => Tone::Ic,
        Some("M") => Tone::Management,
        _ => Tone::Shared,
    }
}

fn level(code: &str) -> LevelLink {
    let (code, title, years) = LEVELS.into_iter().find(|level| level.0 == code).unwrap();
    LevelLink {
        link: link(title),
        code: Some(code.into()),
        track: "Individual contributor".into(),
        ladder: None,
        tone: tone(code),
        notes: vec![years.into(), "$185K–$320K".into()],
    }
}

fn diagram(small: bool) -> Diagram {
    let lane = |title: &str, tone| Lane { title: title.into(), tone, href: Some("track.html".into()) };
    let rung = |(at, (code, title, years)): (usize, &(&str, &str, &str))| {
        let lane = match tone(code) {
            Tone::Ic => 1,
            Tone::Management => 2,
            _ => 0,
        };
        let row = Some(if at > 5 { at - 3 } else { at });
        Rung {
            lane,
            row,
            title: (*title).into(),
            code: Some((*code).into()),
            notes: vec![(*years).into()],
            href: Some("level.html".into()),
            mark: None,
            current: small && *code == "IC4",
            faint: false,
        }
    };
    let edge = |from, to, way| Edge { from, to, way };
    Diagram::Ladder(drawn::Ladder {
        title: "DevOps ladder".into(),
        description: "Three tracks, nine levels, with a fork after Senior DevOps Engineer.".into(),
        small,
        falling: false,
        lanes: vec![
            lane("Shared trunk", Tone::Shared),
            lane("Individual contributor", Tone::Ic),
            lane("Management", Tone::Management),
        ],
        rows: (1..7).map(|grade| format!("Grade {grade}")).collect(),
        rungs: LEVELS.iter().enumerate().map(rung).collect(),
        edges: vec![
            edge(0, 1, Way::Next),
            edge(1, 2, Way::Next),
            edge(2, 3, Way::Fork),
            edge(2, 6, Way::Fork),
            edge(3, 4, Way::Next),
            edge(4, 5, Way::Next),
            edge(6, 7, Way::Next),
            edge(7, 8, Way::Next),
            edge(3, 6, Way::Switch),
        ],
    })
}

fn editions() -> Editions {
    let choice = |name: Option<&str>, same: bool, current: bool| Choice {
        name: name.map(str::to_owned),
        day: name.map(|_| "1 Mar 2026".to_owned()),
        href: "../2026.1/page.html".to_owned(),
        same,
        current,
    };
    let words = |words: &str| Some(words.to_owned());
    Editions {
        all: vec![choice(None, true, false), choice(Some("2026.1"), true, true), choice(Some("2025.3"), false, false)],
        old: Some(Old {
            name: "2026.1".to_owned(),
            day: words("1 Mar 2026"),
            fate: words("This level changed since."),
            now: "../../page.html".to_owned(),
            changes: words("../../page.html#history"),
            canonical: words("../../page.html"),
        }),
    }
}

fn nav() -> Nav {
    let top = ["Ladders", "Compare", "Competencies", "Roadmaps"];
    let beside = |code: &str| {
        let level = level(code);
        SideLink { link: level.link, code: level.code, tone: Some(level.tone), current: code == "IC4" }
    };
    let group = |title: &str, codes: &[&str]| SideGroup {
        title: title.into(),
        href: Some("track.html".into()),
        links: codes.iter().map(|code| beside(code)).collect(),
        more: 0,
    };
    let toc = [
        ("expected", "What is expected"),
        ("responsibilities", "Responsibilities"),
        ("milestones", "Milestones"),
        ("ready-for-principal", "Ready for Principal Engineer?"),
        ("onward", "Where to go from here"),
        ("mentioned", "Mentioned in"),
    ];
    Nav {
        top: top.into_iter().map(|text| TopLink { link: link(text), current: text == "Ladders" }).collect(),
        crumbs: vec![link("DevOps ladder"), link("Individual contributor")],
        side: vec![
            group("DevOps ladder", &["D1", "D2", "D3"]),
            group("Individual contributor", &["IC4", "IC5", "IC6"]),
            group("Management", &["M4", "M5", "M6"]),
            SideGroup {
                title: "Roadmaps".into(),
                href: Some("roadmaps.html".into()),
                links: vec![SideLink { link: link("Choosing a path"), code: None, tone: None, current: false }],
                more: 12,
            },
        ],
        toc: toc.into_iter().map(|(id, text)| TocEntry { text: text.into(), id: id.into(), level: 2 }).collect(),
        previous: Some(link("Senior DevOps Engineer")),
        next: Some(link("Principal Engineer")),
        changed: Some(story::latest(true)),
        edit: Some("https://example.org/edit".into()),
    }
}

/// A page of every kind.
pub(super) fn pages() -> Vec<Page> {
    let mut pages = vec![
        ladders::home(),
        ladders::level_page(),
        ladders::ladder(),
        ladders::track(),
        ladders::compare(),
        ladders::compare_index(),
        ladders::matrix(),
        others::competencies(),
        others::competency(),
        others::role(),
        others::pathway(),
        others::guides(),
        others::guide(),
        others::article(),
        story::changes(),
        story::chapter(),
    ];
    for (title, kind) in [
        ("Ladders", Body::Ladders as fn(Cards) -> Body),
        ("Roles", Body::Roles),
        ("Pathways", Body::Pathways),
        ("Roadmaps", Body::Folder),
    ] {
        let mut sheet = Sheet::default();
        let cards = vec![
            sheet.card("Software engineering", Some(Tone::Ic)),
            sheet.card("DevOps", None),
            sheet.card("Managing engineers", None),
        ];
        let groups = vec![CardGroup { title: Some("All of them".into()), id: "all".into(), cards }];
        let cards = Cards { summary: sheet.some("Ladders of this handbook."), text: None, groups };
        pages.push(sheet.page(title, kind(cards)));
    }
    pages.push(
        Sheet::default()
            .page("Page not found", Body::NotFound(NotFound { links: vec![link("Home"), link("Ladders")] })),
    );
    let staff = Named { link: link("Staff Engineer"), note: "Individual contributor".into() };
    let group = LetterGroup { title: "S".into(), id: "letter-s".into(), names: vec![staff] };
    let letter = LetterLink { link: Link { text: "S".into(), href: "#letter-s".into() }, count: 1, current: false };
    let letters = Letters { letters: vec![letter], groups: vec![group], total: 1 };
    pages.push(Sheet::default().page("A to Z", Body::Letters(letters)));
    pages.push(Sheet::default().page("Moved", Body::Redirect(Redirect { to: link("Staff Engineer") })));
    pages
}
