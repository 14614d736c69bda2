//! The aggregates of a request, computed from the vectors.

use serde_json::{Value as Json, json};

use crate::declared::Model;
use crate::fields::{Cell, Found, Row, aggregate};
use crate::test::{Test, Ways, filters};
use crate::world::World;

pub(crate) type Value = Box<dyn Fn(&World, Row<'_>) -> Json>;

pub(crate) fn aggregates(model: Model, list: &[Json], ways: Ways) -> Option<Vec<(String, Value)>> {
    let mut all: Vec<(String, Value)> = Vec::new();
    for asked in list {
        let (relation, kind, field) = match asked.as_str() {
            Some(name) => {
                let (path, field) = match name.split_once('(') {
                    Some((path, field)) => (path, field.strip_suffix(')')?),
                    None => (name, ""),
                };
                let (relation, kind) = path.rsplit_once('.')?;
                (relation, kind, field)
            }
            None => (
                asked["relation"].as_str()?,
                asked["type"].as_str()?,
                asked["field"].as_str().unwrap_or(""),
            ),
        };
        let related = match (model, relation, kind, field) {
            (Model::Article, "remarks", "count" | "exists", "") => Model::Remark,
            (Model::Article, "remarks", "sum" | "avg" | "min" | "max", "points")
            | (Model::Article, "remarks", "max", "body") => Model::Remark,
            (Model::Article, "labels", "count", "") | (Model::Article, "labels", "max", "name") => {
                Model::Label
            }
            (Model::Article, "pictures", "count" | "exists", "")
            | (Model::Article, "pictures", "sum", "width") => Model::Picture,
            (Model::Article, "summary", "exists", "") => Model::Bare,
            (Model::Author, "students", "count", "")
            | (Model::Author, "students", "max", "name") => Model::Author,
            (Model::Author, "articles", "count", "")
            | (Model::Author, "articles", "sum", "views") => Model::Article,
            _ => return None,
        };
        let test = filters(related, false, &asked["filters"], ways, 0)?;
        let name = match field {
            "" => format!("{relation}_{kind}"),
            field => format!("{relation}_{kind}_{field}"),
        };
        if all.iter().any(|(other, _)| *other == name) {
            return None;
        }
        let (relation, kind, field) = (relation.to_owned(), kind.to_owned(), field.to_owned());
        all.push((
            name,
            Box::new(move |world, row| aggregated(world, row, &relation, &kind, &field, &test)),
        ));
    }
    Some(all)
}

fn aggregated(
    world: &World,
    row: Row<'_>,
    relation: &str,
    kind: &str,
    field: &str,
    test: &Test,
) -> Json {
    let mut rows: Vec<Row<'_>> = match (row, relation) {
        (Row::Article(it, _), "remarks") => world
            .remarks_of(it.id)
            .into_iter()
            .map(Row::Remark)
            .collect(),
        (Row::Article(it, _), "labels") => world.labels_of(it.id),
        (Row::Article(it, _), "pictures") => world
            .pictures_of(it.id)
            .into_iter()
            .map(Row::Picture)
            .collect(),
        (Row::Article(it, _), _) => return json!(world.summary(it.id).is_some()),
        (Row::Author(it), "students") => world
            .students(it.author_no)
            .into_iter()
            .map(Row::Author)
            .collect(),
        (Row::Author(it), _) => world
            .articles_of_author(it.author_no)
            .into_iter()
            .map(|it| Row::Article(it, None))
            .collect(),
        _ => unreachable!("{relation}"),
    };
    rows.retain(|row| test(world, *row) == Some(true));
    match kind {
        "count" => return json!(rows.len()),
        "exists" => return json!(!rows.is_empty()),
        _ => {}
    }
    let cell = |row: Row<'_>| match world.field(row, field) {
        Found::Own(cell) => cell,
        Found::Related(_) => unreachable!("a column"),
    };
    match aggregate(kind, rows.into_iter().map(cell).collect()) {
        Cell::Null => Json::Null,
        Cell::Int(number) => json!(number),
        Cell::Double(number) if kind == "sum" => json!(number as i64),
        Cell::Double(number) => json!(number),
        Cell::Text(text) => json!(text),
        cell => unreachable!("{cell:?}"),
    }
}
