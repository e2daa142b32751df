//! A ladder made of chains of names: equal names are one box, and chains fork and join where they share one.

use super::builder::{self, Builder};
use super::diagram::Diagram;
use super::diagram::ladder::{Edge, Ladder, Lane, Rung, Way};
use super::page::Tone;
use super::parts::{ChainStop, Figure};
use crate::model::id::Id;
use crate::model::things::{Level, Thing};
use std::collections::{BTreeMap, BTreeSet};

/// With more boxes than this, steps that skip others are not told apart.
const MOST_WITH_SKIPS: usize = 256;

/// A name in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What the author wrote.
    pub title: String,
    /// The level that it names, if it names one.
    pub level: Option<Id<Level>>,
}

/// The figure of chains, each from the lowest name to the highest; `None` where they name nothing.
///
/// A name is a link where it names a level that the audience sees, otherwise a plain box with the author's words.
pub fn figure(page: &mut Builder<'_>, title: &str, chains: &[Vec<Stop>]) -> Option<Figure> {
    let web = Web::of(page, chains);
    if web.knots.is_empty() {
        return None;
    }
    let lanes = web.lanes();
    let edges = web.edges(&lanes);
    let count = lanes.iter().max().map_or(0, |last| last + 1);
    let tone = |lane: usize| lanes.iter().position(|of| *of == lane).map_or(Tone::Shared, |at| web.knots[at].tone);
    let rung = |(at, knot): (usize, &Knot)| Rung { lane: lanes[at], ..knot.rung.clone() };
    let diagram = Ladder {
        title: title.to_owned(),
        description: description(&web, chains, page.shown.handbook.settings.falling),
        small: false,
        falling: page.shown.handbook.settings.falling,
        lanes: (0..count).map(|lane| Lane { title: String::new(), tone: tone(lane), href: None }).collect(),
        rows: Vec::new(),
        rungs: web.knots.iter().enumerate().map(rung).collect(),
        edges,
    };
    let across = diagram.edges.iter().any(|edge| edge.way.is_across());
    let chains = web.chains.iter().map(|chain| chain.iter().map(|at| web.knots[*at].stop()).collect()).collect();
    let drawing = page.figure(Diagram::Ladder(diagram));
    Some(Figure { title: title.to_owned(), drawing, across, lanes: Vec::new(), chains, marked: false })
}

fn description(web: &Web, chains: &[Vec<Stop>], falling: bool) -> String {
    let (boxes, chains) =
        (builder::count(web.knots.len(), "level", "levels"), builder::count(chains.len(), "chain", "chains"));
    let (low, high) = if falling { ("top", "bottom") } else { ("bottom", "top") };
    format!("{boxes} in {chains}, from the lowest at the {low} to the highest at the {high}.")
}

/// A box and where it leads.
#[derive(Debug)]
struct Knot {
    rung: Rung,
    tone: Tone,
}

impl Knot {
    fn new(page: &Builder<'_>, stop: &Stop) -> Self {
        let level = stop.level.as_ref().and_then(|id| page.shown.level(id));
        let link = level.and_then(|level| page.link(&Thing::Level(level.id.clone())));
        let track = level.and_then(|level| page.shown.track_of(&level.id));
        let (title, href) = link.map_or((stop.title.trim().to_owned(), None), |link| (link.text, Some(link.href)));
        let code = level.and_then(|level| level.code.as_ref()).map(|code| code.plain());
        let rung =
            Rung { lane: 0, row: None, title, code, notes: Vec::new(), href, current: false, mark: None, faint: false };
        Self { rung, tone: track.map_or(Tone::Shared, builder::tone) }
    }

    fn stop(&self) -> ChainStop {
        ChainStop { text: self.rung.title.clone(), href: self.rung.href.clone() }
    }
}

