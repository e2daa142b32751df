//! Levels side by side.

use super::builder::Builder;
use super::competency::areas;
use super::expected::verdicts;
use super::matrix;
use super::page::{Link, Words};
use super::parts::{Entry, LevelLink, Pay};
use super::pay::{self, Axis};
use super::stated::{named, stated};
use crate::model::skills::{Competency, Dimension};
use crate::model::things::{Group, Item, Level, Text, Thing};
use serde::Serialize;

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
    let columns = page.level_links(levels.iter().map(|level| &level.id));
    let mut groups = vec![RowGroup { title: None, rows: facts(page, levels) }];
    groups.push(RowGroup { title: Some("At a glance".to_owned()), rows: dimensions(page, levels) });
    groups.extend(competencies(page, levels));
    groups.push(lists(page, "Responsibilities", levels, |level| &level.responsibilities));
    groups.push(lists(page, "Also needed", levels, |level| &level.also_needs));
    groups.retain(|group| !group.rows.is_empty());
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let (differing, all) = (rows().filter(|row| row.differs).count(), rows().count());
    Table { caption, columns, groups, differing, rows: all }
}

/// A row of cells, each with what it says in words; it differs when they do not all say the same.
fn row(label: String, href: Option<String>, cells: Vec<(Cell, String)>) -> Row {
    let first = cells.first().map(|(_, words)| words);
    let differs = cells.iter().any(|(_, words)| Some(words) != first);
    Row { label, href, differs, cells: cells.into_iter().map(|(cell, _)| cell).collect() }
}

/// What a cell says on the page: the words of its parts and where their links lead, without markup.
///
/// It is read from what stands on the page and from nothing else, so that what an audience does not see makes no
/// difference.
fn said(page: &Builder<'_>, cell: &Cell) -> String {
    let pay = cell.pay.iter().flat_map(|pay| [Some(pay.text), pay.place]).flatten();
    let items = cell.items.iter().flat_map(|item| [item.text].into_iter().chain(item.examples.iter().copied()));
    let mut words = cell.step.clone().unwrap_or_default();
    for passage in cell.lines.iter().copied().chain(pay).chain(items).filter_map(|words| page.texts.get(words.0)) {
        words.push('\n');
        words.push_str(&passage.text.plain());
        for link in passage.text.links.iter() {
            words.push(' ');
            words.push_str(&link.address);
        }
    }
    words
}

fn with_words(page: &Builder<'_>, cell: Cell) -> (Cell, String) {
    let words = said(page, &cell);
    (cell, words)
}

