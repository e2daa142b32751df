//! What a typed fence shows to one audience: figures and tables as plain data, each with a template of its own.

use super::builder::Builder;
use super::diagram::Diagram;
use super::diagram::mermaid::Mermaid;
use super::diagrams;
use super::page::{Drawing, Form};
use super::parts::Figure;
use super::table::{self, Table};
use crate::base::{Body, Fence, Scope};
use crate::model::target::Target;
use crate::model::things::{Level, Text, Thing};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What fences show, by their numbers in the text.
pub type Parts = BTreeMap<u32, Part>;

/// What a fence shows. The template of a variant is `parts/fence/KIND.html`; it sees the value as `fence`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Part {
    /// A mermaid diagram.
    Mermaid(Picture),
    /// A ladder.
    Ladder(Captioned<Figure>),
    /// Levels side by side.
    Compare(Captioned<Table>),
    /// A fence that cannot be shown.
    Source(Source),
}

/// A mermaid diagram, and the same in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Picture {
    /// What it shows, in its author's words; absent when nobody named it.
    pub caption: Option<String>,
    /// Its accessible name.
    pub title: String,
    /// The drawing.
    pub drawing: Drawing,
    /// How narrow it may get, in CSS pixels, before it scrolls: so that its words can still be read.
    pub least: u32,
    /// The same in words.
    pub lines: Vec<String>,
}

/// A figure or table with what its author wrote below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Captioned<T> {
    /// What it shows, in the author's words.
    pub caption: Option<String>,
    /// What is shown.
    pub shown: T,
}

/// The source of a fence that cannot be shown, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Source {
    /// The word after the fence.
    pub language: String,
    /// What stands in it.
    pub text: String,
    /// What is wrong, in lower case.
    pub message: String,
}

/// What is wrong with a fence for this audience.
enum Hole {
    /// It names what the audience does not see, or what is left shows nothing: it leaves no trace.
    Hidden,
    /// It cannot be shown: why.
    Faulty(String),
}

/// What the fences in a text show; nothing in a line, and nothing inside another fence.
pub fn parts(page: &mut Builder<'_>, text: &Text, form: Form) -> Parts {
    if page.in_fence || !matches!(form, Form::Blocks(_)) {
        return Parts::new();
    }
    page.in_fence = true;
    let fences = text.prose.fences();
    let parts = fences.into_iter().filter_map(|fence| Some((fence.number, part(page, text, fence)?))).collect();
    page.in_fence = false;
    parts
}

fn part(page: &mut Builder<'_>, text: &Text, fence: &Fence) -> Option<Part> {
    let asked = Asked { text, fence };
    match asked.part(page) {
        Ok(part) => Some(part),
        Err(Hole::Hidden) => None,
        Err(Hole::Faulty(_)) if asked.hides(page) => None,
        Err(Hole::Faulty(message)) => {
            let source = Source { language: fence.language.to_string(), text: fence.source.to_string(), message };
            Some(Part::Source(source))
        }
    }
}

/// A fence and the links of its text.
struct Asked<'a> {
    text: &'a Text,
    fence: &'a Fence,
}

impl<'a> Asked<'a> {
    fn part(&self, page: &mut Builder<'_>) -> Result<Part, Hole> {
        match &self.fence.body {
            Body::Faulty(message) => Err(Hole::Faulty(message.to_string())),
            Body::Mermaid(drawing, links) => Ok(Part::Mermaid(self.mermaid(page, drawing, links))),
            Body::Ladder(of) => self.ladder(page, of).map(Part::Ladder),
            Body::Compare(of) => self.compare(page, of).map(Part::Compare),
            _ => Err(Hole::Faulty("not yet".to_owned())),
        }
    }