/// All boxes and the steps between them.
#[derive(Debug)]
struct Web {
    knots: Vec<Knot>,
    /// The chains as numbers of boxes.
    chains: Vec<Vec<usize>>,
    /// Each step once, with what it is.
    steps: BTreeMap<(usize, usize), Step>,
}

/// What a step is in the whole of all chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// From a box to the next one.
    Up,
    /// Past boxes that other chains have between the two.
    Skip,
    /// Back to a box that leads here.
    Back,
}

impl Web {
    fn of(page: &Builder<'_>, chains: &[Vec<Stop>]) -> Self {
        let mut web = Self { knots: Vec::new(), chains: Vec::new(), steps: BTreeMap::new() };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for chain in chains {
            let stops = chain.iter().filter(|stop| stop.level.is_some() || !stop.title.trim().is_empty());
            let mut numbers: Vec<usize> = Vec::new();
            for stop in stops {
                let at = *known.entry(key(stop)).or_insert(web.knots.len());
                if at == web.knots.len() {
                    web.knots.push(Knot::new(page, stop));
                }
                if numbers.last() != Some(&at) {
                    numbers.push(at);
                }
            }
            web.steps.extend(numbers.windows(2).map(|pair| ((pair[0], pair[1]), Step::Up)));
            web.chains.push(numbers);
        }
        web.chains.retain(|chain| !chain.is_empty());
        web.find_back();
        web.find_skips();
        web
    }

    /// The boxes that each box leads to by steps of a kind.
    fn out(&self, kind: Step) -> Vec<Vec<usize>> {
        let mut out = vec![Vec::new(); self.knots.len()];
        for ((from, to), _) in self.steps.iter().filter(|(_, step)| **step == kind) {
            out[*from].push(*to);
        }
        out
    }

    /// Finds the steps that close a circle, by a walk in depth from each box in order.
    fn find_back(&mut self) {
        let out = self.out(Step::Up);
        let (mut seen, mut open) = (vec![false; out.len()], vec![false; out.len()]);
        for start in 0..out.len() {
            let mut path: Vec<(usize, usize)> = Vec::new();
            if !std::mem::replace(&mut seen[start], true) {
                open[start] = true;
                path.push((start, 0));
            }
            while let Some((at, nth)) = path.last_mut() {
                let (from, to) = (*at, out[*at].get(*nth).copied());
                *nth += 1;
                match to {
                    Some(to) if open[to] => {
                        self.steps.insert((from, to), Step::Back);
                    }
                    Some(to) if !std::mem::replace(&mut seen[to], true) => {
                        open[to] = true;
                        path.push((to, 0));
                    }
                    Some(_) => {}
                    None => {
                        open[from] = false;
                        path.pop();
                    }
                }
            }
        }
    }

    /// Finds the steps between boxes that are joined by a longer way too.
    fn find_skips(&mut self) {
        if self.knots.len() > MOST_WITH_SKIPS {
            return;
        }
        let out = self.out(Step::Up);
        for (from, next) in out.iter().enumerate().filter(|(_, next)| next.len() > 1) {
            let mut beyond = BTreeSet::new();
            let mut waiting: Vec<usize> = next.iter().flat_map(|to| &out[*to]).copied().collect();
            while let Some(at) = waiting.pop() {
                if beyond.insert(at) {
                    waiting.extend(&out[at]);
                }
            }
            for to in next.iter().filter(|to| beyond.contains(to)) {
                self.steps.insert((from, *to), Step::Skip);
            }
        }
    }

    /// The lane of each box: boxes that follow one another without a fork or a join share one, in one colour.
    fn lanes(&self) -> Vec<usize> {
        let out = self.out(Step::Up);
        let mut back = vec![Vec::new(); out.len()];
        out.iter().enumerate().for_each(|(from, next)| next.iter().for_each(|to| back[*to].push(from)));
        let goes_on = |at: usize| match (out[at].as_slice(), &self.knots[at]) {
            ([to], knot) if back[*to].len() == 1 && self.knots[*to].tone == knot.tone => Some(*to),
            _ => None,
        };
        let continued: BTreeSet<usize> = (0..out.len()).filter_map(goes_on).collect();
        let mut lanes = vec![0; out.len()];
        let starts = (0..out.len()).filter(|at| !continued.contains(at));
        for (lane, start) in starts.enumerate() {
            let mut next = Some(start);
            while let Some(at) = next {
                lanes[at] = lane;
                next = goes_on(at);
            }
        }
        lanes
    }

