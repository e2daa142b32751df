//! The ends of lines: arrows, crosses, crow's feet. Only those in use are written.

use super::paint::{CARD, EDGE};
use super::tree::{Element, Node};
use roxmltree::Node as Xml;

/// The markers in what merman wrote that `used` names, each with its id.
pub(super) fn markers(root: Xml<'_, '_>, used: &[(String, String)]) -> Vec<Node> {
    let mut definitions = Vec::new();
    for marker in root.descendants().filter(|node| node.has_tag_name("marker")) {
        for (_, colour) in used.iter().filter(|(id, _)| Some(id.as_str()) == marker.attribute("id")) {
            definitions.push(Node::Element(definition(marker, colour)));
        }
    }
    if definitions.is_empty() {
        return definitions;
    }
    vec![Node::Element(Element { children: definitions, ..Element::new("defs") })]
}

/// The id of a marker in a picture: what follows the picture's own id.
pub(super) fn name(id: &str, colour: &str) -> String {
    let name = id.strip_prefix(super::engine::ID).unwrap_or(id).trim_start_matches(['_', '-']);
    let name = name.split_once("__").map_or(name, |(name, _)| name);
    let safe = |text: &str| text.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect::<String>();
    let short = name.rsplit_once(['_', '-']).map_or(name, |(_, short)| short);
    let colour = if colour == EDGE { String::new() } else { format!("-{}", safe(colour)) };
    format!("{}{colour}", safe(short))
}

const PLACED: [&str; 7] = ["refX", "refY", "markerWidth", "markerHeight", "markerUnits", "orient", "viewBox"];

fn definition(marker: Xml<'_, '_>, colour: &str) -> Element {
    let id = marker.attribute("id").unwrap_or_default();
    let mut element = Element::new("marker").with("id", super::tree::Value::Id(name(id, colour)));
    for attribute in PLACED {
        if let Some(value) = marker.attribute(attribute) {
            element = element.with(attribute, value);
        }
    }
    for shape in marker.children().filter(Xml::is_element) {
        element.children.extend(part(shape, &name(id, EDGE), colour).map(Node::Element));
    }
    element
}

fn part(shape: Xml<'_, '_>, name: &str, colour: &str) -> Option<Element> {
    let (tag, placed): (_, &[&'static str]) = match shape.tag_name().name() {
        "path" => ("path", &["d"]),
        "circle" => ("circle", &["cx", "cy", "r"]),
        "polygon" => ("polygon", &["points"]),
        _ => return None,
    };
    let mut element = Element::new(tag);
    for attribute in placed {
        element = element.with(attribute, shape.attribute(*attribute)?);
    }
    let open = ["aggregation", "extension", "lollipop"].iter().any(|kind| name.starts_with(kind));
    let feet = ["onlyOne", "zeroOr", "oneOr", "cross", "stick"].iter().any(|kind| name.starts_with(kind));
    let (fill, stroke) = match () {
        () if open || (feet && tag == "circle") => (CARD, Some("1.2")),
        () if feet => ("none", Some(if name.starts_with("cross") { "2" } else { "1.2" })),
        () => (colour, None),
    };
    element = element.with("fill", fill);
    if let Some(width) = stroke {
        element = element.with("stroke", colour).with("stroke-width", width);
    }
    Some(element)
}
