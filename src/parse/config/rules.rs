//! What a text in `book.toml` must obey, so that nothing after it need doubt it.

use crate::base::{Route, nearest};

/// A rule for a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// One line that says something.
    Line,
    /// One of some words, in any case.
    Words(&'static [&'static str]),
    /// A name that can stand in an attribute: `[a-z0-9-]`.
    Name,
    /// A language tag.
    Language,
    /// A path inside the handbook's folder.
    Path,
    /// A path inside the handbook's folder that may be written to.
    Output,
    /// An address on the web.
    Web,
    /// An address on the web with `{path}` in it.
    Template,
    /// Where a site is served: a path or an address.
    Site,
    /// The name of a host.
    Domain,
    /// The name of an editor, or an address that opens a file in one.
    Editor,
}

/// Why a text breaks its rule, as the end of a sentence, and what to do.
pub(super) struct Fault {
    pub(super) why: String,
    pub(super) help: String,
}

fn fault<T>(why: impl Into<String>, help: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { why: why.into(), help: help.into() })
}

impl Rule {
    /// The text in its one normal form.
    pub(super) fn apply(self, text: &str) -> Result<String, Fault> {
        let text = text.trim();
        if text.is_empty() {
            return fault("is empty", "say something, or remove the key");
        }
        if text.contains(char::is_control) {
            return fault("holds a line break or a control character", "write it in one line of plain text");
        }
        match self {
            Self::Line => Ok(text.to_owned()),
            Self::Words(words) => word(text, words),
            Self::Name => name(text),
            Self::Language => language(text),
            Self::Path => path(text, "name a folder or file inside the handbook's folder, such as `content`"),
            Self::Output => {
                path(text, "name a folder inside the handbook's folder; `-d` on the command line may name any")
            }
            Self::Web => web(text),
            Self::Template => template(text),
            Self::Site => site(text),
            Self::Domain => domain(text),
            Self::Editor => editor(text).map(|_| text.to_owned()),
        }
    }
}

fn word(text: &str, words: &[&str]) -> Result<String, Fault> {
    let lower = text.to_lowercase();
    if words.contains(&lower.as_str()) {
        return Ok(lower);
    }
    let help = match nearest(text, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of `{}`", words.join("`, `")),
    };
    fault(format!("is `{text}`, which is not known"), help)
}

fn name(text: &str) -> Result<String, Fault> {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if text.bytes().all(good) {
        return Ok(text.to_owned());
    }
    fault(format!("is `{text}`, which is not a plain name"), "use lower-case letters a to z, digits and `-`")
}

fn language(text: &str) -> Result<String, Fault> {
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let primary = text.split('-').next().unwrap_or_default();
    let named = (2..=8).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    if named && text.split('-').all(part) {
        return Ok(text.to_owned());
    }
    fault(format!("is `{text}`, which is not a language tag"), "write a tag such as `en`, `de` or `pt-BR`")
}

/// A relative path that stays inside, without `.` and empty parts.
fn path(text: &str, help: &str) -> Result<String, Fault> {
    let drive = text.chars().nth(1) == Some(':');
    if text.starts_with(['/', '\\', '~']) || drive {
        return fault(format!("is `{text}`, which is not relative to the handbook's folder"), help);
    }
    if text.contains('\\') {
        return fault(format!("is `{text}`, which holds a backslash"), "use `/` between folders on every system");
    }
    let parts: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        return fault(format!("is `{text}`, which may lead out of the handbook's folder"), help);
    }
    if parts.iter().any(|part| matches!(part.to_lowercase().as_str(), ".git" | ".rungbook")) {
        return fault(format!("is `{text}`, which belongs to git or to the cache"), help);
    }
    let whole = parts.join("/");
    if parts.is_empty() {
        return fault(format!("is `{text}`, which is the whole of the handbook's folder"), help);
    }
    match Route::new(&whole) {
        Some(_) => Ok(whole),
        None => {
            fault(format!("is `{text}`, which other systems cannot name"), "avoid `:` and spaces or dots at an end")
        }
    }
}

