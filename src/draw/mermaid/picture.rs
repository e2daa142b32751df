//! Puts a picture together: its head, its name, its parts.

use super::engine::{Family, SIZE};
use super::lines::Words;
use super::numbers::number;
use super::paint;
use super::tree::{Node, Writer};
use crate::base::{Drawing, Spot};
use std::fmt::Write;

/// The picture, ready to be written.
pub(super) struct Picture {
    pub(super) family: Family,
    pub(super) view: [f32; 4],
    pub(super) nodes: Vec<Node>,
    pub(super) spots: Vec<Spot>,
}

impl Picture {
    /// The drawing, with the words that go with it.
    pub(super) fn into_drawing(self, words: Words) -> Drawing {
        let [left, top, width, height] = self.view;
        let mut out = Writer::default();
        let view = [left, top, width, height].map(number).join(" ");
        let (wide, high) = (width.ceil().max(1.0) as u32, height.ceil().max(1.0) as u32);
        let mut head = String::new();
        let _ = write!(
            head,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="diagram {}" width="{wide}" height="{high}" viewBox="{view}" style="--dg-width:{wide}px" role="graphics-document document" aria-labelledby=""#,
            class(self.family)
        );
        out.raw(&head);
        out.id();
        out.raw("-t\"");
        if words.desc.is_some() {
            out.raw(" aria-describedby=\"");
            out.id();
            out.raw("-d\"");
        }
        out.raw(&format!(
            r#" font-family="var(--sans,Inter,system-ui,sans-serif)" font-size="{}" fill="{}"><title id=""#,
            SIZE,
            paint::INK
        ));
        out.id();
        out.raw("-t\">");
        out.text(&words.title);
        out.raw("</title>");
        if let Some(desc) = &words.desc {
            out.raw("<desc id=\"");
            out.id();
            out.raw("-d\">");
            out.text(desc);
            out.raw("</desc>");
        }
        out.nodes(&self.nodes);
        out.raw("</svg>");
        Drawing {
            title: words.title,
            desc: words.desc,
            pieces: out.into_pieces(),
            spots: self.spots,
            lines: words.lines,
            width: wide,
            height: high,
        }
    }
}

/// The class of a family in the style sheet.
fn class(family: Family) -> &'static str {
    match family {
        Family::Flowchart => "flowchart",
        Family::Gantt => "gantt",
        Family::Timeline => "timeline",
        Family::Quadrant => "quadrant",
        Family::Mindmap => "mindmap",
        Family::Pie => "pie",
        Family::State => "states",
        Family::Sequence => "sequence",
        Family::Class => "classes",
        Family::Entities => "entities",
        Family::Journey => "journey",
    }
}
