//! Figures as plain data, one file for each kind.

pub mod ladder;
pub mod mermaid;
pub mod pay;
pub mod profile;
pub mod split;
pub mod thread;
pub mod timeline;

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Diagram {
    /// Tracks, grades, levels and the ways between them.
    Ladder(ladder::Ladder),
    /// How high each competency stands at one or two levels.
    Profile(profile::Profile),
    /// Which step of a competency each level expects.
    Thread(thread::Thread),
    /// A diagram that its author drew in mermaid.
    Mermaid(mermaid::Mermaid),
    /// Pay bands on one axis for each currency.
    Pay(pay::Pay),
    /// How time is divided.
    Split(split::Split),
    /// Steps on a time line.
    Timeline(timeline::Timeline),
}
