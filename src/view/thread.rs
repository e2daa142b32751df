//! The figure of a competency's thread: which step each level of a ladder expects.

use super::builder::{self, Builder, count};
use super::diagram::Diagram;
use super::diagram::thread as drawn;
use super::parts::Figure;
use super::stated::stated;
use crate::model::skills::Competency;
use crate::model::things::{Family, Level, Thing, Track};

/// With more levels than this, the list says more than a picture.
const WIDEST: usize = 60;

/// Up to so many levels, tracks stand in the picture on which nobody expects the competency.
const WITH_ALL: usize = 16;

/// The figure of a competency on a ladder: its tracks, or those of a large one on which some level expects it, with all
/// of their levels; `None` where no level names a step.
pub fn figure(page: &mut Builder<'_>, competency: &Competency, family: &Family) -> Option<Figure> {
    let steps = page.shown.scale_of(competency)?.steps.len();
    let tracks = page.shown.tracks_of(&family.id);
    let all: usize = tracks.iter().map(|track| page.shown.levels_of(track).len()).sum();
    let tracks: Vec<drawn::Track> =
        tracks.iter().filter_map(|track| self::track(page, competency, track, all <= WITH_ALL)).collect();
    let levels = || tracks.iter().flat_map(|track| &track.levels);
    if levels().all(|level| level.step.is_none()) || levels().count() > WIDEST {
        return None;
    }
    let title = format!("{} on the ladder {}", competency.title.plain(), family.title.plain());
    let description = format!(
        "{} side by side, each as high as the step that it expects of {}.",
        count(levels().count(), "level", "levels"),
        count(steps, "step", "steps")
    );
    let drawing = page.figure(Diagram::Thread(drawn::Thread { title: title.clone(), description, steps, tracks }));
    Some(Figure { title, drawing, across: false, lanes: Vec::new(), chains: Vec::new(), marked: false })
}

/// The levels of a track; `None` where none of them expects the competency and such tracks are not wanted.
fn track(page: &Builder<'_>, competency: &Competency, track: &Track, always: bool) -> Option<drawn::Track> {
    let levels: Vec<&Level> = page.shown.levels_of(track).collect();
    if levels.is_empty() || !always && levels.iter().all(|level| stated(page.shown, level, competency).is_none()) {
        return None;
    }
    let levels = levels.into_iter().filter_map(|level| self::level(page, competency, level)).collect();
    Some(drawn::Track { title: track.title.plain(), tone: builder::tone(track), levels })
}

fn level(page: &Builder<'_>, competency: &Competency, level: &Level) -> Option<drawn::Level> {
    let link = page.link(&Thing::Level(level.id.clone()))?;
    let stated = stated(page.shown, level, competency);
    let step = stated.and_then(|stated| stated.step);
    let title = step.and_then(|step| Some(page.shown.scale_of(competency)?.steps.get(step)?.title.plain()));
    let word = match (&title, stated) {
        (Some(title), _) => title.clone(),
        (None, Some(stated)) if stated.count > 0 => count(stated.count, "entry", "entries"),
        (None, Some(_)) => "as before".to_owned(),
        (None, None) => "–".to_owned(),
    };
    let code = level.code.as_ref().map(|code| code.plain());
    let full = code.as_ref().map_or_else(|| link.text.clone(), |code| format!("{}, {code}", link.text));
    let said = if stated.is_some() { word.as_str() } else { "nothing said" };
    let anchor = stated.map(|_| format!("#expected-{}", competency.id.as_str())).unwrap_or_default();
    Some(drawn::Level {
        label: code.unwrap_or_else(|| link.text.clone()),
        name: format!("{full}: {said}"),
        word,
        step: title.and(step).map(|step| step + 1),
        href: format!("{}{anchor}", link.href),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    const BOOK: &str = "== all.yaml
family: {id: f, title: F}
scale: {id: s, title: S, steps: [{id: low, title: Low}, {id: high, title: High}]}
competency: {id: design, title: Design, scale: s}
tracks:
  - {id: t, kind: ic, family: f, title: T, accumulate: add, levels: [a, b, c]}
  - {id: u, kind: management, family: f, title: U, levels: [m]}
levels:
  - {id: a, title: A}
  - {id: b, title: B, code: B2, expects: {design: {step: low}}}
  - {id: c, title: C}
  - {id: m, title: M}
";

    #[test]
    fn every_level_of_a_track_has_its_step_carried_over_or_stated() {
        fixture::page(BOOK, |page| {
            let book = page.shown.handbook;
            let (design, family) = (&book.competencies[0], &book.families[0]);
            figure(page, design, family).unwrap();
            let Some(Diagram::Thread(thread)) = page.figures.first() else { panic!("no thread") };
            assert_eq!(thread.tracks[1].levels[0].word, "–", "nobody on the other track expects it");
            let levels: Vec<_> = thread.tracks[0].levels.iter().map(|it| (it.name.as_str(), it.step)).collect();
            assert_eq!(levels, [("A: nothing said", None), ("B, B2: Low", Some(1)), ("C: Low", Some(1))]);
            assert_eq!(thread.tracks[0].levels[1].href, "../levels/b.html#expected-design");
        });
    }
}
