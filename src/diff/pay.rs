//! Pay bands, which have no ids: paired by what they are for, where and for which market they are paid, and since when.

use super::alike::hash_of;
use super::book::{self, Book};
use super::change::{Change, Kind, Name, Verb};
use super::judge;
use super::lines::Books;
use super::part::Part;
use super::sheet;
use super::tell::{self, Owner};
use super::work::Work;
use crate::model::things::{Band, Status, Text};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The changes of pay, in the order of the newer bands, then of those that are gone.
pub(super) fn changes<'a>(books: &Books<'a>) -> Vec<Change> {
    let (old, new) = (&books.old.handbook.bands, &books.new.handbook.bands);
    let (old_keys, new_keys) = (keys(&books.old), keys(&books.new));
    let pairs = pairs(&old_keys, &new_keys);
    let mut changes = Vec::new();
    for (at, band) in new.iter().enumerate() {
        match pairs.get(&at).and_then(|old_at| old.get(*old_at)) {
            Some(before) => changes.extend(changed(books, before, band)),
            None => changes.extend(whole(&books.new, band, Verb::Added)),
        }
    }
    let kept: BTreeSet<usize> = pairs.values().copied().collect();
    let gone = old.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    changes.extend(gone.filter_map(|(_, band)| whole(&books.old, band, Verb::Removed)));
    changes
}

/// What a band is told by, all that matters first, less and less after that. The last ones only tell it where it is the
/// only one of its kind.
const LOOKS: usize = 6;

/// From this look on a band must be the only one.
const ALONE: usize = 3;

fn keys(book: &Book<'_>) -> Vec<[u64; LOOKS]> {
    book.handbook.bands.iter().map(|band| looks(book, band)).collect()
}

fn looks(book: &Book<'_>, band: &Band) -> [u64; LOOKS] {
    let plain = |text: Option<&Text>| text.map(Text::plain);
    let paid = Book::paid(band).map(|paid| (paid.kind, book.common(paid).to_owned()));
    let (place, market) = (plain(band.place.as_ref()), plain(band.market.as_ref()));
    [
        hash_of((&paid, &place, &market, &band.from, band.pay.text.plain())),
        hash_of((&paid, &place, &market, &band.from)),
        hash_of((&paid, &place, &market)),
        hash_of((&paid, &market)),
        hash_of((&paid, &place)),
        hash_of(&paid),
    ]
}

/// The old band of each new one, by their numbers.
fn pairs(old: &[[u64; LOOKS]], new: &[[u64; LOOKS]]) -> BTreeMap<usize, usize> {
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    let mut gone: Vec<bool> = vec![false; old.len()];
    for look in 0..LOOKS {
        let mut waiting = by_look(new, look, |at| !pairs.contains_key(&at));
        for (key, olds) in by_look(old, look, |at| gone.get(at) == Some(&false)) {
            let news = waiting.remove(&key).unwrap_or_default();
            if look >= ALONE && (olds.len() > 1 || news.len() > 1) {
                continue;
            }
            for (one, other) in olds.into_iter().zip(news) {
                pairs.insert(other, one);
                gone.get_mut(one).into_iter().for_each(|gone| *gone = true);
            }
        }
    }
    pairs
}

fn by_look(keys: &[[u64; LOOKS]], look: usize, is_open: impl Fn(usize) -> bool) -> BTreeMap<u64, VecDeque<usize>> {
    let mut by_look: BTreeMap<u64, VecDeque<usize>> = BTreeMap::new();
    for (at, looks) in keys.iter().enumerate().filter(|(at, _)| is_open(*at)) {
        if let Some(key) = looks.get(look) {
            by_look.entry(*key).or_default().push_back(at);
        }
    }
    by_look
}

fn changed<'a>(books: &Books<'a>, old: &'a Band, new: &'a Band) -> Vec<Change> {
    let side = |book: &Book<'a>, band: &'a Band| Some((owner(book, band)?, sheet::band(band)));
    let work = Work::on(books, side(&books.old, old), side(&books.new, new));
    work.changes(books).into_iter().map(|(_, change)| change).collect()
}

/// A band that came or went, told by its figures.
fn whole<'a>(book: &Book<'a>, band: &'a Band, verb: Verb) -> Option<Change> {
    let (owner, sheet) = (owner(book, band)?, sheet::band(band));
    let line = sheet.lines.iter().find(|line| line.slot.part == Part::Pay)?;
    let half = tell::Half { book, owner: &owner, line };
    let (old, new) = if verb == Verb::Added { (None, Some(half)) } else { (Some(half), None) };
    Some(tell::of_lines(judge::whole(Kind::Band, verb), old, new))
}

fn owner(book: &Book<'_>, band: &Band) -> Option<Owner> {
    let paid = Book::paid(band)?;
    let name = book.name(paid)?;
    let facets = [Some(band.title.as_ref().unwrap_or(&name.title)), band.place.as_ref(), band.market.as_ref()];
    let title: Vec<String> = facets.into_iter().flatten().map(Text::plain).collect();
    let status = if name.status == Status::Draft { name.status } else { band.meta.status };
    let audience = book.seen_by(band.meta.audience).max(book.audience_of(paid));
    Some(Owner {
        name: Name { kind: Kind::Band, title: book::words(&title.join(", ")), status, thing: None, ..name },
        audience,
    })
}
