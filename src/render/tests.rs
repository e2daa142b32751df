//! The default theme shows every kind of page.

use super::highlight::Highlighter;
use super::samples;
use super::theme::Theme;
use crate::base::Snapshot;
use crate::view::book::Book;
use crate::view::leaf::Leaf;
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

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
    let pages = samples::pages().into_iter().map(Leaf::new).collect();
    let (files, faults) = super::some(pages, &book(), &theme, (&Highlighter::default(), None));
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
    let (files, _) = super::some(vec![Leaf::new(page)], &book(), &theme, (&Highlighter::default(), None));
    let text = String::from_utf8(files[0].1.to_vec()).unwrap();
    assert!(!text.contains("<script>\""), "{text}");
}

/// The colours of the tokens that are written as `light-dark(#……, #……)`: for light pages, for dark ones.
fn colours() -> BTreeMap<String, [u32; 2]> {
    let tokens = include_str!("../../themes/default/style/tokens.css");
    let hex = |colour: &str| u32::from_str_radix(colour.trim().strip_prefix('#')?, 16).ok();
    let colour = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
        let (light, dark) = value.strip_suffix(");")?.split_once(',')?;
        Some((name.to_owned(), [hex(light)?, hex(dark)?]))
    };
    tokens.lines().filter_map(colour).collect()
}

/// The relative luminance of `0xrrggbb` as WCAG 2.2 defines it.
fn luminance(colour: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from(colour >> shift & 0xff) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    if one > other { one / other } else { other / one }
}

#[test]
fn words_stand_out_from_what_they_stand_on() {
    let colours = colours();
    let grounds = ["paper", "card", "wash"];
    let words = ["ink", "soft", "muted", "accent", "shared", "ic", "management", "hybrid", "specialist"];
    let words = words.into_iter().chain(["new", "grown", "gone", "tip", "note", "important", "warning", "caution"]);
    let mut pairs: Vec<(String, String)> =
        words.flat_map(|word| grounds.map(|ground| (word.to_owned(), ground.to_owned()))).collect();
    pairs.extend(colours.keys().filter_map(|wash| Some((wash.strip_suffix("-wash")?.to_owned(), wash.clone()))));
    pairs.push(("on-accent".into(), "accent".into()));
    pairs.push(("ink".into(), "accent-wash".into()));
    for (word, ground) in pairs {
        for mode in [0, 1] {
            let ratio = contrast(colours[&word][mode], colours[&ground][mode]);
            assert!(ratio >= 4.5, "`{word}` on `{ground}` has a contrast of {ratio:.2} in mode {mode}");
        }
    }
}
