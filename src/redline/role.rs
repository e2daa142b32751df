//! What part an element plays in a text, and what of its attributes a reader learns.
//!
//! The words are what is compared. Of attributes only those count that say something to a reader which no words say:
//! where a link leads, what a picture shows, what an abbreviation stands for. Classes, ids, styles and sizes drawn by
//! them do not: what they show has to be said in words as well, for readers who do not see it.

use scraper::node::Element;

/// The namespace of HTML; others are those of drawings and formulas.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// What part a node plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Words and space.
    Text,
    /// Works behind the page: a comment, a script, a style.
    Silent,
    /// Decoration: nothing that is read.
    Still,
    /// Taken from the new page as it is.
    Fixed,
    /// One thing that is the same or another: a picture, a control, a line across.
    Atom,
    /// Stands within a line.
    Inline,
    /// Stands for itself.
    Block,
}

/// The part that an element plays by itself.
pub(super) fn of(element: &Element) -> Role {
    if matches!(element.attr("data-review"), Some("off" | "marked")) {
        return Role::Fixed;
    }
    if !is_html(element) {
        return if is_hidden(element) { Role::Still } else { Role::Atom };
    }
    match element.name() {
        name if is_silent(name) => Role::Silent,
        "wbr" => Role::Still,
        "audio" | "br" | "canvas" | "datalist" | "embed" | "hr" | "iframe" | "img" | "input" | "map" | "meter"
        | "object" | "picture" | "plaintext" | "progress" | "ruby" | "select" | "source" | "textarea" | "track"
        | "video" | "xmp" => Role::Atom,
        name if is_phrasing(name) => Role::Inline,
        _ => Role::Block,
    }
}

/// Elements that work behind a page.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "base"
            | "basefont"
            | "bgsound"
            | "link"
            | "meta"
            | "noembed"
            | "noframes"
            | "noscript"
            | "script"
            | "style"
            | "template"
            | "title"
    )
}

/// Whether an element is of HTML, and not of a drawing or formula in it.
pub(super) fn is_html(element: &Element) -> bool {
    &*element.name.ns == HTML
}

/// Whether an element stands for itself although its content is not looked into.
pub(super) fn is_line(element: &Element) -> bool {
    is_html(element) && (element.name() == "hr" || of_block(element.name()))
}

fn of_block(name: &str) -> bool {
    !is_phrasing(name) && !matches!(name, "audio" | "canvas" | "embed" | "iframe" | "img" | "object" | "picture" | "video")
}

/// Elements that stand within a line; a theme's own elements do as well.
fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "q"
            | "s"
            | "samp"
            | "slot"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    ) || name.contains('-')
}

/// Elements whose name alone changes how words are read: what is set in them is not the same without.
pub(super) fn is_form(name: &str) -> bool {
    matches!(
        name,
        "b" | "cite" | "code" | "del" | "dfn" | "em" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "samp" | "strong" | "sub" | "sup" | "u" | "var"
    )
}

/// Elements that run through a word without parting it.
pub(super) fn is_seamless(element: &Element) -> bool {
    element.attr("class").is_none() && (is_form(element.name()) || matches!(element.name(), "a" | "abbr" | "small" | "span" | "wbr"))
}

/// Elements in which marks may not stand directly.
pub(super) fn holds_only_parts(name: &str) -> bool {
    matches!(
        name,
        "ul" | "ol" | "menu" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "colgroup" | "select" | "optgroup" | "hgroup"
    )
}

/// Elements that may not stand in one of their like.
pub(super) fn is_control(name: &str) -> bool {
    matches!(name, "a" | "button" | "label" | "nobr")
}

/// What an element with words says beside them.
pub(super) fn said(element: &Element) -> Vec<(&str, &str)> {
    let said: &[&str] = match element.name() {
        "a" => return element.attr("href").filter(|href| !href.starts_with('#')).map(|href| ("href", place(href))).into_iter().collect(),
        "abbr" | "dfn" => &["title"],
        "ol" => &["start", "type", "reversed"],
        "li" => &["value"],
        "td" | "th" => &["colspan", "rowspan"],
        _ => &[],
    };
    said.iter().filter_map(|name| Some((*name, element.attr(name)?))).collect()
}

/// What an element without words says: its label, if it has one.
pub(super) fn label(element: &Element) -> Option<&str> {
    ["aria-label", "title", "alt"].iter().find_map(|name| element.attr(name)).filter(|label| !label.trim().is_empty())
}

/// Whether an attribute of a picture or control is part of what it shows.
pub(super) fn shows(element: &Element, name: &str, value: &str) -> bool {
    let machinery = matches!(
        name,
        "id" | "class" | "style" | "name" | "for" | "form" | "href" | "loading" | "decoding" | "fetchpriority" | "tabindex" | "autocomplete"
            | "srcset" | "sizes" | "aria-labelledby" | "aria-describedby" | "aria-controls" | "aria-hidden" | "role" | "marker-end" | "marker-start"
    );
    let checked = element.name() == "input" && name == "disabled";
    !machinery && !checked && !name.starts_with("data-") && !name.starts_with("on") && !value.contains("url(#")
}

/// Where a link leads, whatever page it stands on.
pub(super) fn place(href: &str) -> &str {
    let mut rest = href;
    while let Some(tail) = rest.strip_prefix("../").or_else(|| rest.strip_prefix("./")) {
        rest = tail;
    }
    rest
}

/// Whether two links lead to one place, as far as can be said without knowing where their pages stand.
pub(super) fn lead_alike(one: &str, other: &str) -> bool {
    if one.starts_with('#') && other.starts_with('#') {
        return true;
    }
    let (one, other) = (place(one), place(other));
    let ends = |long: &str, short: &str| {
        !short.is_empty() && !long.contains(':') && long.strip_suffix(short).is_some_and(|head| head.ends_with('/'))
    };
    one == other || ends(one, other) || ends(other, one)
}

fn is_hidden(element: &Element) -> bool {
    element.attr("aria-hidden") == Some("true")
}
