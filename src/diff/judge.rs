//! What a change means: its class, how much of a release it makes, and why.

use super::change::{Class, Kind, Release, Verb, Why};
use super::figures::Shift;
use super::part::Part;

/// The meaning of a change.
pub(super) type Verdict = (Verb, Class, Release, Why);

/// What kind of statement stands in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stake {
    /// It asks for something.
    Asks,
    /// It tells something about what is asked for.
    Tells,
    /// It names something.
    Names,
    /// It places something on the ladder.
    Places,
    /// It says who may see it and whether it is in use.
    Readers,
    /// It is about pay.
    Pay,
    /// It is a text around the ladder.
    Prose,
}

/// What kind of statement stands in a part of a thing. `holds` is whether somebody is held to it: to the criteria of a
/// step that some level expects.
pub(super) fn stake(kind: Kind, part: Part, holds: bool) -> Stake {
    match (kind, part) {
        (Kind::Page | Kind::Release, _) => Stake::Prose,
        (_, Part::Status | Part::Audience) => Stake::Readers,
        (Kind::Band, _) => Stake::Pay,
        (_, Part::Title | Part::Code | Part::Heading) => Stake::Names,
        (_, Part::Owner | Part::Section | Part::Block) => Stake::Prose,
        (Kind::Competency, Part::Criterion | Part::StepMeaning) if holds => Stake::Asks,
        (
            Kind::Level,
            Part::Experience
            | Part::Responsibility
            | Part::Step
            | Part::Expectation
            | Part::AlsoNeeded
            | Part::Milestone
            | Part::Promotion,
        )
        | (Kind::Role, Part::Need | Part::Step) => Stake::Asks,
        (
            _,
            Part::Grade
            | Part::Track
            | Part::Family
            | Part::Order
            | Part::Parent
            | Part::After
            | Part::From
            | Part::To
            | Part::Levels
            | Part::Type
            | Part::Ordered
            | Part::Scale
            | Part::Pathways
            | Part::About,
        ) => Stake::Places,
        _ => Stake::Tells,
    }
}

/// Something came.
pub(super) fn added(stake: Stake) -> Verdict {
    let (class, release, why) = match stake {
        Stake::Asks => (Class::Raises, Release::Major, Why::NewRequirement),
        Stake::Tells => (Class::Clarifies, Release::Minor, Why::SaysMore),
        other => quiet(other),
    };
    (Verb::Added, class, release, why)
}

/// Something went.
pub(super) fn removed(stake: Stake) -> Verdict {
    let (class, release, why) = match stake {
        Stake::Asks => (Class::Lowers, Release::Minor, Why::DroppedRequirement),
        Stake::Tells => (Class::Clarifies, Release::Minor, Why::SaysLess),
        other => quiet(other),
    };
    (Verb::Removed, class, release, why)
}

/// A whole thing came or went.
pub(super) fn whole(kind: Kind, verb: Verb) -> Verdict {
    let (class, release, why) = match kind {
        Kind::Page | Kind::Release => quiet(Stake::Prose),
        Kind::Band => quiet(Stake::Pay),
        _ if verb == Verb::Added => (Class::Clarifies, Release::Minor, Why::SaysMore),
        _ => (Class::Clarifies, Release::Minor, Why::SaysLess),
    };
    (verb, class, release, why)
}

/// The words of a statement changed; `other` is whether they say something more, less or other.
pub(super) fn reworded(stake: Stake, shift: Shift, other: bool) -> Verdict {
    match (stake, shift) {
        (Stake::Asks, Shift::Up) => (Verb::Raised, Class::Raises, Release::Major, Why::NumberUp),
        (Stake::Asks, Shift::Down) => (Verb::Lowered, Class::Lowers, Release::Minor, Why::NumberDown),
        (Stake::Asks | Stake::Tells, Shift::None) if other => {
            (Verb::Reworded, Class::Clarifies, Release::Minor, Why::OtherMeaning)
        }
        (Stake::Asks | Stake::Tells, Shift::None) => (Verb::Reworded, Class::Rewords, Release::Patch, Why::OnlyWords),
        (Stake::Asks | Stake::Tells, _) => (Verb::Reworded, Class::Clarifies, Release::Minor, Why::OtherNumber),
        (other, _) => {
            let (class, release, why) = quiet(other);
            (Verb::Reworded, class, release, why)
        }
    }
}

