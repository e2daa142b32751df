//! The first mention of a level's title in a text becomes a link.
//!
//! Linked are whole words in paragraphs and entries of lists, never in headings, tables, links and code, and never to
//! the thing that the text belongs to, nor to a level that the text links to anyway. The longest title wins, in the
//! exact case, also with the `s` of a plural. A title that goes on with another capitalised word, or follows one,
//! is part of a longer name (`Senior Engineering Manager`) and stays as it is. In what belongs to a ladder, its own
//! levels are meant: to link to another's, one writes `[[…]]`. Elsewhere a title is linked when one level alone has it.
//! A Markdown page belongs to the ladder whose id is a folder of its path.

use super::handbook::Handbook;
use super::id::Id;
use super::readers::Readers;
use super::target::Target;
use super::things::{Family, Level, Status, Text, Thing};
use super::walk::{Piece, Walk};
use super::wording::is_little;
use crate::base::{Key, Mark, Memo};
use aho_corasick::{AhoCorasick, MatchKind};
use indexmap::IndexMap;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Marks the first mentions of levels in all texts of the handbook, unless the settings say not to.
///
/// In pages that are `known` nothing is looked for again.
pub fn mark(handbook: &mut Handbook, known: Option<&Known>) {
    if !handbook.settings.autolink {
        return;
    }
    let Some(linker) = Linker::of(handbook) else { return };
    mark_ladders(handbook, &linker);
    mark_rest(handbook, &linker);
    let known = known.map(|known| (known, linker.key()));
    handbook.pages.par_iter_mut().for_each(|page| {
        let context = Context { own: Some(Thing::Page(page.path.clone())), family: linker.family_of_path(&page.path) };
        let Some((known, linker_key)) = known else { return linker.mark(&mut page.text, &context) };
        let key = Key::of_value(&(linker_key, &context.family, &page.text));
        page.text.marks = known.get_or(key, || {
            linker.mark(&mut page.text, &context);
            page.text.marks.clone()
        });
    });
}

/// The marks of pages by what they say and by all titles of levels.
pub type Known = Memo<Arc<[Mark<Target>]>>;

fn mark_ladders(handbook: &mut Handbook, linker: &Linker) {
    for family in handbook.families.values_mut() {
        let context = Context { own: Some(Thing::Family(family.id.clone())), family: Some(family.id.clone()) };
        let texts = family.sections.iter_mut().map(|section| &mut section.text);
        linker.mark_all(family.summary.iter_mut().chain(texts), &context);
    }
    for track in handbook.tracks.values_mut() {
        let context = Context { own: Some(Thing::Track(track.id.clone())), family: track.family.clone() };
        let texts = track.sections.iter_mut().map(|section| &mut section.text);
        linker.mark_all(track.summary.iter_mut().chain(texts), &context);
    }
    for level in handbook.levels.values_mut() {
        let context = Context { own: Some(Thing::Level(level.id.clone())), family: linker.family_of(&level.id) };
        let texts = level.sections.iter_mut().map(|section| &mut section.text);
        let stories = level.stories.iter_mut().map(|story| &mut story.text);
        let promotions = level.promotion.iter_mut().flat_map(|promotion| &mut promotion.text);
        linker.mark_all(level.summary.iter_mut().chain(promotions).chain(stories).chain(texts), &context);
    }
    for step in handbook.moves.values_mut() {
        let context = Context { own: None, family: linker.family_of(&step.to) };
        linker.mark_all(&mut step.text, &context);
    }
}

fn mark_rest(handbook: &mut Handbook, linker: &Linker) {
    let context = |own: Thing| Context { own: Some(own), family: None };
    for area in handbook.areas.values_mut() {
        linker.mark_all(&mut area.summary, &context(Thing::Area(area.id.clone())));
    }
    for competency in handbook.competencies.values_mut() {
        let texts = competency.sections.iter_mut().map(|section| &mut section.text);
        let steps = competency.steps.iter_mut().flat_map(|(_, step)| &mut step.text);
        let own = competency.summary.iter_mut().chain(&mut competency.development);
        linker.mark_all(own.chain(steps).chain(texts), &context(Thing::Competency(competency.id.clone())));
    }
    for role in handbook.roles.values_mut() {
        let texts = role.sections.iter_mut().map(|section| &mut section.text);
        linker.mark_all(role.summary.iter_mut().chain(texts), &context(Thing::Role(role.id.clone())));
    }
    for pathway in handbook.pathways.values_mut() {
        linker.mark_all(&mut pathway.summary, &context(Thing::Pathway(pathway.id.clone())));
    }
    for guide in handbook.guides.values_mut() {
        let texts = guide.cause.iter_mut().chain(&mut guide.approach);
        linker.mark_all(texts, &context(Thing::Guide(guide.id.clone())));
    }
}

/// What a text belongs to.
struct Context {
    own: Option<Thing>,
    family: Option<Id<Family>>,
}

