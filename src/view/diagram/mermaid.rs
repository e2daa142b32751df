//! A mermaid diagram as plain data: the drawing that was made of its source, and where its parts lead.

use crate::base::Drawing;
use std::sync::Arc;

/// A mermaid diagram.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mermaid {
    /// The drawing.
    pub drawing: Arc<Drawing>,
    /// Where each of its spots leads as seen from the page, percent-encoded; nothing for spots that are no links.
    pub hrefs: Vec<Option<Arc<str>>>,
}
