//! All names of a handbook: what each leads to, before anything is resolved.

use super::id::Id;
use super::things::Thing;
use crate::base::{Diagnostic, HeadingIds, Key, Span, Spanned, nearest};
use crate::parse::definitions::Definition;
use crate::parse::document;
use crate::parse::kind::Kind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All names of a handbook.
#[derive(Debug, Default)]
pub struct Names {
    things: BTreeMap<Kind, BTreeMap<Arc<str>, Span>>,
    pages: BTreeMap<Arc<str>, Arc<HeadingIds>>,
    assets: BTreeSet<Arc<str>>,
    by_id: BTreeMap<Arc<str>, Vec<Thing>>,
    by_page_name: BTreeMap<String, Vec<Thing>>,
    by_title: BTreeMap<String, Vec<Thing>>,
    /// The ladder of each level that a track lists.
    ladders: BTreeMap<Arc<str>, Arc<str>>,
}

impl Names {
    /// Adds a definition under its id. A second one of the same kind and id is an error and is left out.
    pub fn define(&mut self, definition: &Definition) -> Result<(), Box<Diagnostic>> {
        let Some(id) = definition.record.word("id") else { return Ok(()) };
        let known = self.things.entry(definition.kind).or_default();
        if let Some(first) = known.get(&id.value) {
            let message = format!("there are two of {} `{}`", definition.kind.plural(), id.value);
            let fault = Diagnostic::error("duplicate-id", &id.span, message);
            let fault = fault.related(first, "the first one is here").help("give one of them another id");
            return Err(Box::new(fault));
        }
        known.insert(id.value.clone(), id.span.clone());
        if let Some(family) = definition.record.word("family").filter(|_| definition.kind == Kind::Track) {
            for level in definition.record.words("levels") {
                self.ladders.entry(level.value).or_insert_with(|| family.value.clone());
            }
        }
        if let Some(thing) = thing(definition.kind, &id.value) {
            if let Some(title) = definition.record.text("title") {
                push(&mut self.by_title, folded(&title.plain()), &thing);
            }
            self.by_id.entry(id.value).or_default().push(thing);
        }
        Ok(())
    }

    /// Adds a Markdown page under its path in the source folder, with its title and headings.
    pub fn add_page(&mut self, path: &Arc<str>, title: &str, page: &document::Page) {
        self.pages.insert(path.clone(), page.headings.clone());
        let thing = Thing::Page(path.clone());
        push(&mut self.by_title, folded(title), &thing);
        let whole = without_extension(path);
        let name = whole.rsplit('/').next().unwrap_or(whole);
        let folder = whole.strip_suffix("/index").or_else(|| whole.strip_suffix("/README"));
        let mut names = BTreeSet::from([whole.to_lowercase(), path.to_lowercase()]);
        match folder {
            Some(folder) => {
                names.extend([folder.to_lowercase(), folder.rsplit('/').next().unwrap_or(folder).to_lowercase()])
            }
            None => names.extend([name.to_lowercase()]),
        }
        for name in names {
            push(&mut self.by_page_name, name, &thing);
        }
    }

    /// Adds a file to copy under its path in the source folder.
    pub fn add_asset(&mut self, path: &Arc<str>) {
        self.assets.insert(path.clone());
    }

    /// The hash of all of them: equal ones lead to the same. Where they stand is not counted.
    pub fn key(&self) -> Key {
        let things: Vec<(&Kind, Vec<&Arc<str>>)> =
            self.things.iter().map(|(kind, known)| (kind, known.keys().collect())).collect();
        let titles = (&self.by_id, &self.by_page_name, &self.by_title);
        Key::of_value(&(things, &self.pages, &self.assets, titles, &self.ladders))
    }

