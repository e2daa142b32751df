//! Pay bands, with where each lies on one axis.

use super::builder::{self, Builder};
use super::diagram::Diagram;
use super::diagram::pay::{self as diagram, Group, Panel, Row};
use super::page::Tone;
use super::parts::{Bar, Chart, ChartRow, Pay};
use crate::model::currency::Currency;
use crate::model::range::{Range, Unit};
use crate::model::things::{Band, Level, Text, Thing};

/// The bands of some levels, lowest first, as floating bars: grouped by track where there are several, the highest on
/// top; `None` where no pay can be read. `current` is the level that the page is about.
pub fn figure(page: &mut Builder<'_>, title: String, levels: &[&Level], current: Option<&Level>) -> Option<Chart> {
    let shown = page.shown;
    let paid = |level: &&Level| {
        let level = shown.level(&level.id)?;
        Some(Paid { level, bands: shown.bands_of(&level.id).to_vec() })
    };
    let levels: Vec<Paid<'_>> = levels.iter().filter_map(paid).collect();
    some(page, title, &levels, current)
}

/// A level and those of its bands that are shown.
#[derive(Clone, Debug)]
pub struct Paid<'a> {
    /// The level.
    pub level: &'a Level,
    /// Its bands.
    pub bands: Vec<&'a Band>,
}

/// Some bands of some levels, as [`figure`] shows them all.
pub fn some(page: &mut Builder<'_>, title: String, levels: &[Paid<'_>], current: Option<&Level>) -> Option<Chart> {
    let keys = markets(levels);
    let mut panels: Vec<Panel> = Vec::new();
    for level in levels.iter().rev() {
        add(page, level, &keys, &mut panels);
    }
    if panels.is_empty() {
        return None;
    }
    for panel in &mut panels {
        let alone = panel.groups.len() == 1;
        panel.groups.iter_mut().filter(|_| alone).for_each(|group| group.title.clear());
    }
    let here = current.and_then(|level| page.link(&Thing::Level(level.id.clone())));
    let rows = panels.iter_mut().flat_map(|panel| &mut panel.groups).flat_map(|group| &mut group.rows);
    rows.filter(|row| row.href.is_some() && row.href == here.as_ref().map(|here| here.href.clone()))
        .for_each(|row| (row.current, row.href) = (true, None));
    let description = "Pay as bars from the lowest to the highest figure, the highest level on top.".to_owned();
    let markets = if keys.names.len() > 1 { keys.names.clone() } else { Vec::new() };
    let drawing = page.figure(Diagram::Pay(diagram::Pay { title: title.clone(), description, markets, panels }));
    let rows = levels.iter().rev().filter_map(|level| in_words(page, level, &keys)).collect();
    Some(Chart {
        title,
        drawing,
        notes: keys.place.iter().map(|place| format!("All figures: {place}")).collect(),
        rows,
    })
}

/// What tells bands apart beside their level: where they are paid and for which market.
struct Markets {
    keys: Vec<(String, String)>,
    names: Vec<String>,
    /// The one place of all bands.
    place: Option<String>,
}

impl Markets {
    fn number(&self, band: &Band) -> usize {
        let key = market(band);
        self.keys.iter().position(|known| *known == key).unwrap_or_default()
    }

    /// A band's pay with its market, where there are several.
    fn in_words(&self, band: &Band) -> String {
        let pay = band.pay.text.plain();
        match self.names.get(self.number(band)).filter(|_| self.names.len() > 1) {
            Some(name) => format!("{pay} ({name})"),
            None => pay,
        }
    }
}

fn market(band: &Band) -> (String, String) {
    let words = |text: &Option<Text>| text.as_ref().map(Text::plain).unwrap_or_default();
    (words(&band.place), words(&band.market))
}

