//! How long pages take: simple Markdown pages of a folder, on one thread, and the theme that shows them.

use rungbook::base::{Block, Inline, Prose, Route, Snapshot, Text};
use rungbook::render::highlight::Highlighter;
use rungbook::render::page::Frame;
use rungbook::render::theme::Theme;
use rungbook::view::article::Article;
use rungbook::view::body::Body;
use rungbook::view::book::Book;
use rungbook::view::page::{Form, Link, Nav, Page, Passage, SideGroup, SideLink, TocEntry, TopLink, Words};

fn main() {
    divan::main();
}

fn link(text: String) -> Link {
    Link { href: format!("{}.html", text.to_lowercase().replace(' ', "-")), text }
}

/// A page with a dozen neighbours, a contents list and `paragraphs` paragraphs.
fn page(number: usize, paragraphs: usize) -> Page {
    let words = "The highest rung is on top, and every way up has been walked by someone before. ".repeat(4);
    let blocks = (0..paragraphs).map(|_| Block::Paragraph(vec![Inline::Text(words.as_str().into())])).collect();
    let text = Text::new(Prose::new("bench", &number.to_string(), blocks), Vec::new());
    let side = |at| SideLink { link: link(format!("Page {at}")), code: None, tone: None, current: at == 3 };
    Page {
        route: Route::new(format!("roadmaps/page-{number}.html")).unwrap_or_else(|| unreachable!()),
        title: format!("Page {number}"),
        description: "A page among many.".into(),
        root: "../".into(),
        site: "../".into(),
        editions: None,
        draft: false,
        feed: None,
        nav: Nav {
            top: ["Ladders", "Compare", "Roadmaps"].map(|it| TopLink { link: link(it.into()), current: false }).into(),
            crumbs: vec![link("Roadmaps".into())],
            side: vec![SideGroup {
                title: "Roadmaps".into(),
                href: None,
                links: (0..12).map(side).collect(),
                more: 988,
            }],
            toc: (0..4).map(|at| TocEntry { text: format!("Part {at}"), id: format!("part-{at}"), level: 2 }).collect(),
            previous: Some(link("Page 1".into())),
            next: Some(link("Page 2".into())),
            changed: None,
            edit: None,
        },
        body: Body::Article(Article {
            status: None,
            summary: None,
            text: Words(0),
            pages: Vec::new(),
            owner: None,
            mentioned: vec![link("Page 7".into())],
        }),
        texts: vec![Passage { text, form: Form::Blocks(0), fences: Default::default() }],
        figures: Vec::new(),
    }
}

#[divan::bench(args = [0, 20])]
fn article(bencher: divan::Bencher<'_, '_>, paragraphs: usize) {
    let (theme, _) = Theme::load(&Snapshot::default(), None);
    let (book, highlighter) = (Book::default(), Highlighter::default());
    let frame = Frame::new(&book, &theme, &highlighter);
    let page = page(1, paragraphs);
    bencher.bench(|| frame.html(&page));
}

#[divan::bench]
fn default_theme() -> usize {
    Theme::load(&Snapshot::default(), None).1.len()
}
