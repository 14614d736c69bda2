//! Requests by chance, from a fixed seed.

use crate::search::request::filter::{Filter, Filters};
use crate::search::request::limits::SearchLimits;
use crate::search::request::operator::Operator;
use crate::search::request::parts::{Aggregate, Include, Keywords, ScopeCall, Sort};
use crate::search::request::request::SearchRequest;
use crate::search::request::value::Value;

/// Numbers by chance: xorshift.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    fn one_in(&mut self, end: usize) -> bool {
        self.below(end) == 0
    }

    fn some<T>(&mut self, most: usize, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.below(most + 1);
        (0..count).map(|_| item(self)).collect()
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 16] = [
            "a", "votes", ".", ",", "-", "[", "]", "(", ")", "ü", "🦀", "\0", "\"\\", " +%&=",
            "null", "é\n",
        ];
        self.some(4, |chance| PARTS[chance.below(PARTS.len())])
            .concat()
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 7 } else { 8 }) {
            0 => Value::Null,
            1 => self.one_in(2).into(),
            2 => (self.0 as i64).into(),
            3 => self.0.into(),
            4 => f64::from_bits(self.0).into(),
            5 => (self.below(1000) as f64 / 8.0).into(),
            6 => self.text().into(),
            _ => Value::List(self.some(3, |chance| chance.value(depth - 1))),
        }
    }

    fn raw(&mut self) -> Value {
        Value::Raw(self.text())
    }

    fn operator(&mut self) -> String {
        match self.below(18) {
            known if known < 14 => Operator::ALL[known].into(),
            _ => self.text(),
        }
    }

    fn filter(&mut self, depth: usize) -> Filter {
        let filter = if depth > 0 && self.one_in(4) {
            let filters = self.some(3, |chance| chance.filter(depth - 1));
            Filter::group(filters)
        } else {
            let (field, operator) = (self.text(), self.operator());
            Filter::new(field, operator, self.value(2))
        };
        if self.one_in(2) { filter.or() } else { filter }
    }

    fn sort(&mut self) -> Sort {
        if self.one_in(2) {
            Sort::asc(self.text())
        } else {
            Sort::desc(self.text())
        }
    }

    fn include(&mut self, depth: usize) -> Include {
        let mut include = Include::of(self.text());
        if depth > 0 && self.one_in(2) {
            include.filters = self.some(2, |chance| chance.filter(1));
            include.sort = self.some(2, Chance::sort);
            include.limit = self.one_in(2).then(|| self.below(100) as u32 + 1);
            include.includes = self.some(2, |chance| chance.include(depth - 1));
        }
        include
    }

    fn aggregate(&mut self) -> Aggregate {
        let field = self.one_in(2).then(|| self.text());
        let mut aggregate = Aggregate::new(self.text(), self.text(), field);
        aggregate.filters = self.some(1, |chance| chance.filter(1));
        aggregate
    }

    pub(super) fn request(&mut self) -> SearchRequest {
        let mut request = SearchRequest::new();
        request.scopes = self.some(2, |chance| {
            let mut scope = ScopeCall::new(chance.text());
            scope.parameters = chance.some(3, |chance| chance.value(1));
            scope
        });
        request.filters = self.some(4, |chance| chance.filter(3));
        request.includes = self.some(3, |chance| chance.include(2));
        request.aggregates = self.some(2, Chance::aggregate);
        self.rest(&mut request);
        request
    }

    /// A request of the kind that a query string may say.
    fn query(&mut self) -> SearchRequest {
        let mut request = SearchRequest::new();
        request.scopes = self.some(2, |chance| {
            let mut scope = ScopeCall::new(chance.text());
            scope.parameters = chance.some(2, Chance::raw);
            scope
        });
        request.filters = self.some(3, |chance| {
            let (field, operator) = (chance.text(), chance.operator());
            let value = match chance.below(4) {
                0 => Value::Null,
                1 => Value::List(chance.some(3, Chance::raw)),
                _ => chance.raw(),
            };
            Filter::new(field, operator, value)
        });
        request.includes = self.some(2, |chance| Include::of(chance.text()));
        request.aggregates = self.some(1, Chance::aggregate);
        self.rest(&mut request);
        request
    }

    fn rest(&mut self, request: &mut SearchRequest) {
        if self.one_in(2) {
            let keywords = Keywords::new(self.text());
            request.search = Some(if self.one_in(2) {
                keywords.ignore_case()
            } else {
                keywords
            });
        }
        request.sort = self.some(2, Chance::sort);
        request.page = self
            .one_in(3)
            .then_some(self.0 as u32)
            .filter(|page| *page > 0);
        request.limit = self
            .one_in(3)
            .then_some(self.0 as u32)
            .filter(|limit| *limit > 0);
        request.cursor = self.one_in(3).then(|| self.text());
        request.with_trashed = self.one_in(3);
        request.only_trashed = self.one_in(3);
        request.fields = self.one_in(3).then(|| self.some(3, Chance::text));
    }
}

#[test]
fn json_is_read_as_it_was_written() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..2_000 {
        let request = chance.request();
        let json = serde_json::to_string(&request).unwrap();
        let read = SearchRequest::from_json(json.as_bytes());
        assert_eq!(read.as_ref(), Ok(&request), "{json}");
    }
}

#[test]
fn a_query_string_is_read_as_it_was_written() {
    let mut chance = Chance(0xD1B5_4A32_D192_ED03);
    let mut written = 0;
    for _ in 0..10_000 {
        let request = chance.query();
        let Some(query) = request.to_query() else {
            continue;
        };
        written += 1;
        assert_eq!(
            SearchRequest::from_query(&query).as_ref(),
            Ok(&request),
            "{query}"
        );
    }
    assert!(written > 1_000, "{written}");
}

#[test]
fn any_bytes_are_read() {
    let mut chance = Chance(0xA076_1D64_78BD_642F);
    let limits = SearchLimits::default();
    for _ in 0..2_000 {
        let mut json = serde_json::to_vec(&chance.request()).unwrap();
        for _ in 0..=chance.below(4) {
            let at = chance.below(json.len());
            match chance.below(4) {
                0 => json[at] = chance.0 as u8,
                1 => json.truncate(at + 1),
                2 => json.insert(at, b"[]{},:\"\\0e-"[chance.below(11)]),
                _ => drop(json.drain(at..(at + chance.below(9)).min(json.len()))),
            }
            if json.is_empty() {
                break;
            }
        }
        let text = String::from_utf8_lossy(&json);
        for request in [
            SearchRequest::from_json(&json),
            SearchRequest::from_query(&text),
        ] {
            match request {
                Ok(request) => limits.check(&request, &mut Vec::new()),
                Err(invalid) => assert!(!invalid.errors.is_empty()),
            }
        }
    }
}

#[test]
fn groups_are_collected_in_order() {
    let group = Filters::new().filter("a", "=", 1).or_filter("b", "=", 2);
    let filters: Vec<Filter> = group.into();
    let expected = [Filter::new("a", "=", 1), Filter::new("b", "=", 2).or()];
    assert_eq!(filters, expected);
}
