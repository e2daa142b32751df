//! The page of a guide, and the page of all of them.

use super::builder::Builder;
use super::page::{Link, Words};
use super::parts::Entry;
use crate::model::things::{self, Thing};
use serde::Serialize;
use std::collections::BTreeMap;

/// All guides.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Guides {
    /// What the page is about.
    pub summary: Option<Words>,
    /// The author's own words.
    pub text: Option<Words>,
    /// By topic.
    pub topics: Vec<GuideTopic>,
}

/// The guides of one topic.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GuideTopic {
    /// Its id on the page.
    pub id: String,
    /// The topic; absent for guides without one.
    pub title: Option<String>,
    /// The guides.
    pub guides: Vec<GuideCard>,
}

/// A guide among others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GuideCard {
    /// The guide.
    pub link: Link,
    /// Where the difficulty comes from.
    pub cause: Option<Words>,
}

/// A guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Guide {
    /// Its topic.
    pub topic: Option<String>,
    /// Where the difficulty comes from.
    pub cause: Option<Words>,
    /// What to do.
    pub approach: Option<Words>,
    /// What to do, step by step.
    pub steps: Vec<Entry>,
    /// What it is about.
    pub about: Vec<Link>,
    /// Who answers for it.
    pub owner: Option<Words>,
    /// Who mentions it.
    pub mentioned: Vec<Link>,
}

/// The page of a guide.
pub fn guide(page: &mut Builder<'_>, guide: &things::Guide) -> Guide {
    page.reserve(&["cause", "approach", "about", "mentioned"]);
    Guide {
        topic: guide.topic.as_ref().map(things::Text::plain),
        cause: page.blocks_of(guide.cause.as_ref()),
        approach: page.blocks_of(guide.approach.as_ref()),
        steps: page.entries(&guide.steps),
        about: page.links(&guide.about),
        owner: page.line_of(guide.meta.owner.as_ref()),
        mentioned: page.mentioned(&Thing::Guide(guide.id.clone())),
    }
}

/// The page of all guides by topic, topics in order of their first guide; `index` is the author's own page for it.
pub fn index(page: &mut Builder<'_>, index: Option<&things::Page>) -> Guides {
    let text = index.map(|index| page.shown.text_of(&index.text)).filter(|text| !text.prose.is_empty());
    let mut order: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut topics: Vec<GuideTopic> = Vec::new();
    for guide in page.shown.handbook.guides.values() {
        let Some(link) = page.link(&Thing::Guide(guide.id.clone())) else { continue };
        let title = guide.topic.as_ref().map(things::Text::plain);
        let at = *order.entry(title.clone()).or_insert_with(|| {
            let id = page.fresh_id(&crate::base::slug(title.as_deref().unwrap_or("other")));
            topics.push(GuideTopic { id, title, guides: Vec::new() });
            topics.len() - 1
        });
        let cause = page.lede_of(guide.cause.as_ref());
        if let Some(topic) = topics.get_mut(at) {
            topic.guides.push(GuideCard { link, cause });
        }
    }
    Guides {
        summary: page.blocks_of(index.and_then(|index| index.summary.as_ref())),
        text: page.blocks_of(text.as_ref()),
        topics,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    #[test]
    fn guides_stand_under_their_topics_in_the_order_of_the_first() {
        let text = "== book.toml\n[rungbook]\naudiences = ['public', 'managers']\n== all.yaml\nguides:
  - {id: a, title: A, topic: Growing, cause: One, approach: Do}
  - {id: b, title: B, topic: Secrets, cause: Two, approach: Do, audience: managers}
  - {id: c, title: C, cause: Three, approach: Do}
  - {id: d, title: D, topic: Growing, cause: Four, approach: Do}
";
        fixture::page(text, |page| {
            let topics = index(page, None).topics.into_iter().map(|topic| {
                let guides: Vec<String> = topic.guides.into_iter().map(|guide| guide.link.text).collect();
                (topic.id, topic.title, guides.join(" "))
            });
            let expected = [
                ("growing".to_owned(), Some("Growing".to_owned()), "A D".to_owned()),
                ("other".to_owned(), None, "C".to_owned()),
            ];
            assert_eq!(topics.collect::<Vec<_>>(), expected);
        });
    }
}
