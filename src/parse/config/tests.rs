//! Settings: what is read, and each mistake with its place.

use super::schema::schema;
use super::value::Override;
use super::{Direction, Scheme, Settings, read};
use crate::base::{Diagnostic, Position, Severity};
use std::sync::Arc;

fn settings_of(text: &str, overrides: &[Override]) -> (Settings, Vec<Diagnostic>) {
    read(&Arc::from("book.toml"), text.as_bytes(), overrides)
}

/// Each mistake as `line:column severity[code] message | help`.
fn mistakes(text: &str) -> Vec<String> {
    let show = |found: Diagnostic| {
        let start = found.span.map_or(0, |span| span.start);
        let Position { line, column } = Position::of(text.as_bytes(), start);
        let help = found.help.unwrap_or_default();
        format!("{line}:{column} {}[{}] {} | {help}", found.severity.word(), found.code, found.message)
    };
    settings_of(text, &[]).1.into_iter().map(show).collect()
}

#[test]
fn an_empty_file_means_the_defaults() {
    let (settings, diagnostics) = settings_of("", &[]);
    assert_eq!(diagnostics, []);
    assert_eq!(settings.title, "Handbook");
    assert_eq!((settings.src.value.as_str(), settings.build_dir.value.as_str()), ("content", "site"));
    assert_eq!((settings.language.as_str(), settings.direction), ("en", Direction::LeftToRight));
    assert_eq!(settings.inputs(), ["content", "theme", "signatures.yaml"]);
    assert!(settings.autolink && settings.create_missing && settings.audience.is_none());
}

#[test]
fn every_key_is_read() {
    let text = r#"
[book]
title = " Careers "
authors = ["A", "B"]
description = "What we expect."
src = "./text/"
language = "ar"
[build]
build-dir = "out/site"
create-missing = false
extra-watch-dirs = ["data"]
[output.html]
site-url = "https://example.org/careers"
edit-url-template = "https://example.org/edit/{path}"
git-repository-url = "https://example.org/repo"
additional-css = ["extra.css"]
additional-js = ["extra.js"]
theme = "look"
default-theme = "Rust"
preferred-dark-theme = "light"
cname = "careers.example.org"
[output.html.redirect]
"/z.html" = "https://example.org/z"
"/a/old.html" = "new.html#part"
[rungbook]
audiences = ["public", "staff"]
audience = "staff"
autolink = false
"#;
    let (settings, diagnostics) = settings_of(text, &[]);
    assert_eq!(diagnostics, []);
    assert_eq!(settings.title, "Careers");
    assert_eq!(settings.authors, ["A", "B"]);
    assert_eq!(settings.direction, Direction::RightToLeft);
    assert_eq!(settings.inputs(), ["text", "look", "signatures.yaml", "extra.css", "extra.js"]);
    assert_eq!(settings.site_url.unwrap().value, "https://example.org/careers/");
    assert_eq!((settings.default_theme, settings.preferred_dark_theme), (Scheme::Light, Scheme::Light));
    let redirects: Vec<_> = settings.redirects.iter().map(|r| (r.from.value.as_str(), r.to.value.as_str())).collect();
    assert_eq!(redirects, [("a/old.html", "new.html#part"), ("z.html", "https://example.org/z")]);
    assert_eq!(settings.audience.unwrap().value, "staff");
    assert!(!settings.autolink && !settings.create_missing);
}

#[test]
fn unknown_keys_are_errors_with_the_nearest_known_one() {
    assert_eq!(
        mistakes("[book]\n  titel = 'x'\n[buidl]\nx = 1\n[output.htlm]\n"),
        [
            "2:3 error[unknown-key] unknown key `titel` in `[book]` | did you mean `title`?",
            "3:2 error[unknown-key] unknown key `buidl` | did you mean `build`?",
            "5:9 error[unknown-key] unknown key `htlm` in `[output]` | did you mean `html`?",
        ]
    );
    assert_eq!(
        mistakes("[book]\nsite-url = '/x/'\n[rungbook]\nzebra = 1\n"),
        [
            "2:1 error[unknown-key] unknown key `site-url` in `[book]` | `site-url` belongs under `[output.html]`",
            "4:1 error[unknown-key] unknown key `zebra` in `[rungbook]` | known here: `audiences`, `audience`, `autolink`, `ladder`",
        ]
    );
}

