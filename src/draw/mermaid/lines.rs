//! A diagram in words: its name, its parts, what connects them.

use super::engine::{Drawn, Family};
use super::words::line;
use serde_json::Value;
use std::collections::BTreeMap;

/// What goes with a picture.
pub(super) struct Words {
    /// Its accessible name.
    pub(super) title: String,
    /// What its author says about it.
    pub(super) desc: Option<String>,
    /// Its parts and connections.
    pub(super) lines: Vec<String>,
    /// The words of its parts, by their names in the source.
    pub(super) labels: BTreeMap<String, String>,
}

/// What a diagram says, in words.
pub(super) fn words(drawn: &Drawn) -> Words {
    let model = &drawn.model;
    let (labels, lines) = match drawn.family {
        Family::Flowchart => flowchart(model),
        Family::State => states(model),
        Family::Class => classes(model),
        Family::Entities => entities(model),
        Family::Sequence => sequence(model),
        Family::Mindmap => mindmap(model),
        Family::Gantt => (BTreeMap::new(), gantt(model)),
        Family::Timeline => (BTreeMap::new(), timeline(model)),
        Family::Quadrant => (BTreeMap::new(), quadrant(model)),
        Family::Pie => (BTreeMap::new(), pie(model)),
        Family::Journey => (BTreeMap::new(), journey(model)),
    };
    let given = |name: &str| Some(line(text(model, name))).filter(|text| !text.is_empty());
    let front = drawn.title.as_deref().map(line).filter(|title| !title.is_empty());
    let title = given("accTitle").or(front).or_else(|| given("title")).unwrap_or_else(|| name(drawn));
    let labels = labels.into_iter().map(|(key, label)| (key, super::words::lines(&label).join("\n"))).collect();
    Words { title, desc: given("accDescr"), lines, labels }
}

/// What it is and how large, such as `Flowchart with 12 steps`.
fn name(Drawn { family, model, .. }: &Drawn) -> String {
    let states = || list(model, "nodes").iter().filter(|node| text(node, "shape").starts_with("rect")).count();
    let (name, count, one, many) = match family {
        Family::Flowchart => ("Flowchart", list(model, "nodes").len(), "step", "steps"),
        Family::Gantt => ("Gantt chart", list(model, "tasks").len(), "task", "tasks"),
        Family::Timeline => ("Time line", list(model, "tasks").len(), "period", "periods"),
        Family::Quadrant => ("Quadrant chart", list(model, "points").len(), "point", "points"),
        Family::Mindmap => ("Mind map", list(model, "nodes").len(), "topic", "topics"),
        Family::Pie => ("Pie chart", list(model, "sections").len(), "slice", "slices"),
        Family::State => ("State diagram", states(), "state", "states"),
        Family::Sequence => ("Sequence diagram", list(model, "actorOrder").len(), "participant", "participants"),
        Family::Class => ("Class diagram", map(model, "classes").count(), "class", "classes"),
        Family::Entities => ("Entity diagram", map(model, "entities").count(), "entity", "entities"),
        Family::Journey => ("Journey", list(model, "tasks").len(), "task", "tasks"),
    };
    format!("{name} with {count} {}", if count == 1 { one } else { many })
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn map<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value.get(name).and_then(Value::as_object).into_iter().flatten()
}

type Labels = BTreeMap<String, String>;

fn named<'a>(labels: &'a Labels, id: &'a str) -> String {
    line(labels.get(id).map_or(id, String::as_str))
}

/// `A → B: label`, or `A – B` when the line has no arrow.
fn connection(from: &str, to: &str, (sign, label): (&str, &str)) -> String {
    let label = line(label);
    if label.is_empty() { format!("{from} {sign} {to}") } else { format!("{from} {sign} {to}: {label}") }
}

/// The parts that no connection names, before the connections.
fn all(labels: &Labels, order: &[&str], connected: &[&str], connections: Vec<String>) -> Vec<String> {
    let alone = order.iter().filter(|id| !connected.contains(id)).map(|id| named(labels, id));
    alone.filter(|line| !line.is_empty()).chain(connections).collect()
}

