//! How long a build takes in a process that has built before, as a part of what the first one takes: handbooks of 1,000 and
//! 10,000 pages with code, diagrams and search, after nothing changed and after one page did.
//!
//! `cargo bench --bench warm -- [PAGES] [ROUNDS]`; the targets are in the table.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use rungbook::base::{Bytes, Past, Snapshot};
use rungbook::{Memos, Scope};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = numbers.first().map_or(vec![1_000, 10_000], |pages| vec![*pages]);
    for pages in sizes {
        measure(pages, numbers.get(1).copied().unwrap_or(5));
    }
}

/// Prints what builds of so many pages take, the least of the rounds; the fresh ones and the warm ones by turns.
fn measure(pages: usize, rounds: usize) {
    let first = handbook(pages);
    let memos = Memos::lasting();
    let mut took = [const { Vec::new() }; 4];
    build(&first, &memos);
    for round in 0..rounds {
        took[0].push(build(&first, &Memos::default()).0);
        took[1].push(build(&first, &memos).0);
        let words = edited(&first, "Words of the round", round);
        let (time, site) = build(&words, &memos);
        took[2].push(time);
        let title = edited(&words, "# Title of the round", round);
        took[3].push(build(&title, &memos).0);
        if round == 0 {
            assert!(site == build(&words, &Memos::default()).1, "a warm build is not what a fresh one is");
        }
    }
    let least = took.map(|all| all.into_iter().min().unwrap_or_default());
    println!("{pages} pages, the least of {rounds} rounds:");
    let names = ["fresh", "nothing changed", "one page's words", "one page's title"];
    for (name, took) in names.iter().zip(least) {
        let share = took.as_secs_f64() / least[0].as_secs_f64();
        println!("  {name:18} {:8.1} ms  {share:5.2} of fresh", took.as_secs_f64() * 1e3);
    }
    println!("  the target is 0.20 of fresh; at 1,000 pages also 30 ms");
}

fn build(now: &Snapshot, memos: &Memos) -> (Duration, rungbook::base::Site) {
    let start = Instant::now();
    let made = rungbook::build(now, &Past::default(), &Scope::default(), memos);
    (start.elapsed(), made.site.unwrap())
}

/// The handbook with a line more on the page in the middle.
fn edited(now: &Snapshot, line: &str, round: usize) -> Snapshot {
    let (path, bytes) = now.under("content").nth(now.len() / 2).unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let text = match line.starts_with('#') {
        true => text.replacen("# ", &format!("{line} {round}\n\n## "), 1),
        false => format!("{text}\n{line} {round}.\n"),
    };
    let mut now = now.clone();
    now.insert(path.clone(), Bytes::from(text.into_bytes()));
    now
}

/// A handbook of about 7 KB a page: words of a long-tailed vocabulary, links, a table, code, and diagrams on one page of
/// four.
fn handbook(pages: usize) -> Snapshot {
    let mut now = Snapshot::default();
    now.insert("book.toml", b"[book]\ntitle = \"Career handbook\"\n".to_vec());
    for number in 0..pages {
        let path = format!("content/tracks/track-{}/level-{}/page-{number}.md", number / 60, number / 12 % 5);
        now.insert(path.as_str(), page(number, pages).into_bytes());
    }
    now
}

fn page(number: usize, pages: usize) -> String {
    let mut words = Words(number as u64 + 1);
    let mut text = format!("# {} {number}\n\n", words.some(3));
    for part in 0..6 {
        let _ = write!(text, "## {}\n\n{}.\n\n", words.some(3), words.some(70));
        (0..4).for_each(|_| text.push_str(&format!("- {} **{}** `{}`\n", words.some(9), words.some(1), words.some(1))));
        let other = (number + words.next(40)).min(pages - 1);
        let place = format!("../../track-{}/level-{}/page-{other}.md", other / 60, other / 12 % 5);
        let _ = write!(text, "\nSee [{}]({place}). {}.\n\n", words.some(3), words.some(20));
        if part == 1 {
            let _ = writeln!(text, "| {} | {} |\n| --- | --- |", words.some(1), words.some(1));
            (0..6).for_each(|_| text.push_str(&format!("| {} | {} |\n", words.some(2), words.some(6))));
            text.push('\n');
        }
    }
    let (one, two, three) = (words.some(1), words.some(1), words.some(1));
    let _ = write!(
        text,
        "```yaml\nlevel:\n  id: {one}\n  needs: [{two}, {three}]\n  text: >\n    {}\n```\n\n",
        words.some(9)
    );
    if number % 4 == 1 {
        let _ = write!(
            text,
            "```python\ndef {one}({two}):\n    return {three}({two}, \"{}\")  # {two}\n```\n\n",
            words.some(4)
        );
    }
    if number % 4 == 2 {
        let _ = write!(text, "```mermaid\nflowchart LR\n  a[{one}] --> b[{two}] --> c[{three}]\n  a --> c\n```\n\n");
    }
    text
}

/// Words that are made up, most of them often.
struct Words(u64);

impl Words {
    /// A number below `end`.
    fn next(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn some(&mut self, count: usize) -> String {
        let word = |words: &mut Self| {
            let range = [60, 60, 400, 6_000][words.next(4)];
            let mut number = words.next(range) + 7;
            let mut word = String::new();
            while number > 0 {
                word.push_str(["ra", "te", "lo", "mi", "su", "ken", "dar", "vi", "pol", "ne"][number % 10]);
                number /= 10;
            }
            word
        };
        (0..count).map(|_| word(self)).collect::<Vec<_>>().join(" ")
    }
}
