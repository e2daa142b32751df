//! Blocks: headings, lists, tables, code and so on.

use super::{Target, Writer, escape, fence};
use crate::base::{Align, Block, Inline, Item};

/// The longest name of a table, in characters.
const LONGEST_NAME: usize = 80;

impl<L: Target> Writer<'_, L> {
    /// Writes a whole text with its footnotes.
    pub(super) fn page(&mut self, blocks: &[Block]) {
        self.blocks(blocks);
        self.all_notes();
    }

    /// Writes blocks; words that stand alone become paragraphs.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Bare(text) => self.paragraph(text),
                block => self.block(block),
            }
        }
    }

    /// Writes what is inside an entry of a list, where words may stand without a paragraph.
    fn inside(&mut self, blocks: &[Block]) {
        let mut bare = false;
        for block in blocks {
            self.push(if bare { "\n" } else { "" });
            bare = matches!(block, Block::Bare(_));
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, text, .. } => self.heading(*level, id, text),
            Block::Paragraph(text) => self.paragraph(text),
            Block::Bare(text) => self.inlines(text),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote { alert: Some(kind), blocks } => self.alert(kind, blocks),
            Block::Quote { alert: None, blocks } => {
                self.push("<blockquote>\n");
                self.blocks(blocks);
                self.push("</blockquote>\n");
            }
            Block::Code { language, text } => self.code(language, text),
            Block::Fence(fence) => self.fence(fence.number),
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Definitions(entries) => self.definitions(entries),
            Block::Footnote { label, blocks } => self.note(label, blocks),
            Block::Rule => self.push("<hr>\n"),
            Block::Html(html) => self.html(html),
        }
    }

    fn paragraph(&mut self, text: &[Inline]) {
        self.push("<p>");
        self.inlines(text);
        self.push("</p>\n");
    }

    /// Writes a heading with a mark that leads to it.
    fn heading(&mut self, level: u8, id: &str, text: &[Inline]) {
        let level = level.saturating_add(self.style.shift).clamp(1, 6);
        let id = format!("{}{id}", self.style.prefix);
        self.push(&format!("<h{level}"));
        self.attribute("id", &id);
        self.push(">");
        self.inlines(text);
        if self.style.links {
            self.push(" <a class=\"anchor\"");
            self.attribute("href", &escape::encoded(&format!("#{id}")));
            let name = format!("{} {}", self.style.words.anchor, self.plain(text));
            self.attribute("aria-label", name.trim_end());
            self.push(">#</a>");
        }
        self.push(&format!("</h{level}>\n"));
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let tasks = items.iter().any(|item| item.task.is_some());
        let name = if start.is_some() { "ol" } else { "ul" };
        self.out.extend(["<", name]);
        if let Some(start) = start.filter(|start| *start != 1) {
            self.attribute("start", &start.to_string());
        }
        self.push(if tasks { " class=\"tasks\">\n" } else { ">\n" });
        for item in items {
            match item.task {
                Some(done) => self.task(done, &item.blocks),
                None => {
                    self.push("<li>");
                    self.inside(&item.blocks);
                }
            }
            self.push("</li>\n");
        }
        self.out.extend(["</", name, ">\n"]);
    }

    /// Writes a task: its box and first words in a label, then the rest.
    fn task(&mut self, done: bool, blocks: &[Block]) {
        self.push("<li class=\"task\">");
        match blocks.split_first() {
            Some((Block::Bare(text), rest)) if !text.is_empty() => {
                self.labelled(done, text);
                self.push(if rest.is_empty() { "" } else { "\n" });
                self.inside(rest);
            }
            Some((Block::Paragraph(text), rest)) => {
                self.push("<p>");
                self.labelled(done, text);
                self.push("</p>\n");
                self.inside(rest);
            }
            _ => {
                self.checkbox(done);
                self.attribute("aria-label", &self.style.words.task);
                self.push(">");
                self.inside(blocks);
            }
        }
    }

    fn labelled(&mut self, done: bool, text: &[Inline]) {
        self.push("<label>");
        self.checkbox(done);
        self.push("> ");
        self.inlines(text);
        self.push("</label>");
    }

    fn checkbox(&mut self, done: bool) {
        self.push("<input type=\"checkbox\" disabled");
        self.push(if done { " checked" } else { "" });
    }

    fn alert(&mut self, kind: &str, blocks: &[Block]) {
        let kinds = ["note", "tip", "important", "warning", "caution"];
        let at = kinds.iter().position(|known| *known == kind).unwrap_or(0);
        let title = self.style.words.alerts.get(at).map_or(kind, String::as_str);
        self.push("<aside");
        self.attribute("class", &format!("alert {kind}"));
        self.push(" role=\"note\">\n<p class=\"alert-title\">");
        self.text(title);
        self.push("</p>\n");
        self.blocks(blocks);
        self.push("</aside>\n");
    }

    fn code(&mut self, language: &str, text: &str) {
        self.push("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.push(">");
        let html = (self.style.highlight)(language, text);
        self.push(&html);
        self.push("</code></pre>\n");
    }

    /// Writes the mark of a typed fence. What it shows is put in its place when nothing is left to sanitise.
    fn fence(&mut self, number: u32) {
        if self.style.fences.contains_key(&number) {
            let mark = fence::mark(self.key, number);
            self.push(&mark);
            self.push("\n");
        }
    }

    /// Writes a table in a frame in which it scrolls.
    fn table(&mut self, align: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.push("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        let name = self.table_name(head);
        self.attribute("aria-label", &name);
        self.push(">\n<table>\n<thead>\n<tr>");
        for (cell, align) in head.iter().zip(aligned(align)) {
            // An empty heading would be read out as one.
            let name = if cell.is_empty() { "td" } else { "th" };
            self.out.extend(["<", name, if cell.is_empty() { "" } else { " scope=\"col\"" }, align, ">"]);
            self.inlines(cell);
            self.out.extend(["</", name, ">"]);
        }
        self.push("</tr>\n</thead>\n");
        if !rows.is_empty() {
            self.push("<tbody>\n");
            rows.iter().for_each(|row| self.row(align, row));
            self.push("</tbody>\n");
        }
        self.push("</table>\n</div>\n");
    }

    fn row(&mut self, align: &[Align], row: &[Vec<Inline>]) {
        self.push("<tr>");
        for (cell, align) in row.iter().zip(aligned(align)) {
            self.out.extend(["<td", align, ">"]);
            self.inlines(cell);
            self.push("</td>");
        }
        self.push("</tr>\n");
    }

    /// A name for the table from the words of its head, unlike those of the tables before.
    fn table_name(&mut self, head: &[Vec<Inline>]) -> String {
        let words: Vec<_> = head.iter().map(|cell| self.plain(cell)).filter(|words| !words.is_empty()).collect();
        let words: String = words.join(", ").chars().take(LONGEST_NAME).collect();
        let name = format!("{}: {words}", self.style.words.table);
        let name = name.trim_end_matches([':', ' ']).to_owned();
        let count = self.tables.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    }

    fn definitions(&mut self, entries: &[(Vec<Inline>, Vec<Vec<Block>>)]) {
        self.push("<dl>\n");
        for (term, meanings) in entries {
            self.push("<dt>");
            self.inlines(term);
            self.push("</dt>\n");
            for blocks in meanings {
                self.push("<dd>");
                self.inside(blocks);
                self.push("</dd>\n");
            }
        }
        self.push("</dl>\n");
    }
}

/// The class of each column.
fn aligned(align: &[Align]) -> impl Iterator<Item = &'static str> {
    let class = |align: &Align| match align {
        Align::None => "",
        Align::Left => " class=\"left\"",
        Align::Center => " class=\"center\"",
        Align::Right => " class=\"right\"",
    };
    align.iter().map(class).chain(std::iter::repeat(""))
}
