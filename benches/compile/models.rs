//! The generated tables and models: a ring, in which every row belongs to a row of the next table.

use std::fmt::Write;

use crate::MODELS;

/// The number of the model that belongs to this one.
pub(crate) fn previous(model: usize) -> usize {
    (model + MODELS - 1) % MODELS
}

/// The number of the model that this one belongs to.
pub(crate) fn next(model: usize) -> usize {
    (model + 1) % MODELS
}

/// What `diesel print-schema` prints.
pub(crate) fn schema() -> String {
    let mut schema = String::new();
    for model in 0..MODELS {
        let _ = writeln!(
            schema,
            "diesel::table! {{
    row{model}s (id) {{
        id -> Integer,
        name -> Text,
        email -> Text,
        active -> Bool,
        votes -> Integer,
        created_at -> Text,
        next_id -> Integer,
        parent_id -> Nullable<Integer>,
    }}
}}"
        );
    }
    for model in 0..MODELS {
        let next = next(model);
        let _ = writeln!(
            schema,
            "diesel::joinable!(row{model}s -> row{next}s (next_id));"
        );
    }
    let tables: Vec<_> = (0..MODELS).map(|model| format!("row{model}s")).collect();
    let tables = tables.join(", ");
    let _ = writeln!(
        schema,
        "diesel::allow_tables_to_appear_in_same_query!({tables});"
    );
    schema
}

/// Models with Diesel's derives only.
pub(crate) fn without_relations() -> String {
    models("use diesel::prelude::*;", "", |_| {
        [String::new(), String::new(), String::new()]
    })
}

/// Models with three relations each.
pub(crate) fn with_relations() -> String {
    let prelude = "use diesel::prelude::*;\nuse diesel_relations::prelude::*;";
    models(prelude, ", Model", |model| {
        let (previous, next) = (previous(model), next(model));
        [
            format!("#[has_many(Row{previous}, name = children, foreign_key = next_id)]"),
            format!("#[belongs_to(Row{next}, name = next)]"),
            format!("#[belongs_to(Row{model}, name = parent)]"),
        ]
    })
}

fn models(prelude: &str, derive: &str, relations: impl Fn(usize) -> [String; 3]) -> String {
    let mut models = format!("{prelude}\nuse crate::schema::*;\n");
    for model in 0..MODELS {
        let [children, next, parent] = relations(model);
        let _ = writeln!(
            models,
            "#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable{derive})]
#[diesel(table_name = row{model}s)]
{children}
pub struct Row{model} {{
    pub id: i32,
    pub name: String,
    pub email: String,
    pub active: bool,
    pub votes: i32,
    pub created_at: String,
    {next}
    pub next_id: i32,
    {parent}
    pub parent_id: Option<i32>,
}}"
        );
    }
    models
}
