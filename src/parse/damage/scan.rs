//! Finds sequences of look-alikes and decides which of them are damage.

use super::bytes::byte;
use super::lost;
use std::ops::{Range, RangeInclusive};

/// The bytes that begin a character of two bytes.
const LEADS_OF_TWO: RangeInclusive<u8> = 0xc2..=0xdf;

/// A sequence of look-alikes that stands for one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) range: Range<usize>,
    pub(super) meaning: Meaning,
    evidence: Evidence,
}

/// What a sequence stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// All bytes are there.
    Letter(char),
    /// Some bytes are lost; one or more common characters leave such a rest.
    OneOf(Vec<&'static str>),
    /// What is left of a letter in the midst of damaged letters of another script.
    Rest,
}

/// How much speaks for damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// The text reads well as it is.
    None,
    /// Damage, if there is other damage in the text.
    Weak,
    /// A letter of another script: damage, if another one stands beside it.
    Foreign,
    /// Damage.
    Strong,
}

/// What kind of character a sequence stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Symbols and punctuation.
    Sign,
    /// Letters of Latin script, and control characters, which stand between the steps of damage done twice.
    Latin,
    /// Letters of other scripts.
    Foreign,
}

impl Unit {
    /// The character that stood there, where it can be told.
    pub(super) fn letter(&self) -> Option<String> {
        match &self.meaning {
            Meaning::Letter(letter) => Some(letter.to_string()),
            Meaning::OneOf(candidates) if candidates.len() == 1 => candidates.first().map(|text| (*text).to_owned()),
            _ => None,
        }
    }
}

/// The runs of damage: neighbouring sequences together.
///
/// A run that surely is damage speaks for the weaker ones; and when all that is not ASCII looks like damage, the text
/// was damaged as a whole, so that nothing in it reads well as it is.
pub(super) fn runs(text: &str) -> Vec<Vec<Unit>> {
    let mut runs = candidates(text);
    let found = runs.iter().any(|run| evidence(run) >= Evidence::Foreign);
    let least = match () {
        () if found && is_all_of(text, &runs) => Evidence::None,
        () if found => Evidence::Weak,
        () => Evidence::Foreign,
    };
    runs.retain(|run| evidence(run) >= least);
    runs
}

/// Whether the runs hold all characters of the text that are not ASCII.
fn is_all_of(text: &str, runs: &[Vec<Unit>]) -> bool {
    let mut from = 0;
    let sound = runs.iter().flatten().all(|unit| {
        let between = text.get(from..unit.range.start).unwrap_or_default();
        from = unit.range.end;
        between.is_ascii()
    });
    sound && text.get(from..).unwrap_or_default().is_ascii()
}

/// How much speaks for a run: as much as for its best sequence. Letters of other scripts do not stand alone.
fn evidence(run: &[Unit]) -> Evidence {
    let foreign = run.iter().filter(|unit| unit.evidence == Evidence::Foreign).count();
    let best = run.iter().map(|unit| unit.evidence).max().unwrap_or(Evidence::None);
    match best {
        Evidence::Foreign if foreign < 2 => Evidence::None,
        best => best,
    }
}

/// All that looks like a run of damage.
fn candidates(text: &str) -> Vec<Vec<Unit>> {
    let mut runs: Vec<Vec<Unit>> = Vec::new();
    let mut from = 0;
    // All leads, U+00C2 to U+00F4, begin with this byte.
    while let Some(at) = text.as_bytes().get(from..).and_then(|rest| memchr::memchr(0xc3, rest)).map(|at| from + at) {
        from = at + 2;
        let adjacent = runs.last_mut().filter(|run| run.last().is_some_and(|unit| unit.range.end == at));
        let Some(unit) = unit(text, at, adjacent.as_deref().and_then(|run| run.last())) else { continue };
        from = unit.range.end;
        match adjacent {
            Some(run) => run.push(unit),
            None => runs.push(torn_before(text, &unit).into_iter().chain([unit]).collect()),
        }
    }
    runs
}

/// What is left of a letter of another script before the sequence, which is one too.
fn torn_before(text: &str, unit: &Unit) -> Option<Unit> {
    let lead = text.get(..unit.range.start)?.chars().next_back()?;
    let torn = unit.evidence == Evidence::Foreign && byte(lead).is_some_and(|byte| LEADS_OF_TWO.contains(&byte));
    let range = unit.range.start - lead.len_utf8()..unit.range.start;
    torn.then_some(Unit { range, meaning: Meaning::Rest, evidence: Evidence::None })
}

