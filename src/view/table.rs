//! Levels side by side.

use super::builder::Builder;
use super::expected::{step_title, verdicts};
use super::page::Words;
use super::parts::{Entry, LevelLink, Pay};
use super::pay::{self, Axis};
use crate::model::id::Id;
use crate::model::skills;
use crate::model::skills::Area;
use crate::model::things::{self, Level, Text, Thing};
use serde::Serialize;
use std::collections::BTreeSet;

/// Levels side by side.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Table {
    /// What it shows, for those who cannot see it.
    pub caption: String,
    /// The levels.
    pub columns: Vec<LevelLink>,
    /// The rows in groups.
    pub groups: Vec<RowGroup>,
    /// How many rows differ.
    pub differing: usize,
    /// How many rows there are.
    pub rows: usize,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowGroup {
    /// Its name; absent for the facts at the top.
    pub title: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: one aspect of each level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Row {
    /// The aspect in plain words.
    pub label: String,
    /// Where the aspect has a page.
    pub href: Option<String>,
    /// Whether the levels differ in it.
    pub differs: bool,
    /// One cell a level.
    pub cells: Vec<Cell>,
}

/// What a level says about one aspect. Empty when all its parts are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Cell {
    /// A step on a scale, in plain words.
    pub step: Option<String>,
    /// Lines of text.
    pub lines: Vec<Words>,
    /// Pay bands.
    pub pay: Vec<Pay>,
    /// Entries.
    pub items: Vec<Entry>,
    /// How many entries carry over from lower levels.
    pub carried: usize,
}

/// Levels side by side. `caption` says what the table shows.
pub fn table(page: &mut Builder<'_>, caption: String, levels: &[&Level]) -> Table {
    let ids: Vec<&Id<Level>> = levels.iter().map(|level| &level.id).collect();
    let mut groups = vec![RowGroup { title: None, rows: facts(page, levels) }];
    groups.push(RowGroup { title: Some("At a glance".to_owned()), rows: dimensions(page, levels) });
    groups.extend(competencies(page, levels));
    groups.push(RowGroup {
        title: Some("Responsibilities".to_owned()),
        rows: lists(page, levels, |level| &level.responsibilities),
    });
    groups
        .push(RowGroup { title: Some("Also needed".to_owned()), rows: lists(page, levels, |level| &level.also_needs) });
    groups.retain(|group| !group.rows.is_empty());
    let rows = groups.iter().flat_map(|group| &group.rows);
    let (differing, all) = (rows.clone().filter(|row| row.differs).count(), rows.count());
    Table { caption, columns: page.level_links(ids), groups, differing, rows: all }
}

/// A row, and whether its cells differ: `words` are what each says, in plain words.
fn row(label: String, href: Option<String>, cells: Vec<Cell>, words: &[String]) -> Row {
    let differs = words.iter().any(|word| Some(word) != words.first());
    Row { label, href, differs, cells }
}

