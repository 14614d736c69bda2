use super::{mistake, mistakes, raw};
use crate::search::error::ErrorCode::{self, *};
use crate::search::request::filter::Connective;
use crate::search::request::operator::Operator;
use crate::search::request::parts::{Aggregate, Include, Keywords};
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;

fn read(query: &str) -> SearchRequest {
    SearchRequest::from_query(query).unwrap()
}

#[test]
fn every_part_is_read() {
    let request = read(
        "scope[popular]=5&scope[recent][]=a&scope[recent][]=b&scope[published]&filter[author.name][like]=Ann%25&filter[votes]=3\
         &search=rust+lang&search[case_sensitive]=false&sort=-created_at,author.name&include=author,comments.author\
         &aggregate=comments.count,comments.sum(votes)&page=2&limit=15&cursor=abc&with_trashed=true&only_trashed=1&fields=id,title",
    );
    let written = SearchRequest::new()
        .scope("popular", raw("5"))
        .scope("recent", [raw("a"), raw("b")])
        .scope("published", ())
        .filter("author.name", Operator::Like, raw("Ann%"))
        .filter("votes", Operator::Eq, raw("3"))
        .keywords(Keywords::new("rust lang").ignore_case())
        .sort_desc("created_at")
        .sort("author.name")
        .include("author")
        .include("comments.author")
        .aggregate(Aggregate::count("comments"))
        .aggregate(Aggregate::sum("comments", "votes"))
        .page(2)
        .limit(15)
        .cursor("abc")
        .with_trashed()
        .only_trashed()
        .fields(["id", "title"]);
    assert_eq!(request, written);
}

#[test]
fn operators_have_names_of_letters() {
    for operator in Operator::ALL {
        let request = read(&format!("filter[a][{}]=1", operator.query_name()));
        let value = match operator.takes_list() {
            true => Value::from([raw("1")]),
            false => raw("1"),
        };
        assert_eq!(request, SearchRequest::new().filter("a", operator, value));
    }
    let request = read("filter[a][%3E%3D]=1&filter[a][regexp]=1");
    let written = SearchRequest::new()
        .filter("a", Operator::Ge, raw("1"))
        .filter("a", "regexp", raw("1"));
    assert_eq!(request, written);
}

#[test]
fn null_is_an_operator() {
    let request = read("filter[a][is]=null&filter[b][is_not]=null&filter[c]=null");
    let written = SearchRequest::new()
        .filter("a", "=", ())
        .filter("b", "!=", ())
        .filter("c", "=", raw("null"));
    assert_eq!(request, written);
}

#[test]
fn lists_have_commas_or_a_parameter_for_each_item() {
    let list = |query: &str, items: &[&str]| {
        let items: Value = items.iter().map(|item| raw(item)).collect();
        let written = SearchRequest::new().filter("a", Operator::In, items);
        assert_eq!(read(query), written, "{query}");
    };
    list("filter[a][in]=1,2", &["1", "2"]);
    list("filter[a][in]=", &[]);
    list("filter[a][in]=,", &["", ""]);
    list("filter[a][in][]=1,2&filter[a][in][]=3", &["1,2", "3"]);
    list("filter[a][in][]=", &[""]);
    list("filter[a][in]=ä,%F0%9F%A6%80,%00", &["ä", "🦀", "\0"]);
}

#[test]
fn a_filter_stands_there_as_often_as_one_likes() {
    let request = read("filter[a][gte]=1&filter[a][gte]=2&sort=a&sort=b&fields=a&fields=b");
    assert_eq!(request.filters.len(), 2);
    assert!(
        request
            .filters
            .iter()
            .all(|filter| filter.connective == Connective::And)
    );
    assert_eq!(request.sort.len(), 2);
    assert_eq!(request.fields.map(|fields| fields.len()), Some(2));
}

#[test]
fn empty_parameters_say_nothing() {
    assert_eq!(read(""), SearchRequest::new());
    assert_eq!(
        read("sort=&include=&aggregate=,&limit=0"),
        SearchRequest::new()
    );
    assert_eq!(read("fields="), SearchRequest::new().fields([""; 0]));
}

