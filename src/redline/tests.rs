//! Two pages as one: what is marked, and that it stays a page.

use super::{Redline, between, gone};
use proptest::prelude::*;
use scraper::{Html, Node, Selector};

/// A page around its content.
fn page(content: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>T</title><body class=a><p>head</p><main id=main>{content}</main><footer>&copy;</footer>"
    )
}

/// What becomes of the content of two pages.
fn content(old: &str, new: &str) -> (String, usize) {
    let (old, new) = (page(old), page(new));
    let Redline { html, changes } = between(&old, &new);
    let (head, tail) =
        (page("").split_once("</main>").map(|(head, _)| head.to_owned()).unwrap(), "</main><footer>&copy;</footer>");
    let content = html.strip_prefix(&head).and_then(|rest| rest.strip_suffix(tail));
    let content = content.expect("what stands around the content is the new page's").to_owned();
    valid(&html, changes);
    assert_eq!(reading(&html, Side::Old), reading(&old, Side::Both), "{content}");
    assert_eq!(reading(&html, Side::New), reading(&new, Side::Both), "{content}");
    (content, changes)
}

/// The same in short: what is gone in brackets, what is new in braces.
fn short(old: &str, new: &str) -> String {
    let (mut content, _) = content(old, new);
    for number in 1..20 {
        content = content.replace(&format!(" id=\"change-{number}\""), "");
    }
    let content = content.replace(" class=\"redline\"", "").replace(" data-redline=\"added\"", "+");
    let content = content.replace(" data-redline=\"removed\"", "-");
    content.replace("<del>", "[").replace("</del>", "]").replace("<ins>", "{").replace("</ins>", "}")
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Old,
    New,
    Both,
}

/// The letters and signs that a reader sees of one side.
fn reading(html: &str, side: Side) -> String {
    let parsed = Html::parse_document(html);
    let mut text = String::new();
    for node in parsed.tree.nodes() {
        let Node::Text(words) = node.value() else { continue };
        let hidden = node.ancestors().any(|around| {
            let Node::Element(element) = around.value() else { return false };
            let says = |word: &str| element.attr("data-redline") == Some(word);
            let is_mark = element.attr("class").is_some_and(|class| class == "redline");
            let (removed, added) = (
                says("removed") || (is_mark && element.name() == "del"),
                says("added") || (is_mark && element.name() == "ins"),
            );
            let is_off = matches!(element.attr("data-review"), Some("off" | "marked"));
            (removed && side == Side::New)
                || (added && side == Side::Old)
                || matches!(element.name(), "script" | "style" | "head")
                || is_off
        });
        if !hidden {
            text.extend(words.split_whitespace());
        }
    }
    text
}

/// Whether a page is one still: it reads without errors, no id stands twice, and each place has its address.
fn valid(html: &str, changes: usize) {
    let parsed = Html::parse_document(html);
    assert!(parsed.errors.is_empty(), "{:?}\n{html}", parsed.errors);
    let all = Selector::parse("[id]").unwrap();
    let ids: Vec<String> = parsed.select(&all).filter_map(|element| element.attr("id").map(str::to_owned)).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{html}");
    let places: Vec<&String> = ids.iter().filter(|id| id.starts_with("change-")).collect();
    assert_eq!(
        places,
        (1..=changes).map(|number| format!("change-{number}")).collect::<Vec<_>>().iter().collect::<Vec<_>>(),
        "{html}"
    );
    for mark in parsed.select(&Selector::parse("ins, del").unwrap()) {
        let around = mark.parent().and_then(|parent| parent.value().as_element()).map(scraper::node::Element::name);
        assert!(!matches!(around, Some("ul" | "ol" | "dl" | "table" | "tbody" | "thead" | "tr" | "select")), "{html}");
    }
}

#[test]
fn a_page_that_reads_the_same_is_the_new_one() {
    let one = page("<p class=a id=x>Same<br>words &amp; <!-- c --> <a href='../b.html'>link</a></p>");
    let other = page("<p class=b id=y>Same<br>words &amp; <a href=b.html>link</a>\n </p>");
    assert_eq!(between(&one, &one), Redline { html: one.clone(), changes: 0 });
    assert_eq!(between(&one, &other), Redline { html: other, changes: 0 });
}

