//! Damaged text: UTF-8 that some program read as windows-1252 or Latin-1 and saved again, such as `â†’` for `→`.
//!
//! A character of UTF-8 is a lead byte and one to three continuation bytes. Read wrongly, each byte becomes a character
//! of its own, a *look-alike*. A whole sequence of look-alikes is damage when the character it stands for is one that
//! people write, and when the look-alikes are not likely to be meant: `MAÇÃ…` and `café »` also look like sequences, so
//! those that end a word with ordinary punctuation are left alone. Letters of scripts other than Latin count only when
//! two stand side by side. Text that was damaged twice is repaired twice.
//!
//! Five bytes (81, 8D, 8F, 90, 9D) mean nothing in windows-1252, and programs drop them. What then is left is looked up
//! among the characters that documents commonly use; where several of these leave the same rest, it cannot
//! be told which one stood there, and the place is reported without a repair.

mod bytes;
mod lost;
mod mended;
mod scan;

use crate::base::{Diagnostic, Span};
use mended::Mended;
use scan::{Meaning, Unit};
use std::ops::Range;
use std::sync::Arc;

/// How often one text may have been damaged.
const PASSES: usize = 3;

/// The longest piece of text that a message quotes, in characters.
const QUOTED: usize = 40;

/// A run of damaged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What stood there, where it can be told.
    pub repaired: Option<String>,
    /// What may have stood there, most likely first, where it cannot be told.
    pub candidates: Vec<&'static str>,
}

/// All damage in the text, in order, no two overlapping.
pub fn find(text: &str) -> Vec<Damage> {
    let mut found = layers(text, PASSES);
    let senseless = |letter: char| matches!(letter, '\u{80}'..='\u{9f}' | '\u{fffd}');
    for damage in &mut found {
        damage.repaired = damage.repaired.take().filter(|repaired| !repaired.contains(senseless));
    }
    found
}

/// The text with all damage repaired that can be; `None` where there is none.
pub fn mend(text: &str) -> Option<String> {
    let found = find(text);
    found.iter().any(|damage| damage.repaired.is_some()).then(|| Mended::new(text, found).text)
}

/// A warning `damaged-text` for each run of damage in the text, which begins at byte `offset` of the file.
pub fn diagnostics(file: &Arc<str>, text: &str, offset: usize) -> Vec<Diagnostic> {
    let describe = |damage: Damage| {
        let span = Span::new(file, offset + damage.range.start..offset + damage.range.end);
        let written = quoted(text.get(damage.range).unwrap_or_default());
        match damage.repaired {
            Some(repaired) => {
                let message = format!("{written} is damaged text for {}", quoted(&repaired));
                Diagnostic::warning("damaged-text", &span, message).help("run `rungbook check --fix` to repair it")
            }
            None => {
                let message = format!("{written} is damaged text, of which too much is lost to tell what it was");
                let perhaps = damage.candidates.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
                let help = match perhaps.as_str() {
                    "" => "write again what stood here".to_owned(),
                    perhaps => format!("write again what stood here, perhaps one of {perhaps}"),
                };
                Diagnostic::warning("damaged-text", &span, message).help(help)
            }
        }
    };
    find(text).into_iter().map(describe).collect()
}

/// The damage in the text, and in what comes out when it is repaired, as often as `passes`.
fn layers(text: &str, passes: usize) -> Vec<Damage> {
    let found: Vec<_> = scan::runs(text).iter().flat_map(|run| damages(run)).collect();
    let again = found
        .iter()
        .any(|damage| damage.repaired.as_ref().is_some_and(|repaired| repaired.len() > 1 && !repaired.is_ascii()));
    if passes <= 1 || !again {
        return found;
    }
    let mended = Mended::new(text, found);
    let deeper = layers(&mended.text, passes - 1);
    mended.with(deeper)
}

/// The damage of one run: neighbours that can be repaired together, each other one by itself.
fn damages(run: &[Unit]) -> Vec<Damage> {
    let hopeless = run.iter().any(|unit| unit.meaning == Meaning::Rest);
    let groups = run.chunk_by(|a, b| hopeless || (a.letter().is_some() && b.letter().is_some()));
    let damage = |units: &[Unit]| {
        let range = units.first()?.range.start..units.last()?.range.end;
        let repaired = if hopeless { None } else { units.iter().map(Unit::letter).collect() };
        let candidates = match units {
            [Unit { meaning: Meaning::OneOf(candidates), .. }] => candidates.clone(),
            _ => Vec::new(),
        };
        Some(Damage { range, repaired, candidates })
    };
    groups.filter_map(damage).collect()
}

