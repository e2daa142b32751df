//! Every kind of figure on titles that are long and in many letters: built, and written for a browser to measure.
//!
//! `tests/figures/handbook.rs` makes a handbook in which every kind of figure stands (ladder in full and small, heat map,
//! profile as radar and as bars, thread, pay, time line, time split), with titles in Latin, Cyrillic, Greek, Arabic,
//! Chinese and Japanese, with emoji, without a space and of 120 characters. To measure it in a browser, either take the
//! module into another test (`#[path = "../figures/handbook.rs"]`) or let this test write the built sites to a folder:
//!
//! ```sh
//! RUNGBOOK_FIGURES=target/figures cargo test --test figures
//! ```
//!
//! It then holds `ltr/` and `rtl/`, each a whole site; the second one's ladders fall. What to measure on every page: each
//! `svg text` is inside the `svg`, and inside the `.box` of its own link or group where there is one; no two of one `svg`
//! meet; in HTML figures (`.matrix`, `.profile-bars`) no element is wider inside than its box. A new kind of figure adds
//! what it needs to the handbook and its class to [`KINDS`].

#[path = "figures/handbook.rs"]
mod handbook;

use rungbook::base::{Severity, Site};
use rungbook::{Memos, Scope};
use std::path::Path;

/// Each kind of figure: a class of it, and the page that it must stand on.
const KINDS: [(&str, &str); 6] = [
    ("ladder full", "ladders/ladder-0.html"),
    ("ladder map", "levels/level-0-1-1.html"),
    ("matrix", "matrix/ladder-0.html"),
    ("ladder profile", "levels/level-0-1-1.html"),
    ("profile-bars", "levels/level-1-1-1.html"),
    ("ladder thread-figure", "competencies/skill-0.html"),
];

fn built(direction: &str, ladder: &str) -> Site {
    let made = rungbook::build(
        &handbook::handbook(direction, ladder),
        &rungbook::base::Past::default(),
        &Scope::default(),
        &Memos::default(),
    );
    let errors = made.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let errors: Vec<_> = errors.map(|found| format!("{}: {}", found.code, found.message)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    made.site.expect("a handbook without errors has a site")
}

fn write(site: &Site, folder: &Path) {
    for (route, bytes) in site.iter() {
        let path = folder.join(route.as_str());
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
        std::fs::write(path, bytes).expect("the file can be written");
    }
}

#[test]
fn every_kind_of_figure_is_on_its_page_and_keeps_its_words() {
    for (direction, ladder) in [("ltr", "rising"), ("rtl", "falling")] {
        let site = built(direction, ladder);
        if let Some(folder) = std::env::var_os("RUNGBOOK_FIGURES") {
            write(&site, &Path::new(&folder).join(direction));
        }
        for (class, route) in KINDS {
            let bytes = site.get(route).unwrap_or_else(|| panic!("no page {route}"));
            let page = String::from_utf8_lossy(bytes);
            assert!(page.contains(&format!("class=\"{class}")), "no {class} on {route}");
            let figures = page.split("<svg").skip(1).filter_map(|svg| svg.split("</svg>").next());
            assert!(figures.clone().all(|svg| !svg.contains('…')), "words of a figure are cut off on {route}");
        }
    }
}

#[test]
fn titles_are_as_long_as_they_say() {
    assert!(handbook::TITLES.iter().any(|title| title.chars().count() >= 120));
}
