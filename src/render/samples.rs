//! One page of every kind, made by hand, with every part of it in use.

use crate::base::{Align, Block, Inline, Item, Prose, Route, Text};
use crate::view::body::*;
use crate::view::compare::*;
use crate::view::competency::*;
use crate::view::diagram::{Diagram, Edge, Lane, Rung, Way};
use crate::view::expected::*;
use crate::view::level::*;
use crate::view::page::*;
use crate::view::parts::*;
use crate::view::{
    article::Article, guide::*, home::Home, ladder::*, matrix::*, pathway::*, role::*, table::*, track::*,
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
        self.texts.push(Passage { text: Text::new(prose, vec![href]), form });
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
        Figure { title: "DevOps ladder".into(), drawing, across: true, lanes }
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
            when: self.line("Month 1–3"),
            title: Some(self.line("Mentoring and coaching")),
            items: self.entries(&["Mentor one engineer", "Read two books on coaching"]),
        };
        let second =
            PathwayStep { when: self.line("Month 4–6"), title: None, items: self.entries(&["Lead a small project"]) };
        PathwayPlan {
            link: link("To Tech Lead"), duration: Some(self.line("6–12 months")), steps: vec![first, second]
        }
    }

    fn page(self, title: &str, body: Body) -> Page {
        Page {
            route: Route::new(format!("samples/{}.html", title.to_lowercase().replace(' ', "-"))).unwrap(),
            title: title.into(),
            description: "What this page is about.".into(),
            root: "../".into(),
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
        tone: tone(code),
        notes: vec![years.into(), "$185K–$320K".into()],
    }
}

fn diagram(small: bool) -> Diagram {
    let lane = |title: &str, tone| Lane { title: title.into(), tone, href: "track.html".into() };
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
            href: "level.html".into(),
            current: small && *code == "IC4",
            faint: false,
        }
    };
    let edge = |from, to, way| Edge { from, to, way };
    Diagram {
        title: "DevOps ladder".into(),
        description: "Three tracks, nine levels, with a fork after Senior DevOps Engineer.".into(),
        small,
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
    }
}

fn nav() -> Nav {
    let top = ["Ladders", "Compare", "Competencies", "Roadmaps"];
    let side = |code: &str| {
        let level = level(code);
        SideLink { link: level.link, code: level.code, tone: Some(level.tone), current: code == "IC4" }
    };
    let group = |title: &str, codes: &[&str]| SideGroup {
        title: title.into(),
        href: Some("track.html".into()),
        links: codes.iter().map(|code| side(code)).collect(),
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
        edit: Some("https://example.org/edit".into()),
    }
}

