//! Typed fences from their text to the page: what they show, to whom, and what becomes of hostile ones.

use rungbook::base::{Severity, Site, Snapshot};
use rungbook::{Build, Memos, Scope};
use scraper::{Html, Selector};
use std::time::{Duration, Instant};

const LADDER: &str = "family: {id: f, title: Makers}
tracks:
  - {id: t, family: f, title: Trade, kind: ic, levels: [junior, senior, secret-level]}
levels:
  - {id: junior, title: Junior, experience: 0–2 years, expects: {craft: [Learns]}}
  - {id: senior, title: Senior, experience: 3+ years, expects: {craft: [Teaches]}}
  - {id: secret-level, title: Hidden Heights, audience: board, expects: {craft: [Rules]}}
competency: {id: craft, title: Craft}
bands:
  - {level: junior, range: $10K–$20K}
  - {level: secret-level, range: $900K–$950K, audience: board}
pathway: {id: way, title: The way, steps: [{when: Month 1–3, title: Learn}, {when: Month 4–6, title: Teach}]}
";

fn build(pages: &[(&str, &str)], audience: Option<&str>) -> Build {
    let book = "[rungbook]\naudiences = ['public', 'board']\n";
    let files = [("book.toml", book), ("content/ladder.yaml", LADDER)];
    let now: Snapshot = files.iter().chain(pages).map(|(path, text)| (*path, text.as_bytes())).collect();
    let scope = Scope { audience: audience.map(str::to_owned), ..Scope::default() };
    rungbook::build(&now, &rungbook::base::Past::default(), &scope, &Memos::default())
}

fn html(site: &Site, route: &str) -> String {
    let bytes = site.get(route).unwrap_or_else(|| panic!("there is no page `{route}`"));
    String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
}

/// The page `page.html` of a handbook with one page of the given text.
fn page(text: &str) -> String {
    let Build { site, diagnostics, .. } = build(&[("content/page.md", text)], None);
    assert!(diagnostics.iter().all(|found| found.severity != Severity::Error), "{diagnostics:#?}");
    html(&site.expect("there are no errors"), "page.html")
}

fn count(page: &str, selector: &str) -> usize {
    Html::parse_document(page).select(&Selector::parse(selector).expect("a selector")).count()
}

const ALL: &str = "# Page

```ladder
family: f
```

```ladder
Junior → Senior → Master
Junior → Elsewhere
```

```pathway
pathway: way
```

```pay
track: t
```

```matrix
family: f
```

```compare
levels: [junior, Senior]
```
";

#[test]
fn each_fence_is_a_figure_or_a_table_that_is_also_text() {
    let page = page(ALL);
    assert_eq!(count(&page, ".prose .fenced"), 6);
    assert_eq!(count(&page, ".fenced .diagram svg[role='graphics-document document'] a[href='levels/senior.html']"), 2);
    assert_eq!(count(&page, ".fenced details .lanes a[href='levels/junior.html']"), 1);
    assert_eq!(count(&page, ".fenced .chains li"), 2);
    assert_eq!(count(&page, ".fenced .timeline > li"), 2);
    assert_eq!(count(&page, ".fenced figure.chart"), 2);
    assert_eq!(count(&page, ".fenced table.matrix a.heat"), 2);
    assert_eq!(count(&page, ".fenced table.levels-table thead th"), 2);
    assert_eq!(count(&page, ".faulty"), 0);
}

#[test]
fn raw_html_around_a_fence_does_not_harm_it() {
    let page = page(&format!("<section>\n\n{ALL}\n\n</section>\n\n<b onclick=x>and <script>alert(1)</script>\n"));
    assert_eq!(count(&page, ".prose .fenced figure:has(svg)"), 4);
    assert!(!page.contains("alert(1)") && !page.contains("onclick"), "{page}");
}

#[test]
fn a_fence_shows_only_what_its_readers_see() {
    let by_name = "# Page\n\n```ladder\nJunior → Hidden Heights → Beyond\n```\n\n```ladder\njunior → secret-level\n```\n\n\
                   ```compare\nlevels: [junior, senior, secret-level]\n```\n\n```pay\nlevels: secret-level\n```\n\n\
                   ```matrix\nlevels: [secret-level, nobody]\n```\n\n```pay\nfamily: f\n```\n";
    let pages = [("content/page.md", by_name)];
    let public = build(&pages, Some("public")).site.expect("a site");
    for (route, bytes) in public.iter() {
        let text = String::from_utf8_lossy(bytes);
        for word in ["Hidden Heights", "secret-level", "$900K"] {
            assert!(!text.contains(word), "{route} tells of {word}");
        }
    }
    let board = html(&build(&pages, Some("board")).site.expect("a site"), "page.html");
    assert!(board.contains("Hidden Heights") && board.contains("$900K"));
}

#[test]
fn references_in_fences_are_mentions() {
    let site = build(&[("content/page.md", "# The page\n\n```compare\nlevels: [junior, senior]\n```\n")], None).site;
    let level = html(&site.expect("a site"), "levels/junior.html");
    assert_eq!(count(&level, "a[href='../page.html']"), 1);
}

#[test]
fn a_level_may_hold_a_fence_about_itself() {
    let text = "level:\n  id: own\n  title: Own\n  summary: |\n    ```compare\n    levels: [own, junior]\n    ```\n  sections:\n    \
                - title: Here\n      text: |\n        ```ladder\n        Own → Junior\n        ```\n\n        ```compare\n        \
                levels: [own, junior]\n        ```\n";
    let site = build(&[("content/own.yaml", text)], None).site.expect("a site");
    assert!(count(&html(&site, "levels/own.html"), ".fenced") >= 2);
}

#[test]
fn fences_stand_in_lists_quotations_and_notes() {
    let page = page(
        "# P\n\n- ```ladder\n  A → B\n  ```\n\n> ```ladder\r\n> A → C\r\n> ```\n\nx[^n]\n\n[^n]: y\n\n    ```ladder\n    A → D\n    ```\n",
    );
    assert_eq!(count(&page, "li .fenced svg, blockquote .fenced svg"), 3);
}

#[test]
fn hostile_fences_are_told_of_or_shown_and_never_hang() {
    let long: String = (0..10_000).map(|n| format!("L{n} → L{}\n", n + 1)).collect();
    let circle = "A → B\nB → A\nA → A\n".repeat(3_000);
    let mark = "</code></pre><script>alert(1)</script>\"'&<b>";
    let deep = format!("levels: {}", "[".repeat(10_000));
    let bodies = [
        long,
        circle,
        deep,
        mark.to_owned(),
        format!("{mark} → B"),
        format!("{mark}: {mark}\n- {mark}"),
        format!("family: '{}'", mark.replace('\'', "''")),
        format!("title: '{}'\nlevels: [junior, senior]", mark.replace('\'', "''")),
        "\u{202e}A → \u{0}B".to_owned(),
        "A".to_owned(),
        "→".to_owned(),
        " ".to_owned(),
        "a: &a [*a]".to_owned(),
    ];
    for body in &bodies {
        for word in ["ladder", "pathway", "pay", "matrix", "compare", "mermaid"] {
            for text in [format!("# P\n\n```{word}\n{body}\n```\n"), format!("```{word}\n{body}")] {
                let start = Instant::now();
                let text = text.replace('\0', "");
                let Build { site, .. } = build(&[("content/page.md", &text)], None);
                let page = html(&site.expect("warnings only"), "page.html");
                assert!(start.elapsed() < Duration::from_secs(20), "{word}: {}", &text[..40]);
                assert!(!page.contains("<script>alert"), "{word}: {page}");
            }
        }
    }
}
