//! The default theme shows every kind of page.

use super::highlight::Highlighter;
use super::samples;
use super::theme::Theme;
use crate::base::Snapshot;
use crate::view::book::Book;
use scraper::{Html, Selector};
use std::collections::BTreeSet;

fn book() -> Book {
    Book {
        title: "Engineering Career Handbook".into(),
        authors: vec!["People & Platform".into()],
        language: "en".into(),
        direction: "ltr".into(),
        home: "index.html".into(),
        repository: Some("https://example.org/handbook".into()),
        ..Book::default()
    }
}

fn shown() -> Vec<(String, String)> {
    let (theme, faults) = Theme::load(&Snapshot::default(), None);
    assert_eq!(faults, []);
    let (files, faults) = super::all(samples::pages(), &book(), &theme, &Highlighter::default());
    assert_eq!(faults, []);
    assert_eq!(files.len(), samples::pages().len());
    files.into_iter().map(|(route, html)| (route.to_string(), String::from_utf8(html.to_vec()).unwrap())).collect()
}

fn select(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector)
        .map(|element| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn attributes(html: &Html, name: &str) -> Vec<String> {
    let selector = Selector::parse(&format!("[{name}]")).unwrap();
    html.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
}

#[test]
fn every_kind_of_page_is_shown_whole() {
    for (route, text) in shown() {
        let html = Html::parse_document(&text);
        assert!(html.errors.is_empty(), "{route}: {:?}", html.errors);
        if route.ends_with("moved.html") {
            continue;
        }
        assert_eq!(select(&html, "h1").len(), 1, "{route}");
        assert_eq!(select(&html, "main").len(), 1, "{route}");
        let ids = attributes(&html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{route}: {ids:?}");
        for name in ["aria-labelledby", "popovertarget"] {
            for wanted in attributes(&html, name) {
                assert!(wanted.split(' ').all(|id| ids.iter().any(|known| known == id)), "{route}: {wanted}");
            }
        }
        assert!(attributes(&html, "href").iter().all(|href| !href.is_empty()), "{route}");
    }
}

#[test]
fn a_level_says_what_is_new_in_words() {
    let shown = shown();
    let (_, text) = shown.iter().find(|(route, _)| route.ends_with("staff-engineer.html")).unwrap();
    let html = Html::parse_document(text);
    assert_eq!(
        select(&html, ".legend p:first-child"),
        ["17 of 26 expectations are new and 4 have grown compared with Senior DevOps Engineer"]
    );
    assert!(select(&html, ".expectations li").contains(&"New: Designs for 10M+ users".to_owned()));
    let checks = select(&html, ".checks > li");
    assert_eq!((checks.len(), checks[0].as_str()), (5, "Company-wide impact on critical systems"));
}

#[test]
fn words_of_authors_cannot_become_markup() {
    let mut page = samples::pages().remove(0);
    page.title = "<script>\"&'".into();
    let (theme, _) = Theme::load(&Snapshot::default(), None);
    let (files, _) = super::all(vec![page], &book(), &theme, &Highlighter::default());
    let text = String::from_utf8(files[0].1.to_vec()).unwrap();
    assert!(!text.contains("<script>\""), "{text}");
}
