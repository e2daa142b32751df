//! The table of all keys of `book.toml`: reading, the JSON Schema and the manual are made from it.

use super::rules::Rule;
use super::{Scheme, Settings};
use crate::base::Spanned;

/// A key of `book.toml`.
#[derive(Debug)]
pub struct Key {
    /// The full name, such as `output.html.site-url`.
    pub name: &'static str,
    /// The value that holds when nothing is said, as TOML; empty where there is none.
    pub default: &'static str,
    /// What it means, in sentences of Markdown.
    pub doc: &'static str,
    pub(super) set: Set,
}

/// What type a value has, what it must obey, and where it goes.
#[derive(Debug)]
pub(super) enum Set {
    Flag(fn(&mut Settings, bool)),
    Text(Rule, fn(&mut Settings, Spanned<String>)),
    Texts(Rule, fn(&mut Settings, Vec<Spanned<String>>)),
    Direction,
    Redirects,
}

/// The words for a direction.
pub(super) const DIRECTIONS: Rule = Rule::Words(&["ltr", "rtl"]);

/// The colours of a theme; all but the first two are mdBook's names for such colours.
const SCHEMES: Rule = Rule::Words(&["light", "dark", "rust", "coal", "navy", "ayu"]);

/// The words for where a ladder begins.
const LADDERS: Rule = Rule::Words(&["rising", "falling"]);

/// The words for which levels are to be signed.
const REQUIRED: Rule = Rule::Words(&["owned", "all"]);

