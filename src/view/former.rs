//! Things under the names that they had, as release after release tells of them.

use super::story::Story;
use crate::model::things::Thing;
use std::collections::HashMap;

/// What things were called before, each with what it is today; newest names first. A name that a thing has today is not
/// among them, nor what is no longer in the handbook.
pub fn names(story: &Story, today: impl Fn(&str, &str) -> Option<Thing>) -> Vec<(&'static str, &str, Thing)> {
    let mut now: HashMap<(&str, &str), Thing> = HashMap::new();
    let mut names = Vec::new();
    let renamed = story.chapters.iter().flat_map(|chapter| &chapter.told.things);
    for (changed, was) in renamed.filter_map(|changed| Some((changed, changed.was.as_deref()?))) {
        let known = now.get(&(changed.kind, &*changed.id)).cloned();
        let Some(thing) = known.or_else(|| today(changed.kind, &changed.id)) else { continue };
        if today(changed.kind, was).is_none() && !now.contains_key(&(changed.kind, was)) {
            now.insert((changed.kind, was), thing.clone());
            names.push((changed.kind, was, thing));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::story::Chapter;
    use crate::view::told::{Changed, Told};
    use std::sync::Arc;

    fn chapter(renames: &[(&str, &str)]) -> Chapter {
        let changed = |(was, id): &(&str, &str)| Changed {
            kind: "page",
            id: Arc::from(*id),
            was: (!was.is_empty()).then(|| Arc::from(*was)),
            title: String::new(),
            ladder: None,
            thing: None,
            whole: Vec::new(),
            meaning: String::new(),
            classes: Vec::new(),
            lines: Vec::new(),
        };
        Chapter {
            told: Told { things: renames.iter().map(changed).collect(), ..Told::default() },
            ..Chapter::default()
        }
    }

    fn story() -> Story {
        let chapters =
            vec![chapter(&[("b", "c")]), chapter(&[("", "b"), ("x", "y")]), chapter(&[("a", "b"), ("y", "x")])];
        Story { chapters, ..Story::default() }
    }

    #[test]
    fn names_of_before_lead_to_what_is_there_today() {
        let today = |_: &str, id: &str| ["c", "y"].contains(&id).then(|| Thing::Page(Arc::from(id)));
        let story = story();
        let names: Vec<_> = names(&story, today).into_iter().map(|(_, was, thing)| (was.to_owned(), thing)).collect();
        let page = |path: &str| Thing::Page(Arc::from(path));
        assert_eq!(names, [("b".to_owned(), page("c")), ("x".to_owned(), page("y")), ("a".to_owned(), page("c"))]);
    }
}
