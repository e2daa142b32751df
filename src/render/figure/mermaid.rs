//! A mermaid diagram as SVG.

use crate::render::prose::encoded;
use crate::view::diagram::mermaid::Mermaid;

/// The figure as inline SVG. All ids in it begin with `id`, which is unique on its page.
pub(super) fn svg(figure: &Mermaid, id: &str) -> String {
    let hrefs: Vec<Option<String>> =
        figure.hrefs.iter().map(|href| href.as_ref().map(|href| encoded(href).into_owned())).collect();
    figure.drawing.svg(id, |spot| hrefs.get(spot as usize)?.as_deref())
}
