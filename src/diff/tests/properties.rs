//! What holds for all handbooks: read as whole handbooks of many shapes, written in many ways.

use super::super::canon::{Called, Canon};
use super::super::change::{Change, Kind, Side, Verb};
use super::super::changes;
use super::super::part::Part;
use super::{between, shown, value};
use crate::model::fixture::handbook_of;
use proptest::prelude::*;
use std::fmt::Write;

/// A small handbook before it is written down.
#[derive(Clone, Debug)]
struct Spec {
    levels: Vec<Rung>,
    page: Vec<String>,
}

#[derive(Clone, Debug)]
struct Rung {
    id: String,
    title: String,
    step: usize,
    pay: u32,
    expected: Vec<String>,
    duties: Vec<String>,
    pitfalls: Vec<String>,
}

/// How a handbook is written down.
#[derive(Clone, Copy, Debug)]
struct Style {
    quotes: u8,
    reversed: bool,
    split: bool,
}

const STEPS: [&str; 3] = ["aware", "working", "expert"];

impl Style {
    fn scalar(self, words: &str, indent: usize) -> String {
        match self.quotes {
            0 => words.to_owned(),
            1 => format!("'{words}'"),
            2 => format!("\"{words}\""),
            3 => format!("{{text: {words}}}"),
            _ => {
                let pad = " ".repeat(indent + 2);
                let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
                format!(">-\n{pad}{first}\n{pad}{rest}")
            }
        }
    }

    fn list(self, key: &str, words: &[String], indent: usize) -> String {
        let pad = " ".repeat(indent);
        let items = words.iter().map(|words| format!("{pad}  - {}\n", self.scalar(words, indent + 2)));
        if words.is_empty() { String::new() } else { format!("{pad}{key}:\n{}", items.collect::<String>()) }
    }

    fn rung(self, rung: &Rung, indent: usize) -> String {
        let pad = " ".repeat(indent);
        let items = self.list("items", &rung.expected, indent + 4);
        let step = format!("{pad}    step: {}\n", STEPS[rung.step % 3]);
        let inner = if self.reversed { format!("{items}{step}") } else { format!("{step}{items}") };
        let expects = format!("{pad}expects:\n{pad}  design:\n{inner}");
        let parts = [
            format!("{pad}id: {}\n", rung.id),
            format!(
                "{pad}title: {}\n",
                if self.quotes == 1 { format!("'{}'", rung.title) } else { rung.title.clone() }
            ),
            expects,
            self.list("responsibilities", &rung.duties, indent),
            self.list("pitfalls", &rung.pitfalls, indent),
        ];
        if self.reversed { parts.into_iter().rev().collect() } else { parts.concat() }
    }

    fn write(self, spec: &Spec) -> String {
        let ids: Vec<&str> = spec.levels.iter().map(|rung| rung.id.as_str()).collect();
        let mut text = format!(
            "== base.yaml\nfamily: {{id: eng, title: Engineering}}\n\
             scale: {{id: mastery, steps: [{{id: aware, title: Aware}}, {{id: working, title: Working}}, {{id: expert, title: Expert}}]}}\n\
             competency: {{id: design, title: Design, scale: mastery}}\n\
             track: {{id: ic, family: eng, title: Engineers, kind: ic, levels: [{}]}}\n",
            ids.join(", ")
        );
        let mut levels: Vec<&Rung> = spec.levels.iter().collect();
        if self.reversed {
            levels.reverse();
        }
        for (at, rung) in levels.iter().enumerate() {
            if self.split {
                let _ = write!(text, "== l{at}.yaml\nlevel:\n{}", self.rung(rung, 2));
                let _ = writeln!(text, "band: {{level: {}, range: ${}K–${}K}}", rung.id, rung.pay, rung.pay + 50);
            }
        }
        if !self.split {
            let list = levels.iter().map(|rung| format!("  - \n{}", self.rung(rung, 4)));
            let _ = write!(text, "== levels.yaml\nlevels:\n{}", list.collect::<String>());
            let bands = levels
                .iter()
                .map(|rung| format!("  - {{level: {}, range: ${}K–${}K}}\n", rung.id, rung.pay, rung.pay + 50));
            let _ = write!(text, "bands:\n{}", bands.collect::<String>());
        }
        let wrap = |line: &String| if self.quotes > 2 { line.replacen(' ', "\n", 1) } else { line.clone() };
        let page: Vec<String> = spec.page.iter().map(wrap).collect();
        let _ = write!(text, "== page.md\n# Page\n\n{}\n", page.join("\n\n"));
        text
    }
}

