//! What a change is about: the part of its thing in the words of a reader, with the heading that it stands under.

use crate::base::Block;
use crate::diff::change::{Kind, Name, Side, Value};
use crate::diff::part::Part;

/// A heading is cut after so many characters.
const LONGEST: usize = 60;

/// What a part is called, such as `Reliability`, `Milestone, Year 1` or `Promotion to Staff Engineer`; empty for the
/// thing itself.
pub(super) fn label(side: &Side) -> String {
    let place = &side.place;
    let about = place.thing.as_ref().map(|thing| thing.title.plain());
    let group = place.group.as_ref().map(|group| shortened(&group.plain())).filter(|group| !group.is_empty());
    if side.thing.kind == Kind::Band {
        return pay(side);
    }
    match place.over.filter(|over| *over != place.part) {
        Some(over) => beside(place.part, over, (about.as_deref(), group.as_deref())),
        None => own(side, about.as_deref(), group.as_deref()),
    }
}

/// Pay, with what tells a band from others of the same level.
fn pay(side: &Side) -> String {
    let paid = side.place.thing.as_ref().map(|thing| thing.title.plain()).unwrap_or_default();
    let band = side.thing.title.plain();
    let facets = band.strip_prefix(&paid).unwrap_or(&band).trim_start_matches(", ");
    let part = if side.place.part == Part::Pay { String::new() } else { word(side.place.part).to_lowercase() };
    joined(&["Pay", facets, &part])
}

/// The part of a thing itself.
fn own(side: &Side, about: Option<&str>, group: Option<&str>) -> String {
    let part = side.place.part;
    let name = word(part);
    let group = group.unwrap_or_default();
    let quoted = |what: &str| if group.is_empty() { what.to_owned() } else { format!("{what} of “{group}”") };
    match (part, about) {
        (Part::Whole, _) => String::new(),
        // A competency, level or milestone that is only named: it is what is told, not what is told about.
        (Part::Step, _) if matches!(side.value, Value::Things(_)) => "Competency".to_owned(),
        (Part::To, Some(_)) => "Promotion to".to_owned(),
        (Part::Milestone | Part::Theme, _) if is_heading(side) => name,
        (Part::Expectation | Part::Dimension, Some(about)) => joined(&[about, group]),
        (Part::Promotion, Some(about)) => joined(&[&format!("Promotion to {about}"), group]),
        (Part::UsualTime | Part::SuccessRate | Part::Remark, Some(about)) => {
            joined(&[&format!("Promotion to {about}"), part.word()])
        }
        (_, Some(about)) => joined(&[about, &name.to_lowercase(), group]),
        (Part::StepMeaning | Part::Criterion | Part::Example, None) => quoted(&name),
        (Part::Remark, None) if side.thing.kind == Kind::Guide => word(Part::Approach),
        (Part::Remark, None) => "Description".to_owned(),
        (Part::Share, None) => format!("Time for {group}"),
        (Part::Day, None) => joined(&["Week", group]),
        (Part::Task, None) if !group.is_empty() => group.to_owned(),
        (Part::Block, None) if is_heading(side) => "Heading".to_owned(),
        (Part::Block, None) if !group.is_empty() => format!("Under “{group}”"),
        (_, None) => joined(&[&name, group]),
    }
}

/// Whether what is told is the heading itself.
fn is_heading(side: &Side) -> bool {
    match (&side.value, &side.place.group) {
        (Value::Text(text), Some(group)) => text.plain() == group.plain(),
        (Value::Block(text, path), _) => match path.as_slice() {
            [at] => text.prose.blocks().get(*at).is_some_and(|block| matches!(block, Block::Heading { .. })),
            _ => false,
        },
        _ => false,
    }
}

/// What is said beside an entry, such as its example, its address or who may see it.
fn beside(part: Part, over: Part, (about, group): (Option<&str>, Option<&str>)) -> String {
    let name = word(part);
    let entry = group.map(|group| format!("“{group}”"));
    match (part, entry) {
        (Part::Heading, _) => joined(&[&format!("Heading over {}", many(over)), about.unwrap_or_default()]),
        (Part::To, _) => "Promotion to".to_owned(),
        (Part::Example, Some(entry)) => format!("Example for {entry}"),
        (Part::Audience, Some(entry)) => format!("Who may see {entry}"),
        (Part::Note | Part::Remark, Some(entry)) => format!("{name} on {entry}"),
        (_, Some(entry)) => format!("{name} of {entry}"),
        (Part::Step | Part::Remark, None) => joined(&[about.unwrap_or_default(), &name.to_lowercase()]),
        (_, None) => format!("{name} of the {}", over.word()),
    }
}

/// The parts of a label that are not empty.
fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    let text = parts.join(", ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a part is called at the start of a line.
fn word(part: Part) -> String {
    let known = match part {
        Part::Parent => "belongs to",
        Part::Also => "also called",
        Part::Audience => "shown to",
        Part::Step => "expected step",
        Part::Accumulates => "what lower levels ask for holds as well",
        Part::Ordered => "its levels follow one another",
        Part::Levels => "level",
        Part::Need => "needs",
        Part::From => "from",
        Part::To => "to",
        Part::Pathways => "pathways",
        Part::Reason => "why people do it",
        Part::Risk => "what can go wrong",
        Part::Order => "place",
        Part::StepMeaning => "meaning",
        Part::Approach => "what to do",
        other => other.word(),
    };
    joined(&[known])
}

/// What several entries of a part are called.
pub(super) fn many(part: Part) -> String {
    match part {
        Part::Story => "stories".to_owned(),
        Part::AlsoNeeded => "further needs".to_owned(),
        Part::Promotion => "promotion criteria".to_owned(),
        Part::Criterion => "criteria".to_owned(),
        Part::Day => "entries of a week".to_owned(),
        Part::ScaleStep => "steps".to_owned(),
        Part::Also => "other titles".to_owned(),
        other => match other.word().strip_suffix("ity") {
            Some(stem) => format!("{stem}ities"),
            None => format!("{}s", other.word()),
        },
    }
}

/// How many entries of a part, such as `3 milestones`.
pub(super) fn counted(part: Part, count: usize) -> String {
    match (count, part) {
        (1, Part::Step) => "1 competency".to_owned(),
        (count, Part::Step) => format!("{count} competencies"),
        (1, Part::AlsoNeeded) => "1 further need".to_owned(),
        (1, Part::Day) => "1 entry of a week".to_owned(),
        (1, Part::ScaleStep) => "1 step".to_owned(),
        (1, part) => format!("1 {}", part.word()),
        (count, part) => format!("{count} {}", many(part)),
    }
}

/// The first words of a text, on one line.
fn shortened(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let start: String = line.chars().take(LONGEST).collect();
    let end = start.rfind(' ').filter(|end| *end > LONGEST / 2).unwrap_or(start.len());
    format!("{} …", start.get(..end).unwrap_or(&start).trim_end_matches([',', ';', ':', '.']))
}

/// Where a thing is, as notes say it: its title, and the part of it where that is another.
pub(super) fn whereabouts(other: &Side, this: &Side) -> String {
    let same_thing = same(&other.thing, &this.thing);
    match (label(other), label(this)) {
        (there, here) if there == here || there.is_empty() => other.thing.title.plain(),
        (there, _) if same_thing => there,
        (there, _) => format!("{} ({there})", other.thing.title.plain()),
    }
}

fn same(one: &Name, other: &Name) -> bool {
    one.kind == other.kind && (one.id == other.id || one.title == other.title)
}
