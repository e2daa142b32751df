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

static TABLE: LazyLock<Vec<(Scope, Class)>> = LazyLock::new(|| {
    let scopes = SCOPES.iter().flat_map(|(class, names)| names.iter().map(move |name| (name, class)));
    let mut table: Vec<_> = scopes.filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect();
    table.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    table
});

/// Which class a scope has, with all scopes that begin with it; the longest decides. A scope that is not named here
/// has the class of what it stands in.
const SCOPES: &[(Class, &[&str])] = &[
    (
        Class::Plain,
        &[
            "source",
            "text",
            "meta.embedded",
            "meta.group.expansion.arithmetic",
            "meta.group.expansion.command",
            "meta.interpolation",
            "meta.template.expression",
            "string.unquoted.block.yaml",
            "string.name.value.ini",
            "string.unquoted.plain",
        ],
    ),
    (Class::Comment, &["comment", "markup.quote"]),
    (
        Class::Keyword,
        &[
            "keyword",
            "storage",
            "entity.name.tag",
            "punctuation.definition.list_item",
            "variable.language",
            "variable.annotation",
        ],
    ),
    (Class::Plain, &["keyword.operator", "storage.type.function.arrow"]),
    (Class::Keyword, &["keyword.operator.word", "keyword.operator.logical.python"]),
    (Class::String, &["string", "markup.raw", "markup.underline.link"]),
    (Class::Number, &["constant", "support.constant"]),
    (
        Class::Function,
        &["entity.name.function", "entity.name.macro", "support.function", "support.macro", "variable.function"],
    ),
    (
        Class::Type,
        &[
            "entity.name.class",
            "entity.name.enum",
            "entity.name.impl",
            "entity.name.interface",
            "entity.name.namespace",
            "entity.name.struct",
            "entity.name.table",
            "entity.name.trait",
            "entity.name.type",
            "entity.name.union",
            "entity.other.inherited-class",
            "entity.section.ini",
            "storage.type.rust",
            "storage.type.go",
            "support.class",
            "support.type",
        ],
    ),
    (
        Class::Property,
        &[
            "entity.name.tag.toml",
            "entity.name.tag.yaml",
            "entity.other.attribute-name",
            "meta.group.expansion.parameter",
            "keyword.name.ini",
            "meta.mapping.key",
            "meta.tag.key.toml",
            "support.type.property-name",
            "variable.other.member",
            "variable.other.readwrite.assignment.shell",
            "variable.parameter.option",
        ],
    ),
    (Class::Inserted, &["markup.inserted"]),
    (Class::Deleted, &["markup.deleted"]),
    (Class::Heading, &["markup.heading", "entity.name.section"]),
    (Class::Emphasis, &["markup.italic"]),
    (Class::Strong, &["markup.bold"]),
    (
        Class::Meta,
        &[
            "entity.name.section.diff",
            "entity.other.document",
            "meta.annotation",
            "meta.diff.header",
            "meta.diff.index",
            "meta.diff.range",
            "meta.preprocessor",
        ],
    ),
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
    TABLE.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|(_, class)| *class)
}

fn current(classes: &[Class]) -> Class {
    classes.last().copied().unwrap_or(Class::Plain)
}
