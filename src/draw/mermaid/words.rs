//! The words of a diagram: entities decoded, markup and icons taken off.

/// The text with its entities decoded once more than XML does: mermaid leaves those of authors raw in SVG text.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.find(';').filter(|end| *end <= 10);
        match end.and_then(|end| Some((letter(entity.get(1..end)?)?, end))) {
            Some((letter, end)) => {
                out.push(letter);
                rest = &entity[end + 1..];
            }
            None => {
                out.push('&');
                rest = &entity[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The letter that an entity stands for.
fn letter(name: &str) -> Option<char> {
    let named = match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "hearts" => '♥',
        "infin" => '∞',
        "rarr" => '→',
        "larr" => '←',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "euro" => '€',
        "pound" => '£',
        "copy" => '©',
        "times" => '×',
        _ => return numbered(name),
    };
    Some(named)
}

fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).filter(|letter| !letter.is_control())
}

/// The names of icons in a text, such as `fa:fa-user`, and where they start.
pub(super) fn icons(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(":fa-").filter_map(|(colon, _)| {
        let before = text.get(..colon)?;
        let family =
            ["fab", "fas", "far", "fal", "fad", "fak", "fa"].into_iter().find(|name| before.ends_with(name))?;
        let start = colon - family.len();
        if before[..start].ends_with(|letter: char| letter.is_alphanumeric()) {
            return None;
        }
        let name = &text[colon + 1..];
        let length = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(name.len());
        Some((start, &text[start..colon + 1 + length]))
    })
}

/// The lines of a label as its author wrote it: without entities, icons, breaks, tags and the marks of Markdown.
pub(super) fn lines(label: &str) -> Vec<String> {
    let label = decoded(&without_icons(label)).replace("\\n", "\n");
    let mut lines = vec![String::new()];
    let mut rest = label.as_str();
    while let Some(at) = rest.find(['<', '\n']) {
        let (before, tag) = rest.split_at(at);
        push(&mut lines, before);
        let Some(end) = tag_end(tag) else {
            push(&mut lines, &tag[..1]);
            rest = &tag[1..];
            continue;
        };
        let name = tag[1..end].trim_start_matches('/').to_ascii_lowercase();
        if tag.starts_with('\n') || name.starts_with("br") || name.starts_with('p') || name.starts_with("li") {
            lines.push(String::new());
        }
        rest = &tag[end..];
    }
    push(&mut lines, rest);
    let tidy = lines.iter().map(|line| line.replace("**", "").split_whitespace().collect::<Vec<_>>().join(" "));
    tidy.filter(|line| !line.is_empty()).collect()
}

/// A label on one line.
pub(super) fn line(label: &str) -> String {
    lines(label).join(", ")
}

/// The end of the tag that the text begins with; a line break counts as one.
fn tag_end(text: &str) -> Option<usize> {
    if text.starts_with('\n') {
        return Some(1);
    }
    let name = text.get(1..)?.trim_start_matches('/');
    let end = text.find('>').filter(|_| name.starts_with(|letter: char| letter.is_ascii_alphabetic()))?;
    Some(end + 1)
}

fn push(lines: &mut [String], text: &str) {
    if let Some(last) = lines.last_mut() {
        last.push_str(text);
    }
}

/// The text without the names of icons.
pub(super) fn without_icons(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, icon) in icons(text) {
        out.push_str(&text[from..start]);
        from = start + icon.len();
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_lines() {
        assert_eq!(lines("Junior &amp; Co<br/>0-2 years<BR>**$75K**"), ["Junior & Co", "0-2 years", "$75K"]);
        assert_eq!(lines("fa:fa-user  Documents"), ["Documents"]);
        assert_eq!(lines("a < b <i>it</i>"), ["a < b it"]);
        assert_eq!(line("a<br>b"), "a, b");
        assert_eq!(lines("  "), Vec::<String>::new());
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(decoded("&quot;x&quot; &#9829; &#x41; &amp;lt; &bogus; & &"), "\"x\" ♥ A &lt; &bogus; & &");
    }
}
