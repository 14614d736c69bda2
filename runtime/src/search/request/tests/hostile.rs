//! Documents that are long, deep, wrong or strange.

use super::{mistake, mistakes};
use crate::search::error::ErrorCode::*;
use crate::search::error::InvalidRequest;
use crate::search::request::filter::Term;
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;

fn read(json: &str) -> Result<SearchRequest, InvalidRequest> {
    SearchRequest::from_json(json.as_bytes())
}

/// The value of the first filter.
fn value(request: &SearchRequest) -> &Value {
    match &request.filters[0].term {
        Term::Field { value, .. } => value,
        Term::Group(_) => panic!("a group"),
    }
}

#[test]
fn names_of_any_length_are_cut_in_errors() {
    let key = "ü".repeat(1_000_000);
    let invalid = read(&format!(r#"{{"{key}": 1}}"#)).unwrap_err();
    assert_eq!(invalid.errors[0].pointer, "");
    assert!(invalid.to_string().len() < 400);
}

#[test]
fn no_more_than_50_mistakes_are_collected() {
    let filters = vec!["{}"; 10_000].join(",");
    let invalid = read(&format!(r#"{{"filters": [{filters}]}}"#)).unwrap_err();
    assert_eq!(invalid.errors.len(), InvalidRequest::MAX_ERRORS);
}

#[test]
fn what_is_not_json_is_malformed() {
    let texts: &[&[u8]] = &[
        b"",
        b"{",
        b"{} {}",
        b"{\"page\": 01}",
        b"{'page': 1}",
        b"\xff",
        b"{\"cursor\": \"\xff\"}",
        br#"{"cursor": "\ud800"}"#,
        b"{\"cursor\": \"a\nb\"}",
        b"{\"page\": NaN}",
        b"{\"page\": 1e400}",
        b"{\"page\": 1,}",
        b"\0",
    ];
    for text in texts {
        let mistake = mistake(SearchRequest::from_json(text));
        assert_eq!(
            mistake,
            (String::new(), Malformed),
            "{}",
            text.escape_ascii()
        );
    }
}

#[test]
fn documents_of_any_depth_are_read() {
    let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for depth in [10_000, 1_000_000] {
        let lists = lists(depth);
        assert_eq!(mistake(read(&lists)), (String::new(), WrongType));
        let json = format!(r#"{{"filters": [{{"field": "a", "value": {lists}}}]}}"#);
        let (pointer, code) = mistake(read(&json));
        assert_eq!(code, TooDeep);
        assert!(pointer.starts_with("/filters/0/value/0/0/0"), "{pointer}");
    }
    let open = "[".repeat(10_000);
    assert_eq!(mistake(read(&open)).1, Malformed);

    let depth = 10_000;
    let groups = format!("{}{}", r#"{"nested":["#.repeat(depth), "]}".repeat(depth));
    assert_eq!(
        mistake(read(&format!(r#"{{"filters": [{groups}]}}"#))).1,
        TooDeep
    );
    let includes = format!(
        "{}1{}",
        r#"{"relation":"a","includes":["#.repeat(depth),
        "]}".repeat(depth)
    );
    assert_eq!(
        mistake(read(&format!(r#"{{"includes": [{includes}]}}"#))).1,
        TooDeep
    );
}

#[test]
fn documents_of_any_length_are_read() {
    let list = vec!["1"; 300_000].join(",");
    let json = format!(
        r#"{{"page": 1, "fields": ["id"], "filters": [{{"field": "a", "value": [{list}]}}], "limit": 3}}"#
    );
    let all = mistakes(read(&json));
    assert!(all.iter().all(|(_, code)| *code == TooMany), "{all:?}");
    assert!(all[0].0.starts_with("/filters/0/value/9999"), "{all:?}");

    let keys: Vec<_> = (0..300_000).map(|key| format!("\"{key}\":[[]]")).collect();
    assert_eq!(mistakes(read(&format!("{{{}}}", keys.join(",")))).len(), 50);
    let same = vec!["\"page\":1"; 300_000].join(",");
    assert_eq!(mistakes(read(&format!("{{{same}}}")))[0].1, DuplicateKey);
}

#[test]
fn values_are_what_was_written() {
    let request = read(
        r#"{"filters": [{"field": "ü\u0000", "operator": "\ud83e\udd80", "value": [null, true, -1, 18446744073709551615, 0.1, "'; drop table posts; --", "\u0000", "", []]}]}"#,
    );
    let list: Vec<Value> = vec![
        Value::Null,
        true.into(),
        (-1).into(),
        u64::MAX.into(),
        0.1.into(),
        "'; drop table posts; --".into(),
        "\0".into(),
        "".into(),
        Value::List(Vec::new()),
    ];
    assert_eq!(request, Ok(SearchRequest::new().filter("ü\0", "🦀", list)));
}

#[test]
fn a_number_beyond_the_integers_is_none_of_them() {
    for number in ["99999999999999999999", "-9223372036854775809", "1e30"] {
        let request = read(&format!(
            r#"{{"filters": [{{"field": "a", "value": {number}}}]}}"#
        ))
        .unwrap();
        let value = value(&request);
        assert_eq!(value.parse::<i64>(), None, "{number}");
        assert_eq!(value.parse::<u64>(), None, "{number}");
        assert_eq!(value.parse::<f64>(), number.parse().ok(), "{number}");
    }
}