    fn target(&self, link: u32) -> Option<&'a Target> {
        self.text.links.get(link as usize)
    }

    /// Whether the audience does not see something that the fence names.
    fn hides(&self, page: &Builder<'_>) -> bool {
        let links = self.fence.links();
        links
            .into_iter()
            .any(|link| matches!(self.target(link), Some(Target::Thing(thing, _)) if !page.shown.has(thing)))
    }

    /// The thing that a link names, if the audience sees it.
    fn thing(&self, page: &Builder<'_>, link: u32) -> Result<&'a Thing, Hole> {
        match self.target(link) {
            Some(Target::Thing(thing, _)) if page.shown.has(thing) => Ok(thing),
            Some(Target::Thing(..)) => Err(Hole::Hidden),
            Some(Target::Missing(written)) => Err(Hole::Faulty(format!("`{written}` is not known here"))),
            _ => Err(Hole::Faulty("it names nothing that can be shown".to_owned())),
        }
    }

    /// The levels that are named and that the audience sees, in the author's order or from the lowest; at least one.
    fn levels<'b>(&self, page: &Builder<'b>, of: &Scope) -> Result<Vec<&'b Level>, Hole> {
        let shown = page.shown;
        let mut levels = Vec::new();
        match of {
            Scope::Family(link) => {
                let Thing::Family(family) = self.thing(page, *link)? else { return Err(Hole::Hidden) };
                levels.extend(shown.tracks_of(family).into_iter().flat_map(|track| shown.levels_of(track)));
            }
            Scope::Track(link) => {
                let Thing::Track(track) = self.thing(page, *link)? else { return Err(Hole::Hidden) };
                levels.extend(shown.handbook.tracks.get(track).into_iter().flat_map(|track| shown.levels_of(track)));
            }
            Scope::Levels(links) => {
                for link in links {
                    match self.thing(page, *link) {
                        Ok(Thing::Level(level)) => levels.extend(shown.level(level)),
                        Err(Hole::Faulty(message)) => return Err(Hole::Faulty(message)),
                        Ok(_) | Err(Hole::Hidden) => {}
                    }
                }
                let mut seen = std::collections::HashSet::new();
                levels.retain(|level| seen.insert(&level.id));
            }
        }
        if levels.is_empty() { Err(Hole::Hidden) } else { Ok(levels) }
    }

    /// The author's title; else what is named; else the heading before.
    fn title(&self, page: &Builder<'_>, of: Option<&Scope>) -> String {
        let named = match of {
            Some(Scope::Family(link) | Scope::Track(link)) => {
                self.thing(page, *link).ok().and_then(|thing| page.shown.spot(thing)).map(|spot| spot.title.clone())
            }
            _ => None,
        };
        let title = self.fence.title.as_ref().map(|title| title.to_string());
        if self.fence.titled { title } else { named.or(title) }.unwrap_or_else(|| self.fence.language.to_string())
    }

    fn captioned<T>(&self, shown: T) -> Captioned<T> {
        let caption = self.fence.title.as_ref().filter(|_| self.fence.titled).map(|title| title.to_string());
        Captioned { caption, shown }
    }

    fn ladder(&self, page: &mut Builder<'_>, of: &Scope) -> Result<Captioned<Figure>, Hole> {
        let levels = self.levels(page, of)?;
        let title = self.title(page, Some(of));
        diagrams::some(page, title, levels).map(|figure| self.captioned(figure)).ok_or(Hole::Hidden)
    }

    fn compare(&self, page: &mut Builder<'_>, of: &Scope) -> Result<Captioned<Table>, Hole> {
        let levels = self.levels(page, of)?;
        let title = self.title(page, Some(of));
        Ok(self.captioned(table::table(page, title, &levels)))
    }

    fn mermaid(&self, page: &mut Builder<'_>, drawing: &Arc<crate::base::Drawing>, links: &[u32]) -> Picture {
        let here = page.route.clone();
        let hrefs = links.iter().map(|link| {
            let href = page.href(self.target(*link)?)?;
            (*href != *page.route.to(&here)).then_some(href)
        });
        let hrefs = hrefs.collect();
        let title =
            if self.fence.titled || drawing.title.is_empty() { self.title(page, None) } else { drawing.title.clone() };
        let figure = Mermaid { drawing: drawing.clone(), hrefs };
        Picture {
            caption: self.captioned(()).caption,
            title,
            least: drawing.width,
            lines: drawing.lines.clone(),
            drawing: page.figure(Diagram::Mermaid(figure)),
        }
    }
}
