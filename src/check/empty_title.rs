//! # `empty-title`
//!
//! A title without words: links to the thing would have nothing to show.
//!
//! ```yaml
//! level: {id: staff, title: ""}
//! ```
//!
//! To mend it, write what readers should see.

use crate::base::{Diagnostic, Span};
use crate::model::handbook::Handbook;
use crate::model::things::{Meta, Text};

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut look = |name: &str, title: &Text, span: &Span| {
        if title.plain().trim().is_empty() && title.links.is_empty() {
            let message = format!("`{name}` has a title without words");
            let fault = Diagnostic::warning("empty-title", span, message);
            faults.push(fault.help("write in `title` what readers should see"));
        }
    };
    let mut thing = |name: &str, title: &Text, meta: &Meta| look(name, title, &meta.span);
    handbook.families.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.tracks.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.levels.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.areas.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.competencies.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.grades.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.roles.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.pathways.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.dimensions.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.guides.values().for_each(|it| thing(it.id.as_str(), &it.title, &it.meta));
    handbook.pages.iter().for_each(|page| look(&page.path, &page.title, &page.span));
    faults
}
