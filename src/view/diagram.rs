//! Figures as plain data, one file for each kind.

pub mod ladder;
pub mod mermaid;

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Diagram {
    /// Tracks, grades, levels and the ways between them.
    Ladder(ladder::Ladder),
    /// A diagram that its author drew in mermaid.
    Mermaid(mermaid::Mermaid),
}
