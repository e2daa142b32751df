//! What highlighting costs: blocks with a lexer of their own, blocks for a grammar, and blocks that a cache holds.

use divan::Bencher;
use divan::counter::BytesCount;
use rungbook::render::highlight::Highlighter;

fn main() {
    divan::main();
}

const PYTHON: &str = "def rise(level, steps=1):
    \"\"\"The level some steps up.\"\"\"
    return LADDER[LADDER.index(level) + steps]
";

/// All samples of a language, the text that the tests compare lexers and grammars on.
const SAMPLES: [(&str, &str); 6] = [
    ("bash", include_str!("../src/render/highlight/samples/bash.txt")),
    ("json", include_str!("../src/render/highlight/samples/json.txt")),
    ("markdown", include_str!("../src/render/highlight/samples/markdown.txt")),
    ("rust", include_str!("../src/render/highlight/samples/rust.txt")),
    ("toml", include_str!("../src/render/highlight/samples/toml.txt")),
    ("yaml", include_str!("../src/render/highlight/samples/yaml.txt")),
];

#[divan::bench(args = SAMPLES.map(|(language, _)| language))]
fn lexer(bencher: Bencher, language: &str) {
    let highlighter = Highlighter::default();
    let samples = SAMPLES.into_iter().filter(|(name, _)| *name == language);
    let blocks: Vec<_> = samples.flat_map(|(_, text)| text.split("=====\n")).collect();
    let bytes: usize = blocks.iter().map(|block| block.len()).sum();
    let bencher = bencher.counter(BytesCount::new(bytes));
    bencher.bench(|| blocks.iter().map(|block| highlighter.html(language, block).len()).sum::<usize>());
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
