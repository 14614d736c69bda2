//! The schema says of a document what `from_json` says of it.

use schemars::schema_for;
use serde_json::{Value as Json, json};

use super::json::MISTAKES;
use super::random::Chance;
use crate::search::error::{ErrorCode, InvalidRequest};
use crate::search::request::operator::Operator;
use crate::search::request::request::SearchRequest;

/// True where a document is as the schema says: of its keywords, those that are used here.
fn is_valid(root: &Json, schema: &Json, document: &Json) -> bool {
    let all = |key: &str, holds: &dyn Fn(&Json) -> bool| schema.get(key).is_none_or(holds);
    let reference = |reference: &Json| {
        let pointer = reference.as_str().and_then(|path| path.strip_prefix('#'));
        let schema = root.pointer(pointer.unwrap()).unwrap();
        is_valid(root, schema, document)
    };
    let has_type = |types: &Json| match types {
        Json::Array(types) => types.iter().any(|one| is_of_type(one, document)),
        one => is_of_type(one, document),
    };
    let number = document.as_i64();
    let has_known_keys = || match (document, schema.get("properties")) {
        (Json::Object(entries), Some(properties)) => {
            entries
                .iter()
                .all(|(key, value)| match properties.get(key) {
                    Some(schema) => is_valid(root, schema, value),
                    None => schema.get("additionalProperties") != Some(&json!(false)),
                })
        }
        _ => true,
    };
    let items = |items: &Json| match document {
        Json::Array(list) => list.iter().all(|item| is_valid(root, items, item)),
        _ => true,
    };
    let required = |keys: &Json| match document {
        Json::Object(entries) => {
            let mut keys = keys.as_array().unwrap().iter();
            keys.all(|key| entries.contains_key(key.as_str().unwrap()))
        }
        _ => true,
    };
    let any_of = |schemas: &Json| {
        let mut schemas = schemas.as_array().unwrap().iter();
        schemas.any(|schema| is_valid(root, schema, document))
    };
    all("$ref", &reference)
        && all("type", &has_type)
        && all("enum", &|values| {
            values.as_array().unwrap().contains(document)
        })
        && all("minimum", &|least| {
            number.is_none_or(|it| it >= least.as_i64().unwrap())
        })
        && all("maximum", &|most| {
            number.is_none_or(|it| it <= most.as_i64().unwrap())
        })
        && all("items", &items)
        && all("required", &required)
        && all("anyOf", &any_of)
        && has_known_keys()
}

fn is_of_type(name: &Json, document: &Json) -> bool {
    match name.as_str().unwrap() {
        "null" => document.is_null(),
        "boolean" => document.is_boolean(),
        "integer" => document.is_i64() || document.is_u64(),
        "number" => document.is_number(),
        "string" => document.is_string(),
        "array" => document.is_array(),
        "object" => document.is_object(),
        name => panic!("{name}"),
    }
}

/// True where all operators of a request are those that there are. The schema lists them.
fn knows_operators(document: &Json) -> bool {
    match document {
        Json::Object(entries) => entries.iter().all(|(key, value)| match value.as_str() {
            Some(name) if key == "operator" => Operator::from_name(name).is_some(),
            _ => knows_operators(value),
        }),
        Json::Array(items) => items.iter().all(knows_operators),
        _ => true,
    }
}

#[test]
fn requests_are_valid() {
    let schema = schema_for!(SearchRequest).to_value();
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut checked = 0;
    for _ in 0..500 {
        let document = serde_json::to_value(chance.request()).unwrap();
        let is_known = knows_operators(&document);
        assert_eq!(
            is_valid(&schema, &schema, &document),
            is_known,
            "{document}"
        );
        checked += usize::from(is_known);
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn mistakes_are_not_valid() {
    let schema = schema_for!(SearchRequest).to_value();
    for (text, _, code) in MISTAKES {
        // A schema sees no duplicate keys, and not how a name is built.
        let is_name = text.contains("aggregates\": [\"");
        if *code != ErrorCode::DuplicateKey && !is_name {
            let document: Json = serde_json::from_str(text).unwrap();
            assert!(!is_valid(&schema, &schema, &document), "{text}");
        }
    }
}

#[test]
fn errors_are_valid() {
    let schema = schema_for!(InvalidRequest).to_value();
    let invalid = SearchRequest::from_json(br#"{"x": 1, "page": 0}"#).unwrap_err();
    let document = serde_json::to_value(invalid).unwrap();
    assert!(is_valid(&schema, &schema, &document), "{document}");
    assert!(!is_valid(&schema, &schema, &json!({"errors": [{}]})));
}
