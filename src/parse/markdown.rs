//! Markdown to the tree of [`crate::base::Prose`], with every link's text and place beside it.
//!
//! CommonMark with tables, task lists, footnotes, strikethrough, alerts, definition lists, heading attributes,
//! wikilinks, and bare addresses as GitHub links them. Time is linear in the size of the source; what is nested too
//! deep to be walked by recursion is kept as plain text.

mod autolink;
mod build;
mod heading_skipped;
mod missing_alt;
mod node;
mod place;
mod slug;
mod stack;

use super::kind::Kind as Things;
use crate::base::{Block, Diagnostic, Inline, Prose, Span, Text};
use build::Builder;
use place::Places;
use pulldown_cmark::{Options, Parser};
use std::ops::Range;
use std::sync::Arc;

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An address: `[text](address)`, `<address>`, a bare address, or a reference to one.
    Url,
    /// A name: `[[name]]` or `[[name|text]]`.
    Wiki,
    /// The address of an image.
    Image,
    /// The id or title of a thing of one of the kinds, in a typed fence.
    Reference(&'static [Things]),
    /// Words in a figure that may be the title or the id of a level; if they are not, they are just words.
    Title,
}

/// A link as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// How it is written.
    pub kind: Kind,
    /// The address or name, without escapes.
    pub target: Box<str>,
    /// The whole link, text included.
    pub span: Span,
}

/// Where a source stands in its file, to give its links their places.
#[derive(Clone, Debug)]
pub enum Origin<'a> {
    /// The source is a piece of the file, byte for byte.
    Exact {
        /// The file.
        file: &'a Arc<str>,
        /// Where the source begins in it.
        offset: usize,
    },
    /// The source was read from a YAML scalar, so its bytes may be written differently there.
    Within {
        /// The file.
        file: &'a Arc<str>,
        /// Where the scalar stands in it.
        range: Range<usize>,
        /// The scalar as written.
        raw: &'a str,
    },
}

/// The tree of a Markdown page without its front matter.
pub fn page(source: &str, origin: Origin<'_>) -> (Text<Link>, Vec<Diagnostic>) {
    let (blocks, links, diagnostics) = parse(source, origin);
    (Text::new(Prose::new("page", source, blocks), links), diagnostics)
}

/// The tree of a text of several lines in a definition.
pub fn block(source: &str, origin: Origin<'_>) -> (Text<Link>, Vec<Diagnostic>) {
    let (blocks, links, diagnostics) = parse(source, origin);
    (Text::new(Prose::new("block", source, blocks), links), diagnostics)
}

/// The tree of a text of one line in a definition: a single paragraph becomes [`Block::Bare`].
pub fn line(source: &str, origin: Origin<'_>) -> (Text<Link>, Vec<Diagnostic>) {
    if is_plain(source) {
        let blocks = vec![Block::Bare(vec![Inline::Text(source.into())])];
        return (Text::new(Prose::new("line", source, blocks), Vec::new()), Vec::new());
    }
    let (mut blocks, links, diagnostics) = parse(source, origin);
    if let [Block::Paragraph(text)] = blocks.as_mut_slice() {
        let text = std::mem::take(text);
        blocks = vec![Block::Bare(text)];
    }
    (Text::new(Prose::new("line", source, blocks), links), diagnostics)
}

/// Whether the text surely has no markup: it begins with a letter, ends without a space and holds nothing that could
/// mean something else anywhere in a line.
fn is_plain(source: &str) -> bool {
    let inert = |byte: &u8| !byte.is_ascii_control() && !b"!&*<>@[\\]_`|~{".contains(byte);
    source.starts_with(|first: char| first.is_alphabetic())
        && !source.ends_with(' ')
        && source.as_bytes().iter().all(inert)
        && !source.contains("://")
        && !source.to_ascii_lowercase().contains("www.")
}