fn flowchart(model: &Value) -> (Labels, Vec<String>) {
    let mut labels = Labels::new();
    for node in list(model, "nodes") {
        let label = Some(text(node, "label")).filter(|label| !label.is_empty()).unwrap_or(text(node, "id"));
        labels.insert(text(node, "id").to_owned(), label.to_owned());
    }
    let mut lines = Vec::new();
    let groups: Vec<&Value> = list(model, "subgraphs").iter().collect();
    for group in &groups {
        let title = Some(text(group, "title")).filter(|title| !title.is_empty()).unwrap_or(text(group, "id"));
        labels.insert(text(group, "id").to_owned(), title.to_owned());
    }
    let mut connected = Vec::new();
    for edge in list(model, "edges") {
        let (from, to) = (text(edge, "from"), text(edge, "to"));
        connected.extend([from, to]);
        let kind = text(edge, "type");
        let sign = match () {
            () if kind.starts_with("double_") => "↔",
            () if kind == "arrow_open" => "–",
            () => "→",
        };
        lines.push(connection(&named(&labels, from), &named(&labels, to), (sign, text(edge, "label"))));
    }
    for group in groups {
        let inside: Vec<String> =
            list(group, "nodes").iter().filter_map(Value::as_str).map(|id| named(&labels, id)).collect();
        if !inside.is_empty() {
            lines.push(format!("{}: {}", named(&labels, text(group, "id")), inside.join("; ")));
        }
    }
    let order: Vec<&str> = list(model, "nodes").iter().map(|node| text(node, "id")).collect();
    let lines = all(&labels, &order, &connected, lines);
    (labels, lines)
}

fn states(model: &Value) -> (Labels, Vec<String>) {
    let mut labels = Labels::new();
    let mut order = Vec::new();
    let mut notes = Vec::new();
    for node in list(model, "nodes") {
        let (id, shape) = (text(node, "id"), text(node, "shape"));
        let label = match shape {
            "stateStart" => "start",
            "stateEnd" => "end",
            "note" => {
                notes.push(format!("Note: {}", line(text(node, "label"))));
                continue;
            }
            "noteGroup" => continue,
            _ => node.get("description").and_then(joined).unwrap_or_else(|| text(node, "label")),
        };
        labels.insert(id.to_owned(), label.to_owned());
        order.push(id);
    }
    let mut connected = Vec::new();
    let mut lines = Vec::new();
    for edge in list(model, "edges") {
        let (from, to) = (text(edge, "start"), text(edge, "end"));
        if !labels.contains_key(from) || !labels.contains_key(to) {
            continue;
        }
        connected.extend([from, to]);
        lines.push(connection(&named(&labels, from), &named(&labels, to), ("→", text(edge, "label"))));
    }
    lines.append(&mut notes);
    let lines = all(&labels, &order, &connected, lines);
    (labels, lines)
}

/// A text that may be given as a list of one.
fn joined(value: &Value) -> Option<&str> {
    match value {
        Value::Array(parts) => parts.first().and_then(Value::as_str),
        value => value.as_str(),
    }
    .filter(|text| !text.is_empty())
}

fn classes(model: &Value) -> (Labels, Vec<String>) {
    let mut labels = Labels::new();
    let mut lines = Vec::new();
    for (id, class) in map(model, "classes") {
        let name = Some(text(class, "text")).filter(|text| !text.is_empty()).unwrap_or(id);
        labels.insert(id.clone(), name.to_owned());
        let members = list(class, "members").iter().chain(list(class, "methods"));
        let members: Vec<&str> = members.map(|member| text(member, "displayText")).collect();
        lines.push(if members.is_empty() { line(name) } else { format!("{}: {}", line(name), members.join(", ")) });
    }
    for relation in list(model, "relations") {
        let (from, to) = (named(&labels, text(relation, "id1")), named(&labels, text(relation, "id2")));
        let kind = relation.get("relation");
        let kind = |end: &str| kind.and_then(|kind| kind.get(end)).and_then(Value::as_i64).unwrap_or(-1);
        let sign = match (kind("type1") >= 0, kind("type2") >= 0) {
            (true, false) => "←",
            (false, true) => "→",
            (true, true) => "↔",
            (false, false) => "–",
        };
        let ends = ["relationTitle1", "relationTitle2"].map(|end| text(relation, end));
        let ends = ends.map(|end| if matches!(end, "" | "none") { String::new() } else { format!(" ({})", line(end)) });
        let [first, second] = ends;
        lines.push(connection(&format!("{from}{first}"), &format!("{to}{second}"), (sign, text(relation, "title"))));
    }
    lines.extend(list(model, "notes").iter().map(|note| format!("Note: {}", line(text(note, "text")))));
    (labels, lines)
}

