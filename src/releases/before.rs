//! A published state of the handbook that today's is held against.

use super::{Depth, assets, changed, lasting, opened};
use crate::Memos;
use crate::base::{Bytes, Diagnostic, Edition, Route};
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
    let changes = if veil.is_idle() {
        changed(&book, now.handbook, memos)
    } else {
        covered(Arc::make_mut(&mut book), readers, (now, veil.clone()), memos)
    };
    let assets = assets(&book, state).collect();
    Ok(Before { readers, changes, assets, book })
}

/// What changed, without what today's readers may not see; that is taken out of the handbook of then.
fn covered(book: &mut Handbook, readers: Audience, (now, mut veil): (&Shown<'_>, Veil), memos: &Memos) -> Changes {
    veil.cover(book, readers);
    let mut changes = changed(book, now.handbook, memos);
    if veil.follow(&changes, now.scope.audience) {
        veil.cover(book, readers);
        changes = changed(book, now.handbook, memos);
    }
    book.derive();
    veil.sift(changes)
}
