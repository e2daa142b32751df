//! `book.toml` to plain settings: every key is known, every mistake has its place.

pub mod keys;
mod rules;
pub mod schema;
pub mod value;

use crate::base::{Diagnostic, Span, Spanned, nearest};
use keys::{KEYS, Key, Set};
use std::sync::Arc;
use value::{Node, Override, Value};

/// How a handbook is built: what `book.toml`, the environment and the command line say together.
///
/// All paths use `/`, are relative to the handbook's folder and stay inside it; whether they exist is for others to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The handbook's name, one line; `Handbook` when none is given.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is, one line of plain text.
    pub description: Option<String>,
    /// The language of the text as a BCP 47 tag, such as `en` or `pt-BR`.
    pub language: String,
    /// The direction of the text; follows from the language unless it is given.
    pub direction: Direction,
    /// The folder of the content.
    pub src: Spanned<String>,
    /// The folder that the site is written to.
    pub build_dir: Spanned<String>,
    /// Whether a site folder that does not exist yet is made.
    pub create_missing: bool,
    /// Further folders that the preview watches.
    pub extra_watch_dirs: Vec<Spanned<String>>,
    /// Where the site will be served: `/handbook/` or `https://example.org/handbook/`, always with a final `/`.
    pub site_url: Option<Spanned<String>>,
    /// The address at which a file can be edited, with `{path}` in the place of the file's path.
    pub edit_url_template: Option<Spanned<String>>,
    /// The address of the repository.
    pub git_repository_url: Option<Spanned<String>>,
    /// Style sheets to load after the theme's own.
    pub additional_css: Vec<Spanned<String>>,
    /// Scripts to load after the theme's own.
    pub additional_js: Vec<Spanned<String>>,
    /// The folder of the handbook's own theme; need not exist unless the author named it.
    pub theme: Spanned<String>,
    /// The colours for readers whose system asks for light ones or for none.
    pub default_theme: Scheme,
    /// The colours for readers whose system asks for dark ones.
    pub preferred_dark_theme: Scheme,
    /// Whether readers can search.
    pub search: bool,
    /// The domain for a `CNAME` file.
    pub cname: Option<String>,
    /// Old addresses and where they lead, in order of the old addresses.
    pub redirects: Vec<Redirect>,
    /// The names of all audiences, from the widest to the narrowest; empty when the handbook is for everyone.
    pub audiences: Vec<Spanned<String>>,
    /// The audience of this build, one of `audiences`: the widest unless one is named; `None` only when there are none.
    pub audience: Option<Spanned<String>>,
    /// Whether the first mention of a level's title in a paragraph becomes a link.
    pub autolink: bool,
    /// Whether the lowest level of a ladder is drawn on top.
    pub falling: bool,
    /// Whether the handbook tells what changed in it.
    pub changes: bool,
    /// The pattern of the tags that are releases; what is usual when `None`.
    pub release_tags: Option<Spanned<String>>,
    /// Whether each change to a level needs a release that tells of it.
    pub require_note: bool,
    /// The file of signatures; need not exist.
    pub signatures: Spanned<String>,
    /// Whether all levels are to be signed, not only those that somebody answers for.
    pub sign_all: bool,
    /// The releases that stay readable at their own addresses, by name or pattern.
    pub editions: Vec<Spanned<String>>,
    /// The revision that is published, with which a preview is compared; the usual one when `None`.
    pub review_base: Option<Spanned<String>>,
    /// The address that opens a file in the author's editor, with `{path}` and perhaps `{line}` and `{column}` in it;
    /// `None` where the preview shows no such links.
    pub editor: Option<String>,
    /// The keys and tables that are meant to say something and could not be read, by their full names; the root's is empty.
    unread: Vec<String>,
}

/// The direction in which a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn word(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    /// The direction of the script that a language is usually written in.
    fn of(language: &str) -> Self {
        const RIGHT_TO_LEFT: [&str; 15] =
            ["ar", "arc", "ckb", "dv", "fa", "ha", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"];
        let primary = language.split('-').next().unwrap_or_default().to_lowercase();
        if RIGHT_TO_LEFT.contains(&primary.as_str()) { Self::RightToLeft } else { Self::LeftToRight }
    }
}

