use serde_json::json;

use super::mistakes;
use crate::search::error::ErrorCode::{self, *};
use crate::search::error::InvalidRequest;
use crate::search::request::filter::Filter;
use crate::search::request::operator::Operator;
use crate::search::request::parts::{Aggregate, Include, Keywords};
use crate::search::request::request::SearchRequest;

fn read(json: &str) -> Result<SearchRequest, InvalidRequest> {
    SearchRequest::from_json(json.as_bytes())
}

#[test]
fn every_part_is_read() {
    let request = read(
        r#"{
        "scopes":  [{"name": "popular", "parameters": [5]}, {"name": "published"}],
        "filters": [{"field": "title", "operator": "like", "value": "A%"},
                    {"type": "or", "field": "author.name", "operator": "=", "value": "Ann"},
                    {"type": "and", "nested": [{"field": "id", "operator": "in", "value": [1, 2]}]}],
        "search":  {"value": "rust", "case_sensitive": false},
        "sort":    [{"field": "created_at", "direction": "desc"}, {"field": "id"}],
        "includes": ["author", {"relation": "comments", "limit": 3,
                    "filters": [{"field": "votes", "operator": ">", "value": 0}],
                    "sort": [{"field": "votes", "direction": "desc"}], "includes": ["author"]}],
        "aggregates": ["comments.count", {"relation": "comments", "type": "sum", "field": "votes",
                    "filters": [{"field": "spam", "value": null}]}],
        "page": 1, "limit": 15, "cursor": "abc", "with_trashed": false, "only_trashed": true, "fields": ["id", "title"]
    }"#,
    );
    let comments = Include::of("comments")
        .filter("votes", Operator::Gt, 0)
        .sort_desc("votes")
        .include("author")
        .limit(3);
    let votes = Aggregate::sum("comments", "votes").filter("spam", "=", ());
    let written = SearchRequest::new()
        .scope("popular", [5])
        .scope("published", ())
        .filter("title", Operator::Like, "A%")
        .or_filter("author.name", Operator::Eq, "Ann")
        .group(|group| group.filter("id", Operator::In, [1, 2]))
        .keywords(Keywords::new("rust").ignore_case())
        .sort_desc("created_at")
        .sort("id")
        .include("author")
        .include(comments)
        .aggregate(Aggregate::count("comments"))
        .aggregate(votes)
        .page(1)
        .limit(15)
        .cursor("abc")
        .only_trashed()
        .fields(["id", "title"]);
    assert_eq!(request, Ok(written));
}

#[test]
fn what_is_empty_is_not_written() {
    let written = |request: SearchRequest| serde_json::to_value(request).unwrap();
    assert_eq!(written(SearchRequest::new()), json!({}));
    let request = SearchRequest::new()
        .scope("published", ())
        .or_group(|group| group)
        .keywords("rust")
        .aggregate(Aggregate::new("a(b)", "sum", None))
        .fields([""; 0]);
    let json = json!({
        "scopes": [{"name": "published"}],
        "filters": [{"type": "or", "nested": []}],
        "search": {"value": "rust"},
        "aggregates": [{"relation": "a(b)", "type": "sum"}],
        "fields": [],
    });
    assert_eq!(written(request), json);
}

#[test]
fn null_is_a_part_that_is_not_there() {
    let request = read(
        r#"{"scopes": null, "filters": null, "search": null, "sort": null, "includes": null, "aggregates": null, "page": null,
            "limit": null, "cursor": null, "with_trashed": null, "only_trashed": null, "fields": null}"#,
    );
    assert_eq!(request, Ok(SearchRequest::new()));
    assert_eq!(read("{}"), Ok(SearchRequest::new()));
}

