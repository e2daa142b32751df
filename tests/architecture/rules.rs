//! The rules of the house, each a function from one source file to what breaks the rule in it.

use super::tokens::{self, Path, Token};

/// A source file of the repository.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path from the repository's root, with `/`.
    pub(crate) path: String,
    text: String,
    tokens: Vec<Token>,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into(), tokens: tokens::read(text) }
    }

    /// The modules that the file stands in below the crate's root: `src/parse/markdown/place.rs` is
    /// `["parse", "markdown", "place"]`.
    fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let stem = inside.strip_suffix(".rs").unwrap_or(inside);
        let parts: Vec<_> = stem.split('/').collect();
        match parts.split_last() {
            Some((&("mod" | "lib" | "main"), folder)) => folder.to_vec(),
            _ => parts,
        }
    }

    /// The row that the file falls under: its folder in `src`, or `lib.rs` and `main.rs` themselves.
    fn row(&self) -> Option<&'static Row> {
        let name = self.path.strip_prefix("src/")?.split('/').next()?;
        ROWS.iter().find(|row| row.module == name)
    }
}

/// What breaks a rule, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: usize,
    pub(crate) message: String,
}

fn fault(line: usize, message: impl Into<String>) -> Fault {
    Fault { line, message: message.into() }
}

/// What a module may see.
#[derive(Debug)]
pub(crate) struct Row {
    /// A folder of `src`, or `lib.rs` or `main.rs`.
    pub(crate) module: &'static str,
    /// The other modules that it may import, in order of the alphabet.
    pub(crate) imports: &'static [&'static str],
    /// Whether it may call the functions at the crate's root.
    pub(crate) root: bool,
    /// Which modules of `std` it may name among those that reach outside.
    pub(crate) outside: &'static [&'static str],
}

impl Row {
    /// The row as it stands in the guide for contributors.
    pub(crate) fn to_markdown(&self) -> String {
        let mut imports: Vec<_> = self.imports.iter().map(|name| format!("`{name}`")).collect();
        imports.extend(self.root.then(|| "the crate's root".to_owned()));
        let imports = if imports.is_empty() { "–".to_owned() } else { imports.join(", ") };
        format!("| `{}` | {imports} |", self.module)
    }
}

const OUTSIDE: &[&str] = &["env", "fs", "net", "process", "time"];

