//! Which levels are compared: those of a track, those of a grade, and pairs; each pair once.
//!
//! There are at most a few comparisons for each level, so that a site grows with its ladders and not with their square:
//! each level with its neighbours, with those that the author's moves lead to, and with those of the same grade where
//! they are few.

use super::shown::Shown;
use crate::model::id::Id;
use crate::model::skills::Grade;
use crate::model::things::{Family, Level, MoveKind, Status, Thing, Track};
use std::collections::{BTreeMap, HashMap};

/// The most levels of one grade of which each pair is compared.
const PAIRED: usize = 6;

/// The fewest and the most levels in the table of a grade.
const TABLE: std::ops::RangeInclusive<usize> = 3..=12;

/// Two levels that are compared.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// The lower one; of equals the one that comes first on its ladder.
    pub first: &'a Level,
    /// The other one.
    pub second: &'a Level,
    /// Why they are compared.
    pub why: Why,
    /// What the two are called, told apart where they share a title.
    pub names: (String, String),
}

/// Why two levels are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The second follows the first.
    Next,
    /// The second follows the first on another track.
    Fork,
    /// They have the same grade.
    Equal,
    /// People move from one to the other.
    Move,
}

/// All that is compared, in the order of the ladders.
#[derive(Debug, Default)]
pub struct Compared<'a> {
    pairs: Vec<Pair<'a>>,
    by_level: HashMap<&'a Id<Level>, Vec<usize>>,
    grades: Vec<(&'a Grade, Vec<&'a Level>)>,
}

impl<'a> Compared<'a> {
    /// What is compared for an audience.
    pub fn of(shown: &Shown<'a>) -> Self {
        let ladder = Ladder::of(shown);
        let grades = by_grade(shown, &ladder);
        let mut found = Found { shown, ladder: &ladder, pairs: BTreeMap::new() };
        found.neighbours();
        found.equals(&grades);
        found.moves();
        let pairs = found.pairs.into_values();
        let pair = |(first, second, why)| Pair { first, second, why, names: names(shown, first, second) };
        let pairs: Vec<Pair<'a>> = pairs.map(pair).collect();
        let mut by_level: HashMap<&Id<Level>, Vec<usize>> = HashMap::new();
        for (at, pair) in pairs.iter().enumerate() {
            by_level.entry(&pair.first.id).or_default().push(at);
            by_level.entry(&pair.second.id).or_default().push(at);
        }
        let grades = grades.into_iter().filter(|(_, levels)| TABLE.contains(&levels.len())).collect();
        Self { pairs, by_level, grades }
    }

    /// All pairs.
    pub fn pairs(&self) -> &[Pair<'a>] {
        &self.pairs
    }

    /// The pairs that a level is in.
    pub fn with(&self, level: &Id<Level>) -> impl Iterator<Item = &Pair<'a>> {
        let numbers = self.by_level.get(level);
        numbers.into_iter().flatten().filter_map(|at| self.pairs.get(*at))
    }

    /// The pair of two levels, whichever stands first.
    pub fn find(&self, one: &Id<Level>, other: &Id<Level>) -> Option<&Pair<'a>> {
        self.with(one).find(|pair| pair.first.id == *other || pair.second.id == *other)
    }

    /// The grades that have a table, lowest first, each with its levels.
    pub fn grades(&self) -> &[(&'a Grade, Vec<&'a Level>)] {
        &self.grades
    }
}

/// The tracks whose levels are compared: those with two levels or more.
pub fn tracks<'a>(shown: &Shown<'a>) -> impl Iterator<Item = &'a Track> {
    let tracks = shown.handbook.tracks.values().filter(|track| shown.has(&Thing::Track(track.id.clone())));
    tracks.filter(|track| is_table(shown, track))
}

/// Whether a track has levels to compare.
pub fn is_table<'a>(shown: &Shown<'a>, track: &'a Track) -> bool {
    shown.levels_of(track).nth(1).is_some()
}

