//! The JSON schema of the requests that a model takes.

// The fields are there for the columns.
#![allow(dead_code)]

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::json_schema;
use serde_json::{Value, json};

diesel::table! { shelf { id -> Integer, label -> Text, hidden_at -> Nullable<Timestamp>, } }
diesel::table! { volume { id -> Integer, title -> Text, pages -> Integer, printed -> Bool, price -> Double, options -> Json, shelf_id -> Integer, } }
diesel::allow_tables_to_appear_in_same_query!(shelf, volume);

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = shelf)]
#[has_many(Volume)]
#[model(soft_delete = hidden_at, search(
    filter(volumes.count, volumes.exists, volumes.title),
    keywords(label),
    include(volumes, volumes.shelf),
    aggregate(volumes.count, volumes.sum(pages)),
    scope(all = shelf::id.gt(0i32), after(least: i32, label: String) = shelf::id.ge(least).and(shelf::label.gt(label))),
    trashed,
))]
struct Shelf {
    id: i32,
    label: String,
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = volume)]
#[model(search(
    filter(title, pages, printed, price, options, options->size: i32, shelf.label),
    sort(title, shelf.label),
    limit(default = 5, max = 20),
))]
struct Volume {
    id: i32,
    title: String,
    pages: i32,
    printed: bool,
    price: f64,
    options: Value,
    #[model(belongs_to(Shelf))]
    shelf_id: i32,
}

/// The operators and the value of a field, as the schema has them.
fn field(schema: &Value, name: &str) -> (Value, Value) {
    let filters = schema["$defs"]["Filter"]["anyOf"]
        .as_array()
        .expect("filters");
    let is_named = |filter: &&Value| filter["properties"]["field"]["const"] == name;
    let filter = filters.iter().find(is_named).expect("the field");
    let properties = &filter["properties"];
    (
        properties["operator"]["enum"].clone(),
        properties["value"].clone(),
    )
}

#[test]
fn a_field_has_the_operators_and_the_type_of_its_column() {
    let schema = Value::from(json_schema::<Volume>());
    let numbers = json!(["=", "!=", "<", "<=", ">", ">=", "in", "not in", null]);
    let one_or_many = |ty: &str| {
        let value = json!({"type": [ty, "null"]});
        json!({"anyOf": [value, {"type": "array", "items": value}]})
    };
    assert_eq!(
        field(&schema, "pages"),
        (numbers.clone(), one_or_many("integer"))
    );
    assert_eq!(
        field(&schema, "price"),
        (numbers.clone(), one_or_many("number"))
    );
    assert_eq!(
        field(&schema, "options->size"),
        (numbers, one_or_many("integer"))
    );
    let equal = json!(["=", "!=", "in", "not in", null]);
    assert_eq!(field(&schema, "printed"), (equal, one_or_many("boolean")));
    assert_eq!(field(&schema, "options").0, json!(["all in", "any in"]));
    let texts = field(&schema, "shelf.label").0;
    assert!(
        texts
            .as_array()
            .is_some_and(|texts| texts.contains(&json!("ilike")))
    );

    let schema = Value::from(json_schema::<Shelf>());
    let exists = (
        json!(["=", "!=", null]),
        json!({"type": ["boolean", "null"]}),
    );
    assert_eq!(field(&schema, "volumes.exists"), exists);
    assert_eq!(field(&schema, "volumes.count").1, one_or_many("integer"));
}

#[test]
fn the_names_of_the_other_lists_are_in_it() {
    let volume = Value::from(json_schema::<Volume>());
    let at = |schema: &Value, pointer: &str| schema.pointer(pointer).cloned();
    assert_eq!(
        at(&volume, "/properties/sort/items/properties/field/enum"),
        Some(json!(["title", "shelf.label"]))
    );
    assert_eq!(at(&volume, "/properties/limit/maximum"), Some(json!(20)));
    assert_eq!(at(&volume, "/properties/limit/default"), Some(json!(5)));
    assert_eq!(
        at(&volume, "/properties/fields/items/enum/6"),
        Some(json!("shelf_id"))
    );
    // No keywords, no soft deletes.
    assert_eq!(at(&volume, "/properties/search"), None);
    assert_eq!(at(&volume, "/properties/with_trashed"), None);

    let shelf = Value::from(json_schema::<Shelf>());
    assert!(
        at(&shelf, "/properties/search").is_some()
            && at(&shelf, "/properties/only_trashed").is_some()
    );
    assert_eq!(
        at(&shelf, "/properties/includes/items/anyOf/0/enum"),
        Some(json!(["volumes", "volumes.shelf"]))
    );
    assert_eq!(
        at(&shelf, "/properties/aggregates/items/anyOf/0/enum"),
        Some(json!(["volumes.count", "volumes.sum(pages)"]))
    );
    assert_eq!(
        at(
            &shelf,
            "/properties/scopes/items/anyOf/1/properties/name/const"
        ),
        Some(json!("after"))
    );
    assert_eq!(
        at(
            &shelf,
            "/properties/scopes/items/anyOf/1/properties/parameters/minItems"
        ),
        Some(json!(2))
    );
}
