//! Readers find what they look for: the shipped script asked over the shipped index, by node.

#[allow(dead_code, reason = "shared with tests/html.rs")]
#[path = "html/handbook.rs"]
mod handbook;

use rungbook::base::{Site, Snapshot};
use rungbook::{Memos, Scope};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the script of a published site answers to each question.
fn answers(folder: &Path, questions: &[&str]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/ask.mjs");
    let mut command = Command::new("node");
    command.arg(script).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut node =
        command.spawn().expect("testing the search needs Node.js 20 or later: install it, then run the tests again");
    let asked = serde_json::to_string(questions).expect("questions are JSON");
    node.stdin.take().expect("a pipe").write_all(asked.as_bytes()).expect("node reads");
    let output = node.wait_with_output().expect("node ends");
    assert!(output.status.success(), "the script fails");
    serde_json::from_slice(&output.stdout).expect("answers are JSON")
}

/// The answer of a handbook of these files to one question.
fn answer(name: &str, files: &[(&str, &str)], question: &str) -> Value {
    let now: Snapshot = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let folder = handbook::publish(&handbook::build(&now, &Scope::default()), name);
    answers(&folder, &[question]).remove(0)
}

/// The hits of an answer: its group, its address, and its words with what is marked in brackets.
fn hits(answer: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let groups = answer["groups"].as_array().expect("groups");
    let hits =
        groups.iter().flat_map(|group| group["hits"].as_array().expect("hits").iter().map(move |hit| (group, hit)));
    hits.map(|(group, hit)| {
        let words = ["title", "part", "also", "text"].map(|key| text(&hit[key])).join(" | ");
        (text(&group["title"]), text(&hit["href"]), words)
    })
    .collect()
}

#[track_caller]
fn first_of_its_group(answer: &Value, group: &str, href: &str) {
    let hits = hits(answer);
    let first = hits.iter().find(|(title, ..)| title == group).map(|(_, href, _)| href.as_str());
    assert_eq!(first, Some(href), "{}: {hits:#?}", answer["question"]);
}

/// Questions that readers of this handbook have, and where each is answered.
const QUESTIONS: [(&str, &str, &str); 12] = [
    ("how much does a staff engineer earn", "Levels", "levels/se-staff.html"),
    ("become an engineering manager", "Pathways", "pathways/path-engineering-manager.html"),
    ("terraform", "Competencies", "competencies/infrastructure-as-code.html"),
    ("SRE", "Levels", "levels/devops-engineer.html"),
    ("IC5", "Levels", "levels/devops-principal.html"),
    ("chief technology officer", "Levels", "levels/mg-cto.html"),
    ("stuck promotion", "Guides", "guides/challenge-stuck-at-level.html"),
    ("promotion checklist", "Roadmaps", "roadmaps/growing/career-checklist.html"),
    ("on-call", "Competencies", "competencies/reliability-engineering.html"),
    ("time management", "Competencies", "competencies/time-management.html"),
    (
        "what is the difference between principal and director",
        "Comparisons",
        "compare/devops-principal--devops-director.html",
    ),
    ("broken links", "Using rungbook", "manual/rules/links.html"),
];

#[test]
fn questions_find_their_page_first() {
    let folder = handbook::publish(&handbook::repository(&Scope::default()), "search");
    let answers = answers(&folder, &QUESTIONS.map(|(question, ..)| question));
    for ((_, group, href), answer) in QUESTIONS.iter().zip(&answers) {
        let page = |href: &str| href.split('#').next().unwrap_or_default().to_owned();
        let mut answer = answer.clone();
        for hit in
            answer["groups"].as_array_mut().into_iter().flatten().flat_map(|it| it["hits"].as_array_mut()).flatten()
        {
            hit["href"] = page(hit["href"].as_str().unwrap_or_default()).into();
        }
        first_of_its_group(&answer, group, href);
    }
}