/// The ladder that a level is on.
pub fn family_of<'a>(shown: &Shown<'a>, level: &Id<Level>) -> Option<&'a Id<Family>> {
    shown.track_of(level).and_then(|track| track.family.as_ref())
}

/// All levels in the order of the ladders: track by track, lowest first; those on no ladder last.
struct Ladder<'a> {
    levels: Vec<&'a Level>,
    ranks: HashMap<&'a Id<Level>, usize>,
}

impl<'a> Ladder<'a> {
    fn of(shown: &Shown<'a>) -> Self {
        let book = shown.handbook;
        let tracks = book.families.keys().flat_map(|family| shown.tracks_of(family));
        let own = |track: &Track, level: &Level| shown.track_of(&level.id).is_some_and(|own| own.id == track.id);
        let on_tracks = tracks.flat_map(|track| shown.levels_of(track).filter(move |level| own(track, level)));
        let mut ladder = Self { levels: Vec::new(), ranks: HashMap::new() };
        for level in on_tracks.chain(book.levels.keys().filter_map(|id| shown.level(id))) {
            if !ladder.ranks.contains_key(&level.id) {
                ladder.ranks.insert(&level.id, ladder.levels.len());
                ladder.levels.push(level);
            }
        }
        ladder
    }

    fn rank(&self, level: &Level) -> usize {
        self.ranks.get(&level.id).copied().unwrap_or(usize::MAX)
    }
}

/// The levels in use of each grade, lowest grade first. Retired levels are nobody's equals any more.
fn by_grade<'a>(shown: &Shown<'a>, ladder: &Ladder<'a>) -> Vec<(&'a Grade, Vec<&'a Level>)> {
    let mut levels: HashMap<&Id<Grade>, Vec<&Level>> = HashMap::new();
    for level in ladder.levels.iter().filter(|level| level.meta.status != Status::Retired) {
        if let Some(grade) = shown.grade_of(level) {
            levels.entry(&grade.id).or_default().push(level);
        }
    }
    shown.handbook.grades.values().filter_map(|grade| Some((grade, levels.remove(&grade.id)?))).collect()
}

/// The pairs found so far, by the ranks of their levels.
struct Found<'a, 's> {
    shown: &'s Shown<'a>,
    ladder: &'s Ladder<'a>,
    pairs: BTreeMap<(usize, usize), (&'a Level, &'a Level, Why)>,
}

impl<'a> Found<'a, '_> {
    /// Adds a pair, lower level first, unless it is there for another reason.
    fn add(&mut self, first: &'a Level, second: &'a Level, why: Why) {
        let (one, other) = (self.ladder.rank(first), self.ladder.rank(second));
        if one != other {
            self.pairs.entry((one.min(other), one.max(other))).or_insert((first, second, why));
        }
    }

    /// Each level and the next ones.
    fn neighbours(&mut self) {
        let (shown, ladder) = (self.shown, self.ladder);
        for level in &ladder.levels {
            let Some(place) = shown.handbook.derived.places.get(&level.id) else { continue };
            for below in place.previous.iter().filter_map(|id| shown.level(id)) {
                self.add(below, level, self.step(below, level));
            }
            for above in place.next.iter().filter_map(|id| shown.level(id)) {
                self.add(level, above, self.step(level, above));
            }
        }
    }

    fn step(&self, below: &Level, above: &Level) -> Why {
        let track = |level: &Level| self.shown.track_of(&level.id).map(|track| &track.id);
        if track(below) == track(above) { Why::Next } else { Why::Fork }
    }

    /// The levels of one grade: all of them where they are few; where they are too many even for a table, those of
    /// each ladder by itself.
    fn equals(&mut self, grades: &[(&'a Grade, Vec<&'a Level>)]) {
        for (_, levels) in grades {
            match levels.len() {
                ..=PAIRED => self.all_pairs(levels),
                count if TABLE.contains(&count) => {}
                _ => {
                    let mut by_family: BTreeMap<Option<&Id<Family>>, Vec<&Level>> = BTreeMap::new();
                    for level in levels {
                        by_family.entry(family_of(self.shown, &level.id)).or_default().push(level);
                    }
                    let few = by_family.values().filter(|levels| levels.len() <= PAIRED);
                    few.for_each(|levels| self.all_pairs(levels));
                }
            }
        }
    }

    fn all_pairs(&mut self, levels: &[&'a Level]) {
        for (at, first) in levels.iter().enumerate() {
            levels.iter().skip(at + 1).for_each(|second| self.add(first, second, Why::Equal));
        }
    }

    /// The ways that the author names.
    fn moves(&mut self) {
        for step in self.shown.moves() {
            let Some(to) = self.shown.level(&step.to) else { continue };
            for from in step.from.iter().filter_map(|id| self.shown.level(id)) {
                match step.kind {
                    MoveKind::Promotion => self.add(from, to, self.step(from, to)),
                    MoveKind::Fork => self.add(from, to, Why::Fork),
                    MoveKind::Switch | MoveKind::Return | MoveKind::Lateral => {
                        let (first, second) = if self.is_lower(to, from) { (to, from) } else { (from, to) };
                        self.add(first, second, Why::Move);
                    }
                }
            }
        }
    }

    /// Whether a level is the lower one: by its grade, else by its place on the ladder.
    fn is_lower(&self, level: &Level, other: &Level) -> bool {
        let height = |level: &Level| self.shown.grade_of(level).map(|grade| grade.height);
        match (height(level), height(other)) {
            (Some(own), Some(others)) if own != others => own < others,
            _ => self.ladder.rank(level) < self.ladder.rank(other),
        }
    }
}

