//! Small handbooks as the audience of their settings sees them, for tests of pages.

use super::builder::Builder;
use super::page::Words;
use super::shown::{Scope, Shown};
use crate::base::Route;
use crate::model::fixture::handbook_of;
use crate::model::things::{Audience, Level};

/// What `look` finds in the handbook of a text: see [`handbook_of`].
pub(super) fn shown<T>(text: &str, look: impl FnOnce(&Shown<'_>) -> T) -> T {
    let handbook = handbook_of(text);
    let settings = &handbook.settings;
    let wanted = settings.audience.as_ref();
    let known = wanted.and_then(|wanted| settings.audiences.iter().position(|audience| audience == wanted));
    let scope = Scope { audience: Audience(known.unwrap_or_default()), drafts: false, base: "/".into() };
    look(&Shown::new(&handbook, &scope))
}

/// What `look` finds on an empty page of the handbook.
pub(super) fn page<T>(text: &str, look: impl FnOnce(&mut Builder<'_>) -> T) -> T {
    shown(text, |shown| look(&mut Builder::new(shown, Route::new("folder/page.html").unwrap())))
}

/// A level that the audience sees.
pub(super) fn level<'a>(shown: &Shown<'a>, id: &str) -> &'a Level {
    let id = shown.handbook.levels.keys().find(|known| known.as_str() == id);
    shown.level(id.unwrap()).unwrap()
}

/// The plain words of a passage.
pub(super) fn plain(page: &Builder<'_>, words: Words) -> String {
    page.texts[words.0].text.plain()
}
