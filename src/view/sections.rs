//! Sections of a text that are not for all readers, and the places on pages that go with them.

use super::shown::Shown;
use crate::base::{Block, Inline, Prose, Route, slug};
use crate::model::things::{Level, Thing};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The numbers of the outermost blocks of a text that the audience does not see, in order.
///
/// A section ends at the next heading of its level or a higher one; one inside it cannot be for a wider audience. A list
/// or quotation that holds a heading for others is hidden as a whole, and so is a footnote that nothing left refers to.
pub fn hidden(shown: &Shown<'_>, prose: &Prose) -> Vec<usize> {
    hidden_from(&|name| shown.sees_called(name), prose)
}

/// The same for readers of whom it is known which audiences' sections they see.
pub fn hidden_from(sees: &dyn Fn(&str) -> bool, prose: &Prose) -> Vec<usize> {
    if prose.is_one() {
        return Vec::new();
    }
    let mut hidden = BTreeSet::new();
    let mut below: Option<u8> = None;
    for (at, block) in prose.blocks().iter().enumerate() {
        if let Block::Heading { level, .. } = block {
            below = below.filter(|hidden| level > hidden);
            below = below.or(holds_hidden(sees, block).then_some(*level));
        }
        if below.is_some() || holds_hidden(sees, block) {
            hidden.insert(at);
        }
    }
    hidden.extend(idle_notes(prose.blocks(), &hidden));
    hidden.into_iter().collect()
}

/// The numbers of the outermost footnotes that no block refers to but those left out and the notes themselves.
fn idle_notes(blocks: &[Block], left_out: &BTreeSet<usize>) -> Vec<usize> {
    let kept = || blocks.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
    let note = |block: &Block| match block {
        Block::Footnote { label, .. } => Some(label.to_lowercase()),
        _ => None,
    };
    let mut idle: Vec<(usize, &Block, String)> =
        kept().filter_map(|(at, block)| Some((at, block, note(block)?))).collect();
    if idle.is_empty() {
        return Vec::new();
    }
    let mut wanted = BTreeSet::new();
    kept().filter(|(_, block)| note(block).is_none()).for_each(|(_, block)| references(block, &mut wanted));
    loop {
        let (named, rest): (Vec<_>, Vec<_>) = idle.into_iter().partition(|(.., label)| wanted.contains(label));
        idle = rest;
        if named.is_empty() {
            return idle.into_iter().map(|(at, ..)| at).collect();
        }
        named.into_iter().for_each(|(_, block, _)| references(block, &mut wanted));
    }
}

/// Adds the labels of all footnotes that a block refers to, in lower case.
fn references(block: &Block, into: &mut BTreeSet<String>) {
    let mut line = |words: &[Inline]| in_line(words, into);
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Bare(text) => line(text),
        Block::Table { head, rows, .. } => std::iter::once(head).chain(rows).flatten().for_each(|cell| line(cell)),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|block| references(block, into));
        }
        Block::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| references(block, into))
        }
        Block::Definitions(entries) => {
            for (term, meanings) in entries {
                in_line(term, into);
                meanings.iter().flatten().for_each(|block| references(block, into));
            }
        }
        Block::Code { .. } | Block::Fence(_) | Block::Rule | Block::Html(_) => {}
    }
}

