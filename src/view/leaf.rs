//! Pages of a build that need not be made: those that a build before has made from the same.
//!
//! What a page is made from is told by one hash: of the page's own text, of what of the story stands on it, and of the
//! [`World`], which is everything else that a page may show. The world leaves out the words of Markdown pages, and for
//! most of these the definitions too: an edit of words makes one page anew, an edit of a level the pages of definitions.

use super::assemble;
use super::builder::Builder;
use super::feed;
use super::history;
use super::nav;
use super::page::Page;
use super::plan::{Job, Maker};
use super::shown::Shown;
use super::story::Story;
use crate::base::{Body, Key, Route};
use crate::model::handbook::Handbook;
use crate::model::id::Table;
use crate::model::things;
use std::hash::Hash;
use std::sync::Arc;

/// A page of a build; `K` is what is kept of pages that were made before.
#[derive(Clone, Debug)]
pub struct Leaf<K> {
    /// The page.
    pub made: Made<K>,
    /// What it is about, where that is known.
    pub maker: Option<Maker>,
}

/// A page that was made now, or before.
#[derive(Clone, Debug)]
pub enum Made<K> {
    /// One that was made now, and the hash of what it was made from, where that is known.
    New(Box<Page>, Option<Key>),
    /// One that was made before.
    Known(Found<K>, Route),
}

/// What is kept of a page that was made before.
#[derive(Clone, Debug)]
pub struct Found<K> {
    /// Its title in plain words.
    pub title: Arc<str>,
    /// What is kept of it.
    pub kept: K,
}

impl<K> Leaf<K> {
    /// A page that was made now, from nobody knows what.
    pub fn new(page: Page) -> Self {
        Self { made: Made::New(Box::new(page), None), maker: None }
    }

    /// The page's address.
    pub fn route(&self) -> &Route {
        match &self.made {
            Made::New(page, _) => &page.route,
            Made::Known(_, route) => route,
        }
    }

    /// The page's title in plain words.
    pub fn title(&self) -> &str {
        match &self.made {
            Made::New(page, _) => &page.title,
            Made::Known(found, _) => &found.title,
        }
    }

    /// The page, where it was made now. Only pages about a thing or several are found again.
    pub fn page(&self) -> Option<&Page> {
        match &self.made {
            Made::New(page, _) => Some(page),
            Made::Known(..) => None,
        }
    }

    /// The same, to add to it.
    pub fn page_mut(&mut self) -> Option<&mut Page> {
        match &mut self.made {
            Made::New(page, _) => Some(page),
            Made::Known(..) => None,
        }
    }
}

/// All that pages may show but for the words of Markdown pages and the story.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// What a Markdown page may show of others: what they are called, where they are and who mentions whom.
    names: Key,
    /// All of it.
    whole: Key,
}

impl World {
    /// The world of what the audience sees.
    pub fn new(shown: &Shown<'_>, story: &Story) -> Self {
        let book = shown.handbook;
        let said = format!("{:?} {:?}", book.settings, shown.scope);
        let flags = (feed::has_feeds(shown, story), nav::changes(story));
        let fronts: Vec<_> = book.pages.iter().map(front).collect();
        let places = (shown.spots(), shown.hidden_anchors(), &book.derived.mentions);
        let names = Key::of_value(&(said, flags, fronts, places));
        Self { names, whole: Key::of_value(&(names, definitions(book), shown.marks.in_order())) }
    }

    /// The hash of all that the page of a job is made from; `None` where it may be made from more.
    pub(super) fn key(self, shown: &Shown<'_>, story: &Story, (route, job): (&Route, &Job<'_>)) -> Option<Key> {
        let (world, text, level) = match job {
            Job::Article(source) if draws(source) => (self.whole, Some(&source.text), None),
            Job::Article(source) => (self.names, Some(&source.text), None),
            Job::Level(level) => (self.whole, None, Some(*level)),
            Job::Ladder(_) | Job::Track(_) | Job::Comparison(_) | Job::Matrix(_) => (self.whole, None, None),
            Job::Competency(_) | Job::Role(_) | Job::Pathway(_) | Job::Guide(_) => (self.whole, None, None),
            _ => return None,
        };
        let page = Builder::new(shown, route.clone());
        let told = (assemble::newest(&page, story, job), level.and_then(|level| history::history(&page, story, level)));
        Some(Key::of_value(&(world, route, text, told)))
    }
}

