//! Highlighting by the grammars of Sublime Text, for every language without a lexer of its own.

use super::class::Class;
use super::runs::{Painter, Run};
use std::sync::LazyLock;
use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// The runs of `code`; nothing when no grammar has the name or extension `language`, or when its grammar gives up.
///
/// The first block of a language waits for the regular expressions of its grammar, 5 to 150 ms.
pub(super) fn runs(language: &str, code: &str) -> Option<Vec<Run>> {
    let syntax = syntax(language)?;
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut classes = vec![Class::Plain];
    let mut painter = Painter::new(code);
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            painter.paint(start + at, current(&classes));
            scopes.apply_with_hook(&change, |step, _| follow(&mut classes, step)).ok()?;
        }
        start += line.len();
        painter.paint(start, current(&classes));
    }
    Some(painter.finish())
}

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

static TABLE: LazyLock<Vec<(Scope, Option<Class>)>> = LazyLock::new(|| {
    let scopes = SCOPES.iter().flat_map(|(class, names)| names.iter().map(move |name| (name, class)));
    let mut table: Vec<_> = scopes.filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect();
    table.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    table
});

/// Which class a scope has, with all scopes that begin with it; the longest decides. `None` and a scope that is not
/// named here: the class of what it stands in.
#[rustfmt::skip]
const SCOPES: &[(Option<Class>, &[&str])] = &[
    (Some(Class::Plain), &[
        "meta.embedded", "meta.group.expansion.arithmetic", "meta.group.expansion.command", "meta.interpolation",
        "meta.template.expression", "source", "string.name.value.ini", "string.unquoted.block.yaml",
        "string.unquoted.plain", "string.unquoted.shell", "text",
    ]),
    (Some(Class::Comment), &["comment", "markup.quote"]),
    (Some(Class::Keyword), &[
        "entity.name.tag", "keyword", "keyword.operator.logical.python", "keyword.operator.word",
        "markup.list.numbered.bullet", "markup.list.unnumbered.bullet", "storage", "support.function.double-brace", "support.function.test",
        "variable.language",
    ]),
    (Some(Class::String), &["markup.raw", "markup.underline.link", "string"]),
    (Some(Class::Number), &["constant", "support.constant"]),
    (Some(Class::Function), &[
        "entity.name.function", "entity.name.macro", "support.function", "support.macro", "variable.function",
    ]),
    (Some(Class::Type), &[
        "entity.name.class", "entity.name.enum", "entity.name.impl", "entity.name.interface",
        "entity.name.module", "entity.name.namespace", "entity.name.struct", "entity.name.table", "entity.name.trait", "entity.name.type",
        "entity.name.union", "entity.other.inherited-class", "entity.section.ini", "support.class", "support.type",
    ]),
    (Some(Class::Property), &[
        "entity.name.tag.toml", "entity.name.tag.yaml", "entity.other.attribute-name", "keyword.name.ini",
        "meta.group.expansion.parameter", "meta.mapping.key", "meta.tag.key.toml", "support.type.property-name",
        "variable.language.shell", "variable.other.member", "variable.other.readwrite.assignment.shell",
        "variable.parameter.option",
    ]),
    (Some(Class::Inserted), &["markup.inserted"]),
    (Some(Class::Deleted), &["markup.deleted"]),
    (Some(Class::Heading), &["entity.name.section", "markup.heading"]),
    (Some(Class::Emphasis), &["markup.italic"]),
    (Some(Class::Strong), &["markup.bold"]),
    (Some(Class::Meta), &[
        "entity.name.section.diff", "entity.other.document", "meta.annotation", "meta.diff.header",
        "meta.diff.index", "meta.diff.range", "meta.preprocessor", "variable.annotation",
    ]),
    (None, &[
        "constant.numeric.integer.decimal.file-descriptor", "constant.other.language-name",
        "keyword.control.conditional.patterns",
        "keyword.operator", "storage.type.function.arrow", "variable.language.tilde",
    ]),
];

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    SYNTAXES.find_syntax_by_token(language)
}

fn follow(classes: &mut Vec<Class>, step: BasicScopeStackOp) {
    match step {
        BasicScopeStackOp::Push(scope) => classes.push(within(current(classes), class(scope))),
        BasicScopeStackOp::Pop => drop(classes.pop()),
    }
}

/// The class of a scope that stands in another; a key stays a key when it is quoted.
fn within(outer: Class, class: Option<Class>) -> Class {
    match class {
        None => outer,
        Some(Class::String) if outer == Class::Property => outer,
        Some(class) => class,
    }
}

fn class(scope: Scope) -> Option<Class> {
    TABLE.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).and_then(|(_, class)| *class)
}

fn current(classes: &[Class]) -> Class {
    classes.last().copied().unwrap_or(Class::Plain)
}