const fn pure(module: &'static str, imports: &'static [&'static str]) -> Row {
    Row { module, imports, root: false, outside: &[] }
}

const fn edge(module: &'static str, imports: &'static [&'static str], root: bool) -> Row {
    Row { module, imports, root, outside: OUTSIDE }
}

/// The table of the architecture, top to bottom the flow of data.
pub(crate) const ROWS: &[Row] = &[
    pure("base", &[]),
    pure("draw", &["base"]),
    pure("parse", &["base", "draw"]),
    pure("model", &["base", "parse"]),
    pure("check", &["base", "model"]),
    pure("diff", &["base", "model"]),
    pure("redline", &["base", "diff"]),
    pure("view", &["base", "diff", "model"]),
    pure("render", &["base", "draw", "view"]),
    edge("source", &["base"], false),
    edge("output", &["base"], false),
    edge("preview", &["base", "review", "source"], true),
    edge("cli", &["base", "diff", "output", "preview", "review", "source"], true),
    Row {
        module: "releases",
        imports: &["base", "diff", "model", "parse", "render", "view"],
        root: true,
        outside: &[],
    },
    Row {
        module: "review",
        imports: &["base", "diff", "model", "parse", "redline", "releases", "render", "view"],
        root: true,
        outside: &[],
    },
    pure("lib.rs", &["base", "check", "diff", "model", "parse", "redline", "releases", "render", "review", "view"]),
    Row { module: "main.rs", imports: &["cli"], root: false, outside: &["process"] },
];

/// Crates that reach outside, or are only of use to what does.
const OUTSIDE_CRATES: &[&str] = &[
    "anstream",
    "axum",
    "clap",
    "gix",
    "http_body_util",
    "http_range_header",
    "hyper",
    "hyper_util",
    "indicatif",
    "notify",
    "open",
    "rustix",
    "tempfile",
    "tokio",
    "walkdir",
];

/// Each module imports only what its row allows.
pub(crate) fn imports(source: &Source) -> Vec<Fault> {
    let Some(row) = source.row() else { return Vec::new() };
    let mut heads = vec!["crate", "super", "self"];
    match row.module {
        "main.rs" => heads.push("rungbook"),
        "lib.rs" => heads.extend(ROWS.iter().map(|row| row.module)),
        _ => {}
    }
    let paths = tokens::paths(&source.tokens, &heads);
    paths.iter().filter_map(|path| import_fault(source, row, path)).collect()
}

fn import_fault(source: &Source, row: &Row, path: &Path) -> Option<Fault> {
    let whole = resolved(source, path)?;
    let name = whole.first().map_or("", String::as_str);
    let own = source.module().first().is_some_and(|module| *module == name);
    if own || row.imports.contains(&name) {
        return None;
    }
    let module = row.module;
    if name.is_empty() || name == "*" {
        let message =
            format!("`{}` takes the whole crate: import what `{module}` needs by name", path.parts.join("::"));
        return Some(fault(path.line, message));
    }
    if !ROWS.iter().any(|other| other.module == name) {
        let at_root = source.module().is_empty() || row.root;
        let message = format!("`{module}` may not use `{name}` of the crate's root: take what it needs as an argument");
        return (!at_root).then(|| fault(path.line, message));
    }
    let allowed: Vec<_> = row.imports.iter().map(|name| format!("`{name}`")).collect();
    let allowed = if allowed.is_empty() { "nothing of ours".to_owned() } else { allowed.join(", ") };
    let message = format!(
        "`{module}` may not import `{name}`: `{module}` may import {allowed}; move the code, or hand it a value"
    );
    Some(fault(path.line, message))
}

/// The path from the crate's root; `None` where it stays inside the file.
fn resolved(source: &Source, path: &Path) -> Option<Vec<String>> {
    let mut home: Vec<String> = source.module().into_iter().map(str::to_owned).collect();
    home.extend(path.inside.iter().cloned());
    let mut parts = path.parts.iter();
    let mut whole = Vec::new();
    let first = parts.next()?;
    match first.as_str() {
        "crate" | "rungbook" => {}
        "self" => whole = home,
        "super" => {
            home.pop();
            whole = home;
        }
        name => whole.push(name.to_owned()),
    }
    for part in parts {
        match part.as_str() {
            "super" => {
                whole.pop();
            }
            "self" => {}
            name => whole.push(name.to_owned()),
        }
    }
    let to_own_root = whole.is_empty() && source.module().is_empty();
    (!to_own_root).then_some(whole)
}

/// Only the edges name what reaches outside: files, the network, the environment, processes, the clock.
pub(crate) fn outside_world(source: &Source) -> Vec<Fault> {
    let Some(row) = source.row() else { return Vec::new() };
    let advice = "only `source`, `output`, `preview` and `cli` reach outside: take the value as an argument";
    let mut faults = Vec::new();
    for path in tokens::paths(&source.tokens, &["std", "core"]) {
        let name = path.parts.get(1).map_or("*", String::as_str);
        let reaches = OUTSIDE.contains(&name) || matches!(name, "*" | "self");
        if reaches && !row.outside.contains(&name) {
            faults.push(fault(path.line, format!("`{}` in `{}`: {advice}", path.parts.join("::"), row.module)));
        }
    }
    if row.outside.contains(&"time") {
        return faults;
    }
    for token in source.tokens.iter().filter(|token| matches!(token.text.as_str(), "Instant" | "SystemTime")) {
        faults.push(fault(token.line, format!("`{}` in `{}`: {advice}", token.text, row.module)));
    }
    for path in tokens::paths(&source.tokens, OUTSIDE_CRATES) {
        faults.push(fault(path.line, format!("`{}` in `{}`: {advice}", path.parts.join("::"), row.module)));
    }
    faults
}

/// Every file opens with `//!` and its one job.
pub(crate) fn opens_with_its_job(source: &Source) -> Vec<Fault> {
    let first = source.text.lines().next().unwrap_or("");
    let job = first.strip_prefix("//! ").is_some_and(|job| !job.trim().is_empty());
    if job {
        return Vec::new();
    }
    vec![fault(1, "the first line must be `//! ` and the one job of the file: write it")]
}

/// Files stay under 500 lines, functions under 80, parameters at most 5.
pub(crate) fn sizes(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let lines = source.text.lines().count();
    if lines >= 500 {
        faults.push(fault(lines, format!("the file has {lines} lines, 499 at most: split it by its jobs")));
    }
    for function in tokens::functions(&source.tokens) {
        let name = &function.name;
        if function.lines >= 80 {
            let message = format!("`{name}` has {} lines, 79 at most: split it by its steps", function.lines);
            faults.push(fault(function.line, message));
        }
        if function.parameters > 5 {
            let message =
                format!("`{name}` takes {} parameters, 5 at most: group what belongs together", function.parameters);
            faults.push(fault(function.line, message));
        }
    }
    faults
}

/// No module is named for being a heap.
pub(crate) fn names(source: &Source) -> Vec<Fault> {
    let heap = |name: &str| {
        matches!(name, "util" | "utils" | "helper" | "helpers" | "common" | "manager" | "managers" | "misc" | "stuff")
    };
    let folders = source.path.trim_end_matches(".rs").split('/').map(|part| (part, 1));
    let declared = tokens::modules(&source.tokens);
    let named = folders.chain(declared).filter(|(name, _)| heap(name));
    named
        .map(|(name, line)| fault(line, format!("a module named `{name}` has no one job: name it for what it does")))
        .collect()
}

/// Nothing is exported twice: call sites say where a thing lives.
pub(crate) fn exports(source: &Source) -> Vec<Fault> {
    if source.path == "src/base/mod.rs" {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| token.text == "use") {
        let before = source.tokens[..at].last().map_or("", |token| token.text.as_str());
        if before == "pub" || before == ")" {
            faults.push(fault(
                token.line,
                "no `pub use` outside `base/mod.rs`: make the module public and name it at call sites",
            ));
        }
    }
    faults
}

/// A folder of `src` without a row in the table has no place in the flow.
pub(crate) fn rows(source: &Source) -> Vec<Fault> {
    if source.row().is_some() {
        return Vec::new();
    }
    let message = "there is no row for it in the table of the architecture: move it into a module that has one, or add the row to \
                   `tests/architecture/rules.rs` and CONTRIBUTING.md";
    vec![fault(1, message)]
}
