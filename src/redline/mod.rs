//! One page out of two: what is published and what would be, with what goes and what comes shown in place.
//!
//! It knows nothing of handbooks and works on the HTML of any theme. Only what stands in `<main>` is compared, or in
//! `<body>` where there is none; all else is the new page's, byte for byte. The content of both is taken as trees. What
//! belongs together is paired from the outside in, by what reads the same, then by what is alike; a line of words is
//! compared word by word.
//!
//! - Words stand in `<ins class="redline">` and `<del class="redline">`. An element that is wholly new or gone says
//!   `data-redline="added"` or `"removed"`, and its words are marked inside it, so lists and tables stay what they are.
//! - Each place that differs has an address, `change-1` and so on: words beside what they replace, or blocks that follow
//!   each other. A table's new column is one place.
//! - What says `data-review="off"` or `"marked"` is not compared: it is the new page's.
//! - A picture or diagram is the same or another one. Preformatted text is compared line by line.
//! - Where a link led elsewhere, and what an abbreviation stood for, is noted on the words. Other attributes of elements
//!   with words do not count, nor do classes and styles: what they show has to be said in words as well.
//! - What is kept of the old page neither acts nor has a name that something could lead to.

mod align;
mod hunk;
mod line;
mod mark;
mod note;
mod page;
mod part;
mod region;
mod role;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod weave;
mod write;

use mark::{Mark, Marker};
use page::Pages;
use scraper::Html;
use std::ops::Range;
use tree::Tree;
use write::{Extra, Side};

/// Pages whose elements stand deeper in each other are not looked into: no browser shows many more.
const DEEPEST: usize = 250;

/// As many tags without an end in a row are taken for a page that stands too deep to be read.
const STEEP: usize = 2_000;

/// A page that shows what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redline {
    /// The whole HTML document.
    pub html: String,
    /// How many places differ: each has the address `change-N`, counted from 1 in reading order.
    pub changes: usize,
}

/// The new page with marks where it differs from the old one; both are whole HTML documents.
///
/// A page that reads the same as before is the new one, byte for byte.
pub fn between(old: &str, new: &str) -> Redline {
    let (before, after) = (region::content(old), region::content(new));
    let (Some(old), Some(content)) = (old.get(before), new.get(after.clone())) else { return unread(new, after) };
    if old == content {
        return Redline { html: new.to_owned(), changes: 0 };
    }
    let (Some(old), Some(parsed)) = (parse(old), parse(content)) else { return unread(new, after) };
    let (old, parsed) = (Tree::new(&old), Tree::new(&parsed));
    if old.depth().max(parsed.depth()) > DEEPEST {
        return unread(new, after);
    }
    let mut pages = Pages::new(&old, &parsed);
    pages.inside(0, 0);
    let (content, changes) = (pages.marker.page.out, pages.marker.changes);
    if changes == 0 {
        return Redline { html: new.to_owned(), changes };
    }
    if !reads_as_written(&content) {
        return unread(new, after);
    }
    Redline { html: replaced(new, after, &content), changes }
}

/// A page that is gone: all of its content is marked as deleted.
pub fn gone(old: &str) -> Redline {
    let content = region::content(old);
    let Some(parsed) = old.get(content.clone()).and_then(parse) else { return unread(old, content) };
    let tree = Tree::new(&parsed);
    let mut marker = Marker::new(Side::Gone);
    marker.begin();
    marker.inside(&tree, 0, Mark::Removed);
    if !tree.node(0).says || !reads_as_written(&marker.page.out) {
        return unread(old, content);
    }
    Redline { html: replaced(old, content, &marker.page.out), changes: 1 }
}

/// A page of which nothing more can be said than that it differs.
fn unread(page: &str, content: Range<usize>) -> Redline {
    let note = "<span class=\"redline\" id=\"change-1\" data-redline=\"unread\"></span>";
    Redline { html: replaced(page, content.start..content.start, note), changes: 1 }
}

fn replaced(page: &str, range: Range<usize>, content: &str) -> String {
    let (head, tail) = (page.get(..range.start).unwrap_or_default(), page.get(range.end..).unwrap_or_default());
    [head, content, tail].concat()
}

/// A piece of HTML, unless its elements stand so deep in each other that reading it takes forever.
fn parse(content: &str) -> Option<Html> {
    let mut deep: usize = 0;
    for tag in content.split('<').skip(1) {
        deep = if tag.starts_with('/') { deep.saturating_sub(1) } else { deep + 1 };
        if deep > STEEP && tag.is_empty() {
            return None;
        }
    }
    Some(Html::parse_fragment(content))
}

/// Whether a browser reads HTML as it was meant: what it takes it for, written again, is the same.
fn reads_as_written(content: &str) -> bool {
    let parsed = Html::parse_fragment(content);
    let tree = Tree::new(&parsed);
    let mut page = write::Writer::default();
    tree.children(0).for_each(|at| page.copy(&tree, at, Side::New, &Extra::default()));
    page.out == content
}
