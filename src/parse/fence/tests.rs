//! Bodies and what they are read into.

use super::*;
use crate::base::Scope;

fn faults(language: Language, text: &str) -> Vec<(String, String)> {
    let read = read(Typed::Ours(language), text, 7);
    let at = |fault: &Fault| text.get(fault.range.clone()).unwrap_or_default().to_owned();
    read.faults.iter().map(|fault| (at(fault), fault.message.clone())).collect()
}

fn chains(text: &str) -> Vec<Vec<String>> {
    let Body::Chains(chains) = read(Typed::Ours(Language::Ladder), text, 0).body else { panic!("no chains: {text}") };
    chains.iter().map(|chain| chain.iter().map(|name| name.words.to_string()).collect()).collect()
}

#[test]
fn arrows_part_names() {
    let text = "A → B b => C\r\n# not this\n\n- B b --> D -> E\nalone\n";
    assert_eq!(chains(text), [vec!["A", "B b", "C"], vec!["B b", "D", "E"], vec!["alone"]]);
    let read = read(Typed::Ours(Language::Ladder), text, 3);
    let Body::Chains(chains) = &read.body else { panic!() };
    assert_eq!(chains[1][0].link, 6);
    assert_eq!(&text[read.links[3].range.clone()], "B b");
}

#[test]
fn chains_that_cannot_be_meant_have_a_place() {
    assert_eq!(faults(Language::Ladder, "A → → B")[0].0, "A → → B");
    assert_eq!(faults(Language::Ladder, "A →\n")[0].0, "A →");
    assert_eq!(faults(Language::Ladder, &format!("A → {}", "x".repeat(121)))[0].1, "a name is too long for a box");
    let long: String = (0..10_000).map(|n| format!("L{n} → L{}\n", n + 1)).collect();
    assert_eq!(faults(Language::Ladder, &long)[0].1, "there are more than 200 names");
    let circle = "A → B\nB → A\n".repeat(5_000);
    assert_eq!(chains(&circle).len(), 10_000);
}

#[test]
fn lines_are_steps_with_entries() {
    let body =
        read(Typed::Ours(Language::Pathway), "Month 1-3: Mentoring\n- one\n  - two\nMonth 4–6 :\nFrom 9:00: Rest\n", 0)
            .body;
    let Body::Steps(steps) = body else { panic!() };
    let steps: Vec<_> = steps.iter().map(|step| (&*step.when, &*step.what, step.items.len())).collect();
    assert_eq!(steps, [("Month 1-3", "Mentoring", 2), ("Month 4–6", "", 0), ("From 9:00", "Rest", 0)]);
    let Body::Steps(steps) = read(Typed::Ours(Language::Pathway), "- Year 1: Learn\n  - a\n- Year 2: Lead\n", 0).body
    else {
        panic!()
    };
    assert_eq!((steps.len(), steps[0].items.len()), (2, 1));
    assert_eq!(faults(Language::Pathway, "Year 1: a\n  and more\nno time\n")[0].0, "no time");
}

#[test]
fn yaml_names_things() {
    let text = "levels: [a, Staff Engineer]\nmarket: US\ntitle: Pay\n";
    let read = read(Typed::Ours(Language::Pay), text, 2);
    let Body::Pay { of, market, place } = &read.body else { panic!("{read:?}") };
    assert_eq!((of, market.as_deref(), place), (&Scope::Levels([2, 3].into()), Some("US"), &None));
    assert_eq!(read.title.as_deref(), Some("Pay"));
    assert_eq!(&text[read.links[1].range.clone()], "Staff Engineer");
}

#[test]
fn yaml_that_cannot_be_meant_has_a_place() {
    let told = |language, text| faults(language, text).into_iter().next().expect("something is wrong");
    assert_eq!(
        told(Language::Ladder, "famly: devops\n"),
        ("famly".into(), "`famly` is not a field of this fence".into())
    );
    assert_eq!(told(Language::Pay, "family: a\ntrack: b\n").0, "track");
    assert_eq!(told(Language::Compare, "levels: a\n").0, "levels");
    assert_eq!(told(Language::Matrix, "family: a\narea: b\ncompetencies: c\n").0, "competencies");
    assert_eq!(told(Language::Pathway, "pathway:\n").1, "`pathway` is missing");
    assert_eq!(told(Language::Pay, "[").1.split(':').next(), Some("this is not YAML"));
    assert_eq!(told(Language::Pay, "market: x\n").1, "the fence does not say what it is about");
    assert_eq!(told(Language::Pay, "levels: []\n").1, "`levels` is empty");
    for language in Language::ALL {
        assert_eq!(told(language, " \n").1, "the fence is empty");
        assert!(!faults(language, &format!("{}a: 1", "- ".repeat(50_000))).is_empty());
    }
}
