//! Random requests. Most are valid; the oracle says which.

use serde_json::{Map, Value as Json, json};

use crate::declared::{Model, Type};
use crate::random::Random;
use crate::world::{DAYS, SCORES, SIZES, TEXTS, TIMES, WEIGHTS};

const OPERATORS: [&str; 14] = [
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "like",
    "not like",
    "ilike",
    "not ilike",
    "in",
    "not in",
    "all in",
    "regexp",
];

/// What no field, or hardly one, takes.
fn hostile(r: &mut Random) -> Json {
    match r.below(14) {
        0 => json!("' OR 1 = 1 --"),
        1 => json!("\0"),
        2 => json!(u64::MAX),
        3 => json!(1e308),
        4 => json!(-1.5),
        5 => json!([[1], [null]]),
        6 => json!("2026-02-30"),
        7 => json!("-200000-01-01"),
        8 => json!("+200000-01-01T00:00:00"),
        9 => json!(true),
        10 => json!("\u{1F600}\u{202E}\u{FFFF}"),
        11 => json!("%".repeat(300)),
        12 => json!(null),
        _ => json!("x".repeat(5000)),
    }
}

fn value(r: &mut Random, ty: Type) -> Json {
    if r.percent(2) {
        return hostile(r);
    }
    if r.percent(5) {
        return Json::Null;
    }
    match ty {
        Type::Int | Type::Long if r.percent(20) => json!(r.one_of(&SIZES)),
        Type::Int | Type::Long => json!(r.below(6) - 1),
        Type::Double => json!(r.one_of(&SCORES)),
        Type::Single => json!(r.one_of(&WEIGHTS)),
        Type::Bool | Type::Exists => json!(r.percent(50)),
        Type::Text => json!(r.one_of(&TEXTS)),
        Type::Status => json!(r.one_of(&["draft", "public", "gone", "gone", "other"])),
        Type::Day => json!(r.one_of(&DAYS)),
        Type::Time => match r.below(4) {
            0 => json!(r.one_of(&DAYS)),
            1 => json!("9999-12-31"),
            2 => json!(r.one_of(&TIMES)),
            _ => json!(r.one_of(&TIMES).replace(' ', "T")),
        },
    }
}

fn pattern(r: &mut Random) -> Json {
    let parts = ["%", "_", "a", "A", "b", "\\", "!", "ä", "'", "中"];
    let length = r.below(5);
    json!((0..length).map(|_| *r.one_of(&parts)).collect::<String>())
}

fn comparison(r: &mut Random, model: Model, pivot: bool) -> Json {
    let fields = model.filters(pivot);
    let (field, ty) = match r.percent(2) || fields.is_empty() {
        true => (
            *r.one_of(&[
                "secret",
                "deleted_at",
                "x",
                "writer",
                "pivot.x",
                "pivot.approved",
                "id",
                "remarks.secret",
                "",
            ]),
            Type::Int,
        ),
        false => *r.one_of(&fields),
    };
    let operators: &[&str] = match ty {
        _ if r.percent(2) => &OPERATORS,
        Type::Text => &OPERATORS[..12],
        Type::Bool => &["=", "!=", "in", "not in"],
        Type::Exists => &["=", "!="],
        _ => &["=", "!=", "<", "<=", ">", ">=", "in", "not in"],
    };
    let operator = *r.one_of(operators);
    let value = match operator {
        "in" | "not in" | "all in" => {
            let length = r.below(4);
            Json::Array((0..length).map(|_| value(r, ty)).collect())
        }
        "=" | "!=" if r.percent(8) => json!([value(r, ty), value(r, ty)]),
        "like" | "not like" | "ilike" | "not ilike" if ty == Type::Text => pattern(r),
        _ => value(r, ty),
    };
    if operator == "=" && r.percent(50) {
        return json!({"field": field, "value": value});
    }
    json!({"field": field, "operator": operator, "value": value})
}

