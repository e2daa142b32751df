//! `mermaid`: a diagram in mermaid's own language, drawn here once. Where its parts lead is decided later.

use super::asked::Asked;
use crate::base::{Body, Spot};
use crate::draw::mermaid;
use crate::parse::markdown::Kind;
use std::sync::Arc;

/// The word after the fence.
pub(super) const WORD: &str = "mermaid";

pub(super) fn read(asked: &mut Asked<'_>) -> Body {
    match mermaid::draw(asked.text) {
        Ok(drawing) => {
            let links = drawing.spots.iter().map(|spot| link(asked, spot)).collect();
            Body::Mermaid(Arc::new(drawing), links)
        }
        Err(fault) => asked.fault(fault.range, fault.message, fault.help),
    }
}

/// The link of a part: what its author gave, else the level that its words may name.
fn link(asked: &mut Asked<'_>, spot: &Spot) -> u32 {
    match &spot.target {
        Some((target, range)) => match target.strip_prefix("[[").and_then(|name| name.strip_suffix("]]")) {
            Some(name) => asked.link(Kind::Wiki, name.split('|').next().unwrap_or(name).trim(), range.clone()),
            None => asked.link(Kind::Url, target, range.clone()),
        },
        None => asked.link(Kind::Title, &spot.label, 0..0),
    }
}
