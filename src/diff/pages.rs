//! What changed in the texts of Markdown pages, passage by passage.

use super::blocks::{self, Aligned, Passage};
use super::book::{self, Ref};
use super::change::{Change, Class, Kind, Place, Release, Side, Value, Verb, Why};
use super::lines::Books;
use super::pairing::Pair;
use super::part::Part;
use super::tell::{self, Owner};
use super::words;
use crate::model::things::Text;

/// The changes in the text of a page that both handbooks have, in reading order.
pub(super) fn changes(books: &Books<'_>, pair: &Pair<'_>) -> Vec<Change> {
    let (Some(old), Some(new)) = (pair.old, pair.new) else { return Vec::new() };
    if pair.kind != Kind::Page || pair.is_same {
        return Vec::new();
    }
    let (Some(before), Some(after)) = (books.old.page(old), books.new.page(new)) else { return Vec::new() };
    if before.text.prose.key() == after.text.prose.key() {
        return Vec::new();
    }
    let owners = Owner::of(&books.old, Ref::new(Kind::Page, old)).zip(Owner::of(&books.new, Ref::new(Kind::Page, new)));
    let Some((old, new)) = owners else { return Vec::new() };
    let sides = (Version { owner: &old, text: &before.text }, Version { owner: &new, text: &after.text });
    let found = match books.kept {
        Some(kept) => kept.between(books, &before.text, &after.text),
        None => blocks::between(books, &before.text, &after.text).into(),
    };
    found.iter().filter_map(|aligned| told(&sides, aligned)).collect()
}

/// A page's text on one side.
struct Version<'v> {
    owner: &'v Owner,
    text: &'v Text,
}

impl Version<'_> {
    fn side(&self, passage: &Passage) -> Side {
        let group = passage.heading.as_deref().map(book::words);
        let place = Place { part: Part::Block, thing: None, group, over: None };
        let value = Value::Block(self.text.clone(), passage.path.clone());
        Side { thing: self.owner.name.clone(), place, value }
    }
}

fn told((old, new): &(Version<'_>, Version<'_>), aligned: &Aligned) -> Option<Change> {
    let tell = |verb: Verb, before: Option<&Passage>, after: Option<&Passage>| {
        let audiences = before.iter().map(|passage| passage.audience.max(old.owner.audience));
        let audiences = audiences.chain(after.iter().map(|passage| passage.audience.max(new.owner.audience)));
        let audience = audiences.max().unwrap_or_default();
        let verdict = (verb, Class::Prose, Release::Patch, Why::Around);
        tell::change(verdict, before.map(|it| old.side(it)), after.map(|it| new.side(it)), audience)
    };
    Some(match aligned {
        Aligned::Same(..) => return None,
        Aligned::Changed(before, after, words) => {
            Change { words: words.clone(), ..tell(Verb::Reworded, Some(before), Some(after)) }
        }
        Aligned::Moved(before, after) => {
            let words = words::pieces(&after.plain, &after.plain);
            Change { words, ..tell(Verb::Moved, Some(before), Some(after)) }
        }
        Aligned::Removed(before) => {
            Change { words: words::pieces(&before.plain, ""), ..tell(Verb::Removed, Some(before), None) }
        }
        Aligned::Added(after) => {
            Change { words: words::pieces("", &after.plain), ..tell(Verb::Added, None, Some(after)) }
        }
    })
}
