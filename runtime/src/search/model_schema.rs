//! The JSON schema of the requests that a model takes.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Value as Json, json};

use crate::search::build::named::Named;
use crate::search::build::names::{
    AggregateName, AggregateNames, FieldNames, IncludeNames, ScopeNames,
};
use crate::search::declare::searchable::Searchable;
use crate::search::request::operator::Operator;
use crate::search::request::request::SearchRequest;
use crate::search::sql::class::Class;

/// A model whose lists can be read by anyone: every [`Searchable`] model that the derive implements.
pub trait Listed:
    Searchable<
        Filters: FieldNames,
        Sorts: FieldNames,
        Keywords: FieldNames,
        Includes: IncludeNames,
        Aggregates: AggregateNames,
        Scopes: ScopeNames,
    >
{
}

impl<M> Listed for M where
    M: Searchable<
            Filters: FieldNames,
            Sorts: FieldNames,
            Keywords: FieldNames,
            Includes: IncludeNames,
            Aggregates: AggregateNames,
            Scopes: ScopeNames,
        >
{
}

/// The JSON schema of the requests that the model `M` takes: its fields with their operators and types, its sorts, includes, aggregates and
/// scopes by name, and the greatest number of rows on a page. A front end, or a generator of TypeScript types, is made of it.
///
/// Conditions inside of includes and aggregates have the general form: they are those of the related model.
///
/// ```
/// # use diesel::prelude::*;
/// # use diesel_relations::prelude::*;
/// diesel::table! { books { id -> Integer, title -> Text, pages -> Integer, } }
///
/// #[derive(Queryable, Selectable, Model)]
/// #[diesel(table_name = books)]
/// #[model(search(filter(title, pages), sort(pages), limit(max = 50)))]
/// struct Book {
///     id: i32,
///     title: String,
///     pages: i32,
/// }
///
/// let schema = diesel_relations::search::json_schema::<Book>();
/// assert_eq!(schema.pointer("/properties/limit/maximum"), Some(&50.into()));
/// assert_eq!(schema.pointer("/properties/sort/items/properties/field/enum/0"), Some(&"pages".into()));
/// ```
pub fn json_schema<M: Listed>() -> Schema {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<SearchRequest>();
    let filters = M::Filters::all();
    schema.insert(
        "title".to_owned(),
        json!(format!("Requests for {}", M::TABLE)),
    );
    if let Some(Json::Object(definitions)) = schema.get_mut("$defs") {
        definitions.insert("Filter".to_owned(), filter(&filters));
    }
    let Some(Json::Object(properties)) = schema.get_mut("properties") else {
        return schema;
    };
    let mut set = |pointer: [&str; 2], value: Json| {
        if let Some(property) = properties.get_mut(pointer[0]) {
            property[pointer[1]] = value;
        }
    };
    set(["filters", "items"], json!({"$ref": "#/$defs/Filter"}));
    set(["sort", "items"], sort(&M::Sorts::all()));
    set(["scopes", "items"], scope::<M>());
    set(["limit", "maximum"], json!(M::MAX_LIMIT));
    set(["limit", "default"], json!(M::DEFAULT_LIMIT));
    set(["fields", "items"], json!({"enum": M::FIELDS}));

    let mut includes = Vec::new();
    M::Includes::add_names("", &mut includes);
    set(
        ["includes", "items"],
        named("SearchInclude", "relation", &includes),
    );
    let mut aggregates = Vec::new();
    M::Aggregates::add_names(&mut aggregates);
    set(["aggregates", "items"], aggregate(&aggregates));

    if M::Keywords::all().is_empty() {
        properties.remove("search");
    }
    if !M::TRASHED {
        properties.remove("with_trashed");
        properties.remove("only_trashed");
    }
    schema
}

