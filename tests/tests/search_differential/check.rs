//! The answer that a request should have, computed from the vectors.

use std::cmp::Ordering;

use serde_json::{Map, Value as Json, json};

use crate::aggregates::aggregates;
use crate::ask::Mode;
use crate::declared::Model;
use crate::fields::{Cell, Row};
use crate::includes::{is_declared, loads, tree};
use crate::test::{Test, Ways, filters, keywords};
use crate::world::World;

/// All rows of a valid request, in their order, as JSON.
#[derive(Debug)]
pub(crate) struct Expected {
    pub(crate) rows: Vec<Json>,
    pub(crate) limit: usize,
    pub(crate) page: usize,
}

pub(crate) fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

/// What is expected; `None` where the request is not valid.
pub(crate) fn expected(world: &World, mode: Mode, request: &Json, ways: Ways) -> Option<Expected> {
    let (model, pivot) = (mode.model(), mode.has_pivot());
    let is_article = model == Model::Article;
    let test = filters(model, pivot, &request["filters"], ways, 0)?;
    let words = keywords(model, &request["search"])?;
    let scopes = list(request, "scopes")
        .iter()
        .map(|it| scope(it, ways))
        .collect::<Option<Vec<_>>>()?;
    let (with, only) = (
        request["with_trashed"] == true,
        request["only_trashed"] == true,
    );
    let order = order(model, pivot, request)?;
    let tree = tree(list(request, "includes"))?;
    let loads = loads(model, &tree, ways).filter(|_| is_declared(&tree))?;
    let aggregates = aggregates(model, list(request, "aggregates"), ways)?;
    let hidden = hidden(model, request)?;
    let (default, max) = if is_article { (4, 20) } else { (5, 50) };
    let limit = request["limit"]
        .as_u64()
        .filter(|it| *it > 0)
        .unwrap_or(default);
    let page = request["page"].as_u64().unwrap_or(1);
    if limit > max
        || page == 0
        || request.get("cursor").is_some()
        || ((with || only) && !is_article)
    {
        return None;
    }
    let shown = |trashed: bool| with || trashed == only;
    let mut rows: Vec<Row<'_>> = mode.rows(world, shown);
    rows.retain(|row| {
        let holds = |test: &Test| test(world, *row) == Some(true);
        holds(&test) && holds(&words) && scopes.iter().all(holds)
    });
    sort(world, &mut rows, &order, ways);
    let rows = rows.into_iter().map(|row| {
        let mut json = model_json(row);
        json.retain(|key, _| !hidden.contains(&key.as_str()));
        for (name, rows) in loads
            .iter()
            .map(|load| (load.name, load.json(world, row, ways)))
        {
            json.insert(name.to_owned(), rows);
        }
        for (name, value) in &aggregates {
            json.insert(name.clone(), value(world, row));
        }
        Json::Object(json)
    });
    Some(Expected {
        rows: rows.collect(),
        limit: limit as usize,
        page: page as usize,
    })
}

fn scope(call: &Json, ways: Ways) -> Option<Test> {
    let parameters = list(call, "parameters");
    let filter = |field: &str, operator: &str, value: Json| {
        filters(
            Model::Article,
            false,
            &json!([{"field": field, "operator": operator, "value": value}]),
            ways,
            0,
        )
    };
    match (call["name"].as_str()?, parameters) {
        ("popular", []) => filter("views", ">=", json!(3)),
        ("noted", [text]) => filter("note", "=", Json::String(text.as_str()?.to_owned())),
        ("between", [least, most]) if least.is_number() && most.is_number() => {
            let (least, most) = (
                filter("views", ">=", least.clone())?,
                filter("views", "<=", most.clone())?,
            );
            Some(Box::new(move |world, row| {
                Some(least(world, row)? && most(world, row)?)
            }))
        }
        _ => None,
    }
}

pub(crate) fn model_json(row: Row<'_>) -> Map<String, Json> {
    let json = match row {
        Row::Article(it, _) => json!(it),
        Row::Remark(it) => json!(it),
        Row::Label(it, _) => json!(it),
        Row::Picture(it) => json!(it),
        Row::Author(it) => json!(it),
    };
    json.as_object().expect("an object").clone()
}

fn hidden(model: Model, request: &Json) -> Option<Vec<&'static str>> {
    let all: &[&str] = match model {
        Model::Article => &[
            "id",
            "tenant_id",
            "title",
            "views",
            "size",
            "score",
            "weight",
            "open",
            "note",
            "status",
            "published_at",
            "day",
            "author_no",
            "secret",
        ],
        _ => &["author_no", "name", "country_code", "mentor_no"],
    };
    let Some(fields) = request.get("fields").and_then(Json::as_array) else {
        return Some(Vec::new());
    };
    let known = |field: &Json| all.iter().any(|it| field == it);
    let hidden = all
        .iter()
        .copied()
        .filter(|it| fields.iter().all(|field| field != it));
    fields.iter().all(known).then(|| hidden.collect())
}

/// The names of the fields to sort by, with a direction.
pub(crate) fn order(model: Model, pivot: bool, part: &Json) -> Option<Vec<(&'static str, bool)>> {
    let fields = model.sorts(pivot);
    let sorts = list(part, "sort").iter().map(|sort| {
        let field = fields.iter().find(|field| sort["field"] == **field)?;
        Some((*field, sort["direction"] == "desc"))
    });
    sorts.collect()
}

/// Sorts rows. They stand in the order of their keys, and equal ones have that of the last field.
pub(crate) fn sort(
    world: &World,
    rows: &mut [Row<'_>],
    order: &[(&'static str, bool)],
    ways: Ways,
) {
    // A field counts where it is named first.
    let first = |number: &usize| order[..*number].iter().all(|it| it.0 != order[*number].0);
    let last = (0..order.len()).rev().find(first);
    if last.is_some_and(|number| order[number].1) {
        rows.reverse();
    }
    rows.sort_by(|a, b| {
        for (field, descending) in order {
            let (a, b) = (world.sorted(*a, field), world.sorted(*b, field));
            let null = |cell: &Cell| (*cell == Cell::Null) != ways.nulls_first;
            let order = a.compare(&b).unwrap_or_else(|| null(&a).cmp(&null(&b)));
            match if *descending { order.reverse() } else { order } {
                Ordering::Equal => {}
                order => return order,
            }
        }
        Ordering::Equal
    });
}