fn in_line(words: &[Inline], into: &mut BTreeSet<String>) {
    for inline in words {
        match inline {
            Inline::Footnote(label) => {
                into.insert(label.to_lowercase());
            }
            Inline::Emphasis(words) | Inline::Strong(words) | Inline::Strike(words) => in_line(words, into),
            Inline::Link { text, .. } => in_line(text, into),
            _ => {}
        }
    }
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
fn holds_hidden(sees: &dyn Fn(&str) -> bool, block: &Block) -> bool {
    let is_hidden = |name: &Option<Box<str>>| name.as_deref().is_some_and(|name| !sees(name));
    block.any(&|block| matches!(block, Block::Heading { audience, .. } if is_hidden(audience)))
}

#[cfg(test)]
mod tests {
    use crate::model::fixture::{handbook_and_faults, handbook_of};
    use crate::model::things::Audience;
    use crate::view::page::{Page, Passage};
    use crate::view::shown::{Scope, Shown};
    use crate::view::story::Story;
    use crate::view::{pages, search};

    const HEAD: &str = "== book.toml\n[rungbook]\naudiences = ['public', 'managers']\n";

    /// The site of the widest audience.
    fn published(text: &str) -> Vec<Page> {
        let handbook = handbook_of(&format!("{HEAD}{text}"));
        let scope = Scope { audience: Audience(0), drafts: false, base: "/".into() };
        pages(&Shown::new(&handbook, &scope), &Story::default()).0
    }

    /// What the typed fences of the site show.
    fn fences(text: &str) -> Vec<String> {
        let pages = published(text);
        let parts = pages.iter().flat_map(|page| &page.texts).flat_map(|text| text.fences.values());
        parts.map(|part| format!("{part:?}")).collect()
    }

    /// The whole site of the widest audience in words, pages and search.
    fn public(text: &str) -> String {
        let pages = published(text);
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
  - {id: hid, title: Hidden, audience: managers}
moves: [{from: hid, to: a, kind: switch, title: Secret move}]
families: [{id: f, title: F}]
tracks: [{id: t, family: f, title: T, kind: ic, levels: [a]}]
== page.md
# Page

> ## Secret quote {audience=managers}
>
> Secret quoted

## Secret part {audience=managers}

Secret text[^n]

## Open part

[[a#secret-section]] [one](#secret-part) [two](page.md#secret-part) Noted[^o]

[^n]: Secret note
[^o]: Note in the open
== whole.md
# Secret page {audience=managers}

Secret from its title on
";
        let public = public(text);
        assert!(public.contains("Open") && public.contains("Note in the open"), "{public}");
        let at = public.to_lowercase().find("secret");
        assert_eq!(at.map(|at| &public[at.saturating_sub(200)..at + 60]), None);
    }

    #[test]
    fn what_is_empty_for_an_audience_alone_leaves_no_trace() {
        let text = "== all.yaml
families: [{id: f, title: F}]
tracks: [{id: t, family: f, title: T, kind: ic, levels: [a, b]}]
levels:
  - id: a
    title: Ann
    expects: {c: {items: [{text: Secret entry, audience: managers}]}}
    milestones: [{by: Month 77, items: [{text: Secret, audience: managers}]}, {by: Month 2, items: [Open]}]
  - {id: b, title: Bob}
competencies: [{id: c, title: C}]
bands: [{level: a, range: $100K, market: Secret market, audience: managers}]
pathways: [{id: p, title: P, steps: [{when: Month 77, items: [{text: Secret, audience: managers}]}, {when: Month 1, items: [Open]}]}]
== page.md
# Page

```pay
levels: [a]
market: Secret market
```

```matrix
levels: [a, b]
title: Secret title
```
";
        let public = public(text);
        assert!(public.contains("Month 2") && public.contains("Month 1"), "{public}");
        let shown = fences(text);
        assert!(shown.is_empty(), "{shown:?}");
        let at = public.find("Month 77").or_else(|| public.find("Secret entry"));
        assert_eq!(at.map(|at| &public[at.saturating_sub(200)..at + 60]), None);
    }

    #[test]
    fn an_unknown_audience_of_a_heading_is_an_error() {
        let (_, faults) = handbook_and_faults(
            "== book.toml\n[rungbook]\naudiences = ['public', 'managers']\n== a.md\n# A\n\n## Pay {audience=manager}\n",
        );
        let messages: Vec<_> = faults.iter().map(|fault| (fault.code.to_string(), fault.message.as_str())).collect();
        assert_eq!(messages, [("unknown-audience".to_owned(), "there is no audience `manager`")]);
    }
}
