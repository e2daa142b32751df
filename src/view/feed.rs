//! Feeds of changes: one of all releases, and one for each level of those that changed it.

use super::address;
use super::book;
use super::shown::Shown;
use super::story::{Chapter, Story};
use super::told::{Changed, Told};
use crate::base::{Key, Moment, Route};
use crate::model::things::{Level, Thing};

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its address.
    pub route: Route,
    /// What never changes about it: its address on the published site where that is known, else a name made from what
    /// is stable.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who answers for it, by name.
    pub authors: Vec<String>,
    /// The language of its words, as BCP 47.
    pub language: String,
    /// When there was something new.
    pub updated: Moment,
    /// Its own address, the whole of it where that is known.
    pub own: String,
    /// The page that it follows.
    pub page: String,
    /// Its entries, newest first.
    pub entries: Vec<Entry>,
}

/// A release in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What never changes about it.
    pub id: String,
    /// Its name, and what it means.
    pub title: String,
    /// When it came out.
    pub updated: Moment,
    /// Its page.
    pub page: String,
    /// What changed, in a sentence.
    pub summary: String,
    /// What its author says about it.
    pub words: Option<String>,
    /// What changed, thing by thing.
    pub things: Vec<Changed>,
}

/// All feeds of a handbook; none where nothing is known of its past.
pub fn feeds(shown: &Shown<'_>, story: &Story) -> Vec<Feed> {
    if !has_feeds(shown, story) {
        return Vec::new();
    }
    let maker = Maker { shown, story, site: book::book(shown.handbook).site };
    let levels = shown.handbook.levels.keys().filter_map(|id| shown.level(id));
    maker.all().into_iter().chain(levels.filter_map(|level| maker.of_level(level))).collect()
}

/// Whether there are feeds.
pub fn has_feeds(shown: &Shown<'_>, story: &Story) -> bool {
    shown.handbook.settings.changes && !(story.chapters.is_empty() && story.history.commits().is_empty())
}

/// Makes the feeds of one handbook.
struct Maker<'m> {
    shown: &'m Shown<'m>,
    story: &'m Story,
    /// The address of the published site with its final `/`, where it is known.
    site: Option<String>,
}

impl Maker<'_> {
    /// The feed of all releases.
    fn all(&self) -> Option<Feed> {
        let (route, page) = (address::feed()?, Route::new(address::CHANGES)?);
        let chapters = self.story.chapters.iter().filter(|chapter| chapter.number.is_some() && !chapter.unread);
        let entries = chapters.filter_map(|chapter| {
            let page = address::chapter(&chapter.slug)?;
            let summary = summary(&chapter.told);
            Some(Entry {
                id: self.id(&page, &[&commit(chapter)]),
                summary: if chapter.since.is_none() { "The first release that is known.".to_owned() } else { summary },
                things: chapter.told.things.clone(),
                ..self.entry(&route, &page, chapter)?
            })
        });
        let entries = entries.collect();
        Some(self.feed(&route, &page, self.shown.handbook.settings.title.clone() + ": changes", entries))
    }

    /// The feed of the releases that changed a level.
    fn of_level(&self, level: &Level) -> Option<Feed> {
        let page = self.shown.spot(&Thing::Level(level.id.clone()))?.route.clone();
        let route = address::level_feed(level.id.as_str())?;
        let thing = Thing::Level(level.id.clone());
        let entries =
            self.story.of(&thing).filter(|(chapter, _)| chapter.number.is_some()).filter_map(|(chapter, changed)| {
                let words =
                    if changed.meaning.is_empty() { changes(changed.lines.len()) } else { changed.meaning.clone() };
                Some(Entry {
                    // The level as it was called then, so that another name does not make old entries new.
                    id: self.id(&Route::new(format!("{route}/{}", chapter.slug))?, &[&commit(chapter), &changed.id]),
                    summary: format!("{}: {words}", changed.title),
                    things: vec![changed.clone()],
                    ..self.entry(&route, &address::chapter(&chapter.slug)?, chapter)?
                })
            });
        let entries = entries.collect();
        let title = format!("{}: changes of {}", self.shown.handbook.settings.title, level.title.plain());
        Some(self.feed(&route, &page, title, entries))
    }

    fn feed(&self, route: &Route, page: &Route, title: String, entries: Vec<Entry>) -> Feed {
        let settings = &self.shown.handbook.settings;
        // A feed without entries is as old as what is known.
        let oldest = self.story.history.commits().last().map(|commit| commit.committed);
        let newest = entries.iter().map(|entry| entry.updated).max();
        let names = settings.authors.iter().map(|author| without_mail(author)).filter(|name| !name.is_empty());
        let mut authors: Vec<String> = names.collect();
        if authors.is_empty() {
            authors.push(settings.title.clone());
        }
        Feed {
            id: self.id(route, &[&settings.title, route.as_str()]),
            title,
            authors,
            language: settings.language.clone(),
            updated: newest.or(oldest).unwrap_or_default(),
            own: self.address(route, route),
            page: self.address(route, page),
            route: route.clone(),
            entries,
        }
    }

    /// An entry without what changed.
    fn entry(&self, feed: &Route, page: &Route, chapter: &Chapter) -> Option<Entry> {
        let title = match &chapter.title {
            Some(title) => format!("{}: {title}", chapter.name()),
            None => chapter.name(),
        };
        Some(Entry {
            id: String::new(),
            title,
            updated: chapter.moment?,
            page: self.address(feed, page),
            summary: String::new(),
            words: chapter.summary.clone(),
            things: Vec::new(),
        })
    }

    /// An address as a feed has it: the whole of it where that is known, else from the feed's own.
    fn address(&self, feed: &Route, route: &Route) -> String {
        self.site.as_ref().map_or_else(|| feed.to(route), |site| format!("{site}{}", route.encoded()))
    }

    /// What names something for ever: where it is published, else a UUID (RFC 9562, version 8) made from `parts`.
    fn id(&self, route: &Route, parts: &[&str]) -> String {
        if let Some(site) = &self.site {
            return format!("{site}{}", route.encoded());
        }
        let Key(hash) = Key::of(parts.iter().map(|part| part.as_bytes()));
        let (version, variant) = (0xf << 76, 0x3 << 62);
        let hash = hash & !version & !variant | 0x8 << 76 | 0x2 << 62;
        let digits = format!("{hash:032x}");
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
    }
}

fn commit(chapter: &Chapter) -> String {
    chapter.commit.as_ref().map_or_else(|| chapter.slug.clone(), |commit| commit.id.to_string())
}

/// What changed, in a sentence: the levels with what that means for those who hold them, and how much else.
fn summary(told: &Told) -> String {
    let levels = told.levels().map(|level| match level.meaning.is_empty() {
        true => level.title.clone(),
        false => format!("{}: {}", level.title, level.meaning),
    });
    let levels: Vec<String> = levels.collect();
    let others = told.things.len() - levels.len();
    let others = match (others, levels.is_empty()) {
        (0, true) => return "Nothing in the ladder changed.".to_owned(),
        (0, false) => None,
        (1, _) => Some("1 other thing".to_owned()),
        (others, _) => Some(format!("{others} other things")),
    };
    format!("{}.", levels.into_iter().chain(others).collect::<Vec<_>>().join("; "))
}

fn changes(count: usize) -> String {
    if count == 1 { "1 change".to_owned() } else { format!("{count} changes") }
}

/// A name as `Ada Löwe <ada@example.org>` has it, without the address.
fn without_mail(author: &str) -> String {
    let name = author.split(['<', '(']).next().unwrap_or_default();
    name.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ")
}
