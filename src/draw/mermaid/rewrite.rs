//! Reads what merman wrote and writes it anew: only known elements and attributes pass.

use super::super::measure::Font;
use super::clicks::Click;
use super::colour::Colour;
use super::engine::{Drawn, Family, ID};
use super::numbers::{leftmost, number, raised, tidy, transform};
use super::paint::{self, Group, Shape};
use super::picture::Picture;
use super::tree::{Element, Node, Value};
use super::{markers, settings, text};
use crate::base::Spot;
use roxmltree::{Document, Node as Xml};
use std::collections::BTreeMap;

/// What stands around a part.
#[derive(Clone, Debug, Default)]
struct Place {
    group: Group,
    tone: usize,
    bold: bool,
    /// The classes of the groups around words.
    label: String,
}

struct Walk<'a> {
    family: Family,
    clicks: &'a [Click],
    labels: &'a BTreeMap<String, String>,
    spots: Vec<Spot>,
    used: Vec<(String, String)>,
    /// Where on the axis words stand already.
    taken: f32,
}

/// The picture of what merman drew; `None` when that cannot be read.
pub(super) fn rewrite(drawn: &Drawn, clicks: &[Click], labels: &BTreeMap<String, String>) -> Option<Picture> {
    let document = Document::parse(&drawn.svg).ok()?;
    let root = document.root_element();
    let view: Vec<f32> = root.attribute("viewBox")?.split_whitespace().map_while(|part| part.parse().ok()).collect();
    let view = <[f32; 4]>::try_from(view).ok().filter(|view| view.iter().all(|part| part.is_finite()))?;
    let mut walk = Walk { family: drawn.family, clicks, labels, spots: Vec::new(), used: Vec::new(), taken: f32::MIN };
    let parts = walk.children(root, &Place::default());
    let mut nodes = markers::markers(root, &walk.used);
    nodes.extend(parts);
    Some(Picture { family: drawn.family, view, nodes, spots: walk.spots })
}