#[test]
fn typing_errors_and_beginnings_are_forgiven() {
    let folder = handbook::publish(&handbook::repository(&Scope::default()), "search-typing");
    let cases = [
        ("terrafrom", "Competencies", "competencies/infrastructure-as-code.html"),
        ("kuberntes", "Competencies", "competencies/containers.html"),
        ("dsitinguished engineer", "Levels", "levels/devops-distinguished.html"),
        ("princ", "Levels", "levels/devops-principal.html"),
    ];
    let answers = answers(&folder, &cases.map(|(question, ..)| question));
    for ((question, group, page), answer) in cases.iter().zip(&answers) {
        let hits = hits(answer);
        let found =
            hits.iter().any(|(title, href, words)| title == group && href.starts_with(page) && words.contains('['));
        assert!(found, "{question}: {hits:#?}");
    }
}

/// A handbook of one page in a language, and a page that says other things.
fn of_language(language: &str, title: &str, text: &str) -> Vec<(&'static str, String)> {
    vec![
        ("book.toml", format!("[book]\ntitle = \"B\"\nlanguage = \"{language}\"\n")),
        ("content/index.md", "# Home\n".to_owned()),
        ("content/wanted.md", format!("# {title}\n\n## 1\n\n{text}\n")),
        ("content/other.md", "# Other\n\nNothing to see.\n".to_owned()),
    ]
}

#[test]
fn words_are_found_in_any_script_and_form() {
    let cases = [
        ("zh", "职业发展", "高级软件工程师负责系统设计。", "工程师", "[工程师]"),
        ("ja", "手引き", "エンジニアの育成について", "エンジニア", "[エンジニア]"),
        ("ar", "الدليل", "يعمل المُهَنْدِسون في الفريق", "المهندس", "[المُهَنْدِسون]"),
        ("ru", "Справочник", "Ведущие инженеры отвечают за архитектуру", "инженером", "[инженеры]"),
        ("ko", "안내", "관리자는 팀을 이끈다", "관리자", "[관리자는]"),
        ("th", "คู่มือ", "วิศวกรอาวุโสดูแลระบบ", "วิศวกร", "[วิศวกร]"),
        ("de", "Handbuch", "Führungskräfte beurteilen Leistungen", "fuhrungskrafte leistung", "[Führungskräfte]"),
        ("en", "Guide", "She was managing engineers' teams", "managed engineer", "[managing] [engineers]'"),
    ];
    for (language, title, text, question, marked) in cases {
        let files = of_language(language, title, text);
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let answer = answer(&format!("search-{language}"), &files, question);
        let hits = hits(&answer);
        assert!(
            hits.first().is_some_and(|(_, href, words)| href.starts_with("wanted.html") && words.contains(marked)),
            "{language}: {hits:#?}"
        );
        assert_eq!(hits.len(), 1, "{language}: {hits:#?}");
    }
}

