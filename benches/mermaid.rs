//! How long mermaid diagrams take once warm: each of those in `tests/mermaid`, and the slowest by itself.

use std::path::Path;

fn main() {
    divan::main();
}

/// The sources of one file of the tests, without what is expected of them.
fn sources(family: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid").join(format!("{family}.txt"));
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let body = |part: &str| {
        let lines = part.lines().skip(1).filter(|line| !line.starts_with(">>> "));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    text.split("=== ").skip(1).map(body).collect()
}

#[divan::bench(args = ["flowchart", "gantt", "timeline", "quadrant", "mindmap", "pie", "state", "sequence", "class", "er", "journey"])]
fn all_of(bencher: divan::Bencher, family: &str) {
    let sources = sources(family);
    bencher.bench(|| sources.iter().map(|source| rungbook::draw::mermaid::draw(source)).filter(Result::is_ok).count());
}

#[divan::bench]
fn career_graph(bencher: divan::Bencher) {
    let sources = sources("flowchart");
    bencher.bench(|| sources.first().map(|source| rungbook::draw::mermaid::draw(source)));
}