/// A page of every kind.
pub(super) fn pages() -> Vec<Page> {
    let mut pages = vec![
        home(),
        level_page(),
        ladder(),
        track(),
        compare(),
        compare_index(),
        matrix(),
        competencies(),
        competency(),
        role(),
        pathway(),
        guides(),
        guide(),
        article(),
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
    pages.push(Sheet::default().page("Moved", Body::Redirect(Redirect { to: link("Staff Engineer") })));
    pages
}

fn home() -> Page {
    let mut sheet = Sheet::default();
    let body = Home {
        eyebrow: Some("Version 2026.2 · published 8 Nov 2026".into()),
        summary: sheet.some("Nine levels, two tracks, one shared idea of what good looks like. Find your level, see what the next one asks, and follow how the ladder itself changes."),
        counts: vec!["9 levels".into(), "3 tracks".into(), "14 competencies".into()],
        actions: vec![link("Find your level"), link("Compare tracks")],
        diagram: Some(sheet.figure(false)),
        ladders: vec![sheet.card("Software engineering", None), sheet.card("DevOps", None), sheet.card("Managing engineers", None)],
        text: sheet.some("This handbook says what we expect of one another."),
        parts: vec![sheet.card("Competencies", None), sheet.card("Roles", None)],
    };
    let mut page = sheet.page("How careers grow here", Body::Home(body));
    page.nav.crumbs.clear();
    page.nav.toc.clear();
    page
}

fn level_page() -> Page {
    let mut sheet = Sheet::default();
    let fact = |label: &str, value, links| Fact { label: label.into(), value, links, note: None };
    let facts = vec![
        fact("Experience", Some(sheet.line("8–12 years")), vec![]),
        Fact {
            note: Some("general market".into()),
            ..fact("Total compensation", Some(sheet.line("$185K–$320K")), vec![])
        },
        fact("Scope", Some(sheet.line("Organisation · 50–200+ engineers")), vec![]),
        fact("Equivalent level", None, vec![link("Engineering Manager (M4)")]),
    ];
    let design = vec![
        sheet.entry("Designs for 10M+ users", Some("new")),
        sheet.entry("Applies the CAP theorem and consistency models to real choices", Some("new")),
        sheet.entry("Chooses between Raft- and Paxos-style consensus", Some("grown")),
        sheet.entry("Caching strategy with Redis and a CDN", Some("carried")),
    ];
    let reliability = vec![
        sheet.entry("Designs for 99.99% uptime", Some("new")),
        sheet.entry("Multi-region, active-active", Some("new")),
        sheet.entry("Graceful degradation under load", Some("grown")),
    ];
    let carried = vec![Carried {
        from: link("Senior DevOps Engineer"),
        count: 2,
        items: sheet.entries(&["Writes runbooks", "Backup strategy, RTO and RPO planning"]),
    }];
    let one = |title: &str, step: &str, before: Option<&str>, is_new, items, carried| Expectation {
        id: format!("expected-{}", title.to_lowercase().replace(' ', "-")),
        competency: link(title),
        area: Some("Technical".into()),
        step: Some(step.into()),
        step_before: before.map(str::to_owned),
        is_new,
        items,
        carried,
    };
    let expected = Expected {
        before: vec![link("Senior DevOps Engineer")],
        total: 26,
        new: 17,
        grown: 4,
        competencies: vec![
            one("System design", "Expert", Some("Strong"), false, design, vec![]),
            one("Reliability", "Expert", None, true, reliability, carried),
        ],
    };
    let promotion = Promotion {
        to: level("IC5"),
        id: "ready-for-principal".into(),
        usual_time: Some(sheet.line("3–5 years")),
        success_rate: Some(sheet.line("about 30%")),
        text: None,
        groups: vec![
            sheet.group(
                "Impact",
                &["Company-wide impact on critical systems", "Recognised expert, inside and in the industry"],
            ),
            sheet.group(
                "Technical",
                &[
                    "A technical vision 2–3 years out",
                    "Delivers major initiatives consistently",
                    "Grows other senior and staff engineers",
                ],
            ),
        ],
        total: 5,
    };
    let day = |sheet: &mut Sheet, name: &str| Day {
        name: sheet.line(name),
        entries: vec![sheet.line("Architecture review"), sheet.line("Pairing with a team on its migration")],
    };
    let share = |sheet: &mut Sheet, label: &str, text: &str, permille| Share {
        label: sheet.line(label),
        text: sheet.line(text),
        permille,
    };
    let week = Week {
        days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].map(|name| day(&mut sheet, name)).into(),
        split: vec![
            share(&mut sheet, "Design", "40%", Some(400)),
            share(&mut sheet, "Coding", "10–20%", Some(150)),
            share(&mut sheet, "Mentoring", "25%", Some(250)),
            share(&mut sheet, "Everything else", "the rest", None),
        ],
    };
    let body = Level {
        code: Some("IC4".into()),
        track: Some(link("Individual contributor")),
        tone: Tone::Ic,
        ladder: Some(link("DevOps ladder")),
        grade: Some("Grade 4".into()),
        status: None,
        summary: sheet.some("Sets technical direction across several teams and owns infrastructure the whole company leans on. Leads through influence, writing and design, rather than through reporting lines."),
        facts,
        also: vec![sheet.line("Staff Platform Engineer"), sheet.line("Staff SRE")],
        map: Some(sheet.figure(true)),
        expected: Some(expected),
        responsibilities: vec![sheet.group("Daily work", &["Technical strategy", "Architecture decisions", "Cross-team projects"]), sheet.group("Scope", &["5–10 teams", "A budget of $500K+"])],
        dimensions: vec![fact("Coding", Some(sheet.line("10–20%")), vec![]), fact("Meetings", Some(sheet.line("40–50% of the time")), vec![])],
        needs: vec![Group { title: None, items: sheet.entries(&["CKA or an equivalent", "Public speaking"]) }],
        milestones: vec![Milestone { by: sheet.line("Year 1"), items: sheet.entries(&["Leads one initiative across teams", "Writes the platform strategy"]) }, Milestone { by: sheet.line("Year 2–3"), items: sheet.entries(&["Has saved $1M or more"]) }],
        promotions: vec![promotion],
        pitfalls: sheet.entries(&["Staying the best engineer of one team", "Working through others only when asked"]),
        stories: vec![Story { title: Some(sheet.line("The migration nobody noticed")), text: sheet.some("Moved 400 services between regions in a quarter, without a minute of downtime.").unwrap_or(Words(0)) }],
        week: Some(week),
        pay: vec![sheet.pay("$185K–$320K", 280, 490, false), sheet.pay("$300K–$500K+", 460, 770, true)],
        onward: vec![sheet.way("Promotion", "promotion", "IC5"), sheet.way("Switch of track", "switch", "M4")],
        equivalents: vec![level("M4")],
        roles: vec![link("Tech Lead")],
        pathways: vec![link("To Principal Engineer")],
        resources: sheet.resources(),
        sections: vec![sheet.section()],
        owner: Some(sheet.line("the platform group")),
        mentioned: vec![link("Choosing a path"), link("Switching tracks")],
    };
    sheet.page("Staff Engineer", Body::Level(Box::new(body)))
}