/// Another step is expected.
pub(super) fn step(shift: Shift) -> Verdict {
    match shift {
        Shift::Up => (Verb::Raised, Class::Raises, Release::Major, Why::StepUp),
        Shift::Down => (Verb::Lowered, Class::Lowers, Release::Minor, Why::StepDown),
        Shift::None | Shift::Other => (Verb::Changed, Class::Clarifies, Release::Minor, Why::OtherMeaning),
    }
}

/// Pay rises or falls.
pub(super) fn pay(shift: Shift) -> Verdict {
    match shift {
        Shift::Up => (Verb::Raised, Class::Pay, Release::Minor, Why::PayUp),
        Shift::Down => (Verb::Lowered, Class::Pay, Release::Minor, Why::PayDown),
        Shift::None | Shift::Other => (Verb::Reworded, Class::Pay, Release::Minor, Why::PayNote),
    }
}

/// Another value stands in a place.
pub(super) fn changed(stake: Stake) -> Verdict {
    let (class, release, why) = match stake {
        Stake::Asks | Stake::Tells => (Class::Clarifies, Release::Minor, Why::OtherMeaning),
        other => quiet(other),
    };
    let verb = if stake == Stake::Places { Verb::Moved } else { Verb::Changed };
    (verb, class, release, why)
}

/// Whether what lower levels ask for carries over: from now on, or no longer.
pub(super) fn carrying(now: bool) -> Verdict {
    if now {
        return (Verb::Raised, Class::Raises, Release::Major, Why::CarriesOver);
    }
    (Verb::Lowered, Class::Lowers, Release::Minor, Why::NoLongerCarriesOver)
}

/// A thing has another id or title.
pub(super) fn renamed() -> Verdict {
    (Verb::Renamed, Class::Renames, Release::Patch, Why::OtherName)
}

/// An entry stands in another place of its thing.
pub(super) fn moved_within(stake: Stake) -> Verdict {
    let class = if stake == Stake::Prose { Class::Prose } else { Class::Moves };
    (Verb::Moved, class, Release::Patch, Why::OtherHeading)
}

/// An entry went to another level, for which it is new or not.
pub(super) fn moved_across(stake: Stake, is_new: bool) -> Verdict {
    let (release, why) = match stake {
        Stake::Asks if is_new => (Release::Major, Why::NewToLevel),
        _ => (Release::Minor, Why::KnownToLevel),
    };
    (Verb::Moved, Class::Moves, release, why)
}

/// Entries stand in another order.
pub(super) fn reordered(stake: Stake) -> Verdict {
    let class = if stake == Stake::Prose { Class::Prose } else { Class::Moves };
    (Verb::Reordered, class, Release::Patch, Why::OtherOrder)
}

/// What changes of a kind of statement that neither asks nor tells what is asked for come to.
fn quiet(stake: Stake) -> (Class, Release, Why) {
    match stake {
        Stake::Names => (Class::Renames, Release::Patch, Why::OtherName),
        Stake::Places => (Class::Moves, Release::Minor, Why::OtherPlace),
        Stake::Readers => (Class::Clarifies, Release::Minor, Why::OtherReaders),
        Stake::Pay => (Class::Pay, Release::Minor, Why::PayNote),
        Stake::Prose => (Class::Prose, Release::Patch, Why::Around),
        Stake::Asks | Stake::Tells => (Class::Clarifies, Release::Minor, Why::OtherMeaning),
    }
}
