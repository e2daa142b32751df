//! A mistake of the author, with its place and what to do about it.

use super::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing can be published.
    Error,
    /// Published all the same, unless `--strict` is given.
    Warning,
    /// Worth knowing; never stops anything.
    Note,
}

impl Severity {
    /// The word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Another place that explains a mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there, in lower case.
    pub message: String,
}

/// A mistake of the author or of the theme's author.
///
/// Messages are lower case without a final full stop and name things in backticks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule's name, such as `broken-link`; the manual has a section for each.
    pub code: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where; `None` only for what has no place, such as a missing `book.toml` or what git says.
    pub span: Option<Span>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake of the given severity at a place.
    pub fn new(severity: Severity, code: &'static str, span: &Span, message: impl Into<String>) -> Self {
        let span = Some(span.clone());
        Self { code: Cow::Borrowed(code), severity, message: message.into(), span, related: Vec::new(), help: None }
    }

    /// An error at a place.
    pub fn error(code: &'static str, span: &Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: &Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// A note at a place.
    pub fn note(code: &'static str, span: &Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span, message)
    }

    /// A warning about what has no place in the files of the handbook.
    pub fn unplaced(code: &'static str, message: impl Into<String>) -> Self {
        let (code, message, severity) = (Cow::Borrowed(code), message.into(), Severity::Warning);
        Self { code, severity, message, span: None, related: Vec::new(), help: None }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with help, where there is some.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// The same with another place that explains it.
    #[must_use]
    pub fn related(mut self, span: &Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span: span.clone(), message: message.into() });
        self
    }
}

/// The known name nearest to `wrong`, when it is near enough to be what the author meant.
///
/// Distance is Damerau-Levenshtein on lower-cased text; at most a third of the longer name's letters may differ.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let scored = known.into_iter().filter_map(|name| {
        let lower = name.to_lowercase();
        let distance = strsim::damerau_levenshtein(&wrong, &lower);
        let longest = wrong.chars().count().max(lower.chars().count());
        (distance * 3 <= longest.max(3)).then_some((distance, name))
    });
    scored.min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1))).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(nearest("titel", ["title", "summary"]), Some("title"));
        assert_eq!(nearest("Staff", ["staff", "stuff"]), Some("staff"));
        assert_eq!(nearest("zebra", ["title", "summary"]), None);
    }
}
