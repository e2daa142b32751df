//! A handbook with every kind of figure, whose titles are long and in many letters.

use rungbook::base::Snapshot;
use serde_json::{Value, json};

/// Titles in Latin, Cyrillic, Greek, Arabic, Chinese and Japanese letters, with emoji, without a space, of 120 characters
/// and short.
pub(crate) const TITLES: [&str; 10] = [
    "Staff Engineer",
    "Senior Principal Distinguished Engineer for the Reliability of Distributed Systems, Data Platforms and Developer Tools, II",
    "Grundstücksverkehrsgenehmigungszuständigkeitsbeauftragte",
    "Ведущий инженер по надёжности распределённых систем и платформ",
    "Επικεφαλής μηχανικός αξιοπιστίας συστημάτων",
    "كبير مهندسي موثوقية الأنظمة الموزعة ومنصات المطورين",
    "首席分布式系统可靠性工程师与技术负责人",
    "プリンシパル・ソフトウェアエンジニアリングマネージャー",
    "Staff 🚀 Engineer 👩🏽‍💻 of 🧑‍🚒 Incidents 🇪🇺",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
];

/// How many competencies the levels of each ladder have: a radar for the first, bars for the second.
const COMPETENCIES: [usize; 2] = [8, 10];

/// How many tracks each ladder has, and how many levels each of these.
const TRACKS: usize = 5;
const LEVELS: usize = 3;

fn title(at: usize) -> &'static str {
    TITLES[at % TITLES.len()]
}

/// The handbook. `direction` is `ltr` or `rtl`, `ladder` is `rising` or `falling`.
pub(crate) fn handbook(direction: &str, ladder: &str) -> Snapshot {
    let mut now = Snapshot::default();
    let mut add = |path: &str, text: String| now.insert(path, text.into_bytes());
    add(
        "book.toml",
        format!("[book]\ntitle = 'Figures'\ntext-direction = '{direction}'\n[rungbook]\nladder = '{ladder}'\n"),
    );
    add("content/index.md", "# Figures\n\nEvery kind of figure, with titles of many kinds.\n".into());
    add("content/shared.yaml", shared().to_string());
    for family in 0..2 {
        add(&format!("content/ladder-{family}.yaml"), self::ladder(family).to_string());
    }
    add("content/moves.yaml", moves().to_string());
    add("content/pay.yaml", pay().to_string());
    add("content/pathways.yaml", pathways().to_string());
    now
}

fn shared() -> Value {
    let step = |at: usize| json!({"id": format!("step-{at}"), "title": title(at + 3)});
    let steps: Vec<Value> = (0..4).map(step).collect();
    let competency = |at: usize| json!({"id": format!("skill-{at}"), "title": title(at), "scale": "scale"});
    let grade = |at: usize| json!({"id": format!("grade-{at}"), "title": title(at + 1)});
    json!({
        "scale": {"id": "scale", "title": title(1), "steps": steps},
        "competencies": (0..10).map(competency).collect::<Vec<_>>(),
        "grades": (0..2 * LEVELS).map(grade).collect::<Vec<_>>(),
    })
}

fn id(family: usize, track: usize, level: usize) -> String {
    format!("level-{family}-{track}-{level}")
}

/// A shared track that forks into four; levels without a grade and without a code are among them.
fn ladder(family: usize) -> Value {
    let kinds = ["shared", "ic", "management", "hybrid", "specialist"];
    let track = |track: usize| {
        let levels: Vec<String> = (0..LEVELS).map(|level| id(family, track, level)).collect();
        let after: Vec<String> =
            (track > 0).then(|| id(family, 0, if track == 4 { 1 } else { 2 })).into_iter().collect();
        json!({
            "id": format!("track-{family}-{track}"), "family": format!("ladder-{family}"), "kind": kinds[track],
            "title": title(track + family), "levels": levels, "after": after, "accumulate": "add",
        })
    };
    let levels: Vec<Value> =
        (0..TRACKS).flat_map(|track| (0..LEVELS).map(move |level| self::level(family, track, level))).collect();
    json!({
        "family": {"id": format!("ladder-{family}"), "title": title(1 + family)},
        "tracks": (0..TRACKS).map(track).collect::<Vec<_>>(),
        "levels": levels,
    })
}

fn level(family: usize, track: usize, level: usize) -> Value {
    let number = track * LEVELS + level;
    let expects: serde_json::Map<String, Value> = (0..COMPETENCIES[family])
        .map(|at| (format!("skill-{at}"), json!({"step": format!("step-{}", (at + level + track) % 4)})))
        .collect();
    let mut made = json!({
        "id": id(family, track, level),
        "title": title(number + family),
        "experience": format!("{}–{} years", 2 * number, 2 * number + 3),
        "expects": expects,
        "responsibilities": [title(number)],
        "milestones": [
            {"by": "Month 1–3", "items": [title(number)]},
            {"by": "Year 1", "items": [title(number + 1)]},
            {"by": title(number + 2), "items": [title(number + 3)]},
        ],
        "week": {"split": {title(number): "45%", title(number + 1): "30%", title(number + 2): "20%", "Rest": "5%"}},
    });
    if level != 1 {
        made["grade"] = json!(format!("grade-{}", if track == 0 { level } else { LEVELS + level }));
    }
    if number % 2 == 1 {
        made["code"] = json!(format!("L{number}"));
    }
    made
}

fn moves() -> Value {
    let step = |at: usize, kind: &str, (from, to): ((usize, usize), (usize, usize))| json!({"id": format!("move-{at}"), "kind": kind, "from": id(0, from.0, from.1), "to": id(0, to.0, to.1)});
    json!({"moves": [
        step(0, "switch", ((1, 1), (2, 1))),
        step(1, "return", ((2, 0), (1, 0))),
        step(2, "lateral", ((1, 2), (4, 2))),
        step(3, "promotion", ((0, 0), (0, 2))),
        step(4, "switch", ((3, 2), (1, 0))),
    ]})
}

fn pay() -> Value {
    let band = |at: usize| {
        let (currency, open) = (if at % 5 == 4 { "€" } else { "$" }, if at % 4 == 3 { "+" } else { "" });
        let mut band = json!({
            "id": format!("band-{at}"),
            "level": id(0, at % TRACKS, at / TRACKS % LEVELS),
            "place": title(at),
            "range": format!("{currency}{}K–{currency}{}K{open}", 60 + 10 * at, 90 + 14 * at),
        });
        if at >= TRACKS * LEVELS {
            band["market"] = json!(title(at + 1));
        }
        band
    };
    json!({"bands": (0..2 * TRACKS * LEVELS).map(band).collect::<Vec<_>>()})
}

fn pathways() -> Value {
    let whens = ["Month 1–3", "Month 2–6", "Month 7+", "Year 2", title(5)];
    let step = |(at, when): (usize, &&str)| json!({"when": when, "title": title(at), "items": [title(at + 1)]});
    let steps: Vec<Value> = whens.iter().enumerate().map(step).collect();
    json!({"pathway": {"id": "pathway", "title": title(1), "from": [id(0, 0, 0)], "to": [id(0, 1, 0)], "steps": steps}})
}