#[test]
fn a_limit_below_one_is_none() {
    for limit in ["0", "-5", "-9223372036854775808"] {
        let request = read(&format!(r#"{{"limit": {limit}}}"#));
        assert_eq!(request, Ok(SearchRequest::new()), "{limit}");
    }
    let request = read(r#"{"limit": 5000000000}"#);
    assert_eq!(request, Ok(SearchRequest::new().limit(u32::MAX)));
}

/// Documents with a mistake, its place and its code.
pub(super) const MISTAKES: &[(&str, &str, ErrorCode)] = &[
    ("[]", "", WrongType),
    ("null", "", WrongType),
    (r#"{"filter": []}"#, "/filter", UnknownKey),
    (r#"{"a/b": 1}"#, "/a~1b", UnknownKey),
    (r#"{"page": 1, "page": 2}"#, "/page", DuplicateKey),
    (r#"{"page": 0}"#, "/page", InvalidPage),
    (r#"{"page": -1}"#, "/page", InvalidPage),
    (r#"{"page": 1.5}"#, "/page", InvalidPage),
    (r#"{"page": 4294967296}"#, "/page", InvalidPage),
    (r#"{"page": "1"}"#, "/page", WrongType),
    (r#"{"limit": 1.5}"#, "/limit", InvalidLimit),
    (r#"{"limit": 99999999999999999999}"#, "/limit", InvalidLimit),
    (r#"{"limit": "many"}"#, "/limit", WrongType),
    (r#"{"cursor": 1}"#, "/cursor", WrongType),
    (r#"{"with_trashed": "yes"}"#, "/with_trashed", WrongType),
    (r#"{"only_trashed": 1}"#, "/only_trashed", WrongType),
    (r#"{"fields": "id"}"#, "/fields", WrongType),
    (r#"{"fields": ["id", 1]}"#, "/fields/1", WrongType),
    (r#"{"scopes": {}}"#, "/scopes", WrongType),
    (r#"{"scopes": ["popular"]}"#, "/scopes/0", WrongType),
    (r#"{"scopes": [{}]}"#, "/scopes/0", MissingKey),
    (
        r#"{"scopes": [{"name": null}]}"#,
        "/scopes/0/name",
        WrongType,
    ),
    (
        r#"{"scopes": [{"name": "a", "parameters": 1}]}"#,
        "/scopes/0/parameters",
        WrongType,
    ),
    (
        r#"{"scopes": [{"name": "a", "parameters": [{}]}]}"#,
        "/scopes/0/parameters/0",
        WrongType,
    ),
    (r#"{"filters": [1]}"#, "/filters/0", WrongType),
    (r#"{"filters": [{"value": 1}]}"#, "/filters/0", MissingKey),
    (r#"{"filters": [{"field": "a"}]}"#, "/filters/0", MissingKey),
    (
        r#"{"filters": [{"field": ["a"], "value": 1}]}"#,
        "/filters/0/field",
        WrongType,
    ),
    (
        r#"{"filters": [{"field": "a", "operator": 1, "value": 1}]}"#,
        "/filters/0/operator",
        WrongType,
    ),
    (
        r#"{"filters": [{"field": "a", "value": {}}]}"#,
        "/filters/0/value",
        WrongType,
    ),
    (
        r#"{"filters": [{"field": "a", "value": [1, [{}]]}]}"#,
        "/filters/0/value/1/0",
        WrongType,
    ),
    (
        r#"{"filters": [{"type": "xor", "field": "a", "value": 1}]}"#,
        "/filters/0/type",
        InvalidValue,
    ),
    (
        r#"{"filters": [{"type": 1, "field": "a", "value": 1}]}"#,
        "/filters/0/type",
        WrongType,
    ),
    (
        r#"{"filters": [{"operater": "=", "field": "a", "value": 1}]}"#,
        "/filters/0/operater",
        UnknownKey,
    ),
    (
        r#"{"filters": [{"field": "a", "field": "b", "value": 1}]}"#,
        "/filters/0/field",
        DuplicateKey,
    ),
    (
        r#"{"filters": [{"nested": [{"nested": [{"field": "a"}]}]}]}"#,
        "/filters/0/nested/0/nested/0",
        MissingKey,
    ),
    (
        r#"{"filters": [{"nested": [], "value": 1}]}"#,
        "/filters/0/value",
        UnknownKey,
    ),
    (
        r#"{"filters": [{"nested": 1}]}"#,
        "/filters/0/nested",
        WrongType,
    ),
    (r#"{"search": 1}"#, "/search", WrongType),
    (r#"{"search": {}}"#, "/search", MissingKey),
    (
        r#"{"search": {"value": "a", "case_sensitive": 0}}"#,
        "/search/case_sensitive",
        WrongType,
    ),
    (r#"{"sort": ["id"]}"#, "/sort/0", WrongType),
    (r#"{"sort": [{"direction": "asc"}]}"#, "/sort/0", MissingKey),
    (
        r#"{"sort": [{"field": "id", "direction": "up"}]}"#,
        "/sort/0/direction",
        InvalidValue,
    ),
    (r#"{"includes": "author"}"#, "/includes", WrongType),
    (r#"{"includes": [1]}"#, "/includes/0", WrongType),
    (r#"{"includes": [{}]}"#, "/includes/0", MissingKey),
    (
        r#"{"includes": [{"relation": "a", "limit": "3"}]}"#,
        "/includes/0/limit",
        WrongType,
    ),
    (
        r#"{"includes": [{"relation": "a", "filters": [{}, 1]}]}"#,
        "/includes/0/filters/0",
        MissingKey,
    ),
    (
        r#"{"includes": [{"relation": "a", "includes": [{"relation": "b", "where": 1}]}]}"#,
        "/includes/0/includes/0/where",
        UnknownKey,
    ),
    (
        r#"{"aggregates": ["count"]}"#,
        "/aggregates/0",
        InvalidValue,
    ),
    (
        r#"{"aggregates": ["a.sum(b"]}"#,
        "/aggregates/0",
        InvalidValue,
    ),
    (
        r#"{"aggregates": [{"relation": "a"}]}"#,
        "/aggregates/0",
        MissingKey,
    ),
    (
        r#"{"aggregates": [{"relation": "a", "type": "sum", "field": 1}]}"#,
        "/aggregates/0/field",
        WrongType,
    ),
];

#[test]
fn every_mistake_has_a_place_and_a_code() {
    for (json, pointer, code) in MISTAKES {
        let first = mistakes(read(json)).into_iter().next();
        assert_eq!(first, Some(((*pointer).to_owned(), *code)), "{json}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let mistakes = mistakes(read(
        r#"{"filters": [{"feld": "a"}, {"field": 1, "value": {}}], "sort": [{"field": "a", "direction": ""}], "page": 0, "x": 1}"#,
    ));
    let pointers: Vec<_> = mistakes.iter().map(|(pointer, _)| &**pointer).collect();
    let expected = [
        "/x",
        "/filters/0/feld",
        "/filters/0",
        "/filters/0",
        "/filters/1/field",
        "/filters/1/value",
        "/sort/0/direction",
        "/page",
    ];
    assert_eq!(pointers, expected);
}

#[test]
fn an_unknown_key_tells_the_known_ones() {
    let invalid = read(r#"{"sort": [{"column": "id", "field": "id"}]}"#).unwrap_err();
    assert_eq!(invalid.errors[0].allowed, ["field", "direction"]);
    assert_eq!(invalid.errors[0].message, "there is no key `column`");
}

#[test]
fn deserialize_reads_what_from_json_does() {
    let json = r#"{"filters": [{"field": "votes", "operator": "in", "value": [1, 2]}], "page": 2}"#;
    let request: SearchRequest = serde_json::from_str(json).unwrap();
    assert_eq!(Ok(&request), read(json).as_ref());
    let value = serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(
        serde_json::from_value::<SearchRequest>(value).unwrap(),
        request
    );

    let error = serde_json::from_str::<SearchRequest>(r#"{"page": 0, "sort": 1}"#).unwrap_err();
    assert_eq!(error.to_string(), "/sort: expected a list, found a number");
    assert_eq!(
        serde_json::from_str::<SearchRequest>("{}").unwrap(),
        SearchRequest::new()
    );
}

#[test]
fn deserialize_reads_the_map_of_a_query_string() {
    let json = r#"{"filter[votes][gte]": "3", "sort": "-id,title", "page": "2", "search": "rust"}"#;
    let request = serde_json::from_str::<SearchRequest>(json).unwrap();
    let query = "filter[votes][gte]=3&sort=-id,title&page=2&search=rust";
    assert_eq!(Ok(request), SearchRequest::from_query(query));

    let json = r#"{"filter[id][in][]": "1", "filter[id][in][]": "2"}"#;
    let request = serde_json::from_str::<SearchRequest>(json).unwrap();
    let query = "filter[id][in][]=1&filter[id][in][]=2";
    assert_eq!(Ok(request), SearchRequest::from_query(query));

    let json = r#"{"filter[id][in][]": ["1", "2"]}"#;
    let request = serde_json::from_str::<SearchRequest>(json).unwrap();
    assert_eq!(Ok(request), SearchRequest::from_query(query));

    let json = r#"{"page": "x", "sort": "id"}"#;
    let error = serde_json::from_str::<SearchRequest>(json).unwrap_err();
    assert_eq!(
        error.to_string(),
        "page: there is no page x: pages are numbered from 1"
    );
}

#[test]
fn requests_made_by_hand_are_read_again() {
    let request = SearchRequest::new()
        .group(|group| {
            group.filter("a", "=", 1).or_group(|group| {
                group
                    .filter("b", "!=", None::<i32>)
                    .or_filter("c", "<", -0.5)
            })
        })
        .or_filter("tags", Operator::AllIn, vec!["a", "b"])
        .include(Include::of("a.b").include(Include::of("c").limit(1)))
        .scope("x", "one");
    let json = serde_json::to_vec(&request).unwrap();
    assert_eq!(SearchRequest::from_json(&json), Ok(request));
    let or = Filter::new("a", "=", 1).or();
    assert_eq!(serde_json::to_value(or).unwrap()["type"], "or");
}