/// All keys, in the order in which the manual tells of them.
pub static KEYS: &[Key] = &[
    Key {
        name: "book.title",
        default: "\"Handbook\"",
        doc: "The handbook's name.",
        set: Set::Text(Rule::Line, |settings, text| settings.title = text.value),
    },
    Key {
        name: "book.authors",
        default: "[]",
        doc: "Who wrote it.",
        set: Set::Texts(Rule::Line, |settings, texts| {
            settings.authors = texts.into_iter().map(|text| text.value).collect();
        }),
    },
    Key {
        name: "book.description",
        default: "",
        doc: "What it is, in one sentence: for search engines and the home page.",
        set: Set::Text(Rule::Line, |settings, text| settings.description = Some(text.value)),
    },
    Key {
        name: "book.src",
        default: "\"content\"",
        doc: "The folder of the Markdown pages and the YAML definitions, inside the handbook's folder.",
        set: Set::Text(Rule::Path, |settings, text| settings.src = text),
    },
    Key {
        name: "book.language",
        default: "\"en\"",
        doc: "The language of the text, such as `en` or `pt-BR`.",
        set: Set::Text(Rule::Language, |settings, text| settings.language = text.value),
    },
    Key {
        name: "book.text-direction",
        default: "",
        doc: "The direction of the text; when it is not given, it follows from the language.",
        set: Set::Direction,
    },
    Key {
        name: "build.build-dir",
        default: "\"site\"",
        doc: "The folder that the site is written to, inside the handbook's folder; `-d` may name any other.",
        set: Set::Text(Rule::Output, |settings, text| settings.build_dir = text),
    },
    Key {
        name: "build.create-missing",
        default: "true",
        doc: "Whether a site folder that does not exist yet is made. When `false`, a build without it stops.",
        set: Set::Flag(|settings, flag| settings.create_missing = flag),
    },
    Key {
        name: "build.extra-watch-dirs",
        default: "[]",
        doc: "Further folders that the preview watches.",
        set: Set::Texts(Rule::Path, |settings, texts| settings.extra_watch_dirs = texts),
    },
    Key {
        name: "output.html.site-url",
        default: "",
        doc: "Where the site will be served: a path such as `/handbook/`, or a whole address. Links work without it; \
              the page for missing addresses and the site map need it.",
        set: Set::Text(Rule::Site, |settings, text| settings.site_url = Some(text)),
    },
    Key {
        name: "output.html.edit-url-template",
        default: "",
        doc: "Where a file can be edited, with `{path}` in the place of its path: pages get a link to it.",
        set: Set::Text(Rule::Template, |settings, text| settings.edit_url_template = Some(text)),
    },
    Key {
        name: "output.html.git-repository-url",
        default: "",
        doc: "The address of the repository: pages get a link to it.",
        set: Set::Text(Rule::Web, |settings, text| settings.git_repository_url = Some(text)),
    },
    Key {
        name: "output.html.additional-css",
        default: "[]",
        doc: "Style sheets to load after the theme's own, relative to the handbook's folder.",
        set: Set::Texts(Rule::Path, |settings, texts| settings.additional_css = texts),
    },
    Key {
        name: "output.html.additional-js",
        default: "[]",
        doc: "Scripts to load after the theme's own, relative to the handbook's folder.",
        set: Set::Texts(Rule::Path, |settings, texts| settings.additional_js = texts),
    },
    Key {
        name: "output.html.theme",
        default: "\"theme\"",
        doc: "The folder of the handbook's own theme: each file in it takes the place of the built-in theme's.",
        set: Set::Text(Rule::Path, |settings, text| settings.theme = text),
    },
    Key {
        name: "output.html.default-theme",
        default: "\"light\"",
        doc: "The colours for readers whose system does not ask for dark ones.",
        set: Set::Text(SCHEMES, |settings, text| settings.default_theme = Scheme::of(&text.value)),
    },
    Key {
        name: "output.html.preferred-dark-theme",
        default: "\"dark\"",
        doc: "The colours for readers whose system asks for dark ones.",
        set: Set::Text(SCHEMES, |settings, text| settings.preferred_dark_theme = Scheme::of(&text.value)),
    },
    Key {
        name: "output.html.search.enable",
        default: "true",
        doc: "Whether readers can search: pages get a search box, the site an index and a list of everything by name.",
        set: Set::Flag(|settings, flag| settings.search = flag),
    },
    Key {
        name: "output.html.cname",
        default: "",
        doc: "The domain that the site is served at: written to a `CNAME` file, as some hosts ask.",
        set: Set::Text(Rule::Domain, |settings, text| settings.cname = Some(text.value)),
    },
    Key {
        name: "output.html.redirect",
        default: "{}",
        doc: "Old addresses and where they lead, such as `\"/old.html\" = \"/levels/new.html\"`.",
        set: Set::Redirects,
    },
    Key {
        name: "rungbook.audiences",
        default: "[]",
        doc: "The names of all audiences, from the widest to the narrowest.",
        set: Set::Texts(Rule::Name, |settings, texts| settings.audiences = texts),
    },
    Key {
        name: "rungbook.audience",
        default: "",
        doc: "Whom a build is for unless `--audience` says otherwise: one of `audiences`; the widest when none is named.",
        set: Set::Text(Rule::Name, |settings, text| settings.audience = Some(text)),
    },
    Key {
        name: "rungbook.autolink",
        default: "true",
        doc: "Whether the first mention of a level's title in a paragraph becomes a link.",
        set: Set::Flag(|settings, flag| settings.autolink = flag),
    },
    Key {
        name: "rungbook.ladder",
        default: "\"rising\"",
        doc: "Where a ladder's lowest level is drawn: `rising` puts it at the bottom, `falling` on top.",
        set: Set::Text(LADDERS, |settings, text| settings.falling = text.value == "falling"),
    },
    Key {
        name: "changes.enable",
        default: "true",
        doc: "Whether the site tells what changed from release to release, read from git.",
        set: Set::Flag(|settings, flag| settings.changes = flag),
    },
    Key {
        name: "changes.tags",
        default: "",
        doc: "Which git tags are releases, such as `ladder-*`, with `*`, `?` and `[…]`. When nothing is said: those that \
              begin with a digit or `v`.",
        set: Set::Text(Rule::Line, |settings, text| settings.release_tags = Some(text)),
    },
    Key {
        name: "changes.require-note",
        default: "false",
        doc: "Whether `rungbook check --against` wants each change to a level to be told of: by a new `release`, or by a \
              line in a changelog.",
        set: Set::Flag(|settings, flag| settings.require_note = flag),
    },
    Key {
        name: "review.signatures",
        default: "\"signatures.yaml\"",
        doc: "The file in which `rungbook review --sign` records who accepts what a level says; outside of `src`.",
        set: Set::Text(Rule::Path, |settings, text| settings.signatures = text),
    },
    Key {
        name: "review.require",
        default: "\"owned\"",
        doc: "Which levels `--require-sign` asks signatures for: those that have an `owner` (`owned`), or `all`. Drafts \
              need none.",
        set: Set::Text(REQUIRED, |settings, text| settings.sign_all = text.value == "all"),
    },
    Key {
        name: "editions.keep",
        default: "[]",
        doc: "The releases that stay readable at their own addresses, such as `/2026.1/`: their names, or patterns with `*`.",
        set: Set::Texts(Rule::Line, |settings, texts| settings.editions = texts),
    },
    Key {
        name: "review.base",
        default: "",
        doc: "The git revision that is published, such as `origin/main`: `rungbook serve` and `rungbook build --review` \
              show what differs from it. When nothing is said: the upstream of the branch, else `main` or `master`.",
        set: Set::Text(Rule::Line, |settings, text| settings.review_base = Some(text)),
    },
    Key {
        name: "preview.editor",
        default: "\"vscode\"",
        doc: "The editor that the preview opens a file in: `vscode`, `vscodium`, `cursor`, `windsurf`, `zed`, `idea`, \
              `sublime`, `textmate`, `none`, or an address with `{path}`, `{line}` and `{column}` in it, such as \
              `vscode://file/{path}:{line}:{column}`.",
        set: Set::Text(Rule::Editor, |settings, text| settings.editor = editor(&text.value)),
    },
];

