//! The few classes that highlighted code is written in, and their letters in HTML.

/// What a run of code is, as far as a reader's eye is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Text without a class.
    Plain,
    /// A comment.
    Comment,
    /// A keyword, or a word or mark that has the role of one.
    Keyword,
    /// A string, or raw text in markup.
    String,
    /// A number or another constant, an escape in a string.
    Number,
    /// A function, a command or a macro, where it is defined or called.
    Function,
    /// A type.
    Type,
    /// A property, key or attribute; a variable or an option of a shell.
    Property,
    /// An inserted line.
    Inserted,
    /// A deleted line.
    Deleted,
    /// A heading.
    Heading,
    /// Emphasised text.
    Emphasis,
    /// Strongly emphasised text.
    Strong,
    /// What speaks about the code: an attribute, a directive, a file header.
    Meta,
}

impl Class {
    const ALL: [Self; 14] = [
        Self::Plain,
        Self::Comment,
        Self::Keyword,
        Self::String,
        Self::Number,
        Self::Function,
        Self::Type,
        Self::Property,
        Self::Inserted,
        Self::Deleted,
        Self::Heading,
        Self::Emphasis,
        Self::Strong,
        Self::Meta,
    ];

    /// The opening tag of a run in HTML; empty for plain text.
    pub(super) const fn open(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Comment => "<span class=c>",
            Self::Keyword => "<span class=k>",
            Self::String => "<span class=s>",
            Self::Number => "<span class=n>",
            Self::Function => "<span class=f>",
            Self::Type => "<span class=t>",
            Self::Property => "<span class=p>",
            Self::Inserted => "<span class=i>",
            Self::Deleted => "<span class=d>",
            Self::Heading => "<span class=h>",
            Self::Emphasis => "<span class=e>",
            Self::Strong => "<span class=b>",
            Self::Meta => "<span class=m>",
        }
    }

    /// The byte that stands for the class in a cache.
    pub(super) const fn byte(self) -> u8 {
        self as u8
    }

    /// The class that `byte` stands for.
    pub(super) fn of_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: &str = include_str!("../../../themes/default/style/code.css");
    const TOKENS: &str = include_str!("../../../themes/default/style/tokens.css");

    #[test]
    fn each_class_has_its_own_byte_letter_and_style() {
        for (at, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(Class::of_byte(class.byte()), Some(class));
            assert!(Class::ALL[..at].iter().all(|other| other.open() != class.open()));
            let letter = class.open().trim_start_matches("<span class=").trim_end_matches('>');
            assert!(class == Class::Plain || STYLE.contains(&format!("code > .{letter} {{")), "{class:?}");
        }
        assert_eq!(Class::of_byte(Class::ALL.len() as u8), None);
    }

    #[test]
    fn each_colour_can_be_read_in_the_light_and_in_the_dark() {
        let colours = STYLE.lines().filter_map(|line| line.trim().strip_prefix("--code-")?.split_once(':'));
        for (name, _) in colours.filter(|(name, _)| !name.ends_with("-wash")) {
            let name = format!("--code-{name}");
            let own = pair(STYLE, &format!("{name}-wash"));
            let grounds = own.map_or(["--card", "--wash"].map(|ground| pair(TOKENS, ground)), |own| [Some(own); 2]);
            for ground in grounds.into_iter().flatten() {
                let ink = pair(STYLE, &name).expect("a colour for each mode");
                let least = contrast(ink[0], ground[0]).min(contrast(ink[1], ground[1]));
                assert!(least >= 4.5, "{name} has {least:.2}:1 on {ground:?}");
            }
        }
    }

    /// The two colours of `name: light-dark(#…, #…)`.
    fn pair<'a>(style: &'a str, name: &str) -> Option<[&'a str; 2]> {
        let (_, rest) = style.split_once(&format!("{name}: light-dark("))?;
        rest.split_once(')')?.0.split_once(", ").map(|(light, dark)| [light, dark])
    }

    /// The contrast ratio of WCAG 2.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5))
    }
}