/// Light or dark colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// The scheme of a theme's name, mdBook's themes included.
    fn of(name: &str) -> Self {
        if matches!(name, "light" | "rust") { Self::Light } else { Self::Dark }
    }
}

/// An old address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old path, relative to the site's root, without a leading `/`.
    pub from: Spanned<String>,
    /// An `https:` or `http:` address, a path from the site's root with a leading `/`, or a path relative to `from`.
    pub to: Spanned<String>,
}

impl Settings {
    /// The path under which the site is served, with a `/` at both ends.
    pub fn base_path(&self) -> String {
        let Some(url) = &self.site_url else { return "/".to_owned() };
        let path = match url.value.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => &url.value,
        };
        let path = path.trim_matches('/');
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }

    /// The colours where a reader has chosen none: `light` or `dark`, or none where the reader's system decides.
    pub fn scheme(&self) -> Option<&'static str> {
        match (self.default_theme, self.preferred_dark_theme) {
            (Scheme::Light, Scheme::Light) => Some("light"),
            (Scheme::Dark, _) => Some("dark"),
            (Scheme::Light, Scheme::Dark) => None,
        }
    }

    /// The settings of an older handbook as it is shown with today's: what it says about itself is its own; where and
    /// how it is served, and for whom, is today's.
    #[must_use]
    pub fn shown_with(self, now: &Self) -> Self {
        let wanted = now.audience.as_ref();
        let known = wanted.and_then(|wanted| self.audiences.iter().find(|known| *known == wanted)).cloned();
        Self {
            audience: known.or(self.audience),
            site_url: now.site_url.clone(),
            edit_url_template: None,
            git_repository_url: now.git_repository_url.clone(),
            additional_css: now.additional_css.clone(),
            additional_js: now.additional_js.clone(),
            default_theme: now.default_theme,
            preferred_dark_theme: now.preferred_dark_theme,
            search: now.search,
            cname: None,
            redirects: Vec::new(),
            changes: false,
            editions: Vec::new(),
            ..self
        }
    }

    /// What holds when `file` says nothing.
    fn default(file: &Arc<str>) -> Self {
        let unsaid = |value: &str| Spanned::new(value.to_owned(), Span::start_of(file));
        Self {
            title: "Handbook".to_owned(),
            authors: Vec::new(),
            description: None,
            language: "en".to_owned(),
            direction: Direction::LeftToRight,
            src: unsaid("content"),
            build_dir: unsaid("site"),
            create_missing: true,
            extra_watch_dirs: Vec::new(),
            site_url: None,
            edit_url_template: None,
            git_repository_url: None,
            additional_css: Vec::new(),
            additional_js: Vec::new(),
            theme: unsaid("theme"),
            default_theme: Scheme::Light,
            preferred_dark_theme: Scheme::Dark,
            search: true,
            cname: None,
            redirects: Vec::new(),
            audiences: Vec::new(),
            audience: None,
            autolink: true,
            falling: false,
            changes: true,
            release_tags: None,
            require_note: false,
            signatures: unsaid("signatures.yaml"),
            sign_all: false,
            editions: Vec::new(),
            review_base: None,
            editor: rules::editor("vscode").ok().flatten(),
            unread: Vec::new(),
        }
    }

    /// Whether the key with this full name holds what its author wants it to: what is said in a place that could not be
    /// read is not known.
    pub fn is_known(&self, key: &str) -> bool {
        let is_in = |table: &String| key.strip_prefix(table.as_str()).is_some_and(|rest| rest.starts_with('.'));
        !self.unread.iter().any(|unread| unread.is_empty() || unread == key || is_in(unread))
    }

    /// The paths that a build reads, in a fixed order; some need not exist.
    pub fn inputs(&self) -> Vec<&str> {
        let files = self.additional_css.iter().chain(&self.additional_js);
        [&self.src, &self.theme, &self.signatures].into_iter().chain(files).map(|path| path.value.as_str()).collect()
    }
}