#[test]
fn hostile_words_stay_words() {
    let title = "</script><img src=x onerror=alert(1)> \u{2028}\\\") hostile";
    let page = format!(
        "# {}\n\nText \"); alert(2); (\"\n",
        title.replace('<', "\\<").replace('\\', "\\\\").replace("\\\\<", "\\<")
    );
    let files = [("book.toml", "[book]\n"), ("content/index.md", "# Home\n"), ("content/a.md", page.as_str())];
    let answer = answer("search-hostile", &files, "hostile");
    let hits = hits(&answer);
    assert!(hits.iter().any(|(_, href, words)| href == "a.html" && words.contains("onerror=alert(1)>")), "{hits:#?}");
    for question in ["", " ", "a", "\"); alert(1)", "<b>", "\u{300}", "🙂", "[object", "__proto__", "constructor"] {
        answers(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-hostile"), &[question]);
    }
}

/// The parts of the index of a site: name and content.
fn parts(site: &Site) -> Vec<(String, Value)> {
    let part = |(route, bytes): (&rungbook::base::Route, &rungbook::base::Bytes)| {
        let name = route.as_str().strip_prefix("assets/search/")?.strip_suffix(".js")?.to_owned();
        let text = std::str::from_utf8(bytes).expect("parts are UTF-8");
        let json = text.strip_prefix(&format!("rungbookSearch.part(\"{name}\","))?.strip_suffix(")\n")?;
        Some((name, serde_json::from_str(json).expect("a part is JSON")))
    };
    site.iter().filter_map(part).collect()
}

#[test]
fn every_part_is_one_call_with_data() {
    let site = handbook::repository(&Scope::default());
    let files = site.iter().filter(|(route, _)| route.as_str().starts_with("assets/search/")).count();
    assert!(files > 5);
    assert_eq!(parts(&site).len(), files);
}

#[test]
fn results_lead_to_what_is_there() {
    let site = handbook::repository(&Scope::default());
    let parts = parts(&site);
    let all = |kind: &str| {
        let mut found: Vec<_> = parts
            .iter()
            .filter_map(|(name, part)| Some((name.strip_prefix(kind)?.parse::<usize>().ok()?, part)))
            .collect();
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().flat_map(|(_, part)| part.as_array().cloned().unwrap_or_default()).collect::<Vec<_>>()
    };
    let (titles, texts) = (all("titles-"), all("texts-"));
    assert_eq!(titles.len(), texts.len());
    let mut anchors = 0;
    for (title, text) in titles.iter().zip(&texts) {
        let href = title[0].as_str().expect("an address");
        let page = site.get(href).unwrap_or_else(|| panic!("no page `{href}`"));
        let page = scraper::Html::parse_document(std::str::from_utf8(page).expect("UTF-8"));
        let ids: BTreeSet<&str> = page.tree.values().filter_map(|node| node.as_element()?.id()).collect();
        for part in text.as_array().into_iter().flatten().skip(1) {
            let anchor = part[0].as_str().unwrap_or_default();
            anchors += usize::from(!anchor.is_empty());
            assert!(anchor.is_empty() || anchor.contains('%') || ids.contains(anchor), "`{href}` has no `{anchor}`");
        }
    }
    assert!(anchors > 200, "{anchors}");
}

#[test]
fn an_audience_finds_only_its_own() {
    let page = "# Page\n\n## Secret {audience=managers}\n\nThe word xyzzyplugh.\n\n## Open\n\nThe word plover.\n";
    let toml = "[book]\n[rungbook]\naudiences = [\"staff\", \"managers\"]\n";
    let files = [("book.toml", toml), ("content/index.md", "# Home\n"), ("content/page.md", page)];
    let now: Snapshot = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let holds = |audience: &str, word: &str| {
        let site = handbook::build(&now, &Scope { audience: Some(audience.into()), ..Scope::default() });
        parts(&site).iter().any(|(_, part)| part.to_string().contains(word))
    };
    assert!(holds("staff", "plover") && holds("managers", "xyzzyplugh"));
    assert!(!holds("staff", "xyzzyplugh") && !holds("staff", "Secret"));
}

#[test]
fn the_index_is_the_same_whatever_the_number_of_threads() {
    let built = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
        pool.install(|| handbook::fresh(&Scope::default()))
    };
    assert!(built(1) == built(5), "the site depends on the number of threads");
}

#[test]
fn without_a_search_nothing_of_it_is_there() {
    let now: Snapshot = [("book.toml", "[output.html.search]\nenable = false\n"), ("content/index.md", "# Home\n")]
        .into_iter()
        .map(|(path, text)| (path, text.as_bytes()))
        .collect();
    let build = rungbook::build(&now, &rungbook::base::Past::default(), &Scope::default(), &Memos::default());
    assert!(build.diagnostics.is_empty(), "{:?}", build.diagnostics);
    let site = build.site.expect("a site");
    assert!(
        site.iter()
            .all(|(route, _)| !route.as_str().starts_with("assets/search/") && !route.as_str().starts_with("a-z"))
    );
    let home = String::from_utf8_lossy(site.get("index.html").expect("a home page")).into_owned();
    assert!(!home.contains("class=\"search\""));
}

/// 900 pages more do not make a search dearer than the 300 KB that 10,000 pages may cost.
#[test]
fn a_search_loads_a_small_part_of_a_large_index() {
    let folder = handbook::publish(&handbook::of_size(100), "search-large");
    for answer in answers(&folder, &["level t7", "page topic", "work"]) {
        let bytes = answer["bytes"].as_u64().expect("a number");
        assert!(bytes < 250_000, "{}: {bytes}", answer["question"]);
        assert!(answer["total"].as_u64() > Some(10), "{answer}");
    }
}
