//! What all pages are built with: passages, links and entries as seen from one page.

use super::diagram::Diagram;
use super::fence;
use super::page::{Drawing, Form, Href, Link, Passage, Reach, Tone, Words};
use super::parts::{Entry, Group, LevelLink, Resource, Section};
use super::shown::{Shown, Spot};
use crate::base::{Route, encode, slug};
use crate::model::id::Id;
use crate::model::target::Target;
use crate::model::things::{self, Item, Level, Status, Text, Thing, Track, TrackKind};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Builds one page.
#[derive(Debug)]
pub struct Builder<'a> {
    /// What the audience sees.
    pub shown: &'a Shown<'a>,
    /// The page's address.
    pub route: Route,
    /// The passages so far.
    pub texts: Vec<Passage>,
    /// The figures so far.
    pub figures: Vec<Diagram>,
    /// Whether what is built stands in a typed fence: fences inside show nothing, so none holds itself.
    pub in_fence: bool,
    ids: BTreeSet<String>,
}

impl<'a> Builder<'a> {
    /// A page at an address with nothing on it.
    pub fn new(shown: &'a Shown<'a>, route: Route) -> Self {
        Self { shown, route, texts: Vec::new(), figures: Vec::new(), in_fence: false, ids: BTreeSet::new() }
    }

    /// A text inside a line.
    pub fn line(&mut self, text: &Text) -> Words {
        self.passage(text, Form::Line)
    }

    /// A text inside a line, where there is one.
    pub fn line_of(&mut self, text: Option<&Text>) -> Option<Words> {
        text.map(|text| self.line(text))
    }

    /// The first paragraph of a text inside a line, where there is one.
    pub fn lede_of(&mut self, text: Option<&Text>) -> Option<Words> {
        let text = text?;
        let rest: Vec<usize> = (1..text.prose.blocks().len()).collect();
        Some(self.line(&text.without_blocks(&rest)))
    }

    /// Texts inside lines.
    pub fn lines(&mut self, texts: &[Text]) -> Vec<Words> {
        texts.iter().map(|text| self.line(text)).collect()
    }

    /// A text as blocks whose headings begin below those of the page's parts.
    pub fn blocks(&mut self, text: &Text) -> Words {
        self.passage(text, Form::Blocks(2))
    }

    /// A text as blocks, where there is one.
    pub fn blocks_of(&mut self, text: Option<&Text>) -> Option<Words> {
        text.map(|text| self.blocks(text))
    }

    /// A text set in a form of its own.
    pub fn passage(&mut self, text: &Text, form: Form) -> Words {
        let fences = fence::parts(self, text, form);
        let text = text.map(|target| self.address(target));
        self.texts.push(Passage { text, form, fences });
        Words(self.texts.len() - 1)
    }

    /// A figure.
    pub fn figure(&mut self, diagram: Diagram) -> Drawing {
        self.figures.push(diagram);
        Drawing(self.figures.len() - 1)
    }

    /// Where a target leads as seen from the page; `None` when it leads nowhere, or to what the audience does not see.
    pub fn href(&self, target: &Target) -> Option<Arc<str>> {
        let href = self.address(target);
        matches!(href.reach, Reach::Inside | Reach::Outside).then_some(href.address)
    }

    /// A link to a thing with its title; `None` when the audience does not see it.
    pub fn link(&self, thing: &Thing) -> Option<Link> {
        let spot = self.shown.spot(thing)?;
        Some(Link { text: spot.title.clone(), href: self.href_of(spot) })
    }

