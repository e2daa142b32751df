//! What a level says as one text, which is the same wherever, whenever and however the same is written.
//!
//! It holds what a comparison of two versions of the level looks at: the title, the track, all statements with their
//! places, and the level's own pay. Left out are its id and its owner, the ids of single entries, and its place among
//! the other levels of the track, which changes with those. How the files are written and split makes no difference, nor
//! do the titles of other things: they are told by their ids, see [`Called`].

use super::book::{Book, Ref};
use super::change::Kind;
use super::form;
use super::lines::is_listed;
use super::part::Part;
use super::sheet::{self, Line, Said, Sheet};
use crate::model::handbook::Handbook;
use crate::model::things::{Level, MoveKind, Status, Text, TrackKind};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// By which id things are told that have had several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// The first of their old ids, else their id: it stays the same when another one follows.
    First,
    /// The last of their old ids, else their id.
    Last,
    /// Their id.
    Now,
}

/// A handbook whose levels are written down as texts.
#[derive(Debug)]
pub struct Canon<'a> {
    book: Book<'a>,
}

impl<'a> Canon<'a> {
    /// A handbook with its things called in one way.
    pub fn new(handbook: &'a Handbook, called: Called) -> Self {
        let mut book = Book::new(handbook, handbook);
        for kind in Kind::ALL {
            for id in book.ids(kind) {
                let was = book.was(Ref::new(kind, id));
                let other = match called {
                    Called::First => was.first(),
                    Called::Last => was.last(),
                    Called::Now => None,
                };
                if let Some(other) = other {
                    book.call(kind, id, Arc::from(other.as_str()));
                }
            }
        }
        Self { book }
    }

    /// All that a level says.
    pub fn level(&self, level: &'a Level) -> String {
        let mut text = String::new();
        let track = self.book.track_of(level.id.as_str()).map(|(track, _)| Ref::new(Kind::Track, track.id.name()));
        put(&mut text, "track", &track.map(|track| self.thing(track)).unwrap_or_default());
        let sheet = self.book.sheet(Ref::new(Kind::Level, level.id.name()));
        put(&mut text, "level", &self.sheet(&sheet, &[Part::Owner]));
        let bands = self.book.handbook.bands.iter().filter(|band| band.level.as_ref() == Some(&level.id));
        let mut pay: Vec<String> = bands.map(|band| self.sheet(&sheet::band(band), &[])).collect();
        pay.sort();
        pay.iter().for_each(|band| put(&mut text, "pay", band));
        text
    }

    /// The lines of a sheet by their places, whatever the order of the places.
    fn sheet(&self, sheet: &Sheet<'_>, without: &[Part]) -> String {
        let mut places: BTreeMap<String, (Part, Vec<String>)> = BTreeMap::new();
        for line in sheet.lines.iter().filter(|line| !without.contains(&line.slot.part)) {
            let (_, lines) = places.entry(self.place(line)).or_insert_with(|| (line.slot.part, Vec::new()));
            lines.push(self.line(line));
        }
        let mut text = String::new();
        put(&mut text, "title", &sheet.title.map(|title| self.text(title)).unwrap_or_default());
        for (place, (part, mut lines)) in places {
            put(&mut text, "place", &place);
            if !is_listed(part) {
                lines.sort();
            }
            lines.iter().for_each(|line| put(&mut text, "line", line));
        }
        text
    }

    fn place(&self, line: &Line<'_>) -> String {
        let slot = &line.slot;
        let mut place = String::new();
        put(&mut place, "part", slot.part.word());
        // Pay is told under the level that it is for, which may have another id tomorrow.
        let thing = slot.thing.filter(|thing| !(thing.kind == Kind::Level && is_pay(slot.part)));
        put(&mut place, "about", &thing.map(|thing| self.thing(thing)).unwrap_or_default());
        put(&mut place, "under", &slot.group.map(Text::plain).unwrap_or_default());
        place
    }

    fn line(&self, line: &Line<'_>) -> String {
        let mut text = self.said(&line.said);
        put(&mut text, "seen by", self.book.audience_name(line.audience).unwrap_or_default());
        let mut extras: Vec<(&str, String)> =
            line.extras.iter().map(|(part, said)| (part.word(), self.said(said))).collect();
        extras.sort();
        extras.iter().for_each(|(part, said)| put(&mut text, part, said));
        line.examples.iter().for_each(|example| put(&mut text, "example", &self.text(example)));
        text
    }

    fn said(&self, said: &Said<'_>) -> String {
        let (kind, value) = match said {
            Said::Text(text) => ("text", self.text(text)),
            Said::Measure(measure) => ("text", self.text(&measure.text)),
            Said::Things(things) => {
                let names = things.iter().map(|thing| self.thing(*thing));
                ("things", names.collect::<Vec<_>>().join("\n"))
            }
            Said::Step(scale, step) => {
                ("step", scale.steps.get(*step).map(|step| step.id.to_string()).unwrap_or_default())
            }
            Said::Word(word) => ("word", word.to_string()),
            Said::Link(target) => {
                let (kind, name) = form::leads(&self.book, target);
                ("link", format!("{kind} {name}"))
            }
            Said::Status(status) => ("status", status_word(*status).to_owned()),
            Said::Audience(audience) => ("audience", self.book.audience_name(*audience).unwrap_or_default().to_owned()),
            Said::TrackKind(kind) => ("track kind", track_word(*kind).to_owned()),
            Said::MoveKind(kind) => ("move kind", move_word(*kind).to_owned()),
            Said::Flag(flag) => ("flag", flag.to_string()),
        };
        let mut text = String::new();
        put(&mut text, kind, &value);
        text
    }

    fn text(&self, text: &Text) -> String {
        form::canon(&self.book, text)
    }

    fn thing(&self, thing: Ref<'_>) -> String {
        format!("{} {}", thing.kind.word(), self.book.common(thing))
    }
}

/// Adds a value under a name, with its length, so that no value can pass for two.
fn put(text: &mut String, name: &str, value: &str) {
    let _ = write!(text, "{name} {}:{value};", value.len());
}

fn is_pay(part: Part) -> bool {
    !matches!(part, Part::Promotion | Part::To | Part::UsualTime | Part::SuccessRate | Part::Remark)
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Active => "active",
        Status::NotInUse => "not-in-use",
        Status::Retired => "retired",
    }
}

fn track_word(kind: TrackKind) -> &'static str {
    match kind {
        TrackKind::Shared => "shared",
        TrackKind::Ic => "ic",
        TrackKind::Management => "management",
        TrackKind::Hybrid => "hybrid",
        TrackKind::Specialist => "specialist",
    }
}

fn move_word(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::Promotion => "promotion",
        MoveKind::Fork => "fork",
        MoveKind::Switch => "switch",
        MoveKind::Return => "return",
        MoveKind::Lateral => "lateral",
    }
}
