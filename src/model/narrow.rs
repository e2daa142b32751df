//! What belongs to something that only some readers see is for no others: tracks of a ladder, levels of tracks, pay of a
//! grade.

use super::handbook::Handbook;
use super::things::Audience;
use std::collections::HashMap;

/// Narrows the audience of what belongs to something narrower, so that all that follows sees one audience a thing.
///
/// A level in several tracks is for the readers of the widest of them.
pub(super) fn audiences(handbook: &mut Handbook) {
    let Handbook { families, tracks, levels, grades, bands, .. } = handbook;
    for track in tracks.values_mut() {
        let family = track.family.as_ref().and_then(|family| families.get(family));
        track.meta.audience = track.meta.audience.max(family.map(|family| family.meta.audience).unwrap_or_default());
    }
    let mut widest: HashMap<_, Audience> = HashMap::new();
    for track in tracks.values() {
        for level in &track.levels {
            let known = widest.entry(&level.value).or_insert(track.meta.audience);
            *known = track.meta.audience.min(*known);
        }
    }
    for level in levels.values_mut() {
        level.meta.audience = level.meta.audience.max(widest.get(&level.id).copied().unwrap_or_default());
    }
    for band in bands {
        let grade = band.grade.as_ref().and_then(|grade| grades.get(grade));
        band.meta.audience = band.meta.audience.max(grade.map(|grade| grade.meta.audience).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use crate::model::fixture::handbook_of;
    use crate::model::things::Audience;

    #[test]
    fn levels_are_for_the_readers_of_their_widest_track_and_pay_for_those_of_its_grade() {
        let handbook = handbook_of(
            "== book.toml\n[rungbook]\naudiences = ['public', 'staff', 'managers']\n== all.yaml
families: [{id: f, title: F, audience: staff}, {id: g, title: G}]
tracks:
  - {id: s, family: f, title: S, kind: ic, levels: [a]}
  - {id: t, family: g, title: T, kind: ic, levels: [b, c], audience: managers}
  - {id: u, family: g, title: U, kind: ic, levels: [c]}
levels: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]
grades: [{id: one, title: One, audience: managers}]
bands: [{grade: one, range: $100K}]
",
        );
        let audiences: Vec<_> = handbook.levels.values().map(|level| level.meta.audience).collect();
        assert_eq!(audiences, [Audience(1), Audience(2), Audience(0)]);
        assert_eq!(handbook.bands[0].meta.audience, Audience(2));
    }
}
