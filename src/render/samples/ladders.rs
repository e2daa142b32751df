//! Samples of the pages of ladders: home, ladder, track, level, comparisons, matrix.

use super::*;

pub(super) fn home() -> Page {
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
        news: story::news(),
    };
    let mut page = sheet.page("How careers grow here", Body::Home(body));
    page.nav.crumbs.clear();
    page.nav.toc.clear();
    page
}

pub(super) fn level_page() -> Page {
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
        expected: Some(expected(&mut sheet)),
        profile: Some(sheet.profile(&["Staff Engineer"], 5)),
        responsibilities: vec![sheet.group("Daily work", &["Technical strategy", "Architecture decisions", "Cross-team projects"]), sheet.group("Scope", &["5–10 teams", "A budget of $500K+"])],
        dimensions: vec![fact("Coding", Some(sheet.line("10–20%")), vec![]), fact("Meetings", Some(sheet.line("40–50% of the time")), vec![])],
        needs: vec![Group { title: None, items: sheet.entries(&["CKA or an equivalent", "Public speaking"]) }],
        milestones: vec![Milestone { id: "milestone-1".into(), by: sheet.line("Year 1"), items: sheet.entries(&["Leads one initiative across teams", "Writes the platform strategy"]) }, Milestone { id: "milestone-2".into(), by: sheet.line("Year 2–3"), items: sheet.entries(&["Has saved $1M or more"]) }],
        timeline: Some(sheet.timeline("milestone")),
        promotions: vec![promotion(&mut sheet)],
        pitfalls: sheet.entries(&["Staying the best engineer of one team", "Working through others only when asked"]),
        stories: vec![Story { title: Some(sheet.line("The migration nobody noticed")), text: sheet.some("Moved 400 services between regions in a quarter, without a minute of downtime.").unwrap_or(Words(0)) }],
        week: Some(week(&mut sheet)),
        pay: vec![sheet.pay("$185K–$320K", 280, 490, false), sheet.pay("$300K–$500K+", 460, 770, true)],
        pay_chart: Some(sheet.pay_chart()),
        onward: vec![sheet.way("Promotion", "promotion", "IC5"), sheet.way("Switch of track", "switch", "M4")],
        equivalents: vec![level("M4")],
        roles: vec![link("Tech Lead")],
        pathways: vec![link("To Principal Engineer")],
        resources: sheet.resources(),
        sections: vec![sheet.section()],
        owner: Some(sheet.line("the platform group")),
        history: Some(story::history()),
        mentioned: vec![link("Choosing a path"), link("Switching tracks")],
    };
    sheet.page("Staff Engineer", Body::Level(Box::new(body)))
}

/// What is expected, with every verdict.
fn expected(sheet: &mut Sheet) -> Expected {
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
        is_lower: false,
        is_new,
        items,
        carried,
    };
    Expected {
        before: vec![link("Senior DevOps Engineer")],
        total: 26,
        new: 17,
        grown: 4,
        competencies: vec![
            one("System design", "Expert", Some("Strong"), false, design, vec![]),
            one("Reliability", "Expert", None, true, reliability, carried),
        ],
    }
}

/// What the next level asks for.
fn promotion(sheet: &mut Sheet) -> Promotion {
    Promotion {
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
    }
}

/// A week with days and shares.
fn week(sheet: &mut Sheet) -> Week {
    let day = |sheet: &mut Sheet, name: &str| Day {
        name: sheet.line(name),
        entries: vec![sheet.line("Architecture review"), sheet.line("Pairing with a team on its migration")],
    };
    let share = |sheet: &mut Sheet, label: &str, text: &str| Share { label: sheet.line(label), text: sheet.line(text) };
    Week {
        days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].map(|name| day(sheet, name)).into(),
        split: vec![
            share(sheet, "Design", "40%"),
            share(sheet, "Coding", "10–20%"),
            share(sheet, "Mentoring", "25%"),
            share(sheet, "Everything else", "the rest"),
        ],
        chart: Some(sheet.split(&[""])),
    }
}

pub(super) fn ladder() -> Page {
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
        pay: Some(sheet.pay_chart()),
        ways: vec![sheet.way("Fork", "fork", "M4")],
        compare: vec![link("Individual contributor, level by level"), link("All competencies")],
        sections: vec![sheet.section()],
        owner: Some(sheet.line("the platform group")),
        mentioned: vec![link("Choosing a path")],
    };
    sheet.page("DevOps ladder", Body::Ladder(body))
}

pub(super) fn track() -> Page {
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
        pay: Some(sheet.pay_chart()),
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

pub(super) fn compare() -> Page {
    let mut sheet = Sheet::default();
    let table = sheet.table();
    let profile = Some(sheet.profile(&["Principal Engineer", "Senior Manager"], 9));
    let body = Compare {
        summary: "Two levels of grade 5, in different tracks.".into(),
        profile,
        table,
        split: Some(sheet.split(&["Principal Engineer", "Senior Manager"])),
        nearby: vec![link("Staff Engineer and Engineering Manager")],
    };
    sheet.page("Principal Engineer and Senior Manager", Body::Compare(body))
}

pub(super) fn compare_index() -> Page {
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
        moves: vec![pair("Principal Engineer and Engineering Manager", &["IC5", "M4"])],
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

pub(super) fn matrix() -> Page {
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
    let lane = |lane: LaneList| MatrixLane { title: Some(lane.title), tone: lane.tone, levels: lane.levels };
    let lanes = figure.lanes.into_iter().map(lane).collect();
    let (caption, legend) = ("What each level expects of each competency".into(), (1..=5).map(step).collect());
    let grid = Grid { caption, lanes, columns: LEVELS.len(), areas, legend };
    let body = Matrix { ladder: link("DevOps ladder"), grid };
    Sheet::default().page("Competencies level by level", Body::Matrix(body))
}
