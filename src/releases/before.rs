//! A published state of the handbook that today's is held against.

use super::{assets, changed, edition, resolve_whole};
use crate::Memos;
use crate::base::{Bytes, Diagnostic, Edition, Route};
use crate::diff::Changes;
use crate::model::handbook::Handbook;
use crate::model::things::Audience;
use crate::view::gate::Veil;
use crate::view::shown::Shown;
use crate::view::story;

/// A published state of the handbook, as today's readers may see it, and what changed since.
#[derive(Debug)]
pub(crate) struct Before {
    /// The handbook of then.
    pub(crate) book: Handbook,
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
    let book = edition(state, now, (memos, resolve_whole));
    let mut book = book.map_err(|cause| Box::new(cause.of_base(&state.name)))?;
    book.settings.changes = now.handbook.settings.changes;
    book.settings.edit_url_template.clone_from(&now.handbook.settings.edit_url_template);
    let Some(readers) = story::audience_of(&book, now.handbook) else {
        let message = format!("what differs from `{}` is not shown: it does not know this audience", state.name);
        return Err(Box::new(Diagnostic::unplaced("no-base", message).help("build for an audience that it knows")));
    };
    let mut veil = veil.clone();
    veil.cover(&mut book, readers);
    let mut changes = changed(&book, now.handbook);
    if veil.follow(&changes, now.scope.audience) {
        veil.cover(&mut book, readers);
        changes = changed(&book, now.handbook);
    }
    if !veil.is_idle() {
        book.derive();
    }
    let assets = assets(&book, state).collect();
    Ok(Before { readers, changes: veil.sift(changes), assets, book })
}
