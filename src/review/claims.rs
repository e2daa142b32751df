//! Whether a new release is of the class that it is declared to be.
//!
//! A release declares its class by its field `class`, else by the number of its version that rose above that of the
//! newest release before. Versions that count years, such as `2026.2`, declare nothing.

use super::Both;
use crate::base::{Diagnostic, last_day};
use crate::model::things::{Release, ReleaseClass, Status};
use crate::view::told::{Changed, Line, RunSide, Told};

/// No more changes than this are named.
const MOST: usize = 5;

/// A changed word is shown with no more letters than this.
const LONGEST: usize = 80;

/// A version whose first number is at least this one counts years.
const YEARS: u64 = 1900;

/// The error that a new release is declared to change less than it does.
pub(super) fn check(both: &Both, told: &Told, since: &str) -> Option<Diagnostic> {
    let news = new_releases(both);
    let newest = news.iter().max_by(|one, other| age(one).cmp(&age(other)))?;
    let before = both.new.releases.iter().filter(|release| is_known(both, release) && is_published(release));
    let before = before.max_by(|one, other| age(one).cmp(&age(other)));
    let declared = news.iter().filter_map(|release| release.class.or_else(|| jump(before, release))).max()?;
    let real = match told.release? {
        "major" => ReleaseClass::Major,
        "minor" => ReleaseClass::Minor,
        _ => ReleaseClass::Patch,
    };
    if declared >= real {
        return None;
    }
    let message = format!(
        "the release `{}` is declared {}, but what changed since `{since}` is {}: {}",
        newest.version,
        word(declared),
        word(real),
        reasons(told, word(real))
    );
    let next = before.and_then(|before| next(before, real)).map(|version| format!("name the version `{version}`, or "));
    let help = format!("{}write `class: {}`, or take those changes back", next.unwrap_or_default(), word(real));
    Some(Diagnostic::error("release-class", &newest.meta.span, message).help(help))
}

/// The published releases that the older version does not know.
pub(super) fn new_releases(both: &Both) -> Vec<&Release> {
    both.new.releases.iter().filter(|release| !is_known(both, release) && is_published(release)).collect()
}

fn is_known(both: &Both, release: &Release) -> bool {
    both.old.releases.iter().any(|known| known.version == release.version)
}

fn is_published(release: &Release) -> bool {
    release.meta.status != Status::Draft
}

/// When a release came out, by its day and then by its time. Those of one moment follow one another as they are written.
fn age(release: &Release) -> (Option<jiff::civil::Date>, &str) {
    let day = release.date.split('T').next().unwrap_or_default();
    (last_day(day), &release.date)
}

/// What a version declares by the number that rose.
fn jump(before: Option<&Release>, release: &Release) -> Option<ReleaseClass> {
    let (old, new) = (numbers(&before?.version)?, numbers(&release.version)?);
    if new <= old {
        return None;
    }
    Some(match (new.0 > old.0, new.1 > old.1) {
        (true, _) => ReleaseClass::Major,
        (false, true) => ReleaseClass::Minor,
        (false, false) => ReleaseClass::Patch,
    })
}

/// The version that follows another with a class.
fn next(before: &Release, class: ReleaseClass) -> Option<String> {
    let (major, minor, _) = numbers(&before.version)?;
    match class {
        ReleaseClass::Major => Some(format!("{}.0.0", major.checked_add(1)?)),
        ReleaseClass::Minor => Some(format!("{major}.{}.0", minor.checked_add(1)?)),
        ReleaseClass::Patch => None,
    }
}

/// The three numbers of a version such as `v1.2.3`, those that are left out being 0; none of one that counts years.
fn numbers(version: &str) -> Option<(u64, u64, u64)> {
    let version = version.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let end = version.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(version.len());
    let numbers: Option<Vec<u64>> = version.get(..end)?.split('.').map(|number| number.parse().ok()).collect();
    let numbers = match numbers?.as_slice() {
        [major] => (*major, 0, 0),
        [major, minor] => (*major, *minor, 0),
        [major, minor, patch] => (*major, *minor, *patch),
        _ => return None,
    };
    (numbers.0 < YEARS).then_some(numbers)
}

fn word(class: ReleaseClass) -> &'static str {
    match class {
        ReleaseClass::Patch => "patch",
        ReleaseClass::Minor => "minor",
        ReleaseClass::Major => "major",
    }
}

/// The first changes that make a release what it is, and how many more there are.
fn reasons(told: &Told, class: &str) -> String {
    let of = |changed| Changed::lines_of(changed, class).map(move |line| reason(changed, line));
    let all: Vec<String> = told.things.iter().flat_map(of).collect();
    let more = all.len().saturating_sub(MOST);
    let mut named: Vec<String> = all.into_iter().take(MOST).collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    named.join("; ")
}

/// One change with its thing, such as `Staff Engineer: “Runs game days” (Reliability, asked for from now on)`.
fn reason(changed: &Changed, line: &Line) -> String {
    let of = |side: RunSide| -> String {
        let runs = line.words.iter().filter(|run| run.side == RunSide::Same || run.side == side);
        runs.map(|run| run.text.as_str()).collect()
    };
    let words = Some(of(RunSide::Inserted)).filter(|words| !words.trim().is_empty());
    let words = words.unwrap_or_else(|| of(RunSide::Deleted));
    let about = if line.label.is_empty() { line.verb } else { &line.label };
    match words.trim() {
        "" => format!("{}: {about} ({})", changed.title, line.why),
        words => format!("{}: “{}” ({about}, {})", changed.title, shortened(words), line.why),
    }
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let start: String = words.chars().take(LONGEST).collect();
    format!("{} …", start.rsplit_once(' ').map_or(start.as_str(), |(start, _)| start))
}