/// All definitions, in their order.
fn definitions(book: &Handbook) -> impl Hash + '_ {
    let ladders = (in_order(&book.families), in_order(&book.tracks), in_order(&book.levels), in_order(&book.moves));
    let skills =
        (in_order(&book.areas), in_order(&book.competencies), in_order(&book.scales), in_order(&book.dimensions));
    let ways = (in_order(&book.roles), in_order(&book.pathways), in_order(&book.guides));
    (ladders, skills, ways, in_order(&book.grades), &book.bands, &book.releases)
}

fn in_order<T>(table: &Table<T>) -> Vec<&T> {
    table.values().collect()
}

/// Whether a Markdown page draws something from the definitions.
fn draws(source: &things::Page) -> bool {
    let fences = source.summary.iter().chain([&source.text]).flat_map(|text| text.prose.fences());
    fences.into_iter().any(|fence| !matches!(fence.body, Body::Mermaid(..)))
}

/// All that other pages may tell of a Markdown page: everything but what it says.
fn front(page: &things::Page) -> impl Hash + '_ {
    let things::Page { path, file, span, title, summary, order, status, audience, owner, aliases, toc, text: _ } = page;
    let aliases: Vec<&Arc<str>> = aliases.iter().map(|alias| &alias.value).collect();
    let order = order.map(f64::to_bits);
    ((path, file, span), (title, summary, owner), (order, status, audience, aliases, toc))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{self, fixture};
    use std::collections::BTreeMap;

    const BOOK: &str = "== all.yaml
families: [{id: f, title: Ops}]
tracks: [{id: t, kind: ic, family: f, title: T, levels: [a, b]}]
levels: [{id: a, title: Lead, summary: Leads}, {id: b, title: Head}]
== guides/one.md
# One

Words about [two](two.md).
== guides/two.md
# Two

More words.
== guides/three.md
# Three

```ladder
f
```
";

    /// The hash of what each page is made from, where it can be found again.
    fn keys(text: &str) -> BTreeMap<String, Key> {
        fixture::shown(text, |shown| {
            let story = Story::default();
            let find = |_: Key| None::<Found<()>>;
            let (leaves, _) = view::leaves(shown, &story, Some((World::new(shown, &story), find)));
            let key = |leaf: Leaf<()>| match leaf.made {
                Made::New(page, key) => Some((page.route.to_string(), key?)),
                Made::Known(..) => None,
            };
            leaves.into_iter().filter_map(key).collect()
        })
    }

    /// The pages that are made anew after an edit of the book.
    fn anew(from: &str, to: &str) -> Vec<String> {
        let (old, new) = (keys(BOOK), keys(&BOOK.replacen(from, to, 1)));
        assert_eq!(old, keys(BOOK));
        new.into_iter().filter(|(route, key)| old.get(route) != Some(key)).map(|(route, _)| route).collect()
    }

    #[test]
    fn an_edit_makes_those_pages_anew_that_may_show_it() {
        assert_eq!(anew("More words", "Other words"), ["guides/two.html"]);
        let definitions = anew("Leads", "Leads others");
        assert!(definitions.contains(&"levels/a.html".to_owned()) && definitions.contains(&"guides/three.html".into()));
        assert!(!definitions.contains(&"guides/one.html".to_owned()), "{definitions:?}");
        let all = keys(BOOK).len();
        assert_eq!(anew("# Two", "# Second").len(), all);
        assert_eq!(anew("[two](two.md)", "[two](two.md) and [three](three.md)").len(), all);
        assert_eq!(anew("title: Lead,", "title: Leader,").len(), all);
    }
}
