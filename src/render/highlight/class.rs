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

    #[test]
    fn each_class_has_its_own_byte_and_letter() {
        for (at, class) in Class::ALL.into_iter().enumerate() {
            assert_eq!(Class::of_byte(class.byte()), Some(class));
            assert!(Class::ALL[..at].iter().all(|other| other.open() != class.open()));
        }
        assert_eq!(Class::of_byte(Class::ALL.len() as u8), None);
    }
}
