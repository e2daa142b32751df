//! A text with its damage repaired, and the way back from it to the damaged one.

use super::Damage;
use std::ops::Range;

/// A repaired text.
#[derive(Debug)]
pub(super) struct Mended {
    pub(super) text: String,
    /// The damage, each with its range in the repaired text; what could not be repaired stands there as it was.
    damages: Vec<(Range<usize>, Damage)>,
}

impl Mended {
    /// The text with the given damage repaired where that can be.
    pub(super) fn new(damaged: &str, found: Vec<Damage>) -> Self {
        let mut text = String::with_capacity(damaged.len());
        let mut damages = Vec::with_capacity(found.len());
        let mut from = 0;
        for damage in found {
            text.push_str(damaged.get(from..damage.range.start).unwrap_or_default());
            let start = text.len();
            let written = || damaged.get(damage.range.clone()).unwrap_or_default();
            text.push_str(damage.repaired.as_deref().unwrap_or_else(written));
            from = damage.range.end;
            damages.push((start..text.len(), damage));
        }
        text.push_str(damaged.get(from..).unwrap_or_default());
        Self { text, damages }
    }

    /// The damage of the damaged text, given what is still damaged in this one.
    pub(super) fn with(self, deeper: Vec<Damage>) -> Vec<Damage> {
        let Self { text, damages } = self;
        let mut all: Vec<Damage> = Vec::new();
        let mut mine = damages.into_iter().peekable();
        // The difference between a place in the damaged text and the same place in this one.
        let mut shift = 0;
        for damage in deeper {
            while let Some((range, before)) = mine.next_if(|(range, _)| range.end <= damage.range.start) {
                shift = before.range.end.saturating_sub(range.end);
                all.push(before);
            }
            let mut here = damage.range.clone();
            let mut there = here.start + shift..here.end + shift;
            let (mut lead, mut trail) = ("", "");
            while let Some((range, part)) = mine.next_if(|(range, _)| range.start < damage.range.end) {
                if range.start <= here.start {
                    lead = text.get(range.start..damage.range.start).unwrap_or_default();
                    here.start = range.start;
                    there.start = part.range.start;
                }
                shift = part.range.end.saturating_sub(range.end);
                trail = text.get(damage.range.end..range.end).unwrap_or_default();
                here.end = here.end.max(range.end);
                there.end = here.end + shift;
            }
            let repaired = damage.repaired.map(|repaired| format!("{lead}{repaired}{trail}"));
            all.push(Damage { range: there, repaired, candidates: damage.candidates });
        }
        all.extend(mine.map(|(_, damage)| damage));
        all
    }
}
