//! Writes parts of a page as HTML: nothing that is text becomes markup.

use super::role::{self, Role};
use super::tree::{Tree, What};
use scraper::node::Element;

/// Whose words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    /// The old page's, which are shown beside the new one's: without what makes them act.
    Old,
    /// The new page's, as they are.
    New,
    /// The old page's where there is no new one: what leads into and through it stays.
    Gone,
}

/// What is said of an element in its tag beyond what it says itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Extra {
    /// Attributes that it has not.
    pub(super) more: Vec<(&'static str, String)>,
}

/// HTML under construction.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: String,
    /// How long it was after the tag that opened preformatted text: a line break there would be lost.
    after_pre: Option<usize>,
}

impl Writer {
    /// Adds markup.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Adds words.
    pub(super) fn text(&mut self, text: &str) {
        if text.starts_with('\n') && self.after_pre == Some(self.out.len()) {
            self.out.push('\n');
        }
        escape(&mut self.out, text);
    }

    /// Opens an element.
    pub(super) fn start(&mut self, element: &Element, side: Side, extra: &Extra) {
        let name = element.name();
        self.out.push('<');
        self.out.push_str(name);
        let own = element.attrs.iter().map(|(name, value)| ((prefix(&name.ns, &name.local), &*name.local), &**value));
        let is_said = |name: &str| extra.more.iter().any(|(more, _)| *more == name);
        let own = own.filter(|((_, local), _)| !is_said(local) && is_kept(side, name, local));
        let off = (side != Side::New && is_control(name) && element.attr("disabled").is_none()).then_some("disabled");
        if extra.more.is_empty() && off.is_none() {
            own.for_each(|(name, value)| self.attribute(name, value));
        } else {
            let more = extra.more.iter().map(|(name, value)| (("", *name), value.as_str()));
            let mut all: Vec<_> = own.chain(more).chain(off.map(|name| (("", name), ""))).collect();
            all.sort_by_key(|(name, _)| *name);
            all.into_iter().for_each(|(name, value)| self.attribute(name, value));
        }
        self.out.push('>');
        if matches!(name, "pre" | "textarea" | "listing") {
            self.after_pre = Some(self.out.len());
        }
    }

    /// Closes an element.
    pub(super) fn end(&mut self, element: &Element) {
        if !is_void(element) {
            self.out.push_str("</");
            self.out.push_str(element.name());
            self.out.push('>');
        }
    }

    /// Adds a node and all that is in it; `extra` is said of the node itself.
    pub(super) fn copy(&mut self, tree: &Tree<'_>, at: usize, side: Side, extra: &Extra) {
        let mut open: Vec<(usize, &Element)> = Vec::new();
        let last = tree.node(at).end;
        let mut next = at;
        loop {
            while let Some((_, element)) = open.pop_if(|(end, _)| *end <= next) {
                self.end(element);
            }
            if next >= last {
                return;
            }
            let node = tree.node(next);
            if is_left_out(side, node.role, node.element()) {
                next = node.end;
                continue;
            }
            match node.what {
                What::Text(text) if tree.element(node.parent).is_some_and(is_raw) => self.raw(text),
                What::Text(text) => self.text(text),
                What::Comment(comment) => self.out.extend(["<!--", comment, "-->"]),
                What::Element(element) => {
                    let none = Extra::default();
                    self.start(element, side, if next == at { extra } else { &none });
                    open.push((node.end, element));
                }
                What::Root => {}
            }
            next += 1;
        }
    }

    fn attribute(&mut self, (prefix, name): (&str, &str), value: &str) {
        self.out.push(' ');
        self.out.push_str(prefix);
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(&mut self.out, value);
        self.out.push('"');
    }
}

/// How the name of an attribute of a namespace begins.
fn prefix(space: &str, name: &str) -> &'static str {
    match space {
        "http://www.w3.org/XML/1998/namespace" => "xml:",
        "http://www.w3.org/1999/xlink" => "xlink:",
        "http://www.w3.org/2000/xmlns/" if name != "xmlns" => "xmlns:",
        _ => "",
    }
}

/// Adds a text in which nothing is markup, within tags and between them.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\r', '\u{a0}']) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        let mut letters = tail.chars();
        out.push_str(match letters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\r') => "&#13;",
            _ => "&nbsp;",
        });
        rest = letters.as_str();
    }
    out.push_str(rest);
}

/// Of what is gone nothing is kept that acts on its own, is sent, or hides from view.
fn is_left_out(side: Side, role: Role, element: Option<&Element>) -> bool {
    let hidden = |element: &Element| element.name() == "input" && element.attr("type") == Some("hidden");
    match side {
        Side::New => false,
        Side::Gone => role == Role::Silent || element.is_some_and(|element| role::is_silent(element.name())),
        Side::Old => {
            matches!(role, Role::Silent | Role::Fixed)
                || element.is_some_and(|element| role::is_silent(element.name()) || hidden(element))
        }
    }
}

/// Of what is gone, names that others could mean are not kept, nor what makes it act.
fn is_kept(side: Side, element: &str, name: &str) -> bool {
    let acts = name.starts_with("on") || matches!(name, "autofocus" | "autoplay" | "contenteditable" | "accesskey");
    let names = matches!(
        name,
        "id" | "name" | "for" | "form" | "list" | "headers" | "usemap" | "popovertarget" | "commandfor" | "itemref" | "tabindex" | "target" | "ping" | "download"
    ) || (name.starts_with("aria-") && !matches!(name, "aria-label" | "aria-hidden" | "aria-level"));
    let leads = element == "a" && name == "href";
    match side {
        Side::New => true,
        Side::Gone => !acts,
        Side::Old => !acts && !names && !leads,
    }
}

fn is_control(name: &str) -> bool {
    matches!(name, "button" | "input" | "select" | "textarea" | "fieldset")
}

fn is_void(element: &Element) -> bool {
    let name = element.name();
    role::is_html(element)
        && matches!(
            name,
            "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "img" | "input" | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr"
        )
}

/// Elements whose text is written as it is.
fn is_raw(element: &Element) -> bool {
    role::is_html(element)
        && matches!(
            element.name(),
            "iframe" | "noembed" | "noframes" | "noscript" | "plaintext" | "script" | "style" | "xmp"
        )
}
