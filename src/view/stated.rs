//! What a level expects of one competency, as far as the audience sees it: one reading for tables, matrices and threads.

use super::shown::Shown;
use crate::model::derived::{Growth, Layer};
use crate::model::id::Id;
use crate::model::skills::Competency;
use crate::model::things::{Item, Level};
use std::collections::BTreeSet;

/// What a level expects of a competency.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// The step, stated here or carried over: its place on the scale, 0 the lowest.
    pub step: Option<usize>,
    /// The entries that the level itself states, those for other audiences included: one for each verdict.
    pub items: &'a [Item],
    /// How many of them the audience sees.
    pub count: usize,
    /// How they compare with those of the levels before.
    pub growth: &'a Growth,
}

/// What a level expects of a competency; `None` when the audience sees nothing of it.
pub fn stated<'a>(shown: &Shown<'a>, level: &'a Level, competency: &Competency) -> Option<Stated<'a>> {
    let own = level.expects.iter().find(|stated| stated.competency == competency.id);
    if own.is_some_and(|own| !shown.sees(own.audience)) {
        return None;
    }
    let place = shown.handbook.derived.places.get(&level.id)?;
    let growth = place.growth.iter().find(|growth| growth.competency == competency.id)?;
    let items = own.map(|own| own.items.as_slice()).unwrap_or_default();
    let count = items.iter().filter(|item| shown.sees(item.audience)).count();
    let step = growth.step.filter(|_| shown.scale_of(competency).is_some());
    let stated = Stated { step, items, count, growth };
    (step.is_some() || count > 0 || stated.carried(shown).next().is_some()).then_some(stated)
}

impl<'a> Stated<'a> {
    /// The levels whose entries still hold here, lowest first, with how many of them the audience sees.
    pub fn carried<'s>(&self, shown: &'s Shown<'a>) -> impl Iterator<Item = (&'a Id<Level>, usize)> + use<'a, 's> {
        let seen = |layer: &Layer| layer.items.iter().filter(|item| shown.sees(item.audience)).count();
        let layers = self.growth.carried.layers().into_iter().filter(|layer| shown.level(&layer.level).is_some());
        layers.map(move |layer| (&layer.level, seen(layer))).filter(|(_, count)| *count > 0)
    }
}

/// The competencies that some of the levels may expect something of.
pub fn named<'a>(shown: &Shown<'a>, levels: &[&'a Level]) -> BTreeSet<&'a Id<Competency>> {
    let places = &shown.handbook.derived.places;
    let growth = levels.iter().filter_map(|level| places.get(&level.id)).flat_map(|place| &place.growth);
    growth.map(|growth| &growth.competency).collect()
}