/// A filter: one of the fields with its operators, or a group.
fn filter(fields: &[Box<dyn Named>]) -> Json {
    let link = json!({"enum": ["and", "or", null]});
    let group = json!({
        "type": "object",
        "properties": {
            "type": link,
            "nested": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Filter"}},
        },
        "required": ["nested"],
        "additionalProperties": false,
    });
    let mut any = vec![group];
    for field in fields {
        let value = match field.variants() {
            [] => value(field.class()),
            variants => {
                let null = [Json::Null];
                let variants = variants.iter().map(|variant| json!(variant)).chain(null);
                json!({"enum": variants.collect::<Vec<_>>()})
            }
        };
        let operators = field.operators();
        let takes_lists = operators.iter().any(|operator| operator.takes_list());
        let list = json!({"type": "array", "items": value});
        let value = match takes_lists {
            true => json!({"anyOf": [value, list]}),
            false => value,
        };
        any.push(json!({
            "type": "object",
            "properties": {
                "type": link,
                "field": {"const": field.name()},
                "operator": {"enum": names(operators)},
                "value": value,
            },
            "required": ["field", "value"],
            "additionalProperties": false,
        }));
    }
    json!({"anyOf": any})
}

/// The names of operators. That of none is `=`.
fn names(operators: &[Operator]) -> Vec<Json> {
    let names = operators.iter().map(|operator| json!(operator.name()));
    let none = operators.contains(&Operator::Eq).then_some(Json::Null);
    names.chain(none).collect()
}

/// A value of a class of types, or null.
pub(crate) fn value(class: Class) -> Json {
    match class {
        Class::Text => json!({"type": ["string", "null"]}),
        Class::Integer => json!({"type": ["integer", "null"]}),
        Class::Float => json!({"type": ["number", "null"]}),
        Class::Decimal => json!({"type": ["number", "string", "null"]}),
        Class::Timestamp => json!({
            "description": "A time, or a day.",
            "type": ["string", "null"],
        }),
        Class::Boolean => json!({"type": ["boolean", "null"]}),
        Class::Date => json!({"type": ["string", "null"], "format": "date"}),
        Class::Uuid => json!({"type": ["string", "null"], "format": "uuid"}),
        Class::Time | Class::Ordered | Class::Json(_) | Class::Other => {
            json!({"type": ["boolean", "number", "string", "null"]})
        }
    }
}

fn sort(fields: &[Box<dyn Named>]) -> Json {
    let names: Vec<String> = fields.iter().map(|field| field.name()).collect();
    json!({
        "type": "object",
        "properties": {
            "field": {"enum": names},
            "direction": {"enum": ["asc", "desc", null]},
        },
        "required": ["field"],
        "additionalProperties": false,
    })
}

fn scope<M: Listed>() -> Json {
    let mut scopes = Vec::new();
    M::Scopes::add_names(&mut scopes);
    let scopes = scopes.into_iter().map(|(name, parameters)| {
        let count = parameters.len();
        let mut scope = json!({
            "type": "object",
            "properties": {
                "name": {"const": name},
                "parameters": {
                    "description": parameters.join(", "),
                    "type": ["array", "null"],
                    "minItems": count,
                    "maxItems": count,
                },
            },
            "required": ["name", "parameters"],
            "additionalProperties": false,
        });
        if count == 0 {
            scope["required"] = json!(["name"]);
        }
        scope
    });
    json!({"anyOf": scopes.collect::<Vec<_>>()})
}

/// A name of a list, or an object of the general form whose key has such a name.
fn named(general: &str, key: &str, names: &[String]) -> Json {
    json!({
        "anyOf": [
            {"enum": names},
            {
                "allOf": [{"$ref": format!("#/$defs/{general}")}],
                "type": "object",
                "properties": {key: {"enum": names}},
            },
        ],
    })
}

fn aggregate(names: &[AggregateName]) -> Json {
    let objects = names.iter().map(|name| {
        json!({
            "allOf": [{"$ref": "#/$defs/SearchAggregate"}],
            "type": "object",
            "properties": {
                "relation": {"const": name.relation},
                "type": {"const": name.function},
                "field": {"const": name.column},
            },
        })
    });
    let asked: Vec<String> = names.iter().map(AggregateName::asked).collect();
    let any = [json!({"enum": asked})].into_iter().chain(objects);
    json!({"anyOf": any.collect::<Vec<_>>()})
}