/// Experience, grade and pay.
fn facts(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<Row> {
    let mut rows = Vec::new();
    let experience = |level: &Level| level.experience.as_ref().map(|experience| experience.text.clone());
    rows.extend(texts(page, ("Experience".to_owned(), None), levels, experience));
    let book = page.shown.handbook;
    let grade =
        |level: &Level| level.grade.as_ref().and_then(|grade| book.grades.get(grade)).map(|grade| grade.title.clone());
    rows.extend(texts(page, ("Grade".to_owned(), None), levels, grade));
    rows.extend(pay_rows(page, levels));
    rows
}

/// One text a level; no row where no level has one.
fn texts(
    page: &mut Builder<'_>,
    head: (String, Option<String>),
    levels: &[&Level],
    of: impl Fn(&Level) -> Option<Text>,
) -> Option<Row> {
    let texts: Vec<Option<Text>> = levels.iter().map(|level| of(level)).collect();
    if texts.iter().all(Option::is_none) {
        return None;
    }
    let words: Vec<String> = texts.iter().map(|text| text.as_ref().map(Text::plain).unwrap_or_default()).collect();
    let cells =
        texts.iter().map(|text| Cell { lines: page.line_of(text.as_ref()).into_iter().collect(), ..Cell::default() });
    let cells = cells.collect();
    Some(row(head.0, head.1, cells, &words))
}

/// One row for each market, the general one first.
fn pay_rows(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<Row> {
    let axis = Axis::of(page, levels);
    let bands = levels.iter().flat_map(|level| page.shown.bands_of(&level.id));
    let markets: BTreeSet<Option<String>> = bands.map(|band| band.market.as_ref().map(Text::plain)).collect();
    let mut rows = Vec::new();
    for market in markets {
        let mut words = Vec::new();
        let mut cells = Vec::new();
        for level in levels {
            let bands = page.shown.bands_of(&level.id).iter().copied();
            let bands: Vec<_> = bands.filter(|band| band.market.as_ref().map(Text::plain) == market).collect();
            words.push(bands.iter().map(|band| band.pay.text.plain()).collect::<Vec<_>>().join("\n"));
            let pay = bands.into_iter().map(|band| pay::pay(page, band, &axis)).collect();
            cells.push(Cell { pay, ..Cell::default() });
        }
        let label =
            market.map_or_else(|| "Total compensation".to_owned(), |market| format!("Total compensation: {market}"));
        rows.push(row(label, None, cells, &words));
    }
    rows
}

/// The declared rows that some level fills.
fn dimensions(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<Row> {
    let shown: Vec<&skills::Dimension> =
        page.shown.handbook.dimensions.values().filter(|it| page.shown.open(&it.meta)).collect();
    let value = |level: &Level, id: &Id<skills::Dimension>| {
        level.dimensions.iter().find(|(known, _)| known == id).map(|(_, text)| text.clone())
    };
    let rows =
        shown.into_iter().filter_map(|it| texts(page, (it.title.plain(), None), levels, |level| value(level, &it.id)));
    rows.collect()
}

/// The competencies that some level names, by area in authored order; those without an area last.
fn competencies(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<RowGroup> {
    let book = page.shown.handbook;
    let states = |id: &Id<skills::Competency>| {
        let stated = levels.iter().flat_map(|level| &level.expects);
        stated.into_iter().any(|stated| stated.competency == *id && page.shown.sees(stated.audience))
    };
    let named: Vec<&skills::Competency> = book.competencies.values().filter(|it| states(&it.id)).collect();
    let seen: Vec<&Area> = book.areas.values().filter(|area| page.shown.has(&Thing::Area(area.id.clone()))).collect();
    let mut groups = Vec::new();
    for area in seen.iter().map(|area| Some(*area)).chain([None]) {
        let in_area = |it: &&&skills::Competency| {
            let own = it.area.as_ref().filter(|id| seen.iter().any(|area| area.id == **id));
            own == area.map(|area| &area.id)
        };
        let rows: Vec<Row> = named.iter().filter(in_area).filter_map(|it| competency(page, it, levels)).collect();
        let title = area.map_or_else(|| "Competencies".to_owned(), |area| area.title.plain());
        groups.push(RowGroup { title: Some(title), rows });
    }
    groups
}

fn competency(page: &mut Builder<'_>, competency: &skills::Competency, levels: &[&Level]) -> Option<Row> {
    let link = page.link(&Thing::Competency(competency.id.clone()))?;
    let mut words = Vec::new();
    let mut cells = Vec::new();
    for level in levels {
        let place = page.shown.handbook.derived.places.get(&level.id);
        let growth = place.and_then(|place| place.growth.iter().find(|growth| growth.competency == competency.id));
        let stated = level.expects.iter().find(|it| it.competency == competency.id && page.shown.sees(it.audience));
        let compared =
            place.is_some_and(|place| place.previous.iter().any(|id| levels.iter().any(|level| level.id == *id)));
        let step = growth.and_then(|growth| step_title(page, competency, growth.step?));
        let items = match (stated, growth) {
            (Some(stated), Some(growth)) => verdicts(page, &stated.items, growth, compared),
            (Some(stated), None) => page.entries(&stated.items),
            (None, _) => Vec::new(),
        };
        let carried = growth.map_or(0, |growth| growth.carried.layers().iter().map(|layer| layer.items.len()).sum());
        let said =
            stated.map(|stated| stated.items.iter().map(|item| item.text.plain()).collect::<Vec<_>>().join("\n"));
        words.push(format!("{}\n{}", step.clone().unwrap_or_default(), said.unwrap_or_default()));
        cells.push(Cell { step, items: anonymous(items), carried, ..Cell::default() });
    }
    Some(row(link.text, Some(link.href), cells, &words))
}

/// Entries without ids: in a table the same entry may stand in several cells.
fn anonymous(entries: Vec<Entry>) -> Vec<Entry> {
    entries.into_iter().map(|entry| Entry { id: None, ..entry }).collect()
}

/// Groups of entries: one row for each name that some level gives.
fn lists(page: &mut Builder<'_>, levels: &[&Level], of: impl Fn(&Level) -> &[things::Group]) -> Vec<Row> {
    let title = |group: &things::Group| group.title.as_ref().map(Text::plain);
    let mut names: Vec<Option<String>> = Vec::new();
    for group in levels.iter().flat_map(|level| of(level)) {
        if !names.contains(&title(group)) {
            names.push(title(group));
        }
    }
    let mut rows = Vec::new();
    for name in names {
        let mut words = Vec::new();
        let mut cells = Vec::new();
        for level in levels {
            let group = of(level).iter().find(|group| title(group) == name);
            let items = group.map(|group| page.entries(&group.items)).unwrap_or_default();
            let said =
                items.iter().filter_map(|entry| page.texts.get(entry.text.0)).map(|passage| passage.text.plain());
            words.push(said.collect::<Vec<_>>().join("\n"));
            cells.push(Cell { items: anonymous(items), ..Cell::default() });
        }
        if words.iter().any(|words| !words.is_empty()) {
            rows.push(row(name.unwrap_or_else(|| "In general".to_owned()), None, cells, &words));
        }
    }
    rows
}
