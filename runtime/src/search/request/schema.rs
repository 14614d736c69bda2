//! The JSON schema of requests and of their errors.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::search::error::{InvalidRequest, RequestError};
use crate::search::request::filter::Filter;
use crate::search::request::operator::Operator;
use crate::search::request::parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;

/// The JSON schema of a type: its name, and an expression that may use the generator.
macro_rules! schema {
    ($type:ty, $name:literal, |$generator:ident| $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!(module_path!(), "::", $name).into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

/// A list of parts, or null.
fn list<T: JsonSchema>(generator: &mut SchemaGenerator, description: &str) -> Schema {
    json_schema!({
        "description": description,
        "type": ["array", "null"],
        "items": generator.subschema_for::<T>(),
    })
}

/// A number of rows, or null. One below 1 is none.
fn limit(description: &str) -> Schema {
    json_schema!({"description": description, "type": ["integer", "null"]})
}

fn flag(description: &str) -> Schema {
    json_schema!({"description": description, "type": ["boolean", "null"]})
}

fn text(description: &str) -> Schema {
    json_schema!({"description": description, "type": "string"})
}

schema!(SearchRequest, "SearchRequest", |generator| json_schema!({
    "description": "A query: which rows, in which order, with what beside them.",
    "type": "object",
    "properties": {
        "scopes": list::<ScopeCall>(generator, "Scopes of the model. All of them apply."),
        "filters": list::<Filter>(generator, "Conditions on the rows."),
        "search": {
            "description": "Words that the rows have.",
            "anyOf": [generator.subschema_for::<Keywords>(), {"type": "null"}],
        },
        "sort": list::<Sort>(generator, "The order, the most important one first."),
        "includes": list::<Include>(generator, "Relations to load."),
        "aggregates": list::<Aggregate>(generator, "Counts and aggregates of relations."),
        "page": {
            "description": "The number of the page, from 1.",
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": u32::MAX,
        },
        "limit": limit("How many rows are on a page. 0 and less is the default."),
        "cursor": {
            "description": "The place to go on from, as an earlier answer gave it.",
            "type": ["string", "null"],
        },
        "with_trashed": flag("Trashed rows as well."),
        "only_trashed": flag("Trashed rows only."),
        "fields": list::<String>(generator, "The fields of the answer."),
    },
    "additionalProperties": false,
}));

schema!(ScopeCall, "SearchScope", |generator| json_schema!({
    "description": "A scope of the model, with the values of its parameters.",
    "type": "object",
    "properties": {
        "name": text("The name of the scope."),
        "parameters": list::<Value>(generator, "The values of its parameters."),
    },
    "required": ["name"],
    "additionalProperties": false,
}));

schema!(Filter, "SearchFilter", |generator| json_schema!({
    "description": "A comparison of a field with a value, or a group of filters in parentheses.",
    "anyOf": [
        {
            "type": "object",
            "properties": {
                "type": link(),
                "field": text("The name of the field, which may be a path: `author.name`."),
                "operator": operator(),
                "value": generator.subschema_for::<Value>(),
            },
            "required": ["field", "value"],
            "additionalProperties": false,
        },
        {
            "type": "object",
            "properties": {
                "type": link(),
                "nested": list::<Filter>(generator, "The filters of the group."),
            },
            "required": ["nested"],
            "additionalProperties": false,
        },
    ],
}));

fn link() -> Schema {
    json_schema!({
        "description": "The link to the filters before it. The default is `and`, which binds closer than `or`.",
        "enum": ["and", "or", null],
    })
}

fn operator() -> Schema {
    let names = Operator::ALL.map(Operator::name).into_iter();
    let mut names: Vec<_> = names.map(Some).collect();
    for name in Operator::ALL.map(Operator::query_name) {
        if !names.contains(&Some(name)) {
            names.push(Some(name));
        }
    }
    names.push(None);
    json_schema!({
        "description": "The operator. The default is `=`.",
        "enum": names,
    })
}

schema!(Value, "SearchValue", |generator| json_schema!({
    "description": "A value of the field's type, or a list of values.",
    "anyOf": [
        {"type": ["null", "boolean", "number", "string"]},
        {"type": "array", "items": generator.subschema_for::<Value>()},
    ],
}));

schema!(Keywords, "SearchKeywords", |_generator| json_schema!({
    "description": "Words to look for.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "value": text("The words."),
                "case_sensitive": flag("Whether upper and lower case differ. By default they do."),
            },
            "required": ["value"],
            "additionalProperties": false,
        },
    ],
}));

schema!(Sort, "SearchSort", |_generator| json_schema!({
    "description": "An order of the rows.",
    "type": "object",
    "properties": {
        "field": text("The name of the field, which may be a path or an aggregate."),
        "direction": {
            "description": "The direction. The default is `asc`.",
            "enum": ["asc", "desc", null],
        },
    },
    "required": ["field"],
    "additionalProperties": false,
}));

schema!(Include, "SearchInclude", |generator| json_schema!({
    "description": "A relation to load: its name, or an object.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "relation": text("The name of the relation, which may be a path: `comments.author`."),
                "filters": list::<Filter>(generator, "Which related rows are loaded."),
                "sort": list::<Sort>(generator, "Their order."),
                "limit": limit("How many of them, for each parent."),
                "includes": list::<Include>(generator, "The relations that are loaded beside them."),
            },
            "required": ["relation"],
            "additionalProperties": false,
        },
    ],
}));

schema!(Aggregate, "SearchAggregate", |generator| json_schema!({
    "description": "A count or an aggregate of a relation: its name, or an object.",
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^[^(]*\.[^(]*(\(.*\))?$",
            "examples": ["comments.count", "comments.sum(votes)"],
        },
        {
            "type": "object",
            "properties": {
                "relation": text("The name of the relation."),
                "type": text("The kind: `count`, `exists`, `sum`, `avg`, `min` or `max`."),
                "field": {
                    "description": "The field. `count` and `exists` have none.",
                    "type": ["string", "null"],
                },
                "filters": list::<Filter>(generator, "Which related rows count."),
            },
            "required": ["relation", "type"],
            "additionalProperties": false,
        },
    ],
}));

schema!(
    RequestError,
    "SearchRequestError",
    |_generator| json_schema!({
        "description": "A mistake in a request.",
        "type": "object",
        "properties": {
            "pointer": text("Its place: a JSON pointer, or a parameter of the query string."),
            "code": text("The kind of mistake, in snake case."),
            "message": text("A sentence about it, for people."),
            "allowed": {
                "description": "The names that are allowed there.",
                "type": "array",
                "items": {"type": "string"},
            },
        },
        "required": ["pointer", "code", "message"],
    })
);

schema!(
    InvalidRequest,
    "InvalidSearchRequest",
    |generator| json_schema!({
        "description": "The mistakes of a request.",
        "type": "object",
        "properties": {
            "errors": {"type": "array", "items": generator.subschema_for::<RequestError>()},
        },
        "required": ["errors"],
    })
);
