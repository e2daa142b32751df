//! Samples of the pages of competencies, roles, pathways, guides and roadmaps.

use super::*;

pub(super) fn competencies() -> Page {
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

pub(super) fn competency() -> Page {
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
            figure: None,
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

pub(super) fn role() -> Page {
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

pub(super) fn pathway() -> Page {
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

pub(super) fn guides() -> Page {
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

pub(super) fn guide() -> Page {
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

pub(super) fn article() -> Page {
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