fn ladder() -> Page {
    let mut sheet = Sheet::default();
    let track = |sheet: &mut Sheet, title: &str, tone, after: Vec<Link>, codes: &[&str]| TrackCard {
        link: link(title),
        tone,
        summary: sheet.some("What all share."),
        after,
        levels: codes.iter().map(|code| level(code)).collect(),
    };
    let body = Ladder {
        summary: sheet.some("Junior to Fellow, with a fork after Senior."),
        facts: vec!["3 tracks".into(), "9 levels".into()],
        relatives: vec![link("Software engineering")],
        diagram: Some(sheet.figure(false)),
        tracks: vec![
            track(&mut sheet, "Shared trunk", Tone::Shared, vec![], &["D1", "D2", "D3"]),
            track(
                &mut sheet,
                "Individual contributor",
                Tone::Ic,
                vec![link("Senior DevOps Engineer")],
                &["IC4", "IC5", "IC6"],
            ),
            track(
                &mut sheet,
                "Management",
                Tone::Management,
                vec![link("Senior DevOps Engineer")],
                &["M4", "M5", "M6"],
            ),
        ],
        ways: vec![sheet.way("Fork", "fork", "M4")],
        compare: vec![link("Individual contributor, level by level"), link("All competencies")],
        sections: vec![sheet.section()],
        owner: Some(sheet.line("the platform group")),
        mentioned: vec![link("Choosing a path")],
    };
    sheet.page("DevOps ladder", Body::Ladder(body))
}

fn track() -> Page {
    let mut sheet = Sheet::default();
    let raised = |title: &str, before: Option<&str>, now: Option<&str>| Raised {
        link: link(title),
        before: before.map(str::to_owned),
        now: now.map(str::to_owned),
    };
    let body = Track {
        ladder: Some(link("DevOps ladder")),
        tone: Tone::Ic,
        label: "Individual contributor".into(),
        summary: sheet.some("Grows by depth and reach, without reporting lines."),
        facts: vec!["3 levels".into()],
        after: vec![level("D3")],
        before: vec![level("M5")],
        table: Some(sheet.table()),
        growth: vec![StepUp {
            from: vec![link("Staff Engineer")],
            to: level("IC5"),
            new: 9,
            grown: 4,
            total: 21,
            competencies: vec![
                raised("System design", Some("Strong"), Some("Expert")),
                raised("Security", None, Some("Strong")),
                raised("Writing", None, None),
            ],
            compare: Some(link("Staff and Principal Engineer")),
        }],
        sections: vec![sheet.section()],
        mentioned: vec![link("Choosing a path")],
    };
    sheet.page("Individual contributor", Body::Track(body))
}

fn compare() -> Page {
    let mut sheet = Sheet::default();
    let table = sheet.table();
    let body = Compare {
        summary: "Two levels of grade 5, in different tracks.".into(),
        table,
        nearby: vec![link("Staff Engineer and Engineering Manager")],
    };
    sheet.page("Principal Engineer and Senior Manager", Body::Compare(body))
}