fn markets(levels: &[Paid<'_>]) -> Markets {
    let mut keys: Vec<(String, String)> = Vec::new();
    for band in levels.iter().flat_map(|level| &level.bands) {
        let key = market(band);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.sort_by_key(|(_, market)| !market.is_empty());
    let first = keys.first().map(|(place, _)| place.clone()).unwrap_or_default();
    let one_place = keys.iter().all(|(place, _)| *place == first);
    let name = |(place, market): &(String, String)| match (place.as_str(), market.as_str()) {
        (_, "") if one_place => "General market".to_owned(),
        (_, market) if one_place => market.to_owned(),
        ("", "") => "General".to_owned(),
        ("", market) => market.to_owned(),
        (place, "") => place.to_owned(),
        (place, market) => format!("{place} · {market}"),
    };
    let names = keys.iter().map(name).collect();
    Markets { keys, names, place: (one_place && !first.is_empty()).then_some(first) }
}

/// Adds the bands of a level to the panels of their currencies.
fn add(page: &Builder<'_>, paid: &Paid<'_>, markets: &Markets, panels: &mut Vec<Panel>) {
    let level = paid.level;
    let track = page.shown.track_of(&level.id);
    let Some(link) = page.link(&Thing::Level(level.id.clone())) else { return };
    for band in &paid.bands {
        let Some((currency, drawn)) = drawn(band, markets) else { continue };
        let panel = match panels.iter().position(|panel| panel.currency == currency.code()) {
            Some(at) => at,
            None => {
                let (currency, sign) = (currency.code().to_owned(), currency.before_amount());
                panels.push(Panel { currency, sign, groups: Vec::new() });
                panels.len() - 1
            }
        };
        let Some(panel) = panels.get_mut(panel) else { continue };
        let title = track.map(|track| track.title.plain()).unwrap_or_default();
        let tone = track.map_or(Tone::Shared, builder::tone);
        if panel.groups.last().is_none_or(|group| group.title != title || group.tone != tone) {
            panel.groups.push(Group { title, tone, rows: Vec::new() });
        }
        let Some(group) = panel.groups.last_mut() else { continue };
        if group.rows.last().is_none_or(|row| row.href.as_ref() != Some(&link.href)) {
            let code = level.code.as_ref().map(Text::plain);
            group.rows.push(Row {
                title: link.text.clone(),
                code,
                href: Some(link.href.clone()),
                current: false,
                bands: Vec::new(),
            });
        }
        group.rows.last_mut().into_iter().for_each(|row| row.bands.push(drawn.clone()));
    }
}

fn drawn(band: &Band, markets: &Markets) -> Option<(Currency, diagram::Band)> {
    let range = band.pay.range?;
    let Unit::Money(currency) = range.unit else { return None };
    let whole = |amount: f64| amount.clamp(0.0, 1e15).round() as u64;
    let (low, high) = (whole(range.low.unwrap_or_default()), range.high.map(whole));
    let (low, high) = (high.map_or(low, |high| low.min(high)), high.map(|high| low.max(high)));
    let open = range.open || high.is_none();
    Some((currency, diagram::Band { market: markets.number(band), text: band.pay.text.plain(), low, high, open }))
}

fn in_words(page: &Builder<'_>, paid: &Paid<'_>, markets: &Markets) -> Option<ChartRow> {
    let link = page.link(&Thing::Level(paid.level.id.clone()))?;
    let values: Vec<String> = paid.bands.iter().map(|band| markets.in_words(band)).collect();
    (!values.is_empty()).then_some(ChartRow { label: link.text, href: Some(link.href), values })
}

/// The figures that bars are drawn against: from 0 to the highest, one axis for each currency.
#[derive(Clone, Debug, Default)]
pub struct Axis {
    highest: Vec<(Unit, f64)>,
}

impl Axis {
    /// The axis of the shown bands of some levels.
    pub fn of(page: &Builder<'_>, levels: &[&Level]) -> Self {
        let mut axis = Self::default();
        levels.iter().for_each(|level| axis.add(page.shown.bands_of(&level.id)));
        axis
    }

    /// Lengthens the axis so that it holds more bands.
    pub fn add(&mut self, bands: &[&Band]) {
        for range in bands.iter().filter_map(|band| band.pay.range) {
            let end = range.high.into_iter().chain(range.low).reduce(f64::max).unwrap_or_default();
            match self.highest.iter_mut().find(|(unit, _)| *unit == range.unit) {
                Some((_, highest)) => *highest = highest.max(end),
                None => self.highest.push((range.unit, end)),
            }
        }
    }

    /// Where a range lies, from 0 to 1000; `None` for what is no money.
    ///
    /// A range without an upper end goes on to the end of the axis; one that is upside down lies between its ends.
    fn bar(&self, range: Range) -> Option<Bar> {
        let (_, highest) = self.highest.iter().find(|(unit, _)| *unit == range.unit)?;
        if !matches!(range.unit, Unit::Money(_)) || *highest <= 0.0 {
            return None;
        }
        let place = |figure: f64| (figure / highest * 1000.0).clamp(0.0, 1000.0).round() as u32;
        let low = place(range.low.unwrap_or_default());
        let high = range.high.map_or(1000, place);
        Some(Bar { start: low.min(high), end: low.max(high), open: range.open || range.high.is_none() })
    }
}

/// The shown bands of a level against the axis of its ladder.
pub fn of_level(page: &mut Builder<'_>, level: &Level) -> Vec<Pay> {
    let axis = page.shown.axis_of(&level.id);
    bands(page, level, &axis)
}

/// The shown bands of a level against an axis.
pub fn bands(page: &mut Builder<'_>, level: &Level, axis: &Axis) -> Vec<Pay> {
    let bands = page.shown.bands_of(&level.id);
    bands.iter().map(|band| pay(page, band, axis)).collect()
}

/// A band against an axis.
pub fn pay(page: &mut Builder<'_>, band: &Band, axis: &Axis) -> Pay {
    Pay {
        text: page.line(&band.pay.text),
        place: page.line_of(band.place.as_ref()),
        market: page.line_of(band.market.as_ref()),
        from: band.from.as_ref().map(ToString::to_string),
        source: page.line_of(band.source.as_ref()),
        note: page.line_of(band.note.as_ref()),
        bar: band.pay.range.and_then(|range| axis.bar(range)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{self, level};

    /// The bars of the general pay of some levels on the axis of their ladder: start, end and whether it goes on.
    fn bars(ids: &[&str], bands: &str) -> Vec<Option<(u32, u32, bool)>> {
        let text = format!(
            "== book.toml\n[rungbook]\naudiences = ['public', 'managers']\n== all.yaml\nfamilies: [{{id: f, title: F}}, {{id: g, title: G}}]
tracks: [{{id: t, kind: ic, family: f, title: T, levels: [a, b, c]}}, {{id: u, kind: ic, family: g, title: U, levels: [d]}}]
levels: [{{id: a, title: A}}, {{id: b, title: B}}, {{id: c, title: C}}, {{id: d, title: D}}]\nbands:\n{bands}"
        );
        fixture::page(&text, |page| {
            let of = |id: &&str| of_level(page, level(page.shown, id)).into_iter().next().and_then(|pay| pay.bar);
            ids.iter().map(of).map(|bar| bar.map(|bar| (bar.start, bar.end, bar.open))).collect()
        })
    }

    #[test]
    fn bars_lie_between_nothing_and_the_highest_figure_of_the_ladder() {
        let bands = "- {level: a, range: $100K–$200K}\n- {level: b, range: $300K+}\n- {level: c, range: up to $400K}
- {level: d, range: $900K}\n- {level: a, range: $4M, audience: managers}\n";
        let expected =
            [Some((250, 500, false)), Some((750, 1000, true)), Some((0, 1000, false)), Some((1000, 1000, false))];
        assert_eq!(bars(&["a", "b", "c", "d"], bands), expected);
    }

    #[test]
    fn figures_show_the_highest_level_on_top_and_only_what_the_audience_sees() {
        let text = "== book.toml\n[rungbook]\naudiences = ['public', 'managers']\n== all.yaml
family: {id: f, title: F}\ntrack: {id: t, kind: ic, family: f, title: T, levels: [a, b]}
levels: [{id: a, title: A}, {id: b, title: B}]\nbands: [{level: a, range: $100K–$200K, place: US}, \
{level: b, range: $300K+, place: US}, {level: b, range: $900K, place: US, market: Top}, \
{level: b, range: $7M, place: US, audience: managers}, {level: a, range: €50K–€40K, place: US}]\n";
        fixture::page(text, |page| {
            let levels = [level(page.shown, "a"), level(page.shown, "b")];
            let chart = figure(page, "Pay".into(), &levels, Some(levels[0])).unwrap();
            let Some(Diagram::Pay(pay)) = page.figures.first() else { panic!("no pay") };
            assert_eq!(pay.markets, ["General market", "Top"]);
            assert_eq!(chart.notes, ["All figures: US"]);
            let rows = |panel: &Panel| {
                let row = |row: &Row| {
                    let band = |band: &diagram::Band| (band.market, band.low, band.high, band.open);
                    (row.title.clone(), row.current, row.bands.iter().map(band).collect::<Vec<_>>())
                };
                panel.groups.iter().flat_map(|group| &group.rows).map(row).collect::<Vec<_>>()
            };
            let dollars = [
                ("B".into(), false, vec![(0, 300_000, None, true), (1, 900_000, Some(900_000), false)]),
                ("A".into(), true, vec![(0, 100_000, Some(200_000), false)]),
            ];
            assert_eq!(rows(&pay.panels[0]), dollars);
            assert_eq!(rows(&pay.panels[1]), [("A".into(), true, vec![(0, 40_000, Some(50_000), false)])]);
            assert_eq!(chart.rows[0].values, ["$300K+ (General market)", "$900K (Top)"]);
        });
    }

    #[test]
    fn each_currency_has_its_axis_and_what_is_no_money_has_none() {
        let bands =
            "- {level: a, range: $100K–$200K}\n- {level: b, range: €50K–€100K+}\n- {level: c, min: 4, max: 5}\n";
        assert_eq!(bars(&["a", "b", "c"], bands), [Some((500, 1000, false)), Some((500, 1000, true)), None]);
    }

    #[test]
    fn a_range_upside_down_lies_between_its_ends() {
        assert_eq!(bars(&["a"], "- {level: a, range: $200K–$100K}\n"), [Some((500, 1000, false))]);
    }
}
