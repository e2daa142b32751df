//! Highlighting by the grammars of Sublime Text, for every language without a lexer of its own.

use super::class::Class;
use super::runs::{Painter, Run};
use std::sync::LazyLock;
use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxSet};

/// The runs of `code`; nothing when no grammar has the name or extension `language`, when its grammar gives up, and
/// when the lines are so long that the grammar might need minutes.
///
/// The first block of a language waits for the regular expressions of its grammar, 5 to 150 ms.
pub(super) fn runs(language: &str, code: &str) -> Option<Vec<Run>> {
    let work: usize = code.split('\n').map(|line| line.len() * line.len()).sum();
    let syntax = SYNTAXES.find_syntax_by_token(language).filter(|_| work <= MOST_WORK)?;
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut roles = vec![Role::Of(Class::Plain)];
    let mut painter = Painter::new(code);
    let (mut start, mut painted) = (0, 0);
    for line in code.split_inclusive('\n') {
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            painter.paint(start + at, class(&roles, code.get(painted..start + at)?));
            painted = start + at;
            scopes.apply_with_hook(&change, |step, _| follow(&mut roles, step)).ok()?;
        }
        start += line.len();
        painter.paint(start, class(&roles, code.get(painted..start)?));
        painted = start;
    }
    Some(painter.finish())
}

/// The most work for a grammar, as the sum of the squares of the lines' lengths.
///
/// Some expressions read the rest of the line from each of its bytes; 2,000 spaces in a row took up to 7 seconds. All
/// of 100 KB in lines of 80 bytes stays below.
const MOST_WORK: usize = 8_000_000;

/// What a scope makes of the text in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Its class, whatever the text.
    Of(Class),
    /// An operator: a keyword if it is a word (`as`, `NOT`), else of the class of what it stands in.
    Operator(Class),
}

impl Role {
    fn class(self) -> Class {
        match self {
            Self::Of(class) | Self::Operator(class) => class,
        }
    }
}

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

static TABLE: LazyLock<Vec<(Scope, Option<Class>)>> = LazyLock::new(|| {
    let scopes = SCOPES.iter().flat_map(|(class, names)| names.iter().map(move |name| (name, class)));
    let mut table: Vec<_> = scopes.filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect();
    table.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    table
});

static OPERATOR: LazyLock<Scope> = LazyLock::new(|| Scope::new("keyword.operator").unwrap_or_default());

/// Which class a scope has, with all scopes that begin with it; the longest decides. `None` and a scope that is not
/// named here: the class of what it stands in.
#[rustfmt::skip]
const SCOPES: &[(Option<Class>, &[&str])] = &[
    (Some(Class::Plain), &[
        "meta.embedded", "meta.group.expansion.arithmetic", "meta.group.expansion.command", "meta.interpolation",
        "meta.template.expression", "source", "string.name.value.ini", "string.unquoted", "text",
    ]),
    (Some(Class::Comment), &["comment", "markup.quote", "text.html.javadoc"]),
    (Some(Class::Keyword), &[
        "entity.name.tag", "keyword", "markup.list.numbered.bullet", "markup.list.unnumbered.bullet", "storage",
        "support.function.double-brace", "support.function.test", "variable.language",
    ]),
    (Some(Class::String), &["markup.raw", "markup.underline.link", "string", "string.unquoted.heredoc"]),
    (Some(Class::Number), &["constant", "support.constant"]),
    (Some(Class::Function), &[
        "entity.name.function", "entity.name.macro", "support.function", "support.macro", "variable.function",
    ]),
    (Some(Class::Type), &[
        "entity.name.class", "entity.name.enum", "entity.name.impl", "entity.name.interface", "entity.name.module",
        "entity.name.namespace", "entity.name.struct", "entity.name.table", "entity.name.trait", "entity.name.type",
        "entity.name.union", "entity.other.inherited-class", "entity.section.ini", "support.class", "support.type",
    ]),
    (Some(Class::Property), &[
        "entity.name.tag.toml", "entity.name.tag.yaml", "entity.other.attribute-name", "keyword.name.ini",
        "meta.group.expansion.parameter", "meta.mapping.key", "meta.tag.key.toml", "support.type.custom-property",
        "support.type.property-name", "variable.declaration", "variable.language.shell", "variable.other.member",
        "variable.other.readwrite.assignment.shell", "variable.parameter.option",
    ]),
    (Some(Class::Inserted), &["markup.inserted"]),
    (Some(Class::Deleted), &["markup.deleted"]),
    (Some(Class::Heading), &["entity.name.section", "markup.heading"]),
    (Some(Class::Emphasis), &["markup.italic"]),
    (Some(Class::Strong), &["markup.bold"]),
    (Some(Class::Meta), &[
        "entity.name.section.diff", "entity.other.document", "meta.annotation", "meta.diff.header", "meta.diff.index",
        "meta.diff.range", "meta.preprocessor", "variable.annotation",
    ]),
    (None, &[
        "constant.numeric.integer.decimal.file-descriptor", "constant.other.database-name",
        "constant.other.language-name", "constant.other.table-name", "keyword.control.conditional.patterns",
        "keyword.operator", "storage.type.function.arrow", "variable.language.tilde",
    ]),
];

fn follow(roles: &mut Vec<Role>, step: BasicScopeStackOp) {
    match step {
        BasicScopeStackOp::Push(scope) => roles.push(role(scope, roles.last().copied())),
        BasicScopeStackOp::Pop => drop(roles.pop()),
    }
}

/// The role of a scope that stands in another; a key stays a key when it is quoted.
fn role(scope: Scope, outer: Option<Role>) -> Role {
    let outer = outer.unwrap_or(Role::Of(Class::Plain));
    match TABLE.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)) {
        None => outer,
        Some((_, None)) if OPERATOR.is_prefix_of(scope) => Role::Operator(outer.class()),
        Some((_, None)) => outer,
        Some((_, Some(Class::String))) if outer.class() == Class::Property => outer,
        Some((_, Some(class))) => Role::Of(*class),
    }
}

fn class(roles: &[Role], text: &str) -> Class {
    match roles.last() {
        Some(Role::Operator(_)) if is_word(text.trim()) => Class::Keyword,
        Some(role) => role.class(),
        None => Class::Plain,
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}
