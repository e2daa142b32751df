//! One array of objects for other programs. The fields are stable; new ones may be added.
//!
//! Lines and columns count from 1, columns in characters; bytes count from 0. What has no place has `null` there.

use super::{Place, Report};
use serde::Serialize;

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Where,
    related: Vec<Other<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Other<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Where,
}

#[derive(Default, Serialize)]
struct Where {
    file: Option<String>,
    start: Option<Point>,
    end: Option<Point>,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: usize,
}

impl Where {
    fn of(place: Place<'_>) -> Self {
        let point =
            |position: Option<(usize, usize)>, byte| position.map(|(line, column)| Point { line, column, byte });
        let (start, end) = (point(place.start(), place.span.start), point(place.end(), place.span.end));
        Self { file: Some(place.file), start, end }
    }
}

pub(super) fn text(report: &Report<'_>) -> String {
    let entries = report.diagnostics.iter().map(|found| Entry {
        code: &found.code,
        severity: found.severity.word(),
        message: &found.message,
        place: found.span.as_ref().map(|span| Where::of(report.place(span))).unwrap_or_default(),
        related: found
            .related
            .iter()
            .map(|other| Other { message: &other.message, place: Where::of(report.place(&other.span)) })
            .collect(),
        help: found.help.as_deref(),
    });
    let lines: Vec<String> = entries.filter_map(|entry| serde_json::to_string(&entry).ok()).map(inert).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

/// JSON in which no character rules a terminal: all such characters stand in strings, where they may be escaped.
fn inert(json: String) -> String {
    if !json.contains(|letter: char| letter.is_control()) {
        return json;
    }
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_control() {
            text.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            text.push(letter);
        }
    }
    text
}