#[test]
fn every_mistake_has_a_place_and_a_code() {
    let cases: &[(&str, &str, ErrorCode)] = &[
        ("filters[a]=1", "filters[a]", UnknownKey),
        ("filter=1", "filter", UnknownKey),
        ("filter[a=1", "filter[a", UnknownKey),
        ("filter[a]]=1", "filter[a]]", UnknownKey),
        ("filter[a]x[b]=1", "filter[a]x[b]", UnknownKey),
        ("filter[a][in][x]=1", "filter[a][in][x]", UnknownKey),
        ("filter[a][]=1", "filter[a][]", UnknownKey),
        ("filter[a][is]=1", "filter[a][is]", InvalidValue),
        ("sort[]=a", "sort[]", UnknownKey),
        ("=1", "", UnknownKey),
        ("page=0", "page", InvalidPage),
        ("page=", "page", InvalidPage),
        ("page=-1", "page", InvalidPage),
        ("page=4294967296", "page", InvalidPage),
        ("page=1&page=2", "page", DuplicateKey),
        ("limit=many", "limit", InvalidLimit),
        ("limit=1&limit=1", "limit", DuplicateKey),
        ("with_trashed=yes", "with_trashed", WrongType),
        (
            "search[case_sensitive]=",
            "search[case_sensitive]",
            WrongType,
        ),
        ("search=a&search[value]=b", "search[value]", DuplicateKey),
        ("cursor=a&cursor=a", "cursor", DuplicateKey),
        ("aggregate=comments.count,count", "aggregate", InvalidValue),
    ];
    for (query, pointer, code) in cases {
        let mistake = mistake(SearchRequest::from_query(query));
        assert_eq!(mistake, ((*pointer).to_owned(), *code), "{query}");
    }
    let all = mistakes(SearchRequest::from_query("page=0&x=1&limit=a"));
    assert_eq!(all.len(), 3);
}

#[test]
fn long_query_strings_are_read() {
    let many = "x=1&".repeat(100_000);
    assert_eq!(mistakes(SearchRequest::from_query(&many)).len(), 50);
    let filters: String = (0..20_000)
        .map(|i| format!("filter[{i}][in][]=1&"))
        .collect();
    assert_eq!(read(&filters.repeat(2)).filters.len(), 20_000);
    let name = "ü".repeat(100_000);
    let invalid = SearchRequest::from_query(&format!("{name}=1")).unwrap_err();
    assert!(invalid.to_string().len() < 1000);
}

#[test]
fn values_of_types_are_written_as_texts() {
    let request = SearchRequest::new()
        .filter("a", Operator::Eq, 0.5)
        .filter("b", Operator::Ne, false)
        .filter("c", Operator::NotIn, vec!["x", "y"])
        .filter("d", Operator::In, ["x,y"])
        .filter("e", Operator::Eq, ());
    let query = request.to_query().unwrap();
    let query = query
        .replace("%5B", "[")
        .replace("%5D", "]")
        .replace("%2C", ",");
    let expected = "filter[a][eq]=0.5&filter[b][ne]=false&filter[c][not_in]=x,y&filter[d][in][]=x,y&filter[e][is]=null";
    assert_eq!(query, expected);
}

#[test]
fn a_query_string_cannot_say_all() {
    let new = SearchRequest::new;
    let cannot = [
        new().filter("a", "=", 1).or_filter("b", "=", 1),
        new().group(|group| group.filter("a", "=", 1)),
        new().filter("a]", "=", 1),
        new().filter("a", "is", "null"),
        new().filter("a", "<", ()),
        new().filter("a", "=", [0; 0]),
        new().filter("a", "in", 1),
        new().filter("a", "in", [None::<i32>]),
        new()
            .filter("a", "in", ["", "b,"])
            .filter("a", "in", ["c,"]),
        new().include(Include::of("a").limit(1)),
        new().include(Include::of("a").include("b")),
        new().include("a,b"),
        new().include(""),
        new().sort("-a"),
        new().aggregate(Aggregate::count("a").filter("b", "=", 1)),
        new().scope("a", [[1]]),
        new().scope("a[", ()),
        new().fields(["a,b"]),
    ];
    for request in cannot {
        assert_eq!(request.to_query(), None, "{request:?}");
    }
}

#[test]
fn errors_of_its_parts_name_the_parameter() {
    let request =
        read("sort=id&filter[a][lt]=1&include=b&scope[c]=1&aggregate=d.count&filter[e]=2");
    let place = request.place();
    let filters = place.key("filters");
    assert_eq!(
        request.filters[0]
            .place(&filters, 0)
            .key("field")
            .to_string(),
        "filter[a][lt]"
    );
    assert_eq!(
        request.filters[1].place(&filters, 1).to_string(),
        "filter[e]"
    );
    let sort = request.sort[0].place(&place.key("sort"), 0);
    assert_eq!(sort.key("field").to_string(), "sort");
    let include = request.includes[0].place(&place.key("includes"), 0);
    assert_eq!(include.key("relation").to_string(), "include");
    let scope = request.scopes[0].place(&place.key("scopes"), 0);
    assert_eq!(scope.key("parameters").index(0).to_string(), "scope[c]");
    let aggregate = request.aggregates[0].place(&place.key("aggregates"), 0);
    assert_eq!(aggregate.key("type").to_string(), "aggregate");
}
