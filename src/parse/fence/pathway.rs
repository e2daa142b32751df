//! `pathway`: a pathway by name, or lines that say when and what.

use super::asked::Asked;
use super::{TITLE, opens_with_key};
use crate::base::{Body, Step};
use crate::parse::kind::Kind;
use crate::parse::shape::{Field, Shape, required};

/// The keys of a body in YAML.
pub(super) const FIELDS: &[Field] =
    &[required("pathway", Shape::Ref(&[Kind::Pathway]), "The pathway that is shown."), TITLE];

/// How many steps a time line may hold.
const MOST_STEPS: usize = 100;

/// The longest words that say when, in characters.
const LONGEST_TIME: usize = 80;

pub(super) fn read(asked: &mut Asked<'_>) -> Body {
    if !opens_with_key(asked.text) {
        return steps(asked);
    }
    let record = asked.record(FIELDS);
    let word = record.as_ref().and_then(|record| record.word("pathway"));
    word.map_or(Body::Faulty("".into()), |word| Body::Pathway(asked.reference(&word, &[Kind::Pathway])))
}

/// A step in the reading.
struct Open<'a> {
    when: &'a str,
    what: &'a str,
    items: Vec<Box<str>>,
}

fn steps(asked: &mut Asked<'_>) -> Body {
    let mut steps: Vec<Open<'_>> = Vec::new();
    let mut depth = None;
    let mut start = 0;
    for line in asked.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let place = at + (line.len() - line.trim_start().len())..at + line.trim_end().len();
        let indent = Indent::of(line);
        let first = *depth.get_or_insert(indent);
        let words = bare.strip_prefix(['-', '*', '+']).filter(|_| indent.bullet).unwrap_or(bare).trim();
        if let Some(step) = steps.last_mut().filter(|_| indent.is_below(first)) {
            step.items.push(words.into());
            continue;
        }
        let Some((when, what)) = parted(words) else {
            let help = "write when, a colon and what to do: `Month 1–3: Mentoring and coaching`".to_owned();
            return asked.fault(place, "this line does not say when", Some(help));
        };
        if when.chars().count() > LONGEST_TIME {
            let help = "put a colon after the time: what to do follows it".to_owned();
            return asked.fault(place, "what says when is too long", Some(help));
        }
        if steps.len() == MOST_STEPS {
            let help = "join some of them, or define a `pathway` and name it here".to_owned();
            return asked.fault(place, format!("there are more than {MOST_STEPS} steps"), Some(help));
        }
        steps.push(Open { when: when.trim(), what: what.trim(), items: Vec::new() });
    }
    let step = |step: Open<'_>| Step { when: step.when.into(), what: step.what.into(), items: step.items.into() };
    Body::Steps(steps.into_iter().map(step).collect())
}

/// What stands before and after the first colon that a space follows: the one in `9:00` parts nothing.
fn parted(words: &str) -> Option<(&str, &str)> {
    let apart = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let at = words.match_indices(':').map(|(at, _)| at).find(|at| words.get(at + 1..).is_some_and(apart))?;
    Some((words.get(..at)?, words.get(at + 1..)?)).filter(|(when, _)| !when.trim().is_empty())
}

/// How a line begins.
#[derive(Clone, Copy)]
struct Indent {
    depth: usize,
    bullet: bool,
}

impl Indent {
    fn of(line: &str) -> Self {
        let rest = line.trim_start();
        let bullet = ["- ", "* ", "+ "].iter().any(|mark| rest.starts_with(mark));
        Self { depth: line.len() - rest.len(), bullet }
    }

    /// Whether this line belongs to the step before, where steps begin like `first`.
    fn is_below(self, first: Self) -> bool {
        self.depth > first.depth || (self.bullet && !first.bullet)
    }
}
