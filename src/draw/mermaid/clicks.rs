//! Finds the links that a diagram's source gives to its parts, and where they stand.

use super::super::escape::safe_href;
use crate::base::Fault;
use std::ops::Range;

/// A statement `click A href "page.md" "tooltip"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Click {
    /// The parts that it is for.
    pub(super) ids: Vec<String>,
    /// The address, as written.
    pub(super) target: String,
    /// Where the address stands, in bytes.
    pub(super) range: Range<usize>,
    /// What is shown beside the pointer.
    pub(super) tooltip: Option<String>,
}

/// The links in `source`.
///
/// # Errors
///
/// A link that calls a script, as `click A call f()` does, or one to an address that could run one.
pub(super) fn clicks(source: &str) -> Result<Vec<Click>, Fault> {
    if !may_link(source) {
        return Ok(Vec::new());
    }
    let mut clicks = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim();
        if let Some(click) = click(text, start + indent)? {
            clicks.push(click);
        }
        start += line.len();
    }
    Ok(clicks)
}

/// Whether diagrams of this kind have links: the first word that is no front matter and no comment tells.
fn may_link(source: &str) -> bool {
    let mut lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("%%"));
    let first = match lines.next() {
        Some("---") => lines.skip_while(|line| *line != "---").nth(1),
        first => first,
    };
    let kinds = ["flowchart", "graph", "stateDiagram", "classDiagram", "gantt"];
    first.is_some_and(|first| kinds.iter().any(|kind| first.starts_with(kind)))
}

fn click(line: &str, at: usize) -> Result<Option<Click>, Fault> {
    let Some((word, rest)) = line.split_once([' ', '\t']) else { return Ok(None) };
    if !matches!(word, "click" | "link" | "callback") {
        return Ok(None);
    }
    let rest = rest.trim_start();
    let (ids, rest) = match rest.strip_prefix('`').and_then(|rest| rest.split_once('`')) {
        Some(quoted) => quoted,
        None => rest.split_once([' ', '\t']).unwrap_or((rest, "")),
    };
    let rest = rest.trim_start();
    let quoted = match rest.strip_prefix("href") {
        Some(after) if after.starts_with([' ', '\t', '"']) => after.trim_start(),
        _ => rest,
    };
    let whole = at..at + line.len();
    let Some(inside) = quoted.strip_prefix('"') else {
        return if rest.is_empty() { Ok(None) } else { Err(script(whole)) };
    };
    let Some((target, after)) = inside.split_once('"') else { return Ok(None) };
    if word == "callback" {
        return Err(script(whole));
    }
    let start = at + line.len() - inside.len();
    let range = start..start + target.len();
    if !is_safe(target) {
        return Err(unsafe_address(target, range));
    }
    let ids = ids.split(',').map(|id| id.trim().to_owned()).collect();
    let tooltip =
        after.trim_start().strip_prefix('"').and_then(|tip| tip.split_once('"')).map(|(tip, _)| tip.to_owned());
    Ok(Some(Click { ids, target: target.trim().to_owned(), range, tooltip }))
}

/// Whether a page may link to the address: one of a page, or `[[a name]]`.
fn is_safe(target: &str) -> bool {
    let target = target.trim();
    let is_name = target.starts_with("[[") && target.ends_with("]]");
    is_name || safe_href(target).is_some()
}

fn script(range: Range<usize>) -> Fault {
    Fault {
        message: "this click runs a script, and pages have none".to_owned(),
        help: Some("link it instead: `click A href \"page.md\"`".to_owned()),
        range,
    }
}

fn unsafe_address(target: &str, range: Range<usize>) -> Fault {
    let shown: String = target.chars().filter(|letter| !letter.is_control()).take(60).collect();
    Fault {
        message: format!("a diagram may not link to `{shown}`"),
        help: Some("link to a page, to a name as in `[[a level]]`, or to an `https` address".to_owned()),
        range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_where_they_stand() {
        let source =
            "---\ntitle: x\n---\nflowchart TB\n  click A href \"a.md\" \"tip\" _blank\n  click B \"[[staff]]\"\n";
        let clicks = clicks(source).unwrap();
        let found: Vec<_> = clicks.iter().map(|click| (click.ids[0].as_str(), &source[click.range.clone()])).collect();
        assert_eq!(found, [("A", "a.md"), ("B", "[[staff]]")]);
        assert_eq!(clicks[0].tooltip.as_deref(), Some("tip"));
        assert_eq!(super::clicks("gantt\nclick a,b href \"x.md\"").unwrap()[0].ids, ["a", "b"]);
        assert_eq!(super::clicks("classDiagram\nlink `A B` \"x.md\"").unwrap()[0].ids, ["A B"]);
        assert_eq!(super::clicks("sequenceDiagram\nlink A: x @ y").unwrap(), []);
    }

    #[test]
    fn scripts_are_refused() {
        for line in ["click A call f()", "click A f \"tip\"", "callback A \"f\"", "click A \"javascript:alert(1)\""] {
            let source = format!("flowchart TB\n{line}");
            let fault = clicks(&source).unwrap_err();
            assert!(source[fault.range].len() > 8, "{line}");
        }
    }
}
