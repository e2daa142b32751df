//! Markdown to HTML, from the words of an author to the markup of a page.

use proptest::prelude::*;
use rungbook::base::{Mark, Text};
use rungbook::parse::markdown::{self, Link, Origin};
use rungbook::render::prose::{self, Address, Kind, Style, Target, Words};
use std::sync::Arc;

/// A link as these tests see it: `missing…` leads nowhere, what has a scheme leads elsewhere.
#[derive(Clone)]
struct Seen(Link);

impl Target for Seen {
    fn address(&self) -> Address<'_> {
        let Self(link) = self;
        let kind = match &*link.target {
            target if target.starts_with("missing") => Kind::Missing,
            target if target.contains(':') => Kind::External,
            _ => Kind::Internal,
        };
        let words = if link.kind == markdown::Kind::Wiki { "Its <title>" } else { "" };
        Address { kind, href: &link.target, words }
    }
}

fn parse(source: &str) -> Text<Seen> {
    markdown::page(source, Origin::Exact { file: &"a.md".into(), offset: 0 }).0.map(|link| Seen(link.clone()))
}

fn styled<T>(shift: u8, prefix: &str, links: bool, with: impl FnOnce(&Style<'_>) -> T) -> T {
    let highlight = |language: &str, code: &str| format!("[{language}]{code}").replace('<', "&lt;");
    with(&Style { shift, prefix, links, words: &Words::default(), highlight: &highlight, fences: &Default::default() })
}

fn html(source: &str) -> String {
    styled(0, "", true, |style| prose::blocks(&parse(source), style))
}

fn line(source: &str) -> String {
    let text = markdown::line(source, Origin::Exact { file: &"a.md".into(), offset: 0 }).0;
    styled(0, "", true, |style| prose::line(&text.map(|link| Seen(link.clone())), style))
}

#[test]
fn words_and_links() {
    for (source, expected) in [
        (
            "a *b* **c** ~~d~~ `<e>` &amp; f",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>&lt;e&gt;</code> &amp; f</p>\n",
        ),
        ("a\\\nb\nc", "<p>a<br>\nb\nc</p>\n"),
        ("[a *b*](c.md#d \"e\\\"\")", "<p><a href=\"c.md#d\" title=\"e&quot;\">a <em>b</em></a></p>\n"),
        ("[a](<b c.md>)", "<p><a href=\"b%20c.md\">a</a></p>\n"),
        (
            "https://a.example/b?c&d",
            "<p><a href=\"https://a.example/b?c&amp;d\" rel=\"noopener\">https://a.example/b?c&amp;d</a></p>\n",
        ),
        ("[[a]] [[b|c *d*]]", "<p><a href=\"a\">Its &lt;title&gt;</a> <a href=\"b\">c <em>d</em></a></p>\n"),
        (
            "[[missing<]]",
            "<p><span class=\"broken-link\" title=\"This link leads nowhere yet: missing&lt;\">Its &lt;title&gt;</span></p>\n",
        ),
        ("![a *b*](c.png \"d\")", "<p><img src=\"c.png\" alt=\"a b\" title=\"d\" loading=\"lazy\"></p>\n"),
        (
            "![](missing.png)",
            "<p><span class=\"broken-link\" title=\"This link leads nowhere yet: missing.png\">missing.png</span></p>\n",
        ),
        ("[![a](b.png)](c)", "<p><a href=\"c\"><img src=\"b.png\" alt=\"a\" loading=\"lazy\"></a></p>\n"),
    ] {
        assert_eq!(html(source), expected);
    }
}

#[test]
fn programs_never_become_links() {
    for target in [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "<java\tscript:alert(1)>",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "vbscript:x",
        "data:text/html;base64,x",
        "<\u{1}javascript:x>",
    ] {
        assert_eq!(html(&format!("[a]({target})")), "<p>a</p>\n", "{target}");
        assert!(!html(&format!("![a]({target})")).contains("src"), "{target}");
        assert!(!html(&format!("[a][b]\n\n[b]: {target}\n")).contains("href"), "{target}");
    }
    assert_eq!(html("<javascript:alert(1)>"), "<p>javascript:alert(1)</p>\n");
    assert_eq!(html("<a href=\"java&#10;script:x\">a</a>"), "<p><a>a</a></p>\n");
}

#[test]
fn headings_shift_and_have_anchors() {
    let text = parse("# A [b](c) <\n\n##### D\n");
    let rendered = styled(2, "x-", true, |style| prose::blocks(&text, style));
    let first = "<h3 id=\"x-a-b-\">A <a href=\"c\">b</a> &lt; <a class=\"anchor\" href=\"#x-a-b-\" aria-label=\"Link to A b &lt;\">#</a></h3>\n";
    assert!(rendered.starts_with(first), "{rendered}");
    assert!(rendered.contains("<h6 id=\"x-d\">D "));
    assert_eq!(
        styled(0, "", false, |style| prose::blocks(&text, style)),
        "<h1 id=\"a-b-\">A b &lt;</h1>\n<h5 id=\"d\">D</h5>\n"
    );
}

#[test]
fn lists() {
    assert_eq!(html("- a\n  - b\n- c\n"), "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n");
    assert_eq!(html("3. a\n\n   b\n"), "<ol start=\"3\">\n<li><p>a</p>\n<p>b</p>\n</li>\n</ol>\n");
    let tasks = "<ul class=\"tasks\">\n<li class=\"task\"><label><input type=\"checkbox\" disabled> a <em>b</em></label></li>\n\
                 <li class=\"task\"><label><input type=\"checkbox\" disabled checked> c</label>\n<ul>\n<li>d</li>\n</ul>\n</li>\n</ul>\n";
    assert_eq!(html("- [ ] a *b*\n- [x] c\n  - d\n"), tasks);
    assert_eq!(html("a\n: b\n\nc\n: d\n"), "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dt>c</dt>\n<dd>d</dd>\n</dl>\n");
}

#[test]
fn tables_scroll_and_have_names() {
    let table = "|a|  |\n|-|:-:|\n|1|2|\n\n";
    let frame = "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table: a\">\n<table>\n<thead>\n\
                 <tr><th scope=\"col\">a</th><td class=\"center\"></td></tr>\n</thead>\n<tbody>\n\
                 <tr><td>1</td><td class=\"center\">2</td></tr>\n</tbody>\n</table>\n</div>\n";
    assert_eq!(html(table), frame);
    assert!(html(&table.repeat(2)).contains("aria-label=\"Table: a (2)\""));
}

#[test]
fn code_quotes_and_alerts() {
    assert_eq!(
        html("```a\"b\nx<\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-a&quot;b\">[a\"b]x&lt;\n</code></pre>\n"
    );
    assert_eq!(html("> a\n"), "<blockquote>\n<p>a</p>\n</blockquote>\n");
    let alert = "<aside class=\"alert note\" role=\"note\">\n<p class=\"alert-title\">Note</p>\n<p>a</p>\n</aside>\n";
    assert_eq!(html("> [!NOTE]\n> a\n"), alert);
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    let rendered = html("a[^x] b[^y] c[^x] d[^z]\n\n[^y]: Y[^w].\n[^x]: X.\n[^w]: W.\n[^unused]: U[^x].\n");
    let notes = "<div class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n\
                 <li id=\"fn-1\"><p>X. <a class=\"back\" role=\"doc-backlink\" href=\"#fnref-1\" aria-label=\"Back to reference 1\">↩</a> \
                 <a class=\"back\" role=\"doc-backlink\" href=\"#fnref-1-2\" aria-label=\"Back to reference 1-2\">↩2</a></p></li>\n";
    assert!(rendered.contains(notes), "{rendered}");
    assert!(rendered.contains("<li id=\"fn-3\"><p>W. "));
    assert!(rendered.contains("d[^z]") && !rendered.contains("U<"));
    for address in rendered.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(rendered.matches(&format!("id=\"{address}\"")).count(), 1, "{address}");
    }
}

#[test]
fn marks_become_links_outside_of_links() {
    let text = parse("# Staff\n\nA Staff, [Staff](x) and *Staff*.");
    let link = || {
        Seen(Link {
            kind: markdown::Kind::Url,
            target: "s.html".into(),
            span: rungbook::base::Span::start_of(&"a.md".into()),
        })
    };
    let mark = |node, start, end| Mark { node, start, end, link: link() };
    let marks: Arc<[_]> = vec![mark(1, 2, 7), mark(2, 0, 5), mark(4, 0, 5), mark(9, 0, 1)].into();
    let rendered = styled(0, "", true, |style| prose::blocks(&Text { marks: marks.clone(), ..text.clone() }, style));
    let expected =
        "<p>A <a href=\"s.html\">Staff</a>, <a href=\"x\">Staff</a> and <em><a href=\"s.html\">Staff</a></em>.</p>\n";
    assert!(rendered.ends_with(expected), "{rendered}");
    let plain = styled(0, "", false, |style| prose::blocks(&Text { marks, ..text }, style));
    assert!(plain.ends_with("<p>A Staff, Staff and <em>Staff</em>.</p>\n"), "{plain}");
}

#[test]
fn raw_html_is_sanitised_as_a_whole() {
    for (source, expected) in [
        ("a <b>c</b> <kbd>d</kbd>", "<p>a <b>c</b> <kbd>d</kbd></p>\n"),
        (
            "<details>\n<summary>s</summary>\n\n*a*\n\n</details>\n",
            "<details>\n<summary>s</summary>\n<p><em>a</em></p>\n</details>\n",
        ),
        ("a <script>alert(1)</script> b", "<p>a  b</p>\n"),
        ("<img src=x onerror=alert(1) alt=a>", "<img src=\"x\" alt=\"a\" loading=\"lazy\">"),
        ("a <!-- note --> b\n\n<!-- block -->\n", "<p>a  b</p>\n"),
        ("</p></div></main><b>a", "<p></p><b>a</b>"),
    ] {
        assert_eq!(html(source).replace("<b></b>", ""), expected, "{source}");
    }
    let ours = "> [!TIP]\n> a[^n]\n\n- [x] b\n\n|c|\n|:-|\n|d|\n\n```e\nf\n```\n\n## g\n\n[h](https://h.example) [[missing]]\n\n[^n]: i\n";
    let (plain, cleaned) = (html(ours), html(&format!("{ours}\n<i></i>\n")));
    let bare = |html: &str| html.replace("=\"\"", "").replace("<p><i></i></p>\n", "");
    assert_eq!(bare(&cleaned), bare(&plain));
}

#[test]
fn wild_html_is_shown_as_text() {
    for tag in ["<div>", "<b>", "<span class=a>", "<a href=b>", "<table>"] {
        let rendered = html(&format!("{} x", tag.repeat(10_000)));
        assert!(rendered.contains("&lt;"), "{tag}");
    }
}

#[test]
fn one_line_texts_hold_nothing_but_phrases() {
    for (source, expected) in [
        ("a *b* [[c]]", "a <em>b</em> <a href=\"c\">Its &lt;title&gt;</a>"),
        ("- a\n- b\n", "a<br>\nb"),
        ("# a\n\n```\nb\n```\n", "a<br>\n<code>b</code>"),
        ("> a\n>\n> |b|c|\n> |-|-|\n", "a<br>\nb<br>\nc"),
        ("<div>a</div>", "a"),
        ("a[^1]\n\n[^1]: b\n", "a[^1]<br>\nb"),
        ("<script>a</script>b", "b"),
        ("", ""),
    ] {
        assert_eq!(line(source), expected, "{source}");
    }
}

#[test]
fn hostile_texts_render_in_linear_time() {
    for source in [
        ">".repeat(50_000),
        "*a ".repeat(50_000),
        "[".repeat(50_000),
        "[a](b) ".repeat(50_000),
        "[^a]".repeat(50_000) + "\n\n[^a]: b\n",
        "|a|\n|-|\n|b|\n\n".repeat(5_000),
        "<".repeat(50_000),
        "- a\n".repeat(50_000),
        "&".repeat(50_000),
        "`".repeat(50_000),
        (1..2_000).map(|number| format!("{}a", "`".repeat(number % 300))).collect(),
        (1..5_000).map(|number| format!("a[^{number}]\n\n[^{number}]: b\n\n")).collect(),
    ] {
        html(&source);
    }
}

/// Asserts that all elements are closed in the order in which they were opened.
fn assert_balanced(html: &str) {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag that ends");
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        match tag.starts_with('/') {
            true => assert_eq!(open.pop(), Some(name), "{html}"),
            false if ["br", "hr", "img", "input", "wbr", "col"].contains(&name) => {}
            false => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{html}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_gives_sound_links_and_markup(
        source in r#"([\[\]()*_~`<>!|:#&\\ \n\r\t+=.1a-cé→"'{}^@/-]|https://a\.b|\[\[|\n> |\n- |- \[ \] |\n```|\[\^a\]|\n\n|<b>|</i>|<div|<p>|\|-\|){0,40}"#
    ) {
        let (text, _) = markdown::page(&source, Origin::Exact { file: &"a.md".into(), offset: 0 });
        for link in text.links.iter() {
            prop_assert!(source.get(link.span.start..link.span.end).is_some_and(|words| !words.is_empty()));
        }
        let (within, _) = markdown::line(&source, Origin::Within { file: &"a.md".into(), range: 7..7 + source.len(), raw: &source });
        for (exact, found) in text.links.iter().zip(within.links.iter()) {
            prop_assert_eq!(exact.span.start + 7..exact.span.end + 7, found.span.start..found.span.end);
        }
        assert_balanced(&html(&source));
        assert_balanced(&line(&source));
    }
}