fn parse(source: &str, origin: Origin<'_>) -> (Vec<Block>, Vec<Link>, Vec<Diagnostic>) {
    let mut builder = Builder::new(Places::new(source, origin));
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        builder.add(event, range);
    }
    builder.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Align, Item};

    fn file() -> Arc<str> {
        Arc::from("a.md")
    }

    fn blocks(source: &str) -> Vec<Block> {
        page(source, Origin::Exact { file: &file(), offset: 0 }).0.prose.blocks().to_vec()
    }

    fn text(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.into())]
    }

    /// Kind, target and the words of the source at the place of each link.
    fn links(source: &str) -> Vec<(Kind, String, String)> {
        let before = "---\ntitle: é\n---\n";
        let (parsed, _) = page(source, Origin::Exact { file: &file(), offset: before.len() });
        let whole = format!("{before}{source}");
        let words = |link: &Link| whole[link.span.start..link.span.end].to_owned();
        parsed.links.iter().map(|link| (link.kind, link.target.to_string(), words(link))).collect()
    }

    #[test]
    fn links_have_their_text_and_place() {
        let source = "é [a](b.md#c \"d\") and [[x]], [[level:y|shown *so*]], ![alt *words*](i.png)\n\n<https://e.example> \
                      <m@e.example> https://f.example/g_h_i?j. [ref][r] and [r]\n\n| t |\n|---|\n| [[z\\|Z]] `[[no]]` |\n\n[r]: ../r.md\n";
        let expected = [
            (Kind::Url, "b.md#c", "[a](b.md#c \"d\")"),
            (Kind::Wiki, "x", "[[x]]"),
            (Kind::Wiki, "level:y", "[[level:y|shown *so*]]"),
            (Kind::Image, "i.png", "![alt *words*](i.png)"),
            (Kind::Url, "https://e.example", "<https://e.example>"),
            (Kind::Url, "mailto:m@e.example", "<m@e.example>"),
            (Kind::Url, "https://f.example/g_h_i?j", "https://f.example/g_h_i?j"),
            (Kind::Url, "../r.md", "[ref][r]"),
            (Kind::Url, "../r.md", "[r]"),
            (Kind::Wiki, "z", "[[z\\|Z]]"),
        ];
        let expected = expected.map(|(kind, target, words)| (kind, target.to_owned(), words.to_owned()));
        assert_eq!(links(source), expected);
    }

    #[test]
    fn bare_addresses_are_found_across_escapes_but_not_in_links_or_code() {
        assert_eq!(links("a\\_b &amp; www.c.example/d\\_e x")[0].2, "www.c.example/d\\_e");
        assert_eq!(links("`https://a.example` [https://b.example](c)").len(), 1);
        assert_eq!(links("    https://a.example\n\n```\nhttps://a.example\n```\n").len(), 0);
        assert_eq!(links("**https://a.example**")[0].1, "https://a.example");
        let (parsed, _) = line("see www.a.example", Origin::Exact { file: &file(), offset: 0 });
        assert_eq!(parsed.links.len(), 1);
    }

    #[test]
    fn wikilinks_without_words_are_empty() {
        let link = |link, words: Vec<Inline>| Inline::Link { link, title: "".into(), text: words };
        let parts = vec![link(0, vec![]), Inline::Text(" ".into()), link(1, text("d"))];
        assert_eq!(blocks("[[a b]] [[c|d]]"), [Block::Paragraph(parts)]);
    }

    #[test]
    fn headings_have_ids_and_audiences() {
        let source = "# A b\n\n## A *b*\n\n## C {#own .x audience=managers}\n\n# D {#own}\n\n## [[staff]] `x`\n";
        let (parsed, diagnostics) = page(source, Origin::Exact { file: &file(), offset: 0 });
        let outline: Vec<_> = parsed.prose.outline().map(|entry| (entry.level, entry.id, entry.audience)).collect();
        let expected = [
            (1, "a-b", None),
            (2, "a-b-1", None),
            (2, "own", Some("managers")),
            (1, "own-1", None),
            (2, "staff-x", None),
        ];
        assert_eq!(outline, expected);
        let spans: Vec<_> =
            diagnostics.iter().filter_map(|it| it.span.clone()).map(|span| &source[span.start..span.end]).collect();
        assert_eq!(spans, ["# D {#own}"]);
    }

    #[test]
    fn blocks_become_the_tree() {
        let item = |task, blocks| Item { task, blocks };
        let bare = |words| Block::Bare(text(words));
        assert_eq!(
            blocks("- [x] a\n- [ ] b\n  - c\n"),
            [Block::List {
                start: None,
                items: vec![
                    item(Some(true), vec![bare("a")]),
                    item(
                        Some(false),
                        vec![bare("b"), Block::List { start: None, items: vec![item(None, vec![bare("c")])] }]
                    ),
                ]
            }]
        );
        let loose = item(Some(true), vec![Block::Paragraph(text("a")), Block::Paragraph(text("b"))]);
        assert_eq!(blocks("3. [X] a\n\n   b\n"), [Block::List { start: Some(3), items: vec![loose] }]);
        assert_eq!(
            blocks("> [!WARNING]\n> a\n"),
            [Block::Quote { alert: Some("warning"), blocks: vec![Block::Paragraph(text("a"))] }]
        );
        assert_eq!(
            blocks("|a|b|\n|:-|-:|\n|c\\|d|\n"),
            [Block::Table {
                align: vec![Align::Left, Align::Right],
                head: vec![text("a"), text("b")],
                rows: vec![vec![text("c|d"), vec![]]]
            }]
        );
        assert_eq!(
            blocks("a\n: b\n: c\n"),
            [Block::Definitions(vec![(text("a"), vec![vec![bare("b")], vec![bare("c")]])])]
        );
        let note = Block::Footnote { label: "n".into(), blocks: vec![Block::Paragraph(text("b"))] };
        assert_eq!(blocks("a[^n]\n\n[^n]: b\n")[1], note);
        assert_eq!(blocks("~~a~~\n\n***\n")[1], Block::Rule);
        assert_eq!(blocks("\"a\" -- b...")[0], Block::Paragraph(text("\"a\" -- b...")));
    }

    #[test]
    fn code_and_html_keep_their_lines() {
        let code = |language: &str, text: &str| Block::Code { language: language.into(), text: text.into() };
        assert_eq!(blocks("```rust,ignore x\r\na\r\n\r\n b\r\n```\r\n"), [code("rust", "a\n\n b\n")]);
        assert_eq!(
            blocks("- ```\r\n  a\r\n  b\r\n  ```\r\n    c"),
            [Block::List {
                start: None,
                items: vec![Item { task: None, blocks: vec![code("", "a\nb\n"), Block::Bare(text("c"))] }]
            }]
        );
        assert_eq!(blocks("<div>\r\n*a*\r\n</div>\r\n"), [Block::Html("<div>\n*a*\n</div>\n".into())]);
        assert_eq!(blocks("a <b>c\r\nd</b>").len(), 1);
    }

    #[test]
    fn one_line_texts_are_bare() {
        let parsed = |source: &str| line(source, Origin::Exact { file: &file(), offset: 0 }).0.prose.blocks().to_vec();
        for plain in
            ["Designs for 10M+ users", "8–12 years", "Owns 2-3 services (a, b): c; d.", "it's \"so\" #1 = ok $5"]
        {
            assert_eq!(parsed(plain), [Block::Bare(text(plain))], "{plain}");
        }
        assert_eq!(parsed("*a*"), [Block::Bare(vec![Inline::Emphasis(text("a"))])]);
        assert_eq!(parsed(""), []);
        assert!(matches!(parsed("- a").as_slice(), [Block::List { .. }]));
        assert_eq!(parsed("a\n\nb").len(), 2);
    }

    #[test]
    fn the_short_way_for_plain_lines_gives_the_same_tree() {
        for byte in 0..=127u8 {
            let letter = byte as char;
            for source in [
                format!("a{letter}b"),
                format!("a {letter} b"),
                format!("a {letter}b{letter}"),
                format!("a{letter}{letter}{letter}"),
                format!("a {letter}b"),
            ] {
                let short = line(&source, Origin::Exact { file: &file(), offset: 0 }).0;
                let long = block(&source, Origin::Exact { file: &file(), offset: 0 }).0;
                match (short.prose.blocks(), long.prose.blocks()) {
                    ([Block::Bare(short)], [Block::Paragraph(long)]) => assert_eq!(short, long, "{source:?}"),
                    (short, long) => assert_eq!(short, long, "{source:?}"),
                }
            }
        }
    }

    #[test]
    fn links_in_scalars_are_found_where_they_are_written() {
        let whole = "a: \"`[[x]]` [[x]] \\u0026 [b](c) then [q](\\\"r)\"\n";
        let source = "`[[x]]` [[x]] & [b](c) then [q](\"r)";
        let range = 3..whole.len() - 1;
        let (parsed, _) = line(source, Origin::Within { file: &file(), range: range.clone(), raw: &whole[range] });
        let words: Vec<_> = parsed.links.iter().map(|link| &whole[link.span.start..link.span.end]).collect();
        assert_eq!(words, ["[[x]]", "[b](c)", &whole[3..whole.len() - 1]]);
        assert_eq!(parsed.links[0].span.start, 12);
    }

    #[test]
    fn deep_nesting_is_kept_as_text() {
        for source in [
            format!("{}deep", ">".repeat(100_000)),
            format!("{}deep", "> - ".repeat(20_000)),
            format!("{}deep{}", "*".repeat(100_000), "*".repeat(100_000)),
            format!("{}deep{}", "*a ".repeat(50_000), " b*".repeat(50_000)),
            format!("{}deep{}", "[".repeat(100_000), "](a)".repeat(100_000)),
            format!("{}deep{}", "![".repeat(50_000), "](a)".repeat(50_000)),
            format!("{}deep{}", "~~a **b ".repeat(20_000), " b** a~~".repeat(20_000)),
            (0..600).map(|depth| format!("{}- deep\n", "  ".repeat(depth))).collect(),
        ] {
            let (parsed, diagnostics) = page(&source, Origin::Exact { file: &file(), offset: 0 });
            assert!(parsed.plain().contains("deep"), "{}", &source[..20]);
            assert!(diagnostics.len() <= 1);
            assert_eq!(parsed.clone(), parsed);
        }
        let (_, diagnostics) = page(&">".repeat(70), Origin::Exact { file: &file(), offset: 0 });
        assert_eq!(diagnostics.iter().map(|it| &*it.code).collect::<Vec<_>>(), ["too-deep"]);
    }
}
