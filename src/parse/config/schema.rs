//! The JSON Schema of `book.toml`, made from the table of its keys.

use super::keys::{self, KEYS, Key, MDBOOK, Set};
use super::rules::Rule;
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of `book.toml`, for completion in editors.
///
/// Settings of mdBook that mean nothing here are in it as deprecated.
pub fn schema() -> Value {
    let Value::Object(mut schema) = section("") else { return Value::Null };
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!("book.toml of a rungbook handbook"));
    Value::Object(schema)
}

/// The schema of the table with the full name `path`, empty for the whole file.
fn section(path: &str) -> Value {
    let mut properties = Map::new();
    for name in keys::inside(path) {
        let full = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let schema = KEYS.iter().find(|key| key.name == full).map_or_else(|| section(&full), property);
        properties.insert(name.to_owned(), schema);
    }
    for (full, advice) in MDBOOK {
        let (home, name) = full.rsplit_once('.').unwrap_or(("", full));
        if home == path {
            let description = format!("A setting of mdBook that means nothing here: {advice}.");
            properties.insert(name.to_owned(), json!({ "deprecated": true, "description": description }));
        }
    }
    let others = if path == "output" { json!({ "deprecated": true }) } else { json!(false) };
    json!({ "type": "object", "properties": properties, "additionalProperties": others })
}

fn property(key: &Key) -> Value {
    let mut property = match &key.set {
        Set::Flag(_) => json!({ "type": "boolean" }),
        Set::Text(rule, _) => text(*rule),
        Set::Texts(rule, _) => json!({ "type": "array", "items": text(*rule) }),
        Set::Direction => text(keys::DIRECTIONS),
        Set::Redirects => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
    };
    if let Value::Object(entries) = &mut property {
        entries.insert("description".to_owned(), json!(key.doc));
        if let Ok(default) = serde_json::from_str::<Value>(key.default) {
            entries.insert("default".to_owned(), default);
        }
    }
    property
}

fn text(rule: Rule) -> Value {
    match rule {
        Rule::Words(words) => json!({ "enum": words }),
        Rule::Name => json!({ "type": "string", "pattern": "^[a-z0-9-]+$" }),
        Rule::Template => json!({ "type": "string", "pattern": "\\{path\\}" }),
        Rule::Web => json!({ "type": "string", "pattern": "^https?://" }),
        _ => json!({ "type": "string", "minLength": 1 }),
    }
}
