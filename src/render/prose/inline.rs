//! The words of a line and what is inside it.

use super::{Address, Kind, Target, Writer, escape, raw};
use crate::base::Inline;

impl<L: Target> Writer<'_, L> {
    /// Writes what is inside a line.
    pub(super) fn inlines(&mut self, text: &[Inline]) {
        for inline in text {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(words) => self.words(words),
            Inline::Code(code) => {
                self.push("<code>");
                self.text(code);
                self.push("</code>");
            }
            Inline::Emphasis(text) => self.element("em", text),
            Inline::Strong(text) => self.element("strong", text),
            Inline::Strike(text) => self.element("del", text),
            Inline::Link { link, title, text } => self.link(*link, title, text),
            Inline::Image { link, title, alt } => self.image(*link, title, alt),
            Inline::Footnote(label) => self.reference(label),
            Inline::SoftBreak => self.push("\n"),
            Inline::HardBreak => self.push("<br>\n"),
            Inline::Html(html) => self.html(html),
        }
    }

    fn element(&mut self, name: &str, text: &[Inline]) {
        self.out.extend(["<", name, ">"]);
        self.inlines(text);
        self.out.extend(["</", name, ">"]);
    }

    /// Writes raw HTML, to be sanitised with the whole.
    pub(super) fn html(&mut self, html: &str) {
        match self.tame {
            true => self.text(html),
            false if raw::is_comment(html) => {}
            false => {
                self.raw.add(html);
                self.push(html);
            }
        }
    }

    /// Writes plain words with the marks that stand in them.
    fn words(&mut self, words: &str) {
        let node = self.node;
        self.node += 1;
        let mut from = 0;
        while let Some((mark, rest)) = self.marks.split_first().filter(|(mark, _)| mark.node <= node) {
            self.marks = rest;
            let (start, end) = (mark.start as usize, mark.end as usize);
            let (Some(before), Some(inside)) = (words.get(from..start), words.get(start..end)) else { continue };
            if mark.node < node || self.in_link {
                continue;
            }
            self.text(before);
            self.open(&mark.link.address(), "", |writer| writer.text(inside));
            from = end;
        }
        self.text(words.get(from..).unwrap_or_default());
    }

    fn link(&mut self, number: u32, title: &str, text: &[Inline]) {
        let links = self.links;
        let Some(address) = links.get(number as usize).map(Target::address) else { return self.inlines(text) };
        if self.in_link {
            return self.label(&address, text);
        }
        self.open(&address, title, |writer| writer.label(&address, text));
    }

    /// Writes the words of a link: its own, or the title of what it leads to.
    fn label(&mut self, address: &Address<'_>, text: &[Inline]) {
        match text {
            [] if address.words.is_empty() => self.text(address.href),
            [] => self.text(address.words),
            text => self.inlines(text),
        }
    }

    /// Writes a link to the address around what `inside` writes.
    fn open(&mut self, address: &Address<'_>, title: &str, inside: impl FnOnce(&mut Self)) {
        let unsafe_address = address.kind != Kind::Missing && escape::is_dangerous(address.href);
        if unsafe_address || address.kind == Kind::Hidden {
            return inside(self);
        }
        let end = match address.kind {
            Kind::Missing => {
                self.push("<span class=\"broken-link\"");
                self.attribute("title", &format!("{} {}", self.style.words.missing, address.href));
                "</span>"
            }
            kind => {
                self.push("<a href=\"");
                escape::address(address.href, &mut self.out);
                self.push(if kind == Kind::External { "\" rel=\"noopener\"" } else { "\"" });
                if !title.is_empty() {
                    self.attribute("title", title);
                }
                "</a>"
            }
        };
        self.push(">");
        let outer = std::mem::replace(&mut self.in_link, true);
        inside(self);
        self.in_link = outer;
        self.push(end);
    }

    fn image(&mut self, number: u32, title: &str, alt: &str) {
        let links = self.links;
        let address = links.get(number as usize).map(Target::address);
        let leads =
            |it: &Address<'_>| it.kind != Kind::Missing && !it.href.is_empty() && !escape::is_dangerous(it.href);
        let Some(address) = address.filter(leads) else {
            self.push("<span class=\"broken-link\"");
            self.attribute("title", &format!("{} {}", self.style.words.missing, address.map_or("", |it| it.href)));
            self.push(">");
            self.text(if alt.is_empty() { address.map_or("", |it| it.href) } else { alt });
            return self.push("</span>");
        };
        self.push("<img src=\"");
        escape::address(address.href, &mut self.out);
        self.push("\"");
        self.attribute("alt", alt);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.push(" loading=\"lazy\">");
    }
}
