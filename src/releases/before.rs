//! A published state of the handbook that today's is held against.

use super::{Depth, assets, changed, lasting, opened};
use crate::Memos;
use crate::base::{Bytes, Diagnostic, Edition, Key, Route};
use crate::diff::Changes;
use crate::model::handbook::Handbook;
use crate::model::things::Audience;
use crate::view::gate::Veil;
use crate::view::shown::Shown;
use crate::view::story;
use std::sync::Arc;

/// A published state of the handbook, as today's readers may see it, and what changed since.
#[derive(Debug)]
pub(crate) struct Before {
    /// The handbook of then.
    pub(crate) book: Arc<Handbook>,
    /// Today's readers in its own list of audiences.
    pub(crate) readers: Audience,
    /// What changed since.
    pub(crate) changes: Changes,
    /// The files that were copied as they are.
    pub(crate) assets: Vec<(Route, Bytes)>,
}

/// The handbook of a published state, and what changed since.
///
/// # Errors
///
/// When it cannot be read, or when it knows audiences and not today's.
pub(crate) fn before(
    state: &Edition,
    (now, veil): (&Shown<'_>, &Veil),
    memos: &Memos,
) -> Result<Before, Box<Diagnostic>> {
    let read = opened(state, now).and_then(|(content, mut settings, faults)| {
        settings.changes = now.handbook.settings.changes;
        settings.edit_url_template.clone_from(&now.handbook.settings.edit_url_template);
        lasting((content, settings, faults), (memos, Depth::Whole))
    });
    let mut book = read.map_err(|cause| Box::new(cause.of_base(&state.name)))?;
    let Some(readers) = story::audience_of(&book, now.handbook) else {
        let message = format!("what differs from `{}` is not shown: it does not know this audience", state.name);
        return Err(Box::new(Diagnostic::unplaced("no-base", message).help("build for an audience that it knows")));
    };
    let changes =
        if veil.is_idle() { changed(&book, now.handbook, memos) } else { seen(&mut book, readers, (now, veil), memos) };
    let assets = assets(&book, state).collect();
    Ok(Before { readers, changes, assets, book })
}

/// What changed, without what today's readers may not see; that is taken out of the handbook of then.
fn seen(book: &mut Arc<Handbook>, readers: Audience, (now, today): (&Shown<'_>, &Veil), memos: &Memos) -> Changes {
    let covered = covered(book, readers, today, memos);
    let mut veil = covered.veil.with_words_of(today);
    *book = covered.book.clone();
    let mut changes = changed(book, now.handbook, memos);
    if veil.follow(&changes, now.scope.audience) {
        cover(Arc::make_mut(book), readers, &mut veil);
        changes = changed(book, now.handbook, memos);
    }
    veil.sift(changes)
}

/// A handbook of then without what today's readers may not see.
#[derive(Debug)]
pub(crate) struct Covered {
    /// All of it: what was made of one handbook is found again for just that one.
    whole: Arc<Handbook>,
    book: Arc<Handbook>,
    /// What has learned from it.
    veil: Veil,
}

/// Lays a veil over a handbook of then, or finds what the last build of this process made of it.
fn covered(whole: &Arc<Handbook>, readers: Audience, veil: &Veil, memos: &Memos) -> Arc<Covered> {
    let key = memos.lasting.then(|| Key::of_value(&(Arc::as_ptr(whole) as usize, readers, veil.key(whole))));
    let known = key.and_then(|key| memos.covered.get(key));
    if let Some(known) = known.filter(|known| Arc::ptr_eq(&known.whole, whole)) {
        return known;
    }
    let (mut book, mut learned) = (Handbook::clone(whole), veil.clone());
    cover(&mut book, readers, &mut learned);
    let is_lasting = !learned.has_learned(veil);
    let covered = Arc::new(Covered { whole: whole.clone(), book: Arc::new(book), veil: learned });
    key.filter(|_| is_lasting).into_iter().for_each(|key| memos.covered.insert(key, covered.clone()));
    covered
}

fn cover(book: &mut Handbook, readers: Audience, veil: &mut Veil) {
    veil.cover(book, readers);
    book.derive();
}