/// The text in backticks; what has no shape of its own as code points.
fn quoted(text: &str) -> String {
    let shapeless = |letter: char| {
        letter.is_control()
            || letter.is_whitespace()
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}')
    };
    if !text.is_empty() && text.chars().all(shapeless) {
        let codes: Vec<_> = text.chars().map(|letter| format!("U+{:04X}", letter as u32)).collect();
        return format!("`{}`", codes.join(" "));
    }
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Lines of two documents as they are found in public, one damage of each kind; the second also lost bytes.
    const ROLES: &str = "## ðŸŽ¯ 7 Core Roles\n## ðŸŽ“ Pathways\n## ðŸ“Š Ladders\n## ðŸ“š Topics\n## ðŸ“ˆ Trends\n\
                         ## ðŸ“– Practices\n## ðŸ”— Related\n## ðŸš€ Skills\nEngineer â†’ Tech Lead â†’ CTO\n";
    const DEVOPS: &str = "âœ… Learning agility\nâŒ Don't need: Leadership\n- âŒ Avoiding on-call\nâ˜ Own one service\n\
                          build â†’ test â†’ deploy\n**Good luck! ðŸš€**\n";

    /// How often each text is repaired to which other.
    fn repairs(text: &str) -> BTreeMap<String, (String, usize)> {
        let mut repairs = BTreeMap::new();
        for damage in find(text) {
            let repaired = damage.repaired.unwrap_or_default();
            repairs.entry(text[damage.range].to_owned()).or_insert((repaired, 0)).1 += 1;
        }
        repairs
    }

    #[test]
    fn the_damage_of_real_documents_is_all_found_and_repaired() {
        let expected = |text: &str| {
            let entries = text.split(' ').map(|entry| entry.split('=').collect::<Vec<_>>());
            entries.map(|it| (it[0].to_owned(), (it[1].to_owned(), it[2].parse().unwrap()))).collect::<BTreeMap<_, _>>()
        };
        assert_eq!(repairs(DEVOPS), expected("âŒ=❌=2 âœ…=✅=1 â˜=☐=1 â†’=→=2 ðŸš€=🚀=1"));
        let roles = "â†’=→=2 ðŸŽ¯=🎯=1 ðŸŽ“=🎓=1 ðŸ“Š=📊=1 ðŸ“š=📚=1 ðŸ“ˆ=📈=1 ðŸ“–=📖=1 ðŸ”—=🔗=1 ðŸš€=🚀=1";
        assert_eq!(repairs(ROLES), expected(roles));
        for text in [DEVOPS, ROLES] {
            let mended = mend(text).unwrap();
            assert_eq!(find(&mended), []);
            let damage = |letter: &char| "âðŸ€œ™".contains(*letter);
            assert_eq!(mended.chars().find(damage), None);
            let ascii = |text: &str| text.chars().filter(char::is_ascii).collect::<String>();
            assert_eq!(ascii(&mended), ascii(text));
        }
    }

    #[test]
    fn damage_done_twice_is_found_where_it_stands() {
        let text = "a → é Ã¢â€\u{a0}â€™ b Ã¢Å’ c â†’";
        let found: Vec<_> = find(text).into_iter().map(|it| (&text[it.range], it.repaired.unwrap())).collect();
        let expected = [("Ã¢â€\u{a0}â€™", "→"), ("Ã¢Å’", "❌"), ("â†’", "→")];
        assert_eq!(found, expected.map(|(damaged, sound)| (damaged, sound.to_owned())));
        assert_eq!(mend(text).unwrap(), "a → é → b ❌ c →");
    }

    #[test]
    fn diagnostics_name_the_damage_and_the_repair() {
        let file = Arc::from("a.md");
        let found = diagnostics(&file, "xâ†’y ðŸ“ Â\u{a0}z", 10);
        let lines: Vec<_> =
            found.iter().map(|it| format!("{} | {}", it.message, it.help.as_deref().unwrap())).collect();
        let expected = [
            "`â†’` is damaged text for `→` | run `rungbook check --fix` to repair it",
            "`ðŸ“` is damaged text, of which too much is lost to tell what it was | write again what stood here, perhaps one of `📝`, `📁`, `📍`, `📐`, `📏`",
            "`Â\u{a0}` is damaged text for `U+00A0` | run `rungbook check --fix` to repair it",
        ];
        assert_eq!(lines, expected);
        let spans: Vec<_> = found.iter().filter_map(|it| it.span.as_ref()).map(|span| span.start..span.end).collect();
        assert_eq!(spans, [11..19, 21..28, 29..33]);
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for piece in ["Ã", "Ã¢", "â€", "ðŸ", "Ã\u{83}Ã\u{82}", "Ð", "ÑÐ»", "é\u{a0}»"] {
            find(&piece.repeat(50_000));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_mended_once_and_for_all(text in "([ÃÂâðŸ€™œ†’“”…Ð»Ñé\u{81}\u{9d}\u{a0}\u{ad}a →]|â†’|ðŸš€|Ã©|Ã¢|ï¸){0,24}") {
            let found = find(&text);
            let mut from = 0;
            for damage in &found {
                proptest::prop_assert!(damage.range.start >= from && text.get(damage.range.clone()).is_some_and(|it| !it.is_empty()));
                from = damage.range.end;
            }
            let shorter = mend(&text).is_none_or(|mended| mended.len() < text.len());
            proptest::prop_assert!(shorter);
        }
    }
}
