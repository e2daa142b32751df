//! Mermaid diagrams: all words and lines are drawn, mistakes are placed, and nothing an author writes can harm a page.
#![cfg(feature = "mermaid")]

use roxmltree::Document;
use rungbook::base::{Drawing, Fault, Position};
use rungbook::draw::mermaid::draw;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A diagram of the files in `tests/mermaid` with what is expected of it: `=== name`, the source, lines after `>>>`.
struct Case {
    name: String,
    source: String,
    expected: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid")
}

fn cases(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).expect("the cases can be read");
    let parts = text.split("=== ").skip(1).map(|part| part.split_once('\n').expect("a case has a line with its name"));
    let case = |(name, body): (&str, &str)| {
        let (expected, source): (Vec<&str>, Vec<&str>) = body.lines().partition(|line| line.starts_with(">>> "));
        let expected = expected.into_iter().map(|line| line[4..].to_owned()).collect();
        Case { name: name.to_owned(), source: source.join("\n") + "\n", expected }
    };
    parts.map(case).collect()
}

fn good() -> Vec<Case> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder()).expect("there are cases").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| !file.ends_with("broken.txt"));
    files.sort();
    files.iter().flat_map(|file| cases(file)).collect()
}

/// The SVG with all spots open that have a target.
fn svg(drawing: &Drawing) -> String {
    drawing.svg("d1", |spot| drawing.spots[spot as usize].target.as_ref().map(|(target, _)| target.as_str()))
}

/// All words in a picture, those of a line together, lines apart by spaces.
fn words(svg: &Document<'_>) -> String {
    let texts = svg.descendants().filter(|node| node.has_tag_name("text"));
    let text = |node: roxmltree::Node<'_, '_>| -> String {
        node.descendants().filter(|inner| inner.is_text()).filter_map(|inner| inner.text()).collect()
    };
    texts.map(text).collect::<Vec<_>>().join(" ")
}