/// What two levels are called: by their titles; with their ladders where these differ, since ladders often have levels
/// of the same title; with what else tells them apart where both title and ladder are the same.
fn names(shown: &Shown<'_>, first: &Level, second: &Level) -> (String, String) {
    let titles = (first.title.plain(), second.title.plain());
    let track_of = |level: &Level| shown.track_of(&level.id);
    let ladder = |level: &Level| Some(shown.handbook.families.get(track_of(level)?.family.as_ref()?)?.title.plain());
    let track = |level: &Level| Some(track_of(level)?.title.plain());
    let code = |level: &Level| Some(level.code.as_ref()?.plain());
    let ladders = ladder(first).zip(ladder(second));
    if titles.0 != titles.1 && ladders.as_ref().is_none_or(|(one, other)| one == other) {
        return titles;
    }
    let marks = [ladders, track(first).zip(track(second)), code(first).zip(code(second))];
    let apart = marks.into_iter().flatten().find(|(one, other)| one != other);
    let (one, other) = apart.unwrap_or_else(|| (first.id.as_str().to_owned(), second.id.as_str().to_owned()));
    (format!("{} ({one})", titles.0), format!("{} ({other})", titles.1))
}

#[cfg(test)]
mod tests {
    use crate::view::fixture;

    const LADDERS: &str = "== book.toml
[rungbook]
audiences = ['public', 'managers']
== all.yaml
families: [{id: z, title: Zebras}, {id: f, title: Foxes}]
grades: [{id: g1, title: G1}, {id: g2, title: G2}, {id: g3, title: G3}]
tracks:
  - {id: z-ic, kind: ic, family: z, title: IC, levels: [z1, z2, z3]}
  - {id: z-m, kind: ic, family: z, title: M, after: z1, levels: [m2, m3]}
  - {id: f-ic, kind: ic, family: f, title: IC, levels: [f2, hidden, f3]}
levels:
  - {id: f2, title: Expert, grade: g2}
  - {id: f3, title: Sage, grade: g3, status: retired}
  - {id: hidden, title: Hidden, grade: g2, audience: managers}
  - {id: m2, title: Manager, grade: g2}
  - {id: m3, title: Director, grade: g3}
  - {id: z1, title: Starter, grade: g1}
  - {id: z2, title: Expert, grade: g2}
  - {id: z3, title: Chief, grade: g3}
moves:
  - {from: m3, to: z2, kind: return}
  - {from: [z2, z3], to: m2, kind: switch}
  - {from: z2, to: hidden, kind: lateral}
";

