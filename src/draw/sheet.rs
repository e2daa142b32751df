//! What charts are drawn on: an SVG of a given width with a name, hairlines, and words that keep to their room.

use super::Tone;
use super::escape::{Escaped, Id, safe_href};
use super::measure::Font;
use std::fmt::Write;

pub(super) const CARD: &str = "var(--card,#fff)";
pub(super) const INK: &str = "var(--ink,#1c2028)";
pub(super) const MUTED: &str = "var(--muted,#626875)";
pub(super) const LINE: &str = "var(--line,#e6e1d6)";
pub(super) const EDGE: &str = "var(--edge,#cfc8b8)";
pub(super) const TONE: &str = "var(--tone,#1f5f4f)";

/// For how much room a chart is laid out. Its words keep their size, so each width has a layout of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// A column of text and more: 700 px.
    Wide,
    /// A phone: 320 px.
    Slim,
}

impl Width {
    /// The width in px.
    pub(super) fn px(self) -> i32 {
        match self {
            Self::Wide => 700,
            Self::Slim => 320,
        }
    }
}

/// What names a chart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    /// What the ids in the SVG begin with.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

/// A chart that is being drawn, from top to bottom.
pub(super) struct Sheet {
    pub(super) width: i32,
    /// Down to where it is drawn, in px.
    pub(super) y: i32,
    pub(super) out: String,
}

impl Sheet {
    pub(super) fn new(width: Width) -> Self {
        Self { width: width.px(), y: 0, out: String::new() }
    }

    /// The whole SVG; `class` says which chart it is.
    pub(super) fn svg(self, name: Name<'_>, class: &str) -> String {
        let (width, height, id) = (self.width, self.y, Id(name.id));
        let (title, description) = (Escaped(name.title), Escaped(name.description));
        let mut svg = String::with_capacity(self.out.len() + 640);
        let _ = write!(
            svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="{class}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" direction="ltr" role="graphics-document document" aria-labelledby="{id}-t" aria-describedby="{id}-d" font-family="var(--sans,Inter,system-ui,sans-serif)" font-size="13" fill="{INK}"><title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>"#
        );
        svg.push_str(&self.out);
        svg.push_str("</svg>");
        svg
    }

    /// Lines of words that begin at `x`, the first on the base line `y`.
    pub(super) fn words(&mut self, lines: &[String], (x, y): (i32, i32), set: Set) {
        let [first, rest @ ..] = lines else { return };
        let Set { font, line, fill, anchor } = set;
        let _ = write!(self.out, r#"<text x="{x}" y="{y}""#);
        if font.size != 13.0 {
            let _ = write!(self.out, r#" font-size="{}""#, font.size);
        }
        if font.bold {
            self.out.push_str(r#" font-weight="600""#);
        }
        if fill != INK {
            let _ = write!(self.out, r#" fill="{fill}""#);
        }
        self.out.push_str(match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        });
        let _ = write!(self.out, ">{}", Escaped(first));
        for one in rest {
            let _ = write!(self.out, r#" <tspan x="{x}" dy="{line}">{}</tspan>"#, Escaped(one));
        }
        self.out.push_str("</text> ");
    }

    /// A hairline across the whole sheet.
    pub(super) fn rule(&mut self, y: i32) {
        let _ = write!(self.out, r#"<path d="M0 {y}.5H{}" stroke="{LINE}"/>"#, self.width);
    }

    /// Hairlines from the top down, at each of the places.
    pub(super) fn grid(&mut self, places: impl Iterator<Item = i32>, top: i32, bottom: i32) {
        let mut data = String::new();
        places.for_each(|x| {
            let _ = write!(data, "M{x}.5 {top}V{bottom}");
        });
        let _ = write!(self.out, r#"<path d="{data}" stroke="{LINE}"/>"#);
    }

    /// Begins an entry of a list, a link where it leads somewhere; the name is what is read aloud.
    pub(super) fn open_entry(&mut self, name: &str, href: Option<&str>) -> &'static str {
        let name = Escaped(name);
        match href.and_then(safe_href) {
            Some(href) => {
                let href = Escaped(href);
                let _ = write!(self.out, r#"<g role="listitem"><a href="{href}" aria-label="{name}">"#);
                "</a></g>"
            }
            None => {
                let _ = write!(self.out, r#"<g role="listitem"><g role="img" aria-label="{name}">"#);
                "</g></g>"
            }
        }
    }
}

/// How words are set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub(super) font: Font,
    /// The height of a line in px.
    pub(super) line: i32,
    pub(super) fill: &'static str,
    pub(super) anchor: Anchor,
}

impl Set {
    /// Words that begin at their place.
    pub(super) const fn new(font: Font, line: i32, fill: &'static str) -> Self {
        Self { font, line, fill, anchor: Anchor::Start }
    }

    /// The same at another side of their place.
    pub(super) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// Where the place of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// The class that gives a tone its colour.
pub(super) fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Shared => "tone-shared",
        Tone::Ic => "tone-ic",
        Tone::Management => "tone-management",
        Tone::Hybrid => "tone-hybrid",
        Tone::Specialist => "tone-specialist",
    }
}