impl Walk<'_> {
    fn children(&mut self, node: Xml<'_, '_>, place: &Place) -> Vec<Node> {
        node.children().filter(Xml::is_element).flat_map(|child| self.part(child, place)).collect()
    }

    fn part(&mut self, node: Xml<'_, '_>, place: &Place) -> Vec<Node> {
        match node.tag_name().name() {
            "g" | "a" => self.group(node, place),
            "switch" => node
                .children()
                .filter(|child| child.has_tag_name(("http://www.w3.org/2000/svg", "text")))
                .flat_map(|child| self.part(child, place))
                .collect(),
            "text" => self.words(node, place),
            "foreignObject" => {
                let setting = settings::setting(self.family, place.group, "", &place.label);
                text::html(node, &setting).map(Node::Element).into_iter().collect()
            }
            _ => self.shape(node, place).map(Node::Element).into_iter().collect(),
        }
    }

    fn group(&mut self, node: Xml<'_, '_>, place: &Place) -> Vec<Node> {
        let classes = node.attribute("class").unwrap_or_default();
        let has = |class: &str| classes.split_whitespace().any(|own| own == class);
        if has("actorPopupMenu") || has("today") || has("note-cluster") {
            return Vec::new();
        }
        let inner = self.place(node, classes, place);
        let spot = self.spot(node, classes);
        let mut children = self.children(node, &inner);
        if has("tick") && self.crowded(node) {
            children.retain(|child| !matches!(child, Node::Element(element) if element.name == "text"));
        }
        if children.is_empty() {
            return children;
        }
        let mut attributes: Vec<(&'static str, Value)> = Vec::new();
        let centred = has("label")
            && match inner.group {
                Group::Node | Group::Note => self.family == Family::State,
                Group::EdgeLabel => self.family == Family::Entities,
                _ => false,
            };
        if let Some(moved) = node.attribute("transform").and_then(transform) {
            let lowered = self.family == Family::State && inner.group == Group::EdgeLabel && classes.is_empty();
            let moved = match () {
                () if centred => leftmost(&moved),
                () if lowered => raised(&moved),
                () => moved,
            };
            attributes.push(("transform", moved.into()));
        }
        if let Some(ink) = ink(node).filter(|_| inner.group != place.group) {
            attributes.push(("fill", ink.into()));
        }
        if let Some((key, _)) = &spot
            && let Some(tip) = self.click(key).and_then(|click| click.tooltip.clone())
        {
            let title = Element { children: vec![Node::Text(tip)], ..Element::new("title") };
            children.insert(0, Node::Element(title));
        }
        if !attributes.is_empty() || spot.is_some() {
            children = vec![Node::Element(Element { attributes, children, ..Element::new("g") })];
        }
        match spot {
            Some((key, label)) => vec![self.open(&key, label, children)],
            None => children,
        }
    }

    /// Whether the words of a tick would stand in those of the one before.
    fn crowded(&mut self, node: Xml<'_, '_>) -> bool {
        let at: Option<f32> = node
            .attribute("transform")
            .and_then(|moved| moved.strip_prefix("translate(")?.split([',', ')']).next()?.parse().ok());
        let half = Font::regular(11.0).width(&drawn_words(node)) / 2.0 + 4.0;
        let Some(at) = at else { return false };
        if at - half < self.taken {
            return true;
        }
        self.taken = at + half;
        false
    }

    /// What stands around the parts of a group.
    fn place(&self, node: Xml<'_, '_>, classes: &str, place: &Place) -> Place {
        let mut inner = place.clone();
        let id = node.attribute("id").unwrap_or_default();
        for class in classes.split_whitespace() {
            inner.group = match class {
                "node" if id.starts_with("rb-note") => Group::Note,
                "node" if inner.group == Group::Note => Group::Note,
                "statediagram-note" => Group::Note,
                "section-root" if self.family == Family::Mindmap => Group::Hub,
                "node" | "data-point" | "timeline-node" => Group::Node,
                "cluster" | "statediagram-cluster" => Group::Cluster,
                "edgePaths" => Group::Edges,
                "edgeLabels" | "edgeLabel" | "edgeTerminals" => Group::EdgeLabel,
                "nodes" | "clusters" => Group::Root,
                "grid" => Group::Grid,
                "actor-man" => Group::Person,
                _ => inner.group,
            };
            if let Some(number) = class.strip_prefix("section-").and_then(|number| number.parse::<i32>().ok()) {
                let first = if self.family == Family::Timeline { 1 } else { 0 };
                inner.tone = usize::try_from(number + first).unwrap_or(0);
            }
        }
        if !classes.is_empty() {
            inner.label.push(' ');
            inner.label.push_str(classes);
        }
        let style = node.attribute("style").unwrap_or_default();
        inner.bold |= declarations(style).any(|(name, value)| name == "font-weight" && super::engine::is_bold(value));
        inner
    }

    /// The key and the words of what may become a link.
    fn spot(&self, node: Xml<'_, '_>, classes: &str) -> Option<(String, String)> {
        let has = |class: &str| classes.split_whitespace().any(|own| own == class);
        let is_spot = match self.family {
            Family::Sequence => node.attribute("data-et") == Some("participant"),
            Family::Timeline => has("timeline-node"),
            Family::Quadrant => has("data-point"),
            Family::Flowchart | Family::State | Family::Class | Family::Entities | Family::Mindmap => has("node"),
            Family::Gantt | Family::Pie | Family::Journey => false,
        };
        let id = node.attribute("id").unwrap_or_default();
        if !is_spot || has("statediagram-note") || id.starts_with("rb-note") {
            return None;
        }
        let key = node.attribute("data-id").map_or_else(|| key(self.family, id), str::to_owned);
        let label = match self.labels.get(&key) {
            Some(label) => label.clone(),
            None => drawn_words(node),
        };
        let has_words =
            node.descendants().any(|inner| inner.is_text() && !inner.text().unwrap_or_default().trim().is_empty());
        (has_words && !label.is_empty()).then_some((key, label))
    }

    fn click(&self, key: &str) -> Option<&Click> {
        self.clicks.iter().rev().find(|click| click.ids.iter().any(|id| id == key))
    }

    fn open(&mut self, key: &str, label: String, inside: Vec<Node>) -> Node {
        let target = self.click(key).map(|click| (click.target.clone(), click.range.clone()));
        let number = self.spots.len() as u32;
        self.spots.push(Spot { label, target });
        Node::Spot(number, inside)
    }

    fn words(&mut self, node: Xml<'_, '_>, place: &Place) -> Vec<Node> {
        let classes = node.attribute("class").unwrap_or_default();
        let mut setting = settings::setting(self.family, place.group, classes, &place.label);
        setting.bold |= place.bold;
        let Some(element) = text::text(node, &setting) else { return Vec::new() };
        let key = match self.family {
            Family::Gantt => {
                node.attribute("id").and_then(|id| id.strip_suffix("-text")).map(|id| key(self.family, id))
            }
            Family::Journey if classes.split_whitespace().any(|own| own == "task") => Some(String::new()),
            _ => None,
        };
        let label = drawn_words(node);
        match key {
            Some(key) if !label.is_empty() => vec![self.open(&key, label, vec![Node::Element(element)])],
            _ => vec![Node::Element(element)],
        }
    }

    fn shape(&mut self, node: Xml<'_, '_>, place: &Place) -> Option<Element> {
        let (tag, placed): (&'static str, &[&'static str]) = match node.tag_name().name() {
            "rect" => ("rect", &["x", "y", "width", "height", "rx", "ry"]),
            "path" => ("path", &["d"]),
            "circle" => ("circle", &["cx", "cy", "r"]),
            "ellipse" => ("ellipse", &["cx", "cy", "rx", "ry"]),
            "polygon" => ("polygon", &["points"]),
            "polyline" => ("polyline", &["points"]),
            "line" => ("line", &["x1", "y1", "x2", "y2"]),
            _ => return None,
        };
        if tag == "rect"
            && !["width", "height"].iter().all(|name| node.attribute(*name).is_some_and(|size| size != "0"))
        {
            return None;
        }
        let mut element = Element::new(tag);
        for name in placed {
            let value = node.attribute(*name).map(tidy).filter(|value| value != "0" || matches!(*name, "r" | "d"));
            element = match value {
                Some(value) => element.with(name, value),
                None => element,
            };
        }
        self.painted(node, place, element)
    }

    /// The shape in its colours, with the ends of lines.
    fn painted(&mut self, node: Xml<'_, '_>, place: &Place, mut element: Element) -> Option<Element> {
        let style = node.attribute("style").filter(|_| self.family == Family::Pie).unwrap_or_default();
        let styled = declarations(style).find_map(|(name, value)| (name == "fill").then_some(value));
        let shape = Shape {
            family: self.family,
            tag: element.name,
            classes: node.attribute("class").unwrap_or_default(),
            group: place.group,
            tone: place.tone,
            fill: node.attribute("fill").or(styled),
            stroke: node.attribute("stroke"),
            dashed: node.has_attribute("stroke-dasharray"),
        };
        let is_end = node.has_attribute("marker-start") || node.has_attribute("marker-end");
        let painted = paint::colours(&shape);
        if painted.is_none() && !is_end {
            return None;
        }
        let mut paint = painted.unwrap_or_default();
        let own = self.own_colours(node, &shape);
        if let Some(fill) = own.fill.filter(|_| paint.fill != "none") {
            paint.fill = fill.css;
        }
        if let Some(stroke) = own.stroke.filter(|_| paint.stroke != "none") {
            paint.stroke = stroke.css;
        }
        if let Some(moved) = node.attribute("transform").and_then(transform) {
            element = element.with("transform", moved);
        }
        if shape.is("milestone") {
            element = diamond(element);
        }
        element = element.with("fill", if paint.fill.is_empty() { "none".to_owned() } else { paint.fill });
        if !paint.stroke.is_empty() && paint.stroke != "none" {
            element = element.with("stroke", paint.stroke.as_str());
            let width = own.width.unwrap_or_else(|| paint.width.to_owned());
            for (name, value) in
                [("stroke-width", width), ("stroke-dasharray", own.dashes.unwrap_or_else(|| paint.dashes.to_owned()))]
            {
                if !value.is_empty() && value != "1" {
                    element = element.with(name, value);
                }
            }
        }
        let colour = if paint.stroke.is_empty() || paint.stroke == "none" { paint::EDGE } else { &paint.stroke };
        Some(self.ended(node, element, colour))
    }

    fn ended(&mut self, node: Xml<'_, '_>, mut element: Element, colour: &str) -> Element {
        for name in ["marker-start", "marker-end"] {
            let id = node.attribute(name).and_then(|url| url.strip_prefix("url(#")?.strip_suffix(')'));
            if let Some(id) = id {
                let used = (id.to_owned(), colour.to_owned());
                if !self.used.contains(&used) {
                    self.used.push(used);
                }
                element = element.with(name, Value::Url(markers::name(id, colour)));
            }
        }
        element
    }

    /// What the author asked for, in the families where authors may.
    fn own_colours(&self, node: Xml<'_, '_>, shape: &Shape<'_>) -> Own {
        let mut own = Own::default();
        if !matches!(self.family, Family::Flowchart | Family::State | Family::Class | Family::Entities) {
            return own;
        }
        for (name, value) in declarations(node.attribute("style").unwrap_or_default()) {
            let colour = || Colour::read(value).filter(|colour| !colour.css.starts_with("#0001"));
            match name {
                "fill" if shape.group != Group::Edges => own.fill = colour(),
                "stroke" => own.stroke = colour(),
                "stroke-width" => own.width = lengths(value),
                "stroke-dasharray" => own.dashes = lengths(value),
                _ => {}
            }
        }
        own
    }
}

