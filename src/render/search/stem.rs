//! The stem of a word by the book's language, so that one form of a word finds the others.

use super::words::folded;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// The stems of one language.
pub(super) struct Stems(Option<Stemmer>);

impl Stems {
    /// The stems of a language by its BCP 47 tag; each word is its own stem where nobody has described the language.
    pub(super) fn of(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or_default().to_lowercase();
        Self(algorithm(&primary).map(Stemmer::create))
    }

    /// The stem of a word in lower case, folded.
    pub(super) fn stem(&self, word: &str) -> String {
        let whole = word.chars().any(|letter| letter.is_ascii_digit());
        match &self.0 {
            Some(stemmer) if !whole => folded(&stemmer.stem(word)),
            _ => folded(word),
        }
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    let algorithm = match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fa" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "st" => Algorithm::Sesotho,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    };
    Some(algorithm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let same = [
            ("en", "managing", "managers"),
            ("en-GB", "promotions", "promoted"),
            ("ru", "инженеры", "инженером"),
            ("de", "führung", "führungen"),
            ("ar", "المهندسون", "المهندس"),
            ("es", "promoción", "promociones"),
        ];
        for (language, one, other) in same {
            let stems = Stems::of(language);
            assert_eq!(stems.stem(one), stems.stem(other), "{language}: {one}, {other}");
        }
        assert_eq!(Stems::of("ja").stem("工程"), "工程");
        assert_eq!(Stems::of("en").stem("k8s"), "k8s");
    }

    #[test]
    fn no_word_makes_a_stemmer_fail() {
        let languages =
            ["ar", "en", "de", "tr", "hi", "fa", "el", "nl", "pl", "uk", "lt", "hu", "fi", "eu", "ta", "yi"];
        let odd = [
            "",
            "a",
            "'",
            "y",
            "ss",
            "\u{300}",
            "🙂",
            "ﷺ",
            "ि",
            "αςα",
            "ийийий",
            "éé",
            "مممم",
            "אֱ",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
        ];
        for stems in languages.map(Stems::of) {
            odd.iter().for_each(|word| drop(stems.stem(word)));
        }
    }
}
