//! The parts of the manual that are made from the default theme's files and from what templates see.

use super::{files, read, root};
use std::collections::{BTreeMap, BTreeSet};

/// A list of files, of tokens or of what templates see, by its name.
pub(crate) fn part(name: &str) -> String {
    match name {
        "styles" => commented("style", "css"),
        "scripts" => commented("script", "js"),
        "parts" => parts(),
        "tokens" => tokens(),
        "kinds" => kinds(),
        "data" => data(),
        other => panic!("nothing of themes is called `{other}`"),
    }
}

/// The files of a folder of the theme with what their first comment says.
fn commented(folder: &str, extension: &str) -> String {
    let mut text = String::from("| file | what it is for |\n| --- | --- |\n");
    for path in files(&root().join("themes/default").join(folder), extension) {
        let source = read(&path);
        let comment = match extension {
            "js" => source.lines().map_while(|line| line.strip_prefix("//")).collect::<String>(),
            _ => source.trim_start_matches("/*").split("*/").next().unwrap_or_default().to_owned(),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        text += &format!("| `{folder}/{name}` | {} |\n", words(&comment));
    }
    text
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// The parts that templates share, with the components that each defines.
fn parts() -> String {
    let home = root().join("themes/default/templates");
    let mut text = String::from("| file | components |\n| --- | --- |\n");
    for path in files(&home.join("parts"), "html") {
        let source = read(&path);
        let named = source.split("{% component ").skip(1).filter_map(|rest| rest.split('(').next());
        let components: Vec<_> = named.map(|name| format!("`{name}`")).collect();
        let name = path.strip_prefix(&home).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        text += &format!("| `templates/{name}` | {} |\n", components.join(", "));
    }
    text
}

/// The tokens with their values.
fn tokens() -> String {
    let source = read(&root().join("themes/default/style/tokens.css"));
    let root = source.split("\n}").next().unwrap_or_default();
    let mut text = String::from("| token | value |\n| --- | --- |\n");
    for (name, value) in root.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(": ")) {
        if name.starts_with("--") {
            text += &format!("| `{name}` | `{value}` |\n");
        }
    }
    text
}

/// A type that templates see: what it is, and its fields as name, type and meaning.
#[derive(Default)]
struct Shape {
    about: String,
    fields: Vec<(String, String, String)>,
}

/// All types of `src/view` that templates see.
fn shapes() -> BTreeMap<String, Shape> {
    let mut shapes = BTreeMap::new();
    for path in files(&root().join("src/view"), "rs") {
        let source = read(&path);
        let lines: Vec<_> = source.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) else {
                continue;
            };
            let seen = lines[..at]
                .iter()
                .rev()
                .take_while(|line| line.starts_with("#["))
                .any(|line| line.contains("Serialize"));
            if seen {
                let (fields, about) = (fields(&lines[at + 1..]), comment(&lines[..at]));
                shapes.insert(name.to_owned(), Shape { about, fields });
            }
        }
    }
    shapes
}

/// The comment above what comes next.
fn comment(lines: &[&str]) -> String {
    let above = lines.iter().rev().map(|line| line.trim());
    let mut comment: Vec<_> =
        above.skip_while(|line| line.starts_with("#[")).map_while(|line| line.strip_prefix("///")).collect();
    comment.reverse();
    words(&comment.join(" ").replace("[`", "`").replace("`]", "`"))
}

fn fields(lines: &[&str]) -> Vec<(String, String, String)> {
    let mut fields = Vec::new();
    for (at, line) in lines.iter().enumerate().take_while(|(_, line)| **line != "}") {
        let field = line.trim().strip_prefix("pub ").and_then(|line| line.trim_end_matches(',').split_once(": "));
        let hidden = at > 0 && lines[at - 1].contains("serde(skip)");
        if let Some((name, kind)) = field.filter(|_| !hidden) {
            fields.push((name.to_owned(), kind.to_owned(), comment(&lines[..at])));
        }
    }
    fields
}

/// What a type is called in the manual.
fn called(kind: &str) -> String {
    let inside = |start: &str| kind.strip_prefix(start)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        return format!("{}, or none", called(inner));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", called(inner));
    }
    if let Some(inner) = inside("Box<") {
        return called(inner);
    }
    match kind {
        "String" | "Route" | "Arc<str>" => "text".into(),
        "Words" => "Markdown".into(),
        "Drawing" => "figure".into(),
        "bool" => "yes or no".into(),
        "Tone" => "tone".into(),
        "usize" | "u8" | "u16" | "u32" | "i64" => "number".into(),
        other => format!("`{other}`"),
    }
}

/// The variants of a page's body: the kind, its type and what it is.
fn bodies() -> Vec<(String, String, String)> {
    let source = read(&root().join("src/view/body.rs"));
    let lines: Vec<_> = source.lines().skip_while(|line| !line.starts_with("pub enum Body")).collect();
    let variant = |(at, line): (usize, &&str)| {
        let (name, kind) = line.trim().strip_suffix("),")?.split_once('(')?;
        let letters = name.char_indices().map(|(at, letter)| match letter {
            letter if at > 0 && letter.is_uppercase() => format!("-{}", letter.to_lowercase()),
            letter => letter.to_lowercase().to_string(),
        });
        let kind = kind.trim_start_matches("Box<").trim_end_matches('>');
        Some((letters.collect(), kind.to_owned(), comment(&lines[..at])))
    };
    lines.iter().enumerate().take_while(|(_, line)| **line != "}").filter_map(variant).collect()
}

fn kinds() -> String {
    let mut text = String::from("| template | shows | `page.body` is |\n| --- | --- | --- |\n");
    for (kind, body, about) in bodies() {
        text += &format!("| `templates/{kind}.html` | {about} | `{body}` |\n");
    }
    text
}

/// A table for each type, those of pages first.
fn data() -> String {
    let shapes = shapes();
    let mut names: Vec<String> = vec!["Page".into(), "Nav".into(), "Book".into()];
    names.extend(bodies().into_iter().map(|(_, body, _)| body));
    names.extend(shapes.keys().cloned());
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let table = |name: &String| {
        let shape = shapes.get(name)?;
        let mut text = format!("### {name}\n\n{}\n\n| field | is | |\n| --- | --- | --- |\n", shape.about);
        for (field, kind, about) in &shape.fields {
            text += &format!("| `{field}` | {} | {about} |\n", called(kind));
        }
        Some(text)
    };
    names.iter().filter_map(table).collect::<Vec<_>>().join("\n")
}