fn style() -> impl Strategy<Value = Style> {
    (0u8..5, any::<bool>(), any::<bool>()).prop_map(|(quotes, reversed, split)| Style { quotes, reversed, split })
}

/// A sentence of letters that mean nothing, so that no two are alike by chance.
fn sentence() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec("[b-df-hj-np-tv-xz]{3,5}[aeiou]", 3..8);
    (words, proptest::option::of(2u32..90)).prop_map(|(mut words, number)| {
        words.extend(number.map(|number| format!("{number} teams")));
        format!("Owns {}", words.join(" "))
    })
}

fn sentences(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(sentence(), count)
}

fn rung() -> impl Strategy<Value = Rung> {
    let title = "[A-Z][a-z]{5,9}";
    let lists = (sentences(1..6), sentences(0..4), sentences(0..3));
    (title, 0usize..3, 50u32..300, lists).prop_map(|(title, step, pay, (expected, duties, pitfalls))| {
        let id = title.to_lowercase();
        Rung { id, title, step, pay, expected, duties, pitfalls }
    })
}

fn spec() -> impl Strategy<Value = Spec> {
    (proptest::collection::vec(rung(), 2..5), sentences(1..5)).prop_map(|(mut levels, page)| {
        for (at, rung) in levels.iter_mut().enumerate() {
            let _ = write!(rung.id, "-{at}");
            let _ = write!(rung.title, " {}", ["One", "Two", "Three", "Four", "Five"][at]);
        }
        Spec { levels, page }
    })
}

/// One edit of a handbook.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Word,
    Number,
    Add,
    Remove,
    Move,
    Step,
    Id,
    Title,
    Order,
    Pay,
    Page,
    Duty,
}

const EDITS: [Edit; 12] = [
    Edit::Word,
    Edit::Number,
    Edit::Add,
    Edit::Remove,
    Edit::Move,
    Edit::Step,
    Edit::Id,
    Edit::Title,
    Edit::Order,
    Edit::Pay,
    Edit::Page,
    Edit::Duty,
];

/// Makes an edit at a level; what should be found, or nothing where the edit cannot be made there.
fn make(spec: &mut Spec, edit: Edit, at: usize) -> Option<(Verb, Part)> {
    let count = spec.levels.len();
    let other = (at + 1) % count;
    let rung = spec.levels.get_mut(at % count)?;
    Some(match edit {
        Edit::Word => {
            let words: Vec<&str> = rung.expected[0].split(' ').collect();
            let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            words[1] = "qqqqu".into();
            rung.expected[0] = words.join(" ");
            (Verb::Reworded, Part::Expectation)
        }
        Edit::Number => {
            let line = rung.expected.iter_mut().find(|line| line.ends_with(" teams"))?;
            *line = line.replace(" teams", "0 teams");
            (Verb::Raised, Part::Expectation)
        }
        Edit::Add => {
            rung.expected.push("Xylo qwerty uiop asdf".into());
            (Verb::Added, Part::Expectation)
        }
        Edit::Remove => {
            (rung.expected.len() > 1).then(|| rung.expected.pop())?;
            (Verb::Removed, Part::Expectation)
        }
        Edit::Move => {
            let line = (rung.expected.len() > 1).then(|| rung.expected.remove(0))?;
            spec.levels.get_mut(other)?.expected.push(line);
            (Verb::Moved, Part::Expectation)
        }
        Edit::Step => {
            let verb = if rung.step % 3 == 2 { Verb::Lowered } else { Verb::Raised };
            rung.step = (rung.step + 1) % 3;
            (verb, Part::Step)
        }
        Edit::Id => {
            rung.id = format!("other-{}", rung.id);
            (Verb::Renamed, Part::Whole)
        }
        Edit::Title => {
            rung.title.push_str(" Again");
            (Verb::Renamed, Part::Title)
        }
        Edit::Order => {
            spec.levels.swap(at % count, other);
            (count == 2 || other != 0).then_some((Verb::Moved, Part::Order))?
        }
        Edit::Pay => {
            rung.pay += 10;
            (Verb::Raised, Part::Pay)
        }
        Edit::Page => {
            let line = spec.page.first_mut()?;
            *line = line.replacen("Owns", "Knows", 1);
            (Verb::Reworded, Part::Block)
        }
        Edit::Duty => {
            rung.duties.insert(0, "Xylo qwerty uiop asdf".into());
            (Verb::Added, Part::Responsibility)
        }
    })
}

