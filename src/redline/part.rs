//! The parts of an element's content: blocks and lines of words.

use super::align::{Place, Traits};
use super::role::Role;
use super::tree::Tree;
use crate::diff::alike::hash_of;

/// A part is compared with others by as many of its words at most.
pub(super) const SAMPLE: usize = 512;

/// A part of an element's content.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A block, or what is taken as it is.
    Block(usize),
    /// Nodes that are one line of words.
    Line(Vec<usize>),
    /// Space and what is not read.
    Glue(usize),
}

/// The parts of two elements' content, in order.
///
/// A line that is made of elements alone on both sides, without words between them, is as many lines.
pub(super) fn parts(old: (&Tree<'_>, usize), new: (&Tree<'_>, usize)) -> (Vec<Part>, Vec<Part>) {
    let are_apart = is_apart(old) && is_apart(new);
    (of_element(old, are_apart), of_element(new, are_apart))
}

/// Whether an element holds no words outside those elements that it holds.
fn is_apart((tree, at): (&Tree<'_>, usize)) -> bool {
    let is_apart = |at: usize| !tree.node(at).says || tree.node(at).role == Role::Inline || tree.node(at).flow;
    tree.node(at).name() != "pre" && tree.children(at).all(is_apart)
}

fn of_element((tree, at): (&Tree<'_>, usize), are_apart: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut line = Vec::new();
    for child in tree.children(at) {
        let node = tree.node(child);
        if node.flow || node.role == Role::Fixed {
            close(tree, &mut line, &mut parts, are_apart);
            parts.push(Part::Block(child));
        } else {
            line.push(child);
        }
    }
    close(tree, &mut line, &mut parts, are_apart);
    parts
}

/// Ends a line. Space around it does not belong to it.
fn close(tree: &Tree<'_>, line: &mut Vec<usize>, parts: &mut Vec<Part>, are_apart: bool) {
    let says = |at: &usize| tree.node(*at).says;
    let first = line.iter().position(says).unwrap_or(line.len());
    let last = line.iter().rposition(says).map_or(first, |last| last + 1);
    let tail = line.split_off(last);
    let middle = line.split_off(first);
    parts.extend(line.drain(..).map(Part::Glue));
    if are_apart {
        parts.extend(middle.into_iter().map(|at| if says(&at) { Part::Line(vec![at]) } else { Part::Glue(at) }));
    } else if !middle.is_empty() {
        parts.push(Part::Line(middle));
    }
    parts.extend(tail.into_iter().map(Part::Glue));
}

/// What a part is known by; nothing of glue.
pub(super) fn traits(tree: &Tree<'_>, part: &Part) -> Option<Traits> {
    match part {
        Part::Block(at) => Some(of_block(tree, *at)),
        Part::Line(nodes) => Some(of_line(tree, nodes)),
        Part::Glue(_) => None,
    }
}

fn of_block(tree: &Tree<'_>, at: usize) -> Traits {
    let node = tree.node(at);
    let (label, heading) = if node.holds_flow { label(tree, at) } else { (None, false) };
    let mut words = tree.words(at).iter().take(SAMPLE).copied().collect::<Vec<_>>();
    words.sort_unstable();
    Traits {
        key: node.key,
        kind: kind(tree, at),
        id: node.element().and_then(|element| element.attr("id")).unwrap_or_default().to_owned(),
        label,
        words,
        place: place(node.name(), node.holds_flow, heading),
        is_fixed: node.role == Role::Fixed,
        is_line: false,
    }
}

fn of_line(tree: &Tree<'_>, nodes: &[usize]) -> Traits {
    let keys: Vec<u64> = nodes.iter().filter(|at| tree.node(**at).says).map(|at| tree.node(*at).key).collect();
    let mut words = tree.words_of(nodes).iter().take(SAMPLE).copied().collect::<Vec<_>>();
    words.sort_unstable();
    let kind = match nodes {
        [at] => kind(tree, *at),
        _ => (String::new(), String::new()),
    };
    Traits { key: hash_of(keys), kind, words, place: Place::Alone, is_line: true, ..Traits::default() }
}

fn kind(tree: &Tree<'_>, at: usize) -> (String, String) {
    let Some(element) = tree.element(at) else { return (String::new(), String::new()) };
    (element.name().to_owned(), element.attr("class").unwrap_or_default().to_owned())
}

/// What a block begins with, and whether that is the heading of a part of a page.
fn label(tree: &Tree<'_>, at: usize) -> (Option<u64>, bool) {
    let mut around = at;
    loop {
        let Some(first) = tree.children(around).find(|child| tree.node(*child).says) else { return (None, false) };
        let node = tree.node(first);
        if node.flow && node.holds_flow {
            around = first;
            continue;
        }
        let line: Vec<usize> = match node.flow {
            true => vec![first],
            false => tree.children(around).skip_while(|child| *child != first).take_while(|child| !tree.node(*child).flow).collect(),
        };
        let words = tree.words_of(&line);
        let says_more = words.len() < tree.words(at).len();
        let heading = matches!(node.name(), "h2" | "h3" | "h4" | "h5" | "h6");
        return ((says_more && !words.is_empty()).then(|| hash_of(words)), heading);
    }
}

/// What a block may be paired with by its place alone. An entry, a row, or a part with a heading of its own has to be
/// alike; a box of other things need not.
fn place(name: &str, is_box: bool, has_heading: bool) -> Place {
    match name {
        "li" | "tr" => Place::No,
        _ if has_heading => Place::No,
        "ul" | "ol" | "menu" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "blockquote" => Place::Only,
        _ if is_box => Place::Only,
        _ => Place::Alone,
    }
}
