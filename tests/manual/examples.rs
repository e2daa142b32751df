//! The examples of the manual do what the text around them says.

use super::{files, page, read, root};
use rungbook::base::Diagnostic;
use rungbook::model::wording::{ALIKE, SAME, Vocabulary};
use rungbook::parse::kind::Kind;
use rungbook::parse::{config, document};
use std::sync::Arc;

/// The code blocks of a page in a language.
fn fences(page: &str, language: &str) -> Vec<String> {
    let start = format!("```{language}");
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line == start {
            found.push(lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect());
        } else if line.starts_with("```") {
            lines.by_ref().find(|line| *line == "```");
        }
    }
    found
}

/// All pages but those on rules, whose examples are wrong on purpose.
fn pages() -> Vec<String> {
    let pages = files(&root().join("content/manual"), "md").into_iter();
    pages.filter(|path| !path.components().any(|part| part.as_os_str() == "rules")).map(|path| read(&path)).collect()
}

fn defines(text: &str) -> bool {
    let keys = text.lines().filter_map(|line| line.strip_suffix(':').or_else(|| Some(line.split_once(": ")?.0)));
    let known = |key: &str| Kind::ALL.iter().any(|kind| [kind.singular(), kind.plural()].contains(&key));
    keys.into_iter().next().is_some_and(known)
}

#[track_caller]
fn clean(found: Vec<Diagnostic>, example: &str) {
    let found: Vec<_> = found.iter().map(|found| format!("{}: {}", found.code, found.message)).collect();
    assert!(found.is_empty(), "{example}\n{}", found.join("\n"));
}

#[test]
fn definitions_can_be_read() {
    let examples: Vec<_> = pages().iter().flat_map(|page| fences(page, "yaml")).filter(|text| defines(text)).collect();
    assert!(examples.len() > 6, "{examples:#?}");
    for example in examples {
        let (_, mut faults) = document::read(&Arc::from("example.yaml"), example.as_bytes());
        faults.retain(|fault| fault.code != "missing-field");
        clean(faults, &example);
    }
}

#[test]
fn settings_can_be_read() {
    for example in pages().iter().flat_map(|page| fences(page, "toml")) {
        clean(config::read(&Arc::from("book.toml"), example.as_bytes(), &[]).1, &example);
    }
}

#[test]
fn verdicts_of_the_table_are_those_of_the_program() {
    let page = page("growth.md");
    let (_, table) = page.split_once("| Before | Here | Verdict |").expect("there is the table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    assert!(rows.len() > 3);
    for row in rows {
        let [before, here, verdict] = row.as_slice() else { panic!("{row:?}") };
        let mut vocabulary = Vocabulary::default();
        let (before, here) = (vocabulary.wording(before), vocabulary.wording(here));
        let same = here.likeness(&before, SAME).is_some() && here.has_numbers_of(&before);
        let found = match here.likeness(&before, ALIKE) {
            _ if same => "carried",
            Some(_) => "grown",
            None => "new",
        };
        assert_eq!(found, *verdict, "{row:?}");
    }
}

/// The numbers in the text are those of the program.
#[test]
fn thresholds_are_those_of_the_program() {
    let page = page("growth.md");
    for number in [ALIKE, SAME] {
        assert!(page.contains(&format!("From **{number}** they")), "growth.md: the threshold is {number}");
    }
}