#[test]
fn settings_of_mdbook_without_meaning_are_named() {
    let text = "[preprocessor.mermaid]\ncommand = 'x'\n[output.html]\nmathjax-support = true\n[output.html.search]\nlimit-results = 5\n[output.pandoc]\nx = 1\n[rust]\nedition = '2024'\n";
    let found = mistakes(text);
    let starts: Vec<&str> = found.iter().map(|line| line.split(" is a").next().unwrap()).collect();
    assert_eq!(
        starts,
        [
            "1:2 warning[mdbook-setting] `preprocessor`",
            "4:1 warning[mdbook-setting] `output.html.mathjax-support`",
            "6:1 warning[mdbook-setting] `output.html.search.limit-results`",
            "7:9 warning[mdbook-setting] `output.pandoc`",
            "9:2 warning[mdbook-setting] `rust`",
        ]
    );
}

#[test]
fn wrong_types_have_their_place() {
    assert_eq!(
        mistakes(
            "book = 3\n[build]\ncreate-missing = 'yes'\n[output.html]\nadditional-css = 'a.css'\ncname = ['x']\nredirect = {a = 1}\n"
        ),
        [
            "1:8 error[wrong-type] `book` must be a table, not a number | ",
            "3:18 error[wrong-type] `build.create-missing` must be `true` or `false`, not a string | write `true` or `false` without quotes",
            "5:18 error[wrong-type] `output.html.additional-css` must be a list of strings, not a string | write it in brackets, as in `[\"…\"]`",
            "6:9 error[wrong-type] `output.html.cname` must be a string, not a list | write it in quotes",
            "7:17 error[wrong-type] `output.html.redirect` must be a table of strings, not a number | write lines such as `\"/old.html\" = \"/new.html\"`",
        ]
    );
}

#[test]
fn broken_files_are_reported_and_never_panic() {
    let found = mistakes("[book]\ntitle = \"é\"\ntitle = \"x\"\n= 3\n");
    assert!(found.len() == 1 && found[0].starts_with("3:1 error[toml-syntax]"), "{found:?}");
    let (_, found) = read(&Arc::from("book.toml"), b"[book]\ntitle = \"\xff\"\n", &[]);
    assert_eq!((found[0].code.as_ref(), found[0].span.as_ref().unwrap().start), ("not-utf8", 16));
    for text in ["\u{feff}[book]\r\ntitle = 'x'\r\n", "", "\n\n"] {
        assert_eq!(mistakes(text), [""; 0]);
    }
    for text in ["[", "[[book]]", "a.b.c", "\0", "x = \"", &"[".repeat(5000), &format!("a={}", "[".repeat(5000))] {
        assert!(!mistakes(text).is_empty(), "{text:.20}");
    }
}

#[test]
fn paths_stay_inside() {
    for path in ["/etc", "../x", "a/../../b", "C:/x", "~/x", "a\\b", ".", "./", "", ".git", "x/.rungbook/y"] {
        for key in ["book]\nsrc", "build]\nbuild-dir", "output.html]\ntheme"] {
            let found = mistakes(&format!("[{key} = '{path}'\n"));
            assert_eq!(found.len(), 1, "{key} {path}: {found:?}");
            assert!(found[0].contains("error[bad-setting]"), "{found:?}");
        }
    }
}

#[test]
fn a_site_never_overlaps_what_it_is_made_from() {
    for text in [
        "[book]\nsrc = 'site'\n",
        "[book]\nsrc = 'site/content'\n",
        "[build]\nbuild-dir = 'content/site'\n",
        "[output.html]\nadditional-css = ['site/a.css']\n",
    ] {
        let found = mistakes(text);
        assert!(found.len() == 1 && found[0].contains("error[build-dir-overlap]"), "{found:?}");
    }
    assert_eq!(mistakes("[build]\nbuild-dir = 'content-site'\n"), [""; 0]);
}