fn compare_index() -> Page {
    let pair = |text: &str, codes: &[&str]| PairLink {
        link: link(text),
        codes: codes.iter().map(|code| ((*code).to_owned(), tone(code))).collect(),
    };
    let group = CompareGroup {
        ladder: link("DevOps ladder"),
        id: "devops".into(),
        matrices: vec![link("Competencies, level by level")],
        tracks: vec![pair("Individual contributor", &["IC4", "IC5", "IC6"])],
        steps: vec![pair("Staff and Principal Engineer", &["IC4", "IC5"])],
        equals: vec![pair("Staff Engineer and Engineering Manager", &["IC4", "M4"])],
    };
    let across = vec![pair("Staff Engineer and Engineering Manager", &["IC4", "M4"])];
    Sheet::default().page(
        "Compare",
        Body::CompareIndex(CompareIndex {
            summary: None,
            text: None,
            ladders: vec![group],
            grades: vec![pair("Grade 4", &["IC4", "M4"])],
            across,
        }),
    )
}

fn matrix() -> Page {
    let figure = Sheet::default().figure(false);
    let steps = ["Aware", "Working", "Strong", "Skilled", "Expert"];
    let step = |heat: usize| MatrixStep { title: steps[heat - 1].into(), heat: heat as u8 };
    let cell = |row: usize, (at, (code, title, _)): (usize, &(&str, &str, &str))| {
        let heat = (at % 6 + row).min(5);
        let href = (heat > 0).then(|| "staff-engineer.html#expected".to_owned());
        let step = (heat > 0 && !(row == 2 && at == 7)).then(|| step(heat));
        MatrixCell { href, step, count: at, tone: tone(code), level: (*title).into() }
    };
    let row = |at: usize, title: &str| MatrixRow {
        competency: link(title),
        cells: LEVELS.iter().enumerate().map(|level| cell(at, level)).collect(),
    };
    let areas = vec![
        MatrixArea {
            title: Some("Leadership".into()),
            rows: vec![row(0, "Communication"), row(1, "People management")],
        },
        MatrixArea { title: Some("Technical".into()), rows: vec![row(2, "System design"), row(0, "Security")] },
    ];
    let body =
        Matrix { ladder: link("DevOps ladder"), tracks: figure.lanes, areas, legend: (1..=5).map(step).collect() };
    Sheet::default().page("Competencies level by level", Body::Matrix(body))
}

fn competencies() -> Page {
    let mut sheet = Sheet::default();
    let area = CompetencyArea {
        id: "technical".into(),
        title: "Technical".into(),
        summary: sheet.some("How we build."),
        cards: vec![sheet.card("System design", None), sheet.card("Reliability", None)],
    };
    let steps = vec![
        ("Aware".into(), sheet.some("Knows that it exists.")),
        ("Working".into(), sheet.some("Uses it daily.")),
        ("Expert".into(), None),
    ];
    let scales = vec![ScaleList { id: "scale-skill".into(), title: "Skill".into(), steps }];
    sheet
        .page("Competencies", Body::Competencies(Competencies { summary: None, text: None, areas: vec![area], scales }))
}

fn competency() -> Page {
    let mut sheet = Sheet::default();
    let step = |sheet: &mut Sheet, title: &str, heat| CompetencyStep {
        title: title.into(),
        heat,
        general: sheet.some("Uses it daily."),
        text: sheet.some("Designs what a team builds in a quarter."),
        criteria: sheet.entries(&["Draws the boundaries of a service"]),
        examples: vec![sheet.line("The billing split")],
    };
    let thread = |sheet: &mut Sheet, code: &str, heat| ThreadLevel {
        level: level(code),
        step: Some(MatrixStep { title: "Strong".into(), heat }),
        items: vec![
            sheet.entry("Designs for 10M+ users", Some("new")),
            sheet.entry("Caching strategy", Some("carried")),
        ],
    };
    let body = Competency {
        area: Some(link("Technical")),
        summary: sheet.some("Choosing the parts of a system and what runs between them."),
        development: sheet.some("Read designs, write designs, run what you designed."),
        steps: vec![step(&mut sheet, "Working", 2), step(&mut sheet, "Strong", 4)],
        threads: vec![Thread {
            ladder: link("DevOps ladder"),
            levels: vec![thread(&mut sheet, "D3", 2), thread(&mut sheet, "IC4", 4)],
        }],
        roles: vec![link("Tech Lead")],
        resources: sheet.resources(),
        sections: vec![sheet.section()],
        owner: None,
        mentioned: vec![link("Choosing a path")],
    };
    sheet.page("System design", Body::Competency(body))
}

