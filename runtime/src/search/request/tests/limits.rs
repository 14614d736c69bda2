use super::raw;
use crate::search::error::ErrorCode::{self, *};
use crate::search::request::filter::Filters;
use crate::search::request::limits::SearchLimits;
use crate::search::request::parts::{Aggregate, Include};
use crate::search::request::request::SearchRequest;

fn check(request: &SearchRequest) -> Vec<(String, ErrorCode)> {
    let mut errors = Vec::new();
    SearchLimits::default().check(request, &mut errors);
    let errors = errors.into_iter();
    errors.map(|error| (error.pointer, error.code)).collect()
}

/// The request, made by adding to it a number of times.
fn times(count: usize, add: impl Fn(SearchRequest) -> SearchRequest) -> SearchRequest {
    (0..count).fold(SearchRequest::new(), |request, _| add(request))
}

/// That many parts are allowed, and one more is too many.
fn at_most(most: usize, pointer: &str, add: impl Fn(SearchRequest) -> SearchRequest) {
    assert_eq!(check(&times(most, &add)), []);
    let mistakes = check(&times(most + 1, &add));
    assert_eq!(mistakes, [(pointer.to_owned(), TooMany)]);
}

#[test]
fn parts_are_counted() {
    at_most(50, "/filters", |request| request.filter("a", "=", 1));
    at_most(20, "/includes", |request| request.include("a"));
    at_most(8, "/sort", |request| request.sort("a"));
    at_most(10, "/scopes", |request| request.scope("a", ()));
    at_most(10, "/aggregates", |request| {
        request.aggregate(Aggregate::count("a"))
    });
}

#[test]
fn filters_are_counted_in_all() {
    let some =
        |count: usize| (0..count).fold(Filters::new(), |filters, _| filters.filter("a", "=", 1));
    let include = |count| Include::of("b").group(|_| some(count));
    let aggregate = |count| Aggregate::count("c").group(|_| some(count));
    let request = |last| {
        SearchRequest::new()
            .group(|_| some(10))
            .include(Include::of("a").include(include(20)))
            .aggregate(aggregate(last))
    };
    assert_eq!(check(&request(17)), []);
    let place = "/aggregates/0/filters/0/nested".to_owned();
    assert_eq!(check(&request(18)), [(place, TooMany)]);
}

#[test]
fn includes_of_includes_are_counted() {
    let include = (0..20).fold(Include::of("a"), |include, _| include.include("b"));
    let request = SearchRequest::new().include(include);
    assert_eq!(
        check(&request),
        [("/includes/0/includes".to_owned(), TooMany)]
    );
}

#[test]
fn groups_have_a_depth() {
    let nested = |depth: usize| {
        let inner = Filters::new().filter("a", "=", 1);
        let filters = (1..depth).fold(inner, |inner, _| Filters::new().group(|_| inner));
        SearchRequest::new().group(|_| filters)
    };
    assert_eq!(check(&nested(3)), []);
    let place = "/filters/0/nested/0/nested/0/nested/0/nested".to_owned();
    assert_eq!(check(&nested(4)), [(place, TooDeep)]);
    assert_eq!(check(&nested(100)).len(), 1);
}

#[test]
fn includes_have_a_depth() {
    let request = SearchRequest::new().include("a.b.c.d");
    assert_eq!(check(&request), []);
    let request = SearchRequest::new().include("a.b.c.d.e");
    assert_eq!(check(&request), [("/includes/0".to_owned(), TooDeep)]);
    let request =
        SearchRequest::new().include(Include::of("a.b").include(Include::of("c.d").include("e")));
    let place = "/includes/0/includes/0/includes/0".to_owned();
    assert_eq!(check(&request), [(place, TooDeep)]);
}

#[test]
fn lists_have_a_length() {
    let request = |count| SearchRequest::new().filter("a", "in", vec![1; count]);
    assert_eq!(check(&request(500)), []);
    assert_eq!(
        check(&request(501)),
        [("/filters/0/value".to_owned(), TooMany)]
    );

    let request = SearchRequest::new().scope("a", vec![1; 501]);
    assert_eq!(
        check(&request),
        [("/scopes/0/parameters".to_owned(), TooMany)]
    );
    let request = SearchRequest::new().fields(vec!["a"; 101]);
    assert_eq!(check(&request), [("/fields".to_owned(), TooMany)]);
}

#[test]
fn texts_have_a_length() {
    let long = "ü".repeat(2049);
    let request = SearchRequest::new()
        .scope("a", [&*long])
        .filter("a", "=", &*long)
        .filter(&*long, "=", ["a", &long])
        .sort(&*long)
        .cursor(&*long);
    let places = [
        "/scopes/0/parameters/0",
        "/filters/0/value",
        "/filters/1/field",
        "/filters/1/value/1",
        "/sort/0/field",
        "/cursor",
    ];
    assert_eq!(
        check(&request),
        places.map(|place| (place.to_owned(), TooLong))
    );
    let allowed = SearchRequest::new().filter("a", "=", "ü".repeat(2048));
    assert_eq!(check(&allowed), []);
}

#[test]
fn keywords_have_a_length_in_characters() {
    assert_eq!(check(&SearchRequest::new().keywords("ü".repeat(200))), []);
    let request = SearchRequest::new().keywords("ü".repeat(201));
    assert_eq!(check(&request), [("/search".to_owned(), TooLong)]);
}

#[test]
fn texts_have_no_nul_characters() {
    let request = SearchRequest::new()
        .filter("a", "=", raw("\0"))
        .filter("b", "in", ["a", "b\0"])
        .keywords("\0");
    let places = ["/filters/0/value", "/filters/1/value/1", "/search"];
    assert_eq!(
        check(&request),
        places.map(|place| (place.to_owned(), InvalidValue))
    );

    let request = SearchRequest::from_query("filter[a]=%00&search=%00").unwrap();
    let places = ["filter[a]", "search"];
    assert_eq!(
        check(&request),
        places.map(|place| (place.to_owned(), InvalidValue))
    );
}

#[test]
fn pages_are_numbered_from_one() {
    let request = SearchRequest::new().page(0).limit(0);
    let mistakes = [
        ("/page".to_owned(), InvalidPage),
        ("/limit".to_owned(), InvalidLimit),
    ];
    assert_eq!(check(&request), mistakes);
    let request = SearchRequest::new().page(1).cursor("a");
    assert_eq!(check(&request), [("/cursor".to_owned(), InvalidCursor)]);
}

#[test]
fn no_more_than_50_mistakes_are_collected() {
    let request = SearchRequest::new().filter("a", "in", vec!["\0"; 500]);
    assert_eq!(check(&request).len(), 50);
}