/// All titles of levels.
struct Linker {
    titles: AhoCorasick,
    words: Vec<String>,
    /// The levels of each title.
    meanings: Vec<Vec<Id<Level>>>,
    families: HashMap<Id<Level>, Id<Family>>,
    ladders: Vec<Id<Family>>,
}

impl Linker {
    /// The linker of a handbook, unless no level has a title.
    fn of(handbook: &Handbook) -> Option<Self> {
        let readers = Readers::of(handbook);
        let mut meanings: IndexMap<String, Vec<Id<Level>>> = IndexMap::new();
        for level in handbook.levels.values() {
            let title = level.title.plain();
            let published = level.meta.status != Status::Draft && readers.see(level.meta.audience);
            if published && title.contains(char::is_alphabetic) {
                meanings.entry(title).or_default().push(level.id.clone());
            }
        }
        let titles = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(meanings.keys()).ok()?;
        let mut families = HashMap::new();
        for track in handbook.tracks.values() {
            for (level, family) in track.levels.iter().zip(std::iter::repeat(&track.family)) {
                if let Some(family) = family {
                    families.entry(level.value.clone()).or_insert_with(|| family.clone());
                }
            }
        }
        let (words, meanings) = meanings.into_iter().unzip();
        let linker = Self { titles, words, meanings, families, ladders: handbook.families.keys().cloned().collect() };
        (!linker.meanings.is_empty()).then_some(linker)
    }

    /// The hash of all titles and of where their levels stand.
    fn key(&self) -> Key {
        let families: BTreeMap<&Id<Level>, &Id<Family>> = self.families.iter().collect();
        Key::of_value(&(&self.words, &self.meanings, families))
    }

    fn family_of(&self, level: &Id<Level>) -> Option<Id<Family>> {
        self.families.get(level).cloned()
    }

    fn family_of_path(&self, path: &str) -> Option<Id<Family>> {
        let mut folders = path.split('/').rev().skip(1);
        folders.find_map(|folder| self.ladders.iter().find(|family| family.as_str() == folder)).cloned()
    }

    fn mark_all<'a>(&self, texts: impl IntoIterator<Item = &'a mut Text>, context: &Context) {
        texts.into_iter().for_each(|text| self.mark(text, context));
    }

    fn mark(&self, text: &mut Text, context: &Context) {
        let drawn: HashSet<usize> =
            text.prose.fences().into_iter().flat_map(|fence| fence.links()).map(|link| link as usize).collect();
        let linked = text.links.iter().enumerate().filter_map(|(at, target)| match target {
            Target::Thing(Thing::Level(level), _) if !drawn.contains(&at) => Some(level),
            _ => None,
        });
        let mut marker = Marker { linker: self, context, linked: linked.collect(), marks: Vec::new() };
        let mut walk = Walk::default();
        for block in text.prose.blocks() {
            walk.block(block, &mut |piece| {
                if let Piece::Text { node, words, flows: true } = piece {
                    marker.words(node, words);
                }
            });
        }
        if !marker.marks.is_empty() {
            text.marks = marker.marks.into();
        }
    }

    /// The level that a title means here.
    fn meant<'a>(&self, levels: &'a [Id<Level>], context: &Context) -> Option<&'a Id<Level>> {
        let is_meant =
            |level: &&Id<Level>| context.family.is_none() || self.families.get(*level) == context.family.as_ref();
        let mut meant = levels.iter().filter(is_meant);
        meant.next().filter(|_| meant.next().is_none())
    }
}

/// One text and the marks found in it so far.
struct Marker<'a> {
    linker: &'a Linker,
    context: &'a Context,
    /// The levels that the text links to.
    linked: HashSet<&'a Id<Level>>,
    marks: Vec<Mark<Target>>,
}

impl Marker<'_> {
    fn words(&mut self, node: u32, words: &str) {
        let linker = self.linker;
        for found in linker.titles.find_iter(words) {
            let levels = linker.meanings.get(found.pattern().as_usize());
            let Some(level) = levels.and_then(|levels| linker.meant(levels, self.context)) else { continue };
            let is_own = matches!(&self.context.own, Some(Thing::Level(own)) if own == level);
            if is_own || self.linked.contains(level) {
                continue;
            }
            let end = whole_words(words, found.start(), found.end());
            let place = end.and_then(|end| Some((u32::try_from(found.start()).ok()?, u32::try_from(end).ok()?)));
            if let Some((start, end)) = place {
                self.linked.insert(level);
                self.marks.push(Mark { node, start, end, link: Target::Thing(Thing::Level(level.clone()), None) });
            }
        }
    }
}

