//! Figures as plain data, one file for each kind.

pub mod ladder;
pub mod profile;
pub mod thread;

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Diagram {
    /// Tracks, grades, levels and the ways between them.
    Ladder(ladder::Ladder),
    /// How high each competency stands at one or two levels.
    Profile(profile::Profile),
    /// Which step of a competency each level expects.
    Thread(thread::Thread),
}