fn side(side: Option<&Side>) -> String {
    side.map_or_else(String::new, |side| {
        format!("{:?} {} {:?} {}", side.thing.kind, side.thing.id, side.place.part, value(&side.value))
    })
}

fn told(change: &Change, backwards: bool) -> String {
    let (old, new) = (side(change.old.as_ref()), side(change.new.as_ref()));
    match backwards {
        true => format!("{:?} {new} → {old}", change.verb.reversed()),
        false => format!("{:?} {old} → {new}", change.verb),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn writing_it_otherwise_changes_nothing(spec in spec(), one in style(), other in style()) {
        let found = between(&one.write(&spec), &other.write(&spec));
        prop_assert!(found.is_empty(), "{:#?}", shown(&found));
    }

    #[test]
    fn one_edit_is_one_change(spec in spec(), edit in 0..EDITS.len(), at in 0usize..4, one in style(), other in style()) {
        let mut edited = spec.clone();
        if let Some(expected) = make(&mut edited, EDITS[edit], at % spec.levels.len()) {
            let found = between(&one.write(&spec), &other.write(&edited));
            let changes: Vec<_> = found.changes.iter().map(|change| (change.verb, change.side().unwrap().place.part)).collect();
            prop_assert_eq!(changes, [expected], "{:#?}", shown(&found));
        }
    }

    #[test]
    fn swapping_the_sides_swaps_the_changes(spec in spec(), edits in proptest::collection::vec((0..EDITS.len(), 0usize..4), 0..8), style in style()) {
        let mut edited = spec.clone();
        for (edit, at) in edits {
            let _ = make(&mut edited, EDITS[edit], at % spec.levels.len());
        }
        let (old, new) = (style.write(&spec), style.write(&edited));
        let mut forth: Vec<String> = between(&old, &new).changes.iter().map(|change| told(change, false)).collect();
        let mut back: Vec<String> = between(&new, &old).changes.iter().map(|change| told(change, true)).collect();
        forth.sort();
        back.sort();
        prop_assert_eq!(forth, back);
    }

    #[test]
    fn a_level_says_the_same_where_no_change_is_told(spec in spec(), edits in proptest::collection::vec((0..EDITS.len(), 0usize..4), 0..3), one in style(), other in style()) {
        let mut edited = spec.clone();
        for (edit, at) in edits {
            let _ = make(&mut edited, EDITS[edit], at % spec.levels.len());
        }
        let (old, new) = (handbook_of(&one.write(&spec)), handbook_of(&other.write(&edited)));
        let found = changes(&old, &new);
        let says = |book, level| Canon::new(book, Called::First).level(level);
        for level in new.levels.values() {
            let Some(before) = old.levels.get(&level.id) else { continue };
            let counts = |change: &&Change| change.side().is_some_and(|side| side.place.part != Part::Order);
            let told = found.changes.iter().filter(counts).any(|change| change.concerns(Kind::Level, level.id.as_str()));
            prop_assert_eq!(says(&old, before) == says(&new, level), !told, "{}: {:#?}", level.id.as_str(), shown(&found));
        }
    }

    #[test]
    fn any_two_handbooks_can_be_compared(one in spec(), other in spec(), style in style()) {
        let found = between(&style.write(&one), &style.write(&other));
        prop_assert_eq!(found.release().is_none(), found.is_empty());
        prop_assert_eq!(&found, &between(&style.write(&one), &style.write(&other)));
    }
}