    /// Whether a thing of that kind and id exists.
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        self.things.get(&kind).is_some_and(|known| known.contains_key(id))
    }

    /// Whether there is such a file to copy.
    pub fn has_asset(&self, path: &str) -> bool {
        self.assets.contains(path)
    }

    /// The page at a path in the source folder, `index.md` and `README.md` standing for their folder.
    pub fn page(&self, path: &str) -> Option<&Arc<str>> {
        let path = path.trim_end_matches('/');
        let inside = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        let bare = path.strip_suffix(".html");
        let candidates = [
            Some(path.to_owned()),
            Some(inside("index.md")),
            Some(inside("README.md")),
            bare.map(|bare| format!("{bare}.md")),
        ];
        candidates.into_iter().flatten().find_map(|path| self.pages.get_key_value(path.as_str())).map(|(path, _)| path)
    }

    /// Whether the page has a heading of that id.
    pub fn has_heading(&self, page: &str, heading: &str) -> bool {
        self.pages.get(page).is_some_and(|headings| headings.contains(heading))
    }

    /// The heading of the page that is nearest to a wrong one.
    pub fn near_heading(&self, page: &str, wrong: &str) -> Option<&str> {
        let headings = self.pages.get(page)?;
        nearest(wrong, headings.iter())
    }

    /// The page or file nearest to a wrong path.
    pub fn near_path(&self, wrong: &str) -> Option<&str> {
        let known = || self.pages.keys().chain(&self.assets).map(AsRef::as_ref);
        let file = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let same_file = |path: &&str| file(path) == file(wrong);
        known().find(same_file).or_else(|| nearest(wrong, known()))
    }

    /// What a name in `[[…]]` may mean: an id (`kind:id` names the kind), else the name of a page, else a title.
    ///
    /// More than one answer: the name is ambiguous.
    pub fn called(&self, name: &str) -> Vec<Thing> {
        if let Some((kind, id)) = name.split_once(':') {
            let kind = Kind::ALL.into_iter().find(|known| known.singular() == kind || known.plural() == kind);
            if let Some(kind) = kind {
                return thing(kind, &Arc::from(id.trim())).filter(|_| self.has(kind, id.trim())).into_iter().collect();
            }
            if let ("page", Some(found)) = (kind_word(name), self.by_page_name.get(&id.trim().to_lowercase())) {
                return found.clone();
            }
        }
        let found = self.by_id.get(name).or_else(|| self.by_page_name.get(&name.to_lowercase()));
        found.or_else(|| self.by_title.get(&folded(name))).cloned().unwrap_or_default()
    }

    /// What a name may mean where a thing of one of `kinds` is wanted: an id, else a title.
    pub fn called_as(&self, name: &str, kinds: &[Kind]) -> Vec<Thing> {
        let id = Arc::from(name);
        let by_id = kinds.iter().filter(|kind| self.has(**kind, name)).filter_map(|kind| thing(*kind, &id));
        let by_id: Vec<_> = by_id.collect();
        if !by_id.is_empty() {
            return by_id;
        }
        let titled = self.by_title.get(&folded(name)).into_iter().flatten();
        titled.filter(|thing| kind_of(thing).is_some_and(|kind| kinds.contains(&kind))).cloned().collect()
    }

    /// The ladder that lists a level.
    pub fn ladder_of(&self, level: &str) -> Option<&Arc<str>> {
        self.ladders.get(level)
    }

    /// The name nearest to a wrong one in `[[…]]`: an id, the name of a page, or a title.
    pub fn near(&self, wrong: &str) -> Option<String> {
        let id = wrong.split_once(':').map_or(wrong, |(_, id)| id);
        let ids = self.by_id.keys().map(AsRef::as_ref);
        let names: BTreeSet<&str> =
            ids.chain(self.by_page_name.keys().chain(self.by_title.keys()).map(String::as_str)).collect();
        nearest(id, names).map(str::to_owned)
    }

    /// Says what is wrong with a reference to a thing of one of `kinds` that does not exist.
    pub fn unknown(&self, reference: &Spanned<Arc<str>>, kinds: &[Kind]) -> Diagnostic {
        let wanted: Vec<_> = kinds.iter().map(|kind| kind.singular()).collect();
        let message = format!("there is no {} `{}`", wanted.join(" or "), reference.value);
        let fault = Diagnostic::error("unknown-reference", &reference.span, message);
        let known = kinds.iter().filter_map(|kind| self.things.get(kind)).flat_map(BTreeMap::keys);
        let near = nearest(&reference.value, known.map(AsRef::as_ref));
        let other = self.things.iter().find_map(|(kind, known)| Some((kind, known.get(&reference.value)?)));
        match (near, other) {
            (Some(near), _) => fault.help(format!("did you mean `{near}`?")),
            (None, Some((kind, span))) => fault
                .related(span, format!("`{}` is a {}", reference.value, kind.singular()))
                .help(format!("name a {} here", wanted.join(" or "))),
            (None, None) => {
                fault.help(format!("define it with `{}:`, or remove the reference", wanted.join(":` or `")))
            }
        }
    }
}

