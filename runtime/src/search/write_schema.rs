//! The JSON schemas of the attributes that a model takes.

use schemars::Schema;
use serde_json::{Map, Value as Json, json};

use crate::search::declare::writable::Writable;
use crate::search::model_schema::value;
use crate::search::resource::values::{WriteColumn, WriteList};
use crate::search::sql::class::Class;
use crate::sql::key_columns::KeyColumns;

/// The JSON schema of the attributes that [`store`](crate::search::Search::store) takes for the model `M`: the fields of `write(..)` with their types.
/// No field is required, because the database may have a default for it.
///
/// ```
/// # use diesel::prelude::*;
/// # use diesel_relations::prelude::*;
/// diesel::table! { books { id -> Integer, title -> Text, note -> Nullable<Text>, } }
///
/// #[derive(Queryable, Selectable, Model)]
/// #[diesel(table_name = books)]
/// #[model(search(write(title, note)))]
/// struct Book {
///     id: i32,
///     title: String,
///     note: Option<String>,
/// }
///
/// let schema = diesel_relations::search::store_schema::<Book>();
/// assert_eq!(schema.pointer("/properties/title/type"), Some(&"string".into()));
/// assert_eq!(schema.pointer("/properties/note/type/1"), Some(&"null".into()));
/// ```
pub fn store_schema<M: Writable<Writes: WriteList>>() -> Schema {
    schema::<M>("New rows of", &[])
}

/// The JSON schema of the attributes that [`update`](crate::search::Search::update) takes for the model `M`: the fields of `write(..)`, without those
/// of the primary key.
pub fn update_schema<M: Writable<Writes: WriteList, PrimaryKey: KeyColumns>>() -> Schema {
    schema::<M>("Changes of rows of", M::PrimaryKey::NAMES)
}

fn schema<M: Writable<Writes: WriteList>>(title: &str, kept: &[&str]) -> Schema {
    let columns = WriteColumn::all::<M::Writes>().into_iter();
    let columns = columns.filter(|column| !kept.contains(&column.column));
    let properties = columns.map(|column| (column.name.to_owned(), property(&column)));
    let mut schema = Schema::default();
    let keys = [
        ("title", json!(format!("{title} {}", M::TABLE))),
        ("type", json!("object")),
        ("properties", Json::Object(Map::from_iter(properties))),
        ("additionalProperties", json!(false)),
    ];
    for (key, value) in keys {
        schema.insert(key.to_owned(), value);
    }
    schema
}

/// A value of a column.
fn property(column: &WriteColumn) -> Json {
    let null = column.is_nullable.then_some(Json::Null);
    let variants = (column.variants)();
    if !variants.is_empty() {
        let variants = variants.iter().map(|variant| json!(variant)).chain(null);
        return json!({"enum": variants.collect::<Vec<_>>()});
    }
    let mut property = match (column.class)() {
        Class::Json(_) | Class::Other => return json!({}),
        // A filter takes a day, too.
        Class::Timestamp => value(Class::Text),
        class => value(class),
    };
    if let (false, Some(Json::Array(types))) = (column.is_nullable, property.get_mut("type")) {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            property["type"] = only.clone();
        }
    }
    property
}