/// What an author asked for.
#[derive(Default)]
struct Own {
    fill: Option<Colour>,
    stroke: Option<Colour>,
    width: Option<String>,
    dashes: Option<String>,
}

/// The colour of words on a part that its author coloured.
fn ink(node: Xml<'_, '_>) -> Option<String> {
    let mut shapes = node.children().flat_map(|child| child.descendants()).filter(|inner| {
        inner.attribute("d").is_some()
            || inner.has_attribute("points")
            || inner.has_attribute("width")
            || inner.has_attribute("r")
    });
    let fill = shapes.find_map(|shape| {
        let style = shape.attribute("style")?;
        let (_, value) = declarations(style).find(|(name, _)| *name == "fill")?;
        Colour::read(value).filter(|colour| !colour.css.starts_with("#0001"))
    })?;
    let own = node
        .descendants()
        .filter_map(|inner| inner.attribute("style"))
        .flat_map(declarations)
        .find_map(|(name, value)| (name == "color").then(|| Colour::read(value))?);
    match own {
        Some(own) if own.contrast(&fill) >= 4.5 => Some(own.css),
        _ => Some(fill.ink().to_owned()),
    }
}

/// The declarations of a `style` attribute.
fn declarations(style: &str) -> impl Iterator<Item = (&str, &str)> {
    style.split(';').filter_map(|part| {
        let (name, value) = part.split_once(':')?;
        Some((name.trim(), value.trim().trim_end_matches("!important").trim()))
    })
}

