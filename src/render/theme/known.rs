//! The names that templates may use, to tell those who use another one.

use super::Theme;
use super::files::FILES;
use std::collections::{BTreeMap, BTreeSet};

/// The engine's own filters and ours.
pub(super) const FILTERS: [&str; 36] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "figure",
    "first",
    "float",
    "get",
    "group_by",
    "html",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
    "values",
];

/// The engine's own tests.
pub(super) const TESTS: [&str; 15] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
];

/// The engine's own functions.
pub(super) const FUNCTIONS: [&str; 2] = ["range", "throw"];

/// What the engine puts before the names that it knows, in the middle of a message.
const LISTS: [&str; 3] = [". Available fields: ", ". Available variables: ", ". Possible argument(s) are: "];

/// The names that a theme's templates define.
#[derive(Debug, Default)]
pub(super) struct Known {
    templates: BTreeSet<String>,
    components: BTreeSet<String>,
    blocks: BTreeSet<String>,
    /// The components of the default theme and the template of each.
    origins: BTreeMap<String, String>,
}

impl Known {
    /// The names in templates, given by name and text.
    pub(super) fn of<'a>(templates: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut known = Self::default();
        for (name, text) in templates {
            known.templates.insert(name.to_owned());
            known.components.extend(named(text, "component"));
            known.blocks.extend(named(text, "block"));
        }
        for (name, text) in FILES.iter().filter_map(|(name, bytes)| super::template(name, bytes)) {
            known.origins.extend(named(text, "component").map(|component| (component, name.to_owned())));
        }
        known
    }

    /// A message of the engine without the names that it lists, and the names that would have been right.
    pub(super) fn split<'a>(&'a self, message: &'a str) -> (&'a str, Vec<&'a str>) {
        if let Some((message, names)) = LISTS.iter().find_map(|list| message.split_once(list)) {
            return (message, names.split(", ").map(|name| name.trim_matches('`')).collect());
        }
        let begins = |start: &str| message.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
        let all = |names: &'a BTreeSet<String>| names.iter().map(String::as_str).collect();
        let names = match () {
            () if begins("unknown filter") => FILTERS.to_vec(),
            () if begins("unknown test") => TESTS.to_vec(),
            () if begins("unknown function") => FUNCTIONS.to_vec(),
            () if begins("unknown component") => all(&self.components),
            () if begins("unknown template") => all(&self.templates),
            () if begins("block `") => all(&self.blocks),
            () => Vec::new(),
        };
        (message, names)
    }

    /// The default theme's template that defines a component.
    pub(super) fn origin(&self, component: &str) -> Option<&str> {
        self.origins.get(component).map(String::as_str)
    }
}

/// The names that follow a keyword at the start of a tag, as in `{% block body %}` and `{% component card(card) %}`.
fn named<'a>(text: &'a str, keyword: &'a str) -> impl Iterator<Item = String> + 'a {
    text.split("{%").skip(1).filter_map(move |tag| {
        let name = tag.trim_start_matches('-').trim_start().strip_prefix(keyword)?.strip_prefix(' ')?.trim_start();
        let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(name.len());
        name.get(..end).map(str::to_owned)
    })
}

impl Theme {
    /// What the engine says of a name that is not there when nothing is done with it: it then lists the names that are.
    ///
    /// `path` is such a name with what it is picked from, and `at` its byte in the text of the template `name`.
    pub(super) fn bare(&self, page: &str, context: &tera::Context, name: &str, at: usize) -> Option<String> {
        let text = self.sources.text(name)?;
        let path = path(text.get(at..)?);
        let before = text.get(..at)?;
        let tag = before.rfind("{{").max(before.rfind("{%"))?;
        let (before, after) = text.split_at_checked(tag)?;
        let mut tera = self.tera.clone();
        tera.add_raw_template(name, &format!("{before}{{{{ {path} }}}}{after}")).ok()?;
        let error = tera.render(page, context).err()?;
        let tera::ErrorKind::RenderingError(report) = error.kind() else { return None };
        let message = report.message();
        let is_name = message.starts_with("Field `") || message.starts_with("Variable `");
        Some(if is_name { message.to_owned() } else { format!("`{path}` is not defined") })
    }
}

/// The name at the start of a text with all that is picked from it, such as `page.body.pay[0].text`.
fn path(text: &str) -> &str {
    let mut depth = 0_usize;
    let ends = |letter: char| {
        match letter {
            '[' => depth += 1,
            ']' if depth > 0 => depth -= 1,
            _ if depth > 0 => (),
            other => return !other.is_alphanumeric() && other != '_' && other != '.',
        }
        false
    };
    let end = text.find(ends).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_whole() {
        for (text, wanted) in [
            ("page.body.pay[0].text | html }}", "page.body.pay[0].text"),
            ("one %}", "one"),
            ("all[page.nav[\"x\"].y] }}", "all[page.nav[\"x\"].y]"),
            ("}}", ""),
        ] {
            assert_eq!(path(text), wanted);
        }
    }

    #[test]
    fn the_engine_knows_the_names_that_are_listed() {
        let mut tera = tera::Tera::new();
        crate::render::filters::register(&mut tera);
        for name in FILTERS {
            tera.add_raw_template(name, &format!("{{{{ 1 | {name} }}}}")).unwrap();
        }
        for name in TESTS {
            tera.add_raw_template(name, &format!("{{% if 1 is {name} %}}{{% endif %}}")).unwrap();
        }
        for name in FUNCTIONS {
            tera.add_raw_template(name, &format!("{{{{ {name}() }}}}")).unwrap();
        }
    }
}