/// The thing of a kind that has a page or an anchor.
pub fn thing(kind: Kind, id: &Arc<str>) -> Option<Thing> {
    let id = id.clone();
    match kind {
        Kind::Family => Some(Thing::Family(Id::new(id))),
        Kind::Track => Some(Thing::Track(Id::new(id))),
        Kind::Level => Some(Thing::Level(Id::new(id))),
        Kind::Area => Some(Thing::Area(Id::new(id))),
        Kind::Competency => Some(Thing::Competency(Id::new(id))),
        Kind::Scale => Some(Thing::Scale(Id::new(id))),
        Kind::Role => Some(Thing::Role(Id::new(id))),
        Kind::Pathway => Some(Thing::Pathway(Id::new(id))),
        Kind::Guide => Some(Thing::Guide(Id::new(id))),
        Kind::Grade | Kind::Move | Kind::Band | Kind::Dimension | Kind::Release => None,
    }
}

/// How a thing is named without ambiguity, such as `level:staff`.
pub fn full_name(thing: &Thing) -> String {
    match kind_of(thing) {
        Some(kind) => format!("{}:{}", kind.singular(), id_of(thing)),
        None => format!("page:{}", without_extension(id_of(thing))),
    }
}

/// The kind of a thing; none of a page.
pub fn kind_of(thing: &Thing) -> Option<Kind> {
    match thing {
        Thing::Family(_) => Some(Kind::Family),
        Thing::Track(_) => Some(Kind::Track),
        Thing::Level(_) => Some(Kind::Level),
        Thing::Area(_) => Some(Kind::Area),
        Thing::Competency(_) => Some(Kind::Competency),
        Thing::Scale(_) => Some(Kind::Scale),
        Thing::Role(_) => Some(Kind::Role),
        Thing::Pathway(_) => Some(Kind::Pathway),
        Thing::Guide(_) => Some(Kind::Guide),
        Thing::Page(_) => None,
    }
}

/// The id of a thing, or the path of a page.
pub fn id_of(thing: &Thing) -> &str {
    match thing {
        Thing::Family(id) => id.as_str(),
        Thing::Track(id) => id.as_str(),
        Thing::Level(id) => id.as_str(),
        Thing::Area(id) => id.as_str(),
        Thing::Competency(id) => id.as_str(),
        Thing::Scale(id) => id.as_str(),
        Thing::Role(id) => id.as_str(),
        Thing::Pathway(id) => id.as_str(),
        Thing::Guide(id) => id.as_str(),
        Thing::Page(path) => path,
    }
}

/// A path without `.md`.
pub fn without_extension(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn kind_word(name: &str) -> &str {
    name.split_once(':').map_or("", |(kind, _)| kind)
}

/// A title as it is compared: without case and with single spaces.
fn folded(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn push(names: &mut BTreeMap<String, Vec<Thing>>, name: String, thing: &Thing) {
    let things = names.entry(name).or_default();
    if things.last() != Some(thing) {
        things.push(thing.clone());
    }
}