fn filters(r: &mut Random, model: Model, pivot: bool, most: i32, depth: i32) -> Json {
    let length = r.below(most + 1);
    let filters = (0..length).map(|_| {
        let mut filter = match r.percent(20) && depth < 5 {
            true => json!({"nested": filters(r, model, pivot, most, depth + 1)}),
            false => comparison(r, model, pivot),
        };
        match r.below(3) {
            0 => filter["type"] = json!("or"),
            1 => filter["type"] = json!("and"),
            _ => {}
        }
        filter
    });
    filters.collect()
}

fn sort(r: &mut Random, model: Model, pivot: bool, most: i32) -> Json {
    let fields = model.sorts(pivot);
    let length = r.below(most + 1);
    let sorts = (0..length).filter_map(|_| {
        if r.percent(1) {
            return Some(json!({"field": *r.one_of(&["secret", "tenant_id", "remarks.sum(secret)", "x", "pivot.note"])}));
        }
        (!fields.is_empty()).then(|| json!({"field": *r.one_of(&fields), "direction": *r.one_of(&["asc", "desc"])}))
    });
    sorts.collect()
}

fn include(
    r: &mut Random,
    name: &str,
    model: Model,
    pivot: bool,
    inside: &[(&str, Model, bool)],
) -> Json {
    if r.percent(40) || model == Model::Bare || name == "best_remark" {
        return json!(name);
    }
    let mut include = json!({"relation": name});
    if r.percent(60) {
        include["filters"] = filters(r, model, pivot, 2, 2);
    }
    if r.percent(60) {
        include["sort"] = sort(r, model, pivot, 2);
    }
    if r.percent(40) {
        include["limit"] = json!(1 + r.below(3));
    }
    for (name, model, pivot) in inside {
        if r.percent(40) {
            include["includes"] = json!([self::include(r, name, *model, *pivot, &[])]);
        }
    }
    include
}

type Nested = &'static [(&'static str, Model, bool)];

const OF_ARTICLES: &[(&str, Model, bool, Nested)] = &[
    (
        "writer",
        Model::Author,
        false,
        &[
            ("country", Model::Nation, false),
            ("mentor", Model::Author, false),
        ],
    ),
    ("writer.mentor", Model::Author, false, &[]),
    ("tenant", Model::Bare, false, &[]),
    (
        "remarks",
        Model::Remark,
        false,
        &[("writer", Model::Author, false)],
    ),
    ("best_remark", Model::Remark, false, &[]),
    ("summary", Model::Bare, false, &[]),
    ("labels", Model::Label, true, &[]),
    ("pictures", Model::Picture, false, &[]),
];
const OF_AUTHORS: &[(&str, Model, bool, Nested)] = &[
    ("country", Model::Nation, false, &[]),
    ("mentor", Model::Author, false, &[]),
    (
        "students",
        Model::Author,
        false,
        &[("students", Model::Author, false)],
    ),
    ("articles", Model::Article, false, &[]),
];
const ARTICLE_AGGREGATES: &[&str] = &[
    "remarks.count",
    "remarks.exists",
    "remarks.sum(points)",
    "remarks.avg(points)",
    "remarks.min(points)",
    "remarks.max(points)",
    "remarks.max(body)",
    "labels.count",
    "labels.max(name)",
    "pictures.count",
    "pictures.sum(width)",
    "pictures.exists",
    "summary.exists",
];
const AUTHOR_AGGREGATES: &[&str] = &[
    "students.count",
    "students.max(name)",
    "articles.count",
    "articles.sum(views)",
];

fn aggregate(r: &mut Random, name: &str) -> Json {
    let (relation, call) = name.split_once('.').expect("a relation");
    let model = match relation {
        "remarks" => Model::Remark,
        "labels" => Model::Label,
        "pictures" => Model::Picture,
        "students" => Model::Author,
        "articles" => Model::Article,
        _ => Model::Bare,
    };
    if r.percent(40) || model == Model::Bare {
        return json!(name);
    }
    let mut aggregate = json!({"relation": relation, "filters": filters(r, model, false, 2, 2)});
    match call.strip_suffix(')').and_then(|call| call.split_once('(')) {
        Some((kind, field)) => {
            aggregate["type"] = json!(kind);
            aggregate["field"] = json!(field);
        }
        None => aggregate["type"] = json!(call),
    }
    aggregate
}

