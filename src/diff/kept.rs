//! Comparisons of texts that are kept from one comparison of two handbooks to the next.

use super::blocks::{self, Aligned};
use super::book::{Book, Ref};
use super::form;
use super::lines::Books;
use crate::base::{Key, Memo};
use crate::model::target::Target;
use crate::model::things::{Audience, Text};
use std::sync::Arc;

/// Texts that were compared before.
#[derive(Debug, Default)]
pub struct Kept {
    texts: Memo<Arc<[Aligned]>>,
}

impl Kept {
    /// Ends a turn: what was not wanted in it nor in the `idle` turns before it is dropped.
    pub fn turn(&self, idle: u64) {
        self.texts.turn(idle);
    }

    /// The passages of two texts, side by side.
    pub(super) fn between(&self, books: &Books<'_>, old: &Text, new: &Text) -> Arc<[Aligned]> {
        let key = Key::of_value(&(side(&books.old, old), side(&books.new, new)));
        self.texts.get_or(key, || blocks::between(books, old, new).into())
    }
}

/// The hash of all that a text is compared by: what it says, what its links mean, who the readers are.
fn side(book: &Book<'_>, text: &Text) -> Key {
    let link = |target: &Target| {
        let thing = match target {
            Target::Thing(thing, _) => book.known(Ref::of(thing)),
            _ => None,
        };
        let (title, audience) = thing.map_or((None, Audience::default()), |it| (it.title, book.seen_by(it.audience)));
        (form::leads(book, target), title.map(Text::plain), audience)
    };
    let links: Vec<_> = text.links.iter().map(|target| (target, link(target))).collect();
    Key::of_value(&(&text.prose, links, book.audiences()))
}
