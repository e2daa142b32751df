//! A handbook whose names are resolved → what follows from it.

mod growth;
mod hidden;
mod mentions;
mod places;

use super::derived::Derived;
use super::handbook::Handbook;
use super::readers::Readers;
use places::Places;

/// What follows from the definitions, for the audience of the build.
///
/// The way from level to level steps over those that the audience may not see, drafts and retired levels; only drafts
/// see the drafts beside them. So what follows is the same with and without `--drafts`.
pub fn derived(handbook: &Handbook) -> Derived {
    let readers = Readers::of(handbook);
    let places = places::places(handbook, readers);
    let growth = || growth::growth(handbook, readers, &places);
    let (mut growth, mentions) = rayon::join(growth, || mentions::mentions(handbook, readers, &places));
    let Places { mut by_level, .. } = places;
    for (at, place) in by_level.iter_mut().enumerate() {
        place.growth = growth.remove(&at).unwrap_or_default();
    }
    Derived { places: handbook.levels.keys().cloned().zip(by_level).collect(), mentions }
}

/// Where each level stands, and nothing else of what follows.
pub fn standing(handbook: &Handbook) -> Derived {
    let places = places::places(handbook, Readers::of(handbook)).by_level;
    Derived { places: handbook.levels.keys().cloned().zip(places).collect(), ..Derived::default() }
}

#[cfg(test)]
mod tests;