/// A request for the rows of a model.
pub(crate) fn request(r: &mut Random, model: Model, pivot: bool, by_cursor: bool) -> Json {
    let mut request = Map::new();
    let mut put = |key: &str, value: Json| request.insert(key.to_owned(), value);
    let is_article = model == Model::Article;
    if r.percent(70) {
        put("filters", filters(r, model, pivot, 3, 0));
    }
    if r.percent(60) {
        put("sort", sort(r, model, pivot, 3));
    }
    if is_article && r.percent(20) {
        put(
            "scopes",
            match r.below(10) {
                0..4 => json!([{"name": "popular"}]),
                4..8 => {
                    json!([{"name": "between", "parameters": [value(r, Type::Int), value(r, Type::Int)]}])
                }
                8 => {
                    json!([{"name": "noted", "parameters": [value(r, Type::Text)]}, {"name": "popular"}])
                }
                _ => json!([{"name": "secret"}]),
            },
        );
    }
    if r.percent(15) {
        let text = if r.percent(4) {
            hostile(r)
        } else {
            json!(r.one_of(&[
                "a", "b", "A", "%", "_", "!", "\\", "'", "ä", "a%", "中文", "", "a!b", "zz"
            ]))
        };
        if text.is_string() {
            put(
                "search",
                if r.percent(50) {
                    text
                } else {
                    json!({"value": text, "case_sensitive": r.percent(50)})
                },
            );
        }
    }
    let (includes, aggregates) = if is_article {
        (OF_ARTICLES, ARTICLE_AGGREGATES)
    } else {
        (OF_AUTHORS, AUTHOR_AGGREGATES)
    };
    if r.percent(40) {
        let mut wanted = Vec::new();
        for (name, model, pivot, inside) in includes {
            if r.percent(25) {
                wanted.push(include(r, name, *model, *pivot, inside));
            }
        }
        if r.percent(2) {
            wanted.push(json!(*r.one_of(&[
                "secret",
                "writer.students",
                "remarks.article",
                "tenant.articles",
                "x"
            ])));
        }
        put("includes", Json::Array(wanted));
    }
    if r.percent(40) {
        let mut wanted = Vec::new();
        for name in aggregates {
            if r.percent(20) && wanted.len() < 10 {
                wanted.push(aggregate(r, name));
            }
        }
        if r.percent(2) {
            wanted.push(json!(*r.one_of(&[
                "secret.count",
                "remarks.sum(secret)",
                "remarks.count",
                "remarks.sum"
            ])));
        }
        put("aggregates", Json::Array(wanted));
    }
    if r.percent(60) {
        put("limit", json!(if r.percent(2) { 1000 } else { r.below(8) }));
    }
    if !by_cursor && r.percent(40) {
        put(
            "page",
            json!(if r.percent(4) {
                0
            } else if r.percent(4) {
                u32::MAX
            } else {
                1 + r.below(3) as u32
            }),
        );
    }
    if r.percent(1) {
        put(
            "cursor",
            json!(*r.one_of(&["x", "e30", "eyJzIjpbImlkIl0sInYiOlsxXX0_", ""])),
        );
    }
    for key in ["with_trashed", "only_trashed"] {
        if r.percent(if is_article { 15 } else { 1 }) {
            put(key, json!(true));
        }
    }
    if r.percent(10) {
        let names: &[&str] = if is_article {
            &["id", "title", "note", "secret", "size"]
        } else {
            &["author_no", "name"]
        };
        let mut fields = vec![*r.one_of(names), *r.one_of(names)];
        if r.percent(5) {
            fields.push(*r.one_of(&["deleted_at", "x"]));
        }
        put("fields", json!(fields));
    }
    Json::Object(request)
}