fn entities(model: &Value) -> (Labels, Vec<String>) {
    let mut labels = Labels::new();
    let mut lines = Vec::new();
    for (name, entity) in map(model, "entities") {
        let alias = Some(text(entity, "alias")).filter(|alias| !alias.is_empty()).unwrap_or(name);
        labels.insert(text(entity, "id").to_owned(), alias.to_owned());
        let attributes: Vec<String> = list(entity, "attributes")
            .iter()
            .map(|attribute| format!("{} {}", text(attribute, "type"), text(attribute, "name")))
            .collect();
        lines.push(if attributes.is_empty() {
            line(alias)
        } else {
            format!("{}: {}", line(alias), attributes.join(", "))
        });
    }
    for relation in list(model, "relationships") {
        let many = |end: &str| match relation.get("relSpec").map_or("", |spec| text(spec, end)) {
            "ZERO_OR_ONE" => "none or one",
            "ZERO_OR_MORE" => "none or more",
            "ONE_OR_MORE" => "one or more",
            _ => "one",
        };
        let (from, to) = (named(&labels, text(relation, "entityA")), named(&labels, text(relation, "entityB")));
        let (from, to) = (format!("{from} ({})", many("cardB")), format!("{to} ({})", many("cardA")));
        lines.push(connection(&from, &to, ("–", text(relation, "roleA"))));
    }
    (labels, lines)
}

fn sequence(model: &Value) -> (Labels, Vec<String>) {
    let mut labels = Labels::new();
    for (id, actor) in map(model, "actors") {
        labels.insert(id.clone(), text(actor, "description").to_owned());
    }
    let mut lines = Vec::new();
    for message in list(model, "messages") {
        let words = text(message, "message");
        match (message.get("from").and_then(Value::as_str), message.get("to").and_then(Value::as_str)) {
            (Some(from), Some(_)) if message.get("placement").is_some_and(|place| !place.is_null()) => {
                lines.push(format!("Note at {}: {}", named(&labels, from), line(words)));
            }
            (Some(from), Some(to)) => {
                lines.push(connection(&named(&labels, from), &named(&labels, to), ("→", words)));
            }
            (None, None) if !words.is_empty() && !words.starts_with("rgb") => lines.push(format!("[{}]", line(words))),
            _ => {}
        }
    }
    (labels, lines)
}

fn mindmap(model: &Value) -> (Labels, Vec<String>) {
    let mut labels = Labels::new();
    let mut names = BTreeMap::new();
    let mut lines = Vec::new();
    for node in list(model, "nodes") {
        labels.insert(format!("node_{}", text(node, "id")), text(node, "label").to_owned());
        names.insert(text(node, "id"), line(text(node, "label")));
    }
    let mut parents = BTreeMap::new();
    for edge in list(model, "edges") {
        parents.insert(text(edge, "end"), text(edge, "start"));
    }
    for node in list(model, "nodes") {
        let mut path = vec![text(node, "id")];
        while let Some(parent) = path.last().and_then(|id| parents.get(id)).filter(|parent| !path.contains(parent)) {
            path.push(parent);
        }
        let path: Vec<&str> = path.iter().rev().filter_map(|id| names.get(id)).map(String::as_str).collect();
        lines.push(path.join(" › "));
    }
    (labels, lines)
}