#[test]
fn marks_whole_words_and_no_confetti() {
    for (old, new, expected) in [
        ("Keeps 99.9% uptime", "Keeps 99.99% uptime", "Keeps [99.9%]{99.99%} uptime"),
        ("8–12 years", "9–12 years", "[8–12]{9–12} years"),
        ("$185K–$320K", "$190K–$320K", "[$185K–$320K]{$190K–$320K}"),
        ("Mentors engineers", "Mentors senior engineers", "Mentors {senior} engineers"),
        ("Leads on-call.", "Leads on-call rotas.", "Leads on-call{ rotas}."),
        ("a senior staff person", "a junior lead person", "a [senior staff]{junior lead} person"),
        ("One thing here", "Another matter entirely", "[One thing here]{Another matter entirely}"),
        ("See <b>bold</b> words", "See bold words", "See [<b>bold</b>]{bold} words"),
        ("Some <em>old words</em> stay", "Some <em>new words</em> stay", "Some <em>[old]{new} words</em> stay"),
        (
            "Knows <a href=x>Go and Rust</a> well",
            "Knows <a href=x>Go</a> well",
            "Knows <a href=\"x\">Go [and Rust]</a> well",
        ),
        ("昇進の基準", "昇格の基準", "昇[進]{格}の基準"),
        ("a <i>b</i> c d", "a c d", "a [<i>b</i>] c d"),
        ("two  spaces\nhere", "two spaces here x", "two spaces here {x}"),
    ] {
        assert_eq!(short(&format!("<p>{old}</p>"), &format!("<p>{new}</p>")), format!("<p>{expected}</p>"));
    }
}

#[test]
fn entries_are_marked_inside_their_list() {
    let old = "<ul><li>Designs for many users</li><li id=b>Writes reports</li></ul>";
    let new = "<ul><li>Designs for many users</li><li>Degrades gracefully under load</li></ul>";
    let expected =
        "<ul><li>Designs for many users</li><li->[Writes reports]</li><li+>{Degrades gracefully under load}</li></ul>";
    assert_eq!(short(old, new), expected);
    assert_eq!(content(old, new).1, 1);
}

#[test]
fn chips_are_compared_one_by_one() {
    let old = "<p><span class=chip>IC4 track</span><span class=chip>Grade 4</span></p>";
    let new =
        "<p><span class=chip>IC4 track</span><span class=chip>Changed today</span><span class=chip>Grade 5</span></p>";
    let expected = "<p><span class=\"chip\">IC4 track</span>{<span class=\"chip\">Changed today</span>}<span class=\"chip\">Grade [4]{5}</span></p>";
    assert_eq!(short(old, new), expected);
}

#[test]
fn a_new_column_is_one_place() {
    let old = "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>one</td><td>two</td></tr><tr><td colspan=2>all</td></tr></tbody></table>";
    let new = "<table><thead><tr><th>A</th><th>New</th><th>B</th></tr></thead><tbody><tr><td>one</td><td>x</td><td>three</td></tr><tr><td colspan=3>all</td></tr></tbody></table>";
    let (_, changes) = content(old, new);
    let expected = "<table><thead><tr><th>A</th><th+>{New}</th><th>B</th></tr></thead><tbody><tr><td>one</td><td+>{x}</td><td>[two]{three}</td></tr><tr><td colspan=\"3\">all</td></tr></tbody></table>";
    assert_eq!((short(old, new).as_str(), changes), (expected, 2));
    let expected = "<table><thead><tr><th>A</th><th->[New]</th><th>B</th></tr></thead><tbody><tr><td>one</td><td->[x]</td><td>[three]{two}</td></tr><tr><td colspan=\"3\">all</td></tr></tbody></table>";
    assert_eq!(short(new, old), expected);
}

#[test]
fn rows_keep_as_many_cells_as_there_are_columns() {
    let old = "<table><tbody><tr><td>Name</td><td>Old</td></tr><tr><td>gone row</td><td>1</td></tr></tbody></table>";
    let new = "<table><tbody><tr><td>Name</td></tr><tr><td>other thing</td></tr></tbody></table>";
    let rows = short(old, new);
    assert_eq!(rows.matches("<td").count(), 6, "{rows}");
}

