//! What a typed fence shows to one audience: figures and tables as plain data, each with a template of its own.

use super::builder::Builder;
use super::chains::Stop;
use super::diagram::Diagram;
use super::diagram::mermaid::Mermaid;
use super::diagrams;
use super::matrix::{self, Grid};
use super::page::{Drawing, Form, Link, Words};
use super::parts::{Chart, Entry, Figure};
use super::pathway::{self, PathwayPlan, PathwayStep};
use super::pay::{self, Paid};
use super::table::{self, Table};
use super::timeline;
use crate::base::{Body, Fence, Name, Prose, Scope, Step};
use crate::model::skills::Competency;
use crate::model::target::Target;
use crate::model::things::{Band, Level, Text, Thing};
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
    /// A time line.
    Pathway(Captioned<Plan>),
    /// Pay bands.
    Pay(Captioned<Chart>),
    /// Competencies by level.
    Matrix(Captioned<Grid>),
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

/// Steps on a time line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Plan {
    /// The pathway with its page, where it is one.
    pub link: Option<Link>,
    /// How long it takes.
    pub duration: Option<Words>,
    /// The steps on a time line, where they say when.
    pub timeline: Option<Chart>,
    /// The steps in order.
    pub steps: Vec<PathwayStep>,
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
    if !fences.is_empty() {
        let headings: Vec<&str> = text.prose.outline().map(|entry| entry.id).collect();
        page.reserve(&headings);
    }
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
            Body::Chains(chains) => self.chains(page, chains).map(Part::Ladder),
            Body::Pathway(link) => self.pathway(page, *link).map(Part::Pathway),
            Body::Steps(steps) => Ok(Part::Pathway(self.steps(page, steps))),
            Body::Pay { of, market, place } => self.pay(page, of, [market.as_deref(), place.as_deref()]).map(Part::Pay),
            Body::Matrix { of, competencies, area } => self.matrix(page, of, (competencies, *area)).map(Part::Matrix),
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

    /// A name that means a level which the audience does not see has no box: chains go on past it.
    fn chains(&self, page: &mut Builder<'_>, chains: &[Box<[Name]>]) -> Result<Captioned<Figure>, Hole> {
        let stop = |name: &Name| match self.target(name.link) {
            Some(Target::Thing(Thing::Level(level), _)) => {
                let title = name.words.to_string();
                page.shown.level(level).map(|_| Stop { title, level: Some(level.clone()) })
            }
            _ => Some(Stop { title: name.words.to_string(), level: None }),
        };
        let chains: Vec<Vec<Stop>> = chains.iter().map(|chain| chain.iter().filter_map(stop).collect()).collect();
        let title = self.title(page, None);
        diagrams::chains(page, &title, &chains).map(|figure| self.captioned(figure)).ok_or(Hole::Hidden)
    }

    fn pathway(&self, page: &mut Builder<'_>, link: u32) -> Result<Captioned<Plan>, Hole> {
        let Thing::Pathway(id) = self.thing(page, link)? else { return Err(Hole::Hidden) };
        let Some(pathway) = page.shown.handbook.pathways.get(id) else { return Err(Hole::Hidden) };
        let PathwayPlan { link, duration, timeline, steps } = pathway::plan(page, pathway);
        Ok(self.captioned(Plan { link: Some(link), duration, timeline, steps }))
    }

    fn steps(&self, page: &mut Builder<'_>, steps: &[Step]) -> Captioned<Plan> {
        let line = |page: &mut Builder<'_>, words: &str| page.line(&Text::new(Prose::line(words), Vec::new()));
        let mut rows = Vec::new();
        let mut drawn = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let id = page.fresh_id(&format!("step-{}", at + 1));
            let href = Some(format!("#{id}"));
            drawn.push(timeline::Step {
                when: step.when.to_string(),
                title: step.what.to_string(),
                note: String::new(),
                href,
            });
            let when = line(page, &step.when);
            let title = (!step.what.is_empty()).then(|| line(page, &step.what));
            let text = step.items.iter().map(|words| line(page, words));
            let entry = |text: Words| Entry { id: None, text, examples: Vec::new(), verdict: None, from: None };
            rows.push(PathwayStep { id, when, title, items: text.map(entry).collect() });
        }
        let title = self.title(page, None);
        let timeline = timeline::figure(page, title, None, &drawn);
        self.captioned(Plan { link: None, duration: None, timeline, steps: rows })
    }

    /// `only` are the market and the place that the author names.
    fn pay(&self, page: &mut Builder<'_>, of: &Scope, only: [Option<&str>; 2]) -> Result<Captioned<Chart>, Hole> {
        let shown = page.shown;
        let levels = self.levels(page, of)?;
        let is = |text: &Option<Text>, wanted: Option<&str>| {
            let is_it = |wanted: &str| text.as_ref().is_some_and(|text| text.plain().eq_ignore_ascii_case(wanted));
            wanted.is_none_or(is_it)
        };
        let wanted = |band: &&&Band| is(&band.market, only[0]) && is(&band.place, only[1]);
        let bands = |level: &Level| shown.bands_of(&level.id).iter().filter(wanted).copied().collect();
        let paid: Vec<Paid<'_>> = levels.into_iter().map(|level| Paid { level, bands: bands(level) }).collect();
        let title = self.title(page, Some(of));
        let title = if self.fence.titled { title } else { format!("{title}: pay") };
        let chart = pay::some(page, title, &paid, None);
        chart
            .map(|chart| self.captioned(chart))
            .ok_or_else(|| Hole::Faulty("no pay is known of these levels".to_owned()))
    }

    /// `only` are the competencies and the area that the author names.
    fn matrix(&self, page: &mut Builder<'_>, of: &Scope, only: (&[u32], Option<u32>)) -> Result<Captioned<Grid>, Hole> {
        let levels = self.levels(page, of)?;
        let competencies = &page.shown.handbook.competencies;
        let mut wanted: Vec<&Competency> = Vec::new();
        for link in only.0 {
            match self.thing(page, *link) {
                Ok(Thing::Competency(id)) => wanted.extend(competencies.get(id)),
                Err(Hole::Faulty(message)) => return Err(Hole::Faulty(message)),
                Ok(_) | Err(Hole::Hidden) => {}
            }
        }
        if let Some(link) = only.1 {
            let Thing::Area(area) = self.thing(page, link)? else { return Err(Hole::Hidden) };
            wanted.extend(competencies.values().filter(|competency| competency.area.as_ref() == Some(area)));
        }
        let narrowed = !only.0.is_empty() || only.1.is_some();
        let grid = matrix::grid(page, &levels, narrowed.then_some(wanted.as_slice()));
        if grid.areas.is_empty() {
            return Err(Hole::Faulty("these levels expect nothing of these competencies".to_owned()));
        }
        let caption = if self.fence.titled { self.title(page, None) } else { grid.caption.clone() };
        Ok(self.captioned(Grid { caption, ..grid }))
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
            lines: drawing.lines.clone(),
            drawing: page.figure(Diagram::Mermaid(figure)),
        }
    }
}
