//! What a definition may say: shapes and fields, the one table that reading, the JSON Schema and the manual are made from.

use super::kind::Kind;

/// A key of a mapping and what stands behind it.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, one sentence of Markdown.
    pub doc: &'static str,
}

/// What a value may look like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One line of inline Markdown.
    Line,
    /// Markdown blocks.
    Block,
    /// The id of the thing itself: `[a-z0-9-]`.
    Id,
    /// Any single word or name, kept as it is.
    Word,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A date such as `2026-03-01`, or a month such as `2026-03`.
    Date,
    /// A date, or a time of a day such as `2026-03-01T12:00Z`.
    Time,
    /// An address: `https:`, `http:`, `mailto:`, or relative.
    Url,
    /// The id of a thing of one of these kinds.
    Ref(&'static [Kind]),
    /// A list.
    List(&'static Shape),
    /// One value, or a list of them.
    Many(&'static Shape),
    /// A mapping: what its keys are, and what stands behind each.
    Map(&'static Shape, &'static Shape),
    /// A list, or a mapping from the names of groups to lists.
    Groups(&'static Shape),
    /// A mapping of known keys.
    Record(&'static [Field]),
    /// A mapping of known keys; a scalar or a list stands for the first of the named fields that may be one.
    Short(&'static [&'static str], &'static [Field]),
}

impl Shape {
    /// Whether a list may stand here.
    pub fn takes_list(&self) -> bool {
        matches!(self, Self::List(_) | Self::Many(_) | Self::Groups(_))
    }

    /// What the shape is called in messages, with its article.
    pub fn name(&self) -> String {
        match self {
            Self::Line => "a line of text".into(),
            Self::Block => "text".into(),
            Self::Id => "an id".into(),
            Self::Word => "a word".into(),
            Self::OneOf(words) => format!("one of `{}`", words.join("`, `")),
            Self::Number => "a number".into(),
            Self::Bool => "`true` or `false`".into(),
            Self::Date => "a date such as `2026-03-01`".into(),
            Self::Time => "a date such as `2026-03-01`, or a time such as `2026-03-01T12:00Z`".into(),
            Self::Url => "an address".into(),
            Self::Ref(kinds) => {
                let names: Vec<_> = kinds.iter().map(|kind| kind.singular()).collect();
                format!("the id of a {}", names.join(" or "))
            }
            Self::List(_) => "a list".into(),
            Self::Many(inner) => format!("{}, or a list", inner.name()),
            Self::Map(..) | Self::Record(_) => "a mapping".into(),
            Self::Groups(_) => "a list, or a mapping of lists".into(),
            Self::Short(short, fields) => {
                let named = short.iter().filter_map(|key| fields.iter().find(|field| field.key == *key));
                let names: Vec<_> = named.map(|field| field.shape.name()).collect();
                format!("{}, or a mapping", names.join(", "))
            }
        }
    }
}

/// A field that may be left out.
pub const fn field(key: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { key, shape, required: false, doc }
}

/// A field that must be there.
pub const fn required(key: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { key, shape, required: true, doc }
}