/// Where the title that stands from `start` to `end` ends with its plural, when it is made of whole words and is no
/// part of a longer name.
fn whole_words(words: &str, start: usize, end: usize) -> Option<usize> {
    let before = words.get(..start)?;
    let after = words.get(end..)?;
    let plural = after.strip_prefix('s').filter(|rest| !continues(rest));
    let (after, end) = plural.map_or((after, end), |rest| (rest, end + 1));
    if continues(after) || before.ends_with(in_word) || before.ends_with('-') {
        return None;
    }
    let next = after.strip_prefix(' ').and_then(|after| after.chars().next());
    let named = next.is_some_and(char::is_uppercase) || before.strip_suffix(' ').is_some_and(ends_with_name);
    (!named).then_some(end)
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether a text goes on with the word before it.
fn continues(text: &str) -> bool {
    text.starts_with(in_word) || text.strip_prefix('-').is_some_and(|rest| rest.starts_with(in_word))
}

/// Whether a text ends with a capitalised word that may belong to a name.
fn ends_with_name(text: &str) -> bool {
    let word = text.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    word.starts_with(char::is_uppercase) && !is_little(&lower) && !DETERMINERS.contains(&lower.as_str())
}

/// Words that begin a sentence before a title without being part of it.
const DETERMINERS: &[&str] = &[
    "about", "after", "all", "another", "any", "becoming", "before", "being", "between", "beyond", "both", "each",
    "either", "every", "few", "if", "like", "many", "most", "my", "no", "not", "once", "or", "other", "our", "some",
    "unlike", "what", "while", "your",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::handbook_of;

    const LADDERS: &str = "== a.yaml
families: [{id: f, title: F}, {id: g, title: G}]
tracks:
  - {id: t, family: f, title: T, kind: ic, levels: [f-staff, f-lead, f-senior]}
  - {id: u, family: g, title: U, kind: ic, levels: [g-lead, g-draft]}
levels:
  - {id: f-staff, title: Staff Engineer, summary: A Staff Engineer is no Lead.}
  - {id: f-lead, title: Lead}
  - {id: f-senior, title: Senior Staff Engineer}
  - {id: g-lead, title: Lead, summary: The Staff Engineer and the Lead.}
  - {id: g-draft, title: Sketch, status: draft}
";

    /// The marks of a page as `[words](level)`.
    fn marks(path: &str, page: &str) -> Vec<String> {
        let handbook = handbook_of(&format!("{LADDERS}== {path}\n{page}\n"));
        marked(&handbook.pages[0].text)
    }

    fn marked(text: &Text) -> Vec<String> {
        let mut nodes = Vec::new();
        let mut walk = Walk::default();
        for block in text.prose.blocks() {
            walk.block(block, &mut |piece| {
                if let Piece::Text { words, .. } = piece {
                    nodes.push(words.to_owned());
                }
            });
        }
        let words = |mark: &Mark<Target>| nodes[mark.node as usize][mark.start as usize..mark.end as usize].to_owned();
        let shown = |mark: &Mark<Target>| match &mark.link {
            Target::Thing(Thing::Level(id), None) => format!("{}→{}", words(mark), id.as_str()),
            other => format!("{other:?}"),
        };
        text.marks.iter().map(shown).collect()
    }

    #[test]
    fn first_mentions_in_sentences_are_linked() {
        assert_eq!(
            marks("a.md", "# Staff Engineer\n\nA Staff Engineer, the Staff Engineer."),
            ["Staff Engineer→f-staff"]
        );
        assert_eq!(marks("a.md", "- Every *Staff Engineer*"), ["Staff Engineer→f-staff"]);
        assert_eq!(marks("a.md", "About Staff Engineers."), ["Staff Engineers→f-staff"]);
        let both = ["Senior Staff Engineer→f-senior", "Staff Engineer→f-staff"];
        assert_eq!(marks("a.md", "From Senior Staff Engineer back to Staff Engineer’s work"), both);
    }

    #[test]
    fn parts_of_other_names_and_words_are_not() {
        for text in [
            "# Staff Engineer",
            "`Staff Engineer`",
            "[Staff Engineer](https://example.org)",
            "| Staff Engineer |\n|---|\n| Staff Engineer |",
            "[[f-staff]] and Staff Engineer",
            "Staff Engineer and [[f-staff]]",
            "Chief Staff Engineer",
            "Staff Engineer Corps",
            "Staff Engineering, non-Staff Engineer-like",
            "staff engineer",
            "A Lead",
            "A Sketch",
        ] {
            assert_eq!(marks("a.md", text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn shared_titles_mean_the_own_ladder() {
        assert_eq!(marks("x/g/a.md", "A Lead"), ["Lead→g-lead"]);
        let handbook = handbook_of(LADDERS);
        let summary = |at: usize| marked(handbook.levels[at].summary.as_ref().unwrap());
        assert_eq!(summary(0), ["Lead→f-lead"]);
        assert_eq!(summary(3), [] as [&str; 0]);
        let off = handbook_of(&format!("== book.toml\n[rungbook]\nautolink = false\n{LADDERS}"));
        assert!(off.levels.values().filter_map(|level| level.summary.as_ref()).all(|text| text.marks.is_empty()));
    }
}
