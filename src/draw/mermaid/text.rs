//! Words as plain SVG text: one element for each line, measured and set in the middle where mermaid meant it.

use super::super::measure::Font;
use super::engine::is_bold;
use super::settings::{Anchor, Setting};
use super::tree::{Element, Node};
use super::words;
use roxmltree::Node as Xml;

/// The height of a line in em.
const LEADING: f32 = 1.25;

/// A line of words.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    x: f32,
    y: f32,
    runs: Vec<Run>,
}

/// Words of a line that look alike.
#[derive(Clone, Debug, Default, PartialEq)]
struct Run {
    text: String,
    bold: bool,
    italic: bool,
}

impl Line {
    fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn push(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if last.bold == run.bold && last.italic == run.italic => last.text.push_str(&run.text),
            _ => self.runs.push(run),
        }
    }

    /// Joins white space, decodes entities, takes icons off.
    fn tidy(&mut self) {
        let mut blank = true;
        for run in &mut self.runs {
            let text = words::decoded(&words::without_icons(&run.text));
            run.text.clear();
            for letter in text.chars() {
                let is_blank = letter.is_whitespace();
                if !(is_blank && blank) {
                    run.text.push(if is_blank { ' ' } else { letter });
                }
                blank = is_blank;
            }
        }
        if let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.runs.retain(|run| !run.text.is_empty());
    }
}

/// The element for a `text` of merman; `None` when it has no words.
pub(super) fn text(node: Xml<'_, '_>, setting: &Setting) -> Option<Element> {
    let em = setting.size;
    let length = |node: Xml<'_, '_>, name: &str| node.attribute(name).and_then(|value| length(value, em));
    let (x, y) = (length(node, "x").unwrap_or(0.0), length(node, "y").unwrap_or(0.0));
    let lift = lift(node) * em;
    let mut at = y + length(node, "dy").unwrap_or(0.0);
    let mut lines: Vec<Line> = Vec::new();
    for child in node.children() {
        if child.is_text() {
            let run = Run { text: child.text().unwrap_or_default().to_owned(), ..Run::default() };
            match lines.last_mut() {
                Some(line) => line.push(run),
                None => lines.push(Line { x, y: at + lift, runs: vec![run] }),
            }
            continue;
        }
        match (length(child, "y"), length(child, "dy")) {
            (Some(own), dy) => at = own + dy.unwrap_or(0.0),
            (None, Some(dy)) if lines.is_empty() => at = y + dy,
            (None, Some(dy)) => at += dy,
            (None, None) => {}
        }
        let mut line =
            Line { x: length(child, "x").unwrap_or(x), y: at + lift + self::lift(child) * em, runs: Vec::new() };
        runs(child, Run::default(), &mut line);
        lines.push(line);
    }
    element(lines, setting, node.attribute("transform"))
}

/// The element for the words in a `foreignObject` of merman.
pub(super) fn html(node: Xml<'_, '_>, setting: &Setting) -> Option<Element> {
    let em = setting.size;
    let length = |name: &str| node.attribute(name).and_then(|value| length(value, em)).unwrap_or(0.0);
    let (width, height) = (length("width"), length("height"));
    let mut lines = vec![Line::default()];
    blocks(node, Run::default(), &mut lines);
    lines.iter_mut().for_each(Line::tidy);
    lines.retain(|line| !line.runs.is_empty());
    let font = Font::regular(em);
    let mut broken = Vec::new();
    for line in lines {
        if font.width(&line.text()) <= width + 4.0 {
            broken.push(line);
            continue;
        }
        let run = |text| vec![Run { text, ..line.runs.first().cloned().unwrap_or_default() }];
        let pieces = font.wrap(&line.text(), width.max(40.0), 99);
        broken.extend(pieces.into_iter().map(|text| Line { runs: run(text), ..Line::default() }));
    }
    let top = length("y") + height / 2.0 - (broken.len() as f32 - 1.0) * em * LEADING / 2.0 + em * 0.36;
    for (number, line) in broken.iter_mut().enumerate() {
        line.x = length("x") + width / 2.0;
        line.y = top + number as f32 * em * LEADING;
    }
    element(broken, &Setting { anchor: Anchor::Middle, ..*setting }, None)
}

/// The words of a row, with their weight and slant.
fn runs(node: Xml<'_, '_>, look: Run, line: &mut Line) {
    for child in node.children() {
        if child.is_text() {
            line.push(Run { text: child.text().unwrap_or_default().to_owned(), ..look.clone() });
            continue;
        }
        let bold = look.bold || child.attribute("font-weight").is_some_and(is_bold);
        let italic = look.italic || child.attribute("font-style") == Some("italic");
        runs(child, Run { bold, italic, text: String::new() }, line);
    }
}