    /// Links to those of the things that the audience sees.
    pub fn links<'t>(&self, things: impl IntoIterator<Item = &'t Thing>) -> Vec<Link> {
        things.into_iter().filter_map(|thing| self.link(thing)).collect()
    }

    /// A link to a page of ours.
    pub fn link_to(&self, text: impl Into<String>, route: &Route) -> Link {
        Link { text: text.into(), href: self.route.to(route) }
    }

    /// Who mentions a thing.
    pub fn mentioned(&self, thing: &Thing) -> Vec<Link> {
        let mentions = self.shown.handbook.derived.mentions.get(thing);
        self.links(mentions.into_iter().flatten())
    }

    /// A link to a level with what to know about it; `None` when the audience does not see it.
    pub fn level_link(&self, id: &Id<Level>) -> Option<LevelLink> {
        let level = self.shown.level(id)?;
        let track = self.shown.track_of(id);
        Some(LevelLink {
            link: self.link(&Thing::Level(id.clone()))?,
            code: level.code.as_ref().map(things::Text::plain),
            track: track.map(|track| track.title.plain()).unwrap_or_default(),
            ladder: self.shown.ladder_to_tell(level),
            tone: track.map_or(Tone::Shared, tone),
            notes: self.notes(level),
        })
    }

    /// Links to those of the levels that the audience sees.
    pub fn level_links<'t>(&self, ids: impl IntoIterator<Item = &'t Id<Level>>) -> Vec<LevelLink> {
        ids.into_iter().filter_map(|id| self.level_link(id)).collect()
    }

    /// What to say about a level in a box: its experience and its pay, in the general market if that is known.
    pub fn notes(&self, level: &Level) -> Vec<String> {
        let experience = level.experience.as_ref().map(|experience| experience.text.plain());
        let bands = self.shown.bands_of(&level.id);
        let band = bands.iter().find(|band| band.market.is_none()).or(bands.first());
        experience.into_iter().chain(band.map(|band| band.pay.text.plain())).collect()
    }

    /// The entries that the audience sees.
    pub fn entries(&mut self, items: &[Item]) -> Vec<Entry> {
        let seen: Vec<&Item> = items.iter().filter(|item| self.shown.sees(item.audience)).collect();
        seen.into_iter().map(|item| self.entry(item)).collect()
    }

    /// An entry. Its id becomes an id on the page, unless another entry there has it or it stands in a fence.
    pub fn entry(&mut self, item: &Item) -> Entry {
        let id = item.id.as_ref().filter(|_| !self.in_fence).map(|id| id.to_string());
        let id = id.filter(|id| self.ids.insert(id.clone()));
        Entry { id, text: self.line(&item.text), examples: self.lines(&item.examples), verdict: None, from: None }
    }

    /// The groups that have entries which the audience sees.
    pub fn groups(&mut self, groups: &[things::Group]) -> Vec<Group> {
        let group = |group: &things::Group| {
            let items = self.entries(&group.items);
            (!items.is_empty()).then(|| Group { title: self.line_of(group.title.as_ref()), items })
        };
        groups.iter().filter_map(group).collect()
    }

    /// The sections that the audience sees.
    pub fn sections(&mut self, sections: &[things::Section]) -> Vec<Section> {
        let seen = sections.iter().filter(|section| self.shown.sees(section.audience)).collect::<Vec<_>>();
        let section = |section: &things::Section| Section {
            id: self.fresh_id(&slug(&section.title.plain())),
            title: self.line(&section.title),
            text: self.blocks(&section.text),
        };
        seen.into_iter().map(section).collect()
    }

    /// What to read.
    pub fn resources(&mut self, resources: &[things::Resource]) -> Vec<Resource> {
        let resource = |resource: &things::Resource| {
            let href = resource.url.as_ref().map(|url| self.address(url));
            let href = href.filter(|href| matches!(href.reach, Reach::Inside | Reach::Outside));
            let form = if href.is_some() { Form::Label } else { Form::Line };
            Resource {
                title: self.passage(&resource.title, form),
                href: href.map(|href| href.address.to_string()),
                by: self.line_of(resource.by.as_ref()),
                note: self.line_of(resource.note.as_ref()),
            }
        };
        resources.iter().map(resource).collect()
    }

    /// An id that nothing else on the page has.
    pub fn fresh_id(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "part" } else { wanted };
        let mut id = wanted.to_owned();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        id
    }

    /// Keeps ids for the page's own parts.
    pub fn reserve(&mut self, ids: &[&str]) {
        self.ids.extend(ids.iter().map(|id| (*id).to_owned()));
    }

    fn href_of(&self, spot: &Spot) -> String {
        let page = self.route.to(&spot.route);
        match &spot.anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        }
    }

    fn address(&self, target: &Target) -> Href {
        let href = |address: String, words: &str, reach| Href { address: address.into(), words: words.into(), reach };
        match target {
            Target::Thing(thing, heading) => match self.shown.spot(thing) {
                Some(spot) => {
                    let page = self.href_of(spot);
                    let address = match heading {
                        Some(heading) => format!("{}#{}", page.split('#').next().unwrap_or_default(), encode(heading)),
                        None => page,
                    };
                    href(address, &spot.title, Reach::Inside)
                }
                None => href(String::new(), "", Reach::Hidden),
            },
            Target::Here(heading) => href(format!("#{}", encode(heading)), heading, Reach::Inside),
            Target::Asset(path) => match Route::new(path) {
                Some(route) => href(self.route.to(&route), path, Reach::Inside),
                None => href(path.to_string(), path, Reach::Nowhere),
            },
            Target::Elsewhere(address) => href(address.to_string(), address, Reach::Outside),
            Target::Missing(written) => {
                Href { address: written.clone(), words: Arc::clone(written), reach: Reach::Nowhere }
            }
        }
    }
}

/// The colour of a track.
pub fn tone(track: &Track) -> Tone {
    match track.kind {
        TrackKind::Shared => Tone::Shared,
        TrackKind::Ic => Tone::Ic,
        TrackKind::Management => Tone::Management,
        TrackKind::Hybrid => Tone::Hybrid,
        TrackKind::Specialist => Tone::Specialist,
    }
}

/// What a track's kind is called.
pub fn kind_label(track: &Track) -> &'static str {
    match track.kind {
        TrackKind::Shared => "Shared",
        TrackKind::Ic => "Individual contributor",
        TrackKind::Management => "Management",
        TrackKind::Hybrid => "Hybrid",
        TrackKind::Specialist => "Specialist",
    }
}

/// What a status is called; nothing for what is in use.
pub fn status_label(status: Status) -> Option<String> {
    let label = match status {
        Status::Draft => "Draft",
        Status::Active => return None,
        Status::NotInUse => "Not in use",
        Status::Retired => "Retired",
    };
    Some(label.to_owned())
}

/// `1 level`, `2 levels`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
