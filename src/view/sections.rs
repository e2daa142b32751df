//! Sections of a text that are not for all readers, and the places on pages that go with them.

use super::shown::Shown;
use crate::base::{Block, Prose, Route, slug};
use crate::model::things::{Level, Thing};
use std::collections::{HashMap, HashSet};

/// The numbers of the outermost blocks of a text that the audience does not see, in order.
///
/// A section ends at the next heading of its level or a higher one; one inside it cannot be for a wider audience. A list
/// or quotation that holds a heading for others is hidden as a whole.
pub fn hidden(shown: &Shown<'_>, prose: &Prose) -> Vec<usize> {
    let mut hidden = Vec::new();
    let mut below: Option<u8> = None;
    for (at, block) in prose.blocks().iter().enumerate() {
        if let Block::Heading { level, .. } = block {
            below = below.filter(|hidden| level > hidden);
            below = below.or(holds_hidden(shown, block).then_some(*level));
        }
        if below.is_some() || holds_hidden(shown, block) {
            hidden.push(at);
        }
    }
    hidden
}

/// The places on pages that the audience does not see, by page: headings of hidden sections, and entries of levels.
pub fn hidden_anchors(shown: &Shown<'_>) -> HashMap<Route, HashSet<String>> {
    let mut anchors: HashMap<Route, HashSet<String>> = HashMap::new();
    for page in &shown.handbook.pages {
        let hidden = hidden(shown, &page.text.prose);
        let Some(spot) = shown.spot(&Thing::Page(page.path.clone())).filter(|_| !hidden.is_empty()) else { continue };
        let blocks = hidden.iter().filter_map(|at| page.text.prose.blocks().get(*at));
        let ids = blocks.filter_map(|block| match block {
            Block::Heading { id, .. } => Some(id.to_string()),
            _ => None,
        });
        anchors.entry(spot.route.clone()).or_default().extend(ids);
    }
    for level in shown.handbook.levels.values() {
        let ids = anchors_of(shown, level);
        let Some(spot) = shown.spot(&Thing::Level(level.id.clone())).filter(|_| !ids.is_empty()) else { continue };
        anchors.entry(spot.route.clone()).or_default().extend(ids);
    }
    anchors
}

/// The ids of a level's sections and entries that the audience does not see.
fn anchors_of(shown: &Shown<'_>, level: &Level) -> HashSet<String> {
    let sections = level.sections.iter().map(|section| (slug(&section.title.plain()), section.audience));
    let items = level.all_items().filter_map(|item| Some((item.id.as_ref()?.to_string(), item.audience)));
    let (seen, hidden): (Vec<_>, Vec<_>) = sections.chain(items).partition(|(_, audience)| shown.sees(*audience));
    let seen: HashSet<String> = seen.into_iter().map(|(id, _)| id).collect();
    hidden.into_iter().map(|(id, _)| id).filter(|id| !seen.contains(id)).collect()
}

/// Whether a block is or holds a heading whose section the audience does not see.
fn holds_hidden(shown: &Shown<'_>, block: &Block) -> bool {
    let any = |blocks: &[Block]| blocks.iter().any(|block| holds_hidden(shown, block));
    match block {
        Block::Heading { audience, .. } => audience.as_deref().is_some_and(|name| !shown.sees_called(name)),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => any(blocks),
        Block::List { items, .. } => items.iter().any(|item| any(&item.blocks)),
        Block::Definitions(entries) => entries.iter().flat_map(|(_, meanings)| meanings).any(|blocks| any(blocks)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::fixture::handbook_of;
    use crate::model::things::Audience;
    use crate::view::page::Passage;
    use crate::view::shown::Scope;
    use crate::view::{pages, search};

    /// The whole site of the widest audience in words, pages and search.
    fn public(text: &str) -> String {
        let head = "== book.toml\n[rungbook]\naudiences = ['public', 'managers']\n";
        let handbook = handbook_of(&format!("{head}{text}"));
        let scope = Scope { audience: Audience(0), drafts: false, base: "/".into() };
        let pages = pages(&handbook, &scope).0;
        let found: Vec<_> = pages.iter().map(search::entry).collect();
        let texts = pages.iter().flat_map(|page| &page.texts);
        let seen = |text: &Passage| format!("{:?} {:?}", text.text.prose.blocks(), text.text.links);
        let texts: Vec<String> = texts.map(seen).collect();
        let parts: Vec<_> = pages.iter().map(|page| (&page.route, &page.title, &page.nav, &page.body)).collect();
        format!("{found:?} {parts:?} {texts:?}")
    }

    #[test]
    fn no_text_shows_a_section_for_others() {
        let text = "== all.yaml
levels:
  - id: a
    title: Ann
    sections:
      - title: Mixed
        text: |
          Open

          ## Secret heading {audience=managers}

          Secret words
      - {title: Secret section, text: Secret text, audience: managers}
== page.md
# Page

> ## Secret quote {audience=managers}
>
> Secret quoted

## Secret part {audience=managers}

Secret text

## Open part

[[a#secret-section]] [one](#secret-part) [two](page.md#secret-part)
== whole.md
# Secret page {audience=managers}

Secret from its title on
";
        let public = public(text);
        assert!(public.contains("Open"), "{public}");
        let at = public.to_lowercase().find("secret");
        assert_eq!(at.map(|at| &public[at.saturating_sub(200)..at + 60]), None);
    }
}
