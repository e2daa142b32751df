//! Tests of all charts: whatever their words are, they stay on the sheet, and equal charts give equal bytes.

use super::measure::Font;
use super::sheet::Width;
use super::{pay, split, timeline};

const WORDS: [&str; 8] = [
    "Staff",
    "",
    "Leitende Wissenschaftlerin für verteilte Systeme und Betriebssicherheit im Rechenzentrumsbetrieb der Hauptverwaltung",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenversammlung",
    "首席软件工程师兼平台架构负责人及技术委员会成员和跨部门协作推动者",
    "مهندس أول للبرمجيات ومسؤول عن البنية التحتية السحابية",
    "👩‍🚒👨‍👩‍👧‍👦 Fire 🔥 marshal 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀",
    "<b>&amp;</b> \"x\" & '\u{0}\n",
];

fn timelines() -> Vec<timeline::Timeline> {
    let spans = [None, Some((0, Some(30))), Some((360, None)), Some((u32::MAX, Some(u32::MAX))), Some((90, Some(20)))];
    let steps = |words: &str| {
        let step = |span: &Option<(u32, Option<u32>)>| timeline::Step {
            title: words.into(),
            when: words.into(),
            note: words.into(),
            href: Some("#step".into()),
            span: *span,
        };
        spans.iter().map(step).collect()
    };
    let line = |(words, unit_length): (&&str, u32)| timeline::Timeline {
        unit: (*words).into(),
        unit_length,
        steps: steps(words),
        ..timeline::Timeline::default()
    };
    let mut lines: Vec<_> = WORDS.iter().zip([0, 7, 30, 30, 360, 360, 30, 7]).map(line).collect();
    lines.push(timeline::Timeline::default());
    lines
}

fn pays() -> Vec<pay::Pay> {
    let ends = [(0, None), (100_000, Some(200_000)), (u64::MAX, None), (5, Some(1)), (180_000, Some(u64::MAX))];
    let pay = |words: &str, ends: &[(u64, Option<u64>)]| {
        let band = |(market, (low, high)): (usize, &(u64, Option<u64>))| pay::Band {
            market,
            text: words.into(),
            low: *low,
            high: *high,
            open: market % 2 == 0,
        };
        let row = |current| pay::Row {
            title: words.into(),
            note: words.into(),
            href: Some("a.html".into()),
            current,
            bands: ends.iter().enumerate().map(band).collect(),
        };
        let group = pay::Group { title: words.into(), rows: vec![row(true), row(false)], ..pay::Group::default() };
        let panel = pay::Panel { currency: words.into(), sign: "CHF ".into(), groups: vec![group] };
        let markets = vec![words.to_owned(); 3];
        pay::Pay { title: words.into(), markets, panels: vec![panel.clone(), panel], ..pay::Pay::default() }
    };
    let mut pays: Vec<_> = WORDS.iter().flat_map(|words| [pay(words, &ends), pay(words, &ends[..2])]).collect();
    pays.push(pay::Pay::default());
    pays
}

fn splits() -> Vec<split::Split> {
    let widths = [[500, 300, 200, 0], [1000, 1000, u32::MAX, 3], [1, 1, 1, 997], [250, 250, 250, 250]];
    let split = |words: &str, widths: &[u32]| {
        let share = |(at, width): (usize, &u32)| split::Share {
            label: words.into(),
            text: if at == 0 { words.into() } else { "20–30%".into() },
            width: *width,
            colour: (at > 0).then_some(at),
        };
        let bar = split::Bar { title: words.into(), shares: widths.iter().enumerate().map(share).collect() };
        split::Split { bars: vec![bar.clone(), bar], ..split::Split::default() }
    };
    WORDS.iter().flat_map(|words| widths.iter().map(|widths| split(words, widths))).collect()
}

/// All charts at both widths.
fn charts() -> Vec<(i32, String)> {
    let mut charts = Vec::new();
    for width in [Width::Wide, Width::Slim] {
        charts.extend(timelines().iter().map(|line| (width.px(), timeline::timeline(line, width))));
        charts.extend(pays().iter().map(|pay| (width.px(), pay::pay(pay, width))));
        charts.extend(splits().iter().map(|split| (width.px(), split::split(split, width))));
    }
    charts
}

/// The lines of words in a chart: where each is anchored, how, and its words.
fn lines(svg: &str) -> Vec<(Font, f32, &str, String)> {
    let mut lines = Vec::new();
    for text in svg.split("<text ").skip(1) {
        let (head, rest) = text.split_once('>').unwrap();
        let attribute = |head: &'_ str, name: &str| {
            let (_, value) = head.split_once(&format!(r#"{name}=""#))?;
            value.split_once('"').map(|(value, _)| value.to_owned())
        };
        let size = attribute(head, "font-size").map_or(13.0, |size| size.parse().unwrap());
        let font = if head.contains("font-weight") { Font::bold(size) } else { Font::regular(size) };
        let anchor = ["middle", "end"].into_iter().find(|anchor| head.contains(&format!(r#"text-anchor="{anchor}""#)));
        let x: f32 = attribute(head, "x").unwrap().parse().unwrap();
        for line in rest.split_once("</text>").unwrap().0.split("<tspan ") {
            let words = line.rsplit('>').find(|words| !words.is_empty()).unwrap_or_default();
            let words = line.split_once("</tspan>").map_or(words, |(line, _)| line.split_once('>').unwrap().1);
            let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            lines.push((font, x, anchor.unwrap_or("start"), words.replace("&amp;", "&").trim().to_owned()));
        }
    }
    lines
}

#[test]
fn no_words_leave_the_sheet() {
    for (sheet, svg) in charts() {
        for (font, x, anchor, words) in lines(&svg) {
            let width = font.width(&words);
            let (from, to) = match anchor {
                "middle" => (x - width / 2.0, x + width / 2.0),
                "end" => (x - width, x),
                _ => (x, x + width),
            };
            assert!(from >= -1.0 && to <= sheet as f32 + 1.0, "{words:?} from {from} to {to} of {sheet}\n{svg}");
        }
    }
}

#[test]
fn equal_charts_give_equal_bytes_and_are_well_formed() {
    for ((_, one), (_, other)) in charts().iter().zip(charts()) {
        assert_eq!(*one, other);
        let opened = one.matches("<g ").count() + one.matches("<g>").count();
        assert_eq!(opened, one.matches("</g>").count(), "{one}");
        assert_eq!(one.matches("<a ").count(), one.matches("</a>").count());
        assert!(!one.contains("=\"-") || !one.contains("width=\"-"), "{one}");
        assert!(!one.contains("height=\"-"), "{one}");
    }
}

#[test]
fn bars_lie_where_their_time_is() {
    let step = |span| timeline::Step { title: "A".into(), span: Some(span), ..timeline::Step::default() };
    let steps = vec![step((0, Some(90))), step((90, Some(180))), step((90, None))];
    let line = timeline::Timeline { unit_length: 30, steps, ..timeline::Timeline::default() };
    let svg = timeline::timeline(&line, Width::Wide);
    // From 232 to 672 px: 440 px for six months.
    assert!(svg.contains(r#"<rect x="233" y="#) && svg.contains(r#" width="219" "#), "{svg}");
    assert_eq!(svg.matches(r#"<rect x="453" y="#).count(), 2, "{svg}");
    assert!(svg.contains(">1</text>") && svg.contains(">6</text>") && !svg.contains(">7</text>"), "{svg}");
}