#[test]
fn what_is_gone_neither_acts_nor_has_a_name() {
    let old = "<p>stays here</p><section id=s><h2 id=h>Title of it</h2><script>evil()</script><label for=c>Tick</label><input id=c name=c type=checkbox onclick=x()><a href=y.html>away</a><details><summary>More</summary><p>inner</p></details></section>";
    let found = short(old, "<p>stays here</p>");
    let expected = "<p>stays here</p><section-><h2>[Title of it]</h2>[<label>Tick</label><input disabled=\"\" type=\"checkbox\"><a>away</a>]<details open=\"\"><summary>[More]</summary><p>[inner]</p></details></section>";
    assert_eq!(found, expected);
}

#[test]
fn what_is_not_for_review_is_the_new_page_s() {
    let old =
        "<nav data-review=off><p>a</p></nav><p>same words</p><figure class=f><svg><text>old</text></svg></figure>";
    let new = "<nav data-review=off><p>b</p></nav><p>same words</p><figure class=f data-review=marked><svg><text>new</text></svg></figure>";
    assert_eq!(between(&page(old), &page(new)), Redline { html: page(new), changes: 0 });
    let found = between(&page(&format!("{old}<p>x y</p>")), &page(&format!("{new}<p>x z</p>")));
    assert!(
        found.html.contains("<p>b</p>") && !found.html.contains("<p>a</p>") && !found.html.contains("old"),
        "{found:?}"
    );
    assert_eq!(found.changes, 1);
}

#[test]
fn diagrams_are_the_same_or_another() {
    let figure = |label: &str| {
        format!("<figure><svg id=g><title>t</title><text>{label}</text></svg><figcaption>Cap</figcaption></figure>")
    };
    let found = short(&figure("one"), &figure("two"));
    assert!(
        found.starts_with(
            "<figure-><svg-><title>t</title><text>one</text></svg><figcaption>[Cap]</figcaption></figure><figure+>"
        ),
        "{found}"
    );
    assert_eq!(content(&figure("one"), &figure("two")).1, 1);
}

#[test]
fn links_that_lead_elsewhere_are_noted() {
    let (found, changes) =
        content("<p>See <a href=../a.html>this page</a>.</p>", "<p>See <a href=../b.html>this page</a>.</p>");
    let note = "<span class=\"redline redline-link\" id=\"change-1\" title=\"led to ../a.html\"><a href=\"../b.html\">this page</a></span>";
    assert_eq!((found, changes), (format!("<p>See {note}.</p>"), 1));
}

#[test]
fn code_is_compared_by_lines() {
    let old = "<pre><code>fn <b>a</b>() {\n  one();\n}\n</code></pre>";
    let new = "<pre><code>fn <b>a</b>() {\n  one();\n  two();\n}\n</code></pre>";
    assert_eq!(short(old, new), "<pre><code>fn <b>a</b>() {\n  one();\n{  two();\n}}\n</code></pre>");
}

#[test]
fn text_stays_text() {
    let old = "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p><p title='\"><img src=x onerror=y>'>q</p>";
    let new = "<p>a &lt;img src=x onerror=alert(1)&gt; b &amp;lt; c</p><p>&lt;/main&gt;&lt;del&gt;</p><svg><style>&lt;/style>&lt;img src=x></style></svg>\0<!-- --!><b>x";
    let found = between(&page(old), &page(new)).html;
    let parsed = Html::parse_document(&found);
    for bad in ["script", "img", "main main"] {
        assert_eq!(parsed.select(&Selector::parse(bad).unwrap()).count(), 0, "{bad}: {found}");
    }
}

#[test]
fn a_page_that_cannot_be_written_as_it_reads_is_left_as_it_is() {
    let new = page(
        "<p>x</p><table><tr><td><a href=1>y<table><tr><td><a href=2>z</a></td></tr></table></a></td></tr></table><plaintext>",
    );
    let found = between(&page("<p>y</p>"), &new);
    assert_eq!(found.changes, 1);
    assert_eq!(found.html.replace("<span class=\"redline\" id=\"change-1\" data-redline=\"unread\"></span>", ""), new);
}

#[test]
fn deep_pages_are_told_to_differ() {
    let deep = |word: &str| page(&format!("{}{word}{}", "<div>".repeat(3_000), "</div>".repeat(3_000)));
    assert_eq!(between(&deep("one"), &deep("two")).changes, 1);
    assert_eq!(gone(&deep("one")).changes, 1);
    let lines = |word: &str| page(&format!("<p>{}{word}{}</p>", "<i>".repeat(90), "</i>".repeat(90)));
    assert_eq!(between(&lines("one"), &lines("two")).changes, 1);
}

