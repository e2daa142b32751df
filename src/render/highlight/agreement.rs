//! The promise of the lexers: where one answers, it gives the runs that the grammar gives, byte for byte.
//!
//! Each file in `samples/` holds snippets of one format, parted by lines of `=====`. A lexer must answer all of them.
//! Then snippets are mixed and damaged: lines and words are moved, doubled, cut and put into one another; there a
//! lexer may decline, but an answer must agree.

use super::runs::{Run, fit, html};
use super::{grammar, lex};

/// How many damaged snippets of each format are tried.
const ROUNDS: usize = 300;

const SAMPLES: &[(&str, &str)] = &[
    ("bash", include_str!("samples/bash.txt")),
    ("diff", include_str!("samples/diff.txt")),
    ("ini", include_str!("samples/ini.txt")),
    ("json", include_str!("samples/json.txt")),
    ("markdown", include_str!("samples/markdown.txt")),
    ("rust", include_str!("samples/rust.txt")),
    ("toml", include_str!("samples/toml.txt")),
    ("yaml", include_str!("samples/yaml.txt")),
];

#[test]
fn lexers_answer_and_agree_on_the_samples() {
    let mut faults = Vec::new();
    for (language, samples) in SAMPLES {
        for sample in snippets(samples) {
            match lex::runs(language, sample) {
                None => faults.push(format!("the {language} lexer declines:\n{sample}")),
                Some(runs) => faults.extend(fault(language, sample, &runs)),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn lexers_agree_on_damaged_samples() {
    let mut faults = Vec::new();
    for (language, samples) in SAMPLES {
        let snippets: Vec<_> = snippets(samples).collect();
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let tried = (0..ROUNDS).map(|_| damaged(&snippets, &mut random));
        let lexed: Vec<_> = tried.filter_map(|code| Some((lex::runs(language, &code)?, code))).collect();
        faults.extend(lexed.iter().filter_map(|(runs, code)| fault(language, code, runs)).take(5));
        if lexed.len() < ROUNDS / 10 {
            faults.push(format!("the {language} lexer answers only {} of {ROUNDS}", lexed.len()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn snippets(samples: &str) -> impl Iterator<Item = &str> {
    samples.split("=====\n").filter(|sample| !sample.is_empty())
}

/// What is wrong with the runs that a lexer gave.
fn fault(language: &str, code: &str, lexed: &[Run]) -> Option<String> {
    if !fit(lexed, code) {
        return Some(format!("{language} runs do not fit {code:?}"));
    }
    let expected = grammar::runs(language, code).unwrap_or_default();
    (lexed != expected).then(|| format!("{language} differs in\n{code}\n{}", difference(lexed, &expected, code)))
}

fn difference(lexed: &[Run], expected: &[Run], code: &str) -> String {
    let (lexed, expected) = (html(lexed, code), html(expected, code));
    let lines = lexed.lines().zip(expected.lines()).filter(|(ours, theirs)| ours != theirs);
    lines.map(|(ours, theirs)| format!("lexer   {ours}\ngrammar {theirs}\n")).collect()
}

/// A piece of one snippet, with up to three changes made of pieces of others.
fn damaged(snippets: &[&str], random: &mut Random) -> String {
    let mut lines: Vec<String> = random.pick(snippets).lines().map(str::to_owned).collect();
    lines.drain(..random.below(lines.len()));
    lines.truncate(1 + random.below(12));
    for _ in 0..random.below(4) {
        let other = random.pick(snippets).lines().collect::<Vec<_>>();
        let other = *random.pick(&other);
        let at = random.below(lines.len());
        match random.below(5) {
            0 => lines.insert(at, other.to_owned()),
            1 => drop(lines.remove(at)),
            2 => lines[at] = cut(&lines[at], random),
            3 => lines[at].push_str(&cut(other, random)),
            _ => {
                let place = boundary(&lines[at], random.below(lines[at].len() + 1));
                lines[at].insert_str(place, &word(other, random));
            }
        }
        if lines.is_empty() {
            lines.push(other.to_owned());
        }
    }
    lines.join("\n") + if random.below(4) == 0 { "" } else { "\n" }
}

fn cut(line: &str, random: &mut Random) -> String {
    let end = boundary(line, random.below(line.len() + 1));
    let start = boundary(line, random.below(end + 1));
    line[start..end].to_owned()
}

fn word(line: &str, random: &mut Random) -> String {
    let words: Vec<_> = line.split_inclusive(|letter: char| !letter.is_alphanumeric()).collect();
    if words.is_empty() { " ".to_owned() } else { (*random.pick(&words)).to_owned() }
}

fn boundary(line: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}

/// xorshift64*, so that each run tries the same.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
