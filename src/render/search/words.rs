//! Text cut into words that can be found. `themes/default/script/search/engine.js` cuts what a reader asks in the same way.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Gives the words of a text in lower case, in their order; a word with a hyphen counts in its parts and as a whole.
///
/// What is written without spaces between words gives each pair of neighbouring letters.
pub(super) fn each(text: &str, take: &mut impl FnMut(&str)) {
    let text = plain(text);
    for run in text.split(|letter| !is_part(letter) && letter != '-') {
        let parts = || run.split('-').filter(|part| !part.is_empty());
        parts().for_each(|part| cut(part, take));
        if parts().nth(1).is_some() && run.len() <= LONGEST {
            take(&run.replace('-', ""));
        }
    }
}

/// The longest words that are kept, in bytes: what is longer is a key or an address that nobody types.
const LONGEST: usize = 64;

/// The text in lower case, compatible forms made one, apostrophes left out.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|letter| *letter != '\'').map(|letter| letter.to_ascii_lowercase()).collect();
    }
    let letters = text.nfkc().filter(|letter| !matches!(letter, '\'' | '’'));
    letters.collect::<String>().to_lowercase()
}

/// A word as it is compared: without accents and vowel signs that readers leave out.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut bare = String::with_capacity(word.len());
    for letter in word.nfkd().filter(|letter| !is_left_out(*letter)) {
        match letter {
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'œ' => bare.push_str("oe"),
            'ø' => bare.push('o'),
            'ł' => bare.push('l'),
            'đ' => bare.push('d'),
            'ı' => bare.push('i'),
            'ς' => bare.push('σ'),
            other => bare.push(other),
        }
    }
    bare.nfc().collect()
}

fn is_part(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || !letter.is_ascii() && (letter.is_alphanumeric() || is_combining_mark(letter))
}

/// Accents of European scripts, Hebrew points, Arabic vowel signs and the Arabic stroke that only stretches.
fn is_left_out(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether words are written without spaces between them: Thai, Lao, Burmese, Khmer, Japanese and Chinese.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Gives the words of a run of letters.
fn cut(run: &str, take: &mut impl FnMut(&str)) {
    if run.is_ascii() || !run.contains(is_unspaced) {
        if run.len() <= LONGEST {
            take(run);
        }
        return;
    }
    let letters: Vec<char> = run.chars().collect();
    for part in letters.chunk_by(|one, other| is_unspaced(*one) == is_unspaced(*other)) {
        let word: String = part.iter().collect();
        if word.starts_with(is_unspaced) {
            part.windows(2).for_each(|pair| take(&pair.iter().collect::<String>()));
            part.last().into_iter().for_each(|letter| take(&letter.to_string()));
        } else if word.len() <= LONGEST {
            take(&word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, &mut |word: &str| words.push(word.to_owned()));
        words
    }

    #[test]
    fn text_is_cut_at_what_is_no_letter_and_no_digit() {
        assert_eq!(words("The engineer's CI/CD, 10M+"), ["the", "engineers", "ci", "cd", "10m"]);
        assert_eq!(words("On-call – set-"), ["on", "call", "oncall", "set"]);
        assert_eq!(words("ＡＢＣ ﬁne"), ["abc", "fine"]);
        assert!(words(&"x".repeat(65)).is_empty());
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(words("软件工程师 Go语言"), ["软件", "件工", "工程", "程师", "师", "go", "语言", "言"]);
        assert_eq!(words("관리자는"), ["관리자는"]);
    }

    #[test]
    fn accents_and_vowel_signs_do_not_part_words() {
        assert_eq!(folded("résumé"), "resume");
        assert_eq!(folded("straße"), "strasse");
        assert_eq!(folded("мой"), "мои");
        assert_eq!(folded("مُهَنْدِس"), "مهندس");
        assert_eq!(folded("관리자"), "관리자");
        assert_eq!(folded("หน้า"), "หน้า".nfkd().nfc().collect::<String>());
    }
}
