//! Currencies by their ISO 4217 codes and the signs that people write for them.

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(&'static str);

impl Currency {
    /// The currency of a code such as `EUR`, in capital letters, or of a sign such as `€`.
    pub fn named(name: &str) -> Option<Self> {
        let sign = SIGNS.iter().find(|(sign, _)| *sign == name);
        let code = || CODES.split(' ').find(|code| *code == name);
        sign.map(|(_, code)| *code).or_else(code).map(Self)
    }

    /// The ISO 4217 code, such as `EUR`.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// What stands before an amount: the shortest sign that names the currency, else its code and a space.
    pub fn before_amount(self) -> String {
        let signs = SIGNS.iter().filter(|(sign, code)| *code == self.0 && !sign.ends_with(char::is_alphabetic));
        let sign = signs.map(|(sign, _)| *sign).filter(|sign| !sign.ends_with('.')).min_by_key(|sign| sign.len());
        sign.map_or_else(|| format!("{} ", self.0), str::to_owned)
    }
}

/// The currency at the end of a text, and what stands before it.
pub(super) fn at_end(text: &str) -> (&str, Option<Currency>) {
    let trimmed = text.trim_end();
    for (sign, code) in SIGNS {
        if let Some(rest) = trimmed.strip_suffix(sign) {
            return (rest, Some(Currency(code)));
        }
    }
    let start = trimmed.len().saturating_sub(3);
    let is_word = trimmed.get(..start).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
    match trimmed.get(start..).filter(|_| is_word).and_then(Currency::named) {
        Some(currency) => (trimmed.get(..start).unwrap_or_default(), Some(currency)),
        None => (text, None),
    }
}

/// The currency at the start of a text, and what follows it.
pub(super) fn at_start(text: &str) -> (Option<Currency>, &str) {
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Some(Currency(code)), rest);
        }
    }
    let is_word = text.get(3..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    match text.get(..3).filter(|_| is_word).and_then(Currency::named) {
        Some(currency) => (Some(currency), text.get(3..).unwrap_or_default()),
        None => (None, text),
    }
}

/// Signs that name one currency; longer ones stand before those that they end with.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("₽", "RUB"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("฿", "THB"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Fr.", "CHF"),
];

/// ISO 4217, the codes of circulating currencies (2024).
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD \
MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR \
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES \
VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_signs_and_codes_but_no_words() {
        let code = |currency: Option<Currency>| currency.map(Currency::code);
        assert_eq!(code(at_end("~ CA$").1), Some("CAD"));
        assert_eq!(code(at_end("CHF ").1), Some("CHF"));
        assert_eq!(code(at_end("XCHF").1), None);
        assert_eq!(code(at_start("EUR a year").0), Some("EUR"));
        assert_eq!(code(at_start("EUR").0), Some("EUR"));
        assert_eq!(code(at_start("EURO").0), None);
        assert_eq!(code(at_start("APIs").0), None);
        assert_eq!(code(Currency::named("XXX")), None);
        let before = |name| Currency::named(name).map(Currency::before_amount);
        let all = ["USD", "CAD", "CHF", "PLN"].map(before).map(Option::unwrap_or_default);
        assert_eq!(all, ["$", "C$", "CHF ", "PLN "]);
    }
}
