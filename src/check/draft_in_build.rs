//! # `draft-in-build`
//!
//! A draft that others refer to. Published builds leave drafts out: links to it become plain words there, and a track
//! steps over it.
//!
//! ```yaml
//! track: {id: experts, family: f, title: Experts, kind: ic, levels: [staff, fellow]}
//! levels:
//!   - {id: staff, title: Staff Engineer, expects: {…}}
//!   - {id: fellow, title: Fellow, status: draft}
//! ```
//!
//! Nothing need be mended. When the text is ready, remove `status: draft`; until then `rungbook serve` and
//! `rungbook build --drafts` show it.

use crate::base::{Diagnostic, Span};
use crate::model::handbook::Handbook;
use crate::model::things::{Meta, Status, Thing};
use std::collections::BTreeMap;

/// How many of those that refer to a draft are named.
const NAMED: usize = 3;

pub(super) fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    let listed = listed(handbook);
    let drafts = drafts(handbook);
    let report = |(thing, name, span): (Thing, String, &Span)| {
        let mentions = handbook.derived.mentions.get(&thing).into_iter().flatten();
        let mentions = mentions.filter_map(|from| place(from, handbook)).filter(|(status, _)| *status != Status::Draft);
        let places: Vec<&Span> =
            listed.get(&thing).into_iter().flatten().copied().chain(mentions.map(|(_, span)| span)).collect();
        if places.is_empty() {
            return None;
        }
        let message = format!("`{name}` is a draft: published builds leave it out, with what refers to it");
        let fault = Diagnostic::note("draft-in-build", span, message);
        let fault = places.into_iter().take(NAMED).fold(fault, |fault, span| fault.related(span, "referred to here"));
        Some(fault.help("remove `status: draft` when it is ready"))
    };
    drafts.into_iter().filter_map(report).collect()
}

/// All drafts with what they are called and where they stand.
fn drafts(handbook: &Handbook) -> Vec<(Thing, String, &Span)> {
    let mut drafts = Vec::new();
    let mut look = |thing: Thing, name: &str, status: Status, span| {
        if status == Status::Draft {
            drafts.push((thing, name.to_owned(), span));
        }
    };
    let families = handbook.families.values();
    families.for_each(|it| look(Thing::Family(it.id.clone()), it.id.as_str(), it.meta.status, &it.meta.span));
    let tracks = handbook.tracks.values();
    tracks.for_each(|it| look(Thing::Track(it.id.clone()), it.id.as_str(), it.meta.status, &it.meta.span));
    let levels = handbook.levels.values();
    levels.for_each(|it| look(Thing::Level(it.id.clone()), it.id.as_str(), it.meta.status, &it.meta.span));
    let competencies = handbook.competencies.values();
    competencies.for_each(|it| look(Thing::Competency(it.id.clone()), it.id.as_str(), it.meta.status, &it.meta.span));
    let roles = handbook.roles.values();
    roles.for_each(|it| look(Thing::Role(it.id.clone()), it.id.as_str(), it.meta.status, &it.meta.span));
    let pathways = handbook.pathways.values();
    pathways.for_each(|it| look(Thing::Pathway(it.id.clone()), it.id.as_str(), it.meta.status, &it.meta.span));
    let guides = handbook.guides.values();
    guides.for_each(|it| look(Thing::Guide(it.id.clone()), it.id.as_str(), it.meta.status, &it.meta.span));
    let pages = handbook.pages.iter();
    pages.for_each(|it| look(Thing::Page(it.path.clone()), &it.path, it.status, &it.span));
    drafts
}

/// Where definitions that are no drafts name a thing.
fn listed(handbook: &Handbook) -> BTreeMap<Thing, Vec<&Span>> {
    let mut listed: BTreeMap<Thing, Vec<&Span>> = BTreeMap::new();
    let mut add = |thing: Thing, span| listed.entry(thing).or_default().push(span);
    let stands = |meta: &Meta| meta.status != Status::Draft;
    for track in handbook.tracks.values().filter(|track| stands(&track.meta)) {
        for level in track.levels.iter().chain(&track.after) {
            add(Thing::Level(level.value.clone()), &level.span);
        }
    }
    for level in handbook.levels.values().filter(|level| stands(&level.meta)) {
        for promotion in &level.promotion {
            add(Thing::Level(promotion.to.value.clone()), &promotion.to.span);
        }
        for expectation in &level.expects {
            add(Thing::Competency(expectation.competency.clone()), &expectation.span);
        }
    }
    for step in handbook.moves.values().filter(|step| stands(&step.meta)) {
        step.from.iter().chain([&step.to]).for_each(|level| add(Thing::Level(level.clone()), &step.meta.span));
    }
    for role in handbook.roles.values().filter(|role| stands(&role.meta)) {
        role.levels.iter().for_each(|level| add(Thing::Level(level.clone()), &role.meta.span));
        role.pathways.iter().for_each(|pathway| add(Thing::Pathway(pathway.clone()), &role.meta.span));
    }
    listed
}

fn place<'a>(thing: &Thing, handbook: &'a Handbook) -> Option<(Status, &'a Span)> {
    let of = |meta: &'a Meta| (meta.status, &meta.span);
    match thing {
        Thing::Family(id) => handbook.families.get(id).map(|it| of(&it.meta)),
        Thing::Track(id) => handbook.tracks.get(id).map(|it| of(&it.meta)),
        Thing::Level(id) => handbook.levels.get(id).map(|it| of(&it.meta)),
        Thing::Area(id) => handbook.areas.get(id).map(|it| of(&it.meta)),
        Thing::Competency(id) => handbook.competencies.get(id).map(|it| of(&it.meta)),
        Thing::Scale(id) => handbook.scales.get(id).map(|it| of(&it.meta)),
        Thing::Role(id) => handbook.roles.get(id).map(|it| of(&it.meta)),
        Thing::Pathway(id) => handbook.pathways.get(id).map(|it| of(&it.meta)),
        Thing::Guide(id) => handbook.guides.get(id).map(|it| of(&it.meta)),
        Thing::Page(path) => {
            let at = handbook.pages.binary_search_by(|page| page.path.cmp(path)).ok()?;
            handbook.pages.get(at).map(|page| (page.status, &page.span))
        }
    }
}
