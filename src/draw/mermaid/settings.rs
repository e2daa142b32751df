//! How words are set: their size, weight, colour and where they hang, by what they stand for.

use super::engine::{Family, SIZE};
use super::paint::{CARD, Group, MUTED, ON};

/// Where words hang from their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
    /// From the left in mermaid, in the middle of their own width here.
    Centred,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    pub(super) anchor: Anchor,
    /// In px.
    pub(super) size: f32,
    pub(super) bold: bool,
    /// The colour, when it is not that of what they stand in.
    pub(super) fill: Option<&'static str>,
}

const PLAIN: Setting = Setting { anchor: Anchor::Start, size: SIZE, bold: false, fill: None };
const MIDDLE: Setting = Setting { anchor: Anchor::Middle, ..PLAIN };
const TITLE: Setting = Setting { anchor: Anchor::Middle, size: 16.0, bold: true, ..PLAIN };

/// The setting of words with these classes in a group; `label` has the classes of the groups around them.
pub(super) fn setting(family: Family, group: Group, classes: &str, label: &str) -> Setting {
    let is = |class: &str| classes.split_whitespace().any(|own| own == class);
    let within = |class: &str| label.split_whitespace().any(|own| own == class);
    match family {
        _ if is("flowchartTitleText") || is("classDiagramTitleText") || is("erDiagramTitleText") || is("titleText") => {
            TITLE
        }
        _ if is("statediagramTitleText") || is("pieTitleText") || within("title") => TITLE,
        Family::Flowchart | Family::State | Family::Class | Family::Entities => {
            let moved = matches!(family, Family::Flowchart | Family::State);
            graph((group, moved, family == Family::Class), label, &within)
        }
        Family::Gantt => gantt(group, classes),
        Family::Pie if is("slice") => Setting { fill: Some(ON), bold: true, ..MIDDLE },
        Family::Pie => PLAIN,
        Family::Mindmap if group == Group::Hub => Setting { fill: Some(ON), bold: true, ..MIDDLE },
        Family::Timeline | Family::Journey if group == Group::Root && !is("legend") && !is("task") => match () {
            () if is("journey-section") => Setting { bold: true, ..MIDDLE },
            () => Setting { anchor: Anchor::Start, ..TITLE },
        },
        Family::Journey if is("legend") => PLAIN,
        Family::Timeline | Family::Mindmap | Family::Journey => MIDDLE,
        Family::Quadrant if group == Group::Node => Setting { size: 13.0, ..MIDDLE },
        Family::Quadrant if within("quadrant") => Setting { bold: true, ..MIDDLE },
        Family::Quadrant => Setting { size: 13.0, fill: Some(MUTED), ..MIDDLE },
        Family::Sequence => match () {
            () if is("sequenceNumber") => Setting { size: 10.0, bold: true, fill: Some(CARD), ..MIDDLE },
            () if is("actor") => Setting { bold: true, ..MIDDLE },
            () if is("labelText") => Setting { size: 12.0, bold: true, ..MIDDLE },
            () if is("loopText") || is("sectionTitle") => Setting { size: 13.0, fill: Some(MUTED), ..MIDDLE },
            () if classes.is_empty() => TITLE,
            () => MIDDLE,
        },
    }
}

/// `moved` where the label stands in the middle of its part.
fn graph((group, moved, is_class): (Group, bool, bool), label: &str, within: &dyn Fn(&str) -> bool) -> Setting {
    match group {
        Group::EdgeLabel if !moved && within("label") && !within("edgeTerminals") && is_class => {
            Setting { anchor: Anchor::Centred, fill: Some(MUTED), ..PLAIN }
        }
        Group::EdgeLabel => Setting { fill: Some(MUTED), ..MIDDLE },
        Group::Cluster => Setting { anchor: Anchor::Centred, bold: true, ..PLAIN },
        _ if within("members-group") || within("methods-group") || label.contains("attribute-") => PLAIN,
        _ if within("label-group") || within("name") => Setting { anchor: Anchor::Centred, bold: true, ..PLAIN },
        _ if within("annotation-group") => Setting { anchor: Anchor::Centred, ..PLAIN },
        _ if !moved && within("label") => Setting { anchor: Anchor::Centred, ..PLAIN },
        _ => MIDDLE,
    }
}

fn gantt(group: Group, classes: &str) -> Setting {
    let small = Setting { size: 12.0, ..PLAIN };
    let begins = |start: &str| classes.split_whitespace().any(|own| own.starts_with(start));
    match () {
        () if group == Group::Grid => Setting { size: 11.0, fill: Some(MUTED), ..MIDDLE },
        () if begins("taskTextOutsideRight") => small,
        () if begins("taskTextOutsideLeft") => Setting { anchor: Anchor::End, ..small },
        () if begins("taskText") || begins("vertText") => Setting { anchor: Anchor::Middle, ..small },
        () => Setting { bold: true, ..small },
    }
}
