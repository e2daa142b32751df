//! Holds the house to its plan: what each module may import, where the outside world may be named, how long things may be.
//!
//! The sources are read as tokens, so paths inside macros and nested lists of imports count as well.

#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/tokens.rs"]
mod tokens;

use rules::{Fault, ROWS, Source};
use std::path::{Path, PathBuf};

type Rule = fn(&Source) -> Vec<Fault>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder of the repository, in order.
fn sources(folder: &str) -> Vec<Source> {
    let mut open = vec![root().join(folder)];
    open.retain(|folder| folder.is_dir());
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the repository can be listed") {
            let path = entry.expect("a folder of the repository can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        Source::new(&name, &std::fs::read_to_string(&path).expect("a source is UTF-8"))
    };
    files.into_iter().map(read).collect()
}

fn hold(rule: Rule, folders: &[&str]) {
    let sources: Vec<_> = folders.iter().flat_map(|folder| sources(folder)).collect();
    assert!(!sources.is_empty());
    let broken: Vec<_> = sources
        .iter()
        .flat_map(|source| {
            rule(source).into_iter().map(|fault| format!("{}:{}: {}", source.path, fault.line, fault.message))
        })
        .collect();
    assert!(broken.is_empty(), "{} to mend:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn modules_import_only_what_their_row_allows() {
    hold(rules::imports, &["src"]);
}

#[test]
fn only_the_edges_name_the_outside_world() {
    hold(rules::outside_world, &["src"]);
}

#[test]
fn every_file_opens_with_its_one_job() {
    hold(rules::opens_with_its_job, &["src", "tests", "benches"]);
}

#[test]
fn files_and_functions_stay_short() {
    hold(rules::sizes, &["src", "tests", "benches"]);
}

#[test]
fn names_say_what_a_module_does() {
    hold(rules::names, &["src", "tests"]);
}

#[test]
fn call_sites_see_where_things_live() {
    hold(rules::exports, &["src"]);
}

#[test]
fn every_module_has_a_row() {
    hold(rules::rows, &["src"]);
}

#[test]
fn the_guide_for_contributors_shows_the_same_table() {
    let guide = std::fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    for row in ROWS {
        let line = row.to_markdown();
        assert!(guide.contains(&line), "CONTRIBUTING.md: write the row `{line}`");
    }
}

/// The lines and messages that a rule gives for a file.
fn faults(rule: Rule, path: &str, text: &str) -> Vec<(usize, String)> {
    rule(&Source::new(path, text)).into_iter().map(|fault| (fault.line, fault.message)).collect()
}

#[track_caller]
fn fails_at(rule: Rule, path: &str, text: &str, lines: &[usize]) {
    let found = faults(rule, path, text);
    let at: Vec<_> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(at, lines, "{path}: {text}\n{found:?}");
}

#[test]
fn the_rule_of_imports_can_fail() {
    let rule = rules::imports;
    fails_at(rule, "src/view/level.rs", "use crate::base::Route;\nuse crate::model::things;", &[]);
    fails_at(rule, "src/view/level.rs", "\nuse crate::parse::kind::Kind;", &[2]);
    fails_at(rule, "src/view/level.rs", "use crate::{\n base::Route,\n model::{self, id},\n render,\n};", &[4]);
    fails_at(rule, "src/view/level.rs", "fn f() -> u8 { crate::render::html::f() }", &[1]);
    fails_at(rule, "src/view/level.rs", "fn f() -> String { format!(\"{}\", crate::render::html::f()) }", &[1]);
    fails_at(rule, "src/view/level.rs", "use super::super::render;\nuse super::page::Page;", &[1]);
    fails_at(
        rule,
        "src/view/mod.rs",
        "use super::render;\nmod tests { use super::level; use super::super::diff; }",
        &[1],
    );
    fails_at(rule, "src/view/level.rs", "mod tests { use super::*; use super::super::super::parse::yaml; }", &[1]);
    fails_at(rule, "src/view/level.rs", "use crate::*;", &[1]);
    fails_at(rule, "src/view/level.rs", "use crate as all;", &[1]);
    fails_at(rule, "src/view/level.rs", "use crate::build;", &[1]);
    fails_at(rule, "src/view/level.rs", "// use crate::render;\nconst A: &str = \"crate::render\";", &[]);
    fails_at(rule, "src/cli/build.rs", "use crate::build;\nuse crate::output::folder;\nuse crate::view::Page;", &[3]);
    fails_at(rule, "src/base/span.rs", "use crate::draw::Figure;", &[1]);
    fails_at(rule, "src/check/links.rs", "use crate::diff::Changes;", &[1]);
    fails_at(rule, "src/lib.rs", "pub mod cli;\nuse base::Site;\nfn f() { view::pages(); output::write(); }", &[3]);
    fails_at(rule, "src/main.rs", "fn main() { rungbook::cli::run(); }", &[]);
    fails_at(rule, "src/main.rs", "use rungbook::{cli, view};", &[1]);
    let (_, message) = &faults(rule, "src/view/level.rs", "use crate::parse::yaml;")[0];
    assert!(message.contains("`view` may import `base`, `diff`, `model`"), "{message}");
}

#[test]
fn the_rule_of_the_outside_world_can_fail() {
    let rule = rules::outside_world;
    fails_at(rule, "src/output/folder.rs", "use std::fs;\nuse std::time::Instant;", &[]);
    fails_at(rule, "src/check/links.rs", "use std::fs;", &[1]);
    fails_at(rule, "src/check/links.rs", "use std::{\n collections::BTreeMap,\n fs::{self, File},\n};", &[3, 3]);
    fails_at(rule, "src/check/links.rs", "fn f() -> bool { std::env::var(\"A\").is_ok() }", &[1]);
    fails_at(rule, "src/check/links.rs", "use std::{net, process, time};", &[1, 1, 1]);
    fails_at(rule, "src/check/links.rs", "use std as outside;\nuse std::*;", &[1, 2]);
    fails_at(rule, "src/check/links.rs", "fn f(at: Instant, or: SystemTime) {}", &[1, 1]);
    fails_at(rule, "src/check/links.rs", "use walkdir::WalkDir;", &[1]);
    fails_at(rule, "src/check/links.rs", "use std::collections::BTreeMap; // std::fs", &[]);
    fails_at(rule, "src/main.rs", "use std::process::ExitCode;\nuse std::env;", &[2]);
    fails_at(rule, "src/lib.rs", "use std::time::Duration;", &[1]);
}

#[test]
fn the_rule_of_jobs_can_fail() {
    let rule = rules::opens_with_its_job;
    fails_at(rule, "src/check/links.rs", "//! Finds links that lead nowhere.\n", &[]);
    for text in ["", "use std::fmt;\n//! Late.\n", "//! \nuse std::fmt;", "/// Not of the module.\nfn f() {}"] {
        fails_at(rule, "src/check/links.rs", text, &[1]);
    }
}

#[test]
fn the_rule_of_sizes_can_fail() {
    let rule = rules::sizes;
    let file = |lines: usize| "//! A job.\n".repeat(lines);
    fails_at(rule, "src/check/links.rs", &file(499), &[]);
    fails_at(rule, "src/check/links.rs", &file(500), &[500]);
    let function = |lines: usize| format!("//! A job.\nfn f() {{\n{}}}\n", "    f();\n".repeat(lines - 2));
    fails_at(rule, "src/check/links.rs", &function(79), &[]);
    fails_at(rule, "src/check/links.rs", &function(80), &[2]);
    let tricky =
        "fn f<A: Fn(u8, u8) -> u8, B>(a: HashMap<A, B>, b: (u8, u8), c: [u8; 3], d: &dyn Fn(u8, u8), e: u8,) {}";
    fails_at(rule, "src/check/links.rs", tricky, &[]);
    fails_at(rule, "src/check/links.rs", "trait T {\n fn f(&self, a: u8, b: u8, c: u8, d: u8, e: u8);\n}", &[2]);
    fails_at(rule, "src/check/links.rs", "const F: fn(u8, u8, u8, u8, u8, u8) = f;", &[]);
}

#[test]
fn the_rule_of_names_can_fail() {
    let rule = rules::names;
    fails_at(rule, "src/check/links.rs", "mod tests {}", &[]);
    fails_at(rule, "src/check/utils.rs", "", &[1]);
    fails_at(rule, "src/helpers/mod.rs", "", &[1]);
    fails_at(rule, "src/check/mod.rs", "\nmod common { mod manager {} }", &[2, 2]);
}

#[test]
fn the_rule_of_exports_can_fail() {
    let rule = rules::exports;
    fails_at(rule, "src/base/mod.rs", "mod span;\npub use span::Span;", &[]);
    fails_at(rule, "src/model/mod.rs", "mod id;\npub use id::Id;\npub(crate) use id::Other;", &[2, 3]);
    fails_at(rule, "src/model/mod.rs", "use id::Id; // pub use", &[]);
}

#[test]
fn the_rule_of_rows_can_fail() {
    let rule = rules::rows;
    fails_at(rule, "src/check/links.rs", "", &[]);
    fails_at(rule, "src/search/index.rs", "", &[1]);
    fails_at(rule, "src/build.rs", "", &[1]);
}