/// The sequence at byte `at`, directly after `previous`.
fn unit(text: &str, at: usize, previous: Option<&Unit>) -> Option<Unit> {
    let rest = text.get(at..)?;
    let lead = rest.chars().next()?;
    let length = match byte(lead)? {
        lead if LEADS_OF_TWO.contains(&lead) => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let whole = whole(rest, length);
    if let Some((size, letter, class)) = whole {
        let range = at..at + size;
        let evidence = match class {
            Class::Foreign => Evidence::Foreign,
            class => weigh(text, &range, class),
        };
        return Some(Unit { range, meaning: Meaning::Letter(letter), evidence });
    }
    if let Some((size, candidates)) = lost::rest(rest) {
        let range = at..at + size;
        let candidates = choose(text, &range, candidates, previous);
        let word = candidates.iter().any(|text| text.starts_with(char::is_alphabetic));
        let evidence = weigh(text, &range, if word { Class::Latin } else { Class::Sign });
        return Some(Unit { range, meaning: Meaning::OneOf(candidates), evidence });
    }
    let range = at..at + lead.len_utf8();
    let torn = previous.is_some_and(|unit| matches!(unit.evidence, Evidence::Foreign) || unit.meaning == Meaning::Rest);
    if torn && length == 2 {
        return Some(Unit { range, meaning: Meaning::Rest, evidence: Evidence::None });
    }
    (rest.starts_with("ðŸ")).then(|| Unit {
        range: at..at + 4,
        meaning: Meaning::OneOf(Vec::new()),
        evidence: Evidence::Strong,
    })
}

/// The character that the first `length` look-alikes of the text stand for: its size there, itself and its class.
fn whole(text: &str, length: usize) -> Option<(usize, char, Class)> {
    let mut bytes = [0; 4];
    let mut letters = text.chars();
    for slot in bytes.get_mut(..length)? {
        *slot = byte(letters.next()?)?;
    }
    let letter = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    Some((text.len() - letters.as_str().len(), letter, class(letter)?))
}

/// The class of the characters that people write; `None` for those that no text of ours holds.
fn class(letter: char) -> Option<Class> {
    Some(match letter {
        '\u{a0}'..='\u{bf}' | '×' | '÷' => Class::Sign,
        '\u{80}'..='\u{17f}'
        | 'ƒ'
        | 'ˆ'
        | '˜'
        | '\u{1a0}'
        | '\u{1a1}'
        | '\u{1af}'
        | '\u{1b0}'
        | '\u{218}'..='\u{21b}' => Class::Latin,
        '\u{300}'..='\u{336}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}' => Class::Latin,
        '\u{2000}'..='\u{2bff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}' | '\u{fffd}' => Class::Sign,
        '\u{1d400}'..='\u{1d7ff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}' => Class::Sign,
        '\u{370}'..='\u{52f}' | '\u{590}'..='\u{6ff}' | '\u{900}'..='\u{eff}' => Class::Foreign,
        '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}' => Class::Foreign,
        _ => return None,
    })
}

/// How much speaks for damage at the range, from what stands there and around it.
fn weigh(text: &str, range: &Range<usize>, class: Class) -> Evidence {
    let mut letters = text.get(range.clone()).unwrap_or_default().chars();
    let lead = letters.next().unwrap_or_default();
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    let torn_case = before.is_some_and(char::is_lowercase) && lead.is_uppercase();
    if torn_case || !letters.clone().all(ends_words) {
        return Evidence::Strong;
    }
    let hyphen = letters.any(|letter| letter == '\u{ad}');
    let goes_on = after.is_some_and(char::is_alphabetic) && !hyphen;
    match before {
        Some(before) if !goes_on && (before.is_alphabetic() || opens(before)) => Evidence::None,
        _ if class == Class::Sign => Evidence::Strong,
        _ => Evidence::Weak,
    }
}

/// Look-alikes that also stand at the end of a word in sound text.
fn ends_words(letter: char) -> bool {
    matches!(
        letter,
        '\u{a0}'
            | '\u{ad}'
            | '…'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '–'
            | '—'
            | '•'
            | '·'
            | '±'
            | '°'
            | '¹'
            | '²'
            | '³'
            | '™'
    )
}

fn opens(letter: char) -> bool {
    matches!(letter, '“' | '„' | '‘' | '‚' | '«' | '»' | '‹' | '›' | '"' | '\'' | '(' | '[' | '\u{a0}')
}

/// The candidates that fit what stands around the range.
fn choose(
    text: &str,
    range: &Range<usize>,
    candidates: Vec<&'static str>,
    previous: Option<&Unit>,
) -> Vec<&'static str> {
    if candidates != ["”"] {
        return candidates;
    }
    let after = text.get(range.end..).unwrap_or_default();
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let joins = previous.is_some() && after.starts_with('ð');
    let inside = before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    match (joins, inside) {
        (true, _) => vec!["\u{200d}"],
        (_, true) => vec!["‐", "”"],
        _ => candidates,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::damage::{find, mend};
    use encoding_rs::WINDOWS_1252;

    /// Texts of twelve languages that hold sequences like those of damage.
    const SOUND: &[&str] = &[
        "Où est le café ? « À bientôt », dit-elle… L’œuvre, ça va ; être, c’est « là » – NAÏF, CŒUR, ÉTÉ, DÉJÀ™.",
        "« voilà\u{a0}» café\u{a0}», café»…, «\u{a0}é\u{a0}», la lettre “É”, “â”, « Â », à\u{a0}Paris, CAFÉ…",
        "SÃO PAULO, MAÇÃ, AMANHÃ… IRMÃ” “MAÇÔ, MAÇÃ–, MAÇÃ², ÓRFÃ», não é à toa, mãe, coração, A MAÇÃ\u{a0}é boa.",
        "Când vine, ROMÂNIA, România, a coborâ… „hotărâ” și țară, ŢARĂ, în — pământ, Â și Î, Ă, Â…",
        "Tiếng Việt: Chào bạn, tôi là người Việt; “tấm”, đã có… TIẾNG VIỆT, Ố Ồ Ơ Ư, quá…», má”, á…",
        "Größe, Straße, „Fuß“, Spaß…, groß–, ÄRGER, ÖL, ÜBER, »Spaß«, GERÄ\u{ad}TE, Maß\u{a0}2, weiß”",
        "Ångström: 10 Å±2, 5 Å², KOÅ…, BÅ\u{ad}TEN, smörgåsbord, på\u{a0}», Å\u{a0}være, Så…, NÅ’",
        "hâlâ… “hâlâ…” «hâlâ» hâlâ™ kâğıt, rüzgâr”, KÂR…",
        "vidíš… vidíš“ máš… máš” NÁŠ DŮM, TÍŽE, SÚŽENÝ, že žáš, “íš”, Úžas, VÍŠ",
        "¿Está aquí? ¡Sí! está…» ESPAÑA, ESPAÑ…, mañana², niño”, él»…, ¿é?, aquí¡¡",
        "Það er gott; “bað” bað’ maðurinn, ÞAÐ…, Ð°, ÍSLAND…, Æ\u{a0}, BLÆ°",
        "perché… «è» è\u{a0}», PERCHÉ…, CITTÀ, così², LUNEDÌ…, virtù”, C’È…",
    ];

    #[test]
    fn sound_text_is_left_alone() {
        for text in SOUND {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn damage_to_any_of_these_is_undone() {
        let texts = SOUND.iter().copied().chain([
            "→ ✅ 🎯 👩‍💻 1–2 “x” ½ № ≥ ﬁ ☑ ⚠️ ❗x 🇩🇪 é",
            "Привет, мир",
            "你好，世界",
            "καλημέρα",
            "مرحبا",
            "e\u{301}",
        ]);
        for text in texts {
            for times in 1..=2 {
                let mut damaged = text.to_owned();
                for _ in 0..times {
                    damaged = WINDOWS_1252.decode_without_bom_handling(damaged.as_bytes()).0.into_owned();
                }
                if damaged != *text {
                    assert_eq!(mend(&damaged).as_deref(), Some(text), "{times} times");
                }
            }
            let latin: String = text.bytes().map(char::from).collect();
            assert!(latin == *text || mend(&latin).as_deref() == Some(text), "{latin}");
        }
    }

    #[test]
    fn lost_bytes_are_filled_in_where_it_can_be_told() {
        for (damaged, sound) in [
            ("- âŒ No", "- ❌ No"),
            ("â˜ Done", "☐ Done"),
            ("â€œquotedâ€ â€“ so", "“quoted” – so"),
            ("âš ï¸ Take care", "⚠️ Take care"),
            ("ðŸ‘©â€ðŸ’»", "👩‍💻"),
            ("back â† to", "back ← to"),
            ("â\u{ad} 5", "⭐ 5"),
            ("ðŸ† won", "🏆 won"),
            ("Ã¢Å’ no", "❌ no"),
            ("xâœ…âŒy", "x✅❌y"),
        ] {
            assert_eq!(mend(damaged).as_deref(), Some(sound), "{damaged}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_only_found() {
        for (damaged, candidates) in [
            ("ðŸ“ notes", vec!["📝", "📁", "📍", "📐", "📏"]),
            ("wellâ€known", vec!["‐", "”"]),
            ("ðŸ and", vec!["🏁", "🐍"]),
            ("ðŸ± x", vec![]),
            ("ï¿½ x", vec![]),
            ("ÑÐ»Ð¾Ð²Ð¾", vec![]),
            ("Ð½ÑÑÐ½", vec![]),
        ] {
            let found = find(damaged);
            assert_eq!(found.len(), 1, "{damaged}: {found:?}");
            assert_eq!((&found[0].repaired, &found[0].candidates), (&None, &candidates), "{damaged}");
            assert_eq!(mend(damaged), None);
        }
    }
}