    fn edges(&self, lanes: &[usize]) -> Vec<Edge> {
        let out = self.out(Step::Up);
        let edge = |((from, to), step): (&(usize, usize), &Step)| {
            let way = match step {
                Step::Back => Way::Return,
                Step::Skip => Way::Promotion,
                Step::Up if lanes[*from] == lanes[*to] => Way::Next,
                Step::Up if out[*from].len() > 1 => Way::Fork,
                Step::Up => Way::Join,
            };
            Edge { from: *from, to: *to, way }
        };
        self.steps.iter().map(edge).collect()
    }
}

/// What makes two stops one box: the level, or the words in any case and spacing.
fn key(stop: &Stop) -> String {
    match &stop.level {
        Some(level) => format!("#{}", level.as_str()),
        None => stop.title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    const LEVELS: &str = "== all.yaml
family: {id: f, title: F}
tracks:
  - {id: t, kind: ic, family: f, title: T, levels: [junior, senior]}
levels:
  - {id: junior, title: Junior, code: J1}
  - {id: senior, title: Senior}
";

    fn ladder_of(lines: &[&str]) -> (Ladder, Figure) {
        fixture::page(LEVELS, |page| {
            let level = |name: &str| {
                page.shown.handbook.levels.values().find(|it| it.title.plain() == name).map(|it| it.id.clone())
            };
            let stop = |name: &str| Stop { title: name.to_owned(), level: level(name) };
            let chains: Vec<Vec<Stop>> = lines.iter().map(|line| line.split(" > ").map(stop).collect()).collect();
            let figure = figure(page, "Chains", &chains).unwrap();
            let Diagram::Ladder(ladder) = page.figures.remove(0) else { unreachable!() };
            (ladder, figure)
        })
    }

    fn lanes(lines: &[&str]) -> Vec<(String, usize)> {
        ladder_of(lines).0.rungs.into_iter().map(|rung| (rung.title, rung.lane)).collect()
    }

    #[test]
    fn equal_names_are_one_box_and_levels_are_links() {
        let (ladder, figure) = ladder_of(&["Junior > Senior > Lead", "Senior >  lead"]);
        let boxes: Vec<_> = ladder.rungs.iter().map(|rung| (rung.title.as_str(), rung.href.is_some())).collect();
        assert_eq!(boxes, [("Junior", true), ("Senior", true), ("Lead", false)]);
        assert_eq!(ladder.edges.len(), 2);
        assert_eq!((figure.chains.len(), figure.chains[1].len()), (2, 2));
    }

    #[test]
    fn lanes_part_at_forks_and_joins() {
        let lane = |title: &str, lane| (title.to_owned(), lane);
        let forked = lanes(&["a > b > c", "b > x > y"]);
        assert_eq!(forked, [lane("a", 0), lane("b", 0), lane("c", 1), lane("x", 2), lane("y", 2)]);
        let joined = lanes(&["a > c", "b > c > d"]);
        assert_eq!(joined, [lane("a", 0), lane("c", 1), lane("b", 2), lane("d", 1)]);
        let ways = |lines: &[&str]| ladder_of(lines).0.edges.iter().map(|edge| edge.way).collect::<Vec<_>>();
        assert_eq!(ways(&["a > b > c", "a > c"]), [Way::Next, Way::Promotion, Way::Next]);
        assert_eq!(ways(&["a > b > a"]), [Way::Next, Way::Return]);
    }
}
