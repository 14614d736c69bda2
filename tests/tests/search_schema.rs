//! The JSON schema of the requests that a model takes.

// The fields are there for the columns.
#![allow(dead_code)]

use diesel::prelude::*;
use diesel_relations::prelude::*;
use diesel_relations::search::{json_schema, store_schema, update_schema};
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

diesel::table! {
    parcel (room, number) {
        room -> Integer, number -> Integer, label -> Text, note -> Nullable<Text>, weight -> Double, fragile -> Nullable<Bool>, sent_at -> Nullable<Timestamp>,
        day -> Date, kind -> Nullable<Text>, options -> Json,
    }
}

#[derive(
    Debug,
    serde::Serialize,
    serde::Deserialize,
    diesel::deserialize::FromSqlRow,
    diesel::expression::AsExpression,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Letter,
    LargeBox,
}

impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for Kind
where
    str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
{
    fn to_sql<'b>(
        &'b self,
        out: &mut diesel::serialize::Output<'b, '_, DB>,
    ) -> diesel::serialize::Result {
        let text = match self {
            Kind::Letter => "letter",
            Kind::LargeBox => "large_box",
        };
        text.to_sql(out)
    }
}

impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB>
    for Kind
where
    String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        let text = String::from_sql(raw)?;
        Ok(if text == "letter" {
            Kind::Letter
        } else {
            Kind::LargeBox
        })
    }
}

#[derive(Queryable, Selectable, Model)]
#[diesel(table_name = parcel, primary_key(room, number))]
#[model(search(write(
    room, number, label, note, weight, fragile, sent_at, day, kind, options
)))]
struct Parcel {
    room: i32,
    number: i32,
    label: String,
    note: Option<String>,
    weight: f64,
    fragile: Option<bool>,
    sent_at: Option<chrono::NaiveDateTime>,
    day: chrono::NaiveDate,
    kind: Option<Kind>,
    options: Value,
}

#[test]
fn attributes_have_the_types_of_their_columns() {
    let schema = Value::from(store_schema::<Parcel>());
    assert_eq!(
        schema,
        json!({
            "title": "New rows of parcel",
            "type": "object",
            "properties": {
                "room": {"type": "integer"},
                "number": {"type": "integer"},
                "label": {"type": "string"},
                "note": {"type": ["string", "null"]},
                "weight": {"type": "number"},
                "fragile": {"type": ["boolean", "null"]},
                "sent_at": {"type": ["string", "null"]},
                "day": {"type": "string", "format": "date"},
                "kind": {"enum": ["letter", "large_box", null]},
                "options": {},
            },
            "additionalProperties": false,
        })
    );

    // The primary key of a row stays as it is.
    let mut expected = schema;
    expected["title"] = json!("Changes of rows of parcel");
    let properties = expected["properties"].as_object_mut().expect("an object");
    properties.remove("room");
    properties.remove("number");
    assert_eq!(Value::from(update_schema::<Parcel>()), expected);
}