/// The key that says where the content is.
pub const SRC: &str = "book.src";
/// The key that names the audiences.
pub const AUDIENCES: &str = "rungbook.audiences";

/// Reads the settings of `file`, whose content is `bytes`, and lays `overrides` over them, the later ones last.
///
/// A setting with a mistake keeps its default.
pub fn read(file: &Arc<str>, bytes: &[u8], overrides: &[Override]) -> (Settings, Vec<Diagnostic>) {
    let mut reader =
        Reader { settings: Settings::default(file), said: Vec::new(), direction: None, diagnostics: Vec::new() };
    match value::toml(file, bytes) {
        Ok(tree) => reader.section("", &tree),
        Err(fault) => reader.unread("", [*fault]),
    }
    for given in overrides {
        reader.entry(&given.key, &given.span, &given.value);
    }
    reader.finish()
}

struct Reader {
    settings: Settings,
    /// The full names of all that the file says.
    said: Vec<String>,
    direction: Option<Direction>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// Takes all entries of a table whose full name is `path`, empty for the root.
    fn section(&mut self, path: &str, table: &Value) {
        let Node::Table(entries) = &table.node else {
            let message = format!("`{path}` must be a table, not {}", table.node.kind());
            return self.unread(path, [Diagnostic::error("wrong-type", &table.span, message)]);
        };
        let names = entries.iter().map(|(key, _)| within(path, &key.value));
        self.said.extend(names);
        for (key, value) in entries {
            self.entry(&within(path, &key.value), &key.span, value);
        }
    }

    /// Takes the value of the key or section with the full name `name`, which is written at `place`.
    fn entry(&mut self, name: &str, place: &Span, value: &Value) {
        if let Some(key) = KEYS.iter().find(|key| key.name == name) {
            return self.set(key, value);
        }
        if keys::is_section(name) {
            return self.section(name, value);
        }
        match keys::mdbook(name) {
            Some(advice) => {
                let message = format!("`{name}` is a setting of mdBook that means nothing here");
                self.diagnostics.push(Diagnostic::warning("mdbook-setting", place, message).help(advice));
            }
            None => {
                let (meant, found) = unknown(name, place, &self.said);
                self.settings.unread.extend(meant);
                self.diagnostics.push(found);
            }
        }
    }

    /// Takes down what is wrong with the value of a key or table.
    fn unread(&mut self, name: &str, faults: impl IntoIterator<Item = Diagnostic>) {
        self.settings.unread.push(name.to_owned());
        self.diagnostics.extend(faults);
    }

