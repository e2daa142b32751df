//! Samples of charts: a time line, pay bands, divided time.

use super::Sheet;
use crate::view::diagram::{Diagram, pay, split, timeline};
use crate::view::page::{Drawing, Tone};
use crate::view::parts::{Chart, ChartRow};

impl Sheet {
    fn chart(&mut self, title: &str, diagram: Diagram, rows: &[(&str, &str)]) -> Chart {
        self.figures.push(diagram);
        let drawing = Drawing(self.figures.len() - 1);
        let row = |(label, value): &(&str, &str)| ChartRow {
            label: (*label).into(),
            href: Some("level.html".into()),
            values: vec![(*value).into()],
        };
        Chart {
            title: title.into(),
            drawing,
            notes: vec!["All figures: United States".into()],
            rows: rows.iter().map(row).collect(),
        }
    }

    pub(super) fn timeline(&mut self, ids: &str) -> Chart {
        let step = |number: usize, title: &str, when: &str, span: Option<(u32, Option<u32>)>| timeline::Step {
            title: title.into(),
            when: when.into(),
            note: "2 things to do".into(),
            href: Some(format!("#{ids}-{number}")),
            span: span.map(|(start, end)| timeline::Span { start, end }),
        };
        let steps = vec![
            step(1, "Mentoring and coaching", "Month 1–3", Some((0, Some(90)))),
            step(2, "", "Month 4+", Some((90, None))),
        ];
        let (title, description) = ("To Tech Lead".to_owned(), "2 steps on a time line.".to_owned());
        let (tone, unit) = (Some(Tone::Ic), "Month".to_owned());
        let diagram = timeline::Timeline { title, description, tone, unit, unit_days: 30, steps };
        self.chart("To Tech Lead", Diagram::Timeline(diagram), &[])
    }

    pub(super) fn pay_chart(&mut self) -> Chart {
        let band = |market, text: &str, low, high, open| pay::Band { market, text: text.into(), low, high, open };
        let row = |title: &str, code: &str, current: bool, bands| pay::Row {
            title: title.into(),
            code: Some(code.into()),
            href: (!current).then(|| "level.html".into()),
            current,
            bands,
        };
        let rows = vec![
            row("Principal Engineer", "IC5", false, vec![band(0, "$300K+", 300_000, None, true)]),
            row(
                "Staff Engineer",
                "IC4",
                true,
                vec![
                    band(0, "$185K–$320K", 185_000, Some(320_000), false),
                    band(1, "$400K–$550K+", 400_000, Some(550_000), true),
                ],
            ),
        ];
        let group = pay::Group { title: "Individual contributor".into(), tone: Tone::Ic, rows };
        let panel = pay::Panel { currency: "USD".into(), sign: "$".into(), groups: vec![group] };
        let (title, description) = ("Pay".to_owned(), "Pay as bars.".to_owned());
        let markets = vec!["General market".into(), "Top of the market".into()];
        let diagram = pay::Pay { title, description, markets, panels: vec![panel] };
        self.chart("Pay", Diagram::Pay(diagram), &[("Principal Engineer", "$300K+"), ("Staff Engineer", "$185K–$320K")])
    }

    pub(super) fn split(&mut self, titles: &[&str]) -> Chart {
        let share = |label: &str, text: &str, width, colour| split::Share {
            label: label.into(),
            text: text.into(),
            width,
            colour,
        };
        let bar = |title: &&str| split::Bar {
            title: (*title).into(),
            shares: vec![
                share("Design", "40%", 400, Some(0)),
                share("Coding", "10–20%", 150, Some(1)),
                share("Mentoring", "25%", 250, Some(2)),
                share("Everything else", "the rest", 0, Some(3)),
                share("Not named", "20 %", 200, None),
            ],
        };
        let (title, description) = ("How the time is spent".to_owned(), "Shares of the time.".to_owned());
        let diagram = split::Split { title, description, bars: titles.iter().map(bar).collect() };
        self.chart("How the time is spent", Diagram::Split(diagram), &[("", "Design: 40%")])
    }
}
