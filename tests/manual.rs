//! The manual tells of everything: every kind and field, every key of `book.toml`, every option, every diagnostic.
//!
//! Tables of fields and sections of rules are made from the program; `UPDATE=1 cargo test --test manual` writes them anew.

#[path = "manual/codes.rs"]
mod codes;
#[path = "manual/examples.rs"]
mod examples;
#[path = "manual/tables.rs"]
mod tables;
#[path = "manual/theme.rs"]
mod theme;
#[allow(dead_code, reason = "shared with tests/architecture.rs")]
#[path = "architecture/tokens.rs"]
mod tokens;

use rungbook::parse::fence::Language;
use rungbook::parse::kind::Kind;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with an extension, in order.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn page(name: &str) -> String {
    read(&root().join("content/manual").join(name))
}

/// The sections of the pages about rules: each diagnostic's code is a heading.
fn rules() -> BTreeMap<String, String> {
    let mut rules: BTreeMap<String, String> = BTreeMap::new();
    for path in files(&root().join("content/manual/rules"), "md") {
        let (mut code, mut fenced) = (None, false);
        for line in read(&path).lines() {
            fenced ^= line.starts_with("```");
            if let Some(heading) = line.strip_prefix("## ").filter(|_| !fenced) {
                let first = rules.insert(heading.to_owned(), String::new());
                assert!(first.is_none(), "`{heading}` has two sections");
                code = Some(heading.to_owned());
            } else if let Some(text) = code.as_ref().and_then(|code| rules.get_mut(code)) {
                *text += line;
                text.push('\n');
            }
        }
    }
    rules
}

#[test]
fn made_parts_are_what_the_program_knows() {
    for path in files(&root().join("content/manual"), "md") {
        let old = read(&path);
        let new = tables::refreshed(&old);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &new).expect("the page can be written");
            continue;
        }
        assert!(old == new, "{}: a part is out of date: run `UPDATE=1 cargo test --test manual`", path.display());
    }
}

#[test]
fn every_kind_has_a_section_with_a_table() {
    let page = page("definitions.md");
    for kind in Kind::ALL {
        let heading = format!("\n## `{}`", kind.singular());
        assert!(page.contains(&heading), "definitions.md: write the section `{}`", heading.trim());
        let table = format!("<!-- table of {} -->", kind.singular());
        assert!(page.contains(&table), "definitions.md: put `{table}` and `<!-- end of table -->` into the section");
    }
    for table in ["shared", "entry", "section", "resource"] {
        assert!(page.contains(&format!("<!-- table of {table} -->")), "definitions.md: put a table of {table}");
    }
}

#[test]
fn every_setting_and_key_of_front_matter_is_told() {
    assert!(page("book-toml.md").contains("<!-- table of book.toml -->"));
    assert!(page("markdown.md").contains("<!-- table of front matter -->"));
}

#[test]
fn every_typed_fence_is_told_with_an_example() {
    let page = page("fences.md");
    for language in Language::ALL {
        let word = language.word();
        assert!(page.contains(&format!("<!-- table of {word} fence -->")), "fences.md: put a table of `{word}`");
        assert!(page.contains(&format!("\n```{word}\n")), "fences.md: show a `{word}`");
    }
}

#[test]
fn every_diagnostic_has_a_section() {
    let rules = rules();
    let sources = files(&root().join("src"), "rs").into_iter().filter(|path| {
        let in_tests = path.parent().is_some_and(|folder| folder.ends_with("tests"));
        !path.ends_with("tests.rs") && !in_tests
    });
    let known: BTreeSet<String> = codes::in_sources(&sources.map(|path| read(&path)).collect::<Vec<_>>());
    assert!(known.len() > 20, "{known:?}");
    let untold: Vec<_> = known.iter().filter(|code| !rules.contains_key(*code)).collect();
    assert!(untold.is_empty(), "content/manual/rules: write a section for {untold:?}");
    let gone: Vec<_> = rules.keys().filter(|code| !known.contains(*code)).collect();
    assert!(gone.is_empty(), "content/manual/rules: no source file has the code {gone:?}");
    for (code, text) in rules {
        assert!(text.split_whitespace().count() > 25, "`{code}`: say what it means, why, and how to mend it");
    }
}

/// Each rule of `check` is a file whose first lines are its section.
#[test]
fn every_rule_has_its_section_from_its_file() {
    let page = page("rules/ladders.md");
    for path in files(&root().join("src/check"), "rs") {
        let first = read(&path).lines().next().unwrap_or("").to_owned();
        if let Some(code) = first.strip_prefix("//! # `").and_then(|rest| rest.strip_suffix('`')) {
            assert!(page.contains(&format!("\n## {code}\n")), "rules/ladders.md: {}", path.display());
        }
    }
}

#[test]
fn every_diagnostic_is_in_the_list() {
    let list = page("rules/index.md");
    let listed = list.lines().filter_map(|line| line.strip_prefix("| [`")?.split('`').next()).map(str::to_owned);
    let codes: Vec<_> = rules().into_keys().collect();
    assert_eq!(listed.collect::<Vec<_>>(), codes, "rules/index.md: list all codes in order");
}

#[test]
fn every_command_is_told() {
    let help =
        std::process::Command::new(env!("CARGO_BIN_EXE_rungbook")).arg("--help").output().expect("the program runs");
    let help = String::from_utf8_lossy(&help.stdout);
    let commands =
        help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<_> =
        commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(commands.contains(&"build"), "{help}");
    let manual: String = files(&root().join("content/manual"), "md").iter().map(|path| read(path)).collect();
    for command in commands {
        assert!(manual.contains(&format!("rungbook {command}")), "no page tells of `rungbook {command}`");
    }
}

#[test]
fn pages_say_what_they_are() {
    for path in files(&root().join("content/manual"), "md") {
        let text = read(&path);
        for key in ["title: ", "summary: ", "order: "] {
            assert!(
                text.lines().take(6).any(|line| line.starts_with(key)),
                "{}: front matter needs `{key}`",
                path.display()
            );
        }
    }
}
