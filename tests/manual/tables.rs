//! The parts of the manual that are made from what the program itself goes by: tables of fields, sections of rules.

use rungbook::parse::config::keys::KEYS;
use rungbook::parse::document::FRONT;
use rungbook::parse::fence::Language;
use rungbook::parse::kind::Kind;
use rungbook::parse::shape::{Field, Shape};

/// The page with each of its generated parts as the program has it now.
///
/// Such a part stands between `<!-- table of NAME -->` and `<!-- end of table -->`, between `<!-- rules of PATH -->` and
/// `<!-- end of rules -->`, or between `<!-- theme of NAME -->` and `<!-- end of theme -->`.
pub(crate) fn refreshed(page: &str) -> String {
    let tables = replaced(page, "table", table);
    replaced(&replaced(&tables, "rules", rules), "theme", super::theme::part)
}

fn replaced(page: &str, what: &str, made: fn(&str) -> String) -> String {
    let (start, end) = (format!("<!-- {what} of "), format!("<!-- end of {what} -->"));
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(&start) {
        let (name, after) = after.split_once(" -->").unwrap_or_else(|| panic!("`{start}` is never closed"));
        let (_, after) = after.split_once(&end).unwrap_or_else(|| panic!("`{start}{name} -->` has no `{end}`"));
        text += &format!("{before}{start}{name} -->\n\n{}\n{end}", made(name));
        rest = after;
    }
    text + rest
}

/// The sections of the rules in a file or folder of the sources: what their files open with.
fn rules(path: &str) -> String {
    let path = super::root().join(path);
    let files = if path.is_dir() { super::files(&path, "rs") } else { vec![path] };
    files.iter().filter_map(|file| rule(&super::read(file))).collect::<Vec<_>>().join("\n")
}

/// The section of a rule: the `//!` lines of its file, which open with a heading that is its code.
fn rule(source: &str) -> Option<String> {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let lines: Vec<_> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let (first, rest) = lines.split_first()?;
    let code = first.strip_prefix("# `")?.strip_suffix('`')?;
    Some(format!("## {code}\n{}\n", rest.join("\n")))
}

fn table(name: &str) -> String {
    match name {
        "book.toml" => settings(),
        "front matter" => fields(FRONT),
        "shared" => fields(Kind::shared_fields()),
        "entry" => fields(inner(Kind::Level, "pitfalls")),
        "section" => fields(inner(Kind::Level, "sections")),
        "resource" => fields(inner(Kind::Level, "resources")),
        name if name.ends_with(" fence") => of_fence(name.trim_end_matches(" fence")),
        name => match Kind::ALL.into_iter().find(|kind| kind.singular() == name) {
            Some(kind) => fields(kind.fields()),
            None => panic!("there is no table of {name}"),
        },
    }
}

/// The keys of a typed fence. The kinds of things that they name are told of on the page about definitions.
fn of_fence(name: &str) -> String {
    let language = Language::of(name).unwrap_or_else(|| panic!("there is no fence `{name}`"));
    fields(language.fields()).replace("](#", "](definitions.md#")
}

fn settings() -> String {
    let mut text = String::from("| Key | When absent | Meaning |\n| --- | --- | --- |\n");
    for key in KEYS {
        let default = if key.default.is_empty() { "–".to_owned() } else { format!("`{}`", key.default) };
        text += &format!("| `{}` | {default} | {} |\n", key.name, key.doc);
    }
    text
}

/// The fields of the records in a list of a kind.
fn inner(kind: Kind, key: &str) -> &'static [Field] {
    let field = kind.field(key).unwrap_or_else(|| panic!("{} has no `{key}`", kind.singular()));
    record(&field.shape).unwrap_or_else(|| panic!("`{key}` holds no record"))
}

fn record(shape: &Shape) -> Option<&'static [Field]> {
    match shape {
        Shape::Record(fields) | Shape::Short(_, fields) => Some(fields),
        Shape::List(inner) | Shape::Many(inner) | Shape::Groups(inner) | Shape::Map(_, inner) => record(inner),
        _ => None,
    }
}

fn fields(fields: &'static [Field]) -> String {
    let mut text = String::from("| Key | Holds | Meaning |\n| --- | --- | --- |\n");
    rows(fields, "", &mut text);
    text
}

fn rows(fields: &'static [Field], inside: &str, text: &mut String) {
    for field in fields {
        let needed = if field.required { " *" } else { "" };
        text.push_str(&format!(
            "| {inside}`{}`{needed} | {} | {} |\n",
            field.key,
            holds(&field.shape, Number::One),
            field.doc
        ));
        if let Some(own) = record(&field.shape).filter(|own| shared(own).is_none()) {
            rows(own, &format!("{inside}`{}` › ", field.key), text);
        }
    }
}

/// The name and the anchor of a record that has a table of its own.
fn shared(fields: &[Field]) -> Option<(&'static str, &'static str)> {
    let keys: Vec<_> = fields.iter().map(|field| field.key).collect();
    match keys.as_slice() {
        ["text", "id", "examples", "builds_on", "audience"] => Some(("entry", "entries")),
        ["title", "text", "audience"] => Some(("section", "sections")),
        ["title", "url", "by", "note"] => Some(("resource", "resources")),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Number {
    One,
    Many,
}

fn holds(shape: &Shape, number: Number) -> String {
    let noun = |one: &str, many: &str| if number == Number::One { one.to_owned() } else { many.to_owned() };
    match shape {
        Shape::Line => noun("a line", "lines"),
        Shape::Block => noun("text", "texts"),
        Shape::Id => noun("an id", "ids"),
        Shape::Word => noun("a word", "words"),
        Shape::OneOf(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Number => noun("a number", "numbers"),
        Shape::Bool => "`true` or `false`".into(),
        Shape::Date => noun("a date", "dates"),
        Shape::Time => noun("a date or time", "dates or times"),
        Shape::Url => noun("an address", "addresses"),
        Shape::Ref(kinds) => {
            let links = |word: fn(Kind) -> &'static str| {
                let links = kinds.iter().map(|kind| format!("[{}](#{})", word(*kind), kind.singular()));
                links.collect::<Vec<_>>().join(" or ")
            };
            let article = if kinds[0].singular().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            noun(&format!("the id of {article} {}", links(Kind::singular)), &format!("ids of {}", links(Kind::plural)))
        }
        Shape::List(inner) => format!("a list of {}", holds(inner, Number::Many)),
        Shape::Many(inner) => format!("{}, or a list", holds(inner, Number::One)),
        Shape::Map(key, inner) => format!("{} by {}", holds(inner, Number::Many), holds(key, Number::One)),
        Shape::Groups(inner) => format!("a list of {0}, or such lists by name", holds(inner, Number::Many)),
        Shape::Record(fields) => {
            shared(fields).map_or_else(|| noun("a mapping", "mappings"), |names| link(names, number))
        }
        Shape::Short(short, fields) => match shared(fields) {
            Some(names) => link(names, number),
            None => {
                let named = short.iter().filter_map(|key| fields.iter().find(|field| field.key == *key));
                let ways: Vec<_> = named.map(|field| holds(&field.shape, number)).collect();
                format!("{}, or {}", ways.join(", "), noun("a mapping", "mappings"))
            }
        },
    }
}

fn link((one, many): (&str, &str), number: Number) -> String {
    match number {
        Number::One => format!("[{one}](#{many})"),
        Number::Many => format!("[{many}](#{many})"),
    }
}
