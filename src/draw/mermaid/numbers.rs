//! Numbers in pictures, kept short, and the movements made of them.

/// The transformation, when it only moves, turns, scales or shears.
pub(super) fn transform(value: &str) -> Option<String> {
    let only =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '(' | ')' | ',' | ' ' | '.' | '-' | '+');
    if !value.chars().all(only) {
        return None;
    }
    let moved = tidy(value).replace(", ", " ").replace(',', " ").replace(" rotate(0)", "");
    (moved != "translate(0 0)").then_some(moved)
}

/// The same movement, but not sideways.
pub(super) fn leftmost(moved: &str) -> String {
    let Some(inside) = moved.strip_prefix("translate(").and_then(|rest| rest.strip_suffix(')')) else {
        return moved.to_owned();
    };
    format!("translate(0 {})", inside.split(' ').nth(1).unwrap_or("0"))
}

/// The same movement, but hardly downwards: merman moves words on the lines of states by half of their height too much.
pub(super) fn raised(moved: &str) -> String {
    let inside = moved.strip_prefix("translate(").and_then(|rest| rest.split(' ').next());
    inside.map_or_else(|| moved.to_owned(), |x| format!("translate({x} 2)"))
}

/// A number with at most two places.
pub(super) fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// The same data with at most two decimal places in each number.
pub(super) fn tidy(data: &str) -> String {
    let mut out = String::with_capacity(data.len());
    let mut rest = data;
    while let Some(at) = rest.find('.') {
        let digits = rest[..at].len() - rest[..at].trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let places = rest[at + 1..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len() - at - 1);
        let (start, end) = (at - digits, at + 1 + places);
        out.push_str(&rest[..start]);
        match rest[start..end].parse::<f64>() {
            Ok(value) => {
                let text = format!("{value:.2}");
                out.push_str(text.trim_end_matches('0').trim_end_matches('.'));
            }
            Err(_) => out.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(tidy("M1.23456,-0.5L.250000 3e2 7.0"), "M1.23,-0.5L0.25 3e2 7");
        assert_eq!(number(-0.001), "0");
        assert_eq!(transform("translate(1.0, 2.5)").as_deref(), Some("translate(1 2.5)"));
        assert_eq!(transform("url(x)\""), None);
    }
}
