//! What changed about words that are the same: where they lead, what they stand for.

use super::role;
use scraper::node::Element;

/// What to note about a word, by the elements around it on both pages, the outermost first.
pub(super) fn of(old: &[&Element], new: &[&Element]) -> Option<String> {
    let found = |elements: &[&Element], name: &str, attribute: &str| -> Option<String> {
        let nearest = elements.iter().rev().find(|element| element.name() == name)?;
        nearest.attr(attribute).map(str::to_owned)
    };
    match (found(old, "a", "href"), found(new, "a", "href")) {
        (Some(old), Some(new)) if !role::lead_alike(&old, &new) => return Some(led(&old)),
        (Some(old), None) if !old.starts_with('#') => return Some(led(&old)),
        (None, Some(new)) if !new.starts_with('#') => return Some("was not a link".to_owned()),
        _ => {}
    }
    match (found(old, "abbr", "title"), found(new, "abbr", "title")) {
        (Some(old), Some(new)) if old != new => Some(format!("stood for {old}")),
        (None, Some(_)) => Some("was not explained".to_owned()),
        (Some(old), None) => Some(format!("stood for {old}")),
        _ => None,
    }
}

/// What is said of a link that led elsewhere.
pub(super) fn led(href: &str) -> String {
    format!("led to {href}")
}
