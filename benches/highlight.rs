//! What highlighting costs: blocks with a lexer of their own, blocks for a grammar, and blocks that a cache holds.

use divan::Bencher;
use rungbook::render::highlight::Highlighter;

fn main() {
    divan::main();
}

const YAML: &str = "level:
  id: devops-staff
  title: \"Staff Engineer\"
  requires: [code, action]
  competencies:
    - key: code
      rating: 9
      evidence: >
        designs for ten million users
      optional: true # for now
";

const PYTHON: &str = "def rise(level, steps=1):
    \"\"\"The level some steps up.\"\"\"
    return LADDER[LADDER.index(level) + steps]
";

#[divan::bench]
fn lexer(bencher: Bencher) {
    let highlighter = Highlighter::default();
    bencher.bench(|| highlighter.html("yaml", divan::black_box(YAML)));
}

#[divan::bench]
fn grammar(bencher: Bencher) {
    Highlighter::default().html("python", PYTHON);
    bencher.with_inputs(Highlighter::default).bench_refs(|highlighter| highlighter.html("python", PYTHON));
}

#[divan::bench]
fn kept(bencher: Bencher) {
    let highlighter = Highlighter::default();
    highlighter.html("python", PYTHON);
    bencher.bench(|| highlighter.html("python", divan::black_box(PYTHON)));
}

#[divan::bench]
fn import_of_a_thousand_blocks(bencher: Bencher) {
    let highlighter = Highlighter::default();
    for number in 0..1000 {
        highlighter.html("python", &format!("{PYTHON}# {number}\n"));
    }
    let bytes = highlighter.export();
    bencher.with_inputs(Highlighter::default).bench_refs(|highlighter| highlighter.import(&bytes));
}