/// Experience, grade and pay.
fn facts(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<Row> {
    let shown = page.shown;
    let experience = texts(page, "Experience", levels, |level| level.experience.as_ref().map(|it| &it.text));
    let grade = texts(page, "Grade", levels, |level| shown.grade_of(level).map(|grade| &grade.title));
    experience.into_iter().chain(grade).chain(pay_rows(page, levels)).collect()
}

/// One text a level; no row where no level has one.
fn texts<'a>(
    page: &mut Builder<'_>,
    label: &str,
    levels: &[&'a Level],
    of: impl Fn(&'a Level) -> Option<&'a Text>,
) -> Option<Row> {
    let cell = |level: &&'a Level| {
        let lines = page.line_of(of(level)).into_iter().collect();
        with_words(page, Cell { lines, ..Cell::default() })
    };
    let cells: Vec<_> = levels.iter().map(cell).collect();
    let is_empty = cells.iter().all(|(cell, _)| cell.lines.is_empty());
    (!is_empty).then(|| row(label.to_owned(), None, cells))
}

/// One row for each market that a level has pay for: the general one first, then in the author's order.
fn pay_rows(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<Row> {
    let axis = Axis::of(page, levels);
    let mut rows: Vec<(Option<String>, Vec<Cell>)> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        let bands = page.shown.bands_of(&level.id);
        for band in bands {
            let market = band.market.as_ref().map(Text::plain);
            let place = rows.iter().position(|(known, _)| *known == market).unwrap_or_else(|| {
                rows.push((market, vec![Cell::default(); levels.len()]));
                rows.len() - 1
            });
            let pay = pay::pay(page, band, &axis);
            if let Some(cell) = rows.get_mut(place).and_then(|(_, cells)| cells.get_mut(at)) {
                cell.pay.push(pay);
            }
        }
    }
    rows.sort_by_key(|(market, _)| market.is_some());
    let pay_row = |(market, cells): (Option<String>, Vec<Cell>)| {
        let label = market.map(|market| format!("Total compensation, {market}"));
        let cells = cells.into_iter().map(|cell| with_words(page, cell)).collect();
        row(label.unwrap_or_else(|| "Total compensation".to_owned()), None, cells)
    };
    rows.into_iter().map(pay_row).collect()
}

/// The declared rows that some level fills.
fn dimensions(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<Row> {
    let shown = page.shown;
    let dimension = |dimension: &Dimension| {
        texts(page, &dimension.title.plain(), levels, |level| {
            level.dimensions.iter().find(|(id, _)| *id == dimension.id).map(|(_, text)| text)
        })
    };
    shown.handbook.dimensions.values().filter(|it| shown.open(&it.meta)).filter_map(dimension).collect()
}

/// The competencies of which some level expects something, by area.
fn competencies(page: &mut Builder<'_>, levels: &[&Level]) -> Vec<RowGroup> {
    let shown = page.shown;
    let named = named(shown, levels);
    let mut groups: Vec<RowGroup> = Vec::new();
    for area in areas(shown) {
        let own = area.competencies.into_iter().filter(|competency| named.contains(&competency.id));
        let rows: Vec<Row> = own.filter_map(|competency| self::competency(page, competency, levels)).collect();
        if !rows.is_empty() {
            let rest = if groups.is_empty() { "Competencies" } else { "Other competencies" };
            groups.push(RowGroup { title: Some(area.title.unwrap_or_else(|| rest.to_owned())), rows });
        }
    }
    groups
}

/// A competency; no row where the audience sees no level expecting anything of it.
fn competency(page: &mut Builder<'_>, competency: &Competency, levels: &[&Level]) -> Option<Row> {
    let Link { text, href } = page.link(&Thing::Competency(competency.id.clone()))?;
    let places = &page.shown.handbook.derived.places;
    let mut is_expected = false;
    let mut cells = Vec::new();
    for level in levels {
        let Some(stated) = stated(page.shown, level, competency) else {
            cells.push((Cell::default(), String::new()));
            continue;
        };
        is_expected = true;
        let before = places.get(&level.id).map(|place| place.previous.as_slice()).unwrap_or_default();
        let compared = before.iter().any(|before| levels.iter().any(|level| level.id == *before));
        let items = verdicts(page, stated.items, stated.growth, compared);
        let step = matrix::step(page, competency, stated.step).map(|step| step.title);
        let (mut carried, mut origins) = (0, String::new());
        for (from, count) in stated.carried(page.shown) {
            carried += count;
            origins.push_str(&format!("\n{} {count}", from.as_str()));
        }
        let (cell, words) = with_words(page, Cell { step, items: anonymous(items), carried, ..Cell::default() });
        cells.push((cell, words + &origins));
    }
    is_expected.then(|| row(text, Some(href), cells))
}

/// Entries without ids: in a table the same entry may stand in several cells.
fn anonymous(entries: Vec<Entry>) -> Vec<Entry> {
    entries.into_iter().map(|entry| Entry { id: None, ..entry }).collect()
}

/// Groups of entries: one row for each name that some level gives.
fn lists<'a>(
    page: &mut Builder<'_>,
    title: &str,
    levels: &[&'a Level],
    of: impl Fn(&'a Level) -> &'a [Group],
) -> RowGroup {
    let name = |group: &Group| group.title.as_ref().map(Text::plain);
    let mut names: Vec<Option<String>> = Vec::new();
    for group in levels.iter().flat_map(|level| of(level)) {
        if !names.contains(&name(group)) {
            names.push(name(group));
        }
    }
    let unnamed = if names.len() == 1 { title } else { "In general" };
    let mut rows = Vec::new();
    for wanted in names {
        let cell = |level: &&'a Level| {
            let groups = of(level).iter().filter(|group| name(group) == wanted);
            let items: Vec<&Item> = groups.flat_map(|group| &group.items).collect();
            let seen = items.into_iter().filter(|item| page.shown.sees(item.audience));
            let items = anonymous(seen.map(|item| page.entry(item)).collect());
            with_words(page, Cell { items, ..Cell::default() })
        };
        let cells: Vec<_> = levels.iter().map(cell).collect();
        if cells.iter().any(|(cell, _)| !cell.items.is_empty()) {
            rows.push(row(wanted.unwrap_or_else(|| unnamed.to_owned()), None, cells));
        }
    }
    RowGroup { title: Some(title.to_owned()), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{self, level, plain};

    const LADDER: &str = "== book.toml
[rungbook]
audiences = ['public', 'managers']
== all.yaml
family: {id: f, title: F}
areas: [{id: leading, title: Leading}, {id: technical, title: Technical}, {id: cloud, title: Cloud, parent: technical}]
scale: {id: s, title: S, steps: [{id: low, title: Low}, {id: high, title: High}]}
dimensions: [{id: scope, title: Scope}, {id: meetings, title: Meetings}, {id: secret, title: Secret, audience: managers}]
competencies:
  - {id: writing, title: Writing}
  - {id: containers, title: Containers, area: cloud, scale: s}
  - {id: design, title: Design, area: technical, scale: s}
  - {id: hiring, title: Hiring, area: leading, audience: managers}
tracks:
  - {id: t, kind: ic, family: f, title: T, accumulate: add, levels: [a, b, c]}
levels:
  - id: a
    title: A
    experience: 0–2 years
    dimensions: {scope: '**A team**', secret: one}
    expects:
      design: {step: low, items: [Designs for 10 users]}
      containers: {items: [Builds images]}
      hiring: [Hires]
    responsibilities: {Daily work: [Codes], Reports: [{text: To a manager, audience: managers}]}
  - id: b
    title: B
    dimensions: {scope: A team, meetings: Few, secret: two}
    expects:
      design: {step: high, items: [Designs for 1000 users, {text: Judges people, audience: managers}]}
      writing: [Writes]
    responsibilities: {Daily work: [Codes, {text: Pays, audience: managers}]}
    also_needs: [Patience]
  - {id: c, title: C, expects: {design: {items: [Designs for 9000 users]}}}
bands:
  - {level: b, market: Zeta, range: $300K}
  - {level: b, market: Alpha, range: $200K}
  - {level: b, range: $100K, place: US}
  - {level: c, range: $100K, place: US, audience: managers}
";

    /// Each row on a line: its label, `≠` where it differs, and its cells.
    fn lines(text: &str, ids: &[&str]) -> Vec<String> {
        fixture::page(text, |page| {
            let levels: Vec<&Level> = ids.iter().map(|id| level(page.shown, id)).collect();
            let table = table(page, "Levels".to_owned(), &levels);
            assert_eq!(table.columns.len(), ids.len());
            let mut lines = Vec::new();
            for group in &table.groups {
                lines.extend(group.title.as_ref().map(|title| format!("[{title}]")));
                for row in &group.rows {
                    let cells: Vec<String> = row.cells.iter().map(|cell| words(page, cell)).collect();
                    let mark = if row.differs { " ≠" } else { "" };
                    lines.push(format!("{}{mark}: {}", row.label, cells.join(" | ")));
                }
            }
            lines
        })
    }

    fn words(page: &Builder<'_>, cell: &Cell) -> String {
        let item = |item: &Entry| {
            let verdict = item.verdict.map(|verdict| format!("({verdict}) ")).unwrap_or_default();
            format!("{verdict}{}", plain(page, item.text))
        };
        let step = cell.step.iter().cloned();
        let lines = cell.lines.iter().map(|line| plain(page, *line));
        let pay = cell.pay.iter().map(|pay| plain(page, pay.text));
        let carried = (cell.carried > 0).then(|| format!("+{}", cell.carried));
        step.chain(lines).chain(pay).chain(cell.items.iter().map(item)).chain(carried).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn lines_up_what_the_audience_sees_and_marks_what_differs() {
        let expected = [
            "Experience ≠: 0–2 years | ",
            "Total compensation ≠:  | $100K",
            "Total compensation, Zeta ≠:  | $300K",
            "Total compensation, Alpha ≠:  | $200K",
            "[At a glance]",
            "Scope: A team | A team",
            "Meetings ≠:  | Few",
            "[Technical]",
            "Design ≠: Low; Designs for 10 users | High; (grown) Designs for 1000 users",
            "[Technical › Cloud]",
            "Containers ≠: Builds images | +1",
            "[Other competencies]",
            "Writing ≠:  | (new) Writes",
            "[Responsibilities]",
            "Daily work: Codes | Codes",
            "[Also needed]",
            "Also needed ≠:  | Patience",
        ];
        assert_eq!(lines(LADDER, &["a", "b"]), expected);
    }

    #[test]
    fn compares_entries_only_beside_the_levels_that_they_are_compared_with() {
        let design = |ids: &[&str]| lines(LADDER, ids).into_iter().find(|line| line.starts_with("Design")).unwrap();
        assert_eq!(design(&["a", "c"]), "Design ≠: Low; Designs for 10 users | High; Designs for 9000 users");
        assert_eq!(design(&["b", "c"]).split(" | ").last(), Some("High; (grown) Designs for 9000 users"));
    }

    #[test]
    fn what_carries_over_from_the_same_levels_is_the_same() {
        let containers = lines(LADDER, &["b", "c"]).into_iter().find(|line| line.starts_with("Containers")).unwrap();
        assert_eq!(containers, "Containers: +1 | +1");
    }

    #[test]
    fn the_narrower_audience_sees_its_rows_as_well() {
        let text = LADDER.replace("['public', 'managers']", "['public', 'managers']\naudience = 'managers'");
        let lines = lines(&text, &["a", "b"]);
        for line in [
            "Secret ≠: one | two",
            "Hiring ≠: Hires | +1",
            "Reports ≠: To a manager | ",
            "Daily work ≠: Codes | Codes; Pays",
        ] {
            assert!(lines.iter().any(|known| known == line), "{line} in {lines:#?}");
        }
    }

    #[test]
    fn links_to_different_places_differ_whatever_their_words() {
        let text = "== all.yaml
dimension: {id: like, title: Like}
levels: [{id: a, title: A, dimensions: {like: '[[a]]'}}, {id: b, title: B, dimensions: {like: '[[b]]'}}]
";
        assert_eq!(lines(text, &["a", "b"])[1], "Like ≠:  | ");
    }
}