fn gantt(model: &Value) -> Vec<String> {
    let line_of = |task: &Value| {
        let day = |end: &str| task.get(end).and_then(Value::as_f64).map(day);
        let kinds = ["milestone", "crit", "active", "done"];
        let words = ["milestone", "critical", "active", "done"];
        let is = |kind: &str| task.get(kind).and_then(Value::as_bool).unwrap_or(false);
        let mut kinds: Vec<&str> =
            kinds.into_iter().zip(words).filter(|(kind, _)| is(kind)).map(|(_, word)| word).collect();
        let dates = match (day("startTime"), day("renderEndTime").or_else(|| day("endTime"))) {
            (Some(start), Some(end)) if start != end && !is("milestone") => format!("{start} – {end}"),
            (Some(start), _) => start,
            _ => String::new(),
        };
        kinds.insert(0, &dates);
        let section = line(text(task, "section"));
        let section = if section.is_empty() { section } else { format!("{section}: ") };
        format!("{section}{}, {}", line(text(task, "task")), kinds.join(", "))
    };
    list(model, "tasks").iter().map(line_of).collect()
}

/// The day of a time in milliseconds since 1970, as `2026-01-05`: Howard Hinnant's `civil_from_days`.
fn day(milliseconds: f64) -> String {
    let days = (milliseconds / 86_400_000.0).floor() as i64 + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + i64::from(month <= 2))
}

fn timeline(model: &Value) -> Vec<String> {
    let line_of = |task: &Value| {
        let events: Vec<String> = list(task, "events").iter().filter_map(Value::as_str).map(line).collect();
        let section = line(text(task, "section"));
        let section = if section.is_empty() { section } else { format!("{section}, ") };
        format!("{section}{}: {}", line(text(task, "task")), events.join("; "))
    };
    list(model, "tasks").iter().map(line_of).collect()
}

fn quadrant(model: &Value) -> Vec<String> {
    let axes = model.get("axes");
    let axis = |name: &str| axes.map(|axes| line(text(axes, name))).unwrap_or_default();
    let mut lines = Vec::new();
    for (name, low, high) in [("Across", "xAxisLeftText", "xAxisRightText"), ("Up", "yAxisBottomText", "yAxisTopText")]
    {
        let (low, high) = (axis(low), axis(high));
        match (low.as_str(), high.as_str()) {
            ("", "") => {}
            (low, "") => lines.push(format!("{name}: {low}")),
            (low, high) => lines.push(format!("{name}: from {low} to {high}")),
        }
    }
    let quadrants = model.get("quadrants");
    for (key, place) in [
        ("quadrant1Text", "Top right"),
        ("quadrant2Text", "Top left"),
        ("quadrant3Text", "Bottom left"),
        ("quadrant4Text", "Bottom right"),
    ] {
        let words = quadrants.map(|quadrants| line(text(quadrants, key))).unwrap_or_default();
        if !words.is_empty() {
            lines.push(format!("{place}: {words}"));
        }
    }
    for point in list(model, "points") {
        let part = |name: &str| (point.get(name).and_then(Value::as_f64).unwrap_or(0.0) * 100.0).round();
        lines.push(format!("{}: {} % across, {} % up", line(text(point, "text")), part("x"), part("y")));
    }
    lines
}

fn pie(model: &Value) -> Vec<String> {
    let value = |section: &Value| section.get("value").and_then(Value::as_f64).unwrap_or(0.0);
    let sum: f64 = list(model, "sections").iter().map(value).sum();
    let line_of = |section: &Value| {
        let value = value(section);
        format!(
            "{}: {value} ({:.0} %)",
            line(text(section, "label")),
            if sum > 0.0 { value / sum * 100.0 } else { 0.0 }
        )
    };
    list(model, "sections").iter().map(line_of).collect()
}

fn journey(model: &Value) -> Vec<String> {
    let line_of = |task: &Value| {
        let people: Vec<String> = list(task, "people").iter().filter_map(Value::as_str).map(line).collect();
        let people = if people.is_empty() { String::new() } else { format!(" ({})", people.join(", ")) };
        let score = task.get("score").and_then(Value::as_f64).unwrap_or(0.0);
        let section = line(text(task, "section"));
        let section = if section.is_empty() { section } else { format!("{section}: ") };
        format!("{section}{}, {score} of 5{people}", line(text(task, "task")))
    };
    list(model, "tasks").iter().map(line_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day(0.0), "1970-01-01");
        assert_eq!(day(1_767_571_200_000.0), "2026-01-05");
        assert_eq!(day(951_782_400_000.0), "2000-02-29");
        assert_eq!(day(-86_400_000.0), "1969-12-31");
    }
}