    /// Checks `value` and gives it to the setting.
    fn set(&mut self, key: &Key, value: &Value) {
        let settings = &mut self.settings;
        let one = |fault: Box<Diagnostic>| vec![*fault];
        let faults = match key.set {
            Set::Flag(set) => value::flag(key, value).map(|flag| set(settings, flag)).map_err(one).err(),
            Set::Text(rule, set) => value::text(key, rule, value).map(|text| set(settings, text)).map_err(one).err(),
            Set::Texts(rule, set) => {
                let (texts, faults) = value::texts(key, rule, value);
                set(settings, texts);
                Some(faults)
            }
            Set::Redirects => {
                let (redirects, faults) = value::redirects(key, value);
                settings.redirects = redirects;
                Some(faults)
            }
            Set::Direction => {
                let set = |text: Spanned<String>| {
                    let right_to_left = text.value == "rtl";
                    self.direction = Some(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
                };
                value::text(key, keys::DIRECTIONS, value).map(set).map_err(one).err()
            }
        };
        if let Some(faults) = faults.filter(|faults| !faults.is_empty()) {
            self.unread(key.name, faults);
        }
    }

    /// Holds the settings against each other.
    fn finish(mut self) -> (Settings, Vec<Diagnostic>) {
        self.settings.direction = self.direction.unwrap_or_else(|| Direction::of(&self.settings.language));
        self.overlap();
        self.audience();
        self.settings.redirects.sort_by(|a, b| a.from.value.cmp(&b.from.value));
        (self.settings, self.diagnostics)
    }

    /// A site that is written over what it is made from would be the last one.
    fn overlap(&mut self) {
        let inside = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let Settings { src, theme, signatures, build_dir, additional_css, additional_js, .. } = &self.settings;
        let inputs = [("src", src), ("theme", theme), ("signatures", signatures)].into_iter();
        let css = additional_css.iter().map(|path| ("additional-css", path));
        let js = additional_js.iter().map(|path| ("additional-js", path));
        for (key, input) in inputs.chain(css).chain(js) {
            if inside(&build_dir.value, &input.value) || inside(&input.value, &build_dir.value) {
                let message =
                    format!("`build-dir` is `{}`, which overlaps the `{key}` `{}`", build_dir.value, input.value);
                let found = Diagnostic::error("build-dir-overlap", &build_dir.span, message)
                    .help("write the site to a folder of its own, such as `site`");
                let apart = input.span.start != input.span.end;
                let found = if apart { found.related(&input.span, "read from here") } else { found };
                self.diagnostics.push(found);
            }
        }
        if inside(&signatures.value, &src.value) {
            let message = format!("`signatures` is `{}`, which lies in the `src` `{}`", signatures.value, src.value);
            let found = Diagnostic::error("signatures-in-src", &signatures.span, message);
            self.diagnostics
                .push(found.help("keep the file beside `book.toml`: it is not a definition, and not published"));
        }
    }

    /// The audience of the build is one of the audiences, and each of those stands once.
    fn audience(&mut self) {
        let is_known = self.settings.is_known(AUDIENCES);
        let Settings { audiences, audience, .. } = &mut self.settings;
        for (at, name) in audiences.iter().enumerate() {
            if let Some(first) = audiences.iter().take(at).find(|other| *other == name) {
                let message = format!("the audience `{}` is named twice", name.value);
                let found = Diagnostic::error("duplicate-audience", &name.span, message);
                self.diagnostics.push(found.related(&first.span, "first named here").help("name each audience once"));
            }
        }
        let Some(wanted) = audience else {
            *audience = audiences.first().cloned();
            return;
        };
        if audiences.contains(wanted) || !is_known {
            return;
        }
        let message = format!("there is no audience `{}`", wanted.value);
        let names: Vec<&str> = audiences.iter().map(|name| name.value.as_str()).collect();
        let help = match nearest(&wanted.value, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => "name the audiences in `audiences` under `[rungbook]`, widest first".to_owned(),
            None => format!("the audiences are `{}`", names.join("`, `")),
        };
        self.diagnostics.push(Diagnostic::error("unknown-audience", &wanted.span, message).help(help));
        *audience = audiences.first().cloned();
    }
}

/// The full name of what is called `key` in the table `path`, which is empty for the root.
fn within(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The key or table that is perhaps meant by one that nobody knows, none of those that are said; and what is told of it.
fn unknown(name: &str, place: &Span, said: &[String]) -> (Option<String>, Diagnostic) {
    let (section, last) = name.rsplit_once('.').unwrap_or(("", name));
    let known = keys::inside(section);
    let unsaid = known.iter().copied().filter(|key| !said.contains(&within(section, key)));
    let elsewhere = KEYS.iter().find(|key| key.name.rsplit('.').next() == Some(last));
    let (meant, help) = match (nearest(last, unsaid), elsewhere) {
        (Some(near), _) => (Some(within(section, near)), format!("did you mean `{near}`?")),
        (None, Some(key)) => {
            let home = key.name.rsplit_once('.').map_or("", |(home, _)| home);
            (Some(key.name.to_owned()), format!("`{last}` belongs under `[{home}]`"))
        }
        (None, None) => (None, format!("known here: `{}`", known.join("`, `"))),
    };
    let message = match section {
        "" => format!("unknown key `{last}`"),
        section => format!("unknown key `{last}` in `[{section}]`"),
    };
    (meant, Diagnostic::error("unknown-key", place, message).help(help))
}

#[cfg(test)]
mod tests;
