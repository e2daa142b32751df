//! The JSON Schema of definition files, made from the same table as their reading, for completion in editors.

use super::kind::Kind;
use super::shape::{Field, Shape};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a definition file.
pub fn schema() -> Value {
    let mut properties = Map::new();
    let mut definitions = Map::new();
    for kind in Kind::ALL {
        let reference = json!({ "$ref": format!("#/$defs/{}", kind.singular()) });
        properties.insert(kind.singular().into(), reference.clone());
        properties.insert(kind.plural().into(), json!({ "type": "array", "items": reference }));
        let fields = kind.fields().iter().chain(Kind::shared_fields());
        let mut thing = record(fields);
        if let Some(thing) = thing.as_object_mut() {
            thing.insert("description".into(), kind.doc().into());
        }
        definitions.insert(kind.singular().into(), thing);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rungbook definitions",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// A month, a day or a time.
const TIME: &str = "^\\d{4}-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2}))?)?$";

fn record<'a>(fields: impl Iterator<Item = &'a Field>) -> Value {
    let mut properties = Map::new();
    let mut needed = Vec::new();
    for field in fields {
        let mut value = of(&field.shape);
        if let Some(value) = value.as_object_mut() {
            value.insert("description".into(), field.doc.into());
        }
        properties.insert(field.key.into(), value);
        if field.required {
            needed.push(field.key);
        }
    }
    json!({ "type": "object", "properties": properties, "required": needed, "additionalProperties": false })
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Line | Shape::Block | Shape::Word | Shape::Ref(_) => json!({ "type": ["string", "number", "boolean"] }),
        Shape::Id => json!({ "type": ["string", "integer"], "pattern": "^[a-z0-9-]{1,100}$" }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}(-\\d{2})?$" }),
        Shape::Time => json!({ "type": "string", "pattern": TIME }),
        Shape::Url => json!({ "type": "string" }),
        Shape::List(inner) => json!({ "type": "array", "items": of(inner) }),
        Shape::Many(inner) => json!({ "anyOf": [of(inner), { "type": "array", "items": of(inner) }] }),
        Shape::Map(_, inner) => json!({ "type": "object", "additionalProperties": of(inner) }),
        Shape::Groups(inner) => {
            let list = json!({ "type": "array", "items": of(inner) });
            json!({ "anyOf": [list, { "type": "object", "additionalProperties": list }] })
        }
        Shape::Record(fields) => record(fields.iter()),
        Shape::Short(short, fields) => {
            let named = short.iter().filter_map(|key| fields.iter().find(|field| field.key == *key));
            let mut ways: Vec<Value> = named.map(|field| of(&field.shape)).collect();
            ways.push(record(fields.iter()));
            json!({ "anyOf": ways })
        }
    }
}
