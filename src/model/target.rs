//! What a link leads to.

use super::things::Thing;
use std::sync::Arc;

/// What a link leads to, once all names are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A thing or a page, and the id of a heading on it.
    Thing(Thing, Option<Arc<str>>),
    /// A heading on the same page.
    Here(Arc<str>),
    /// A file that is copied, by its path in the source folder.
    Asset(Arc<str>),
    /// An address elsewhere, as written.
    Elsewhere(Arc<str>),
    /// Nothing: what was written leads nowhere, which has been reported.
    Missing(Arc<str>),
}
