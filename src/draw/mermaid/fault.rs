//! Says what is wrong in a diagram in the words of this house.

use crate::base::Fault;
use std::ops::Range;

/// The fault that a message of merman tells of, at a range in the source.
pub(super) fn parse(message: &str, range: Range<usize>, source: &str) -> Fault {
    let mut range = placed(range, source);
    if source.get(range.clone()).is_some_and(|text| text.trim().is_empty()) {
        range.end = range.start;
    }
    let help = match source.get(range.clone()).map(str::trim) {
        Some(text) if !text.is_empty() && range.end < source.len() => {
            "compare this line with mermaid's syntax; put words with brackets or other signs in double quotes"
        }
        _ => "compare the diagram with mermaid's syntax; put words with brackets or other signs in double quotes",
    };
    Fault { message: said(message), help: Some(help.to_owned()), range }
}

/// The fault of a diagram that is too large; `id` is merman's name of the limit.
pub(super) fn limit(id: &str) -> Fault {
    let (message, help) = match id {
        "max_source_bytes" => ("this diagram's source is longer than 50,000 bytes", "split it into several"),
        "max_model_nesting_depth" => ("this diagram nests too deeply", "nest at most 24 groups in each other"),
        _ => ("this diagram has too many parts to draw", "split it into several of at most some hundred parts"),
    };
    Fault { message: message.to_owned(), help: Some(help.to_owned()), range: 0..0 }
}

/// The range, cut to the source and to the borders of its letters.
fn placed(range: Range<usize>, source: &str) -> Range<usize> {
    let mut start = range.start.min(source.len());
    let mut end = range.end.clamp(start, source.len());
    while !source.is_char_boundary(start) {
        start -= 1;
    }
    while !source.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// Where in the front matter a message of its reader points.
pub(super) fn in_front(message: &str, source: &str) -> Option<Range<usize>> {
    let (_, place) = message.rsplit_once(" line ")?;
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.trim().parse().ok()?, column.trim().parse().ok()?);
    let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
    let text = source.get(start..)?.lines().next()?;
    let at = start + column.saturating_sub(1).min(text.len());
    Some(at..start + text.trim_end().len().max(at - start))
}

/// The message on one line, lower case, without the name of the parser and without a final stop.
fn said(message: &str) -> String {
    let message = match message.strip_prefix("Diagram parse error (") {
        Some(rest) => rest.split_once("): ").map_or(rest, |(_, message)| message),
        None => message,
    };
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("the diagram cannot be read");
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.split_once(" at char ").map_or(line.as_str(), |(line, _)| line);
    let line = match line.split_once("; expected ") {
        Some((line, list)) if list.matches(',').count() > 1 => line,
        _ => line,
    };
    let line = line.trim_end_matches(['.', ':', ' ']);
    let mut letters = line.chars();
    match letters.next() {
        Some(first) if !letters.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(letters).take(200).collect()
        }
        first => first.into_iter().chain(letters).take(200).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_one_short_line() {
        assert_eq!(said("Diagram parse error (er): Unexpected token `x`.\nmore"), "unexpected token `x`");
        assert_eq!(said("YAML is wrong:"), "YAML is wrong");
        assert_eq!(said(""), "the diagram cannot be read");
    }

    #[test]
    fn ranges_stay_inside_and_on_letters() {
        assert_eq!(parse("x", 1..2, "äb").range, 0..2);
        assert_eq!(parse("x", 7..9, "ab").range, 2..2);
    }
}