/// The lines of a label in HTML.
fn blocks(node: Xml<'_, '_>, look: Run, lines: &mut Vec<Line>) {
    for child in node.children() {
        if child.is_text() {
            if let Some(line) = lines.last_mut() {
                line.push(Run { text: child.text().unwrap_or_default().to_owned(), ..look.clone() });
            }
            continue;
        }
        let name = child.tag_name().name();
        if matches!(name, "br" | "p" | "li" | "div") {
            lines.push(Line::default());
        }
        if matches!(name, "script" | "style") {
            continue;
        }
        let bold = look.bold || matches!(name, "b" | "strong");
        let italic = look.italic || matches!(name, "i" | "em");
        blocks(child, Run { bold, italic, text: String::new() }, lines);
    }
}

/// How far below its point the base line is, in em: mermaid asks for other lines than the base line.
fn lift(node: Xml<'_, '_>) -> f32 {
    let line = node.attribute("dominant-baseline").or_else(|| node.attribute("alignment-baseline"));
    match line {
        Some("central" | "middle") => 0.36,
        Some("hanging" | "text-before-edge") => 0.8,
        _ => 0.0,
    }
}

/// A length in px; one in `em` by the size of the words.
fn length(text: &str, em: f32) -> Option<f32> {
    let text = text.trim();
    let value = match text.strip_suffix("em") {
        Some(number) => number.trim().parse::<f32>().ok()? * em,
        None => text.strip_suffix("px").unwrap_or(text).parse().ok()?,
    };
    value.is_finite().then_some(value)
}

fn element(mut lines: Vec<Line>, setting: &Setting, transform: Option<&str>) -> Option<Element> {
    lines.iter_mut().for_each(Line::tidy);
    lines.retain(|line| !line.runs.is_empty());
    let anchor = center(&mut lines, setting);
    spread(&mut lines, setting.size * LEADING);
    let mut attributes: Vec<(&'static str, super::tree::Value)> = Vec::new();
    if let Some(transform) = transform.and_then(super::numbers::transform) {
        attributes.push(("transform", transform.into()));
    }
    if let Some(anchor) = anchor {
        attributes.push(("text-anchor", anchor.into()));
    }
    if (setting.size - super::engine::SIZE).abs() > 0.1 {
        attributes.push(("font-size", super::numbers::number(setting.size).into()));
    }
    if setting.bold {
        attributes.push(("font-weight", "600".into()));
    }
    if let Some(fill) = setting.fill {
        attributes.push(("fill", fill.into()));
    }
    if let [line] = lines.as_slice() {
        let mut one = words_of(line);
        one.attributes.append(&mut attributes);
        return Some(one);
    }
    let children: Vec<Node> = lines.iter().map(words_of).map(Node::Element).collect();
    (!children.is_empty()).then(|| Element { attributes, children, ..Element::new("g") })
}

/// Where the words hang; those that mermaid sets from the left in the middle of a box are set by their middle.
fn center(lines: &mut [Line], setting: &Setting) -> Option<&'static str> {
    match setting.anchor {
        Anchor::Start => None,
        Anchor::End => Some("end"),
        Anchor::Middle => Some("middle"),
        Anchor::Centred => {
            let font = Font { size: setting.size, bold: setting.bold };
            let widest = lines.iter().map(|line| font.width(&line.text())).fold(0.0, f32::max);
            lines.iter_mut().for_each(|line| line.x += widest / 2.0);
            Some("middle")
        }
    }
}

/// Gives lines that stand closer than `leading` that distance, around their middle.
fn spread(lines: &mut [Line], leading: f32) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let count = lines.len().saturating_sub(1) as f32;
    let missing = count * leading - (last.y - first.y);
    if count < 1.0 || missing <= 0.0 {
        return;
    }
    let top = first.y - missing / 2.0;
    for (number, line) in lines.iter_mut().enumerate() {
        line.y = top + number as f32 * leading;
    }
}

fn words_of(line: &Line) -> Element {
    let mut element =
        Element::new("text").with("x", super::numbers::number(line.x)).with("y", super::numbers::number(line.y));
    for run in &line.runs {
        if !run.bold && !run.italic {
            element.children.push(Node::Text(run.text.clone()));
            continue;
        }
        let mut span = Element::new("tspan");
        if run.bold {
            span = span.with("font-weight", "600");
        }
        if run.italic {
            span = span.with("font-style", "italic");
        }
        span.children.push(Node::Text(run.text.clone()));
        element.children.push(Node::Element(span));
    }
    element
}
