//! Words that were replaced by others as people write them: `99.9%` by `99.99%`, not `9` by `99`.

use super::{Run, RunSide};

/// What belongs to a word or a figure beside letters and digits.
const GLUE: &str = "$€£¥%‰+−–-.,/~<>≥≤’'_@#&×";

/// What ends a phrase and belongs to no word that it follows.
const ENDS: [char; 4] = ['.', ',', '’', '\''];

/// A part of a line: words that stay, or words that were replaced, added or taken away.
enum Part {
    Same(String),
    Other { old: String, new: String },
}

/// The runs with each replaced word whole.
pub(super) fn whole(runs: Vec<Run>) -> Vec<Run> {
    let mut parts: Vec<Part> = Vec::new();
    let all = joined(runs);
    let count = all.len();
    for (at, part) in all.into_iter().enumerate() {
        let last = parts.pop();
        match (last, part) {
            (Some(Part::Other { old, new }), Part::Same(text)) if !old.is_empty() && !new.is_empty() => {
                let (taken, rest) = text.split_at(glued_start(&text, at + 1 < count));
                parts.push(Part::Other { old: old + taken, new: new + taken });
                parts.extend((!rest.is_empty()).then(|| Part::Same(rest.to_owned())));
            }
            (Some(Part::Same(text)), Part::Other { old, new }) if !old.is_empty() && !new.is_empty() => {
                let (rest, taken) = text.split_at(glued_end(&text));
                parts.extend((!rest.is_empty()).then(|| Part::Same(rest.to_owned())));
                parts.push(Part::Other { old: format!("{taken}{old}"), new: format!("{taken}{new}") });
            }
            (Some(Part::Other { old, new }), Part::Other { old: more, new: newer }) => {
                parts.push(Part::Other { old: old + &more, new: new + &newer });
            }
            (last, part) => {
                parts.extend(last);
                parts.push(part);
            }
        }
    }
    parts.into_iter().flat_map(runs_of).collect()
}

/// The runs with what was and what is side by side.
fn joined(runs: Vec<Run>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for run in runs {
        match (parts.last_mut(), run.side) {
            (_, RunSide::Same) => parts.push(Part::Same(run.text)),
            (Some(Part::Other { old, .. }), RunSide::Deleted) => old.push_str(&run.text),
            (Some(Part::Other { new, .. }), RunSide::Inserted) => new.push_str(&run.text),
            (_, RunSide::Deleted) => parts.push(Part::Other { old: run.text, new: String::new() }),
            (_, RunSide::Inserted) => parts.push(Part::Other { old: String::new(), new: run.text }),
        }
    }
    parts
}

/// How many bytes at the start of a text belong to the word before it; all of them only where something follows.
fn glued_start(text: &str, goes_on: bool) -> usize {
    let end = text.find(|letter| !is_glue(letter)).unwrap_or(text.len());
    if end == text.len() && goes_on {
        return end;
    }
    text.get(..end).map_or(0, |taken| taken.trim_end_matches(ENDS).len())
}

/// Where the word begins that goes on behind a text.
fn glued_end(text: &str) -> usize {
    text.trim_end_matches(is_glue).len()
}

fn is_glue(letter: char) -> bool {
    letter.is_alphanumeric() || GLUE.contains(letter)
}

fn runs_of(part: Part) -> Vec<Run> {
    let sides = match part {
        Part::Same(text) => vec![(RunSide::Same, text)],
        Part::Other { old, new } => vec![(RunSide::Deleted, old), (RunSide::Inserted, new)],
    };
    sides.into_iter().filter(|(_, text)| !text.is_empty()).map(|(side, text)| Run { side, text }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `-` begins what was, `+` what is, `=` what stays.
    fn told(runs: &[&str]) -> Vec<String> {
        let run = |run: &&str| {
            let (side, text) = run.split_at(1);
            let side = match side {
                "-" => RunSide::Deleted,
                "+" => RunSide::Inserted,
                _ => RunSide::Same,
            };
            Run { side, text: text.to_owned() }
        };
        let shown = |run: Run| match run.side {
            RunSide::Same => format!("={}", run.text),
            RunSide::Deleted => format!("-{}", run.text),
            RunSide::Inserted => format!("+{}", run.text),
        };
        whole(runs.iter().map(run).collect()).into_iter().map(shown).collect()
    }

    #[test]
    fn a_figure_is_replaced_as_a_whole() {
        assert_eq!(
            told(&["=a budget ($", "-5M", "+8M", "=–$", "-20M", "+25M", "=+)"]),
            ["=a budget (", "-$5M–$20M+", "+$8M–$25M+", "=)"]
        );
        assert_eq!(told(&["=for ", "-99.9", "+99.99", "=% uptime"]), ["=for ", "-99.9%", "+99.99%", "= uptime"]);
    }

    #[test]
    fn words_and_what_ends_a_phrase_stay_apart() {
        assert_eq!(told(&["-Cut", "+Reduced", "= time"]), ["-Cut", "+Reduced", "= time"]);
        assert_eq!(told(&["=by ", "-half", "+two", "=, at least"]), ["=by ", "-half", "+two", "=, at least"]);
        assert_eq!(told(&["=to it", "+, and more"]), ["=to it", "+, and more"]);
        assert_eq!(told(&["=to ", "-them", "+us", "=."]), ["=to ", "-them", "+us", "=."]);
    }
}