/// Lengths, when they are nothing else.
fn lengths(value: &str) -> Option<String> {
    let only = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ' ' | ',' | 'p' | 'x');
    (value.len() < 24 && value.starts_with(|letter: char| letter.is_ascii_digit()) && value.chars().all(only))
        .then(|| value.to_owned())
}

/// The name of a part in its source, from the id that merman gave it.
fn key(family: Family, id: &str) -> String {
    let id = id.strip_prefix(ID).and_then(|id| id.strip_prefix('-')).unwrap_or(id);
    let start = match family {
        Family::Flowchart => "flowchart-",
        Family::State => "state-",
        Family::Class => "classId-",
        _ => return id.to_owned(),
    };
    let name = id.strip_prefix(start).unwrap_or(id);
    match name.rsplit_once('-') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name.to_owned(),
        _ => name.to_owned(),
    }
}

/// The words in a part, as they are drawn.
fn drawn_words(node: Xml<'_, '_>) -> String {
    let text: String =
        node.descendants().filter_map(|inner| inner.text().filter(|_| inner.is_text())).collect::<Vec<_>>().join(" ");
    super::words::lines(&text).join(" ")
}

/// A milestone as a diamond: mermaid turns the square by its style sheet.
fn diamond(element: Element) -> Element {
    let side = |name: &str| {
        let value = element.attributes.iter().find(|(own, _)| *own == name);
        value.and_then(|(_, value)| match value {
            Value::Plain(value) => value.parse::<f32>().ok(),
            _ => None,
        })
    };
    let (x, y, width) = (side("x").unwrap_or(0.0), side("y").unwrap_or(0.0), side("width").unwrap_or(20.0));
    let height = side("height").unwrap_or(width);
    let (left, top) = (x + width / 2.0, y + height / 2.0);
    let reach = height * 0.56;
    let data = format!(
        "M{} {}L{} {}L{} {}L{} {}Z",
        number(left - reach),
        number(top),
        number(left),
        number(top - reach),
        number(left + reach),
        number(top),
        number(left),
        number(top + reach)
    );
    Element::new("path").with("d", data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_ids() {
        assert_eq!(key(Family::Flowchart, "rb-flowchart-A-1-12"), "A-1");
        assert_eq!(key(Family::State, "rb-state-Draft-3"), "Draft");
        assert_eq!(key(Family::Gantt, "rb-b1"), "b1");
    }
}