    fn pairs(text: &str) -> Vec<String> {
        fixture::shown(text, |shown| {
            let pairs = shown.compared().pairs().iter();
            pairs.map(|pair| format!("{} {} {:?}", pair.first.id.as_str(), pair.second.id.as_str(), pair.why)).collect()
        })
    }

    #[test]
    fn each_pair_stands_once_in_the_order_of_the_ladders_the_lower_level_first() {
        let expected = [
            "z1 z2 Next",
            "z1 m2 Fork",
            "z2 z3 Next",
            "z2 m2 Equal",
            "z2 m3 Move",
            "z2 f2 Equal",
            "m2 z3 Move",
            "z3 m3 Equal",
            "m2 m3 Next",
            "m2 f2 Equal",
            // A retired level has one below it still, but no equals.
            "f2 f3 Next",
        ];
        assert_eq!(pairs(LADDERS), expected);
    }

    #[test]
    fn finds_a_pair_from_both_sides_and_tells_equal_titles_apart() {
        fixture::shown(LADDERS, |shown| {
            let id = |id| &fixture::level(shown, id).id;
            let compared = shown.compared();
            let pair = compared.find(id("f2"), id("z2")).unwrap();
            assert_eq!(pair.names, ("Expert (Zebras)".to_owned(), "Expert (Foxes)".to_owned()));
            assert_eq!(compared.find(id("z2"), id("f2")).map(|pair| &pair.names), Some(&pair.names));
            assert!(compared.find(id("z1"), id("z3")).is_none());
            let grades: Vec<_> = compared.grades().iter().map(|(grade, all)| (grade.id.as_str(), all.len())).collect();
            assert_eq!(grades, [("g2", 3)]);
        });
    }

    /// Ladders with `tracks` tracks of `height` levels, one grade a row.
    fn grid(ladders: usize, tracks: usize, height: usize) -> String {
        let mut text = "== all.yaml\ngrades:\n".to_owned();
        (0..height).for_each(|row| text += &format!("  - {{id: g{row}, title: G{row}}}\n"));
        text += "families:\n";
        (0..ladders).for_each(|ladder| text += &format!("  - {{id: f{ladder}, title: F{ladder}}}\n"));
        let (mut levels, mut lines) = ("levels:\n".to_owned(), "tracks:\n".to_owned());
        for (ladder, track) in (0..ladders).flat_map(|ladder| (0..tracks).map(move |track| (ladder, track))) {
            let ids: Vec<_> = (0..height).map(|row| format!("l{ladder}-{track}-{row}")).collect();
            lines += &format!(
                "  - {{id: t{ladder}-{track}, kind: ic, family: f{ladder}, title: T, levels: [{}]}}\n",
                ids.join(", ")
            );
            ids.iter()
                .enumerate()
                .for_each(|(row, id)| levels += &format!("  - {{id: {id}, title: L, grade: g{row}}}\n"));
        }
        text + &lines + &levels
    }

    #[test]
    fn comparisons_grow_with_the_levels_and_not_with_their_square() {
        for (ladders, tracks, height) in [(1, 20, 50), (20, 1, 50), (10, 2, 50), (1, 6, 100), (500, 2, 1), (2, 1, 500)]
        {
            let levels = ladders * tracks * height;
            let (pairs, tables) = fixture::shown(&grid(ladders, tracks, height), |shown| {
                let columns: usize = shown.compared().grades().iter().map(|(_, levels)| levels.len()).sum();
                (shown.compared().pairs().len(), columns)
            });
            assert!(pairs <= 4 * levels && tables <= levels, "{ladders} {tracks} {height}: {pairs} {tables}");
        }
    }

    #[test]
    fn equals_on_one_ladder_are_compared_however_many_ladders_there_are() {
        assert_eq!(pairs(&grid(7, 2, 1)).len(), 7, "one pair for each ladder");
        assert_eq!(pairs(&grid(5, 2, 1)).len(), 0, "ten levels stand in the table of their grade");
        assert_eq!(pairs(&grid(3, 2, 1)).len(), 15, "six levels, each with each");
    }
}