/// The address that opens a file in an editor, which has passed its rule.
fn editor(text: &str) -> Option<String> {
    super::rules::editor(text).ok().flatten()
}

/// What mdBook knows and this program has no use for: the full name of a key or table, and what to do instead.
///
/// The list is that of mdBook 0.5 and of the 0.4 releases before it.
pub(super) static MDBOOK: &[(&str, &str)] = &[
    ("book.multilingual", REMOVE),
    ("build.use-default-preprocessors", REMOVE),
    ("rust", REMOVE),
    ("preprocessor", "preprocessors are not run: remove the table"),
    ("output.html.admonitions", "alerts such as `> [!NOTE]` are always on: remove it"),
    ("output.html.code", REMOVE),
    ("output.html.copy-fonts", REMOVE),
    ("output.html.curly-quotes", REMOVE),
    ("output.html.definition-lists", "definition lists are always on: remove it"),
    ("output.html.fold", REMOVE),
    ("output.html.git-repository-icon", REMOVE),
    ("output.html.google-analytics", "the site asks nothing of other hosts: remove it"),
    ("output.html.hash-files", REMOVE),
    ("output.html.input-404", REMOVE),
    ("output.html.livereload-url", REMOVE),
    ("output.html.mathjax-support", "the site asks nothing of other hosts: remove it"),
    ("output.html.no-section-label", REMOVE),
    ("output.html.playground", REMOVE),
    ("output.html.playpen", REMOVE),
    ("output.html.print", REMOVE),
    ("output.html.search.boost-hierarchy", RANKED),
    ("output.html.search.boost-paragraph", RANKED),
    ("output.html.search.boost-title", RANKED),
    ("output.html.search.chapter", RANKED),
    ("output.html.search.copy-js", REMOVE),
    ("output.html.search.expand", RANKED),
    ("output.html.search.heading-split-level", RANKED),
    ("output.html.search.limit-results", RANKED),
    ("output.html.search.teaser-word-count", RANKED),
    ("output.html.search.use-boolean-and", RANKED),
    ("output.html.sidebar-header-nav", REMOVE),
    ("output.html.smart-punctuation", REMOVE),
];

const REMOVE: &str = "remove it";
const RANKED: &str = "results are ordered and cut without settings: remove it";

/// What to do about a key or table of mdBook that means nothing here, or `None` where `name` is none.
pub(super) fn mdbook(name: &str) -> Option<&'static str> {
    if let Some((_, advice)) = MDBOOK.iter().find(|(known, _)| *known == name) {
        return Some(advice);
    }
    let renderer = name.strip_prefix("output.")?;
    let other = !renderer.contains('.') && crate::base::nearest(renderer, ["html"]).is_none();
    other.then_some("only `[output.html]` is read: remove the table")
}

/// Whether `name` is a table that holds known keys.
pub(super) fn is_section(name: &str) -> bool {
    KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// The names of the keys and tables that stand directly in `section`, in order of the table.
pub(super) fn inside(section: &str) -> Vec<&'static str> {
    let mut names = Vec::new();
    for key in KEYS {
        let rest = if section.is_empty() {
            Some(key.name)
        } else {
            key.name.strip_prefix(section).and_then(|rest| rest.strip_prefix('.'))
        };
        let Some(name) = rest.and_then(|rest| rest.split('.').next()) else { continue };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