#[test]
fn addresses_that_run_or_escape_are_refused() {
    for line in [
        "git-repository-url = 'javascript:alert(1)'",
        "edit-url-template = 'https://example.org/'",
        "edit-url-template = 'javascript:{path}'",
        "site-url = '//evil.example'",
        "site-url = 'handbook'",
        "site-url = '/x?y'",
        "cname = 'https://example.org'",
        "redirect = {'../x' = '/y'}",
        "redirect = {'/x' = 'javascript:alert(1)'}",
        "redirect = {'/x' = '//evil.example'}",
        "redirect = {'/x' = 'a\"b'}",
    ] {
        let found = mistakes(&format!("[output.html]\n{line}\n"));
        assert!(found.len() == 1 && found[0].contains("error[bad-setting]"), "{line}: {found:?}");
    }
}

#[test]
fn audiences_are_held_against_each_other() {
    let widest = settings_of("[rungbook]\naudiences = ['public', 'staff']\n", &[]).0;
    assert_eq!(widest.audience.unwrap().value, "public");
    assert_eq!(
        mistakes("[rungbook]\naudiences = ['public', 'staff', 'public']\naudience = 'staf'\n"),
        [
            "2:33 error[duplicate-audience] the audience `public` is named twice | name each audience once",
            "3:12 error[unknown-audience] there is no audience `staf` | did you mean `staff`?",
        ]
    );
    let found = mistakes("[rungbook]\naudience = 'staff'\n");
    assert!(found[0].contains("name the audiences in `audiences`"), "{found:?}");
}

#[test]
fn what_could_not_be_read_is_not_known() {
    let unread = |text: &str| {
        let settings = settings_of(text, &[]).0;
        let names = ["book.title", "book.src", "rungbook.audiences", "output.html.theme"];
        names.into_iter().filter(|name| !settings.is_known(name)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(unread("[book]\ntitle = 'x'\n"), "");
    assert_eq!(unread("[book\n"), "book.title book.src rungbook.audiences output.html.theme");
    assert_eq!(unread("[book]\nsrc = 3\n[rungbook]\naudiences = ['a', 3]\n"), "book.src rungbook.audiences");
    assert_eq!(unread("[bok]\nsrc = 'x'\n[output]\nhtm = 3\n"), "book.title book.src output.html.theme");
    assert_eq!(unread("[book]\naudiences = ['x']\n[rungbook]\naudience = 'x'\n"), "rungbook.audiences");
    let settings = settings_of("[rungbook]\naudience = 'x'\naudienses = ['x']\n", &[]);
    assert!(!settings.0.is_known(super::AUDIENCES) && settings.1.len() == 1, "{:?}", settings.1);
}

#[test]
fn overrides_win_and_name_where_they_come_from() {
    let variable = |name, value| Override::variable(name, value).unwrap();
    let overrides = [
        variable("RUNGBOOK_BOOK__TITLE", "From outside"),
        variable("RUNGBOOK_OUTPUT__HTML__ADDITIONAL_CSS", "[\"a.css\"]"),
        variable("RUNGBOOK_BOOK", "{\"language\": \"de\"}"),
        variable("RUNGBOOK_RUNGBOOK__AUTOLINK", "false"),
        variable("RUNGBOOK_BOOK__TITEL", "x"),
        Override::option("--audience", "rungbook.audience", "nobody"),
    ];
    let (settings, found) = settings_of("[book]\ntitle = 'x'\n[rungbook]\naudiences = ['all']\n", &overrides);
    assert_eq!((settings.title.as_str(), settings.language.as_str()), ("From outside", "de"));
    assert_eq!(settings.additional_css[0].value, "a.css");
    assert!(!settings.autolink);
    let files: Vec<_> = found.iter().map(|found| found.span.as_ref().unwrap().file.to_string()).collect();
    assert_eq!(files, ["$RUNGBOOK_BOOK__TITEL", "--audience"]);
    assert!(Override::variable("PATH", "x").is_none());
    assert!(found.iter().all(|found| found.severity == Severity::Error));
}

#[test]
fn the_schema_holds_every_key() {
    let schema = schema().to_string();
    for key in super::keys::KEYS {
        assert!(schema.contains(&format!("\"{}\"", key.name.rsplit('.').next().unwrap())), "{}", key.name);
    }
}
