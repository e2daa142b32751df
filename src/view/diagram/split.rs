//! How time is divided, as plain data: one bar for each level.

/// Divided time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Split {
    /// Its name, for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
    /// The bars, from the top.
    pub bars: Vec<Bar>,
}

/// One whole and its shares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bar {
    /// What it is about; empty where there is only one.
    pub title: String,
    /// Its shares in the author's order.
    pub shares: Vec<Share>,
}

/// A share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    /// What for.
    pub label: String,
    /// How much, as written.
    pub text: String,
    /// How much of the bar's width, in tenths of a percent; a share that has none is named all the same.
    pub width: u32,
    /// The number of its colour, equal for equal labels; `None` for what is left unnamed.
    pub colour: Option<usize>,
}
