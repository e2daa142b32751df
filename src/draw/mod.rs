//! Figures: a plain value goes in, a layout is made, SVG comes out. Nothing here knows of handbooks.

mod across;
mod apart;
mod bar;
mod down;
mod escape;
mod grid;
mod measure;
pub mod mermaid;
mod order;
mod path;
pub mod pay;
mod place;
mod ports;
pub mod profile;
mod route;
mod rows;
pub mod sheet;
mod sizes;
pub mod split;
mod svg;
pub mod thread;
pub mod timeline;
mod tracks;

#[cfg(test)]
mod charts;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

/// A ladder diagram: lanes side by side, rows across them, boxes where they meet, lines between boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ladder {
    /// What the ids in the SVG begin with; unique on its page.
    pub id: String,
    /// The accessible name of the whole figure.
    pub title: String,
    /// One sentence about it for those who do not see it.
    pub description: String,
    /// The lanes from left to right.
    pub lanes: Vec<Lane>,
    /// The rows, lowest first. A row without a box is not drawn.
    pub rows: Vec<Row>,
    /// The boxes. Within a lane their order matters (lowest first), between lanes it does not.
    pub rungs: Vec<Rung>,
    /// The lines, in any order.
    pub edges: Vec<Edge>,
    /// How much is shown.
    pub style: Style,
    /// Whether the lowest row is at the bottom or on top.
    pub direction: Direction,
}

/// How much of a ladder is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Titles, notes, rows and lanes: the picture of a whole ladder.
    #[default]
    Full,
    /// Codes in small boxes: where one of them sits.
    Map,
}

/// Where the lowest row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// At the bottom.
    #[default]
    Rising,
    /// On top.
    Falling,
}

/// A lane of a ladder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lane {
    /// The words above it; a lane without words has no panel.
    pub title: String,
    /// Its colour.
    pub tone: Tone,
    /// Where its title leads.
    pub href: Option<String>,
}

/// The colour of a lane; the theme says what it looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// What all share.
    #[default]
    Shared,
    /// Individual contributors.
    Ic,
    /// Management.
    Management,
    /// Between the two.
    Hybrid,
    /// Specialists.
    Specialist,
}

/// A row across all lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Row {
    /// The words at its left.
    pub label: String,
}

/// A box of a ladder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rung {
    /// Its lane by number; one beyond the last lane stands in the last.
    pub lane: usize,
    /// Its row by number. Without one (or beyond the last) it gets a row of its own between its neighbours.
    pub row: Option<usize>,
    /// Its title.
    pub title: String,
    /// A line below the title; the code stands there when this is empty.
    pub note: String,
    /// What a map shows; the title when this is empty.
    pub code: String,
    /// Where it leads. Only relative, `http`, `https` and `mailto` addresses are kept.
    pub href: Option<String>,
    /// What it is called for those who do not see it; title and note when this is empty.
    pub name: String,
    /// Whether it is the one that the page is about.
    pub current: bool,
    /// How it differs from an older ladder.
    pub mark: Option<Mark>,
    /// Whether it is not in force yet.
    pub faint: bool,
}

/// How a box differs from an older ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
}

/// A line from one box to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Where it starts: a number in [`Ladder::rungs`].
    pub from: usize,
    /// Where it ends. An edge that names no box, or one box twice, is not drawn.
    pub to: usize,
    /// What it means.
    pub kind: Kind,
    /// A word beside it; shown where the line runs straight between two boxes of a row.
    pub label: String,
}

/// What a line means. Upward steps are solid, moves across are dotted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The next box of the lane.
    #[default]
    Next,
    /// The lane goes on in several.
    Fork,
    /// Several lanes go on in one.
    Join,
    /// A step up beyond the next box.
    Promotion,
    /// A change of lane.
    Switch,
    /// The way back from a change of lane.
    Return,
    /// A move to the side.
    Lateral,
}

impl Kind {
    /// Whether it leads up the ladder, so that its ends tell which box is higher.
    fn rises(self) -> bool {
        matches!(self, Self::Next | Self::Fork | Self::Join | Self::Promotion)
    }
}

/// The ladder as inline SVG. Equal ladders give equal bytes, and so do ladders whose edges come in another order.
///
/// Rows and columns are data, not a guess: a box stands in its lane's column and its row, lines run between them. All
/// text is measured with the embedded font and wrapped, so that it stays inside its box.
pub fn ladder(ladder: &Ladder) -> String {
    let plan = order::plan(ladder);
    let rows = rows::rows(&plan);
    let grid = grid::grid(&plan, rows);
    let routes = route::routes(&plan, &grid);
    let figure = place::place(&plan, &grid, &routes);
    svg::svg(&plan, &figure)
}