#[test]
fn a_page_that_is_gone_is_deleted_as_a_whole() {
    let old = page(
        "<h1 id=t>Title</h1><nav data-review=off><a href=#t>Title</a></nav><ul><li>one <a href=b.html>two</a></li></ul><script>x()</script>",
    );
    let Redline { html, changes } = gone(&old);
    valid(&html, changes);
    assert_eq!(reading(&html, Side::New), "headT©".replace('T', ""));
    assert!(html.contains("<a href=\"b.html\">two</a></del></li>") && html.contains("<h1 id=\"t\">"), "{html}");
    assert!(!html.contains("x()"), "{html}");
}

fn line() -> impl Strategy<Value = String> {
    let words = "[a-f]{1,3}( [a-f]{1,3}){0,4}[.,]?";
    let part = prop_oneof![
        4 => words.prop_map(|words| format!("{words} ")),
        1 => words.prop_map(|words| format!("<b>{words}</b>")),
        1 => words.prop_map(|words| format!("<a href={}>{words}</a> ", words.len())),
        1 => words.prop_map(|words| format!("<span class=c>{words} <i>x</i></span>")),
        1 => Just("<img src=a alt=b> &amp; &lt;b&gt; <br>".to_owned()),
    ];
    proptest::collection::vec(part, 1..4).prop_map(|parts| parts.concat())
}

fn block() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => line().prop_map(|line| format!("<p>{line}</p>\n")),
        1 => line().prop_map(|line| format!("<h2>{line}</h2>")),
        1 => proptest::collection::vec(line(), 1..4).prop_map(|lines| format!("<pre>{}</pre>", lines.join("\n"))),
        2 => proptest::collection::vec(line(), 1..5).prop_map(|lines| format!("<ul><li>{}</li></ul>", lines.join("</li>\n<li>"))),
        1 => proptest::collection::vec((line(), line()), 1..3).prop_map(|rows| {
            let rows: String = rows.iter().map(|(one, two)| format!("<div><dt>{one}</dt><dd>{two}</dd></div>")).collect();
            format!("<dl>{rows}</dl>")
        }),
        2 => (1..4_usize, proptest::collection::vec(proptest::collection::vec("[a-d]{1,2}", 3), 1..4)).prop_map(|(width, rows)| {
            let row = |cells: &Vec<String>| format!("<tr><td>{}</td></tr>", cells.iter().take(width).cloned().collect::<Vec<_>>().join("</td><td>"));
            format!("<table><tbody>{}</tbody></table>", rows.iter().map(row).collect::<String>())
        }),
    ];
    leaf.prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            (line(), proptest::collection::vec(inner.clone(), 1..4))
                .prop_map(|(head, parts)| format!("<section><h3>{head}</h3>{}</section>", parts.concat())),
            (line(), inner).prop_map(|(line, inner)| format!("<ul><li>{line}{inner}</li></ul>")),
        ]
    })
}

fn blocks() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(block(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_pages_can_be_read_from_one(shared in blocks(), old in blocks(), new in blocks()) {
        let around = |own: &[String]| [shared.concat(), own.concat(), shared.first().cloned().unwrap_or_default()].concat();
        let (old, new) = (around(&old), around(&new));
        let (_, forth) = content(&old, &new);
        let (_, back) = content(&new, &old);
        prop_assert!(forth <= 3 * back + 3 && back <= 3 * forth + 3, "{} {}", forth, back);
    }

    #[test]
    fn nothing_makes_it_fail(old in "(<(/?(p|b|a|table|td|tr|svg|style|script|pre|del|ins|form|button|select|option|li|textarea|math|template)|!--)( id=x| href=y)?>|[a-c &;\"'\0-]{1,3}){0,24}", new in "(<(/?(p|b|a|table|td|tr|svg|style|script|pre|del|ins|form|button|select|option|li|textarea|math|template)|!--)( id=x| href=y)?>|[a-c &;\"'\0-]{1,3}){0,24}") {
        let found = between(&page(&old), &page(&new));
        prop_assert_eq!(between(&page(&old), &page(&new)), found);
        gone(&page(&old));
        between(&old, &new);
    }
}