fn role() -> Page {
    let mut sheet = Sheet::default();
    let needs = vec![
        Need { text: None, competency: Some(link("System design")), step: Some("Strong".into()) },
        Need { text: Some(sheet.line("Enjoys writing")), competency: None, step: None },
    ];
    let body = Role {
        summary: sheet.some("Leads the technical side of one team."),
        levels: vec![level("D3"), level("IC4")],
        needs,
        practices: sheet.entries(&["Keeps a decision log", "Unblocks others first"]),
        pathways: vec![sheet.plan()],
        resources: sheet.resources(),
        sections: vec![sheet.section()],
        owner: None,
        mentioned: vec![link("Choosing a path")],
    };
    sheet.page("Tech Lead", Body::Role(body))
}

fn pathway() -> Page {
    let mut sheet = Sheet::default();
    let body = Pathway {
        summary: sheet.some("From senior engineer to leading a team’s technology."),
        from: vec![link("Senior DevOps Engineer")],
        to: vec![link("Tech Lead")],
        plan: sheet.plan(),
        resources: sheet.resources(),
        owner: None,
        mentioned: vec![link("Choosing a path")],
    };
    sheet.page("To Tech Lead", Body::Pathway(body))
}

fn guides() -> Page {
    let mut sheet = Sheet::default();
    let guides = vec![GuideCard {
        link: link("Stuck at a level"),
        cause: sheet.some("Work that used to stretch has become routine."),
    }];
    sheet.page(
        "Guides",
        Body::Guides(Guides {
            summary: None,
            text: None,
            topics: vec![GuideTopic { id: "growth".into(), title: Some("Growth".into()), guides }],
        }),
    )
}

fn guide() -> Page {
    let mut sheet = Sheet::default();
    let body = Guide {
        topic: Some("Growth".into()),
        cause: sheet.some("Work that used to stretch has become routine."),
        approach: sheet.some("Find the next problem before it finds you."),
        steps: sheet.entries(&["Name what you want to learn", "Ask for it in the next planning"]),
        about: vec![link("Staff Engineer")],
        owner: None,
        mentioned: vec![link("Choosing a path")],
    };
    sheet.page("Stuck at a level", Body::Guide(body))
}

fn article() -> Page {
    let mut sheet = Sheet::default();
    let paragraph = |words: &str| Block::Paragraph(vec![text(words)]);
    let heading = |level, words: &str| Block::Heading {
        level,
        id: words.to_lowercase().replace(' ', "-").into(),
        text: vec![text(words)],
        audience: None,
    };
    let item = |task, words: &str| Item { task, blocks: vec![Block::Bare(vec![text(words)])] };
    let linked = vec![
        text("There is "),
        Inline::Link { link: 0, title: "".into(), text: vec![text("more than one")] },
        text(" way up, and "),
        Inline::Code("git log".into()),
        text(" knows them all. "),
        Inline::Strong(vec![text("Choose.")]),
    ];
    let blocks = vec![
        Block::Paragraph(linked),
        heading(2, "Two ways"),
        paragraph("One goes deeper, the other wider."),
        Block::List {
            start: None,
            items: vec![item(None, "Depth: systems, writing, taste"), item(None, "Width: people, plans, money")],
        },
        Block::List {
            start: None,
            items: vec![item(Some(true), "Read both job descriptions"), item(Some(false), "Shadow someone for a week")],
        },
        Block::Quote { alert: Some("tip"), blocks: vec![paragraph("A switch back is not a step down.")] },
        Block::Quote {
            alert: None,
            blocks: vec![paragraph("The best managers I had could still read a stack trace.")],
        },
        heading(3, "What changes"),
        Block::Table {
            align: vec![Align::None, Align::Right],
            head: vec![vec![text("Aspect")], vec![text("Share")]],
            rows: vec![vec![vec![text("Coding")], vec![text("20%")]], vec![vec![text("Meetings")], vec![text("50%")]]],
        },
        Block::Code { language: "yaml".into(), text: "level:\n  id: devops-staff\n  title: Staff Engineer\n".into() },
        Block::Rule,
        Block::Definitions(vec![(vec![text("Scope")], vec![vec![paragraph("What one answers for.")]])]),
    ];
    let text = sheet.set(Prose::new("sample", "article", blocks), Form::Blocks(0));
    let body = Article {
        status: Some("Draft".into()),
        summary: sheet.some("How to tell which way is yours."),
        text,
        pages: vec![sheet.card("Switching tracks", None)],
        owner: Some(sheet.line("the people team")),
        mentioned: vec![link("Staff Engineer")],
    };
    sheet.page("Choosing a path", Body::Article(body))
}
