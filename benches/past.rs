//! A handbook of more than 200 pages with fifty releases behind it: how much longer the whole build takes with its history
//! than without it. The target is less than four times.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use rungbook::base::Past;
use rungbook::{BOOK, Memos, Scope, source};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const RELEASES: usize = 50;
const ROUNDS: usize = 5;
const TARGET: f64 = 4.0;
const PATHS: [&str; 2] = [BOOK, "content"];

fn main() {
    let home = repository();
    let pages = build(home.path(), false).1;
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        without.push(build(home.path(), false).0);
        with.push(build(home.path(), true).0);
    }
    let (without, with) = (Took::least(&without), Took::least(&with));
    println!("{RELEASES} releases of {pages} pages, the least of {ROUNDS} rounds:");
    println!("  without history {without}");
    println!("  with history    {with}");
    let ratio = with.wall.as_secs_f64() / without.wall.as_secs_f64();
    let work = with.work.as_secs_f64() / without.work.as_secs_f64();
    println!("  ratio           {ratio:.2} of time, {work:.2} of work; the target is {TARGET}");
}

/// How long something took: on the clock, and by all processors together.
#[derive(Clone, Copy)]
struct Took {
    wall: Duration,
    work: Duration,
}

impl Took {
    fn least(all: &[Self]) -> Self {
        let least = |of: fn(&Self) -> Duration| all.iter().map(of).min().unwrap();
        Self { wall: least(|took| took.wall), work: least(|took| took.work) }
    }
}

impl std::fmt::Display for Took {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:5} ms, {:5} ms of work", self.wall.as_millis(), self.work.as_millis())
    }
}

/// What a build from nothing takes, reading included, and how many pages it makes.
fn build(home: &Path, with_history: bool) -> (Took, usize) {
    let (start, before) = (Instant::now(), work());
    let scope = Scope::default();
    let (now, _) = source::folder(home, &PATHS, None).unwrap();
    let past = match with_history {
        true => source::past::look(home, &rungbook::asked(&now, &scope)).read(BOOK, rungbook::inputs).0,
        false => Past::default(),
    };
    let site = rungbook::build(&now, &past, &scope, &Memos::default()).site.unwrap();
    let took = Took { wall: start.elapsed(), work: work().saturating_sub(before) };
    assert_eq!(past.releases.len(), if with_history { RELEASES } else { 0 });
    (took, site.iter().filter(|(route, _)| route.encoded().ends_with(".html")).count())
}

/// What the processors did for this process so far, in steps of 10 ms; nothing where the system does not say.
fn work() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// This repository's own handbook, and fifty tagged commits before it. In each, a level asks for something else and a page
/// reads differently.
fn repository() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let (now, _) = source::folder(Path::new(env!("CARGO_MANIFEST_DIR")), &PATHS, None).unwrap();
    let levels: Vec<&str> = now.under("content").map(|(path, _)| &**path).filter(|path| is_level(path)).collect();
    let pages: Vec<&str> = now.under("content").map(|(path, _)| &**path).filter(|path| path.ends_with(".md")).collect();
    let text = |path: &str| String::from_utf8(now.get(path).unwrap().to_vec()).unwrap();
    let mut stream = String::new();
    for number in 0..RELEASES {
        let message = format!("Release {number}");
        let seconds = 1_700_000_000 + number * 86_400;
        writeln!(stream, "commit refs/heads/main\ncommitter A <a@example.org> {seconds} +0000").unwrap();
        write!(stream, "data {}\n{message}\n", message.len()).unwrap();
        let mut file = |path: &str, text: &str| {
            writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len()).unwrap();
        };
        if number == 0 {
            let all = now.iter().filter(|(path, _)| &***path != "content/releases.yaml");
            all.for_each(|(path, _)| file(path, &text(path)));
        } else {
            let (level, page) = (levels[number % levels.len()], pages[number % pages.len()]);
            file(level, &changed(&text(level), number));
            file(page, &format!("{}\nA word of the year {number}.\n", text(page)));
        }
        writeln!(stream, "reset refs/tags/1.{number}\nfrom refs/heads/main\n").unwrap();
    }
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(home.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").args(arguments);
        command
    };
    assert!(git(&["init", "--quiet", "--initial-branch=main", "."]).status().unwrap().success());
    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    import.stdin.take().unwrap().write_all(stream.as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    assert!(git(&["reset", "--quiet", "--hard"]).status().unwrap().success());
    assert!(git(&["repack", "--quiet", "-a", "-d"]).status().unwrap().success());
    home
}

/// A level of which the first three plain entries say something more.
fn changed(level: &str, number: usize) -> String {
    let is_plain =
        |line: &str| line.trim_start().strip_prefix("- ").is_some_and(|entry| !entry.contains(&['{', ':', '\''][..]));
    let (mut left, mut text) = (3, String::new());
    for line in level.lines() {
        let more = left > 0 && is_plain(line);
        left -= usize::from(more);
        let end = if more { format!(" in the year {number}") } else { String::new() };
        writeln!(text, "{line}{end}").unwrap();
    }
    text
}

fn is_level(path: &str) -> bool {
    path.contains("devops/levels/") || path.contains("software-engineering/l")
}