#[test]
fn all_words_and_lines_are_drawn() {
    let cases = good();
    assert!(cases.len() >= 60, "{} diagrams", cases.len());
    let mut missing = String::new();
    for case in &cases {
        let drawing = draw(&case.source).unwrap_or_else(|fault| panic!("{}: {fault:?}", case.name));
        let svg = svg(&drawing);
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let words = words(&document);
        for expected in &case.expected {
            if let Some(edges) = expected.strip_prefix("edges ") {
                let lines = document.descendants().filter(|node| {
                    let stroke = node.attribute("stroke").unwrap_or_default();
                    node.has_tag_name("path")
                        && node.attribute("fill") == Some("none")
                        && stroke.starts_with("var(--dg-edge")
                        && !node.ancestors().any(|outer| outer.has_tag_name("marker"))
                        && node.attribute("d").is_some_and(|data| !data.contains('Z'))
                        && (node.has_attribute("marker-end") || !case.source.starts_with("state"))
                });
                let found = lines.count();
                if found.to_string() != edges {
                    let _ = writeln!(missing, "{}: {found} lines, not {edges}", case.name);
                }
            } else if !drawing.lines.contains(expected) {
                for label in expected.split(" | ").filter(|label| !words.contains(label)) {
                    let _ = writeln!(missing, "{}: `{label}` in `{words}`; {:?}", case.name, drawing.lines);
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing}");
}

#[test]
fn mistakes_are_placed() {
    let cases = cases(&folder().join("broken.txt"));
    assert!(cases.len() >= 30);
    let mut wrong = String::new();
    for case in &cases {
        let fault = draw(&case.source).map_or_else(|fault| said(&case.source, &fault), |_| "drawn".to_owned());
        if case.expected != [fault.as_str()] {
            let _ = writeln!(wrong, "=== {}\n{}>>> {fault}", case.name, case.source);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn said(source: &str, fault: &Fault) -> String {
    let at = |offset| {
        let Position { line, column } = Position::of(source.as_bytes(), offset);
        format!("{line}:{column}")
    };
    assert!(source.is_char_boundary(fault.range.start) && source.is_char_boundary(fault.range.end));
    assert!(fault.help.is_some());
    format!("{}-{} {}", at(fault.range.start), at(fault.range.end), fault.message)
}

#[test]
fn equal_sources_give_equal_drawings() {
    for case in good().iter().step_by(7) {
        assert_eq!(draw(&case.source), draw(&case.source), "{}", case.name);
    }
}

#[test]
fn every_id_begins_with_that_of_the_figure() {
    for case in good() {
        let drawing = draw(&case.source).unwrap();
        let svg = svg(&drawing);
        let document = Document::parse(&svg).unwrap();
        let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        assert!(ids.iter().all(|id| id.starts_with("d1-")), "{}: {ids:?}", case.name);
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{}: {ids:?}", case.name);
        for (at, _) in svg.match_indices("url(#") {
            let end = at + svg[at..].find(')').unwrap();
            assert!(ids.contains(&&svg[at + 5..end]), "{}: {}", case.name, &svg[at..end]);
        }
    }
}

#[test]
fn links_are_open_and_placed() {
    let source = "flowchart TB\n  A[Staff<br/>8 years] --> B[Senior] --> C\n  click A \"[[devops-staff]]\" \"The rung\"\n  \
                  click B href \"../b.md\" _blank\n";
    let drawing = draw(source).unwrap();
    let targets: Vec<_> = drawing
        .spots
        .iter()
        .map(|spot| (spot.label.as_str(), spot.target.as_ref().map(|(_, range)| &source[range.clone()])))
        .collect();
    assert_eq!(targets, [("Staff\n8 years", Some("[[devops-staff]]")), ("Senior", Some("../b.md")), ("C", None)]);
    let closed = drawing.svg("x", |_| None);
    assert!(!closed.contains("<a") && !closed.contains("devops-staff") && !closed.contains("b.md"));
    let open = drawing.svg("x", |spot| (spot == 0).then_some("/staff/?a=1&b=2"));
    assert!(open.contains(r#"<a href="/staff/?a=1&amp;b=2" aria-label="Staff, 8 years"><g"#), "{open}");
    assert!(open.contains("<title>The rung</title>"));
}

#[test]
fn links_of_all_families_that_have_them_open() {
    for source in [
        "classDiagram\nclass Level\nclick Level href \"x.md\" \"tip\"\n",
        "classDiagram\nclass Level\nlink Level \"x.md\"\n",
        "stateDiagram-v2\nA --> B\nclick A \"x.md\" \"tip\"\n",
        "gantt\ndateFormat YYYY-MM-DD\nTask one :t1, 2026-01-01, 9d\nclick t1 href \"x.md\"\n",
    ] {
        let drawing = draw(source).unwrap();
        let linked: Vec<_> = drawing.spots.iter().filter(|spot| spot.target.is_some()).collect();
        assert_eq!(linked.len(), 1, "{source}: {:?}", drawing.spots);
        assert!(svg(&drawing).contains("<a href=\"x.md\""), "{source}");
    }
}

#[test]
fn words_read_on_the_colours_of_authors() {
    let drawing =
        draw("flowchart TB\nA[Light] --> B[Dark]\nstyle A fill:#e1f5ff\nstyle B fill:#123,color:#234\n").unwrap();
    let svg = svg(&drawing);
    let document = Document::parse(&svg).unwrap();
    let ink = |word: &str| {
        let text = document.descendants().find(|node| node.text() == Some(word)).unwrap();
        text.ancestors().find_map(|node| node.attribute("fill")).unwrap().to_owned()
    };
    assert_eq!((ink("Light").as_str(), ink("Dark").as_str()), ("#1c2028", "#ffffff"));
}

const HOSTILE: &[&str] = &[
    "flowchart TB\nA[\"<script>alert(1)</script>\"] --> B[\"<img src=x onerror=alert(1)>\"]\n",
    "flowchart TB\nA[\"<a href='javascript:alert(1)'>x</a>\"] --> B[\"<b onclick=alert(1)>y</b>\"]\n",
    "flowchart TB\nA@{ img: \"https://evil.example/x.png\", label: \"Pic\" } --> B\n",
    "%%{init: {\"themeCSS\": \"* { background: url(https://evil.example) }\"}}%%\nflowchart TB\nA --> B\n",
    "%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true, \"flowchart\": {\"htmlLabels\": true}}}%%\nflowchart TB\nA[\"<iframe src=https://evil.example>\"] --> B\n",
    "---\nconfig:\n  fontFamily: 'x\"><script>alert(1)</script>'\n  themeVariables:\n    primaryColor: 'url(https://evil.example)'\n---\nflowchart TB\nA --> B\n",
    "flowchart TB\nA --> B\nstyle A fill:url(https://evil.example),stroke:red;x:y,stroke-width:1px\n",
    "flowchart TB\nA --> B\nstyle A fill:#fff\" onload=\"alert(1)\n",
    "flowchart TB\naccTitle: <script>alert(1)</script>\naccDescr: \"><script>alert(1)</script>\nA --> B\n",
    "sequenceDiagram\nparticipant A\nlinks A: {\"x\": \"javascript:alert(1)\"}\nlink A: y @ https://evil.example\nA->>A: <script>alert(1)</script>\n",
    "mindmap\n  root((\"<img src=x onerror=alert(1)>\"))\n    <script>alert(1)</script>\n",
    "classDiagram\nclass A[\"<svg onload=alert(1)>\"]\nA : +x~<script>~\n",
    "stateDiagram-v2\ns1 : <img src=https://evil.example>\ns1 --> s2 : <script>x</script>\n",
    "pie title <script>alert(1)</script>\n\"<img src=x onerror=y>\" : 3\n",
    "journey\ntitle <script>x</script>\nsection <b onclick=x>\nTask: 3: <script>\n",
    "timeline\ntitle <script>x</script>\n2020 : <iframe src=https://evil.example>\n",
    "quadrantChart\ntitle <script>x</script>\n\"<script>\": [0.1, 0.2] color: #ff0000\n",
    "gantt\ntitle <script>x</script>\ndateFormat YYYY-MM-DD\n<script>x</script> :a, 2026-01-01, 3d\n",
    "erDiagram\nA ||--o{ B : \"<script>x</script>\"\n",
    "block-beta\nA\n",
];

#[test]
fn nothing_harmful_passes() {
    let names = [
        "svg", "title", "desc", "defs", "marker", "g", "path", "rect", "circle", "ellipse", "polygon", "polyline",
        "line", "text", "tspan", "a",
    ];
    for source in HOSTILE {
        let Ok(drawing) = draw(source) else { continue };
        let svg = svg(&drawing);
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{source}: {error}\n{svg}"));
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(names.contains(&node.tag_name().name()), "{source}: {svg}");
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on") && (name != "style" || value.starts_with("--dg-width:")), "{source}");
                let calm = !value.contains("javascript") && !value.contains("evil") && !value.contains("expression");
                assert!(calm || matches!(name, "aria-label"), "{source}: {name}={value}");
                assert!(!value.contains("url(") || value.starts_with("url(#d1-"), "{source}: {name}={value}");
            }
        }
    }
}

#[test]
fn nothing_makes_it_fail_or_hang() {
    let many =
        |line: &str, times: usize| (0..times).map(|number| line.replace('#', &number.to_string())).collect::<String>();
    let chain = format!("flowchart TB\n{}", many("n# --> n#x\n", 4000));
    let deep = format!("flowchart TB\n{}A\n{}", many("subgraph s#\n", 200), "end\n".repeat(200));
    let long = format!("flowchart TB\nA[{}]", "x".repeat(60_000));
    for source in [chain, deep, long, "flowchart TB".to_owned(), "\u{0}\u{ffff}".to_owned(), "---\n".to_owned()] {
        if let Err(fault) = draw(&source) {
            assert!(source.get(fault.range).is_some());
        }
    }
}