fn web(text: &str) -> Result<String, Fault> {
    let lower = text.to_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let hosted = host.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '['));
    if hosted && !text.contains([' ', '"', '<', '>', '\\']) {
        return Ok(text.to_owned());
    }
    fault(
        format!("is `{text}`, which is not an address on the web"),
        "write a whole address such as `https://example.org/handbook`",
    )
}

fn template(text: &str) -> Result<String, Fault> {
    if !text.contains("{path}") {
        let help = "write `{path}` where the path of the file belongs, as in `https://example.org/edit/main/{path}`";
        return fault(format!("is `{text}`, which has no place for the file's path"), help);
    }
    web(text)
}

fn site(text: &str) -> Result<String, Fault> {
    if text.contains(['?', '#']) {
        return fault(format!("is `{text}`, which holds `?` or `#`"), "write the address of the site's folder alone");
    }
    let address = if text.starts_with('/') && !text.starts_with("//") && !text.contains([' ', '"', '<', '>', '\\']) {
        text.to_owned()
    } else {
        match web(text) {
            Ok(address) => address,
            Err(_) => {
                let help = "write a path such as `/handbook/` or an address such as `https://example.org/handbook/`";
                return fault(format!("is `{text}`, which is neither a path nor an address"), help);
            }
        }
    };
    Ok(format!("{}/", address.trim_end_matches('/')))
}

fn domain(text: &str) -> Result<String, Fault> {
    let label = |label: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len()) && label.bytes().all(plain)
    };
    if text.len() <= 253 && text.split('.').all(label) {
        return Ok(text.to_owned());
    }
    fault(
        format!("is `{text}`, which is not a domain"),
        "write the bare name of the host, such as `careers.example.org`",
    )
}

/// Editors by name, with the addresses that open a file in them.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("windsurf", "windsurf://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
    ("idea", "idea://open?file=/{path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file:///{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file:///{path}&line={line}&column={column}"),
];

/// The address that opens a file in an editor, by the editor's name or as it is written; none for `none`.
pub(super) fn editor(text: &str) -> Result<Option<String>, Fault> {
    if text == "none" {
        return Ok(None);
    }
    if let Some((_, address)) = EDITORS.iter().find(|(name, _)| *name == text) {
        return Ok(Some((*address).to_owned()));
    }
    let names = EDITORS.iter().map(|(name, _)| *name);
    let Some((scheme, _)) = text.split_once("://") else {
        let help = match nearest(text, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of `{}`, `none`, or an address", names.collect::<Vec<_>>().join("`, `")),
        };
        return fault(format!("is `{text}`, which is not a known editor"), help);
    };
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+.-".contains(&byte);
    let runs = ["javascript", "vbscript", "data"].contains(&scheme);
    if scheme.is_empty() || runs || !scheme.bytes().all(plain) || text.contains([' ', '"', '<', '>', '\\']) {
        let help = "write an address such as `vscode://file/{path}:{line}:{column}`";
        return fault(format!("is `{text}`, which is not an address that opens an editor"), help);
    }
    if !text.contains("{path}") {
        let help = "write `{path}` where the path of the file belongs, as in `vscode://file/{path}:{line}`";
        return fault(format!("is `{text}`, which has no place for the file's path"), help);
    }
    Ok(Some(text.to_owned()))
}

/// The old path of a redirect: a route of the site.
pub(super) fn redirect_from(text: &str) -> Result<String, Fault> {
    match Route::new(text.strip_prefix('/').unwrap_or(text)) {
        Some(route) => Ok(route.as_str().to_owned()),
        None => fault(format!("`{text}` is not a path inside the site"), "write a path such as `/old/page.html`"),
    }
}

/// Where a redirect leads: on the web or inside the site.
pub(super) fn redirect_to(text: &str) -> Result<String, Fault> {
    let scheme = text.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    let odd = text.is_empty() || text.contains(char::is_control) || text.contains([' ', '"', '<', '>', '\\']);
    if !odd && !text.starts_with("//") && (!scheme || web(text).is_ok()) {
        return Ok(text.to_owned());
    }
    let help = "write a path such as `/levels/staff.html` or an address such as `https://example.org/`";
    fault(format!("`{text}` is neither a path nor an address on the web"), help)
}
